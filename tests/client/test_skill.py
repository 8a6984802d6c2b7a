"""`skill/SKILL.md` says only what is true: its commands and options are there."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from rushes.cli.main import COMMANDS, rushes
from rushes.cli.remote import COMMANDS as REMOTE

SKILL = (Path(__file__).resolve().parents[2] / "skill" / "SKILL.md").read_text(encoding="utf-8")

SAID = re.findall(r"`rushes ([a-z]+)([^`]*)`|^    rushes ([a-z]+)(.*)$", SKILL, re.M)


def test_its_head_has_what_hosts_read():
    head = SKILL.split("---\n")[1]
    fields = dict(line.split(": ", 1) for line in head.strip().splitlines())
    assert fields["name"] == "rushes" and re.fullmatch(r"\d+\.\d+\.\d+", fields["version"])
    assert 100 < len(fields["description"]) <= 1024


@pytest.mark.parametrize("said", SAID, ids=" ".join)
def test_its_commands_take_what_it_says(said, monkeypatch):
    monkeypatch.delenv("NEMO_API_URL", raising=False)
    name, rest = said[0] or said[2], said[1] or said[3]
    assert name in COMMANDS
    command = rushes.get_command(click.Context(rushes), name)
    there = {option for each in command.params for option in each.opts}
    assert set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", rest.partition("#")[0])) <= there


def test_what_works_against_a_server_takes_the_same_options(monkeypatch):
    """All but what only this machine can do."""
    monkeypatch.delenv("NEMO_API_URL", raising=False)
    for name in ("edit", "upload", "show", "undo", "redo"):
        here = rushes.get_command(click.Context(rushes), name)
        options = [
            {option for each in one.params for option in each.opts if option[0] == "-"} for one in (here, REMOTE[name])
        ]
        assert options[0] == options[1], name
