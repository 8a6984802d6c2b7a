"""Where one wish ends and the next begins: the runs of tokens between separators, and before a new order."""

from __future__ import annotations

from collections.abc import Sequence

from rushes.language.clauses.clause import FILLERS
from rushes.language.words.lexicon import Token


def pieces_of(found: Sequence[Token]) -> list[tuple[list[Token], str]]:
    """Token runs between separators, each with how hard the separator before it was."""
    pieces: list[tuple[list[Token], str]] = []
    run: list[Token] = []
    after = ""
    strongest = ""
    for index, each in enumerate(found):
        cut = _strength(found, index)
        if cut:
            if run:
                pieces.append((run, after))
                run, strongest = [], ""
            strongest = "tells" if cut == "tells" else "hard" if "hard" in (strongest, cut) else cut
            after = strongest if pieces else ""
            if each.sort != "separator":
                run.append(each)
        else:
            run.append(each)
    if run:
        pieces.append((run, after))
    return pieces


_WITH_THINGS = frozenset(
    {"music", "transition", "captions", "title", "text", "voiceover", "sfx", "watermark", "effect"}
)


def _strength(found: Sequence[Token], index: int) -> str:
    each = found[index]
    if each.sort == "separator":
        if each.name == "tells":
            return "tells"
        if each.name == "then" and (_in_ba(found, index) or _numbers_in_order(found, index)):
            return ""
        if each.name in ("stop", "then", "question"):
            return "hard"
        if each.name == "comma" and _one_look(found, index):
            return ""
        if (
            each.name == "and"
            and 0 < index < len(found) - 1
            and found[index - 1].sort == found[index + 1].sort == "num"
        ):
            return ""
        if each.name == "comma" and 1 < index < len(found) - 1 and found[index - 2].name == "open":
            return "" if found[index - 1].sort == found[index + 1].sort == "num" else "soft"
        if each.name == "comma" and (_keyed(found, index) or _in_name_tag(found, index)):
            return ""
        if each.name in ("and", "comma") and _filler_words(found, index):
            return ""
        if (
            each.name in ("and", "comma")
            and 0 < index < len(found) - 1
            and found[index - 1].sort == found[index + 1].sort == "language"
        ):
            return ""
        if each.name == "and" and 0 < index < len(found) - 1:
            beside = {found[index - 1].sort, found[index + 1].sort}
            if beside <= {"res", "rate", "format", "codec", "bitrate", "crf"} and len(beside) > 1:
                return ""
        files = 0 < index < len(found) - 1 and found[index - 1].sort == found[index + 1].sort == "file"
        if files and any(other.name == "split_screen" for other in found):
            return ""
        if each.name in ("comma", "and"):
            return "soft"
        if each.name == "colon":
            return "hard" if _list_follows(found, index) else ""
        return ""
    if each.sort == "steer" and each.name == "only" and index and _done_instead(found, index):
        return "soft"
    if each.sort == "polite" and index and (_asks_anew(found, index) or _so_asked(found, index)):
        return "soft"
    if each.sort == "steer" and each.name == "with" and index and not _exchanging(found, index):
        if any(other.sort == "noun" and other.name == "thumbnail" for other in found[:index]):
            return ""
        acting = any(other.sort in ("verb", "noun", "effect", "look", "transition") for other in found[:index])
        return "soft" if acting and _thing_along(found[index + 1 : index + 6]) else ""
    if each.sort == "verb" and each.name == "write" and index and _worded_too(found, index):
        return "soft"
    if (
        each.sort == "verb"
        and index
        and found[index - 1].sort not in ("separator", "verb", "polite", "negation", "steer", "function", "degree")
    ):
        chinese = each.end - each.start <= 4 and found[index].start == found[index - 1].end
        return (
            "soft"
            if chinese
            and each.name in ("export", "mute", "add", "remove", "normalize")
            and not (each.name == "remove" and _ends(found, index))
            and _complete(found, index)
            else ""
        )
    return ""


def _ends(found: Sequence[Token], index: int) -> bool:
    """Whether nothing follows a verb in its clause: then it governs what stands before ("调麦克风那一段不要")."""
    rest = next((each for each in found[index + 1 :] if each.sort not in ("polite", "function")), None)
    return rest is None or rest.sort == "separator"


def _in_name_tag(found: Sequence[Token], index: int) -> bool:
    """Whether a comma stands between a name and what somebody is: "lower third: Priya Nair, CEO at Bloom"."""
    colon = next((at for at in range(index - 1, -1, -1) if found[at].name == "colon"), None)
    if colon is None or any(each.sort in ("separator", "verb", "quote") for each in found[colon + 1 : index]):
        return False
    rest = found[index + 1 :]
    if str(found[index - 1].name) > "\u2e7f":
        return False
    end = next((at for at, each in enumerate(rest) if each.sort == "separator"), len(rest))
    tagged = any(each.name == "lower_third" for each in found[:colon])
    return (
        tagged and end > 0 and not any(each.sort in ("verb", "when", "dur", "time", "position") for each in rest[:end])
    )


def _keyed(found: Sequence[Token], index: int) -> bool:
    """Whether a comma stands between two settings written as a program writes them: "x=100, y=50"."""
    after, before = found[index + 2 : index + 3], found[max(index - 4, 0) : index]
    return all(any(each.sort == "steer" and each.value == "=" for each in side) for side in (after, before))


def _worded_too(found: Sequence[Token], index: int) -> bool:
    """Whether "with the text '...'" adds words to another step: "freeze at 0:05 with the text 'Wait'"."""
    if index + 1 >= len(found) or found[index + 1].sort != "quote":
        return False
    start = max((i for i in range(index) if found[i].sort == "separator"), default=-1) + 1
    own = found[start:index]
    return any(
        each.sort == "verb" and each.name in ("freeze", "zoom", "fade_in", "fade_out", "blur", "speed_up")
        for each in own
    )


def _exchanging(found: Sequence[Token], index: int) -> bool:
    """Whether "with" says what takes the place of something: "replace my voice with a narrator"."""
    for each in reversed(found[:index]):
        if each.sort == "separator" and each.name != "colon":
            return False
        if each.sort == "verb":
            return each.name in ("replace", "swap")
    return False


def _one_look(found: Sequence[Token], index: int) -> bool:
    """Whether a comma stands between two words for one look: "a moody, film-like look"."""
    around = [each.sort for each in found[index - 1 : index + 2]]
    ended = index + 2 < len(found) and found[index + 2].sort == "noun" and found[index + 2].name == "style_n"
    return around == ["look", "separator", "look"] and ended


def _done_instead(found: Sequence[Token], index: int) -> bool:
    """Whether "just" begins what is to be done after what is not: "don't cut anything just add music"."""
    start = max((at for at in range(index) if found[at].sort == "separator"), default=-1) + 1
    following = found[index + 1] if index + 1 < len(found) else None
    dont = next((at for at in range(start, index) if found[at].name == "dont"), None)
    acted = dont is not None and any(each.sort == "verb" for each in found[dont:index])
    return acted and following is not None and following.sort == "verb"


_ASKING = frozenset({"please", "pls", "plz", "can", "could", "would", "will", "kindly"})


def _asks_anew(found: Sequence[Token], index: int) -> bool:
    """Whether a "can you", "please" amid a run of words begins the request proper: "20 s of fumbling can u cut that"."""
    if str(found[index].name).split(" ")[0] not in _ASKING or found[index - 1].sort in (
        "separator",
        "polite",
        "verb",
        "negation",
    ):
        return False
    told = [each for each in found[:index] if each.sort not in ("polite", "function", "separator")]
    following = next((each for each in found[index + 1 :] if each.sort not in ("polite", "function")), None)
    return len(told) > 1 and following is not None and following.sort == "verb"


def _so_asked(found: Sequence[Token], index: int) -> bool:
    """Whether "so" begins what is asked after what it is for: "it's for a friend, so captions on"."""
    begin = max((at + 1 for at in range(index) if found[at].sort == "separator"), default=0)
    own = found[begin:index]
    rest = next((at for at in range(index, len(found)) if found[at].sort == "separator"), len(found))
    return (
        found[index].name == "so"
        and bool(own)
        and own[0].sort == "given"
        and any(each.sort == "verb" for each in found[index:rest])
    )


def _filler_words(found: Sequence[Token], index: int) -> bool:
    """Whether a separator stands between two quoted words that mean nothing: "like" and "you know"."""
    beside = [found[at] for at in (index - 1, index + 1) if 0 <= at < len(found)]
    return len(beside) == 2 and all(
        each.sort == "quote" and str(each.value).lower().strip(" .,") in FILLERS for each in beside
    )


def _numbers_in_order(found: Sequence[Token], index: int) -> bool:
    """Whether "then" stands between numbers of clips put in order: "the order should be 2 then 3 then 1"."""
    beside = [found[at].sort for at in (index - 1, index + 1) if 0 <= at < len(found)]
    ordering = any(other.name in ("order", "reorder") for other in found[:index] if other.sort in ("noun", "verb"))
    return ordering and beside == ["num", "num"]


def _in_ba(found: Sequence[Token], index: int) -> bool:
    """Whether a 把 before it still waits for its verb ("把结尾那段先去掉")."""
    for each in reversed(found[:index]):
        if each.sort in ("verb", "separator"):
            return False
        if each.sort == "steer" and each.name == "ba":
            return True
    return False


_ALONG = frozenset(
    {
        "function",
        "mood",
        "degree",
        "look",
        "vague",
        "word",
        "which",
        "dur",
        "when",
        "colour",
        "position",
        "quote",
        "count",
        "num",
    }
)


def _thing_along(following: Sequence[Token]) -> bool:
    """Whether "with ..." names something of its own to add: music, a transition, an effect."""
    for each in following:
        if (each.sort == "noun" and each.name in _WITH_THINGS) or each.sort in ("transition", "effect"):
            return True
        if each.sort == "verb" and each.name in (
            "crossfade",
            "fade",
            "fade_in",
            "fade_out",
            "zoom",
            "pan",
            "slow_motion",
        ):
            return True
        if each.name in ("scale_text", "shrink_text", "style_word", "animation"):
            continue
        if each.sort == "mood" and each is following[-1]:
            return True
        if each.sort not in _ALONG:
            return False
    return False


def _list_follows(found: Sequence[Token], index: int) -> bool:
    """Whether a colon opens a list of things to do, rather than words to write."""
    following = next(
        (each for each in found[index + 1 :] if each.sort not in ("function", "polite", "separator")), None
    )
    before = [each for each in found[:index] if each.sort not in ("function", "polite")]
    if 0 < len(before) < 3 and all(each.sort in _POINTED or each.name == "chroma" for each in before):
        return False
    if following is None or (before and (before[-1].sort, before[-1].name) in _WRITTEN):
        return False
    if (
        len(before) == 1
        and before[0].name in _NAMED_FIRST
        and following.name in ("put", "insert", "add", "show", "use")
    ):
        return False
    return following.sort == "verb" and following.name not in ("write", "show")


_POINTED = frozenset({"noun", "which", "when", "edge"})
"""A heading of these says what the order after it is about: "Audio: detach", "Clip 2: mute"."""
_NAMED_FIRST = frozenset({"pip", "split_screen", "watermark", "image", "sticker"})
"""Things named before a colon, then told where they go: "picture in picture: put face.mp4 in the corner"."""
_WRITTEN = {
    ("noun", "title"),
    ("noun", "text"),
    ("verb", "write"),
    ("noun", "captions"),
    ("noun", "lower_third"),
    ("noun", "intro"),
    ("noun", "outro"),
}


def _complete(found: Sequence[Token], index: int) -> bool:
    """Whether what stands before a Chinese verb already is a request ("剪掉前5秒加标题"): it has a verb and what it acts on."""
    start = index
    while start and not (
        found[start - 1].sort == "separator" and found[start - 1].name in ("stop", "then", "comma", "and", "question")
    ):
        start -= 1
    before = found[start:index]
    if any(each.sort == "steer" and each.name == "ba" for each in before):
        return any(each.sort == "verb" and each.name != "add" for each in before)
    verbs = [i for i, each in enumerate(before) if each.sort == "verb"]
    if (
        verbs
        and before[verbs[0]].name == "add"
        and before[verbs[0]].end - before[verbs[0]].start == 1
        and len(verbs) == 1
    ):
        return False
    return bool(verbs) and any(each.sort in ("noun", "when", "which", "dur", "look") for each in before[verbs[0] + 1 :])
