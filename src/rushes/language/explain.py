"""How a request was read, told part by part: for `rushes explain`."""

from __future__ import annotations

from rushes.language import consulted
from rushes.language.reading import Reading


def explained(reading: Reading) -> list[str]:
    """Lines: the route, each operation with its parameters and what each part of the sentence matched, the rest."""
    likely = "  told by what such words mostly ask for" if reading.likely else ""
    lines = [f"route      {reading.route}" + (f" ({reading.topic})" if reading.topic else "") + likely]
    if reading.consulted:
        lines += consulted.lines(reading.consulted)
    for intent in reading.intents:
        params = ", ".join(f"{key}={value!r}" for key, value in intent.params.items())
        lines.append(f"operation  {intent.op}({params})" + (f"  step: {intent.degree}" if intent.degree else ""))
        lines += [f"           “{match.words}”  {match.meaning}" for match in intent.matched]
    lines += [f"held back  “{words}”" for words in reading.held_back]
    lines += [f"left over  “{each.words}” at {each.start}-{each.end}" for each in reading.leftover]
    return lines


def explained_facts(reading: Reading) -> dict[str, object]:
    """The same for programs."""
    return {
        "route": str(reading.route),
        "topic": reading.topic,
        "likely": reading.likely,
        "language": reading.language,
        "reader": consulted.facts(reading.consulted),
        "operations": [
            {
                "op": intent.op, "params": intent.params, "step": intent.degree, "said": list(intent.said),
                "matched": [{"words": m.words, "meaning": m.meaning, "start": m.start, "end": m.end} for m in intent.matched],
            }
            for intent in reading.intents
        ],
        "held_back": list(reading.held_back),
        "left_over": [{"words": each.words, "start": each.start, "end": each.end} for each in reading.leftover],
    }  # fmt: skip
