"""Noise taken away, and sound effects put in."""

from __future__ import annotations

import re

from rushes.language.clauses.clause import Clause
from rushes.language.reading import Intent
from rushes.language.rules.scope import clip_of, intent, place_of, plain, range_of, shown_when, sound_file, where_of


def noise(clause: Clause) -> list[Intent]:
    """Noise taken out of the sound or the picture."""
    if (
        clause.noun("video_noise")
        and clause.has("steer", "ba")
        and "视频降噪" in clause.text.even[clause.start : clause.end]
    ):
        return [intent(clause, "denoise_audio")]
    grain = clause.first("effect", "grain", "film grain", "颗粒", "颗粒感", "噪点特效")
    if (clause.noun("video_noise") or (grain and (clause.verb("remove") or clause.lowered))) or (
        clause.verb("denoise")
        and (clause.noun("video") or _SHOTS.search(clause.text.even, clause.start, clause.end))
        and not clause.noun("audio", "voice", "noise")
    ):
        return (
            [intent(clause, "denoise_video", **clip_of(clause))]
            if clause.verb("remove", "down", "denoise", "improve", "change", "add", "process") or not clause.verbs
            else []
        )
    if clause.verb("mute") and clause.noun("noise"):
        return (
            [intent(clause, "mute", where_of(clause))]
            if clause.when("range", "head", "tail")
            else [intent(clause, "denoise_audio")]
        )
    if clause.verb("denoise") or (
        clause.noun("noise")
        and (
            clause.verb("remove", "down", "cut", "trim", "shorten", "improve", "change", "process", "extract", "mute")
            or clause.has("negation", "no")
            or not clause.verbs
            or (clause.text.chinese and (clause.has("degree") or clause.verb("scale_text")) and not clause.verb("add"))
        )
    ):
        return [
            intent(
                clause, "denoise_audio", {k: v for k, v in where_of(clause).items() if k in ("start", "end", "clip")}
            )
        ]
    if clause.verb("improve") and clause.noun("audio", "voice") and not clause.noun("volume"):
        return [intent(clause, "denoise_audio")]
    return []


_SHOTS = re.compile(r"\bshots?\b|\bscenes?\b|\bfootage\b|\bpicture\b|\bimage\b|镜头|画面")


_SOUND_OF = re.compile(" ?(?:的)?(?:一|那)?(?:声|音(?!乐)|下)")


SOUND_NEEDED = re.compile(
    r"\b(?:needs?|could use|wants?|deserves?) (?:an?|some) (?:\w+ ){1,2}(?:sounds?|noises?|effect)\b"
)
""" "The countdown needs a tick sound"."""


def sound_effect(clause: Clause) -> list[Intent]:
    """A sound put in: "a whoosh at 0:05", "bleep the swearing"."""
    if clause.verb("bleep"):
        shown = shown_when(clause)
        return [intent(clause, "sfx", name="beep" if "beep" in clause.said else "bleep", at=shown.get("start"))]
    moments = clause.when("at")
    if sound_file(clause) and moments and moments.more and clause.verb("add", "insert", "put", "show"):
        return [intent(clause, "sfx", name=clause.file, at=plain(each)) for each in (moments.start, *moments.more)]
    apart = [each for each in clause.whens("at")]
    put_in = clause.verb("add", "insert", "put", "show") or clause.said.startswith("play ")
    laying = sound_file(clause) and put_in and not clause.noun("music")
    if laying and len(apart) > 1 and not clause.text.chinese:
        return [intent(clause, "sfx", name=clause.file, at=plain(each.start)) for each in apart]
    if clause.text.chinese and clause.verbs == {"keep"}:
        return []
    named = [each for each in clause.of("noun") if each.name == "sfx"]
    found = next((each for each in named if each.value), named[0] if named else None)
    made_of = (
        clause.first("word")
        or clause.first(
            "effect",
        )
        or clause.first("transition")
    )
    heard = clause.first("noun", "audio", "noise")
    beside = next((each for each in clause.of("word") if heard and each.end + 1 == heard.start), None)
    made_of = beside or made_of
    played = (
        SOUND_NEEDED.search(clause.said)
        or clause.verb("add", "insert", "put", "show")
        or "play" in clause.text.even[clause.start : clause.end]
    )
    quote = clause.first("quote")
    if not found and quote and clause.verb("add", "insert", "put") and _SOUND_OF.match(clause.text.even, quote.end):
        return [
            intent(
                clause,
                "sfx",
                name=str(quote.value),
                **{k: v for k, v in range_of(clause).items() if k in ("start", "end")},
            )
        ]
    noisy = clause.first("noun", "noise") if clause.text.chinese and clause.verb("add") else None
    if not found and noisy and clause.text.even[noisy.start : noisy.end].endswith("声") and not clause.file:
        at = place_of(clause) if place_of(clause) in ("start", "end") else None
        return [
            intent(clause, "sfx", name=clause.words(noisy.start, noisy.end), at=shown_when(clause).get("start", at))
        ]
    if not found and made_of and played and clause.noun("audio", "noise") and not clause.file:
        noun = clause.first("noun", "audio", "noise")
        if (
            noun
            and clause.text.even[noun.start : noun.end] in ("sound", "sounds", "noise", "noises", "声音", "声", "音")
            and made_of.end <= noun.start
        ):
            shown = shown_when(clause)
            return [intent(clause, "sfx", name=clause.words(made_of.start, made_of.end), at=shown.get("start"))]
    if not found or clause.verb("remove") or (clause.text.chinese and not clause.verbs and clause.of("word")):
        return []
    written = str(found.value or clause.words(found.start, found.end)).lower()
    if written in ("sound effect", "sound effects", "sfx", "sound fx", "音效"):
        before = [each for each in clause.tokens if each.sort in ("word", "effect") and each.end <= found.start]
        after = [each for each in clause.tokens if each.sort == "word" and each.start >= found.end]
        quotes = [str(each.value) for each in clause.of("quote") if each.end <= found.start]
        written = (quotes[-1] if quotes else clause.quote) or (
            clause.words(before[0].start, before[-1].end)
            if before
            else clause.words(after[0].start, after[-1].end)
            if after and not clause.text.chinese
            else ""
        )
    else:
        following = next((each for each in clause.tokens if each.start == found.end + 1), None)
        if following is not None and following.sort == "word" and not clause.text.chinese:
            written = clause.words(found.start, following.end).lower()
    params = shown_when(clause)
    params.pop("duration", None)
    at = params.pop("start", None)
    several = clause.when("at")
    if several and several.more:
        at = [plain(each) for each in (several.start, *several.more)]
    if at is None and place_of(clause) in ("start", "end"):
        at = place_of(clause)
    told = [str(each.value) for each in clause.of("quote")]
    if at is None and len(told) == 2 and written == told[1]:
        at = told[0]
    return [intent(clause, "sfx", name=written or clause.file, at=at)]
