// Which pieces of a preview are wanted, and which are of no use any more. Pure.

export const AHEAD_SECONDS = 20;

/** Who stands may well edit next, and then most of it was made for nothing. */
export const AHEAD_STANDING_SECONDS = 6;

/** Which pieces of `row` to fetch next, from `at` seconds on; those behind come last. Pure. */
export function wanted(row, have, at, ahead = AHEAD_SECONDS) {
  const had = (piece) => { // one that came late lacks its beginning, which is wanted once somebody goes back to it
    const one = have.get(nameOf(piece));
    return !!one && !(one.from > at + 1e-4);
  };
  const missing = row.filter((piece) => !had(piece) && piece.end > at - 1 && piece.start < at + ahead);
  const under = missing.filter((piece) => piece.start <= at && piece.end > at);
  const later = missing.filter((piece) => piece.start > at);
  const earlier = missing.filter((piece) => piece.end <= at);
  return [...under, ...later, ...earlier];
}

/** What a piece is and where it stands: the same name means nothing has to be fetched. */
export const nameOf = (piece) => `${piece.key}@${piece.start.toFixed(6)}`;

/** The stretches of `have` (name to piece) that the new `row` no longer has. Pure. */
export function stale(have, row) {
  const names = new Set(row.map(nameOf));
  return [...have].filter(([name]) => !names.has(name)).map(([, piece]) => piece);
}

/** The stretches that `pieces` cover, neighbours as one, in order. Pure.
 * @param {{start: number, end: number}[]} pieces */
export function joined(pieces) {
  const found = [];
  for (const { start, end } of [...pieces].sort((a, b) => a.start - b.start)) {
    const last = found[found.length - 1];
    if (last && start <= last.end + 1e-4) last.end = Math.max(last.end, end);
    else found.push({ start, end });
  }
  return found;
}

/** The fragments (ISO/IEC 14496-12: a moof and its mdat) of what `reader` reads, each as soon as it is whole.
 * @param {{read: () => Promise<{done: boolean, value?: Uint8Array}>}} reader */
export async function* fragments(reader) {
  let bytes = new Uint8Array(0);
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    const more = new Uint8Array(bytes.length + value.length);
    more.set(bytes);
    more.set(value, bytes.length);
    bytes = more;
    for (let end = fragmentEnd(bytes); end; end = fragmentEnd(bytes)) {
      yield bytes.slice(0, end);
      bytes = bytes.subarray(end);
    }
  }
  if (bytes.length) yield bytes;
}

/** Where the first two boxes in `bytes` end; 0 where they are not all there. */
function fragmentEnd(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  for (let box = 0; box < 2; box += 1) {
    if (at + 8 > bytes.length) return 0;
    at += view.getUint32(at);
  }
  return at <= bytes.length ? at : 0;
}

export const supported = () => "MediaSource" in globalThis || "ManagedMediaSource" in globalThis;
