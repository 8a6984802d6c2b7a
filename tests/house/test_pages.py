"""Docs that are made from code are as the code is, and the code says what it is."""

from __future__ import annotations

import ast
import re

import pytest
from tests.house.source import HOME, Module, docs_script, modules

from rushes.edits import OPERATIONS


@pytest.mark.parametrize("page", sorted(docs_script().PAGES))
def test_a_made_page_is_fresh(page: str):
    made = docs_script().PAGES[page]()
    written = (HOME / "docs" / page).read_text(encoding="utf-8")
    assert written == made, f"docs/{page} is stale: run scripts/docs"


def test_every_operation_is_in_the_docs():
    page = (HOME / "docs" / "operations.md").read_text(encoding="utf-8")
    missing = [kind.name for kind in OPERATIONS if f"| `{kind.name}` | `{kind.__name__}` |" not in page]
    assert not missing


@pytest.mark.parametrize("kind", OPERATIONS, ids=lambda kind: kind.name)
def test_an_operation_says_what_it_does_in_one_line(kind: type):
    first = (kind.__doc__ or "").split("\n")[0]
    assert first.endswith(".") and first[0].isupper() and len(first) <= 120


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
def test_a_module_says_what_it_is(module: Module):
    assert module.says or not module.tree.body


@pytest.mark.parametrize("module", [m for m in modules() if m.room in {"model", "edits"}], ids=lambda m: m.name)
def test_public_names_of_the_core_have_docstrings(module: Module):
    assert not list(_silent(module))


def test_public_names_have_docstrings():
    """Half of them at least: many say it all with their signature, and the only one of a file with the file."""
    rooms: dict[str, list[bool]] = {}
    for module in modules():
        silent = set(_silent(module)) if len(_public(module)) > 1 else set()
        for name in _public(module):
            rooms.setdefault(module.room, []).append(name not in silent)
    poor = {room: f"{sum(said)} of {len(said)}" for room, said in rooms.items() if sum(said) * 2 < len(said)}
    assert not poor


def _public(module: Module) -> list[str]:
    return [n.name for n in module.tree.body if _named(n) and not n.name.startswith("_")]


def _silent(module: Module) -> list[str]:
    return [
        node.name
        for node in module.tree.body
        if _named(node) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]


def _named(node: ast.stmt) -> bool:
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)


def test_every_room_is_in_the_architecture():
    page = (HOME / "docs" / "architecture.md").read_text(encoding="utf-8")
    rooms = {module.room for module in modules()} - {"", "__main__"}
    missing = [room for room in rooms if not re.search(rf"`{room}[/.`]|`{room}\.py`|^\s*{room}\b", page, re.M)]
    assert not missing, f"docs/architecture.md does not know {missing}"


def test_links_between_pages_lead_somewhere():
    wrong = []
    for page in (HOME / "docs").rglob("*.md"):
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", page.read_text(encoding="utf-8")):
            if not (page.parent / target).exists():
                wrong.append(f"{page.relative_to(HOME)} -> {target}")
    assert not wrong


def test_decisions_are_numbered_once():
    numbers = [path.name[:4] for path in (HOME / "docs" / "decisions").glob("*.md")]
    assert sorted(numbers) == sorted(set(numbers))
