"""The published formulas, held to their published values."""

import numpy as np
import pytest

from rushes.model.media import HdrKind
from rushes.render.colour import light
from rushes.render.colour.cube import sampled
from rushes.render.colour.tables import SIZE, SIZE_FROM_PQ, conversion, converted, grid

GREYS = np.linspace(0, 1, 1025)[:, None] * np.ones(3)
HLG, PQ, SDR = ((HdrKind.HLG, "bt2020"), (HdrKind.PQ, "bt2020"), (HdrKind.SDR, "bt709"))


@pytest.mark.parametrize(("signal", "nits"), [(0.0, 0), (0.5081, 100), (0.5807, 203), (0.7518, 1000), (1.0, 10_000)])
def test_pq_is_as_in_bt2408(signal, nits):
    assert light.light_from_pq(np.array(signal)) == pytest.approx(nits, rel=2e-3, abs=1e-6)
    assert light.pq_from_light(np.array(float(nits))) == pytest.approx(signal, abs=1e-4)


@pytest.mark.parametrize(("signal", "nits"), [(0.38, 26), (0.75, 203), (1.0, 1000)])
def test_hlg_is_as_in_bt2408(signal, nits):
    """Mid-grey, graphics white and peak on a 1000 cd/m2 display (BT.2408-7, table 1)."""
    assert light.light_of(np.full(3, signal), *HLG)[0] == pytest.approx(nits, rel=0.02)


def test_hlg_pieces_meet():
    assert light.scene_from_hlg(np.array([0.5, 0.5 + 1e-9])) == pytest.approx([1 / 12, 1 / 12], abs=1e-6)


@pytest.mark.parametrize("kind", [HLG, PQ, SDR])
def test_signal_and_light_are_inverse(kind):
    colours = grid(7).reshape(-1, 3)
    assert light.signal_of(light.light_of(colours, *kind), *kind) == pytest.approx(colours, abs=2e-3)


def test_primaries_matrix_is_that_of_bt2087():
    published = [[0.6274, 0.3293, 0.0433], [0.0691, 0.9195, 0.0114], [0.0164, 0.0880, 0.8956]]
    assert light.between("bt709", "bt2020") == pytest.approx(np.array(published), abs=1e-4)


@pytest.mark.parametrize("source", [HLG, PQ])
def test_hdr_to_sdr_greys_stay_grey_and_rise(source):
    result = converted(GREYS, *source, *SDR)
    assert np.ptp(result, axis=1).max() < 1e-6
    assert (np.diff(result[:, 0]) >= -1e-9).all()
    assert result[0, 0] < 1e-4 and result[-1, 0] == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize(("source", "white", "middle"), [(HLG, 0.75, 0.38), (PQ, 0.58, 0.38)])
def test_hdr_white_and_mid_grey_land_where_sdr_has_them(source, white, middle):
    assert 0.88 < converted(np.full(3, white), *source, *SDR)[0] < 1.0
    assert converted(np.full(3, middle), *source, *SDR)[0] == pytest.approx(0.42, abs=0.03)


def test_hdr_below_the_knee_is_shown_as_it_is():
    """Up to about 90 cd/m2 nothing is bent: the SDR display shows the same light, its white being 203."""
    signal = light.pq_from_light(np.array([5.0, 20.0, 80.0]))[:, None] * np.ones(3)
    shown = light.light_of(converted(signal, *PQ, *SDR), *SDR)
    assert shown[:, 0] == pytest.approx([5, 20, 80], rel=1e-3)


def test_a_brighter_master_keeps_more_of_its_highlights():
    signal = light.pq_from_light(np.array([900.0, 1500.0]))[:, None] * np.ones(3)
    low, high = converted(signal, *PQ, *SDR, peak_nits=4000)[:, 0]
    assert low < high < 1
    assert converted(signal, *PQ, *SDR, peak_nits=1000)[1, 0] == pytest.approx(1, abs=1e-6)


def test_a_master_that_claims_to_be_dim_keeps_its_highlights():
    signal = light.pq_from_light(np.array([150.0, 300.0]))[:, None] * np.ones(3)
    low, high = converted(signal, *PQ, *SDR, peak_nits=100)[:, 0]
    assert 0.8 < low < high


@pytest.mark.parametrize(("target", "level"), [(HLG, 0.75), (PQ, 0.5807)])
def test_sdr_white_becomes_graphics_white(target, level):
    assert converted(np.ones(3), *SDR, *target) == pytest.approx(np.full(3, level), abs=2e-3)


def test_sdr_colours_come_back_from_hdr_below_the_knee():
    colours = grid(5).reshape(-1, 3) * 0.6
    for hdr in (HLG, PQ):
        back = converted(converted(colours, *SDR, *hdr), *hdr, *SDR)
        mild = (np.ptp(colours, axis=1) < 0.2) & (colours.min(axis=1) > 0.1)
        assert back[mild] == pytest.approx(colours[mild], abs=0.01)


def test_bright_colours_keep_their_hue():
    """A bright orange stays between red and yellow, and does not turn to cream."""
    red, green, blue = converted(np.array([0.85, 0.65, 0.35]), *HLG, *SDR)
    assert red > green > blue and red - blue > 0.4


def test_colours_that_bt709_lacks_stay_apart():
    """Two saturated greens of BT.2020 that plain clipping would make one."""
    one, two = converted(np.array([[0.0, 0.60, 0.0], [0.3, 0.60, 0.3]]), *HLG, *SDR)
    assert abs(one - two).max() > 0.01


@pytest.mark.parametrize(("source", "most"), [(HLG, 1.6), (PQ, 2.0)])
def test_tables_are_near_the_formulas(source, most):
    """99 in 100 mildly saturated colours within `most` of 255 steps, greys within half a step."""
    table = conversion(*source, *SDR, 0, SIZE_FROM_PQ if source is PQ else SIZE)
    colours = np.random.default_rng(1).random((20_000, 3))
    colours = colours.mean(axis=1, keepdims=True) * 0.6 + colours * 0.4
    error = abs(sampled(table, colours) - converted(colours, *source, *SDR)) * 255
    assert np.percentile(error, 99) < most
    assert (abs(sampled(table, GREYS) - converted(GREYS, *source, *SDR)) * 255).max() < 0.5
