"""The steps of a whole request put in order: what belongs together as one, what only telling clauses gave taken out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rushes.language.clauses.clause import Clause
from rushes.language.reading import Context, Intent
from rushes.language.rules.merging import SAID_AGAIN
from rushes.language.rules.step import fuller, listed
from rushes.language.rules.telling import asked_for
from rushes.language.words.script import has_chinese


def asking(intents: list[Intent], by_clause: list[tuple[Clause, list[Intent]]]) -> list[Intent]:
    """`intents` without what only telling clauses gave; each is known by where it was said, for some have grown."""
    if len(by_clause) < 2:
        return intents
    wanted = asked_for(by_clause)
    kept = {id(each) for each in wanted}
    dropped = [each for _, made in by_clause for each in made if id(each) not in kept]
    return [
        each
        for each in intents
        if not any(each is other or (each.op == other.op and each.said == other.said) for other in dropped)
    ]


def numbered(intent: Intent, context: Context) -> Intent:
    """ "The middle one" as a number, where the clips have a middle one; "第二段到最后一段" as all its clips."""
    for key in ("which", "clip", "clips"):
        value = intent.params.get(key)
        if isinstance(value, list) and value[-1:] == ["onwards"]:
            count = len(context.clips)
            run = list(range(value[0], count + 1)) if count >= value[0] else [value[0], "last"]
            return replace(intent, params={**intent.params, key: run})
    if "middle" not in (intent.params.get("which"), intent.params.get("clip")) or len(context.clips) % 2 == 0:
        return intent
    number = len(context.clips) // 2 + 1
    params = {
        key: number if key in ("which", "clip") and value == "middle" else value for key, value in intent.params.items()
    }
    return replace(intent, params=params)


def put_again(intent: Intent, context: Context) -> Intent:
    """ "把teal放在第三段后面", where teal already stands on the timeline, moves it."""
    file, after, at = (intent.params.get(key) for key in ("file", "after", "at"))
    there = any(file == each.name for each in context.clips)
    putting = any(each.meaning == "verb put" and has_chinese(each.words) for each in intent.matched)
    if intent.op != "insert_clip" or not there or not putting or "between" in intent.params:
        return intent
    to = at if at in ("start", "end") else f"after {after}" if isinstance(after, int | str) else None
    return intent if to is None else replace(intent, op="reorder", params={"clip": file, "to": to})


def _faded(result: list[Intent], each: Intent) -> bool:
    """Whether a sound fading in and out was said in two parts; then they are one."""
    last = result[-1] if result else None
    if (
        last
        and last.op == "fade_in"
        and each.op == "audio_fade"
        and each.params.get("dir") == "out"
        and "clip" not in last.params
        and not any(match.meaning == "noun video" for match in last.matched)
    ):
        length = {"duration": last.params["duration"]} if "duration" in last.params else {}
        last = replace(last, op="audio_fade", params={"dir": "in", **length, "target": each.params.get("target")})
        result[-1] = last
        if length and each.params.get("duration") not in (None, length["duration"]):
            return False
    if last and last.op == each.op == "denoise_audio":
        result[-1] = fuller(last, each.params, each)
        return True
    if (
        last
        and each.op == last.op == "audio_fade"
        and {last.params.get("dir"), each.params.get("dir")} == {"in", "out"}
        and each.params.get("duration") in (None, last.params.get("duration"))
        and last.params.get("duration", each.params.get("duration"))
        == each.params.get("duration", last.params.get("duration"))
    ):
        result[-1] = fuller(last, {"dir": "both"}, each)
        return True
    if last and each.op == last.op == "remove_fillers":
        words = [*listed(last.params.get("words")), *listed(each.params.get("words"))]
        result[-1] = fuller(last, {"words": words} if words else {}, each)
        return True
    return False


def tidied(intents: Sequence[Intent]) -> list[Intent]:
    """What belongs together as one: the same thing said twice ("remove the intro, it's the first 45 seconds"), a length
    and "the best parts", several settings of one export."""
    result: list[Intent] = []
    for each in intents:
        if _faded(result, each):
            continue
        same = next((i for i, other in enumerate(result) if other.op == each.op), None)
        if (same is not None and (each.op == "export" or each.params == result[same].params)) or (
            same == len(result) - 1 and same is not None and not result[same].params and each.op in SAID_AGAIN
        ):
            result[same] = fuller(result[same], each.params, each)
        else:
            result.append(each)
    if any(each.op == "color" and each.params.get("look") for each in result):
        result = [each for each in result if each.op != "color" or each.params]
    if any(each.op == "transition" for each in result) and any(each.op in _LEAVES_PARTS for each in result):
        result = [each for each in result if each.op != "merge" or each.params != {"clips": "all"}]
    if any(each.op == "highlight_reel" for each in result):
        result = [each for each in result if each.op != "merge" or each.params != {"clips": "all"}]
    best = next((i for i, each in enumerate(result) if each.op == "highlight_reel"), None)
    length = next(
        (
            i
            for i, each in enumerate(result)
            if each.op == "set_duration" and "clip" not in each.params and "each" not in each.params
        ),
        None,
    )
    if best is not None and length is not None and "seconds" not in result[best].params:
        result[best] = fuller(result[best], {"seconds": result[length].params.get("seconds")}, result[length])
        del result[length]
    return result


_LEAVES_PARTS = frozenset(
    {"keep_content", "keep_range", "cut_range", "delete_clip", "remove_silence", "remove_content", "split"}
)
"""After these "join them with dissolves" only asks for the dissolves."""
