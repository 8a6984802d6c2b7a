// Uploads that go on after a broken line, a closed tab or a restarted server. The library comes with the first one.
import { headers, get, of, post, uuid, wordsOf } from "./api.js";
import { t } from "./i18n.js";
import * as store from "./store.js";
import { complain, refresh } from "./actions.js";
import { shelf } from "./uploading.js";

const AT_ONCE = 2, CHUNK_BYTES = 16 * 2 ** 20, WAITS = [0, 1000, 3000, 5000, 10000, 20000, 30000];

let library = null;

function tus() {
  library ??= new Promise((done, failed) => {
    if (window.tus) return done(window.tus);
    const script = document.createElement("script");
    script.src = new URL("../vendor/tus-js-client-4.3.1.js", import.meta.url).href;
    script.onload = () => done(window.tus);
    script.onerror = () => { library = null; failed(new Error(t("error.unreachable"))); };
    document.head.append(script);
  });
  return library;
}

/** Names a file without reading it. */
const printOf = (file) => `${file.name}-${file.size}-${file.lastModified}`;

const change = (id, part) => {
  store.uploads.value = store.uploads.value.map((one) => (one.id === id ? { ...one, ...part } : one));
};

const find = (id) => store.uploads.value.find((one) => one.id === id);

/** Takes files in: each becomes a tile at once, and two are sent at a time. */
export function add(files, session = store.session.value.id) {
  for (const file of files) {
    const print = printOf(file);
    const there = store.uploads.value.find((one) => one.print === print && one.session === session);
    if (there && there.state !== "lost" && there.state !== "refused") continue;
    const kept = shelf.read().find((one) => one.print === print && one.session === session);
    const tile = {
      id: there?.id ?? uuid(), print, session, file, name: file.name, bytes: file.size, sent: kept?.sent ?? 0,
      url: kept?.url ?? null, state: "waiting", speed: 0, error: "", retryAt: 0,
    };
    store.uploads.value = [...store.uploads.value.filter((one) => one.id !== tile.id), tile];
  }
  pump();
}

/** Tiles for what an earlier page began: "choose it again to go on". */
export function remember(session) {
  const known = new Set(store.uploads.value.map((one) => one.print));
  const lost = shelf.read().filter((one) => one.session === session && !known.has(one.print));
  store.uploads.value = [
    ...store.uploads.value.filter((one) => one.session === session || one.state === "sending" || one.state === "waiting"),
    ...lost.map((one) => ({ ...one, id: uuid(), file: null, state: "lost", speed: 0, error: "", retryAt: 0 })),
  ];
}

function pump() {
  const going = store.uploads.value.filter((one) => one.state === "sending").length;
  // the first file begins the film and gives it its size: it goes alone, and the one that was chosen first is the first
  const most = store.hasPicture.value ? AT_ONCE : 1;
  for (const one of store.uploads.value.filter((each) => each.state === "waiting").slice(0, Math.max(most - going, 0))) start(one.id);
}

async function start(id) {
  const tile = find(id);
  change(id, { state: "sending", error: "" });
  try {
    const { Upload } = await tus();
    const speeds = [];
    const upload = new Upload(tile.file, {
      endpoint: "/files/",
      uploadUrl: tile.url,
      chunkSize: CHUNK_BYTES,
      retryDelays: WAITS,
      metadata: { session_id: tile.session, filename: tile.file.name, filetype: tile.file.type || "" },
      headers: headers(),
      storeFingerprintForResuming: false,
      onBeforeRequest: (request) => { request.getUnderlyingObject().withCredentials = true; },
      onUploadUrlAvailable: () => {
        change(id, { url: upload.url });
        shelf.put({ print: tile.print, session: tile.session, name: tile.name, bytes: tile.bytes, sent: tile.sent, url: upload.url });
      },
      onProgress: (sent) => {
        const now = performance.now();
        speeds.push([now, sent]);
        while (speeds.length > 2 && now - speeds[0][0] > 4000) speeds.shift();
        const [then, was] = speeds[0];
        change(id, { sent, retryAt: 0, speed: now > then ? ((sent - was) / (now - then)) * 1000 : 0 });
      },
      onChunkComplete: (_, sent) => {
        shelf.put({ print: tile.print, session: tile.session, name: tile.name, bytes: tile.bytes, sent, url: upload.url });
      },
      onShouldRetry: (error, attempt, options) => {
        const status = error.originalResponse?.getStatus?.() ?? 0;
        if (status === 409 || status === 0 || status >= 500 || status === 423 || status === 429) {
          change(id, { retryAt: Date.now() + (options.retryDelays[attempt] ?? 30000), speed: 0 });
          return true;
        }
        return false;
      },
      onSuccess: () => finished(id),
      onError: (error) => refused(id, error),
    });
    change(id, { upload });
    upload.start();
  } catch (error) {
    change(id, { state: "broken", error: error.message });
  }
}

function finished(id) {
  const tile = find(id);
  shelf.drop(tile.print, tile.session);
  change(id, { state: "reading", sent: tile.bytes, speed: 0 });
  settle(id, Date.now() + 120000);
  pump();
}

/** Waits until the server has looked at the file: it tells what became of it. */
async function settle(id, until) {
  const tile = find(id);
  if (!tile) return;
  const told = await get(new URL(tile.url, location.href).pathname).catch(() => null);
  if (told?.state === "refused") {
    return change(id, { state: "refused", error: wordsOf(told.result) || t("upload.refused") });
  }
  if (told?.state === "taken" || Date.now() > until) {
    if (store.session.value?.id === tile.session) {
      const now = await get(of(tile.session, "/changes?since=1000000000")).catch(() => null);
      if (now && store.session.value?.id === tile.session) {
        store.media.value = now.media;
        store.lost.value = new Set(now.lost);
        if (now.session.revision > store.session.value.revision) await refresh();
      }
    }
    store.uploads.value = store.uploads.value.filter((one) => one.id !== id);
  } else setTimeout(() => settle(id, until), 400);
}

function refused(id, error) {
  const response = error.originalResponse, status = response?.getStatus?.() ?? 0;
  let text = "";
  try {
    const plain = JSON.parse(response.getBody());
    text = wordsOf(plain);
  } catch { /* not JSON */ }
  const tile = find(id);
  if (!tile) return;
  if (status === 404 || status === 410) {
    // what was there has expired: begin again
    shelf.drop(tile.print, tile.session);
    change(id, { url: null, sent: 0, state: tile.restarted ? "broken" : "waiting", restarted: true, error: text });
  } else if (status >= 400 && status < 500 && status !== 409) {
    shelf.drop(tile.print, tile.session);
    change(id, { state: "refused", error: text || t("upload.refused"), speed: 0 });
  } else change(id, { state: "broken", error: text || t("error.unreachable"), speed: 0 });
  pump();
}

export function pause(id) {
  find(id)?.upload?.abort();
  change(id, { state: "paused", speed: 0 });
  pump();
}

export function resume(id) {
  change(id, { state: "waiting", retryAt: 0 });
  pump();
}

/** Gives an upload up, here and at the server. */
export function drop(id) {
  const tile = find(id);
  tile?.upload?.abort(true).catch(() => {});
  if (tile) shelf.drop(tile.print, tile.session);
  store.uploads.value = store.uploads.value.filter((one) => one.id !== id);
  pump();
}

/** Shows a tile while the server gets a file by itself: `get(id, session)` asks it to. */
async function fetched(name, get) {
  const id = uuid(), session = store.session.value.id;
  store.uploads.value = [...store.uploads.value, { id, print: id, session, file: null, name, bytes: 0, sent: 0, state: "fetching", speed: 0, error: "" }];
  try {
    await get(session);
    store.uploads.value = store.uploads.value.filter((one) => one.id !== id);
    await refresh();
  } catch (error) {
    change(id, { state: "refused", error: wordsOf(error) });
    complain(error);
  }
}

/** Takes a file in from an address. */
export function addLink(address) {
  const name = decodeURIComponent(address.split(/[?#]/)[0].split("/").pop() || address);
  return fetched(name, (session) => post(`/api/upload-video/nemo_agent/me/${session}`, { urls: [address], source_type: "url" }));
}

/** Takes the sample footage in. */
export const addSamples = () => fetched(t("sample.name"), (session) => post(of(session, "/samples")));
