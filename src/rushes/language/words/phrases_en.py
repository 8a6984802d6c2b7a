"""Ways to say everything but verbs and nouns in English: sort -> meaning -> phrases. Data only; `lexicon.py` reads it.

A phrase stands under one meaning. Words are given in their plain form; plurals, -ing and -ed are found by
`lexicon.py`. Comparatives stand here, because "warmer" says more than "warm".
"""

from rushes.language.words.nouns_en import NOUNS as NOUNS
from rushes.language.words.verbs_en import VERBS as VERBS

LOOKS = {
    "brighter": "brighter, brighten, brighten up, lighten, lighten up, lighter, bright, more light, less dark, too dark, "
    "underexposed, brightening, brightened, "
    ", fix the dark, brighten the, well lit, better lit, light up",
    "darker": "darker, deeper blacks, blacks deeper, richer blacks, darker blacks, darken, dim, dark, less bright, too bright, overexposed, "
    ", crush the blacks, blown out, crushed blacks, darkening, dimmer",
    "contrast_up": "contrasty, punchier, punchy, high contrast, more contrasty, "
    "more punch, flat looking, looks flat, too flat, looks washed out, washed out, hazy, dehaze, more depth, less flat",
    "contrast_down": "softer contrast, low contrast, flatter, flat look",
    "saturation_up": "more saturated, saturated, saturate, vivid, vibrant, more vibrant, more vivid, more colorful, colorful, colourful, boost colors, boost the colors, "
    ", colors pop, colours pop, pop the colors, richer colors, more colour, more color, richer colours, richer, intense colors, "
    ", vibrant colors, bolder colors, vivid colors, make the colors pop, colors more vivid, deeper colors, pop more, colors stand out, lively colors, colorful look, oversaturated look, bright colors, hdr look, hdr effect, hdr, rich colors",
    "saturation_down": "less saturated, desaturate, desaturated, muted colors, muted, muted colours, washed-out look, less colorful, "
    "faded colors, oversaturated, too saturated, tone down the colors, less vibrant, low saturation, faded look, muted tones, pale, pastel, bleach bypass, toned down colors, faded, muted look",
    "warmer": "warmer, warm, warm up, warm it up, golden, golden hour, sunset look, orange tones, warm tones, warm tone, sunny, cozy look, warmer tones, warm look, warm colors, warming, sunset tones, "
    "warm filter, summer look, warmth up, autumn look, amber, golden hour look, less blue, too blue, too cold, golden look, summery, sunset vibes, toasty",
    "cooler": "cooler, cool, cold, colder, cool down, blue tone, bluish, cool it down, icy, blue tones, cool tones, blueish, bluer, cool tone, cooler tones, cold look, cool look, moonlight, cooler look, winter look, "
    "teal look, night look, day for night, too warm, too orange, too yellow, less orange, less yellow, less warm, frosty, cooler temperature, cold tones, colder look",
    "bw": "black and white, black & white, b&w, b/w, bw, grayscale, greyscale, monochrome, black-and-white, b and w, b & w, grey scale, gray scale, greyscaled, black n white, monochromatic, noir, film noir, "
    "noir look, colorless, no color",
    "sepia": "sepia, sepia tone, sepia-toned, old photo, old brown photo, brown tones, brown tint, old photograph, brownish, old brown photo colours, old brown photo colors",
    "vintage": "the seventies, the eighties, the sixties, the fifties, the nineties, the twenties, seventies, eighties, sixties, home movie, home movies, old home movies, 1920s, 1930s, 1940s, 1950s, 1960s, 20s film, 50s, vintage, retro, old-school, old school, nostalgic, 70s, 80s, 90s, old film look, film look, analog film, 1970s, 1980s, polaroid, kodak, analog, filmic, film emulation, old film, super 8, 8mm, old movie, 16mm, 35mm film, kodachrome, "
    "fuji film, vintage film, 60s, retro look, nostalgia, old fashioned, 80s look, 35mm, antique, y2k, 1990s, film stock, kodak portra, fujifilm, vintage look, old timey, film-like, retro vibe",
    "cinematic": "cinematic, movie look, filmlike, like a movie, hollywood, film style, blockbuster, movie-like, hollywood look, cinematic look, cinema look, cinematic color, cinematic feel, like a film, cinematic grade, cinematic color grading, cinematic color grade, movie style, movie quality",
    "teal_orange": "teal and orange, teal & orange, orange and teal, teal orange, orange & teal, teal-and-orange",
    "moody": "moody, dreamy, dark and moody, gloomy, ethereal, atmospheric, spooky, horror, scary, romantic, haunting, brooding, dark moody, eerie, melancholic, horror look, dreamlike, fairytale, dream look, gothic, creepy, horror movie, mysterious",
    "cyberpunk": "cyberpunk, neon look, synthwave, vaporwave, futuristic, neon, sci-fi, sci fi, matrix, blade runner, neon noir, matrix style, lo-fi look, matrix look, cyberpunk look, outrun, tron, anime",
    "clean": "clean look, fresh, airy, light and airy, minimal look, crisp clean, natural look, bright and airy, fresh look, clean and bright, soft look, light & airy",
    "invert": "invert colors, invert the colors, inverted colors, negative effect, color invert, invert, photo negative, colors inverted, negative colors, invert colours",
}
EFFECTS = (
    "vignette, glitch, vhs, film grain, grain, noise grain, lens flare, light leak, light leaks, bokeh, camera shake, screen shake, shake, shake effect, cartoon, sketch, "
    "pencil sketch, oil painting, watercolor, rgb split, chromatic aberration, sparkle, sparkles, glitter, snow, rain, fireworks, confetti, "
    "glow, bloom, emboss, posterize, thermal, night vision, kaleidoscope, fisheye, fish eye, ripple, strobe, flash, flash effect, crt, scanlines, scan lines, "
    "hologram, ghost, motion blur, tilt shift, tilt-shift, halftone, comic book, comic, particles, smoke, fire, lightning, dust, film burn, rgb shift, "
    "old tv, pixel art, edge detection, edge detect, lens distortion, mirror effect, kaleidoscope effect, light rays, sun rays, hearts, bubbles, snowfall, "
    "8-bit, dust and scratches, scratches, security camera, cctv, camcorder, datamosh, double exposure, duotone, dream glow, soft glow, soft focus, "
    "wave effect, swirl, explosion, datamoshing, film scratches, vhs effect, glitch effect, falling snow, falling leaves, stars, fog, lens blur, radial blur, zoom blur, "
    "ascii, stop motion, 3d effect, parallax, led wall, heat haze, jitter effect, pixel sort, solarize, underwater, neon glow, cartoon effect, glitchy, glitches, "
    "trails, echo trails, ghosting, pulse effect, pulse, spotlight, sketch effect, drunk effect, earthquake, speed lines, oil paint, cel shading, vhs tape, gameboy, "
    "acid, trippy, psychedelic, rainbow, water ripple, shockwave, hologram effect, surveillance, chroma shift, color splash, selective color, frosted glass, barrel distortion, light streaks"
)
TRANSITIONS = {
    "j_cut": "j-cut, j cut, jcut",
    "l_cut": "l-cut, l cut, lcut",
    "wipe": "wipe, wipe left, wipe right, wipes, clock wipe, wiping",
    "slide": "slide, slide left, slide right, push, slide transition, slides",
    "dip": "dip to black, dip to white, fade through black, dip, fade through white",
    "whip": "whip pan, whip-pan, swish, swipe",
    "iris": "iris, iris wipe, circle wipe, circle reveal",
    "cube": "cube spin, page turn, page curl, flip transition, page peel",
    "morph": "morph, morph cut, smooth cut",
    "spin": "spin transition, rotate transition, spinning",
    "blur": "blur transition",
    "zoom": "zoom transition, zoom-in transition, zoom in transition, zoom out transition",
    "glitch": "glitch transition",
    "flash": "flash transition, white flash",
}
MOODS = {
    "upbeat": "upbeat, happy, happier, livelier, more energy, cheerier, bouncier, funkier, more fun, cheerful, energetic, lively, joyful, fun, peppy, bouncy, high energy, feel good, uplifting, feel-good, high-energy, positive, bubbly, poppy, catchy",
    "calm": "calm, calmer, softer mood, gentler, relaxing, relaxed, chill, peaceful, gentle, soothing, ambient, mellow, meditative, quiet music, soft, chilled, laid back, laid-back, tranquil, serene, chillout",
    "lo-fi": "lo fi, lofi, lo-fi, lo-fi hip hop, lofi hip hop, lo fi hip hop, chillhop, lofi beats, lo-fi beats",
    "epic": "epic, heroic, powerful, orchestral, epic orchestral, grand, triumphant, majestic",
    "dramatic": "dramatic, tenser, moodier, tense, suspenseful, intense, suspense, ominous, thrilling",
    "sad": "sad, sadder, more emotional, emotional, melancholy, touching, heartfelt, sentimental, somber, moving",
    "inspiring": "inspiring, inspirational, motivational, hopeful, motivating, optimistic",
    "corporate": "corporate, business, tech, technology",
    "jazz": "jazz, jazzy, blues, funk, soul, saxophone, swing music, bossa nova",
    "rock": "rock, metal, punk, guitar, electric guitar",
    "electronic": "electronic, edm, techno, dance, house, synth, dubstep, trap, dnb, drum and bass, club",
    "hip hop": "hip hop, hip-hop, rap, hiphop, phonk",
    "acoustic": "acoustic, folk, country, acoustic guitar, ukulele, banjo, harmonica, mandolin",
    "classical": "classical, piano, violin, orchestra, string quartet, classical music, harp, cello, flute, organ music, strings music, harpsichord",
    "holiday": "christmas, holiday, festive, birthday",
    "travel": "tropical, summer, adventure, adventurous, travel, beachy, summertime",
    "funny": "funny, funnier, sillier, quirky, silly, comedic, goofy, whimsical",
    "fast": "fast-paced, fast paced, driving, upbeat electronic, action",
}
VAGUE = {
    "better": "something is off, something's off, feels off, looks off, something is wrong, something's wrong, weird, something cool, look cool, looks cool, super cool, way cooler, cool video, cool effect, cool edit, better, nicer, good, great, awesome, amazing, cool looking, professional, engaging, more engaging, pop, interesting, more interesting, more professional, "
    "viral, exciting, stand out, beautiful, pretty, perfect, more dynamic, professional looking, more fun, less boring, magic, aesthetic look, stunning, polished, more exciting, look better, "
    "impressive, more attractive, attractive, eye catching, eye-catching, look good, look nice, nice, look great, look amazing, look professional, wow, more beautiful, high end, fire edit, insane, sick, epic look, "
    "more impactful, impactful, professional-looking, catchier, lit, dope, best version, your magic, appealing, dramatic effect, more dramatic, flow better, captivating, hit harder, special, more lively, entertaining, more entertaining",
}
POSITIONS = {
    "top_left": "top left, upper left, top-left, left top, upper-left, top left hand, top left corner, upper left corner, upper left hand",
    "top_right": "top right, upper right, top-right, right top, upper-right, top right corner, upper right corner, upper right hand",
    "bottom_left": "bottom left, lower left, bottom-left, lower-left, bottom left corner, lower left corner, lower left hand",
    "bottom_right": "bottom right, lower right, bottom-right, lower-right, bottom right corner, lower right corner, lower right hand",
    "top": "top, upper, top of the screen, top center, top centre, upper third, top of the frame, top middle, top third, top of the video, top edge",
    "bottom": "bottom, bottom of the screen, bottom center, bottom centre, bottom of the frame, bottom middle, bottom third, bottom of the video, bottom edge",
    "center": "center, centre, centered, middle of the screen, centred, center of the screen, screen center, middle of the frame, center screen, dead center, center frame, middle of screen",
    "left": "left, left side, left hand side, left edge",
    "right": "right, right side, right hand side, right edge",
}
COLOURS = (
    "white, black, red, yellow, blue, green, orange, purple, pink, gold, silver, gray, grey, cyan, magenta, brown, teal, navy, beige, lime, violet, "
    "turquoise, light blue, dark blue, hot pink, neon green, bright yellow, neon pink, light gray, dark gray, dark red, light green, dark green, sky blue, maroon, cream, off white, neon yellow, neon blue, lavender, coral, crimson"
)
LANGUAGES = {
    "en": "english",
    "zh": "chinese, mandarin, simplified chinese",
    "es": "spanish, español, espanol, castilian",
    "fr": "french, français",
    "de": "german, deutsch",
    "ja": "japanese",
    "ko": "korean",
    "pt": "portuguese, brazilian portuguese",
    "hi": "hindi",
    "ar": "arabic",
    "ru": "russian",
    "it": "italian",
    "bilingual": "bilingual, dual language, dual-language",
    "tr": "turkish",
    "vi": "vietnamese",
    "th": "thai",
    "id": "indonesian",
    "nl": "dutch",
    "pl": "polish subtitles, in polish, polish captions, polish version, only speaks polish, polish subs",
    "yue": "cantonese",
    "zh-hant": "traditional chinese",
}
PLATFORMS = {
    "tiktok": "tiktok, tik tok",
    "youtube": "youtube, yt, you tube",
    "shorts": "youtube shorts format, yt shorts",
    "instagram": "instagram, insta, ig, instagram story, instagram feed, instagram post, ig story, instagram stories, ig stories",
    "reels": "ig reels, ig reel",
    "twitter": "twitter, x.com",
    "facebook": "facebook, fb",
    "whatsapp": "whatsapp, whats app, telegram, imessage",
    "linkedin": "linkedin",
    "snapchat": "snapchat, snap chat",
    "bilibili": "bilibili",
    "douyin": "douyin",
    "xiaohongshu": "xiaohongshu, rednote, red note",
    "wechat": "wechat, wechat channels",
    "vimeo": "vimeo",
    "discord": "discord, slack",
    "broadcast": "broadcast, tv, television, cinema",
    "twitch": "twitch",
    "kuaishou": "kuaishou, kwai",
    "pinterest": "pinterest",
    "threads": "threads",
}
FORMATS = {
    "mp4": "mp4, mpeg4, mpeg-4",
    "mov": "mov, quicktime",
    "webm": "webm",
    "mkv": "mkv, matroska",
    "avi": "avi",
    "gif": "",
    "mp3": "mp3",
    "wav": "wav, wave file",
    "aac": "aac",
    "m4a": "m4a",
    "flac": "flac",
    "ogg": "ogg",
    "webp": "webp",
    "wmv": "wmv",
    "prores": "prores, pro res, prores 422, prores 422 hq, apple prores, prores 4444, prores hq, prores422, prores proxy",
    "png": "png sequence, image sequence",
    "dnxhd": "dnxhd, dnxhr",
    "m4v": "m4v",
    "flv": "flv",
    "mxf": "mxf",
    "mpg": "mpeg, mpg",
    "jpg": "",
    "opus": "",
}
CODECS = {
    "h264": "h264, h.264, h 264, avc, x264",
    "h265": "h265, h.265, hevc, x265, h 265",
    "av1": "av1",
    "vp9": "vp9, vp8",
}
HANDOFFS = {
    "premiere": "premiere, premiere pro, adobe premiere, prproj, premiere project, premiere xml",
    "resolve": "davinci, davinci resolve, resolve, drp, davinci project, resolve project",
    "capcut": "capcut, capcut project, capcut draft",
    "jianying": "jianying",
    "finalcut": "final cut, final cut pro, fcpx, fcp",
    "edl": "edl",
    "fcpxml": "fcpxml, xml, fcp xml",
    "otio": "otio, opentimelineio",
    "aftereffects": "after effects, aftereffects",
}
DEGREES = {
    "bit": "a bit, a tiny bit, tiny bit, a teeny bit, teeny bit, ever so slightly, a little, slightly, a little bit, a touch, a tad, somewhat, subtle, subtly, slight, gently, a smidge, a hair, just a bit, lightly, gradually more, minor, mild, a notch, "
    "a bit more, a little more, slightly more, mildly, a smidgen, a wee bit, light, just a little, little bit",
    "much": "much, a lot, way, far, really, very, super, significantly, heavily, drastically, extremely, strongly, dramatically, considerably, a ton, strong, heavy, tons, so much, hugely, much more, a lot more, way more, quite a bit, "
    "greatly, massively, substantially, extra",
    "max": "max, maximum, to the max, as much as possible, full blast, full volume, maximum volume, as loud as possible, fullest",
    "min": "minimum, as low as possible, min",
    "too": "too, too much, overly, not enough, excessively",
    "louder": "louder, loud, loudly, hear it better, more audible, hard to hear, can't hear, too quiet, pump, too low, increase the sound, increase sound, louder volume",
    "quieter": "quieter, quiet, softer, quietly, less loud, too loud, soft volume, overpowering, lower the sound, drowning out",
}
STEER = {
    "from": "from, starting from, starting at, start at, starting, beginning at, begin at, beginning from, since, start from",
    "to": "til, 'til, untill, to, until, till, through, thru, up to, up until, into, -, –, —, ~, →, ->, =>, ending at, ends at, and ending at, end at",
    "between": "between, in between",
    "before": "before, prior to, preceding, ahead of, leading up to, in front of",
    "after": "after, following, past, beyond, later than, behind",
    "onwards": "onwards, onward, and after, on out, and beyond, from there on, and on",
    "earlier": "earlier than that",
    "at": "at, on, around, @, near, in, when at, inside, at about, at around, exactly at",
    "off": "off, off of, out of, away from",
    "for": "make it last, make it last for, to last, last for, should last, to last for, for, lasting, long, duration of, with a duration of, over the course of, in length, lasts, for about, for around, with duration, duration, lasting for, length of, for the next",
    "per": "every, every other, per, at intervals of, in chunks of, into chunks of, chunks, intervals, once every, each of, into segments of, segments of, clips of, parts of, at every",
    "max": "is plenty, is enough, is more than enough, is long enough, would be plenty, would be enough, will be enough, under, less than, at most, within, below, shorter than, no longer than, no more than, max of, not longer than, or less, not exceed, should not exceed, must not exceed, not be longer than, should not be longer than, shouldn't be longer than, not be more than, should not be more than, shouldn't be more than, not more than, fit in, fit into, fit, maximum of, smaller than, or under, up to a maximum of, not exceeding, or shorter",
    "min": "over, longer than, more than, above, greater than, at least, exceeding, or more, or longer",
    "except": "except, except for, but not, other than, apart from, besides, excluding, aside from, all but, everything but, except the, anything but, with the exception of, but keep, but leave",
    "by": "by",
    "with": "with, w/, using, having, along with, featuring, via, accompanied by, plus",
    "next": "next, following the",
    "only": "only, just, solely, nothing but, purely, exclusively",
    "behind": "underneath, under my voice, under it, behind the voice, under the voice",
    "next_to": "next to",
    "times": "times, more times, time, once, twice over, once more, one more time",
}
EDGES = {
    "start": "start, beginning, opening part, very beginning, head, very start, front, open, outset, opening seconds, first part, the top of the video, first bit, opening moments, kick off",
    "end": "the back, the tail, end, ending, tail, very end, finish, closing part, end of the video, last part, end of the timeline, conclusion, tail end, final part, end of the clip, back end, last bit, final seconds",
    "middle": "middle, middle part, middle section, midpoint, mid, halfway, halfway point, center part, midway, half way, mid section, halfway through",
    "first_half": "front half, first half, opening half, 1st half, the first half, former half",
    "second_half": "last half, the last half, final half, the final half, closing half, second half, latter half, 2nd half, other half, back half",
}
ORDINALS = {
    1: "first, 1st, initial, opening clip, very first, leading",
    2: "second, 2nd",
    3: "third, 3rd",
    4: "fourth, 4th, forth",
    5: "fifth, 5th",
    6: "sixth, 6th",
    7: "seventh, 7th",
    8: "eighth, 8th, eigth",
    9: "ninth, 9th",
    10: "tenth, 10th",
    -1: "last, final, very last, trailing, concluding, closing clip, the last",
    -2: "second last, second to last, second-to-last, penultimate, next to last, last but one",
    -3: "third last, third to last, third from last, third-to-last",
}
SEPARATORS = {
    "then": "then, after that, and then, next up, afterwards, followed by, finally, lastly, subsequently, next thing, after this, once done, when done, and finally, afterward, "
    "after which, before you, before exporting, before export, firstly, secondly, thirdly, first of all, to finish, once that's done, when you're done, step 1, step 2, step 3, in addition, thereafter",
    "and": "and, also, plus, as well as, additionally, and also, &, +, along with that, together with, as well, and have, too and, so that it, while, n, but, and please, furthermore, moreover, or",
}
POLITE = (
    "it has to, it has to be, please, pls, plz, kindly, can you, could you, would you, will you, can u, could u, i'd like you to, i would like to, i want to, i want you to, i'd like to, i need to, "
    "i need you to, help me, help me to, let's, lets, let us, could we, can we, would you mind, thanks, thank you, go ahead and, i'd like, i wanna, i would like, would like, we need to, i'd love, "
    "that's great, that is great, sounds great, that works, cheers, thx, ty, appreciate it, for me, just go, could i get, may i have, can i have, can i get, could i have, want to, would love, you can, you could, you should, "
    "we should, should, i would love, gimme, give me, wanna, if possible, i'm going to need, going to, need you to, make sure, make sure that, make sure to, be sure to, ensure, try to, try, if you can, if you could, we want, we need, "
    "would you please, can you please, could you please, hey can you, allow me to, let me, my goal is to, the goal is, feel free to, want you to, i'm trying to, trying to, need to, perhaps, maybe, i think, i'd say, "
    "can you help me, could you help me, please help me, how about, what about, why don't you, why not, is it possible to, would it be possible to, are you able to, i'd prefer, prefer, "
    "like to, i wish, hey, ok, okay, yes, yeah, sure, alright, so, well, actually, basically, um can you, right, now, oh, great, perfect now, cool now, nice now, awesome now, good now, hmm ok, "
    "would u, i am looking to, looking to, i am trying to, help us, help"
)
FUNCTION = (
    "i'm, intensity, strength, slowly, equal, equally, evenly, equal-length, about, approximately, roughly, exactly, the, a, an, of, my, your, our, their, its, his, her, some, any, is, are, was, be, been, being, am, will, i, you, we, he, she, they, me, us, lol, haha, tho, though, anyway, em, there, there's, it's, "
    "that's, as, if, which, who, whose, so that, such, own, has, have, had, having been, does, did, done, just a, to be, called, named, titled, entitled, "
    "video's, more like, kind of, sort of, like, focus on, look, looks, looking, feel like, sound like, sounds, seem, appear to be, little more, nice little, "
    "go, start to, way it, currently, already, still, again, once again, now, today, quickly, quick, simple, nice and, following, same, "
    "whole time, because, since it, but, would, could, might, may, must, shall, really want, the same, in that order, that is, in order to, in order, i've, "
    "on top, on top of it, across, onto, upon, through out, via the, against, within the, along, able, able to, want, wants, needed, needs, certain, new, additional, extra one, custom, existing, available, various, several, few, many, two of, "
    "not so, enough, even, nice, good looking, beautiful looking, matching, appropriate, suitable, proper, properly, correctly, smooth, smoothly, nicely, seamless, seamlessly, automatically, automatic, auto, ai, "
    "directly, simply, accordingly, gradual, gradually, instead, everything is, its own, itself, during, where, when, whenever, while the, as a, as an, as the, second long, "
    "effects to, is playing, playing, plays, play, whatever, let it, lets it, gets, got, comes, come, goes, becomes, become, sits, fits, fit the, matches, match, really, of course, sure to, so it, such that, "
    "out there, somewhere, something like, anything, something, someone, type of, kind, sort, set of, number of, amount of, amount, level, value, a value, settings, setting, options, option, parameter, mode, feature, "
    "based on, according to, depending on, total, total of, final version, finished, up my, everything looks, quality of, result, results, thing, things, stuff, way, anymore, any more, any longer, video file, file called, file named, called a"
)
GIVEN = (
    "i have, i've got, we have, here's, here is, here are, these are, this is, there is, there are, there's, i shot, i recorded, i filmed, i uploaded, "
    "i just uploaded, it's just me, it is just me, it's only me, that's just me, it's for, this is for, these are for, i got, i am working on, i'm working on, i am making, i'm making, i am editing, i'm editing, "
    "i have a few, i've uploaded, i made, we shot, we recorded, i've recorded, i took, it has"
)
"""How people tell what they have before they ask: nothing in such a clause is a request."""
PARTICLES = {
    "p_up": "up",
    "p_down": "down",
    "p_out": "out",
    "p_in": "in",
    "p_together": "together",
    "p_front": "forward, forwards, up one, one up, one earlier",
    "p_back": "back, one later",
    "p_left": "leftwards",
    "p_cw": "clockwise, cw",
    "p_ccw": "counterclockwise, counter clockwise, anticlockwise, counter-clockwise, anti-clockwise, ccw",
    "p_h": "horizontal, horizontally, left to right, sideways mirror, left-right",
    "p_v": "vertically, upside down, up and down, top to bottom, upside-down",
}
NEGATIONS = {
    "dont": "let's not, lets not, let us not, i'd rather not, i would rather not, rather not, stop trying to, i'm afraid to, afraid to, scared to, hesitant to, reluctant to, i'd hate to, don't, do not, dont, never, please don't, do not ever, don't you, shouldn't, don't want, do not want, no need to, without changing, instead of, rather than, not to, "
    "don't need, do not need, avoid, no longer, doesn't need, hold off on, refrain from, without touching, leave alone, not the, not that, not this, don't touch, do not touch, don't change, without losing, without affecting, "
    "don't wanna, without cutting, without removing, i don't want, i don't want to, we don't want, not yet",
    "no": "no, without, w/o, zero, minus, free of, no more",
    "nope": "nope, wrong, that's wrong, not right, wrong one",
    "not": "not, isn't, aren't",
}
QUESTIONS = {
    "what": "what, what's, what is, what are, whats, which",
    "how_do": "how would you, how would one, how could you, how might you, how would we, how did you, how do people, should i, should we, do you think i should, would it be better to, is it better to, how do i, how do you, how to, how can i, how can we, how does, how would i, how should i, how do we, teach me, explain how, show me how, tell me how, where do i, where can i, what's the best way to, "
    "what is the best way to, tutorial on, guide me, how could i, walk me through, how is it possible, can i, is there a way to, is it ok to, what steps, how do",
    "how": "how",
    "how_long": "show me how many, show me how long, show me how much, tell me how many, tell me how long, tell me how much, show how many, list how many, how long, how many, how much, how far, how big, how large, how loud, how old",
    "when": "when did, when does, when do, when is, when was, at what time, at what point, what time, where did, where do i say, where does, when will",
    "where": "where is, where's, where are, where am",
    "why": "why, why is, why did, how come, why does, why are",
    "who": "who",
    "does": "does, is clip, are clips, was clip, has clip, are any, is any, is anything, is every, does clip, does it, does this, does the, is the, is there, is this, are there, did you, did it, has the, is it, have you, was the, are the, do i have, do we have, does that, did the, is my, are my, was it, do these, is everything",
    "support": "can the video, can a video, can videos, can clips, do you, do you support, does it support, can it, are you capable, can you handle, do you have, what formats, what can, can you do, what features, capable of, does rushes support, "
    "does it work with, what kind of, support, supported, compatible, what are you able, what else can, what do you do, do you know how, can you work with, is it possible, are you able, does it handle, what type of, what sort of, can this tool, "
    "what tools, what video editing tools, what editing tools, which formats, what effects do you, what transitions do you, which effects, which transitions, what operations, what commands, what options, your capabilities, your features, can rushes, do you do, does this support, can you also do, can you even, "
    "what can you, list your, list available, list all available, list supported, what all can, which tools, what styles, what effects, what transitions, what filters, what luts, available effects, available transitions, available filters",
}
ROUTES = {
    "help": "help, keyboard shortcuts, shortcuts, hotkeys, what can you do, who are you, what are you, hello, hi, hi there, hey there, good morning, good evening, how are you, what should i, any suggestions, suggestion, suggest, recommend, any ideas, introduce yourself, "
    "tell me about yourself, getting started, how does this work, how does it work, commands, instructions, what commands, thanks a lot, thank you so much, good job, well done, what would you, advice, tips, any tips, "
    "your name, give me ideas, give me some ideas, brainstorm, what do you think, what would look good, recommendation, tell me more, feedback, nice work, looks good, love it, i love it, looks great, that's great, "
    "perfect thanks, give me feedback, sounds good, great job, amazing work, bye, goodbye, good night, ideas, explain what, what does, what's the difference, what is the difference, usage, documentation, user guide, show help, can you help, what is a, how's it going, who made you, what's up",
    "status": "cancel the export, cancel export, cancel exporting, stop the export, stop exporting, abort, cancel the render, stop rendering, cancel rendering, cancel the job, go to, jump to, seek, seek to, scrub to, skip to, play it, play the video, play from, play the result, watch it, show me the first frame, show me the last frame, status, show tracks, show the tracks, show timeline, show the timeline, list clips, list tracks, list media, show clips, show my clips, show me the timeline, show project, what's on the timeline, progress, "
    "current state, show history, timeline info, project info, media info, get info, get information, information about, list my clips, list the clips, metadata, properties, details of, show me the clips, list all clips, list all projects, "
    "summary of the timeline, where are we, describe the timeline, list files, show files, show me what, list my files, what's in, inspect, probe, analyze, analyse, check the, tell me about, tell me the, is it done, is it ready, are you done, "
    "list all media, show media, show the media, show all, detect, scan, list all, list the, show me the list, info, job status, render progress, done yet, ready yet, finished yet, eta, read the, describe, "
    "check for, verify, check if, check whether, check that, look for, find, identify, quality check, run quality check, video info, video details, technical details, count, show info, show me info, file info, show me the status, render status, report, compare, diff, "
    "display the timeline, specs, view timeline, view the timeline, show current, overview, what did you change, what changed, list",
    "credits": "credits, balance, my credits, credit balance, quota, plan, pricing, subscription, how many credits, account balance, remaining credits, top up, billing, my plan, credits left, usage limit, price, cost, "
    "pay, free tier, free trial, upgrade my plan, how much does it cost, how much is it, my balance, buy credits, buy more credits, purchase credits, refund, recharge, cost me",
    "upload": "upload, import, load, open file, attach file, upload a file, import media, add files, upload files, add footage, bring in files, upload a video, upload my video, upload video, import footage, import file, import video, import clips, "
    "load video, load my video, load the video, ingest, import from, add media, open the file, upload footage, open a video, import files, open video, add new footage, load file, import a video, import my footage, upload clips, upload this, attach a file",
    "oos": "record my voice, record me, record myself, make me a cartoon, make me a movie, record my screen, screen record, start recording, record a video, generate a video of, generate a video about, generate video from text, text to video, text-to-video, image to video, from scratch video, write a script, write me a script, "
    "write a blog, post to, publish to, upload to youtube, upload to tiktok, post it on, post this on, post it to, share on, tweet, send an email, email it, email this, book, weather, order a, play a game, tell me a joke, what time is it, write code, python script, write a program, write a function, sql query, write a poem, "
    "download from youtube, from youtube, from spotify, from netflix, spotify, rip from, deepfake, face swap, swap faces, faceswap, generate an image, generate image, create a shot of, generate a shot of, create footage of, generate footage of, create a scene of, make up a shot, ai generated video, ai-generated video, create an image of, draw, paint, sing, compose a song, generate a song, "
    "generate music, search the web, browse, google, live stream, livestream, go live, stream to, print it, render farm, 3d model, generate footage, generate a clip, generate a new, generate b-roll, animate a character, avatar, talking head avatar, "
    "open the project, open project, create a bin, bins, fusion, fairlight, color page, colour page, node graph, media pool bin, smart bin, plugin, install, hack, bank, stock price, clone my voice, voice clone, voice cloning, generate video, "
    "node, power grade, powergrade, switch to the edit page, generate a thumbnail with ai, generate an ai, ai avatar, generate a photo, generate a picture, unlisted, schedule a post, schedule the post, upload it to, upload this to, upload the video to, "
    "capital of, translate this sentence, solve, calculate, joke, news today, stock market, remind me, set an alarm, alarm, recipe for, my homework, generate a story, write a story, write an essay, storyboard, lip-sync a, generate subtitles for a movie i like, "
    "compound node, magic mask, multicam, multi-cam, multicam clip, fusion comp, gallery still, render queue preset, remove drm, drm, crack, pirated, movie from, send to my, send it to my, dropbox, google drive, icloud, ftp, new project, create a project, delete the project, delete project, switch project, close the project",
}
