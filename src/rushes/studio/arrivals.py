"""Files on their way in: room for them, pieces of them put together, and handing them to the session when whole.

    FOLDER/ID/data      what has come so far of an upload in pieces; its size is how far it is
    FOLDER/ID/hold      while a piece with a checksum comes in: the size before it, in decimal
    FOLDER/ID/NAME      a whole file, by a harmless form of the name its owner gave it

An upload in pieces survives a restart: the bytes on disk are the truth, the database only knows what they are for.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO

from rushes.errors import MaterialError, RequestError
from rushes.model.media import Media
from rushes.model.session import NoSuchSession, Session, StaleRevision
from rushes.studio.ports import Clock, Ids, Store
from rushes.studio.ports_service import AccountStore, Arrival, ArrivalState, ArrivalStore
from rushes.studio.uploads import Uploaded, Uploads

OPEN_MOST = 100
"""Uploads of one user that are not finished."""

TRIES_MOST = 5

NAME_MOST = 120
"""Characters of a file's name; with four bytes each that stays a name every file system takes."""


class FileTooLarge(RequestError):
    """The file is larger than the {limit} bytes that can be taken here."""

    code = "file_too_large"
    zh = "文件超过了这里的上限 {limit} 字节。"
    hint = "Send it in pieces (tus 1.0) to /files/, which takes up to {resumable} bytes."
    hint_zh = "请用 tus 1.0 分块上传到 /files/，最多 {resumable} 字节。"


class QuotaFull(RequestError):
    """There is no room for that: {held} of your {quota} bytes are taken."""

    code = "quota_full"
    zh = "空间不足：你的 {quota} 字节已用 {held} 字节。"
    hint = "Remove sessions that are no longer needed."
    hint_zh = "请删除不再需要的会话。"


class NoFile(RequestError):
    """No file was sent."""

    code = "no_file"
    zh = "没有收到文件。"
    hint = "Send it as multipart/form-data in the field `files`, or as JSON {{urls: [...], source_type: url}}."
    hint_zh = "请以 multipart/form-data 的 `files` 字段发送，或用 JSON {{urls: [...], source_type: url}}。"


class NoSuchArrival(RequestError):
    """There is no such upload."""

    code = "no_such_arrival"
    zh = "没有这个上传。"
    hint = "It may have expired: begin again."
    hint_zh = "可能已过期：请重新开始。"


class WrongOffset(RequestError):
    """The upload is at {has} bytes, not at {given}."""

    code = "wrong_offset"
    zh = "上传进度是 {has} 字节，而不是 {given}。"
    hint = "Ask with HEAD where to go on."
    hint_zh = "请用 HEAD 查询从哪里继续。"


class WrongChecksum(RequestError):
    """The piece did not arrive as it was sent; it was not kept."""

    code = "wrong_checksum"
    zh = "这一块数据校验不符，没有保留。"
    hint = "Send it again."
    hint_zh = "请重新发送。"


@dataclass(frozen=True, slots=True)
class Arrivals:
    store: ArrivalStore
    accounts: AccountStore
    sessions: Store
    uploads: Uploads
    now: Clock
    new_id: Ids
    folder: Path
    multipart_most_bytes: int
    resumable_most_bytes: int
    quota_bytes: int
    hours: int
    prepare: Callable[[Session, Sequence[Media]], None] = lambda session, media: None
    """Told of the files that a session has now."""

    # --- whole files ---------------------------------------------------------------------------------------

    @contextmanager
    def desk(self) -> Iterator[Path]:
        """A folder of its own to put arriving files in; gone at the end."""
        place = self.folder / self.new_id()
        place.mkdir(parents=True)
        try:
            yield place
        finally:
            shutil.rmtree(place, ignore_errors=True)

    def check_size(self, user: str, size_bytes: int | None, most: int | None = None) -> None:
        """Raises FileTooLarge, QuotaFull; for a size not known yet only where there is no room at all."""
        limit = self.multipart_most_bytes if most is None else most
        if size_bytes is not None and size_bytes > limit:
            raise FileTooLarge(limit=limit, resumable=self.resumable_most_bytes)
        held = self.accounts.held_bytes(user)
        if held + (size_bytes or 1) > self.quota_bytes:
            raise QuotaFull(held=held, quota=self.quota_bytes)

    def take(self, session: Session, paths: Sequence[Path], by: str = "agent") -> Uploaded:
        """Whole files into the session. Raises MaterialError, TooManyFiles, NoFile."""
        if not paths:
            raise NoFile()
        for tries_left in reversed(range(TRIES_MOST)):
            try:
                uploaded = self.uploads.take(session, paths, by)
                break
            except StaleRevision:  # another file came to an empty timeline first
                if not tries_left:
                    raise
                session = self._fresh(session.user, session.id)
        for media in uploaded.media:
            self.accounts.hold(session.user, media.id, media.facts.size_bytes)
        self.prepare(uploaded.session, uploaded.media)
        return uploaded

    # --- files in pieces -----------------------------------------------------------------------------------

    def begin(self, session: Session, name: str, length: int | None, metadata: str) -> Arrival:
        """Raises FileTooLarge, QuotaFull."""
        self.check_size(session.user, length, self.resumable_most_bytes)
        at = self.now()
        expires = (at + timedelta(hours=self.hours)).isoformat(timespec="seconds")
        arrival = Arrival(
            self.new_id(), session.user, session.id, harmless(name), length, metadata,
            at.isoformat(timespec="milliseconds"), expires,
        )  # fmt: skip
        self._place(arrival).mkdir(parents=True)
        self._data(arrival).touch()
        self.store.put(arrival)
        return arrival

    def find(self, user: str, arrival_id: str) -> Arrival:
        """A user's own upload, if it has not expired. Raises NoSuchArrival."""
        arrival = self.store.find(arrival_id)
        if arrival is None or arrival.user != user or arrival.expires < self.now().isoformat(timespec="seconds"):
            raise NoSuchArrival()
        return arrival

    def offset(self, arrival: Arrival) -> int:
        """How many bytes are there and good."""
        if arrival.state is not ArrivalState.OPEN:
            return arrival.length or 0
        hold = self._place(arrival) / "hold"
        if hold.exists():  # the server died in the middle of a piece that was to be checked
            os.truncate(self._data(arrival), int(hold.read_text() or 0))
            hold.unlink()
        return self._data(arrival).stat().st_size

    def settled(self, arrival: Arrival) -> int:
        """How many bytes are there and good while a piece is being written."""
        hold = self._place(arrival) / "hold"
        try:
            return int(hold.read_text())
        except (FileNotFoundError, ValueError):
            return self._data(arrival).stat().st_size

    def lengthened(self, arrival: Arrival, length: int) -> Arrival:
        """The upload with the length it has, told later. Raises FileTooLarge, QuotaFull."""
        self.check_size(arrival.user, length, self.resumable_most_bytes)
        longer = replace(arrival, length=length)
        self.store.put(longer)
        return longer

    @contextmanager
    def piece(self, arrival: Arrival, offset: int, checked: bool) -> Iterator[BinaryIO]:
        """The file to write a piece to, at `offset`. What is written stays even if the line breaks; with `checked`
        all or nothing: an error inside takes the piece back. Raises WrongOffset."""
        has = self.offset(arrival)
        if offset != has:
            raise WrongOffset(has=has, given=offset)
        hold = self._place(arrival) / "hold"
        if checked:
            hold.write_text(str(offset))
        with self._data(arrival).open("ab") as file:
            try:
                yield file
            except BaseException:
                if checked:
                    file.flush()
                    file.truncate(offset)
                raise
            finally:
                file.flush()
                hold.unlink(missing_ok=True)

    def finish(self, arrival: Arrival, by: str = "agent") -> tuple[Arrival, Uploaded | None]:
        """Hands a whole upload to its session, as put there `by`; one refused has the error in its result. Doing it again is safe."""
        if arrival.state in (ArrivalState.TAKEN, ArrivalState.REFUSED):
            return arrival, None
        arrival = replace(arrival, state=ArrivalState.WHOLE)
        self.store.put(arrival)
        whole = self._place(arrival) / arrival.name
        if self._data(arrival).exists():
            os.replace(self._data(arrival), whole)
        try:
            uploaded = self.take(self._fresh(arrival.user, arrival.session), [whole], by)
        except (MaterialError, RequestError) as error:
            told = {"code": error.code, "message": error.text(), "hint": error.advice()}
            self._close(arrival, ArrivalState.REFUSED, told)
            raise
        known = {"files": [media.id for media in uploaded.media]}
        return self._close(arrival, ArrivalState.TAKEN, known), uploaded

    def remove(self, arrival: Arrival) -> None:
        self.store.remove(arrival.id)
        shutil.rmtree(self._place(arrival), ignore_errors=True)

    def tidy(self) -> None:
        """Ends what has expired, and removes what nobody knows of (a server died while it came in)."""
        for arrival in self.store.expired(self.now().isoformat(timespec="seconds")):
            self.remove(arrival)
        known = {arrival.id for arrival in self.store.unfinished()}
        oldest = self.now().timestamp() - self.hours * 3600
        for place in self.folder.iterdir() if self.folder.is_dir() else ():
            if place.name not in known and place.stat().st_mtime < oldest:
                shutil.rmtree(place, ignore_errors=True)

    def left_whole(self) -> tuple[Arrival, ...]:
        """Uploads that were whole when an earlier server died, and never handed over."""
        return tuple(
            arrival
            for arrival in self.store.unfinished()
            if arrival.state is ArrivalState.WHOLE or self.offset(arrival) == arrival.length
        )

    # --- parts ---------------------------------------------------------------------------------------------

    def _close(self, arrival: Arrival, state: ArrivalState, result: dict[str, object]) -> Arrival:
        closed = replace(arrival, state=state, result=json.dumps(result, ensure_ascii=False))
        self.store.put(closed)
        shutil.rmtree(self._place(arrival), ignore_errors=True)
        return closed

    def _fresh(self, user: str, session_id: str) -> Session:
        session = self.sessions.find(user, session_id)
        if session is None:
            raise NoSuchSession(session=session_id)
        return session

    def _place(self, arrival: Arrival) -> Path:
        return self.folder / arrival.id

    def _data(self, arrival: Arrival) -> Path:
        return self._place(arrival) / "data"


def harmless(name: str) -> str:
    """The last part of a name, without what could mean something to a file system."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(char for char in last if char.isprintable() and char not in '<>:"|?*').strip(" .")
    if len(shown) > NAME_MOST:
        _, dot, ending = shown.rpartition(".")
        ending = dot + ending if 0 < len(ending) <= 8 else ""
        shown = shown[: NAME_MOST - len(ending)] + ending
    return shown if shown and shown not in ("data", "hold") else "media"
