"""`rushes serve --open`: the page in the browser, with what the command line made."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import httpx

from rushes.assemble import assembled
from rushes.settings import Settings
from rushes.storage.files import Places
from rushes.studio.sessions import LOCAL

PATIENCE_SECONDS = 300
"""Machines that test are busy: a server there may take minutes to start."""


def test_the_page_opens_with_this_machines_sessions_and_its_link_works_once(tmp_path: Path):
    data, address = tmp_path / "data", tmp_path / "address"
    studio = assembled(Settings(Places(data, data / "cache")))
    made = studio.sessions.begin(LOCAL, "harbour")
    studio.close()
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\nprintf "%s" "$1" > {address}.new && mv {address}.new {address}\n')
    browser.chmod(0o755)
    command = [sys.executable, "-m", "rushes", "serve", "--open", "--port", "0", "--data", str(data), "--workers", "0"]
    server = subprocess.Popen(command, env={**os.environ, "BROWSER": str(browser)}, stderr=subprocess.PIPE, text=True)
    try:
        end = time.monotonic() + PATIENCE_SECONDS
        while not address.exists() and time.monotonic() < end:
            assert server.poll() is None
            time.sleep(0.05)
        link = address.read_text()
        with httpx.Client(base_url=link.partition("/workspace")[0], follow_redirects=True) as page:
            opened = page.get(link)
            assert opened.status_code == 200 and "ct=" not in str(opened.url), "the secret does not stay in the address"
            assert [each["id"] for each in page.get("/api/page/sessions").json()["sessions"]] == [made.id]
        assert httpx.get(link).status_code == 401, "once"
    finally:
        server.terminate()
        told = server.communicate(timeout=PATIENCE_SECONDS)[1]
    assert f"Rushes at {link.partition('/workspace')[0]}\n" in told
    assert "ct=" not in told, "the link is printed only where no browser took it"


def test_a_terminal_is_told_in_words_and_nothing_of_what_went_well(tmp_path: Path):
    theirs, ours = os.openpty()
    command = [sys.executable, "-m", "rushes", "serve", "--port", "0", "--data", str(tmp_path), "--workers", "0"]
    server = subprocess.Popen(command, stderr=ours)
    os.close(ours)
    told = b""
    try:
        while not (address := re.search(rb"Rushes at (\S+)\r?\n", told)):
            told += os.read(theirs, 4096)
        assert httpx.get(f"{address[1].decode()}/healthz").status_code == 200
    finally:
        server.terminate()
        try:
            while more := os.read(theirs, 4096):
                told += more
        except OSError:  # the other end is closed
            pass
        server.wait(PATIENCE_SECONDS)
        os.close(theirs)
    assert b"{" not in told and b"healthz" not in told, told.decode()
