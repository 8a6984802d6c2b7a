// What is selected on the timeline, in words, and how loud it is.
import { html, Round } from "./shared.js";
import { edit } from "../lib/actions.js";
import { signed, t } from "../lib/i18n.js";
import { clock } from "../lib/timecode.js";
import * as store from "../lib/store.js";

export function Chosen() {
  const now = store.chosen.value;
  if (!now) {
    const count = store.selection.value.size;
    return html`<span class="about small muted cut grow">${count > 1 ? t("timeline.selected", { count }) : ""}</span>`;
  }
  const { kind, item } = now, frames = `${clock(item.start.seconds, true)}–${clock(item.start.seconds + item.length.seconds, true)}`;
  const name = item.name || item.text || item.label || store.mediaById.value.get(item.media)?.name || item.id;
  const loud = (kind === "clip" && item.sound) || kind === "sound";
  return html`<span class="about small muted cut grow">${name} · ${frames}${kind === "clip" && !store.narrow.value ? ` · ${t("timeline.drag")}` : ""}</span>
    ${loud && html`<label class="level small"><span class="hidden">${t("level")}</span><${Round} icon=${item.level.muted ? "mute" : "sound"} label=${t(item.level.muted ? "unmute" : "mute")} pressed=${item.level.muted} onClick=${() => edit((project, hand) => hand.levelled(project, item.id, item.level.muted ? item.level.gain_db : null))} />
      <input type="range" min="-40" max="12" step="1" value=${item.level.gain_db} aria-label=${t("level")} aria-valuetext=${`${item.level.gain_db} dB`} onChange=${(event) => edit((project, hand) => hand.levelled(project, item.id, Number(event.currentTarget.value)))} /><span class="mono tiny">${signed(item.level.gain_db, 1) || 0} dB</span></label>`}`;
}
