// Server-sent events read from a fetch, because EventSource can't POST.

/** Splits a growing text into events; what is incomplete stays for the next call. Pure. */
export class Frames {
  rest = "";

  /** @param {string} text @returns {{event: string, data: string, id: string}[]} */
  add(text) {
    this.rest += text.replace(/\r\n?/g, "\n");
    const blocks = this.rest.split("\n\n");
    this.rest = blocks.pop() ?? "";
    const found = [];
    for (const block of blocks) {
      const one = { event: "message", data: "", id: "" }, data = [];
      for (const line of block.split("\n")) {
        const at = line.indexOf(":");
        if (at === 0 || !line) continue;
        const name = at < 0 ? line : line.slice(0, at), value = at < 0 ? "" : line.slice(at + 1).replace(/^ /, "");
        if (name === "data") data.push(value);
        else if (name === "event" || name === "id") one[name] = value;
      }
      one.data = data.join("\n");
      if (data.length) found.push(one);
    }
    return found;
  }
}

/** The JSON of each event of a response, as they come. */
export async function* events(response) {
  const reader = response.body.getReader(), decoder = new TextDecoder(), frames = new Frames();
  for (;;) {
    const { done, value } = await reader.read();
    for (const frame of frames.add(done ? "\n\n" : decoder.decode(value, { stream: true }))) {
      let plain;
      try { plain = JSON.parse(frame.data); } catch { continue; }
      yield plain;
    }
    if (done) return;
  }
}
