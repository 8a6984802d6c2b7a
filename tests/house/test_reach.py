"""Both languages reach every operation: one plain sentence each, that makes it and nothing else."""

from __future__ import annotations

import pytest
from tests.edits.sketches import project_of

from rushes.edits import (
    OPERATIONS,
    AddMusic,
    AddOverlay,
    AddTitle,
    AddTransition,
    AdjustColour,
    AppendMedia,
    ApplyLut,
    ChangeOverlay,
    ChangeTitle,
    ChangeVolume,
    CropPicture,
    CutRange,
    DeleteClips,
    FadePicture,
    FadeSound,
    Flip,
    Freeze,
    InsertClip,
    KeepRanges,
    LiftRange,
    MoveClip,
    Mute,
    RemoveOverlays,
    RemoveSounds,
    RemoveTitles,
    RemoveTransitions,
    Reorder,
    RepeatClip,
    ReplaceClip,
    ReplaceSound,
    ResetColour,
    ResetFraming,
    Reverse,
    Rotate,
    SetAspect,
    SetCanvas,
    SetDucking,
    SetFit,
    SetLength,
    SetLook,
    SetLoudness,
    SetRate,
    SetSpeed,
    SetZoom,
    ShiftSound,
    Split,
    SplitEvenly,
    SwapClips,
    TrimEnd,
    TrimStart,
    applied,
)
from rushes.language.answers import Request, Understood
from rushes.language.reader import answer

SAID: dict[type, tuple[str, str]] = {
    TrimStart: ("trim the first 2 seconds", "剪掉前2秒"),
    TrimEnd: ("cut off the last 2 seconds", "剪掉最后2秒"),
    CutRange: ("cut from 1 to 3 seconds", "删除1到3秒"),
    LiftRange: ("lift 1 to 3 seconds", "提升1到3秒"),
    KeepRanges: ("keep only 1 to 3 seconds", "只保留1到3秒"),
    SetLength: ("make it 5 seconds long", "剪成5秒"),
    Split: ("split at 2 seconds", "在2秒处分割"),
    SplitEvenly: ("split it into 3 equal parts", "平均分成3段"),
    DeleteClips: ("delete the second clip", "删掉第二段"),
    MoveClip: ("move the third clip to the front", "把第三段移到最前面"),
    Reorder: ("reorder the clips: 3, 1, 2", "按3、1、2的顺序排列"),
    SwapClips: ("swap clips 1 and 2", "第一段和第二段对调"),
    AppendMedia: ("append d", "把d接到最后"),
    InsertClip: ("insert d at 2 seconds", "在2秒插入d"),
    ReplaceClip: ("replace the second clip with d", "把第二段换成d"),
    RepeatClip: ("repeat it twice", "重复两遍"),
    SetSpeed: ("2x speed", "两倍速"),
    Reverse: ("play it backwards", "倒放"),
    Freeze: ("freeze at 2 seconds for 2 seconds", "在2秒处定格2秒"),
    CropPicture: ("crop 10% off the bottom", "底部裁掉10%"),
    Rotate: ("rotate 90 degrees", "旋转90度"),
    Flip: ("mirror it", "镜像"),
    SetAspect: ("make it vertical 9:16", "改成竖屏9:16"),
    SetCanvas: ("make the canvas 1920x1080", "分辨率改成1920x1080"),
    SetRate: ("set the frame rate to 25 fps", "帧率改成25"),
    SetFit: ("fill the frame", "画面铺满"),
    SetZoom: ("slow zoom in", "缓慢推近"),
    ResetFraming: ("remove the crop", "取消裁切"),
    AdjustColour: ("make it warmer", "暖一点"),
    SetLook: ("cinematic look", "电影感"),
    ApplyLut: ("apply teal.cube", "套用teal.cube"),
    ResetColour: ("reset the colours", "取消调色"),
    FadePicture: ("fade in from black", "开头淡入"),
    AddOverlay: ("put still in the top right corner", "把still放在右上角"),
    ChangeOverlay: ("make the logo bigger", "logo大一点"),
    RemoveOverlays: ("remove the logo", "去掉logo"),
    ChangeVolume: ("make it louder", "声音大一点"),
    Mute: ("mute the second clip", "第二段静音"),
    FadeSound: ("fade the music out", "音乐淡出"),
    AddMusic: ("add lo-fi music", "加lo-fi背景音乐"),
    RemoveSounds: ("remove the music", "去掉音乐"),
    SetDucking: ("lower the music when I talk", "说话时音乐变小"),
    ReplaceSound: ("replace the audio with talk", "用talk替换原声"),
    SetLoudness: ("normalise the loudness to -14 LUFS", "统一响度到-14 LUFS"),
    ShiftSound: ("delay the music by 200 ms", "音乐延后200毫秒"),
    AddTitle: ("add the title 'Hello'", "加标题“你好”"),
    ChangeTitle: ("make the title bigger", "标题放大一点"),
    RemoveTitles: ("remove the title", "去掉标题"),
    AddTransition: ("crossfade between clips", "加叠化转场"),
    RemoveTransitions: ("remove the transitions", "去掉转场"),
}

FILM = project_of(
    'a2-6 >dissolve0.4> b2-6 c2-6[-6dB] | t9:t "Dawn" 0-3 | o10:o still 0- | s11:m tune 0- -18dB', rate=30
)
"""Three clips with handles, a transition, a title, a logo, music; a file `d` and a table `teal.cube` in the pool."""


def test_every_operation_has_its_sentences():
    assert set(SAID) == set(OPERATIONS)


NOT_YET: set[str] = set()
"""Sentences that the reader does not understand so far. When one is, its test says so: take it off this list."""


def _case(kind: type, language: str, text: str):
    name = f"{kind.__name__}-{language}"
    marks = [pytest.mark.xfail(reason="not understood so far", strict=True)] if name in NOT_YET else []
    return pytest.param(kind, text, id=name, marks=marks)


CASES = [_case(kind, *said) for kind, texts in SAID.items() for said in zip(("en", "zh"), texts)]


@pytest.mark.parametrize(("kind", "text"), CASES)
def test_a_sentence_reaches_its_operation(kind: type, text: str):
    """And what it makes can be done."""
    understood = answer(Request(text, FILM, find_music=lambda mood: FILM.find("tune")))
    assert isinstance(understood, Understood), understood
    assert [type(operation) for operation in understood.operations] == [kind]
    applied(FILM.with_media(*understood.media), understood.operations)
