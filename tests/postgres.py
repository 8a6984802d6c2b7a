"""A PostgreSQL of the tests' own: a cluster in a temporary folder, emptied for each test, gone at the end."""

from __future__ import annotations

import atexit
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from rushes.storage.database import open_database
from rushes.storage.postgres import open_postgres

USERS = ("postgres", "nobody")
"""Who runs it where the tests run as root, which PostgreSQL refuses."""

MEMORY = "/dev/shm"
"""A cluster is a thousand small files: on a busy disk they cost seconds."""

SETTINGS = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off", "max_connections": "200",
            "unix_socket_directories": "", "listen_addresses": "127.0.0.1"}  # fmt: skip
"""Nothing of it outlives the tests."""


KINDS = ("sqlite", "postgresql")
"""For fixtures that are run on both."""


def opened(kind: str, folder: Path, now: Callable[[], datetime]) -> Any:
    """A new and empty database of a kind, brought up to date."""
    if kind == "postgresql":
        return open_postgres(fresh_database(), now)
    return open_database(folder / "rushes.db", folder / "backups", now)


def fresh_database() -> str:
    """The address of an empty database, the same each time; skips the test where there is no PostgreSQL."""
    base, problem = _cluster()
    if problem:
        pytest.skip(problem)
    import psycopg

    with psycopg.connect(base, autocommit=True) as connection:
        others = "datname = current_database() AND pid <> pg_backend_pid()"
        connection.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}")
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    return base


@cache
def _cluster() -> tuple[str, str]:
    """The address of the one database there is, or why there is none."""
    programs = _programs()
    if programs is None:
        return "", "there is no PostgreSQL here (on Debian and Ubuntu: apt install postgresql)"
    who = _who()
    memory = MEMORY if os.access(MEMORY, os.W_OK) else None
    folder = Path(tempfile.mkdtemp(prefix="rushes-pg-", dir=memory))
    atexit.register(shutil.rmtree, folder, True)
    given = {"user": who.pw_uid, "group": who.pw_gid, "extra_groups": []} if os.geteuid() == 0 else {}
    if given:
        os.chown(folder, who.pw_uid, who.pw_gid)
    data, port = folder / "data", _free_port()
    quiet = {"cwd": folder, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True, **given}
    options = ["-D", str(data), "-U", "rushes", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
    made = subprocess.run([programs / "initdb", *options], **quiet)
    if made.returncode:
        return "", f"initdb: {made.stdout.strip().splitlines()[-1]}"
    flags = [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
    server = subprocess.Popen(
        [programs / "postgres", "-D", data, "-p", str(port), *flags], **{**quiet, "stdout": subprocess.DEVNULL}
    )
    atexit.register(_ended, server)
    ready = made
    for _ in range(300):
        ready = subprocess.run([programs / "pg_isready", "-h", "127.0.0.1", "-p", str(port), "-t", "1"], **quiet)
        if ready.returncode == 0:
            return f"postgresql://rushes@127.0.0.1:{port}/postgres", ""
        if server.poll() is not None:
            break
    return "", f"PostgreSQL did not start: {ready.stdout.strip()}"


def _ended(server: subprocess.Popen) -> None:
    server.send_signal(2)  # "fast": whoever is connected is let go
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        server.kill()


def _programs() -> Path | None:
    """The newest set of programs there is; Debian keeps them out of PATH."""
    found = [Path(each).parent for each in (shutil.which("initdb"),) if each]
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name), reverse=True)
    return next(
        (path for path in found if all((path / name).exists() for name in ("initdb", "postgres", "pg_isready"))), None
    )


def _who() -> pwd.struct_passwd:
    for name in USERS:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    return pwd.getpwuid(os.geteuid())


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
