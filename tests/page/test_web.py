"""The page's files: unchanged libraries, words in two languages, a first load that is small, and no other origin."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from pathlib import Path

import pytest

WEB = Path(__file__).resolve().parents[2] / "web"

SHEETS = re.compile(r'href="/web/([^"]+\.css)"')
LATER = re.compile(r'\bstyled\("(\w+)"\)')
"""Style sheets that come at once, as index.html names them, and those that come with a part that needs them."""

FIRST_LOAD_BYTES = 80_000
"""Gzipped; what a first visit fetches before anything can be done."""

MISSING_ON_HTTP = re.compile(r"\b(VideoDecoder|crypto\.subtle|crypto\.randomUUID|showOpenFilePicker)\b")
"""What browsers keep back on a bare http address."""


def scripts() -> list[Path]:
    return [WEB / "app.js", *sorted((WEB / "parts").glob("*.js")), *sorted((WEB / "lib").glob("*.js"))]


def words(language: str) -> dict[str, str]:
    return json.loads((WEB / "words" / f"{language}.json").read_text("utf-8"))


def at_once(path: Path) -> set[Path]:
    """A module and all that it can't begin without; what it fetches later is not among them."""
    mapped = json.loads(re.findall(r'<script type="importmap">(.*?)</script>', (WEB / "index.html").read_text())[0])
    found, left = set(), [path]
    while left:
        here = left.pop()
        if here in found:
            continue
        found.add(here)
        for name in re.findall(r'(?:from|import)\s*"([^"]+)"', here.read_text("utf-8")):
            if name in mapped["imports"]:
                left.append(WEB / mapped["imports"][name].removeprefix("/web/"))
            else:
                left.append((here.parent / name).resolve())
    return found


def test_libraries_are_as_published():
    told = json.loads((WEB / "vendor" / "vendor.json").read_text())
    there = {path.name for path in (WEB / "vendor").iterdir()} - {"vendor.json", "LICENSES"}
    assert {each["file"] for each in told} == there
    for each in told:
        assert hashlib.sha256((WEB / "vendor" / each["file"]).read_bytes()).hexdigest() == each["sha256"], each["file"]
        assert each["name"] in (WEB / "vendor" / "LICENSES").read_text("utf-8")


def test_both_languages_have_the_same_words():
    english, chinese = words("en"), words("zh")
    assert set(english) == set(chinese)
    holes = re.compile(r"\{(\w+)\}")
    for key, text in english.items():
        assert set(holes.findall(text)) == set(holes.findall(chinese[key])), key
        assert text.strip() and chinese[key].strip(), key


def test_every_word_asked_for_is_there():
    known = words("en")
    for path in scripts():
        for key in re.findall(r"\bt\(\"([a-z_.]+)\"", path.read_text("utf-8")):
            assert key in known or f"{key}.other" in known, f"{path.name}: {key}"


def test_no_word_is_left_over():
    text = "\n".join(path.read_text("utf-8") for path in scripts())
    made = {match for match in re.findall(r"`([a-z_]+)\.\$\{", text)} | {"suggest"}
    for key in words("en"):
        stem = re.sub(r"\.(one|other|few|many)$", "", key)
        assert f'"{stem}"' in text or stem.split(".")[0] in made, f"nobody says {key}"


def test_the_first_load_is_small():
    files = {
        WEB / "index.html",
        WEB / "icons.svg",
        WEB / "mark.svg",
        WEB / "words" / "zh.json",
        *at_once(WEB / "app.js"),
    }
    files |= {WEB / name for name in SHEETS.findall((WEB / "index.html").read_text("utf-8"))}
    total = sum(len(gzip.compress(path.read_bytes(), 9)) for path in files)
    assert 20_000 < total <= FIRST_LOAD_BYTES, f"{total} bytes"


@pytest.mark.parametrize("path", scripts(), ids=lambda path: path.name)
def test_nothing_is_needed_that_plain_http_lacks(path: Path):
    code = re.sub(r"//.*|/\*.*?\*/", "", path.read_text("utf-8"))
    assert not MISSING_ON_HTTP.findall(code)
    if "navigator.clipboard" in code:
        assert "execCommand" in code, "there must be another way to copy"


@pytest.mark.parametrize("path", sorted(WEB.rglob("*")), ids=lambda path: path.name)
def test_nothing_comes_from_elsewhere(path: Path):
    if path.suffix not in {".html", ".js", ".css", ".svg"} or path.parent.name == "vendor":
        return
    text = path.read_text("utf-8")
    for address in re.findall(r"https?://[^\s\"'`)<]+", text):
        assert address.startswith("http://www.w3.org/"), address
    assert "innerHTML" not in text and "eval(" not in text and "dangerouslySet" not in text


def test_the_import_map_names_what_is_shipped():
    index = (WEB / "index.html").read_text("utf-8")
    for address in re.findall(r'"/web/([^"]+)"', index):
        assert (WEB / address).is_file(), address
    (mapped,) = re.findall(r'<script type="importmap">(.*?)</script>', index)
    bare = set()
    for path in scripts():
        bare |= set(re.findall(r'from "([^."][^"]*)"', path.read_text("utf-8")))
    assert bare <= set(json.loads(mapped)["imports"])
    sheets = {f"parts/{path.name}" for path in (WEB / "parts").glob("*.css")} | {"app.css"}
    later = {f"parts/{name}.css" for path in scripts() for name in LATER.findall(path.read_text("utf-8"))}
    assert sheets == set(SHEETS.findall(index)) | later and not set(SHEETS.findall(index)) & later
