"""Wrong acts that slips of the tongue, asides and half sentences once led to: what was said last counts, and what is
said of one thing is done to that thing alone."""

from __future__ import annotations

import pytest

from rushes.language.reading import Route
from rushes.language.rules import read


def asked(text: str) -> list[tuple[str, dict]]:
    return [(each.op, dict(each.params)) for each in read(text).intents]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("play it at half speed, no, third speed in clip 2", [("speed", {"factor": 0.3333, "clip": 2})]),
        ("silence clip 1, no, clip 4", [("mute", {"clip": 4})]),
        ("take off the first 6 seconds - actually 9", [("trim_start", {"seconds": 9})]),
        ("trim it to 50 seconds, make that 40", [("set_duration", {"seconds": 40})]),
        ('put the title "Day 1" - make that "Day One"', [("title", {"text": "Day One"})]),
        ("lose the first shot. wait no, the second", [("delete_clip", {"which": 2})]),
        ("rotate it 90, I mean 270 degrees", [("rotate", {"deg": 270})]),
        ("some rock music, no wait, folk music", [("music", {"mood": "folk"})]),
        ("make it sepia - no, black and white", [("color", {"look": "bw"})]),
        ("cut 0:05 to 0:09, no, 0:15 to 0:19", [("cut_range", {"start": 15, "end": 19})]),
        ("mute clip 3, scratch that, delete it", [("delete_clip", {"which": 3})]),
        ("blur the background. no wait, brighten clip 2", [("color", {"look": "brighter", "clip": 2})]),
        ("move the beach clip to the end, sorry, the forest clip", [("reorder", {"clip": "forest", "to": "end"})]),
        ("a title, I mean captions", [("captions", {})]),
        ("export mov - no, webm", [("export", {"format": "webm"})]),
        ("mute the first seven seconds, or rather twelve", [("mute", {"start": 0, "end": 12})]),
    ],
)  # fmt: skip
def test_the_last_word_counts(text, wanted):
    assert asked(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("make it brighter, make it warmer", [("color", {"look": "brighter"}), ("color", {"look": "warmer"})]),
        ("no music, no captions", [("remove_music", {}), ("remove_text", {"which": "captions"})]),
        ("nobody sits through 9 minutes of this, make it 3", [("set_duration", {"seconds": 180})]),
        ("drop clip 1. actually no, keep it, drop clip 3", [("delete_clip", {"which": 3})]),
    ],
)  # fmt: skip
def test_what_is_no_correction_takes_nothing_back(text, wanted):
    assert asked(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a tighter intro? 3 seconds tops", {"max": 3, "seconds": 3, "clip": "intro"}),
        ("the outro should be 4 seconds at most", {"max": 4, "seconds": 4, "clip": "outro"}),
        ("clip 3? 5 secs max", {"max": 5, "seconds": 5, "clip": 3}),
    ],
)
def test_a_length_is_of_the_thing_just_named(text, wanted):
    assert asked(text) == [("set_duration", wanted)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("title reads OPEN DAY, fades in at 1s and is gone by 4s", {"text": "OPEN DAY", "animation": "fade in", "start": 1, "end": 4}),
        ('title reads "Round Two", big, gone by 6s', {"text": "Round Two", "size": "bigger", "end": 6}),
        ('add the title "Round Two" at 2s, fades out by 7s', {"start": 2, "text": "Round Two", "end": 7}),
        ('a title saying "Round Two", 4 seconds tops', {"text": "Round Two", "duration": 4}),
        ("title reads Cut and Paste in the middle", {"text": "Cut and Paste", "position": "center"}),
    ],
)  # fmt: skip
def test_a_title_says_what_it_reads_and_goes_when_told(text, wanted):
    assert asked(text) == [("title", wanted)]


@pytest.mark.parametrize(
    "text", ["two versions: 20s for reels, 45s for facebook", "I need a 15 second cut and a 40 second cut", "export one in 16:9 and another in 1:1"]
)  # fmt: skip
def test_several_versions_are_asked_about_rather_than_one_made(text):
    reading = read(text)
    assert (reading.route, reading.topic, reading.intents) == (Route.UNCLEAR, "versions", ())


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("third clip's a bit hot", [("volume", {"level": "down", "clip": 3})]),
        ("audio's peaking on clip 1", [("volume", {"level": "down", "clip": 1})]),
        ("first shot's too dark", [("color", {"look": "brighter", "clip": 1})]),
        ("second clip's audio is too quiet", [("volume", {"level": "up", "clip": 2})]),
    ],
)
def test_what_is_wrong_with_one_clip_is_mended_there(text, wanted):
    assert asked(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("put on some jazz, cut the first 3 seconds and turn it down", ("music_volume", {"level": "down"})),
        ("make it warmer, soft music at half volume", ("music", {"mood": "soft", "volume": 0.5})),
        ("trim the last 4 seconds, calm music at low volume", ("music", {"mood": "calm", "volume": "low"})),
    ],
)
def test_the_music_just_named_is_what_is_turned_down(text, wanted):
    assert asked(text)[-1] == wanted


def test_a_sound_by_which_parts_are_told_is_not_put_in():
    assert asked("keep the audience laughing bits") == [("keep_content", {"what": "audience laughing bits"})]


@pytest.mark.parametrize(
    "text", ["was anything cut out of clip 2?", "did you mute clip 1?", "were the captions removed?"]
)
def test_what_was_done_is_asked_and_nothing_is_done_again(text):
    assert (read(text).route, read(text).intents) == (Route.STATUS, ())


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("every time I drop the pen, take that out", [("remove_content", {"what": "I drop the pen"})]),
        ("whenever he sneezes, cut it", [("remove_content", {"what": "he sneezes"})]),
        ("everything before he opens the gate can go", [("trim_start", {"until": "he opens the gate"})]),
        ("show the finished table first, then go back to the beginning of the build", [("reorder", {"clip": "table", "to": "start"})]),
        ("at 1:20 I write the answer on the wall, zoom in on it", [("zoom", {"kind": "in", "start": 80, "region": "write the answer on the wall"})]),
        ("put a text in the lower left", [("text_overlay", {"position": "bottom_left"})]),
        ("delete 45 to 52", [("cut_range", {"start": 45, "end": 52})]),
    ],
)  # fmt: skip
def test_what_the_footage_shows_is_told_and_not_ordered(text, wanted):
    assert asked(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("keep the sound but black out the picture from 8 to 11", [("visual_effect", {"name": "black out", "start": 8, "end": 11})]),
        ("keep clip 2 but mute it", [("mute", {"clip": 2})]),
        ("scrap the last edit but leave the titles", [("undo", {})]),
        ("remove every shot longer than 12 seconds", [("delete_clip", {"which": "longer than 12 seconds"})]),
        ("the green tint on the garden shots, can that go?", [("auto_color", {})]),
        ("that title, can it go?", [("remove_text", {"which": "title"})]),
        ("soft harp behind his story", [("music", {"mood": "soft harp"})]),
        ("put our logo (sun.svg) small in the corner, top left", [("watermark", {"position": "top_left", "file": "sun.svg"})]),
        ("the reveal needs a chime sound", [("sfx", {"name": "chime"})]),
        ("rush through the set-up until I make the first cut", [("speed", {"level": "up"})]),
        ("anonymize the guest: pixelate the face", [("blur", {"region": "face"})]),
        ("move 3 before 1", [("reorder", {"clip": 3, "to": "before 1"})]),
        ("triple speed but keep the pitch", [("speed", {"factor": 3, "keep_pitch": True})]),
        ("fewer cuts please", []),
    ],
)  # fmt: skip
def test_nothing_beside_what_was_asked_is_done(text, wanted):
    assert asked(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('add a text that says "Stop" at 9 seconds and keep it for 3 seconds', [("text_overlay", {"start": 9, "text": "Stop", "duration": 3})]),
        ('put the title "Stop" in and leave it up for 2 seconds', [("title", {"text": "Stop", "duration": 2})]),
        ("add a logo and keep it there for 6 seconds", [("watermark", {"duration": 6})]),
        ("if there is a silence longer than 3 seconds, shorten it to 1", [("remove_silence", {"min_seconds": 3})]),
        ("the title stays too long, shorten it to 3 seconds", [("edit_text", {"which": "title", "duration": 3})]),
        ("the fade is too long, make it 2 seconds", [("transition", {"duration": 2})]),
        ("the intro card is too long, cut it to 4 seconds", [("set_duration", {"seconds": 4, "clip": "intro"})]),
        ("add a chime and make it quieter", [("sfx", {"name": "chime", "volume": "down"})]),
        ("the transition is abrupt, could it be softer?", [("transition", {})]),
        ("too slow. half of it can go", [("set_duration", {"level": "down", "share": 0.5})]),
        ("keep clip 1 but remove its audio", [("mute", {"clip": 1})]),
    ],
)  # fmt: skip
def test_it_is_the_thing_just_named_and_not_the_film(text, wanted):
    assert asked(text)[-1:] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('it should stop right after he says "good night"', [("trim_end", {"from": "good night"})]),
        ('apply "Golden Hour" to clip 3', [("color", {"look": "Golden Hour", "clip": 3})]),
        ("no zooms please", [("remove_effect", {"which": "zoom"})]),
        ("tint it purple", [("color", {"look": "purple"})]),
        ("add cricket sounds quietly in the background", [("sfx", {"name": "cricket"})]),
        ("show the word over his head", []),
        ("mov to webm", [("export", {"format": "webm"})]),
        ('add the text "Hi" while she waves (0:04-0:06)', [("text_overlay", {"start": 4, "end": 6, "text": "Hi"})]),
        ("insert a 2 second black gap between the chapters", [("insert_clip", {"what": "black", "duration": 2})]),
        ("the old version was better", [("undo", {})]),
    ],
)  # fmt: skip
def test_words_that_only_look_like_another_order(text, wanted):
    assert asked(text) == wanted


ORDERS = ("delete clip 2", "mute the audio", "cut the first 5 seconds", "speed it up", "add captions")
UNWANTED = (
    "don't {}", "let's not {} yet", "I'd rather not {}", "stop trying to {}", "I was going to {} but changed my mind",
    "my friend told me to {} but I disagree", "maybe {} later, not now", "{}? no thanks", "should I {}?", "not sure if I should {}",
    "how would it look if you {}?", "if I {} will it still be in sync?", "would you {} if it were yours?", "did you {}?",
)  # fmt: skip
"""Ways to speak of an order without giving it."""


@pytest.mark.parametrize("frame", UNWANTED)
def test_what_is_only_spoken_of_is_not_done(frame):
    assert [order for order in ORDERS if asked(frame.format(order))] == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("brighten clip 1, then reverse it", {"clip": 1}),
        ("slow down clip 2 and move it to the end", {"to": "end", "clip": 2}),
        ("speed up clip 2 and delete it", {"which": 2}),
        ("make clip 1 warmer and fade it out", {"clip": 1}),
        ("reverse clip 3 and duplicate it", {"clip": 3}),
        ("trim clip 2 and mute it", {"clip": 2}),
        ("add logo.png top left and fade it out", {"file": "logo.png", "position": "top_left", "animation": "fade out"}),
        ("delete clip 2 and slow it down", {}),
    ],
)  # fmt: skip
def test_it_is_the_clip_just_named(text, wanted):
    assert asked(text)[-1][1] == wanted


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("mute the last half", {"where": "second_half"}),
        ("rotate the last 4 seconds by 90 degrees", {"where": "end", "seconds": 4}),
        ("flip everything after 0:30", {"start": 30}),
        ("turn down the second clip", {"clip": 2}),
        ("turn down the river clip", {"clip": "river"}),
        ("loop the middle part", {"where": "middle"}),
        ("put a title on the river clip", {"clip": "river"}),
        ("put jazz over the final 8 seconds", {"where": "end"}),
    ],
)
def test_a_place_that_was_named_is_kept(text, place):
    ((_, params),) = asked(text)
    assert place.items() <= params.items()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("cut off the last 6 seconds plus loop it twice", [("trim_end", {"seconds": 6}), ("loop", {"count": 2})]),
        ("rotate clip 1 by 90 degrees plus add the title 'Hi'", [("rotate", {"deg": 90, "clip": 1}), ("title", {"text": "Hi"})]),
        ("blur the faces and color correct the footage", [("blur", {"region": "faces"}), ("auto_color", {})]),
        ("split at 0:20; make it 30 seconds", [("split", {"at": 20}), ("set_duration", {"seconds": 30})]),
        ("add logo.png top left. Make it 30 seconds", [("watermark", {"file": "logo.png", "position": "top_left"}), ("set_duration", {"seconds": 30})]),
        ("mute the last clip. Make it black and white", [("mute", {"clip": "last"}), ("color", {"look": "bw"})]),
        ("mute clip 1 -> make it vertical", [("mute", {"clip": 1}), ("aspect", {"ratio": "9:16"})]),
        ("speed up 0:00-0:10, keep the rest normal", [("speed", {"level": "up", "start": 0, "end": 10})]),
        ("volume of clip 1 down to 50%, clip 2 up to 110%", [("volume", {"factor": 0.5, "clip": 1}), ("volume", {"factor": 1.1, "clip": 2})]),
        ("deliver it in 720p plus keep the 4K master", [("export", {"resolution": "720p"})]),
    ],
)  # fmt: skip
def test_orders_side_by_side_are_each_done_as_if_alone(text, wanted):
    assert asked(text) == wanted
