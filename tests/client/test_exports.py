"""An export asked for, waited for and fetched from a fake server that drops downloads."""

import pytest

from rushes.client.errors import DownloadBroken, ExportFailedThere
from rushes.client.exports import Render


def waited(at):
    state = at.client.sessions.state(at.session)
    asked = at.client.exports.ask(state, {"resolution": "720p"})
    seen = []
    return at.client.exports.wait(asked.name, lambda render: seen.append(render.percent), lambda: False), seen


def test_an_export_is_polled_to_its_end(fake, bench):
    import json

    done, seen = waited(bench())
    assert (done.status, seen) == ("completed", [40.0, 80.0, 100.0])
    body = json.loads(next(body for method, _, _, body in fake.seen if method == "POST" and b"draft" in body))
    assert body["output"] == {"format": "mp4", "quality": "high", "resolution": "720p"}
    assert body["draft"] == fake.draft and body["sessionId"] == "s1"


def test_a_download_goes_on_where_the_line_broke(fake, bench, tmp_path):
    fake.drop_downloads = 2
    at = bench()
    done, _ = waited(at)
    path = at.client.exports.fetch(done, tmp_path / "out.mp4")
    assert path.read_bytes() == fake.film
    begun = [headers.get("Range") for _, where, headers, _ in fake.seen if where == "/film.mp4"]
    assert begun == [None, f"bytes={len(fake.film) // 2}-", f"bytes={len(fake.film) * 3 // 4}-"]
    assert [each.name for each in tmp_path.iterdir() if each.name != "config"] == ["out.mp4"]


def test_no_half_file_gets_the_name(fake, bench, tmp_path):
    fake.drop_downloads = 99
    fake.film = b"x"
    at = bench()
    with pytest.raises(DownloadBroken):
        at.client.exports.fetch(Render("r", "completed", url=f"{fake.base}/film.mp4"), tmp_path / "out.mp4")
    assert not (tmp_path / "out.mp4").exists()


def test_another_host_is_not_shown_the_token(fake, bench, tmp_path):
    at = bench()
    elsewhere = fake.base.replace("127.0.0.1", "localhost")
    at.client.exports.fetch(Render("r", "completed", url=f"{elsewhere}/film.mp4"), tmp_path / "out.mp4")
    assert "Authorization" not in fake.seen[-1][2]


def test_a_failed_export_says_why(fake, bench):
    fake.once("GET /api/render/proxy/lambda/r1", 200, {"id": "r1", "status": "failed", "error": "no room"})
    at = bench()
    with pytest.raises(ExportFailedThere, match="no room"):
        at.client.exports.wait("r1", lambda render: None, lambda: False)


def test_letting_go_leaves_it_running(fake, bench):
    render = bench().client.exports.wait("r1", lambda render: None, lambda: True)
    assert not render.over and fake.calls("POST", "/api/render/proxy/lambda/r1/cancel") == 0
