"""A server, a browser and windows of it, for stories. Long ones run by scripts/test-page only."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conformance.serving import Server
from tests.footage import barcode_clip
from tests.page.browser import WINDOW, Look, axe_source, chromium, shots_folder


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "story: a long story in a real browser, run by scripts/test-page")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if not os.environ.get("RUSHES_STORIES"):
        for item in items:
            if item.get_closest_marker("story"):
                item.add_marker(pytest.mark.skip(reason="a long story: scripts/test-page runs it"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Closed after each file: while it is open its event loop stands in the way of tests with their own."""
    if importlib.util.find_spec("playwright") is None:
        pytest.skip("needs Playwright for Python (scripts/setup --dev installs it)")
    if chromium() is None:
        pytest.skip("needs Chromium (Debian: apt install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as running:
        found = running.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--autoplay-policy=no-user-gesture-required"]
        )
        yield found
        found.close()


@pytest.fixture(scope="module")
def server(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    own = Server(tmp_path_factory.mktemp("served")).start()
    yield own
    own.stop()


@pytest.fixture(scope="session")
def clips(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("clips")
    return [
        barcode_clip(folder / "street.mp4", frames=150, rate=30, size=(320, 180)),
        barcode_clip(folder / "harbour.mp4", frames=90, rate=30, size=(320, 180)),
    ]


@pytest.fixture(scope="session")
def shots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shots_folder(tmp_path_factory.mktemp("shots"))


@pytest.fixture(scope="session")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    source = axe_source(tmp_path_factory.mktemp("axe"))
    if source is None:
        pytest.skip("needs npm to fetch axe-core")
    return source


@pytest.fixture
def window(browser: Any, server: Server, shots: Path) -> Iterator[Callable[..., Look]]:
    """Opens windows of one browser's user; at the end none of them may have complained."""
    contexts: list[Any] = []
    looks: list[Look] = []

    def opened(context: Any = None, **how: Any) -> Look:
        if context is None:
            context = browser.new_context(**{"viewport": WINDOW, "locale": "en-US", "color_scheme": "dark", **how})
            contexts.append(context)
        look = Look(context.new_page(), server.base, shots)
        # from the start: who begins to listen as the key is pressed may be too late, and the chooser is the browser's own
        look.page.on("filechooser", lambda _: None)
        looks.append(look)
        return look

    yield opened
    said = [line for look in looks for line in look.said]
    for context in contexts:
        context.close()
    assert not said, said
