"""A clip or a part meant by what is in it: "the part where she laughs"."""

from __future__ import annotations

from rushes.language.clauses.clause import Clause
from rushes.language.rules.free_words import content_words

_RELATIVE = frozenset({"where", "when", "that", "with", "of", "in", "who", "whenever", "which"})


def known_by(clause: Clause) -> str | None:
    """What a clip or part is known by: "the part where she laughs", "the shot of the dog", "她笑的那段"."""
    found = clause.tokens
    things = [i for i, each in enumerate(found) if each.sort == "noun" and each.name in ("part", "clip")]
    if not things or clause.when("range", "head", "tail", "at"):
        return None
    if clause.quote:
        return clause.quote
    after = found[things[0] + 1 :]
    if not clause.text.chinese and after and clause.text.even[after[0].start : after[0].end].split(" ")[0] in _RELATIVE:
        rest = list(after[1:])
        while len(rest) > 1 and rest[-1].sort in ("verb", "polite"):
            rest.pop()
        while (
            rest
            and (rest[0].sort in ("function", "polite"))
            and len(rest) > 1
            and clause.text.even[rest[0].start : rest[0].end] in ("the", "a", "an", "i", "my")
        ):
            rest = rest[1:]
        return (
            clause.words(rest[0].start, rest[-1].end).strip()
            if rest and any(each.sort != "noun" or each.name not in ("video", "it") for each in rest)
            else None
        )
    return None


def contents_meant(clause: Clause) -> str | None:
    """What is meant by its contents: "the part where she laughs", "海边那段"."""
    if clause.quote:
        return clause.quote
    words = content_words(clause)
    if words is None:
        if clause.noun("part", "clip") and clause.has("look") and clause.verb("remove", "cut"):
            look = clause.first("look")
            return clause.words(look.start, look.end) if look else None
        shown = clause.first("noun", "region") if clause.text.chinese and clause.verb("remove") else None
        return clause.words(shown.start, shown.end) if shown else None
    found = [each for each in clause.tokens if each.sort == "word"]
    last = found[-1]
    tail = [
        each
        for each in clause.tokens
        if each.start >= last.end
        and each.sort in ("noun", "look", "effect", "mood")
        and each.name not in ("part", "clip", "video", "it", "everything", "all")
    ]
    end = tail[0].end if tail and tail[0].start - last.end <= 1 else last.end
    start = found[0].start
    if words.startswith("等") and clause.text.even[start - 1 : start] == "等":
        start -= 1
    return clause.words(start, end)
