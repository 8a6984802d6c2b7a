"""`./rushes` makes its environment on first use, then is the command; nothing that interrupts it does harm.

A stand-in for Python makes environments that only write down what they were asked, so nothing is fetched.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parents[2]

PYTHON = """#!/bin/sh
# stands for a Python that makes environments; $LOG says what was asked
case "$*" in
    -c*) exit 0 ;;
    -V) echo "Python 3.99" ;;
    "-m venv "*)
        echo venv >> "$LOG"
        mkdir -p "$3/bin"
        cp "$STAND_IN" "$3/bin/python" ;;
esac
"""

IN_VENV = """#!/bin/sh
case "$*" in
    "-m pip install"*uv==*) exit 1 ;;
    "-m pip install"*)
        echo install >> "$LOG"
        for each in "$@"; do :; done
        basename "$each" >> "$LOG.locks"
        sleep "${SLOW:-0}"
        [ -z "${FAILING:-}" ] || exit 1 ;;
    "-m pip"*) exit 1 ;;
    "-m rushes"*)
        shift 2
        printf 'ran'
        for each in "$@"; do printf ' [%s]' "$each"; done
        echo ;;
    -*) cat > /dev/null ;;
esac
"""


@dataclass(frozen=True)
class Clone:
    home: Path
    log: Path
    bin: Path

    def environment(self, **more: str) -> dict[str, str]:
        given = {"LOG": str(self.log), "STAND_IN": str(self.bin / "in_venv"), "RUSHES_PYTHON": str(self.bin / "python")}
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        return {**kept, **given, **more}

    def start(self, *arguments: str, program: Path | None = None, cwd: Path | None = None, **more: str):
        return subprocess.Popen(
            [str(program or self.home / "rushes"), *arguments], cwd=cwd or self.home, env=self.environment(**more),
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        )  # fmt: skip

    def run(self, *arguments: str, **given) -> tuple[str, str, int]:
        process = self.start(*arguments, **given)
        out, talk = process.communicate(timeout=60)
        return out, talk, process.returncode

    @property
    def done(self) -> list[str]:
        """What was made so far: `venv` for an environment, `install` for its packages."""
        return self.log.read_text().split() if self.log.exists() else []


@pytest.fixture
def clone(tmp_path):
    home, stand_ins = tmp_path / "a folder" / "rushes-clone", tmp_path / "bin"
    (home / "scripts").mkdir(parents=True)
    stand_ins.mkdir()
    shutil.copy2(HOME / "rushes", home / "rushes")
    shutil.copy2(HOME / "scripts" / "setup", home / "scripts" / "setup")
    (home / "requirements.lock").write_text("one==1\ntwo==2\n")
    (home / "requirements-model.lock").write_text("one==1\ntwo==2\nthree==3\n")
    for name, text in (("python", PYTHON), ("in_venv", IN_VENV)):
        (stand_ins / name).write_text(text)
        (stand_ins / name).chmod(0o755)
    return Clone(home, tmp_path / "log", stand_ins)


def test_the_first_start_sets_up_and_says_so_the_second_only_starts(clone):
    out, talk, code = clone.run("edit", "a b.mp4", "say 'hi'; $HOME")
    assert (out, code) == ("ran [edit] [a b.mp4] [say 'hi'; $HOME]\n", 0)
    for said in (
        "setting up, once",
        "1/3 environment (Python 3.99",
        "2/3 packages (2 of them)",
        "3/3 checking",
        "ready",
    ):
        assert said in talk
    assert clone.done == ["venv", "install"]
    assert clone.run("--version") == ("ran [--version]\n", "", 0)
    assert clone.done == ["venv", "install"]


def test_it_is_found_from_anywhere_and_through_links(clone, tmp_path):
    elsewhere = tmp_path / "else where"
    elsewhere.mkdir()
    (elsewhere / "there").symlink_to(clone.home)
    (elsewhere / "one").symlink_to("there/rushes")
    (elsewhere / "two").symlink_to(elsewhere / "one")
    for program in ("./there/rushes", str(elsewhere / "one"), "./two"):
        command = [program]
        shown = subprocess.run(
            command, cwd=elsewhere, env=clone.environment(), capture_output=True, text=True, check=True
        )
        assert shown.stdout == "ran\n"
    found = subprocess.run(
        ["two"], cwd="/", env=clone.environment(PATH=f"{elsewhere}:{os.environ['PATH']}"), capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    assert found.stdout == "ran\n"
    assert clone.done == ["venv", "install"]


def test_other_packages_are_installed_into_the_environment_there_is(clone):
    clone.run()
    lock = clone.home / "requirements.lock"
    lock.write_text("one==1\ntwo==3\n")
    os.utime(lock, (time.time() + 5, time.time() + 5))
    clone.run()
    assert clone.done == ["venv", "install", "install"]


def test_an_extra_is_installed_when_it_is_asked_for_and_stays(clone):
    clone.run()
    for extras in ("model", "model", "", "none"):
        assert clone.run(**({"RUSHES_EXTRAS": extras} if extras else {}))[2] == 0
    locks = (clone.log.parent / "log.locks").read_text().split()
    assert locks == ["requirements.lock", "requirements-model.lock", "requirements.lock"]
    clone.run(RUSHES_EXTRAS="model")
    for lock in ("requirements.lock", "requirements-model.lock"):  # an update, and nobody names the extra again
        path = clone.home / lock
        path.write_text(path.read_text().replace("one==1", "one==2"))
        os.utime(path, (time.time() + 5, time.time() + 5))
    clone.run()
    assert (clone.log.parent / "log.locks").read_text().split()[-2:] == ["requirements-model.lock"] * 2


def test_an_unknown_extra_is_refused(clone):
    _, talk, code = clone.run(RUSHES_EXTRAS="everything")
    assert code == 1 and "RUSHES_EXTRAS can be: model, none" in talk and not clone.done


def test_a_lock_file_only_touched_costs_no_installation_and_one_look(clone):
    clone.run()
    lock, stamp = clone.home / "requirements.lock", clone.home / ".venv" / ".rushes-ready"
    os.utime(stamp, (time.time() - 100, time.time() - 100))
    os.utime(lock, (time.time() - 50, time.time() - 50))
    assert clone.run("x")[0] == "ran [x]\n"
    assert clone.done == ["venv", "install"]
    assert stamp.stat().st_mtime > lock.stat().st_mtime


def test_a_moved_clone_sets_itself_right(clone, tmp_path):
    clone.run()
    moved = tmp_path / "moved"
    clone.home.rename(moved)
    out, _, code = Clone(moved, clone.log, clone.bin).run("x")
    assert (out, code) == ("ran [x]\n", 0)
    assert clone.done == ["venv", "install", "install"]


def test_a_set_up_that_fails_says_so_and_is_done_again(clone):
    out, talk, code = clone.run(FAILING="yes")
    assert (out, code) == ("", 1)
    assert "could not be installed" in talk
    assert clone.run("x")[0] == "ran [x]\n"


@pytest.mark.parametrize("signal_number", [2, 15, 9])
def test_a_set_up_that_is_interrupted_is_done_again(clone, signal_number):
    process = clone.start(SLOW="30")
    while "install" not in clone.done:
        time.sleep(0.02)
    os.killpg(process.pid, signal_number)
    process.communicate(timeout=120)
    assert process.returncode != 0
    assert clone.run("x")[0] == "ran [x]\n"


def test_two_at_once_set_up_once(clone):
    many = [clone.start("x", SLOW="1") for _ in range(3)]
    told = [each.communicate(timeout=60) for each in many]
    assert [out for out, _ in told] == ["ran [x]\n"] * 3
    assert clone.done == ["venv", "install"]
    assert sum("waiting for it" in talk for _, talk in told) == 2


def test_an_environment_of_somebody_elses_is_added_to_not_thrown_away(clone):
    theirs = clone.home / ".venv" / "bin"
    theirs.mkdir(parents=True)
    shutil.copy2(clone.bin / "in_venv", theirs / "python")
    (clone.home / ".venv" / "mine").write_text("kept")
    assert clone.run("x")[0] == "ran [x]\n"
    assert clone.done == ["install"]
    assert (clone.home / ".venv" / "mine").exists()


def test_a_second_start_adds_no_noticeable_time(clone):
    """Against starting the same (stand-in) Python directly: less than 30 ms, the best of several."""
    clone.run()

    def best(program: Path) -> float:
        times = []
        for _ in range(15):
            start = time.perf_counter()
            subprocess.run(
                [str(program), "-m", "rushes"], env=clone.environment(), stdout=subprocess.DEVNULL, check=True
            )
            times.append(time.perf_counter() - start)
        return min(times)

    assert best(clone.home / "rushes") - best(clone.home / ".venv" / "bin" / "python") < 0.030


def test_the_lock_files_hold_what_the_project_asks_for():
    import re
    import tomllib

    project = tomllib.loads((HOME / "pyproject.toml").read_text())
    for name, asked in (
        ("requirements.lock", project["project"]["dependencies"]),
        ("requirements-dev.lock", [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]),
    ):
        text = (HOME / name).read_text()
        locked = {line.split("==")[0] for line in text.splitlines() if "==" in line}
        wanted = {re.split(r"[\[<>=! ;]", each)[0].lower().replace("_", "-") for each in asked}
        assert wanted <= locked, f"run scripts/lock: {name} lacks {wanted - locked}"
        for exact in (each for each in asked if "==" in each):
            assert exact.split(";")[0].strip() in text, f"run scripts/lock: {exact} is not in {name}"
        assert "--hash=sha256:" in text
