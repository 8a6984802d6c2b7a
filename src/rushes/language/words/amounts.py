"""Numbers as people write them, with what they count: times, lengths, shares, levels, sizes.

Every pattern is anchored where it is tried and has no nested repeats, so reading time grows with the text's
length and no faster. Times and lengths are seconds.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from rushes.language.words.lexicon import Token

FRAMES_PER_SECOND_ASSUMED = 30
"""What a count of frames is divided by where the session's rate is not known."""

DIGITS = r"\d{1,9}(?:,\d{3})*(?:\.\d{1,6})?|\.\d{1,6}"
_SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_VALUES = (
    {word: index for index, word in enumerate(_SMALL)}
    | {word: 20 + 10 * i for i, word in enumerate(_TENS)}
    | {"fourty": 40}
)
WORDS = (
    rf"(?:(?:{'|'.join(_SMALL[1:10])}|an?)[ -]hundred(?:[ -]and)?(?:[ -](?:{'|'.join([*_TENS, *_SMALL])}))?"
    rf"|(?:{'|'.join(_TENS)}|fourty)(?:[ -](?:{'|'.join(_SMALL[1:10])})\b)?|{'|'.join(reversed(_SMALL))})"
)
CHINESE = r"(?:[零〇一二两俩三四五六七八九十百千]{1,8}(?:点[零一二三四五六七八九]{1,4})?|半)"
_NUMBER = rf"(?:{DIGITS}|{WORDS}\b)"
_ZNUMBER = rf"(?:{DIGITS}|{CHINESE})"
_ANY = rf"(?:{DIGITS}|{WORDS}\b|{CHINESE})"
_SEC = r"(?:seconds?|secs?|sec\.|s|secound?s?|secnods?|seconts?|seocnds?|secods?|seonds?|secondes|sceonds?)(?![a-z])"
_MIN = r"(?:minutes?|mins?|min\.|m|minuts?|mintues?|minuets?|mintes)(?![a-z])"
_HOUR = r"(?:hours?|hrs?|h)(?![a-z]| ?[=:])"
_UNIT_SECONDS = {"h": 3600.0, "m": 60.0, "s": 1.0}


def number(text: str) -> float:
    """`text` as a number: digits with thousands commas, English or Chinese number words, "半"."""
    text = text.strip().replace(",", "")
    if re.fullmatch(r"[+\-]?(?:\d+(?:\.\d*)?|\.\d+)", text):
        return float(text)
    return float(chinese_number(text) if text and text[0] > "\u2e7f" else english_number(text))


def english_number(text: str) -> float:
    total = 0
    for word in re.split(r"[ -]", text):
        if word == "hundred":
            total = max(total, 1) * 100
        elif word not in ("and", "a", "an"):
            total += _VALUES.get(word, 0)
    return float(total)


_ABOUT = re.compile(
    "(?<![一二两三四五六七八九零〇])(?:[一两二]三|[一]两|三四|四五|五六|六七|七八|八九)(?![一二两三四五六七八九零〇])"
)
"""Two digits that follow each other are about so many: 五六秒, 二三十秒; the smaller is taken."""


def chinese_number(text: str) -> float:
    if text == "半":
        return 0.5
    digits = {each: index for index, each in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2}
    whole, _, decimals = text.partition("点")
    whole = _ABOUT.sub(lambda found: found.group()[0], whole)
    total, last = 0, 0
    for each in whole:
        if each in digits:
            last = digits[each] if not last or each in "零〇" else last * 10 + digits[each]
        else:
            total += (last or 1) * {"十": 10, "百": 100, "千": 1000}[each]
            last = 0
    share = sum(digits.get(each, 0) / 10**place for place, each in enumerate(decimals, 1))
    return total + last + share


@dataclass(frozen=True, slots=True)
class Length:
    """A length or moment in seconds, and the unit it was said in (1, 60 or 3600): "1 to 2 minutes" needs it."""

    seconds: float
    unit: float = 1.0
    vague: bool = False


Builder = Callable[[re.Match[str]], object]


def _clock(m: re.Match[str]) -> object:
    hours, minutes, secs = m.group(1) or "0", m.group(2), m.group(3)
    return Length(int(hours) * 3600 + int(minutes) * 60 + float(secs.replace(",", ".")), 1.0)


def _english_length(m: re.Match[str]) -> object:
    total, unit = 0.0, 1.0
    for group, unit_name in (("h", "h"), ("m", "m"), ("s", "s")):
        if m.group(group):
            unit = _UNIT_SECONDS[unit_name]
            total += number(m.group(group)) * unit
    return Length(total, unit)


def _chinese_length(m: re.Match[str]) -> object:
    total, unit = 0.0, 1.0
    if m.group("h"):
        unit = 3600.0
        total += number(m.group("h")) * unit
    if m.group("m"):
        unit = 60.0
        total += number(m.group("m")) * unit
        if m.group("mh"):
            total += 30
    if m.group("s"):
        unit = 1.0
        total += number(m.group("s"))
        if m.group("sh"):
            total += 0.5
    elif m.group("bare"):
        unit = 1.0
        total += number(m.group("bare"))
    return Length(total, unit)


def _unit_of(word: str) -> float:
    return {"h": 3600.0, "m": 60.0, "s": 1.0, "小": 3600.0, "钟": 3600.0, "分": 60.0, "秒": 1.0}[word[0]]


_RESOLUTIONS = {
    "uhd": "4k",
    "ultra hd": "4k",
    "ultrahd": "4k",
    "fullhd": "1080p",
    "full hd": "1080p",
    "fhd": "1080p",
    "qhd": "1440p",
    "超高清": "4k",
    "全高清": "1080p",
}
_FACTOR_WORDS = {
    "double": 2.0, "twice": 2.0, "triple": 3.0, "thrice": 3.0, "quadruple": 4.0, "half": 0.5, "quarter": 0.25, "a quarter": 0.25,
    "one and a half times": 1.5,
}  # fmt: skip

_B, _E = r"(?<![a-z0-9.])", r"(?![a-z0-9])"


def _p(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _ratio(m: re.Match[str]) -> object:
    wide, high = (each for each in m.groups() if each)
    return f"{wide}:{high}"


PATTERNS: tuple[tuple[str, re.Pattern[str], Builder], ...] = (
    ("ratio", _p(r"(2\.35|2\.39|2\.4|2\.40|1\.85|1\.91|2\.76|1\.33) ?[:/比] ?(1)(?!\d)"), _ratio),
    ("ratio", _p(r"(?:(16|21|32|18|19\.5|19|20) ?[:/比x] ?(9)|(9) ?[:/比x] ?(16|21)|(16) ?[:/比x] ?(10)|(1|4|3|5|2) ?[:/比x] ?(1|3|4|5|2))(?!\.\d|[\d:x%]| *(?:st|nd|rd|th|s\b|sec|min|秒|分|倍|grid|\d))"), _ratio),
    ("ratio", _p(r"([一三四五九]|十六)比([一三四五九]|十六)"), lambda m: f"{number(m[1]):.0f}:{number(m[2]):.0f}"),
    ("time", _p(r"(?:(\d{1,2}):)?(\d{1,3}):(\d{2}(?:\.\d{1,3}|,\d{3})?)(?![\d:])(?: ?(?:mark|min(?:ute)?s?)\b)?"), _clock),
    ("time", _p(r"(?:(\d{1,2}):)(\d{2}):(\d{2})[:;]\d{2}(?!\d)"), _clock),
    ("time", _p(rf"(?:the )?({_NUMBER})[ -]?(?:(minute|min)|second|sec|s)[ -]?(?:mark|point)\b"),
     lambda m: Length(number(m[1]) * (60 if m[2] else 1))),
    ("time", _p(r"(?:(second|sec)|minute)s? (\d{1,5}(?:\.\d{1,3})?)(?!\d|:)"), lambda m: Length(number(m[2]) * (1 if m[1] else 60))),
    ("time", _p(rf"minutes? ({WORDS}|\d{{1,3}})(?: (?:and )?({WORDS}|\d{{2}}))?(?: seconds)?(?![a-z0-9:]| (?:clip|video|film|version|cut|trailer|intro))"),
     lambda m: Length(number(m[1]) * 60 + (number(m[2]) if m[2] else 0))),
    ("time", _p(rf"第 ?(?:({_ZNUMBER}) ?(?:分钟|分) ?)?({_ZNUMBER}) ?(秒钟?|分钟|分(?!镜|割|段)|帧)(?:左右|处)?"),
     lambda m: Length((number(m[1]) * 60 if m[1] else 0) + number(m[2]) * (60 if m[3][0] == "分" else 1 / FRAMES_PER_SECOND_ASSUMED if m[3] == "帧" else 1))),
    ("time", _p(r"t ?[=:] ?(\d{1,6}(?:\.\d{1,3})?) ?(?:s(?:ec(?:onds?)?)?)?(?![a-z0-9:])"), lambda m: Length(number(m[1]))),
    ("time", _p(r"(?:frame|帧) ?(?:number |#)?(\d{1,7})(?!\d)"), lambda m: Length(number(m[1]) / FRAMES_PER_SECOND_ASSUMED)),
    ("dur", _p(r"(?:an?|one|1) (hour|minute|min|second|sec) and (?:a|one)[ -]half"), lambda m: Length(1.5 * _unit_of(m[1]), _unit_of(m[1]))),
    ("dur", _p(r"(hour|minute|min|second|sec) and (?:a|one)[ -]half"), lambda m: Length(1.5 * _unit_of(m[1]), _unit_of(m[1]))),
    ("dur", _p(r"(?:(?<=first )|(?<=last )|(?<=final )|(?<=middle )|(?<=opening )|(?<=next )|(?<=initial )|(?<=closing ))(hour|minute|min|second|sec)(?![a-z])(?! (?:clip|video|one|shot|scene|half|part|\d))"), lambda m: Length(_unit_of(m[1]), _unit_of(m[1]))),
    ("dur", _p(rf"({_NUMBER}) and (?:a|one)[ -](half|quarter) (hours?|minutes?|mins?|seconds?|secs?)(?![a-z])"),
     lambda m: Length((number(m[1]) + (0.5 if m[2] == "half" else 0.25)) * _unit_of(m[3]), _unit_of(m[3]))),
    ("dur", _p(r"(?:a )?(half|quarter|third|tenth)(?: of)?(?: an?|[ -]) ?(hour|minute|min|second|sec)(?![a-z])"),
     lambda m: Length({"half": 0.5, "quarter": 0.25, "third": 1 / 3, "tenth": 0.1}[m[1]] * _unit_of(m[2]), _unit_of(m[2]))),
    ("dur", _p(r"(?:a )?(couple(?: of)?|few|several) (?:more )?(seconds?|secs?|minutes?|mins?)(?![a-z])"),
     lambda m: Length((2 if m[1].startswith("couple") else 3) * _unit_of(m[2]), _unit_of(m[2]), vague=not m[1].startswith("couple"))),
    ("dur", _p(rf"(?P<h>{_NUMBER})[ -]?{_HOUR}(?:,? ?(?:and )?(?P<m>{_NUMBER})[ -]?{_MIN})?(?:,? ?(?:and )?(?P<s>{_NUMBER})[ -]?{_SEC})?"), _english_length),
    ("dur", _p(rf"(?P<h>(?!))?(?P<m>{_NUMBER})[ -]?{_MIN}(?:,? ?(?:and )?(?P<s>{_NUMBER})(?:[ -]?{_SEC}))?"), _english_length),
    ("dur", _p(rf"(?P<h>(?!))?(?P<m>{_NUMBER}) ?(?:minutes?|mins?) (?:and )?(?P<s>{_NUMBER})(?= (?:to|till|until|through)\b|\s*(?:[,.;!?]|\Z))"), _english_length),
    ("dur", _p(rf"(?P<h>(?!))?(?P<m>(?!))?(?P<s>{_NUMBER})[ -]?{_SEC}"), _english_length),
    ("dur", _p(r"(\d{1,3})m(\d{1,2})s?(?![a-z0-9])"), lambda m: Length(int(m[1]) * 60 + int(m[2]))),
    ("dur", _p(r"(\d{1,3})'(\d{1,2})\"?"), lambda m: Length(int(m[1]) * 60 + int(m[2]))),
    ("dur", _p(rf"({_NUMBER}) ?(?:milliseconds?|msecs?|ms)(?![a-z])"), lambda m: Length(number(m[1]) / 1000, 0.001)),
    ("dur", _p(rf"({_ANY}) ?(?:毫秒)"), lambda m: Length(number(m[1]) / 1000, 0.001)),
    ("frames", _p(rf"({_NUMBER}) ?frames?(?! per| a second| rate|rate|s? of\b|/)(?![a-z])"), lambda m: number(m[1])),
    ("dur", _p(r"an? (hour|minute|min)(?![a-z])"), lambda m: Length(_unit_of(m[1]), _unit_of(m[1]))),
    ("dur", _p(r"(?:an?|one) (second|sec)(?= *(?:[,.;!?)\u3000-\u303f]|\Z| (?:and|of|long|into|at|from|off|before|after|later|to|in|fade|delay|pause|gap|cross|dissolve|transition|each|earlier)\b))"),
     lambda m: Length(1.0)),
    ("dur", _p(
        rf"(?:(?P<h>{_ZNUMBER}) ?个?(?:小时|钟头))? ?(?:(?P<m>{_ZNUMBER}) ?(?:分钟|分(?!之|割|开|成|段|离|别|屏|辨|享|镜|为|贝|区|组|类|享|切))(?P<mh>半钟?(?!秒|段|部))?)? ?"
        rf"(?:(?P<s>{_ZNUMBER}) ?(?:秒钟?)(?P<sh>半(?!段|部))?|(?<=分)(?P<bare>\d{{1,2}}|[二三四五]?十[一二三四五六七八九]?|零[一二三四五六七八九])(?!\d|秒|%|[个段条张倍]))?"), _chinese_length),
    ("dur", _p(r"半个?(小时|钟头)"), lambda m: Length(1800.0, 3600.0)),
    ("dur", _p(r"([一二三四五六七八九]?十)?(?:几|数|好几|来)(秒|分)钟?"), lambda m: Length(((number(m[1]) if m[1] else 0) + 3) * _unit_of(m[2]), _unit_of(m[2]), vague=True)),
    ("rate", _p(rf"({_NUMBER}|{CHINESE}) ?(?:fps|frames? (?:per|a|/) ?second|frames?/s|帧每秒|帧/秒|帧率|hz帧)"), lambda m: number(m[1])),
    ("rate", _p(r"(23\.976|23\.98|24|25|29\.97|30|48|50|59\.94|60|90|100|120|240) ?(?:p(?=\s|$|[,.])|帧)(?![a-z0-9])"), lambda m: number(m[1])),
    ("rate", _p(r"(?<=[0-9]p)(24|25|30|50|60|120)(?!\d)(?:帧|fps)?"), lambda m: number(m[1])),
    ("rate", _p(r"(?<=[248]k)(24|25|30|50|60|120)(?!\d)(?:帧|fps)?"), lambda m: number(m[1])),
    ("frames", _p(rf"({_ZNUMBER}) ?帧"), lambda m: number(m[1])),
    ("lufs", _p(r"(-? ?\d{1,2}(?:\.\d)?) ?(?:lufs|lkfs)"), lambda m: float(m[1].replace(" ", ""))),
    ("db", _p(rf"([+\-]? ?(?:{_ANY})) ?(?:db|decibels?|分贝)(?![a-z])"), lambda m: _signed(m[1])),
    ("pct", _p(rf"([+\-]? ?(?:{DIGITS})) ?(?:%|percent|per cent|pct|个百分点)"), lambda m: _signed(m[1]) / 100),
    ("pct", _p(rf"({WORDS}) (?:percent|per cent)"), lambda m: number(m[1]) / 100),
    ("pct", _p(rf"百分之({_ZNUMBER})"), lambda m: number(m[1]) / 100),
    ("frac", _p(rf"({CHINESE}|\d{{1,2}})分之({CHINESE}|\d{{1,2}})"), lambda m: number(m[2]) / max(number(m[1]), 1)),
    ("frac", _p(r"(?:a |one |1)?[ -]?(half|third|quarter|fifth|tenth)(?= (?:of|as|the)\b|s? of\b)"), lambda m: {"half": 0.5, "third": 1 / 3, "quarter": 0.25, "fifth": 0.2, "tenth": 0.1}[m[1]]),
    ("frac", _p(r"(?:two[ -]thirds|2/3|three[ -]quarters|3/4|1/3|1/4|1/2|one[ -]third|one[ -]half|one[ -]quarter)(?!\d)"), lambda m: _share(m[0])),
    ("frac", _p(r"一半"), lambda m: 0.5),
    ("pct", _p(r"([一二两三四五六七八九\d])成(?!片|品|功|为|果|一|个|多|几|段|两|份)"), lambda m: number(m[1]) / 10),
    ("factor", _p(r"(0?\.\d{1,3}|\d{1,4}(?:\.\d{1,3})?) ?(?:x|×)(?! ?\d|[a-z])"), lambda m: float(m[1])),
    ("factor", _p(r"(?:x|×) ?(\d{1,3}(?:\.\d{1,3})?)(?!\d|p)"), lambda m: float(m[1])),
    ("factor", _p(rf"({_NUMBER}) times (?:the |its |as |normal |original |faster|slower|speed|quicker|bigger|larger|louder)"), lambda m: number(m[1])),
    ("factor", _p(r"(double|twice|triple|quadruple|half|quarter)(?= (?:the |its )?(?:normal |original )?(?:speed|pace|rate|tempo|volume|size|as |the volume))"), lambda m: _FACTOR_WORDS[m[1]]),
    ("factor", _p(r"(?<!the )(?<!a )(?:(?:a|one)[ -])?(third|fifth|tenth)(?= (?:the |its )?(?:normal |original )?(?:speed|pace)\b)"), lambda m: {"third": 1 / 3, "fifth": 0.2, "tenth": 0.1}[m[1]]),
    ("factor", _p(r"(double|triple|quadruple|halve)(?= (?:it|that|this|the|its)\b)"), lambda m: _FACTOR_WORDS.get(m[1], 0.5)),
    ("factor", _p(r"at (half|quarter|double)(?: the)?(?= |$)"), lambda m: _FACTOR_WORDS[m[1]]),
    ("factor", _p(rf"({_ZNUMBER})倍([一二三四五六七八九])"), lambda m: number(m[1]) + number(m[2]) / 10),
    ("factor", _p(rf"({_ZNUMBER}) ?倍速?"), lambda m: number(m[1])),
    ("factor", _p(r"(?<=速度)(?:减半|降低?一半|慢一半|放慢一半|减慢一半|减一半|变为一半|变成一半|降到一半)|(?<=倍速)减半"), lambda m: 0.5),
    ("factor", _p(r"翻一?倍|加倍|翻一番|双倍"), lambda m: 2.0),
    ("times", _p(rf"({_NUMBER}) (?:more )?(?:times|x\b)"), lambda m: number(m[1])),
    ("times", _p(r"(twice|thrice)(?![a-z])"), lambda m: {"twice": 2.0, "thrice": 3.0}[m[1]]),
    ("times", _p(rf"({_ZNUMBER}) ?(?:遍|次|回(?!退|到|复)|步)"), lambda m: number(m[1])),
    ("deg", _p(rf"([+\-]?(?:{DIGITS}|{WORDS})) ?(?:°|degrees?|degs?)(?![a-z])"), lambda m: _signed(m[1])),
    ("deg", _p(rf"负 ?({_ZNUMBER}) ?(?:度(?!电|数)|°)"), lambda m: -number(m[1])),
    ("deg", _p(rf"([+\-]? ?{_ZNUMBER}) ?(?:度(?!电|数)|°)"), lambda m: _signed(m[1])),
    ("semi", _p(rf"([+\-]? ?(?:{_ANY})) ?(?:semitones?|half steps?|half tones?|个?半音(?![量乐频轨响效]))"), lambda m: _signed(m[1])),
    ("pixels", _p(r"(\d{3,5}) ?(?:x|×|\*|by) ?(\d{3,5})(?!\d)(?: ?(?:px|pixels?|像素))?"), lambda m: (int(m[1]), int(m[2]))),
    ("px", _p(r"(\d{1,4}) ?(?:px|pixels?|pt|points?|像素|号字?|磅)(?![a-z])"), lambda m: float(m[1])),
    ("res", _p(rf"{_B}(?:(8k|6k|5k|4k|2k|uhd|ultra ?hd|full ?hd|fhd|qhd)|(4320|2160|1440|1080|720|576|540|480|360|240) ?(?:p|i)(?![a-z]))(?: ?(?:uhd|hd|超清|高清|resolution))?(?![a-z]|\d{{3}})"), lambda m: _resolution(m)),
    ("res", _p(r"(超高清|全高清)"), lambda m: _RESOLUTIONS[m[1]]),
    ("res", _p(r"(?:(?<=in )|(?<=to )|(?<=at )|(?<=as )|(?<=a ))(1080|720|1440|2160)(?!\.\d|[\d:]| ?(?:x|by|px|pixels?|s\b|sec|min|frames?|h|k|%))"), lambda m: m[1] + "p"),
    ("res", _p(rf"{_B}(?<!=)(?<!= )(1080|720|2160|480)(?= ?(?:version|resolution|分辨率|版本|版|的?视频|的? ?(?:mp4|mov|gif|webm|成片|片子))|\Z)"), lambda m: m[1] + "p"),
    ("bitrate", _p(rf"({DIGITS}) ?(mbps|mbit/s|mb/s|mbits?|kbps|kbit/s|kb/s|kbits?)(?![a-z])"), lambda m: m[1] + {"m": "Mbps", "k": "kbps"}[m[2][0]]),
    ("mb", _p(rf"({DIGITS}) ?(mb|megabytes?|megs?|gb|gigabytes?|gigs?|g|kb|m|兆)(?:以内)?(?![a-z])"), lambda m: number(m[1]) * (1000 if m[2][0] == "g" else 0.001 if m[2] == "kb" else 1)),
    ("crf", _p(r"crf ?=?:? ?(?:of |to )?(\d{1,2})(?!\d)"), lambda m: float(m[1])),
    ("kelvin", _p(r"(\d{4,5}) ?k(?:elvin)?(?![a-z])"), lambda m: float(m[1])),
    ("hertz", _p(r"(\d{2,6}(?:\.\d)?) ?k?hz"), lambda m: float(m[1])),
    ("version", _p(r"(?:version|revision|(?<!on )(?<!track )(?<!layer )v|r(?!128))[ #.]?(\d{1,4})(?!\.\d|[\da-z:])"), lambda m: int(m[1])),
    ("version", _p(rf"(?:第 ?({_ZNUMBER}) ?(?:个?版本?|稿)|版本 ?({_ZNUMBER}))"), lambda m: int(number(m[1] or m[2]))),
    ("nth", _p(rf"第 ?({_ZNUMBER}) ?(?:个|段|条|张|部|支|幅|首|小段|块|节)? ?(?:视频片段|片段|视频|素材|镜头|clip|图片|照片|段落|文件|分镜|画面|段|条|场)?"), lambda m: int(number(m[1]))),
    ("nth", _p(rf"(?<!第)(?:片段|视频|镜头|素材|分镜|图片) ?({_ZNUMBER})(?!\.\d|[\d:]| ?(?:秒|分|倍|个|段|%|到|-|帧|x|k|p|条|张|次|度))"), lambda m: int(number(m[1]))),
    ("nth", _p(r"(?:clip|video|shot|scene|segment|image|photo|take|cam|camera)(\d{1,3})(?!\.\d|[\d:a-z%])"), lambda m: int(m[1])),
    ("nth", _p(r"(?:clip|video|shot|scene|segment|image|photo|take|cam|camera) ?(?:number |no\.? ?|#)?(\d{1,3})(?!\.\d|[\d:a-z%]|-?\d| ?(?:-|to|and|,|&|through) ?#?\d{1,2}(?!\.\d|[\d:%x]| ?(?:s|sec|min|db|%|x|fps|deg)[a-z]*| (?:off|from|out of|more)\b)| ?(?:s|sec|secs|seconds?|minutes?|mins?|m|fps|x|%|frames?|times|degrees?|deg|°|percent|db|px|mb|\u00d7)(?![a-z]))"), lambda m: int(m[1])),
    ("nth", _p(rf"(?:片段|视频|镜头|素材|分镜|clip)?(?:的)?(?:索引|编号|序号|index|id|#)(?:号)? ?(?:为|是|=|:|等于|#)? ?({_ZNUMBER}) ?(?:号)? ?(?:的)? ?(?:那个|那段|那条)?(?:视频片段|片段|视频|素材|镜头|clip|图片|分镜)"), lambda m: int(number(m[1]))),
    ("nth", _p(rf"(?:片段|视频片段|镜头|素材|分镜|clip)(?:的)? ?(?:索引|编号|序号|index|id|#) ?(?:为|是|=|:)? ?({_ZNUMBER})(?!\.\d|[\d:])"), lambda m: int(number(m[1]))),
    ("nth", _p(rf"({_ZNUMBER}) ?号 ?(?:的)?(?:视频片段|片段|视频|素材|镜头|clip|图片|分镜)"), lambda m: int(number(m[1]))),
    ("nthlast", _p(rf"倒数第 ?({_ZNUMBER}) ?(?:个|段|条|张)? ?(?:片段|视频|素材|镜头)?"), lambda m: -int(number(m[1]))),
    ("count", _p(r"(\d{1,3}|[一二两俩三四五六七八九十]{1,3}) ?(?:个|段|条|张|部|支|份|幅|块|等份)(?!字|半|人|小时)"), lambda m: int(number(m[1]))),
    ("num", _p(r"(?:one|1) and a half(?![a-z])"), lambda m: 1.5),
    ("num", _p(rf"({DIGITS})"), lambda m: number(m[1])),
    ("num", _p(rf"({WORDS})(?![a-z])"), lambda m: number(m[1])),
    ("num", _p(r"(?<=分为)([二两三四五六七八九十])(?![段个份块])"), lambda m: number(m[1])),
    ("num", _p(r"([二两三四五六七八九十]{1,3})(?=[和与、,到至\-]|跟|交换|对调|互换|调换)"), lambda m: number(m[1])),
)  # fmt: skip
"""What a number may be; of those that fit at a place the longest is meant, then the earlier."""


def _signed(text: str) -> float:
    text = text.replace(" ", "")
    if text[0] in "+-":
        return number(text[1:]) * (-1 if text[0] == "-" else 1)
    return number(text)


def _share(text: str) -> float:
    return {"two thirds": 2 / 3, "2/3": 2 / 3, "three quarters": 0.75, "3/4": 0.75, "1/3": 1 / 3, "one third": 1 / 3, "1/4": 0.25,
            "one quarter": 0.25}.get(text.replace("-", " "), 0.5)  # fmt: skip


def _resolution(m: re.Match[str]) -> str:
    said = (m.group(1) or "").replace("  ", " ")
    return _RESOLUTIONS.get(said, said) if said else f"{m.group(2)}p"


_MAY_BEGIN = re.compile(
    r"索引|编号|序号|#|"
    rf"[\d.+\-负×x第倒半几数好翻加双减降慢放变百零〇一二两俩三四五六七八九十片视镜素分图超全帧]|(?:{'|'.join([*_SMALL, *_TENS])}|fourty|an?|half|quarter|third|couple|few|several|"
    r"double|twice|thrice|triple|quadruple|seconds?|secs?|minutes?|hour|the|at|frame|uhd|ultra|full|fhd|qhd|crf|version|revision|v|r|版|clip|video|shot|scene|segment|image|photo|take|cam|camera)(?![a-z])|(?:clip|video|shot|scene|segment|image|photo|take|cam|camera)\d|v\d|r\d|crf|frame\d|u|f|q|halve|t ?[=:] ?\d"
)


def amount_at(even: str, at: int) -> Token | None:
    """The amount said at character `at`, if any: of all that fit, the longest."""
    if not _MAY_BEGIN.match(even, at):
        return None
    before = even[at - 1 : at]
    if (
        even[at].isascii()
        and before.isascii()
        and before.isalnum()
        and not (before.isalpha() and even[at].isdigit() and not _mid_name(even, at))
    ):
        return None
    best: tuple[int, str, object] | None = None
    for sort, pattern, build in PATTERNS:
        found = pattern.match(even, at)
        if not found or found.end() <= at or not even[at : found.end()].strip():
            continue
        if best is None or found.end() > best[0]:
            best = found.end(), sort, build(found)
    if best is None:
        return None
    end = best[0]
    while even[end - 1] == " ":
        end -= 1
    return Token(best[1], best[1], at, end, best[2])


def _mid_name(even: str, at: int) -> bool:
    """Whether a digit at `at` belongs to a name such as h264 or mp4 rather than to "clip3"."""
    start = at
    while start and even[start - 1].isascii() and even[start - 1].isalpha():
        start -= 1
    if even[start:at] in ("p", "k") and even[start - 1 : start].isdigit():
        return False
    return even[start:at] not in (
        "clip",
        "video",
        "shot",
        "scene",
        "image",
        "photo",
        "segment",
        "part",
        "v",
        "take",
        "pic",
        "clips",
        "bgm",
        "music",
        "take",
    )
