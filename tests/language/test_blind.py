"""Requests labelled before the reader was run on them, worded as other people's studies, agents' test cases,
documentation, quick commands and skills word theirs. How many are read with the route and the operations meant
must not sink; what is still read otherwise is known, and stays in the set.

`blind/en.jsonl` and `blind/zh.jsonl` were written with no rule of the reader known (but some of the development
requests seen), read once, then studied: rules were mended by them, and five labels were corrected or given another
reading, so what is reached on them now is fitted. `blind/second.jsonl` was written after that by the same hand,
which by then knew the rules; two kinds of its misses were mended as well. Right at the first reading, route / route
and operations, in brackets by the labels as first written:

    en 113 / 96 of 120 (112 / 95)      zh 78 / 71 of 80 (78 / 71)      second 39 / 36 of 40

`blind/plain.jsonl`, `chatty.jsonl`, `technical.jsonl` and `dialect.jsonl`, 120 each (70 English, 50 Chinese), were
written by somebody who had seen none of the rules, and read in that order: a set was opened only after its first
reading was taken, and rules were mended by classes of failure. First readings, by the scorer of the shared requests
(balanced route, operation set, exact): before anything was mended by any of them, and with what the sets before them
had taught.

                before                   when it was opened
    plain       0.900  0.817  0.767      0.900  0.817  0.767
    chatty      0.706  0.575  0.467      0.707  0.608  0.500
    technical   0.840  0.817  0.667      0.879  0.833  0.700
    dialect     0.798  0.667  0.533      0.800  0.683  0.550

`blind/en-1.jsonl` to `en-5.jsonl`, 60 English requests each, came from another writer who had seen neither the rules
nor the other sets; each was opened after the one before it had been mended by. No label was changed.

                before                   when it was opened
    en-1        0.987  0.800  0.717      0.987  0.800  0.717
    en-2        0.991  0.783  0.717      0.991  0.783  0.717
    en-3        0.877  0.767  0.700      0.877  0.767  0.683
    en-4        0.796  0.717  0.533      0.798  0.733  0.600
    en-5        0.802  0.550  0.483      0.804  0.633  0.550

`blind/zh-1.jsonl` to `zh-5.jsonl`, 50 Chinese requests each, were written the same way by another hand; one label of
zh-2 was too narrow and got another reading. In the same form:

                before                   when it was opened
    zh-1        0.992  0.840  0.780      0.992  0.840  0.780
    zh-2        0.889  0.840  0.720      0.889  0.840  0.720
    zh-3        0.880  0.800  0.700      0.883  0.840  0.740
    zh-4        0.772  0.760  0.640      0.775  0.820  0.680
    zh-5        0.772  0.740  0.640      0.883  0.760  0.700

`blind/doc-en-a.jsonl` to `doc-zh-c.jsonl`, 80 each, are worded as tools' documentation and their users word requests,
by an author who had seen no rule; a was mended by, then b, then c (editors' jargon). In the same form:

                before                   when it was opened
    doc-en-a    0.798  0.875  0.825      0.798  0.875  0.825
    doc-zh-a    0.776  0.825  0.738      0.776  0.825  0.738
    doc-en-b    0.684  0.838  0.775      0.684  0.838  0.787
    doc-zh-b    0.746  0.850  0.738      0.746  0.850  0.738
    doc-en-c    0.469  0.738  0.562      0.580  0.750  0.575
    doc-zh-c    0.687  0.738  0.512      0.687  0.738  0.512

`blind/routes-en.jsonl` and `routes-zh.jsonl`, 72 requests each by a third writer, are about routes. When they were opened:

    routes-en   0.806  0.843  0.806
    routes-zh   0.744  0.833  0.694

`blind/n-zh-1.jsonl` to `n-zh-4.jsonl`, 70 each by a fourth writer, are worded as tools' readmes, as people tell of their
film in whole sentences, as developers' commands, and as chat with typing errors. In the same form:

                before                   when it was opened
    n-zh-1      0.833  0.971  0.943      0.833  0.971  0.957
    n-zh-2      0.843  0.614  0.514      0.843  0.643  0.529
    n-zh-3      0.887  0.786  0.671      0.887  0.786  0.671
    n-zh-4      0.688  0.786  0.657      0.660  0.757  0.657

`blind/n-en-1.jsonl` to `n-en-4.jsonl`, 70 English requests each, came from a writer who had seen neither rules nor sets: documentation's
one-liners (1), sentences of a user study (2), developers' commands (3), chat with slips (4). Before anything was mended that day, and when each was opened:

                before                   when it was opened
    n-en-1      0.887  0.971  0.929      0.887  0.957  0.914
    n-en-2      0.821  0.643  0.614      0.732  0.643  0.600
    n-en-3                               0.961  0.829  0.771
    n-en-4                               0.688  0.829  0.714

`blind/j-en.jsonl` (140) and `j-zh.jsonl` (120) came from a writer who had seen no rule and no set but the shared development requests,
and was asked for their kinds and shares: documentation, test cases, suggestions in an interface, trigger phrases, some user study. Read
before a day's mending by constructions (test_constructions.py) and after it, unopened both times, the figures were the same:

                first reading            (English compound: exact 0.636)
    j-en        0.968  0.900  0.843
    j-zh        0.925  0.942  0.908

`blind/q-zh-1.jsonl` to `q-zh-5.jsonl`, 60 each, were written by the one who mends the Chinese rules: 1 to 3 before any rule was read, 4 and 5 after; eleven labels
were too narrow and got another reading. First readings, all three before anything was mended, and when each was opened:

                before                   when it was opened
    q-zh-1      0.998  0.883  0.783      0.998  0.883  0.783
    q-zh-2      0.907  0.850  0.783      0.907  0.850  0.783
    q-zh-3      0.760  0.733  0.683      0.760  0.750  0.700
    q-zh-4                               0.896  0.800  0.617
    q-zh-5                               0.823  0.767  0.717

`blind/k-en-1.jsonl` to `k-en-3.jsonl`, 60 English requests each (people who film, social media, chat agents; many with slips, corrections and
asides), were written before their writer, who then mended the rules, had read one of them that day; no label was changed. In the same form:

                before                   when it was opened
    k-en-1      0.997  0.883  0.817      0.997  0.883  0.817
    k-en-2      0.948  0.733  0.667      0.948  0.733  0.667
    k-en-3      0.982  0.700  0.617      0.982  0.700  0.617

`blind/r-zh-1.jsonl` to `r-zh-6.jsonl` (102, 60, 71, 61, 60, 40) were written by the one who mends the Chinese rules: 1 and 2 before any rule was read that
day, 3 to 6 after those before were mended by; two labels were too narrow and got another reading. 1 is of plain one-liners, 2 of people and their trades,
3 to 6 of documentation, agents' test prompts, suggestions and people. In the same form:

                before                   when it was opened
    r-zh-1      1.000  0.980  0.961      1.000  0.980  0.961
    r-zh-2      0.802  0.800  0.750      0.802  0.800  0.750
    r-zh-3      0.938  0.859  0.859      0.938  0.859  0.859
    r-zh-4                               0.745  0.836  0.738
    r-zh-5                               0.849  0.900  0.833
    r-zh-6                               0.912  0.850  0.850

`blind/r-en-1.jsonl` (100) and `r-en-2.jsonl`, `r-en-3.jsonl` (60 each) are English, by one who had seen the shared development requests and no
rule: 1 after their kinds and shares, 2 as people of other trades tell of their film, 3 with slips and half sentences. Six labels were too narrow
and got another reading. In the same form:

                before                   when it was opened
    r-en-1      0.997  0.960  0.900      0.997  0.960  0.900
    r-en-2      0.862  0.783  0.750      0.862  0.783  0.767
    r-en-3      0.942  0.750  0.700      0.984  0.800  0.750
    r-en-4                               0.996  0.918  0.827
    r-en-5                               0.577  0.767  0.683
    r-en-6                               1.000  0.900  0.880

4 (98, documentation and agents again), 5 (60, of a study and chat) and 6 (50, of all kinds) were written after the rules had been read; six labels of these were too narrow.

So a class of requests that nobody here has thought of is still read exactly about half to three quarters of the
time, and mending by one set hardly helps with the next; what is reached on the sets now is fitted.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from rushes.language.reading import ClipSeen, Context
from rushes.language.rules import read

BLIND = Path(__file__).parent / "blind"
SESSION = Context(
    clips=(ClipSeen(1, "coast.mp4", 40.0), ClipSeen(2, "market.mov", 60.0), ClipSeen(3, "night.mp4", 80.0)),
    media=("coast.mp4", "market.mov", "night.mp4", "song.mp3"),
    titles=("Dawn",),
    music="song.mp3",
    seconds=180.0,
    playhead=30.0,
)
REACHED = {
    "doc-en-a": (80, 80), "doc-en-b": (80, 80), "doc-en-c": (80, 74),
    "doc-zh-a": (80, 80), "doc-zh-b": (80, 79), "doc-zh-c": (80, 76),
    "n-en-1": (70, 70), "n-en-2": (70, 70), "n-en-3": (70, 69), "n-en-4": (69, 69),
    "j-en": (138, 131), "j-zh": (119, 115),
    "k-en-1": (59, 58), "k-en-2": (59, 56), "k-en-3": (56, 54),
    "routes-en": (72, 72), "routes-zh": (72, 72),
    "r-en-1": (100, 99), "r-en-2": (59, 59), "r-en-3": (60, 60), "r-en-4": (97, 97), "r-en-5": (60, 59), "r-en-6": (50, 49),
    "en-5": (57, 57),
    "en-4": (60, 60),
    "en-3": (60, 59),
    "en-2": (59, 58),
    "en-1": (60, 60),
    "en": (119, 117), "zh": (80, 80), "second": (40, 39),
    "plain": (120, 119), "chatty": (119, 111), "technical": (120, 120), "dialect": (118, 109),
    "n-zh-1": (70, 69), "n-zh-2": (68, 66), "n-zh-3": (70, 69), "n-zh-4": (70, 69),
    "q-zh-1": (60, 59), "q-zh-2": (60, 60), "q-zh-3": (60, 60), "q-zh-4": (59, 57), "q-zh-5": (54, 50),
    "r-zh-1": (102, 102), "r-zh-2": (60, 60), "r-zh-3": (71, 71), "r-zh-4": (60, 60), "r-zh-5": (59, 59), "r-zh-6": (40, 39),
    "zh-1": (50, 50), "zh-2": (50, 50), "zh-3": (50, 49), "zh-4": (50, 49), "zh-5": (50, 49),
}  # fmt: skip
"""Requests of each file read with the right route, and with the right route and operations; only ever raised."""

_SAME = {"title": "text", "text_overlay": "text", "slow_motion": "speed", "ken_burns": "zoom", "logo": "watermark"}


def _asked(name: str) -> list[dict]:
    return [json.loads(line) for line in (BLIND / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def _operations(names: list[str]) -> Counter[str]:
    """Names of operations with those that say the same brought together; a cut of the first seconds is a trim."""
    return Counter(_SAME.get(each, each) for each in names)


def _named(op: dict) -> str:
    params = op["params"]
    if op["op"] == "cut_range" and ("start" in params) != ("end" in params) and "seconds" not in params:
        return "keep_range" if "start" in params else "trim_start"
    if op["op"] == "cut_range" and params.get("start") == 0:
        return "trim_start"
    if op["op"] == "keep_range" and params.get("start", 0) and "end" not in params:
        return "trim_start"
    return op["op"]


def _judged(item: dict) -> tuple[bool, bool]:
    reading = read(item["text"], SESSION)
    made = _operations([_named(each) for each in reading.operations])
    meant = [item, *item.get("alt", [])]
    route = [each for each in meant if each["route"] == str(reading.route)]
    return bool(route), any(made == _operations([_named(op) for op in each["ops"]]) for each in route)


@pytest.mark.parametrize("name", sorted(REACHED))
def test_the_level_reached_on_the_blind_set_holds(name):
    judged = [_judged(each) for each in _asked(name)]
    routes, operations = sum(route for route, _ in judged), sum(ops for _, ops in judged)
    assert routes >= REACHED[name][0]
    assert operations >= REACHED[name][1]


def test_the_blind_set_is_200_requests_each_said_once():
    texts = [each["text"] for name in ("en", "zh") for each in _asked(name)]
    assert len(set(texts)) == len(texts) == 200


def test_no_blind_request_that_asks_for_nothing_is_given_operations():
    quiet = {"help", "status", "credits", "upload", "out_of_scope", "unclear"}
    spurious = []
    for name in REACHED:
        for each in _asked(name):
            if all(meant["route"] in quiet for meant in [each, *each.get("alt", [])]):
                reading = read(each["text"], SESSION)
                spurious += [each["text"]] if reading.operations else []
    assert spurious == []
