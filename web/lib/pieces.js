// Which pieces of a preview are wanted, and which are of no use any more. Pure.

export const AHEAD_SECONDS = 20;

/** Who stands may well edit next, and then most of it was made for nothing. */
export const AHEAD_STANDING_SECONDS = 6;

/** Which pieces of `row` to fetch next, from `at` seconds on; those behind come last. Pure. */
export function wanted(row, have, at, ahead = AHEAD_SECONDS) {
  const missing = row.filter((piece) => !have.has(nameOf(piece)) && piece.end > at - 1 && piece.start < at + ahead);
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

export const supported = () => "MediaSource" in globalThis || "ManagedMediaSource" in globalThis;
