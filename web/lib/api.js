// The server, as calls. A cookie says who asks; it is fetched again when it has run out.
import { language } from "./i18n.js";

export class ApiError extends Error {
  constructor(status, body) {
    super(body?.message || body?.detail || `HTTP ${status}`);
    this.status = status;
    this.body = body ?? {};
    this.hint = body?.hint || "";
    this.code = body?.error || body?.code || "";
  }
}

/** What the server says went wrong, and what to do: no space follows a Chinese full stop.
 * @param {{message?: string, hint?: string} | null | undefined} error */
export const wordsOf = (error) => [error?.message, error?.hint].filter(Boolean).join(" ").replace(/。 /g, "。");

/** The line is down, or the server is. */
export class Unreachable extends Error {}

/** A random version-4 UUID; crypto.randomUUID is missing on plain http. */
export function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

let ownId = "";

function client() {
  try {
    let id = localStorage.getItem("rushes.client");
    if (!id) localStorage.setItem("rushes.client", (id = uuid()));
    return id;
  } catch {
    return (ownId ||= uuid());
  }
}

const HEADERS = { "X-Skill-Source": "rushes-page", "X-Skill-Version": "1", "X-Skill-Platform": "browser" };

export const headers = () => ({ ...HEADERS, "Accept-Language": language.value });

let entering = null;

/** Lets this browser in: the server answers with its cookie. */
export function enter() {
  entering ??= fetch("/api/page/enter", { method: "POST", headers: { ...headers(), "X-Client-Id": client() } })
    .then(async (answer) => {
      if (!answer.ok) throw new ApiError(answer.status, await answer.json().catch(() => null));
      return answer.json();
    })
    .catch((error) => { throw error instanceof ApiError ? error : new Unreachable(); })
    .finally(() => { entering = null; });
  return entering;
}

/** A request whose answer is the response itself; comes in again once where the cookie has run out.
 * @param {string} method @param {string} path @param {{body?: any, signal?: AbortSignal, extra?: Record<string, string>, again?: boolean}} [how] */
export async function send(method, path, { body, signal, extra, again = true } = {}) {
  let answer;
  try {
    answer = await fetch(path, {
      method,
      signal,
      headers: { ...headers(), ...(body === undefined ? {} : { "Content-Type": "application/json" }), ...extra },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Unreachable();
  }
  if (answer.status === 401 && again) {
    await enter();
    return send(method, path, { body, signal, extra, again: false });
  }
  if (!answer.ok) throw new ApiError(answer.status, await answer.json().catch(() => null));
  return answer;
}

/** @param {string} method @param {string} path @param {any} [body] @param {{signal?: AbortSignal}} [options] */
async function call(method, path, body, options) {
  const answer = await send(method, path, { body, ...options });
  const plain = await answer.json();
  // the service wraps its answers, the page's own routes do not
  return plain && plain.code === 0 && "data" in plain && "message" in plain ? plain.data ?? plain : plain;
}

export const get = (path, options) => call("GET", path, undefined, options);
export const post = (path, body, options) => call("POST", path, body ?? {}, options);
export const patch = (path, body) => call("PATCH", path, body);
export const remove = (path) => call("DELETE", path);

export const of = (session, rest = "") => `/api/page/sessions/${session}${rest}`;
