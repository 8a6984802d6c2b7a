"""Ways to ask without an order: what has to go, what drags, what can't be heard, what should come first.

A row is a pattern over the even text and the tokens it stands for. Unlike a phrase, a pattern may leave words open
between its own, and look at what follows; where it is found it wins over the phrase tables.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rushes.language.words.idioms_more import MORE_OR_LESS
from rushes.language.words.idioms_trade import TRADE
from rushes.language.words.idioms_zh import CHINESE, Meaning
from rushes.language.words.lexicon import Token
from rushes.language.words.verbs_en import VERBS

_END = r"(?=\s*(?:[,.;!?)]|\Z|and |then |please|now\b|too\b|as well|also|because|since|but ))"
_CLIPS = r"(?:clip|shot|scene|video|take|footage|one)s?"
_NTH = r"(?:\d|first|second|third|fourth|fifth|sixth|last|final|middle|opening|closing)"
_SOUNDS = r"(?:audio|sound|volume|levels?|loudness|volume levels?|audio levels?|sound levels?)"
_SMALL = r"(?:a bit|a little|a little bit|so|very|really|way|far|just|kind of|kinda|rather|quite|pretty|too|all|also|still|slightly|somewhat)"
_IS = rf"(?:is|are|'s|'re|was|looks?|feels?|seems?|sounds?|gets?|goes|comes?)(?: {_SMALL})*"

_HEARD = rf"(?:audio|sound|mic|vocals?|voices?|levels?|mix|track|music|{_NTH} {_CLIPS}|{_CLIPS} \d+)"
_PEOPLE = r"(?:people|we|you|they|everyone|everybody|viewers|the viewers?|the audience|i|folks)"
_TALES = ("separator", "tells")

ENGLISH: tuple[tuple[str, Meaning], ...] = (
    (r"(?:title|text|captions?|heading|headline|subtitle|card|sign|label) (?P<t>(?:which |that |to |should |shall |must )?reads?|reading)(?= [\ue001a-z0-9])(?! (?:too|really|very|well|badly|fast|slow|like|the|a|as|so|out)\b)", (("verb", "write"),)),
    (r"(?<=[,;-] )(?:and |then |but )?(?:gone|out|off|away|over)(?: again| screen| the screen)? (?:by|at|before)(?= (?:the )?\d)", (("steer", "to"),)),
    (r"(?<=[,;-] )(?:and |then |but )?(?:gone|out|off|away|over)(?: again)? after(?= \d)", (("steer", "for"),)),
    (rf"{_HEARD}(?:'s(?: {_SMALL})*| {_IS}| (?:sounds?|runs?|running|coming in|comes in|recorded|mixed)) (?:too |so )?(?P<t>hot)(?=\s*(?:[,.;!?]|\Z|and |in |on |at |for |here|there|please))(?<!'t hot)", (("degree", "quieter"),)),
    (r"(?:[a-z]+'s|is|are|was|keeps|starts|gets) (?:all |always |really |badly |also |a bit )?(?P<t>(?:peaking|clipping|in the red|distort(?:ed|ing)|too hot|blowing out))(?=\s*(?:[,.;!?]|\Z|and |in |on |at |for |here|there|please))", (("degree", "quieter"),)),
    (r"balance(?: out)?(?= (?:it|them|that|those|these|both|the two|the (?:audio|sound|volumes?|levels?|voices?|speakers?|mics?|tracks?|mix|music|speech)|out)\b)(?! the (?:colou?rs|white|exposure))", (("verb", "normalize"), ("noun", "audio"))),
    (r"(?<!\d )(?<!be )(?<!as )(?<!it )(?<!shot )(?<!clip )(?:the |that |this |my )?(?:opening|starting|very first) (?:shot|clip|scene)(?! (?:title|credits|music|text|card))", (("order", 1), ("noun", "clip"))),
    (r"(?<!\d )(?<!be )(?<!as )(?<!it )(?<!shot )(?<!clip )(?:the |that |this |my )?(?:closing|ending|very last) (?:shot|clip|scene)(?! (?:title|credits|music|text|card))", (("order", -1), ("noun", "clip"))),
    (r"(?:drags?|dragging)(?: on)?(?: a bit| a little| too much| so much)*(?= (?:between|from|around|at|in|after|before|until)\b)", (("verb", "too_slow"),)),
    (r"(?:captions|subtitles|subs)(?: switched| turned)? on(?=\s*(?:[,.;!?]|\Z|and |please|pls))", (("verb", "add"), ("noun", "captions"))),
    (r"(?:frame|center|centre|keep|put|get|hold) (?:me|him|her|us|them|myself|my face|the (?:speaker|subject|person|host|singer|dancer|player|presenter|baby|dog|cat))(?: more| always| perfectly| right)? ?(?:in the (?:middle|center|centre)(?: of (?:the )?(?:frame|shot|screen|picture|image|video))?|(?:centered|centred)(?: in (?:the )?(?:frame|shot|screen|picture))?|in (?:the )?(?:frame|shot)|in view)", (("noun", "reframe"),)),
    (r"(?:the )?words (?:that )?(?:i|he|she|they|we|people|you) (?:say|says|speak|speaks|said|am saying|is saying|are saying) (?:should |to |must )?(?:appear|show(?: up)?|pop up|come up|be shown|run|scroll)(?: on (?:the )?screen)?", (("verb", "add"), ("noun", "captions"))),
    (r"(?P<t>(?:the )?(?:left|right|top|bottom|upper|lower) half(?: of (?:the |my )?(?:screen|frame|picture|video|image))?)(?=[^.;]{3,60}\b(?:left|right|top|bottom|upper|lower|other) half\b)", (("noun", "split_screen"),)),
    (r"(?:scrap|drop|ditch|cancel|forget|lose|reverse|discard|bin|toss|take back|kill|nix)(?: just)? (?:the|that|my|your) (?:very )?(?:last|latest|previous|most recent) (?:edit|change|step|tweak|adjustment|action|thing (?:you|we|i) (?:did|changed|made))", (("verb", "undo"),)),
    (r"black(?:en)? out(?= (?:the )?(?:picture|screen|video|image|frame|whole screen)\b)|black out(?= (?:from |between )?\d)", (("effect", "black"),)),
    (r"(?:fewer|less|not so many|too many) (?:cuts|edits|jump cuts)(?= (?:in|please|during|between)\b|\s*(?:[,.;!?]|\Z))", (("vague", "better"),)),
    (r"web[ -]?optimi[sz]ed|optimi[sz]ed for (?:the )?web", (("platform", "web"),)),
    (r"(?:speed|race|rush|zip|blow|breeze|whiz|fast[- ]forward|skim)(?: on| right| quickly)? through(?= (?:the|this|that|my|it|all|those|these|clip)\b)", (("verb", "speed_up"),)),
    (r"(?:over|above|on|around|behind|next to|near|onto) (?P<t>(?:his|her|my|their|your|our|the \w+'s) heads?)(?! of)", (("noun", "region"),)),
    (r"(?:turn|make|change)(?= (?:this|it|that)\b)(?P<t> (?:this|it|that)(?: whole thing| all| video| film)? into (?:something|a thing|a video) (?:that )?(?:i|we) can (?:post|share|put|upload|use)(?: on| as| to)?(?= ))", (("verb", "make"),)),
    (r",? ?(?:that |which )?(?:i|we) (?:did not|didn't|hadn't|had not|never) (?:notice|noticed|see|seen|spot|spotted|realized?|catch|caught)(?: before| earlier| until now)?", (("function", "aside"),)),
    (rf"colou?rs? (?:of|in) (?:the |clip |my )?[^,.;]{{2,20}}(?P<t> {_IS} (?:dull|drab|lifeless|faded|pale|washed[ -]out))(?=\s*(?:[,.;!?]|\Z|and |so |compared ))", (("look", "saturation_up"),)),
    (r"(?:the |that |my |our )?(?:(?:version|cut|edit|one) (?:before|earlier|from before|(?:we|i|you) had(?: before)?)(?: that| this| it)?|(?:previous|earlier|old|prior) (?:version|cut|edit|one)) (?:was|is|looked|felt|worked)(?: much| way| a lot| just| so)? (?:better|nicer|fine|good|great|perfect|best)", (("verb", "undo"),)),
    (r"(?:(?:i|we) )?(?:liked?|prefer(?:red)?) (?:the )?(?:previous|last|earlier|old) (?:version|cut|edit|one)(?: (?:more|better|a lot))*", (("verb", "undo"),)),
    (r"(?<=[a-z0-9] )(?<!you )(?<! u )(?<!need )(?<!me )(?<!some )(?<!to )(?<!for )(?<!get )(?<!the )(?<!your )(?<!any )(?<!want )(?<!show )(?<!or )help(?= (?:pls|please|me)?\W*\Z|\W*\Z)(?! (?:with|on|for))", (("function", "aside"),)),
    (r"(?:leave|keep|hold|have) (?:it|that|this|them) (?:up|on|on screen|on the screen|visible|showing)(?= for\b)", (("verb", "keep"), ("noun", "it"))),
    # what is only told
    (r"why (?:is|are|does|do) (?:it|this|that|the \w+)[^,.;?]{0,20}? so \w+(?=[,.?!]* (?:and )?(?:can|could|please|make|fix|pls)\b)", (("function", "aside"),)),
    (r"(?:some|a|an|that|another)(?: \w+)? (?P<t>tunes?)(?=\s*(?:[,.;!?]|\Z|on|under|over|in|behind|and|to|for))", (("noun", "music"),)),
    (r"\A(?:u+m+|u+h+m*|h+m+|e+r+m*|a+h+)(?=[ ,.!]+[a-z])(?! (?:and|or|removal|words?|sounds?)\b)", (("function", "aside"),)),
    # what a picture is said to be is what it is not to stay
    (r"(?:is|are|isn't|looks?|seems?|feels?|appears?|came out|comes out|turned out|(?:it|that|this|everything)'s|was|were)(?: (?:a bit|a little|a tad|a touch|kind of|kinda|sort of|pretty|quite|very|really|rather|somewhat|slightly|so|just|still|also|all))* (?P<t>dark|dim|gloomy|murky|underexposed)(?! (?:and moody|enough|mode|blue|red|green|theme|background)|[a-z])", (("look", "brighter"),)),
    (r"(?:is|are|looks?|seems?|feels?|appears?|came out|comes out|turned out|(?:it|that|this|everything)'s|was|were)(?: (?:a bit|a little|a tad|a touch|kind of|kinda|sort of|pretty|quite|very|really|rather|somewhat|slightly|so|just|still|also|all))+ (?P<t>bright|overexposed|blown out)(?! (?:and|enough|red|blue|yellow|green)|[a-z])", (("look", "darker"),)),
    (r"(?:is|are|looks?|seems?|feels?|appears?|came out|comes out|turned out|(?:it|that|this|everything)'s|was|were)(?: (?:a bit|a little|a tad|a touch|kind of|kinda|sort of|rather|somewhat|slightly|quite|pretty))+ (?P<t>cold|blue|bluish)(?! (?:and|enough)|[a-z])", (("look", "warmer"),)),
    (r"(?:is|are|looks?|seems?|feels?|appears?|came out|comes out|turned out|(?:it|that|this|everything)'s|was|were)(?: (?:a bit|a little|a tad|a touch|kind of|kinda|sort of|rather|somewhat|slightly|quite|pretty))+ (?P<t>yellow|orange|yellowish)(?! (?:and|enough)|[a-z])", (("look", "cooler"),)),
    (r"(?:not|instead of|rather than)(?: in| at)? (?:4k|2k|8k|1080p?|720p?|1440p?|2160p?|480p?)(?![\d:])", (("function", "aside"),)),
    (r"(?:(?<=\ue001)[,;]? (?:it |that )?should(?: actually| really)? (?:be|say|read)(?: spell?ed)?)(?= [a-z])(?! \w+ed\b| (?:put|shown|cut|in|on|at|bigger|smaller|larger|there|visible|first|last|gone)\b)", (("verb", "replace"),)),
    (rf"can (?:those|these|they|that|it|this)(?: please| all| just)? (?:go|disappear|be gone|vanish){_END}", (("verb", "remove"), ("noun", "it"))),
    (r"(?:gaps?|parts?|bits?|moments?|places?|spots?|stretches)(?: in (?:it|the video))? where (?:i|he|she|we|they) (?:say|says|don't say|doesn't say|am saying|'m saying|is saying) (?:nothing|anything)", (("noun", "silence"),)),
    (r"max(?:imum)?(?: of)?(?= (?:\d+|an?|one|two|three|five|ten|fifteen|twenty|thirty|sixty|ninety) ?(?:sec|min|s\b))", (("steer", "max"),)),
    (r"\A(?:it'?s |this is |(?:the )?\w+ (?:is|looks) )?(?:kinda|kind of|a bit|a little|so|too|very|really|pretty|quite|all|super|bit) (?:blurry|fuzzy)", (("verb", "sharpen"),)),
    (r"(?:u+h+m+s?|u+m+s?|u+h+s)(?= (?:and|in|from|out|please)|\s*(?:[,.;!?]|\Z))", (("noun", "filler"),)),
    (r"(?:i|he|she|they|we|it|you|people) (?:always |just )?keeps?(?: on)?(?: saying| repeating| using)?(?= ?\ue001| (?:saying|repeating|using|stumbling|going|looking|moving|shaking|jumping|losing|coughing|pausing|touching|stopping|dropping|forgetting)\b)", (("function", "aside"),)),
    (r"so(?: that)?(?= (?:he|she|it|they|this|that|nobody|no one|the \w+|my \w+) (?:isn't|aren't|doesn't|don't|won't|can't|cannot|couldn't|wouldn't|is not|are not|is no longer|are no longer)\b)", (_TALES,)),
    (r"(?:give|send|hand|pass|share with) you(?= (?:the |some |my |more |another |a |\d+ |two |three |few |couple |of )*(?:clips?|footage|videos?|files?|photos?|pictures|material|before|first|later|too|as well)\b)", (("route", "upload"),)),
    (r"for (?:the )?(?:deaf|hard of hearing|hearing impaired|accessibility|people who (?:are deaf|can't hear)|my deaf \w+)(?: people| viewers| audience)?", (("function", "aside"),)),
    (r"(?:can|could)(?: we have)? (?:it|this|that|they|these)(?= (?:please )?(?:be|say|read|start|begin|end|play|loop|fade|have|go|get|look|sound|show|stay|last|come|match|zoom|move|slow|speed|run|appear|cut|stop|repeat|finish|open|close|pop|disappear|spin|rotate|freeze)\b)(?! \w+ (?:multiple|several|many|4k|8k)\b)", (("polite", "polite"), ("noun", "it"))),
    (r"(?:can|could)(?= (?:the|my|our|that|this|clip) (?:[a-z0-9']+ ){1,3}?(?:please )?(?:be|say|read|start|begin|end|play|loop|fade|have|go|get|look|sound|show|stay|last|come|match|zoom|move|slow|speed|run|appear|cut|stop|repeat|finish|open|close|pop|disappear|spin|rotate|freeze)\b)(?! the (?:export|tool|app|program|software|editor|system))", (("polite", "polite"),)),
    (r"(?:and )?(?:nothing else|nothing more|that's it|that's all|that is all|nothing besides|that's about it|no more than that)(?: (?:from|in|of) (?:the|my|this|that) \w+)?(?=\s*(?:[,.;!?]|\Z))", (("function", "aside"),)),
    (r"(?:because|'?cause|cuz|coz|cos|bc|since(?= (?:it|i|we|he|she|they|the|there|its|it's|nobody|no one|everyone|everybody|people|that's|this is|my|you|you're|someone)\b))", (_TALES,)),
    (r"(?:that's|thats|it's|its|they're|theyre|which is|which are|it is|that is|he's|she's|hes|shes)(?= (?:just|only|all|mostly|basically|nothing but|right at|around|about|roughly|where|when|really|mainly|literally|at)\b)", (_TALES,)),
    (rf"so(?: that)?(?= {_PEOPLE} (?:can|could|don't|dont|won't|wont|know|knows|see|sees|get|gets|understand|notice|will|have|are|actually)\b)", (_TALES,)),
    (r"so(?: that)?(?= (?:people|you|they|everyone|everybody|nobody|no one|viewers|the viewers?|the audience|folks) (?:keep|stay|stop|feel|like|enjoy|click|subscribe|buy|laugh|remember|follow|read|hear|focus|look|find|think|believe|love|want|pay|watch|listen|recogni[sz]e|miss|never|always|might|would|may|gets?|has|leaves?|skips?|complains?|notices?|wonders?)\b)", (_TALES,)),
    (r"(?:i have |i've |got )?no (?:idea|clue) (?:what|how)(?: i'm| im| i am| to)?(?: doing| do)?(?: here| with this)?(?: lol| haha)?", (("function", "aside"),)),
    (r"(?:can|could|would|will) (?:you|we|u) (?:please )?(?:do|try) (?:something|anything|some magic|your thing) (?:with|about|to|for|here)(?: (?:it|this|that|them))?", (("vague", "better"),)),
    (r"(?:is|are) there any ?(?:way|chance|possibility)(?: (?:to|you (?:can|could)|of|i (?:can|could)))?", (("polite", "polite"),)),
    (r"can i(?= (?:download|grab|get|have) (?:the|this|that|it|my)\b)", (("polite", "polite"),)),
    (r"(?<=\ue001)[,;.]?(?: -)?(?: and| but| when| whereas| though| while)? ?(?:it |that |this |they |which )?(?:should|must|needs? to|ought to|has to|have to|is supposed to|was supposed to|is meant to|was meant to)(?: actually| really| instead| rather)? (?:be|say|read|show|have been|have said|have read|be spell?ed|be spelt)(?: as)?(?= ?\ue001)", (("verb", "replace"),)),
    (r"can (?:i|we) (?:see|hear|have|get) it(?= with\b)|(?:let me|i want to|i'd like to) (?:see|hear) it(?= with\b)", (("function", "aside"),)),
    (r"without (?:messing(?: up)?|affecting|changing|touching|hurting|ruining|altering|breaking|losing|disturbing|damaging|interrupting|harming)(?: with| up)? (?:the |my |any |its )?[^,.;]{1,40}", (("function", "aside"),)),
    (r"so (?:that )?it (?:fits?\b(?! (?:under|in|into|within|below|inside) (?:about )?[\d.]+ ?[mg]b)|matches|lasts as long as|fills|covers|works with|lines up with|goes with|ends with)[^,.;]*", (("function", "aside"),)),
    # from when to when
    (r"(?:set |mark |put |place )?(?:the )?in[ -](?:point|mark(?:er)?)(?: is| set)? ?(?:at|to|on)?(?= [\d:.]+)", (("verb", "keep"), ("steer", "from"))),
    (r"(?:and )?(?:set |mark )?(?:the )?out[ -](?:point|mark(?:er)?)(?: is| set)? ?(?:at|to|on)?(?= [\d:.]+)", (("steer", "to"),)),
    # what has to go
    (r"(?:should|must|needs? to|has to|have to|ought to|to|will|can|makes?|make it|make that)(?: \w+)? (?:disappear|vanish|go away|be gone|come off|be hidden|be taken (?:off|away))", (("verb", "remove"),)),
    (r"(?:bring|get|take|set|put|push|pull|level)?(?: the| my| this)?(?: whole| full| final| overall| entire| master)* (?:mix|master|audio|sound|track|loudness)(?= (?:to|at) (?:about |around )?-\d{1,2}\b(?! ?db))", (("verb", "normalize"), ("noun", "audio"))),
    (r"sounds? like (?:\w+ ?){0,3}?(?:in|inside) (?:an? |the )?(?:big |huge |empty |old |large )*(?:church|cathedral|cave|hall|tunnel|stadium|arena|bathroom|canyon)", (("noun", "echo"),)),
    (r"(?:,? ?(?:and|then|but) )?(?:(?:that |which |it )*(?:disappears?|vanish(?:es)?|goes? away|(?:is|are|be) gone|comes? off|leaves?)) (?:by|at)(?= \d)", (("steer", "to"),)),
    (r"(?:pull|bring|knock|take|dial|ease|tuck|nudge)(?: it| that| this| them| clip \d+)? (?:back|down|off)(?: by)?(?= (?:about |around )?-?\d+(?:\.\d+)? ?(?:db|decibels))", (("verb", "down"),)),
    (r"(?:i'm |i am |we're )?(?:not|don't|never)(?: really| quite)? (?:loving|liking|feeling|digging|into|a fan of|crazy about|keen on)(?= (?:the|this|that|it|my|our)\b)", (("verb", "dislike"),)),
    (r"(?:aim|shoot|go)(?:ing)? for(?= (?:about |around |roughly )?\d+(?:\.\d+)? ?-?(?:s|sec|min|m)[a-z]*\b)", (("verb", "make"), ("steer", "to"))),
    (r"(?:cut|trim|lose) (?:out )?(?:all )?the (?:fat|fluff|flab)", (("verb", "shorten"),)),
    (r"(?:hard|straight|clean) cut(?= (?:the |all |all the |everything )?(?:rest|others?|else|between))", (("verb", "remove"), ("noun", "transition"))),
    (r"(?:end|finish|close|tail out|go out|out)(?:s|es|ing)? (?:on|with)(?= (?:\d+(?:\.\d+)?|a|one|two|three|half a) ?(?:s|secs?|seconds?) of black)", (("verb", "fade_out"),)),
    (r"take(?= (?:the|that|my|this) [^,.;]{3,60} and (?:put|move|stick|place|drop|bring|pop|shift) (?:it|that|them|this) )", (("verb", "move"),)),
    (r"(?:start|begin)(?: it| this| the (?:video|vid|film|clip|movie))(?= (?:about )?\d+(?:\.\d+)? ?(?:s|secs?|seconds?) later)", (("verb", "trim"), ("edge", "start"))),
    (r"top and tail(?: it| this| the (?:video|clip|film))?", (("verb", "both_ends"),)),
    (rf"(?<!is )(?<!are )(?<!'s )(?<!was )(?<!have )(?<!has )(?:all )?gone{_END}", (("verb", "remove"),)),
    (r"(?P<t>get|have|take)(?= (?:the |that |this |those |my |all |what's |whatever |any )[^,.;]{2,45} out(?: of (?:there|it|here|this|the (?:video|film|clip|edit|cut|footage)))?\s*(?:[,.;!?]|\Z|please|and ))(?! [^,.;]*\b(?:tripod|phone|camera)\b)", (("verb", "remove"),)),
    (r"(?:should not|shouldn't|must not|mustn't|need not|doesn't need to|does not need to|don't need to|doesn't have to|needn't|can't|cannot) be (?:in (?:there|it|here|the (?:video|film|cut|edit|clip))|there|here|included)(?: at all)?", (("verb", "remove"),)),
    (rf"(?:is|are|'s|was) dead (?:weight|time){_END}", (("verb", "remove"),)),
    (r"everything (?:up (?:to|until|till)|until|till)(?= (?:the )?(?:about |around )?[\d:]+| the playhead| (?:one|two|three|four|five|six|seven|eight|nine|ten|half|a minute))", (("noun", "everything"), ("steer", "before"))),
    (r"(?:reduce|limit|restrict|narrow|bring|pare|boil|whittle|cut|trim|shrink)(?: it| this| the (?:video|clip|film|footage|whole thing)| everything| things)?(?: down)? to(?: only| just)?(?: the (?:part|section|segment|stretch|bit|portion|piece))?(?= (?:from |between )?(?:\d{1,2}:)?\d{1,2}(?::\d\d|(?:\.\d)? ?s(?:ec(?:ond)?s?)?)? ?(?:-|to|until|through|and) ?\d)", (("verb", "keep"),)),
    (r"(?:pull|cut|take|lift|get|break|save|carve|snip)(?: out)?(?=[^,.;]* (?:as|into|to) (?:its own|a separate|a new|an own|a standalone|another|a single) (?:video|clip|file|movie|thing)\b)", (("verb", "keep"),)),
    (r"all (?:that )?(?:i|we)(?: really| actually)? (?:need|want|care about)(?: to (?:keep|see|have))?(?: from (?:it|this|the (?:video|clip)))? is", (("verb", "keep"), ("steer", "only"))),
    (rf"(?:is|are|'s) (?:all|the only (?:part|bit|thing|section|piece)s?)(?: that)? (?:i|we)(?: really| actually)? (?:need|want|care about){_END}", (("verb", "keep"), ("steer", "only"))),
    (r"(?:insert|add|put|make|place|create|drop|set|want|need)(?: in)?(?: an?| another| one)? (?:edit|cut|split|razor|edit[ -]point|cut[ -]point|split[ -]point)(?: point| mark)?(?= (?:at|on|here|every)\b)", (("verb", "split"),)),
    (r"(?:keep|leave|use|show|include|want|need) nothing (?:but|except(?: for)?|other than|besides)", (("verb", "keep"), ("steer", "only"))),
    (r"(?:(?:i|we|they)(?: really)? )?(?:want|need|like|have|include|leave|use|see|get|give me)(?: to (?:keep|see|have|use))? (?:only|just|nothing but)(?= (?:the|my|this|that|those|these|his|her|their|our|when|where|seconds?|clips?|\d)\b)", (("verb", "keep"), ("steer", "only"))),
    (r"(?:everything|all|anything|whatever|what)(?: that's| that is| which is| is)? (?:outside|not in|not between|not within|other than)(?: of)?(?= (?:the |from |of )?\d)", (("steer", "except"),)),
    (rf"(?:needs?|has|have|got|gotta|ought|can|could|should|must|may|want|wants|will)(?: to)? (?:go|be gone|vanish|disappear){_END}", (("verb", "remove"),)),
    (r"(?:i|we) (?:really |just )?(?:don't|do not|dont|no longer|never) (?:really )?(?:want|need)(?: to (?:see|have|keep|hear|include|use))?(?! (?:to|you|it to|them to|anything|that to)\b)(?=[^,.;]* ?)(?![^,.;]* to (?:be|get|have|sound|look|go|change)\b)", (("verb", "remove"),)),
    (r"(?:i |we )?(?:could|can) (?:do|live) without", (("verb", "remove"),)),
    (rf"(?:is|are|isn't|aren't|'s|was) (?:not |no longer )?(?:needed|necessary|wanted|required)(?: any ?more)?{_END}", (("verb", "remove"),)),
    (rf"(?:is|are|'s|was) (?:useless|unnecessary|redundant|pointless|unusable|garbage|trash|rubbish|no good|of no use|irrelevant)(?:{_END}|(?= (?:delete|remove|cut|lose|drop|bin|trash|get rid)\b))", (("verb", "remove"),)),
    (r"(?<!of )(?<!from )(?:knock|take|chop|lop|shave|cut|trim|slice|clip|nip)s?(?: about| around| another)?(?! (?:about |around )?\d+(?:\.\d+)? ?(?:db|decibels))(?= (?:\d+(?:\.\d+)?|a|an|one|two|three|four|five|six|seven|eight|nine|ten|half)[a-z0-9. -]{0,22} off\b)", (("verb", "remove"),)),
    (r"(?P<t>turn|switch|take|toggle|leave|strip|cut|pull|get|shut)(?= (?:the |my |these |those |all |all the |any )(?:[a-z]+ ){0,2}(?:subtitles?|captions?|titles?|text|overlays?|music|song|logo|watermark|effects?|filters?|transitions?|credits|name tags?|progress bar|stickers?) (?:off|out|away)\b)", (("verb", "remove"),)),
    (rf"(?:discard|throw away|drop|undo|revert|forget|scrap|reject|cancel|ditch|lose) (?:all |all of |every one of )?(?:the |my |these |those |your )?(?:recent |previous |latest )?(?:changes|edits|modifications|adjustments|alterations){_END}", (("verb", "restore"), ("noun", "original"))),
    (r"(?:with|for|has|bearing|showing) the (?:names?|name and (?:title|role|job))(?= [a-z])", (("steer", "for"),)),
    (r"(?:(?:i|we)(?:'d| would)? )?(?:prefer|like|love|wish|rather|happier|better|nicer)(?: it)?(?: if)? (?:they|it|that|this|those|these)(?: all| both)? (?:were|was|could be|would be) (?:gone|removed|deleted|cut|taken out|left out|not there|cut out)", (("verb", "remove"), ("noun", "it"))),
    (r"(?:(?<=out )of|from) (?:my|his|her|their|our|the) (?:speech|talking|sentences|speaking|talk)(?=\s*(?:[,.;!?]|\Z|and ))", (("function", "aside"),)),
    (r"(?:lost|lose|losing|loses) (?:my |his |her |their |our )?(?:train of thought|interest|focus|attention|track|my mind|my words|patience|the thread)", (("function", "aside"),)),
    (r"(?:i |we )?(?:just |only |really |simply )*(?:want|need)(?= (?:it|this|that|them|everything|the (?:video|film|clip|whole thing)|my (?:video|film|clip)) to (?:look|be|feel|sound|have|seem|match)\b)", (("polite", "polite"),)),
    (r"(?:with|only)? ?(?:allows?|permits?|accepts?|gives? (?:us|me)|lets? (?:us|me) have|wants?)(?: only| just| up to| a maximum of| at most)+(?= (?:\d|an?|one|two|three|four|five|ten|fifteen|twenty|thirty|sixty|ninety)[a-z0-9 -]{0,12} ?(?:sec|min|s\b))", (("noun", "length_n"), ("steer", "max"))),
    (r"only (?:allows?|permits?|accepts?|takes?)(?: us| me)?(?= (?:\d|an?|one|two|three|four|five|ten|fifteen|twenty|thirty|sixty|ninety)[a-z0-9 -]{0,12} ?(?:sec|min|s\b))", (("noun", "length_n"), ("steer", "max"))),
    # where it begins and ends
    (r"(?:start|begin|open|come in)s?(?= (?:about |around |roughly )?(?:\d|an?|one|two|three|four|five|six|seven|eight|nine|ten|half)[a-z0-9. -]{0,14} (?:later|further in|further along)\b)", (("verb", "remove"), ("edge", "start"))),
    (r"(?:end|stop|finish|close|come)s?(?= (?:about |around |roughly )?(?:\d|an?|one|two|three|four|five|six|seven|eight|nine|ten|half)[a-z0-9. -]{0,14} (?:sooner|earlier)\b)", (("verb", "remove"), ("edge", "end"))),
    (rf"(?:should|must|needs? to|has to|to|will|can|could|ought to) (?:open|start|begin|lead|kick off|introduce|come first in|lead into)(?: off)? (?:the (?:video|film|edit|movie|whole thing|reel|cut)|everything|things|it|us){_END}", (("verb", "lead"),)),
    (rf"(?:should|must|needs? to|has to|to|will|can|could|ought to) (?:close|end|finish|conclude|wrap up|come last in)(?: off| out)? (?:the (?:video|film|edit|movie|whole thing|reel|cut)|everything|things|it){_END}", (("verb", "close"),)),
    (r"(?<!to )(?<!should )follow(?:s|ing)?(?= (?:right after |directly )?(?:the|my|clip|video|shot) ?[^,.;]{0,25}(?:\d|clip|shot|scene|one|footage)\b)(?<!you follow)", (("verb", "move"), ("steer", "after"))),
    (r"(?:attach|put|move|append|place|stick|add|tack|join)(?= clip \d+ (?:on|on )?(?:to|at) the (?:end|start|beginning|front) of clip)", (("verb", "move"),)),
    (r"(?<=clip \d )(?:on|on )?(?:to|at) the end of(?= clip)", (("steer", "after"),)),
    (r"(?<=clip \d )(?:on|on )?(?:to|at) the (?:start|beginning|front) of(?= clip)", (("steer", "before"),)),
    (r"(?:a|one) (?:single |long |continuous )?(?:video|film|movie|file)(?: made)? (?:out of|from) (?:all (?:of )?)?(?:these|the|my|those|them)(?: \w+)?(?: (?:clips|files|videos|shots|pieces))?", (("verb", "merge"), ("noun", "all"))),
    (r"(?:jump|shift|bump|slide|pull|push|promote|nudge|shunt|get|stick|hoist|demote)(?= [^,.;]{2,30} to (?:position|slot|place|spot|number|the (?:front|start|beginning|end|back|very|first|last))\b)", (("verb", "move"),)),
    (r"(?:go|sit|be|come|jump|appear)(?= (?:to|at|in|on) the (?:top|bottom|left|right|upper|lower|middle|center|centre|corner)\b)", (("verb", "move"),)),
    (r"one after (?:the other|another)|one by one in (?:order|sequence)", (("verb", "merge"),)),
    (r"(?<=it )(?:start|begin)(?= (?:at|from|around) (?:the )?(?:\d|one|two|three|four|five|six|seven|eight|nine|ten|half))", (("verb", "begin"),)),
    (r"(?:take|bring|go|move|roll|step|jump)(?: me| it| us| things)? back(?= (?:\d+|one|two|three|four|five|a|an|a few|a couple of) (?:versions?|steps?|edits?|changes?|moves?|actions?)\b)", (("verb", "undo"),)),
    (r"(?:end|finish|close|wrap up|conclude|sign off)(?:s|ing)?(?: it| the (?:video|film|movie)| off| up| things)* (?:on|with) (?:an? |the |one |some )?(?:\w+ )?(?:card|slide|screen|message|text|caption|title|line|note|frame|graphic)(?: (?:saying|that says|reading|that reads|which says|showing|with the (?:text|words)|with))?(?= ?[\ue001:])", (("noun", "outro"),)),
    (r"(?:open|start|begin|kick off|lead in)(?:s|ing)?(?: it| the (?:video|film|movie)| off| things)* (?:on|with) (?:an? |the |one |some )?(?:\w+ )?(?:card|slide|screen|message|title card)(?: (?:saying|that says|reading|that reads|which says|showing|with the (?:text|words)|with))?(?= ?[\ue001:])", (("noun", "intro"),)),
    (r"(?:end|finish|close|wrap up|conclude|sign off)(?:s|ing)?(?: it| the (?:video|film|movie)| off| up| things)* (?:on|with|by saying|by showing)(?: the words?| the text| the line)?(?= [\ue001])", (("noun", "outro"),)),
    (r"(?:open|start|begin|kick off|lead in)(?:s|ing)?(?: it| the (?:video|film|movie)| off| things)* (?:on|with|by saying|by showing)(?: the words?| the text| the line)?(?= [\ue001])", (("noun", "intro"),)),
    (r"(?:the )?(?:picture|image|frame|video|screen|action|shot)(?: to| should| must| has to| needs to)? (?:stop|pause|freeze|hold|stand still)s?(?= for)", (("verb", "freeze"),)),
    (r"(?:the |my )?(?:clip |running |shot )?order (?:is |'s |of (?:the |my )?(?:clips|shots|scenes|videos) is )(?:all |completely |totally |a bit )?(?:wrong|mixed up|off|messed up|not right|backwards|jumbled|muddled)|(?:in the wrong|not in the right|in a different|in the right|in the correct) order|(?<!\w )out of order", (("verb", "reorder"),)),
    (r"(?:(?:we|you|people|viewers|i|they) )(?:should|must|need to|want to|'d like to|would like to|ought to|get to|have to|wanna)(?: be able to)? see", (("verb", "show"),)),
    (r"(?:wrap|finish|end|stop|close) (?:it|things|the (?:video|film|clip)) (?:up|off)(?= (?:at|around|by)\b)", (("verb", "stop"),)),
    (r"wrap(?:s|ped|ping)? up(?= (?:at|around|by)\b)", (("verb", "stop"),)),
    (r"(?:have|let|make|get) (?:it|this|that|things) (?:start|begin|open)(?: off)?(?= (?:at|from|around|on|with the)\b)", (("verb", "begin"),)),
    (r"(?:have|let|make|get) (?:it|this|that|things) (?:end|stop|finish)(?= (?:at|around|on|after)\b)", (("verb", "stop"),)),
    (r"(?<=to )(?:start|begin)(?= (?:at|from|around) (?:the )?(?:\d|one|two|three|four|five|six|seven|eight|nine|ten)[^,.;]{0,25}(?:sec|min|:|s\b|mark))", (("verb", "begin"),)),
    (r"(?:(?<=and )|(?<=to )|(?<=video )|(?<=movie )|(?<=film )|(?<=clip )|(?<=should )|(?<=then ))(?:end|stop|finish)s?(?= (?:at|around|on) (?:the )?(?:\d|one|two|three|four|five|six|seven|eight|nine|ten))", (("verb", "stop"),)),
    (r"(?:cut|chop|stop|end)(?: it| the video| this)? off(?= (?:at|after) (?:the )?\d)", (("verb", "stop"),)),
    (r"(?:all|every|everything|each|both|any|everyone)[^,.;]{0,25}? (?P<t>but)(?= (?:the |my |for |clip |video )?(?:first|last|second|third|clip|music|voice|title|intro|outro|final|one|middle|opening|\d))", (("steer", "except"),)),
    (r"(?<=let's )(?:start|begin)(?= (?:at|from|around)\b)", (("verb", "begin"),)),
    (rf"(?:(?<=\A)|(?<=please )|(?<=let's )|(?<=[.,;] )|(?<=and )|(?<=should )|(?<=to )|(?<=then )|(?<=want to )|(?<=it ))(?:start|open|lead|begin|kick)(?:s|ing)?(?: it| the (?:video|film|movie|edit)| things)?(?: off| out)? with(?= (?:the )?(?:(?:\w+ ){{0,2}}{_CLIPS}|{_NTH})\b(?! \d* ?(?:sec|min|frame)))", (("verb", "lead"),)),
    (rf"(?:(?<=\A)|(?<=please )|(?<=let's )|(?<=[.,;] )|(?<=and )|(?<=should )|(?<=to )|(?<=then )|(?<=it ))(?:end|close|finish|wrap up|conclude|finish off)(?:s|ing)?(?: it| the (?:video|film|movie|edit)| things)?(?: off| out| up)? (?:with|on)(?= (?:the )?(?:(?:\w+ ){{0,2}}{_CLIPS}|{_NTH})\b(?! \d* ?(?:sec|min|frame)))", (("verb", "close"),)),
    (r"(?:(?:to be|as|be|is|should be|becomes?) |(?<=\d )|(?<=one )|(?<=clip )|(?<=shot )|(?<=scene ))the (?:opener|opening (?:clip|shot|scene|one)|first (?:one|clip|shot|thing|scene))", (("verb", "lead"),)),
    (r"(?:(?:to be|as|be|is|should be|becomes?) |(?<=\d )|(?<=one )|(?<=clip )|(?<=shot )|(?<=scene ))the (?:closer|closing (?:clip|shot|scene|one)|last (?:one|clip|shot|thing|scene))", (("verb", "close"),)),
    (r"(?:should|must|to|ought to|has to|needs to|have to|can|let it|make it|want it to) (?:come|go|be|play|appear|run|show up|be shown|be played)(?= (?:at the (?:very )?(?:start|beginning|end|front|back)|to the (?:very )?(?:start|beginning|end|front)|before|after|between|in front of)\b)", (("verb", "move"),)),
    (r"(?:should|must|to|ought to|has to|needs to|have to|can|let it|make it|want it to) (?:come|go|be|play|appear|run|show up|be shown|be played) first", (("verb", "lead"),)),
    (r"(?:should|must|to|ought to|has to|needs to|have to|can|let it|make it|want it to) (?:come|go|be|play|appear|run|show up|be shown|be played) last", (("verb", "close"),)),
    (r"(?:play|run|come|go|comes|goes|plays|appear|show) first(?=\s*(?:[,.;!?]|\Z|and ))", (("verb", "lead"),)),
    (r"(?:play|run|come|go|comes|goes|plays|appear|show) last(?=\s*(?:[,.;!?]|\Z|and ))", (("verb", "close"),)),
    (r"(?:put|stick|join|string|glue|cut|throw|piece|sew|tie|bring|edit|stitch|splice|mash|slap)(?: (?:em|'em|them|these|those|everything|it)(?: all)?| all(?: of)?(?: (?:the|these|those|my|them))?(?: \w+)?) together", (("verb", "merge"), ("noun", "all"))),
    (r"(?P<t>put)(?= [^,.;]*\btogether\b)", (("verb", "merge"),)),
    (r"(?:hold|pause)(?: it| that| this| there| on it| on that)?(?= (?:for|on) )(?=[^,.;]*\b(?:second|sec|s|frame|moment|face|shot)s?\b)", (("verb", "freeze"),)),
    (r"shrink (?:it|this|the file|the video|the size|the whole thing)(?: down)?(?=\s*(?:[,.;!?]|\Z|and |please|so |for ))", (("verb", "compress"),)),
    (r"(?:write|compose|draft|make up|come up with)(?: me| us)? (?:a|an|some|my|the)(?: \w+){0,2} (?:speech|poem|essay|letter|email|e-mail|story|blog|blog post|article|script|bio|tweet|review|report|program|song|lyrics|joke|resume|toast|invitation)", (("route", "oos"),)),
    (r"(?:from|off|at) (?:this|that|a|the|my|some)? ?(?:youtube|tiktok|instagram|vimeo|netflix|facebook|twitter|bilibili|twitch|spotify)(?: (?:link|url|video|page|channel|clip|site))", (("route", "oos"),)),
    # over and over
    (r"play(?:s|ed|ing)?(?=[^,.;]*\b(?:twice|thrice|\d+ times|(?:two|three|four|five) times|in a row|over and over|on repeat|on a loop|again and again)\b)(?![^,.;]*\b(?:as fast|as slow|faster|slower|speed)\b)", (("verb", "loop"),)),
    (r"(?:over and over(?: again)?|on repeat|again and again|on a loop|in a loop|on loop|in a row|back to back twice)", (("verb", "loop"),)),
    (r"play(?:s|ing)?(?: it| this| the (?:video|clip|whole (?:thing|video)|thing|footage))?(?=[^,.;]*\b(?:speed|x|slow|slowly|slower|fast|faster|backwards?|reverse|half|double)\b)", (("function", "play"),)),
    (r"(?<=\ue001)[,;]? (?:but|and|when|whereas|while|though|yet) (?:his|her|their|my|the|its|our)(?: real| actual| correct| right)? (?:name|surname|title|spelling|word|city|place|brand|company)(?: is|'s)(?: actually| really| spell?ed| spelt)?(?= [a-z\ue001])", (("verb", "replace"),)),
    (r"(?:come|go|rise|return|get|swell)s? back (?:up|to (?:normal|full|its normal level|full volume))(?: again| afterwards| after)?", (("function", "aside"),)),
    (r"(?:and |but )?(?:no|not) (?:longer|more|less|shorter|later|earlier)(?: than that)?(?=\s*(?:[.;!?]|\Z))", (("function", "aside"),)),
    (r"(?:poll|check(?: on)?|query|monitor|report(?: on)?|track)(?: the)?(?: (?:status|progress|state) of)?(?: the| my)? (?:(?:render|export|encode|encoding|rendering|transcode) ?(?:job|task|queue)|job)(?: #?\d+)?", (("route", "status"),)),
    # how long
    (r"(?:(?<=seconds )|(?<=second )|(?<=minutes )|(?<=minute )|(?<=secs )|(?<=sec )|(?<=mins )|(?<=min )|(?<=\ds )|(?<=\dm ))(?:in total|total|all in all|altogether|overall|long in total|or so in total)(?=\s*(?:[,.;!?]|\Z|please|and ))", (("noun", "length_n"),)),
    (r"(?:(?<=seconds )|(?<=second )|(?<=minutes )|(?<=minute )|(?<=secs )|(?<=sec )|(?<=mins )|(?<=min )|(?<=\ds )|(?<=\dm ))(?:max|maximum|tops|at most|at the (?:very )?most|at the outside|in total max|or under|or shorter)(?=\s*(?:[,.;!?]|\Z|please|and ))", (("steer", "max"),)),
    (r"no (?:single )?(?:clips?|shots?|scenes?|one) (?:(?:should|may|can|must|is|to) (?:be |last |run )?)?(?:longer|more) than", (("noun", "all"), ("noun", "clip"), ("steer", "max"))),
    (r"(?:a )?compilation(?= of (?:all|every|each|the best|my best|our best|the funniest|the \w+est)\b)", (("noun", "highlight"),)),
    (r"(?:cap|limit|restrict)(?: it| the (?:length|video|duration|runtime|running time|whole thing|total|film|edit)(?: length| duration)?| this| everything)?(?: down)? (?:to|at)(?= (?:a |about |under |around |just )?(?:\d|one|two|three|four|five|ten|fifteen|twenty|thirty|forty|sixty|ninety|half|a min))(?=[^,.;]*(?:sec|min|\ds\b|hour))", (("noun", "length_n"), ("steer", "max"))),
    (r"top(?= (?:\d+|three|four|five|six|ten|few)(?: [a-z-]+)? (?!seconds?|minutes?|percent|pixels?|px|rows?|clips)[a-z]+s\b)(?! (?:left|right))", (("noun", "highlight"),)),
    (r"(?:stop|pause|linger|hold|rest|dwell)s? (?:on|at)(?=[^,.;]* for (?:a |about |around |roughly |another |some )?(?:\d|one|two|three|four|five|couple|few|half|second|sec|moment|beat|little))", (("verb", "freeze"),)),
    (r"(?:the )?(?:total |overall |final |whole |entire |video'?s? |clip'?s? )?(?:run ?time|running time|runtime|playtime|total time|total length|total duration|overall length|overall duration|video length|video duration)", (("noun", "length_n"),)),
    (r"(?:can't|cannot|can not|shouldn't|mustn't|may not|must not|should not|don't let it|don't make it|won't|never|not to|not) (?:be |go |run |get |last |exceed |to be )?(?:any )?(?:longer than|more than|over|past|above|exceed)", (("steer", "max"),)),
    (r"(?:it )?(?:should|must|needs? to|has to|have to|ought to|is supposed to|supposed to|to) (?:be|last|run|stay|come in at|clock in at|run for|last for|be about|be around)(?= (?:exactly |about |around |roughly |at most |only |just |no |under |less |below |within |up to )*(?:\d|one|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty|forty|sixty|a |half|an )[^,.;]*(?:sec|min|hour|s\b))", (("verb", "make"),)),
    (r"(?:the )?best(?= (?:\d+|one|two|three|five|ten|fifteen|twenty|thirty|sixty|few|parts?|bits?|moments?|shots?|scenes?|clips?|half|minute|seconds?|sections?)\b)(?! (?:take|one)\b)", (("noun", "highlight"),)),
    (r"(?:very )?(?:(?!(?:long|short|late|new|old|large|bigg|small|fast|slow|furth|near|low|high)est\b|(?:last|next|first|rest|forest|west|east|guest|interest|request|test|least)\b)[a-z]+est|most [a-z]+|best) (?:moments?|parts?|bits?|scenes?|shots?|highlights?|reactions?|plays?|goals?|lines?|quotes?|jokes?|sections?|segments?)", (("noun", "highlight"),)),
    # pace, told as a complaint
    (r"(?:go|run|play|pass|happen|move|fly)(?:es|s)? (?:by |past )?(?:a bit |much |way |really |super |very )?(?:quick|quickly|fast|rapidly|faster|quicker)(?! as)(?=\s*(?:[,.;!?]|\Z|and |so |please))", (("verb", "speed_up"),)),
    (r"without (?:the |any |making |it |me |us |everyone |everybody |people |voices? |him |her |them )*(?:sound(?:ing|s)? )?(?:like )?(?:a |the )?(?:chipmunks?(?: voices?| effect| sound)?|squeaky|high[- ]pitched|weird|funny voices?)", (("noun", "keep_pitch"),)),
    (r"(?:flip|reverse|invert|change|switch) (?:the )?(?:playback |play |playing )direction", (("verb", "reverse"),)),
    (rf"(?:{_IS} |moves?|going|plays?|runs?|moving|passes)(?: by| along| past)? ?{_SMALL} (?:slow|slowly|sluggish|sluggishly)(?=\s*(?:[,.;!?]|\Z|and |here|at |in |for |so ))", (("verb", "too_slow"),)),
    (rf"(?:{_IS} |moves?|going|plays?|runs?|moving|passes)(?: by| along| past)? ?{_SMALL} (?:fast|quick|quickly|rushed|hurried|hectic)(?=\s*(?:[,.;!?]|\Z|and |here|at |in |for |so ))", (("verb", "too_fast"),)),
    (r"(?:is |it's |that's |are |really |kind of |kinda |just |sort of |it |video |part |bit |section |intro |outro |ending |middle |clip |opening |beginning )(?P<t>drags?|dragging|dragged|sluggish|slow-paced)(?: on| a bit| a little| too much)?(?=\s*(?:[,.;!?]|\Z|and |here|at |in |so ))", (("verb", "too_slow"),)),
    (r"(?:picks?|step|speed|hurry)(?:ing)? (?:up the pace|it up|things up|the pace up)", (("verb", "speed_up"),)),
    (r"(?:slow|calm|ease) (?:it|things|this|that|everything|the (?:video|clip|pace|footage)) down", (("verb", "slow_down"),)),
    (r"(?:slow|calm|ease) the (?:ending|end|outro) down", (("verb", "slow_down"), ("edge", "end"))),
    (r"(?:slow|calm|ease) the (?:intro|beginning|opening|start) down", (("verb", "slow_down"), ("edge", "start"))),
    (r"speed (?:it|things|this|that|everything) up", (("verb", "speed_up"),)),
    # instead of
    (r"(?:drag|drop|choose|browse|select)(?: and drop)? (?:your |the |some |more |my )?(?:recordings?|files?|videos?|clips?|media|footage|photos?|pictures?)(?: or folders?)? (?:here|in here|to upload|to import|onto this)", (("route", "upload"),)),
    (r"(?:instead of|rather than|in place of) (?:that|this|the|my)(?: current| old| existing)? (?:track|song|music|tune|one|soundtrack)", (("steer", "instead"), ("noun", "music"))),
    (r"(?:click|press|tap|hit)(?: on)? (?:the |that )?[a-z ]{0,20}(?:button|menu|tab|icon|panel|checkbox)(?= (?:in|inside|on|of) (?:adobe |da ?vinci |the )?(?:premiere|resolve|final cut|capcut|after effects|photoshop|imovie|browser|website|desktop|screen|app)\b)", (("route", "oos"),)),
    (r"(?:post|publish|upload|share|send|stream|broadcast)(?: it| this| that| them| the (?:video|result|film|file|clip|final \w+))?(?: straight| directly| right| up| automatically)* (?:to|on|onto) (?:my |our |the |your )?(?:youtube|tiktok|instagram|facebook|twitter|linkedin|vimeo|twitch|channel|feed|story|stories|page|account|website|blog|followers|insta|ig|fb)\b", (("route", "oos"),)),
    (r"(?:turn|make|convert|transform|adapt)(?: [a-z']+){0,3} (?:blog|article|book|novel|essay|poem|blog post|screenplay|script|powerpoint|story idea|idea|newsletter|tweet|thread)(?: post| article)? into (?:a|an|some)(?: \w+)? ?(?:film|video|movie|clip|animation|reel)", (("route", "oos"),)),
    (r"(?:on|to|at) the left(?: side| half| hand side)?,? and [^,.;]{2,30}? (?:on|to|at) the right(?: side| half| hand side)?", (("noun", "split_screen"),)),
    (r"show(?= (?:me )?(?:clips?|videos?|shots?) \d)(?=[^,.;]*(?:side by side|together|next to|split|at the same time|grid|comparison))", (("verb", "show"),)),
    (r"(?:add|bring in|get|load|choose|pick|select|browse|put in|pull in|grab|include)(?= [^,.;]* from (?:my|the|our) (?:computer|laptop|phone|desktop|hard drive|pc|mac|disk|camera roll|gallery|device|usb|sd card|memory card|files)\b)", (("route", "upload"),)),
    (r"(?:i )?(?:liked|preferred|prefer|like) (?:it|that|the (?:\w+ ){1,2})(?: ?(?:better|more))? (?:before|the way it was|the old way|how it was)(?: that)?|(?:it|that) was (?:better|nicer) (?:before|without (?:it|that)|the way it was)", (("verb", "undo"),)),
    (r"(?:make|create|build|produce|form|get)(?= (?:a|an|one)(?: (?:single|long|big|combined|continuous|whole))+ (?:video|film|movie|clip|file|thing) (?:out of|from|of|with) (?:all|these|those|the|my|both|every|them|everything))", (("verb", "merge"),)),
    (r"(?:make|create|build|produce|put together|give me|cut me|cut|turn out|edit) (?:me |us )?(?:a|an|one|some)?(?: (?:finished|complete|proper|final|nice|good|short|cool|little|decent|polished|great|real|watchable|edited|fun))+ (?:video|film|movie|edit|cut|story)(?= (?:out of|from|with|of) (?:my|this|the|these|all|our|it|that|those)\b)", (("verb", "auto"),)),
    (r"(?:instead of|rather than|in place of|in lieu of)(?= (?:the |my |its |this |that )?(?:original |current |camera |old |existing |background )?(?:clip|shot|scene|video|sound|audio|music|song|track|[\ue002]|first|second|third|last|middle|\d))", (("steer", "instead"),)),
    (r"(?:open|launch|start|use|fire up|switch to|go to|run)(?: up)? (?:adobe )?(?:photoshop|illustrator|lightroom|audacity|blender|figma|canva|obs|chrome|safari|firefox|the browser|my browser|a browser|browser|excel|word|powerpoint|notepad|finder|explorer|terminal|imovie|vegas|whatsapp|telegram|discord|zoom|teams|slack|gmail|outlook)(?! ?(?:in|out|effect|transition)\b)", (("route", "oos"),)),
    (r"(?:job|render|renders|export|task|queue|processing)(?:'s)? (?:job |task )?(?:state|status|progress|percentage|eta)(?: (?:for|of)(?: the| my)? (?:render|export|job|task)(?: ?#? ?\d+)?)?|(?:state|status|progress|eta) (?:of|for|on) (?:the |my |this |that |current |last )?(?:job|render|export|task|queue)", (("route", "status"),)),
    (r"(?:its|the|their) levels?(?= (?:to|at|down|up|by)\b)", (("noun", "volume"),)),
    (r"(?P<t>knock|pull|dial|bring|take|turn|roll|ease|tone)(?= (?:the|my|that|this|all the|those) \w+(?: \w+)? (?:back|down)\b)(?! (?:the|that) (?:video|clip|title|text)s? down)", (("verb", "down"),)),
    (r"(?P<t>bring|turn|pull|push|dial|lift|pump|crank|bump|jack|raise)(?= (?:the|my|that|this|all the|those) \w+(?: \w+)? up\b)", (("verb", "up"),)),
    (r"(?:take|bring|go|move|roll|step|jump)(?: me| it| us| things)? back (?=(?:\d+|one|two|three|four|five|a|an|a few) (?:versions?|steps?|edits?|changes?|moves?|actions?)\b)", (("verb", "undo"),)),
    (r"(?:bring|put|get|give me|restore|recover)(?: back)? (?:what|the (?:thing|part|clip|bit|one|stuff)s?|everything|whatever)(?: that)? (?:i|we|you) (?:just |only just |accidentally |have )*(?:deleted|removed|cut|trimmed|took out|erased|got rid of|did|threw away|dropped)(?: back)?", (("verb", "undo"),)),
    (r"not (?:really |quite )?(?:loving|feeling|sure about|a fan of|happy with|digging|into|keen on) (?:it|this|that)", (("vague", "better"),)),
    (r"try (?:something|anything) (?:else|different|new)", (("vague", "better"),)),
    (r"(?:stuck|glued|joined|strung|stitched|sewn|put|all) together(?= (?:with|without|and|in|as|one|so|to|by)\b|\s*(?:[,.;!?]|\Z))", (("verb", "merge"),)),
    (r"(?:with|without|leaving|and)(?: any| no)+ (?:gaps?|black frames?|spaces?|blank space|breaks?) ?(?:in )?(?:between|in between)?(?: them)?(?=\s*(?:[,.;!?]|\Z))", (("function", "closed"),)),
    (r"(?:the |my )?(?:[a-z]+est|most [a-z]+|best)(?= (?:\d+|one|two|three|five|ten|fifteen|twenty|thirty|sixty|half a) ?(?:s|secs?|seconds?|mins?|minutes?)\b)(?<!longest)(?<!latest)(?<!shortest)(?<!rest)(?<!newest)(?<!fastest)(?<!slowest)(?<!earliest)", (("noun", "highlight"),)),
    (r"(?:put|bring|get|give)(?: me| us)? back (?:the|that|those|what|everything)(?: \w+){0,3}? (?:you|we)(?:'ve| have)? (?:just |only just )?(?:removed|deleted|cut|took out|trimmed|threw out|got rid of|dropped)", (("verb", "undo"),)),
    (r"(?:ctrl|control|cmd|command|\u2318) ?[+-]? ?(?:shift ?[+-]? ?z|y)\b", (("verb", "redo"),)),
    (r"(?:do|would|don't) you (?:think|reckon|suppose|guess) (?:you|we) (?:could|can|might|would|may)\b", (("polite", "can you"),)),
    (r"(?:ctrl|control|cmd|command|\u2318) ?[+-]? ?z\b", (("verb", "undo"),)),
    (r"(?:go|get|take it|bring it|change it|put it) back to (?:how|the way|what) (?:it|things|everything|that) (?:was|were|looked|looked like)(?: back)?(?= in | on |$)", (("verb", "undo"),)),
    (r"(?:discard|scrap|ditch|throw away|forget|dump) (?:everything|all (?:of )?(?:my |the |these )?(?:changes|edits))(?=.*\b(?:revert|go back|return|restore|original)\b)", (("verb", "undo"), ("noun", "everything"))),
    (r"(?:bring|put|get|give me) back (?:what|the (?:change|edit|thing)s?|that)(?: that)? i (?:just |only just )?(?:undid|took back|reverted|undo)", (("verb", "redo"),)),
    (r"(?:list|show|see|view)(?: me)?(?: all)?(?: of)?(?: my| the)? (?:past |previous |recent |finished )?(?:exports|renders|downloads|jobs)|export history", (("route", "status"),)),
    (r"drag in|drag and drop", (("route", "upload"),)),
    (r"(?:after|before|over|during|behind|on|in) (?P<t>(?:the |my |our )?(?:end |closing |opening |final )?credits)", (("noun", "outro"),)),
    (r"(?:a |the |my |our |this )?zoom (?:call|meeting|recording|interview|session|chat|webinar)", (("noun", "video"),)),
    # quiet
    (r"(?:(?:you|we|i|people|everyone) )?(?:can|could) (?:still |clearly |always |really |kind of )*hear(?= (?:me|him|her|them|the|my|a|an|some|someone|people|everything|us|his|their) )(?![^,.;]*\b(?:clearly|better|properly|well)\b)", (("noun", "noise"),)),
    (r"(?:anything|everything|any bits?|any parts?|all the bits?|wherever it|wherever it's|whatever)(?: that's| that is| which is| is|'s)? (?:quiet|silent|soundless|dead)(?! (?:the|a)\b)", (("noun", "silence"),)),
    (r"(?:gaps?|spaces?|pauses?|breaks?|dead air|silences?)(?: in)? between (?:the |my |his |her |their |each |all )?(?:sentences?|words?|phrases|speech|takes|lines|talking)", (("noun", "silence"),)),
    (r"(?:anything|everything|any part|any parts|all parts|the parts?|parts?|places?|bits?|sections?|moments?|segments?|anywhere|stretches|times?)(?: in which| where| when| that (?:have|has))?(?: there(?:'s| is| are)?)? (?:no|not any|without)(?: any)?(?: one(?: is|'s)?|body(?: is|'s)?)? (?:speech|talking|speaking|sound|audio|voice|dialogue|words|narration)", (("noun", "silence"),)),
    (r"pause (?:the )?(?:picture|video|image|frame|screen|it)(?= (?:at|on|for|here)\b)", (("verb", "freeze"),)),
    (r"(?:voice|narrator|speaker|man|woman|girl|guy|person)(?= (?:to )?(?:reads?|say|says|narrates?|speaks?|saying|reading|narrating)\b)", (("noun", "voiceover"),)),
    (r"(?:webcam|facecam|camera|cam|reaction|face)(?: feed| footage| video| clip| window| overlay| cam)(?= (?:in|at|to|into|on|over)\b)", (("noun", "pip"),)),
    (r"(?:i |we |he |she |they |you )?(?:keeps? |kept |always |constantly )?(?:say|saying|said|says) (?:like|you know|um|uh|so|basically|actually|right|literally|i mean|erm|okay)(?:(?:,| and| or)+ (?:like|you know|um|uh|so|basically|actually|right|literally|i mean|erm|okay))*(?: (?:every|all the time|a lot|too much|too often|way too)[^,.;]*)?(?=\s*(?:[,.;!?]|\Z))", (("noun", "filler"),)),
    # hearing
    (r"(?:pull|take|knock|shave|drop|cut|lose|trim|bring|duck|dip)(?= (?:about |around |another )?\d+(?:\.\d+)? ?(?:db|decibels) (?:out of|off|from|down|out)\b)", (("verb", "down"),)),
    (r"(?:push|add|put|give|bring|tack|stick)(?= (?:about |around |another )?\d+(?:\.\d+)? ?(?:db|decibels) (?:to|on|onto|into|up)\b)", (("verb", "up"),)),
    (r"music (?:bed|track|bus|stem|cue|layer)s?(?! \d)", (("noun", "music"),)),
    (r"level(?: out| off)?(?= (?:the |my |all the )?(?:volumes?|audio|sound|loudness|voices?|speakers|tracks?|clips)\b)", (("verb", "normalize"),)),
    (r"(?:bring|drop|kick)(?= (?:the |my |some )?(?:music|song|track|beat|soundtrack) in(?: |\Z))", (("verb", "add"),)),
    (r"sound(?:s|ing)?(?: (?:more|a bit|just|kind of))? like (?:a |an |i'm |i am |im |he's |she's |it's |they're |we're )?(?:in a |on the |on a |over a |over the |from a |inside a )?(?:robots?|phone|radio|cave|chipmunks?|monster|telephone|walkie[- ]talkie|megaphone|giant|child|kid|old man|old lady|underwater|stadium|hall|church|cathedral|alien|demon|darth vader|villain|tin can)(?: call)?", (("noun", "voice_fx"),)),
    (r"(?:what|everything|whatever) (?:i|he|she|they|we|people|everyone)(?:'m|'s|'re| am| is| are)? (?:say|saying|says|said)(?: \w+)? (?:as|in) (?:words|text|writing|subtitles|captions|letters)(?: on (?:the )?screen)?", (("noun", "captions"),)),
    (r"(?:disguise|distort|mask|scramble|anonymi[sz]e|modulate)(?: (?:the|my|his|her|their|a|witness's|speaker's|caller's)){0,2} ?(?:voices?|speech)", (("noun", "voice_fx"),)),
    (r"(?:words|text|writing)(?: \w+){0,4} (?:what|of what|for what|whatever|everything|with what) (?:i|he|she|they|we|people|everyone)(?:'m|'s| am| is| are)? (?:say|saying|says|said|talk|talking)", (("noun", "captions"),)),
    (r"balance(?: out)?(?: the| my| all| all the)?(?= (?:volumes?|audio|sounds?|levels?|music|voices?|loudness|colou?rs?|tracks?|speakers?)\b)", (("verb", "normalize"),)),
    (r"(?:balance|even out|equali[sz]e|fix|correct)(?: out)? (?:the )?(?:exposure|white balance|whites)(?: between| across)?", (("noun", "correct"),)),
    (r"(?:neutrali[sz]e|remove|fix|correct|kill|get rid of|take out|clean up) (?:the |that |any |this )?(?:[a-z]+ )?(?:colou?r|green|blue|orange|magenta|yellow) (?:cast|tint)s?", (("noun", "correct"),)),
    (r"(?:(?<=music )|(?<=song )|(?<=audio )|(?<=sound ))also(?= (?:fades?|fading|gets?|dies|goes)\b)", (("function", "aside"),)),
    (r"(?<!the )(?<!a )caption it(?= (?:as |with )?[\ue001:])", (("verb", "write"),)),
    (r"(?<!the )(?<!a )(?<!my )(?<!in )(?:caption|subtitle)(?: (?:it|this|that|them|these|(?:the|my|this|that) (?:whole |entire )?(?:video|clip|film|footage|interview|podcast|talk)))(?=\s*(?:[,.;!?]|\Z|and |in |with |for |please|then ))", (("noun", "captions"),)),
    (r"(?:import|upload|load|bring in|pull in|get)(?: in)? (?:the |my |some |our |all |these |those )*(?:footage|clips?|videos?|files?|media|photos?|pictures?|images?|music|songs?|assets?)(?: in)? from (?:my |our |the |a )?(?:google drive|drive|dropbox|icloud|onedrive|camera roll|phone|computer|laptop|desktop|gallery|camera|sd card|usb|hard drive|disk)", (("route", "upload"),)),
    (r"(?:caption|subtitle)s? (?:everything|all|whatever|all of it|anything|what)(?: that)? (?:(?:i|he|she|they|we|you|people|everyone|is|are|'s|'m|'re|being|gets|was|im|hes|shes) ?)*(?:say|says|saying|said|spoken)", (("noun", "captions"),)),
    (r"(?:turn|convert|make|transform|change) (?:the |my |all (?:the |of the )?|his |her |their )?(?:speech|spoken words?|talking|dialogue|voices?|narration|audio|what (?:i|he|she|they|we) says?) into (?:on[- ]screen )?(?:text|captions|subtitles|words)(?: on(?: the)? screen)?", (("noun", "captions"),)),
    (r"(?:write|type|note|jot|put) (?:down |out )?(?:everything|all|what(?:ever)?)(?: that)?(?: ?(?:is|was|gets|'s|i|he|she|they|we|people|everyone|being))* (?:say|says|saying|said|spoken)(?: down| out| in writing)?", (("verb", "transcribe"),)),
    (r"let (?:the |my |his |her |their |our )?(?:voices?|speech|dialogue|narration|speaker|words)(?: be heard)?(?: (?:come|cut|shine|stand|break|punch|get))?(?: (?:through|out|over|above|on top))*(?: (?:the |of the )?music)?", (("verb", "duck"),)),
    (r"highlight(?:s|ing|ed)? (?:each|every|all|the|all the)(?: spoken| single| of the)? words?(?: (?:as|when|while) (?:i|he|she|they|it|we|it's|they're) (?:speak|say|talk|spoken|is|are)\w*(?: (?:it|them|spoken|said))?)?", (("noun", "captions"), ("noun", "animation"))),
    (r"(?:identify|introduce|label|tag|credit) (?:him|her|them|me|us|(?:the|this|our|each|every) (?:speakers?|guests?|hosts?|woman|man|interviewee|presenter|person|lady|guy|expert|people))(?: on screen)?(?= (?:as|with|by|at)\b)", (("noun", "lower_third"),)),
    (r"(?:can't|cannot|can not|can barely|can hardly|couldn't|could barely|could hardly|hard to|difficult to|unable to|barely|hardly|struggle to|tough to|impossible to) (?:even )?(?:hear|make out|understand)(?: (?:it|them|him|her|me|us|myself|anything|a thing|a word|much))?(?: (?:what|that)?(?: ?(?:he|she|they|i|we|people|anyone|the speaker|the host|the guest)(?:'s|'re|'m| is| are| am| was)? ?(?:saying|say|says|said|talking about)))?", (("degree", "unheard"),)),
    (r"(?:drown(?:s|ing|ed)?(?: out)?|overpower(?:s|ing|ed)?|covers? up|covering(?: up)?|buries|burying|masks?|masking|competes? with|competing with|louder than|fights? with|fighting with|overshadows?) (?:the |my |his |her |their |our |what )?(?:voice|voices|speech|talking|dialogue|dialog|narration|speaker|speakers|me|him|her|interview|words|host|i'm saying|i say)", (("degree", "quieter"),)),
    (rf"(?:the |my )?(?:{_SOUNDS}) (?:is |are |keeps? |seems? )?(?:jump\w*|go(?:es|ing)? up and down|all over(?: the place)?|uneven|inconsistent|var(?:ies|y|ying)|fluctuat\w+|chang(?:es|ing)|different|unbalanced|not even|not consistent|too different|dips?)(?: (?:around|a lot|between clips|from clip to clip|in each clip|too much|all over))?", (("verb", "normalize"),)),
    (r"(?:some|certain|one|a few|other) (?:parts|clips|bits|sections|scenes|shots|people|speakers?|of (?:them|the clips)|clip|part) (?:is|are|sounds?)(?: (?:much|way|far|a lot))? (?:louder|quieter|softer) than (?:the )?(?:others?|rest|another)", (("verb", "normalize"),)),
    (r"(?:read|say|speak|recite)(?: (?:this|it|the (?:following|text|script|line|sentence)))?(?: text)? (?:aloud|out loud|out)", (("noun", "voiceover"),)),
    (r"(?:end|finish|stop|die|trail|taper|ease|go|fade|peter|ebb)(?:s|es|ing)? (?:gently|softly|gradually|smoothly|slowly|off gently|out gently|off slowly|out slowly|away slowly|away|off)(?=\s*(?:[,.;!?]|\Z|and |at |over |in |towards|by ))", (("verb", "fade_out"),)),
    (r"(?:start|begin|come in|ease in|enter)(?:s|ing)? (?:gently|softly|gradually|smoothly|slowly|quietly)(?=\s*(?:[,.;!?]|\Z|and |at |over ))", (("verb", "fade_in"),)),
    (r"(?:has|have|there's|there is|with|full of|got|hear|lot of)(?: a| an| some| too much| a lot of| lots of| so much| much| way too much| a bit of| bad| terrible| loads of)* (?:echo|reverb|reverberation|room echo)(?= *(?:[,.;!?]|\Z|in |on |from |and |that ))(?! (?:effect|on the))", (("verb", "denoise"),)),
    (r"(?:shift|move|slide|nudge|adjust|fix|correct|offset|delay|pull|push) (?:it|that|this|the audio|the sound)(?: back| forward)?,? (?:so|until|till) (?:that )?(?:they|it|both|everything|the two|picture and sound|sound and picture)(?: both| all)? (?:lines?|match(?:es)?|syncs?|is|are|fits?)(?: up| in sync| back up| together| again)*", (("function", "aside"),)),
    (r"clean(?= (?:up )?(?:the |my |our |this |that )?(?:audio|sound|voice|dialogue|speech|mic|recording)\b)(?! (?:up )?(?:the |my |our |this |that )?(?:audio|sound|voice|dialogue|speech|mic|recording) (?:level|track volume))", (("verb", "denoise"),)),
    (r"(?:barely|hardly|scarcely|not|isn't|almost not|only just)(?: really| very| quite)? (?:audible|hearable|understandable|loud enough)|inaudible|(?:way |much |far )?too (?:faint|weak)(?= *(?:[,.;!?]|\Z|and |to hear))", (("degree", "unheard"),)),
    (r"(?:too |so |very |really |super |a bit |quite )?(?:windy|hissy|staticky|crackly|echoey|humming|buzzy)(?= (?:noise|sound)|\s*(?:[,.;!?]|\Z|and |in (?:the|my|that|clip) ))", (("noun", "noise"),)),
    (r"while(?: also)?(?= (?:the |my )?(?:music|song|audio|sound|soundtrack)(?: also| slowly| gently| gradually)* (?:fad|dies|gets? (?:lower|quieter|softer)|goes? down|ducks?))", (("separator", "and"),)),
    (r"(?:show|put|display|add|write|pop)(?: up)? (?:his|her|their|my|the (?:speaker|guest|host|presenter|interviewee)'s|everyone's|each (?:person|speaker)'s) name(?:s)?(?: and (?:job|title|role|job title|position))?(?: up| on screen| on the screen)?(?![^.;]*lower[ -]third)", (("noun", "lower_third"),)),
    # picture
    (r"(?:come|start|open|begin|fade|rise)s?(?: in| up)? from (?:black|white)", (("verb", "fade_in"),)),
    (r"(?:go|goe|fade|cut|return|turn|dip)s? back (?:in)?to (?:black|white)(?! and white)", (("verb", "fade_out"),)),
    (r"(?:look|feel|style|vibe|film|movie|something|straight out|footage|video)?(?: ?)(?:from|in|like|of|out of) the (?:early |late |mid |mid-)?(?:19)?[2-9]0'?s(?! (?:mark|to|clip|point|until|-))", (("look", "vintage"),)),
    (r"(?:cut|crop|make|frame|pull|bring)(?: the| it| this| my)?(?: (?:frame|framing|picture|shot|image|crop))? (?:in )?tighter", (("verb", "crop"),)),
    (r"(?:turn|rotate|set|stand|stood|flip|put|tip|tilt)(?:ed|ped|ted)?(?: it| this| the (?:video|clip|picture))? (?:back )?(?:upright|the right way (?:up|round|around))|the right way (?:up|round|around)", (("verb", "rotate"),)),
    (r"(?<!walking )(?<!standing )(?<!sitting )(?<!people )(?<!person )(?<!guy )(?<!man )(?<!woman )(?<!kid )(?<!car )(?<!dog )(?:what's |whatever is |everything |all that's |the (?:room|mess|wall|office|kitchen|stuff|clutter) )?behind (?:me|him|her|us)(?=\s*(?:[,.;!?]|\Z|and |with |needs |should |is |to ))", (("noun", "background"),)),
    (r"(?:view|camera|shot|picture|frame|image|photo)(?: to)? (?:slowly |gently )?(?:glide|slide|move|sweep|travel|drift|scroll|pan|wander)s?(?= (?:slowly |gently |smoothly |gradually )*(?:from |across |over |to the |left|right|up|down)[^,.;]*(?:left|right|top|bottom|up|down)\b)", (("verb", "pan"),)),
    (r"(?:zoom|pull|push)(?:s|ing)? back out", (("verb", "zoom"), ("particle", "p_out"))),
    (r"(?:zoom|push)(?:s|ing)? back in", (("verb", "zoom"), ("particle", "p_in"))),
    (r"match(?= (?:the )?(?:clip|shot|scene|colou?rs?|look|second|first|last|grade|exposure|third)\b[^,.;]* (?:to|with|of)\b)(?! the (?:music|beat))", (("noun", "correct"),)),
    (r"(?:pull|move|ease|draw|track)(?:s|ing)? (?:back|away|out)(?: slowly| gently| smoothly)? (?:from|to reveal|to show)", (("verb", "zoom"), ("particle", "p_out"))),
    (r"(?:shallow |narrow )?depth of field(?: look| effect)?", (("verb", "blur"), ("noun", "background"))),
    (r"(?:red |yellow |white |green |blue |big |thin |thick |dashed |a |small )*(?:circle|box|rectangle|ring|outline|highlight)(?: drawn)? around(?= (?:the|my|his|her|each|that|it)\b)", (("noun", "sticker"),)),
    (r"(?:flash(?:es)? (?:of|to) white|white flash(?:es)?|flash white)(?= (?:at|on|between|for|with) )", (("transition", "flash"),)),
    (r"(?:start|begin|open)(?:s|ing)?(?: it| the (?:video|film|clip|movie)| off)? (?:with|on) (?:a )?(?:slow |gentle |soft |quick |nice )?fade(?:[ -]in)?(?! out| to)(?=\s*(?:[,.;!?]|\Z|and |from |over |of |for ))", (("verb", "fade_in"),)),
    (r"(?:end|finish|close)(?:s|ing)?(?: it| the (?:video|film|clip|movie)| off)? (?:with|on) (?:a )?(?:slow |gentle |soft |quick |nice )?fade(?:[ -]out)?(?! in| from)(?=\s*(?:[,.;!?]|\Z|and |over |of |for ))", (("verb", "fade_out"),)),
    (r"(?P<t>lay|put|place|stack|drop|overlay|have|show)(?= (?:clip \d+|the \w+ (?:clip|shot|video)) (?:over|on top of|above|in the (?:[a-z-]+ ){0,2}corner of) (?:clip|the|everything|it)\b)", (("verb", "overlay"),)),
    (r"(?:text|writing|letters|words|signs?|logos?|lettering|numbers)[^,.;]{0,30} (?:reads?|is|are|appears?|looks?|shows?)(?: up)? (?:backwards?|mirrored|reversed|the wrong way(?: round| around)?|flipped)", (("verb", "flip"),)),
    (r"(?:let (?:them|it|each|the (?:photos|pictures|images)) )?(?:drift|float|glide|creep)(?:s|ing)?(?: (?:slowly|gently|in|across|around|a little))*(?=\s*(?:[,.;!?]|\Z|and ))", (("verb", "zoom"),)),
    (r"(?:rounded |round |circular |small |little )*(?:webcam|facecam|face cam|selfie cam|camera) (?:bubble|circle|inset|box|window|square|corner)", (("noun", "pip"),)),
    (r"(?P<t>fade)(?=(?: (?:the|my|it|this|that|clip|last|first|second|final|end|ending|whole|everything|all|video|shot|scene|film|thing|\d|of)){1,6} (?:out )?(?:in)?to (?:white|black)\b(?! and white))", (("verb", "fade_out"),)),
    (r"keep(?:ing)?(?= (?:the |my |his |her |our |their )?[a-z' ]{1,22} (?:in (?:the )?(?:frame|shot|view|picture|centre|center|middle)|centered|centred|framed)\b)", (("verb", "follow"),)),
    (r"(?:smoother|softer|gentler|nicer|seamless|smooth|soft) (?:cuts|transitions|joins|edits|changes between)", (("noun", "transition"),)),
    (r"(?:blend|melt|flow|bleed|morph|merge|fade|dissolve)(?:s|ing)?(?: (?:the|all the|all|my|both|these))?(?: (?:clips|shots|scenes|videos|parts|pieces|photos|images|them))?(?: \w+ly)? (?:into|with) (?:each other|one another|the next(?: one| clip| shot)?)", (("noun", "transition"), ("verb", "crossfade"))),
    (r"(?:the |my )?colou?rs?(?: \w+)? (?:need|could use|want|lack|should have|are lacking|require|miss|are missing)s?(?: a bit| a little| some| a lot)?(?: more| of)* (?:pop|punch|life|vibrance|vibrancy|oomph|intensity|depth|richness|kick|zing)", (("look", "saturation_up"),)),
    (r"(?:the |these |my )?(?:clips|shots|colou?rs|scenes)(?: \w+)? (?:don't|do not|doesn't|aren't|are not|never)(?: really| quite)? (?:match(?:ing)?|go together|fit together|look the same|look alike|consistent|look consistent)(?: in colou?r| colou?r-?wise| each other| up| visually)*", (("noun", "correct"),)),
    (r"(?:make|have|get)(?= (?:clip \d|the \w+ (?:clip|shot|one))[^,.;]{0,14} (?:match|look like) (?:clip|the) )", (("noun", "correct"),)),
    (r"(?:image|picture|video|footage|it|clip|shot|everything|focus|this) ?(?:is|'s|looks?|feels?)(?: a bit| a little| too| very| so| way)* (?:soft|mushy|out of focus|unsharp|fuzzy)(?=\s*(?:[,.;!?]|\Z|and |so ))", (("verb", "sharpen"),)),
    (r"(?:hand-?held |shaky )?(?:shots?|footage|clips?|camera|video|picture|movements?)(?: \w+)? (?:needs?|could use|wants?|requires?)(?: some| a bit of| a little)? (?:smoothing|steadying|stabili[sz]ing|stabili[sz]ation|smoothing out)(?: out)?", (("verb", "stabilize"),)),
    (r"(?:drain|suck|pull|wash|bleed|leach)(?: (?:out|away|some of|most of|a bit of|all of|all))* (?:the |its |all the )?(?:colou?rs?|saturation)(?: out| away| down)?(?: of it)?", (("look", "saturation_down"),)),
    (r"(?:smooth|steady|calm|even)(?: out)? (?:the |my |this |out the )?(?:camera|handheld|hand-held|walking|phone|gimbal|jerky|bumpy|shaky)(?: \w+)?(?: (?:motion|movements?|shake|work|footage|moves?|shots?|video))?", (("verb", "stabilize"),)),
    (r"clean(?: up)? (?:the )?(?:picture|image|grain|grainy parts)", (("verb", "denoise"), ("noun", "video_noise"))),
    (r"(?:edges|sides|borders|margins|corners) (?:of|off|from) (?:the |my )?(?:frame|picture|image|video|screen|shot)", (("noun", "frame_edges"),)),
    (r"(?:get|go|move|come|bring (?:us|me|it|the camera|the shot))(?: in| right in)? (?:close|closer|tighter|nearer|tight)(?: in| up)?(?: (?:on|to|onto))?(?= (?:the|my|his|her|their|its|that|a|it|him|them)\b)", (("verb", "zoom"), ("particle", "p_in"))),
    (r"bar (?:showing|that shows|to show|which shows|indicating|telling)(?: (?:people|viewers|you|us|the viewer))? (?:how|the|video|playback|where)[^,.;]*(?:progress|far along|far in|left|along we are|along you are|through)[^,.;]*", (("noun", "progress_bar"),)),
    (rf"(?:colou?rs?|picture|image|footage|video|it|everything|clip|shot|this) ?{_IS} (?:dull|drab|lifeless|faded|pale|muted|desaturated|colou?rless|weak|grey|gray)(?=\s*(?:[,.;!?]|\Z|and |so |- |compared ))", (("look", "saturation_up"),)),
    (rf"(?:colou?rs?|picture|image|footage|video|it|everything|clip|shot|this|looks?) ?{_IS} (?:flat|washed[ -]out|hazy|foggy|milky|low contrast)(?=\s*(?:[,.;!?]|\Z|and |so |- ))", (("look", "contrast_up"),)),
    (rf"(?:colou?rs?|picture|image|footage|video|it|everything|clip|shot|this|skin|faces?) ?{_IS} (?:oversaturated|over-saturated|garish|neon|radioactive|too colou?rful|too saturated|too vivid|too intense)(?=\s*(?:[,.;!?]|\Z|and |so |- ))", (("look", "saturation_down"),)),
    (rf"(?:colou?rs?|picture|image|footage|video|it|everything|clip|shot|this|skin|skin tones?|faces?|he|she|i|they|we|everyone|white balance|lighting) ?{_IS} (?:yellow|orange|yellowish|orangey|warm|reddish)(?=\s*(?:[,.;!?]|\Z|and |so |- ))", (("look", "cooler"),)),
    (rf"(?:colou?rs?|picture|image|footage|video|it|everything|clip|shot|this|skin|skin tones?|faces?|he|she|i|they|we|everyone|white balance|lighting) ?{_IS} (?:blue|bluish|cold|icy|cool)(?=\s*(?:[,.;!?]|\Z|and |so |- ))", (("look", "warmer"),)),
    (r"(?:make|get) (?:all )?(?:of )?(?:the |my |both |both of )?(?:clips|shots|scenes|colou?rs|videos|them|these|both|everything|it)(?: all| both)? (?:match|consistent|look the same|look alike|look consistent|similar|uniform)(?: colou?rs?| in colou?r)?", (("noun", "correct"),)),
    (r"(?:sideways|on its side|lying down|tilted 90)", (("verb", "rotate"),)),
    (r"(?:smooth|soften)(?: out| over)? (?:the |all |all the |out the |my |those )?(?:(?:cuts?|transitions?|edits?|joins?|clip changes)|(?:jumps?|changes?|switch|switches)(?= between ))", (("noun", "transition"),)),
    (r"(?:make|get|have) (?:all )?(?:the |my |these |those |your )?(?:cuts?|transitions?|edits?|joins?)(?: between (?:the |my )?(?:clips|shots|scenes|them))? (?:(?:a bit |a little |much |look |feel |more )*(?:smooth|smoother|softer|gentler|seamless|gradual|less (?:abrupt|jarring|harsh|hard|sudden|jumpy)))", (("noun", "transition"),)),
    (rf"(?:the )?(?:cuts?|transitions?|edits?|scene changes?|changes|jumps?)(?: between \w+)? {_IS} (?:abrupt|jarring|harsh|hard|rough|sudden|jumpy|choppy|sharp)", (("noun", "transition"),)),
    (r"(?:no|without|not|avoid|no more)(?: any)? (?:hard|straight|abrupt|jarring|harsh|sudden) cuts", (("noun", "transition"),)),
    (r"(?<!no )(?<!not )(?<!any )(?<!more )(?:only |just )?(?:hard|straight|plain|simple|clean) (?:cuts(?: only| instead)?|cut(?= instead| rather|, no| not))", (("verb", "remove"), ("noun", "transition"))),
    (r"(?:end|finish|close|fade|cut|goes|go|ends)(?:ing)? (?:on|in|to|with)(?: a)? black(?: screen)?", (("verb", "fade_out"),)),
    (r"(?:opacity|transparency|transparent|see[ -]through|translucent|opaque)", (("noun", "opacity"),)),
    (r"(?:disappear|vanish|go|goes|flash|flashe|pas|passe|leave|be|is|'s|are)(?:s|es)?(?: away| by| gone| off)? (?:way |much |far )?too (?:fast|quickly|soon|early|short)(?= *(?:[,.;!?]|\Z|to read|and |for ))", (("verb", "too_fast"),)),
    (r"(?:stay|linger|last|hang|be|is|'s|goe|go)s?(?: on| up| around| on screen)? (?:way |much |far |for )?too long", (("verb", "too_long"),)),
)  # fmt: skip


_IN_CLAUSE = r"(?:[^,.;]|\.(?=\d))"
"""A character that ends no clause; the stop in "1.5" ends none."""


@lru_cache(maxsize=2)
def _compiled(chinese: bool) -> list[tuple[re.Pattern[str], Meaning]]:
    edge, stop = (r"", r"") if chinese else (r"(?<![a-z0-9'])", r"(?![a-z0-9])")
    rows = (
        CHINESE
        if chinese
        else (
            *((each.replace("[^,.;]", _IN_CLAUSE), meaning) for each, meaning in (*ENGLISH, *MORE_OR_LESS, *TRADE)),
            *_parted(),
        )
    )
    return [(re.compile(f"{edge}(?:{_CONTRACTED.sub(_loose, pattern)}){stop}"), meaning) for pattern, meaning in rows]


_CONTRACTED = re.compile(r"\(\?<[=!][^)]*\)|(?<=[a-z])'(?=(?:t|s|m|re|ve|ll|d)\b)")


def _loose(found: re.Match[str]) -> str:
    """People write "dont" and "thats"; what is looked back at has one length and stays."""
    return found.group() + "?" if found.group() == "'" else found.group()


_PARTICLES = ("up", "down", "out", "off", "away", "together", "back", "apart")


def _parted() -> tuple[tuple[str, Meaning], ...]:
    """Verbs of two words with a pronoun between them: "tighten those up", "turn it down", "cut them out"."""
    by_name: dict[str, list[str]] = {}
    around: dict[tuple[str, str], list[str]] = {}
    for name, said in VERBS.items():
        for each in said.split(","):
            words = each.split()
            if len(words) == 2 and words[1] in _PARTICLES and name not in ("undo", "redo", "restore"):
                row = f"{words[0]} (?:it|them|those|these|that|this|things|everything|em)(?: all| both)? {words[1]}"
                by_name.setdefault(name, []).append(row)
                around.setdefault((name, words[1]), []).append(words[0])
    pronouns = tuple((f"(?:{'|'.join(rows)})", (("verb", name), ("noun", "it"))) for name, rows in by_name.items())
    things = tuple(
        (rf"(?P<t>{'|'.join(verbs)})(?= {_A_THING} {particle}{_CLOSED})", (("verb", name),))
        for (name, particle), verbs in around.items()
        if particle in ("out", "off", "away", "together", "apart") and name in ("remove", "merge", "split")
    )
    return (*pronouns, *things)


_A_THING = r"(?:the|my|our|this|that|these|those|all|every|both|its|his|her|clips?|videos?|shots?|scenes?)\b(?: [a-z0-9'-]+){0,4}?"
_CLOSED = r"(?=\s*(?:[,.;!?)]|\Z| (?:please|and|then|of|from|so|for|because|now|after|at|before|once|when|by)\b))"


def idioms(even: str, chinese: bool) -> dict[int, tuple[Token, ...]]:
    """The tokens of what is said indirectly, by where they begin; where two fit, the longer has it."""
    places: list[tuple[int, int, Meaning]] = []
    for language in (False, True) if chinese else (False,):
        for pattern, meaning in _compiled(language):
            for match in pattern.finditer(even):
                start, end = match.span("t") if "t" in match.re.groupindex else match.span()
                while start < end and even[start] == " ":
                    start += 1
                if start < end:
                    places.append((start, end, meaning))
    taken: list[tuple[int, int]] = []
    found: dict[int, tuple[Token, ...]] = {}
    for start, end, meaning in sorted(places, key=lambda each: each[0] - each[1]):
        if not any(start < b and a < end for a, b in taken):
            taken.append((start, end))
            found[start] = tuple(Token(sort, name, start, end) for sort, name in meaning)
    return found
