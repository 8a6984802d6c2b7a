"""Files in: multipart, by address, in pieces; what is refused, and with which number."""

from __future__ import annotations

import base64
import hashlib
import http.server
import re
import threading
from functools import partial
from pathlib import Path

import httpx
import pytest

from tests.conformance.client import APP, Skill
from tests.footage import barcode_clip, tone

TUS = {"Tus-Resumable": "1.0.0"}
PIECE = {**TUS, "Content-Type": "application/offset+octet-stream"}


@pytest.fixture
def session(skill):
    return skill.session()


def test_a_file_is_probed_and_put_on_the_empty_timeline(skill, session, clip):
    answer = skill.upload(session, clip).json()
    (file,) = answer["data"]["files"]
    assert answer["code"] == 0 and answer["data"]["session_state_applied"] is True
    assert (file["filename"], file["file_type"], file["duration"]) == ("city timelapse.mp4", "video", 3.0)
    assert (file["width"], file["height"], file["fps"]) == (320, 180, 30.0)
    assert file["hash"] == hashlib.sha256(clip.read_bytes()).hexdigest()
    state = skill.state(session)
    assert state["summary"] == "Timeline (1 track): 1. Video: city timelapse (0-3s)"
    assert state["state"]["canvas_config"] == {"width": 320, "height": 180, "ratio": "16:9", "fps": 30.0}
    assert httpx.get(file["cdn_url"], headers={"Range": "bytes=4-7"}).content == b"ftyp"
    assert httpx.get(file["cdn_url"].replace("sig=", "sig=0")).status_code == 410


def test_a_session_is_empty_before_the_first_file(skill, session):
    assert skill.state(session)["state"]["draft"] == {}


def test_several_files_come_in_one_body_in_their_order(skill, session, clip, tmp_path):
    second = barcode_clip(tmp_path / "海岸.mp4", frames=30, rate=30, size=(320, 180))
    music = tone(tmp_path / "tune.wav")
    files = skill.upload(session, clip, second, music).json()["data"]["files"]
    assert [(f["filename"], f["file_type"]) for f in files] == [
        ("city timelapse.mp4", "video"), ("海岸.mp4", "video"), ("tune.wav", "audio"),
    ]  # fmt: skip
    assert skill.state(session)["state"]["draft"]["d"] == 4000


def test_uploads_at_once_lose_nothing(skill, session, tmp_path):
    clips = [barcode_clip(tmp_path / f"{n}.mp4", frames=30 + n, rate=30, size=(64, 64)) for n in range(4)]
    threads = [threading.Thread(target=skill.upload, args=(session, clip)) for clip in clips]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(skill.state(session)["state"]["video_infos"]) == 4


@pytest.mark.parametrize(
    "content", [b"just text " * 100, b"PK\x03\x04" + bytes(500), b"", b"\x89PNG\r\n\x1a\n" + bytes(50)]
)
def test_what_is_no_media_is_4001_whatever_it_is_called(skill, session, tmp_path, content):
    path = tmp_path / "film.mp4"
    path.write_bytes(content)
    answer = skill.upload(session, path)
    assert (answer.status_code, answer.json()["code"]) == (415, 4001)
    assert {"mp4", "mov", "webm", "jpg", "png", "mp3", "wav"} <= set(answer.json()["accepted"])
    assert skill.state(session)["state"]["video_infos"] == []


def test_no_file_is_400(skill, session):
    where = f"/api/upload-video/{APP}/me/{session}"
    assert skill.http.post(where).status_code == 400
    assert skill.http.post(where, files=[("other", ("x", b"x"))]).json()["code"] == 400
    assert skill.http.post(where, content=b"x", headers={"content-type": "multipart/form-data"}).status_code == 400
    broken = {"content-type": "multipart/form-data; boundary=q"}
    half = b'--q\r\nContent-Disposition: form-data; name="files"; filename="a.mp4"\r\n\r\nabc'
    assert skill.http.post(where, content=half, headers=broken).status_code == 400


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.mp4", "a\x00b.mp4", ".", "x" * 300 + ".mp4", "data", "hold", 'q"uo;te.mp4']
)
def test_no_name_of_a_file_does_harm(skill, session, clip, name):
    answer = skill.http.post(f"/api/upload-video/{APP}/me/{session}", files=[("files", (name, clip.read_bytes()))])
    assert answer.status_code == 200 and "/" not in answer.json()["data"]["files"][0]["filename"]


# --- in pieces --------------------------------------------------------------------------------------------


def _begin(skill: Skill, session: str, length: int, **headers: str) -> str:
    described = f"session_id {_b64(session)},filename {_b64('big film.mp4')}"
    made = skill.http.post(
        "/files/", headers={**TUS, "Upload-Length": str(length), "Upload-Metadata": described, **headers}
    )
    assert made.status_code == 201 and made.headers["tus-resumable"] == "1.0.0" and made.headers["upload-expires"]
    return made.headers["location"]


def _b64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def _piece(skill: Skill, where: str, offset: int, data: bytes, **headers: str) -> httpx.Response:
    return skill.http.patch(where, content=data, headers={**PIECE, "Upload-Offset": str(offset), **headers})


def test_a_file_in_pieces_arrives_whole(skill, session, clip):
    data = clip.read_bytes()
    where = _begin(skill, session, len(data))
    half = len(data) // 2
    assert _piece(skill, where, 0, data[:half]).headers["upload-offset"] == str(half)
    other = Skill(skill.base, client=skill.client)  # a new client of the same user, with a new token
    head = other.http.head(where, headers=TUS)
    assert (head.headers["upload-offset"], head.headers["upload-length"]) == (str(half), str(len(data)))
    last = _piece(other, where, half, data[half:])
    assert last.status_code == 204 and last.headers["x-file-id"] == hashlib.sha256(data).hexdigest()
    (file,) = other.state(session)["state"]["video_infos"]
    assert file["filename"] == "big film.mp4"
    assert other.http.get(where).json()["data"]["state"] == "taken"


def test_a_wrong_offset_is_409_and_changes_nothing(skill, session, clip):
    data = clip.read_bytes()
    where = _begin(skill, session, len(data))
    _piece(skill, where, 0, data[:1000])
    for offset in (0, 999, 1001, len(data)):
        assert _piece(skill, where, offset, b"x" * 50).status_code == 409
    assert skill.http.head(where, headers=TUS).headers["upload-offset"] == "1000"


def test_a_wrong_checksum_is_460_and_the_piece_is_not_kept(skill, session, clip):
    data = clip.read_bytes()
    where = _begin(skill, session, len(data))
    right = base64.b64encode(hashlib.sha1(data[:1000]).digest()).decode()
    assert _piece(skill, where, 0, data[:999] + b"!", **{"Upload-Checksum": f"sha1 {right}"}).status_code == 460
    assert skill.http.head(where, headers=TUS).headers["upload-offset"] == "0"
    assert _piece(skill, where, 0, data[:1000], **{"Upload-Checksum": f"sha1 {right}"}).status_code == 204
    assert _piece(skill, where, 1000, b"x", **{"Upload-Checksum": "crc99 eA=="}).status_code == 400


def test_a_file_in_pieces_that_is_no_media_is_4001(skill, session):
    where = _begin(skill, session, 10)
    answer = _piece(skill, where, 0, b"0123456789")
    assert (answer.status_code, answer.json()["code"]) == (415, 4001)
    told = skill.http.get(where).json()["data"]
    assert told["state"] == "refused" and told["result"]["message"]


def test_more_than_was_announced_is_refused(skill, session):
    where = _begin(skill, session, 10)
    assert _piece(skill, where, 0, b"x" * 11).json()["code"] == 4002


def test_an_upload_can_be_ended(skill, session):
    where = _begin(skill, session, 10)
    assert skill.http.delete(where, headers=TUS).status_code == 204
    assert skill.http.head(where, headers=TUS).status_code == 404


def test_creation_takes_the_first_piece_along_and_tells_what_it_can(skill, session, clip):
    data = clip.read_bytes()
    described = f"session_id {_b64(session)},filename {_b64('a.mp4')}"
    headers = {**PIECE, "Upload-Length": str(len(data)), "Upload-Metadata": described}
    made = skill.http.post("/files/", content=data, headers=headers)
    assert made.status_code == 201 and made.headers["upload-offset"] == str(len(data)) and made.headers["x-file-id"]
    options = httpx.options(f"{skill.base}/files/")
    assert {"creation", "checksum", "termination", "expiration"} <= set(options.headers["tus-extension"].split(","))


def test_a_broken_line_leaves_what_came(skill, session, clip):
    data = clip.read_bytes()
    where = _begin(skill, session, len(data))

    def breaking():
        yield data[:5000]
        raise ConnectionError("the line broke")

    with pytest.raises(ConnectionError):
        skill.http.patch(
            where, content=breaking(), headers={**PIECE, "Upload-Offset": "0", "Content-Length": str(len(data))}
        )
    offset = int(skill.http.head(where, headers=TUS).headers["upload-offset"])
    for _ in range(50):  # the server may not have noticed yet
        if offset:
            break
        offset = int(skill.http.head(where, headers=TUS).headers["upload-offset"])
    assert _piece(skill, where, offset, data[offset:]).status_code == 204


def test_a_large_body_goes_to_disk_as_it_comes(own, skill, session):
    """300 MB of nothing: refused in the end for what it is, and the server's memory hardly grew."""
    if not Path("/proc/self/status").exists():
        pytest.skip("this system does not tell how much memory a process took")

    def peak_mb():
        status = Path(f"/proc/{own.process.pid}/status").read_text()
        return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024

    def body():
        yield b'--q\r\nContent-Disposition: form-data; name="files"; filename="a.mp4"\r\n\r\n'
        for _ in range(300):
            yield bytes(2**20)
        yield b"\r\n--q--\r\n"

    skill.upload(session, Path(__file__))  # what is imported on the way in is in by now
    before = peak_mb()
    where, kind = f"/api/upload-video/{APP}/me/{session}", {"content-type": "multipart/form-data; boundary=q"}
    answer = skill.http.post(where, content=body(), headers=kind)
    assert (answer.status_code, answer.json()["code"]) == (415, 4001)
    assert peak_mb() - before < 60


# --- by address -------------------------------------------------------------------------------------------


class _Shelf(http.server.SimpleHTTPRequestHandler):
    def do_GET(self):
        if self.path.startswith("/away/"):
            self.send_response(302)
            self.send_header("Location", self.path.removeprefix("/away"))
            self.end_headers()
        elif self.path == "/round":
            self.send_response(302)
            self.send_header("Location", "/round")
            self.end_headers()
        elif self.path == "/large":
            self.send_response(200)
            self.send_header("Content-Length", "5000000")
            self.end_headers()
            self.wfile.write(bytes(65536))
        else:
            super().do_GET()

    def log_message(self, *_):
        pass


@pytest.fixture
def shelf(clip):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(_Shelf, directory=str(clip.parent)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def _by_address(skill, session, *urls):
    return skill.http.post(f"/api/upload-video/{APP}/me/{session}", json={"urls": list(urls), "sourceType": "url"})


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/x.mp4", "http://localhost/x.mp4", "http://[::1]/x.mp4", "http://169.254.169.254/latest/meta-data",
        "http://10.0.0.1/x", "http://192.168.1.1/x", "http://[::ffff:127.0.0.1]/x", "http://2130706433/x",
        "http://0.0.0.0/x", "http://[fe80::1]/x", "http://[64:ff9b::7f00:1]/x", "http://0x7f.1/x", "file:///etc/passwd",
        "ftp://example.com/x", "http://user:secret@example.com/x", "nonsense", "http://", "http://127.1:1/x",
    ],
)  # fmt: skip
def test_addresses_inside_are_refused(skill, session, url):
    answer = _by_address(skill, session, url)
    assert (answer.status_code, answer.json()["code"]) == (400, 400), answer.text


def test_a_file_is_fetched_by_its_address(open_importer, shelf):
    skill, session = open_importer, open_importer.session()
    answer = _by_address(skill, session, f"{shelf}/away/city%20timelapse.mp4")
    assert answer.status_code == 200, answer.text
    assert answer.json()["data"]["files"][0]["filename"] == "city timelapse.mp4"
    assert "redirect" in _by_address(skill, session, f"{shelf}/round").json()["message"]
    assert "404" in _by_address(skill, session, f"{shelf}/none.mp4").json()["message"]


def test_what_is_too_large_is_4002_before_it_is_all_read(open_importer, shelf, clip):
    skill, session = open_importer, open_importer.session()
    where = f"/api/upload-video/{APP}/me/{session}"
    head = b'--q\r\nContent-Disposition: form-data; name="files"; filename="a.mp4"\r\n\r\n'
    kind = {"content-type": "multipart/form-data; boundary=q"}
    sent = 0

    def endless():
        nonlocal sent
        yield head
        while sent < 400 * 2**20:
            sent += 2**16
            yield bytes(2**16)

    try:
        answer = skill.http.post(where, content=endless(), headers=kind)
        assert (answer.status_code, answer.json()["code"], answer.json()["limit_bytes"]) == (413, 4002, 2_000_000)
        assert answer.json()["resumable_upload"] == "/files/"
    except httpx.TransportError:
        pass  # the server hung up on us, as it may
    assert sent < 100 * 2**20
    declared = skill.http.post(where, content=bytes(5_000_000), headers=kind)
    assert (declared.status_code, declared.json()["code"]) == (413, 4002)
    limited = _by_address(skill, session, f"{shelf}/large")
    assert "larger" in limited.json()["message"]
    quota = skill.http.post(
        "/files/", headers={**TUS, "Upload-Length": "30000000", "Upload-Metadata": f"session_id {_b64(session)}"}
    )
    assert (quota.status_code, quota.json()["code"]) == (413, 4002)


@pytest.fixture(scope="module")
def open_importer(own_module_server):
    return Skill(own_module_server.base)


@pytest.fixture(scope="module")
def own_module_server(server, tmp_path_factory):
    """A server that may fetch from this machine, and that takes little."""
    from tests.conformance.serving import Server

    if server is None:
        pytest.skip("pointed at another server")
    settings = {
        "RUSHES_IMPORT_PRIVATE": "1",
        "RUSHES_MULTIPART_MOST_BYTES": "2000000",
        "RUSHES_QUOTA_BYTES": "20000000",
        "RUSHES_IMPORT_MOST_BYTES": "1000000",
    }
    small = Server(tmp_path_factory.mktemp("small"), workers=0, **settings).start()
    yield small
    small.stop()
