import pytest

from tests.cli.command_line import CommandLine


@pytest.fixture
def run(tmp_path, monkeypatch):
    """A command line in an empty folder, in English, with no colour asked for."""
    command_line = CommandLine(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("rushes.assemble.assembled", lambda settings: command_line.desk)
    for name in ("LC_ALL", "LC_MESSAGES", "RUSHES_DATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    return command_line
