"""Originals: kept once, never changed, under names that no user chose."""

import hashlib
import json
import os
import subprocess
import sys
from collections import namedtuple

import pytest
from PIL import Image
from tests import footage

from rushes.media import ingest
from rushes.media.errors import DiskFull, EmptyFile, NotMedia
from rushes.media.ingest import Originals
from rushes.media.prober import Prober


class CountingProber(Prober):
    def __init__(self):
        super().__init__()
        self.probed = 0

    def probe(self, path, media_id=None, name=None):
        self.probed += 1
        return super().probe(path, media_id, name)


@pytest.fixture(scope="module")
def reader():
    with CountingProber() as prober:
        yield prober


@pytest.fixture
def originals(tmp_path, reader):
    reader.probed = 0
    return Originals(tmp_path / "store", reader)


def files_in(originals):
    return sorted(path for path in originals.root.rglob("*") if path.is_file())


def test_original_is_the_same_bytes_under_their_hash(originals):
    source = footage.cfr30()
    media = originals.add(source, "beach.mp4")
    kept = originals.path_of(media.id)
    assert media.id == hashlib.sha256(source.read_bytes()).hexdigest() == kept.name
    assert kept.read_bytes() == source.read_bytes()
    assert originals.frames_of(media.facts) == kept
    assert originals.is_intact(media.id)
    assert media.name == "beach.mp4" and media.facts.video.frames == 60


def test_original_can_not_be_written_to(originals):
    kept = originals.path_of(originals.add(footage.cfr30(), "a.mp4").id)
    assert kept.stat().st_mode & 0o222 == 0


def test_changing_the_source_later_changes_nothing(originals, tmp_path):
    source = tmp_path / "a.mp4"
    source.write_bytes(footage.cfr30().read_bytes())
    media = originals.add(source, "a.mp4")
    source.write_bytes(b"gone")
    assert originals.is_intact(media.id)


def test_same_bytes_are_kept_and_read_once_whatever_their_name(originals, reader):
    first, again = originals.add(footage.cfr30(), "a.mp4"), originals.add(footage.cfr30(), "b.mp4")
    assert first.id == again.id and (first.name, again.name) == ("a.mp4", "b.mp4")
    assert reader.probed == 1
    assert len([path for path in files_in(originals) if "originals" in path.parts]) == 1


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../../etc/passwd.mp4", "passwd.mp4"),
        ("C:\\Users\\me\\clip.mp4", "clip.mp4"),
        ("a\0b\n.mp4", "ab.mp4"),
        ("", "media"),
        ("x" * 5000 + ".mp4", "x" * 200),
        ("我的视频 🎬.mp4", "我的视频 🎬.mp4"),
    ],
)
def test_user_names_never_become_paths(originals, name, shown):
    media = originals.add(footage.no_audio(), name)
    assert media.name == shown
    assert all(path.name.split(".")[0] == media.id for path in files_in(originals))


def test_wrong_ending_is_warned_of_for_that_name_only(originals):
    assert originals.add(footage.cfr30(), "a.webm").facts.warnings == ("wrong_name",)
    assert originals.add(footage.cfr30(), "a.mp4").facts.warnings == ()


def test_refused_file_leaves_nothing_behind(originals, tmp_path):
    bad = tmp_path / "bad.mp4"
    bad.write_bytes(b"PK\x03\x04" + bytes(100))
    with pytest.raises(NotMedia):
        originals.add(bad, "bad.mp4")
    bad.write_bytes(b"")
    with pytest.raises(EmptyFile):
        originals.add(bad, "bad.mp4")
    with pytest.raises(NotMedia):
        originals.add(tmp_path, "folder.mp4")
    assert files_in(originals) == []


def test_standin_lies_beside_and_is_made_again_when_lost(originals, tmp_path):
    picture = tmp_path / "a.gif"
    Image.new("RGB", (20, 10), (200, 10, 10)).save(
        picture, save_all=True, append_images=[Image.new("RGB", (20, 10))], duration=80
    )
    media = originals.add(picture, "a.gif")
    frames = originals.frames_of(media.facts)
    before = footage.frame_times(frames)
    assert frames != originals.path_of(media.id) and len(before) == 2
    frames.unlink()
    assert footage.frame_times(originals.frames_of(media.facts)) == before


def test_facts_of_an_older_version_are_found_anew(originals, reader):
    media = originals.add(footage.cfr30(), "a.mp4")
    place = originals._place("facts", media.id, ".json")
    old = json.loads(place.read_text())
    place.write_text(json.dumps({**old, "version": 0}))
    assert originals.facts_of(media.id) is None
    assert originals.add(footage.cfr30(), "a.mp4") == media
    assert reader.probed == 2 and originals.facts_of(media.id) == media.facts


def test_torn_facts_file_is_found_anew(originals):
    media = originals.add(footage.cfr30(), "a.mp4")
    originals._place("facts", media.id, ".json").write_text('{"version": 1, "fac')
    assert originals.add(footage.cfr30(), "a.mp4") == media


def test_full_disk_is_told_before_anything_is_copied(originals, monkeypatch):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(ingest, "_share_blocks", lambda source, target: False)
    monkeypatch.setattr(ingest.shutil, "disk_usage", lambda path: usage(10**9, 10**9, 5 * 2**20))
    with pytest.raises(DiskFull) as caught:
        originals.add(footage.cfr30(), "a.mp4")
    assert "5 MB free" in str(caught.value) and "5 MB" in caught.value.text("zh")
    assert files_in(originals) == []


def test_disk_that_fills_up_while_copying_is_told_and_cleaned_up(originals, monkeypatch):
    def no_room(*_):
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(ingest.hashlib, "sha256", no_room)
    monkeypatch.setattr(ingest, "_share_blocks", lambda source, target: False)
    with pytest.raises(DiskFull):
        originals.add(footage.cfr30(), "a.mp4")
    assert files_in(originals) == []


def test_lost_original_is_named(originals):
    media = originals.add(footage.cfr30(), "a.mp4")
    originals.path_of(media.id).unlink()
    with pytest.raises(ingest.OriginalMissing):
        originals.path_of(media.id)
    assert originals.add(footage.cfr30(), "a.mp4").id == media.id
    assert originals.is_intact(media.id)


def test_store_is_quick_to_load():
    """The command line asks for it at each start; the libraries that read media belong to the reader process."""
    code = "import sys, rushes.media.ingest; print(sorted({'av', 'PIL', 'numpy'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "[]"
