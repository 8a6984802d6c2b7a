"""Ways to say what is to be done, in English: meaning -> phrases."""

VERBS = {
    "remove": "remove, get ride of, get rid off, delete, ripple delete, erase, drop out, lose, get rid of, take out, cut out, throw away, throw out, discard, "
    "eliminate, leave out, ditch, kill, kill off, trash, omit, wipe out, prune, cull, strike out, wipe off, clear, exclude, take off, take away, cut off, chop off, trim off, slice off, "
    "slice out, snip away, carve out, carve away, whittle away, chop out, snip out, edit out, lop off, strip, strip out, scrap, hide, skip, "
    "clean out, weed out, kick out, toss, toss out, nix, trim out, trim away, cut away, clip off, snip off, axe, filter out, "
    "bin, nuke, zap, dump, chuck out, chuck away, sod, forget about, bin off, take down, pull down, be rid of, do away with, suppress, disable, turn off, switch off, rid of, pull out, rip out, shave off, shave, rm, del, scrub",
    "cut": "cut, snip, chop, slice, crop out, excise, lop",
    "trim": "trim, shorten, truncate, condense, trim down, cut down, tighten, tighten up, cut short, pare down, whittle",
    "keep": "keep, retain, preserve, leave only, only use, just use, use only, save only, keep only, only keep, "
    "just keep, isolate, only want, just want, only need, only leave, leave just, hold on to, extract only",
    "split": "split, divide, segment, segments, break up, razor, blade, slice up, split up, cut up, chop up, separate into, "
    "break, partition, cut in half, split in half, cut in two, bisect",
    "add": "bung, whack, shove, plonk, tack, tack on, chuck, chuck in, chuck on, plop, mix, add, apply, give, include, attach, incorporate, throw on, throw in, slap on, slap, add in, bring in, "
    "mix in, introduce, use, enable, turn on, switch on, layer, layer on, burn, burn in, burn on, stick, "
    "pop in, paste, adding, superimpose, stamp, set up, throw, lay, embed, bake in, stick on, i imagine, i'm imagining, i envision, i picture, i'm picturing, i'm thinking of, i was thinking of, i'm after, i am after, i'm hoping for, i want, i need, need, toss in, toss on, pop on, sprinkle in, sprinkle, drop on, whack in, whack on, tack onto, stick in, put in",
    "insert": "insert, splice in, slot in, cut in, place in, drop in, intercut, patch in, splice",
    "put": "put, place, position, stick it, locate",
    "overlay": "overlay, cover, covers, lay over, put over, play over, cover with, on top of, layer over, composite, over top of",
    "write": "write, type, say, saying, says, display, show text, reading, that reads, which reads, that says, "
    "which says, with the words, with the text, spell, print",
    "show": "show, reveal, pop up, appear, come up, show up, present",
    "make": "make, create, build, generate, produce, turn into, do, making, turn it into, turn this into, put together, "
    "come up with, cook up, craft, compose, assemble",
    "change": "change, adjust, alter, modify, update, switch, tweak, edit, fix, convert, transform, set, turn, "
    "shift, correct, tune, switch to, change to, swap to, transcode, edit down, customize, reset to",
    "up": "bring it up, turn it up, crank it up, increase, raise, boost, turn up, bring up, pump up, crank up, crank, amplify, up, lift, step up, push up, "
    "bump, bump up, dial up, enhance, strengthen, intensify, jack up, go up, more, higher, heighten",
    "down": "bring it down, turn it down, take it down, knock it down, decrease, lower, reduce, turn down, bring down, tone down, cut back, drop down, soften, lessen, dial down, "
    "dim down, pull down, weaken, step down, minimize, minimise, go down, knock down, diminish, less, dial back, deepen",
    "speed_up": "too slow, speed up, accelerate, fast forward, fast-forward, quicken, faster, quicker, hurry up, hasten, "
    "sped up, speed it up, speed this up, pick up the pace, speedier",
    "slow_down": "too fast, slow down, decelerate, slower, slow, slow it down, slow this down, slowed down, slow things down",
    "slow_motion": "slow motion, slow mo, slowmo, slomo, slo mo, bullet time, slow motion effect, slowmotion, super slow",
    "timelapse": "time lapse, timelapse, hyperlapse, time lapse effect",
    "ramp": "speed ramp, ramp up into, speed ramping, ramp the speed, ramp, velocity edit, velocity effect",
    "reverse": "reverse, play backwards, backwards, backward, rewind, in reverse, play in reverse, reversed, run backwards, "
    "boomerang backwards, rewind effect",
    "boomerang": "boomerang, ping pong, pingpong",
    "freeze": "freeze, freeze frame, freeze-frame, hold the frame, hold frame, still frame, freezeframe, hold on frame, hold the last frame, hold the final frame, hold the first frame, hold last frame, hold frame on, freeze the last frame, freeze the final frame, freeze last frame, freeze the first frame, "
    "freeze the frame, pause the video, pause the frame, pause on, hold on",
    "lift": "lift out, leave a gap, without closing the gap, leaving a gap",
    "fill": "fill the frame, fill the screen, fill the canvas, fill the whole frame, fit the frame, fit the screen, fit to the frame, stretch to fill, stretch to fit, scale to fit, scale to fill, fill frame, fit to screen",
    "loop": "replay, loop, repeat, play it again, play again, looping, loopable, seamless loop",
    "both_ends": "both ends, each end, either end, start and end each, both the start and end, both sides of the clip, each side, either side, both sides",
    "duplicate": "duplicate, copy, clone, double up, dup, dupe, make a copy of",
    "move": "move, reposition, bring, shift to, send, drag, relocate, push to",
    "swap": "swap, exchange, switch places, swap places, switch around, trade places, swap around, switch the order, swap the order",
    "reorder": "reorder, rearrange, re-order, re-arrange, resequence, sort, shuffle, arrange, order, randomize, randomise, put in order",
    "merge": "merge, join, combine, concatenate, concat, stitch, stitch together, put together, glue, glue together, "
    "string together, connect, append, join together, unite, tie together, combine together, merge together, "
    "piece together, edit together, cut together, compile, link together, fuse, paste together, splice together, "
    "combine into, merge into, back to back, group",
    "crop": "crop, crop in, crop out the, crop the, crop to",
    "rotate": "rotate, turn it sideways, turn it on its side, turn sideways, spin, rotate it, rotation, turn clockwise, tilt, straighten, rotated",
    "flip": "flip, mirror, mirror image, mirrored, flipped",
    "zoom": "zoom, punch in, push in, zooming, zoom effect, enlarge, magnify, zoom shot, close up, zoomed, ken burns, "
    "ken burns effect, ken-burns, digital zoom, dolly in, dolly, zoom and pan, pan and zoom",
    "pan": "pan, panning",
    "stabilize": "stabilize, stabilise, steady, smooth out, de-shake, deshake, unshake, stabilization, stabilisation, "
    "steadier, less shaky, fix shaky, fix the shaky, shake reduction, remove shake, remove the shake, reduce shake, "
    "reduce camera shake, remove camera shake, shaky, image stabilization, remove shakiness, anti shake, shakiness, stabilizer, jitter, wobble, wobbly, wobbling, tremble, trembling, jittery, judder, bumpy, jerky, unsteady, camera shake, hand shake, shaking",
    "sharpen": "sharpen, sharper, crisper, crisp, sharpness, unsharp, sharpening, sharp, crispen",
    "blur": "blur, blur out, blurry, pixelate, pixelated, censor, obscure, gaussian blur, mosaic, blurring, defocus, anonymize, redact, blurred, bleep visually",
    "upscale": "upscale, upres, super resolution, enhance resolution, up-res, upscaling, ai upscale, upsample",
    "denoise": "denoise, de-noise, noise reduction, reduce noise, denoising, noise removal, denoiser, noise gate, dehiss, clean audio",
    "mute": "mute, silence the, silence audio, make silent, no sound, without sound, no audio, shut off, soundless, "
    "muting, silent, turn off the sound, turn the sound off, turn off the audio, turn sound off, shush, remove sound, "
    "silence it, silence this",
    "unmute": "unmute, un-mute, restore the sound, turn the sound back on, restore the audio, sound back on",
    "duck": "duck, ducking, auto duck, sidechain, auto-duck, sidechain compression, lower under",
    "normalize": "the same volume, the same loudness, the same level, same level, normalize, normalise, normalization, normalisation, loudness normalization, even out, level out, "
    "balance the audio, balance audio, level the audio, even out the volume, same volume, consistent volume, equalize the volume, "
    "consistent loudness, balance the sound, audio levels, balance out, loudnorm, audio leveling, "
    "equalize volume, equalise the volume, make the volume even, even volume, same loudness, consistent audio, "
    "volume consistent, even out the audio, even out audio levels, level audio",
    "fade": "fade, fading",
    "fade_in": "fade in, fade from black, fade up, fades in, fade from white, start from black, fadein, fade up from black",
    "fade_out": "fade out, fade to black, fade away, fades out, fade to white, end in black, fadeout, fade off, go to black, fade down, fade to silence, fade to nothing, die away, die out, fade to zero, fades to silence, dies away, trail off, trails off, tail off",
    "crossfade": "crossfade, cross fade, cross-fade, dissolve, cross dissolve, xfade, blend between, crossfading",
    "export": "export, render, download, save as, output, deliver, send me, give me the file, give me the video, "
    "give me the final, finalize, finalise, publish file, exporting, rendering, get me the file, spit out, save the video, save this video, "
    "save video, save it, send it, deliver it, save the file, save final, hand over, save the result, save my video, give me the result, "
    "save the final video, save the final, export out, write out, encode, re-encode, reencode, save to, share as, share it as, share a link, shareable link, share this as",
    "compress": "compress, make the file smaller, reduce file size, reduce the file size, smaller file, smaller file size, shrink the file, "
    "file size, compression, reduce size, lighter file, reduce the size of the file, shrink the file size, optimize file size, lower file size, "
    "shrink the video file, make it smaller in size, reduce the video size, reduce video size, compact",
    "convert": "convert to, convert into, turn it to, transcode to, convert it to, remux",
    "resize": "resize, rescale, scale, downscale, scale down, scale up, downsample, scaled",
    "undo": "forget that, forget the last, forget it, undo, revert, take back, go back, roll back, rollback, step back, undo that, undo it, put it back, undo last, "
    "never mind, nevermind, scratch that, cancel that, revert back, take that back, reverse that change, "
    "put it back the way it was, back out, undo the last, go back to, revert to, back to",
    "redo": "redo, put that back, bring that back, do it again, reapply, re-apply, bring it back",
    "restore": "restore, return to, roll back to, bring back",
    "dislike": "i don't like, don't like, do not like, i hate, not a fan of",
    "replace": "pick another, choose another, try another, pick a different, choose a different, try a different, replace, swap out, substitute, swap in, replace it with, exchange for, switch out, change out",
    "rename": "call it, name it, rename, name the project, call the project, name this project, call this project, rename to, retitle the project, title the project",
    "sync": "sync, synchronize, synchronise, lip sync, resync, re-sync, align, sync up",
    "translate": "translate, translated, translation, translate into, translate to",
    "transcribe": "transcribe, transcript, transcription, speech to text, transcribing",
    "extract": "extract, pull, rip, grab, detach, separate, pull out the, isolate the, capture, take",
    "save": "save, store, keep a copy",
    "scale_text": "bigger, larger, big, large, huge, giant, increase the size, enlarge the",
    "shrink_text": "smaller, small, tiny, little, decrease the size",
    "extend": "extend, lengthen, make longer, longer, make it longer, stretch, prolong, draw out, stretch out",
    "shorten": "shorter, make shorter, briefer, more concise",
    "auto": "auto edit, automatically edit, auto-edit, edit automatically, edit for me, rough cut, smart edit, "
    "one click edit, auto cut, make an edit, edit this for me, ai edit, smart cut, montage for me, autocut, turn this footage into, "
    "edit the whole thing, assemble a rough cut, make a rough cut",
    "improve": "improve, polish, spruce up, jazz up, clean up, enhance the video, enhance video, punch up, make better, "
    "refine, optimize, optimise, upgrade, beautify, touch up, fancy up, energize, energise, elevate, level up, step it up, perfect, make over",
    "process": "process, work on, handle, do something with, edit video, edit my video, edit this video, "
    "edit the video, edit my footage, edit this footage, edit footage, edit videos, edit my videos, edit it, edit this, edit some, "
    "edit my clip, edit that, edit my clips, edit these clips, edit the footage, edit these, edit clips, edit",
    "follow": "follow, keep following, stay on, keep track of, track along with",
    "chroma": "chroma key, chromakey, green screen, greenscreen, key out, remove green screen, blue screen",
    "crop_bars": "black bars, letterboxing, pillarbox, black borders, black edges, pillarboxing",
}
