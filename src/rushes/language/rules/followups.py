"""Short follow-ups, read by what was said or touched just before: "a bit louder", "再慢一点", "and white"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rushes.language.clauses.clause import Clause
from rushes.language.reading import Context, Intent
from rushes.language.rules.layers import FAINTER
from rushes.language.rules.lettering import SHIFTED, rises
from rushes.language.rules.loudness import level_params, louder_pronoun
from rushes.language.rules.scope import intent, length_of, plain, shown_when
from rushes.language.rules.text import SHALL_BE

_TEXT_OPS = (
    "translate_captions",
    "title",
    "text_overlay",
    "captions",
    "lower_third",
    "intro",
    "outro",
    "caption_style",
    "edit_text",
)
_EDGED = re.compile("(?:再|并|要|给|加|加上|带|带上|配)*([黑白红黄蓝绿]色?(?:描边|边框?|阴影|底|底框|底色))")
_INSTEAD = re.compile("(?:再|并|然后|给我)*(?:换成|换为|换上|改成|改为|变成|替换成|替换为)")
_SOUND_OPS = ("music", "music_volume", "duck")
_HEARD = (*_SOUND_OPS, "volume", "voiceover", "sfx", "replace_audio")
"""What "turn it down" may speak of, the last of them named."""


def carried(clause: Clause, before: Sequence[Intent], context: Context) -> list[Intent]:
    """What a clause that names no thing means, given the intent before it or the last thing touched."""
    last = before[-1].op if before else context.last_op
    if last is None:
        return []
    if louder_pronoun(clause) and not clause.text.chinese:
        last = next((each.op for each in reversed(before) if each.op in _HEARD), last)
    cut = before[-1].params.get("at") if before and last == "split" else None
    side = clause.first("steer", "onwards", "back", "earlier", "front") if clause.text.chinese else None
    if (
        isinstance(cut, int | float)
        and side
        and clause.verbs == {"remove"}
        and not clause.of("when", "dur", "which", "word")
    ):
        after = side.name in ("onwards", "back")
        return [intent(clause, "cut_range", {"start": cut} if after else {"end": cut})]
    if not before and last in _SOUND_OPS and _NOISY.fullmatch(clause.said.strip(" ,，。!！")):
        return [intent(clause, "music_volume", level="down")]
    instead = _INSTEAD.match(clause.text.even, clause.start, clause.end) if clause.text.chinese else None
    if before and last == "background_remove" and instead and clause.after == "soft":
        what = clause.file or clause.words(instead.end(), clause.end).strip(" 的吧").removesuffix("背景")
        return [intent(clause, "background_replace", what=what)] if what else []
    edged = (
        _EDGED.fullmatch(clause.text.even[clause.start : clause.end].strip(" ,，吧的")) if clause.text.chinese else None
    )
    if before and last in _TEXT_OPS and edged and clause.after == "soft":
        op = "caption_style" if last in ("captions", "caption_style", "translate_captions") else "edit_text"
        return [intent(clause, op, style=edged.group(1), which=None if op == "caption_style" else "title")]
    if before and last == "audio_sync" and "seconds" not in before[-1].params and clause.text.chinese:
        seconds = length_of(clause)
        if isinstance(seconds, int | float) and clause.verbs <= {"move", "change"} and not clause.nouns:
            earlier = clause.has("particle", "p_front") or "提" in clause.text.even[clause.start : clause.end]
            return [intent(clause, "audio_sync", seconds=-seconds if earlier else seconds)]
    mood = clause.first("mood")
    if clause.text.chinese and mood and clause.verb("change", "replace"):
        if last not in (*_SOUND_OPS, "remove_music") or clause.nouns - {"it", "one", "volume"}:
            return []
        quiet = clause.lowered or clause.has("degree", "quieter")
        return [
            intent(
                clause, "music", mood=clause.words(mood.start, mood.end), replace=True, volume="low" if quiet else None
            )
        ]
    if (
        before
        and last == "voiceover"
        and clause.text.chinese
        and clause.verbs <= {"add", "make", "change", "speed_up", "slow_down"}
        and (clause.has("language") or "语速" in clause.text.even[clause.start : clause.end])
        and not clause.of("quote", "file", "which")
    ):
        spoken = clause.first("language")
        return [
            intent(
                clause,
                "voiceover",
                language=str(spoken.name) if spoken else None,
                style=None if spoken else clause.words(clause.start, clause.end).strip(),
            )
        ]
    if (
        before
        and last == "captions"
        and (spoken := clause.first("language"))
        and clause.verbs <= {"add", "show", "write", "make", "insert", "put"}
        and clause.nouns <= {"it", "one", "text", "captions"}
        and not clause.of("quote", "file", "when")
    ):
        return [intent(clause, "captions", language=spoken.name)]
    if (
        before
        and last in _SOUND_OPS
        and clause.nouns
        <= ({"volume", "music", "audio"} if clause.text.chinese else {"volume", "music", "audio", "it"})
        and (
            (clause.noun("volume") and clause.of("pct", "db"))
            or (clause.has("degree", "too") and clause.has("negation"))
            or clause.has("degree", "quieter", "louder")
        )
        and (clause.after == "soft" or " its " in clause.text.even[clause.start : clause.end])
    ):
        return [intent(clause, "music_volume", level_params(clause))]
    if (
        before
        and last in _SOUND_OPS
        and clause.noun("voice")
        and (clause.lowered or clause.verb("shrink_text") or clause.has("degree", "quieter"))
    ):
        return [intent(clause, "duck")]
    levelled = clause.of("pct", "db", "frac", "factor") or clause.has("degree", "louder", "quieter")
    if (
        before
        and last in ("replace_audio", "voiceover")
        and not clause.text.chinese
        and clause.nouns == {"it"}
        and levelled
        and clause.verbs <= {"up", "down", "make", "change"}
        and not clause.of("which", "when")
    ):
        return [intent(clause, "volume", {k: v for k, v in level_params(clause).items() if k != "volume"})]
    corrected = (
        SHALL_BE.search(clause.text.written, clause.start, clause.end) if last == "edit_text" and before else None
    )
    if corrected and "text" not in before[-1].params:
        return [
            intent(clause, "edit_text", which=before[-1].params.get("which"), text=corrected.group(1).strip("'\"“”"))
        ]
    if (
        before
        and last in _SOUND_OPS
        and clause.text.chinese
        and clause.after == "soft"
        and clause.nouns <= {"audio", "volume"}
        and clause.verbs
        and clause.verbs <= {"up", "down", "shrink_text", "scale_text"}
        and not clause.of("which", "when", "word")
    ):
        return [intent(clause, "music_volume", level_params(clause))]
    fainter = FAINTER.search(clause.text.even, clause.start, clause.end)
    if (
        fainter
        and last in ("watermark", "picture_in_picture")
        and not clause.nouns - {"it", "one", "opacity"}
        and not clause.of("which", "file")
    ):
        return [
            intent(clause, str(last), opacity="more" if fainter.group(1) or fainter.group(2) else "less", change=True)
        ]
    laid = before and last in ("watermark", "picture_in_picture") and clause.position and not clause.text.chinese
    if (
        laid
        and clause.verb("move", "put")
        and clause.nouns <= {"it", "one"}
        and not clause.of("which", "file", "quote")
    ):
        return [intent(clause, str(last), position=clause.position, change=True)]
    dressing = clause.colour or clause.noun("background", "still_canvas")
    own = any(each.sort == "verb" for each in clause.tokens)
    if (
        before
        and last in _TEXT_OPS
        and dressing
        and clause.nouns <= {"text", "background", "still_canvas", "style_word", "font_name"}
        and not own
        and not clause.of("quote", "file", "when")
        and not (clause.text.chinese and clause.of("word"))
    ):
        op = "caption_style" if last in ("captions", "caption_style", "translate_captions") else "edit_text"
        return [intent(clause, op, color=clause.colour, which=None if op == "caption_style" else "title")]
    named = clause.nouns - {
        "it",
        "one",
        "everything",
        "size_n",
        "style_n",
        "position_n",
        "font_n",
        "font_name",
        "colour",
        "style_word",
        "animation",
    }
    if named or clause.of("which", "file", "quote"):
        return []
    if (
        last == "music"
        and any(each.sort == "verb" and each.name in ("replace", "change") for each in clause.tokens)
        and not clause.of("look", "mood")
        and not clause.nouns - {"one", "other", "it"}
    ):
        return [intent(clause, "music", replace=True)]
    faded = clause.verb("fade", "fade_in", "fade_out", "fade_both")
    if last in _SOUND_OPS and faded and clause.noun("it") and not clause.nouns - {"it"}:
        out = clause.verb("fade_out") or clause.has("particle", "p_out") or clause.edge == "end"
        edge = clause.when("head", "tail")
        length = length_of(clause) if edge is None else edge.seconds
        return [intent(clause, "audio_fade", dir="out" if out else "in", duration=length, target="music")]
    bare = clause.has("dur") and all(
        each.sort in ("dur", "polite", "function", "degree", "steer", "when") for each in clause.tokens
    )
    if bare and not before and last in ("transition", "title"):
        if last == "transition":
            return [intent(clause, "transition", duration=length_of(clause))]
        return [intent(clause, "edit_text", which="title", duration=length_of(clause))]
    enough = before and last in ("edit_text", "title", "text_overlay") and _ENOUGH.search(clause.said.strip(" ,，。"))
    most = clause.when("max", "for")
    length = plain(most.seconds) if most and most.seconds is not None else length_of(clause)
    if enough and length is not None:
        return [intent(clause, "edit_text", which=before[-1].params.get("which", "title"), duration=length)]
    lasting = _LASTING.fullmatch(clause.said.strip(" ,，。.!！"))
    if lasting and not before and last in ("title", "transition"):
        longer = "long" in lasting.group() or "长" in lasting.group() or "久" in lasting.group()
        op, which = ("edit_text", {"which": "title"}) if last == "title" else ("transition", {})
        return [intent(clause, op, {**which, "duration": "longer" if longer else "shorter"})]
    level = clause.of("pct", "db") and clause.sorts <= _LEVEL_ONLY
    if level and not before and last in (*_SOUND_OPS, "volume"):
        params = level_params(clause)
        if last == "volume":
            params.pop("volume", None)
        return [intent(clause, "volume" if last == "volume" else "music_volume", params)] if params else []
    if last == "volume" and _only_step(clause):
        params = level_params(clause)
        return [intent(clause, "volume", params)] if params else []
    if last in _SOUND_OPS and (clause.has("degree", "louder", "quieter") or _only_step(clause)):
        params = level_params(clause)
        return [intent(clause, "music_volume", params)] if params else []
    timed = clause.when("each", "every", "for")
    if before and last == "slideshow" and timed and not clause.verb("split", "cut") and not clause.of("file", "quote"):
        return [intent(clause, "slideshow", seconds=timed.seconds)]
    moment = clause.when("at")
    if (
        before
        and last == "thumbnail"
        and moment
        and not clause.nouns - {"video", "frame", "image", "it", "one", "part", "playhead"}
        and clause.verbs <= {"add"}
    ):
        return [intent(clause, "thumbnail", at=moment.start)]
    if last == "audio_fade" and before and clause.verb("fade_in", "fade_out") and not clause.noun("video"):
        length = length_of(clause)
        own = {"duration": length} if length is not None else {}
        return [
            intent(
                clause, "audio_fade", {**before[-1].params, "dir": "out" if clause.verb("fade_out") else "in", **own}
            )
        ]
    edge = (
        clause.edge
        if clause.edge in ("start", "end")
        else "end"
        if clause.verb("close")
        else "start"
        if clause.verb("lead")
        else None
    )
    place = clause.position or edge
    written = last in _TEXT_OPS and last not in ("captions", "caption_style", "translate_captions")
    if written and not before and place and clause.sorts <= _PLACE_ONLY:
        return [intent(clause, "edit_text", which="title" if last in ("title", "edit_text") else last, position=place)]
    if last in _TEXT_OPS:
        sized = clause.verb("scale_text", "shrink_text") or (clause.verb("up", "down") and not clause.has("look"))
        lasting = clause.when("for") and not any(each.sort == "verb" for each in clause.tokens)
        placed = (lasting or clause.verb("put", "move", "show", "change", "make")) and (
            clause.position or clause.has("dur") or clause.when("for", "at", "range", "head", "tail")
        )
        styled = clause.colour or clause.noun("style_word", "animation", "font_name")
        shifted = SHIFTED.search(clause.text.even, clause.start, clause.end)
        if shifted and last not in ("captions", "caption_style", "translate_captions") and not clause.position:
            up = rises(shifted.group())
            sized = sized and clause.has("noun", "size_n")
            placed = True
        if (
            (sized or placed or (styled and not clause.verb("remove", "export")))
            and not clause.has("look", "brighter", "darker")
            and not clause.verb("remove", "cut", "trim", "export", "speed_up", "slow_down")
        ):
            params = {"color": clause.colour, "position": clause.position, **(shown_when(clause) if placed else {})}
            if shifted and "position" not in {key for key, value in params.items() if value}:
                params["position"] = "top" if up else "bottom"
            if sized:
                params["size"] = "bigger" if clause.verb("scale_text", "up") else "smaller"
            style = clause.first("noun", "style_word", "animation")
            if style:
                params["style"] = clause.words(style.start, style.end).lower()
            font = clause.first("noun", "font_name")
            if font:
                params["font"] = clause.words(font.start, font.end)
            op = "caption_style" if last in ("captions", "caption_style", "translate_captions") else "edit_text"
            which = None if op == "caption_style" else "title" if last in ("title", "edit_text") else last
            if before and last == "edit_text":
                which = str(before[-1].params.get("which", "title"))
            return [intent(clause, op, {"which": which, **params})]
    return []


_LASTING = re.compile(
    r"(?:(?:make|keep) (?:it|that) )?(?:an? (?:bit|little) |a little bit |much |even )?(?:longer|shorter)(?: please)?|再?(?:稍微)?(?:长|短|久)(?:一?点|些)(?:时间)?吧?"
)
_NOISY = re.compile("(?:有点|太|好|真)?(?:吵|闹|响|大声)(?:了|啊|呀)?|(?:it'?s |that'?s )?(?:a bit |way |far )?too (?:loud|noisy)")
""" "太吵了", right after music was put in."""
_ENOUGH = re.compile(r"秒(?:钟)?(?:就|也)?(?:够了?|行了?|好了?|可以了?)|\b(?:is|are|'s|will be) (?:enough|plenty)\W*\Z")
""" "标题早点消失，2秒就够了"."""
_LEVEL_ONLY = frozenset({"pct", "db", "polite", "function", "steer", "separator", "particle"})
_PLACE_ONLY = frozenset({"position", "edge", "polite", "function", "steer", "separator", "negation", "degree", "verb"})
""" "At the end", "no, top right", "放到结尾"."""


def _only_step(clause: Clause) -> bool:
    return (
        clause.verb("up", "down", "scale_text", "shrink_text")
        and not clause.has("look")
        and not clause.verb("add", "remove", "zoom")
    )
