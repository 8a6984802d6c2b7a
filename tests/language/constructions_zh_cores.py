"""What is wished in the Chinese constructions: operations with the words each is said in."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.language.bank import Wanted

Readings = tuple[tuple[Wanted, ...], ...]

# fmt: off
NOTHING: Readings = ()
"""Nothing is to be done."""


@dataclass(frozen=True)
class Core:
    op: str
    params: dict[str, object] = field(default_factory=dict)
    things: str = ""
    before: str = ""
    """Verbs that take the thing after them."""
    after: str = ""
    """What is said of the thing after it."""
    alone: str = ""
    """Noun phrases that ask by themselves."""
    place: str = ""
    """What it may be done to besides the whole: "clip", "span", "clip span"."""
    whole: str = "视频"
    """What stands for the thing where a clip or a stretch is named, or nothing."""
    state: bool = False
    """Whether what stands after the thing is a state (大一点), so that 让 can lead it."""
    placed: str = ""
    """What is said of a clip or a stretch, where it is not what is said of the thing."""
    adds: bool = False
    """Whether something is put on the film, so that 给视频, 在视频里 can lead it."""
    also: tuple[tuple[str, dict[str, object]], ...] = ()
    """Other fair operations."""

    @property
    def wanted(self) -> Readings:
        return tuple((each,) for each in self.operations({}))

    def operations(self, more: dict[str, object]) -> list[Wanted]:
        return [(op, {**params, **more}) for op, params in ((self.op, self.params), *self.also)]


def _look(look: str, after: str, before: str = "", things: str = "画面 视频", alone: str = "", **more: object) -> Core:
    return Core("color", {"look": look}, things, before, after, alone, "clip span", "画面", **more)  # type: ignore[arg-type]


GONE = "去掉 删掉 删除 删了 移除 剪掉 弄掉 不要了 拿掉 关掉"
TAKE = "去掉 删掉 删除 移除 去除 拿掉"
CUT = "剪掉 删掉 去掉 切掉 砍掉 删了 裁掉 掐掉 不要了 剪了 删除"
CUTS = "剪掉 删掉 去掉 切掉 删除 砍掉 裁掉 剪去"
PUT = "加 加上 添加 加个 来个 放上 加入 弄个"

CORES: tuple[Core, ...] = (
    # words
    Core("captions", {}, "字幕 中文字幕 自动字幕", "加 加上 添加 配上 打上 生成 识别出", "加上 配上 打上 生成一下 加一下", "自动字幕 中文字幕", adds=True),
    Core("captions", {"format": "bilingual"}, "双语字幕 中英双语字幕 中英文字幕", "加 加上 添加 配 生成", "加上 配上 做出来", "中英双语字幕 双语字幕", adds=True),
    Core("captions", {"language": "en"}, "英文字幕 英语字幕", "加 加上 配上 添加", "加上 配上", "英文字幕", adds=True, also=(("translate_captions", {"language": "en"}),)),
    Core("remove_text", {"which": "captions"}, "字幕", TAKE, GONE),
    Core("remove_text", {"which": "title"}, "标题 片头标题", TAKE, "去掉 删掉 删除 删了 移除 弄掉 不要了 拿掉"),
    Core("title", {"text": "旅行日记"}, "标题“旅行日记” 标题《旅行日记》 标题「旅行日记」", "加 加上 添加 加个 打上 放上", "加上 打上 放上去", adds=True),
    Core("text_overlay", {"text": "未完待续"}, "文字“未完待续” “未完待续”四个字 一行字“未完待续”", "加 加上 打上 写上 显示 添加", "打上 加上 显示出来 写上", place="span", whole="", adds=True, placed="显示“未完待续” 打上“未完待续” 加文字“未完待续”"),
    Core("lower_third", {}, "人名条 名牌 姓名条", "加 加上 添加 加个", "加上 打上", adds=True),
    Core("caption_style", {"size": "bigger"}, "字幕 字幕字号", "放大 调大", "大一点 放大一点 调大 再大些 大一号", state=True, also=(("edit_text", {"which": "captions"}),)),
    Core("caption_style", {"color": "黄色"}, "字幕 字幕颜色", "", "改成黄色 换成黄色 变成黄色 设为黄色 用黄色", also=(("edit_text", {}),)),
    Core("caption_style", {"position": "bottom"}, "字幕", "", "放到底部 移到下面 挪到画面下方 放在底部", also=(("edit_text", {}),)),
    Core("edit_text", {"text": "再见"}, "标题", "", "改成“再见” 换成“再见” 改为“再见”"),
    Core("translate_captions", {"language": "en"}, "字幕", "", "翻译成英文 翻成英文 译成英语 翻译为英文"),
    Core("transcribe", {}, "语音 视频里的话 说话内容", "转写", "转成文字 转成文字稿", "逐字稿 语音转文字"),
    # sound
    Core("music", {}, "背景音乐 音乐 bgm 配乐", "加 加上 添加 配上 来点 来段 放点", "加上 配上 来一段 安排上", "背景音乐 加段bgm", adds=True),
    Core("music", {"mood": "upbeat"}, "轻快的音乐 欢快的背景音乐 轻快的bgm 欢快的配乐", "加 加上 配上 来段 来点 添加", "加上 配上", "轻快背景音乐 欢快的bgm", adds=True),
    Core("music", {"mood": "calm"}, "舒缓的音乐 安静的背景音乐 轻柔的钢琴曲", "加 加上 配上 来一首 换成", "加上 配上", "舒缓背景音乐", adds=True),
    Core("remove_music", {}, "背景音乐 音乐 bgm 配乐", TAKE + " 关掉", GONE + " 关了 撤掉", "", also=(("remove_audio_layer", {}),)),
    Core("music_volume", {"level": "down"}, "背景音乐 音乐 bgm 音乐声 音乐音量", "调小 压低 降低 减小 调低", "小一点 调小一点 小声点 压低一些 轻一点 调低 降低一点 再小点 弱一些", state=True),
    Core("music_volume", {"level": "up"}, "背景音乐 音乐 bgm 音乐声", "调大 加大 提高 调高", "大一点 调大一点 大声点 响一点 调高", state=True),
    Core("music_volume", {}, "背景音乐 音乐音量 bgm", "", "降到30% 调到百分之三十 调成三成 减到30%", also=(("music", {}),)),
    Core("music", {"replace": True}, "背景音乐 音乐 bgm", "换 换掉 更换", "换一首 换掉 换个别的 换成别的"),
    Core("volume", {"level": "up"}, "声音 音量", "调大 提高 加大 调高 放大 增大", "大一点 调大 调高一点 大声点 提高一些 加大 再大一点", "", "clip", "声音", state=True),
    Core("volume", {"level": "down"}, "声音 音量", "调小 降低 减小 压低 调低", "小一点 调小 调低一点 小声点 降低一些 轻一点", "", "clip", "声音", state=True),
    Core("volume", {"factor": 0.5}, "音量 声音", "", "降到50% 减半 调到一半 调到百分之五十 降低一半", "", "clip", "音量"),
    Core("mute", {}, "原声 视频声音 视频原声", "关掉 去掉 消掉", "静音 消音 关掉 去掉", "", "clip span", "", placed="静音 消音 静音一下 消声"),
    Core("normalize_audio", {}, "音量 响度 声音大小", "统一 均衡", "统一一下 标准化 均衡一下 拉平", "音量统一 响度标准化"),
    Core("denoise_audio", {}, "噪音 杂音 背景噪音 底噪 风声", "去掉 消除 降低 去除 减少", "去掉 消除掉 去一下 降下来 处理掉", "音频降噪 人声降噪", "clip span", "噪音"),
    Core("audio_fade", {"dir": "out"}, "音乐 背景音乐 bgm 声音", "", "淡出 渐渐消失 慢慢淡出 渐弱"),
    Core("audio_fade", {"dir": "in"}, "音乐 背景音乐 bgm 声音", "", "淡入 渐渐响起 慢慢淡入 渐强"),
    Core("audio_fade", {"dir": "both"}, "音乐 背景音乐 声音", "", "淡入淡出 做淡入淡出"),
    Core("duck", {}, "音乐 背景音乐 bgm", "", "在说话时自动变小 在有人说话时压低 说话的时候小一点", also=(("music_volume", {}),)),
    Core("voiceover", {"text": "大家好"}, "配音“大家好” 旁白“大家好”", "加 加上 生成 配上 添加", "加上 配上", adds=True),
    Core("extract_audio", {}, "音频 声音 音轨", "提取 导出 单独提取 分离出", "提取出来 单独导出 分离出来 导成mp3", "提取音频"),
    Core("replace_audio", {"file": "voice.wav"}, "原声 视频声音", "", "换成voice.wav 替换成voice.wav"),
    Core("sfx", {}, "音效 转场音效 掌声音效", "加 加上 添加 加个 来个", "加上", adds=True),
    # time
    Core("speed", {"level": "up"}, "视频 画面 节奏", "加快 调快", "快一点 加快 调快 加速 快进", "", "clip span", "", state=True, also=(("set_duration", {}),)),
    Core("speed", {"factor": 2}, "视频 速度", "", "加速到2倍 调成2倍速 改成两倍速 加速两倍 变成二倍速 用2倍速播放", "2倍速 两倍速播放", "clip span", ""),
    Core("speed", {"factor": 1.5}, "视频 速度", "", "加速到1.5倍 调成1.5倍速 改为1.5倍 提到1.5倍", "1.5倍速", "clip span", ""),
    Core("slow_motion", {}, "视频 画面", "放慢 减慢", "放慢 慢一点 慢放 做成慢动作 减速 慢下来", "慢动作 慢镜头", "clip span", "", state=True, also=(("speed", {"level": "down"}),)),
    Core("slow_motion", {"factor": 0.5}, "视频 速度", "", "放慢到0.5倍 调成0.5倍速 慢放到0.5倍速 减速到0.5倍", "0.5倍速慢放", "clip span", "", also=(("speed", {"factor": 0.5}),)),
    Core("reverse", {}, "视频", "倒放", "倒放 反向播放 倒着放 倒过来播", "视频倒放", "clip span", ""),
    Core("freeze_frame", {"at": 5, "duration": 2}, "第5秒", "", "定格2秒 定格两秒 画面定格2秒 停住2秒"),
    Core("freeze_frame", {"at": "end", "duration": 3}, "最后一帧", "", "定格3秒 停留3秒 延长3秒"),
    Core("loop", {}, "视频", "循环播放 重复", "循环播放 重复一遍 循环一下", "", "clip", ""),
    # cutting
    Core("trim_start", {"seconds": 5}, "前5秒 开头5秒 最前面5秒 开头的5秒 前五秒 片头5秒 视频前5秒 前面5秒 头5秒", CUTS, CUT),
    Core("trim_start", {"seconds": 90}, "前一分半 前1分30秒 开头90秒 前一分三十秒", CUTS, CUT),
    Core("trim_end", {"seconds": 3}, "最后3秒 结尾3秒 末尾三秒 后3秒 片尾3秒 视频最后3秒 结尾的3秒", CUTS, CUT),
    Core("cut_range", {"start": 10, "end": 20}, "10秒到20秒 第10秒到第20秒 10-20秒 0:10到0:20 10s到20s 从10秒到20秒 10秒至20秒 10到20秒 10秒~20秒 0:10-0:20 第10到20秒 10秒到20秒之间 10秒到20秒那段 10秒到20秒的内容 10到20秒这段", CUTS, CUT),
    Core("cut_range", {"start": 75, "end": 100}, "1分15秒到1分40秒 1:15到1:40 一分十五秒到一分四十秒 1分15到1分40", CUTS, CUT),
    Core("cut_range", {"start": 30}, "30秒以后的内容 30秒之后的部分 第30秒以后的 30秒后面的", CUTS, CUT, also=(("trim_end", {}), ("keep_range", {"end": 30}))),
    Core("cut_range", {"end": 12}, "12秒以前的内容 12秒之前的部分 第12秒以前的 12秒前面的", CUTS, CUT, also=(("trim_start", {"seconds": 12}), ("keep_range", {"start": 12}))),
    Core("keep_range", {"start": 10, "end": 20}, "10秒到20秒 第10秒到第20秒 0:10到0:20 10s到20s 10-20秒 从10秒到20秒的部分", "只保留 只留 截取 保留 截出 只要 剪出 裁出", "截出来 截取出来 留下 剪出来 保留下来 单独截出来"),
    Core("keep_range", {"end": 30}, "前30秒 开头30秒 前半分钟", "只保留 只留 截取 只要", "留下 截出来 保留下来"),
    Core("delete_clip", {"which": 2}, "第二段 第2段 第二个片段 片段2 第2个视频 第二段视频 第二个镜头 第二段素材", CUTS, CUT),
    Core("delete_clip", {"which": "last"}, "最后一段 最后一个片段 最后那段 最后一个镜头", CUTS, CUT),
    Core("delete_clip", {"which": [1, 3]}, "第一段和第三段 第一和第三段 第1、3段 第一个和第三个片段", CUTS, CUT),
    Core("cut_range", {"where": "second_half"}, "后半段 后一半 后半部分 下半段", CUTS, CUT),
    Core("reorder", {"clip": 2, "to": "end"}, "第二段 第2个片段 片段2", "", "放到最后 移到最后 挪到最后面 放到结尾 调到最后 放最后"),
    Core("reorder", {"clip": 3, "to": "start"}, "第三段 第3个片段 片段3", "", "放到最前面 移到开头 挪到最前 提到最前面 放到开头 调到第一个"),
    Core("reorder", {"clip": 3, "to": "after 1"}, "第三段 第3个片段", "", "放到第一段后面 移到第一段之后 挪到第一段后面"),
    Core("reorder", {"order": "swap 1 2"}, "第一段和第二段 片段1和片段2 前两段", "", "对调 换个位置 互换 交换一下顺序"),
    Core("reorder", {"order": "reverse"}, "片段顺序 所有片段的顺序 顺序", "颠倒", "倒过来 反过来 颠倒一下"),
    Core("split", {"at": 10}, "视频", "", "从第10秒切开 在10秒处分割 从0:10切开 在第十秒的位置切一刀 在10s处断开"),
    Core("merge", {}, "所有片段 全部视频 所有素材 这几段 几个视频", "合并 拼接 连接", "合并 拼起来 拼接在一起 合成一个 接起来 连起来 合并成一个视频"),
    Core("set_duration", {"seconds": 30}, "视频 时长 总时长 整个视频", "", "剪到30秒 控制在30秒 压缩到30秒 缩短到30秒 剪成30秒 缩到半分钟 控制在30秒以内", "30秒版本", also=(("auto_edit", {}), ("speed", {}))),
    Core("remove_silence", {}, "停顿 静音片段 空白 没人说话的地方 气口", "去掉 剪掉 删除 去除 删掉", "去掉 剪掉 删掉 去干净", "去停顿 去除静音片段"),
    Core("remove_fillers", {}, "语气词 口头禅 嗯啊这些词 口水词", "去掉 剪掉 删除 去除 删掉", "去掉 剪掉 删掉 清掉", "去语气词"),
    Core("highlight_reel", {}, "精彩片段 高光时刻 精彩瞬间", "挑出 剪出 提取", "挑出来 剪出来 剪成合集", "精彩集锦 高光混剪", also=(("keep_content", {}), ("auto_edit", {}))),
    Core("auto_edit", {}, "视频", "自动剪辑 智能剪辑", "自动剪辑一下 自动剪一版 一键成片", "自动剪辑 一键成片"),
    Core("insert_clip", {"file": "b.mp4"}, "b.mp4", "插入", "插到第10秒 插在10秒处 放到第10秒的位置", also=(("picture_in_picture", {}),)),
    Core("replace_clip", {"with": "b.mp4"}, "第二段 第2个片段", "", "换成b.mp4 替换成b.mp4 替换为b.mp4"),
    # picture
    _look("brighter", "调亮 亮一点 提亮 调亮一点 再亮些 亮度提高 变亮", "提亮 调亮", state=True),
    _look("darker", "调暗 暗一点 压暗 调暗一点 亮度降低", "压暗 调暗", state=True),
    _look("warmer", "暖一点 调暖 偏暖一些 变暖 色调暖一点", "", "画面 色调 颜色 视频", state=True),
    _look("cooler", "冷一点 调冷 偏冷一些 变冷 冷色一点", "", "画面 色调 颜色 视频", state=True),
    _look("bw", "变成黑白 改成黑白 调成黑白 做成黑白的 转成黑白 弄成黑白", "", alone="黑白滤镜 黑白效果 黑白风格"),
    _look("vintage", "变成复古风 调成复古风格 做成胶片感 弄成复古的", "", alone="复古滤镜 胶片感 复古风格"),
    _look("cinematic", "调成电影感 做成电影质感 弄得有电影感 变成电影风格", "", alone="电影感 电影感滤镜 电影级调色"),
    Core("color", {"look": "contrast_up"}, "对比度", "提高 增加 加大 加强 调高", "高一点 调高 提高一些 加强 拉高一点 大一点", "", "clip", "对比度", state=True),
    Core("color", {"look": "saturation_up"}, "饱和度", "提高 增加 加大 调高", "高一点 调高 提高一些 拉高 加一点", "", "clip", "饱和度", state=True),
    Core("color", {"look": "saturation_down"}, "饱和度", "降低 减小 调低", "低一点 调低 降低一些 降一点", "", "clip", "饱和度", state=True),
    Core("color", {"look": "brighter"}, "亮度 曝光", "提高 增加 调高 加大", "高一点 调高 提高一些 加一点 提高20%", "", "clip", "亮度", state=True),
    Core("auto_color", {}, "颜色 画面颜色 色彩", "校正 自动校正", "校正一下 自动调一下 校准一下", "自动调色 色彩校正", also=(("color", {}),)),
    Core("stabilize", {}, "画面 视频", "稳定", "稳一点 做防抖 防抖处理 稳定一下 去抖动", "画面防抖 视频防抖 防抖处理", "clip span", ""),
    Core("denoise_video", {}, "画面噪点 噪点", "去掉 去除 减少 消除", "去掉 降一降 处理一下", "画面降噪 视频降噪"),
    Core("sharpen", {}, "画面 视频", "锐化", "锐化一下 清晰一点 更清晰些 锐一点", "画面锐化", "clip", "", state=True, also=(("upscale", {}),)),
    Core("upscale", {}, "画质 视频画质", "提升 增强 修复", "提升一下 提升到4K 增强一下 修复一下", "画质增强 高清修复"),
    Core("rotate", {"deg": 90}, "视频 画面", "", "旋转90度 顺时针转90度 转90度 顺时针旋转90°", "", "clip", ""),
    Core("flip", {"axis": "horizontal"}, "视频 画面", "水平翻转", "水平翻转 左右翻转 镜像一下 左右镜像", "水平镜像 镜像翻转", "clip", ""),
    Core("crop", {}, "黑边 上下黑边 左右黑边", "去掉 裁掉 去除 切掉", "去掉 裁掉 切掉 去一下", "去黑边"),
    Core("zoom", {}, "画面 镜头", "放大 拉近", "放大一点 拉近 慢慢推近 放大到1.2倍", "", "clip span", "画面", also=(("crop", {}),)),
    Core("aspect", {"ratio": "9:16"}, "视频 画面 比例 画幅", "", "改成竖屏 变成竖屏 转成9:16 裁成9:16 改成9比16 做成竖版 换成竖屏 调成9:16", "竖屏版 竖版视频 9:16竖屏", also=(("export", {}),)),
    Core("aspect", {"ratio": "1:1"}, "视频 画面 比例", "", "改成1:1 裁成正方形 变成方形 转成1:1 调成1比1", "1:1方形 正方形版", also=(("export", {}),)),
    Core("aspect", {"ratio": "16:9"}, "视频 画面 比例", "", "改成横屏 变成16:9 转成横版 裁成16:9 调成16比9", "横屏版 16:9横屏", also=(("export", {}),)),
    Core("blur", {}, "人脸 车牌 路人的脸", "模糊 遮住 打码", "打码 打马赛克 模糊掉 遮一下 打上马赛克 糊掉", "", "span", "人脸"),
    Core("blur", {"region": "background"}, "背景", "虚化 模糊", "虚化 虚化一下 模糊掉 模糊一下", "背景虚化"),
    Core("background_remove", {}, "背景 绿幕背景 绿幕", "抠掉 去掉", "抠掉 去掉 抠除", "绿幕抠像 智能抠像"),
    Core("watermark", {"position": "top_right"}, "右上角的logo 右上角水印", "加 加上 添加 放", "加上", "右上角logo 右上角水印", adds=True),
    Core("watermark", {"position": "bottom_right"}, "logo 水印", "", "放到右下角 放在右下角 加在右下角 贴到右下角 打在右下角"),
    Core("remove_text", {"which": "watermark"}, "水印 logo", TAKE, "去掉 删掉 删除 移除 弄掉 不要了", also=(("blur", {}), ("remove_effect", {}))),
    Core("picture_in_picture", {"file": "cam.mp4"}, "cam.mp4", "", "做成画中画 放到右下角做画中画 以画中画形式放在右上角"),
    Core("image_insert", {"file": "map.png"}, "图片map.png map.png", "插入 加上 放上 插", "插进去 加进来 插到第10秒 放到第10秒"),
    Core("sticker", {}, "贴纸 爱心贴纸 表情贴纸 箭头", "加 加上 贴 添加 来个", "加上 贴上", adds=True),
    Core("intro", {}, "片头 片头动画", "加 加上 添加 做个 来个", "加上 做一个", "", adds=True),
    Core("outro", {"text": "谢谢观看"}, "片尾“谢谢观看” 片尾字幕“谢谢观看”", "加 加上 添加 放", "加上 打上", adds=True, also=(("text_overlay", {"text": "谢谢观看"}),)),
    Core("split_screen", {}, "两个视频 这两段视频 两段画面", "", "做成分屏 左右分屏 并排显示 放在同一个画面里", "左右分屏"),
    Core("progress_bar", {}, "进度条", "加 加上 添加 加个", "加上", "底部进度条", adds=True),
    Core("beat_sync", {}, "视频 画面 镜头", "", "卡点 踩点 跟着音乐卡点 按节奏卡点 和音乐节拍对齐", "音乐卡点 卡点视频"),
    Core("fade_in", {}, "开头 片头 视频开头", "", "淡入 做淡入 加个淡入 从黑场淡入", "开头淡入"),
    Core("fade_out", {}, "结尾 片尾 视频结尾", "", "淡出 做淡出 加个淡出 渐渐变黑 淡出到黑", "结尾淡出"),
    Core("fade_out", {"duration": 2}, "结尾 片尾 最后", "", "淡出2秒 做2秒淡出 加2秒的淡出 用2秒淡出"),
    Core("transition", {}, "转场 转场效果 过渡", "加 加上 添加 加个 加点 来点", "加上 加一下", "转场效果", adds=True),
    Core("transition", {"type": "crossfade"}, "叠化转场 叠化 溶解转场", "加 加上 添加 用", "加上", "叠化转场", adds=True),
    Core("remove_effect", {}, "特效 滤镜 转场 所有特效", TAKE, "去掉 删掉 删除 移除 弄掉 不要了"),
    Core("visual_effect", {}, "下雪特效 光晕效果 故障效果 胶片颗粒", "加 加上 添加 套用 来个", "加上", "故障效果 老电视效果", "clip span", "", adds=True, placed="加下雪特效 加上光晕效果 加个故障效果"),
    # output
    Core("export", {}, "视频 成片 成品", "导出 输出 渲染 下载", "导出 导出来 输出一下 存到本地 发给我"),
    Core("export", {"resolution": "4k"}, "视频 成片", "", "导出成4K 以4K导出 输出为4K 渲染成4K 用4K导出", "4K导出 导出4K"),
    Core("export", {"resolution": "1080p"}, "视频 成片", "", "导出成1080p 以1080P导出 输出为1080p", "1080p导出 导出1080P"),
    Core("export", {"format": "mp4"}, "视频 成片", "", "导出成mp4 导出为MP4格式 存成mp4 转成mp4", "导出mp4"),
    Core("export", {"format": "gif"}, "视频", "", "导出成gif 转成gif 做成GIF动图", "gif动图"),
    Core("export", {"max_mb": 50}, "视频 文件大小 文件", "", "压到50MB 压缩到50MB以内 控制在50M以内", ""),
    Core("resolution", {"target": "720p"}, "分辨率 视频分辨率", "", "改成720p 调到720P 设为720p 降到720p", also=(("export", {"resolution": "720p"}),)),
    Core("fps", {"target": 60}, "帧率 视频帧率", "", "改成60帧 调到60fps 设为60 提到60帧", "60帧", also=(("export", {"fps": 60}),)),
    Core("thumbnail", {}, "封面 缩略图", "做 生成 做个 截", "做一张 生成一下", "视频封面"),
    Core("chapters", {}, "章节 章节标记", "加 添加 生成 打上", "加上 打上 生成一下", adds=True),
)  # fmt: skip
