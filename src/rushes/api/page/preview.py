"""The instant preview: which pieces a revision is made of, the pieces, and stills."""

from __future__ import annotations

from itertools import chain
from math import ceil
from typing import Any

from fastapi import APIRouter, Header, HTTPException, Response
from fastapi.responses import StreamingResponse

from rushes.api.page.media import FOR_EVER
from rushes.api.page.parts import Its, Parts, exact, moment
from rushes.model.project import Project
from rushes.model.session import Session
from rushes.model.time import Seconds
from rushes.studio.page_parts import PageParts
from rushes.studio.page_ports import Pieces

router = APIRouter(prefix="/api/page/sessions/{session_id}")

KINDS = ("picture", "sound")
STILL_HEIGHTS = (180, 360, 540, 1080)
MINE = {"Cache-Control": "private, no-cache"}


@router.get("/preview")
def listed(parts: Parts, session: Its, revision: int | None = None) -> dict[str, Any]:
    number = session.revision if revision is None else revision
    return preview_told(parts, session, number, _project(parts, session, number))


def preview_told(
    parts: PageParts, session: Session, number: int, project: Project, at: Seconds | None = None
) -> dict[str, Any]:
    """What the preview of revision `number`, which is `project`, is made of. Where it plays `at` a time, the pieces
    there are offered from there on too."""
    pieces = parts.preview.pieces(project)
    rows = {kind: _told(session, number, kind, pieces) for kind in KINDS}
    for kind, row in rows.items():
        late = parts.preview.late(project, kind, at) if at is not None else None
        if late:
            url = f"{row[late.number]['url']}&skipped={late.skipped}"
            row[late.number]["late"] = {"start": float(late.start), "url": url}
    return {
        "revision": number,
        "length": exact(project.timeline.length),
        "height": pieces.height,
        "picture_codec": pieces.picture_codec,
        "sound_codec": pieces.sound_codec,
        "reason": pieces.reason,
        "pictures": rows["picture"],
        "sounds": rows["sound"],
        "picture_init": _address(session, f"preview/{number}/picture/init.mp4"),
        "sound_init": _address(session, f"preview/{number}/sound/init.mp4"),
        "playlist": _address(session, f"preview/{number}/index.m3u8"),
    }


@router.get("/preview/{revision}/{kind}/init.mp4")
def init(parts: Parts, session: Its, revision: int, kind: str) -> Response:
    _known(kind)
    found = parts.preview.init(_project(parts, session, revision), kind)
    return Response(found, media_type="video/mp4", headers=MINE)


@router.get("/preview/{revision}/{kind}/{number}.m4s")
def piece(
    parts: Parts,
    session: Its,
    revision: int,
    kind: str,
    number: int,
    key: str = "",
    skipped: int = 0,
    x_now: str = Header(""),
) -> Response:
    """A piece; with the right `key` in its address the answer never changes. `X-Now` says that it is looked at: it
    goes before those that may be wanted soon, and comes as it is made, without its first `skipped` frames or packets."""
    _known(kind)
    project = _project(parts, session, revision)
    pieces = parts.preview.pieces(project)
    row = pieces.pictures if kind == "picture" else pieces.sounds
    if not 0 <= number < len(row):
        raise HTTPException(404, "There is no such piece.")
    headers = FOR_EVER if key == row[number].key else MINE
    if x_now or skipped:
        coming = parts.preview.parts(project, kind, number, skipped)
        try:
            first = next(coming)  # what goes wrong is told as long as it can be
        except ValueError:
            raise HTTPException(404, "Nothing is left of the piece.") from None
        return StreamingResponse(chain((first,), coming), media_type="video/mp4", headers=headers)
    return Response(parts.preview.piece(project, kind, number), media_type="video/mp4", headers=headers)


@router.get("/preview/{revision}/{name}.m3u8")
def playlist(parts: Parts, session: Its, revision: int, name: str) -> Response:
    """HLS for players without MediaSource: `index`, `picture` and `sound`, of the same pieces."""
    project = _project(parts, session, revision)
    pieces = parts.preview.pieces(project)
    if name == "index":
        codecs = ",".join(filter(None, (pieces.picture_codec, pieces.sound_codec if pieces.sounds else "")))
        sound = '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="s",NAME="sound",DEFAULT=YES,AUTOSELECT=YES,URI="sound.m3u8"\n'
        text = (
            f"#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-INDEPENDENT-SEGMENTS\n{sound if pieces.sounds else ''}"
            f'#EXT-X-STREAM-INF:BANDWIDTH=4000000,CODECS="{codecs}"{",AUDIO=" + chr(34) + "s" + chr(34) if pieces.sounds else ""}\n'
            "picture.m3u8\n"
        )
    elif name in KINDS:
        text = _row_playlist(name, pieces)
    else:
        raise HTTPException(404, "There is no such list.")
    return Response(text, media_type="application/vnd.apple.mpegurl", headers=MINE)


@router.get("/still.jpg")
def still(parts: Parts, session: Its, at: str = "0", revision: int | None = None, height: int = 540) -> Response:
    """The exact frame at `at`. Of a revision that is named it never changes; the one after the newest is waited for."""
    return still_of(parts, session, at, revision, height)


def still_of(parts: PageParts, session: Session, at: str, revision: int | None, height: int) -> Response:
    number = session.revision if revision is None else revision
    project = parts.page.coming(session, number)
    if not project.timeline.track:
        raise HTTPException(404, "The timeline is empty.")
    lines = next((each for each in STILL_HEIGHTS if each >= height), STILL_HEIGHTS[-1])
    picture = parts.preview.still(project, moment(at), lines)
    return Response(picture, media_type="image/jpeg", headers=MINE if revision is None else FOR_EVER)


def _row_playlist(kind: str, pieces: Pieces) -> str:
    row = pieces.pictures if kind == "picture" else pieces.sounds
    longest = max((ceil(each.length) for each in row), default=1)
    lines = [
        "#EXTM3U", "#EXT-X-VERSION:7", f"#EXT-X-TARGETDURATION:{longest}", "#EXT-X-PLAYLIST-TYPE:VOD",
        f'#EXT-X-MAP:URI="{kind}/init.mp4"',
    ]  # fmt: skip
    for number, each in enumerate(row):
        lines += [f"#EXTINF:{float(each.length):.6f},", f"{kind}/{number}.m4s?key={each.key}"]
    return "\n".join([*lines, "#EXT-X-ENDLIST", ""])


def _told(session: Session, revision: int, kind: str, pieces: Pieces) -> list[dict[str, Any]]:
    return [
        {
            "key": each.key,
            "start": float(each.start),
            "end": float(each.start + each.length),
            "url": _address(session, f"preview/{revision}/{kind}/{number}.m4s?key={each.key}"),
        }
        for number, each in enumerate(pieces.pictures if kind == "picture" else pieces.sounds)
    ]


def _address(session: Session, rest: str) -> str:
    return f"/api/page/sessions/{session.id}/{rest}"


def _known(kind: str) -> None:
    if kind not in KINDS:
        raise HTTPException(404, "There is no such kind.")


def _project(parts: PageParts, session: Session, revision: int) -> Project:
    return parts.page.store.project(session.id, revision)
