"""Words to be shown that nobody put in quotes, and where they end: "a title saying Sunday in the park at the bottom"."""

from __future__ import annotations

import re
from collections.abc import Iterator

_THING = r"\b(?:titles?|text|captions?|subtitles?|card|heading|headline|banner|label|sign|overlay|words?|lower third|message)"
_INTRODUCED = (
    # whatever is said to be said
    re.compile(_THING + r"(?: (?!and\b|then\b)[a-z0-9]+){0,6}? (?:(?:that|which) )?(?:saying|says|reading|reads|to say|to read):? +(?=[a-z0-9])"),
    re.compile(r"\b(?:put|write|add|show) the words (?!(?:i|you|we|he|she|they|that|which|in|on|at)\b)(?=[a-z0-9])"),
    # else what begins with a capital
    re.compile(r"\b(?:add|put|insert|write|show|include|overlay|with)\b(?: [a-z]+){0,3}? (?:titles?|text|captions?|heading|headline)(?: card)? (?=[a-z])"),
    re.compile(r"\b(?:change|set|update|switch|turn|edit|rename)\b (?:the |my |our |that |this )?(?:[a-z]+ )?(?:title|text|caption|heading|headline)(?: text)? (?:to|into)(?: say| read)? (?=[a-z])"),
)  # fmt: skip
_NEEDS_CAPITAL = _INTRODUCED[2:]

_COLOUR = (
    "white|black|red|yellow|blue|green|orange|purple|pink|gold|golden|silver|gr[ae]y|cyan|teal|brown|beige|magenta"
)
_STYLE = rf"(?:(?:big|large|small|huge|tiny|bold|italics?|thin|thick|light|dark|bright|neon|simple|plain|clean|elegant|modern|handwritten|nice|soft|slow|quick) )*(?:{_COLOUR}|big|large|small|huge|tiny|bold|italics?|caps|capitals|capital letters|uppercase|lowercase|all caps|fonts?|letters|lettering|serif|sans|helvetica|arial|roboto|impact|montserrat|futura|outline|shadow|drop shadow|background|box|fade|fade[- ]?in|animation|typewriter|style|size|\d+ ?(?:px|pt|%))"
_PLACE = r"(?:very )?(?:top|bottom|left|right|upper|lower|middle(?! of (?!the (?:screen|frame|video|picture|film|clip)))|center|centre|corner|beginning|start|end|intro|outro|opening|first|second|third|fourth|last|final|clip|shot|video|film|screen|picture|footage|frame|whole|entire|drone|playhead)\b"
_NUMBER = r"(?:\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|half|a|an|a few|a couple of|some|several) (?:and a half )?(?:seconds?|secs?|minutes?|mins?|moments?|frames?)\b)"
_ENDS = re.compile(
    rf"(?P<mark>[,;\n]|[.](?=\s|\Z)|[!?]+)"
    rf"| (?:in|with|using)(?: an?| the| some)? {_STYLE}\b"
    rf"| (?:at|in|on|to|near|along|across|over|under|above|below|by|around|onto)(?: the| my| your| our)? {_PLACE}"
    rf"| (?:for|during|from|until|till|after|before|at|over|throughout|within|in)(?: the| about| around| roughly| just)? (?:first|last|next|whole|entire|opening|duration|start|beginning|end|intro|{_NUMBER})"
    r"| (?:and|then|but|while)(?: then| also| please)? (?:add|put|make|cut|trim|fade|mute|set|show|place|keep|use|play|export|render|move|speed|slow|remove|delete|give|turn|let|start|end|have|zoom|crop|blur|bring|center|centre|change|lower|raise|delay|hold|display|i|we|then|it|have)\b"
    r"| (?:please|pls|thanks|thank you|as well|too|instead)\b\W*\Z"
    r"| (?:top|bottom|upper|lower)[- ](?:left|right|cent(?:er|re)|middle)\b| (?:cent(?:er|re)d|bold|in bold|top|bottom)\W*\Z"
    r"|(?<![a-z])'|'(?![a-z])|[\"\ue001\ue002\ue003“”‘’「」]"
)  # fmt: skip


def shown(written: str, even: str) -> Iterator[tuple[int, int]]:
    """The stretches of a request that are words to be shown, from where their beginning tells so."""
    for pattern in _INTRODUCED:
        for found in pattern.finditer(even):
            start = found.end()
            if pattern in _NEEDS_CAPITAL and not written[start].isupper():
                continue
            if _ENDS.match(even, start - 1):
                continue
            over = _ENDS.search(even, start)
            end = len(even) if over is None else over.start()
            if over and over.group("mark") and over.group("mark")[0] in "!?":
                end = over.end()
            end = start + len(written[start:end].rstrip())
            if over is not None and over.group()[0] in "'\"\ue001\ue002\ue003“”‘’「」":
                continue  # it is in quotes, in part at least
            if end > start:
                yield start, end
