"""Who may look at whom: imports point inward, never back, never in a circle."""

from __future__ import annotations

import ast

import pytest
from tests.house.source import Module, modules, third_party

PLAIN = ("rushes.render.output", "rushes.render.report", "rushes.jobs.job", "rushes.jobs.queue")
"""Modules of the hands that are core: words that the studio shares with them."""

PORTS = "rushes.studio.ports"
"""What the studio needs from outside; the hands may look at it to fit it."""

HANDS = {"media", "render", "storage", "jobs", "llm"}

EVERYWHERE = {"errors", ""}
"""`errors.py`, and the package itself (its version)."""

MAY_SEE: dict[str, set[str]] = {
    "errors": set(),
    "model": set(),
    "edits": {"model"},
    "language": {"model", "edits"},
    "studio": {"model", "edits", "language"},
    "media": {"model", "edits", "language"},
    "render": {"model", "edits", "language"},
    "storage": {"model", "edits", "language"},
    "jobs": {"model", "edits", "language"},
    "llm": {"model", "edits", "language"},
    "client": {"model", "language"},
    "cli": {"model", "studio", "assemble", "settings", "service", "service_settings", "api", "client"},
    "api": {"model", "edits", "studio", "service"},
    "mcp": {"model", "studio", "service"},
    "settings": {"storage", "llm"},
    "service_settings": set(),
    "checks": {"model", "render", "storage", "media", "llm", "studio"},
    "assemble": {
        "model", "edits", "language", "studio", "media", "render", "storage", "jobs", "llm", "settings", "checks", "api", "mcp",
    },
    "service": {
        "model", "edits", "language", "studio", "media", "render", "storage", "jobs", "llm", "settings", "service_settings",
        "checks", "assemble", "service_page",
    },
    "service_page": {"model", "studio", "media", "render", "storage", "assemble"},
    "__main__": {"cli"},
}  # fmt: skip
"""What each room may import besides itself. The command assembles its own studio and starts the server; a draft that
comes over the wire is held to the limits of the edits. `checks` and `settings` belong to `assemble`, which puts the
parts of one machine together; `service` adds what serving many people takes, and faces get it handed in."""

WITHIN_LANGUAGE: dict[str, set[str]] = {
    "words": set(), "clauses": {"words"}, "rules": {"words", "clauses"}, "resolve": {"words", "differences"}, "differences": set(),
}  # fmt: skip
"""What each part of the language room may import of the others."""

TELLS = "rushes.api.errors"
"""The one module that knows every room's errors: which status and number each comes to."""

THIRD_PARTY: dict[str, set[str]] = {
    "model": set(),
    "edits": set(),
    "language": set(),
    "studio": set(),
    "errors": set(),
    "media": {"av", "imageio_ffmpeg", "numpy", "PIL", "immich_memories_music"},
    "render": {"av", "imageio_ffmpeg", "numpy", "PIL", "typst", "fontTools", "noto_cjk_sans_otc"},
    "storage": {"sqlalchemy", "alembic"},
    "cli": {"click", "rich", "uvicorn", "prompt_toolkit"},
    "client": {"httpx"},
    "llm": {"pydantic_ai", "anthropic", "openai", "httpx2", "httpx"},
}
"""What each room may import from PyPI; a room not named here may import anything."""


def rooms_seen(module: Module) -> set[tuple[str, str]]:
    """(room, module) for everything of ours that `module` imports outside its own room."""
    seen = set()
    for name in module.imports():
        if name.split(".")[0] == "rushes":
            room = [*name.split("."), ""][1]
            if room != module.room:
                seen.add((room, name))
    return seen


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
def test_imports_point_inward(module: Module):
    allowed = MAY_SEE.get(module.room, set()) | EVERYWHERE
    besides: tuple[str, ...] = {"studio": PLAIN, "cli": PLAIN, "api": PLAIN, "mcp": PLAIN}.get(module.room, ())
    if module.room in HANDS:
        besides = (PORTS, *PLAIN)
    wrong = [name for room, name in rooms_seen(module) if room not in allowed and not name.startswith(besides or "-")]
    if module.name == TELLS:
        wrong = [name for name in wrong if not name.endswith(".errors")]
    assert not wrong, f"{module.name} may not look at {', '.join(wrong)}"


def test_every_room_is_on_the_plan():
    rooms = {module.room for module in modules()} - {""}
    assert rooms <= set(MAY_SEE), f"say in MAY_SEE whom {rooms - set(MAY_SEE)} may look at"


@pytest.mark.parametrize("part", WITHIN_LANGUAGE)
def test_the_language_room_is_read_in_one_direction(part: str):
    others = set(WITHIN_LANGUAGE) - WITHIN_LANGUAGE[part] - {part}
    inside = [module for module in modules() if module.name.startswith(f"rushes.language.{part}.")]
    wrong = [
        f"{module.name}: {name}"
        for module in inside
        for name in module.imports()
        if f"{name}.".startswith(tuple(f"rushes.language.{other}." for other in others))
    ]
    assert inside and not wrong, "\n".join(wrong)


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
def test_third_parties_stay_in_their_rooms(module: Module):
    allowed = THIRD_PARTY.get(module.room)
    if allowed is None:
        return
    wrong = {name.split(".")[0] for name in module.imports() if third_party(name)} - allowed
    assert not wrong, f"{module.room} does without {', '.join(wrong)}"


def test_what_the_studio_shares_with_the_hands_is_plain():
    """Whoever imports it gets no FFmpeg with it."""
    known = {module.name: module for module in modules()}
    seen: set[str] = set()
    waiting = [name for name in PLAIN if name in known]
    while waiting:
        module = known[waiting.pop()]
        if module.name not in seen:
            seen.add(module.name)
            heavy = {name for name in module.imports() if third_party(name)} - {"numpy"}
            assert not heavy, f"{module.name}, needed by the studio, imports {', '.join(heavy)}"
            waiting += [name for name in module.imports() if name in known]


def test_settings_are_read_in_one_place():
    """The environment is looked at by the faces' own start and by `settings.py` alone."""
    readers = {"settings", "assemble", "service", "cli", "__main__", "checks"}
    wrong = [
        module.name
        for module in modules()
        if module.room not in readers and any(name.startswith("rushes.settings") for name in module.imports())
    ]
    assert not wrong


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
def test_nothing_is_imported_in_a_circle(module: Module):
    """Through imports that run when a module is loaded; those inside functions and for type checkers don't count."""
    known = {each.name: each for each in modules()}
    reached: set[str] = set()
    waiting = list(_loaded_with(module))
    while waiting:
        name = waiting.pop()
        if name in known and name not in reached:
            reached.add(name)
            waiting += _loaded_with(known[name])
    assert module.name not in reached, f"{module.name} imports itself by way of others"


def _loaded_with(module: Module) -> list[str]:
    names: list[str] = []
    for node in module.tree.body:
        if isinstance(node, ast.Import):
            names += [each.name for each in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            submodules = [f"{node.module}.{each.name}" for each in node.names]
            known = {each.name for each in modules()}
            inner = [name for name in submodules if name in known]
            names += inner or [node.module]
    return [name for name in names if name.startswith("rushes.")]
