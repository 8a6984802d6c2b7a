// The live line: one event stream a tab. It comes back by itself and misses nothing.
import { of } from "./api.js";

const QUIET_MS = 3000;

/** Watches a session. `heard(name, data)` gets each event, `state(up)` whether the line is up, told after 3 s down. */
export class Line {
  constructor(session, mark, heard, state) {
    this.session = session;
    this.mark = mark;
    this.heard = heard;
    this.state = state;
    this.closed = false;
    this.tries = 0;
    this.open();
  }

  open() {
    const source = new EventSource(of(this.session, `/events?mark=${encodeURIComponent(this.mark)}`));
    this.source = source;
    source.onopen = () => {
      this.tries = 0;
      clearTimeout(this.quiet);
      this.quiet = null;
      this.state(true);
    };
    for (const name of ["revision", "messages", "session", "media", "jobs", "exports", "arrivals", "proxies", "gone"]) {
      source.addEventListener(name, (event) => this.heard(name, JSON.parse(event.data)));
    }
    source.addEventListener("mark", (event) => { this.mark = event.lastEventId || this.mark; });
    source.onerror = () => {
      this.quiet ??= setTimeout(() => this.state(false), QUIET_MS);
      // a stream that the server refused is not tried again by the browser: do it here, more and more slowly
      if (source.readyState === EventSource.CLOSED && !this.closed) {
        this.tries += 1;
        this.again = setTimeout(() => this.open(), Math.min(1000 * 1.6 ** this.tries, 15000));
      }
    };
  }

  close() {
    this.closed = true;
    clearTimeout(this.quiet);
    clearTimeout(this.again);
    this.source.close();
  }
}
