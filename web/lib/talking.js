// The door to talking: what it is made of comes with the first thing said.
import { t } from "./i18n.js";
import * as store from "./store.js";

const talk = () => import("./talk.js");

/** Says something; where not even the page's own files can be had, the words stay in the composer. */
export const say = (text) => talk().then((found) => found.say(text), () => {
  store.draft.value ||= text;
  store.toast({ text: t("error.unreachable"), kind: "bad" });
});
export const retry = () => talk().then((found) => found.retry());
/** Asks the server to stop, and stops waiting whatever it says. */
export const stop = () => talk().then((found) => found.stop(), () => store.turn.value?.stop.abort());
