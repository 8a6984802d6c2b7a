"""English questions and wishes that are plainly about something else than an edit, told by their frame."""

from __future__ import annotations

import re

from rushes.language.reading import Route

_OPENING = r"\W*(?:hey |hi |ok |okay |so |and |well |um |please |can you |could you |would you |will you |i want (?:you )?to |i'd like (?:you )?to |let me |let's |just )*"
_END = r"\W*(?:please|now|for me|thanks|thank you)?\W*\Z"
_OWN = r"(?!.{0,40}\b(?:my (?:clips|footage|photos|videos|pictures)|these|those|this footage|the (?:clips|footage|photos|best))\b)"
_FILE = r"(?:files?|videos?|clips?|footage|media|photos?|pictures?|recordings?|material)"

_ROWS: tuple[tuple[Route, str], ...] = (
    # the project and its jobs
    (Route.STATUS, r"how(?:'s| is| are) (?:the |my |that |our )?(?:renders?|exports?|uploads?|processing|jobs?|download)(?: coming(?: along)?| going| doing| looking)?\b"),
    (Route.STATUS, r"(?:show|list|display|view|see|open)(?: me)?(?: the| my)? (?:edit|change|undo|version|full|editing)? ?(?:history|change ?log|changes so far)" + _END),
    (Route.STATUS, r"(?:what|which) (?:effects?|transitions?|filters?|looks?|titles?|captions?|clips?|music|songs?|files?|fonts?)(?: \w+){0,2} (?:applied|used|added|on|in use|active|there)\b(?! can| could)"),
    (Route.STATUS, r"(?:are|is|were|was) (?:all|any|both|either|none|each|every) (?:of )?(?:the |my |these )?(?:clips?|videos?|files?|shots?|tracks?|captions?|audio)\b[^,;]*\Z"),
    (Route.STATUS, r"(?:see|watch|hear|look at|view|review|check out)(?: the| my| this)? (?:result|results|video|edit|film|it|preview|final cut|what (?:you've|we've|we|you) (?:got|have|did|made)|cut so far)(?: so far| now)?" + _END),
    (Route.STATUS, r"(?:did|has|have|had|was|were|is|are|does)(?:n't)? (?:my |the |that |our |this |any |all |those )*(?:last |latest |previous |recent |first |new |current )?(?:\w+ )?(?:exports?|renders?|rendering|uploads?|downloads?|jobs?|conversions?|transcodes?|encod(?:e|ing)|process(?:ing)?)\b(?: (?:ever|all|already|actually|just|still|even|been|finally|get|got|come|go))* ?(?:to )?(?:finish|complete|done|fail|succe|ready|work|went|through|ok|run|crash|error|stuck|saved?|over|out|wait|queue|progress|going|success)"),
    (Route.STATUS, r"(?:get|fetch|retrieve|return|print|report|inspect|probe|query|check|read|give me|tell me|show|show me|list|display|look up)(?: me| us)? (?:the |all |all the |a |my |full |basic |detailed |me |of )*(?:[\w-]+ ){0,3}?(?:meta ?data|resolution|duration|frame ?rate|fps|bit ?rate|codecs?|dimensions|file ?size|properties|details|info|information|specs|streams|clip list|track list|marker list|markers|timeline state|timeline structure|contents|length|aspect ratio|sample rate|status|progress|state)(?:(?:,|,? and|,? or) (?:the )?[a-z ]{3,24})*(?: (?:of|for|about|from|on|in) [^,.;]{1,60})?" + _END),
    (Route.STATUS, r"(?:the )?(?:total )?(?:run ?time|running time|duration|length|frame ?rate|resolution|file ?size|codec|bit ?rate) of (?:the |my |this |that |our )(?:current |whole |entire |first |last |second )?(?:cut|edit|video|film|project|timeline|sequence|clip|export|file|movie|footage)\b(?!.*\b(?:to|should|must|needs?|set|make|change)\b)"),
    (Route.STATUS, r"(?:are|is|were|was|do|does|have|has) (?:any|all|some|none|every|each|most) (?:one )?(?:of )?(?:the |my |these |our )?(?:[a-z]+ )?(?:clips?|videos?|files?|shots?|tracks?|captions?|audio|footage|sources?)\b[^,;]*\?"),
    (Route.STATUS, r"(?:has|have|is|did|was|were) (?:it|that|this|everything|they) (?:[a-z]+ ){0,2}?(?:finish(?:ed)?|done|ready|completed?|failed|stuck|go through|gone through|worked?|saved|rendered|exported|render(?:ing)?)\b[^,;]*\Z"),
    (Route.STATUS, r"how(?:'s| is| are| did| was)? (?:it |things )?(?:going |coming )?(?:along )?(?:with )?(?:the|that|my|our) (?:last )?(?:exports?|renders?|uploads?|downloads?|jobs?)\b[^,;]*\Z"),
    (Route.STATUS, r"are we (?:still |now |already )?(?:under|over|at|above|below|past|within)\b[^,;]*\Z"),
    # how editing is done, and talk
    (Route.HELP, r"(?:which|what)(?: [a-z]+){1,3} (?:goes|works?|fits?|suits?|is (?:best|better|good)|are (?:best|good)|should i|would you|do you recommend)\b[^,;]*\Z"),
    (Route.HELP, r"(?:is|are) (?:an? |the )?(?!it |this |that |they |these |those |the |my )[\w.]+(?: [\w.]+){0,2} (?:better|worse|faster|sharper|smaller|safer) than\b[^,;]*\Z"),
    (Route.HELP, r"(?:explain|describe) (?:[a-z-]+ ){1,4}to me\b"),
    (Route.HELP, r"(?:can|could|do|would) you [a-z][^,;]* (?:or not|if i asked|at all)\W*\Z"),
    (Route.HELP, r"how (?:is|are|does one|do people|do editors|would one|do you usually|do you normally|does anybody|do the pros) [^,;]*\b(?:here|added|made|done|cut|edited|used|work|handled?|deal|do|edit|fix)\b(?!.{0,20}\b(?:my|our|the second|the first|clip \d)\b)"),
    (Route.HELP, r"(?:when|why|where|how often) (?:would|should|do|does|might|can|must) (?:you|i|we|one|people|editors?|someone|an editor) (?:ever |usually |normally |typically )?(?:use|want|need|choose|prefer|cut|pick|apply|reach for|go for|do)\b"),
    (Route.HELP, r"what(?:'?s| is| are) (?:the )?(?:difference|point of|purpose of|meaning of)\b"),
    (Route.HELP, r"(?:are there|is there|do you have|any|where are|what are|show me|list)(?: the| any| some| an?| your)* (?:keyboard shortcuts?|shortcuts|hotkeys?|manual|documentation|docs|user guide|guide|faq|tutorials?|instructions|examples?)\b[^,;]*\Z"),
    (Route.HELP, r"(?:do|must|should) i (?:need|have) (?:to )?(?:an? )?(?:account|sign up|log ?in|install|internet|gpu|license|password)\b"),
    (Route.HELP, r"(?:that's |this is |it's |you're |you are |that was |looks |absolutely )?(?:so |really |just |pretty |very )?(?:awesome|great|perfect|nice|cool|amazing|excellent|wonderful|fantastic|brilliant|lovely|the best|superb|good work|good stuff|neat)(?:[,!. ]+(?:thanks|thank you|thx|cheers|job|work|stuff|mate|man)(?: (?:so|very) much| a lot)?)*" + _END),
    (Route.HELP, r"(?:would|will|does|might|do you think) (?:an? |the |it |this |that |adding |using |my )[^?]*\b(?:look|sound|work|feel|be) (?:any )?(?:good|better|nice|ok|okay|weird|cool|well|too much|nicer)\b[^?]*\?"),
    (Route.HELP, r"is it (?:even |still )?possible to (?:undo|redo|go back|recover|restore|share|collaborate|work offline|cancel)\b"),
    # money
    (Route.CREDITS, r"(?:when|how often|what day) (?:do|does|will|did) (?:my |the |our )?(?:\w+ ){0,2}(?:minutes?|credits?|quota|allowance|limits?|plan|subscription|balance|trial)(?: \w+){0,2} (?:reset|renew|refill|run out|expire|end|refresh|come back|top up)\b"),
    (Route.CREDITS, r"(?:is|are) (?:it|this|that|rushes|exports?|rendering|the (?:tool|app|service|export)) (?:for )?(?:free|paid)\b"),
    (Route.CREDITS, r"(?:upgrade|downgrade|switch|change|move) (?:me |us )?(?:to |my )?(?:the )?(?:pro|premium|paid|free|plan|plus|team|business|basic|subscription)\b"),
    (Route.CREDITS, r".{0,40}\b(?:(?:was|am|been|being|get|got|be) (?:i )?(?:charged|billed)|charge me|invoice|receipt for|my (?:card|payment|bill|invoice|subscription|credits?|quota|plan))\b(?!.{0,20}\b(?:on screen|title|text|over)\b)(?<!put my card)"),
    (Route.CREDITS, r"how (?:many|much) (?:free |more |remaining |monthly |daily |of my )*(?:exports?|credits?|minutes?|renders?|tokens?|seconds|generations?|storage|uses|quota|time)\b.{0,20}\b(?:left|remain(?:ing)?|included|allowed|get|available|per (?:month|day|week))\b"),
    (Route.CREDITS, r"(?:is|are|would|will|does|do) [^,;]{1,60}\b(?:more expensive|cheaper|cost (?:me )?(?:more|less|extra|anything|something)|extra (?:charge|credits|cost)|free of charge|use (?:up )?(?:any )?credits)\b"),
    (Route.CREDITS, r"(?:how much|what) (?:do|does|would|will|is|are|did) (?!.{0,30}\b(?:look|sound|clip|video|film) )[^,;]{1,50}\b(?:cost|charged?|owe|set me back|per (?:month|minute|year))\b"),
    (Route.CREDITS, r"how much (?:does|would|will|did|do) (?:it|that|this|they|i) (?:all )?(?:cost|pay|owe)\b"),
    (Route.CREDITS, r"(?:can|could|may|do|will) (?:i|we|you) (?:get |have |give |offer )?(?:my |our )?(?:an? |any )?(?:money back|refunds?|discounts?|invoices?|receipts?)\b"),
    (Route.CREDITS, r"(?:estimate|quote|tell me|work out|show me|show) (?:me )?the (?:cost|price|fee)s?\b"),
    (Route.CREDITS, r"what happens (?:when|if|once) (?:i|we|my|our) (?:\w+ ){0,4}(?:credits?|minutes|quota|balance|plan|trial)\b"),
    # bringing files
    (Route.UPLOAD, r"(?:attached (?:is|are|you'll find)|(?:i'm |i am )?(?:attaching|sending(?: over| you)?|uploading)|let me (?:attach|send|give you|upload)|i'll (?:attach|send(?: you)?|upload)) (?:the |my |our |some |a |an |another |two |three |more |you )*(?:\w+ ){0,2}(?:logo|music|song|files?|clips?|footage|shots?|videos?|photos?|pictures?|recordings?|audio|sound|rest|one|ones)\b(?: (?:first|now|then|soon|in a minute|next|over))*" + _END),
    (Route.UPLOAD, r"(?:add|bring in|drop in|pull in|put in|include|use|throw in) (?:an? |some |a few |one )?(?:new|more|another|additional|different|other|extra|further)(?: new| more)? " + _FILE + _END),
    (Route.UPLOAD, r"(?:add|bring in|drop in|pull in|put in) some more " + _FILE + _END),
    (Route.UPLOAD, r"(?:open|attach|load|import|browse(?: for)?|choose|pick|select|find) (?:an? |some |my |the |another |new |more |a different |local )*" + _FILE + r"(?: (?:from|on|off|in) (?:my |the )?(?:disk|computer|laptop|phone|drive|desktop|folder|device|camera|gallery|library|sd card|usb|pc|mac)\b.*)?" + _END),
    (Route.UPLOAD, r"(?:pull in|bring in|import|fetch|grab|download|get|load|upload|use|add)(?: me)?(?: (?:this|the|that|a|my|these))*(?: (?:video|clip|file|footage|link|url|recording|one|videos|clips|files))*(?: (?:from|at|here|below|behind|off|in|to the project))*(?: (?:this|the) (?:link|url|address))?:? *\ue003+" + _END),
    # another world
    (Route.HELP, r"(?:how (?:would|will|might|does|do)|what (?:would|will|might)) (?:it|this|that|the \w+|things) (?:look|sound|feel|work|be|happen|come across)(?: like)?\b.{0,40}\bif (?:i|we|you)\b"),
    (Route.HELP, r"(?:(?:i'm|im|i am|we're|we are) )?not sure (?:if|whether) (?:i|we) (?:should|ought|need)\b[^.;!]*\Z"),
    (Route.HELP, r"(?:i|we)(?:'m|'re| am| are| was| were)? (?:wonder|wondering) (?:(?:if|whether) (?:i|we) (?:should|ought|need)|whether to)\b[^.;!]*\Z"),
    (Route.HELP, r"would you (?!mind|please|kindly|be able)[^.;!?]+ if (?:it were|it was|you were|that were|i were)\b"),
    (Route.HELP, r"if (?:i|we) [^.;!?]+?,? (?:will|would|does|do|is|can|could) (?:it|the|this|that|my|everything|anything)\b[^.;!]*\?\W*\Z"),
    (Route.STATUS, r"(?:so |and |hey |ok |wait )*(?:was|were|did)(?:n't)? (?:anything|something|anyone|somebody|everything|any of|any \w+s?|it|that|these|those|clip|the|my|you|we|i|there)\b(?:[^.;!]*\?|[^.,;!]*)\W*\Z"),
    (Route.OUT_OF_SCOPE, r"(?:e-?mail|mail|dm|whatsapp|fax|airdrop|slack) (?:the |this |that |my |it |a )?(?:\w+ ){0,3}(?:over )?to (?!me\b)"),
    (Route.OUT_OF_SCOPE, r"(?:open|launch|start|log ?in to|boot) (?:up )?(?:adobe )?(?:premiere|photoshop|after effects|davinci|resolve|final cut|illustrator|lightroom|imovie|capcut|obs|blender|excel|word|chrome|safari|spotify|youtube|zoom)\b"),
    (Route.OUT_OF_SCOPE, r"(?:film|shoot|reshoot|record) (?:me |us )?(?:an? |some |another |the )?(?:new |more |extra |second |better |different |fresh )*(?:take|b-?roll|footage|interview|scene|shots?|clip|video|drone shots?)\b(?! (?:from|so|at|on|in) )"),
    (Route.OUT_OF_SCOPE, r"(?:what(?:'s| is| was)|how(?:'s| is)|who(?:'s| is| was)?|when(?:'s| is)?) (?:the |in the )?(?:weather|news|time in|time is it|score|president|temperature outside|capital|meaning of life|stock|exchange rate|won|winning|invented|day is it)\b"),
    (Route.OUT_OF_SCOPE, r"(?:create|make|generate|draw|design|animate|build|produce|do)(?: me| us)? (?:an? |some |the )?(?:new |short |little |cute |cool |3d |2d )*(?:animation|cartoon|illustration|painting|drawing|3d model|logo|poster|flyer|website|game|presentation|meme|comic strip|avatar|character)\b(?! (?:effect|look|style|filter|appear|bigger|smaller|fade|slide|in the|on the|top|bottom|a bit|a little|slightly|much|more|less|larger|tiny|transparent|semi|visible|invisible|white|black|stay|last|move|spin|rotate|go|disappear|only|\d))" + _OWN),
    (Route.OUT_OF_SCOPE, r"(?:create|make|generate|render|produce|invent|imagine)(?: me| us)? (?:an? |some |the )?(?:brand )?(?:new |fake |realistic |photorealistic |ai |ai-generated |synthetic )+(?:scene|clip|video|shot|footage|image|picture|person|background footage|b-?roll|actor|song|track|beat)\b(?!.{0,30}\b(?:out of|from my|from the|of my)\b)" + _OWN),
    (Route.OUT_OF_SCOPE, r"download (?:the |a |some |me )*(?:latest |newest |new |full )*(?:song|music|track|album|movie|film|video|episode|clip)s? (?:\w+ ){0,3}(?:by|from|off|called|about)\b"),
    (Route.OUT_OF_SCOPE, r"(?:(?:start|begin|stop|help me|go ahead and) )?(?:to )?(?:(?:screen-?)?(?:record|captur)(?:e|ing)?|screencast(?:ing)?|film(?:ing)?) (?:my |the |a |me |our |from |this |what's on |whatever is on |everything on |my whole |entire |whole )*(?:webcam|screen|desktop|camera|meeting|zoom call|call|monitor|display|browser|game ?play|window|mic|microphone)\b"),
    (Route.OUT_OF_SCOPE, r"(?:start|begin|do|take|make|launch|open|run|stop)(?: me)? (?:an? |the |another )?(?:new )?(?:screen|desktop|webcam|camera)[ -]?(?:capture|record(?:ing|er)|cast|grab)\b"),
    (Route.OUT_OF_SCOPE, r"(?:create|make|generate|render|produce|synthesi[sz]e|imagine)\b.{1,100}\b(?:from|using|with|based on|out of|matching) (?:this|an?|the|my|that|following|only an?)? ?(?:text |written |short )?(?:prompts?|text descriptions?|text(?= ?:))\b"),
    (Route.OUT_OF_SCOPE, r"(?:re-?light|invent|conjure(?: up)?|hallucinate|deep ?fake)\b(?!.{0,30}\b(?:title|caption|text)\b)"),
    (Route.OUT_OF_SCOPE, r"(?:send|push|open|take|export|bring|move|hand)\b.{1,50}\b(?:to|in|into) (?:adobe )?(?:after effects|da ?vinci(?: resolve)?|resolve|premiere(?: pro)?|final cut(?: pro)?|capcut|photoshop|nuke|blender|fusion|avid|ae)\b,? (?:and|to|so you can|then) (?:build|make|do|create|grade|continue|finish|render|composite|add|edit|key|animate)\b"),
    (Route.OUT_OF_SCOPE, r"(?:(?:text|image|prompt)[ -]to[ -]video)\b"),
    (Route.OUT_OF_SCOPE, r"(?:generate|create|make|produce|synthesi[sz]e|imagine)(?: me| us)? (?:an? |some |the |\d+ )?(?:[\w-]+ ){0,4}?(?:shot|clip|scene|footage|video|b-?roll)s? (?:of|showing|where|in which|with) (?:an? |some |two |three |people |the sun)(?!.{0,60}(?:\.[a-z0-9]{2,4}\b|from |out of |using |timeline|folder))"),
    (Route.OUT_OF_SCOPE, r"(?:find|get|search|look|fetch|grab|pull)(?: me)?(?: for| up)? (?:an? |some |the )?[a-z ]{2,40} (?:on|from|off) (?:youtube|the internet|the web|google|online|pinterest|vimeo|tiktok|wikipedia|netflix|spotify)\b"),
    (Route.OUT_OF_SCOPE, r"translate (?:this|the|my|a|that) (?:document|page|e-?mail|book|article|letter|website|pdf|message|word|phrase|contract)\b"),
    (Route.OUT_OF_SCOPE, r"(?:swap|replace|change|switch)(?: out)? (?:my|his|her|their|the [a-z]+'s|[a-z]+'s) face\b"),
    (Route.OUT_OF_SCOPE, r"(?:text|message|call|ring|phone|sms) (?:my (?:wife|husband|mum|mom|dad|boss|client|friend|editor|team|manager)|him|her|them)\b"),
    (Route.OUT_OF_SCOPE, r"(?:send|write)(?: me)? (?:an? |the |some )?(?:text message|message|e-?mail|sms|code|letter|essay|poem|novel|script|screenplay|blog post|article|press release)\b(?!.{0,40}\b(?:on screen|on the|over|at the|saying|title|caption)\b)"),
    (Route.OUT_OF_SCOPE, r"(?:delete|remove|erase|wipe) (?:all |the |my )*[a-z ]{0,20}(?:files?|photos?|videos|stuff|folders?)? ?(?:on|from|off) (?:my |the )?(?:computer|laptop|phone|hard drive|disk|desktop)\b"),
    (Route.OUT_OF_SCOPE, r"(?:make|let|have) (?:him|her|them|the (?:man|woman|actor|actress|speaker|presenter|host|guy|girl|boy|dog|cat|singer|interviewee)) (?:say|smile|laugh|talk|speak|wear|look|sing|dance|walk|younger|older|taller|thinner)\b(?!.{0,40}\b(?:bigger|smaller|brighter|darker|bright|sharp|blurry|frame|better|slower|faster)\b)"),
    (Route.OUT_OF_SCOPE, r"(?:clone|imitate|fake|impersonate) (?:my|his|her|their|an?|the) "),
    (Route.OUT_OF_SCOPE, r"(?:search|browse) (?:youtube|google|the web|the internet|online|tiktok|spotify)\b"),
    (Route.OUT_OF_SCOPE, r"(?:download|get|find|buy)(?: me)? (?:some |an? )?(?:free )?stock (?:footage|videos?|music|photos?|clips?)\b"),
    (Route.OUT_OF_SCOPE, r"(?:share|send|forward|submit) (?:it|this|the (?:film|video|cut|edit|result)) (?:with|to) (?:the |my |our |a )(?:friends?|family|boss|client|team|festival|customer|teacher|wife|husband|editor|followers)\b"),
    (Route.OUT_OF_SCOPE, r"(?:make|build|code|create|design|set up)(?: me)? (?:an? |the |my )?(?:\w+ )?(?:website|web page|app|spreadsheet|presentation|newsletter|business card)\b"),
    (Route.OUT_OF_SCOPE, r"(?:turn|switch|shut|power) (?:off|down|on) (?:my |the )?(?:computer|lights?|pc|laptop|phone|tv|machine|alarm)\b"),
    (Route.OUT_OF_SCOPE, r"(?:delete|close|remove|deactivate) my account\b"),
    (Route.OUT_OF_SCOPE, r"(?:reply|respond|answer) to (?:my|the|this|her|his) (?:comments?|e-?mails?|messages?|boss|clients?|dms?)\b"),
)  # fmt: skip
"""Route and frame, from the first word that is no politeness on."""

FRAMES = tuple((route, re.compile(_OPENING + f"(?:{frame})")) for route, frame in _ROWS)
"""The route of a request that begins so, whatever else stands in it."""
