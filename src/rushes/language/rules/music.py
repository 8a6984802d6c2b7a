"""Music: which, how loud, from when to when; put in, changed, replaced."""

from __future__ import annotations

import re
from dataclasses import replace as replaced

from rushes.language.clauses.borrowing import levelled_to
from rushes.language.clauses.clause import GENRE, Clause
from rushes.language.reading import Intent, Params
from rushes.language.rules.loudness import found_fault, level_params
from rushes.language.rules.scope import intent, plain, range_of, sound_file
from rushes.language.words.lexicon import Token

_THAT_SONG = re.compile(
    "(?:我|觉得|感觉|现在|目前|但是?|可是)*(?:这|那|现在的?|原来的?)(?:首|段|个)?(?:背景)?(?:歌|音乐|曲子|配乐|bgm)(?!吧)"
)
_TUNED = re.compile("调[整节一下试]|[一再]调|比例|均衡|微调|控制")
"""Said of music these ask for some change of it, not for other music."""
_NOT_HEARD_ITSELF = re.compile(
    r"\b(?:music|song|soundtrack|track|score|tune) (?:is |'s |can |could |was )?(?:barely|hardly|scarcely|inaudible|not|can't|cannot|isn't)\b"
    r"|\bhear (?:any of )?(?:the |my |any )?(?:music|song|soundtrack|tune)\b"
)
"""It is the music that can't be heard, rather than what it drowns."""
_UNDER = re.compile(
    r"\b(?:under|underneath|beneath|behind (?:it|her|his|my|the|everything)|in the background|playing|throughout)\b"
)


def music(clause: Clause) -> list[Intent]:
    """Music put in, changed, replaced, made louder or quieter."""
    filed = sound_file(clause)
    moment = clause.when("at")
    if filed and (clause.noun("silence", "filler", "noise") or (moment and moment.more)):
        return []
    if filed and len(clause.whens("at")) > 1 and not clause.noun("music") and not clause.text.chinese:
        return []
    under = _UNDER.search(clause.text.even, clause.start, clause.end)
    nothing_else = (
        not clause.nouns
        - {"it", "one", "style_n", "other", "everything", "video"}
        - ({"background", "voice", "voiceover", "audio"} if under else set())
        and (
            clause.verbs <= {"add", "put", "show", "insert", "overlay"}
            if under
            else clause.verbs == {"add"}
            or (clause.verbs <= {"insert", "put", "use"} and clause.verbs and not clause.of("word"))
            or (clause.verb("swap", "replace") and clause.verbs <= {"swap", "replace"})
        )
        and not clause.of("look", "quote", "effect", "transition")
    )
    a_beat = clause.noun("beat") and clause.has("mood") and not clause.verb("cut", "sync", "split", "change", "trim")
    if (
        clause.noun("sfx")
        and (clause.verb("add", "insert", "put") or clause.text.chinese)
        and (clause.file or clause.quote)
    ):
        return []
    if clause.noun("beat") and (
        clause.verb("sync", "cut", "split")
        or (clause.text.chinese and clause.verb("change"))
        or "卡点" in clause.text.even[clause.start : clause.end]
    ):
        return []
    another_song = any(
        each.sort == "verb" and clause.text.even[each.start : each.end].endswith(("首", "首歌", "曲"))
        for each in clause.tokens
    )
    if (
        not clause.noun("music")
        and not (clause.noun("track") and clause.has("mood"))
        and not (
            clause.has("mood")
            and clause.tokens[0].name == "with"
            and GENRE.search(clause.text.even, clause.start, clause.end)
        )
        and not a_beat
        and not filed
        and not another_song
        and not (clause.has("mood") and nothing_else)
    ):
        return []
    level_said = (
        clause.raised
        or clause.lowered
        or found_fault(clause)
        or clause.has("degree", "louder", "quieter", "max", "min")
        or clause.noun("volume")
        or clause.has("db")
        or clause.has("pct")
    )
    adding = (
        clause.verb("add", "insert", "overlay", "make", "use")
        or (clause.verb("put") and not level_said)
        or (clause.has("mood") and not clause.verb("up", "down"))
        or filed
    )
    if clause.has("degree", "unheard"):
        itself = _NOT_HEARD_ITSELF.search(clause.text.even, clause.start, clause.end)
        return [intent(clause, "music_volume", level="up" if itself else "down")]
    if clause.has("steer", "instead") and clause.has("mood") and not clause.text.chinese:
        return [music_asked(clause, replace=True)]
    if filed and not clause.raised and not clause.lowered and not clause.has("degree"):
        level_said = False
    changing = clause.verb("change", "replace", "swap", "dislike")
    if changing and clause.text.chinese and (clause.has("mood") or clause.file) and clause.verb("change", "replace"):
        told = music_asked(clause, replace=True)
        quiet = clause.lowered or clause.has("degree", "quieter")
        return [
            replaced(told, params={**told.params, "volume": "low"}) if quiet and "volume" not in told.params else told
        ]
    described = clause.has("mood") and levelled_to(clause) and not clause.verbs and not clause.has("degree")
    if level_said and not described and not (clause.verb("add", "insert", "overlay") and not clause.verb("up", "down")):
        return [
            intent(
                clause,
                "music_volume",
                level_params(clause),
                **{k: v for k, v in range_of(clause).items() if k in ("start", "end")},
                **_under_a_clip(clause),
            )
        ]
    if clause.verb("loop"):
        return [intent(clause, "music", file=clause.file, loop=True)]
    if (
        changing
        and clause.verb("change")
        and not clause.has("mood")
        and not clause.file
        and not clause.quote
        and not clause.verb("replace")
        and not clause.text.chinese
        and not adding
        and clause.noun("speed")
    ):
        return []
    tuned = clause.text.chinese and _TUNED.search(clause.text.even, clause.start, clause.end)
    if changing and not (tuned and clause.verbs == {"change"}):
        return [music_asked(clause, replace=True)]
    pointed = (
        clause.text.chinese
        and not clause.verbs
        and not clause.has("mood")
        and _THAT_SONG.match(clause.text.even, clause.start)
    )
    if pointed:
        return []
    complaint = (
        clause.has("degree", "too")
        or clause.has("function", "complaint")
        or (clause.text.chinese and clause.of("word") and not clause.of("mood", "file", "quote"))
    )
    if adding or (not clause.verbs and not complaint):
        another = clause.noun("other") and not clause.verbs and not clause.text.chinese
        return [music_asked(clause, replace=True if another else None)]
    return []


_LAID_OVER = re.compile(
    r"\b(?:over|under|underneath|behind|beneath|on|to|during) (?:the |only |just )*(?:\w+ )?(?:clip|shot|scene|one|video)s?\b"
)


_DURING = re.compile(r"\b(?:while|during|when|as|in|on|under|over|for)\b[^,.;]{0,12}\Z|[\u4e00-\u9fff]")


def _under_a_clip(clause: Clause) -> Params:
    """The clip under which music is louder or quieter: "down to 10% while clip 2 plays"."""
    token = clause.first("which")
    which = clause.which()
    if token is None or not which or len(which.clips) != 1 or which.clips == ("all",):
        return {}
    before = clause.text.even[max(token.start - 20, clause.start) : token.start]
    return {"clip": which.one} if clause.text.chinese or _DURING.search(before) else {}


def music_asked(clause: Clause, replace: bool | None = None) -> Intent:
    """Music with all that is said of it: mood, file, volume, from when to when."""
    params: Params = {}
    moods = [each for each in clause.tokens if each.sort == "mood"] or clause.of("mood")
    wanted = clause.first("steer", "with", "for") if replace else None
    if replace and clause.text.chinese:
        wanted = clause.first("verb", "change", "replace", "swap")
    moods = [each for each in moods if wanted and each.start >= wanted.end] or moods
    looks = [each for each in clause.of("look", "vague") if clause.noun("music")]
    if moods:
        params["mood"] = _mood_words(clause, moods)
    elif described := _described(clause):
        params["mood"] = described
    elif looks:
        params["mood"] = clause.words(looks[0].start, looks[0].end)
    if clause.file:
        params["file"] = clause.file
    elif clause.quote:
        params["file"] = params["name"] = clause.quote
    share = clause.value("pct")
    if share is None and clause.noun("volume"):
        share = clause.value("factor") or clause.value("frac")
    number = clause.value("num")
    if share is None and clause.noun("volume") and isinstance(number, float) and 0 < number <= 1:
        share = number
    if share is not None:
        params["volume"] = share
    elif clause.value("db") is not None:
        params["volume"] = f"{clause.value('db'):g}dB"
    elif clause.has("degree", "quieter") or (not clause.text.chinese and levelled_to(clause)):
        params["volume"] = "low"
    when = range_of(clause)
    params |= {key: value for key, value in when.items() if key in ("start", "end")}
    if not clause.text.chinese and ("seconds" in when or when.get("where") in ("first_half", "second_half", "middle")):
        params |= {key: value for key, value in when.items() if key in ("where", "seconds")}
    if not clause.text.chinese and _LAID_OVER.search(clause.said) and (which := clause.which()) and which.clips:
        params["clip"] = which.one
    if when.get("where") == "beginning":
        params["start"] = 0
    which = clause.which()
    if clause.has("steer", "only") and which and which.clips and not when:
        params["clip"] = which.one
    until = clause.when("to")
    if until and until.seconds is not None and "end" not in params:
        params["end"] = plain(until.seconds)
    if replace:
        params["replace"] = True
    return intent(clause, "music", params)


def _mood_words(clause: Clause, moods: list[Token]) -> str:
    """The mood in the request's own words: "ambient piano", "节奏感强"; of several that stand apart, the first run."""
    run = [moods[0]]
    for each in moods[1:]:
        between = clause.text.even[run[-1].end : each.start]
        if between.strip(" ,、的-") not in ("", "and", "又", "而"):
            break
        run.append(each)
    words = clause.text.even if clause.text.chinese else clause.text.written
    return words[run[0].start : run[-1].end].lower()


def _described(clause: Clause) -> str | None:
    """What kind of music in words no table knows: "some Celtic music", "西部牛仔风的音乐"."""
    noun = clause.first("noun", "music")
    if noun is None or clause.file or clause.quote:
        return None
    before = [each for each in clause.tokens if each.end <= noun.start]
    while (
        before
        and before[-1].sort == "function"
        and clause.text.even[before[-1].start : before[-1].end] in ("的", "style", "type", "kind of", "sort of")
    ):
        before.pop()
    run: list[Token] = []
    while before and before[-1].sort == "word" and not str(before[-1].name).isdigit():
        run.insert(0, before.pop())
    words = clause.words(run[0].start, run[-1].end).lower() if run else ""
    return words if len(words) > 1 else None
