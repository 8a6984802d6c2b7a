// Times for people and for operations. A moment is a number of seconds; what is sent is exact, as "n/d".

/** @typedef {{exact: string, seconds: number}} Exact */

/** Numerator and denominator of "30000/1001" or "30". @param {string} text */
export function fraction(text) {
  const [over, under] = text.split("/");
  return [Number(over), Number(under || 1)];
}

function gcd(a, b) {
  while (b) [a, b] = [b, a % b];
  return a || 1;
}

/** The frame on screen at `seconds`; a hair early still counts as the next one (floats). */
export function frameAt(seconds, rate) {
  return Math.floor(seconds * rate + 1e-4);
}

export function nearestFrame(seconds, rate) {
  return Math.round(seconds * rate);
}

/** Where frame `number` starts, exact: "41/6". @param {number} number @param {string} rate "30000/1001" */
export function exactFrame(number, rate) {
  const [over, under] = fraction(rate);
  const top = number * under;
  const common = gcd(Math.abs(top), over);
  return over / common === 1 ? String(top / common) : `${top / common}/${over / common}`;
}

/** `seconds` at the nearest frame start, exact; to the millisecond where frames have no rate of their own. */
export function exactTime(seconds, canvas) {
  if (canvas.variable_rate) {
    const ms = Math.round(seconds * 1000), common = gcd(ms, 1000);
    return 1000 / common === 1 ? String(ms / common) : `${ms / common}/${1000 / common}`;
  }
  return exactFrame(nearestFrame(seconds, canvas.rate.seconds), canvas.rate.exact);
}

/** `seconds` moved to the nearest frame start. */
export function snapped(seconds, canvas) {
  return nearestFrame(seconds, canvas.rate.seconds) / canvas.rate.seconds;
}

const two = (number) => String(number).padStart(2, "0");

/** `h:mm:ss:ff`; with `drop`, SMPTE drop-frame (29.97 and 59.94 only). */
export function timecode(seconds, rate, drop = false) {
  let number = Math.max(frameAt(seconds, rate), 0);
  const nominal = Math.ceil(rate - 1e-9);
  if (drop) {
    const lost = nominal === 30 ? 2 : 4, perTen = nominal * 600 - lost * 9;
    const tens = Math.floor(number / perTen), rest = number % perTen;
    number += lost * 9 * tens;
    if (rest >= nominal * 60) number += lost * (Math.floor((rest - nominal * 60) / (nominal * 60 - lost)) + 1);
  }
  const frame = number % nominal, all = Math.floor(number / nominal);
  return `${two(Math.floor(all / 3600))}:${two(Math.floor(all / 60) % 60)}:${two(all % 60)}${drop ? ";" : ":"}${two(frame)}`;
}

/** `m:ss`, `h:mm:ss`, with tenths only where asked. */
export function clock(seconds, tenths = false) {
  const sign = seconds < 0 ? "-" : "";
  const all = tenths ? Math.round(Math.abs(seconds) * 10) / 10 : Math.round(Math.abs(seconds));
  const hours = Math.floor(all / 3600), minutes = Math.floor(all / 60) % 60;
  const rest = all - hours * 3600 - minutes * 60;
  const text = tenths && rest % 1 ? rest.toFixed(1).padStart(4, "0") : two(Math.round(rest));
  return sign + (hours ? `${hours}:${two(minutes)}:${text}` : `${minutes}:${text}`);
}

/** Whether drop-frame timecode is for this rate: 29.97 and 59.94. */
export const dropsAt = (rate) => [30000 / 1001, 60000 / 1001].some((one) => Math.abs(one - rate) < 1e-3);

/** A typed time as seconds: "1:02", "0:00:02:18", "12.5", "90"; null where it is none. Four parts are a timecode, and count
 * frames as it does: its seconds are `Math.ceil(rate)` frames long. */
export function readTime(text, rate, drop = false) {
  const clean = text.trim().replace(/;/g, ":");
  if (!/^\d+(:\d+){0,3}(\.\d+)?$/.test(clean)) return null;
  const parts = clean.split(":").map(Number), whole = (all) => all.reduce((sum, part) => sum * 60 + part, 0);
  if (parts.length < 4) return whole(parts);
  const nominal = Math.ceil(rate - 1e-9), minutes = parts[0] * 60 + parts[1], lost = drop ? (nominal === 30 ? 2 : 4) : 0;
  return (whole(parts.slice(0, 3)) * nominal + parts[3] - lost * (minutes - Math.floor(minutes / 10))) / rate;
}
