// Two revisions in one picture: a wipe between their stills, and what is different.
import { useEffect, useState } from "preact/hooks";
import { html, Icon } from "./shared.js";
import { Rows } from "./card.js";
import { get, of } from "../lib/api.js";
import { followed } from "../lib/moments.js";
import { step } from "../lib/actions.js";
import { t } from "../lib/i18n.js";
import { seek, stillAt } from "./player.js";
import * as store from "../lib/store.js";

const HEIGHT = 540, SETTLE_MS = 120;

export function Compare() {
  const pair = store.comparing.value, [found, setFound] = useState(null), [wipe, setWipe] = useState(50), [at, setAt] = useState(store.playhead.peek());
  useEffect(() => {
    let here = true;
    setFound(null);
    get(of(store.session.value.id, `/compare?old=${pair.old}&new=${pair.new}`)).then((answer) => {
      if (!here) return;
      setFound(answer);
      const first = answer.rows.find((row) => row.at);
      // well inside what changed: at its very edge a fade may hide it
      const long = first?.end ? first.end.seconds - first.at.seconds : 0;
      if (first) seek(first.at.seconds + Math.min(long / 2, 1));
    }, () => { store.comparing.value = null; });
    return () => { here = false; };
  }, [pair.old, pair.new]);
  const now = store.playhead.value;
  useEffect(() => { const wait = setTimeout(() => setAt(now), SETTLE_MS); return () => clearTimeout(wait); }, [now]);
  const close = () => { store.comparing.value = null; };
  const picture = (which) => {
    const project = found?.[which];
    if (!project?.track.length) return html`<div class="nothing small">${t("compare.empty")}</div>`;
    const newest = store.session.value.revision === pair[which] ? at : followed(store.project.value, project, at);
    const last = Math.max(project.length.seconds - 1 / project.canvas.rate.seconds, 0);
    return html`<img src=${stillAt(pair[which], Math.min(newest, last), HEIGHT)} alt=${t(`compare.${which}`, { n: pair[which] })} draggable=${false} onLoad=${(event) => event.currentTarget.classList.add("in")} />`;
  };
  return html`<div class="compare" style=${{ "--wipe": `${wipe}%` }}>
    <div class="under">${found && picture("new")}</div>
    <div class="over">${found && picture("old")}</div>
    <i class="wipe" aria-hidden="true"></i>
    <input type="range" min="0" max="100" value=${wipe} aria-label=${t("compare.wipe")} onInput=${(event) => setWipe(Number(event.currentTarget.value))} />
    <span class="tag left tiny">r${pair.old}</span><span class="tag right tiny">r${pair.new}</span>
    <aside class="compare-rows" aria-label=${t("compare.rows")}>
      <div class="card-head"><${Icon} name="compare" /><b class="grow">${t("compare.title", { old: pair.old, new: pair.new })}</b>
        <button type="button" class="round" aria-label=${t("close")} onClick=${close}><${Icon} name="close" /></button></div>
      ${found && (found.rows.length ? html`<${Rows} rows=${found.rows} />` : html`<p class="small muted">${t("compare.same")}</p>`)}
      <div class="card-foot"><button type="button" onClick=${() => { close(); step("restore", pair.old); }}><${Icon} name="restore" />${t("restore.n", { n: pair.old })}</button></div>
    </aside>
  </div>`;
}
