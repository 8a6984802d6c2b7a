"""Answers kept for those who look again and again at what has not changed."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import datetime
from typing import Any

MOST = 500
"""Sessions; a large one's answer takes some 100 kB."""

SETTLED_SECONDS = 2.0
"""A session's time of change counts whole seconds: only when that second is over does it tell one state from all
others."""


class Kept:
    """The newest answers, by what they depend on."""

    def __init__(self) -> None:
        self._answers: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, changed: str, now: datetime, make: Callable[[], Any]) -> Any:
        """The answer for `key`, which must hold all it depends on, `changed` (ISO 8601) included."""
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
                return self._answers[key]
        made = make()
        if (now - datetime.fromisoformat(changed)).total_seconds() >= SETTLED_SECONDS:
            with self._lock:
                self._answers[key] = made
                if len(self._answers) > MOST:
                    self._answers.popitem(last=False)
        return made
