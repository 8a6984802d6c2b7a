"""Questions and plain command words: status, help, credits, upload."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rushes.language.reading import Reading, Route
from rushes.language.rules import routes_en, routes_zh
from rushes.language.rules.routes import DOING, PRICES, PURPOSE
from rushes.language.words.lexicon import Token
from rushes.language.words.script import Script


def _first_meaning(found: Sequence[Token]) -> Token | None:
    return next((each for each in found if each.sort not in ("polite", "separator", "function")), None)


def framed(text: Script) -> Route | None:
    """The route that the request's frame tells by itself."""
    frames = routes_zh.FRAMES if text.chinese else routes_en.FRAMES
    return next((route for route, frame in frames if frame.match(text.even)), None)


def question(found: Sequence[Token], text: Script) -> Reading | None:
    """The reading of a question or a plain command word, or None where the words ask for an edit."""
    language = "zh" if text.chinese else "en"
    first = _first_meaning(found)
    if first is None:
        return Reading(Route.HELP, language=language, topic="greeting")
    sorts = {each.sort for each in found}
    routes = [each for each in found if each.sort == "route"]
    verbs = [each for each in found if each.sort == "verb" and each.name in DOING]
    asks = [each for each in found if each.sort == "question"]
    marked = text.even.rstrip(" .!").endswith("?") or text.written.rstrip().endswith("吗") or "吗?" in text.even
    polite_ask = any(each.sort == "polite" and each.start < (verbs[0].start if verbs else 10**6) for each in found)

    able = (
        text.chinese
        and text.even.rstrip("?。!. ").endswith("吗")
        and [each for each in found if each.sort in ("res", "format", "ratio", "codec", "rate")]
    )
    if (
        able
        and {each.name for each in found if each.sort == "verb"} <= {"make"}
        and not any(each.sort == "noun" and each.name not in ("video",) for each in found)
        and not any(word in text.even for word in ("帮我", "给我", "把", "将"))
    ):
        return Reading(Route.HELP, language=language, topic="capability")
    if text.chinese and (reading := _chinese_question(found, verbs, text)):
        return reading
    plain = framed(text)
    if plain is not None:
        return Reading(plain, language=language, topic="status" if plain is Route.STATUS else "help")
    if _EXPLAIN.match(text.even) or _WHAT_IS_A.match(text.even):
        return Reading(Route.HELP, language=language, topic="help")
    if re.match(r"(?:is|are) (?!it possible to).{1,40} (?:available|supported|allowed|included|possible)\b", text.even):
        return Reading(Route.HELP, language=language, topic="capability")
    if asks:
        kind = asks[0]
        at = list(found).index(kind)
        opening = at == 0 or found[at - 1].sort == "separator"
        leading = (
            kind is first
            or not verbs
            or kind.start < verbs[0].start
            or (opening and kind.name in ("how_do", "why", "ask"))
        )
        if text.chinese:
            leading = leading or marked or bool(_NOW_WHICH.search(text.even))
        if leading or marked:
            reading = _asked(kind, asks, verbs, found, text, language, polite_ask)
            if reading:
                return reading
    if routes:
        reading = _plain_route(routes, verbs, first, found, text, language, sorts)
        if reading:
            return reading
    return None


_ABLE = re.compile(
    r"\A(?:请问|你|您|这个|软件|系统|这里|那|我想知道|想问下?)*(?:能不能|能否|可不可以|可以不可以|可以|是否能够?|是否可以|能|会不会)(?:一次性?|同时|批量|一起|直接|自动|连续|离线)*(?:处理|剪辑|编辑|剪|做|导|打开|识别|读取|播放)(?!成|到|出来|一下|下|掉)"
)
_FACT = "(?:分辨率|码率|比特率|帧率|帧数|时长|总时长|编码(?:格式|信息)?|信息|元数据|大小|体积|格式|参数|详情|属性|列表|状态|进度|宽高比?|采样率|声道数?|轨道(?:数|信息|列表)?|素材清单|清单|数量|片段数)"
_FACTS = re.compile(
    rf"\W*(?:请|帮我|帮忙|麻烦|先|我想|我要|想)*(?:获取|读取|查询|查看|查|返回|取得|拿到|得到|输出|打印|列出|看看|看一?下|查一?下|检查|检测|告诉我|显示|展示|给我|报告|解析|分析)(?:一下|下)?[^,，。;；]{{0,24}}?{_FACT}(?:[、和与及,，]|以及|还有)?(?:{_FACT}(?:[、和与及,，]|以及|还有)?)*(?:等|的)*(?:信息|数据|参数|情况|是多少|多少|是什么|给我|一下|吧)*\W*\Z"
)
""" "获取 demo.mov 的分辨率、码率和时长": facts are asked for, nothing is changed."""
_FOLDER = re.compile(
    r"(?:导入|上传|加载|载入|读入|引入)(?!.*(?:时间线|时间轴|轨道|拼|合并|剪|加))[^,，。;；]{0,30}(?:目录|文件夹|素材库|媒体池|项目|磁盘|桌面|u盘|硬盘)|(?:目录|文件夹)[^,，。;；]{0,12}(?:导入|上传|加载|载入|导进)(?!.*(?:时间线|时间轴|轨道|拼|合并|剪))"
)
""" "导入 ./assets 目录下的全部素材": files are to come in; nothing is put on the timeline."""
_ELSEWHERE = frozenset(
    ("天气", "新闻", "股票", "笑话", "闹钟", "做饭", "小说", "唱歌", "点歌", "数学题", "打车", "订票")
)


def _chinese_question(found: Sequence[Token], verbs: Sequence[Token], text: Script) -> Reading | None:
    """ "能不能处理8K视频" asks what can be done; "今天天气怎么样" has nothing to do with it."""
    nouns = {each.name for each in found if each.sort == "noun"}
    about = {text.even[each.start : each.end] for each in found if each.sort == "route" and each.name == "oos"}
    if about & _ELSEWHERE and not verbs and not nouns & _PROJECT:
        return Reading(Route.OUT_OF_SCOPE, language="zh", topic=min(about))
    if _FACTS.match(text.even):
        return Reading(Route.STATUS, language="zh", topic="status")
    if _FOLDER.search(text.even) and not nouns & {"title", "captions", "music", "watermark"}:
        return Reading(Route.UPLOAD, language="zh", topic="upload")
    sorts = {each.sort for each in found}
    if (
        _ABLE.match(text.even)
        and {each.name for each in verbs} <= {"make", "show", "cut"}
        and nouns <= {"all", "video", "clip", "image", "format", "vertical", "landscape", "captions"}
        and not sorts & {"which", "when", "file", "quote", "dur", "steer", "look", "time", "nth", "order"}
        and sorts & {"res", "format", "codec", "noun", "ratio", "rate"}
        and "帮我" not in text.even
    ):
        return Reading(Route.HELP, language="zh", topic="capability")
    return None


_EXPLAIN = re.compile(
    r"\W*(?:please |can you |could you |hey )*(?:explain|define|describe|tell me)(?: to me| me)?,? (?:what|how)(?:'s| is| are| does| do)? (?:an? |the difference |[a-z -]+ (?:works?|means?|is for)\b)"
)
_WHAT_IS_A = re.compile(r"\W*(?:hey |so |and |ok )*what(?:'?s| is| does) an? ")
""" "Explain what a jump cut is" asks about editing, not about this film."""
_PROJECT = frozenset(
    {
        "video",
        "clip",
        "part",
        "it",
        "track",
        "music",
        "title",
        "captions",
        "audio",
        "change_n",
        "volume",
        "resolution",
        "framerate",
        "effect",
        "transition",
        "text",
        "version",
        "speed",
        "silence",
        "noise",
        "scene_change",
        "frame",
        "voice",
        "aspect",
        "highlight",
    }
)


def _asked(
    kind: Token,
    asks: Sequence[Token],
    verbs: Sequence[Token],
    found: Sequence[Token],
    text: Script,
    language: str,
    polite_ask: bool,
) -> Reading | None:
    names = {each.name for each in asks}
    nouns = {each.name for each in found if each.sort == "noun"}
    if any(each.sort == "route" and each.name == "credits" for each in found):
        return Reading(Route.CREDITS, language=language)
    if "ask" in names:
        return (
            Reading(Route.HELP, language=language, topic="capability")
            if len(asks) > 1 or text.even.rstrip("?。!. ").endswith("吗")
            else None
        )
    if "support" in names:
        return Reading(Route.HELP, language=language, topic="capability")
    last = max((each.start for each in asks), default=0)
    undone = any(each.sort == "verb" and each.name == "undo" and each.start > last for each in found)
    if any(text.even[each.start : each.end] == "什么是" for each in found if each.sort == "route"):
        return Reading(Route.HELP, language=language, topic="help")
    if (
        names & {"where", "when"}
        and not verbs
        and any(each.sort == "route" and each.name == "upload" for each in found)
    ):
        return Reading(Route.UPLOAD, language=language)
    if "how_do" in names and undone and any(each.sort == "separator" and each.start > last for each in found):
        return None
    if "how_do" in names:
        return Reading(Route.HELP, language=language, topic="how")
    if "why" in names and _then_done(kind, found, text):
        return None
    if "why" in names:
        return Reading(Route.STATUS, language=language, topic="why")
    if names & {"how_long", "when", "where", "does", "who"}:
        if text.chinese and verbs and polite_ask and names <= {"does"} and not nouns:
            return None
        outright = text.chinese and _COUNTED.search(text.even, 0, kind.start)
        length_in_edit = "how_long" in names and verbs and kind.start > verbs[0].start and not outright
        if (
            length_in_edit
            and text.chinese
            and polite_ask
            and not any(word in text.even for word in ("帮我", "给我", "把", "将"))
            and not nouns & {"captions", "title", "music"}
            and text.even[0] in "能可"
        ):
            return Reading(Route.HELP, language=language, topic="capability")
        if length_in_edit:
            return None
        return Reading(Route.STATUS, language=language, topic="duration" if "how_long" in names else "where")
    if "what" in names:
        you = any(
            each.sort == "function" and text.even[each.start : each.end] in ("you", "your") for each in found
        ) or any(each.sort == "polite" and text.even[each.start : each.end] in ("你", "您") for each in found)
        if any(each.sort == "route" and each.name == "help" for each in found):
            return Reading(Route.HELP, language=language, topic="help")
        changed = any(
            word in text.even
            for word in (
                "did you",
                "have you",
                "changed",
                "did i change",
                "did we change",
                "i edit",
                "did i do",
                "have i done",
                "改了",
                "做了",
                "改过",
                "you do to",
            )
        )
        if changed:
            return Reading(Route.STATUS, language=language, topic="changes")
        if you and not nouns & _PROJECT:
            return Reading(Route.HELP, language=language, topic="capability")
        if you and any(
            word in text.even for word in ("do you", "can you", "are you", "could you", "你能", "你会", "你可以")
        ):
            return Reading(Route.HELP, language=language, topic="capability")
        if any(
            word in text.even
            for word in (
                "should i",
                "would you",
                "do you recommend",
                "best way",
                "would look",
                "适合",
                "推荐",
                "建议",
                "比较好",
                "合适",
            )
        ):
            return Reading(Route.HELP, language=language, topic="advice")
        if text.chinese and verbs and polite_ask and kind.start > verbs[0].start and not nouns & _PROJECT:
            return None
        return Reading(Route.STATUS, language=language, topic="what")
    if "how" in names and not verbs:
        return Reading(Route.HELP if not nouns & _PROJECT else Route.STATUS, language=language, topic="how")
    return None


def _then_done(why: Token, found: Sequence[Token], text: Script) -> bool:
    """Whether an order follows what is wondered at: "why is clip 3 so dark, brighten it"."""
    after = [i for i, each in enumerate(found) if each.sort == "separator" and each.start > why.end]
    for at in after:
        first = next((each for each in found[at + 1 :] if each.sort not in ("polite", "function", "separator")), None)
        if first is not None and first.sort in ("verb", "look") and not text.chinese:
            return bool(_POINTED_AT.match(text.even, first.end) or _ORDERED.match(text.even, first.start))
    return False


_POINTED_AT = re.compile(r"(?: up| down| out| off)?,? (?:it|that|this|them|the|my|those|clip)\b")
_ORDERED = re.compile(r"(?:turn|make|fix|cut|remove|get)\b")


def _plain_route(
    routes: Sequence[Token],
    verbs: Sequence[Token],
    first: Token,
    found: Sequence[Token],
    text: Script,
    language: str,
    sorts: set[str],
) -> Reading | None:
    names = [each.name for each in routes]
    others = [each for each in verbs if all(not (route.start <= each.start < route.end) for route in routes)]
    strong = [
        each for each in others if each.name not in ("show", "make", "change", "put", "add", "extract", "split", "move")
    ]
    apart = next(
        (
            each
            for each in found
            if each.sort == "separator" and each.name in ("and", "then", "comma") and each.start > routes[0].end
        ),
        None,
    )
    if apart and routes[0].name == "status" and any(each.start >= apart.end and each.name != "show" for each in others):
        return None
    nouns = {each.name for each in found if each.sort == "noun"}
    if "oos" in names:
        return None
    route = next((each for each in routes if each.name == "credits"), routes[0])
    purpose = PURPOSE.search(text.even)
    if purpose and others and others[0].start < purpose.start() < route.start:
        return None
    leading = route is first or all(
        each.sort in ("polite", "function", "separator", "noun", "verb", "steer", "word", "negation")
        for each in found[: list(found).index(route)]
    )
    if route.name == "credits":
        if (others and nouns & {"outro", "text", "title", "captions"}) or (
            any(each.sort == "verb" and each.name in ("add", "make", "remove") for each in others)
            and not any(word in text.even for word in ("balance", "余额", "积分", "buy", "购买", "充值"))
        ):
            return None
        if text.even[route.start : route.end] in PRICES and (others or len(verbs) or sorts & {"when", "which"}):
            return None
        return Reading(Route.CREDITS, language=language)
    if route.name == "upload":
        if (
            any(each.name == "noun" for each in found)
            or (nouns & {"captions", "watermark", "music", "all", "everything"} and verbs)
            or strong
        ):
            return None
        if nouns & {"all", "everything"} and nouns & {"video", "clip"}:
            return None
        if any(each.sort == "which" for each in found) or nouns & {"all", "everything"}:
            return None
        return Reading(Route.UPLOAD, language=language)
    if route.name == "status" and nouns & {"voiceover"} and "quote" in sorts:
        return None
    if route.name == "status":
        editing = [each for each in strong if each.start > route.end] + [
            each for each in strong if each.start < route.start and each.name not in ("process", "keep")
        ]
        if editing or sorts & {"look", "effect"} or not leading:
            return None
        if (
            others
            and nouns & {"beat", "captions"}
            and not any(word in text.even for word in ("查看", "list", "show", "列出"))
        ):
            return None
        changed = _CHANGED.search(text.even[route.start : route.end])
        return Reading(Route.STATUS, language=language, topic="changes" if changed else "status")
    if route.name == "help":
        said = {text.even[each.start : each.end] for each in routes}
        if said <= _THANKS and sorts & {"res", "format", "ratio", "codec", "rate", "mb", "verb", "look", "dur", "when"}:
            return None
        if said <= {"help"}:
            if (
                others
                or sorts & {"look", "effect", "when", "ratio", "res", "format"}
                or nouns & {"captions", "title", "music", "silence", "transition", "filler"}
            ):
                return None
            return Reading(Route.HELP, language=language, topic="help")
        if others and not {"推荐", "建议", "介绍一下", "recommend", "suggest", "suggestion"} & said:
            return None
        if sorts & {"look", "effect", "when", "ratio"} and not {"推荐", "建议", "recommend", "suggest"} & said:
            return None
        if nouns & {"captions", "title", "beat", "silence"} and not {"推荐", "建议", "recommend", "suggest"} & said:
            return None
        return Reading(Route.HELP, language=language, topic="help")
    return None


_THANKS = frozenset(
    {
        "谢谢啦",
        "太棒了",
        "不错",
        "很好",
        "真棒",
        "太好了",
        "thanks a lot",
        "thank you so much",
        "good job",
        "looks good",
        "love it",
        "nice work",
        "looks great",
        "that's great",
        "perfect thanks",
    }
)
_NOW_WHICH = re.compile(
    "(?:是|叫|用了|用的是|加了|配了|选的是?|有)(?:什么|哪|谁|啥|多少|几)|(?:目前|现在|当前|一共|总共|已经|用了|有)[^,，。;]{0,6}(?:哪几|哪些|哪首|哪段|哪个)"
)
_COUNTED = re.compile("(?:了|有|共|是|用的是?)$")
_CHANGED = re.compile("change|改了|做了|改动|操作记录|history|历史")
