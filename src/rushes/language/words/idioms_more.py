"""Ways to ask for more or less of something: "it could use more contrast", "ease off the volume", "not fast enough".

Rows as in `idioms`: what is said, and the tokens it stands for. What it is more or less of is named beside.
"""

from __future__ import annotations

from rushes.language.words.idioms_zh import Meaning

_OF = r"(?:(?:the|its|that|this|my|your|overall|some|some of the|a bit of the|a little of the|clip \d+'?s|video'?s|video|picture|image|audio|sound|music|master|color|colour) ){0,3}"
_ATTRIBUTE = r"(?:brightness|exposure|contrast|saturation|vibrance|vibrancy|warmth|temperature|colou?r temperature|volume|loudness|gain|speed|pace|tempo|playback speed|(?:sound|audio|music|voice|vocal|volume) levels?)"
_SO = r"(?: (?:a bit|a little|way|far|much|really|very|just|still|slightly|somewhat|kind of|quite|all|also))*"
_IS = r"(?:is|are|'s|'re|was|looks?|feels?|seems?|sounds?|gets?)"
_GO_UP = r"(?:go|come|be (?:brought|turned|pushed|bumped|dialed|dialled|cranked|taken|pulled|moved|boosted|raised|increased|lifted))"
_GO_DOWN = r"(?:go|come|be (?:brought|turned|dialed|dialled|pulled|taken|toned|knocked|cut|moved))"
_MUST = r"(?:should|must|needs? to|has to|have to|could|can|ought to|to|might)"

MORE_OR_LESS: tuple[tuple[str, Meaning], ...] = (
    (
        rf"(?:amp up|kick up|ramp up|hike up|hike|nudge up|notch up|jack up|jack|ratchet up|beef up|pump up|pump|push|pull up|lift|lift up|punch up|juice up|juice|up|elevate|move up|"
        rf"(?:add|give it|give this|give the (?:video|clip|film|picture|footage)|give clip \d+|put|throw in|get|bring in)(?: in)? (?:some|a bit of|a little|a little bit of|a bit more|a little more|more|extra|a touch of|a touch more|a tad more)|"
        rf"(?:it |this |that )?(?:needs?|could use|could do with|wants?|lacks?|is lacking|is missing|is short on|can use|would benefit from|deserves?)(?: in)?(?: (?:some|a bit|a little|a lot|a touch|a tad|much|way))*(?: (?:more|of|extra|some more))*|"
        rf"there(?:'s| is| isn't| is not)(?: (?:not|too))* (?:enough|little)|not enough|too little|insufficient|we need more|i want more|i'd like more|a bit more|more)(?= {_OF}{_ATTRIBUTE}\b)",
        (("verb", "up"),),
    ),
    (
        rf"(?:cut back on|cut back|cut|drop|trim|pull back on|pull back|back off on|back off|ease off on|ease off|ease up on|ease back on|ease|take down|take back|knock back|knock down|scale back|scale down|tame|rein in|roll off|roll back|soften|relax|"
        rf"wind down|go easy on|hold back on|hold back|tone down|tone back|shave|lose|kill|take off|take out|remove|nudge down|notch down|move down|bring in|get rid of|pare back|dampen|step down|bring back)(?= (?:some of the |some |a bit of the |a bit of |a little of the |a little |down the )(?:[a-z]+ )?{_ATTRIBUTE}\b)",
        (("verb", "down"),),
    ),
    (
        rf"(?:cut back on|cut back|cut|drop|trim|pull back on|pull back|back off on|back off|ease off on|ease off|ease up on|ease back on|ease|take down|take back|knock back|knock down|scale back|scale down|tame|rein in|roll off|roll back|"
        rf"wind down|go easy on|hold back on|hold back|tone back|nudge down|notch down|move down|pare back|dampen|step down|bring back)(?= {_OF}{_ATTRIBUTE}\b)",
        (("verb", "down"),),
    ),
    (rf"(?:(?:there(?:'s| is) )?(?:way |far |a bit |a little )*too much|an excess of|excessive|less of the|so much)(?= {_OF}{_ATTRIBUTE}\b)", (("verb", "down"),)),
    (rf"{_ATTRIBUTE} (?P<t>{_IS}{_SO} (?:too )?(?:high|much|strong|intense|heavy|extreme|over the top|hot|excessive|pushed|overdone|cranked|hard)(?: up)?)(?!er| enough)", (("verb", "down"),)),
    (rf"{_ATTRIBUTE} (?P<t>{_IS}{_SO} (?:too )?(?:low|weak|little|lacking|missing|poor|lame))", (("verb", "up"),)),
    (rf"{_ATTRIBUTE} (?P<t>(?:isn't|is not|'s not|aren't|are not){_SO} (?:high|strong|much) enough|isn't enough)", (("verb", "up"),)),
    (rf"{_ATTRIBUTE} (?P<t>{_MUST} {_GO_UP}(?: up)?)(?! down)(?= *(?:[,.;!?]|\Z|a |by |some|please|slightly|and ))(?=[^,.;]*)", (("verb", "up"),)),
    (rf"{_ATTRIBUTE} (?P<t>{_MUST} {_GO_UP} up)", (("verb", "up"),)),
    (rf"{_ATTRIBUTE} (?P<t>{_MUST} {_GO_DOWN} (?:down|back|off))", (("verb", "down"),)),
    (rf"{_ATTRIBUTE} (?P<t>{_MUST} be (?:\w+ )?(?:higher|increased|raised|boosted|lifted|stronger|greater|upped))", (("verb", "up"),)),
    (rf"{_ATTRIBUTE} (?P<t>{_MUST} be (?:\w+ )?(?:lower|lowered|reduced|decreased|softer|weaker|less))", (("verb", "down"),)),
    (rf"(?:isn't|is not|aren't|are not|'s not|'re not|not|doesn't go|doesn't move|not going){_SO} (?:fast|quick|quickly|speedy) enough", (("verb", "speed_up"),)),
    (rf"(?:isn't|is not|aren't|are not|'s not|'re not|not|doesn't go|not going){_SO} (?:slow|slowly) enough", (("verb", "slow_down"),)),
    (rf"(?:isn't|is not|aren't|are not|'s not|'re not|not|doesn't sound|don't sound){_SO} (?:loud|loudly|audible) enough", (("degree", "louder"),)),
    (rf"(?:isn't|is not|aren't|are not|'s not|'re not|not){_SO} (?:quiet|soft|quietly) enough", (("degree", "quieter"),)),
    (rf"(?:isn't|is not|aren't|are not|'s not|'re not|not|doesn't look|don't look){_SO} (?:bright|light|lit) enough", (("look", "brighter"),)),
    (rf"(?:isn't|is not|aren't|are not|'s not|'re not|not|doesn't look|don't look){_SO} (?:dark) enough", (("look", "darker"),)),
    (rf"(?:isn't|is not|aren't|are not|'s not|'re not|not|doesn't look|don't look){_SO} (?:warm) enough", (("look", "warmer"),)),
    (rf"(?:isn't|is not|aren't|are not|'s not|'re not|not|doesn't look|don't look){_SO} (?:cool|cold) enough", (("look", "cooler"),)),
    (rf"(?:isn't|is not|aren't|are not|'s not|'re not|not|doesn't look|don't look){_SO} (?:saturated|colou?rful|vivid|vibrant|rich) enough", (("look", "saturation_up"),)),
    (rf"(?:isn't|is not|aren't|are not|'s not|'re not|not|doesn't look|don't look){_SO} (?:punchy|contrasty) enough", (("look", "contrast_up"),)),
    (rf"(?:isn't|is not|aren't|are not|'s not|'re not|not|doesn't look|don't look){_SO} (?:sharp|crisp|clear) enough", (("verb", "sharpen"),)),
    (rf"(?:isn't|is not|aren't|are not|'s not|'re not|not){_SO} (?:steady|stable|smooth) enough", (("verb", "stabilize"),)),
    (rf"(?:isn't|is not|aren't|are not|'s not|'re not|not){_SO} (?:big|large) enough", (("verb", "scale_text"),)),
    (rf"(?:isn't|is not|aren't|are not|'s not|'re not|not){_SO} (?:small) enough", (("verb", "shrink_text"),)),
    (r"moving(?= (?:the|my|our|this|that|it|them|clips?|shots?|scenes?|videos?|all|every|both|title|logo)\b)", (("verb", "move"),)),
    (r"(?:don't|dont|do not|never|let's not|not to) forget(?: about| the| to (?:add|put in|include|insert))?(?= (?!to\b))", (("verb", "add"),)),
    (r"(?:make sure|ensure|see to it|be sure)(?: that)?(?: there(?:'s| is| are| will be)| (?:it|the video|the film|this) (?:has|have|gets|includes|contains|comes with))", (("verb", "add"),)),
    (r"(?:there(?:'s| is) )?no (?:more |longer any |further )?need for", (("verb", "remove"),)),
    (r"just(?= (?:cut|trim|chop|snip|crop|remove|delete|drop|lop|shave) )", (("function", "aside"),)),
    (rf"too{_SO} (?:contrasty|punchy|harsh)", (("look", "contrast_down"),)),
    *(
        (rf"\A[^a-z0-9]*(?:[a-z0-9']+ ){{1,5}}(?P<t>so (?:{said}))(?=\W*\Z)", meaning)
        for said, meaning in (
            ("dark|dim|underexposed", (("look", "brighter"),)), ("bright|overexposed", (("look", "darker"),)), ("quiet|low|silent", (("degree", "louder"),)),
            ("loud", (("degree", "quieter"),)), ("slow", (("verb", "speed_up"),)), ("fast|quick", (("verb", "slow_down"),)), ("cold|blue", (("look", "warmer"),)),
            ("warm|orange|yellow", (("look", "cooler"),)), ("washed out|dull|pale", (("look", "saturation_up"),)), ("flat", (("look", "contrast_up"),)),
            ("saturated", (("look", "saturation_down"),)), ("contrasty", (("look", "contrast_down"),)),
        )
    ),
)  # fmt: skip
