"""Chinese constructions crossed with operations: how a wish is framed, and what is wished, each said in its own table.

A `Core` is one operation with the words it is said in: verbs that stand before the thing (去掉字幕), predicates that
stand after it (字幕去掉), noun phrases that are a wish alone (中英双语字幕). A frame is a sentence with places for them.
The reading wanted comes from the core and the place named, never from the frame. Nothing here is from anywhere else.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle

from tests.language.bank import Wanted
from tests.language.constructions import Built, sampled
from tests.language.constructions_zh_cores import CORES, NOTHING, Core, Readings
from tests.language.constructions_zh_frames import (
    AGENT,
    ALONE,
    ASKED,
    BA,
    BA_ASKED,
    BOTH_CLIPS,
    CLIPS,
    COMPLAINED,
    COMPLAINTS,
    CORRECTED,
    DESCRIBED,
    FIELDS,
    GAPPED,
    JOINED,
    LED,
    LET,
    MIXED,
    NEVER,
    ON_FILM,
    PARTS,
    PLACED_CLIP,
    PLACED_SPAN,
    POLITE,
    PURPOSE,
    RELATIVE,
    SLIPS,
    SPANS,
    SPARING,
    STYLED,
    TAGGED,
    THREE,
    TOPIC,
    TWO_CLIPS,
    UNDOING,
    WISHED,
)

Sentence = tuple[str, str, str, Readings]
"""Construction, operation, text, fair readings."""


def _split(words: str) -> list[str]:
    return words.split()


def _both(op: str, params: dict[str, object], more: dict[str, object]) -> Wanted:
    return op, {**params, **more}


def _of_a_core(core: Core, turn: int) -> Iterator[Sentence]:
    things, before, after = (cycle(_split(each)) for each in (core.things, core.before, core.after))
    for _ in range(turn):
        next(things), core.before and next(before), core.after and next(after)
    if core.before:
        orders: tuple[tuple[str, tuple[str, ...]], ...] = (
            ("bare", ("{}",)), ("polite", POLITE), ("asked", ASKED), ("wished", WISHED), ("tag", TAGGED), ("led", LED), ("agent", AGENT),
        )  # fmt: skip
        for name, frames in (*orders, *((("on film", ON_FILM),) if core.adds else ())):
            for frame in frames:
                said = next(before) + next(things)
                if not ("“" in frame and "“" in said):
                    yield name, core.op, frame.format(said), core.wanted
        for frame in NEVER:
            verb = _split(core.before)[0]
            yield "not to be done", core.op, frame.format(b=verb, o=next(things)), NOTHING
    if core.after:
        frames_: tuple[tuple[str, tuple[str, ...]], ...] = (("ba", BA), ("ba asked", BA_ASKED), ("topic", TOPIC))
        for name, frames in (*frames_, *((("let", LET),) if core.state else ())):
            for frame in frames:
                said = next(after)
                if not ("要{v}" in frame and said.startswith("不")):
                    yield name, core.op, frame.format(o=next(things), v=said), core.wanted
    for index, frame in enumerate(ALONE):
        nouns = _split(core.alone)
        if nouns:
            yield "noun phrase", core.op, frame.format(nouns[index % len(nouns)]), core.wanted
    clip_key = "which" if core.op == "delete_clip" else "clip"
    after = cycle(_split(core.placed or core.after))
    if "clip" in core.place.split():
        clips = cycle(CLIPS)
        for _ in range(turn):
            next(clips)
        for frame in PLACED_CLIP:
            words, clip = next(clips)
            text = frame.format(s=words, w=_of(core), v=next(after))
            yield "on a clip", core.op, text, tuple((each,) for each in core.operations({clip_key: clip}))
    if "span" in core.place.split():
        spans = cycle(SPANS)
        for _ in range(turn):
            next(spans)
        for frame in PLACED_SPAN:
            words, span = next(spans)
            text = frame.format(s=words, w=_of(core), n=_of(core).lstrip("的"), v=next(after))
            yield "on a stretch", core.op, text, tuple((each,) for each in core.operations(span))


def _of(core: Core) -> str:
    return "的" + core.whole if core.whole and core.whole != "视频" else ""


def _of_several() -> Iterator[Sentence]:
    for index, frame in enumerate(JOINED):
        for turn in range(len(PARTS)):
            one, two = PARTS[turn], PARTS[(turn + 1 + index) % len(PARTS)]
            if one[1] == two[1] or one[1] == "export" or "合并" in two[0] or (one[1], two[1]) == ("music", "fade_out"):
                continue
            yield "two wishes", f"{one[1]}+", frame.format(a=one[0], b=two[0]), (((one[1], one[2]), (two[1], two[2])),)
    for index, frame in enumerate(THREE):
        for turn in range(len(PARTS)):
            three = [PARTS[(turn + step * (1 + index)) % len(PARTS)] for step in range(3)]
            if len({each[1] for each in three}) < 3 or "export" in (three[0][1], three[1][1]):
                continue
            text = frame.format(a=three[0][0], b=three[1][0], c=three[2][0])
            yield "three wishes", f"{three[0][1]}++", text, (tuple((each[1], each[2]) for each in three),)
    for index, frame in enumerate(TWO_CLIPS):
        for turn, one in enumerate(GAPPED):
            two = GAPPED[(turn + 1 + index) % len(GAPPED)]
            wanted = ((one[1], {**one[2], one[3]: 1}), (two[1], {**two[2], two[3]: 3}))
            yield "clip by clip", one[1], frame.format(a=one[0], b=two[0]), (wanted,)
    for frame in BOTH_CLIPS:
        for words, op, params, key in GAPPED:
            apart = ((op, {**params, key: 1}), (op, {**params, key: 3}))
            yield "two clips", op, frame.format(a=words), (((op, {**params, key: [1, 3]}),), apart)
    for frame in SPARING:
        for words, op, params, key in GAPPED:
            yield (
                "all but one",
                op,
                frame.format(a=words),
                (((op, {**params, key: "all", "except": 1}),), ((op, {**params, "except": 1}),)),
            )


def _of_the_rest() -> Iterator[Sentence]:
    for frame in ("{}", "请{}", "{}吧", "帮我{}", "{}一下", "能不能{}", "{}，谢谢", "先{}", "算了，{}", "不对，{}"):
        for words in _split(UNDOING):
            yield "undo", "undo", frame.format(words), ((("undo", {}),),)
    for frame in COMPLAINED:
        for words, wanted in COMPLAINTS:
            alike: tuple[tuple[Wanted, ...], ...] = (wanted,)
            if wanted[0][0] in ("sharpen", "slow_motion"):
                alike = (wanted, (("upscale", {}),), (("speed", {"level": "down"}),))
            yield "complaint", wanted[0][0], frame.format(words), alike
    for words, op, params in FIELDS:
        for frame in ("{}", "- {}", "{}。", "1. {}", "• {}", "{}，谢谢"):
            yield "field", op, frame.format(words), (((op, params),),)
    for index, (words, op, params) in enumerate(FIELDS):
        more = FIELDS[(index + 5) % len(FIELDS)]
        wanted_ = (((op, params), (more[1], more[2])),)
        for frame in ("{}\n{}", "{}；{}", "{}，{}", "- {}\n- {}", "1. {}\n2. {}"):
            yield "fields", op, frame.format(words, more[0]), wanted_
    for words, op, params in CORRECTED:
        yield "correction", op, words, (((op, params),),)
    for index, (frame, op) in enumerate(RELATIVE):
        for step in range(5):
            what = DESCRIBED[(index + 2 * step) % len(DESCRIBED)]
            also = "delete_clip" if op == "remove_content" else "keep_range"
            yield "relative", op, frame.format(x=what), (((op, {"what": what}),), ((also, {"which": what}),))
    for frame in PURPOSE:
        for words, op, params in PARTS[:8]:
            own = (op, params)
            yield "purpose", op, frame.format(words), ((own,), (own, ("export", {})), (own, ("aspect", {})))
    for words, op, params in MIXED:
        for frame in ("{}", "帮我{}", "{}吧"):
            yield "mixed", op, frame.format(words), _fair(op, params)
    for words, op, params in STYLED:
        for frame in ("{}", "请{}", "{}。", "帮我{}"):
            yield "as documents word it", op, frame.format(words), _fair(op, params)


def _fair(op: str, params: dict[str, object]) -> Readings:
    found: list[tuple[Wanted, ...]] = [((op, params),)]
    if op == "auto_color":
        found.append((("color", {}),))
    if op == "resolution":
        found.append((("export", {"resolution": params["target"]}),))
    if "对比度和饱和度" in str(params) or (op == "color" and not params):
        found.append((("color", {}), ("color", {})))
    if op == "denoise_audio":
        found.append((("denoise_audio", {}), ("audio_fx", {})))
    if op == "zoom":
        found.append((("zoom", {}),))
    return tuple(found)


_SAME_IN_BOTH = "背曲你吃后里面只干台升托"
"""What traditional writing has too."""


def _written_otherwise(found: list[Sentence]) -> Iterator[Sentence]:
    """Sentences of the other constructions in traditional characters, with slips of the keyboard, without marks."""
    from rushes.language.words.traditional import SIMPLIFIED

    traditional: dict[int, str] = {}
    for full, plain in SIMPLIFIED.items():
        if plain not in _SAME_IN_BOTH:
            traditional.setdefault(ord(plain), chr(full))
    acting = [each for each in found if each[3]]
    for _, op, text, wanted in acting[::23]:
        quoted = any(mark in text for mark in "“《「")
        if not quoted:
            yield "traditional", op, text.translate(traditional), wanted
    for index, (_, op, text, wanted) in enumerate(acting[::7]):
        right, slip = SLIPS[index % len(SLIPS)]
        if right in text and not any(mark in text for mark in "“《「"):
            yield "slip", op, text.replace(right, slip, 1), wanted
    for _, op, text, wanted in acting[::17]:
        if "，" in text and "“" not in text:
            yield "no marks", op, text.replace("，", ""), wanted
            yield "no marks", op, text.replace("，", " "), wanted


def built(most: int) -> list[Built]:
    """At most so many of them."""
    return sampled(
        (
            Built(construction, op, text, fair[0] if fair else (), fair[1:])
            for construction, op, text, fair in sentences()
        ),
        most,
    )


def sentences() -> list[Sentence]:
    """All of them, in order."""
    found: list[Sentence] = []
    for turn, core in enumerate(CORES):
        found += _of_a_core(core, turn)
    found += _of_several()
    found += _of_the_rest()
    return [*found, *_written_otherwise(found)]
