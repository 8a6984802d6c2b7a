// All sessions: pick up where you left off.
import { useEffect, useState } from "preact/hooks";
import { signal } from "@preact/signals";
import { html, Icon, Button, InPlace, Menu } from "./shared.js";
import { Logo, Preferences } from "./header.js";
import { get, of, patch, post, remove } from "../lib/api.js";
import { attempt, begin, complain, go } from "../lib/actions.js";
import { ago, t } from "../lib/i18n.js";
import { clock } from "../lib/timecode.js";
import { addSamples } from "../lib/uploading.js";
import * as store from "../lib/store.js";

const list = signal(null);
const going = signal(new Map());
const LOOK_MS = 3000, UNDO_SECONDS = 10;

const load = (search) => get(`/api/page/sessions?search=${encodeURIComponent(search)}`).then((answer) => { list.value = answer.sessions; });

/** Takes a session out of sight, and deletes it for good when nobody wanted it back for 10 seconds. */
function forget(one) {
  const end = setTimeout(async () => {
    try { await remove(of(one.id)); list.value = list.value.filter((each) => each.id !== one.id); } catch (error) { complain(error); }
    const left = new Map(going.value);
    left.delete(one.id);
    going.value = left;
  }, UNDO_SECONDS * 1000);
  going.value = new Map(going.value).set(one.id, end);
  const back = () => { clearTimeout(end); const left = new Map(going.value); left.delete(one.id); going.value = left; };
  store.toast({ text: t("session.deleted", { name: one.name }), action: { label: t("undo.short"), run: back }, seconds: UNDO_SECONDS });
}

async function rename(one, name) {
  const was = list.value;
  list.value = was.map((each) => (each.id === one.id ? { ...each, name } : each));
  try { await patch(of(one.id), { name: name.trim() }); } catch (error) { list.value = was; complain(error); }
}

async function duplicate(one) {
  if (await attempt(() => post(of(one.id, "/duplicate"), {}))) load("");
}

const sampled = async () => { if (await begin()) addSamples(); };

function Tile({ one }) {
  const [naming, setNaming] = useState(false);
  const facts = [`r${one.revision}`, one.seconds > 0 && clock(one.seconds), one.clips > 0 && t("session.clips", { count: one.clips }), one.exports > 0 && t("session.exports", { count: one.exports }), ago(one.updated)].filter(Boolean).join(" · ");
  const percent = one.running ? one.running.percent : one.proxies;
  return html`<li class="session">
    <a href=${`/s/${one.id}`} class="poster" tabindex="-1" aria-hidden="true" onClick=${(event) => { if (event.ctrlKey || event.metaKey) return; event.preventDefault(); go(`/s/${one.id}`); }}>${one.poster ? html`<img src=${one.poster} alt="" loading="lazy" />` : html`<${Icon} name="film" />`}</a>
    <div class="session-foot"><div class="session-head">${naming ? html`<${InPlace} editing value=${one.name} label=${t("session.name")} onKeep=${(name) => rename(one, name)} onDone=${() => setNaming(false)} />`
      : html`<a href=${`/s/${one.id}`} class="session-name cut grow" onClick=${(event) => { if (event.ctrlKey || event.metaKey) return; event.preventDefault(); go(`/s/${one.id}`); }}>${one.name}</a>`}
      <${Menu} id=${`session-${one.id}`} label=${t("session.more", { name: one.name })} class="dots-button" items=${[
        { icon: "pencil", label: t("rename"), run: () => setNaming(true) }, { icon: "copy", label: t("duplicate"), run: () => duplicate(one) }, { icon: "trash", label: t("delete"), danger: true, run: () => forget(one) },
      ]} /></div>
      <div class="small muted">${facts}</div>
      ${percent !== null && percent !== undefined && html`<div class="tiny muted">${t(one.running ? "header.exporting" : "session.proxies", { percent })}</div><div class="bar" role="progressbar" aria-label=${one.name} aria-valuemin="0" aria-valuemax="100" aria-valuenow=${percent}><i style=${{ width: `${percent}%` }}></i></div>`}
    </div></li>`;
}

export function SessionsPage() {
  const [search, setSearch] = useState(""), [error, setError] = useState(null);
  useEffect(() => {
    const look = () => load(search).then(() => setError(null), setError);
    const first = setTimeout(look, search ? 200 : 0), again = setInterval(() => { if (!document.hidden && list.value?.some((one) => one.running || one.proxies !== null)) look(); }, LOOK_MS);
    return () => { clearTimeout(first); clearInterval(again); };
  }, [search]);
  const shown = list.value?.filter((one) => !going.value.has(one.id));
  const problem = store.failed.value ?? error;
  return html`<div class="sessions-page">
    <header class="head"><${Logo} /><span class="name" style=${{ padding: "0 8px" }}>${t("sessions")}</span><span class="grow"></span><${Preferences} />
      <${Button} primary icon="plus" class="to-export" onClick=${() => begin()}>${t("session.new")}<//></header>
    <main class="sessions">
      <div class="sessions-top"><h1 class="grow">${t(shown?.length || search ? "sessions.title" : "sessions.first")}</h1>
        ${(shown?.length > 5 || search) && html`<label class="search"><${Icon} name="search" /><input class="field" type="search" value=${search} placeholder=${t("sessions.search")} aria-label=${t("sessions.search")} onInput=${(event) => setSearch(event.currentTarget.value)} /></label>`}</div>
      ${problem ? html`<p role="alert" class="muted">${problem.message || t("error.unreachable")}</p>`
        : !shown ? html`<ul class="session-grid" aria-hidden="true">${[1, 2, 3].map((n) => html`<li class="skeleton" key=${n} style=${{ height: "210px" }}></li>`)}</ul>`
        : shown.length ? html`<ul class="session-grid">${shown.map((one) => html`<${Tile} key=${one.id} one=${one} />`)}</ul>`
        : search ? html`<p class="muted">${t("sessions.none")}</p>`
        : html`<button type="button" class="drop first-drop" onClick=${() => begin()}><img src=${new URL("../mark.svg", import.meta.url).pathname} alt="" width="54" height="54" /><b>${t("empty.title")}</b><span class="muted">${t("sessions.drop")}</span></button>
          <button type="button" class="link first-sample" onClick=${sampled}>${t("sample.try")}</button>`}
    </main></div>`;
}
