"""Operations as tools, and what a model calls as operations."""

from __future__ import annotations

import json
from fractions import Fraction

import jsonschema
import pytest

from rushes.edits import OPERATIONS, AddTitle, CutRange, SetDucking, SetLook, SetLoudness, SetSpeed, Split, TrimStart
from rushes.llm.told import letters_of, tools
from rushes.llm.tools import BadCall, operation_of, operation_tools, told_arguments
from rushes.model.time import span
from tests.edits.sketches import project_of
from tests.llm.test_limits import usual

LETTERS = letters_of(project_of("a0-4"))
TOOLS = {tool.name: tool for tool in operation_tools()}


@pytest.mark.parametrize("kind", OPERATIONS, ids=lambda kind: kind.name)
def test_every_operation_is_a_tool_with_its_docstring(kind):
    tool = TOOLS[kind.name]
    assert tool.description.startswith(" ".join((kind.__doc__ or "").split("\n\n")[0].split()))
    jsonschema.Draft202012Validator.check_schema(tool.schema)


@pytest.mark.parametrize("kind", OPERATIONS, ids=lambda kind: kind.name)
def test_an_operation_written_as_a_model_writes_it_is_the_same_one_again(kind):
    """It fits the schema, goes through JSON, and comes back equal."""
    operation = usual(kind)
    arguments = json.loads(json.dumps(told_arguments(operation, LETTERS)))
    jsonschema.validate(arguments, TOOLS[kind.name].schema)
    assert operation_of(kind.name, arguments, LETTERS) == operation


def test_nothing_but_operations_and_a_few_questions_is_on_offer():
    names = [tool.name for tool in tools(sees=True)]
    assert len(names) == len(set(names))
    assert set(names) - {kind.name for kind in OPERATIONS} == {
        "done",
        "ask",
        "cannot",
        "find_music",
        "find_pauses",
        "see",
    }
    assert "see" not in {tool.name for tool in tools(sees=False)}


def test_files_go_by_letters_never_by_their_hash():
    text = json.dumps([tool.schema for tool in tools(True)])
    assert "sha" not in text.lower()
    with pytest.raises(BadCall, match="letter"):
        operation_of("merge", {"media": ["0" * 64]}, {"a": "0" * 64})


@pytest.mark.parametrize(
    ("name", "arguments", "operation"),
    [
        ("trim_start", {"length": 0.1}, TrimStart(Fraction(1, 10))),
        ("trim_start", {"length": "0:07"}, TrimStart(Fraction(7))),
        ("trim_start", {"length": "1:02:03.5", "clip": None}, TrimStart(Fraction(7447, 2))),
        ("split", {"at": 3}, Split((Fraction(3),))),
        ("cut_range", {"span": [1, "2.5"]}, CutRange(span(1, "2.5"))),
        ("look", {"look": None}, SetLook(None)),
        ("look", {"look": "none"}, SetLook(None)),
        ("speed", {"factor": 2, "clips": None, "relative": "false"}, SetSpeed(Fraction(2), relative=False)),
        ("duck", {"duck": None}, SetDucking(None)),
        ("duck", {}, SetDucking()),
        ("normalize_audio", {"lufs": None}, SetLoudness(None)),
        ("title", {"text": "Hi", "length": 2, "bold": True}, AddTitle("Hi", length=Fraction(2), bold=True)),
    ],
)  # fmt: skip
def test_a_call_is_read_as_models_write_it(name, arguments, operation):
    assert operation_of(name, arguments, LETTERS) == operation


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("export", {}),
        ("trim_start", {}),
        ("trim_start", {"length": "a while"}),
        ("trim_start", {"length": float("nan")}),
        ("trim_start", {"length": float("inf")}),
        ("trim_start", {"length": True}),
        ("trim_start", {"length": "1e999999999"}),
        ("trim_start", {"length": 10**30}),
        ("trim_start", {"length": 1, "wipe_disk": True}),
        ("cut_range", {"span": {"start": 3, "end": 1}}),
        ("cut_range", {"span": "all"}),
        ("split_evenly", {"parts": 2.5}),
        ("merge", {"media": ["zz"]}),
        ("merge", {"media": "../../etc/passwd"}),
        ("zoom", {"zoom": 3}),
        ("title", {"text": 5}),
        ("title", {"text": None}),
        ("transition", {"kind": "explosion"}),
        ("delete_clip", {"clips": [{"id": "c1"}]}),
    ],
)  # fmt: skip
def test_what_can_not_be_read_is_refused_in_words(name, arguments):
    with pytest.raises(BadCall) as caught:
        operation_of(name, arguments, LETTERS)
    assert 5 < len(str(caught.value)) < 400
