"""What a language model had to do with a reading, and how that is told. Whoever asks one writes it down here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """What came of asking a model. After all but the first two the rules' own answer stands."""

    PLAN = "plan"
    QUESTION = "question"
    NOTHING = "nothing"
    WRONG = "wrong"
    LATE = "late"
    SPENT = "spent"
    NOT_REACHED = "not_reached"
    BUSY = "busy"
    REFUSED = "refused"
    TOO_LONG = "too_long"
    GARBLED = "garbled"
    NOT_SET_UP = "not_set_up"


@dataclass(frozen=True, slots=True)
class Consulted:
    """`model` as it was configured; `asked_for` why the rules alone did not do; `calls` what it was asked in all;
    `told` the errors it was told of; `seconds` and tokens for all calls together, `cost_usd` None where no price is
    known; `detail` what else there is to say, never a secret."""

    model: str
    outcome: Outcome
    asked_for: str = ""
    calls: int = 0
    told: tuple[str, ...] = ()
    seconds: float = 0.0
    tokens_in: int = 0
    tokens_out: int = 0
    cost_usd: float | None = None
    detail: str = ""

    @property
    def used(self) -> bool:
        """Whether the answer is the model's."""
        return self.outcome in (Outcome.PLAN, Outcome.QUESTION)


_WHY: dict[Outcome, tuple[str, str]] = {
    Outcome.NOTHING: ("had no plan", "没有给出方案"),
    Outcome.WRONG: ("had a plan that can't be carried out", "给出的方案无法执行"),
    Outcome.LATE: ("did not answer in time", "没有及时回答"),
    Outcome.SPENT: ("was not asked further: its limit is used up", "的用量已到上限，没有再问"),
    Outcome.NOT_REACHED: ("could not be reached", "无法连接"),
    Outcome.BUSY: ("was too busy", "正忙"),
    Outcome.REFUSED: ("refused the request", "拒绝了请求"),
    Outcome.TOO_LONG: ("has too little room for the request", "容不下这么长的请求"),
    Outcome.GARBLED: ("gave an answer that can't be read", "的回答无法读取"),
    Outcome.NOT_SET_UP: ("is not set up (see `rushes doctor`)", "没有配置好（见 `rushes doctor`）"),
}


def told(consulted: Consulted | None, chinese: bool) -> str:
    """One sentence for the reply: that a model read the request, or why it did not; empty where none was asked."""
    if consulted is None:
        return ""
    if consulted.used:
        return f"由 {consulted.model} 解读。" if chinese else f"Read by {consulted.model}."
    english, zh = _WHY[consulted.outcome]
    return (
        f"{consulted.model} {zh}；以上是内置规则的理解。"
        if chinese
        else f"{consulted.model} {english}; this is the rules' own reading."
    )


def lines(consulted: Consulted | None) -> list[str]:
    """The same for `rushes explain`, with figures."""
    if consulted is None:
        return ["reader     rules"]
    figures = (
        f"{consulted.calls} calls, {consulted.seconds:.1f} s, {consulted.tokens_in} + {consulted.tokens_out} tokens"
    )
    if consulted.cost_usd is not None:
        figures += f", {consulted.cost_usd:.4f} USD"
    reader = consulted.model if consulted.used else f"rules; {consulted.model} was asked: {consulted.outcome}"
    result = [f"reader     {reader}  ({figures})"]
    if consulted.asked_for:
        result.append(f"asked for  {consulted.asked_for}")
    result += [f"told back  {each}" for each in consulted.told]
    if consulted.detail:
        result.append(f"detail     {consulted.detail}")
    return result


def facts(consulted: Consulted | None) -> dict[str, object]:
    """The same for programs."""
    if consulted is None:
        return {"by": "rules"}
    return {
        "by": "model" if consulted.used else "rules",
        "model": consulted.model,
        "outcome": str(consulted.outcome),
        "asked_for": consulted.asked_for,
        "calls": consulted.calls,
        "told": list(consulted.told),
        "seconds": round(consulted.seconds, 3),
        "tokens_in": consulted.tokens_in,
        "tokens_out": consulted.tokens_out,
        "cost_usd": consulted.cost_usd,
        "detail": consulted.detail,
    }
