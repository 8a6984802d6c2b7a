"""What a turn comes to against a fake server that is silent, slow, drops the line or talks of buttons."""

from rushes.client.gui import Action
from tests.client.bad_server import BEAT, text_frame


def test_an_answer_is_passed_on(fake, bench):
    fake.stream = [*BEAT, "EDIT", *text_frame("Trimmed 3 s.")]
    told = bench().say("trim 3 s")
    assert (told.text, told.worked_out, fake.turns()) == ("Trimmed 3 s.", False, ["trim 3 s"])


def test_a_silent_edit_is_told_from_the_timeline(fake, bench):
    fake.stream = [*BEAT, "EDIT"]
    told = bench().say("trim 3 s")
    assert told.worked_out
    assert "video 'drone.mp4': 0:12 -> 0:09 long" in told.text
    assert "length 0:12 -> 0:09" in told.text


def test_a_silent_edit_is_told_in_chinese(fake, bench):
    fake.stream = ["EDIT"]
    told = bench().say("剪掉3秒", "zh")
    assert "视频“drone.mp4”：长度 0:12 -> 0:09" in told.text


def test_silence_with_nothing_done_says_so(fake, bench):
    fake.stream = BEAT
    told = bench().say("trim 3 s")
    assert told.text.startswith("Nothing was changed")
    assert len(fake.turns()) == 1


def test_a_broken_line_is_not_said_again(fake, bench):
    fake.stream = [*BEAT, "EDIT", "DROP"]
    at = bench()
    told = at.say("trim 3 s")
    assert len(fake.turns()) == 1
    assert "0:12 -> 0:09" in told.text
    assert any("nothing is sent twice" in line for line in at.told)


def test_a_line_that_breaks_before_any_answer_is_not_said_again(fake, bench):
    fake.stream = ["DROP"]
    told = bench().say("trim 3 s")
    assert len(fake.turns()) == 1
    assert told.text.startswith("Nothing was changed")


def test_half_an_answer_is_not_taken_for_the_whole(fake, bench):
    fake.stream = ["EDIT", *text_frame("Trim", partial=True), "DROP"]
    told = bench().say("trim 3 s")
    assert told.worked_out and "0:12 -> 0:09" in told.text


def test_waiting_through_heartbeats_says_so_every_two_minutes(fake, bench):
    fake.stream = [*(BEAT * 20), *text_frame("Done.")]
    at = bench(step=15.0)  # 20 beats, 15 s apart: 5 minutes
    assert at.say("trim 3 s").text == "Done."
    assert at.told.count("Still working...") == 2


def test_empty_data_is_a_heartbeat(fake, bench):
    fake.stream = ["data:", "", "data: ", "", *text_frame("Done.")]
    assert bench().say("trim 3 s").text == "Done."


def test_pieces_of_a_text_are_put_together(fake, bench):
    fake.stream = [*text_frame("Trim", partial=True), *text_frame("med.", partial=True)]
    assert bench().say("trim 3 s").text == "Trimmed."


def test_talk_of_buttons_becomes_actions(fake, bench):
    fake.stream = ["EDIT", *text_frame("Trimmed 3 s. Click the Export button to download it.")]
    told = bench().say("trim 3 s")
    assert (told.text, told.actions) == ("Trimmed 3 s.", (Action.EXPORT,))


def test_nothing_but_buttons_counts_as_silence(fake, bench):
    fake.stream = ["EDIT", *text_frame("点击“导出”按钮即可。")]
    told = bench().say("剪掉3秒", "zh")
    assert told.worked_out and "0:12 -> 0:09" in told.text


def test_429_waits_as_told_and_tries_once(fake, bench):
    fake.once("POST /run_sse", 429, {"code": 429, "message": "slow down"}, Retry_After="7")
    fake.stream = text_frame("Done.")
    at = bench()
    assert at.say("trim 3 s").text == "Done."
    assert at.clock.waits == [7.0]


def test_429_with_no_time_waits_30_seconds(fake, bench):
    fake.once("POST /run_sse", 429, {"code": 429, "message": "slow down"})
    fake.stream = text_frame("Done.")
    at = bench()
    at.say("trim 3 s")
    assert at.clock.waits == [30.0]


def test_a_token_that_ran_out_is_renewed(fake, bench):
    fake.once("POST /run_sse", 401, {"code": 1001, "message": "token expired"})
    fake.stream = text_frame("Done.")
    assert bench().say("trim 3 s").text == "Done."
    used = [headers["Authorization"] for _, path, headers, _ in fake.seen if path == "/run_sse"]
    assert used == ["Bearer nmv_usr_first", "Bearer nmv_usr_second"]


def test_1001_in_an_envelope_with_status_200_counts(fake, bench):
    fake.once("POST /run_sse", 200, {"code": 1001, "message": "token expired"})
    fake.stream = text_frame("Done.")
    assert bench().say("trim 3 s").text == "Done."


def test_a_session_that_is_gone_is_opened_anew_and_told(fake, bench):
    fake.once("GET /api/state/nemo_agent/me/s1/latest", 404, {"code": 1002, "message": "session not found"})
    fake.stream = text_frame("Done.")
    at = bench()
    told = at.say("trim 3 s")
    assert told.session.id == "9007199254740993999"
    assert any("uploaded again" in line for line in at.told)
    assert len(fake.turns()) == 1


def test_a_session_refused_by_the_turn_itself_is_opened_anew(fake, bench):
    fake.once("POST /run_sse", 404, {"code": 1002, "message": "session not found"})
    fake.stream = text_frame("Done.")
    assert bench().say("trim 3 s").session.id == "9007199254740993999"


def test_an_error_in_the_stream_is_told(fake, bench):
    fake.stream = [*BEAT, 'data: {"error":"The model is out.","code":500}', ""]
    told = bench().say("trim 3 s")
    assert (told.text, told.kind) == ("The model is out.", "refusal")


def test_tool_calls_are_not_shown(fake, bench):
    call = '{"content":{"parts":[{"functionCall":{"name":"trim","args":{}}}]}}'
    result = '{"content":{"parts":[{"functionResponse":{"name":"export","response":{"render_id":"render_7"}}}]}}'
    fake.stream = [f"data: {call}", "", f"data: {result}", "", *text_frame("Done.")]
    told = bench().say("trim 3 s and export")
    assert (told.text, told.renders) == ("Done.", ("render_7",))
