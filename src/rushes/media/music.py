"""Music by mood: the tracks that come with the `immich-memories-music` package, and the words they answer to.

28 pieces of about half a minute (MIT, no attribution needed, made by a model: see `licence`), meant to be looped.
Moods are English keys and their synonyms; other languages map their words to these.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from importlib.metadata import distribution
from pathlib import Path

from immich_memories_music import tracks_dir

from rushes.model.time import Seconds

PACKAGE = "immich-memories-music"


@dataclass(frozen=True, slots=True)
class MusicTrack:
    """One piece of music. `duration` is exact, without the codec's padding; `loudness_lufs` is integrated
    (EBU R 128); peaks reach -1 dBFS in all of them."""

    file: str
    mood: str
    style: str
    tempo_bpm: int
    key: str
    duration: Seconds
    loudness_lufs: float

    @property
    def path(self) -> Path:
        return tracks_dir() / self.mood / self.file

    @property
    def name(self) -> str:
        """As people are told it: `Calm acoustic 1`."""
        number = self.file.removesuffix(".opus").rpartition("_")[2].removeprefix("s")
        return f"{self.mood.capitalize()} {self.style} {number}"


def _track(stem: str, tempo_bpm: int, key: str, duration: str, loudness_lufs: float) -> MusicTrack:
    mood, style, _ = stem.split("_")
    return MusicTrack(f"{stem}.opus", mood, style, tempo_bpm, key, Fraction(duration), loudness_lufs)


TRACKS = (
    _track("calm_acoustic_1", 68, "C major", "32.3", -13.1),
    _track("calm_acoustic_s411", 68, "C major", "31.95", -12.3),
    _track("calm_acoustic_s522", 68, "C major", "29.6", -10.9),
    _track("calm_electronic_s411", 72, "D major", "30.95", -13.2),
    _track("calm_electronic_s522", 72, "D major", "32.2", -12.3),
    _track("energetic_acoustic_1", 132, "D minor", "30.55", -13.8),
    _track("energetic_acoustic_2", 132, "D minor", "31.65", -13.9),
    _track("energetic_acoustic_s522", 132, "D minor", "31.65", -12.6),
    _track("energetic_electronic_2", 150, "G minor", "31.7", -11.8),
    _track("energetic_electronic_s411", 150, "E minor", "32.0", -10.7),
    _track("happy_acoustic_1", 110, "E major", "32.65", -13.1),
    _track("happy_acoustic_2", 110, "E major", "29.45", -13.4),
    _track("happy_acoustic_s411", 110, "E major", "31.7", -11.6),
    _track("happy_electronic_1", 123, "A major", "31.45", -13.1),
    _track("happy_electronic_2", 123, "A major", "32.6", -11.9),
    _track("happy_electronic_s411", 123, "F major", "31.55", -13.8),
    _track("nostalgic_acoustic_1", 78, "F minor", "32.65", -11.3),
    _track("nostalgic_acoustic_s411", 78, "F minor", "30.9", -11.8),
    _track("nostalgic_acoustic_s522", 78, "F minor", "32.7", -11.3),
    _track("nostalgic_electronic_2", 84, "Bb minor", "31.1", -10.8),
    _track("nostalgic_electronic_s411", 84, "G minor", "31.35", -12.5),
    _track("nostalgic_electronic_s522", 84, "G minor", "32.1", -13.6),
    _track("tender_acoustic_1", 90, "G major", "32.0", -10.8),
    _track("tender_acoustic_2", 90, "G major", "32.0", -13.4),
    _track("tender_acoustic_s411", 90, "G major", "32.0", -14.3),
    _track("tender_electronic_1", 99, "C major", "30.1", -14.2),
    _track("tender_electronic_2", 99, "C major", "30.8", -12.5),
    _track("tender_electronic_s411", 99, "A major", "29.5", -11.9),
)

MOODS: dict[str, tuple[str, ...]] = {
    "calm": ("calm acoustic", "calm electronic", "tender acoustic"),
    "lo-fi": ("calm electronic", "nostalgic electronic"),
    "upbeat": ("happy electronic", "happy acoustic", "energetic acoustic"),
    "happy": ("happy acoustic", "happy electronic"),
    "energetic": ("energetic electronic", "energetic acoustic"),
    "fast": ("energetic electronic", "energetic acoustic"),
    "epic": ("energetic acoustic", "energetic electronic"),
    "dramatic": ("energetic acoustic", "nostalgic acoustic"),
    "cinematic": ("nostalgic acoustic", "tender acoustic"),
    "nostalgic": ("nostalgic acoustic", "nostalgic electronic"),
    "sad": ("nostalgic acoustic", "nostalgic electronic"),
    "tender": ("tender acoustic", "tender electronic"),
    "warm": ("tender acoustic", "tender electronic"),
    "inspiring": ("tender electronic", "happy electronic"),
    "corporate": ("tender electronic", "happy electronic"),
    "electronic": ("happy electronic", "energetic electronic", "calm electronic"),
    "acoustic": ("happy acoustic", "tender acoustic", "calm acoustic"),
    "travel": ("happy acoustic", "happy electronic"),
    "holiday": ("happy acoustic",),
    "funny": ("happy acoustic",),
}
"""For each mood the groups of tracks that fit it, the best first. Rock, jazz, hip hop and classical music have
none: better to say so than to play something else."""

SYNONYMS = {
    "lofi": "lo-fi",
    "chillhop": "lo-fi",
    "chill": "lo-fi",
    "relaxing": "calm",
    "relaxed": "calm",
    "peaceful": "calm",
    "gentle": "calm",
    "soft": "calm",
    "ambient": "calm",
    "quiet": "calm",
    "mellow": "calm",
    "cheerful": "happy",
    "joyful": "happy",
    "fun": "happy",
    "bright": "upbeat",
    "lively": "upbeat",
    "uplifting": "upbeat",
    "positive": "upbeat",
    "pop": "upbeat",
    "energy": "energetic",
    "powerful": "energetic",
    "exciting": "energetic",
    "workout": "energetic",
    "sport": "energetic",
    "action": "fast",
    "tense": "dramatic",
    "heroic": "epic",
    "movie": "cinematic",
    "film": "cinematic",
    "emotional": "sad",
    "melancholy": "sad",
    "melancholic": "sad",
    "retro": "nostalgic",
    "vintage": "nostalgic",
    "memories": "nostalgic",
    "romantic": "tender",
    "love": "tender",
    "sweet": "tender",
    "wedding": "tender",
    "motivational": "inspiring",
    "hopeful": "inspiring",
    "business": "corporate",
    "tech": "corporate",
    "edm": "electronic",
    "techno": "electronic",
    "folk": "acoustic",
    "guitar": "acoustic",
    "summer": "travel",
    "vlog": "travel",
    "adventure": "travel",
    "christmas": "holiday",
    "birthday": "holiday",
    "festive": "holiday",
    "quirky": "funny",
    "playful": "funny",
}


def mood_key(asked: str) -> str | None:
    """The mood that `asked` means ("Lo-Fi beats", "some relaxing music"): its first word that is one, or None."""
    words = re.findall(r"[a-z]+", asked.lower().replace("lo-fi", "lofi").replace("lo fi", "lofi"))
    for word in words:
        key = SYNONYMS.get(word, word)
        if key in MOODS:
            return key
    return None


def tracks_for(asked: str) -> tuple[MusicTrack, ...]:
    """The tracks that fit a mood, the best first, always in the same order; none where nothing fits."""
    groups = MOODS.get(mood_key(asked) or "", ())
    return tuple(track for group in groups for track in TRACKS if f"{track.mood} {track.style}" == group)


class PackagedMusic:
    """The studio's music: these tracks."""

    def track(self, mood: str, avoid: tuple[str, ...] = ()) -> tuple[Path, str] | None:
        """The file and name of the best track for `mood`, None where there is none; the first whose name is not in
        `avoid`, if there is one."""
        fitting = tracks_for(mood)
        if not fitting:
            return None
        chosen = next((track for track in fitting if track.name not in avoid), fitting[0])
        return chosen.path, chosen.name


def licence() -> str:
    """What the makers of the music say about its use, word for word."""
    return distribution(PACKAGE).read_text("licenses/LICENSE-MUSIC") or ""
