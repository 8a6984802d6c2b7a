"""What must never be done in place of what was asked in Chinese: acts that were once wrong, and what is said instead."""

from __future__ import annotations

import pytest

from rushes.edits import AddTitle, applied
from rushes.language.answers import Question, Refused, Understood
from rushes.language.reading import Route
from rushes.language.rules import read
from rushes.model.sketch import sketch
from rushes.model.time import Seconds
from rushes.model.timeline import TitleKind
from tests.edits.sketches import project_of
from tests.language.test_resolve import becomes, said

THREE = "a0-10 b0-10 c0-10"


def wishes(text: str) -> list[tuple[str, dict[str, object]]]:
    return [(each.op, each.params) for each in read(text).intents]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("加个红色字幕，算了还是黄色", [("captions", {"color": "黄色"})]),
        ("左上角加logo，还是右上角吧", [("watermark", {"position": "top_right"})]),
        ("导出mp4，不对，mov", [("export", {"format": "mov"})]),
        ("配个欢快的音乐，算了还是舒缓的吧", [("music", {"mood": "舒缓"})]),
        ("剪掉前5秒，说错了，是最后5秒", [("trim_end", {"seconds": 5})]),
        ("标题写“春天来了”，不对，写“夏天来了”", [("title", {"text": "夏天来了"})]),
        ("把第一段移到最后，不对，移到第二段后面", [("reorder", {"clip": 1, "to": "after 2"})]),
        ("先静音，不对，先降噪", [("denoise_audio", {})]),
        ("音量调大，不对，调小一点", [("volume", {"level": "down"})]),
        ("把这段删了，不，静音就行", [("mute", {"clip": "selected"})]),
        ("静音第二段，不对，是第三段静音", [("mute", {"clip": 3})]),
        ("给第一段，哦不，第二段加个复古滤镜", [("color", {"look": "vintage", "clip": 2})]),
        ("把第一段和第二段合并，不对，第二段和第三段", [("merge", {"clips": [2, 3]})]),
        ("删掉第二段，加字幕，不对，是中英双语字幕", [("delete_clip", {"which": 2}), ("captions", {"languages": ["zh", "en"], "format": "bilingual"})]),
        ("加速到2倍，不，还是1.5倍吧", [("speed", {"factor": 1.5})]),
    ],
)  # fmt: skip
def test_the_last_word_counts(text, wanted):
    assert wishes(text) == wanted


@pytest.mark.parametrize(
    "text", ["删掉第一段，算了还是留着吧", "删掉第一段，算了，不删了", "帮我倒放，算了不用了", "画面调亮一点，算了，还是原来的样子吧", "logo去掉，还是留着吧"]
)  # fmt: skip
def test_what_is_called_off_is_not_done(text):
    reading = read(text)
    assert reading.intents == ()
    assert reading.held_back


@pytest.mark.parametrize(
    ("text", "ops"),
    [
        ("视频里所有的“呃”都去掉，口误也删了", ["remove_fillers", "remove_content"]),
        ("加字幕、配乐，等等，都弄好", ["captions", "music"]),
        ("字幕颜色不对，换成白色", ["caption_style"]),
    ],
)
def test_words_of_correction_that_correct_nothing(text, ops):
    assert [each.op for each in read(text).intents] == ops


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("开场先放最后那个大合影", [("reorder", {"clip": "last", "to": "start"})]),
        ("开头用第三段", [("reorder", {"clip": 3, "to": "start"})]),
        ("音乐太大，我听不清自己说话了", [("music_volume", {"level": "down"})]),
        ("把人像抠出来放到海边的背景上", [("background_replace", {"what": "海边"})]),
        ("只导前30秒，做个预告", [("export", {"start": 0, "end": 30})]),
        ("删掉第二段到第三段", [("delete_clip", {"which": [2, 3]})]),
        ("第一段到第三段静音", [("mute", {"clip": [1, 2, 3]})]),
        ("剪掉前面七八秒", [("trim_start", {"seconds": 7})]),
        ("每段留两三秒", [("set_duration", {"seconds": 2, "each": True})]),
        ("从1分钟开始，之前的全删掉", [("cut_range", {"end": 60})]),
        ("到2分钟结束，后面的都不要", [("cut_range", {"start": 120})]),
        ("把超过10秒的片段都剪到10秒", [("set_duration", {"seconds": 10, "each": True})]),
        ("客厅跟卧室调个顺序", [("reorder", {"clip": "客厅", "to": "卧室", "order": "swap 客厅 卧室"})]),
        ("按客厅、卧室、厨房的顺序来", [("reorder", {"order": ["客厅", "卧室", "厨房"]})]),
        ("水印铺满画面", [("watermark", {})]),
        ("把背景里的人去掉", [("remove_content", {"what": "人"})]),
        ("加上画面抖动的特效", [("visual_effect", {"name": "画面抖动的"})]),
        ("把字幕往上移一点，不要挡住嘴", [("caption_style", {})]),
        ("给按钮加个高亮框", [("sticker", {"name": "高亮框"})]),
        ("把25帧转30帧", [("fps", {"target": 30})]),
        ("把口播里的“那个”剪掉", [("remove_fillers", {"words": ["那个"]})]),
        ("风太大了，把风声压一压", [("denoise_audio", {})]),
        ("音乐同步淡出", [("audio_fade", {"dir": "out", "target": "music"})]),
        ("结尾打上电话：13800000000", [("text_overlay", {"position": "end", "text": "13800000000"})]),
        ("显示生日快乐四个字", [("text_overlay", {"text": "生日快乐"})]),
        ("标题写“你好”，淡入淡出", [("title", {"text": "你好", "animation": "淡入淡出"})]),
        ("标题停留3秒后淡出", [("edit_text", {"which": "title", "duration": 3, "animation": "淡出"})]),
        ("第一段和第二段之间黑一下", [("transition", {"type": "dip to black", "between": [1, 2]})]),
        ("缩短到原来的一半", [("set_duration", {"level": "down", "share": 0.5})]),
        ("恢复刚才删掉的片段", [("undo", {})]),
        ("检测静音并删除", [("remove_silence", {})]),
        ("在1:20处分割并删除后面的", [("split", {"at": 80}), ("cut_range", {"start": 80})]),
        ("吹风机的声音去掉", [("remove_content", {"what": "吹风机的声音"})]),
        ("每个镜头控制在4秒", [("set_duration", {"max": 4, "seconds": 4, "each": True})]),
        ("把店名改成“老周瓷砖”", [("edit_text", {"which": "店名", "text": "老周瓷砖"})]),
        (
            "字幕字号36，颜色白色，描边黑色2px",
            [("caption_style", {"color": "白色", "size": 36, "style": "描边黑色2px"})],
        ),
        ("下一段静音", [("mute", {"clip": "下一段"})]),
        ("把跳舞那段剪短一点", [("set_duration", {"level": "down", "clip": "跳舞"})]),
        ("别人说我视频节奏太慢，帮我快一点", [("speed", {"level": "up"})]),
        ("帮我导出一个小一点的", [("export", {"compress": True})]),
        ("加一条白色分割线", [("sticker", {"name": "白色分割线"})]),
        ("视频画面比声音慢", [("audio_sync", {})]),
        ("音乐和画面节奏匹配", [("beat_sync", {})]),
        ("全部静音只留音乐", [("mute", {"clip": "all", "except": "music"})]),
        ("把音量调到80", [("volume", {"factor": 0.8})]),
        ("让logo旋转起来", [("watermark", {"animation": "旋转", "change": True})]),
        ("第一分钟静音", [("mute", {"start": 0, "end": 60})]),
        ("删掉第二分钟", [("cut_range", {"start": 60, "end": 120})]),
        ("从第二分钟开始静音", [("mute", {"start": 120})]),
        ("为视频添加片头片尾", [("intro", {}), ("outro", {})]),
        ("全程加上黑白滤镜，但第20到25秒保持彩色", [("color", {"look": "bw"})]),
        ("小朋友唱歌那段收音太小", [("volume", {"level": "up", "clip": "小朋友唱歌"})]),
        ("把 tea.mov 旋转 270 度后导出", [("rotate", {"deg": 270, "clip": "tea.mov"}), ("export", {})]),
        ("视频缩短5秒", [("trim_end", {"seconds": 5})]),
        ("把第二段缩短3秒", [("trim_end", {"seconds": 3, "clip": 2})]),
        ("缩短到20秒", [("set_duration", {"seconds": 20})]),
        (
            "第二段开头剪2秒，结尾剪1秒",
            [("trim_start", {"seconds": 2, "clip": 2}), ("trim_end", {"seconds": 1, "clip": 2})],
        ),
        ("第一个片段留一半就行", [("set_duration", {"level": "down", "share": 0.5, "clip": 1})]),
        ("第二段和第三段之间不要转场", [("remove_effect", {"which": "transition", "between": [2, 3]})]),
        ("旋转负15度", [("rotate", {"deg": -15})]),
        ("加个地球图标", [("sticker", {"name": "地球"})]),
        ("声音小", [("volume", {"level": "up"})]),
        ("做个竖屏的30秒短视频", [("set_duration", {"seconds": 30}), ("aspect", {"ratio": "9:16"})]),
        ("每段取中间3秒", [("keep_range", {"where": "middle", "seconds": 3, "clip": "all"})]),
        ("让视频从第5秒开始播放，背景音乐从头开始", [("keep_range", {"start": 5}), ("music", {"start": 0})]),
        ("音乐在第10秒进来", [("music", {"start": 10})]),
        ("把中间30秒到45秒的声音去掉", [("mute", {"start": 30, "end": 45})]),
        (
            "标题先淡入，停3秒，再淡出",
            [("edit_text", {"which": "title", "style": "淡入", "animation": "淡入，淡出", "duration": 3})],
        ),
        ("做个前后对比", [("split_screen", {})]),
        ("给文字加个背景框", [("text_overlay", {})]),
        ("第二段保留原声，其他段静音", [("mute", {"clip": "all", "except": 2})]),
        ("把第三段的背景音乐去掉", [("remove_music", {"clip": 3})]),
        ("在第一段后面接上b.mp4", [("insert_clip", {"file": "b.mp4", "after": 1})]),
        ("最后一段重复了，删掉一遍", [("delete_clip", {"which": "last"})]),
        ("开头音乐太突然，淡入一下", [("audio_fade", {"dir": "in", "target": "music"})]),
        ("第一段声音大第二段声音小，调一致", [("normalize_audio", {})]),
        ("字幕换成黄底黑字", [("caption_style", {"color": "黑", "background": "黄"})]),
        ("第二个标题删掉", [("remove_text", {"number": 2, "which": "title"})]),
        ("水印透明度调低一点", [("watermark", {"change": True})]),
        ("截取1分15秒开始的20秒", [("keep_range", {"start": 75, "end": 95})]),
        ("把口红试色那段提到最前面", [("reorder", {"clip": "口红试色", "to": "start"})]),
        ("生成中文字幕，每行不超过12个字", [("captions", {"language": "zh"})]),
        ("字幕挡住脸了，换个地方", [("caption_style", {})]),
        ("竖屏素材转横屏", [("aspect", {"ratio": "16:9"})]),
        ("把画面倒过来", [("flip", {"axis": "vertical"})]),
        (
            "左上角放标志logo.png，别太大",
            [("watermark", {"position": "top_left", "file": "logo.png", "size": "smaller"})],
        ),
        ("静音片段超过1秒的都剪掉，保留0.2秒", [("remove_silence", {"min_seconds": 1})]),
        ("去掉没有人的镜头", [("delete_clip", {"which": "没有人"})]),
        (
            "第二段太暗了第三段太亮了，调一下",
            [("color", {"look": "brighter", "clip": 2}), ("color", {"look": "darker", "clip": 3})],
        ),
        ("跑步的部分加速", [("speed", {"level": "up", "clip": "跑步"})]),
        ("去掉字幕的背景", [("remove_effect", {"which": "背景"})]),
        ("字幕加黑色底", [("caption_style", {"background": "黑"})]),
        ("主画面放第一段，右下小窗放第二段", [("picture_in_picture", {"position": "bottom_right", "clip": 2})]),
        ("把音乐换成鼓点的", [("music", {"mood": "鼓点", "replace": True})]),
        ("标题颜色跟logo一样用橙色", [("title", {"color": "橙色"})]),
        ("画面只留红色", [("visual_effect", {"name": "只留红色"})]),
        ("追踪人脸打码", [("blur", {"region": "人脸"})]),
        ("做一个快闪视频", [("auto_edit", {})]),
        (
            "剪个竖版视频，20秒，加音乐",
            [("aspect", {"ratio": "9:16"}), ("set_duration", {"seconds": 20}), ("music", {})],
        ),
        ("片段之间加闪白", [("transition", {"type": "闪白", "between": "all"})]),
        ("骑行那段加速到4倍，配上风声", [("speed", {"factor": 4, "clip": "骑行"}), ("sfx", {"name": "风声"})]),
        ("生成字幕，白色，黑边，底部居中", [("captions", {"color": "白色", "style": "黑边", "position": "bottom"})]),
    ],
)
def test_what_is_asked_is_done_and_nothing_else(text, wanted):
    assert wishes(text) == wanted


@pytest.mark.parametrize("text", ["高音那块破音了", "高音有点刺耳", "画面左右不对称"])
def test_a_fault_with_no_remedy_named_changes_nothing(text):
    reading = read(text)
    assert (reading.route, reading.intents) == (Route.UNCLEAR, ())


@pytest.mark.parametrize("text", ["片头的logo动画延长到三秒", "片头缩短到2秒", "片头别超过3秒"])
def test_the_length_of_the_opening_is_not_the_films(text):
    assert [each.params.get("clip") for each in read(text).intents if each.op == "set_duration"] != [None]
    assert not isinstance(said(text, THREE), Understood)


@pytest.mark.parametrize(
    ("text", "route"),
    [
        ("我想把这两天拍的都传上来", Route.UPLOAD),
        ("现在开始剪吧", Route.UNCLEAR),
        ("一共剪了几刀", Route.STATUS),
        ("复制时间线", Route.UNCLEAR),
        ("第1轨道静音", Route.UNCLEAR),
        ("导出来的视频没有声音", Route.STATUS),
        ("修复划痕", Route.UNCLEAR),
        ("保留掌声", Route.UNCLEAR),
        ("音乐结尾截断", Route.UNCLEAR),
        ("最后老板说欢迎光临那句要留着，别剪了", Route.UNCLEAR),
        ("把成片寄到客户邮箱", Route.OUT_OF_SCOPE),
        ("第三段多留2秒", Route.UNCLEAR),
        ("第二段往后挪3秒", Route.UNCLEAR),
        ("嗯嗯", Route.HELP),
        ("给所有片段加上编号", Route.UNCLEAR),
        ("导出两个版本：带水印和不带水印", Route.UNCLEAR),
        ("视频和音乐长度对齐", Route.UNCLEAR),
        ("会员能导出几K", Route.CREDITS),
        ("视频里第几分钟在唱歌", Route.STATUS),
        ("参考这个视频的风格剪", Route.UNCLEAR),
        ("旁白语速快一点", Route.UNCLEAR),
        ("字幕和声音对不上，往后0.5秒", Route.UNCLEAR),
        ("能识别方言吗", Route.HELP),
        ("用钢琴，还是用吉他好？", Route.HELP),
        ("帮我把视频投放成广告", Route.OUT_OF_SCOPE),
    ],
)
def test_what_asks_for_no_edit_makes_none(text, route):
    reading = read(text)
    assert (reading.route, reading.intents) == (route, ())


def test_colours_are_named_as_the_labels_name_them():
    assert read("把字幕改成黄色").operations == [{"op": "caption_style", "params": {"color": "yellow"}}]


def test_a_background_that_can_not_be_put_in_is_told():
    assert isinstance(said("把人像抠出来放到海边的背景上", THREE), Refused)


def test_a_place_that_only_words_tell_is_asked_for():
    assert isinstance(said("把我咳嗽的地方静音", THREE), Question)


def test_all_clips_to_the_last_go():
    assert sketch(becomes("删掉第二段到最后一段", THREE).timeline) == "a0-10"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("删除第2条字幕", ["一", "三"]),
        ("最后一条字幕去掉", ["一", "二"]),
        ("去掉第二段的字幕", ["一", "三"]),
        ("去掉字幕", []),
    ],
)
def test_only_the_captions_named_go(text, left):
    captions = [
        AddTitle(words, at, Seconds(4), TitleKind.CAPTION)
        for words, at in (("一", Seconds(1)), ("二", Seconds(12)), ("三", Seconds(22)))
    ]
    before = applied(project_of(THREE), captions)
    assert [each.text for each in becomes(text, before).timeline.titles] == left


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("每段开头都剪掉1秒", "a1-10 b1-10 c1-10"),
        ("所有片段结尾去掉1秒", "a0-9 b0-9 c0-9"),
        ("第一段和第三段各剪掉2秒", "a0-8 b0-10 c0-8"),
        ("第二段剪掉2秒", "a0-10 b0-8 c0-10"),
        ("每段取中间3秒", "a3.5-6.5 b3.5-6.5 c3.5-6.5"),
        ("每段只留前3秒", "a0-3 b0-3 c0-3"),
        ("把第二段之后的都删了", "a0-10 b0-10"),
        ("第二段之前的删掉", "b0-10 c0-10"),
        ("从第二段开始都删掉", "a0-10"),
        ("前15秒之后全部删除", "a0-10 b0-5"),
        ("截取第一段前3秒和第三段后3秒", "a0-3 b0-10 c7-10"),
        ("第二段开头剪2秒，结尾剪1秒", "a0-10 b2-9 c0-10"),
    ],
)
def test_what_is_left_is_what_the_sentence_leaves(text, after):
    assert sketch(becomes(text, THREE).timeline) == after


def test_a_piece_of_a_clip_is_not_moved_with_all_of_it():
    assert read("把第二段前4秒移到最后").intents == ()
