"""English constructions crossed with what can be asked for: every reading follows from the slots filled.

`ACTS` are things done, as a verb with what it governs; `FRAMES` are ways to ask for any of them. `THINGS` are put in and
taken out, `QUALITIES` made more or less; `STRETCHES` and `CLIPS` say where. Beside them stand ways to join two wishes, to
correct one, and to speak of one without asking for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tests.language.constructions import Built, Wanted, sampled


@dataclass(frozen=True)
class Act:
    """`verb` ("cut", "turn down") done to `object`, with what follows it; `wanted` is what that asks for."""

    verb: str
    object: str
    rest: str
    wanted: Wanted

    @property
    def op(self) -> str:
        return self.wanted[0]


def _act(verb: str, object_: str, rest: str, op: str, **params: object) -> Act:
    return Act(verb, object_, rest, (op, params))


ACTS = (
    _act("cut", "the first 5 seconds", "", "trim_start", seconds=5),
    _act("chop off", "the last 3 seconds", "", "trim_end"),
    _act("trim", "8 seconds", "off the end", "trim_end"),
    _act("cut out", "everything between 0:10 and 0:20", "", "cut_range", start=10, end=20),
    _act("remove", "the part from 1:05 to 1:10", "", "cut_range", start=65, end=70),
    _act("keep", "only the part from 0:30 to 0:45", "", "keep_range", start=30, end=45),
    _act("split", "the clip", "at 0:12", "split", at=12),
    _act("divide", "the video", "into 3 equal parts", "split", parts=3),
    _act("delete", "the second clip", "", "delete_clip", which=2),
    _act("throw out", "clip 3", "", "delete_clip", which=3),
    _act("move", "the last clip", "to the beginning", "reorder", to="start"),
    _act("swap", "clips 1 and 3", "", "reorder"),
    _act("put", "clip 2", "after clip 3", "reorder", clip=2),
    _act("shorten", "the video", "to 30 seconds", "set_duration", seconds=30),
    _act("join", "all the clips", "", "merge"),
    _act("speed up", "clip 2", "to 2x", "speed", factor=2),
    _act("slow down", "the last clip", "to half speed", "speed", factor=0.5),
    _act("play", "clip 1", "backwards", "reverse", clip=1),
    _act("reverse", "the third clip", "", "reverse", clip=3),
    _act("freeze", "the frame", "at 0:07 for 2 seconds", "freeze_frame", at=7),
    _act("loop", "the first clip", "three times", "loop", count=3),
    _act("add", "the title 'Harbour'", "at the start", "title", text="Harbour"),
    _act("write", "'Day one'", "at the bottom of the screen", "text_overlay", text="Day one"),
    _act("put", "the words 'Almost there'", "at the top", "text_overlay", text="Almost there"),
    _act("add", "a lower third saying 'Mara Lind, chef'", "at 0:05", "lower_third"),
    _act("add", "subtitles", "", "captions"),
    _act("generate", "captions", "in French", "captions", language="fr"),
    _act("translate", "the subtitles", "into Spanish", "translate_captions", language="es"),
    _act("remove", "the title", "", "remove_text"),
    _act("make", "the captions", "bigger", "caption_style"),
    _act("change", "the title", "to 'Evening'", "edit_text", text="Evening"),
    _act("add", "calm background music", "", "music", mood="calm"),
    _act("turn down", "the music", "", "music_volume"),
    _act("lower", "the volume of clip 1", "by 6 dB", "volume", db=-6),
    _act("take out", "the music", "", "remove_music"),
    _act("mute", "the second clip", "", "mute", clip=2),
    _act("turn up", "the volume", "", "volume", level="up"),
    _act("fade out", "the music", "", "audio_fade"),
    _act("normalize", "the audio", "", "normalize_audio"),
    _act("remove", "the background noise", "", "denoise_audio"),
    _act("cut out", "the silences", "", "remove_silence"),
    _act("remove", "the filler words", "", "remove_fillers"),
    _act("duck", "the music under my voice", "", "duck"),
    _act("add", "a whoosh sound effect", "at 0:04", "sfx"),
    _act("extract", "the audio", "as an mp3", "extract_audio"),
    _act("add", "a 2 second fade out", "at the end", "fade_out", duration=2),
    _act("add", "a crossfade", "between clips 1 and 2", "transition"),
    _act("brighten", "clip 2", "", "color", look="brighter", clip=2),
    _act("convert", "the video", "to black and white", "color", look="bw"),
    _act("give", "the film", "a cinematic look", "color", look="cinematic"),
    _act("increase", "the contrast", "", "color", look="contrast_up"),
    _act("stabilize", "the first clip", "", "stabilize"),
    _act("sharpen", "the picture", "", "sharpen"),
    _act("crop", "the video", "to 16:9", "aspect", ratio="16:9"),
    _act("rotate", "clip 1", "90 degrees clockwise", "rotate", deg=90),
    _act("flip", "the video", "horizontally", "flip", axis="horizontal"),
    _act("zoom in on", "the second clip", "", "zoom"),
    _act("blur", "the license plate", "", "blur"),
    _act("put", "logo.png", "in the top right corner", "watermark", position="top_right"),
    _act("remove", "the background", "", "background_remove"),
    _act("insert", "beach.mp4", "after clip 1", "insert_clip", after=1),
    _act("replace", "clip 2", "with sunset.mp4", "replace_clip"),
    _act("add", "a progress bar", "at the bottom", "progress_bar"),
    _act("show", "face.mp4", "in the bottom left corner", "picture_in_picture"),
    _act("turn", "it", "into a vertical video", "aspect", ratio="9:16"),
    _act("upscale", "the video", "to 4K", "upscale"),
    _act("export", "the video", "as a 1080p mp4", "export", format="mp4"),
    _act("render", "it", "in 4K", "export", resolution="4k"),
    _act("save", "a thumbnail", "from 0:09", "thumbnail", at=9),
)  # fmt: skip

_ING = {"cut": "cutting", "chop": "chopping", "trim": "trimming", "put": "putting", "split": "splitting", "swap": "swapping", "crop": "cropping",
        "flip": "flipping", "blur": "blurring", "throw": "throwing"}  # fmt: skip
_DONE = {"cut": "cut", "chop": "chopped", "trim": "trimmed", "keep": "kept", "put": "put", "split": "split", "swap": "swapped", "throw": "thrown",
         "speed": "sped", "freeze": "frozen", "write": "written", "make": "made", "take": "taken", "give": "given", "crop": "cropped", "flip": "flipped",
         "blur": "blurred", "show": "shown", "duck": "ducked", "shorten": "shortened", "sharpen": "sharpened"}  # fmt: skip


def base(act: Act) -> str:
    return " ".join(each for each in (act.verb, act.object, act.rest) if each)


def doing(act: Act) -> str:
    first, _, particle = act.verb.partition(" ")
    ing = _ING.get(first) or (first[:-1] if first.endswith("e") else first) + "ing"
    return " ".join(each for each in (ing, particle, act.object, act.rest) if each)


def done(act: Act) -> str:
    """The verb's participle, with its particle and what follows the object: "sped up ... to 2x"."""
    first, _, particle = act.verb.partition(" ")
    verb = _DONE.get(first) or first + ("d" if first.endswith("e") else "ed")
    return " ".join(each for each in (verb, particle, act.rest) if each)


def apart(act: Act) -> str:
    """With the particle after the object: "turn the music down"."""
    first, _, particle = act.verb.partition(" ")
    return " ".join(each for each in (first, act.object, particle, act.rest) if each)


FRAMES: dict[str, tuple[str, ...]] = {
    "imperative": ("{base}", "please {base}", "{base} please", "just {base}", "now {base}", "{base} for me", "{base}.", "go ahead and {base}"),
    "question": ("can you {base}?", "could you please {base}?", "would you {base}", "will you {base} for me?", "can we {base}?", "could we maybe {base}?", "can u {base}"),
    "distant question": ("would it be possible to {base}?", "is it possible to {base}?", "is there any way you could {base}?", "any chance you could {base}?", "do you think you could {base}?", "would you be able to {base}?", "I was wondering if you could {base}"),
    "minding": ("would you mind {doing}?", "do you mind {doing}?", "mind {doing} for me?"),
    "suggestion": ("how about {doing}?", "why don't we {base}?", "why don't you {base}?", "let's {base}", "what about {doing}?", "shall we {base}?", "maybe {base}?"),
    "wish": ("I want to {base}", "I'd like to {base}", "I would like you to {base}", "I need you to {base}", "I need to {base}", "I want you to {base}", "we need to {base}", "I'd love to {base}", "you should {base}", "you need to {base}", "I'd like for you to {base}"),
    "goal": ("what I want is to {base}", "all I want is to {base}", "the goal is to {base}", "my idea is to {base}", "the plan is to {base}", "the next step is to {base}", "I'm trying to {base}", "I'm looking to {base}", "it would be great if you could {base}", "it'd be nice to {base}"),
    "condition": ("if you can, {base}", "if possible, {base}", "when you get a chance, {base}", "if it's not too much trouble, {base}", "if that's ok, could you {base}", "as soon as you can, {base}", "once you're ready, {base}"),
    "passive": ("{object} should be {done}", "{object} needs to be {done}", "{object} must be {done}", "{object} has to be {done}", "I'd like {object} {done}", "I want {object} to be {done}", "can {object} be {done}?", "I need {object} {done}", "please have {object} {done}", "get {object} {done}"),
    "gerund": ("{doing}", "try {doing}", "start by {doing}", "I suggest {doing}", "please proceed with {doing}"),
    "reason": ("{base} because it looks odd", "{base}, it's distracting", "{base} so that people keep watching", "{base}, my boss asked for it", "{base} since nobody likes it"),
    "told before": ("here's my video. {base}", "I just uploaded my clips. {base}", "this is for my sister's birthday. {base}", "ok so I filmed this last week and I want to {base}", "we're nearly done, {base}"),
    "agent": ("Task: {base}", "Instruction: {base}.", "The user wants to {base}.", "Please help the user to {base}.", "Your task is to {base}.", "Step 1: {base}.", "1. {base}", "- {base}", "Given the attached clip, {base}.", "Use ffmpeg to {base}.", "User: {base}", "Using the timeline tools, {base}.", "For this project, {base}.", "In the current timeline, {base}", "Your job is to {base}"),
    "typed": ("{base} thx", "pls {base}", "hey {base}!!", "yo {base}", "ok now {base} 🙏", "{base} ty", "um {base}", "so {base}", "{base} asap", "{base} plz!!!", "alright, {base}", "{base}, thanks a lot!", "hi! {base}", "oh and {base}", "also {base}"),
    "apart": ("{apart}", "could you {apart}", "I'd like to {apart}"),
}  # fmt: skip
"""Ways to ask for any act. What is said before or after asks for nothing."""


def acts() -> Iterator[Built]:
    for act in ACTS:
        filled = {"base": base(act), "doing": doing(act), "done": done(act), "object": act.object, "apart": apart(act)}
        for name, frames in FRAMES.items():
            if (name == "apart" and " " not in act.verb) or (act.verb == "zoom in on" and name in ("apart", "passive")):
                continue
            if name == "passive" and (
                act.verb == "give" or act.object == "it" or act.object.startswith(("only", "everything"))
            ):
                continue
            for frame in frames:
                yield Built(name, act.op, frame.format(**filled), (act.wanted,))


@dataclass(frozen=True)
class Thing:
    """Something put in or taken out: as it is added, as it is called when it is there, and what each asks for."""

    new: str
    there: str
    added: Wanted
    removed: Wanted | None = None


THINGS = (
    Thing("a title saying 'Summer'", "the title", ("title", {"text": "Summer"}), ("remove_text", {})),
    Thing("captions", "the captions", ("captions", {}), ("remove_text", {})),
    Thing("some upbeat background music", "the music", ("music", {"mood": "upbeat"}), ("remove_music", {})),
    Thing("a whoosh sound effect", "the whoosh", ("sfx", {})),
    Thing("a fade in", "the fade in", ("fade_in", {})),
    Thing("a vignette", "the vignette", ("visual_effect", {}), ("remove_effect", {})),
    Thing("my logo in the bottom right", "the logo", ("watermark", {"position": "bottom_right"}), ("remove_text", {})),
    Thing("a progress bar", "the progress bar", ("progress_bar", {})),
    Thing("a crossfade between all the clips", "the transitions", ("transition", {}), ("remove_effect", {})),
    Thing("an end card saying 'See you soon'", "the end card", ("outro", {"text": "See you soon"})),
    Thing("a glitch effect", "the glitch effect", ("visual_effect", {}), ("remove_effect", {})),
    Thing("a voiceover saying 'Welcome back'", "the voiceover", ("voiceover", {})),
    Thing("a fire emoji", "the emoji", ("sticker", {})),
    Thing("a slow zoom", "the zoom", ("zoom", {}), ("remove_effect", {})),
)  # fmt: skip

PUT: dict[str, tuple[str, ...]] = {
    "put in": ("add {new}", "put in {new}", "put {new} in", "include {new}", "insert {new}", "throw in {new}", "throw {new} in", "drop in {new}", "slap on {new}", "slap {new} on", "stick {new} on it", "pop {new} on there", "pop in {new}", "lay {new} over it", "create {new}", "apply {new}", "bring in {new}", "chuck in {new}"),
    "thing wished": ("I want {new}", "I'd like {new}", "we need {new}", "I need {new}", "I'd like to have {new}", "give me {new}", "could we have {new}?", "can I get {new}?", "it needs {new}", "the video needs {new}", "it could use {new}", "I'd love {new}", "there should be {new}", "{new} would be nice", "{new} please", "how about {new}?", "what about {new}?", "let's have {new}", "let's go with {new}", "I'm thinking {new}", "don't forget {new}", "we should have {new}", "make sure there is {new}", "I'd like to see {new}"),
    "thing alone": ("{new}", "{new}, please", "- {new}", "+ {new}", "now {new}", "and {new}", "with {new}"),
}  # fmt: skip
TAKEN: dict[str, tuple[str, ...]] = {
    "take out": ("remove {there}", "get rid of {there}", "delete {there}", "take out {there}", "take {there} out", "lose {there}", "drop {there}", "ditch {there}", "scrap {there}", "kill {there}", "take {there} off", "strip out {there}", "cut {there}", "do away with {there}", "leave out {there}", "turn off {there}", "clear {there}", "erase {there}", "take away {there}", "nix {there}"),
    "gone": ("{there} has to go", "{there} should go", "{there} needs to go", "{there} can go", "{there} must be removed", "{there} should be taken out", "I don't want {there}", "I don't want {there} anymore", "we don't need {there}", "{there} is not needed", "I don't need {there}", "I'd like {there} gone", "can we lose {there}?", "could {there} be removed?", "I want {there} out", "I want {there} removed", "get {there} out of there", "no need for {there}"),
}  # fmt: skip


def things() -> Iterator[Built]:
    for thing in THINGS:
        for name, frames in PUT.items():
            for frame in frames:
                yield Built(name, thing.added[0], frame.format(new=thing.new), (thing.added,))
        for name, frames in TAKEN.items():
            for frame in frames if thing.removed else ():
                text = frame.format(there=thing.there)
                if thing.there.endswith("s"):
                    text = (
                        text.replace(" has to", " have to")
                        .replace(" needs to", " need to")
                        .replace(" is not", " are not")
                    )
                yield Built(
                    name, thing.removed[0] if thing.removed else "", text, (thing.removed,) if thing.removed else ()
                )


@dataclass(frozen=True)
class Quality:
    """Something that can be more or less: what it is of, its noun, its comparatives, the adjectives of too little and too
    much, and what more and less of it ask for."""

    subject: str
    noun: str
    more: str
    less: str
    too_little: str
    too_much: str
    up: Wanted
    down: Wanted


QUALITIES = (
    Quality("the video", "brightness", "brighter", "darker", "dark", "bright", ("color", {"look": "brighter"}), ("color", {"look": "darker"})),
    Quality("clip 2", "brightness", "brighter", "darker", "dark", "bright", ("color", {"look": "brighter"}), ("color", {"look": "darker"})),
    Quality("the video", "contrast", "punchier", "flatter", "flat", "contrasty", ("color", {"look": "contrast_up"}), ("color", {"look": "contrast_down"})),
    Quality("the footage", "saturation", "more saturated", "less saturated", "washed out", "saturated", ("color", {}), ("color", {"look": "saturation_down"})),
    Quality("the picture", "warmth", "warmer", "cooler", "cold", "warm", ("color", {"look": "warmer"}), ("color", {"look": "cooler"})),
    Quality("the video", "volume", "louder", "quieter", "quiet", "loud", ("volume", {"level": "up"}), ("volume", {"level": "down"})),
    Quality("the music", "music volume", "louder", "quieter", "quiet", "loud", ("music_volume", {"level": "up"}), ("music_volume", {"level": "down"})),
    Quality("the first clip", "speed", "faster", "slower", "slow", "fast", ("speed", {}), ("speed", {})),
    Quality("the video", "playback speed", "faster", "slower", "slow", "fast", ("speed", {}), ("speed", {})),
)  # fmt: skip

MORE: dict[str, tuple[str, ...]] = {
    "comparative": ("make {subject} {more}", "make {subject} a bit {more}", "{subject} should be {more}", "{subject} could be {more}", "{subject} needs to be {more}", "I want {subject} {more}", "I'd like {subject} to be {more}", "can you get {subject} {more}?", "can {subject} be {more}?", "{subject} should be a little {more}", "have {subject} {more}", "I need {subject} to be much {more}", "let's make {subject} {more}", "{subject}: {more}", "{more} please", "a bit {more}", "slightly {more}", "much {more}", "can we go {more}?"),
    "complaint": ("{subject} is too {too_little}", "{subject} is a bit too {too_little}", "{subject} looks way too {too_little}", "{subject} is too {too_little}, can you fix that?", "I think {subject} is too {too_little}", "{subject} seems too {too_little} to me", "{subject} isn't {good} enough", "why is {subject} so {too_little}? fix it please"),
    "amount of": ("more {noun}", "more {noun} please", "increase the {noun}", "raise the {noun}", "turn up the {noun}", "turn the {noun} up", "crank up the {noun}", "crank the {noun}", "bump up the {noun}", "bump the {noun} up a bit", "boost the {noun}", "bring up the {noun}", "bring the {noun} up", "push the {noun} up", "pull the {noun} up", "dial up the {noun}", "it needs more {noun}", "it could use more {noun}", "it could use a bit more {noun}", "the {noun} should go up", "the {noun} is too low", "{noun} up", "{noun}: higher", "the {noun} needs to be higher", "up the {noun}", "I'd like more {noun}", "give it more {noun}", "add more {noun}", "add some {noun}", "with more {noun}", "higher {noun}"),
}  # fmt: skip
LESS: dict[str, tuple[str, ...]] = {
    "comparative": ("make {subject} {less}", "{subject} should be {less}", "{subject} could be {less}", "I want {subject} to be {less}", "can {subject} be {less}?"),
    "complaint": ("{subject} is too {too_much}", "{subject} is way too {too_much}", "{subject} is a little too {too_much} for me"),
    "amount of": ("less {noun}", "reduce the {noun}", "lower the {noun}", "turn down the {noun}", "turn the {noun} down", "bring down the {noun}", "bring the {noun} down a little", "dial back the {noun}", "dial the {noun} back", "pull the {noun} down", "pull back the {noun}", "drop the {noun}", "cut the {noun} a bit", "take the {noun} down", "decrease the {noun}", "the {noun} is too high", "the {noun} should come down", "the {noun} needs to be lower", "{noun} down", "{noun}: lower", "ease off the {noun}", "tone down the {noun}", "knock the {noun} down", "back off the {noun}", "too much {noun}"),
}  # fmt: skip
_GOOD = {"dark": "bright", "flat": "punchy", "washed out": "saturated", "cold": "warm", "quiet": "loud", "slow": "fast"}
_ONLY_COMPARATIVE = ("{more} please", "a bit {more}", "slightly {more}", "much {more}", "can we go {more}?")


def qualities() -> Iterator[Built]:
    for each in QUALITIES:
        slots = {"subject": each.subject, "noun": each.noun, "more": each.more, "less": each.less, "too_little": each.too_little,
                 "too_much": each.too_much, "good": _GOOD[each.too_little]}  # fmt: skip
        for table, wanted in ((MORE, each.up), (LESS, each.down)):
            for name, frames in table.items():
                for frame in frames:
                    named = "{noun}" in frame or frame in _ONLY_COMPARATIVE
                    meant = wanted
                    if each.subject == "the music" and frame in _ONLY_COMPARATIVE:
                        meant = ("volume", wanted[1])
                    elif each.subject in ("clip 2", "the first clip") and not named:
                        meant = (wanted[0], {**wanted[1], "clip": 2 if each.subject == "clip 2" else 1})
                    yield Built(name, wanted[0], frame.format(**slots), (meant,))


STRETCHES = (
    ("from 0:10 to 0:20", {"start": 10, "end": 20}), ("between 0:10 and 0:20", {"start": 10, "end": 20}), ("0:10-0:20", {"start": 10, "end": 20}),
    ("from second 10 to second 20", {"start": 10, "end": 20}), ("from 10s to 20s", {"start": 10, "end": 20}), ("between the 10 and 20 second marks", {"start": 10, "end": 20}),
    ("for the first 5 seconds", {"start": 0, "end": 5}), ("in the first 5 seconds", {"start": 0, "end": 5}), ("during the first 5 seconds", {"start": 0, "end": 5}),
    ("for the last 4 seconds", {"where": "end", "seconds": 4}), ("over the last 4 secs", {"where": "end", "seconds": 4}),
    ("from 1:05 onwards", {"start": 65}), ("starting at 10s and ending at 20s", {"start": 10, "end": 20}), ("from 0:10 until 0:20", {"start": 10, "end": 20}),
    ("from 10 to 20 seconds", {"start": 10, "end": 20}), ("(0:10 to 0:20)", {"start": 10, "end": 20}), ("from 00:00:10 to 00:00:20", {"start": 10, "end": 20}),
    ("from 0:10 through 0:20", {"start": 10, "end": 20}), ("[0:10 - 0:20]", {"start": 10, "end": 20}), ("from the 10 second mark to the 20 second mark", {"start": 10, "end": 20}),
)  # fmt: skip
CLIPS = (
    ("clip 2", 2), ("the second clip", 2), ("the last clip", "last"), ("clip number 2", 2), ("the third shot", 3), ("shot 3", 3), ("video 1", 1), ("the first video", 1),
    ("the final clip", "last"), ("clip #2", 2), ("my second clip", 2), ("the 2nd clip", 2), ("clips 1 and 3", [1, 3]), ("the first and third clips", [1, 3]), ("all clips", "all"),
    ("every clip", "all"), ("the first two clips", [1, 2]), ("clips 1-2", [1, 2]), ("scene two", 2), ("clip one", 1),
)  # fmt: skip
_ON_STRETCH = (
    ("mute the audio", "mute", {}), ("speed it up 2x", "speed", {"factor": 2}), ("slow it down", "speed", {}), ("make it black and white", "color", {"look": "bw"}),
    ("make it brighter", "color", {"look": "brighter"}), ("play it in reverse", "reverse", {}), ("blur the background", "blur", {}), ("zoom in", "zoom", {}),
    ("show the text 'Look here'", "text_overlay", {"text": "Look here"}),
)  # fmt: skip
_ON_CLIP = (
    ("mute {}", "mute", {}), ("speed up {}", "speed", {}), ("speed {} up by 1.5x", "speed", {"factor": 1.5}), ("slow {} down", "speed", {}), ("make {} black and white", "color", {"look": "bw"}),
    ("brighten {}", "color", {"look": "brighter"}), ("reverse {}", "reverse", {}), ("rotate {} by 90 degrees", "rotate", {"deg": 90}), ("zoom in on {}", "zoom", {}), ("stabilize {}", "stabilize", {}),
    ("flip {} horizontally", "flip", {}), ("turn up the volume of {}", "volume", {"level": "up"}), ("desaturate {}", "color", {"look": "saturation_down"}), ("remove {}", "delete_clip", {}),
)  # fmt: skip


def places() -> Iterator[Built]:
    for stretch, where in STRETCHES:
        for said, op, params in _ON_STRETCH:
            meant: Wanted = (
                op,
                {
                    **params,
                    **(
                        {"start": where["start"]}
                        if "start" in where and op != "text_overlay"
                        else where
                        if op != "text_overlay"
                        else {}
                    ),
                },
            )
            yield Built("stretch last", op, f"{said} {stretch}", (meant,))
            if not stretch.startswith(("(", "[")):
                yield Built("stretch first", op, f"{stretch}, {said}", (meant,))
                yield Built("stretch first", op, f"{stretch} {said}", (meant,))
            yield Built("stretch last", op, f"could you {said} {stretch}?", (meant,))
    for clip, which in CLIPS:
        for said, op, params in _ON_CLIP:
            key = "which" if op == "delete_clip" else "clip"
            if which == "all" and op in ("delete_clip", "zoom"):
                continue
            meant = (op, {**params, **({key: which} if which != "all" else {})})
            yield Built("clip named", op, said.format(clip), (meant,))
            if op != "delete_clip":
                yield Built(
                    "clip first",
                    op,
                    f"{'for' if which == 'all' else 'in'} {clip}, {said.format('it' if which != 'all' and not isinstance(which, list) else 'them')}",
                    (meant,),
                )


JOINED: tuple[tuple[str, str, tuple[Wanted, ...]], ...] = (
    ("shared verb", "mute clip 1 and clip 3", (("mute", {}),)),
    ("shared verb", "mute clips 1 and 3", (("mute", {}),)),
    ("shared verb", "add captions and background music", (("captions", {}), ("music", {}))),
    ("shared verb", "add a title 'One' at 2 s and another 'Two' at 8 s", (("title", {"text": "One", "start": 2}), ("title", {"text": "Two", "start": 8}))),
    ("shared verb", "add captions, music and a logo", (("captions", {}), ("music", {}), ("watermark", {}))),
    ("shared verb", "remove the title, the music and the captions", (("remove_text", {}), ("remove_music", {}), ("remove_text", {}))),
    ("shared verb", "delete the first and the last clip", (("delete_clip", {}),)),
    ("shared verb", "split it at 0:05, 0:10 and 0:15", (("split", {}),)),
    ("shared verb", "get rid of the background noise and the silences", (("denoise_audio", {}), ("remove_silence", {}))),
    ("shared verb", "add both captions and a progress bar", (("captions", {}), ("progress_bar", {}))),
    ("shared object", "rotate and flip clip 2", (("rotate", {}), ("flip", {"clip": 2}))),
    ("shared object", "trim the first 3 seconds and mute it", (("trim_start", {}), ("mute", {}))),
    ("shared object", "brighten clip 1 and then stabilize it", (("color", {"clip": 1}), ("stabilize", {}))),
    ("shared object", "stabilize and brighten the first clip", (("stabilize", {}), ("color", {"look": "brighter"}))),
    ("shared object", "make the second clip brighter, warmer and slower", (("color", {"look": "brighter"}), ("color", {"look": "warmer"}), ("speed", {}))),
    ("shared object", "speed up and mute clip 3", (("speed", {}), ("mute", {"clip": 3}))),
    ("gapping", "brighten the first clip and darken the last one", (("color", {"look": "brighter", "clip": 1}), ("color", {"look": "darker", "clip": "last"}))),
    ("gapping", "cut 2 seconds from the start and 3 from the end", (("trim_start", {}), ("trim_end", {}))),
    ("gapping", "speed up clip 1 by 2x and clip 2 by 4x", (("speed", {"factor": 2, "clip": 1}), ("speed", {"factor": 4, "clip": 2}))),
    ("gapping", "put my logo top right and the title at the bottom", (("watermark", {"position": "top_right"}), ("title", {}))),
    ("gapping", "fade in at the start and out at the end", (("fade_in", {}), ("fade_out", {}))),
    ("gapping", "mute the first clip but not the second", (("mute", {"clip": 1}),)),
    ("sequence", "first cut the first 5 seconds, then add captions, and finally export in 4K", (("trim_start", {}), ("captions", {}), ("export", {}))),
    ("sequence", "trim the last 2 seconds. After that, add calm music. Then export it as mp4.", (("trim_end", {}), ("music", {}), ("export", {}))),
    ("sequence", "1. remove the silences 2. add captions 3. export as mp4", (("remove_silence", {}), ("captions", {}), ("export", {}))),
    ("sequence", "1) mute clip 2\n2) add the title 'Dawn'\n3) speed up clip 3", (("mute", {}), ("title", {}), ("speed", {}))),
    ("sequence", "- stabilize clip 1\n- add upbeat music\n- make it 9:16", (("stabilize", {}), ("music", {}), ("aspect", {}))),
    ("sequence", "before exporting, add my logo in the corner", (("watermark", {}),)),
    ("sequence", "add captions first and music after that", (("captions", {}), ("music", {}))),
    ("sequence", "once you've muted clip 2, add a voiceover saying 'Hello'", (("mute", {}), ("voiceover", {}))),
    ("sequence", "mute clip 1; reverse clip 2; export as gif", (("mute", {}), ("reverse", {}), ("export", {}))),
    ("sequence", "Start by removing the silences, then stabilize it, and lastly add captions.", (("remove_silence", {}), ("stabilize", {}), ("captions", {}))),
    ("correction", "cut the first 3, no wait, 5 seconds", (("trim_start", {"seconds": 5}),)),
    ("correction", "make it 2x, sorry, 3x faster", (("speed", {"factor": 3}),)),
    ("correction", "mute clip 2, I mean clip 3", (("mute", {"clip": 3}),)),
    ("correction", "put the logo top left, no, top right", (("watermark", {"position": "top_right"}),)),
    ("correction", "trim it to 30 - actually 45 - seconds", (("set_duration", {"seconds": 45}),)),
    ("correction", "delete the second clip, oops, I meant the third one", (("delete_clip", {"which": 3}),)),
    ("correction", "rotate it 90 degrees, no, make that 180", (("rotate", {"deg": 180}),)),
    ("correction", "add the title at 5 seconds, scratch that, at 8 seconds", (("title", {"start": 8}),)),
    ("exception", "mute everything except the music", (("mute", {}),)),
    ("exception", "mute all clips except the second", (("mute", {"except": 2}),)),
    ("exception", "make all the clips but the last black and white", (("color", {"look": "bw"}),)),
    ("exception", "apart from clip 1, speed everything up", (("speed", {}),)),
    ("exception", "add captions but don't touch the music", (("captions", {}),)),
    ("exception", "brighten everything other than clip 3", (("color", {"look": "brighter"}),)),
    ("exception", "cut the silences, but leave the one at the end", (("remove_silence", {}),)),
    ("field", "Title: 'Harbour'", (("title", {"text": "Harbour"}),)),
    ("field", "speed: 2x", (("speed", {"factor": 2}),)),
    ("field", "aspect ratio: 9:16", (("aspect", {"ratio": "9:16"}),)),
    ("field", "music: calm, volume 20%", (("music", {"mood": "calm"}),)),
    ("field", "format: mp4, resolution: 4k", (("export", {"format": "mp4"}),)),
    ("field", "rotation: 90 degrees", (("rotate", {"deg": 90}),)),
    ("field", "captions: on", (("captions", {}),)),
    ("field", "captions: yes, in Spanish", (("captions", {"language": "es"}),)),
    ("field", "Trim: 0:05 - 0:20", (("keep_range", {"start": 5, "end": 20}),)),
    ("field", "Clip 2: mute", (("mute", {"clip": 2}),)),
    ("field", "Clip 2 - brighter", (("color", {"look": "brighter", "clip": 2}),)),
    ("field", "Audio: normalize to -14 LUFS", (("normalize_audio", {"lufs": -14}),)),
    ("field", "Length: 30 seconds", (("set_duration", {"seconds": 30}),)),
    ("field", "Duration - 45s", (("set_duration", {"seconds": 45}),)),
    ("field", "Transition: crossfade, 1 second", (("transition", {"type": "crossfade"}),)),
    ("field", "look: cinematic", (("color", {"look": "cinematic"}),)),
    ("field", "volume -> 50%", (("volume", {}),)),
    ("field", "fps = 60", (("fps", {"target": 60}),)),
    ("noun phrase", "4K export", (("export", {"resolution": "4k"}),)),
    ("noun phrase", "a 2 second fade in at the start", (("fade_in", {"duration": 2}),)),
    ("noun phrase", "background music, soft", (("music", {}),)),
    ("noun phrase", "black and white", (("color", {"look": "bw"}),)),
    ("noun phrase", "vertical version for TikTok", (("aspect", {"ratio": "9:16"}),)),
    ("noun phrase", "slow motion from 0:05 to 0:08", (("speed", {"start": 5}),)),
    ("noun phrase", "no sound", (("mute", {}),)),
    ("noun phrase", "double speed", (("speed", {"factor": 2}),)),
    ("noun phrase", "mp4, 1080p, 30 fps", (("export", {"format": "mp4"}),)),
    ("noun phrase", "English subtitles at the bottom", (("captions", {"language": "en"}),)),
    ("noun phrase", "half speed for the last clip", (("speed", {"factor": 0.5}),)),
    ("noun phrase", "noise removal", (("denoise_audio", {}),)),
    ("noun phrase", "warmer colours", (("color", {"look": "warmer"}),)),
    ("amount", "get it down to 30 seconds", (("set_duration", {"seconds": 30}),)),
    ("amount", "bring it down to a minute", (("set_duration", {"seconds": 60}),)),
    ("amount", "it should be 45 seconds long", (("set_duration", {"seconds": 45}),)),
    ("amount", "it must not be longer than 60 seconds", (("set_duration", {}),)),
    ("amount", "get the video under a minute", (("set_duration", {}),)),
    ("amount", "keep it under 30 seconds", (("set_duration", {}),)),
    ("amount", "I need it to be exactly 20 seconds", (("set_duration", {"seconds": 20}),)),
    ("amount", "set the speed to 1.5x", (("speed", {"factor": 1.5}),)),
    ("amount", "set the volume of the music to 30%", (("music_volume", {}),)),
    ("amount", "drop the volume by 10 dB", (("volume", {"db": -10}),)),
    ("amount", "raise it by 3 dB", (("volume", {"db": 3}),)),
    ("amount", "make it twice as fast", (("speed", {"factor": 2}),)),
    ("amount", "make the first clip three times faster", (("speed", {"factor": 3, "clip": 1}),)),
    ("amount", "run clip 2 at a quarter of the speed", (("speed", {"factor": 0.25, "clip": 2}),)),
    ("amount", "take 10 seconds off the beginning", (("trim_start", {"seconds": 10}),)),
    ("amount", "lose the first couple of seconds", (("trim_start", {"seconds": 2}),)),
    ("amount", "knock 5 secs off the end", (("trim_end", {}),)),
    ("amount", "lop the last half a minute off", (("trim_end", {}),)),
    ("amount", "the first half a second can go", (("trim_start", {"seconds": 0.5}),)),
    ("amount", "shave a second off both ends", (("trim_start", {"seconds": 1}), ("trim_end", {}))),
    ("amount", "compress it to 25 MB", (("export", {"max_mb": 25}),)),
    ("amount", "the file should be smaller than 100 megabytes", (("export", {"max_mb": 100}),)),
    ("relative clause", "delete the part where nobody says anything", (("remove_silence", {}),)),
    ("relative clause", "mute the clip that comes after the first one", (("mute", {}),)),
    ("relative clause", "remove the clip which is in the middle", (("delete_clip", {}),)),
    ("relative clause", "cut the bit that starts at 0:10 and ends at 0:20", (("cut_range", {"start": 10, "end": 20}),)),
    ("relative clause", "keep the section that runs from 0:10 to 0:20", (("keep_range", {"start": 10, "end": 20}),)),
    ("relative clause", "remove the music that's playing in the background", (("remove_music", {}),)),
    ("relative clause", "add a title that says 'Welcome'", (("title", {"text": "Welcome"}),)),
    ("relative clause", "I want a title which reads 'Welcome' in yellow", (("title", {"text": "Welcome", "color": "yellow"}),)),
    ("purpose", "make it vertical so that it fits Instagram", (("aspect", {"ratio": "9:16"}),)),
    ("purpose", "crop it to a square for Instagram", (("aspect", {"ratio": "1:1"}),)),
    ("purpose", "shrink the file so I can email it", (("export", {}),)),
    ("purpose", "speed it up 2x to keep it short", (("speed", {"factor": 2}),)),
    ("purpose", "add captions in order to make it accessible", (("captions", {}),)),
    ("purpose", "lower the music so that you can hear me talking", (("music_volume", {}),)),
    ("slip", "ad a tittle saying 'Dawn'", (("title", {"text": "Dawn"}),)),
    ("slip", "make the vid b&w", (("color", {"look": "bw"}),)),
    ("slip", "speed up teh second clip", (("speed", {"clip": 2}),)),
    ("slip", "remvoe the last 5 secs", (("trim_end", {}),)),
    ("slip", "add bg music", (("music", {}),)),
    ("slip", "turn the vol down", (("volume", {"level": "down"}),)),
    ("slip", "add subtitels in spanish", (("captions", {"language": "es"}),)),
    ("slip", "mute clip2", (("mute", {"clip": 2}),)),
    ("slip", "cut frm 0:10 to 0:20", (("cut_range", {}),)),
    ("slip", "export w/o audio", (("export", {}),)),
    ("slip", "add a logo w/ a fade in", (("watermark", {}),)),
    ("slip", "brigthen the vid a lil bit", (("color", {"look": "brighter"}),)),
    ("slip", "trim 3s off teh start", (("trim_start", {"seconds": 3}),)),
    ("slip", "get ride of the music", (("remove_music", {}),)),
    ("slip", "stablize clip 1", (("stabilize", {}),)),
    ("slip", "lets add sum music thats chill", (("music", {}),)),
    ("slip", "its too dark", (("color", {"look": "brighter"}),)),
    ("slip", "cld u make it 30 secs", (("set_duration", {"seconds": 30}),)),
    ("slip", "pls rm the 2nd clip", (("delete_clip", {"which": 2}),)),
    ("slip", "ROTATE 90 DEGREES", (("rotate", {"deg": 90}),)),
    ("slip", "Add   captions   !!!", (("captions", {}),)),
)  # fmt: skip


def joined() -> Iterator[Built]:
    for name, text, wanted in JOINED:
        yield Built(name, wanted[0][0], text, wanted)


NOT_ASKED: dict[str, tuple[str, ...]] = {
    "how it is done": ("how do I {base}?", "how can I {base}", "what's the best way to {base}?", "how would you {base}?", "can you explain how to {base}?", "where do I click to {base}?"),
    "whether to": ("should I {base}?", "do you think I should {base}?", "would it be better to {base}?", "is it a good idea to {base}?"),
    "what if": ("what happens if I {base}?", "how long does it take to {base}?", "how much does it cost to {base}?"),
    "already done": ("did you {base}?", "have you already {done_base}?", "why did you {base}?"),
    "not to do": ("don't {base}", "do not {base}", "please don't {base}", "never {base}", "don't {base} yet"),
}  # fmt: skip
"""Ways to speak of an act without asking for it: nothing may be done."""


def not_asked() -> Iterator[Built]:
    for act in ACTS:
        first, _, particle = act.verb.partition(" ")
        verb = _DONE.get(first) or first + ("d" if first.endswith("e") else "ed")
        done_base = " ".join(each for each in (verb, particle, act.object, act.rest) if each)
        for name, frames in NOT_ASKED.items():
            for frame in frames:
                yield Built(name, act.op, frame.format(base=base(act), done_base=done_base), ())


def built(most: int) -> list[Built]:
    """All that is joined, and so many of the rest, always the same."""
    return [*joined(), *sampled([*acts(), *things(), *qualities(), *places(), *not_asked()], most)]
