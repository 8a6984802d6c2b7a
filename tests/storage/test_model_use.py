"""What models have cost, by day; and which of them read what."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from rushes.storage.database import open_database
from rushes.storage.model_use import ModelUse


def opened(tmp_path):
    return open_database(tmp_path / "rushes.db", tmp_path / "backups", lambda: datetime(2030, 1, 1, tzinfo=UTC))


def test_a_day_adds_up_and_the_next_begins_anew(tmp_path):
    use = ModelUse(opened(tmp_path))
    assert use.used("2030-01-31") == (0, 0.0)
    use.add("2030-01-31", 1000, 0.25)
    use.add("2030-01-31", 500, 0.000001)
    assert use.used("2030-01-31") == (1500, 0.250001)
    assert use.used("2030-02-01") == (0, 0.0)
    assert ModelUse(opened(tmp_path)).used("2030-01-31")[0] == 1500, "another process sees it"


def test_nothing_is_lost_where_several_add_at_once(tmp_path):
    use = ModelUse(opened(tmp_path))
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: use.add("2030-01-31", 10, 0.0), range(40)))
    assert use.used("2030-01-31")[0] == 400
