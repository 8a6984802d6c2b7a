"""Words that are a thing, a manner or a place: "this 4K footage", "a slow zoom", "a bit quieter still"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rushes.language.words.lexicon import Token
from rushes.language.words.neighbours import ARTICLES, POINTING, last_before, opens_clause, text_of


def described(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
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
        and "-" in text_of(each, even)
        and text_of(last, even).split(" ")[-1] in ("the", "this", "my", "our", "your", "his", "her", "that")
    )
    if (
        hyphened
        and following.sort in ("word", "noun")
        and not any(other.sort == "verb" and other.name in ("make", "keep") for other in result)
    ):
        return replace(each, sort="function", name="described")
    if following.sort != "noun" or following.name not in ("video", "clip", "image"):
        return each
    pointing = (last.sort == "noun" and last.name in ("it", "all", "everything")) or text_of(last, even).split(" ")[
        -1
    ] in POINTING
    wanting = any(other.sort == "verb" and other.name in ("export", "make", "convert", "save") for other in result)
    if last.sort == "given" or (pointing and not wanting):
        return replace(each, sort="function", name="described")
    return each


def more(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """ "A more upbeat song" asks for a song, not for more of it."""
    if (
        each.sort != "verb"
        or each.name not in ("up", "down")
        or text_of(each, even) not in ("more", "less", "higher", "lower")
    ):
        return each
    following = found[index + 1] if index + 1 < len(found) else None
    return replace(each, sort="function", name="more") if following and following.sort in ("mood", "vague") else each


def one(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """The "one" of "the second one"."""
    last = result[-1] if result else None
    if (
        each.sort == "num"
        and text_of(each, even) == "one"
        and last is not None
        and (last.sort == "order" or last.name in ("it", "other", "selection"))
    ):
        return replace(each, sort="noun", name="one", value=None)
    return each


_COMPLAINT = frozenset(
    ("too", "a bit too", "a bit", "a little", "a little too", "kind of", "太", "有点", "有些", "有点太", "过于")
)


def complained(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """ "It's too slow", "节奏有点慢" asks for the other way round."""
    if each.sort != "verb" or text_of(each, even) not in ("slow", "fast", "慢", "快") or not result:
        return each
    clause: list[Token] = []
    for other in reversed(result):
        if other.sort == "separator":
            break
        clause.append(other)
    if text_of(clause[0] if clause else None, even) not in _COMPLAINT or any(
        other.sort in ("verb", "negation") for other in clause
    ):
        return each
    return replace(each, name="speed_up" if each.name == "slow_down" else "slow_down")


def slowly(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """The "slow" of "slow zoom", "slow fade" is a manner."""
    if (
        each.sort != "verb"
        or each.name not in ("slow_down", "speed_up")
        or text_of(each, even) not in ("slow", "fast", "quick", "缓慢", "慢慢")
    ):
        return each
    near = [*found[index + 1 : index + 3]]
    moving = any(
        (other.sort == "verb" and other.name in ("zoom", "pan", "fade", "fade_in", "fade_out", "crossfade"))
        or other.sort == "transition"
        for other in near
    )
    following = found[index + 1] if index + 1 < len(found) else None
    moving = moving or (following is not None and following.sort == "mood" and text_of(each, even) in ("slow", "fast"))
    return replace(each, sort="function", name="slowly") if moving else each


def tracked(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """The "track", "tune", "piece" of "a lo-fi track" is music."""
    last = result[-1] if result else None
    if (
        text_of(each, even) == "tune"
        and last
        and text_of(last, even).split(" ")[-1] in ("the", "my", "this", "that", "a")
    ):
        return replace(each, sort="noun", name="music")
    if each.sort == "route" and text_of(each, even) in ("go to", "jump to", "skip to"):
        later = next((other for other in found[index + 1 :] if other.sort not in ("function", "polite")), None)
        if later is not None and later.sort in ("position", "look", "verb", "noun"):
            return replace(each, sort="verb", name="put")
    if (
        text_of(each, even) in ("track", "tune", "piece", "number", "beat", "vibe", "theme")
        and last
        and last.sort == "mood"
    ):
        return replace(each, sort="noun", name="music")
    return each


def still_more(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """The "still" of "a bit quieter still" is no picture; the one of "把still放在右上角" is what something is done to."""
    if text_of(each, even) != "still" or each.sort != "noun" or even[: each.start].rstrip().endswith(("把", "将")):
        return each
    last = result[-1] if result else None
    taken = last is not None and (
        text_of(last, even).split(" ")[-1] in ARTICLES or last.sort in ("verb", "order", "format", "res", "num")
    )
    return (
        each
        if taken and last is not None and last.name not in ("up", "down")
        else replace(each, sort="function", name="still")
    )


def quieted(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """ "Everything but the music should be muted" speaks of sound, "muted colours" of colour."""
    if text_of(each, even) != "muted" or each.sort != "look":
        return each
    last = last_before(result)
    following = found[index + 1] if index + 1 < len(found) else None
    coloured = following is not None and (
        following.sort in ("look", "word", "colour") or following.name in ("colour", "style_n", "grade", "effect")
    )
    return (
        each
        if coloured or last is None or text_of(last, even) in ("look", "more", "a")
        else replace(each, sort="verb", name="mute")
    )


def joined(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """ "Cut the end plus loop it twice" and "mute it -> speed it up" are two orders; "a title plus music"
    are things that go together."""
    arrow = each.value == "-" and even[each.end : each.end + 1] == ">"
    if each.sort != "steer" or not result or not (arrow or text_of(each, even) == "plus"):
        return each
    following = next((other for other in found[index + 1 :] if other.sort not in ("polite", "function")), None)
    ordered = following is not None and (following.sort in ("verb", "look") or following.name == "correct")
    return replace(each, sort="separator", name="then" if arrow else "and", value=None) if ordered else each


_MILDER = frozenset(("softer", "gentler", "smoother", "subtler"))
_JOINTS = frozenset({"transition", "fade", "crossfade", "fade_in", "fade_out"})


def milder(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """ "The transition is abrupt, could it be softer": nothing is too loud."""
    if each.sort != "degree" or text_of(each, even) not in _MILDER:
        return each
    heard = any(other.sort == "noun" and other.name in ("audio", "music", "voice", "volume", "sfx") for other in found)
    seen = any(other.sort in ("noun", "verb", "transition") and other.name in _JOINTS for other in result)
    return replace(each, sort="function", name="milder") if seen and not heard else each


def placed_first(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """ "8秒加个音效": a length right before what is put there is a moment."""
    following = found[index + 1] if index + 1 < len(found) else None
    if each.sort != "dur" or text_of(each, even)[-1:] not in ("秒", "钟", "分", "半") or not opens_clause(result):
        return each
    later = found[index + 1 : index + 3]
    told = following is not None and following.sort == "noun" and text_of(following, even).startswith("那")
    placed = told or (
        following is not None
        and following.sort == "verb"
        and following.name in ("add", "insert", "put", "show", "write", "freeze", "split", "zoom", "overlay")
    )
    again = (
        len(later) == 2
        and (later[0].sort in ("function", "separator", "steer") or later[0].name == "p_h")
        and later[1].sort == "verb"
        and later[1].name in ("add", "insert", "show", "write")
    )
    return replace(each, sort="time") if placed or again else each


def inwards(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """The "in" of "fade the music in", "zoom it in" is a direction."""
    if text_of(each, even) != "in" or each.sort != "steer":
        return each
    moving = any(other.sort == "verb" and other.name in ("fade", "zoom") for other in result[-5:])
    following = found[index + 1] if index + 1 < len(found) else None
    ends = (
        following is None
        or following.sort in ("separator", "dur")
        or (following.sort == "steer" and following.name in ("for", "min", "from", "at", "off"))
    )
    return replace(each, sort="particle", name="p_in") if moving and ends else each


def repeated(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """The "重复" of "删掉口误和重复" is a thing to remove."""
    if text_of(each, even) not in ("重复", "repeats") or (
        index + 1 < len(found) and found[index + 1].sort not in ("separator", "polite")
    ):
        return each
    removing = any(other.sort == "verb" and other.name in ("remove", "cut") for other in result)
    return replace(each, sort="noun", name="retake") if removing else each


def shaped(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """The "in" of "in 4:5" names a shape, no moment."""
    following = found[index + 1] if index + 1 < len(found) else None
    shape = following is not None and following.sort == "ratio"
    return replace(each, sort="function", name="in") if shape and text_of(each, even) in ("in", "for") else each


def over(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """The "over" of "a photo over 0:40" is a place."""
    following = found[index + 1] if index + 1 < len(found) else None
    placed = following is not None and following.sort == "time"
    return replace(each, name="at") if placed and each.sort == "steer" and text_of(each, even) == "over" else each


def a_picture(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """ "Put a picture of the menu" speaks of an image, "the picture" of what the film shows."""
    if each.sort != "noun" or each.name != "video" or text_of(each, even) not in ("picture", "pictures"):
        return each
    last = result[-1] if result else None
    following = found[index + 1] if index + 1 < len(found) else None
    one = last is not None and (
        text_of(last, even).split(" ")[-1] in ("a", "another", "this", "some") or last.sort == "num"
    )
    return (
        replace(each, name="image")
        if one and following is not None and text_of(following, even) in ("of", "from", "file")
        else each
    )


def long(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """ "Open on a 3-second intro": after an article it is a length, and the "on" no moment."""
    if each.sort != "steer" or each.name != "at" or index + 2 >= len(found):
        return each
    article, length = found[index + 1], found[index + 2]
    attributive = text_of(article, even) in ("a", "an") and length.sort == "dur" and text_of(length, even)[0].isdigit()
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


def heard_word(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """ "Throw in an airhorn": what is put in and can only be heard is a sound effect."""
    if each.sort != "word" or text_of(each, even) not in _SOUNDS:
        return each
    adding = any(other.sort == "verb" and other.name in ("add", "insert", "put") for other in result[-6:])
    seen = any(
        other.name in ("image", "sticker", "title", "text", "video", "clip", "region", "music") for other in found
    )
    return replace(each, sort="noun", name="sfx") if adding and not seen else each


def only_shown(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """ "The crowd cheering moments": a sound by which parts of the footage are told is none to be put in."""
    if each.sort != "noun" or each.name != "sfx" or index + 1 >= len(found):
        return each
    following = found[index + 1]
    part = following.sort == "noun" and following.name in ("part", "clip") and even[each.end :].startswith(" ")
    return replace(each, sort="word", name=text_of(each, even)) if part else each


_SHORT = {
    "sat": "saturation",
    "temp": "temperature",
    "exp": "brightness",
    "bri": "brightness",
    "con": "contrast",
    "vol": "volume",
    "hue": "temperature",
}


def abbreviated(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """ "sat -30": a setting by its first letters, where a number follows."""
    if each.sort != "word" or text_of(each, even) not in _SHORT or index + 1 >= len(found):
        return each
    numbered = any(other.sort in ("num", "pct", "db", "factor") for other in found[index + 1 : index + 4])
    return replace(each, sort="noun", name=_SHORT[text_of(each, even)]) if numbered else each


def hesitated(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """The "hmm" of "hmm not sure" is the asker's own."""
    if (
        each.sort != "noun"
        or each.name != "filler"
        or text_of(each, even) not in ("um", "uh", "hmm", "umm", "uhh", "erm", "ah", "嗯", "呃", "额", "啊", "哦")
    ):
        return each
    told = (
        any(other.sort == "verb" for other in found) or len(found) < index + 2 or found[index + 1].sort == "separator"
    )
    return each if told or not opens_clause(result) else replace(each, sort="polite", name="hmm")


def step_number(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """The "first" and "last" that only number the steps: "first, trim it"; "finally" is a separator anyway."""
    if (
        text_of(each, even) in ("timelapse", "boomerang", "hyperlapse")
        and result
        and text_of(result[-1], even).split(" ")[-1] in ("the", "this", "that", "my", "our")
    ):
        return replace(each, sort="word", name="timelapse")
    if each.sort != "order" or not opens_clause(result) or index + 1 >= len(found):
        return each
    following = found[index + 1]
    if following.sort == "verb" or (following.sort == "separator" and following.name == "comma"):
        return replace(each, sort="function", name="step")
    return each


_WISHING = frozenset(("i want", "i need", "need", "want", "we need", "we want", "i'd like", "i imagine", "i'm after"))
_DEFINITE = frozenset(("the", "my", "our", "it", "this", "that", "these", "those", "all", "both", "everything", "clip"))


def wished(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """ "I want the music louder", "I need the title changed": what is there is to be otherwise; nothing is added."""
    if each.sort != "verb" or each.name != "add" or text_of(each, even) not in _WISHING or index + 1 >= len(found):
        return each
    rest: list[Token] = []
    for other in found[index + 1 :]:
        if other.sort == "separator":
            break
        rest.append(other)
    if not rest or text_of(rest[0], even).split(" ")[0] not in _DEFINITE:
        return each
    changed = any(
        (other.sort == "degree" and other.name in ("louder", "quieter"))
        or (other.sort == "verb" and (text_of(other, even).split(" ")[0].endswith("ed") or other.name in _CHANGED))
        for other in rest[1:]
    )
    if changed:
        return replace(each, sort="polite", name="i want")
    out = (rest[-1].sort == "particle" and rest[-1].name == "p_out") or text_of(rest[-1], even) in ("off", "away")
    return replace(each, name="remove") if out else each


_CHANGED = frozenset(
    (
        "up",
        "down",
        "speed_up",
        "slow_down",
        "scale_text",
        "shrink_text",
        "replace",
        "mute",
        "remove",
        "move",
        "fade_in",
        "fade_out",
    )
)


_CUT_AWAY = frozenset(
    (
        "captions",
        "title",
        "text",
        "lower_third",
        "watermark",
        "transition",
        "effect",
        "sticker",
        "outro",
        "intro",
        "progress_bar",
        "voiceover",
    )
)


def cut_away(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """ "Cut the captions" takes them away."""
    if each.sort != "verb" or each.name != "cut" or not opens_clause(result):
        return each
    rest = [other for other in found[index + 1 : index + 5] if other.sort not in ("function", "polite")]
    heard = len(rest) > 0 and rest[0].sort == "noun" and rest[0].name == "audio"
    if heard and (len(rest) == 1 or rest[1].sort == "separator"):
        return replace(each, name="mute")
    named = rest and (
        (rest[0].sort == "noun" and rest[0].name in _CUT_AWAY)
        or rest[0].sort == "effect"
        or (rest[0].sort == "verb" and rest[0].name in ("zoom", "fade", "crossfade", "blur"))
    )
    alone = named and (len(rest) == 1 or rest[1].sort == "separator")
    definite = text_of(found[index + 1], even).split(" ")[0] in _DEFINITE if index + 1 < len(found) else False
    return replace(each, name="remove") if alone and definite else each
