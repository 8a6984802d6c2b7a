// The sheet of all keys.
import { html, Round } from "./shared.js";
import { t } from "../lib/i18n.js";

/** @type {[string, string[]][]} */
const SHEET = [
  ["play", ["Space", "K"]], ["shuttle", ["J", "L"]], ["frame", ["←", "→", ",", "."]], ["second", ["Shift ←", "Shift →"]], ["cut", ["↑", "↓"]], ["ends", ["Home", "End"]],
  ["mute", ["M"]], ["full", ["F"]], ["range", ["I", "O", "X"]], ["split", ["S", "Ctrl B"]], ["delete", ["Delete"]], ["lift", ["Shift Delete"]],
  ["trim", ["[", "]"]], ["move", ["Alt ←", "Alt →"]], ["undo", ["Ctrl Z"]], ["redo", ["Ctrl Shift Z", "Ctrl Y"]], ["zoom", ["+", "−", "Shift Z"]], ["snap", ["N"]],
  ["composer", ["/"]], ["escape", ["Esc"]], ["export", ["Ctrl E"]], ["sheet", ["?"]],
];

export const Shortcuts = ({ onClose }) => html`<div class="sheet-head"><h2 class="grow" id="dialog-title">${t("shortcuts")}</h2><${Round} icon="close" label=${t("close")} onClick=${onClose} /></div>
  <dl class="keys">${SHEET.map(([name, keys]) => html`<div><dt>${t(`key.${name}`)}</dt><dd>${keys.map((key) => html`<kbd>${key}</kbd>`)}</dd></div>`)}</dl>`;
