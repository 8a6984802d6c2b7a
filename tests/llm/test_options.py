"""The model's settings: every variable read, what can't be read as not set, keys only for whom they are meant."""

from __future__ import annotations

import pytest

from rushes.llm.options import OLLAMA, ModelOptions, model_options_from


def options(**given: str) -> ModelOptions:
    found = model_options_from(given)
    assert found is not None
    return found


@pytest.mark.parametrize("named", ["", "  ", "none", "None", "off", "0"])
def test_without_a_model_there_are_none(named):
    assert model_options_from({"RUSHES_MODEL": named, "OPENAI_API_KEY": "sk-x"}) is None
    assert model_options_from({}) is None


@pytest.mark.parametrize(
    ("named", "vendor", "name", "url"),
    [
        ("openai:gpt-x", "openai", "gpt-x", ""),
        (" Anthropic: claude-x ", "anthropic", "claude-x", ""),
        ("ollama:qwen3:8b", "ollama", "qwen3:8b", OLLAMA),
        ("http://127.0.0.1:8000/v1/", "openai", "", "http://127.0.0.1:8000/v1"),
        ("https://models.example/v1#small", "openai", "small", "https://models.example/v1"),
        ("mistral", "mistral", "", ""),
    ],
)
def test_a_model_is_named_by_vendor_or_address(named, vendor, name, url):
    found = options(RUSHES_MODEL=named)
    assert (found.vendor, found.name, found.url) == (vendor, name, url)


def test_an_address_of_its_own_wins_over_the_vendors():
    assert options(RUSHES_MODEL="ollama:qwen3", RUSHES_MODEL_URL="http://box:1/v1/").url == "http://box:1/v1"
    assert options(RUSHES_MODEL="openai:x", RUSHES_MODEL_URL="https://other/v1").url == "https://other/v1"


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ({"RUSHES_MODEL": "openai:x", "OPENAI_API_KEY": "sk-own"}, "sk-own"),
        ({"RUSHES_MODEL": "anthropic:x", "ANTHROPIC_API_KEY": "sk-ant", "OPENAI_API_KEY": "sk-own"}, "sk-ant"),
        ({"RUSHES_MODEL": "openai:x", "RUSHES_MODEL_KEY": " sk-set ", "OPENAI_API_KEY": "sk-own"}, "sk-set"),
        ({"RUSHES_MODEL": "openai:x", "RUSHES_MODEL_URL": "https://other/v1", "OPENAI_API_KEY": "sk-own"}, ""),
        ({"RUSHES_MODEL": "https://other/v1#x", "OPENAI_API_KEY": "sk-own"}, ""),
        ({"RUSHES_MODEL": "https://other/v1#x", "RUSHES_MODEL_KEY": "sk-set"}, "sk-set"),
        ({"RUSHES_MODEL": "ollama:x", "OPENAI_API_KEY": "sk-own"}, ""),
        ({"RUSHES_MODEL": "mistral:x", "OPENAI_API_KEY": "sk-own"}, ""),
    ],
)
def test_a_vendors_key_goes_to_nobody_else(given, key):
    assert options(**given).key == key


def test_tools_are_named_with_commas_between():
    assert options(RUSHES_MODEL="ollama:x").tools == ()
    assert options(RUSHES_MODEL="ollama:x", RUSHES_MODEL_TOOLS="few").tools == ("few",)
    assert options(RUSHES_MODEL="ollama:x", RUSHES_MODEL_TOOLS=" Title, color,,").tools == ("title", "color")


def test_an_answer_has_a_length():
    assert options(RUSHES_MODEL="ollama:x", RUSHES_MODEL_TOKENS_ANSWER="500").tokens_answer == 500
    assert options(RUSHES_MODEL="ollama:x", RUSHES_MODEL_TOKENS_ANSWER="0").tokens_answer == 4000


def test_what_is_said_of_a_model_holds_neither_key_nor_address():
    found = options(RUSHES_MODEL="https://models.example/v1#small", RUSHES_MODEL_KEY="sk-secret")
    assert found.told_as == "openai:small" and "sk-secret" not in repr(found)
    assert options(RUSHES_MODEL="http://127.0.0.1:8000/v1").told_as == "openai"


def test_every_limit_is_read():
    found = options(
        RUSHES_MODEL="openai:x", RUSHES_MODEL_WHEN=" Always ", RUSHES_MODEL_SECONDS="7.5", RUSHES_MODEL_TOKENS_TURN="1000",
        RUSHES_MODEL_TOKENS_DAY="20000", RUSHES_MODEL_USD_DAY="0.25", RUSHES_MODEL_SEES="yes",
    )  # fmt: skip
    assert (found.when, found.seconds, found.tokens_turn) == ("always", 7.5, 1000)
    assert (found.tokens_day, found.usd_day, found.sees) == (20000, 0.25, True)


@pytest.mark.parametrize("value", ["", "soon", "-1", "nan", "inf", "1e999"])
def test_what_can_not_be_read_counts_as_not_set(value):
    names = ("SECONDS", "TOKENS_TURN", "TOKENS_DAY", "USD_DAY", "WHEN", "SEES")
    assert options(RUSHES_MODEL="openai:x", **{f"RUSHES_MODEL_{name}": value for name in names}) == ModelOptions(
        "openai", "x"
    )


def test_none_is_no_limit_but_there_is_always_an_end_of_waiting():
    names = ("SECONDS", "TOKENS_TURN", "TOKENS_DAY", "USD_DAY")
    found = options(RUSHES_MODEL="openai:x", **{f"RUSHES_MODEL_{name}": "0" for name in names})
    assert (found.tokens_turn, found.tokens_day, found.usd_day) == (0, 0, 0)
    assert found.seconds == ModelOptions("openai", "x").seconds
