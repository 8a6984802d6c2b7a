"""The sound of an export: planned on a clock of samples, mixed in blocks, encoded, checked.

plan.py       what is heard when: voices, exact in samples; pure
decode.py     any stretch of a source, to the sample; conform.py brings it to stereo at 48 kHz
stretch.py    faster and slower at the same pitch
voice.py      one voice played: backwards, looped, stretched, faded
mix.py        all voices added up; duck.py, limit.py, loudness.py keep them in their places
encode.py     AAC packets for the MP4 writer, or a file of its own
silences.py   where nobody speaks
check.py      the finished file looked at again
"""

from rushes.render.sound.check import check_sound, edges_of
from rushes.render.sound.encode import Edges, EncodedSound, encode_sound
from rushes.render.sound.mix import mixed
from rushes.render.sound.plan import SoundPlan, sound_plan
from rushes.render.sound.silences import silences

__all__ = ["Edges", "EncodedSound", "SoundPlan", "check_sound", "edges_of", "encode_sound", "mixed", "silences",
           "sound_plan"]  # fmt: skip
