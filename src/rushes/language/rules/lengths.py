"""How long and how much of it: lengths, highlights, shorts, whole edits."""

from __future__ import annotations

import re

from rushes.language.clauses.clause import Clause
from rushes.language.reading import Intent, Params
from rushes.language.rules.order import merge
from rushes.language.rules.scope import amount, clip_of, intent, length_of, plain

_CUTTING = ("remove", "cut", "trim", "crop_or_trim")


def tonal_highlights(clause: Clause) -> bool:
    """Whether highlights are the bright parts of the picture ("lower the highlights")."""
    said = clause.first("noun", "highlight")
    return (
        said is not None
        and clause.text.even[said.start : said.end] in ("highlight", "highlights", "高光")
        and (clause.lowered or clause.raised)
        and not clause.verb("make")
        and not clause.of("when", "num", "dur")
    )


def highlights(clause: Clause) -> list[Intent]:
    """A reel of the best parts: how many, how long."""
    if clause.noun("captions", "music", "sfx") and not clause.noun("shorts", "highlight"):
        return []
    if tonal_highlights(clause) or (
        clause.text.chinese and _OF_A_SONG.search(clause.text.even, clause.start, clause.end)
    ):
        return []
    if (
        clause.noun("highlight")
        and not (clause.verb("remove") and not clause.verb("make", "keep"))
        and not clause.noun("brightness", "animation")
        and not (clause.verb("move") and clause.edge)
        and not clause.verb("zoom", "slow_down", "slow_motion", "speed_up")
    ):
        return [
            intent(
                clause, "highlight_reel", seconds=_target_seconds(clause), count=_count(clause), what=_of_what(clause)
            ),
            *upright(clause),
        ]
    if (
        clause.noun("shorts")
        and (
            clause.verb("make", "extract", "split", "cut", "trim", "change", "auto", "process", "add")
            or _OUT_OF_THIS.search(clause.text.even)
        )
        and not clause.when("to", "at", "range")
    ):
        count = _count(clause)
        if count or clause.verb("extract", "split", "cut", "trim") or "shorts" in clause.said or "clips" in clause.said:
            return [intent(clause, "highlight_reel", seconds=_target_seconds(clause), count=count), *upright(clause)]
        if clause.verb("auto", "make"):
            return [
                intent(
                    clause,
                    "highlight_reel" if _target_seconds(clause) else "auto_edit",
                    seconds=_target_seconds(clause),
                    style=_style(clause),
                )
            ]
    if clause.verb("auto") and not clause.noun("captions", "correct", "grade", "reframe", "beat"):
        return [intent(clause, "auto_edit", seconds=_target_seconds(clause), style=_style(clause))]
    if (
        clause.noun("montage")
        and (clause.verb("make", "change", "process", "merge", "add", "cut") or not clause.verbs)
        and not clause.has("ratio")
        and not clause.verb("export", "remove")
    ):
        seconds = _target_seconds(clause)
        return [intent(clause, "auto_edit", seconds=seconds, style=_style(clause))]
    return []


_OF_A_SONG = re.compile("(?:音乐|歌曲?|bgm|曲子|配乐)(?:的)?(?:高潮|副歌|重点|高能)")


def _of_what(clause: Clause) -> str | None:
    """The goals of "a supercut of all the goals"."""
    noun = clause.first("noun", "highlight")
    if noun is None or clause.text.chinese:
        return None
    rest = [each for each in clause.tokens if each.start >= noun.end]
    named = clause.text.even[noun.start : noun.end].endswith(" of")
    if not named and (not rest or clause.text.even[rest[0].start : rest[0].end] != "of"):
        return None
    words = []
    for each in rest if named else rest[1:]:
        if each.sort == "word":
            words.append(each)
        elif words or not (each.sort == "function" or each.name in ("all", "everything")):
            break
    return clause.words(words[0].start, words[-1].end) if words else None


_OUT_OF_THIS = re.compile(r"\b(?:out of|from) (?:this|it|these|the|my)\b")
UPRIGHT = frozenset({"tiktok", "douyin", "kuaishou", "reels", "shorts", "wechat_channels"})


def upright(clause: Clause) -> list[Intent]:
    """A short made for a platform of upright shorts is upright."""
    platform = clause.first("platform")
    style = clause.noun("style_n", "captions", "style_word")
    return (
        [intent(clause, "aspect", ratio="9:16")]
        if platform and platform.name in UPRIGHT and not style and not clause.has("ratio")
        else []
    )


def _target_seconds(clause: Clause) -> object:
    bare, to = clause.first("num"), clause.first("steer", "to")
    if (
        bare
        and to
        and clause.text.even[to.start : bare.start].strip() == "to"
        and "minute" in clause.text.even[: bare.start]
    ):
        return amount(float(str(bare.value)) * 60)
    when = clause.when("to", "for", "max", "each")
    inside = clause.when("at")
    if when is None and inside and isinstance(inside.start, float) and " in " in clause.said:
        return plain(inside.start)
    if when:
        return plain(when.seconds)
    return length_of(clause)


def _count(clause: Clause) -> object:
    which = clause.which()
    if which and which.count:
        return which.count
    if clause.value("count") is not None:
        return clause.value("count")
    if which and which.clips and len(which.clips) > 1:
        return None
    number, to = clause.first("num"), clause.first("steer", "to")
    if number and to and clause.text.even[to.start : number.start].strip() == "to":
        return None
    number = clause.value("num")
    return amount(number) if isinstance(number, float) and number < 50 else None


def _style(clause: Clause) -> object:
    words = [each for each in clause.tokens if each.sort in ("look", "mood", "vague")]
    named = clause.first("noun", "style_n")
    if not words and named:
        words = [each for each in clause.tokens if each.sort == "word" and 0 <= named.start - each.end <= 1]
    return clause.words(words[0].start, words[-1].end) if words else None


_VERSION = re.compile(
    r"(?:sec(?:ond)?s?|min(?:ute)?s?|\ds)[ -](?:long |short )?(?:version|cut|edit|cutdown|film|movie|story|spot|piece|video)\b"
)
_VERSION_ZH = re.compile(
    r"(?:秒|分钟?)钟?(?:左右|以内)?的?(?:小|短)?(?:版本?|成片|短片|视频|片子|短视频|样片|精简版|作品)(?!里|中|的|封面|轨)"
)
_BY_THEN = re.compile("到第[^,，。;；]{1,8}?(?:变|换|转|改|成)")
"""A moment by which something else has come about: "到第10秒变成彩色"."""
_EACH_TOLD = re.compile(r"每|各|单|逐|分别|统一|所有|全|都[^,，。;；]{0,6}[\d一二两三四五六七八九十半]|\beach\b")
_FROM_EACH = re.compile(r"\b(?:from|of|out of) (?:each|every|all)\b")
_EACH = re.compile(
    r"\b(?:each|every|all of them|per clip|per shot|no (?:single )?(?:clip|shot|scene|one)s?)\b|每|各|单[条个段]|[\d两二三四五六七八九](?:个|段|条)(?:片段|镜头|视频|素材)?都"
)


_SHARE = re.compile(
    r"(?P<less>\d{1,2}(?:\.\d)?) ?(?:%|percent) shorter\b|(?:shorten|trim|cut)(?: (?:it|this|the|my|its|video|clip|film|length|duration|run ?time))* (?:down )?by (?P<by>\d{1,2}(?:\.\d)?) ?(?:%|percent)"
    r"|(?P<half>\b(?:cut|lose|drop|remove|trim)(?: out)? half of (?:it|this|that|the (?:video|film))\b|\bhalf of (?:it|this|that|the (?:video|film)) (?:can|should|must|has to|needs to) go\b|\bhalf (?:as long|the length|its length)\b|\b(?:length|duration|run ?time|running time) (?:in|by) half\b|\bshorten(?: (?:it|this|the|my|video|clip|film))* by half\b|(?:时长|长度|视频|片子|段)?(?:缩短|剪短|压缩|减少|砍掉?|短)(?:[到成为至]?(?:原来|原先|原片)?的?一半)(?!的?(?:大小|体积|文件))|(?:时长|长度)(?:变|改|减)(?:成|为|到)(?:原来|原先|原片)?的?一半|时长减半|(?:只)?留(?:下|个)?一半(?:就|的|\Z|(?=[,，。吧]))|留(?:下|个)?一半的?(?:长度|时长))"
    r"|(?:缩短|剪短|短)(?:了)?(?P<zh>\d{1,2}) ?%"
)
_STRETCHED_OUT = re.compile(
    r"\b(?:twice|double|three times|two times|\dx?) (?:as long|the length|its length)\b|\b\d{1,3} ?% longer\b"
)


def share_of_length(clause: Clause) -> float | None:
    """What share of its length shall stay: 0.8 of "20% shorter", 0.5 of "half as long"; 2 or more where it only grows."""
    if _STRETCHED_OUT.search(clause.text.even, clause.start, clause.end):
        return 2.0
    found = _SHARE.search(clause.text.even, clause.start, clause.end)
    if not found:
        return None
    taken = found["less"] or found["by"] or found["zh"]
    return 0.5 if found["half"] else round(1 - float(taken) / 100, 4)


_SHORTER_BY = re.compile(
    r"(?:缩短|减短|剪短|变短|再短|短)(?:了|掉|个)?(?= ?[\d一二两三四五六七八九十半]+ ?(?:秒|分))|\b(?:shorten|reduce)\b[^,.;]{0,30}? by (?=\d|a |one |two |three |five |ten )|\bseconds? shorter\b"
)
"""By how much it shall be shorter, which is not how long it shall be."""
_TEXTS = ("captions", "title", "text", "transition", "music", "silence", "lower_third", "image", "audio", "voice")


def _scaled(clause: Clause) -> list[Intent]:
    """Shorter or longer by a share, or by what is to be asked."""
    if clause.noun(*_TEXTS) or clause.of("file", "quote"):
        return []
    share = share_of_length(clause)
    if share is not None:
        kept = share if share < 1 else None
        level = "down" if share < 1 else "up"
        return [intent(clause, "set_duration", level=level, share=kept, **clip_of(clause))]
    by = length_of(clause) if _SHORTER_BY.search(clause.text.even, clause.start, clause.end + 12) else None
    if by is not None and not clause.whens("range", "head", "tail", "at", "to", "max") and not clause.edge:
        return [intent(clause, "trim_end", seconds=by, **clip_of(clause))]
    named = clip_of(clause) if clause.text.chinese and clause.verbs in ({"shorten"}, {"extend"}) else {}
    if named and not clause.of("when", "dur", "pct", "factor", "frac", "num") and not clause.edge:
        return [intent(clause, "set_duration", level="up" if clause.verb("extend") else "down", **named)]
    plainly = clause.verb("make", "get") and clause.noun("video") and not clause.nouns - {"video", "it"}
    if plainly and clause.verb("extend", "shorten") and not clause.of("when", "dur", "pct", "factor", "frac", "word"):
        return [intent(clause, "set_duration", level="up" if clause.verb("extend") else "down")]
    return []


_ALTOGETHER = frozenset({"video", "it", "length_n", "everything", "one", "intro", "outro"})


def _so_long_altogether(clause: Clause) -> object:
    """The length of "can it be 15 seconds long", "45 seconds total": said of the whole, with no verb."""
    if clause.text.chinese or clause.verbs - {"add", "make"} or not clause.nouns or clause.nouns - _ALTOGETHER:
        return None
    small = {"noun", "function", "polite", "dur", "steer", "separator", "degree", "verb"}
    extent = clause.whens("for")
    others = [each for each in clause.tokens if each.sort not in small and each.value not in extent]
    said = clause.noun("length_n") or _BEING.search(clause.text.even, clause.start, clause.end)
    return length_of(clause) if said and not others else None


_BEING = re.compile(r"\b(?:be|is|should be|last)\b")


def _plain_length(clause: Clause) -> list[Intent]:
    """ "要一个15秒的版本", "时长10秒", "剪短一点"."""
    if clause.of("file", "quote", "mood", "look", "effect", "which", "word", "factor", "route", "question", "given"):
        return []
    if clause.whens("range", "head", "tail", "at") or clause.nouns - _THE_WHOLE:
        return []
    wanted = clause.verbs <= {"add", "make", "export", "process", "cut", "keep", "trim", "change"}
    most, long = clause.when("max"), clause.when("for")
    if wanted and (most or clause.first("dur")) and _VERSION_ZH.search(clause.text.even, clause.start, clause.end):
        seconds = plain(most.seconds) if most else length_of(clause)
        return [intent(clause, "set_duration", max=seconds if most else None, seconds=seconds), *upright(clause)]
    if not clause.verbs and long and clause.sorts <= {"when", "noun", "function", "polite", "separator"}:
        return [intent(clause, "set_duration", seconds=plain(long.seconds))]
    shorter = clause.verbs == {"shorten"} and clause.after != "hard"
    if shorter and clause.sorts <= {"verb", "noun", "function", "polite", "degree", "separator", "steer"}:
        return [intent(clause, "set_duration", level="down")]
    return []


_THE_WHOLE = frozenset({"video", "version", "shorts", "one", "it", "everything", "length_n", "speed"})


def lengths(clause: Clause) -> list[Intent]:
    """ "Make it 30 seconds", "trim to 10 s", "剪成30秒", "under a minute", "each 3 seconds"."""
    if clause.noun(
        "slideshow", "captions", "title", "text", "transition", "music", "thumbnail", "image", "silence", "lower_third"
    ) and not clause.noun("video", "clip"):
        return []
    if scaled := _scaled(clause):
        return scaled
    span = clause.when("range") if clause.text.chinese else None
    if span and isinstance(span.start, float) and isinstance(span.end, float) and span.end < span.start:
        return [intent(clause, "set_duration", seconds=plain(span.end))]
    if clause.edge and clause.verb("trim") and not clause.when("to"):
        return []
    if clause.verb("freeze", "fade", "fade_in", "fade_out", "loop", "zoom", "crossfade", "export", "insert", "split"):
        return []
    told = clause.when("to", "max", "at", "for")
    if lasting := _so_long_altogether(clause):
        edge = clause.first("noun", "intro", "outro")
        return [intent(clause, "set_duration", seconds=lasting, clip=str(edge.name) if edge else None)]
    plain_wish = clause.verbs <= {"add", "move", "down", "put", "change", "make"} and not clause.nouns - {
        "length_n",
        "video",
        "it",
        "everything",
        "one",
    }
    if told and clause.noun("length_n") and plain_wish and not clause.of("which", "file", "quote", "factor", "look"):
        seconds = told.seconds if told.seconds is not None else told.start
        return [
            intent(clause, "set_duration", max=plain(seconds) if told.kind == "max" else None, seconds=plain(seconds))
        ]
    if (
        told
        and told.kind == "max"
        and clause.verbs == {"add"}
        and plain_wish
        and not clause.of("which", "file", "quote", "mood", "look")
    ):
        return [intent(clause, "set_duration", max=plain(told.seconds), seconds=plain(told.seconds))]
    a_version = not clause.whens("head", "tail") and _VERSION.search(clause.text.even, clause.start, clause.end + 1)
    if a_version and clause.verbs <= {
        "add",
        "make",
        "export",
        "cut",
        "keep",
        "process",
        "put",
    }:
        return [intent(clause, "set_duration", seconds=length_of(clause)), *upright(clause)]
    if clause.text.chinese and (plainly := _plain_length(clause)):
        return plainly
    pieces = clause.which()
    many = pieces and (pieces.clips == ("all",) or (pieces.count or 0) > 1)
    taking = clause.verbs <= {"keep", "extract", "add", "merge", "make", "use", "put"}
    if many and taking and clause.first("dur") and _FROM_EACH.search(clause.text.even, clause.start, clause.end):
        length = intent(clause, "set_duration", seconds=length_of(clause), each=True)
        return [length, *(merge(clause) if clause.verb("merge") else [])]
    each = clause.when("each")
    if each and clause.text.chinese and not _EACH_TOLD.search(clause.text.even, clause.start, clause.end):
        return []
    if (
        pieces
        and pieces.clips == ("all",)
        and (
            clause.verb("keep", "make", "cut", "trim", "change", "add")
            or (not clause.verbs and not clause.text.chinese)
        )
        and clause.first("dur")
        and not clause.whens("range", "head", "tail", "at")
        and not clause.has("steer", "off", "from")
    ):
        if clause.has("steer", "by") and not clause.text.chinese:
            return [intent(clause, "trim_end", seconds=length_of(clause), clip="all")]
        return [intent(clause, "set_duration", seconds=length_of(clause), each=True)]
    if (
        clause.text.chinese
        and _EACH.search(clause.text.even, clause.start, clause.end)
        and clause.noun("all", "scene_change")
        and clause.verb("keep", "make", "change", "show", "cut", "trim")
        and clause.first("dur")
        and not clause.whens("range", "head", "tail", "at", "every", "each")
        and not clause.of("file", "quote")
        and not clause.noun("image")
    ):
        return [intent(clause, "set_duration", seconds=length_of(clause), each=True)]
    if each and (clause.verb(*_CUTTING, "make", "keep", "change", "put", "show", "merge") or not clause.verbs):
        found = [intent(clause, "set_duration", seconds=plain(each.seconds), each=True)]
        return [*merge(clause), *found]
    most = clause.when("max")
    fading = clause.text.chinese and clause.verbs == {"down"} and clause.has("num")
    if (
        most
        and not fading
        and (
            clause.verb(
                *_CUTTING, "make", "keep", "change", "down", "process", "get", "compress", "too_slow", "too_long"
            )
            or not clause.verbs
        )
        and (not clause.noun("clip", "silence", "part") or _EACH.search(clause.text.even, clause.start, clause.end))
        and not clause.noun("silence")
    ):
        each_one = _EACH.search(clause.text.even, clause.start, clause.end)
        of = {} if each_one else _card(clause) or clip_of(clause)
        return [
            intent(
                clause,
                "set_duration",
                max=plain(most.seconds),
                seconds=plain(most.seconds),
                each=True if each_one else None,
                **of,
            )
        ]
    target = clause.when("to")
    if (
        target
        and (
            clause.verb(
                *_CUTTING,
                "make",
                "change",
                "extend",
                "shorten",
                "down",
                "process",
                "speed_up",
                "compress",
                "keep",
                "shrink_text",
            )
            or not clause.verbs
        )
        and target.seconds is not None
        and not clause.verb("remove")
        and not (clause.text.chinese and _BY_THEN.search(clause.text.even, clause.start, clause.end))
    ):
        if clause.edge == "start":
            return [intent(clause, "trim_start", seconds=plain(target.seconds), **clip_of(clause))]
        if clause.edge == "end":
            return [intent(clause, "trim_end", {"from": plain(target.seconds)}, **clip_of(clause))]
        return [intent(clause, "set_duration", seconds=plain(target.seconds), **_whose(clause)), *upright(clause)]
    if (
        clause.first("dur")
        and clause.verb("change")
        and clause.text.chinese
        and clause.noun("all", "everything")
        and clause.has("steer", "for")
        and "统一" in clause.text.even[clause.start : clause.end]
    ):
        return [intent(clause, "set_duration", seconds=length_of(clause), each=True)]
    length = clause.first("dur") or clause.first("when") if clause.when("for") else clause.first("dur")
    if (
        length
        and (
            clause.verb("make", "change", "process", "shorten", "trim", "compress", "auto")
            or (
                clause.verb("extend")
                and ("last" in clause.said or clause.text.even[clause.start : length.start].endswith(("到", "至")))
            )
        )
        and not clause.whens("range", "head", "tail", "at", "middle", "every")
        and not clause.noun("part")
        and not clause.verb("remove", "add", "move", "duck")
    ):
        seconds = length_of(clause)
        if clause.verb("trim") and clause.text.chinese is False and not clause.verb("make"):
            return []
        if clause.verb("extend") and not any(word in clause.said for word in ("到", "to ", "last")):
            return [intent(clause, "set_duration", level="up")]
        return [intent(clause, "set_duration", seconds=seconds, **_whose(clause)), *upright(clause)]
    return []


def _whose(clause: Clause) -> Params:
    """Whose length it is: a clip's, each clip's, the card's at an end; nothing where it is the film's."""
    clip = clip_of(clause)
    longer = clause.text.chinese and clause.when("min") and clause.noun("clip", "image")
    if clip.get("clip") == "all" or longer:
        return {"each": True}
    return clip or (_card(clause) if clause.text.chinese else {})


def _card(clause: Clause) -> Params:
    """The opening or the ending, where its length is spoken of."""
    card = clause.first("noun", "intro", "outro")
    if card is None or (clause.text.chinese and clause.noun("video")):
        return {}
    return {"clip": clause.words(card.start, card.end) if clause.text.chinese else str(card.name)}
