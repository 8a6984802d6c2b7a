"""Credits: set aside, spent or given back; never below nothing, never lost, however many ask at once."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest

from rushes.storage.accounts import DatabaseAccounts, DatabaseLedger
from rushes.studio.accounts import Accounts, BadClaim, NoClientId, NotAllowed, TooManyAccounts
from rushes.studio.credits import Credits, OutOfCredits
from rushes.studio.ports_service import Balance
from tests.postgres import KINDS, opened

CLIENT = "3f0e3a9e-0000-4000-8000-000000000001"


class Bank:
    def __init__(self, folder, kind, cost=10):
        self.at = datetime(2030, 1, 1, tzinfo=UTC)
        self.database = opened(kind, folder, lambda: self.at)
        self.credits = Credits(DatabaseLedger(self.database), lambda: self.at, cost)
        given = iter(range(10**6))
        self.accounts = Accounts(
            DatabaseAccounts(self.database),
            self.credits,
            lambda: self.at,
            lambda: f"{next(given):020d}" * 2,
            per_address=2,
        )
        self.user = self.accounts.anonymous(CLIENT, "here").user

    def balance(self):
        return self.credits.balance(self.user)


@pytest.fixture(params=KINDS)
def bank(request, tmp_path):
    made = Bank(tmp_path, request.param)
    yield made
    made.database.close()


def test_a_turn_that_changed_something_is_spent(bank):
    bank.credits.reserve(bank.user, "t1")
    assert bank.balance() == Balance(90, 10)
    bank.credits.close(bank.user, "t1", changed=True)
    assert bank.balance() == Balance(90, 0)


def test_a_turn_that_changed_nothing_is_given_back(bank):
    bank.credits.reserve(bank.user, "t1")
    bank.credits.close(bank.user, "t1", changed=False)
    assert bank.balance() == Balance(100, 0)


def test_doing_it_again_changes_nothing(bank):
    for _ in range(3):
        bank.credits.reserve(bank.user, "t1")
    for _ in range(3):
        bank.credits.close(bank.user, "t1", changed=True)
    bank.credits.close(bank.user, "t1", changed=False)
    bank.credits.welcome(bank.user, 100)
    assert bank.balance() == Balance(90, 0)


def test_what_is_not_there_is_not_given(bank):
    for number in range(10):
        bank.credits.reserve(bank.user, f"t{number}")
    with pytest.raises(OutOfCredits) as refused:
        bank.credits.reserve(bank.user, "one more")
    assert f"?bind={bank.user}" in refused.value.advice("en") and bank.balance() == Balance(0, 100)


def test_many_at_once_take_no_more_than_there_is(bank):
    got, lock = [], threading.Lock()

    def ask(number):
        try:
            bank.credits.reserve(bank.user, f"t{number}")
        except OutOfCredits:
            return
        with lock:
            got.append(number)

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(25)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 10 and bank.balance() == Balance(0, 100)


def test_the_same_client_is_the_same_user_and_has_one_token(bank):
    first = bank.accounts.anonymous(CLIENT, "here")
    second = bank.accounts.anonymous(CLIENT, "elsewhere")
    assert first.user == second.user == bank.user
    assert bank.accounts.caller(second.token).user == bank.user
    with pytest.raises(NotAllowed):
        bank.accounts.caller(first.token)


def test_only_so_many_new_clients_come_from_one_address(bank):
    bank.accounts.anonymous(CLIENT[:-1] + "2", "here")
    with pytest.raises(TooManyAccounts):
        bank.accounts.anonymous(CLIENT[:-1] + "3", "here")
    bank.accounts.anonymous(CLIENT, "here")
    bank.accounts.anonymous(CLIENT[:-1] + "3", "elsewhere")
    bank.at = bank.at.replace(day=9)
    bank.accounts.anonymous(CLIENT[:-1] + "4", "here")


@pytest.mark.parametrize("client", [None, "", "short", "x" * 200, "a b c d e f g h i j", "é" * 20])
def test_a_client_id_must_be_one(bank, client):
    with pytest.raises(NoClientId):
        bank.accounts.anonymous(client, "here")


def test_a_token_ends_after_a_week_and_the_user_does_not(bank):
    old = bank.accounts.anonymous(CLIENT, "here")
    bank.at = bank.at.replace(day=9)
    with pytest.raises(NotAllowed):
        bank.accounts.caller(old.token)
    assert bank.accounts.anonymous(CLIENT, "here").user == bank.user


def test_each_kind_of_token_opens_only_its_own_door(bank):
    caller = bank.accounts.caller(bank.accounts.anonymous(CLIENT, "here").token)
    page, claim = bank.accounts.page(caller), bank.accounts.claim(caller, None)  # type: ignore[arg-type]
    assert bank.accounts.caller(page.token, by_cookie=True).by_cookie
    for token, by_cookie in ((page.token, False), (claim.token, False), (claim.token, True), (None, False), ("", True)):
        with pytest.raises(NotAllowed):
            bank.accounts.caller(token, by_cookie)
    with pytest.raises(BadClaim):
        bank.accounts.claimed(page.token)


def test_no_token_is_kept_in_clear(bank, tmp_path):
    token = bank.accounts.anonymous(CLIENT, "here").token
    bank.database.close()
    for path in tmp_path.glob("rushes.db*"):
        assert token.encode() not in path.read_bytes() and CLIENT.encode() not in path.read_bytes()


def test_a_door_opens_all_of_one_user_s_once_and_soon(bank):
    link = bank.accounts.door("local")
    with pytest.raises(NotAllowed):
        bank.accounts.caller(link.token)
    page, session = bank.accounts.claimed(link.token)
    assert session is None and bank.accounts.caller(page.token, by_cookie=True).user == "local"
    with pytest.raises(BadClaim):
        bank.accounts.claimed(link.token)
    late = bank.accounts.door("local")
    bank.at += timedelta(minutes=6)
    with pytest.raises(BadClaim):
        bank.accounts.claimed(late.token)
