"""bench/peers.md, made from what was measured."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

EDITS = {
    "trim": "trim, mid-group at both ends",
    "middle": "a piece cut out of the middle",
    "join": "two clips joined, a title on 2 s",
    "speed": "4 s of the middle at double speed",
}
OURS = "Rushes"

Results = dict[str, dict[str, Any]]


def table(exact: Results, time: Results, there: dict[str, tuple[str, str]], sources: Sequence[str], about: str) -> str:
    """`there`: for each tool why it is missing ("" if it is not) and its version."""
    tools = [name for name, (missing, _) in there.items() if not missing]
    lines = [
        "# Rushes beside its peers",
        "",
        f"{about} Made by `python -m bench.peers`. Every tool was run for real, as a whole process, with the same times; "
        "what is encoded is encoded with x264 or x265 veryfast, crf 18, where the tool lets one say so. Ours is "
        "`rushes edit FILES WORDS -o OUT` on an empty data folder: reading the files, the edit, the export and its "
        "verification.",
        "",
        *(f"- {name} {version}" if not missing else f"- {name}: not run, {missing}"
          for name, (missing, version) in there.items()),
        "",
    ]  # fmt: skip
    lines += _time(time, tools)
    lines += _exact(exact, tools, sources)
    lines += _lead(exact, time, tools, sources)
    return "\n".join(lines).rstrip() + "\n"


# --- time ------------------------------------------------------------------------------------------------


def _time(time: Results, tools: Sequence[str]) -> list[str]:
    if not time:
        return []
    lines = [
        "## Time: 16 s of 3840x2160 H.264 at 30 fps and 46 Mb/s",
        "",
        "Wall and CPU seconds, MB on disk, frames that come out of frames asked for. Where a tool encodes everything, whatever "
        "the edit, it was timed for one or two edits only.",
        "",
        "| edit | tool | wall s | CPU s | peak MB | MB | frames |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for edit, title in EDITS.items():
        for tool in tools:
            found = time.get(f"{tool}|{edit}")
            if found is None:
                continue
            if "wall" not in found:
                lines.append(f"| {title} | {tool} | {_short(found['why'])} | | | | |")
            else:
                lines.append(
                    f"| {title} | {tool} | {found['wall']:.1f} | {found['cpu']:.1f} "
                    f"| {found['peak'] / 1e6:.0f} | {found['bytes'] / 1e6:.0f} | {found['frames']} of {found['asked']} |"
                )
    return [*lines, ""]


# --- exactness -------------------------------------------------------------------------------------------


def _exact(exact: Results, tools: Sequence[str], sources: Sequence[str]) -> list[str]:
    lines = [
        "## Exactness: 10 s films of every structure, each frame read by its bar code",
        "",
        "`exact`: every frame asked for is there, once, in order. Otherwise frames lost, doubled, wrong. `t`: the worst "
        "time of a frame, off in ms (told from 1 ms). `s`: sound off against its picture in ms (told from 3 ms, which is "
        "what the reader of beeps is good for; an empty cell was not run yet). `m`: decoder messages, FFmpeg 9 / FFmpeg 5, errors only. `c`: right seeks "
        "of 5 in Chromium, told where not all are.",
        "",
    ]
    for edit, title in EDITS.items():
        rows = [source for source in sources if any(f"{tool}|{source}|{edit}" in exact for tool in tools)]
        able = [tool for tool in tools if any("count" in exact.get(f"{tool}|{s}|{edit}", {}) for s in rows)]
        if not rows:
            continue
        lines += [f"### {title[0].upper()}{title[1:]}", "", "| source | " + " | ".join(able) + " |",
                  "| --- |" + " --- |" * len(able)]  # fmt: skip
        for source in rows:
            lines.append(
                f"| {source} | " + " | ".join(_cell(exact.get(f"{tool}|{source}|{edit}")) for tool in able) + " |"
            )
        unable = [
            tool
            for tool in tools
            if any(exact.get(f"{tool}|{s}|{edit}", {}).get("why") == "no word for it" for s in rows)
        ]
        lines += ["", f"No word for it: {', '.join(unable)}.", ""] if unable else [""]
    return lines


def _cell(found: dict[str, Any] | None) -> str:
    if found is None:
        return ""
    if "count" not in found:
        return _short(found["why"])
    parts = [f"{found[key]} {key}" for key in ("lost", "doubled", "wrong") if found[key]] or ["exact"]
    if found["late_ms"] >= 1:
        parts.append(f"t {found['late_ms']:.0f}")
    if (found.get("sound_ms") or 0) >= 3:
        parts.append(f"s {found['sound_ms']:.0f}")
    messages = [found[key]["messages"] for key in ("ffmpeg9", "ffmpeg5")]
    if any(messages):
        parts.append(f"m {messages[0]}/{messages[1]}")
    if found.get("chromium") not in (None, "5 of 5"):
        parts.append(f"c {found['chromium'].split(' ')[0] if ' of ' in found['chromium'] else found['chromium']}")
    return ", ".join(parts)


def _short(why: str) -> str:
    lines = [line.strip() for line in why.splitlines() if line.strip().strip("\x1b[0m")]
    return (lines[-1] if lines else why)[:70].replace("|", "/")


def flawless(found: dict[str, Any] | None) -> bool:
    """Whether a file is right in every frame, time and sound, and decodes without a word."""
    if found is None or "count" not in found or found["lost"] or found["doubled"] or found["wrong"]:
        return False
    silent = not any(found[key]["messages"] for key in ("ffmpeg9", "ffmpeg5"))
    return silent and found["late_ms"] < 1 and (found.get("sound_ms") or 0) < 3


# --- who leads -------------------------------------------------------------------------------------------


def _lead(exact: Results, time: Results, tools: Sequence[str], sources: Sequence[str]) -> list[str]:
    lines = ["## Where we lead, and where not", ""]
    counts = {}
    for tool in tools:
        found = [exact[key] for key in exact if key.startswith(f"{tool}|")]
        tried = [each for each in found if each.get("why") != "no word for it"]
        counts[tool] = f"{tool} {sum(map(flawless, tried))} of {len(tried)}"
    lines += [f"Without a fault (frames, times, sound, decoder messages): {'; '.join(counts.values())}.", ""]
    for edit, title in EDITS.items():
        ours = time.get(f"{OURS}|{edit}")
        others = {
            tool: time[f"{tool}|{edit}"] for tool in tools if tool != OURS and "wall" in time.get(f"{tool}|{edit}", {})
        }
        if not ours or "wall" not in ours or not others:
            continue
        best = min(others, key=lambda tool: others[tool]["cpu"])
        ratio = others[best]["cpu"] / ours["cpu"]
        verdict = "we lead" if ratio >= 1 else "**we don't lead**"
        lines.append(
            f"- {title}, UHD: {verdict}: {ours['cpu']:.1f} CPU s against {others[best]['cpu']:.1f} of {best} ({ratio:.2f} times)."
        )
    for source in sources:
        for edit in EDITS:
            ours = exact.get(f"{OURS}|{source}|{edit}")
            if ours and not flawless(ours):
                lines.append(f"- {source}, {EDITS[edit]}: **ours is not without a fault**: {_cell(ours)}.")
    return lines
