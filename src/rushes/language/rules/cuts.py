"""Cutting: what stays and what goes."""

from __future__ import annotations

from rushes.language.clauses.clause import Clause
from rushes.language.reading import Intent
from rushes.language.rules.inserting import insert, replace
from rushes.language.rules.keeping import keep
from rushes.language.rules.lengths import highlights, lengths
from rushes.language.rules.order import merge, order
from rushes.language.rules.pauses import fillers, silence
from rushes.language.rules.reckoned import reckoned
from rushes.language.rules.removing import by_length, remove
from rushes.language.rules.scope import first_of, intent, plain
from rushes.language.rules.splitting import scenes, split


def cuts(clause: Clause) -> list[Intent]:
    """What stays and what goes."""
    return first_of(
        clause,
        reckoned,
        _beat,
        fillers,
        silence,
        scenes,
        split,
        highlights,
        by_length,
        lengths,
        order,
        merge,
        replace,
        insert,
        _clear,
        keep,
        remove,
    )


def _beat(clause: Clause) -> list[Intent]:
    musical = (
        clause.noun("music")
        and any(word in clause.said for word in ("to the music", "with the music"))
        and clause.verb("cut", "sync", "process", "change", "auto")
    )
    if musical and not clause.verb("fade", "fade_in", "fade_out", "add"):
        return [intent(clause, "beat_sync")]
    if clause.noun("beat") and (
        clause.verb(
            "cut",
            "sync",
            "change",
            "split",
            "trim",
            "add",
            "make",
            "auto",
            "process",
            "up",
            "beat",
            "merge",
            "reorder",
        )
        or not clause.verbs
    ):
        every = clause.when("every", "each")
        return [intent(clause, "beat_sync", seconds=plain(every.seconds) if every else None)]
    return []


def _clear(clause: Clause) -> list[Intent]:
    if (
        clause.verb("remove")
        and clause.noun("video", "everything")
        and not clause.noun("part", "captions", "title", "text", "music", "audio", "retake", "filler", "silence")
        and not clause.of(
            "which",
            "when",
            "word",
            "edge",
            "quote",
            "look",
            "effect",
            "file",
            "dur",
            "time",
            "num",
            "frac",
            "pct",
            "order",
            "nth",
            "position",
        )
        and not clause.excepted
    ):
        rest = clause.first("noun", "everything", "all")
        if rest and clause.text.even[rest.start] in "其剩别另余":
            return []
        if clause.which() and clause.which().clips != ("all",):  # type: ignore[union-attr]
            return []
        if (
            clause.noun("video")
            and not clause.noun("everything", "all")
            and "timeline" not in clause.said
            and "时间" not in clause.said
        ):
            return []
        return [intent(clause, "delete_clip", which="all")]
    return []
