// What the server tells the page, as types: for the checker (scripts/check-js) alone, never sent to a browser.
// Times come exact ("41/30") and as seconds, both; see src/rushes/api/page/telling.py.

type Sig<T> = import("@preact/signals").Signal<T>;

interface Exact { exact: string; seconds: number }
interface Canvas { width: number; height: number; rate: Exact; rate_text: string; variable_rate: boolean; hdr: string }
interface Level { gain_db: number; muted: boolean; fade_in: number; fade_out: number }

interface Gap { gap: true; start: Exact; length: Exact; id?: undefined; media?: undefined; [rest: string]: any }
interface Clip {
  gap?: undefined; id: string; media: string; name: string; missing: boolean; start: Exact; length: Exact;
  source: { start: Exact; end: Exact }; speed: Exact; reverse: boolean; held: boolean; sound: boolean; level: Level;
  fade_in: number; fade_out: number; graded: boolean; head_room: number | null; tail_room: number | null;
  transition: { kind: string; length: Exact } | null;
}
type Item = Clip | Gap;
interface Title { id: string; text: string; kind: string; start: Exact; length: Exact; place: string; size: number; colour: string; fade_in: number }
interface Overlay { id: string; media: string; start: Exact; length: Exact; place: string }
interface Sound {
  id: string; media: string; kind: string; label: string; start: Exact; length: Exact; source_start: Exact; loop: boolean;
  level: Level; ducked: boolean;
}
interface Project {
  revision: number; length: Exact; canvas: Canvas; track: Item[]; titles: Title[]; overlays: Overlay[]; sounds: Sound[];
  loudness_lufs: number | null;
}

interface Session { id: string; name: string; revision: number; language: string; created: string; updated: string }
interface Media {
  id: string; name: string; kind: "video" | "audio" | "image"; still: boolean; duration: Exact; bytes: number;
  width: number | null; height: number | null; rate: string | null; hdr: string | null; sound: boolean; warnings: string[];
}
interface Message {
  number: number; turn: number; author: "user" | "rushes"; kind: string; text: string; at: string; revision: number | null;
  choices: string[];
}
interface Row { what: string; track: string; item: string; at: Exact | null; end: Exact | null; facts: Record<string, any> }
interface Card {
  number: number; turn: string; state: number; said: string; did: string; by: string; at: string; name: string; rows: Row[];
  row_count: number;
}
interface Branch { id: string; name: string; revision: number }
interface Standing { current: number; undo: number[]; redo: number[] }
interface Job {
  id: string; export: string; kind: string; state: string; created: string; ended: string | null; stage: string; done: number;
  total: number; percent: number; seconds_left: number | null; error: string | null; result: any; request: any;
  cancelling: boolean;
}
interface Export {
  id: string; revision: number; state: string; created: string; ended: string; stage: string; done: number; total: number;
  error: string; file: string; report: any;
}
interface Arrival { id: string; name: string; received: number; length: number | null }
interface Proxy { media: string; done: number; error: string | null }

/** What the preview shows, or why it does not. */
interface PreviewState {
  state: "empty" | "pieces" | "stills" | "playlist"; percent: number; reason: string; revision?: number; height?: number;
  waiting?: boolean; held?: boolean; error?: Error;
}
interface TurnState {
  key: string; text: string; answer: string; doing: string; asking: string; slow: boolean; failed: any; stop: AbortController; at: string;
}
interface UploadTile {
  id: string; print: string; session: string; file: File | null; name: string; bytes: number; sent: number; url?: string | null;
  state: string; speed: number; error: string; retryAt?: number; upload?: any; restarted?: boolean;
}
interface Toast { number: number; kind: string; text: string; action?: { label: string; run: () => unknown }; seconds?: number }

/** A hand edit: what is sent, and what is shown until the server has answered. */
interface HandEdit { operations: { kind: string; value: any }[]; sketch: Project; by?: number; limited?: boolean }

interface Window { tus: any; ManagedMediaSource?: typeof MediaSource }
