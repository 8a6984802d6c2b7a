"""The other commands: sessions, show, undo, redo, diff, export, upload, explain, doctor, completion."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from rushes.cli.main import COMMANDS
from rushes.studio.health import Found


@pytest.fixture
def film(run):
    """A session of three revisions: a clip, its head trimmed, a title added."""
    run.files("a.mp4")
    run("edit", "a.mp4", "trim the first 2 seconds")
    run("edit", "-c", "add the title 'Dawn'")
    (session,) = run.desk.store.sessions("local")
    return session


def test_sessions_are_listed_with_what_they_are(run, film):
    lines = run("sessions").out.splitlines()
    assert lines[0].split() == ["SESSION", "REV", "LENGTH", "TRACKS", "CHANGED", "EXPORTS"]
    assert lines[1].split()[:5] == [film.name, "r3", "0:08", "1V", "1T"]
    (facts,) = run("sessions", "list", "--json").json["sessions"]
    assert (facts["name"], facts["revision"], facts["length"]) == (film.name, 3, 8.0)
    assert run("sessions", "--json").json["sessions"] == [facts]


def test_no_sessions_is_no_error(run):
    said = run("sessions")
    assert said.code == 0 and said.out == "" and "rushes edit" in said.talk
    assert run("sessions", "--json").json["sessions"] == []


def test_a_session_is_renamed_forked_and_removed(run, film):
    assert run("sessions", "rename", film.name, "dawn film").code == 0
    assert run("sessions", "fork", "dawn").code == 0
    assert {s.name for s in run.desk.store.sessions("local")} == {"dawn film", "dawn film-2"}
    assert run("edit", "-c", "mute everything").code == 0
    assert run.desk.store.find("local", "dawn film-2").revision == 4, "-c goes on with the copy"
    assert run("sessions", "rm", "dawn film-2", typed="n\n").code == 1
    assert run("sessions", "rm", "dawn film-2", "-y").code == 0
    assert [s.name for s in run.desk.store.sessions("local")] == ["dawn film"]
    assert run("sessions", "show", "nothing").code == 2


def test_show_tells_timeline_files_and_history(run, film):
    said = run("show")
    assert said.code == 0
    for part in (f"{film.name}  r3  0:08  3840x2160  30 fps", "a.mp4", "'Dawn'", "0:00-0:03", "r1", "r2", "r3"):
        assert part in said.out
    then = run("show", "--revision", "1", "--json").json
    assert then["revision"] == 1 and then["timeline"]["length"] == 10
    assert len(then["history"]) == 4
    assert run("sessions", "show", film.name).out == said.out


def test_undo_and_redo_say_where_they_lead(run, film):
    said = run("undo", "2")
    assert said.code == 0 and "undo of r3, r2" in said.out and "0:08 -> 0:10" in said.out
    assert run.desk.sketch(film) == "a0-10"
    assert run("redo", "--json").json["shows"] == 2
    assert run("undo", "--to", "r3").code == 0
    assert run.desk.sketch(film) == 'a2-10 | t "Dawn" 0-3'
    assert run("redo").code == 2
    assert run("undo", "0").code == 2


def test_diff_tells_what_changed(run, film):
    said = run("diff")
    assert [line.split()[0] for line in said.out.splitlines()] == ["+"]
    assert "'Dawn'" in said.out and "r2 -> r3" in said.talk
    assert "0:10" in run("diff", "1", "r2").out
    assert "no difference" in run("diff", "2", "2").out
    changes = run("diff", "3", "2", "--json").json["changes"]
    assert [change["sign"] for change in changes] == ["-"]
    assert run("diff", "x").code == 2


def test_export_names_the_file_after_the_session(run, film):
    said = run("export")
    assert said.code == 0 and (run.folder / f"{film.name}.mp4").exists()
    assert run("export").code == 0 and (run.folder / f"{film.name}-2.mp4").exists()
    assert run("export", "-o", f"{film.name}.mp4").code == 2
    then = run("export", "--revision", "1", "-o", "then.mp4", "--json").json
    assert then["export"]["duration"] == 10
    listed = run("show").out
    assert listed.count("done") == 3


def test_export_options_reach_the_output(run, film):
    options = (
        "--format",
        "hevc",
        "--size",
        "1080p",
        "--fps",
        "29.97",
        "--quality",
        "draft",
        "--max-mb",
        "5",
        "--no-smart",
    )
    assert run("export", *options).code == 0
    output = run.desk.scribe.asked[-1][1]
    assert (output.codec, output.height, str(output.rate)) == ("hevc", 1080, "30000/1001")
    assert (output.quality, output.target_bytes, output.smart) == ("draft", 5_000_000, False)
    assert run("export", "--platform", "tiktok", "-o", "t.mp4").code == 0
    assert run.desk.scribe.asked[-1][1].platform == "tiktok"
    for bad in (("--fps", "fast"), ("--fps", "0"), ("--size", "huge"), ("--platform", "x"), ("--max-mb", "-1")):
        assert run("export", *bad).code == 2


def test_export_explains_itself_without_rendering(run, film):
    said = run("export", "--explain")
    assert said.code == 0 and run.desk.scribe.asked == []
    assert "encode  120-239" in said.out and "120 copied, 120 encoded" in said.out
    assert run("export", "--explain", "--json").json["plan"]["frames"] == 240


def test_upload_takes_the_good_and_tells_of_the_bad(run):
    run.files("a.mp4", "bad.mp4", "song.mp3")
    said = run("upload", "a.mp4", "bad.mp4", "song.mp3")
    assert said.code == 5
    assert "a.mp4" in said.out and "song.mp3" in said.out and "bad.mp4" in said.talk
    assert run("edit", "-c", "trim the first 2 seconds").code == 0
    run.files("b.mp4")
    assert run("upload", "-c", "b.mp4", "--json").json["media"][0]["name"] == "b.mp4"
    assert len(run.desk.store.sessions("local")) == 1
    assert run("upload", "bad.mp4").code == 5
    assert len(run.desk.store.sessions("local")) == 1


def test_explain_tells_operations_and_changes_nothing(run):
    said = run("explain", "mute", "everything")
    assert said.code == 2, "there is nothing on the timeline yet"
    assert run.desk.store.sessions("local") == ()
    run.files("a.mp4")
    run("edit", "a.mp4")
    told = run("explain", "trim the last 3 seconds", "--json").json
    assert told["operations"] == [{"operation": "trim_end", "length": "3"}]
    assert told["reading"]["route"] == "edit"
    assert 'does       trim_end  length="3"' in run("explain", "trim the last 3 seconds").out
    assert run("explain", "make it better").code == 3
    (session,) = run.desk.store.sessions("local")
    assert run.desk.sketch(session) == "a0-10"


def test_doctor_is_code_1_when_something_is_wrong(run, monkeypatch):
    found = [Found("Python", True, "3.11")]
    monkeypatch.setattr("rushes.assemble.examined", lambda settings: tuple(found))
    assert run("doctor").code == 0
    found.append(Found("disk", False, "0.1 GB free", "Make room."))
    said = run("doctor")
    assert said.code == 1
    assert "[!!]" in said.out and "Make room." in said.talk
    assert run("doctor", "--json").json["checks"][1]["fine"] is False


def test_a_damaged_database_is_a_finding_with_what_to_do(tmp_path):
    from click.testing import CliRunner

    from rushes.cli.main import rushes

    (tmp_path / "rushes.db").write_bytes(b"no database" * 1000)
    done = CliRunner().invoke(rushes, ["doctor", "--data", str(tmp_path)], prog_name="rushes")
    assert done.exit_code == 1
    assert "damaged" in done.stdout and "backups" in done.stderr
    assert "encode and decode" in done.stdout, "the other checks are made all the same"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_clicks_own(run, shell):
    said = run("completion", shell)
    assert said.code == 0 and "_RUSHES_COMPLETE" in said.out


def test_session_names_are_completed(run, film):
    from click.shell_completion import ShellComplete

    from rushes.cli.main import rushes

    complete = ShellComplete(rushes, {}, "rushes", "_RUSHES_COMPLETE")
    assert [c.value for c in complete.get_completions(["show", "-s"], film.name[:3])] == [film.name]
    assert "export" in [c.value for c in complete.get_completions([], "e")]


def test_a_mistyped_command_is_met_with_the_right_one(run):
    assert "Did you mean 'export'?" in run("exprot").talk
    assert "rushes edit FILE" in run("make it warmer").talk


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(run, name):
    said = run(name, "--help")
    assert said.code == 0 and said.out.startswith("Usage: rushes " + name)


def test_help_is_quick():
    """250 ms is what a person waits without noticing. Measured against a bare interpreter, whatever the machine is
    doing; the heavy parts (database, FFmpeg, arrays) stay out altogether."""

    def best(*command: str) -> float:
        times = []
        for _ in range(5):
            start = time.perf_counter()
            subprocess.run([sys.executable, *command], stdout=subprocess.DEVNULL, check=True)
            times.append(time.perf_counter() - start)
        return min(times)

    assert best("-m", "rushes", "--help") < best("-c", "import click") * 1.5 + 0.15
    seen = "import sys, rushes.cli.main as m; print(sorted(set(sys.modules) & {'sqlalchemy', 'av', 'numpy', 'rich'}))"
    done = subprocess.run([sys.executable, "-c", seen], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
