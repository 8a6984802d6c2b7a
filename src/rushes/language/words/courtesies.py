"""What English puts around an order and means nothing by: "would you mind", "the idea is to", "..., thanks a lot".

It is taken out of the even text, a space for each character, before any word is read: what is left is the order itself, in
whatever form the courtesy asked for ("muting clip 2", "mute clip 2").
"""

from __future__ import annotations

import re

_YOU = r"(?:you|u|we|i|someone|somebody|the (?:tool|editor|app|assistant|agent|ai)|rushes)"
_COULD = r"(?:could|can|might|would|were to)"
_SOFTLY = r"(?: (?:please|maybe|possibly|perhaps|just|also|kindly|quickly|help me|help me to|go ahead and|try to))*"
_SOMEBODY = r"(?:(?:the|my|our) )?(?:user|client|boss|customer|director|producer|manager|teacher|team|wife|husband|friend|mum|mom|editor)"
_SOURCE = r"(?:(?:the|this|my|our|these|that|your) )?(?:(?:attached|uploaded|provided|following|current|given|existing|source|input|imported) )"
_MATERIAL = r"(?:videos?|clips?|footage|files?|projects?|timelines?|recordings?|sequence|edit|session)"
_TASK = r"(?:goal|aim|idea|plan|task|job|objective|wish|intention|request|mission|(?:next|first|last|final|second|third) (?:step|thing|task|job|move|change|request))"
_PROGRAM = r"(?:ffmpeg|moviepy|opencv|python|the (?:[a-z]+ ){0,2}(?:tools?|api|editor|cli|commands?|functions?)|your (?:[a-z]+ ){0,2}tools?)"
_GOOD = r"(?:great|nice|good|cool|awesome|lovely|amazing|helpful|perfect|ideal|wonderful|useful|fantastic|super|better|best)"
_MOMENT = r"(?:a chance|time|a sec|a second|a minute|a moment|a min)"

_BEFORE_A_VERB = (
    rf"(?:what|all|the (?:only |first |next |last |other )?thing)(?: that)? (?:i|we)(?:'d| would)?(?: really| just| actually)? (?:want|need|like|wanted|love)(?: you)?(?: to do)?(?: now| here| next)? (?:is|would be)(?: for {_YOU})? to",
    rf"(?:i|we)(?:'m| am| was| were|'re| are)? (?:just )?(?:wondering|curious|hoping)(?: if| whether| that)? {_YOU} {_COULD}{_SOFTLY}",
    rf"(?:i|we) (?:wonder|hope)(?: if| whether| that)? {_YOU} {_COULD}{_SOFTLY}",
    rf"(?:is there |would there be )?(?:any|a|some) (?:way|chance|possibility)(?: that)? {_YOU} {_COULD}{_SOFTLY}",
    rf"(?:do|would) you (?:think|reckon|suppose) {_YOU} {_COULD}{_SOFTLY}",
    r"why (?:don't|dont|do not) (?:we|you)(?: just| maybe| also| try to)?(?! (?:just )?(?:have|support|work|like|do|accept|offer|tell|know|see|let|allow|understand|get|need|want|think)\b)",
    rf"(?:(?:the|my|our|your|this) )?{_TASK}(?: here| now| for you| of this edit)?(?: is| would be|:)(?: for {_YOU})? to",
    rf"{_SOMEBODY} (?:wants|would like|needs|asked|asks|is asking|has asked|told|wanted|'d like)(?: for)?(?: me| us| you| him| her)? to",
    rf"(?:please )?help (?:the user|{_SOMEBODY})(?: to)?",
    rf"(?:(?:it|that) would|it'd|that'd|would) be (?:really |so |very |super |just )?{_GOOD} (?:if {_YOU} (?:{_COULD}|would)?|to){_SOFTLY}",
    rf"(?:i|we)(?:'d| would)(?: really| very much)? (?:appreciate|love|like|prefer|be grateful|be glad|be happy)(?: it)?(?: very much| a lot)? if {_YOU} {_COULD}{_SOFTLY}",
    r"(?:can|could|may|might) i (?:ask|get|trouble|have|request) (?:you|u) to",
    r"(?:can|could|would|will) (?:someone|somebody|anybody|anyone|rushes|the (?:tool|editor|app|assistant|agent|ai))(?: please)?",
    rf"use {_PROGRAM}(?: tools?| commands?| functions?)? to",
    r"i(?:'d| would)(?: really)? (?:like|love|need|want) (?:for )?(?:you|u) to",
    r"(?:don't|dont|do not|never) forget to",
    r"(?:you (?:are|'re)|you will be) (?:asked|required|requested|supposed|expected) to",
    r"what (?:it|this|that|the (?:video|film|clip|edit|movie)|we|i)(?: really| still| just)? (?:needs?|wants?|lacks?|could use)(?: most| now)? is(?= (?:an?|some|more|less)\b)",
    r"(?:please )?proceed to",
)
_BEFORE_A_GERUND = (
    r"(?:would |do |don't )?(?:you |u )?mind(?: please| just| maybe)?",
    r"(?:any chance|is there any chance|what are the chances|the possibility)(?: of(?: you)?)",
    r"(?:i|we)(?:'d| would)? (?:suggest|recommend|propose|advise|vote for|consider)",
    r"(?:please )?(?:try|consider|proceed with|continue with|go ahead with|help with|help me with|help out with)",
    r"(?:please )?(?:start|begin|continue|proceed|finish|end|open|start off)(?: off| out)? (?:by|with)(?! \w+ing (?:clip|shot|card|credits|title|scene|text))",
    rf"(?:(?:the|my|our|your) )?{_TASK}(?: here| now)?(?: is| involves|:)",
    r"(?:how|what) about(?: maybe| just)?(?: (?:we|you) try)?",
    r"(?:i|we)(?:'m| am|'re| are)? (?:thinking (?:of|about)|up for|looking at|in favou?r of)",
    r"i need (?:some )?help(?: with)?",
    rf"(?:it|that) would be (?:really |so |very )?{_GOOD}",
)
_DONE = r"(?:[a-z]+ed|cut|put|split|kept|thrown|taken|made|sped|shown|frozen|written|given|brought|sent|set)"
_A_THING = r"(?:the|my|our|this|that|these|those|all|every|both|its|his|her|it|them|clips?|\d+|an?|some|everything) ?[^,.;?!]{0,50}?"
_BEFORE_A_THING = (
    rf"(?:please )?(?:get|have)(?= {_A_THING} ?{_DONE}\b)(?! (?:it|them|the \w+|my \w+) (?:to|out)\b)",
    rf"(?:can|could|would)(?= {_A_THING} be {_DONE}\b)",
)
_SET_OFF = (
    rf"if (?:you (?:can|could|don't mind|wouldn't mind|would|have {_MOMENT}|get {_MOMENT}|please)|possible|at all possible|(?:it|that)(?:'s| is) (?:not too much (?:trouble|to ask|work)|possible|ok|okay|alright|fine|easy|doable)|there's time)",
    rf"(?:when|whenever|once|as soon as|soon as) (?:you (?:get {_MOMENT}|can|have {_MOMENT}|'re (?:ready|done|free|able)|are (?:ready|free|able|done))|you've got {_MOMENT}|possible|ready)",
    rf"(?:given|using|taking|with) {_SOURCE}{_MATERIAL}",
    rf"(?:in|on|for|within|from) (?:{_SOURCE}{_MATERIAL}|(?:this|our|the|my) (?:project|timeline|session|edit|sequence))",
    rf"(?:using|with|via) {_PROGRAM}(?: tools?| commands?)?",
    rf"(?:as|for) (?:a|the|our|my) {_TASK}",
    r"(?:to be honest|tbh|honestly|no rush|quick one|quick question|one more thing|another thing|last thing|one last thing|one thing|real quick|small request|quick favou?r|question|two things|couple of things|as (?:discussed|agreed|mentioned|i said|we said)|like i said)",
)
_FIX = r"(?:fix|sort|correct|repair|address|handle|deal with|take care of|do something about|look into|solve|improve) (?:it|that|this|them|these|those)(?: out| up)?"
_AFTER = (
    rf"(?:please |pls |so |and |maybe |just )*(?:(?:can|could|would|will) (?:you|we|u) )?(?:please |pls |just |maybe )*{_FIX}(?: for me| please| pls| somehow)*",
    r"(?:many |a million )?thanks(?: a lot| so much| a bunch| a million| a ton| in advance| again| very much| mate| man| dude| buddy| bro| for (?:your|the) help)+",
    r"thank (?:you|u)(?: so much| very much| in advance| kindly| a lot| again| for (?:your|the) help)+",
    r"(?:many thanks|much appreciated|appreciated|much obliged|greatly appreciated|(?:i'd |i would )?(?:really )?appreciate (?:it|that)(?: a lot)?)",
    r"(?:asap|a\.s\.a\.p\.?|as soon as (?:you can|possible)|right away|immediately|when(?:ever)? (?:you (?:can|get " + _MOMENT + r"|have " + _MOMENT + r")|possible)|no rush)",
    r"if (?:you (?:can|could|don't mind|wouldn't mind|would)|possible|at all possible|(?:it|that)(?:'s| is) (?:not too much (?:trouble|to ask)|possible|ok|okay|alright|fine|doable))",
    r"(?:is|would) that (?:be )?(?:ok|okay|possible|doable|alright|fine)",
    r"(?:does|would) that (?:work|make sense)(?: for you)?",
    r"(?:would|will|could|can) (?:you|u)(?: do that| please| do it)?(?= *\?)",
    rf"(?:it|that)(?: would|'d) be (?:really |so |very |super |just )?{_GOOD}",
    r"(?:and |but )?that(?:'s| is) (?:all|it)(?: for now| i need| i want)?",
    r"(?:do|does|get|got|you know|see) (?:you |that |it )?(?:know )?what i mean",
    r"(?:ok|okay|yeah|deal|alright|right|please and thanks|pretty please|if u can|pls and thanks|ta|tia|thx|ty|tysm|thanx|k thx|plz thx)",
)  # fmt: skip
_OPENS = r"(?:\A[^a-z0-9\ue001-\ue003]*|(?<=[.!?;:,\n])\s*|(?<= and )|(?<= but )|(?<= so )|(?<= then )|(?<=\Aok )|(?<=\Aso )|(?<=\Ahey )|(?<=\Ahi )|(?<=\Aand )|(?<=\Abut )|(?<=\Aokay )|(?<=\Aplease ))"
_LOOSE = re.compile(r"(?<=[a-z])'(?=(?:t|s|m|re|ve|ll|d)\b)")


def _pattern(pattern: str) -> re.Pattern[str]:
    """People write "dont" and "its"."""
    return re.compile(_LOOSE.sub("'?", pattern))


_COURTESIES = (
    _pattern(rf"{_OPENS}(?P<c>(?:{'|'.join(_SET_OFF)}),? (?:then |please )*)(?<=, )"),
    _pattern(rf"{_OPENS}(?P<c>{'|'.join(_SET_OFF[:2])})(?= (?:please |could you |can you )?[a-z])(?! to\b)"),
    _pattern(rf"{_OPENS}(?P<c>{'|'.join(_BEFORE_A_VERB)})(?= [a-z])"),
    _pattern(rf"{_OPENS}(?P<c>{'|'.join(_BEFORE_A_THING)})"),
    _pattern(rf"{_OPENS}(?P<c>{'|'.join(_BEFORE_A_GERUND)})(?= (?:maybe |just |also |perhaps )*[a-z]{{2,}}ing\b)"),
    _pattern(
        rf"(?<=[\w\ue001-\ue003)%'])(?P<c>(?:[,.;!?-]+ *|[,.;!?-]* +(?!(?:{_FIX})))(?:{'|'.join(_AFTER[:-1])}))(?=\W*\Z)"
    ),
    _pattern(rf"(?<=[\w\ue001-\ue003)%'])(?P<c>[,.;!] *(?:{_AFTER[-1]}))(?=\W*\Z)"),
)
_WONDERED = _pattern(
    rf"(?P<why>\W*(?:and |so |but |hey |ok )*(?:why|how come) (?:is|are|does|do|'s))(?P<what> [^,.;?!]{{3,40}}? so [a-z ]{{3,20}}?)(?:[,.;?!-]+ *|[,.;?!]* (?:and|so) )(?:please |pls |can you |could you |can we |maybe |just )*{_FIX}[ a-z]{{0,12}}\W*\Z"
)
""" "Why is it so dark? Fix it": what is wondered at is what is to be mended."""
_NOTHING = re.compile(r"\W*(?:please|pls|it|that|this|and|so|ok|okay)?\W*")


def ordered(even: str) -> str:
    """`even` without its courtesies, each a run of spaces; all of it where nothing else would be left."""
    if wondered := _WONDERED.match(even):
        even = (
            " " * wondered.end("why")
            + even[wondered.end("why") : wondered.end("what")]
            + " " * (len(even) - wondered.end("what"))
        )
    for pattern in _COURTESIES:
        bare = pattern.sub(
            lambda found: found.group()[: found.start("c") - found.start()] + " " * len(found["c"]), even
        )
        if bare != even and not _NOTHING.fullmatch(bare):
            even = bare
    return even
