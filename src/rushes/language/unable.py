"""What can't be done yet, and why, in both languages. Honest, with the nearest thing that can be done."""

from __future__ import annotations

REASONS: dict[str, tuple[str, str]] = {
    "empty": ("There is nothing on the timeline yet. Add footage first.", "时间线上还没有内容，请先添加素材。"),
    "gone": ("That clip is gone already.", "那个片段已经不在了。"),
    "no_title": ("There is no title on the timeline.", "时间线上没有标题。"),
    "no_captions": ("There are no subtitles on the timeline.", "时间线上没有字幕。"),
    "no_music": ("There is no music on the timeline.", "时间线上没有音乐。"),
    "no_overlay": ("There is no logo or picture over the video.", "画面上没有水印或叠加的图片。"),
    "no_transition": ("There is no transition to take away.", "没有可以去掉的转场。"),
    "no_such_music": (
        "I have no music for “{}”. Name a music file, or a mood such as calm, upbeat or lo-fi.",
        "没有“{}”风格的音乐。请指定音乐文件，或说一种情绪，如舒缓、欢快、lo-fi。",
    ),
    "no_file": ("There is no file “{}” in this session. Upload it first.", "这个会话里没有文件“{}”，请先上传。"),
    "needs_file": ("I need a file for that: upload {} first.", "需要先上传一个文件：{}。"),
    "nothing_to_do": ("That is how it is already: {}.", "现在已经是这样了：{}。"),
    "listening": (
        "I can't listen to speech yet, so {} isn't possible; times work: “cut from 0:10 to 0:15”.",
        "我还不能识别语音，所以做不到“{}”；可以说具体时间，例如“剪掉0:10到0:15”。",
    ),
    "seeing": (
        "I can't see what is in the picture yet, so {} isn't possible; clip numbers, file names and times work.",
        "我还不能识别画面内容，所以做不到“{}”；可以说片段序号、文件名或时间。",
    ),
    "speaking": (
        "I can't make a voice yet; upload a recording and say where it goes.",
        "我还不能生成配音；可以上传录音，再说放在哪里。",
    ),
    "cleaning": (
        "I can't clean up sound yet ({}); volume, muting and fades work.",
        "我还不能做音频修复（{}）；可以调音量、静音和淡入淡出。",
    ),
    "sound_effect": ("I can't change the sound that way yet ({}).", "我还不能这样处理声音（{}）。"),
    "picture_effect": (
        "That picture effect isn't there yet: {}. Looks, colour, zoom, crop and fades are.",
        "还没有这个画面效果：{}。可以用滤镜、调色、缩放、裁切和淡入淡出。",
    ),
    "layout": ("That isn't there yet: {}.", "这个还做不到：{}。"),
    "own_mind": (
        "I don't make a whole edit by myself yet. Tell me what to keep, in which order, how long.",
        "我还不能自己完成整个剪辑。请告诉我保留哪些、什么顺序、多长。",
    ),
    "effect_file": (
        "I have no sound effects of my own; upload one and say where it goes.",
        "我没有自带的音效；可以上传一个，再说放在哪里。",
    ),
    "handoff": (
        "I can't write a project for {} yet; mp4, mov, webm and gif work.",
        "还不能导出 {} 工程；可以导出 mp4、mov、webm、gif。",
    ),
    "no_lut": (
        "There is no colour table (.cube) in this session. Upload it first.",
        "这个会话里没有 LUT（.cube）文件，请先上传。",
    ),
    "mostly_silent": (
        "Almost all of it is quiet ({}), so cutting the pauses would leave next to nothing. Name times instead.",
        "几乎全程都很安静（{}），去掉停顿就所剩无几了。请直接给出时间。",
    ),
    "no_layer": ("There is no such layer of sound; I can tell {} apart.", "没有这一层声音；能分开的声音有 {} 层。"),
    "no_sound": ("There is no added sound to move.", "没有可以移动的声音。"),
}
"""Code -> (English, Chinese); `{}` is what it is about."""

NOT_YET: dict[str, str] = {
    "captions": "listening", "translate_captions": "listening", "transcribe": "listening", "remove_fillers": "listening",
    "caption_style": "no_captions", "voiceover": "speaking", "sfx": "effect_file", "denoise_audio": "cleaning", "audio_fx": "sound_effect",
    "stabilize": "picture_effect", "denoise_video": "picture_effect", "sharpen": "picture_effect", "upscale": "picture_effect", "blur": "picture_effect",
    "background_remove": "picture_effect", "background_replace": "picture_effect", "visual_effect": "picture_effect", "pan": "picture_effect",
    "reframe_subject": "seeing", "auto_color": "seeing", "highlight_reel": "seeing", "split_screen": "layout", "progress_bar": "layout", "sticker": "layout",
    "beat_sync": "listening", "chapters": "listening", "auto_edit": "own_mind", "slideshow": "layout",
}  # fmt: skip
"""Operations nothing is made of yet, and why."""

NAMES: dict[str, tuple[str, str]] = {
    "captions": ("making subtitles", "识别字幕"), "translate_captions": ("translating subtitles", "翻译字幕"), "transcribe": ("transcribing", "语音转文字"),
    "remove_fillers": ("finding filler words", "找出语气词"), "remove_silence": ("finding pauses", "找出停顿"), "caption_style": ("subtitles", "字幕"),
    "voiceover": ("a voice-over", "配音"), "sfx": ("sound effects", "音效"), "denoise_audio": ("noise removal", "降噪"), "audio_fx": ("sound effects", "声音效果"),
    "stabilize": ("stabilising", "防抖"), "denoise_video": ("picture noise removal", "画面降噪"), "sharpen": ("sharpening", "锐化"), "upscale": ("upscaling", "超分"),
    "blur": ("blurring", "模糊"), "background_remove": ("removing the background", "去背景"), "background_replace": ("replacing the background", "换背景"),
    "visual_effect": ("effects", "特效"), "pan": ("panning", "平移"), "reframe_subject": ("following a subject", "跟踪主体"), "auto_color": ("automatic colour", "自动调色"),
    "highlight_reel": ("choosing highlights", "挑选精彩片段"), "split_screen": ("split screen", "分屏"), "progress_bar": ("a progress bar", "进度条"),
    "sticker": ("stickers", "贴纸"), "beat_sync": ("cutting to the beat", "卡点"), "chapters": ("chapters", "章节"), "auto_edit": ("editing by itself", "自动剪辑"),
    "slideshow": ("a slideshow", "幻灯片"), "split": ("splitting by scene", "按镜头分割"), "remove_content": ("finding “{}”", "找出“{}”"), "keep_content": ("finding “{}”", "找出“{}”"),
}  # fmt: skip


def reason(code: str, about: str, chinese: bool) -> str:
    """The sentence for a refusal."""
    return REASONS[code][1 if chinese else 0].format(about)


def name_of(op: str, chinese: bool, detail: str = "") -> str:
    """What an operation is called in a sentence."""
    return NAMES.get(op, (op.replace("_", " "), op))[1 if chinese else 0].format(detail)
