"""Intents about colour and looks, to operations."""

from __future__ import annotations

import re
from dataclasses import replace

from rushes.edits import AdjustColour, ApplyLut, SetLook
from rushes.edits.picture import LOOKS as KNOWN_LOOKS
from rushes.language.answers import Made, Open, Outcome, Scene, Unable
from rushes.language.differences.wording import LOOKS_ZH
from rushes.language.reading import Intent
from rushes.language.resolve.pointing import place_in_time
from rushes.language.resolve.steps import (
    CONTRAST,
    EXPOSURE_EV,
    LOOK_MIX,
    LOOKS,
    SATURATION,
    WARMTH_K,
    WARMTH_K_AT_FULL,
    WHOLE_LOOKS,
    signed,
    stops,
)
from rushes.model.time import Span

_PART_OF_THE_PICTURE = re.compile(
    r"\b(?:faces?|skin|sky|eyes|hair|foreground|background)\b|人脸|脸部|脸|天空|皮肤|肤色|前景|背景"
)
"""What may be meant of a picture rather than all of it."""


def color(scene: Scene, intent: Intent) -> Outcome:
    where = place_in_time(scene, intent)
    if isinstance(where, Open | Unable):
        return where
    ids, span = where
    look = intent.params.get("look")
    amount = intent.params.get("amount")
    share = float(amount) if isinstance(amount, int | float) else None
    if share is not None and share > 2:
        share /= 100
    if not isinstance(look, str):
        return Open(
            scene.say("Which look or change of colour?", "要什么色调或滤镜？"),
            tuple(
                scene.say(*each)
                for each in (
                    ("make it warmer", "暖一点"),
                    ("cinematic look", "电影感"),
                    ("make it brighter", "亮一点"),
                    ("black and white", "变成黑白"),
                )
            ),
        )
    found = _PART_OF_THE_PICTURE.search(scene.request.text.lower()[slice(*intent.said)])
    if found:
        made = color(scene, replace(intent, said=(0, 0)))
        whole = scene.say(
            f"the whole picture: I can't find “{found.group()}” in it yet",
            f"整个画面：还不能在画面里识别“{found.group()}”",
        )
        return replace(made, assumed=(*made.assumed, whole)) if isinstance(made, Made) else made
    degree = intent.degree
    sign = -1 if look in ("darker", "contrast_down", "saturation_down", "cooler") else 1
    if look in ("brighter", "darker"):
        ev = sign * EXPOSURE_EV[degree] if share is None else stops(sign * share)
        return Made(
            (AdjustColour(brightness_ev=ev, clips=ids, span=span),),
            assumed=(scene.say(f"brightness {signed(ev)} EV", f"亮度 {signed(ev)} EV"),),
        )
    if look in ("contrast_up", "contrast_down"):
        value = sign * (CONTRAST[degree] if share is None else share * 100)
        return Made(
            (AdjustColour(contrast=value, clips=ids, span=span),),
            assumed=(scene.say(f"contrast {signed(value)} %", f"对比度 {signed(value)}%"),),
        )
    if look in ("saturation_up", "saturation_down"):
        value = sign * (SATURATION[degree] if share is None else share * 100)
        return Made(
            (AdjustColour(saturation=value, clips=ids, span=span),),
            assumed=(scene.say(f"saturation {signed(value)} %", f"饱和度 {signed(value)}%"),),
        )
    if look in ("warmer", "cooler"):
        kelvin = sign * (WARMTH_K[degree] if share is None else share * WARMTH_K_AT_FULL)
        return Made(
            (AdjustColour(warmth_k=kelvin, clips=ids, span=span),),
            assumed=(scene.say(f"warmth {signed(kelvin)} K", f"色温 {signed(kelvin)} K"),),
        )
    if look == "lut":
        luts = scene.project.luts
        wanted = intent.params.get("file")
        named = (
            [each for each in luts if wanted and str(wanted).casefold() in each.name.casefold()]
            if wanted
            else list(luts[-1:])
        )
        return Made((ApplyLut(named[-1].id, share or 1.0, ids),)) if named else Unable("no_lut")
    return _named_look(scene, look, ids, span, degree, share)


def _named_look(
    scene: Scene, look: str, ids: tuple[str, ...], span: Span | None, degree: str, share: float | None
) -> Outcome:
    name = LOOKS.get(look) or (look if look in KNOWN_LOOKS else _group_of(look))
    if name is None:
        return Open(
            scene.say(
                f"I don't have a look called “{look}”. Which of these comes near?",
                f"没有叫“{look}”的滤镜，下面哪个接近？",
            ),
            tuple(
                scene.say(f"{each} look", f"{zh}滤镜")
                for each, zh in (("cinematic", "电影感"), ("vintage", "复古"), ("moody", "氛围感"), ("clean", "清新"))
            ),
        )
    mix = share if share is not None else 1.0 if name in WHOLE_LOOKS else LOOK_MIX[degree]
    return Made(
        (SetLook(name, mix, ids, span),),
        assumed=(scene.say(f"{name} look at {mix:.0%}", f"{LOOKS_ZH[name]}滤镜，强度 {mix:.0%}"),),
    )


def _group_of(look: str) -> str | None:
    """The named look a word belongs to, by the tables of phrases."""
    from rushes.language.words.lexicon import phrases
    from rushes.language.words.phrases_en import LOOKS as ENGLISH
    from rushes.language.words.phrases_zh import LOOKS as CHINESE

    for table in (ENGLISH, CHINESE):
        for name, phrase in phrases(table):
            if phrase == look:
                return LOOKS.get(str(name))
    return None
