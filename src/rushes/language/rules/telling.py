"""Which clauses only tell something: how it came about, what is seen, who it is for. They ask for nothing where
another clause does ("i recorded with the front camera and the text is backwards, can you flip it")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rushes.language.clauses.clause import COMPLAINTS, Clause
from rushes.language.reading import Intent

_LEAD = r"(?:(?:and|but|so|oh|also|hey|hi|hello|ok|okay|well|um|like|plus|basically|actually|then)\b[ ,!]*)*"
_VERB = (
    r"(?:is|are|was|were|has|have|had|came|comes?|looks?|watch(?:es)?|film(?:ed|ing)?|recorded|shot|took|keeps?|kept|sounds?|seems?|said|says|saying|will|won't|wont|can't|cannot|cant|"
    r"don't|dont|doesn't|doesnt|didn't|didnt|happens?|happened|drives?|went|goes|got|made|walk(?:s|ing)?|uploaded|accidentally|ramble|speaks?|thinks?|loves?|likes?|hates?|"
    r"asked|told|covers?|hides|blocks|overlaps|sent|gave|forgot|tried|edited|wrote|danced|sang|played|met|did|does|used|just|already|usually|always|never|only|drop(?:s|ped)? off|leaves?|click(?:s|ed)? away|scroll|swipe|stop(?:s|ped)?)"
)
_TELLS = re.compile(
    rf"{_LEAD}(?:(?P<who>i|we|he|she|they|everyone|everybody|people|ppl|folks|viewers|nobody|someone|somebody|you)(?:'ve|'m|'re|'d|'ll|ve|m)?"
    rf"|(?:my|our|his|her|their|all the|all of the|all my|half|most|some|the|this|that|these|those|there|it|both|client|boss)\b[^,.;]{{0,40}}?)"
    rf"\s*(?:'s|'re|\b{_VERB})\b"
)
_ASKS = re.compile(
    r"\b(?:should|must|needs? to|need|has to|have to|could be|can be|can you|could you|would you|want|wants|wanted|would like|i'd like|i'd love|wish|let|please|to be|can go|could go|"
    r"would be (?:nice|great|good|cool|better|lovely|perfect)|(?:so|just|please|and|then|can|could|,),? (?:please |just |you |we )*(?:delete|remove|cut|drop|lose|mute|trim|take|get|speed|slow|blur|ditch|bin|scrap|skip|shorten) (?:it|that|this|them|those|these)|(?:delete|remove|lose|drop) (?:it|that|this|them)|supposed to|make sure|don't want|don't need|i like|going to need|prefer|get rid|take out)\b"
)
_TELLS_CHINESE = re.compile(
    r"(?:我|我们|咱们|他|她|他们|客户|老板|领导|朋友|同事|奶奶|妈妈|因为|由于)[^,，。;；]{0,6}?(?:刚|刚刚|之前|昨天|上次|前天|今天|上周|拍了|录了|说|觉得|耳朵|在说|讲到|要发|不让|看着|准备|打算发)"
)
_STORY_CHINESE = re.compile(
    r"(?:(?:因为|由于|但是?|可是|不过|结果|而且|其实|本来|现在|当时|这里|那里|上次|之前|刚才|后来|每次|那天|有一段|里面)*)"
    r"(?:觉得|感觉|我(?:们|妈妈?|爸爸?|奶奶|爷爷|家)?|咱们?|[他她它]们?|大家|观众|别人|客户|老板|领导|朋友|同事|奶奶|爷爷|妈妈|爸爸|老师|孩子们?|女儿|儿子|宝宝|采访|教程|这一讲|这节课|价格|手机|相机)"
    r"[^,，。;；]{0,14}?(?:[了着过](?!一点|点|些)|已经|正在|还在|一直|不好听|挡住|分好几|提到|说错|[拍录]的|是在|打算|准备|觉得)"
)
_ONLY_TOLD = re.compile(
    r"[^,，。;；]{1,10}?是(?:我|我们|[他她]们?|朋友|同事|客户|老师|之前|以前|上次|昨天|前天|去年|早就|自动|已经|本来|原来|在|用(?!来)|从|无人机|手机)[^,，。;；\ue001]{0,16}的"
    r"|[^,，。;；\ue001]{0,10}(?:挺|很|非常|蛮|特别|还)(?:喜欢|满意|不错|好)的?|[^,，。;；\ue001]{1,10}(?:做得|剪得|配得)(?:挺|很|真)?(?:不错|好)|[^,，。;；\ue001]{0,10}(?:客户|老板|领导|朋友|甲方|老师)不太?(?:满意|喜欢)"
    r"|(?:我|我们|[他她]|客户|老板)[^,，。;；]{0,4}(?:打算|准备|考虑|想着)[^,，。;；]{0,8}(?:再|才|明天|(?<![秒分帧段])(?:以后|之后)|晚点)[^,，。;；]{1,6}"
    r"|你(?:觉得|认为|看|说)[^,，。;；\ue001]{0,20}(?:吗|么|好不好|怎么样|合适不合适)"
)
"""What only tells how something came about, what is liked of it, what somebody will do, or asks for an opinion."""
_ORDER_CHINESE = re.compile(
    "[请帮]|麻烦|能不能|可不可以|能否|希望|想要?(?!起)|需要|[把将](?!手机|相机|镜头盖).{1,14}?(?:删|剪|去|换|改|调|加|放|移|拼|做|转|切|压|导|弄|关|静|变)|给.{0,8}(?:加|配|换|打|上)|让.{1,8}[更变]"
    "|不要|去掉|删|剪掉|[加换调改](?:一|个|段|上|点|成|回|到|亮|暗|大|小|快|慢)|导出|静音|听不|看不"
)
"""What a clause about somebody says when it asks all the same."""
_ASKS_CHINESE = re.compile(r"[帮请把将给让]|不要|去掉|删|剪|加|要一|想要|希望|能不能|可以|需要|改|换|调")
_WRONG_CHINESE = re.compile(
    "过曝|偏[暗亮黄蓝绿红]|发[黄蓝绿红灰白暗]|太|有点|有些|好(?:暗|亮|吵|晃|抖|慢|快|小|大)|不(?:清|够|稳|齐|一致)"
)


def _doing(clause: Clause) -> bool:
    """Whether a verb of the clause is an order rather than what is wrong ("太晃", "有点慢")."""
    return any(
        each.sort == "verb"
        and each.name
        not in (
            "stabilize",
            "scale_text",
            "shrink_text",
            *COMPLAINTS,
            "up",
            "down",
            "slow_down",
            "speed_up",
            "normalize",
        )
        for each in clause.tokens
    )


_WRONG = frozenset({
    "color", "auto_color", "volume", "music_volume", "duck", "normalize_audio", "denoise_audio", "denoise_video", "stabilize", "speed", "slow_motion",
    "rotate", "transition", "edit_text", "sharpen", "upscale", "remove_silence", "remove_fillers", "crop", "audio_sync",
})  # fmt: skip
"""What may be asked for by telling what is wrong."""


def tells(clause: Clause) -> str:
    """ "story" where a clause tells of people and the past, "state" where it says how something is, "" where it asks."""
    said = clause.text.even[clause.start : clause.end]
    if clause.text.chinese:
        if _STORY_CHINESE.match(said) and not _ORDER_CHINESE.search(said):
            return "story"
        if _ASKS_CHINESE.search(said):
            return ""
        wrong = (
            clause.has("degree", "too", "unheard", "louder", "quieter")
            or clause.noun("noise")
            or _WRONG_CHINESE.search(said)
        )
        return "story" if _TELLS_CHINESE.match(said) else "state" if wrong and not _doing(clause) else ""
    if clause.has("question", "why"):
        return "state"
    found = _TELLS.match(said)
    if not found or _ASKS.search(said):
        return ""
    return "story" if found["who"] and not clause.has("degree", "unheard") else "state"


def only_told(clause: Clause) -> bool:
    """Whether a clause can't ask for anything, not even alone: "片头是之前做好的", "这个转场我挺喜欢的"."""
    said = clause.text.even[clause.start : clause.end].rstrip(" 的吧哈啊呢呀了") if clause.text.chinese else ""
    said += clause.text.even[clause.start + len(said) : clause.start + len(said) + 1] if said else ""
    return (
        bool(said) and any(_ONLY_TOLD.fullmatch(each) for each in (said, said[:-1])) and not clause.has("route", "oos")
    )


def asked_for(made: list[tuple[Clause, list[Intent]]]) -> list[Intent]:
    """The intents of those clauses that ask; those of clauses that only tell count where nothing else is asked, or
    where they tell what is wrong and no other clause says what to do about it."""
    kinds = [tells(clause) for clause, _ in made]
    asking = [intent for kind, (_, intents) in zip(kinds, made, strict=True) for intent in intents if not kind]
    if not asking:
        return [intent for _, intents in made for intent in intents]
    done = {_family(each.op) for each in asking}
    result: list[Intent] = []
    for kind, (clause, intents) in zip(kinds, made, strict=True):
        for each in intents:
            family = "sound" if clause.text.chinese and each.op == "denoise_audio" else _family(each.op)
            wrong = (
                kind == "state"
                and each.op in _WRONG
                and _complains(clause)
                and (family not in done or _shade(clause, each, asking))
            )
            if not kind or wrong:
                result.append(each)
    return result


def _shade(clause: Clause, told: Intent, asking: list[Intent]) -> bool:
    """Colours may be wrong in more than one way: "太黄了，自然一点" asks for both, "过曝了，压暗一点" for one."""
    looks = [each.params.get("look") for each in asking if each.op == "color"]
    return clause.text.chinese and told.op == "color" and told.params.get("look") not in looks


_FAMILIES = {
    "auto_color": "color", "mute": "sound", "music_volume": "sound", "volume": "sound", "duck": "sound", "normalize_audio": "sound", "slow_motion": "speed", "set_duration": "speed",
    "denoise_audio": "noise", "edit_text": "text", "caption_style": "text", "title": "text", "text_overlay": "text", "upscale": "sharpen",
}  # fmt: skip


def _family(op: str) -> str:
    return _FAMILIES.get(op, op)


def _complains(clause: Clause) -> bool:
    return (
        clause.has("degree", "too", "louder", "quieter", "unheard", "much", "bit")
        or clause.has("look")
        or not clause.verbs.isdisjoint({*COMPLAINTS, "stabilize", "rotate", "normalize", "sync", "blur", "crop_bars"})
        or bool(
            clause.nouns
            & {"noise", "video_noise", "echo", "correct", "transition", "silence", "filler", "vertical", "crop_bars"}
        )
    )


_ECHOED = frozenset({"process", "improve", "remove", "change", "make", "add", "cut"})


_FIX_IT = re.compile(
    r"(?:please |can you |could you |would you |can we |just |maybe |so )*(?:fix|sort|correct|repair|address|handle|deal with|take care of|do something about|look into|solve|improve) "
    r"(?:it|that|this|them|these|those)(?: out| up| for me| please| somehow)*\W*"
)


def echoes(clause: Clause) -> bool:
    """Whether a clause only says once more that something is to be done: "..., can you fix it", "..., 删了吧"."""
    if not clause.text.chinese:
        return bool(_FIX_IT.fullmatch(clause.text.even[clause.start : clause.end]))
    return (
        clause.text.chinese
        and len([each for each in clause.tokens if each.sort == "verb"]) == 1
        and clause.verbs <= _ECHOED
        and all(each.sort in ("verb", "polite", "function", "separator", "degree") for each in clause.tokens)
    )


_LAYERS = frozenset(
    {
        "music",
        "audio",
        "voice",
        "voiceover",
        "captions",
        "title",
        "text",
        "watermark",
        "speed",
        "volume",
        "colour",
        "order",
        "transition",
        "effect",
        "grade",
        "sfx",
    }
)
_AS_IT_IS = frozenset(
    {"verb", "noun", "function", "polite", "word", "steer", "degree", "separator", "particle", "edge", "vague"}
)


_REST_AS_IT_IS = re.compile(
    r"\b(?:keep|leave|let) (?:the (?:rest|others?|remainder)|everything else|all (?:the )?others?)(?: of (?:it|the \w+))?(?: at| in)? (?:as (?:it|they) (?:is|are|was|were)|as is|normal|unchanged|alone|the same|untouched|normal speed|colou?r|be)\b"
)
""" "Keep the rest normal" asks for no change of it, and takes nothing away."""
_KEPT_FILE = re.compile(
    r"\b(?:keep|leave) (?:the|my|all|an?|our|your)(?: of the)?(?: \w+)? (?:masters?|originals?|sources?|raws?|backups?|cop(?:y|ies)|project|session|raw (?:files?|footage)|original files?)\b"
)
""" "Keep the 4K master" speaks of files, and takes nothing away."""
_BUT = re.compile(r"[ ,]*\b(?:but|and just|and only)\b")
_KEPT = re.compile(r"(?:please )?(?:keep|leave) (?:the|my|all|this|that|clip|shot|it)\b")
""" "Keep the music but mute my voice"."""


_OTHERS_AS_THEY_ARE = re.compile(
    "(?:但是?|不过|而)?(?:其他|其它|其余|别的|剩下)(?:的)?(?:片段|部分|镜头|段落?|几段|地方)?(?:的)?(?:都|全|就|还|仍|仍然|依然)*(?:保持|维持|保留|还是|是|留着)?(?:彩色|原样|不变|不动|别动|正常|原来的(?:样子|颜色|速度)|原速|原色|照旧|一样)(?:的|就行|即可|就好|吧)*"
)
""" "第二段黑白，其他保持彩色": no order about the others."""


def left_alone(clause: Clause) -> bool:
    """ "... and keep the narration running underneath" asks for no change of it."""
    if clause.text.chinese:
        said = clause.text.even[clause.start : clause.end]
        rest = clause.text.even[clause.start :]
        if _OTHERS_AS_THEY_ARE.fullmatch(said.strip(" ,，。.！!")):
            return True
        kept = clause.verbs == {"keep"} and not _ONLY_CHINESE.search(said)
        return bool(kept and (_INSISTED.search(said) or _FREE_HAND.search(rest)) and not _REST_GOES.search(rest))
    if _UNTOUCHED.search(clause.text.even, clause.start, clause.end) and clause.verbs <= {"keep", "put"}:
        return not clause.of("quote", "file", "look", "effect")
    butted = (
        bool(_BUT.match(clause.text.even, clause.end)) and clause.verbs <= {"keep"} and bool(_KEPT.match(clause.said))
    )
    if _REST_AS_IT_IS.search(clause.said) and not clause.verbs - {"keep", "put"}:
        return True
    if _KEPT_FILE.search(clause.said) and not clause.verbs - {"keep"} and not clause.of("when", "dur", "edge"):
        return True
    if butted and clause.of("which") and clause.nouns <= {"it", "clip"} and not _ONLY.search(clause.said):
        return True
    return (
        (butted or (clause.after == "soft" and clause.verbs == {"keep"}))
        and bool(clause.nouns & _LAYERS)
        and clause.nouns <= _LAYERS | {"original", "it", "background", "everything"}
        and clause.sorts <= _AS_IT_IS
        and not _ONLY.search(clause.text.even, clause.start, clause.end)
    )


_ONLY_CHINESE = re.compile("[只仅光]|单独|就(?:要|留|保留)")
_OTHERS = "(?:其[他它余]|别的|剩下|剩余|余下|另外|旁的)"
_INSISTED = re.compile("(?:一定|必须|务必|千万|绝对|无论如何|说什么)[^,，。;；]{0,4}(?:留|保)")
""" "结尾一定要留着" forbids cutting it; nobody said that the rest may go."""
_FREE_HAND = re.compile(f"{_OTHERS}[^。;；]{{0,6}}(?:看着|随便|随意|自己|怎么|都行|都可以)")
_REST_GOES = re.compile(f"{_OTHERS}[^,，。;；]{{0,8}}(?:删|去掉|剪掉|剪了|不要|切掉|砍|裁掉|扔|清)(?!也)")
_UNTOUCHED = re.compile(
    r"\b(?:keep|leave|keeping|leaving)\b.{1,40}\b(?:as (?:it|they) (?:is|are|was|were)|as is|untouched|unchanged|intact|the way (?:it|they) (?:is|are)|exactly the same|unaltered)\b"
)
_ONLY = re.compile(r"\b(?:only|just|nothing but|isolate|alone)\b")


def heading(clause: Clause, asked: Sequence[Clause]) -> bool:
    """ "Rough-cut my vlog: remove silences, add captions", "探店视频：配音乐": what stands before the colon only says what
    the steps after it are for."""
    if ":" not in clause.text.even[clause.end :]:
        return False
    following = [each for each in asked if each.start >= clause.end]
    colon = clause.text.even[clause.end : following[0].start] if following else ""
    if ":" not in colon or clause.has("negation"):
        return False
    telling = clause.verbs <= {"auto", "process", "improve", "make", "change"} and not clause.of(
        "look", "when", "which", "quote", "ratio", "res", "dur", "platform"
    )
    return telling and any(each.verbs - {"process"} for each in following)
