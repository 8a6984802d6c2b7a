"""A request as it was written, made even: one character in, one character out, so that every place found in
the even text is the same place in the request. Quoted words, file names and addresses are set aside first:
nothing in them is ever read as an instruction.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rushes.language.words.amounts import chinese_number
from rushes.language.words.courtesies import ordered
from rushes.language.words.shown import shown
from rushes.language.words.traditional import SIMPLIFIED

REQUEST_CHARACTERS_MAX = 4000
"""A longer request is read up to here: nobody types more, and reading time must stay bounded."""

QUOTED, NAMED, ADDRESS = "\ue001", "\ue002", "\ue003"
"""Stand in, character for character, for quoted words, file names and web addresses."""

FOLD = SIMPLIFIED | {
    ord("‘"): "'", ord("’"): "'", ord("′"): "'", ord("“"): '"', ord("”"): '"', ord("″"): '"',
    ord("〜"): "~", ord("～"): "~", ord("—"): "-", ord("–"): "-", ord("－"): "-", ord("−"): "-", ord("‑"): "-",
    ord("　"): " ", ord("\t"): " ", ord("\xa0"): " ", ord("…"): ".",
}  # fmt: skip

_PAIRS = (("“", "”"), ("‘", "’"), ("「", "」"), ("『", "』"), ("《", "》"), ("«", "»"), ("‹", "›"), ("【", "】"))
_EXTENSIONS = (
    "mp4|mov|avi|webm|mkv|jpe?g|png|gif|webp|mp3|wav|m4a|aac|flac|ogg|srt|vtt|ass|cube|heic|tiff?|bmp|svg|m4v|mts|"
    "mxf|txt|wmv|flv|3gp|braw|r3d|otio|edl|xml|prproj|pdf|psd|ttf|otf|json"
)
_FILE = re.compile(
    rf"(?<![a-z0-9_])(?:[a-z]:\\|/|~/|\./|\.\./)?[a-z0-9_][a-z0-9_\-./\\()\[\]]{{0,200}}?\.(?:{_EXTENSIONS})(?![a-z0-9_])",
    re.ASCII,
)
_CHINESE_FILE = re.compile(
    rf"(?:(?<=\s)|(?<=[用把将和与给成为叫段个条首张入放]))(?=[\w\-]{{0,40}}[\u4e00-\u9fff])(?![\u4e00-\u9fff]{{1,20}}[a-z][\w\-]{{0,20}}\.)[^\W用把将和与换成为到在给放]{{1,40}}\.(?:{_EXTENSIONS})(?![a-z0-9_])"
)
"""A file with a Chinese name, where a space or a small word shows that it begins: Chinese has no spaces."""
_PATH = re.compile(r"(?:[a-z]:\\[^\s,，。;；'\"]{0,200}|(?<![\w.])(?:/[\w\-.]{1,60}){2,20}/?|~/[\w\-./]{1,200})")
_NAME = re.compile(
    r"(?<![a-z0-9_.@-])[a-d]-cam(?:era)?(?![a-z0-9])|(?<![a-z0-9_.@-])[a-z0-9]{1,20}(?:_[a-z0-9]{1,20}){1,5}(?![a-z0-9_.])"
)
"""A name such as a program gives: clip_b, drone_01."""
_HANDLE = re.compile(r"(?<![a-z0-9_.])@([^\s,，。;；!！?？“”\"'的在放加做作为和]{2,20})")
"""A name on a platform, shown as it is written: @somebody."""
_BARE_EXTENSION = re.compile(rf"\.(?:{_EXTENSIONS})\Z")
_ADDRESS = re.compile(r"https?://[^\s'\"，。]{1,500}|www\.[a-z0-9.\-/]{3,200}")
_DOUBLE = re.compile(r'"([^"\n]{1,400})"')
_SINGLE = re.compile(r"(?<![a-z0-9])'((?:[^'\n]|(?<=[a-z])'(?=[a-z])){1,200})'(?![a-z0-9])")
_SINGLE_S = re.compile(r"(?<![a-z0-9])'([^'\n]{1,40})'(?=s(?:[^a-z0-9]|\Z))")
_BACKTICK = re.compile(r"`([^`\n]{1,300})`")
_OPEN = re.compile(r'"([^"\n]{1,200})\Z')


_ALL_QUOTED = re.compile(r'["「『]([^"「」『』\n]{12,})["」』]')
"""A whole request put in quotes, as one copied from a list of examples: the quotes say nothing."""


_INTRODUCED = re.compile(
    r"""[\s>*•\-\d.)]*(?:(?:try|try saying|try asking|say|say something like|say things like|ask|ask something like|just say|just type|type|enter|example|examples|for example|for instance|e\.g\.|eg|you can say|you could say|you might say|users? says?|user|human|you|prompt|input|request|command|query|instruction|sample prompt|example prompt|when (?:the user|someone|a user) (?:says|asks)|如|例|例如|比如|比如说|示例|举例|试试|试试说|试试看|试着说|试一试|可以说|你可以说|您可以说|可以这样说|直接说|对它说|对ai说|用户|用户说|用户输入|输入|指令|提示词|提问|问|说)[ ,，]*[:：]?\s*["「『]([^"「」『』\n]{4,})["」』]|(?:try|example|for example|e\.g\.|user|human|you|prompt|input|request|command|query|instruction|sample prompt|example prompt|例如|比如|示例|用户|用户说|用户输入|输入|指令|提示词|试试说|试试)\s*[:：]\s*([^"\n]{5,}))[\s.。!！]*"""
)
"""A request shown as an example of one: "Try: 'add captions'", "例如：“删掉第二段”": what introduces it says nothing."""
_READ_OUT = re.compile(
    r"(?:(?:\b(?:read|narrate|speak|recite|voice ?over|narration|dub)\b|朗读|配音|旁白|念|播报|读)[^:：\n\"]{0,60}(?<!\d)[:：](?![\d\\/])\s*)([^\"\n\s][^\"\n]{3,})$"
)
"""Words to be read out after a colon: nothing in them is an order."""
_PUT_WORDS = re.compile(
    r"\b(?:put|write|stick|slap) ((?!(?:the|an?|my|our|some|it|this|that|these|those|captions?|subtitles?|text|title|music|everything)\b)[a-z0-9'!?&]+(?: [a-z0-9'!?&]+){0,6}?) (?:on|over|across) (?:it|there|screen|the (?:screen|video|picture|clip))\b(?=[^,.;]{0,25}\bin (?:white|black|red|yellow|blue|green|orange|purple|pink|gold|big|bold|large|huge)\b)"
)
"""Words to write that are told by their colour or size: "put happy birthday on it in pink"."""
_CAPITAL = r"[A-Z](?:[^\W_]|['’&!?-])*"
_WORDED = re.compile(
    r"\b(?i:titles?|text|captions?|card|heading|headline|banner|label|sign|overlay|words?|lower third)(?: [a-z]+){0,3}? (?i:reads?|reading|says?|saying):? +"
    rf"({_CAPITAL}(?: (?:{_CAPITAL}|\d[\w:%-]*|(?:of|the|to|a|and|in|for|&|vs)(?= [A-Z0-9])))*)"
    r"(?=\s*(?:[,.;!?)\n]|\Z)| (?:at|in|on|for|from|over|with|until|till|by|near|and then|then|top|bottom|left|right|centered|big|bold|large)\b)"
)
"""Words to show that begin with capitals: "the title reads SUMMER DROP"; nothing in them is an order."""
_CONTENT = re.compile(
    r"(?:内容|文案|文本|字幕文字|滚动字幕|标语|提示语|弹幕|[红黄蓝绿白黑大小花]字|一行字|几个字|一句话)(?:为|是|写)? ?: ?(?=[^\"“「『《\s])([^\",;。\n\ue002]{1,40}?)(?=\s*(?:[,;。\n]|\Z))"
)
"""Words to show, told as a setting: "内容：样片，位置：右下角"."""
_LETTERED = re.compile(
    r"(?:打上|写上|打个|写个|写着|打出|打|写|显示)(?:一行|几个字)?[:：]? ([a-z][a-z0-9'!?&.-]*(?: [a-z0-9'!?&.-]+)+)(?=\s*(?:[,，;；。\n]|\Z))"
)
"""English words to show amid Chinese: "结尾打 see you soon"."""
_LABELLED = re.compile(
    r"(?:打上|写上|标上|标注|注明|打出|显示|印上|放上|加上|写|打|加|放)((?:我们?|店里|店铺|商家|公司)?的?(?:地址|联系电话|电话号码|电话|手机号|店名|联系方式|微信号|微信|公众号|网址|官网|日期|时间|地点|报名方式|营业时间|口号|品牌名)(?:是|为)?[:： ] ?([^\s\",，;；。\n“「《][^\",，;；。\n]{0,40}?))(?=\s*(?:[,，;；。\n]|\Z))"
)
"""Words to show after what they are: "结尾打上地址：建设路18号"."""
_COUNTED = re.compile("([\u4e00-\u9fff]{2,10})([二两三四五六七八九十])个(?:大|小)?字")
_NO_WORDS = re.compile("[的那这把给将让]|标题|字幕|最后|最前|开头|结尾|前面|后面|文字|错")
"""Before so many characters stand the characters themselves, "生日快乐四个字"; unless they only say where."""
_SET_WORDS = re.compile(
    r"(?:(?<=write )|(?<=little )|(?<= a )|(?<= the )|(?<=says )|(?<=say )|(?<=put ))(?:thanks for watching|thank you for watching|link in (?:the |my )?bio|to be continued|follow for more|like and subscribe)(?![a-z])"
)
"""What films end with, said without quotes: "write link in bio"."""
_FIELDS = re.compile(r"""\s*\{\s*"[a-z_]{2,20}"\s*:[^{}\ue001]{1,300}\}\s*""")
_FROM_KEY, _TO_KEY = re.compile('"(?:start|begin|from|in)"'), re.compile('"(?:end|to|until|out)"')


def _unfielded(found: re.Match[str]) -> str:
    """A field's name as the small word it stands for, or nothing, in as many characters."""
    said = found.group()
    word = "from" if _FROM_KEY.match(said) else "to" if _TO_KEY.match(said) else ""
    return word.ljust(len(said))


_FIELD_MARKS = re.compile(
    r"""(?:"(?:start|begin|from|in|end|to|until|out)"\s*:)|[{}"\[\]]|"?(?:action|op|operation|command|type|value|params?|args|range|intent|name|input|task|edit)"\s*:|(?<="):|(?<=[\d"]),(?=\s*")"""
)
"""What holds together a request written as fields, {"action": "speed", "value": "3x"}: the words between are it."""
_COMMAND = re.compile(
    r"""[$>#\s]*(?!(?:add|put|write|show|say|title|text|type|make|insert|captions?|outro|intro|rename)\b)[a-z][a-z0-9_-]{2,20}(?: -{1,2}[a-z-]{1,12}| (?:edit|run|ask|do))*\s+["']([a-z][^"']{9,})["']\s*"""
)
"""A request handed to a program in a shell: clipctl "cut the first 5 seconds"."""
_WRAPPED = re.compile(r'\s*\{\s*"[a-z_]{2,20}"\s*:\s*"((?:[^"\\\n]|\\.){3,})"\s*\}\s*')
"""A request handed over as one field of JSON."""


@dataclass(frozen=True, slots=True)
class Aside:
    """A stretch set aside: quoted words ("quote"), a file ("file") or an address ("url"), with its own words."""

    sort: str
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Script:
    """A request: as written, evened out, and what was set aside. All three share character positions."""

    written: str
    even: str
    asides: tuple[Aside, ...]

    @property
    def chinese(self) -> bool:
        """Whether an answer belongs in Chinese: Chinese characters outside quoted words, else anywhere."""
        return has_chinese(self.even) or (not _spelt(self.even) and has_chinese(self.written))


@lru_cache(maxsize=64)
def has_chinese(text: str) -> bool:
    return any("\u3400" <= each <= "\u9fff" for each in text)


@lru_cache(maxsize=64)
def _spelt(even: str) -> bool:
    """Whether a word of letters stands in it."""
    return bool(re.search("[a-z]{2}", even))


def script(text: str, names: Iterable[str] = ()) -> Script:
    """`text` made even; `names` are media names known in the session, found whatever characters they hold."""
    written = text[:REQUEST_CHARACTERS_MAX]
    even = _unslipped("".join(map(_even, written)))
    circled = [found.start() for found in _CIRCLED.finditer(written)]
    if len(circled) > 1:
        even = "".join(";" if at in circled else each for at, each in enumerate(even))
    even = _MISTYPING.sub(lambda found: _MISTYPED[found.group()], even)
    even = _OF.sub("的", _SHADED.sub("调色", even))
    even = _AWAY.sub("掉", _PIECE.sub("段", even))
    even = _DIALECT.sub(lambda found: _SPOKEN[found.group()], even)
    even = _TITLED.sub(lambda found: found.group(1) + " ", even)
    even = _TWICE.sub(lambda found: found.group(1) + "一下", even)
    even = _PARTED.sub(lambda found: found.group(1) + found.group(2) + "下", even)
    even = _CALLED.sub(lambda found: found.group().replace("_", " "), even)
    even = _numbered_steps(even)
    whole = _ALL_QUOTED.fullmatch(even)
    if whole and not _BARE_EXTENSION.search(whole.group(1)):
        even = " " + even[1:-1] + " "
        written = " " + written[1:-1] + " "
    introduced = _INTRODUCED.fullmatch(even)
    if introduced:
        start, end = introduced.span(1) if introduced.group(1) else introduced.span(2)
        even = " " * start + even[start:end] + " " * (len(even) - end)
        written = " " * start + written[start:end] + " " * (len(written) - end)
    fields = _FIELDS.fullmatch(even)
    if fields:
        even = _FIELD_MARKS.sub(_unfielded, even)
        written = "".join(one if even[at] != " " or one == " " else " " for at, one in enumerate(written))
    command = _COMMAND.fullmatch(even)
    if command:
        start, end = command.span(1)
        even = " " * start + even[start:end] + " " * (len(even) - end)
        written = " " * start + written[start:end] + " " * (len(written) - end)
    wrapped = _WRAPPED.fullmatch(even)
    if wrapped:
        start, end = wrapped.span(1)
        even = " " * start + even[start:end] + " " * (len(even) - end)
        written = " " * start + written[start:end] + " " * (len(written) - end)
    asides: list[Aside] = []
    even = _set_aside_names(even, names, asides)
    for sort, place, start, end in _asides(written, even):
        if any(start < each.end and each.start < end for each in asides):
            continue
        words = written[place[0] : place[1]]
        asides.append(Aside(sort, start, end, words.replace("《", "").replace("》", "") if sort == "file" else words))
    for each in asides:
        mark = {"quote": QUOTED, "file": NAMED, "url": ADDRESS}[each.sort]
        even = even[: each.start] + mark * (each.end - each.start) + even[each.end :]
    if not has_chinese(even):
        even = ordered(even)
    return Script(written, even, tuple(sorted(asides, key=lambda each: each.start)))


_SLIPS = {
    "frist": "first", "fisrt": "first", "firts": "first", "teh": "the", "hte": "the", "viedo": "video", "vidoe": "video", "vedio": "video", "lsat": "last",
    "secodn": "second", "adn": "and", "tilte": "title", "titel": "title", "muisc": "music", "musci": "music", "speeed": "speed",
    "sudio": "audio", "aduio": "audio", "subtitels": "subtitles", "captoins": "captions", "clpi": "clip", "secnod": "second",
}  # fmt: skip
"""Slips of the hand in small words that times and order hang on; each has the length of the word meant."""
_MISTYPED = {
    "字目": "字幕", "字墓": "字幕", "字募": "字幕", "字木": "字幕", "转厂": "转场", "转常": "转场", "音月": "音乐", "音悦": "音乐", "镜相": "镜像", "视屏": "视频", "视苹": "视频", "剪集": "剪辑", "剪缉": "剪辑",
    "自幕": "字幕", "视品": "视频", "视平": "视频", "漫动作": "慢动作", "加苏": "加速", "滤境": "滤镜", "背景音落": "背景音乐", "订格": "定格", "转长": "转场",
    "导处": "导出", "陪音": "配音", "配因": "配音", "虑镜": "滤镜", "滤竟": "滤镜", "水因": "水印", "声因": "声音", "马塞克": "马赛克", "坚屏": "竖屏", "慢动做": "慢动作", "到放": "倒放", "道放": "倒放",
    "降燥": "降噪", "去燥": "去噪", "燥音": "噪音", "躁音": "噪音", "噪因": "噪音", "分辩率": "分辨率", "帧律": "帧率", "贞率": "帧率", "祯率": "帧率", "音亮": "音量", "淡如": "淡入", "加数到": "加速到", "画中话": "画中画", "贴只": "贴纸",
    "特校": "特效", "片投": "片头", "倒出视频": "导出视频", "转厂效果": "转场效果", "定各": "定格", "过度效果": "过渡效果", "过度动画": "过渡动画", "防斗": "防抖", "旋传": "旋转", "专场": "转场", "水映": "水印", "山掉": "删掉", "片位": "片尾", "中文字母": "中文字幕", "英文字母": "英文字幕", "双语字母": "双语字幕", "加字母": "加字幕", "加上字母": "加上字幕", "配字母": "配字幕", "字母大": "字幕大", "字母小": "字幕小", "字母颜色": "字幕颜色", "自动字母": "自动字幕",
    "背景音月": "背景音乐", "滤竞": "滤镜", "减辑": "剪辑", "减掉前": "剪掉前", "合拼": "合并", "拼结": "拼接", "导岀": "导出", "淡人": "淡入", "淡岀": "淡出", "倍数播放": "倍速播放", "静因": "静音", "消燥": "消噪", "配月": "配乐", "音孝": "音效",
}  # fmt: skip
"""Words typed by their sound, which are no words themselves, by the word meant; each has its length."""
_OF = re.compile("(?<=[\u4e00-\u9fff])(?:得|地)(?=镜头|部分|片段|那段|那个镜头|开头|结尾|背景音乐|字幕)")
"""得 or 地 where the 的 is meant."""
_PIECE = re.compile(
    "(?<=第[一二两三四五六七八九十1-9])断(?!开|断|续|层|掉|点|裂)|(?<=最后一)断(?!开|断|续|层|掉|点|裂)"
)
"""The 断 of 第二断 is a piece, typed by its sound."""
_SHADED = re.compile("调设(?![备置])")
"""The 调设 that is no beginning of 调设备 is 调色."""
_AWAY = re.compile("(?<=[删剪切])调(?![色整节音频试成到大小高低])")
"""The 调 of 删调 is 掉."""
_MISTYPING = re.compile("|".join(sorted(_MISTYPED, key=len, reverse=True)))
_SLIP = re.compile(rf"(?<![a-z0-9_.@#/\\\\])(?:{'|'.join(_SLIPS)})(?![a-z0-9_.@/\\\\])")


_CALLED = re.compile(
    r"(?<![a-z0-9_./\\-])(?:keep|trim|cut|add|remove|delete|set|split|export|mute|fade|insert|apply|merge|concat|speed|slow|change|replace|move|crop|rotate|flip|blur|normalize|"
    r"denoise|extract|reverse|freeze|stabilize|overlay|generate|reorder|undo|zoom)(?:_(?:only|start|end|range|ranges|clips?|silences?|title|text|captions?|subtitles?|music|audio|video|volume|speed|up|"
    r"down|in|out|frame|frames|transition|fade|effect|filter|fillers?|noise|color|colour|order|background|logo|watermark|video|resolution|aspect|ratio|loudness|last|to|at|motion)){1,3}(?![a-z0-9_.])"
)
"""An operation written as programs name theirs, keep_only or trim_start: words with a stroke for the space."""
_STEP = re.compile(r"(?<![\w(.])(\d{1,2})\) ?(?=[a-z])")


_CIRCLED = re.compile("[①-⑳❶-❿]")
_LISTED = re.compile(
    r"[(](?:\d{1,2}|[一二三四五六七八九十])[)](?=[\u4e00-\u9fff])"
    r"|(?:(?<=[,;。\n ])|\A)(?:\d{1,2}|[一二三四五六七八九十])、(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])\d、(?=[\u4e00-\u9fff])"
)
"""Numbers of steps as Chinese writes them: ①, (2), 三、."""


def _numbered_steps(even: str) -> str:
    """Numbers of steps written in one line, "1) ... 2) ...", as the ends of sentences they are."""
    if len(_LISTED.findall(even)) > 1:
        even = _LISTED.sub(lambda found: ";".ljust(len(found.group())), even)
    steps = list(_STEP.finditer(even))
    if len(steps) < 2 or [int(each[1]) for each in steps] != list(range(1, len(steps) + 1)):
        return even
    for each in steps:
        even = even[: each.start()] + ";".ljust(each.end() - each.start()) + even[each.end() :]
    return even


_SPOKEN = {
    "唔该": "麻烦", "得唔得": "行不行", "唔系": "不是", "细声": "小声", "嘈": "吵", "呢首": "这首", "呢条": "这条", "加返": "加上", "即刻": "马上", "仲": "还", "唔": "不", "长气": "啰嗦", "成条片": "整条片", "快啲": "快点", "慢啲": "慢点", "大啲": "大点", "细啲": "小点", "光啲": "亮点", "剪咗": "剪掉", "删咗": "删掉",
    "唔好": "不要", "唔要": "不要", "唔使": "不用", "我哋": "我们", "俺们": "我们", "嘅": "的", "畀": "给", "俾": "给", "喺": "在", "呢段": "这段", "呢个": "这个", "嗰段": "那段", "嗰个": "那个",
    "冇": "没", "啲": "些", "嗰啲": "那些", "呢啲": "这些", "嗰度": "那里", "呢度": "这里", "嗰": "那", "攞": "拿", "睇": "看", "揀": "选", "拣": "选", "冧": "倒", "嚟": "来", "系咪": "是否", "係咪": "是否", "点解": "为何", "边个": "哪个", "搵": "找", "整靓": "弄好", "靓": "美", "啱": "对", "而家": "现在", "琴日": "昨天", "咁": "这", "哋": "们", "乜": "啥", "㗎": "呀", "咩": "吗", "埋": "上", "熄": "关", "咗": "了", "侬": "你", "阿拉": "我们", "佢": "它", "点样": "怎样",
}  # fmt: skip
"""Cantonese and other spoken forms, each by as many characters of the written language."""
_DIALECT = re.compile("|".join(sorted(_SPOKEN, key=len, reverse=True)))
_TWICE = re.compile("([去压稳调剪修改提降切弄处加换减删转收整])一\\1")
"""A verb said twice is the verb: 压一压, 调一调."""
_TITLED = re.compile(r"\b(dr|mr|mrs|ms|prof|st|sgt|capt|lt|rev)\.(?= ?[a-z])")
"""Titles of people end in a full stop that ends nothing: "Dr. Sorvino"."""
_PARTED = re.compile(
    "([消静降调去加变打截配抠防提锐裁剪混缩])(?:个|\\1)(音(?!乐|频|轨|效|量)|噪|色|速|码|图|乐|像|抖|亮|化|切|辑|水印)"
)
"""A verb of two characters with something between them, or its first said twice: 消个音, 降降噪."""


def _unslipped(even: str) -> str:
    return _SLIP.sub(lambda found: _SLIPS[found.group()], even)


def _even(character: str) -> str:
    folded = FOLD.get(ord(character))
    if folded:
        return folded
    if "\ue000" <= character <= "\uf8ff":
        return " "
    wide = unicodedata.normalize("NFKC", character)
    if len(wide) == 1:
        character = wide
    small = character.lower()
    return FOLD.get(ord(small), small) if len(small) == 1 else character


_STEM = re.compile(r"[a-z][a-z0-9_\-]{2,40}")
"""A file's name without its ending, in Latin letters: amid Chinese it can only be the name."""
_NO_STEMS = frozenset((
    "bgm", "logo", "vlog", "intro", "outro", "music", "song", "audio", "video", "title", "lut", "gif", "pip", "sfx", "app", "mp3", "mp4", "wav", "mov",
    "tiktok", "youtube", "cover", "clip", "voice", "photo", "image", "emoji", "mv", "cut", "fps", "crf", "hdr", "sdr",
))  # fmt: skip
"""Names that are words of the trade even amid Chinese."""


def _set_aside_names(even: str, names: Iterable[str], asides: list[Aside]) -> str:
    """Names of the session's media, longest first; a short plain word is a name only in its full spelling."""
    known = sorted(set(names), key=len, reverse=True)
    stems = [(_BARE_EXTENSION.sub("", "".join(map(_even, name))), name) for name in known] if has_chinese(even) else []
    bare = [each for each in stems if _STEM.fullmatch(each[0]) and each[0] not in _NO_STEMS]
    for wanted, name in [*(("".join(map(_even, name)), name) for name in known), *bare]:
        if len(wanted) < 3:
            continue
        at = even.find(wanted)
        while at >= 0:
            end = at + len(wanted)
            before, after = even[at - 1 : at], even[end : end + 1]
            latin = wanted[0].isascii() and wanted[-1].isascii()
            whole = not latin or not (_word(before) or _word(after))
            if whole and not any(at < each.end and each.start < end for each in asides):
                start, stop = (at - 1, end + 1) if before and before in "'\"" and after == before else (at, end)
                asides.append(Aside("file", start, stop, name))
                even = even[:start] + NAMED * (stop - start) + even[stop:]
            at = even.find(wanted, end)
    return even


def _word(character: str) -> bool:
    return bool(character) and character.isascii() and (character.isalnum() or character == "_")


def _asides(written: str, even: str) -> list[tuple[str, tuple[int, int], int, int]]:
    found = []
    for opening, closing in _PAIRS:
        at = written.find(opening)
        while at >= 0:
            end = written.find(closing, at + 1)
            if 0 <= end <= at + 400 and written[at + 1 : end].strip():
                found.append(("quote", (at + 1, end), at, end + 1))
                at = written.find(opening, end)
            else:
                at = written.find(opening, at + 1)
    for pattern in (_DOUBLE, _BACKTICK, _SINGLE, _SINGLE_S, _OPEN):
        for each in pattern.finditer(even):
            if each.group(1).strip():
                found.append(("quote", each.span(1), each.start(), each.end()))
    spoken = _READ_OUT.search(even)
    if spoken and not any(each in spoken.group(1) for each in (QUOTED, NAMED, "“", "「")):
        end = spoken.start(1) + len(spoken.group(1).rstrip())
        found.insert(0, ("quote", (spoken.start(1), end), spoken.start(1), end))
    found += [("quote", span, *span) for span in ([] if has_chinese(even) else shown(written, even))]
    for each in _SET_WORDS.finditer(even):
        found.append(("quote", each.span(), each.start(), each.end()))
    for each in _PUT_WORDS.finditer(even):
        found.append(("quote", each.span(1), each.start(1), each.end(1)))
    for each in _WORDED.finditer(written):
        found.append(("quote", each.span(1), each.start(1), each.end(1)))
    for each in _CONTENT.finditer(even):
        found.append(("quote", each.span(1), each.start(1), each.end(1)))
    for each in _LETTERED.finditer(even) if has_chinese(even) else ():
        found.append(("quote", each.span(1), each.start(1), each.end(1)))
    for each in _LABELLED.finditer(even):
        found.append(("quote", each.span(2), *each.span(1)))
    for each in _COUNTED.finditer(even):
        start = each.start(2) - int(chinese_number(each.group(2)))
        if start >= each.start() and not _NO_WORDS.search(even, start, each.start(2)):
            found.append(("quote", (start, each.start(2)), start, each.start(2)))
    for each in _HANDLE.finditer(written):
        found.append(("quote", each.span(), each.start(), each.end()))
    for each in _ADDRESS.finditer(even):
        found.append(("url", each.span(), each.start(), each.end()))
    for pattern in (_CHINESE_FILE, _FILE, _PATH, _NAME):
        for each in pattern.finditer(even):
            found.append(("file", each.span(), each.start(), each.end()))
    for each in _BOOKED_FILE.finditer(written):
        found.insert(0, ("file", each.span(), each.start(), each.end()))
    return [_as_file(written, each) for each in found]


_BOOKED_FILE = re.compile(rf"《[^《》\n]{{1,60}}》\s?\.(?:{_EXTENSIONS})", re.IGNORECASE)
"""A song's title in its marks, with what kind of file it is: 《晴天》.mp3."""


def _as_file(written: str, each: tuple[str, tuple[int, int], int, int]) -> tuple[str, tuple[int, int], int, int]:
    """A quoted file name is a file, not words to show."""
    sort, place, start, end = each
    inside = written[place[0] : place[1]].strip().lower()
    if sort == "quote" and (_BARE_EXTENSION.search(inside) or _PATH.fullmatch(inside)):
        sort = "file"
    return sort, place, start, end
