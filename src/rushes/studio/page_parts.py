"""All that the page's routes stand on, in one hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rushes.model.media import MediaId
from rushes.studio.accounts import Accounts
from rushes.studio.exports import Exports
from rushes.studio.page import Page
from rushes.studio.page_ports import Glances, Preview
from rushes.studio.page_watch import Watch
from rushes.studio.removal import Removal
from rushes.studio.sessions import Sessions


@dataclass(frozen=True, slots=True)
class PageParts:
    page: Page
    sessions: Sessions
    removal: Removal
    exports: Exports
    watch: Watch
    accounts: Accounts
    preview: Preview
    glances: Glances
    is_there: Callable[[MediaId], bool]
    """Whether a file's original is in its place."""
    samples: Callable[[], tuple[Path, ...]]
    """Footage for who has none at hand; made the first time, which takes some seconds."""
