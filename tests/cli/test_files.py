"""Files and words are told apart, and a mistyped name is met with the right one."""

from __future__ import annotations

from pathlib import Path

import pytest

from rushes.cli.files import FilesFirst, IsAFolder, IsAnAddress, NoSuchFile, existing, told_apart


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("drone.mp4", "coast.mov", "Holiday Film.MP4", "noending"):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "footage").mkdir()
    (tmp_path / "footage" / "deep.mp4").write_bytes(b"")
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "files", "words"),
    [
        (["drone.mp4", "make it warmer"], ["drone.mp4"], "make it warmer"),
        (["drone.mp4", "coast.mov", "join"], ["drone.mp4", "coast.mov"], "join"),
        (["drone.mp4", "coast.mov"], ["drone.mp4", "coast.mov"], ""),
        (["make it warmer"], [], "make it warmer"),
        (["make", "it", "warmer"], [], "make it warmer"),
        (["drone.mp4", "cut", "0:05", "to", "0:10"], ["drone.mp4"], "cut 0:05 to 0:10"),
        (["noending", "-"], ["noending"], "-"),
        (["Holiday Film.MP4", "put drone.mp4 first"], ["Holiday Film.MP4"], "put drone.mp4 first"),
        (["footage/deep.mp4", "9:16"], ["footage/deep.mp4"], "9:16"),
        (["drone.mp4", "暖一点。"], ["drone.mp4"], "暖一点。"),
        (["drone.mp4", ""], ["drone.mp4"], ""),
        (["drone.mp4", "x" * 5000], ["drone.mp4"], "x" * 5000),
        ([], [], ""),
    ],
)
def test_files_come_first_and_words_last(arguments, files, words):
    asked = told_apart(arguments)
    assert asked.files == tuple(map(Path, files))
    assert asked.words == words


@pytest.mark.parametrize(
    ("arguments", "near"),
    [
        (["drne.mp4", "make it warmer"], "drone.mp4"),
        (["drone.mov", "make it warmer"], "drone.mp4"),
        (["DRONE.MP4", "make it warmer"], "drone.mp4"),
        (["drone.mp4", "coats.mov", "join"], "coast.mov"),
        (["drnoe.mp4"], "drone.mp4"),
        (["footage/dep.mp4", "cut"], "footage/deep.mp4"),
    ],
)
def test_a_file_that_is_not_there_is_met_with_near_names(arguments, near):
    with pytest.raises(NoSuchFile) as told:
        told_apart(arguments)
    assert near in told.value.advice("en")
    assert near in told.value.advice("zh")


def test_nothing_near_is_no_hint():
    with pytest.raises(NoSuchFile) as told:
        told_apart(["zzzzzzzz.mkv", "cut"])
    assert told.value.advice("en") == ""


def test_folders_addresses_and_files_after_words_are_told():
    with pytest.raises(IsAFolder):
        told_apart(["footage/", "join them"])
    with pytest.raises(IsAFolder):
        existing(["footage"])
    with pytest.raises(IsAnAddress):
        told_apart(["https://example.com/a.mp4", "cut"])
    with pytest.raises(FilesFirst):
        told_apart(["join", "drone.mp4", "coast.mov"])
    assert existing(["drone.mp4"]) == (Path("drone.mp4"),)
