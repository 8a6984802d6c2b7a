"""Voices: parted from the music, spoken by another, read out; echo, pitch and other effects on sound."""

from __future__ import annotations

import re

from rushes.language.clauses.clause import Clause
from rushes.language.reading import Intent
from rushes.language.rules.free_words import unquoted_after
from rushes.language.rules.loudness import found_fault, level_asked
from rushes.language.rules.scope import amount, clip_of, intent


def vocals_apart(clause: Clause) -> list[Intent]:
    """Voice and music parted."""
    if (
        clause.text.chinese
        and clause.noun("voice")
        and not clause.nouns - {"voice", "video"}
        and clause.verbs <= {"keep"}
        and (clause.has("steer", "only") or _ONLY_VOICE.search(clause.text.even, clause.start, clause.end))
        and not clause.of("word", "when", "quote", "which")
    ):
        return [intent(clause, "audio_fx", type="vocal_separation")]
    if clause.noun("vocal_split") or (
        clause.noun("voice")
        and clause.verb("extract", "split", "remove", "keep")
        and (
            (
                clause.verb("remove")
                and clause.text.chinese
                and not clause.noun("part", "clip", "noise", "filler", "silence", "retake")
            )
            or (clause.noun("music") and not clause.verb("remove"))
            or (clause.verb("extract") and not clause.noun("video", "part"))
        )
    ):
        return [intent(clause, "audio_fx", type="vocal_separation")]
    return []


_ONLY_VOICE = re.compile("[只仅](?:要|留|保留|留下|需要|想要)?人声|只剩人声")
_VOICE_OF = re.compile(
    r"\b(?:for|with|to|into|by) (?:an? |the )?((?:[a-z-]+ ){0,3}(?:male|female|man|woman|boy|girl|accent|narrator|lady|guy|voice))\b"
)


def another_voice(clause: Clause) -> list[Intent]:
    """ "Swap the robotic voice for a warm British male"."""
    if not clause.noun("voice", "voice_fx", "voiceover") or not clause.verb("swap", "replace", "change") or clause.file:
        return []
    wanted = _VOICE_OF.search(clause.text.even, clause.start, clause.end)
    return [intent(clause, "voiceover", voice=wanted.group(1).removesuffix(" voice"), replace=True)] if wanted else []


def voice_effects(clause: Clause) -> list[Intent]:
    """Echo, pitch, equalizer, a clearer voice."""
    if clause.verb("remove") and clause.noun("echo", "voice_fx", "eq"):
        return (
            [intent(clause, "denoise_audio")]
            if clause.noun("echo")
            else [intent(clause, "remove_effect", which="audio")]
        )
    if clause.noun("voice_enhance"):
        return [intent(clause, "audio_fx", type="voice_enhance")]
    if (
        clause.noun("voice")
        and clause.verb("up", "improve")
        and not clause.noun("volume")
        and not clause.has("degree", "louder")
        and clause.has("vague")
    ):
        return [intent(clause, "audio_fx", type="voice_enhance")]
    if clause.noun("echo"):
        written = clause.words(clause.first("noun", "echo").start, clause.first("noun", "echo").end).lower()  # type: ignore[union-attr]
        kind = "reverb" if "reverb" in written or "sound" in written or "混响" in clause.said else "echo"
        return [intent(clause, "audio_fx", type=kind, **clip_of(clause))]
    if clause.noun("pitch") or clause.value("semi") is not None:
        semitones = clause.value("semi")
        if (
            isinstance(semitones, float)
            and semitones > 0
            and (
                clause.lowered
                or "down" in clause.text.even[clause.start : clause.end]
                or "降" in clause.said
                or re.search(r"\bdeep", clause.text.even)
            )
        ):
            semitones = -semitones
        return (
            []
            if clause.verb("speed_up", "slow_down")
            else [intent(clause, "audio_fx", type="pitch", semitones=amount(semitones))]
        )
    if clause.noun("brightness", "colour", "contrast", "saturation") and not clause.noun("voice", "audio"):
        return []
    for name in ("voice_fx", "eq"):
        named = [each for each in clause.of("noun") if each.name == name]
        if named and not _only_said_of(clause):
            found = named[-1] if clause.text.chinese else named[0]
            return [
                intent(clause, "audio_fx", type=clause.words(found.start, found.end).lower(), level=level_asked(clause))
            ]
    return []


def _only_said_of(clause: Clause) -> bool:
    """Whether something is only said of a sound, as a fault: "高音那块破音了"."""
    told = clause.of("word", "edge") or clause.has("function", "complaint")
    return bool(clause.text.chinese and not clause.verbs and told and not level_asked(clause))


_SPOKEN_BY = re.compile(
    r"\b[Vv]oice ?[=:] ?[\"']?([\w-]+)|[用以](?:了)?[\"“‘'\s]?([\w-]{2,16}?)[\"”’'\s]?(?:的)?(?:声音|音色|嗓音|声线|语音|配音)"
    r"|\b(?:[Ww]ith|[Uu]sing|[Ii]n|[Uu]se) (?:the )?(?:voice )?[\"'“]?([A-Z][\w-]+)[\"'”]?(?:'s)? voice\b|\bvoice [\"'“]?([A-Z]\w+)"
)
"""Whose voice is to be heard: "voice=alloy", "用晓晓的声音", "in the Nova voice"."""


def voiceover(clause: Clause) -> list[Intent]:
    """A text read out, or a recording laid under the picture."""
    if not clause.noun("voiceover") or clause.noun("volume") or clause.has("degree", "louder", "quieter", "unheard"):
        return []
    if clause.text.chinese and clause.verb("speed_up", "slow_down") and not clause.verb("add") and not clause.quote:
        return []
    if found_fault(clause) and not clause.quote:
        return []
    if clause.verb("trim", "cut", "split") and not clause.text.chinese and not clause.verb("add", "make", "replace"):
        return []
    if (clause.raised or clause.lowered) and not clause.quote:
        return []
    replacing = True if clause.text.chinese and clause.verb("change") else None
    if clause.file and not clause.quote:
        return [
            intent(
                clause, "replace_audio" if clause.verb("replace") else "voiceover", file=clause.file, replace=replacing
            )
        ]
    voice = next(
        (
            name
            for word, name in (
                ("female", "female"),
                ("woman", "female"),
                ("女", "female"),
                ("male", "male"),
                ("man's", "male"),
                ("男", "male"),
            )
            if word in clause.text.even[clause.start : clause.end]
        ),
        None,
    )
    named = _SPOKEN_BY.search(clause.text.written, clause.start, clause.end)
    if voice is None and named:
        voice = next(each for each in named.groups() if each)
    voices = [each for each in clause.tokens if each.sort == "noun" and each.name == "voiceover"]
    quotes = [str(each.value) for each in clause.of("quote")]
    spoken = (quotes[1] if len(quotes) > 1 and quotes[0] == voice else clause.quote) or (
        unquoted_after(clause, voices) if any(each.name == "colon" for each in clause.of("separator")) else None
    )
    told = [each for each in clause.tokens if each.sort == "language"]
    language = told[-1] if told and clause.verb("change", "replace") else clause.first("language")
    mood = clause.first("mood")
    return [
        intent(
            clause,
            "voiceover",
            text=spoken,
            voice=voice,
            style=str(mood.name) if mood else None,
            language=str(language.name) if language else None,
            replace=True if clause.verb("replace") or (clause.text.chinese and clause.verb("change")) else None,
        )
    ]
