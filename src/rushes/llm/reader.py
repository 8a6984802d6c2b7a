"""The reader that asks a language model where the rules leave something open.

The rules read every request first. Undo, exports, status and whatever else the studio does are theirs alone; a model
only ever makes timeline operations or a question, checked like anything else. Where it is late, wrong, out of reach or
out of money the rules' own answer stands, and the reply says so.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Protocol

from rushes.edits import Operation
from rushes.language.answers import Answer, Command, Question, Refused, Request, Stopped, Understood
from rushes.language.consulted import Consulted, Outcome
from rushes.language.reading import Intent, Leftover, Reading, Route
from rushes.llm.draft import Draft
from rushes.llm.guard import Taken, too_much
from rushes.llm.options import ModelOptions
from rushes.llm.told import letters_of, request_told, tools
from rushes.llm.tools import told_arguments
from rushes.llm.vendor import NoAnswer, Said, Talk
from rushes.model.project import Project
from rushes.model.time import Seconds, length_text
from rushes.model.timeline import Timeline

REPAIRS_MOST = 2
"""How often a plan that was refused may be mended."""

ANSWERS_MOST = 8
"""Of one turn, looks and repairs included."""

LOOK_SECONDS = 0.1
"""How soon a wish to stop is noticed."""

OPEN_REFUSALS = frozenset({"own_mind", "no_file", "no_such_music", "picture_effect", "seeing"})
"""Reasons of the rules for which somebody else may know a way: a mood by colours, a thing by the name of its file. What
there is no way to do at all, such as hearing and speaking, is not among them."""

log = logging.getLogger("rushes.model")


class Ledger(Protocol):
    """What models have cost, by day."""

    def used(self, day: str) -> tuple[int, float]:
        """Tokens and USD of a day ("2030-01-31", UTC)."""

    def add(self, day: str, tokens: int, usd: float) -> None: ...


@dataclass(frozen=True, slots=True)
class ModelReader:
    """Fits `language.reader.Reader`. `rules` is the reader that needs no model, `today` the day in UTC, `look` a
    picture of the video at a time, where frames may be sent."""

    rules: Callable[[Request], Answer]
    options: ModelOptions
    ledger: Ledger
    today: Callable[[], str]
    look: Callable[[Project, Seconds], bytes] | None = None

    def answer(self, request: Request) -> Answer:
        """Raises Stopped."""
        ruled = self.rules(request)
        why = asked_for(ruled, self.options)
        if not why:
            return ruled
        asking = _Asking(self, request, ruled, why)
        try:
            return asking.run()
        finally:
            asking.note()


def asked_for(ruled: Answer, options: ModelOptions) -> str:
    """Why a model is asked about what the rules made of a request; empty where it is not."""
    reading = ruled.reading
    if isinstance(ruled, Command) or not _for_a_model(reading):
        return ""
    match ruled:
        case Understood(left=left) if left:
            return "left over: " + "; ".join(left)
        case Question():
            return "open to the rules" if reading.route is Route.EDIT else "not understood by the rules"
        case Refused() if reading.likely:
            return "not understood by the rules"
        case Refused(code=code) if code in OPEN_REFUSALS:
            return f"beyond the rules: {code}"
    return "always asked" if options.when == "always" else ""


def _for_a_model(reading: Reading) -> bool:
    """Whether it may be a matter of the timeline: refusals that no frame stands behind are."""
    return reading.route in (Route.EDIT, Route.UNCLEAR) or (reading.likely and reading.route is Route.OUT_OF_SCOPE)


class _Asking:
    """One turn's talk with the model, and what it took."""

    def __init__(self, reader: ModelReader, request: Request, ruled: Answer, why: str) -> None:
        self.reader, self.request, self.ruled, self.options = reader, request, ruled, reader.options
        self.chinese = ruled.reading.language == "zh"
        self.draft = Draft(
            request, letters_of(request.project), chinese=self.chinese, look=reader.look if self.options.sees else None
        )
        self.consulted = Consulted(self.options.told_as, Outcome.NOTHING, why)
        self._in_flight = 0
        """Tokens of a request that is not answered; it costs all the same where nobody waits for the answer."""

    def run(self) -> Answer:
        limit = self._limit()
        if limit:
            return self._rules(Outcome.SPENT, limit)
        self.request.working(self.options.told_as)
        try:
            outcome, detail = asyncio.run(self._within_limits())
        except NoAnswer as error:
            outcome, detail = error.outcome, error.detail
        except Stopped:
            raise
        except Exception as error:  # ours, or the library's: the rules have read the request, so nobody is left alone
            log.exception("asking a model failed")
            outcome, detail = Outcome.GARBLED, type(error).__name__
        finally:
            self._book()
        if outcome is Outcome.QUESTION:
            return self._question()
        return self._plan() if outcome is Outcome.PLAN else self._rules(outcome, detail)

    # --- talking ----------------------------------------------------------------------------------------

    async def _within_limits(self) -> tuple[Outcome, str]:
        """What came of it, and why. Raises NoAnswer, Stopped."""
        told = request_told(self.request, self.ruled.reading, self.draft.letters)
        # the library is slow to load, and that is not the model's time
        talk = await asyncio.to_thread(Talk, self.options, tools(self.draft.look is not None, self.options.tools), told)
        talking = asyncio.ensure_future(self._talked(talk))
        started = time.monotonic()
        end = started + self.options.seconds
        try:
            while not talking.done():
                if self.request.stopped():
                    raise Stopped()
                if time.monotonic() > end:
                    return Outcome.LATE, f"{self.options.seconds:g} s"
                await asyncio.wait((talking,), timeout=LOOK_SECONDS)
            return talking.result()
        finally:
            self.consulted = replace(self.consulted, seconds=time.monotonic() - started)
            talking.cancel()
            with contextlib.suppress(asyncio.CancelledError, NoAnswer):
                await talking

    async def _talked(self, talk: Talk) -> tuple[Outcome, str]:
        draft, wrong, remark, returned, called = self.draft, 0, "", [], False
        for _ in range(ANSWERS_MOST):
            limit = self._limit(talk.expected_tokens())
            if limit:
                return Outcome.SPENT, limit
            self._in_flight = talk.expected_tokens()
            said = await talk.ask(returned, remark)
            self._in_flight = 0
            self._count(said)
            remark, returned = "", []
            if said.calls:
                called = True
                returned = await asyncio.to_thread(draft.take, said.calls)
                faults = [each.text for each in returned if each.wrong]
                self.consulted = replace(self.consulted, told=(*self.consulted.told, *faults))
                if not faults and (draft.over or draft.asked or draft.gave_up):
                    break
            elif draft.operations:
                break  # words alone: it has nothing more to do
            else:
                faults, remark = ["no tool was called"], "Call the tools; words alone change nothing."
                self.consulted = replace(self.consulted, told=(*self.consulted.told, *faults))
            wrong += bool(faults)
            if wrong > REPAIRS_MOST:
                return Outcome.WRONG, "" if called else talk.lost(said)
        else:
            return Outcome.WRONG, f"not done after {ANSWERS_MOST} answers"
        if draft.asked:
            return Outcome.QUESTION, ""
        if draft.gave_up or not draft.operations:
            return Outcome.NOTHING, draft.gave_up
        return Outcome.PLAN, ""

    # --- what becomes of it -----------------------------------------------------------------------------

    def _plan(self) -> Answer:
        draft, request = self.draft, self.request
        before, after = request.project.timeline, draft.project.timeline
        taken = too_much(request.text, before, after)
        if taken:
            return self._is_that_meant(taken, before)
        if before == after:
            return self._rules(Outcome.NOTHING, "it changes nothing")
        export = self.ruled.export if isinstance(self.ruled, Understood) else None
        reading = self._reading(Outcome.PLAN, tuple(draft.operations), draft.left_out)
        return Understood(tuple(draft.operations), reading, draft.media, (), draft.left_out, export)

    def _question(self) -> Answer:
        asked = self.draft.asked
        assert asked
        # a choice is said again as a request: one that would not be an edit is none of the model's business
        fine = tuple(each for each in asked.choices if self._is_edit(each))
        if not fine:
            return self._rules(Outcome.NOTHING, "its question had no choice that is an edit")
        return Question(asked.text, fine, self._reading(Outcome.QUESTION))

    def _is_edit(self, choice: str) -> bool:
        ruled = self.rules(replace(self.request, text=choice))
        exports = isinstance(ruled, Understood) and ruled.export is not None
        return not exports and _for_a_model(ruled.reading)

    @property
    def rules(self) -> Callable[[Request], Answer]:
        return self.reader.rules

    def _is_that_meant(self, taken: Taken, before: Timeline) -> Question:
        """The house's own question, where a plan takes more away than was spoken of."""
        gone = length_text(taken.seconds)
        words = self.request.text.strip().rstrip(".。!！")
        if self.chinese:
            text = (
                f"这样会去掉 {gone}（共 {length_text(before.length)}）"
                + (f"和 {taken.riders} 个标题、图片或声音" if taken.riders else "")
                + "。是这个意思吗？"
            )
            choices = (f"{words}，其余的都可以删掉",)
        else:
            besides = f" and {taken.riders} titles, pictures or sounds" if taken.riders else ""
            text = f"That would take away {gone} of {length_text(before.length)}{besides}. Is that what you mean?"
            choices = (f"{words}, and all the rest may be cut",)
        return Question(text, choices, self._reading(Outcome.QUESTION, detail="takes away more than was spoken of"))

    def _rules(self, outcome: Outcome, detail: str) -> Answer:
        """The rules' own answer, which says that the model was asked too."""
        self.consulted = replace(self.consulted, outcome=outcome, detail=detail)
        return replace(self.ruled, reading=replace(self.ruled.reading, consulted=self.consulted))

    def _reading(
        self, outcome: Outcome, operations: tuple[Operation, ...] = (), left: tuple[str, ...] = (), detail: str = ""
    ) -> Reading:
        self.consulted = replace(self.consulted, outcome=outcome, detail=detail)
        text, old = self.request.text, self.ruled.reading
        intents = tuple(
            Intent(str(each.name), told_arguments(each, self.draft.letters), (0, len(text))) for each in operations
        )
        leftover = tuple(Leftover(each, text.find(each), text.find(each) + len(each)) for each in left)
        return Reading(
            Route.EDIT if operations else Route.UNCLEAR,
            intents,
            leftover,
            old.language,
            old.held_back,
            consulted=self.consulted,
        )

    # --- what it costs ----------------------------------------------------------------------------------

    def _count(self, said: Said) -> None:
        now = self.consulted
        cost = None if said.cost_usd is None else (now.cost_usd or 0.0) + said.cost_usd
        self.consulted = replace(
            now, calls=now.calls + 1, tokens_in=now.tokens_in + said.tokens_in, tokens_out=now.tokens_out + said.tokens_out,
            cost_usd=cost,
        )  # fmt: skip

    def _limit(self, expected: int = 0) -> str:
        """Which limit the next request would pass; empty where none."""
        options, now = self.options, self.consulted
        turn = now.tokens_in + now.tokens_out
        if options.tokens_turn and turn + expected > options.tokens_turn:
            return f"{options.tokens_turn} tokens a turn"
        tokens, usd = self.reader.ledger.used(self.reader.today())
        if options.tokens_day and tokens + turn + expected > options.tokens_day:
            return f"{options.tokens_day} tokens a day"
        if options.usd_day and usd + (now.cost_usd or 0.0) >= options.usd_day:
            return f"{options.usd_day:g} USD a day"
        return ""

    def _book(self) -> None:
        now = self.consulted
        tokens = now.tokens_in + now.tokens_out + self._in_flight
        if tokens:
            self.reader.ledger.add(self.reader.today(), tokens, now.cost_usd or 0.0)

    def note(self) -> None:
        """A line in the log: figures, never words."""
        now = self.consulted
        facts: dict[str, Any] = {
            "model": now.model, "outcome": str(now.outcome), "calls": now.calls, "seconds": round(now.seconds, 3),
            "tokens_in": now.tokens_in, "tokens_out": now.tokens_out,
        }  # fmt: skip
        log.info("model asked", extra=facts)
