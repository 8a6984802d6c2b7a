"""The service put together: the studio of `assemble.py`, and what it takes to serve many people."""

from __future__ import annotations

import os
import secrets
import socket
import threading
import uuid
from dataclasses import dataclass, replace
from pathlib import Path

from rushes.assemble import Studio, now
from rushes.jobs.worker import Work, Worker
from rushes.llm.options import ModelOptions
from rushes.model.project import Project
from rushes.model.time import Seconds
from rushes.service_page import makers, page_parts, preview_of
from rushes.service_settings import ServiceSettings
from rushes.storage.accounts import DatabaseAccounts, DatabaseArrivals, DatabaseLedger, DatabaseTurns
from rushes.storage.activity import Activity, machine_busy
from rushes.storage.queue import DatabaseQueue
from rushes.studio.accounts import Accounts
from rushes.studio.arrivals import Arrivals
from rushes.studio.credits import Credits
from rushes.studio.page_parts import PageParts
from rushes.studio.preparations import KINDS, Preparations, PreparationWork
from rushes.studio.removal import Removal
from rushes.studio.renders import KIND, Renders, RenderWork
from rushes.studio.turns import Turns


@dataclass(frozen=True, slots=True)
class Service:
    """All that the HTTP face needs."""

    settings: ServiceSettings
    studio: Studio
    accounts: Accounts
    credits: Credits
    turns: Turns
    renders: Renders
    queue: DatabaseQueue
    arrivals: Arrivals
    removal: Removal
    page: PageParts
    activity: Activity
    secret: bytes
    """What download links are signed with; the same for all processes of this data folder."""

    def close(self) -> None:
        self.turns.stop()
        self.studio.close()


def served(studio: Studio, settings: ServiceSettings) -> Service:
    database, places = studio.database, studio.settings.places
    if studio.settings.model:
        threading.Thread(target=_warm, args=(studio.settings.model,), daemon=True).start()
    ledger, accounts = DatabaseLedger(database), DatabaseAccounts(database)
    credits = Credits(ledger, now, settings.turn_cost, settings.register_url)
    queue = DatabaseQueue(database, now)
    renders = Renders(studio.store, queue, now, _new_id, places.exports)
    preparations = Preparations(queue, makers(studio), now, _new_id)
    arrivals = Arrivals(
        store=DatabaseArrivals(database),
        accounts=accounts,
        sessions=studio.store,
        uploads=studio.uploads,
        now=now,
        new_id=_new_id,
        folder=places.data / "uploads",
        multipart_most_bytes=settings.multipart_most_bytes,
        resumable_most_bytes=settings.resumable_most_bytes,
        quota_bytes=settings.quota_bytes,
        hours=settings.arrival_hours,
        prepare=preparations.want,
    )
    removal = Removal(studio.sessions, queue, places.exports)
    known = Accounts(
        accounts,
        credits,
        now,
        lambda: secrets.token_hex(20),
        settings.token_days,
        settings.first_credits,
        settings.clients_per_address,
    )
    return Service(
        settings=settings,
        studio=studio,
        accounts=known,
        credits=credits,
        turns=Turns(DatabaseTurns(database), studio.store, studio.conversation, credits, renders, now, _new_id),
        renders=renders,
        queue=queue,
        arrivals=arrivals,
        removal=removal,
        page=page_parts(studio, known, queue, arrivals, preparations, removal),
        activity=Activity(places.activity),
        secret=_secret(places.data / "link.key"),
    )


def _warm(options: ModelOptions) -> None:
    from rushes.llm.vendor import warm

    warm(options)


def worker_of(studio: Studio, at_once: int) -> Worker:
    """A worker for exports, and beside them for what is made of footage; while there is neither it renders ahead."""
    places = studio.settings.places
    made: dict[str, Work] = {kind: PreparationWork(studio.store, maker) for kind, maker in makers(studio).items()}
    work = {KIND: RenderWork(studio.store, studio.renderer, now, places.exports), **made}
    name = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(3)}"
    worker = Worker(name, DatabaseQueue(studio.database, now), work, places.data / "locks", at_once, beside=KINDS)
    if studio.ahead:
        activity = Activity(places.activity)
        worker.idle = replace(studio.ahead, busy=lambda: activity.lately() or worker.beside_busy or machine_busy()).one
    return worker


def still_of(studio: Studio, project: Project, at: Seconds, height: int) -> bytes:
    """The frame at `at`, as JPEG, `height` lines high. Raises SourceFailed, RenderFailed."""
    return preview_of(studio).still(project, at, height)


def pixels_of(picture: bytes, columns: int, rows: int, png: bool = False) -> tuple[int, int, bytes]:
    """A picture made to fit: its width and height and its RGB bytes, or the whole as PNG."""
    import io

    from PIL import Image

    with Image.open(io.BytesIO(picture)) as opened:
        image = opened.convert("RGB")
    image.thumbnail((columns, rows))
    if not png:
        return image.width, image.height, image.tobytes()
    out = io.BytesIO()
    image.save(out, "PNG")
    return image.width, image.height, out.getvalue()


def _new_id() -> str:
    return uuid.uuid4().hex


def _secret(path: Path) -> bytes:
    """The key at `path`, made by whoever comes first."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        fresh = path.with_suffix(f".{os.getpid()}.part")
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(32))
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
        return path.read_bytes()
