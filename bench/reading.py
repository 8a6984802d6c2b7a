"""How long a request takes to read, in one process with no network, and whether any string makes the reader fall.

    python bench/reading.py [--strings 100000] [--seed 11]

Prints one table; `bench/reading.md` keeps the figures of a run.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests.language.bank import bank  # noqa: E402
from tests.language.generated import chinese, english  # noqa: E402
from tests.language.test_rules import CONTEXT, scrambled  # noqa: E402

from rushes.language.rules import read  # noqa: E402

HOSTILE = ("，", "我，", "我想", "再传", "从链接", "视频", "分辨率和", "能", "打开", "my ", "the new ", "cut and ", "undo, ", "?", "1:", "'", "ctrl ")
"""Said again and again, these once took seconds to minutes, or might."""


def timed(texts: Sequence[str], act: Callable[[str], object]) -> list[float]:
    """Milliseconds each of `texts` takes, in rising order."""
    taken = []
    for text in texts:
        began = time.perf_counter()
        act(text)
        taken.append((time.perf_counter() - began) * 1000)
    return sorted(taken)


def row(name: str, taken: Sequence[float]) -> str:
    at = lambda share: taken[min(int(len(taken) * share), len(taken) - 1)]  # noqa: E731
    return f"| {name} | {len(taken)} | {at(0.5):.2f} | {at(0.99):.2f} | {taken[-1]:.1f} |"


def wholesale(text: str) -> bool:
    """Whether a reading of `text` deletes everything though nothing in it says "all"."""
    named = ("all", "every", "clear", "whole", "each", "entire", "timeline", "全", "所有", "都", "清空", "时间")
    return any(
        intent.op == "delete_clip"
        and intent.params.get("which") == "all"
        and not any(word in text.lower() for word in named)
        for intent in read(text, CONTEXT).intents
    )


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--strings", type=int, default=100_000)
    arguments.add_argument("--seed", type=int, default=11)
    given = arguments.parse_args()
    began = time.perf_counter()
    read("warm up")
    first = (time.perf_counter() - began) * 1000
    written = {
        name: [each.text for each in bank(f"said_{name}.txt")] + [each.text for each in made()]
        for name, made in (("en", english), ("zh", chinese))
    }
    print(f"first reading, tables included: {first:.0f} ms\n")
    print("| what | strings | median ms | 99th percentile ms | slowest ms |")
    print("|---|---|---|---|---|")
    for name, texts in written.items():
        print(row(f"our sentences, {name}", timed(texts, lambda text: read(text, CONTEXT))))
    long = [" and ".join(random.Random(number).sample(written["en"], 12)) for number in range(50)]
    print(row("twelve requests in one", timed(long, lambda text: read(text, CONTEXT))))
    hostile = [(each * 4_000)[:4_000] for each in HOSTILE]
    print(row("one thing said for 4 000 characters", timed(hostile, lambda text: read(text, CONTEXT))))
    chance = random.Random(given.seed)
    strings = [scrambled(chance) for _ in range(given.strings)]
    print(row("random and mutated strings", timed(strings, lambda text: read(text, CONTEXT))))
    bad = [text for text in strings[:5_000] if wholesale(text)]
    print(
        f"\nexceptions: 0; of the first {min(given.strings, 5_000)} strings, read as deleting all without saying so: {len(bad)}"
    )


if __name__ == "__main__":
    main()
