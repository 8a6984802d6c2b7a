"""`rushes edit`: one shot, one more turn, questions, refusals and mistakes."""

from __future__ import annotations

import json
import os
import signal

import pytest


def only_session(run):
    (session,) = run.desk.store.sessions("local")
    return session


def test_one_shot_makes_a_session_an_edit_and_a_file(run):
    run.files("a.mp4", "b.mp4")
    said = run("edit", "a.mp4", "b.mp4", "trim the first 2 seconds", "-o", "out.mp4")
    assert said.code == 0
    session = only_session(run)
    assert run.desk.sketch(session) == "a2-10 b0-10"
    assert (run.folder / "out.mp4").read_text() == "18"
    assert f"session {session.name} (new)   2 files read   3840x2160  30 fps  0:20" in said.talk
    assert "[ok] r2" in said.out and "out.mp4   3840x2160  30 fps  0:18" in said.out
    assert "session" not in said.out, "talk belongs on standard error"


def test_the_next_command_goes_on_without_naming_footage(run):
    run.files("a.mp4")
    run("edit", "a.mp4", "trim the first 2 seconds")
    said = run("edit", "-c", "add the title 'Dawn'", "-o", "out2.mp4")
    assert said.code == 0
    assert run.desk.sketch(only_session(run)) == 'a2-10 | t "Dawn" 0-3'
    assert "(new)" not in said.talk


def test_without_an_output_nothing_is_rendered(run):
    run.files("a.mp4")
    said = run("edit", "a.mp4", "trim the first 2 seconds")
    assert said.code == 0
    assert run.desk.scribe.asked == []
    assert "rushes export" in said.talk


def test_an_export_said_in_words_is_made(run):
    run.files("a.mp4")
    said = run("edit", "a.mp4", "trim the first 2 seconds and export in 1080p")
    assert said.code == 0
    session = only_session(run)
    assert (run.folder / f"{session.name}.mp4").exists()
    assert run.desk.scribe.asked[0][1].height == 1080


def test_each_folder_goes_on_with_its_own_session(run, monkeypatch):
    run.files("a.mp4")
    run("edit", "a.mp4", "trim the first 2 seconds")
    other = run.folder / "other"
    other.mkdir()
    monkeypatch.chdir(other)
    said = run("edit", "-c", "mute everything")
    assert said.code == 2
    assert "no session to go on with" in said.talk
    name = only_session(run).name
    assert run("edit", "-s", name, "mute everything").code == 0
    assert run("edit", "-c", "trim the last 1 second").code == 0
    assert run.desk.sketch(only_session(run)) == "a2-9[mute]"


def test_more_files_join_the_session_that_goes_on(run):
    run.files("a.mp4", "b.mp4")
    run("edit", "a.mp4", "trim the first 2 seconds")
    said = run("edit", "-c", "b.mp4", "add b.mp4 at the end")
    assert said.code == 0
    assert run.desk.sketch(only_session(run)) == "a2-10 b0-10"
    assert "in the pool" in said.talk


def test_files_alone_are_joined(run):
    run.files("a.mp4", "b.mp4")
    assert run("edit", "a.mp4", "b.mp4", "-o", "joined.mp4").code == 0
    assert (run.folder / "joined.mp4").read_text() == "20"


def test_a_question_is_code_3_and_comes_as_json(run):
    run.files("a.mp4")
    said = run("edit", "a.mp4", "make it better", "--json", "-o", "out.mp4")
    assert said.code == 3
    question = said.json["question"]
    assert question["text"].endswith("?") and len(question["choices"]) > 1
    assert not (run.folder / "out.mp4").exists()
    plain = run("edit", "-c", "make it better")
    assert plain.code == 3 and "1. " in plain.out
    assert run("edit", "-c", "2").code == 0


def test_what_cant_be_done_is_code_2_and_the_session_stays(run):
    run.files("a.mp4")
    said = run("edit", "a.mp4", "trim the first 50 seconds", "-o", "out.mp4")
    assert said.code == 2
    assert "[no]" in said.out
    assert not (run.folder / "out.mp4").exists()
    assert run("edit", "-c", "trim the first 5 seconds").code == 0


def test_bad_material_is_code_5_and_leaves_no_session(run):
    run.files("bad.mp4")
    said = run("edit", "bad.mp4", "trim the first 2 seconds")
    assert said.code == 5
    assert "bad.mp4: There is nothing in it." in said.talk and "Bring another." in said.talk
    assert run.desk.store.sessions("local") == ()


def test_an_existing_output_is_kept_and_told_before_any_work(run):
    run.files("a.mp4")
    (run.folder / "out.mp4").write_text("mine")
    said = run("edit", "a.mp4", "trim the first 2 seconds", "-o", "out.mp4")
    assert said.code == 2 and "--force" in said.talk
    assert (run.folder / "out.mp4").read_text() == "mine"
    assert run.desk.store.sessions("local") == ()
    assert run("edit", "a.mp4", "trim the first 2 seconds", "-o", "out.mp4", "--force").code == 0
    assert (run.folder / "out.mp4").read_text() == "8"


@pytest.mark.parametrize("output", ["nowhere/out.mp4", "out.xyz", "out.mp4"])
def test_an_output_that_cant_be_is_refused_before_any_work(run, output):
    run.files("a.mp4")
    more = ("--format", "webm") if output == "out.mp4" else ()
    assert run("edit", "a.mp4", "trim the first 2 seconds", "-o", output, *more).code == 2
    assert run.desk.store.sessions("local") == ()


def test_words_come_from_standard_input_too(run):
    run.files("a.mp4")
    assert run("edit", "a.mp4", "-", typed="剪掉前2秒\n").code == 0
    assert run.desk.sketch(only_session(run)) == "a2-10"


def test_words_without_quotes_are_put_together(run):
    run.files("a.mp4")
    assert run("edit", "a.mp4", "trim", "the", "first", "2", "seconds").code == 0
    assert run.desk.sketch(only_session(run)) == "a2-10"


def test_a_rehearsal_changes_nothing(run):
    run.files("a.mp4")
    said = run("edit", "a.mp4", "trim the first 2 seconds", "--dry-run", "-o", "out.mp4")
    assert said.code == 0 and "2 s off the start" in said.out
    assert run.desk.store.sessions("local") == ()
    assert not (run.folder / "out.mp4").exists()
    run("edit", "a.mp4", "trim the first 2 seconds")
    run("edit", "-c", "mute everything", "--dry-run")
    assert run.desk.sketch(only_session(run)) == "a2-10"


def test_an_earlier_revision_can_be_gone_on_from(run):
    run.files("a.mp4")
    run("edit", "a.mp4", "trim the first 2 seconds")
    run("edit", "-c", "trim the first 2 seconds")
    assert run("edit", "-c", "mute everything", "--revision", "2").code == 0
    assert run.desk.sketch(only_session(run)) == "a2-10[mute]"
    assert run("edit", "-c", "mute everything", "--revision", "99").code == 2


@pytest.mark.parametrize("arguments", [(), ("-c",), ("make it warmer",), ("-o", "x.mp4")])
def test_nothing_to_go_on_is_a_usage_error(run, arguments):
    assert run("edit", *arguments).code == 2


def test_json_is_one_object_with_all_of_it(run):
    run.files("a.mp4")
    facts = run("edit", "a.mp4", "trim the first 2 seconds", "-o", "out.mp4", "--json").json
    assert facts["ok"] is True
    assert facts["session"]["name"] == only_session(run).name and facts["session"]["new"] is True
    assert facts["revision"] == 2
    assert facts["media"][0]["name"] == "a.mp4"
    assert facts["timeline"]["length"] == 8
    assert facts["changes"] and facts["reply"]
    assert facts["export"]["path"].endswith("out.mp4") and facts["export"]["frames_copied"] == 4


def test_errors_as_json_say_what_and_what_to_do(run):
    said = run("edit", "nothing.mp4", "trim", "--json")
    assert said.code == 2
    assert said.json["ok"] is False
    assert said.json["error"]["code"] == "no_such_file"
    assert said.talk == ""


def test_jsonl_is_one_event_a_line_while_it_runs(run):
    run.files("a.mp4")
    said = run("edit", "a.mp4", "trim the first 2 seconds", "-o", "out.mp4", "--jsonl")
    events = [json.loads(line) for line in said.out.splitlines()]
    names = [event["event"] for event in events]
    assert names[0] == "session" and names[-1] == "end"
    assert names.index("reply") < names.index("progress") < names.index("export")
    assert names.count("progress") == 11
    assert events[-1]["ok"] is True


def test_quiet_leaves_results_and_errors(run):
    run.files("a.mp4")
    said = run("edit", "a.mp4", "trim the first 2 seconds", "-o", "out.mp4", "-q")
    assert said.talk == ""
    assert "out.mp4" in said.out
    assert "kept" in run("edit", "-c", "mute", "-o", "out.mp4", "-q").talk


def test_not_a_terminal_means_a_line_for_every_tenth_and_no_colour(run):
    run.files("a.mp4")
    said = run("edit", "a.mp4", "trim the first 2 seconds", "-o", "out.mp4")
    assert sum("Export MP4" in line for line in said.talk.splitlines()) == 11
    assert "\x1b" not in said.talk + said.out and "\r" not in said.talk
    assert "Export MP4" not in run("edit", "-c", "mute", "-o", "out2.mp4", "--no-progress").talk


def test_errors_speak_the_system_language(run, monkeypatch):
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert "没有文件 nothing.mp4" in run("edit", "nothing.mp4", "trim").talk


def test_ctrl_c_cancels_the_export_and_keeps_the_edit(run):
    run.files("a.mp4")
    run.desk.scribe.does = lambda step: os.kill(os.getpid(), signal.SIGINT) if step == 3 else None
    said = run("edit", "a.mp4", "trim the first 2 seconds", "-o", "out.mp4")
    assert said.code == 130
    assert "To go on: rushes export" in said.talk
    assert not (run.folder / "out.mp4").exists()
    assert run.desk.sketch(only_session(run)) == "a2-10"
    run.desk.scribe.does = None
    assert run("export", "-o", "out.mp4").code == 0


def test_a_defect_is_a_sentence_and_code_1(run, monkeypatch):
    run.files("a.mp4")
    monkeypatch.setattr(type(run.desk.conversation), "say", lambda *_, **__: 1 / 0)
    said = run("edit", "a.mp4", "trim the first 2 seconds")
    assert said.code == 1
    assert "ZeroDivisionError" in said.talk and "Traceback" not in said.talk
