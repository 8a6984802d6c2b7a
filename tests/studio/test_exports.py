"""What is wished for becomes an output and a place for it; the trip is kept track of from start to end."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from rushes.errors import DefectError, MachineError
from rushes.language.answers import Wish
from rushes.model.saved import from_text
from rushes.model.session import EXPORT_MOVES, ExportState, NoSuchRevision, Session
from rushes.model.time import seconds, span
from rushes.model.timeline import Canvas, Clip, Timeline
from rushes.render.output import Codec, Container, Output, Quality, UnknownOutput
from rushes.render.report import Cancelled, Report
from rushes.studio.errors import FolderNotWritable, NoSuchFolder, OutputExists
from rushes.studio.exports import Wishes, destination_for, joined, output_for, wishes_said, wrong_ending
from tests.studio.desk import Desk

UHD = Canvas(3840, 2160, Fraction(30))
CALM = Session("s1", "local", "calm-harbor", "en", "", "")


@pytest.mark.parametrize(
    ("wishes", "name", "output"),
    [
        (Wishes(), None, Output()),
        (Wishes(), "x.mov", Output(container=Container.MOV, codec=Codec.PRORES)),
        (Wishes(format="hevc"), "x.mp4", Output(codec=Codec.HEVC)),
        (Wishes(format="prores"), None, Output(container=Container.MOV, codec=Codec.PRORES)),
        (Wishes(codec="av1"), "x.webm", Output(container=Container.WEBM, codec=Codec.AV1)),
        (Wishes(size="1080p"), "x.mp4", Output(width=1920, height=1080)),
        (Wishes(rate=Fraction(25), quality="draft"), None, Output(rate=Fraction(25), quality=Quality.DRAFT)),
        (Wishes(most_bytes=10**8, smart=False), None, Output(target_bytes=10**8, smart=False)),
        (Wishes(span=span(1, 2), bitrate_bps=8_000_000), None, Output(span=span(1, 2), bitrate_bps=8_000_000)),
        (
            Wishes(platform="tiktok", size="720p"),
            None,
            Output(width=1280, height=720, sdr=True, quality=Quality.STANDARD, platform="tiktok"),
        ),
    ],
)
def test_wishes_mean_an_output(wishes, name, output):
    assert output_for(UHD, wishes, Path(name) if name else None) == output


@pytest.mark.parametrize(
    "wishes", [Wishes(format="xyz"), Wishes(size="huge"), Wishes(quality="so-so"), Wishes(platform="x")]
)
def test_what_nobody_can_make_is_refused(wishes):
    with pytest.raises(UnknownOutput):
        output_for(UHD, wishes)


def test_words_become_wishes():
    timeline = Timeline(UHD, (Clip("c1", "ab", span(0, 10)),))
    said = wishes_said(Wish(format="mp4", size="1080p", rate=29.97, megabytes=100), timeline)
    assert said == Wishes("mp4", None, "1080p", Fraction(30000, 1001), most_bytes=100_000_000)
    assert wishes_said(Wish(compress=True), timeline).quality == "standard"
    still = wishes_said(Wish(at=seconds(99)), timeline)
    assert (still.format, still.span) == ("png", span(10 - Fraction(1, 30), 10))
    assert joined(said, Wishes(size="4k", smart=False)) == Wishes(
        "mp4", None, "4k", Fraction(30000, 1001), most_bytes=100_000_000, smart=False
    )


def test_a_place_is_found_or_refused_before_any_work(tmp_path):
    def place(wanted, output=None, force=False):
        return destination_for(wanted, output or Output(), CALM, tmp_path, force)

    assert place(None) == tmp_path / "calm-harbor.mp4"
    (tmp_path / "calm-harbor.mp4").write_text("kept")
    assert place(None) == tmp_path / "calm-harbor-2.mp4"
    assert place(tmp_path) == tmp_path / "calm-harbor-2.mp4"
    assert place(tmp_path / "film", Output(Container.WEBM)) == tmp_path / "film.webm"
    assert place(tmp_path / "a.b.mov") == tmp_path / "a.b.mov"
    with pytest.raises(OutputExists):
        place(tmp_path / "calm-harbor.mp4")
    assert place(tmp_path / "calm-harbor.mp4", force=True) == tmp_path / "calm-harbor.mp4"
    with pytest.raises(NoSuchFolder):
        place(tmp_path / "nowhere" / "x.mp4")


def test_a_folder_that_takes_nothing_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr("os.access", lambda path, mode: False)
    with pytest.raises(FolderNotWritable):
        destination_for(tmp_path / "x.mp4", Output(), CALM, tmp_path, False)


def test_a_name_that_promises_something_else_is_noticed():
    assert wrong_ending(Path("x.mp4"), Output(Container.WEBM))
    assert not wrong_ending(Path("x.jpeg"), Output(Container.JPG))
    assert not wrong_ending(Path("x.MP4"), Output())


@pytest.fixture
def desk():
    return Desk()


def run(desk, session, path, cancelled=lambda: False, **given):
    return desk.exports.run(session, Output(), path, lambda _: None, cancelled, **given)


def test_an_export_is_kept_track_of_to_its_report(desk, tmp_path):
    session = desk.begun("a.mp4")
    seen = []
    report = desk.exports.run(session, Output(), tmp_path / "x.mp4", lambda at: seen.append(at.done), lambda: False)
    assert seen == list(range(11))
    (export,) = desk.exports.of(session)
    assert (export.state, export.revision, export.done, export.total) == (ExportState.DONE, 1, 10, 10)
    assert from_text(export.report, Report).value == report
    assert from_text(export.output, Output).value == Output()


def test_an_earlier_revision_can_be_exported(desk, tmp_path):
    session = desk.begun("a.mp4")
    session = desk.say(session, "trim the first 2 seconds").session
    run(desk, session, tmp_path / "now.mp4")
    run(desk, session, tmp_path / "then.mp4", revision=1)
    assert [(tmp_path / name).read_text() for name in ("now.mp4", "then.mp4")] == ["8", "10"]
    with pytest.raises(NoSuchRevision):
        run(desk, session, tmp_path / "x.mp4", revision=7)


def test_a_cancelled_export_says_so_and_can_be_run_again(desk, tmp_path):
    session = desk.begun("a.mp4")
    with pytest.raises(Cancelled):
        run(desk, session, tmp_path / "x.mp4", cancelled=lambda: True)
    run(desk, session, tmp_path / "x.mp4")
    assert [export.state for export in desk.exports.of(session)] == [ExportState.CANCELLED, ExportState.DONE]


@pytest.mark.parametrize(("broken", "told"), [(MachineError(), MachineError), (ZeroDivisionError("7/0"), DefectError)])
def test_a_failed_export_keeps_why(desk, tmp_path, broken, told):
    session = desk.begun("a.mp4")

    def fails(step):
        raise broken

    desk.scribe.does = fails
    with pytest.raises(told):
        run(desk, session, tmp_path / "x.mp4")
    (export,) = desk.exports.of(session)
    assert export.state is ExportState.FAILED
    assert str(broken) in export.error


def test_an_export_whose_process_is_gone_is_found_out(desk, tmp_path):
    """A process killed on the way leaves the row it wrote last; whoever looks next sees through it."""
    session = desk.begun("a.mp4")

    def killed(step):
        if step == 5:
            raise SystemExit

    desk.scribe.does = killed
    with pytest.raises(SystemExit):
        run(desk, session, tmp_path / "x.mp4")
    assert [export.state for export in desk.exports.of(session)] == [ExportState.RUNNING]
    desk.alive = False
    (export,) = desk.exports.of(session)
    assert export.state is ExportState.INTERRUPTED
    assert export.done > 0
    assert ExportState.RUNNING in EXPORT_MOVES[export.state]


def test_an_export_that_was_not_heard_of_for_long_is_taken_for_dead(desk, tmp_path):
    session = desk.begun("a.mp4")
    desk.scribe.does = lambda step: (_ for _ in ()).throw(SystemExit) if step else None
    with pytest.raises(SystemExit):
        run(desk, session, tmp_path / "x.mp4")
    for _ in range(40):
        desk.now()
    assert desk.exports.of(session)[0].state is ExportState.INTERRUPTED
