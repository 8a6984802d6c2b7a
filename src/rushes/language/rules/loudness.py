"""Loudness: volume up and down, to a value, evened out, ducked under speech."""

from __future__ import annotations

import re

from rushes.language.clauses.clause import Clause
from rushes.language.reading import Intent, Params
from rushes.language.rules.scope import clip_of, intent, named_clip, where_of

_OVER_MUSIC = re.compile(
    r"\b(louder|higher|clearer|more audible|stronger|above|over|quieter|softer|lower|below) than (?:the |my |that )?(?:background )?(?:music|song|soundtrack|track)\b"
)


_TOO_SOFT = frozenset(("quiet", "soft", "low", "faint", "weak"))
_BESIDE_MUSIC = re.compile(
    r"\b(quiet|soft|low|faint|weak|loud|high|strong) (?:compared (?:to|with)|next to|against|relative to|beside|for|under) (?:the |my )?(?:background )?(?:music|song|soundtrack|track|bgm)\b"
)


def louder_than_music(clause: Clause) -> list[Intent]:
    """ "My voice louder than the music" is about the voice."""
    beside = _BESIDE_MUSIC.search(clause.text.even, clause.start, clause.end)
    if beside and clause.noun("voice", "audio") and not clause.verb("add", "insert"):
        return [intent(clause, "volume", level="up" if beside.group(1) in _TOO_SOFT else "down")]
    found = _OVER_MUSIC.search(clause.text.even, clause.start, clause.end)
    if not found or clause.verb("add", "insert"):
        return []
    level = "down" if found.group(1) in ("quieter", "softer", "lower", "below") else "up"
    return [intent(clause, "volume", level=level)]


def ducking(clause: Clause) -> list[Intent]:
    """Music lowered while somebody speaks."""
    talking = (
        "voice" in clause.nouns
        and clause.noun("music")
        and (clause.lowered or clause.verb("shrink_text") or clause.has("degree", "quieter"))
        and clause.has("function", "when", "while the", "whenever", "during") is True
    )
    if clause.verb("duck") or talking:
        return [intent(clause, "duck")]
    if (
        clause.noun("music")
        and (clause.verb("down") or (clause.verb("make") and clause.has("transition", "dip")))
        and (
            clause.noun("voice")
            or clause.has("steer", "behind")
            or any(each.name in ("talk", "talks", "speak", "speaks", "someone") for each in clause.of("word"))
        )
    ):
        return [intent(clause, "duck")]
    return []


def normalizing(clause: Clause) -> list[Intent]:
    """Loudness evened out, to a value in LUFS where one is said."""
    lufs = clause.value("lufs")
    if lufs is None and clause.verb("normalize") and clause.has("num") and not clause.of("which", "when"):
        lufs = -abs(float(str(clause.value("num"))))
    coloured = clause.noun("colour", "grade", "correct", "brightness", "temperature", "saturation", "contrast")
    if clause.verb("normalize") and coloured and not clause.noun("audio", "volume", "voice", "music"):
        return [intent(clause, "auto_color", **clip_of(clause))]
    if clause.verb("normalize") or (lufs is not None and not clause.verb("export")):
        return [intent(clause, "normalize_audio", lufs=lufs)]
    return []


_AS_IT_IS = re.compile(
    r"\b(?:is|are|'s|'re|was|were|sounds?|seems?|feels?|comes? (?:out|through|across))"
    r"(?: (?:so|too|way|very|really|much|still|pretty|rather|quite|a bit|a little|a tad|kind of|kinda|just|far|also|always|all|super|extremely|fairly|somewhat|slightly|incredibly))*"
    r" (?:(quiet(?:er)?|soft(?:er)?|faint|low|weak)|(loud(?:er)?|deafening|overpowering|blaring|booming))\b(?! enough)"
)
_AS_WISHED = re.compile(r"\b(?:so|so that|until|till|make sure|ensure|want|should|must|needs? to|has to)\b[^,.;]*$")


def found_fault(clause: Clause) -> str | None:
    """What is asked by who only says how loud it is: "the guitar in clip 3 is so quiet compared to the others"."""
    told = _AS_IT_IS.search(clause.text.even, clause.start, clause.end)
    if not told or clause.verb("up", "down", "change", "normalize"):
        return None
    if _AS_WISHED.search(clause.text.even[max(told.start() - 30, 0) : told.start()]):
        return None
    return "up" if told.group(1) else "down"


def level_asked(clause: Clause) -> str | None:
    """Whether it shall be louder ("up"), quieter ("down"), as loud or as quiet as can be ("max", "min")."""
    if complaint := found_fault(clause):
        return complaint
    if clause.has("degree", "max"):
        return "max"
    if clause.has("degree", "min"):
        return "min"
    up = clause.raised or clause.verb("scale_text") or clause.has("degree", "louder", "unheard")
    down = clause.lowered or clause.verb("shrink_text") or clause.has("degree", "quieter")
    if down and not (clause.verb("up") and not clause.verb("down")):
        return "down"
    return "up" if up else None


_SET_TO = re.compile("[到为成至是] ?\\d")


def level_params(clause: Clause) -> Params:
    """factor, db or level of a change of loudness."""
    if clause.has("negation", "no", "not", "dont") and clause.has("degree", "too"):
        return {"level": "down"}
    down = level_asked(clause) == "down"
    if clause.noun("volume", "audio", "music", "voice") and _HALVED.search(clause.text.even, clause.start, clause.end):
        return {"factor": 0.5}
    db, share, factor = clause.value("db"), clause.value("pct") or clause.value("frac"), clause.value("factor")
    if isinstance(db, float):
        to = clause.first("steer", "to") or (clause.verb("change") and not clause.verb("up", "down"))
        return {
            "db": -abs(db) if down and not to else db,
            **({"level": "down" if down else "up"} if not to and level_asked(clause) else {}),
        }
    bare = clause.value("num") if clause.text.chinese and clause.noun("volume") and share is None else None
    if isinstance(bare, float) and 2 < bare <= 200 and _SET_TO.search(clause.said):
        return {"factor": bare / 100}
    if isinstance(share, float):
        written = (
            clause.words(
                clause.first(
                    "pct",
                ).start,
                clause.first("pct").end,
            )
            if clause.has("pct")
            else ""
        )  # type: ignore[union-attr]
        relative = clause.first("steer", "by") is not None or (written[:1] in "+-" and bool(written))
        compared = clause.has("degree", "louder", "quieter")
        absolute = not relative and (
            clause.first("steer", "to") is not None
            or _to_in_verb(clause)
            or (not compared and (clause.verb("change", "put") or not clause.verb("up", "down")))
        )
        if relative or not absolute:
            share = 1 - abs(share) if down or share < 0 else 1 + share
        return {"factor": round(share, 4), "volume": round(share, 4)}
    if isinstance(factor, float):
        if factor == 1 and level_asked(clause):
            factor = 2.0
        return {"factor": 1 / factor if down and factor > 1 else factor}
    times = clause.value("times")
    if isinstance(times, float) and level_asked(clause):
        return {"factor": times if not down else 1 / times}
    bare = clause.first("num")
    if (
        bare
        and not clause.text.chinese
        and clause.noun("volume")
        and "." in clause.words(bare.start, bare.end)
        and float(str(bare.value)) <= 2
    ):
        return {"factor": bare.value}
    level = level_asked(clause)
    return {"level": level} if level else {}


_HALVED = re.compile(
    r"\bhalf as (?:loud|much|strong)\b|\bhalf (?:the|its|their) (?:volume|loudness|level)\b|\b(?:in|by) half\b|\bhalve\b|减半|降一半|小一半|减一半|调低一半|降低一半"
)


def _to_in_verb(clause: Clause) -> bool:
    """降到, 调到, 提高到: the Chinese verb itself says "to"."""
    return any("到" in clause.words(each.start, each.end + 1) for each in clause.of("verb"))


_TURNED = re.compile(
    r"\b(?:turn|crank|pump|dial) (?:it|this|that|them|everything)(?: all)?(?: (?:way|right|back))? (?:up|down)\b"
)


def louder_pronoun(clause: Clause) -> bool:
    """ "Turn it down" with nothing else named speaks of loudness."""
    return (
        bool(_TURNED.search(clause.text.even, clause.start, clause.end))
        and not clause.nouns - {"it", "everything", "all"}
        and not clause.of("look", "effect", "factor", "res", "rate", "when", "dur")
    )


_TURNED_AT = re.compile(
    r"\b(?:turn|crank|pump|dial) (?:down|up)\b|\b(?:turn|crank|pump|dial) [^,.;]{2,40}? (?:down|up)\b"
)


def _turned_place(clause: Clause) -> bool:
    """ "Turn down clip 2": a clip or a stretch is turned down as a sound is."""
    said = not clause.text.chinese and _TURNED_AT.search(clause.said)
    place = clause.of("which", "edge") or clause.whens("range", "head", "tail", "middle") or named_clip(clause)
    bare = not clause.nouns - {"it", "clip", "part", "video", "one", "everything", "all"} and not clause.of(
        "look", "effect", "factor", "colour"
    )
    return bool(said and place and bare and clause.verb("up", "down"))


_SOUND_PUT_IN = re.compile(
    r"\b(?:add|put in|insert|mix in|layer)(?: in)? (?:an?|some|the)? ?(?!more|less|the|my|original|main|louder|better)(?:[a-z]+ ){1,3}(?:sounds?|noises?|ambien(?:ce|t))\b"
)
""" "Add rain sounds quietly": what is put in, not how loud all is."""
_TO_NOTHING = re.compile(r"音量(?:设?为|调到|调成|设成|降到|=|:)? ?(?:0|零)(?![\d.])")


def volume(clause: Clause) -> list[Intent]:
    """How loud: "a bit louder", "-6 dB", "half as loud"."""
    loud = clause.has("degree", "louder", "quieter", "unheard")
    if not (
        clause.noun("volume")
        or (clause.noun("voice", "audio") and clause.verb("change") and clause.of("pct", "db", "frac"))
        or loud
        or clause.has("db")
        or louder_pronoun(clause)
        or _turned_place(clause)
        or (
            clause.noun("audio", "voice", "voiceover")
            and (
                found_fault(clause)
                or clause.raised
                or clause.lowered
                or clause.verb("scale_text", "shrink_text")
                or clause.has("degree", "max", "min")
                or _HALVED.search(clause.text.even, clause.start, clause.end)
            )
        )
    ):
        return []
    if clause.noun("sfx", "silence") or (not clause.text.chinese and _SOUND_PUT_IN.search(clause.said)):
        return []
    if clause.text.chinese and _TO_NOTHING.search(clause.text.even, clause.start, clause.end):
        return [intent(clause, "mute", where_of(clause))]
    if louder_pronoun(clause):
        return [intent(clause, "volume", level_params(clause))]
    params = level_params(clause)
    if not params and clause.verb("change", "up", "process") and not loud and not clause.noun("volume"):
        return []
    where = {k: v for k, v in where_of(clause).items() if k in ("clip", "start", "end", "where", "except")}
    params.pop("volume", None)
    return [intent(clause, "volume", {**params, **where})] if params or loud else []
