// Tiles of what is on its way: how far, how fast, how long, and what went wrong.
import { useEffect, useState } from "preact/hooks";
import { html, Icon, Round } from "./shared.js";
import { percent, size, t, wait } from "../lib/i18n.js";
import { drop, pause, resume } from "../lib/uploading.js";

/** Seconds until a moment, counted down; 0 when it is over. */
function useCountdown(until) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    if (!(until > Date.now())) return undefined;
    const every = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(every);
  }, [until]);
  return Math.max(Math.ceil((until - now) / 1000), 0);
}

function Tile({ one }) {
  const again = useCountdown(one.retryAt ?? 0);
  const share = one.bytes ? one.sent / one.bytes : 0;
  const words = {
    waiting: t("upload.waiting"), sending: again > 0 ? t("upload.retrying", { n: again }) : [percent(share), one.speed > 0 && `${size(one.speed)}/s`, one.speed > 0 && wait((one.bytes - one.sent) / one.speed)].filter(Boolean).join(" · "),
    paused: t("upload.paused", { percent: percent(share) }), coming: one.bytes ? percent(share) : t("upload.fetching"), reading: t("upload.reading"), fetching: t("upload.fetching"), lost: t("upload.lost", { name: one.name, percent: percent(share) }),
    refused: one.error, broken: one.error || t("error.unreachable"),
  }[one.state];
  return html`<li class="tile arriving ${one.state}"><div class="thumb">
      ${one.state === "refused" || one.state === "broken" ? html`<${Icon} name="warning" />` : html`<span class="bar ${one.state === "reading" || one.state === "fetching" ? "busy" : ""}" role="progressbar" aria-label=${one.name} aria-valuemin="0" aria-valuemax="100" aria-valuenow=${Math.round(share * 100)}><i style=${one.state === "reading" || one.state === "fetching" ? {} : { width: `${share * 100}%` }}></i></span>`}
      <p class="tiny">${words}</p>
      <div class="two">
        ${one.state === "sending" && html`<${Round} icon="pause" label=${t("upload.pause")} onClick=${() => pause(one.id)} />`}
        ${(one.state === "paused" || one.state === "broken") && html`<${Round} icon=${one.state === "paused" ? "play" : "retry"} label=${t("upload.resume")} onClick=${() => resume(one.id)} />`}
        ${one.state !== "reading" && one.state !== "coming" && html`<${Round} icon="close" label=${t("upload.drop")} onClick=${() => drop(one.id)} />`}
      </div></div>
    <div class="tile-name"><span class="cut grow">${one.name}</span></div>
    ${one.bytes > 0 && html`<span class="tiny muted">${t("upload.of", { sent: size(one.sent), all: size(one.bytes) })}</span>`}</li>`;
}

/** Uploads of this window, and those that come in from elsewhere. */
export const Arriving = ({ here, elsewhere }) => html`
  ${here.map((one) => html`<${Tile} key=${one.id} one=${one} />`)}
  ${elsewhere.map((one) => html`<${Tile} key=${one.id} one=${{ ...one, bytes: one.length ?? 0, sent: one.received, state: "coming", speed: 0 }} />`)}`;
