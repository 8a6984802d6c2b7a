"""What lies over the picture or stands in for it: logos, pictures, stickers, split screens, stills."""

from __future__ import annotations

import re
from dataclasses import replace

from rushes.language.clauses.clause import Clause
from rushes.language.reading import Intent, Params
from rushes.language.rules.free_words import content_words
from rushes.language.rules.lettering import movement_of
from rushes.language.rules.scope import (
    amount,
    clip_of,
    gone_when,
    intent,
    length_of,
    named_clip,
    plain,
    shown_when,
    sound_file,
)
from rushes.language.rules.titles import capitals, said_text
from rushes.language.words.lexicon import Token
from rushes.language.words.times import Which

_CORNERS = ("top_left", "top_right", "bottom_left", "bottom_right")
_PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".svg", ".bmp", ".heic", ".tiff")
_PHOTOS = re.compile(r"\b(?:photos|pictures|images|pics|stills|slides)\b")


_FADING = ("fade", "fade_in", "fade_out", "fade_both")


def laid_fading(clause: Clause) -> list[Intent]:
    """A fade of what lies over the picture, which is none of the film: "the logo should fade in at 2 seconds"."""
    thing = clause.first("noun", "watermark", "captions", "sticker", "pip")
    fading = clause.first("verb", *_FADING)
    if not thing or not fading or clause.text.chinese or clause.verb("remove") or clause.noun("video", "clip"):
        return []
    said = clause.words(fading.start, fading.end).lower()
    if clause.verb("add", "insert", "put", "show") and thing.start < fading.start and not clause.verb("make"):
        laid = layers(clause) if not clause.noun("captions") else []
        return [replace(each, params={**each.params, "animation": said}) for each in laid]
    if clause.noun("captions"):
        return [intent(clause, "caption_style", animation=said)]
    op = {"pip": "picture_in_picture"}.get(str(thing.name), str(thing.name))
    when = {key: value for key, value in shown_when(clause).items() if key in ("start", "end", "duration")}
    return [intent(clause, op, {"change": True, "animation": said, **when})]


def layers(clause: Clause) -> list[Intent]:
    if clause.noun("progress_bar") and not clause.verb("remove"):
        return [intent(clause, "progress_bar", position=clause.position)]
    if clause.noun("split_screen"):
        files = [str(each.value) for each in clause.of("file")]
        return [intent(clause, "split_screen", files=files or None)]
    if clause.noun("pip") and (clause.text.chinese or not clause.noun("watermark")):
        return [_inset(clause)]
    if clause.noun("watermark") and not clause.verb("crop") and (clause.verbs or not clause.noun("beat")):
        return _watermark(clause)
    if (
        (clause.noun("sticker") or (clause.has("emoji") and clause.verb("add", "put", "insert")))
        and not clause.verb("remove")
        and not clause.noun("captions", "title", "text")
    ):
        return _sticker(clause)
    pictures = clause.first("noun", "image")
    made_of = (
        pictures
        and clause.text.even[pictures.start : pictures.end] not in ("图", "image", "picture", "photo", "gif image")
        and clause.noun("video")
        and not clause.noun("montage")
        and clause.verb("make")
        and not clause.verb("add", "remove", "insert")
    )
    shown_each = clause.when("each")
    several = _PHOTOS.search(clause.text.even, clause.start, clause.end) and not clause.text.chinese
    moving = [intent(clause, "zoom")] if clause.verb("zoom") and not clause.text.chinese else []
    if several and shown_each and not clause.verb("insert", "put", "remove"):
        return [*moving, intent(clause, "slideshow", seconds=plain(shown_each.seconds))]
    lasting = pictures and (
        (
            (clause.noun("all") or clause.which() == Which(("all",)))
            and length_of(clause) is not None
            and not clause.verb("insert", "add", "remove")
            and (not clause.verb("put") or "每张" in clause.text.even[clause.start : clause.end])
        )
        or (clause.when("each") and not clause.verb("insert", "put", "remove"))
    )
    if lasting:
        each_one = clause.when("each")
        return [
            *moving,
            intent(clause, "slideshow", seconds=plain(each_one.seconds) if each_one else length_of(clause)),
        ]
    if clause.noun("slideshow") or made_of:
        when = clause.when("each", "every", "for")
        return [intent(clause, "slideshow", seconds=plain(when.seconds) if when else length_of(clause))]
    every_so_often = (
        clause.noun("image", "frame") and clause.when("every") and not clause.verb("insert", "put", "overlay")
    )
    named = _picture_named(clause) or clause.file
    picture_file = bool(named and named.lower().endswith(_PICTURES))
    covering = (
        picture_file
        and clause.text.chinese
        and length_of(clause) is not None
        and clause.verb("add", "insert", "put", "show")
    )
    if (clause.noun("thumbnail") and not clause.verb("remove") and not covering) or _still(clause) or every_so_often:
        return _thumbnail(clause)
    if (
        (
            ((clause.noun("image") or covering) and clause.verb("add", "insert", "put", "overlay", "show", "merge"))
            or (picture_file and clause.verb("add", "insert", "put", "overlay", "show"))
            or (picture_file and not clause.verbs and not clause.text.chinese and clause.of("when", "position", "edge"))
        )
        and not (clause.text.chinese and clause.verb("zoom", "pan") and not clause.file)
        and not clause.noun("text", "captions", "title", "music")
        and not clause.verb("remove", "zoom", "pan", "crossfade", "blur", "speed_up", "slow_down", "rotate", "flip")
    ):
        return _image(clause, picture_file)
    moving_file = bool(clause.file and clause.file.lower().endswith((".mp4", ".mov", ".avi", ".mkv", ".webm", ".m4v")))
    corner = clause.noun("position_n") and "corner" in clause.text.even[clause.start : clause.end]
    cornered = (
        moving_file
        and (clause.position or corner)
        and clause.position != "center"
        and clause.verb("put", "add", "insert", "show")
    )
    clip = (
        named_clip(clause)
        if clause.position in _CORNERS and clause.verb("put", "show", "overlay") and not clause.file
        else None
    )
    somebody = clause.text.chinese and clause.position in _CORNERS and clause.verb("overlay", "put", "add", "show")
    if somebody and not clause.file and not clause.which() and _SOMEBODYS_PICTURE.search(clause.said):
        return [_inset(clause)]
    if clip and not clause.text.chinese and not clause.noun("text", "title", "captions", "music"):
        return [intent(clause, "picture_in_picture", position=clause.position, clip=clip)]
    if (
        (clause.verb("overlay") or cornered)
        and (clause.which() or clause.file)
        and not sound_file(clause)
        and not clause.noun("broll")
    ):
        return [_inset(clause)]
    return []


_SOMEBODYS_PICTURE = re.compile("[^,，。;；的]{1,8}的(?:摄像头|直播|讲解)?(?:画面|镜头|影像|小窗)(?!加|调|变)")
""" "右上角叠加讲解员的画面"."""
_SEE_THROUGH = re.compile(
    r"\d%? ?(?:的)?(?:opaque|opacity|transparen\w+|alpha|不透明度|透明度?)|(?:opacity|transparency|alpha|透明度?)(?: (?:of|at|to|is|by|the|my|our|its|logo|watermark|it|overlay))*[为是到=: ]*\d"
)


FAINTER = re.compile(
    r"\b(?:(more (?:opaque|solid|visible)|less (?:transparent|see-through))|more (?:transparent|see-through|subtle)|less (?:opaque|visible)|fainter|semi-?transparent)\b"
    "|(不透明(?:一?点|些)|(?:明显|实|清楚)(?:一?点|些)(?![的]))|(?<!不)(?:透明(?:一?点|些)|更透明|透明度高(?:一?点|些)|淡(?:一?点|些))"
)


def _size(clause: Clause) -> object:
    """How large, as a share of the frame or in pixels; a share of opacity is none."""
    solid = [each.span() for each in _SEE_THROUGH.finditer(clause.text.even)]
    shares = [
        each for each in clause.of("pct") if not any(start < each.end and each.start < end for start, end in solid)
    ]
    return shares[0].value if shares else clause.value("px")


def _opacity(clause: Clause) -> object:
    """How opaque, as a share, where the clause says so."""
    solid = _SEE_THROUGH.search(clause.text.even, clause.start, clause.end)
    share = next(
        (each for each in clause.of("pct") if solid and each.start < solid.end() and solid.start() < each.end), None
    )
    if step := FAINTER.search(clause.text.even, clause.start, clause.end):
        return "more" if step.group(1) or step.group(2) else "less"
    if share is None or not solid or clause.text.chinese:
        return None
    return share.value if "transparen" not in solid.group() else amount(1 - float(str(share.value)))


def _inset(clause: Clause) -> Intent:
    """A picture in the picture, with its place, its file or clip, and when it is shown."""
    shown = {key: value for key, value in shown_when(clause).items() if key in ("start", "end")}
    clip = {**clip_of(clause), **(_laid_over(clause) if clause.text.chinese else {})}
    return intent(clause, "picture_in_picture", position=clause.position, file=clause.file, **clip, **shown)


def _laid_over(clause: Clause) -> Params:
    """The clip named after the inset's place, where another is named before it: "主画面放第一段，右下小窗放第二段"."""
    place = clause.first("noun", "pip") or clause.first("verb", "overlay")
    clips = [each for each in clause.of("which") if isinstance(each.value, Which) and each.value.clips]
    after = [each.value.one for each in clips if place and each.start >= place.end]
    return {"clip": after[0]} if len(clips) > 1 and after else {}


def _watermark(clause: Clause) -> list[Intent]:
    if clause.verb("remove") or clause.has("negation", "no"):
        return [intent(clause, "remove_text", gone_when(clause), which="watermark", position=clause.position)]
    if clause.verb("blur"):
        return [intent(clause, "blur", region="watermark")]
    size = (
        None
        if clause.noun("opacity") and clause.text.chinese
        else "bigger"
        if clause.verb("scale_text", "up")
        else "smaller"
        if clause.verb("shrink_text", "down")
        else _size(clause)
    )
    shown = shown_when(clause)
    moved = movement_of(clause) if clause.text.chinese else None
    if moved:
        shown.pop("duration", None)
    changing = clause.verb("scale_text", "up", "shrink_text", "down", "move", "change") and not clause.verb(
        "add", "insert", "make_new"
    )
    if clause.verb("make", "put") and size in ("bigger", "smaller") and not clause.verb("add"):
        changing = True
    only = clause.has("steer", "only") and clause.edge in ("start", "end")
    if only and not clause.position and not shown.keys() & {"end", "duration"}:
        return [intent(clause, "watermark", position=clause.edge, change=True)]
    changing = changing or (FAINTER.search(clause.said) and not clause.verb("add", "insert"))
    changing = changing or (_SEE_THROUGH.search(clause.said) and clause.verb("make", "put") and not clause.file)
    changing = changing or (moved and not clause.verb("add", "insert", "put"))
    return [
        intent(
            clause,
            "watermark",
            position=clause.position,
            file=clause.file,
            text=clause.quote,
            size=size,
            animation=moved,
            opacity=_opacity(clause),
            change=True if changing else None,
            **{k: v for k, v in shown.items() if k in ("start", "end", "duration")},
        )
    ]


def _sticker(clause: Clause) -> list[Intent]:
    found = clause.first("noun", "sticker")
    picture = clause.first("emoji")
    name = (
        (clause.words(picture.start, picture.end) if picture else None)
        or clause.quote
        or (_before_it(clause, found) if found and clause.text.chinese else _right_before(clause, found))
        or _named_itself(clause, found)
        or content_words(clause)
        or (
            clause.words(found.start, found.end)
            if clause.words(found.start, found.end) not in ("sticker", "emoji", "贴纸", "表情")
            else None
        )
    )
    shown = shown_when(clause)
    return [
        intent(
            clause,
            "sticker",
            name=name,
            position=clause.position,
            start=shown.get("start"),
            end=shown.get("end"),
            duration=shown.get("duration"),
        )
    ]


def _named_itself(clause: Clause, noun: Token | None) -> str | None:
    """The heart of "a heart emoji", where the two are one thing known."""
    own = clause.words(noun.start, noun.end) if noun and not clause.text.chinese else ""
    return own if " " in own else None


def _before_it(clause: Clause, noun: Token) -> str | None:
    """What stands right before a sticker's word: the 笑脸 of "加个笑脸表情"; else the word itself, where it says which."""
    run: list[Token] = []
    for each in reversed([each for each in clause.tokens if each.end <= noun.start]):
        if each.sort not in ("word", "effect", "look", "colour", "noun") or (run and each.end != run[0].start):
            break
        run.insert(0, each)
    own = clause.words(noun.start, noun.end)
    if run:
        return clause.words(run[0].start, run[-1].end)
    return own if own not in ("贴纸", "表情", "表情包", "动态贴纸", "贴图") else None


def _right_before(clause: Clause, noun: Token | None) -> str | None:
    """The words right before a thing, which say what kind it is: "a fire emoji"."""
    run: list[Token] = []
    for each in reversed([each for each in clause.tokens if noun is not None and each.end <= noun.start]):
        if each.sort not in ("word", "effect", "mood", "look") or clause.text.chinese:
            break
        run.insert(0, each)
    return clause.words(run[0].start, run[-1].end) if run else None


def _still(clause: Clause) -> bool:
    """ "Save the current frame as an image"."""
    at = clause.when("at")
    frame = (
        clause.noun("frame")
        or (at is not None and at.start == "playhead")
        or (clause.noun("playhead") and clause.noun("image"))
    )
    if (
        (clause.noun("frame") or (clause.noun("image") and " still" in clause.text.even[clause.start : clause.end]))
        and clause.verb("extract", "save", "export", "keep")
        and (at is not None or clause.noun("playhead") or clause.of("order"))
        and not clause.verb("freeze", "crop", "zoom")
        and not clause.noun("audio", "video_noise")
    ):
        return True
    caught = (
        clause.text.chinese
        and clause.noun("image")
        and clause.verb("keep", "extract", "cut")
        and not clause.verb("insert", "add")
    )
    return bool(caught) or bool(
        frame and clause.noun("image") and clause.verb("save", "export", "extract", "convert", "make", "show")
    )


def _thumbnail(clause: Clause) -> list[Intent]:
    at = clause.when("at")
    every = clause.when("every")
    begun = clause.when("range")
    if at is None and begun and begun.start is not None and begun.end is None:
        at = begun
    place: object = plain(at.start) if at else "playhead" if clause.noun("playhead") else clause.edge
    if place is None and clause.when("for"):
        place = None
    length = clause.first("dur")
    if place is None and length and not every:
        place = plain(length.value.seconds)  # type: ignore[attr-defined]
    text = clause.quote
    if text is None and (clause.noun("text", "title") or clause.verb("write")):
        text = capitals(clause) or said_text(clause, ("text", "title"))
    return [intent(clause, "thumbnail", at=place, every=plain(every.seconds) if every else None, text=text)]


def _picture_named(clause: Clause) -> str | None:
    """The picture laid over another file: "给 main.mp4 叠加 overlay.png"."""
    files = [str(each.value) for each in clause.of("file")]
    pictures = [each for each in files if each.lower().endswith(_PICTURES)]
    return pictures[0] if clause.text.chinese and len(pictures) == 1 else None


def _image(clause: Clause, picture_file: bool) -> list[Intent]:
    shown = shown_when(clause)
    position = clause.position
    if position:
        shown.pop("position", None)
    params: Params = {
        "file": _picture_named(clause) or clause.file,
        "position": position,
        "at": shown.pop("start", None) if not shown.get("end") else None,
        **shown,
    }
    if clause.edge in ("start", "end") and not position:
        params["at"] = clause.edge
        params.pop("position", None)
    what = content_words(clause) if not clause.file else None
    after = clause.which("after")
    if after:
        params["after"] = after.one
    if (
        picture_file
        and position
        and any(word in str(clause.file).lower() for word in ("logo", "watermark", "brand", "水印"))
    ):
        params.pop("at", None)
        size = _size(clause)
        return [intent(clause, "watermark", {**params, "start": shown.get("start"), "size": size})]
    return [intent(clause, "image_insert", params, what=what)]
