"""A finished file that says something else than was planned is refused: tags, codec, size."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rushes.edits import AdjustColour
from rushes.model.media import Colour
from rushes.render.execute import Engine
from rushes.render.output import Codec, Output
from rushes.render.plan import Plan
from rushes.render.soundtrack import FinishedSound
from rushes.render.verify import Unverified, verified
from tests import footage
from tests.render.cutting import Cutting


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A finished file and its plan."""
    folder = tmp_path_factory.mktemp("verify")
    cutting = Cutting(footage.cfr30()).do(AdjustColour(brightness_ev=0.3))
    engine = Engine(cutting.paths.__getitem__, folder / "work", threads=2)
    engine.export(cutting.project, Output(), folder / "out.mp4")
    return folder / "out.mp4", engine.explain(cutting.project, Output()).plan


def look(path, plan: Plan) -> None:
    verified(plan, path, None, [], FinishedSound(), lambda: False)


def test_what_was_planned_is_accepted(made):
    look(*made)


@pytest.mark.parametrize(
    ("named", "colour"),
    [
        ("primaries", {"primaries": "bt2020"}),
        ("transfer", {"transfer": "arib-std-b67"}),
        ("matrix", {"matrix": "smpte170m"}),
        ("range", {"full_range": True}),
    ],
)
def test_tags_that_say_other_colours_are_refused(made, named, colour):
    path, plan = made
    assert isinstance(plan.look.colour, Colour)
    with pytest.raises(Unverified, match=named):
        look(path, replace(plan, look=replace(plan.look, colour=replace(plan.look.colour, **colour))))


def test_another_codec_or_size_is_refused(made):
    path, plan = made
    with pytest.raises(Unverified, match="h264"):
        look(path, replace(plan, output=replace(plan.output, codec=Codec.HEVC)))
    with pytest.raises(Unverified, match="x"):
        look(path, replace(plan, look=replace(plan.look, width=plan.look.width + 2)))
