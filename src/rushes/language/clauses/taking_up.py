"""What is told in one clause and acted on in the next: "there's a mistake at 0:33, cut it", "the tint, can that go?"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rushes.language.clauses.clause import COMPLAINTS, FILLERS, SUBORDINATE, Clause
from rushes.language.words.grouping import lasting
from rushes.language.words.lexicon import Token
from rushes.language.words.times import When, Which

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
        "bleep",
    }
)
_ANSWERED = ("when", "which")


def taken_up(joined: list[Clause]) -> list[Clause]:
    """ "There's a mistake between 0:33 and 0:38, cut it": the second clause acts on what the first tells of."""
    result: list[Clause] = []
    for clause in joined:
        before = result[-1] if result else None
        if before is not None and (gone := _that_part_goes(before, clause) or _that_moment_goes(before, clause)):
            result[-1] = gone
            continue
        if before is not None and not before.borrowed and length_told(before) and (wish := _length_wished(clause)):
            result[-1] = wish
            continue
        if before is not None and _supplies(before, clause):
            new = next(each for each in clause.tokens if each.sort == "file")
            place = before.tokens[-1].end
            result[-1] = replace(before, tokens=(*before.tokens, Token("verb", "replace", place, place), new))
            continue
        if before is not None and clause.text.chinese and (place := _unwanted(before, clause)):
            result[-1] = Clause((*place, *clause.tokens), clause.text, after=before.after)
            continue
        if before is not None and (gone := _named_goes(before, clause)):
            result[-1] = gone
            continue
        muting = clause.text.chinese and before is not None and bool(before.nouns & {"noise"}) and clause.verb("mute")
        if (
            before is not None
            and not muting
            and _acts_on_it(clause, bool(before.verbs & COMPLAINTS))
            and (_tells_of(before) or _better_without(before, clause))
        ):
            kept = tuple(
                each
                for each in before.tokens
                if each.sort not in ("given", "polite", "vague", "negation")
                and each.name not in COMPLAINTS | {"dislike"}
            )
            acted = (*kept, *(each for each in clause.tokens if each.name not in ("it", "one")))
            result[-1] = Clause(tuple(lasting(list(acted))), clause.text, after=before.after)
            continue
        result.append(clause)
    return result


_WRONG = re.compile("太|有点|有些|好|很|挺|全|都|是|偏|过|发|这么|那么|不|晃|抖|模糊|糊|虚|画面|声音")
_WRONGS = frozenset({"look", "degree", "vague", "polite", "function", "particle", "steer", "separator"})
_SEEN_WRONG = frozenset(
    {"sharpen", "stabilize", "blur", "scale_text", "shrink_text", "normalize", "slow_down", "speed_up", *COMPLAINTS}
)


def _unwanted(before: Clause, clause: Clause) -> tuple[Token, ...]:
    """The clip or stretch that is told to be bad and then goes: "第二段太暗，删了吧". Nothing where it isn't so."""
    if not clause.verbs <= {"remove", "cut"} or not _acts_on_it(clause):
        return ()
    place = tuple(each for each in before.tokens if each.sort in _ANSWERED)
    wrong = [each for each in before.tokens if each.sort not in (*_ANSWERED, "polite", "function", "separator")]
    told = bool(wrong) and all(
        (each.sort in _WRONGS or each.name in _SEEN_WRONG)
        and (
            each.sort not in ("look", "verb")
            or before.has("degree", "too", "bit")
            or _WRONG.match(before.text.even[each.start : each.end])
        )
        for each in wrong
    )
    return place if told and any(each.sort in ("look", "verb") for each in wrong) else ()


_WHOLE = frozenset({"it", "video", "length_n", "one"})
_TOLD_SORTS = frozenset({"word", "function", "noun", "dur", "when", "polite", "steer", "degree", "given", "separator"})


def length_told(clause: Clause) -> bool:
    """Whether a clause only tells how long something is: "nobody sits through 12 minutes", "the film is 12 minutes"."""
    lengths = [*clause.of("dur"), *clause.whens("to", "for")]
    return (
        not clause.text.chinese
        and len(lengths) == 1 == len(clause.of("dur", "when"))
        and clause.sorts <= _TOLD_SORTS
        and clause.nouns <= _WHOLE
        and bool(clause.of("word", "given") or _BEING.search(clause.text.even, clause.start, clause.end))
    )


_BEING = re.compile(r"\b(?:is|it's|are|was|runs|lasts)\b")
_WISHED = re.compile(r"\b(?:want|need|like|should|must|make|has to|ought to|have)\b")


def _length_wished(clause: Clause) -> Clause | None:
    """How long it is to be instead, as an order: "get it down to 3", "i need 90 seconds", "should be 5"."""
    plain, told = clause.of("dur"), [each for each in clause.of("when") if isinstance(each.value, When)]
    if len(plain) + len(told) != 1 or clause.nouns - _WHOLE or clause.of("which", "quote", "file", "edge", "negation"):
        return None
    if not clause.verbs <= {"add", "make", "move", "change", "cut", "trim", "keep", "shorten", "process", "down"}:
        return None
    if told and told[0].value.kind not in ("to", "max", "for"):
        return None
    if plain and not _WISHED.search(clause.text.even, clause.start, clause.end):
        return None
    length = (plain or told)[0]
    seconds = length.value.seconds
    kind = "max" if told and told[0].value.kind == "max" else "to"
    made = Token("verb", "make", clause.start, clause.start)
    it = Token("noun", "it", clause.start, clause.start)
    return Clause((made, it, replace(length, sort="when", value=When(kind, seconds=seconds))), clause.text)


def _supplies(before: Clause, clause: Clause) -> bool:
    """Whether a clause only brings the file that takes the place of a clip told before: "第一段换掉，用 c.mov"."""
    changing = (
        before.verbs <= {"change", "replace", "remove"} and before.has("which") and not before.of("file", "quote")
    )
    return (
        clause.text.chinese
        and bool(before.verbs)
        and changing
        and not before.nouns - {"clip", "video", "it", "one"}
        and len(clause.of("file")) == 1
        and clause.verbs <= {"add", "change", "replace"}
        and clause.text.even[clause.start : clause.end]
        .lstrip(" ,，")
        .startswith(("用", "换成", "改成", "换上", "换为", "使用", "改用"))
        and not clause.nouns - {"clip", "video", "it", "one"}
        and not clause.of("when", "which", "quote", "position")
    )


_THAT_PART = re.compile(
    r"(?:把|将|请|就|都|那就|所以|帮我|麻烦|直接|给我)*(?:[那这](?:一|几)?|整|全)(?:小|整)?(?:段|部分|块|截|里|几秒|会儿|个镜头|个片段|些部分|些地方|个地方)"
    r"|(?:(?:please|just|can you|could you|so|then) )*(?:cut|remove|delete|drop|lose|trim|take|get rid of)(?: out)? (?:that|this) (?:part|bit|section|segment|stretch|piece)"
)
_TOLD_WITH = frozenset({"polite", "given", "count", "function", "edge", "steer", "separator", "dur"})
_ORDERING = frozenset({"add", "insert", "remove", "cut", "keep", "mute", "export", "trim", "split", "merge", "undo"})


def that_part(clause: Clause) -> bool:
    """Whether a clause only says that "that part", told of before it, goes."""
    own = [each for each in clause.tokens if each.sort == "verb"]
    return (
        len(own) == 1
        and own[0].name in ("remove", "cut", "trim")
        and not clause.of("when", "dur", "quote", "file")
        and bool(_THAT_PART.match(clause.text.even[clause.start : clause.end]))
    )


def _that_part_goes(before: Clause, clause: Clause) -> Clause | None:
    """ "老师一直在写板书，那部分剪掉": the stretch that the clause before only tells of, known by its words, goes."""
    if not that_part(clause):
        return None
    own = [each for each in clause.tokens if each.sort == "verb"]
    asking = before.verb(*_ORDERING) or before.of("negation", "question", "quote", "file")
    ordered = any(before.text.even[each.start : each.end] in ("把", "将") for each in before.of("steer"))
    placed = tuple(each for each in before.tokens if isinstance(each.value, When) and each.value.kind == "range")
    if asking or ordered or before.idle or not (before.of("word", "which") or placed):
        return None
    clip = tuple(each for each in before.of("which") if isinstance(each.value, Which) and each.value.clips)
    if clip:
        return Clause((*clip, replace(own[0], name="remove")), clause.text, after=before.after)
    told = [each for each in before.tokens if each not in placed]
    while told and told[0].sort in _TOLD_WITH and not _part_of_a_word(told, before.text.even):
        told = told[1:]
    while told and told[-1].sort in ("when", "polite", "function"):
        told = told[:-1]
    told = told or list(placed)
    if not told:
        return None
    words = Token("word", before.words(told[0].start, told[-1].end), told[0].start, told[-1].end)
    part = Token("noun", "part", own[0].start, own[0].start)
    gone = replace(own[0], name="remove")
    return Clause((*(placed or (words,)), part, gone), clause.text, after=before.after)


_MOMENT = re.compile(
    r"\W*(?:and |so |also )?(?:(?:every|each|any) ?time|when|whenever|wherever|if)(?: that| ever)? (?=(?:i|we|he|she|they|it|you|somebody|someone|anyone|anybody|people|(?:the|my|our|a|an|his|her) \w+) )"
)


def _that_moment_goes(before: Clause, clause: Clause) -> Clause | None:
    """ "Every time I drop a stick, take that out": what happens then is what goes."""
    told = _MOMENT.match(before.text.even, before.start, before.end)
    own = [each for each in clause.tokens if each.sort == "verb"]
    if not told or before.text.chinese or not own or not _acts_on_it(clause) or own[0].name not in ("remove", "cut"):
        return None
    what = before.words(told.end(), before.end)
    if before.of("when", "dur", "which") or not what:
        return None
    words = Token("word", what, told.end(), before.end)
    part = Token("noun", "part", own[0].start, own[0].start)
    return Clause((words, part, replace(own[0], name="remove")), clause.text, after=before.after)


_NAMED = re.compile(r"\W*(?:hmm+ |ok |so |and |oh |um+ )*(?:the|that|this|those|these|my|our|his|her) ")
_BARELY = frozenset({"verb", "noun", "polite", "function", "separator", "degree", "steer"})


def _named_goes(before: Clause, clause: Clause) -> Clause | None:
    """ "The blue tint, can that go?": what is only named goes."""
    own = [each for each in clause.tokens if each.sort == "verb"]
    only = clause.sorts <= _BARELY and clause.nouns <= {"it", "one"} and len(own) == 1 and own[0].name == "remove"
    bare = before.verbs or before.idle or before.of("negation", "question", "given", "route", "quote", "file", "when")
    if before.text.chinese or not only or bare or clause.after == "hard":
        return None
    if not _NAMED.match(before.text.even, before.start) or not before.of("noun", "effect", "look", "transition"):
        return None
    kept = [each for each in before.tokens if each.sort != "polite" and each.name != "it"]
    order = replace(own[0], start=before.start, end=before.start)
    return Clause((order, *kept), clause.text, after=before.after)


def _part_of_a_word(told: Sequence[Token], even: str) -> bool:
    """Whether a small Chinese word at the front is the beginning of an unknown one: the 主 of 主持人."""
    small = even[told[0].start : told[0].end]
    joined = len(told) > 1 and told[1].sort == "word" and told[1].start == told[0].end
    return joined and len(small) == 1 and small not in "的了我你他她它有在会又还也被"


def _acts_on_it(clause: Clause, complained: bool = False) -> bool:
    """Whether a clause is a verb with nothing of its own to act on, or "it"."""
    verbs = [each for each in clause.tokens if each.sort == "verb"]
    if clause.text.chinese and verbs and verbs[0].name in ("change", "improve", "process") and complained:
        return False
    rest = [
        each
        for each in clause.tokens
        if each.sort not in ("verb", "polite", "function", "separator", "degree", "particle", "steer")
    ]
    if verbs and verbs[0].name == "bleep" and clause.text.chinese:
        return False
    if verbs and verbs[0].name in ("remove", "trim", "cut"):
        rest = [each for each in rest if each.sort != "dur" and not _at_least(each)]
    if verbs and verbs[0].name in ("up", "down", "speed_up", "slow_down") and not clause.text.chinese:
        rest = [each for each in rest if each.sort not in ("db", "pct", "factor")]
    return (
        len(verbs) == 1
        and verbs[0].name in _TAKEN_UP
        and all(each.sort == "noun" and each.name in ("it", "one", "everything") for each in rest)
    )


def _at_least(token: Token) -> bool:
    return isinstance(token.value, When) and token.value.kind == "min"


def _tells_of(clause: Clause) -> bool:
    """Whether a clause only tells of a stretch, a clip or a noise, and asks for nothing itself."""
    if clause.text.chinese and clause.quote and clause.noun("part") and not clause.verbs and not clause.has("negation"):
        return True
    if any(
        each.sort in ("verb", "negation", "question", "route", "look", "effect", "file", "quote")
        and each.name not in COMPLAINTS | {"dislike"}
        and not (each.sort == "quote" and str(each.value).lower().strip(" .,") in FILLERS)
        for each in (_before_where(clause) if clause.has("given") else clause.tokens)
    ):
        return False
    if clause.quote and not clause.text.chinese:
        return True
    if clause.text.chinese and not clause.verbs and clause.noun("part") and clause.of("word"):
        return True
    if any(each.name in COMPLAINTS or (each.name == "dislike" and clause.text.chinese) for each in clause.tokens):
        return True
    if clause.nouns & {"audio", "music", "voice", "volume"} and not clause.of("degree", "mood", "pct", "db"):
        return True
    if clause.noun("music") and clause.has("degree", "quieter") and clause.text.chinese:
        return True
    if clause.has("given") and (clause.of("dur", "edge") or clause.noun("part")) and not clause.text.chinese:
        return True
    return (
        any(each.sort in _ANSWERED for each in clause.tokens)
        or (not clause.text.chinese and clause.noun("filler"))
        or bool(_SOMEBODY_DID.match(clause.text.even, clause.start, clause.end))
        or bool(clause.nouns & {"noise", "region", "silence", "echo", "watermark", "video_noise"})
    )


def _better_without(before: Clause, clause: Clause) -> bool:
    """ "It's nicer without the music, so take it away"."""
    return before.has("negation", "no") and before.has("vague") and not before.verbs and clause.verb("remove", "mute")


_SOMEBODY_DID = re.compile(
    r"(?:and |then |but |so )?(?:i|he|she|somebody|someone|we|they|a \w+|my \w+) (?:[a-z]+ly )?[a-z]+(?:ed|ing)\b|(?:and |then |but |so )?(?:he|she|somebody|someone|a \w+) [a-z]+s\b"
)
""" "I sneezed at some point, cut that": what somebody did is what has to go."""


def _before_where(clause: Clause) -> Sequence[Token]:
    """The tokens before "where I set up the tripod"."""
    found = clause.tokens
    stop = next(
        (i for i, each in enumerate(found) if clause.text.even[each.start : each.end] in SUBORDINATE), len(found)
    )
    return found[:stop] or found
