// What is put right on the timeline itself: the words of a title, new ones too, and a file that is gone.
import { html, InPlace } from "./shared.js";
import { placed, retitling } from "./items.js";
import { edit } from "../lib/actions.js";
import { t } from "../lib/i18n.js";
import { findFile } from "../lib/uploading.js";
import * as store from "../lib/store.js";

/** For a clip whose file is gone: beside the list of clips, whose children are options and nothing else. */
export const FindFile = ({ clip, zoom }) => html`<div class="item-box handles" style=${placed(clip, zoom)}>
  <button type="button" class="button small find-file" aria-label=${`${t("media.find")}: ${clip.name}`} onClick=${findFile}>${t("media.find")}</button></div>`;

/** Where its words are written: beside the list of titles, whose children are options and nothing else. */
export const Retitle = ({ title, zoom }) => html`<div class="item-box" style=${placed(title, zoom, 120)}>
  <${InPlace} editing class="retitle" value=${title.text} label=${t("title.text")} onKeep=${(text) => edit((all, hand) => hand.titleWorded(all, title.id, text))} onDone=${() => { retitling.value = ""; }} /></div>`;

/** A title at the playhead, its words ready to be written over. */
export async function addTitle() {
  const at = store.playhead.value, words = t("title.new"), had = new Set(store.project.value.titles.map((one) => one.id));
  if (!(await edit((project, hand) => hand.titleAdded(project, words, at)))) return;
  const fresh = store.project.value?.titles.find((one) => !had.has(one.id));
  if (!fresh) return;
  store.selection.value = new Set([fresh.id]);
  retitling.value = fresh.id;
}
