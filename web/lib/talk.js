// A turn: what was said goes out, and its answer comes in piece by piece. Fetched with the first thing said.
import * as api from "./api.js";
import { heard, refresh } from "./actions.js";
import { t } from "./i18n.js";
import { events as read } from "./sse.js";
import { exactTime } from "./timecode.js";
import * as store from "./store.js";
import { toast } from "./store.js";

const SLOW_MS = 120000;

/** Says something. The same key never edits twice, so a broken line may be tried again without fear. */
export async function say(text, key = api.uuid()) {
  const words = text.trim();
  if (!words || store.busy.value) return;
  const stop = new AbortController();
  const now = { key, text: words, answer: "", doing: "", asking: "", slow: false, failed: null, stop, at: new Date().toISOString() };
  const put = (change) => { if (store.turn.value?.key === key) store.turn.value = { ...store.turn.value, ...change }; };
  store.turn.value = now;
  store.unsent.value = null;
  const slow = setTimeout(() => put({ slow: true }), SLOW_MS);
  try {
    const body = {
      app_name: "nemo_agent", user_id: "me", session_id: store.session.value.id, streaming: true,
      new_message: { role: "user", parts: [{ text: words }] },
      state_delta: looking(),
    };
    const answer = await api.send("POST", "/run_sse", { body, signal: stop.signal, extra: { "Idempotency-Key": key } });
    for await (const frame of read(answer)) {
      if (frame.asking) put({ asking: frame.asking });
      if (frame.error) throw new api.ApiError(frame.code || 500, { message: frame.error });
      for (const part of frame.content?.parts ?? []) {
        if (part.functionCall) put({ doing: part.functionCall.name });
        if (part.text) put(frame.partial ? { answer: (store.turn.value?.answer ?? "") + part.text, doing: "" } : { answer: part.text, doing: "" });
      }
    }
    await Promise.all([catchUp(), refresh()]);
    if (store.turn.value?.key === key) store.turn.value = null;
  } catch (error) {
    if (error.name === "AbortError") {
      if (store.turn.value?.key === key) store.turn.value = null;
      store.draft.value ||= words;
      toast({ text: t("chat.stopped") });
    } else put({ failed: error });
  } finally {
    clearTimeout(slow);
  }
}

/** Stops the turn that runs: at the server, whose answer says that nothing was changed; where it is too late for that,
 * or the line is down, only the waiting. */
export async function stop() {
  const now = store.turn.value;
  if (!now) return;
  try {
    const told = await api.post(`/api/turns/nemo_agent/me/${store.session.value.id}/stop`, { key: now.key });
    if (told.stopped) store.draft.value ||= now.text;
    else now.stop.abort();
  } catch {
    now.stop.abort();
  }
}

/** What the user looks at, on the timeline's clock and exact: it travels with the words. */
function looking() {
  const { canvas } = store.project.value;
  return { playhead: exactTime(store.playhead.value, canvas), selected: [...store.selection.value] };
}

/** The messages that the live line has not brought yet. */
async function catchUp() {
  const last = store.messages.value[store.messages.value.length - 1]?.number ?? 0;
  const fresh = await api.get(api.of(store.session.value.id, `/messages?since=${last}`));
  heard("messages", fresh.messages);
}

export function retry() {
  const { text, key } = store.turn.value;
  store.turn.value = null;
  return say(text, key);
}
