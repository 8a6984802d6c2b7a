"""The lock files are of one making: scripts/lock writes them all."""

from __future__ import annotations

from tests.house.source import HOME


def locked(name: str) -> dict[str, str]:
    """Versions by package."""
    lines = [line.split(" ")[0] for line in (HOME / name).read_text(encoding="utf-8").splitlines() if "==" in line]
    return dict(line.split("==") for line in lines)


def test_the_extra_adds_to_what_running_needs_and_changes_nothing_of_it():
    assert locked("requirements.lock").items() <= locked("requirements-model.lock").items(), "run scripts/lock"


def test_what_is_installed_anywhere_is_tested():
    """Not in the very same versions: what only testing needs may hold some of them back."""
    assert locked("requirements-model.lock").keys() <= locked("requirements-dev.lock").keys(), "run scripts/lock"


def test_a_model_is_an_extra():
    assert not {"pydantic-ai-slim", "openai", "anthropic"} & locked("requirements.lock").keys()
