"""`rushes chat` over a studio with nothing behind it: what is said, what is taken in, what goes wrong."""

from __future__ import annotations

import pytest

from rushes.cli.chat import _files_and_words
from tests.cli.command_line import CommandLine


@pytest.fixture
def run(tmp_path, monkeypatch):
    """A command line in an empty folder, on this machine, in English."""
    command_line = CommandLine(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("rushes.assemble.assembled", lambda settings: command_line.desk)
    for name in ("LC_ALL", "LC_MESSAGES", "RUSHES_DATA", "NEMO_API_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    return command_line


def chat(run, *lines, options=()):
    return run("chat", *options, typed="\n".join(lines))


def sketched(run):
    (session,) = run.desk.store.sessions("local")
    return run.desk.sketch(session)


def test_files_and_words_in_one_line(run):
    run.files("a.mp4", "b c.mp4")
    said = chat(run, "a.mp4 'b c.mp4' trim the first 2 seconds")
    assert sketched(run).startswith("a2-10 ")
    assert "rushes  " in said.out and said.out.rstrip().endswith("r2")
    assert "is saved. To go on: rushes chat -c" in said.talk


def test_a_session_is_made_when_there_is_something_for_it(run):
    assert chat(run, "", "/help", "/quit", "never said").code == 0
    assert run.desk.store.sessions("local") == ()


def test_going_on_with_the_last_session(run):
    run.files("a.mp4")
    chat(run, "a.mp4")
    chat(run, "trim the first 2 seconds", options=["-c"])
    assert sketched(run) == "a2-10"


def test_commands_change_the_same_session(run):
    run.files("a.mp4")
    said = chat(run, "a.mp4", "trim the first 2 seconds", "/undo", "/redo", "/undo", "trim the last 1 second", "/diff")
    assert sketched(run) == "a0-9"
    assert "r5 -> r6" in said.talk


def test_a_question_is_answered_by_number(run):
    run.files("a.mp4")
    said = chat(run, "a.mp4", "add a title", "1")
    assert "1. add the title 'Hello'" in said.out
    assert sketched(run) == 'a0-10 | t "Hello" 0-3'


def test_an_export_in_words_and_by_command(run):
    run.files("a.mp4")
    said = chat(run, "a.mp4", "export", "/export -o mine.mp4")
    assert said.code == 0
    assert (run.folder / "mine.mp4").exists() and len(list(run.folder.glob("*.mp4"))) == 3


def test_mistakes_are_told_and_the_talk_goes_on(run):
    run.files("a.mp4")
    said = chat(run, "/bogus", "nothere.mp4", "bad.mp4", "a.mp4", "/undo 99x", "trim the first 2 seconds")
    assert "There is no /bogus here." in said.talk
    assert "There is no file nothere.mp4." in said.talk
    assert "99x" in said.talk
    assert sketched(run) == "a2-10"


def test_sessions_are_changed_by_name(run):
    run.files("a.mp4")
    chat(run, "a.mp4")
    (first,) = run.desk.store.sessions("local")
    said = chat(run, "/sessions", f"/sessions {first.name}", "trim the first 2 seconds")
    assert first.name in said.out and f"{first.name}  r1" in said.talk
    assert sketched(run) == "a2-10"


def test_chinese_is_answered_in_chinese(run):
    run.files("a.mp4")
    assert "开头剪掉 2 秒" in chat(run, "a.mp4 剪掉前2秒").out


def test_a_turn_that_is_stopped_leaves_the_talk_open(run, monkeypatch):
    run.files("a.mp4")
    stopped = []

    def say(*_, **__):
        stopped.append(1)
        raise KeyboardInterrupt

    monkeypatch.setattr("rushes.studio.conversation.Conversation.say", say)
    said = chat(run, "a.mp4", "make it warmer", "/show")
    assert stopped and "Stopped. What was saved is saved." in said.talk
    assert "a.mp4" in said.out


@pytest.mark.parametrize(
    ("line", "files", "words"),
    [
        ("a.mp4", ["a.mp4"], ""),
        ("'b c.mp4'", ["b c.mp4"], ""),
        ("b\\ c.mp4 make it warmer", ["b c.mp4"], "make it warmer"),
        ("b c.mp4", ["b c.mp4"], ""),
        ("a.mp4 add the title 'It is'", ["a.mp4"], "add the title 'It is'"),
        ("trim a.mp4", [], "trim a.mp4"),
        ("don't cut it", [], "don't cut it"),
        ("gone.mp4", ["gone.mp4"], ""),
        ("把 a.mp4 剪短", [], "把 a.mp4 剪短"),
    ],
)
def test_files_come_first(line, files, words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("a.mp4", "b c.mp4"):
        (tmp_path / name).write_bytes(b"")
    assert _files_and_words(line) == (files, words)


def test_files_dropped_as_addresses(tmp_path):
    (tmp_path / "b c.mp4").write_bytes(b"")
    path = tmp_path / "b c.mp4"
    assert _files_and_words(path.as_uri()) == ([str(path)], "")
