"""The core opens no file, starts no process, reads no clock and throws no dice; so do modules that call themselves
pure."""

from __future__ import annotations

import ast
import re

import pytest
from tests.house.source import Module, modules

CORE = {"model", "edits", "language"}

WORLDLY = {
    "asyncio", "glob", "io", "logging", "multiprocessing", "os", "secrets", "select", "shutil", "signal",
    "socket", "sqlite3", "subprocess", "tempfile", "threading", "time", "urllib", "uuid", "http",
    "av", "imageio_ffmpeg", "PIL", "typst", "sqlalchemy", "alembic", "click", "rich", "requests", "httpx",
}  # fmt: skip
"""Modules that reach out of the process, into the clock or to chance."""

HARMLESS = {"PIL", "PIL.ImageColor"}
"""Of those, what only knows names of colours."""

CALLS = {"open", "input", "print", "exec", "eval", "__import__", "breakpoint"}

METHODS = {
    "now", "utcnow", "today", "read_text", "write_text", "read_bytes", "write_bytes", "exists", "is_file", "is_dir",
    "iterdir", "glob", "rglob", "stat", "unlink", "mkdir", "rename", "cwd", "home", "resolve", "getenv",
}  # fmt: skip
"""Of dates and paths: what asks the machine."""


def pure(module: Module) -> bool:
    return module.room in CORE or bool(re.search(r"\bPure\b", module.says.split("\n\n")[0]))


@pytest.mark.parametrize("module", [each for each in modules() if pure(each)], ids=lambda module: module.name)
def test_pure_modules_reach_for_nothing(module: Module):
    imported = set(module.imports())
    harmless = HARMLESS if {name for name in imported if name.split(".")[0] == "PIL"} <= HARMLESS else set()
    faults = [f"imports {name}" for name in imported - harmless if name.split(".")[0] in WORLDLY]
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name) and node.func.id in CALLS:
                faults.append(f"line {node.lineno} calls {node.func.id}()")
            if isinstance(node.func, ast.Attribute) and ast.unparse(node.func.value) == "random":
                if node.func.attr != "Random" or not node.args:
                    faults.append(f"line {node.lineno} throws dice without a seed")
            elif isinstance(node.func, ast.Attribute) and node.func.attr in METHODS:
                faults.append(f"line {node.lineno} calls .{node.func.attr}()")
        if isinstance(node, ast.Global):
            faults.append(f"line {node.lineno} changes a global")
    assert not faults, f"{module.name}: {'; '.join(faults)}"


def test_the_core_is_looked_at():
    assert len([module for module in modules() if pure(module)]) > 30


@pytest.mark.parametrize("module", [each for each in modules() if each.room in CORE], ids=lambda module: module.name)
def test_records_of_the_core_are_frozen(module: Module):
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ClassDef):
            for mark in node.decorator_list:
                if isinstance(mark, ast.Name) and mark.id == "dataclass":
                    raise AssertionError(f"{module.name}.{node.name} is a dataclass that is not frozen")
                if isinstance(mark, ast.Call) and isinstance(mark.func, ast.Name) and mark.func.id == "dataclass":
                    given = {each.arg: each.value for each in mark.keywords}
                    frozen = given.get("frozen")
                    assert isinstance(frozen, ast.Constant) and frozen.value, f"{module.name}.{node.name} is not frozen"
