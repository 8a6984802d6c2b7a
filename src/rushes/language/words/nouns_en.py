"""Ways to name what it is done to, in English: meaning -> phrases."""

NOUNS = {
    "video": "video, footage, movie, project, timeline, recording, sequence, podcast, interview, whole thing, vid, tape, "
    "content, media, material, file, lecture, webinar, screencast, tutorial, screen recording, entire thing, presentation, "
    "vids, videoclip, screen capture, stream, reel file, main video, rushes, whole video, final video, final cut, final edit, final film, final movie, finished video, finished film, finished product, end result, final result, final product, final output, entire video, full video, film clip, everything here, picture",
    "clip": "talking head, clip, shot, scene, video clip, videoclips, track clip, snippet, item",
    "part": "part, section, portion, bit, piece, stretch of, chunk, moment, area, range, bits, spot",
    "track": "track",
    "music": "music, bgm, soundtrack, background music, song, score, backing track, background track, theme song, "
    "music track, background song, audio bed, music bed, instrumental, background audio, jingle, underscore, melody, bg music, "
    "background score, background soundtrack, theme music, tunes, royalty free music",
    "audio": "audio, sound, audio track, original audio, original sound, sound track, audio level, sounds, camera audio, audio quality, mic, soundscape",
    "voice": "voice, the singing, speech, vocals, dialogue, dialog, vocal, speaking, talking, speaker voice, human voice, voices, speaker",
    "voiceover": "voiceover, voice over, voice-over, narration, narrator, narrate, tts, text to speech, ai voice, dub, dubbing, narrated, read aloud, "
    "commentary, read out",
    "volume": "volume, vol, loudness, gain, audio volume, sound level, volume level, sound volume",
    "noise": "noise, background noise, hiss, hum, wind, static, crowd noise, wind noise, hissing, humming, buzz, buzzing, "
    "room noise, ambient noise, background sound, background sounds, noise from the background, crackle, crackling, traffic noise, rumble, room tone, "
    "background hum, fan noise, background hiss, noises, mic noise, noisy audio, background chatter, pops and clicks, clicks and pops, plosives, mouth clicks, mic pops, mouth noises, sibilance, mouse clicks, keyboard noise, air conditioning, ac noise, electrical hum, mains hum, street noise, crowd murmur, background buzz",
    "video_noise": "grainy, graininess, video noise, noisy footage, noisy video, image noise, picture noise, visual noise, iso noise, noise in the picture, "
    "grain from the footage, noise in the video, noise in the image, noise in the footage, grainy footage, compression artifacts",
    "echo": "reverb, echo, reverberation, room echo, delay effect, echo effect, reverb effect",
    "pitch": "pitch, semitone, octave, pitch shift, key of the",
    "keep_pitch": "but keep the pitch, but keep pitch, but keep its pitch, but keeping the pitch, without changing the pitch, without changing pitch, keep the pitch, keep pitch, keeping the pitch, preserve pitch, preserve the pitch, preserving pitch, maintain pitch, pitch corrected, same pitch, with pitch correction, pitch correction, pitch-corrected, with corrected pitch, pitch preserved",
    "voice_fx": "deeper, squeaky, higher pitched, lower pitched, robot voice, chipmunk, deep voice, telephone effect, radio effect, voice effect, voice changer, robotic voice, chipmunk voice, "
    "telephone voice, voice change, deeper voice, monster voice, phone call effect, underwater sound, megaphone, alien voice, radio voice, muffled, autotune, auto-tune, vocoder, auto tune",
    "eq": "bass, treble, equalizer, eq, equaliser, compressor, limiter, de-esser, low end, high pass, low pass, highpass, lowpass, bass boost, de-ess, midrange, "
    "audio compression, dynamic range compression, stereo, mono, surround, bassier, dynamic range, high-pass filter, low-pass filter, high pass filter",
    "vocal_split": "vocals from the music, vocals from music, stems, vocal separation, separate vocals, isolate vocals, vocal isolation, vocal remover, karaoke version",
    "voice_enhance": "voice clarity, enhance voice, enhance the voice, enhance speech, voice enhancement, studio sound, enhance dialogue, clearer voice, "
    "clearer speech, improve the voice, dialogue clarity, speech clarity, vocal clarity, speech enhancement, audio clarity, voice clearer, audio clearer, sound clearer",
    "silence": "silence, pause, dead air, silent part, silent section, silent gap, dead space, awkward pause, long pause, "
    "silent moment, silent segment, quiet part, gap in speech, silent bit, blank space, awkward silence, long silence, empty space, "
    "quiet moment, quiet section, downtime, jump cut, jumpcut, silent portion, pause between sentences, silences, breath, breaths, breathing, dead spot, "
    "quiet bit, silent pause, nobody is talking, no one is talking, nobody talks, no one talks, nobody is speaking, no one is speaking, nobody speaks, no one speaks, nobody says anything, nothing is said, gaps between words, gaps in speech, gaps in the audio, dead spaces, silent stretch",
    "gap": "gap, black gap, empty gap, hole, blank gap, black frame, black frames, blank frames",
    "filler": "filler word, filler, um, uh, ums, uhs, umm, uhh, uhm, erm, ums and ahs, ums and uhs, verbal tic, like and um, ahs, stutter, stutters, disfluency, disfluencies, "
    "stammer, ah, hmm, you knows, verbal fillers, filler sounds, crutch words, stumbles",
    "captions": "caption, subtitle, sub, closed caption, cc, srt, subtitles, auto captions, auto subtitles, subtitle track, subtitle file, open captions, "
    "burned in subtitles, burned-in captions, hard subs, hardsub, hardcoded subtitles, lyrics, srt file, vtt, captioning, auto caption, burned in captions, subtitling",
    "title": "title, heading, headline, title card, title text, main title, opening title, title screen, header, subheading, subheader",
    "text": "text, text overlay, words on screen, on-screen text, onscreen text, lettering, label, text box, callout, "
    "overlay text, annotation, message, text layer, on screen text, quote, slogan, banner, countdown text, text animation, call to action, cta, hook text, words, wording, typography, tagline, text element",
    "timestamp": "timestamp, timecode, time code, date stamp, countdown timer, timer, countdown, clock overlay",
    "lower_third": "lower third, name tag, nameplate, chyron, lower-third, name card, name bar, name plate, name label, speaker name, name super, lower 3rd, name strap, strapline, strap, name caption, speaker label, name banner, name graphic, id tag, name badge, name sign, title strap, name title, identifier",
    "intro": "intro, opening, title sequence, opening sequence, introduction, intro card, intro clip, intro sequence, opener, intro animation, opening scene, intro part, intro section, intro screen",
    "outro": "outro, end card, end screen, closing card, closing, end credits, ending card, end title, outro card, closing credits, credits roll, outro screen, end slate, "
    "credits at the end, rolling credits, closing scene, subscribe screen, outro section, sign-off, closing title",
    "transition": "transition, transition effect",
    "effect": "effect, filter, fx, visual effect, special effect, visual filter, color filter, video effect, vfx",
    "watermark": "watermark, logo, brand logo, company logo, brand mark, channel logo, branding, bug logo, watermarks, copyright notice, crest, emblem, trademark, monogram, our mark, agency bug, channel bug, station bug, network bug, corner bug, logo bug, ident, onscreen bug, on-screen bug",
    "image": "image, photo, png, jpg, jpeg, still image, photograph, pic, gif image, graphic, illustration, screenshot image, still, images, infographic, diagram",
    "sticker": "subscribe button, subscribe animation, like button, follow button, bell icon, notification bell, like animation, subscribe pop up, subscribe popup, call to action button, sticker, emoji, gif sticker, arrow, emoticon, badge, lower sticker, icon, emojis, thumbs up, stickers, heart emoji, smiley, smiley face, speech bubble, doodle, pointer, star sticker, thought bubble",
    "broll": "b roll, b-roll, broll, cutaway, stock footage, stock clip, establishing shot, stock video, cutaways, cutaway shot",
    "background": "background, backdrop, bg",
    "region": "face, license plate, number plate, plate, logo area, screen area, person face, faces, sensitive information, sensitive info, phone number, address, plates, child face, kids faces, people in the background, "
    "license plates, eyes, credit card, personal info, personal information, nudity, email address",
    "subject": "subject, speaker in frame, person, main character, active speaker, main subject",
    "normal_speed": "normal speed, regular speed, original speed, real time, real-time speed, standard speed, realtime, 1x speed, normal pace, default speed",
    "length_n": "run time, target duration, target length, desired length, desired duration, final length, final duration",
    "speed": "speed, pace, playback speed, tempo, playback rate, rate of playback, pacing, playback",
    "brightness": "brightness, exposure, lightness, luminance, gamma, brightness level, shadows, highlights and shadows, blacks, midtones, shadow detail",
    "contrast": "contrast, contrasts, contrast level",
    "saturation": "saturation, vibrance, color intensity, colour intensity, vibrancy, chroma level, colour saturation, color saturation",
    "temperature": "temperature, color temperature, colour temperature, warmth, white balance level, tint, hue",
    "colour": "color, colour, colors, colours, skin tone, skin tones, tone, tones",
    "grade": "color grading, color grade, colour grading, colour grade, grading, grade, color-grade, colour treatment, color treatment, color graded",
    "correct": "color correction, colour correction, color correct, colour correct, white balance, auto color, auto colour, "
    "fix the colors, fix the colours, fix colors, fix the color, color match, match the colors, match the clips, auto levels, match colors, "
    "balance the colors, correct the colors, auto correct, fix the lighting, fix lighting, color balance, correct the color, auto white balance, "
    "color matching, match color, balance colors, auto enhance, auto contrast, correct colors, fix the white balance, match the look, fix exposure, fix the exposure, fix skin tones, fix the skin tones, fix the skin tone, "
    "auto exposure, colour match, color correcting, color-correct, improve the colors, improve the lighting, improve lighting, enhance colors, enhance the colors, enhance color, improve colors, bad lighting, skin tones natural",
    "lut": "lut, .cube, cube file, luts, cube lut",
    "frame": "frame",
    "aspect": "aspect ratio, aspect, ratio, format for mobile, orientation, canvas, canvas ratio, frame size, screen ratio, video dimensions, dimensions",
    "vertical": "vertical, portrait, upright, portrait mode, vertically oriented, vertical video, vertical format, portrait orientation, portrait format, tall, phone format, mobile format, "
    "for mobile, for phones, vertical version, smartphone format, portrait video",
    "landscape": "landscape, horizontal video, widescreen, horizontal format, landscape mode, horizontal version, landscape orientation, wide screen, landscape format, landscape video",
    "square": "square, square format, square video",
    "ultrawide": "ultrawide, cinemascope, anamorphic, scope ratio, ultra wide, cinema aspect ratio, cinematic aspect ratio",
    "letterbox": "letterbox, cinematic bars, cinematic black bars, movie bars, widescreen bars, cinema bars, letter box",
    "reframe": "reframe, auto reframe, auto-reframe, follow the subject, track the subject, keep the subject, subject tracking, keep the speaker, reframing, smart crop, "
    "smart reframe, keep me centered, keep the face centered, follow the speaker, follow the face, face tracking, keep me in frame, centered on the speaker, keep the person, track my face, track the face, follow my face, centered on me, follow the person, center on the person, center on me, center on the speaker, center on the subject, centre on the speaker, centre on me",
    "pip": "picture in picture, pip, picture-in-picture, webcam overlay, facecam, webcam in the corner, inset, camera overlay",
    "split_screen": "next to each other, beside each other, split screen, split-screen, side by side, side-by-side, splitscreen, grid, collage, two up, top and bottom layout, video grid, grid layout, before and after comparison, "
    "before after comparison, before/after, 2x2 grid, comparison video, top and bottom comparison, stacked on top of each other, one above the other, comparison view, half and half, two-way split, both on screen, at the same time on screen",
    "progress_bar": "progress bar, progress indicator, timeline bar, time bar, timer bar, playback bar, progress line, loading bar, video timeline bar",
    "beat": "beat drop, beat drops, beat sync, to the beat, beat-sync, on the beat, with the beat, beat synced, sync to the music, match the beat, cut on beat, on beat, to the rhythm, beats, "
    "beat, rhythm of the music, match the music, beat drop, on every beat, beat detection, beat matched, match the rhythm, with the rhythm, to the drop, on the drop, with the drop, bass drop, to the drums, on the drums, to the bass, to the tempo, on the downbeat, downbeat, on the kick, on the snare, to the groove, on every bar, to each beat, with the drums, with the bass, with the kick, with the snare, to the kick, to the snare, on each beat, to every beat",
    "sfx": "sound effect, sfx, shutter click, camera shutter, shutter sound, camera click, mouse click, record scratch, cash register, air horn, gunshot, thunder, crickets, rimshot,  whoosh, ding, swoosh, sound fx, applause, explosion sound, click sound, boom, drum roll, laugh track, sound effects, bell sound, pop sound, "
    "record scratch, cash register sound, beep, riser, camera shutter sound, clapping, cheer, crowd cheer, cheering, crowd cheering, gasp, audience laughter, gunshot, thunder sound, impact sound, bleep, air horn, drumroll, vine boom, rimshot, crickets, doorbell, notification sound",
    "highlight": "highlight, highlight reel, best moment, best part, best bit, highlights reel, highlight video, key moment, best of, most interesting part, best clip, sizzle reel, "
    "most exciting part, interesting part, funniest moment, best moments, funny moments, best scenes, best shots, best takes, good parts, good bits, best scene, best highlight, most important moments, most viral, "
    "viral clip, viral moment, interesting moment, exciting moment, funniest part, teaser, trailer, important parts, sizzle, recap, funniest, most engaging, top moments, most engaging moments, action moments, "
    "key points, important moments, most interesting moments, highlight clip, key highlights, summary, summarize, summarise, supercut, best segments, memorable moments, highlights package, most interesting",
    "shorts": "short clip, tiktok clip, shorts, short form, short-form, short form video, short video, reels, social clip, short clips, short videos, bite sized, short-form clip, tiktok clips, "
    "viral shorts, reel, tiktoks, short version, short-form video, short-form content, youtube short, youtube shorts, tiktok video, instagram reel, instagram reels, tiktok videos, social media clips, social media clip",
    "montage": "montage, vlog, mashup, trailer for, recap video, music video, promo, promo video, commercial, ad, advert, family video, wedding video, travel video, film from my, "
    "travel vlog, short film, lyric video, memory video, video ad, product video, promotional video, mini documentary, documentary, video essay, showreel, demo reel, explainer video",
    "slideshow": "slideshow, slide show, photo album, photo slideshow, photo montage, picture slideshow, photo video",
    "thumbnail": "cover pic, cover picture, cover frame, cover shot, thumbnail, cover image, poster frame, screenshot, frame grab, still from, video cover, snapshot, cover photo, thumbnails, preview image, contact sheet, poster image, storyboard image, extract frames, "
    "frame as an image, frame as image, frames as images, frame as a png, frame as png, frame as jpg, frame as a jpg, keyframes as images, still from the video, poster, frame as a still, frame as photo",
    "chapters": "chapter, chapter marker, markers, chapters, chapter markers, youtube chapters, chapter mark, marker, section markers, chapter titles",
    "retake": "retake, mistake, repetition, bad take, repeated line, error, duplicate take, blooper, flub, false start, repeat take, bad takes, outtake, "
    "repeated sentence, mess up, screw up, slip up, mistakes, repetitive part, repeated part, duplicate sentence, blunder, boring part, boring bit, irrelevant part, unnecessary part, "
    "off topic part, bad part, useless part, unusable part, redundant part, shaky part, blurry part, tangent, cough, swear word, curse word, profanity, swearing, small talk, ad read, sponsor segment, ads, commercials, "
    "boring section, bad shot, bad shots, out of focus shots, blurry shots, unusable footage, boring segment, off topic, duplicate shots, dull part, repeated content, duplicate content, boring moments, duplicates, boring stuff, fluff",
    "scene_change": "scene change, shot boundary, scene cut, scene boundary, scene detection, by scene, by scenes, shot change, each scene, every scene, scene changes, detect scenes, scenes automatically, by shot, into scenes, "
    "different scenes, individual scenes, scene transition, separate scenes, per scene, into shots, cut points",
    "gif": "gif, animated gif, animated webp",
    "still_canvas": "border, frame border, rounded corners, drop shadow",
    "order": "clip order, order of the clips, order of clips, running order, chronological order, sequence order, the order",
    "everything": "everything, all of it, whole, entire, entirely, full length, all the way through, throughout, the rest, the whole, the entire, the lot, overall",
    "all": "all, each, both, all of them, all of the, every single, each of the, all the, all my, all of my, all these, all of these",
    "it": "em, it, this, that, these, those, them, this one, that one, this thing, that thing, one of them",
    "one": "one, ones",
    "other": "other, another, the other one, other one, different, different one, next one",
    "selection": "selected, selection, selected clip, the selected, highlighted clip, current selection, current clip",
    "playhead": "playhead, play head, current position, here, current time, cursor, right here, current playhead, current frame, this point, this moment, this frame, now playing, right now here, "
    "the cursor, current playhead position, playhead position, this spot",
    "spelling": "spelling, typo, misspelling, spelling mistake, spelling error, misspelled word, spelled wrong, spelt wrong, spelled incorrectly, wrong spelling, misspelled, misspelt, typos, spelled wrongly",
    "version": "version, revision, checkpoint, save point",
    "change_n": "step, thing you did, operation, last thing, modification, last change, last edit",
    "original": "original, original state, original version, the beginning state, scratch, square one, initial state, original cut, the original",
    "style_n": "style, look, vibe, feel, feeling, mood, aesthetic, theme, atmosphere",
    "preset": "preset, template, recipe, my style, usual style, same style, brand kit, house style, saved preset",
    "size_n": "size, font size, text size, font-size",
    "font_n": "font, typeface",
    "font_name": "arial, helvetica, times new roman, roboto, impact, comic sans, montserrat, open sans, futura, georgia, verdana, courier, courier new, bebas neue, poppins, lato, garamond, oswald, noto sans, avenir, gotham, bebas, raleway, proxima nova",
    "position_n": "position, location, placement, corner",
    "quality": "quality, high quality, best quality, highest quality, max quality, low quality, lossless, hq, top quality, maximum quality, medium quality, good quality, draft quality, better quality, higher quality, "
    "full quality, original quality, high-quality, master quality, broadcast quality, ultra quality, web quality, high bitrate",
    "resolution": "resolution, video resolution, output resolution, pixel size, source resolution, original resolution",
    "framerate": "frame rate, framerate, fps rate, frames rate, fps",
    "bitrate": "bitrate, bit rate, data rate",
    "codec_n": "codec, encoding, encoder",
    "format": "format, container, file format, file type, video format",
    "platform_n": "social media, social, web, mobile devices, the web, streaming, website, online, email, social platforms, socials, sharing, internet",
    "preview": "preview, playback preview, quick preview, low res preview, rough preview",
    "script": "script, screenplay, copywriting, ad copy, voiceover script, blog post, description, hashtags, tweet, seo title, post caption, video description",
    "animation": "animated, animation, typewriter, typing effect, word by word, karaoke, bounce in, slide in, pop-in, kinetic, animate, word-by-word, typewriter effect, "
    "one word at a time, bouncing, pop in animation, scrolling, slides in, highlight each word, highlight keywords, highlight key words, highlighted keywords, highlight important words, keyword highlighting, word highlighting, scroll, fly in, slides up, slide up, kinetic typography, glowing, highlighted words, active word, "
    "animated style, pops in, rolling, crawl, marquee, ticker, flashing, blinking, neon text, slide in from, fly-in, karaoke style, one word per line, per word, per-word",
    "style_word": "bold, italic, outlined, outline, shadowed, shadow, minimalist, elegant, handwritten, mrbeast style, mrbeast, mr beast style, tiktok style, tiktok-style, hormozi style, hormozi, instagram style, "
    "netflix style, alex hormozi, alex hormozi style, reels style, youtube style, cinematic title, uppercase, all caps, underlined, stroke, custom styling, serif, sans serif, sans-serif, modern, fancy, playful, viral style, hormozi-style, "
    "drop shadow text, caps, lowercase, documentary style, trendy, gradient, comic style, thick, semi-transparent, semi transparent, translucent, opaque, documentary-style, news style, mrbeast-style, netflix-style, stylish, dynamic, "
    "handwriting, graffiti, neon sign, handwritten style, cursive",
}
