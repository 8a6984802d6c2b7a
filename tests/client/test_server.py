"""The command line and the chat against a `rushes serve` of our own: the same words, a real server."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import av
import httpx
import pytest
from click.testing import CliRunner

from rushes.cli.main import rushes
from rushes.client.client import client_of
from rushes.client.whoami import WhoAmI
from tests.client.bad_server import text_frame
from tests.conformance.serving import Server
from tests.footage import barcode_clip


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One that takes bodies of 40 kB at most: more comes in pieces."""
    own = Server(tmp_path_factory.mktemp("served"), RUSHES_MULTIPART_MOST_BYTES="40000").start()
    yield own
    own.stop()


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return barcode_clip(tmp_path_factory.mktemp("clips") / "city.mp4", frames=90, rate=30, size=(320, 180))


@dataclass
class Done:
    stdout: str
    stderr: str
    returncode: int


@dataclass
class Shell:
    """`rushes` in an empty folder, with a home of its own."""

    folder: Path
    address: str

    def __call__(self, *arguments: str, typed: str = "", **more: str) -> Done:
        done = CliRunner().invoke(rushes, list(arguments), input=typed, env=self._environment(more), prog_name="rushes")
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return Done(done.stdout, done.stderr, done.exit_code)

    def apart(self, *arguments: str) -> Done:
        """In a process of its own."""
        given = {name: value for name, value in self._environment({}).items() if value is not None}
        environment = {name: value for name, value in os.environ.items() if not name.startswith("NEMO_")} | given
        command = [sys.executable, "-m", "rushes", *arguments]
        done = subprocess.run(command, env=environment, cwd=self.folder, text=True, capture_output=True, timeout=90)
        return Done(done.stdout, done.stderr, done.returncode)

    def _environment(self, more: dict[str, str]) -> dict[str, str | None]:
        return {
            "NEMO_API_URL": self.address, "XDG_CONFIG_HOME": str(self.folder / "config"), "LANG": "en_GB.UTF-8",
            "LC_ALL": None, "LC_MESSAGES": None, "NEMO_TOKEN": None, "NEMO_CLIENT_ID": None, **more,
        }  # fmt: skip


@pytest.fixture
def shell(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    monkeypatch.chdir(tmp_path)
    return Shell(tmp_path, server.base)


def frames(path: Path) -> int:
    with av.open(str(path)) as film:
        return sum(1 for _ in film.decode(video=0))


def test_one_shot_from_words_to_file(shell, clip):
    done = shell.apart("edit", str(clip), "trim the first 1 second", "-o", "out.mp4")
    assert done.returncode == 0, done.stderr
    assert "[ok] r2  The clip: 1 s off the start" in done.stdout
    assert "320x180  30 fps  0:02" in done.stdout
    assert frames(shell.folder / "out.mp4") == 60
    shown = shell("show")
    assert "video   1   city.mp4   0:00-0:02   from 0:01" in shown.stdout
    assert "nmv_usr_" not in done.stdout + done.stderr + shown.stdout + shown.stderr


def test_an_export_asked_for_is_watched_and_fetched_later(shell, clip):
    shell("edit", str(clip), "trim the first 1 second")
    asked = shell("export", "--no-wait", "-o", "later.mp4")
    name = asked.stdout.strip()
    assert name.startswith("render_") and f"--render {name}" in asked.stderr
    assert name in shell("jobs").stdout
    watched = shell("jobs", "watch", name)
    assert watched.returncode == 0 and "done" in watched.stdout
    assert shell("export", "--render", name, "-o", "later.mp4").returncode == 0
    assert frames(shell.folder / "later.mp4") == 60
    assert shell("jobs", "cancel", name).stdout.rstrip().endswith("done")


def test_a_session_is_renamed_and_copied(shell, clip):
    shell("edit", str(clip), "trim the first 1 second")
    name = shell("sessions", "--json").stdout
    (was,) = [each["name"] for each in json.loads(name)["sessions"]]
    assert shell("sessions", "rename", was, "dawn film").returncode == 0
    forked = shell("sessions", "fork", "dawn")
    assert forked.returncode == 0 and "dawn film-2 is a copy of dawn film" in forked.stdout, forked.stderr
    assert shell("edit", "-c", "mute everything").returncode == 0
    told = {each["name"]: each["revision"] for each in json.loads(shell("sessions", "--json").stdout)["sessions"]}
    assert told == {"dawn film": 2, "dawn film-2": 3}, "-c goes on with the copy"
    taken = shell("sessions", "rename", "dawn film-2", "dawn film")
    assert taken.returncode == 2 and "dawn film" in taken.stderr


def test_a_server_without_these_calls_is_no_riddle(shell, fake):
    for arguments in (("rename", "s1", "other"), ("fork", "s1")):
        done = shell("sessions", *arguments, NEMO_API_URL=fake.base, NEMO_TOKEN="t")
        assert done.returncode == 2 and f"rushes sessions {arguments[0]}" in done.stderr


def test_a_frame_of_the_cut_is_kept_as_a_picture(shell, clip):
    shell("edit", str(clip), "trim the first 1 second")
    assert shell("preview", "0:01", "-o", "frame.jpg").returncode == 0
    assert (shell.folder / "frame.jpg").read_bytes()[:2] == b"\xff\xd8"
    assert shell("preview", "0", "-o", "frame.jpg").returncode == 2


def test_a_turn_that_is_interrupted_is_stopped_at_the_server(shell, clip, monkeypatch):
    shell("edit", str(clip), "trim the first 1 second")
    calls = []

    def interrupted(self, *_, **__):
        raise KeyboardInterrupt

    def asked(self, session, key):
        calls.append(key)
        return True

    monkeypatch.setattr("rushes.client.turns.Turns._hear", interrupted)
    monkeypatch.setattr("rushes.client.turns.Turns._stop", asked)
    done = shell("edit", "-c", "make it warmer")
    assert done.returncode == 130 and calls and "Stopped at the server; nothing was changed." in done.stderr


def test_a_chat_from_standard_input(shell, clip):
    said = [
        f"'{clip}' trim the last 1 second",
        "make it warmer",
        "/undo",
        "status",
        "积分",
        "add a title",
        "1",
        "export",
    ]
    done = shell("chat", typed="\n".join(said))
    assert done.returncode == 3, done.stderr  # the question, which was answered in the next line
    told = done.stdout
    assert "rushes  The clip: 1 s off the end; length 0:03 -> 0:02.  r2" in told
    assert "[ok] r4" in told and "Undone: “make it warmer”" in told
    assert "Timeline (1 track): 1. Video: city (0-2s)" in told
    assert "可用积分" in told
    assert "1. add the title 'Hello'" in told and "Title “Hello” added" in told
    (film,) = shell.folder.glob("*.mp4")
    assert frames(film) == 60


def test_a_chat_goes_on_with_the_last_session(shell, clip):
    shell("upload", str(clip))
    done = shell("chat", "-c", typed="trim the first 1 second\n/redo 1\n/bogus\n")
    assert "1 s off the start" in done.stdout
    assert "There is no /bogus here." in done.stderr
    assert done.returncode == 2


def test_refusals_have_their_exit_codes(shell, clip):
    text = shell.folder / "words.mp4"
    text.write_text("not a film")
    assert shell("upload", str(text)).returncode == 5
    assert shell("sessions").stdout == ""  # and leave no empty session
    assert shell("edit", "-c", "make it warmer").returncode == 2
    assert shell("show", "-s", "nowhere").returncode == 2
    assert shell("diff", "1", "2").returncode == 2
    assert shell("balance", NEMO_API_URL="http://127.0.0.1:9").returncode == 6


def test_what_is_not_allowed_is_exit_code_4(shell, fake):
    fake.once("GET /api/credits/balance/simple", 402, {"code": 402, "message": "not in this plan"})
    done = shell("balance", NEMO_API_URL=fake.base)
    assert done.returncode == 4 and "not in this plan" in done.stderr


def test_a_silent_server_is_told_in_the_chat(shell, fake):
    fake.stream = ["EDIT"]
    done = shell("chat", typed="trim 3 s\n", NEMO_API_URL=fake.base)
    assert "rushes  Done, by what the timeline shows: video 'drone.mp4': 0:12 -> 0:09 long" in done.stdout
    assert fake.turns() == ["trim 3 s"]


def test_talk_of_an_export_button_becomes_an_export_where_one_was_asked_for(shell, fake):
    """Otherwise only how to get the file is told: nothing is done that was not asked for."""
    fake.stream = ["EDIT", *text_frame("Trimmed. Click the Export button.")]
    done = shell("chat", typed="trim the first 3 seconds\n", NEMO_API_URL=fake.base)
    assert "rushes  Trimmed.\n        To get the file: rushes export\n" in done.stdout
    assert fake.polls == 0
    shell("chat", typed="trim the first 3 seconds and export it\n", NEMO_API_URL=fake.base)
    (film,) = shell.folder.glob("*.mp4")
    assert film.read_bytes() == fake.film


def test_a_question_is_exit_code_3(shell, clip):
    done = shell("edit", str(clip), "add a title", "--json")
    assert done.returncode == 3
    assert '"question"' in done.stdout


def test_a_large_file_goes_in_pieces_and_goes_on(server, tmp_path, tmp_path_factory):
    """The server refuses it as one body; the line is cut after the first piece; another run goes on from there."""
    large = barcode_clip(tmp_path / "large.mp4", frames=300, rate=30, size=(320, 180))
    size = large.stat().st_size
    assert size > 60_000
    me = WhoAmI(server.base, notes=tmp_path / "server.json")

    class Cut(Exception):
        pass

    def cut(name: str, done: int, whole: int) -> None:
        raise Cut(f"{done}")

    first = client_of(me)
    first.uploads.piece_bytes = 20_000
    session = first.sessions.begin("large")
    with pytest.raises(Cut, match="20000"):
        first.uploads.files(session, [large], cut)
    first.close()
    second = client_of(me, multipart_most_bytes=40_000)
    second.uploads.piece_bytes = 20_000
    seen: list[int] = []
    second.uploads.files(session, [large], lambda name, done, whole: seen.append(done))
    assert seen[0] == 40_000 and seen[-1] == size
    state = second.sessions.state(session)
    assert state.names == ("large.mp4",) and state.length_ms == 10_000
    second.close()


def test_the_addresses_in_the_skill_are_there(server):
    """Every `$BASE/...` of SKILL.md is an address of the server."""
    skill = (Path(__file__).resolve().parents[2] / "skill" / "SKILL.md").read_text(encoding="utf-8")
    known = [re.sub(r"\{\w+\}", "[^/]+", path) for path in httpx.get(f"{server.base}/openapi.json").json()["paths"]]
    said = {path.partition("?")[0] for path in re.findall(r"\$BASE(/[^`\s]*)", skill)}
    assert len(said) >= 8
    missing = [path for path in said if not any(re.fullmatch(each, path) for each in known)]
    assert not missing
