// Words in the page's language: two flat files with the same keys; facts fill {holes}.
import { signal, computed } from "@preact/signals";

const LANGUAGES = ["en", "zh"];
const kept = () => { try { return localStorage.getItem("rushes.language"); } catch { return null; } };

export const language = signal(LANGUAGES.includes(kept()) ? kept() : navigator.language.startsWith("zh") ? "zh" : "en");
const words = signal({});
const files = new Map();

/** Loads a language's words and changes to it. */
export async function speak(wanted) {
  if (!files.has(wanted)) {
    const answer = await fetch(new URL(`../words/${wanted}.json`, import.meta.url));
    files.set(wanted, await answer.json());
  }
  words.value = files.get(wanted);
  language.value = wanted;
  document.documentElement.lang = wanted === "zh" ? "zh-CN" : "en";
  try { localStorage.setItem("rushes.language", wanted); } catch { /* private window */ }
}

const plural = computed(() => new Intl.PluralRules(locale()));
const locale = () => (language.value === "zh" ? "zh-CN" : "en");

/** The words of `key`; with `facts.count` those of "key.one" where the language has them. */
export function t(key, facts) {
  const all = words.value;
  let text = all[key];
  if (facts && "count" in facts) text = all[`${key}.${plural.value.select(facts.count)}`] ?? text;
  if (text === undefined) return key;
  return facts ? text.replace(/\{(\w+)\}/g, (hole, name) => (name in facts ? String(facts[name]) : hole)) : text;
}

export const has = (key) => key in words.value;

/** @type {Map<string, Intl.NumberFormat>} */
const numbers = new Map();

/** A way to write numbers, made once: making one takes longer than writing a hundred. @param {Intl.NumberFormatOptions} options */
function number(options) {
  const key = `${locale()} ${options.style} ${options.maximumFractionDigits}`;
  if (!numbers.has(key)) numbers.set(key, new Intl.NumberFormat(locale(), options));
  return numbers.get(key);
}

export const amount = (value, digits = 0) => number({ maximumFractionDigits: digits }).format(value);
export const percent = (share) => number({ style: "percent" }).format(share);

/** A signed number, with a true minus sign. */
export const signed = (value, digits = 1) =>
  (value > 0 ? "+" : value < 0 ? "−" : "") + amount(Math.abs(value), digits);

/** 214 MB, 1.4 GB. */
export function size(bytes) {
  if (bytes >= 1e9) return `${amount(bytes / 1e9, 1)} GB`;
  if (bytes >= 1e6) return `${amount(bytes / 1e6, bytes < 1e7 ? 1 : 0)} MB`;
  return `${amount(Math.max(bytes / 1e3, bytes ? 1 : 0))} kB`;
}

/** "just now", "4 min ago", "yesterday", a date. */
export function ago(iso, now = Date.now()) {
  const seconds = (now - Date.parse(iso)) / 1000;
  if (!Number.isFinite(seconds)) return "";
  if (seconds < 45) return t("time.now");
  const relative = new Intl.RelativeTimeFormat(locale(), { numeric: "auto", style: "short" });
  if (seconds < 3600) return relative.format(-Math.round(seconds / 60), "minute");
  if (seconds < 86400) return relative.format(-Math.round(seconds / 3600), "hour");
  if (seconds < 86400 * 14) return relative.format(-Math.round(seconds / 86400), "day");
  return new Intl.DateTimeFormat(locale(), { dateStyle: "medium" }).format(new Date(iso));
}

/** A wait: "54 s", "2 min". */
export function wait(seconds) {
  if (seconds < 90) return t("time.seconds", { n: amount(Math.max(Math.round(seconds), 1)) });
  if (seconds < 5400) return t("time.minutes", { n: amount(Math.round(seconds / 60)) });
  return t("time.hours", { n: amount(seconds / 3600, 1) });
}
