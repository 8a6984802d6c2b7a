"""Settings: read from the environment, wrong ones count as not set, and all of them documented."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

from rushes.service_settings import ServiceSettings, service_settings_from
from rushes.settings import settings_from


def test_every_setting_is_in_the_docs():
    page = (Path(__file__).parents[2] / "docs" / "serving.md").read_text("utf-8")
    missing = [each.name for each in fields(ServiceSettings) if f"`RUSHES_{each.name.upper()}`" not in page]
    assert not missing


def test_what_is_usual_listens_on_this_machine_only():
    assert service_settings_from({}) == ServiceSettings() and ServiceSettings().host == "127.0.0.1"


def test_the_environment_is_read_and_what_is_given_wins():
    found = service_settings_from(
        {"RUSHES_PORT": "99", "RUSHES_TURN_COST": "3", "RUSHES_IMPORT_PRIVATE": "yes"}, port=5
    )
    assert (found.port, found.turn_cost, found.import_private) == (5, 3, True)


def test_what_can_not_be_read_counts_as_not_set():
    found = service_settings_from(
        {"RUSHES_PORT": "http", "RUSHES_REQUIRE_ATTRIBUTION": "maybe", "RUSHES_TURN_COST": "-4"}
    )
    assert (found.port, found.require_attribution, found.turn_cost) == (8787, True, 0)


def test_every_setting_of_the_machine_is_in_the_docs():
    page = (Path(__file__).parents[2] / "docs" / "serving.md").read_text("utf-8")
    names = ("DATA", "THREADS", "CACHE_GB", "HARDWARE", "AHEAD")
    assert [name for name in names if f"`RUSHES_{name}`" not in page] == []


def test_rendering_ahead_can_be_turned_off(tmp_path):
    assert settings_from({}, tmp_path).ahead
    assert not settings_from({"RUSHES_AHEAD": "0"}, tmp_path).ahead
    assert not settings_from({"RUSHES_AHEAD": "off"}, tmp_path).ahead
