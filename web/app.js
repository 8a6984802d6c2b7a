// The page: which part stands where.
import { render, h } from "preact";
import { useEffect } from "preact/hooks";
import { effect } from "@preact/signals";
import { html, styled, Icon, Later } from "./parts/shared.js";
import { Header } from "./parts/header.js";
import { Chat } from "./parts/chat.js";
import { Player, commands as player } from "./parts/player.js";
import { Timeline, commands as timeline } from "./parts/timeline.js";
import { Side, Media, history as past } from "./parts/media.js";
import { Dialogs, Toasts, Offline, DropZone } from "./parts/dialogs.js";
import { Empty } from "./parts/empty.js";
import * as actions from "./lib/actions.js";
import { enter } from "./lib/api.js";
import { language, speak, t } from "./lib/i18n.js";
import { listen } from "./lib/keys.js";
import * as store from "./lib/store.js";
import { remember } from "./lib/uploading.js";

const sessions = () => Promise.all([import("./parts/sessions.js"), styled("sessions")]).then(([found]) => found.SessionsPage);

const trouble = () => import("./parts/trouble.js").then((found) => found.Trouble);

const TABS = [["chat", "chat"], ["timeline", "film"], ["media", "grid"], ["history", "history"]];

/** A border that can be dragged, or moved with the arrow keys. */
function Handle({ axis, name, size, set, sign, style, label, least, most }) {
  const drag = (event) => {
    event.preventDefault();
    const start = axis === "x" ? event.clientX : event.clientY, was = size();
    const node = event.currentTarget;
    node.setPointerCapture(event.pointerId);
    node.onpointermove = (move) => set(was + sign * ((axis === "x" ? move.clientX : move.clientY) - start));
    node.onpointerup = () => { node.onpointermove = node.onpointerup = null; };
  };
  const key = (event) => {
    const by = { ArrowLeft: -16, ArrowRight: 16, ArrowUp: -16, ArrowDown: 16 }[event.key];
    if (!by || (axis === "x") !== event.key.match(/Left|Right/) > "") return;
    event.preventDefault();
    set(size() + sign * by);
  };
  return html`<div class="handle ${axis}" style=${style} role="separator" tabindex="0" aria-label=${label} data-split=${name}
    aria-orientation=${axis === "x" ? "vertical" : "horizontal"} aria-valuenow=${Math.round(size())} aria-valuemin=${least} aria-valuemax=${most}
    onPointerDown=${drag} onKeyDown=${key}></div>`;
}

const LIMITS = { chat: [260, 560], side: [220, 480], timeline: [150, 560] };

function split(name, value) {
  const [least, most] = LIMITS[name];
  store.splits.value = { ...store.splits.value, [name]: Math.round(Math.min(Math.max(value, least), most)) };
}

function Editor() {
  const { chat, side, timeline: high } = store.splits.value;
  useEffect(() => listen(commands), []);
  if (store.failed.value && !store.session.value) return html`<${Later} load=${trouble} error=${store.failed.value} />`;
  const bare = store.session.value && !store.media.value.length && !store.uploads.value.length && !store.hasPicture.value;
  if (store.narrow.value) return html`<${Phone} bare=${bare} />`;
  const handle = (name, axis, sign, style) => html`<${Handle} axis=${axis} name=${name} sign=${sign} style=${style} label=${t(`split.${name}`)}
    least=${LIMITS[name][0]} most=${LIMITS[name][1]} size=${() => store.splits.value[name]} set=${(value) => split(name, value)} />`;
  return html`<div class="editor" style=${{ "--chat": `${chat}px`, "--side": bare ? "0px" : `${side}px` }}>
    <${Header} />
    <${Chat} handle=${handle("chat", "x", 1, { right: "-2px" })} />
    <main class="work">
      ${bare ? html`<${Empty} />` : html`<${Player} /><div style=${{ position: "relative", height: `${high}px`, maxHeight: "max(150px, min(60vh, 100vh - 300px))", minHeight: 0 }}>
        ${handle("timeline", "y", -1, {})}<${Timeline} /></div>`}
    </main>
    ${!bare && html`<${Side} handle=${!store.middling.value && handle("side", "x", -1, { left: "-2px" })} />`}
  </div>`;
}

function Phone({ bare }) {
  const tab = store.tab.value;
  return html`<div class="editor phone">
    <${Header} />
    ${!bare && html`<${Player} />`}
    ${!bare && tab !== "timeline" && html`<${Timeline} mini />`}
    <main class="pane"><div class="pane" role="tabpanel" id="pane" aria-labelledby=${`tab-${tab}`}>
      ${tab === "chat" ? (bare ? html`<${Empty} small /><${Chat} bare />` : html`<${Chat} />`)
        : tab === "timeline" ? html`<${Timeline} />`
        : tab === "media" ? html`<div class="side whole"><${Media} /></div>`
        : html`<div class="side whole"><${Later} load=${past} /></div>`}
    </div></main>
    <nav aria-label=${t("tabs")}><div class="tabs-bottom" role="tablist" aria-label=${t("tabs")}>
      ${TABS.map(([name, icon]) => html`<button role="tab" id=${`tab-${name}`} aria-selected=${tab === name} aria-controls="pane"
        onClick=${() => { store.tab.value = name; }}><${Icon} name=${icon} />${t(`tab.${name}`)}</button>`)}
    </div></nav>
  </div>`;
}

/** What keys and menus can do, by name. */
const commands = {
  ...player,
  ...timeline,
  undo: actions.undo,
  redo: actions.redo,
  export: () => { if (store.hasPicture.value) store.dialog.value = "export"; },
  shortcuts: () => { store.dialog.value = "shortcuts"; },
  composer: () => {
    store.tab.value = "chat";
    const focused = () => { const field = document.getElementById("composer"); field?.focus(); return !!field?.offsetParent; };
    if (!focused()) requestAnimationFrame(focused); // else the next key already belongs to it
  },
  escape: () => {
    if (store.comparing.value) store.comparing.value = null;
    else if (store.sideOpen.value) store.sideOpen.value = false;
    else if (store.selection.value.size) store.selection.value = new Set();
    else return false;
  },
};

function App() {
  const { page } = store.route.value;
  return html`
    ${page === "sessions" ? html`<${Later} load=${sessions} />` : html`<${Editor} />`}
    <${Dialogs} /><${Toasts} /><${Offline} /><${DropZone} />`;
}

function sizes() {
  store.narrow.value = innerWidth < 760;
  store.middling.value = innerWidth < 1200;
}

async function start() {
  sizes();
  addEventListener("resize", sizes);
  addEventListener("popstate", () => actions.arrive());
  effect(() => {
    if (store.theme.value === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = store.theme.value;
  });
  effect(() => { if (store.session.value && store.route.value.id === store.session.value.id) queueMicrotask(() => remember(store.route.value.id)); });
  let problem = null;
  const [, who] = await Promise.all([speak(language.value), enter().catch((error) => { problem = error; })]);
  store.guest.value = !!who?.session;
  if (problem) store.failed.value = problem;
  if (who?.session && location.pathname === "/") history.replaceState(null, "", `/s/${who.session}`);
  if (new URLSearchParams(location.search).has("claim")) {
    history.replaceState(null, "", "/");
    store.toast({ text: t("link.over"), kind: "warn", seconds: 20 });
  }
  render(h(App, {}), document.getElementById("app"));
  if (!problem) await actions.arrive();
  document.documentElement.dataset.ready = "";
  // what comes later is fetched while the line is up: a message written off line can then be sent when it is back
  import("./lib/talk.js").catch(() => {});
  trouble().catch(() => {});
}

start();
