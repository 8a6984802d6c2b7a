// The door to uploads: what they are made with comes with the first one.
import * as store from "./store.js";

export const ACCEPTED = ".mp4,.mov,.avi,.webm,.mkv,.m4v,.jpg,.jpeg,.png,.gif,.webp,.heic,.heif,.avif,.mp3,.wav,.m4a,.aac,.flac,.ogg,.cube,video/*,image/*,audio/*";

const KEY = "rushes.uploads";

// What was begun in this browser and is not finished, so that a reloaded page can ask for the same file again.
export const shelf = {
  read() { try { return JSON.parse(localStorage.getItem(KEY)) || []; } catch { return []; } },
  write(rows) { try { localStorage.setItem(KEY, JSON.stringify(rows.slice(-50))); } catch { /* private window */ } },
  put(row) { this.write([...this.read().filter((one) => one.print !== row.print || one.session !== row.session), row]); },
  drop(print, session) { this.write(this.read().filter((one) => one.print !== print || one.session !== session)); },
};

const door = (name) => (...all) => import("./uploads.js").then((uploads) => uploads[name](...all));

/** Takes files in. They are read off the list at once: a file field may be emptied after the call. */
export const add = (files, session) => door("add")([...files], session);
/** Asks for a file that is gone from the server: the same one again, and all is as it was. */
export function findFile() {
  const picker = document.createElement("input");
  Object.assign(picker, { type: "file", multiple: true, accept: ACCEPTED });
  picker.onchange = () => add(picker.files);
  picker.click();
}

export const addLink = door("addLink");
export const addSamples = door("addSamples");
export const pause = door("pause");
export const resume = door("resume");
export const drop = door("drop");

/** Tiles for what an earlier page began. */
export const remember = (session) => (shelf.read().length || store.uploads.value.length ? door("remember")(session) : undefined);
