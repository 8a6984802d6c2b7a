"""The source of Rushes as syntax trees, read once: what the tests of the house look at."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

HOME = Path(__file__).resolve().parents[2]
PACKAGE = HOME / "src" / "rushes"


@dataclass(frozen=True)
class Module:
    """One file: its dotted name, its room (`model`, `edits`, ... or the name of a file of the package itself)."""

    name: str
    path: Path
    tree: ast.Module

    @property
    def room(self) -> str:
        parts = self.name.split(".")
        return parts[1] if len(parts) > 1 else ""

    @property
    def says(self) -> str:
        return ast.get_docstring(self.tree) or ""

    def imports(self) -> Iterator[str]:
        """Every module imported, `rushes.model.time` for `from rushes.model.time import span`, wherever it stands."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (each.name for each in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                assert node.level == 0, f"{self.name} imports relatively"
                yield node.module
                yield from (f"{node.module}.{each.name}" for each in node.names if is_module(node.module, each.name))


def is_module(package: str, name: str) -> bool:
    place = PACKAGE.parent.joinpath(*package.split("."))
    return (place / f"{name}.py").exists() or (place / name).is_dir()


@cache
def modules() -> tuple[Module, ...]:
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found.append(Module(name, path, ast.parse(path.read_text(encoding="utf-8"))))
    return tuple(found)


def third_party(name: str) -> bool:
    return name.split(".")[0] not in sys.stdlib_module_names and name.split(".")[0] != "rushes"


@cache
def tracked() -> tuple[Path, ...]:
    """The files of the repository, as version control has them; in an unpacked archive, all there are."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=HOME, capture_output=True, check=False)
    if listed.returncode:
        return tuple(path for path in HOME.rglob("*") if path.is_file() and ".venv" not in path.parts)
    names = listed.stdout.decode().split("\0")
    return tuple(HOME / name for name in names if name and (HOME / name).is_file())


@cache
def docs_script() -> ModuleType:
    """`scripts/docs` as a module."""
    loader = SourceFileLoader("docs_script", str(HOME / "scripts" / "docs"))
    spec = spec_from_loader("docs_script", loader)
    assert spec
    module = module_from_spec(spec)
    sys.modules["docs_script"] = module
    wrote, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        loader.exec_module(module)
    finally:
        sys.dont_write_bytecode = wrote
    return module
