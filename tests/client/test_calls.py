"""Who we are to a server: tokens, client ids, headers, and what its refusals come to; against a fake."""

import stat

import pytest

from rushes.client.errors import BadServerAddress, CreditsSpent, NotInPlan, ServerBusy, ServerNotReached, TokenRefused
from rushes.client.whoami import platform_of, who_am_i
from tests.client.bad_server import TOKENS


def test_every_call_says_who_asks(fake, bench):
    bench(source="4k-with-session", version="1.2", platform="cursor").client.sessions.balance()
    headers = fake.seen[-1][2]
    assert headers["Authorization"] == "Bearer nmv_usr_first"
    told = [headers[f"X-Skill-{name}"] for name in ("Source", "Version", "Platform")]
    assert told == ["4k-with-session", "1.2", "cursor"]


def test_a_client_id_is_made_once_and_kept_from_others(fake, bench, tmp_path):
    for _ in range(2):
        at = bench()
        at.client.calls._fetch()
    ids = {headers["X-Client-Id"] for _, path, headers, _ in fake.seen if path == "/api/auth/anonymous-token"}
    assert len(ids) == 1
    path = tmp_path / "config" / "server.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_another_server_gets_another_client_id(fake, bench, tmp_path):
    from rushes.client.whoami import Notes

    path = tmp_path / "notes.json"
    one, two = (Notes(path, server).client_id("") for server in ("http://a", "http://b"))
    assert one != two and Notes(path, "http://a").client_id("") == one


def test_a_token_is_used_again_by_the_next_run(fake, bench):
    for _ in range(2):
        bench().client.sessions.balance()
    assert fake.calls("POST", "/api/auth/anonymous-token") == 1


def test_a_token_of_the_environment_comes_first(fake, bench):
    bench(token="nmv_usr_mine").client.sessions.balance()
    assert fake.seen[-1][2]["Authorization"] == "Bearer nmv_usr_mine"
    assert fake.handed_out == 0


def test_a_token_is_never_told(fake, bench):
    fake.once("GET /api/credits/balance/simple", 403, {"code": 2001, "message": f"no credits for {TOKENS[0]}"})
    at = bench()
    with pytest.raises(CreditsSpent) as refused:
        at.client.sessions.balance()
    shown = f"{refused.value} {refused.value.facts} {at.client.calls!r} {at.told}"
    assert "***" in shown
    assert not any(token in shown for token in TOKENS)


def test_a_token_refused_twice_is_an_error(fake, bench):
    for _ in range(2):
        fake.once("GET /api/credits/balance/simple", 401, {"code": 1001, "message": "expired"})
    with pytest.raises(TokenRefused):
        bench().client.sessions.balance()


def test_429_twice_is_an_error(fake, bench):
    for _ in range(2):
        fake.once("GET /api/credits/balance/simple", 429, {"code": 429, "message": "slow down"}, Retry_After="5")
    at = bench()
    with pytest.raises(ServerBusy):
        at.client.sessions.balance()
    assert at.clock.waits == [5.0]


def test_a_plan_that_forbids_is_told(fake, bench):
    fake.once("GET /api/credits/balance/simple", 402, {"code": 402, "message": "free plan"})
    with pytest.raises(NotInPlan, match="free plan"):
        bench().client.sessions.balance()


def test_no_server_is_an_error_without_secrets(bench):
    at = bench()
    at.client.calls.me = type(at.client.calls.me)("http://127.0.0.1:9", token="nmv_usr_mine")
    with pytest.raises(ServerNotReached) as lost:
        at.client.sessions.balance()
    assert "nmv_usr_mine" not in f"{lost.value} {lost.value.facts}"


@pytest.mark.parametrize("address", ["", "ftp://x", "localhost:8787", "http://", "http://me:pw@x", "http://x?a=b"])
def test_an_address_that_is_none_is_refused(address, tmp_path):
    with pytest.raises(BadServerAddress) as refused:
        who_am_i({"NEMO_API_URL": address}, tmp_path)
    assert "pw" not in str(refused.value)


def test_the_platform_is_told_by_the_path(tmp_path):
    assert platform_of(tmp_path / ".clawhub" / "x.py") == "clawhub"
    assert platform_of(tmp_path / ".cursor" / "skills" / "x.py") == "cursor"
    assert platform_of(tmp_path / "x.py") == "unknown"
