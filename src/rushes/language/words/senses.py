"""Words with more than one sense, settled by what stands beside them, before anything is grouped.

"Cover" is a picture after an article and an act before an object; "drop" takes a clip out and puts a song in;
"this 4K footage" only says what the footage is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rushes.language.words.lexicon import Token

_POINTING = frozenset(
    ("this", "these", "my", "our", "your", "their", "the", "his", "her", "我的", "该", "这个", "这段", "这条")
)
_ARTICLES = frozenset(("a", "an", "the", "this", "that", "my", "each", "every", "another", "one", "some", "our"))
_SMALL = ("function", "polite")
_EITHER = {
    "segment": ("split", "clip"),
    "segments": ("split", "clip"),
    "cover": ("overlay", "thumbnail"),
    "covers": ("overlay", "thumbnail"),
}
"""Words that are a verb, or after an article a thing: (verb, noun)."""


def sensed(found: Sequence[Token], even: str) -> list[Token]:
    """`found` with each doubtful word in the sense its neighbours give it."""
    result: list[Token] = []
    for index, each in enumerate(found):
        for rule in (
            _described,
            _more,
            _either,
            _one,
            _silence,
            _drop_or_take,
            _begin,
            _complained,
            _slowly,
            _first,
            _repeated,
            _inwards,
            _emphasis,
            _turned,
            _tracked,
            _unwanted,
            _asked,
            _still_more,
            _spoken,
            _quieted,
            _snipped,
            _placed_first,
            _separated,
            _shaped,
            _over,
            _a_picture,
            _long,
            _heard_word,
            _bleeped,
            _nominal,
            _undergone,
            _abbreviated,
            _doing,
            _clipped,
            _followed,
            _hesitated,
            _positioned,
        ):
            each = rule(each, index, found, result, even)
        result.append(each)
    return result


def _text(token: Token | None, even: str) -> str:
    return even[token.start : token.end] if token else ""


def _before(result: Sequence[Token]) -> Token | None:
    return next((each for each in reversed(result) if each.sort not in _SMALL), None)


def _opens(result: Sequence[Token]) -> bool:
    """Whether nothing but politeness stands before in this clause."""
    last = _before(result)
    return last is None or last.sort == "separator"


def _described(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """Amounts that only describe what is there ("this 4K footage", "all MP4 files", "a 10 minute video I shot")."""
    if (
        each.sort not in ("res", "rate", "dur", "ratio", "format", "pixels", "codec")
        or not result
        or index + 1 >= len(found)
    ):
        return each
    following, last = found[index + 1], result[-1]
    hyphened = (
        each.sort == "dur"
        and "-" in _text(each, even)
        and _text(last, even).split(" ")[-1] in ("the", "this", "my", "our", "your", "his", "her", "that")
    )
    if (
        hyphened
        and following.sort in ("word", "noun")
        and not any(other.sort == "verb" and other.name in ("make", "keep") for other in result)
    ):
        return replace(each, sort="function", name="described")
    if following.sort != "noun" or following.name not in ("video", "clip", "image"):
        return each
    pointing = (last.sort == "noun" and last.name in ("it", "all", "everything")) or _text(last, even).split(" ")[
        -1
    ] in _POINTING
    wanting = any(other.sort == "verb" and other.name in ("export", "make", "convert", "save") for other in result)
    if last.sort == "given" or (pointing and not wanting):
        return replace(each, sort="function", name="described")
    return each


def _more(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """ "A more upbeat song" asks for a song, not for more of it."""
    if (
        each.sort != "verb"
        or each.name not in ("up", "down")
        or _text(each, even) not in ("more", "less", "higher", "lower")
    ):
        return each
    following = found[index + 1] if index + 1 < len(found) else None
    return replace(each, sort="function", name="more") if following and following.sort in ("mood", "vague") else each


def _either(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    senses = _EITHER.get(_text(each, even))
    if senses is None:
        return each
    last = result[-1] if result else None
    thing = last is not None and (
        _text(last, even).split(" ")[-1] in _ARTICLES
        or last.sort in ("order", "dur", "num", "count", "look", "vague")
        or last.name in ("it", "selection", "all")
    )
    making = last is not None and last.sort == "verb" and last.name in ("make", "add", "change")
    if _text(each, even).startswith("segment") and last is not None and last.sort == "verb":
        making = True
    return replace(each, sort="noun", name=senses[1]) if thing or making else replace(each, sort="verb", name=senses[0])


def _one(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """The "one" of "the second one"."""
    last = result[-1] if result else None
    if (
        each.sort == "num"
        and _text(each, even) == "one"
        and last is not None
        and (last.sort == "order" or last.name in ("it", "other", "selection"))
    ):
        return replace(each, sort="noun", name="one", value=None)
    return each


def _silence(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """ "Silence the last 40 seconds" is an order, "silence" after another verb a thing."""
    before = [other for other in result if not (other.sort == "steer" and other.name == "only")]
    if _text(each, even) != "silence" or not _opens(before) or index + 1 >= len(found):
        return each
    later = found[index + 1 : index + 6]
    points = any(other.sort in ("noun", "nth", "time", "dur", "order", "steer") for other in later)
    return replace(each, sort="verb", name="mute") if points and later[0].sort != "verb" else each


_PLACED = (
    "music",
    "sfx",
    "title",
    "text",
    "captions",
    "image",
    "watermark",
    "transition",
    "voiceover",
    "lut",
    "broll",
    "sticker",
)


def _drop_or_take(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """ "Drop the last clip", "take 2 s off" remove; "drop a beat at 15 s" puts in; "take a screenshot" neither."""
    word = _text(each, even)
    if word not in (
        "drop",
        "drops",
        "dropping",
        "take",
        "taking",
        "lose",
        "losing",
        "bring",
        "leave",
        "kill",
    ) or each.sort not in ("verb", "word", "noun"):
        return each
    rest = []
    for at, other in enumerate(found[index + 1 :], index + 1):
        if other.sort == "separator" and (other.name in ("stop", "then") or _verb_next(found, at)):
            break
        rest.append(other)
    nouns = {other.name for other in rest if other.sort == "noun"}
    sorts = {other.sort for other in rest}
    off = any(other.sort == "steer" and other.name == "off" for other in rest) or any(
        other.name == "p_out" for other in rest
    )
    if word in ("bring", "leave"):
        return each
    if word == "kill":
        picked = sorts & {"order", "nth"} or nouns & {"clip", "part"}
        return (
            replace(each, sort="verb", name="remove")
            if picked and not nouns & {"audio", "volume", "voice", "noise"}
            else each
        )
    if word.startswith("take"):
        return (
            replace(each, sort="verb", name="remove")
            if off and sorts & {"dur", "time", "order", "nth", "noun", "file", "quote"} and "thumbnail" not in nouns
            else each
        )
    if word.startswith("drop") and nouns & {"music", "volume", "audio"} and sorts & {"pct", "db"}:
        return replace(each, sort="verb", name="down")
    definite = word == "drop" and _text(found[index + 1] if index + 1 < len(found) else None, even) in (
        "the",
        "my",
        "that",
        "this",
        "all",
        "all the",
        "any",
    )
    if definite and not sorts & {"file", "mood", "time", "quote"} and not nouns & {"volume"}:
        return replace(each, sort="verb", name="remove")
    if not word.startswith("los") and ("file" in sorts or (nouns & set(_PLACED) and not sorts & {"order", "nth"})):
        return replace(each, sort="verb", name="insert")
    if (word.startswith("drop") and any(other.sort in ("verb", "db", "pct") for other in rest[:3])) or nouns & {
        "volume",
        "audio",
    }:
        return replace(each, sort="verb", name="down")
    return replace(each, sort="verb", name="remove")


def _verb_next(found: Sequence[Token], at: int) -> bool:
    later = next((other for other in found[at + 1 :] if other.sort not in _SMALL), None)
    return later is not None and later.sort == "verb"


def _begin(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """ "Start the video at 0:12", "end it at 1:00": the edge is an order."""
    word = _text(each, even)
    last = _before(result)
    told = last is not None and (
        _text(last, even) in ("to", "should", "must") or (last.sort == "noun" and last.name in ("video", "it"))
    )
    told = told and any(other.sort == "noun" and other.name in ("video", "it") for other in result)
    if word not in ("start", "begin", "end", "stop", "finish", "starts", "ends") or not (_opens(result) or told):
        return each
    later = found[index + 1 : index + 7]
    placed = any(other.sort in ("time", "dur") or other.name == "playhead" for other in later) and not any(
        other.sort == "verb" for other in later
    )
    if not placed:
        return each
    return replace(each, sort="verb", name="begin" if word.startswith(("start", "begin")) else "stop")


_COMPLAINT = frozenset(
    ("too", "a bit too", "a bit", "a little", "a little too", "kind of", "太", "有点", "有些", "有点太", "过于")
)


def _complained(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """ "It's too slow", "节奏有点慢" asks for the other way round."""
    if each.sort != "verb" or _text(each, even) not in ("slow", "fast", "慢", "快") or not result:
        return each
    clause: list[Token] = []
    for other in reversed(result):
        if other.sort == "separator":
            break
        clause.append(other)
    if _text(clause[0] if clause else None, even) not in _COMPLAINT or any(
        other.sort in ("verb", "negation") for other in clause
    ):
        return each
    return replace(each, name="speed_up" if each.name == "slow_down" else "slow_down")


def _slowly(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """The "slow" of "slow zoom", "slow fade" is a manner."""
    if (
        each.sort != "verb"
        or each.name not in ("slow_down", "speed_up")
        or _text(each, even) not in ("slow", "fast", "quick", "缓慢", "慢慢")
    ):
        return each
    near = [*found[index + 1 : index + 3]]
    moving = any(
        (other.sort == "verb" and other.name in ("zoom", "pan", "fade", "fade_in", "fade_out", "crossfade"))
        or other.sort == "transition"
        for other in near
    )
    following = found[index + 1] if index + 1 < len(found) else None
    moving = moving or (following is not None and following.sort == "mood" and _text(each, even) in ("slow", "fast"))
    return replace(each, sort="function", name="slowly") if moving else each


def _turned(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """The "转" of "横屏转竖屏", "转mp4" changes into; alone it turns."""
    following = found[index + 1] if index + 1 < len(found) else None
    if _text(each, even).startswith("turn it") and each.name == "convert":
        later = next((other for other in found[index + 1 :] if other.sort not in ("function", "polite")), None)
        return (
            replace(each, name="change")
            if later is not None and later.sort in ("position", "particle", "deg")
            else each
        )
    if (
        _text(each, even) == "转"
        and following is not None
        and (
            following.sort in ("format", "codec", "ratio", "res")
            or following.name in ("vertical", "landscape", "square", "gif")
        )
    ):
        return replace(each, name="change")
    return each


def _tracked(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """The "track", "tune", "piece" of "a lo-fi track" is music."""
    last = result[-1] if result else None
    if _text(each, even) == "tune" and last and _text(last, even).split(" ")[-1] in ("the", "my", "this", "that", "a"):
        return replace(each, sort="noun", name="music")
    if each.sort == "route" and _text(each, even) in ("go to", "jump to", "skip to"):
        later = next((other for other in found[index + 1 :] if other.sort not in ("function", "polite")), None)
        if later is not None and later.sort in ("position", "look", "verb", "noun"):
            return replace(each, sort="verb", name="put")
    if (
        _text(each, even) in ("track", "tune", "piece", "number", "beat", "vibe", "theme")
        and last
        and last.sort == "mood"
    ):
        return replace(each, sort="noun", name="music")
    return each


_UNWANTED = frozenset(
    (
        "don't want",
        "don't need",
        "do not want",
        "do not need",
        "i don't want",
        "we don't want",
        "no longer",
        "doesn't need",
        "no need for",
        "不想要",
    )
)


def _unwanted(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """ "I don't want a title" takes it away; before a verb it only forbids."""
    if each.sort != "negation" or _text(each, even) not in _UNWANTED:
        return each
    for other in found[index + 1 :]:
        if other.sort == "separator":
            break
        if other.sort == "verb" or _text(other, even).split(" ")[0] in ("to", "be"):
            return each
    return replace(each, sort="verb", name="remove")


def _spoken(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """The "say" of "before I say hello" tells what is heard; nothing is written."""
    if each.sort != "verb" or each.name != "write" or _text(each, even) not in ("say", "says", "saying", "reading"):
        return each
    shown = any(other.sort in ("quote", "word") and other.start > each.end for other in found) and any(
        (
            other.sort == "noun"
            and other.name
            in (
                "title",
                "text",
                "captions",
                "lower_third",
                "outro",
                "intro",
                "image",
                "sticker",
                "voiceover",
                "one",
                "it",
            )
        )
        or (other.sort == "verb" and other.name in ("add", "put", "write", "show", "make"))
        for other in result
    )
    if _text(each, even) == "says" and not shown and not any(other.sort == "quote" for other in found[index + 1 :]):
        return replace(each, sort="word", name="says")
    last = result[-1] if result else None
    return (
        replace(each, sort="word", name="says")
        if _text(last, even).split(" ")[-1] in ("i", "we", "he", "she", "they", "you", "someone", "who")
        else each
    )


def _still_more(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """The "still" of "a bit quieter still" is no picture; the one of "把still放在右上角" is what something is done to."""
    if _text(each, even) != "still" or each.sort != "noun" or even[: each.start].rstrip().endswith(("把", "将")):
        return each
    last = result[-1] if result else None
    taken = last is not None and (
        _text(last, even).split(" ")[-1] in _ARTICLES or last.sort in ("verb", "order", "format", "res", "num")
    )
    return (
        each
        if taken and last is not None and last.name not in ("up", "down")
        else replace(each, sort="function", name="still")
    )


_INVERTED = re.compile(r"(?:is|are|was|were|do|does|did|has|have) ")


def _asked(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """ "Is the ..." asks where it opens a clause; "the cake is the best" tells."""
    if each.sort != "question" or each.name != "does" or not _INVERTED.match(_text(each, even)):
        return each
    last = next(
        (
            other
            for other in reversed(result)
            if other.sort != "polite" and _text(other, even) not in ("so", "and", "but", "um", "well", "which", "or")
        ),
        None,
    )
    return each if last is None or last.sort == "separator" else replace(each, sort="function", name="is")


def _quieted(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """ "Everything but the music should be muted" speaks of sound, "muted colours" of colour."""
    if _text(each, even) != "muted" or each.sort != "look":
        return each
    last = _before(result)
    following = found[index + 1] if index + 1 < len(found) else None
    coloured = following is not None and (
        following.sort in ("look", "word", "colour") or following.name in ("colour", "style_n", "grade", "effect")
    )
    return (
        each
        if coloured or last is None or _text(last, even) in ("look", "more", "a")
        else replace(each, sort="verb", name="mute")
    )


def _snipped(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """ "结尾的3秒剪一下" cuts those; "把视频剪一下" only asks for an edit."""
    if _text(each, even) not in ("剪一下", "剪剪", "剪一剪", "剪好") or each.name != "process":
        return each
    clause: list[Token] = []
    for other in reversed(result):
        if other.sort == "separator":
            break
        clause.append(other)
    return (
        replace(each, name="remove")
        if any(
            other.sort in ("dur", "time", "silence") or other.name in ("silence", "retake", "gap") for other in clause
        )
        else each
    )


def _placed_first(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """ "8秒加个音效": a length right before what is put there is a moment."""
    following = found[index + 1] if index + 1 < len(found) else None
    if each.sort != "dur" or _text(each, even)[-1:] not in ("秒", "钟", "分", "半") or not _opens(result):
        return each
    later = found[index + 1 : index + 3]
    placed = (
        following is not None
        and following.sort == "verb"
        and following.name in ("add", "insert", "put", "show", "write", "freeze", "split", "zoom", "overlay")
    )
    again = (
        len(later) == 2
        and later[0].sort in ("function", "separator", "steer")
        and later[1].sort == "verb"
        and later[1].name in ("add", "insert", "show", "write")
    )
    return replace(each, sort="time") if placed or again else each


def _inwards(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """The "in" of "fade the music in", "zoom it in" is a direction."""
    if _text(each, even) != "in" or each.sort != "steer":
        return each
    moving = any(other.sort == "verb" and other.name in ("fade", "zoom") for other in result[-5:])
    following = found[index + 1] if index + 1 < len(found) else None
    ends = (
        following is None
        or following.sort in ("separator", "dur")
        or (following.sort == "steer" and following.name in ("for", "min", "from", "at", "off"))
    )
    return replace(each, sort="particle", name="p_in") if moving and ends else each


def _emphasis(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """ "Highlight the cursor" asks to make it stand out, not for highlights."""
    if _text(each, even) != "highlight" or not _opens(result) or index + 1 >= len(found):
        return each
    return (
        replace(each, sort="word", name="highlight")
        if _text(found[index + 1], even) in ("the", "this", "my", "her", "his")
        else each
    )


def _repeated(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """The "重复" of "删掉口误和重复" is a thing to remove."""
    if _text(each, even) not in ("重复", "repeats") or (
        index + 1 < len(found) and found[index + 1].sort not in ("separator", "polite")
    ):
        return each
    removing = any(other.sort == "verb" and other.name in ("remove", "cut") for other in result)
    return replace(each, sort="noun", name="retake") if removing else each


def _separated(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """ "Separate clip 2 at 0:15" splits; "separate the audio", "the vocals" takes them out."""
    if each.sort != "verb" or each.name != "extract" or not _text(each, even).startswith("separat"):
        return each
    rest = found[index + 1 : index + 9]
    heard = any(other.name in ("audio", "music", "voice", "vocal_split", "noise", "background") for other in rest)
    placed = any(other.sort in ("time", "dur", "num", "count") or other.name in ("playhead", "to") for other in rest)
    return replace(each, name="split") if placed and not heard else each


def _shaped(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """The "in" of "in 4:5" names a shape, no moment."""
    following = found[index + 1] if index + 1 < len(found) else None
    shape = following is not None and following.sort == "ratio"
    return replace(each, sort="function", name="in") if shape and _text(each, even) in ("in", "for") else each


def _over(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """The "over" of "a photo over 0:40" is a place."""
    following = found[index + 1] if index + 1 < len(found) else None
    placed = following is not None and following.sort == "time"
    return replace(each, name="at") if placed and each.sort == "steer" and _text(each, even) == "over" else each


def _a_picture(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """ "Put a picture of the menu" speaks of an image, "the picture" of what the film shows."""
    if each.sort != "noun" or each.name != "video" or _text(each, even) not in ("picture", "pictures"):
        return each
    last = result[-1] if result else None
    following = found[index + 1] if index + 1 < len(found) else None
    one = last is not None and (
        _text(last, even).split(" ")[-1] in ("a", "another", "this", "some") or last.sort == "num"
    )
    return (
        replace(each, name="image")
        if one and following is not None and _text(following, even) in ("of", "from", "file")
        else each
    )


def _long(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """ "Open on a 3-second intro": after an article it is a length, and the "on" no moment."""
    if each.sort != "steer" or each.name != "at" or index + 2 >= len(found):
        return each
    article, length = found[index + 1], found[index + 2]
    attributive = _text(article, even) in ("a", "an") and length.sort == "dur" and _text(length, even)[0].isdigit()
    return replace(each, sort="function", name="on") if attributive else each


_SOUNDS = frozenset(
    [
        "airhorn",
        "gong",
        "bell",
        "siren",
        "explosion",
        "cheer",
        "cheers",
        "cheering",
        "laughter",
        "thud",
        "splash",
        "click",
        "pop",
        "boing",
        "trombone",
        "fanfare",
        "heartbeat",
        "ticking",
        "gasp",
        "slap",
        "swish",
        "zap",
        "laser",
        "footsteps",
        "barking",
        "meow",
        "chime",
        "honk",
        "horn",
        "whistle",
        "buzzer",
        "crash",
        "harp",
        "thump",
        "bang",
        "clang",
        "squeak",
        "rewind-sound",
        "kaching",
        "boink",
        "sting",
        "zing",
        "tada",
        "clap",
        "claps",
    ]
)


def _heard_word(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """ "Throw in an airhorn": what is put in and can only be heard is a sound effect."""
    if each.sort != "word" or _text(each, even) not in _SOUNDS:
        return each
    adding = any(other.sort == "verb" and other.name in ("add", "insert", "put") for other in result[-6:])
    seen = any(
        other.name in ("image", "sticker", "title", "text", "video", "clip", "region", "music") for other in found
    )
    return replace(each, sort="noun", name="sfx") if adding and not seen else each


def _bleeped(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """ "Bleep the swearing" puts a bleep there."""
    if each.sort != "noun" or each.name != "sfx" or not _text(each, even).startswith(("bleep", "beep")):
        return each
    last = _before(result)
    opens = last is None or last.sort in ("separator", "polite")
    following = found[index + 1] if index + 1 < len(found) else None
    acts = opens and following is not None and following.sort not in ("separator", "steer", "verb")
    return replace(each, sort="verb", name="bleep") if acts else each


def _nominal(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """ "The final reveal", "the show": after an article they are things."""
    if (
        each.sort != "verb"
        or each.name != "show"
        or _text(each, even) not in ("reveal", "show", "appearance", "present")
    ):
        return each
    last = result[-1] if result else None
    named = last is not None and (
        _text(last, even).split(" ")[-1] in (*_ARTICLES, "big", "grand") or last.sort == "order"
    )
    return replace(each, sort="word", name=_text(each, even)) if named else each


def _undergone(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """ "The cake being cut" tells what is seen."""
    last = result[-1] if result else None
    seen = each.sort == "verb" and last is not None and _text(last, even).split(" ")[-1] in ("being", "getting")
    return replace(each, sort="word", name=_text(each, even)) if seen else each


_SHORT = {
    "sat": "saturation",
    "temp": "temperature",
    "exp": "brightness",
    "bri": "brightness",
    "con": "contrast",
    "vol": "volume",
    "hue": "temperature",
}


def _abbreviated(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """ "sat -30": a setting by its first letters, where a number follows."""
    if each.sort != "word" or _text(each, even) not in _SHORT or index + 1 >= len(found):
        return each
    numbered = any(other.sort in ("num", "pct", "db", "factor") for other in found[index + 1 : index + 4])
    return replace(each, sort="noun", name=_SHORT[_text(each, even)]) if numbered else each


def _doing(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """ "The onion chopping takes for ever": what is being done in the film is a thing."""
    if (
        each.sort != "verb"
        or each.name not in ("cut", "remove", "split", "trim", "merge")
        or not _text(each, even).endswith("ing")
    ):
        return each
    run = list(result)
    while run and run[-1].sort == "word":
        run.pop()
    return (
        replace(each, sort="word", name=_text(each, even))
        if run and _text(run[-1], even).split(" ")[-1] in _POINTING
        else each
    )


def _clipped(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """ "Clip my stream into 5 shorts" is an order."""
    if each.sort != "noun" or _text(each, even) not in ("clip", "short") or index + 1 >= len(found):
        return each
    acts = _text(each, even) == "clip" and _text(found[index + 1], even).split(" ")[0] in (
        "my",
        "the",
        "this",
        "that",
        "it",
        "out",
        "our",
        "everything",
    )
    return replace(each, sort="verb", name="trim") if acts and _opens(result) else each


def _followed(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """ "A vertical crop following my dog"."""
    if _text(each, even) != "following" or index + 1 >= len(found):
        return each
    framed = any(
        other.name in ("crop", "vertical", "zoom", "pan", "square", "reframe", "aspect") for other in result[-4:]
    )
    thing = _text(found[index + 1], even) in ("the", "my", "his", "her", "him", "our", "them", "me")
    return replace(each, sort="verb", name="follow") if framed and thing else each


def _hesitated(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """The "hmm" of "hmm not sure" is the asker's own."""
    if (
        each.sort != "noun"
        or each.name != "filler"
        or _text(each, even) not in ("um", "uh", "hmm", "umm", "uhh", "erm", "ah")
    ):
        return each
    told = (
        any(other.sort == "verb" for other in found) or len(found) < index + 2 or found[index + 1].sort == "separator"
    )
    return each if told or not _opens(result) else replace(each, sort="polite", name="hmm")


def _positioned(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """ "Position the captions at the top" is an order."""
    following = found[index + 1] if index + 1 < len(found) else None
    acts = _text(each, even) == "position" and each.sort == "noun" and _opens(result)
    return (
        replace(each, sort="verb", name="put")
        if acts and following and _text(following, even) in ("the", "my", "it")
        else each
    )


def _first(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """The "first" and "last" that only number the steps: "first, trim it"; "finally" is a separator anyway."""
    if (
        _text(each, even) in ("timelapse", "boomerang", "hyperlapse")
        and result
        and _text(result[-1], even).split(" ")[-1] in ("the", "this", "that", "my", "our")
    ):
        return replace(each, sort="word", name="timelapse")
    if each.sort != "order" or not _opens(result) or index + 1 >= len(found):
        return each
    following = found[index + 1]
    if following.sort == "verb" or (following.sort == "separator" and following.name == "comma"):
        return replace(each, sort="function", name="step")
    return each
