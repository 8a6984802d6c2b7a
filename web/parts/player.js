// The player: the stage, and what moves the playhead over it.
import { useEffect, useRef, useState } from "preact/hooks";
import { computed, effect, signal } from "@preact/signals";
import { html, Icon, Later, Round } from "./shared.js";
import { of } from "../lib/api.js";
import { cuts } from "../lib/moments.js";
import { percent, t } from "../lib/i18n.js";
import { dropsAt, frameAt, readTime, timecode } from "../lib/timecode.js";
import * as store from "../lib/store.js";

const HEIGHT = 540;

const comparison = () => import("./compare.js").then((found) => found.Compare);

/** The still that covers the video; "" for none. */
export const cover = signal("");
/** Whether a picture of this session has been shown: until then its first file stands in. */
export const seen = signal(false);
const fullOf = { node: null };

export const clamp = (at) => Math.min(Math.max(at, 0), store.lastFrame.value);
export const onFrame = (at) => frameAt(at, store.fps.value) / store.fps.value;

/** Moves the playhead; a moment between frames means the frame on screen then. */
export const seek = (at) => { store.playhead.value = onFrame(clamp(at) + 1e-6); };

const move = (frames) => { pause(); seek((frameAt(store.playhead.value, store.fps.value) + frames) / store.fps.value); };

function play() {
  if (!store.hasPicture.value) return;
  if (store.playhead.value >= store.lastFrame.value - 1e-6 && store.rate.value > 0) seek(store.range.value.in ?? 0);
  store.playing.value = true;
}

export function pause() {
  store.playing.value = false;
  store.rate.value = 1;
}

/** J and L: the other way begins at 1x, the same way doubles up to 8x. */
function shuttle(way) {
  if (!store.hasPicture.value) return;
  const now = store.playing.value ? store.rate.value : 0;
  store.rate.value = Math.sign(now) === way ? way * Math.min(Math.abs(now) * 2, 8) : way;
  if (way > 0) play(); else store.playing.value = true;
}

function toCut(way) {
  if (!store.project.value) return;
  const now = store.playhead.value, all = cuts(store.project.value);
  const next = way > 0 ? all.find((cut) => cut > now + 1e-3) : all.findLast((cut) => cut < now - 1e-3);
  if (next !== undefined) { pause(); seek(next); }
}

export const commands = {
  play: () => (store.playing.value ? pause() : play()),
  back: () => shuttle(-1),
  forward: () => shuttle(1),
  frame_back: () => move(-1),
  frame_on: () => move(1),
  second_back: () => move(-Math.round(store.fps.value)),
  second_on: () => move(Math.round(store.fps.value)),
  cut_before: () => toCut(-1),
  cut_after: () => toCut(1),
  start: () => { pause(); seek(0); },
  end: () => { pause(); seek(store.lastFrame.value); },
  mute: () => { store.silent.value = !store.silent.value; },
  full: () => (document.fullscreenElement ? document.exitFullscreen() : fullOf.node?.requestFullscreen?.()),
  in: () => { store.range.value = { ...store.range.value, in: store.playhead.value, out: over(store.range.value.out, store.playhead.value) }; },
  out: () => {
    const end = Math.min(store.playhead.value + 1 / store.fps.value, store.length.value);
    store.range.value = { in: store.range.value.in !== null && store.range.value.in < end ? store.range.value.in : null, out: end };
  },
  clear: () => { store.range.value = { in: null, out: null }; },
};

const over = (end, start) => (end !== null && end > start ? end : null);

/** The address of the frame on screen at `at`: half a millisecond later, so that what rounding makes of one moment is one
 * address. */
export const stillAt = (revision, at, height = HEIGHT) =>
  of(store.session.value.id, `/still.jpg?revision=${revision}&at=${(at + 0.0005).toFixed(4)}&height=${height}`);

function Timecode() {
  const node = useRef(null), [typing, setTyping] = useState(false);
  useEffect(() => effect(() => {
    const text = timecode(store.playhead.value, store.fps.value, store.drops.value);
    if (node.current) node.current.textContent = text;
  }), [typing]);
  const done = (event) => {
    const at = readTime(event.currentTarget.value, store.fps.value, store.drops.value);
    setTyping(false);
    if (at !== null) seek(Math.round(at * store.fps.value) / store.fps.value);
  };
  if (typing) {
    return html`<input class="field mono typed" aria-label=${t("player.goto")} defaultValue=${timecode(store.playhead.value, store.fps.value, store.drops.value)} ref=${(one) => one && !one.dataset.ready && ((one.dataset.ready = "1"), one.focus(), one.select())}
      onKeyDown=${(event) => { if (event.key === "Enter") done(event); if (event.key === "Escape") setTyping(false); }} onBlur=${done} />`;
  }
  return html`<span class="times mono"><button type="button" title=${t("player.goto")} onClick=${() => setTyping(true)}><b ref=${node}></b><span class="hidden"> ${t("player.goto")}</span></button><span class="muted"> / ${timecode(store.length.value, store.fps.value, store.drops.value)}</span>${dropsAt(store.fps.value) && !store.narrow.value && html`<button type="button" class="drops tiny" aria-pressed=${store.drops.value} title=${t("player.drop")} onClick=${() => { store.dropFrame.value = !store.dropFrame.value; }}>DF<span class="hidden"> ${t("player.drop")}</span></button>`}</span>`;
}

const ratioOf = (canvas) => {
  for (const [w, h] of [[16, 9], [9, 16], [4, 3], [1, 1], [4, 5], [21, 9], [3, 2]]) if (Math.abs(canvas.width / canvas.height - w / h) < 0.01) return `${w}:${h}`;
  return `${canvas.width}×${canvas.height}`;
};

function Badge() {
  const { width, height } = store.project.value.canvas, lines = (high) => Math.round(high * Math.min(width / height, 1));
  const now = store.preview.value, proxies = store.proxies.value.filter((one) => one.done < 1 && !one.error);
  const making = proxies.length && store.hasPicture.value;
  const share = making ? proxies.reduce((sum, one) => sum + one.done, 0) / proxies.length : 0;
  return html`
    <span class="stage-badge tiny">${now.state === "pieces" ? t("player.badge", { lines: lines(now.height), n: now.revision ?? 0 }) : t("player.badge_still", { n: now.revision ?? store.session.value?.revision ?? 0 })}</span>
    ${making ? html`<span class="stage-badge low tiny" role="status"><span class="bar"><i style=${{ width: `${share * 100}%` }}></i></span>${t("player.preparing", { percent: percent(share) })}</span>`
      : now.error ? html`<span class="stage-badge low wordy tiny" role="status"><${Icon} name="warning" />${t("player.failed")} ${now.error.message}</span>` : null}`;
}

const showing = computed(() => store.preview.value.state), waiting = computed(() => showing.value === "pieces" && store.preview.value.waiting);

/** What lies on the video: of its own, as it changes with every edit and the player does not. */
function Covers() {
  const still = cover.value, empty = !store.hasPicture.value;
  const first = store.clips.value[0]?.media, ground = store.mediaById.value.get(first) ?? store.media.value.find((one) => one.kind !== "audio");
  const poster = (empty || (!still && (!seen.value || showing.value !== "pieces"))) && ground;
  return html`${still && html`<img class="still" src=${still} alt="" draggable=${false} onClick=${commands.play} />`}
    ${store.trimming.value && html`<img class="still" src=${of(store.session.value.id, `/media/${store.trimming.value.media}/thumbnail?at=${store.trimming.value.at.toFixed(3)}&height=360`)} alt="" />`}
    ${poster && html`<img class="still ${empty ? "dim" : ""}" src=${of(store.session.value.id, `/media/${poster.id}/thumbnail?height=360`)} alt="" />`}
    ${empty && !ground && html`<div class="nothing-yet small"><${Icon} name="film" />${t("player.empty")}</div>`}`;
}

const Waiting = () => (waiting.value ? html`<div class="bar busy thin"><i></i></div>` : null);

export function Player() {
  const video = useRef(null), box = useRef(null);
  useEffect(() => {
    const node = video.current;
    let over = () => {}, gone = !node;
    import("./stage.js").then(({ conduct }) => { if (!gone) over = conduct(node); });
    return () => { gone = true; over(); };
  }, []);
  const canvas = store.project.value?.canvas ?? { width: 16, height: 9 };
  const shape = canvas.width / canvas.height;
  const speed = store.rate.value;
  const empty = !store.hasPicture.value;
  return html`<section class="player" aria-label=${t("player")}>
    <div class="stage" ref=${(node) => { box.current = node; fullOf.node = node; }}>
      <div class="screen" style=${{ "--shape": shape }}>
        <video ref=${video} playsinline preload="auto" aria-label=${t("player.picture")} tabindex="-1" onClick=${commands.play}></video>
        <${Covers} />
        ${store.safeAreas.value && html`<div class="safe action"></div><div class="safe words"></div>`}
        ${!empty && !store.narrow.value && html`<${Badge} />`}
        ${!empty && html`<${Waiting} />`}
        ${store.comparing.value && html`<${Later} load=${comparison} />`}
      </div>
      ${!empty && store.narrow.value && html`<${Badge} />`}
    </div>
    <div class="transport">
      <${Timecode} />
      <span class="middle">
        ${!store.narrow.value && html`<${Round} icon="previous" label=${t("player.cut_before")} onClick=${commands.cut_before} disabled=${empty} />`}
        <button type="button" class="to-play" aria-label=${t(store.playing.value ? "pause" : "play")} title=${t(store.playing.value ? "pause" : "play")} onClick=${commands.play} disabled=${empty}><${Icon} name=${store.playing.value ? "pause" : "play"} /></button>
        ${!store.narrow.value && html`<${Round} icon="next" label=${t("player.cut_after")} onClick=${commands.cut_after} disabled=${empty} />`}
      </span>
      <span class="right">
        ${!store.narrow.value && html`<button type="button" class="round words mono" title=${t("player.speed")} onClick=${() => { store.rate.value = { 1: 1.5, 1.5: 2, 2: 0.5, 0.5: 1 }[speed] ?? 1; }}>${speed}×<span class="hidden"> ${t("player.speed")}</span></button>`}
        <${Round} icon=${store.silent.value || !store.volume.value ? "mute" : "sound"} label=${t(store.silent.value ? "unmute" : "mute")} pressed=${store.silent.value} onClick=${commands.mute} />
        ${!store.narrow.value && html`<input type="range" class="volume" min="0" max="1" step="0.05" value=${store.volume.value} aria-label=${t("volume")} onInput=${(event) => { store.volume.value = Number(event.currentTarget.value); store.silent.value = false; }} />`}
        ${!store.narrow.value && html`<${Round} icon="safe" label=${t("player.safe")} pressed=${store.safeAreas.value} onClick=${() => { store.safeAreas.value = !store.safeAreas.value; }} />
          <span class="ratio small">${ratioOf(canvas)}</span>`}
        <${Round} icon="full" label=${t("player.full")} onClick=${commands.full} />
      </span>
    </div>
  </section>`;
}
