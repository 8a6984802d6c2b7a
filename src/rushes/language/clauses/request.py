"""A request taken apart: clauses in the order said, each with the verbs, things and amounts it holds.

"Add captions and music" is two clauses of which the second borrows its verb; "add a title, white, at the top"
is one, because "white" and "at the top" do nothing by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from rushes.language.words.lexicon import Token
from rushes.language.words.script import Script
from rushes.language.words.times import When, Which

_SUBORDINATE = frozenset({"when", "while", "while the", "whenever", "where", "during"})
TEXTUAL = frozenset({"captions", "title", "text", "lower_third", "timestamp"})
GENERIC = frozenset({
    "video", "clip", "part", "one", "it", "all", "everything", "selection", "playhead", "other", "style_n", "size_n", "font_n", "position_n",
    "frame", "track", "image", "region", "animation", "style_word", "quality", "order", "change_n", "platform_n", "format", "resolution",
    "framerate", "font_name", "padding", "length_n", "opacity", "normal_speed", "keep_pitch", "version", "preset", "original", "colour", "subject", "codec_n", "bitrate",
})  # fmt: skip
"""Things that alone ask for nothing: a clause of only these belongs to its neighbour."""
WEAK_VERBS = frozenset({"show", "write", "scale_text", "shrink_text", "put", "insert"})
STARTERS = frozenset({
    "captions", "title", "text", "lower_third", "timestamp", "music", "voiceover", "noise", "video_noise", "silence", "filler", "intro", "outro", "transition", "effect",
    "watermark", "sticker", "speed", "brightness", "contrast", "saturation", "temperature", "grade", "correct", "lut", "aspect", "vertical", "landscape",
    "square", "letterbox", "reframe", "pip", "split_screen", "progress_bar", "beat", "sfx", "highlight", "shorts", "montage", "slideshow", "thumbnail",
    "chapters", "retake", "gif", "volume", "broll", "voice_enhance", "echo", "pitch", "eq", "voice_fx", "gap", "audio", "background", "vocal_split", "ultrawide", "crop_bars", "image", "voice", "scene_change",
})  # fmt: skip


@dataclass(frozen=True)
class Clause:
    """One thing asked for: its tokens, those borrowed from the clause before, and the whole request's script.

    Rules ask the same of a clause again and again, so what it holds is worked out once and kept.
    """

    tokens: tuple[Token, ...]
    text: Script
    borrowed: tuple[Token, ...] = ()
    negated: bool = False
    withheld: str = ""
    """The end of it that must not be done, in the request's words."""
    excepted: tuple[Token, ...] = ()
    idle: bool = False
    """Only tells a moment that can't be placed ("when she laughs, ..."): nothing is made of it."""
    after: str = ""
    """What stood before it: "" (the beginning), "soft" (and, a comma) or "hard" (then, a full stop)."""

    @cached_property
    def all(self) -> tuple[Token, ...]:
        return self.borrowed + self.tokens

    @property
    def start(self) -> int:
        return self.tokens[0].start if self.tokens else 0

    @property
    def end(self) -> int:
        return max((each.end for each in self.tokens), default=0)

    def of(self, *sorts: str) -> list[Token]:
        return [each for each in self.all if each.sort in sorts]

    def names(self, *sorts: str) -> set[object]:
        return {each.name for each in self.all if each.sort in sorts}

    @cached_property
    def verbs(self) -> set[object]:
        return self.names("verb")

    @cached_property
    def nouns(self) -> set[object]:
        return self.names("noun")

    @cached_property
    def sorts(self) -> set[str]:
        return {each.sort for each in self.all}

    def verb(self, *names: str) -> bool:
        return not self.verbs.isdisjoint(names)

    def noun(self, *names: str) -> bool:
        return not self._things.isdisjoint(names)

    @cached_property
    def _things(self) -> set[object]:
        return {each.name for each in self.acted_on if each.sort == "noun"}

    @cached_property
    def acted_on(self) -> tuple[Token, ...]:
        """The tokens before "when ...", "while ...": what stands after only tells the moment."""
        for index, each in enumerate(self.tokens):
            subordinate = each.sort == "function" and self.text.even[each.start : each.end] in _SUBORDINATE
            if subordinate and any(other.sort == "noun" for other in self.tokens[:index]):
                return self.borrowed + self.tokens[:index]
        return self.all

    @property
    def raised(self) -> bool:
        """More of something: "turn up", "turn it up", "大一点"."""
        return self.verb("up") or self.has("particle", "p_up")

    @property
    def lowered(self) -> bool:
        return self.verb("down") or self.has("particle", "p_down")

    def has(self, sort: str, *names: object) -> bool:
        return sort in self.sorts and any(each.sort == sort and (not names or each.name in names) for each in self.all)

    def first(self, sort: str, *names: object) -> Token | None:
        if sort not in self.sorts:
            return None
        return next((each for each in self.all if each.sort == sort and (not names or each.name in names)), None)

    def value(self, sort: str) -> object:
        found = self.first(sort)
        return found.value if found else None

    def whens(self, *kinds: str) -> list[When]:
        return [
            each.value for each in self.all if isinstance(each.value, When) and (not kinds or each.value.kind in kinds)
        ]

    def when(self, *kinds: str) -> When | None:
        return next(iter(self.whens(*kinds)), None)

    def which(self, relation: str = "") -> Which | None:
        return next(
            (each.value for each in self.all if isinstance(each.value, Which) and each.value.relation == relation), None
        )

    @property
    def quote(self) -> str | None:
        found = self.first("quote")
        return str(found.value) if found else None

    @property
    def file(self) -> str | None:
        found = self.first("file")
        return str(found.value) if found else None

    @property
    def position(self) -> str | None:
        found = [str(each.name) for each in self.of("position")]
        return next((each for each in found if each != "center"), found[0] if found else None)

    @property
    def colour(self) -> str | None:
        found = self.first("colour")
        return str(found.name) if found else None

    @property
    def edge(self) -> str | None:
        found = self.first("edge")
        return str(found.name) if found else None

    def words(self, start: int, end: int) -> str:
        """The request's own words between two places."""
        return self.text.written[start:end]


def clauses(found: Sequence[Token], text: Script) -> list[Clause]:
    """The clauses of a request, in order."""
    pieces = _pieces(found)
    joined: list[Clause] = []
    pending: list[Token] = []
    for piece, after in pieces:
        if after == "tells":
            if joined:
                joined[-1] = _with(joined[-1], _place_told(joined[-1], piece))
                continue
            after = "soft"
        clause = Clause((*pending, *piece), text, after=after or "soft" if pending else after)
        if pending and joined and after != "hard":
            clause = replace(clause, after="hard")
        pending = []
        if piece[0].sort == "steer" and piece[0].name == "except" and not any(each.sort == "verb" for each in piece):
            pending = list(clause.tokens)
            continue
        if _moment_only(clause):
            joined.append(replace(clause, idle=True))
            continue
        if joined and after == "soft" and _gapped(joined[-1], clause):
            joined.append(replace(clause, borrowed=_frame(joined[-1])))
            continue
        if not _says_something(clause):
            labelled = any(each.sort in ("which", "when") for each in piece) and text.even[
                clause.end : clause.end + 2
            ].strip().startswith(":")
            if any(each.sort in ("when", "which", "position", "file", "edge") for each in piece) and (
                not joined or labelled
            ):
                pending = list(clause.tokens)
            elif (
                (joined and _place_only(clause) and not joined[-1].position)
                or (joined and (after == "soft" or _stretch_for(joined[-1], clause)))
                or (joined and _slots_only(clause) and after != "hard")
            ):
                joined[-1] = _with(joined[-1], piece)
            elif any(each.sort not in ("polite", "function", "separator") for each in piece):
                joined.append(clause)
            continue
        joined.append(clause)
    if pending:
        joined.append(Clause(tuple(pending), text))
    return _put_right([_negated(_excepting(each)) for each in _borrowing(_taken_up(joined))])


_FILLS = frozenset(
    {
        "quote",
        "when",
        "position",
        "edge",
        "function",
        "steer",
        "polite",
        "separator",
        "colour",
        "which",
        "dur",
        "pct",
        "factor",
        "db",
        "time",
    }
)
_MEASURES = ("when", "dur", "pct", "factor", "db")


def _gapped(before: Clause, clause: Clause) -> bool:
    """Whether only the slots of the order before are filled anew: "'Day 1' at the start and 'Day 2' at 1:00"."""
    if clause.text.chinese or not clause.sorts <= _FILLS or not before.verbs:
        return False
    if clause.quote:
        placed = clause.of("when", "position", "edge") and before.of("when", "position", "edge")
        return bool(before.quote and placed and not before.of("file"))
    which = clause.which()
    theirs = before.which()
    if not (which and which.clips and theirs and theirs.clips):
        return False
    return any(clause.has(sort) and before.has(sort) for sort in _MEASURES)


def _frame(before: Clause) -> tuple[Token, ...]:
    """The verb and the things of an order, without what fills its slots."""
    verb = next((each for each in before.all if each.sort == "verb"), None)
    things = tuple(
        each for each in before.all if each.sort in ("noun", "degree") and each.name not in ("clip", "playhead")
    )
    return ((verb,) if verb else ()) + things


def _put_right(found: list[Clause]) -> list[Clause]:
    """ "不是删第二段，是删第三段": the first is not to be done."""
    result = list(found)
    for index, clause in enumerate(found[:-1]):
        said, then = (
            clause.text.even[clause.start : clause.end],
            clause.text.even[found[index + 1].start : found[index + 1].end],
        )
        if clause.text.chinese and said.startswith("不是") and then.startswith(("是", "而是", "应该")):
            result[index] = replace(clause, negated=True)
    return result


_TAKEN_UP = frozenset(
    {
        "remove",
        "cut",
        "mute",
        "trim",
        "keep",
        "up",
        "down",
        "blur",
        "speed_up",
        "slow_down",
        "slow_motion",
        "shorten",
        "denoise",
        "change",
        "improve",
        "process",
        "reverse",
        "rotate",
    }
)
FILLERS = frozenset(
    [
        "you know",
        "i mean",
        "kind of",
        "sort of",
        "actually",
        "literally",
        "um",
        "uh",
        "umm",
        "uhh",
        "erm",
        "ah",
        "hmm",
        "er",
        "like",
        "so",
        "basically",
        "嗯",
        "呃",
        "额",
        "啊",
        "那个",
        "就是",
        "这个",
        "就是说",
        "对吧",
        "哦",
        "哎",
        "唉",
        "其实",
        "怎么说",
        "怎么说呢",
        "那個",
        "這個",
        "就是說",
        "然後",
        "嗯嗯",
        "你知道吗",
        "反正",
        "然后",
    ]
)
"""Words said without meaning anything."""
_ANSWERED = ("when", "which")
COMPLAINTS = frozenset({"too_slow", "too_fast", "too_long"})
"""What is wrong rather than what is to be done; an order after it says what to do about it."""


def _taken_up(joined: list[Clause]) -> list[Clause]:
    """ "There's a mistake between 0:33 and 0:38, cut it": the second clause acts on what the first tells of."""
    result: list[Clause] = []
    for clause in joined:
        before = result[-1] if result else None
        if before is not None and _acts_on_it(clause) and _tells_of(before):
            kept = tuple(
                each
                for each in before.tokens
                if each.sort not in ("given", "polite", "vague") and each.name not in COMPLAINTS | {"dislike"}
            )
            result[-1] = Clause(
                (*kept, *(each for each in clause.tokens if each.name not in ("it", "one"))),
                clause.text,
                after=before.after,
            )
            continue
        result.append(clause)
    return result


def _acts_on_it(clause: Clause) -> bool:
    """Whether a clause is a verb with nothing of its own to act on, or "it"."""
    verbs = [each for each in clause.tokens if each.sort == "verb"]
    rest = [
        each
        for each in clause.tokens
        if each.sort not in ("verb", "polite", "function", "separator", "degree", "particle", "steer")
    ]
    if verbs and verbs[0].name in ("remove", "trim", "cut"):
        rest = [each for each in rest if each.sort != "dur"]
    return (
        len(verbs) == 1
        and verbs[0].name in _TAKEN_UP
        and all(each.sort == "noun" and each.name in ("it", "one", "everything") for each in rest)
    )


def _tells_of(clause: Clause) -> bool:
    """Whether a clause only tells of a stretch, a clip or a noise, and asks for nothing itself."""
    if any(
        each.sort in ("verb", "negation", "question", "route", "look", "effect", "file", "quote")
        and each.name not in COMPLAINTS | {"dislike"}
        and not (each.sort == "quote" and str(each.value).lower().strip(" .,") in FILLERS)
        for each in (_before_where(clause) if clause.has("given") else clause.tokens)
    ):
        return False
    if clause.quote and not clause.text.chinese:
        return True
    if any(each.name in COMPLAINTS or (each.name == "dislike" and clause.text.chinese) for each in clause.tokens):
        return True
    if clause.nouns & {"audio", "music", "voice", "volume"} and not clause.of("degree", "mood", "pct", "db"):
        return True
    if clause.has("given") and (clause.of("dur", "edge") or clause.noun("part")) and not clause.text.chinese:
        return True
    return (
        any(each.sort in _ANSWERED for each in clause.tokens)
        or (not clause.text.chinese and clause.noun("filler"))
        or bool(_SOMEBODY_DID.match(clause.text.even, clause.start, clause.end))
        or bool(clause.nouns & {"noise", "region", "silence", "echo", "watermark", "video_noise"})
    )


_SOMEBODY_DID = re.compile(
    r"(?:and |then |but |so )?(?:i|he|she|somebody|someone|we|they|a \w+|my \w+) (?:[a-z]+ly )?[a-z]+(?:ed|ing)\b|(?:and |then |but |so )?(?:he|she|somebody|someone|a \w+) [a-z]+s\b"
)
""" "I sneezed at some point, cut that": what somebody did is what has to go."""


def _before_where(clause: Clause) -> Sequence[Token]:
    """The tokens before "where I set up the tripod"."""
    found = clause.tokens
    stop = next(
        (i for i, each in enumerate(found) if clause.text.even[each.start : each.end] in _SUBORDINATE), len(found)
    )
    return found[:stop] or found


def _place_told(before: Clause, piece: Sequence[Token]) -> list[Token]:
    """Of what is only told, where it is, if that was left open: "the part where I talk, which is around 0:18"."""
    if before.of("when", "dur"):
        return []
    return [each for each in piece if each.sort in ("when", "time")]


def _moment_only(clause: Clause) -> bool:
    first = next((each for each in clause.tokens if each.sort != "polite"), None)
    if first is None or clause.text.chinese:
        return False
    words = clause.text.even[first.start : first.end].split(" ")[0]
    if words == "every" and "every time" not in clause.text.even[first.start : first.start + 12]:
        return False
    strong = any(
        each.sort == "verb" and each.name in ("add", "remove", "zoom", "blur", "crop", "export", "mute")
        for each in clause.tokens
    )
    return (
        words in ("when", "whenever", "while", "every", "once", "if")
        and first.sort in ("function", "steer", "word")
        and not strong
    )


def _with(clause: Clause, more: Sequence[Token]) -> Clause:
    return replace(clause, tokens=(*clause.tokens, *more))


def _pieces(found: Sequence[Token]) -> list[tuple[list[Token], str]]:
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
        if each.name == "then" and _in_ba(found, index):
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
        if each.name in ("comma", "and"):
            return "soft"
        if each.name == "colon":
            return "hard" if _list_follows(found, index) else ""
        return ""
    if each.sort == "polite" and index and _asks_anew(found, index):
        return "soft"
    if each.sort == "steer" and each.name == "with" and index and not _exchanging(found, index):
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
            if chinese and each.name in ("export", "mute", "add", "remove", "normalize") and _complete(found, index)
            else ""
        )
    return ""


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
        return any(each.sort == "verb" for each in before)
    verbs = [i for i, each in enumerate(before) if each.sort == "verb"]
    if (
        verbs
        and before[verbs[0]].name == "add"
        and before[verbs[0]].end - before[verbs[0]].start == 1
        and len(verbs) == 1
    ):
        return False
    return bool(verbs) and any(each.sort in ("noun", "when", "which", "dur", "look") for each in before[verbs[0] + 1 :])


def _says_something(clause: Clause) -> bool:
    """Whether a clause asks for something of its own."""
    strong = [each for each in clause.tokens if each.sort == "verb" and each.name not in WEAK_VERBS]
    if strong or clause.has("negation") or clause.has("route") or clause.has("given") or clause.has("question"):
        return True
    if any(
        each.sort
        in ("look", "effect", "transition", "res", "rate", "format", "codec", "mb", "lufs", "handoff", "bitrate", "crf")
        for each in clause.tokens
    ):
        return True
    if (
        clause.has("degree", "louder", "quieter")
        or clause.has("degree", "unheard")
        or clause.noun("normal_speed")
        or clause.has("vague")
        or (
            clause.has("mood")
            and clause.tokens[0].name == "with"
            and bool(GENRE.search(clause.text.even, clause.start, clause.end))
        )
        or (clause.has("mood") and (clause.noun("music") or _PLAYED.search(clause.text.even, clause.start, clause.end)))
    ):
        return True
    if clause.has("ratio") or clause.has("pixels") or clause.has("factor"):
        return True
    if clause.whens("max") and all(
        each.sort in ("when", "function", "polite") or each.name == "length_n" for each in clause.tokens
    ):
        return True
    if any(each.sort == "verb" for each in clause.tokens) and (
        clause.of("quote", "file")
        or clause.nouns & (TEXTUAL | {"image", "clip", "broll"})
        or "in front of" in clause.text.even[clause.start : clause.end]
        or (clause.has("which") and (clause.of("edge", "order") or clause.which("before") or clause.which("after")))
    ):
        return True
    if clause.quote and clause.of("position", "colour") and not clause.file:
        return True
    if clause.nouns & {"audio", "voice"} and (
        clause.of("db", "pct", "degree") or any(each.sort == "verb" for each in clause.tokens)
    ):
        return True
    if clause.nouns & STARTERS:
        return not (
            clause.nouns & {"image", "voice", "audio", "background"}
            and not clause.nouns - {"image", "voice", "audio", "background"} - GENERIC
        )
    return False


GENRE = re.compile(
    r"\b(?:piano|guitar|violin|strings|orchestra|ukulele|jazz|lo-?fi|techno|house|hip[- ]hop|rock|blues|funk|edm|folk|beats|synth|acoustic|classical)\b"
)
"""Moods that are music by themselves: "with soft guitar"."""
_PLAYED = re.compile(r"\b(?:under|underneath|in the background|playing|throughout)\b")


def _stretch_for(before: Clause, clause: Clause) -> bool:
    """Whether a sentence is only the stretch that the one before is about ("Make it faster. From 1:10 to 1:55.")."""
    return (
        bool(clause.whens("range"))
        and not before.of("when")
        and bool(before.verbs)
        and all(each.sort in ("when", "function", "polite", "separator") for each in clause.tokens)
    )


def _place_only(clause: Clause) -> bool:
    return bool(clause.position) and all(
        each.sort in ("position", "polite", "function", "separator") for each in clause.tokens
    )


def _slots_only(clause: Clause) -> bool:
    return not any(each.sort in ("word", "verb") for each in clause.tokens)


_BORROWABLE = frozenset({
    "remove", "cut", "trim", "keep", "add", "insert", "put", "make", "change", "up", "down", "mute", "normalize", "extract", "export", "overlay", "write",
    "use", "blur", "split", "fade", "speed_up", "slow_down",
})  # fmt: skip


def _borrowing(found: list[Clause]) -> list[Clause]:
    """Each clause without a verb of its own borrows that of the clause before it."""
    result: list[Clause] = []
    for clause in found:
        own = [each for each in clause.tokens if each.sort == "verb"]
        if clause.borrowed:
            result.append(clause)
            continue
        if result and clause.after == "soft" and not own and not clause.has("given") and not clause.has("negation"):
            before = result[-1]
            lend = tuple(each for each in before.all if each.sort == "verb" and each.name in _BORROWABLE)[:1]
            if lend and lend[0].name == "keep" and clause.noun("size_n") and clause.text.chinese:
                lend = ()
            if (
                lend
                and lend[0].name in ("remove", "cut", "mute")
                and clause.of("factor", "look", "effect", "ratio", "res")
                and clause.text.chinese
            ):
                lend = ()
            if (
                (clause.of("look", "effect", "colour") or clause.noun("grade", "temperature"))
                and lend
                and lend[0].name in ("slow_down", "speed_up", "split", "mute", "blur")
            ):
                lend = ()
            if clause.has("format") and not clause.nouns and lend and lend[0].name == "normalize":
                lend = ()
            clause = replace(clause, borrowed=lend)
        result.append(clause)
    for index, clause in enumerate(result[:-1]):
        following = result[index + 1]
        taken = (
            clause.text.chinese
            and clause.of("dur", "when", "which")
            and clause.has("steer", "ba")
            and following.verb("remove", "cut", "mute", "keep")
        )
        ordered = (
            clause.text.chinese and following.has("steer", "ba") and any(each.sort == "word" for each in clause.tokens)
        )
        waiting = (
            not clause.verbs
            and not ordered
            and (clause.nouns & STARTERS or taken)
            and not clause.of("look", "effect", "given", "route", "question", "negation", "degree", "pct", "db")
        )
        if waiting and following.after == "soft" and not following.borrowed:
            lend = tuple(
                each
                for each in following.tokens
                if each.sort == "verb" and each.name in _BORROWABLE - {"normalize", "export"}
            )[:1]
            if lend and following.text.chinese:
                more = tuple(each for each in following.tokens if each.sort in ("degree", "pct"))
                result[index] = replace(clause, borrowed=lend + more)
    return result


_REMOVABLE = frozenset({"blur", "fade", "crossfade", "zoom", "fade_both", "freeze"})


def _negated(clause: Clause) -> Clause:
    """Marks a clause whose verb is told not to be done; "不要字幕" (no verb) is a removal, not a negation. What is told
    not to be done after something to do ("..., without changing the music") is kept beside."""
    index = next(
        (i for i, each in enumerate(clause.tokens) if each.sort == "negation" and each.name in ("dont", "no")), None
    )
    if index is None:
        return clause
    each, before, rest = clause.tokens[index], clause.tokens[:index], clause.tokens[index + 1 :]
    verbs = [other for other in rest if other.sort == "verb"]
    acting = any(other.sort == "verb" for other in before)
    if each.name == "dont":
        if acting:
            return replace(clause, tokens=before, withheld=clause.words(each.start, clause.end))
        return replace(clause, negated=True)
    following = next((other for other in rest if other.sort not in ("function", "polite")), None)
    if clause.text.chinese and verbs and verbs[0] is following:
        return replace(clause, negated=verbs[0].name not in _REMOVABLE)
    return clause


def _excepting(clause: Clause) -> Clause:
    """Takes "except the first clip", "除了第一段" out of a clause and keeps it beside."""
    found = clause.tokens
    at = next((i for i, each in enumerate(found) if each.sort == "steer" and each.name == "except"), None)
    if at is None:
        return clause
    written = clause.words(found[at].start, found[at].end)
    if written.startswith("除") and written != "除外":
        end = at + 1
        while end < len(found) and not (
            found[end].sort in ("verb", "negation")
            or (found[end].sort == "noun" and found[end].name in ("everything", "all", "other"))
            or (found[end].sort == "steer" and found[end].name == "except")
        ):
            end += 1
        stop = end + 1 if end < len(found) and found[end].sort == "steer" and found[end].name == "except" else end
        return replace(clause, tokens=found[:at] + found[stop:], excepted=found[at + 1 : end])
    if written in ("以外", "之外", "除外"):
        start = at
        while start and found[start - 1].sort not in ("verb", "steer", "separator"):
            start -= 1
        return replace(clause, tokens=found[:start] + found[at + 1 :], excepted=found[start:at])
    stop = next((i for i in range(at + 1, len(found)) if _resumes(clause, found, i)), len(found))
    return replace(clause, tokens=found[:at] + found[stop:], excepted=found[at + 1 : stop])


_MODAL = frozenset(
    (
        "should",
        "must",
        "needs",
        "has to",
        "have to",
        "need to",
        "to be",
        "is",
        "are",
        "be",
        "can",
        "gets",
        "shall",
        "should be",
        "needs to",
    )
)


def _resumes(clause: Clause, found: Sequence[Token], index: int) -> bool:
    """Whether what is to be done goes on after the exception: "everything except clip 2 should be muted"."""
    each = found[index]
    written = clause.text.even[each.start : each.end]
    return written in _MODAL and any(other.sort in ("verb", "degree", "look") for other in found[index + 1 :])
