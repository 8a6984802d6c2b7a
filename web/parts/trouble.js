// A session that can't be opened, and what to do then.
import { html, Button, Icon } from "./shared.js";
import { go, reopen } from "../lib/actions.js";
import { wordsOf } from "../lib/api.js";
import { t } from "../lib/i18n.js";

export function Trouble({ error }) {
  const gone = error.status === 404;
  return html`<main class="trouble">
    <${Icon} name="warning" />
    <h1>${t(gone ? "session.missing" : "error.open")}</h1>
    <p>${gone ? t("session.missing_why") : wordsOf(error)}</p>
    ${!gone && error.code && html`<code class="mono tiny muted">${error.code}</code>`}
    <${Button} primary onClick=${() => (gone ? go("/") : reopen())}>${t(gone ? "sessions.all" : "again")}<//>
  </main>`;
}
