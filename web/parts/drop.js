// Files that are dropped or pasted, wherever.
import { useEffect, useState } from "preact/hooks";
import { html, Icon } from "./shared.js";
import { begin } from "../lib/actions.js";
import { t } from "../lib/i18n.js";
import * as store from "../lib/store.js";
import { add } from "../lib/uploading.js";

export function DropZone() {
  const [over, setOver] = useState(false);
  useEffect(() => {
    let depth = 0;
    const files = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
    const enter = (event) => { if (files(event)) { depth += 1; setOver(true); } };
    const leave = (event) => { if (files(event)) { depth -= 1; if (depth <= 0) { depth = 0; setOver(false); } } };
    const hover = (event) => { if (files(event)) event.preventDefault(); };
    const drop = (event) => {
      if (!files(event)) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      take([...event.dataTransfer.files]);
    };
    const paste = (event) => {
      if (event.defaultPrevented || !event.clipboardData?.files.length) return;
      event.preventDefault();
      take([...event.clipboardData.files]);
    };
    const all = { dragenter: enter, dragleave: leave, dragover: hover, drop, paste };
    for (const name in all) addEventListener(name, all[name]);
    return () => { for (const name in all) removeEventListener(name, all[name]); };
  }, []);
  return over ? html`<div class="veil"><div class="drop"><${Icon} name="upload" /><b>${t("drop.here")}</b></div></div>` : null;
}

async function take(files) {
  if (!files.length) return;
  if (store.route.value.page === "session" && store.session.value) return add(files);
  const made = await begin();
  if (made) add(files, made.id);
}
