"""Every error is a sentence in both languages, a code, and facts that fill it."""

from __future__ import annotations

import ast
import re
from string import Formatter

import pytest
from tests.house.source import docs_script, modules

from rushes.edits.errors import NAMES_ZH

ERRORS = docs_script().errors()
HAN = re.compile(r"[\u4e00-\u9fff]")


def blanks(template: str) -> set[str]:
    """The names in braces; `what_zh` is `what` in Chinese words."""
    names = {re.split(r"[.\[]", name)[0] for _, name, _, _ in Formatter().parse(template) if name}
    return {name.removesuffix("_zh") for name in names}


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.name)
def test_an_error_speaks_both_languages(error):
    assert error.en and error.zh and error.code, f"{error.where}: {error.name} needs a docstring, `zh` and `code`"
    assert not HAN.search(error.en)
    assert HAN.search(error.zh) or blanks(error.zh)
    assert bool(error.hint) == bool(error.hint_zh), f"{error.name}: a hint is needed in both languages or in none"


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.name)
def test_both_languages_tell_the_same_facts(error):
    assert blanks(error.en) == blanks(error.zh), error.where
    assert blanks(error.hint) == blanks(error.hint_zh), error.where


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.name)
def test_a_sentence_ends(error):
    assert error.en[-1] in ".!?:}" and error.zh[-1] in "。！？：；}", (error.en, error.zh)


def test_codes_are_told_apart():
    codes = [error.code for error in ERRORS]
    assert sorted(codes) == sorted(set(codes))
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", code) for code in codes)


def test_whoever_raises_gives_every_fact():
    """Each call of an error class names all the facts its texts need."""
    needed = {error.name: blanks(error.en) | blanks(error.hint) for error in ERRORS}
    faults = []
    for module in modules():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in needed:
                given = {each.arg for each in node.keywords}
                if None not in given and not needed[node.func.id] <= given:
                    missing = ", ".join(needed[node.func.id] - given)
                    faults.append(f"{module.name}:{node.lineno} {node.func.id} without {missing}")
    assert not faults, "; ".join(faults)


def test_amounts_and_choices_have_chinese_names():
    """Whatever `number_between`, `one_of`, OutOfRange and NoSuchChoice are told about, and nothing else."""
    named, written = set(), set()
    for module in modules():
        if module.room != "edits" or module.name.endswith("errors"):
            continue
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                written.add(node.value)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                first = node.args[:1] if node.func.id in ("number_between", "one_of") else []
                what = [each.value for each in node.keywords if each.arg == "what"]
                named |= {each.value for each in (*first, *what) if isinstance(each, ast.Constant)}
    assert named <= set(NAMES_ZH), f"no Chinese for {named - set(NAMES_ZH)}"
    assert set(NAMES_ZH) <= written, f"nobody says {set(NAMES_ZH) - written}"
