"""Credits: set aside before the work, spent when something came of it, given back when nothing did."""

from __future__ import annotations

from dataclasses import dataclass

from rushes.errors import RequestError
from rushes.studio.ports import Clock
from rushes.studio.ports_service import Balance, Ledger


class OutOfCredits(RequestError):
    """You are out of credits: this takes {cost}, and there are {available}."""

    code = "out_of_credits"
    zh = "积分不足：需要 {cost}，现有 {available}。"
    hint = "Exports stay free. To get more: {link}"
    hint_zh = "导出仍然免费。获取更多：{link}"


@dataclass(frozen=True, slots=True)
class Credits:
    """`turn_cost` is what one turn that changes something takes; 0 is free. `register` is where more are to be had."""

    ledger: Ledger
    now: Clock
    turn_cost: int = 0
    register: str = "/register"

    def welcome(self, user: str, amount: int) -> None:
        """The first credits, once for each user."""
        self.ledger.grant(user, amount, "welcome", self._at())

    def balance(self, user: str) -> Balance:
        return self.ledger.balance(user)

    def reserve(self, user: str, turn: str) -> None:
        """Sets a turn's cost aside. Raises OutOfCredits."""
        if self.turn_cost and not self.ledger.reserve(user, self.turn_cost, turn, self._at()):
            link = f"{self.register}?bind={user}"
            raise OutOfCredits(cost=self.turn_cost, available=self.balance(user).available, link=link)

    def close(self, user: str, turn: str, changed: bool) -> None:
        """Spends what was set aside for a turn that changed something; else gives it back."""
        if self.turn_cost:
            (self.ledger.settle if changed else self.ledger.release)(user, turn, self._at())

    def _at(self) -> str:
        return self.now().isoformat(timespec="milliseconds")
