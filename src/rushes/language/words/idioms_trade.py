"""What editors and their programs say: "razor", "hflip", "cut away to b.mp4", "undercrank", "hold the last frame".

Rows as in `idioms`: what is said, and the tokens it stands for; `\\ue001` are quoted words, `\\ue002` a file.
"""

from __future__ import annotations

from rushes.language.words.idioms_zh import Meaning

_END = r"(?=\s*(?:[,.;!?)]|\Z| (?:please|and|then|now)\b))"
_IT = r"(?:it|this|that|everything|the (?:video|film|clip|movie|footage|whole thing|picture|image|frame)|clip \d+|my (?:video|clip|film))"
_SEEMS = r"(?:is|are|looks?|seems?|feels?|sounds?|came out|comes out|'s|'re)(?: (?:a bit|a little|really|so|kind of|kinda|all|very|too|rather|quite|pretty))*"
_WRONG = r"(?:off|wrong|weird|bad|funny|strange|odd|terrible|awful|unnatural|inconsistent|all over the place|different)"
_HEARD = r"(?:music|song|soundtrack|bgm|track|audio|sound|background music)"

_TIME = r"(?:\d{1,2}:)?\d{1,2}(?::\d\d|(?:\.\d)? ?s(?:ec(?:ond)?s?)?)?"

_CUT = r"(?:trim|cut|remove|delete|chop|shave|lop|snip)(?: out)?"
_LENGTH = r"(?:about |another |exactly )?(?:\d+(?:\.\d+)?|an?|one|two|three|four|five|six|ten|half an?)(?: ?(?:s|secs?|seconds?|m|mins?|minutes?))?"
_FROM_CLIP = (
    r"(?= (?:clip|shot|video|scene) ?\d| the (?:first|second|third|fourth|last|next) (?:clip|shot|video|scene)\b)"
)

TRADE: tuple[tuple[str, Meaning], ...] = (
    # cuts and order
    (rf"{_CUT} {_LENGTH} (?P<t>from){_FROM_CLIP}", (("steer", "off"),)),
    (rf"{_CUT}\b[^.;]{{0,60}}? and {_LENGTH} (?P<t>from){_FROM_CLIP}", (("steer", "off"),)),
    (r"goes(?= (?:right )?(?:before|after) (?:clip|the|my|shot|scene)\b)", (("verb", "move"),)),
    (r"(?:save|extract|export|grab|dump|write)(?: out)? (?:one|a|1) (?:frame|still|image|screenshot)(?= every )", (("noun", "thumbnail"),)),
    (r"sub-?clip(?= (?:from|between|it|this|\d))", (("verb", "keep"),)),
    (r"(?:end|stop|finish|close)(?: it| the (?:video|clip|film|movie))(?= (?:about |around )?(?:\d|an?|one|two|three|four|five|ten|half)[a-z0-9. -]{0,14} (?:sooner|earlier)\b)", (("verb", "remove"), ("edge", "end"))),
    (r"(?:everything|anything|all the parts|all the bits|whatever)(?: (?:i|he|she|they|we) (?:say|says|said))? about(?= [a-z])(?! (?:it|that|this)\b)", (("noun", "part"),)),
    (r"let(?= (?:the |my )?[^,.;]{2,25} (?:come|go|play) (?:right )?(?:after|before|first|last)\b)", (("polite", "polite"),)),
    (r"(?:come|go|play)(?= (?:right )?(?:after|before) (?:clip|the|my|shot|scene)\b)", (("verb", "move"),)),
    (r"flip(?= (?:clips? )?\d (?:and|with) (?:clip )?\d)", (("verb", "swap"),)),
    (r"auto(?:matically)?[ -]?(?:cut|trim|remove|delete)(?: out)?(?= (?:the |all |all the |any )?(?:silen|pause|dead|gap|filler|um|breath))", (("verb", "remove"),)),
    (rf"play(?= [^,.;]{{2,25}} again{_END})", (("verb", "loop"),)),
    (r"(?:stop|pause|halt) (?:the )?(?:action|motion|movement|picture|video)(?= (?:at|for|on)\b[^,.;]* for )", (("verb", "freeze"),)),
    (r"(?:extend|stretch|keep|stay on|linger on|rest on|sit on)(?: the)?(?= (?:very )?(?:last|first|final) frame)", (("verb", "freeze"),)),
    (r"cut(?: away| over)? to(?= \ue002)", (("verb", "insert"),)),
    (r"prepend(?= )", (("verb", "insert"), ("edge", "start"))),
    (r"trade(?= (?:clip|the|my|shot|scene) ?[^,.;]{1,20} for )", (("verb", "replace"),)),
    (r"under-?crank", (("verb", "speed_up"),)),
    (r"over-?crank", (("verb", "slow_motion"),)),
    (rf"(?:play|playing|plays)(?: {_IT})?(?: back)?(?= at (?:\d|half|double|twice|a quarter|quarter|triple|normal|full) ?[a-z.0-9]*)(?! [^,.;]*\bmusic)", (("verb", "change"),)),
    (rf"(?:so )?(?:that |which |it )*(?:starts?|begins?|starting|beginning|runs?|goes)(?: at| from)(?= {_TIME} and (?:it )?(?:ends?|stops?|finish(?:es)?|ending|goes) (?:at|to|until) {_TIME})", (("steer", "from"),)),
    (rf"(?:and )(?:it )?(?:ends?|stops?|finish(?:es)?|ending|goes)(?: at| to| until)(?= {_TIME})(?<! it ends at)(?= {_TIME}{_END})", (("steer", "to"),)),
    (r"(?:leave|keep)(?= [^,.;]{2,40}? (?:as (?:it|they) (?:is|are|was|were)|as is|alone|untouched|unchanged|intact|the way (?:it|they) (?:is|are))\b)", (("negation", "dont"),)),
    (r"(?:half (?:as (?:big|large|wide|tall)|(?:the|its|that|this) (?:size|width))|(?:two|three|four|\d) times smaller)", (("verb", "shrink_text"),)),
    (r"(?:(?:twice|three times|\d times) as (?:big|large)|double (?:the|its) size|(?:two|three|four|\d) times (?:bigger|larger))", (("verb", "scale_text"),)),
    (r"wipe(?: out| off| away)?(?= (?:the |all the |my |all )(?:text|titles?|captions?|subtitles?|logo|watermark)\b)", (("verb", "remove"),)),
    # words on the picture
    (r"draw(?= (?:the |a |some )?(?:text|words?|title|caption|label|heading|string)\b)", (("verb", "write"),)),
    (r"flash(?: up)?(?= (?:the words? |the text )?\ue001)", (("verb", "show"),)),
    (r"swap(?: out)?(?= (?:the|my) (?:title|text|caption|heading|headline)[^,.;]* (?:for|with|to) )", (("verb", "replace"),)),
    (r"roll(?:ing)? (?:the |some |end )?credits", (("noun", "outro"),)),
    (r"(?:closing|end|final|ending|last) (?:slide|screen|frame|card|page)(?= (?:with|saying|that says|reading|:)|:| ?\ue001)", (("noun", "outro"),)),
    (r"(?:opening|first|starting|front) (?:slide|screen|card|page)(?= (?:with|saying|that says|reading|:)|:| ?\ue001)", (("noun", "intro"),)),
    # sound
    (r"(?:drop|lower|reduce|cut)(?= (?:the )?(?:music|song|soundtrack|bgm|voice|background music) levels?\b)", (("verb", "down"),)),
    (rf"(?:stop|halt|end)(?= (?:the |that |this |my )?{_HEARD}{_END})(?! the (?:audio|sound))", (("verb", "remove"),)),
    (rf"(?:(?<=music )|(?<=song )|(?<=captions )|(?<=subtitles )|(?<=watermark )|(?<=logo )|(?<=title )|(?<=text )|(?<=titles )|(?<=effects )|(?<=soundtrack ))off{_END}", (("verb", "remove"),)),
    (rf"(?:(?<=audio )|(?<=sound ))off{_END}", (("verb", "mute"),)),
    (r"zero(?: out)?(?= (?:the )?(?:volume|audio|sound))", (("verb", "mute"),)),
    (r"amplify(?= (?:clip|the (?:clip|video|first|second|third|last)|it|this|my)\b)", (("verb", "up"), ("noun", "audio"))),
    (rf"(?:dim|soften|hush|quieten|quiet)(?= (?:down )?(?:the |my |that )?{_HEARD}\b)", (("verb", "down"),)),
    (r"(?:get|go|be|become|drop)(?: a bit| much)? (?:quieter|softer|lower|low|down)(?= (?:when|whenever|while|every time|as soon as) )", (("verb", "duck"),)),
    (r"keep(?= the music (?:low|down|quiet|soft)[^,.;]* (?:under|when|whenever|while|during|beneath|behind) )", (("verb", "duck"),)),
    (rf"ease(?= (?:the |my )?{_HEARD} in\b)", (("verb", "fade_in"),)),
    (rf"ease(?= (?:the |my )?{_HEARD} out\b)", (("verb", "fade_out"),)),
    (r"taper(?:s|ing)?(?: off| out| away)?", (("verb", "fade_out"),)),
    (r"(?:equali[sz]e|even out|match|unify) (?:the |all the )?(?:loudness|audio levels?|sound levels?|volumes)|broadcast (?:loudness|levels?)", (("verb", "normalize"),)),
    (rf"(?:the |my )?(?:audio|sound|recording|mic|microphone|voice) {_SEEMS} noisy", (("noun", "noise"), ("verb", "denoise"))),
    (r"pull(?= (?:the )?(?:audio|sound|voice) (?:out|track out))", (("verb", "extract"),)),
    (r"compress(?: the)?(?: audio| voice| vocal| sound)? dynamics", (("noun", "eq"),)),
    (r"use(?= \ue002+ (?:as|for) (?:the |my )?(?:main |original )?(?:audio|sound)(?: track)?(?! effect))", (("verb", "replace"),)),
    # picture
    (rf"(?:the |my )?(?:image|picture|footage|video|shot|clip) {_SEEMS} (?:noisy|grainy)", (("noun", "video_noise"), ("verb", "denoise"))),
    (r"(?:smooth out|smooth|clean up|clean|reduce|calm)(?: the| some| this)?(?: of the)? grain(?:iness)?", (("noun", "video_noise"), ("verb", "denoise"))),
    (r"dissolve (?:in )?from black|come up from black|dissolve up from black", (("verb", "fade_in"),)),
    (r"dissolve (?:out )?(?:in)?to black|cut to black(?= at the end)|end (?:on|in|with) black", (("verb", "fade_out"),)),
    (r"(?:blend|melt|mix)(?= (?:between|from) (?:the |all |clip|each|every|both|them)|(?: clips?| shots?| the first| the second| one)[^,.;]{0,15} (?:into|to|with) )", (("verb", "crossfade"),)),
    (rf"moodier{_END}(?<!music)", (("look", "moody"),)),
    (r"mute(?= (?:down )?(?:the |all the |its )?(?:colou?rs|tones|saturation)\b)", (("look", "saturation_down"),)),
    (rf"(?:the |my )?(?:skin tones?|skin colou?rs?|colou?rs?|white balance)(?: (?:in|of) [^,.;]{{2,15}})? {_SEEMS} {_WRONG}(?! enough)", (("noun", "correct"),)),
    (rf"\A\W*(?:{_IT}) {_SEEMS} (?:blurry|fuzzy|out of focus|soft){_END}", (("verb", "sharpen"),)),
    (r"(?:enhance|bring out|boost|increase|recover|improve)(?: the| more| some| its)? (?:fine |image |picture )?details?", (("verb", "sharpen"),)),
    (r"enlarge(?= (?:the )?(?:picture|image|frame|video|view)\b)", (("verb", "zoom"),)),
    (r"pull (?:out|back)(?= (?:at|slowly|from|over) )(?! (?:from|over) (?:the )?(?:audio|music|sound))", (("verb", "zoom"), ("particle", "p_out"))),
    (r"(?:move|slide|sweep|drift) (?:the )?(?:frame|camera|view|viewport)(?= )", (("verb", "pan"),)),
    (r"turn(?= (?:it |this |that |the \w+ |clip \d+ |my \w+ )?(?:by )?(?:\d+|ninety) ?(?:degrees|degree|deg|°))", (("verb", "rotate"),)),
    (r"hflip|(?:reflect|flop)(?= (?:it|the|clip|this|my))", (("verb", "flip"),)),
    (r"vflip", (("verb", "flip"), ("particle", "p_v"))),
    (r"invert(?= [^,.;]{1,20}(?:horizontally|vertically|left|upside))", (("verb", "flip"),)),
    (r"(?:reformat|resize|adapt|reshape|refit|rework|repurpose)(?: it| this| the (?:video|film|clip))? (?:for|to|into)(?: an?| the| my)?(?= (?:reels?|tiktok|tik tok|shorts|stories|phone|mobile|instagram (?:reels?|stor)|youtube shorts))(?: phones?(?: screens?)?| mobile(?: screens?| phones?)?)?", (("verb", "change"), ("noun", "vertical"))),
    (r"(?:mask|mask out|black out|cover up|scramble|anonymi[sz]e)(?= (?:the |my |his |her |their |that |all |every )*(?:faces?|license|licence|number|plates?|phone|address|name|e-?mail|card|screen)\b)", (("verb", "blur"),)),
    (r"make(?= (?:the |my )?background (?:transparent|invisible|disappear|go away))", (("verb", "remove"),)),
    (r"use(?= \ue002+ (?:as|for) (?:the |my |a )?(?:new )?background(?! music| track| song| audio))", (("verb", "replace"),)),
    (r"no more(?= (?:zoom|fade|blur|crossfade|transition|effect|filter)\w*)", (("verb", "remove"),)),
    # layers, stills, files
    (r"small(?= in (?:the|a) (?:\w+ )?(?:\w+ )?corner)", (("noun", "pip"),)),
    (r"brand(?= (?:it|this|that|the video|the film|everything|my video) with )", (("verb", "add"), ("noun", "watermark"))),
    (r"(?:add|insert|put|show|place|drop in|put in)(?: in)? (?:an?|another|one|some|my|our) (?P<t>pictures?)(?! in picture)(?= (?:at|after|before|between|for|from|in|on|over|of)\b|\s*(?:[,.;!?]|\Z))", (("noun", "image"),)),
    (r"(?:show|play|display|see) (?:both|the two|all)(?: of)?(?: the| my)?(?: videos| clips| shots| angles| of them)? ?(?:at once|at the same time|together|simultaneously)", (("noun", "split_screen"),)),
    (r"stack(?= (?:the |both |these |them |two )[^,.;]{0,20}(?:vertically|horizontally|on top))", (("noun", "split_screen"),)),
    (r"left (?:and|to|vs\.?|/) right comparison", (("noun", "split_screen"),)),
    (r"show (?:the |a |my )?progress(?= (?:at|on|along|across|bar)\b)", (("noun", "progress_bar"),)),
    (r"(?:write|dump|put|output) (?:it|this|the (?:result|video|output|film))(?: out)? (?:to|into|as)(?= \ue002)", (("verb", "export"),)),
    (r"(?:turn|make|convert|combine|put)(?: all)?(?: of)? (?:the|my|these|those|our) (?:(?:holiday|wedding|vacation|family|old|trip|best) )?(?:pictures|photos|photographs|images|pics|stills|slides|snapshots|screenshots) into (?:an?|one) (?:short |nice |little |quick )?(?:video|film|movie|clip)", (("noun", "slideshow"),)),
    (rf"(?:export|save|pull|grab|extract|capture|get)(?: me)? (?:the |this |that )?current frame(?: as an? (?:image|photo|picture|png|jpe?g))?{_END}", (("noun", "thumbnail"), ("noun", "playhead"))),
    (r"(?:export|save|pull|grab|extract|capture|get)(?: me)? (?:the |a |that |this )?(?:still |freeze |single |one )?frame(?: as an? (?:image|photo|picture|png|jpe?g))?(?= (?:at|from)\b)", (("noun", "thumbnail"),)),
    (r"(?:load|open|bring up)(?= (?:the )?(?:version|revision|v) ?\d)", (("verb", "restore"),)),
    (r"(?:the )?project(?:'s)? name(?: is| should be|:)?(?= ?:? ?\ue001)", (("verb", "rename"),)),
    (r"(?:make|do|assemble|put together|cut)(?: me)? (?:a|the) (?:first|rough|assembly) (?:cut|edit|assembly)", (("verb", "auto"),)),
)  # fmt: skip
