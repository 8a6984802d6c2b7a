"""Pauses and filler words taken out."""

from __future__ import annotations

import re

from rushes.language.clauses.clause import FILLERS, Clause
from rushes.language.reading import Intent
from rushes.language.rules.removing import CUTTING
from rushes.language.rules.scope import clip_of, edge_of, intent, plain


def fillers(clause: Clause) -> list[Intent]:
    """Ums and uhs taken out."""
    quoted = [str(each.value).lower().strip(" .,，。") for each in clause.of("quote")]
    if quoted and all(each in FILLERS for each in quoted) and clause.verb(*CUTTING):
        return [intent(clause, "remove_fillers", words=quoted)]
    if not clause.noun("filler") or (clause.verb("add", "make") and not clause.verb("remove")):
        return []
    if (
        clause.verb(*CUTTING, "change", "process", "improve", "down", "mute", "keep")
        or clause.has("negation", "no")
        or not clause.verbs
    ):
        words = []
        for each in clause.of("noun", "quote"):
            written = clause.words(each.start, each.end).lower().strip("'\"“”‘’「」 ")
            if (
                each.name == "filler"
                and written in ("um", "uh", "嗯", "呃", "额", "啊", "erm", "umm", "uhh", "ums", "uhs", "那个那个", "ah")
            ) or each.sort == "quote":
                words.append(written.rstrip("s") if written in ("ums", "uhs") else written)
            elif each.name == "filler" and each.value is not None:
                words.append(str(each.value))
            elif each.name == "filler" and "、" in written:
                words += [word for word in _FILLER_LIST.findall(written) if word in FILLERS]
            elif each.name == "filler" and (said := _SAYING.match(written)):
                words += [
                    word for word in re.split(r"\s*(?:,|\band\b|\bor\b)\s*", written[said.end() :]) if word in FILLERS
                ]
        return [intent(clause, "remove_fillers", words=words or None)]
    return []


_FILLER_LIST = re.compile("嗯|啊|呃|额|那个|就是说?|然后|这个|对吧|哦|哎|唉|其实|怎么说呢?")
_SAYING = re.compile(r"(?:(?:i|we|he|she|they|you) )?(?:(?:keeps?|kept|always|constantly) )?(?:say|saying|said|says) ")
_PAUSE_PUT_IN = re.compile("(?:之间|中间|后面?|处|时|都)(?:都|要|再)?停顿 ?[\\d一二两三四五六七八九十半]+ ?(?:个)?秒")
"""A pause asked for: "每段之间停顿半秒"."""
_NOT_LONG = re.compile("短|别|不要|太长|一点|点儿|\\d|秒")
_QUIET = re.compile(r"(?:no ?one|nobody|not|n't|no|without) (?:is |are |anyone |any )?(?:talk|speak|speech|say)")


def silence(clause: Clause) -> list[Intent]:
    """Pauses taken out, shortened or sped up."""
    if clause.verb("remove", "cut") and _QUIET.search(clause.text.even[clause.start : clause.end]):
        return [intent(clause, "remove_silence")]
    kept = (
        clause.verbs == {"keep"}
        and not clause.has("steer", "only")
        and not _NOT_LONG.search(clause.text.even, clause.start, clause.end)
    )
    wanted = _PAUSE_PUT_IN.search(clause.text.even, clause.start, clause.end)
    if clause.text.chinese and not clause.has("negation") and (kept or (wanted and not clause.verbs)):
        return []
    gaps = clause.noun("gap") and clause.when("min") and not clause.text.chinese
    if (clause.noun("silence") or gaps) and (
        clause.verb(
            *CUTTING,
            "down",
            "change",
            "process",
            "shorten",
            "compress",
            "mute",
            "improve",
            "speed_up",
            "keep",
            "merge",
        )
        or clause.has("negation", "no")
        or not clause.verbs
        or clause.has("steer", "only")
    ):
        over = clause.when("min")
        mode = (
            "speed_up"
            if clause.verb("speed_up")
            else "shorten"
            if clause.verb("trim", "shorten", "compress") and not clause.verb("remove", "cut")
            else None
        )
        edge = edge_of(clause)
        return [
            intent(
                clause,
                "remove_silence",
                min_seconds=plain(over.seconds) if over else None,
                mode=mode,
                where=edge,
                **clip_of(clause),
            )
        ]
    if (
        clause.noun("gap")
        and not clause.of("when", "dur")
        and (clause.verb(*CUTTING, "change", "merge") or clause.has("negation", "no"))
        and not clause.verb("fade_in", "fade_out", "fade", "add")
    ):
        return [intent(clause, "remove_content", what="gaps")]
    return []
