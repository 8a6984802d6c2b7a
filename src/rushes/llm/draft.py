"""A plan on its way: what a model calls, carried out on a copy of the project. Pure.

One answer's calls stand or fall together: where one is refused the copy is as it was before that answer, and the model
is told why. So what it sends again is never done twice.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rushes.edits import Operation, applied
from rushes.errors import RequestError
from rushes.language.answers import Request
from rushes.language.differences import differences
from rushes.llm.told import as_data, clean, timeline_told
from rushes.llm.tools import BY_NAME, BadCall, operation_of
from rushes.model.media import Media
from rushes.model.project import Project
from rushes.model.time import clock_text, seconds

OPERATIONS_MOST = 40
"""Of one plan; more is a model gone round in circles."""

QUESTION_MOST, CHOICE_MOST = 300, 120
"""Characters of a question and of a choice."""

PAUSES_MOST = 60
"""Pauses told of."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a tool. `arguments` is None where they were not a JSON object."""

    id: str
    name: str
    arguments: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Returned:
    """What a call is answered with; `picture` is a JPEG or PNG where it asked for one."""

    call: Call
    text: str
    picture: bytes | None = None
    wrong: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A question the model has."""

    text: str
    choices: tuple[str, ...]


@dataclass
class Draft:
    """`project` as it would stand. Once one of `over`, `asked` and `gave_up` is set the model is done."""

    request: Request
    letters: dict[str, str]
    project: Project = field(init=False)
    operations: list[Operation] = field(default_factory=list)
    found: list[Media] = field(default_factory=list)
    left_out: tuple[str, ...] = ()
    asked: Asked | None = None
    gave_up: str = ""
    over: bool = False
    chinese: bool = False
    look: Any = None
    """`(project, seconds) -> bytes`, where frames may be looked at."""
    _done: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.project = self.request.project

    def take(self, calls: Sequence[Call]) -> list[Returned]:
        """Carries out one answer's calls, all or none."""
        before, done, seen = self.project, list(self.operations), set(self._done)
        returned: list[Returned] = []
        repeats = 0
        try:
            for call in calls:
                if any(each.wrong for each in returned):
                    returned.append(Returned(call, ""))
                    continue
                mark = f"{call.name} {json.dumps(call.arguments, sort_keys=True, default=str)}"
                if call.name in BY_NAME and mark in seen:
                    repeats += 1
                    returned.append(Returned(call, "this was done already; call `done` if nothing is left"))
                    continue
                returned.append(self._one(call))
                self._done.add(mark)
        finally:
            if any(each.wrong for each in returned):
                self.project, self.operations, self._done = before, done, seen
                self.over, self.asked, self.gave_up = False, None, ""
        if any(each.wrong for each in returned):
            returned = [
                each if each.wrong else Returned(each.call, "undone with the rest of this answer") for each in returned
            ]
        if calls and repeats == len(calls):
            self.over = True  # it has nothing more to say
        return returned

    def _one(self, call: Call) -> Returned:
        if call.arguments is None:
            return self._wrong(call, f"the arguments of {call.name} must be a JSON object")
        try:
            match call.name:
                case "done":
                    return self._finish(call)
                case "ask":
                    return self._ask(call)
                case "cannot":
                    self.gave_up = clean(str(call.arguments.get("why", "")), QUESTION_MOST) or "-"
                    return Returned(call, "noted")
                case "find_music":
                    return self._music(call)
                case "find_pauses":
                    return self._pauses(call)
                case "see" if self.look:
                    at = seconds(float(call.arguments.get("at", 0)))
                    return Returned(call, f"the picture at {float(at):g} s", self.look(self.project, at))
                case _:
                    return self._operation(call)
        except BadCall as error:
            return self._wrong(call, str(error))
        except RequestError as error:
            return self._wrong(call, f"{error.text('en')} {error.advice('en')}".strip())
        except (ValueError, TypeError, OverflowError) as error:
            return self._wrong(call, f"{call.name}: {error}"[:300])

    def _operation(self, call: Call) -> Returned:
        if len(self.operations) >= OPERATIONS_MOST:
            return self._wrong(call, f"{OPERATIONS_MOST} edits are the most one request may make")
        operation = operation_of(call.name, call.arguments or {}, self.letters)
        after = applied(self.project, (operation,))
        changes = differences(self.project, after, False)
        self.project = after
        self.operations.append(operation)
        told = {
            "changed": [clean(each, 300) for each in changes] or "nothing",
            "timeline": timeline_told(after, self.letters),
        }
        return Returned(call, as_data(told))

    def _finish(self, call: Call) -> Returned:
        left = (call.arguments or {}).get("left_out") or ()
        said = self.request.text
        if isinstance(left, list | tuple):
            self.left_out = tuple(
                each.strip() for each in left if isinstance(each, str) and each.strip() and each.strip() in said
            )
        self.over = True
        return Returned(call, "noted")

    def _ask(self, call: Call) -> Returned:
        arguments = call.arguments or {}
        text = clean(str(arguments.get("question") or ""), QUESTION_MOST)
        given = arguments.get("choices")
        choices = (
            tuple(dict.fromkeys(clean(each, CHOICE_MOST) for each in given if isinstance(each, str) and each.strip()))
            if isinstance(given, list | tuple)
            else ()
        )
        if not text or not choices:
            return self._wrong(call, "ask needs a question and two to four choices")
        if self.chinese and not any("一" <= each <= "鿿" for each in text):
            return self._wrong(call, "the request is in Chinese: ask in Chinese, with choices in Chinese")
        self.asked = Asked(text, choices[:4])
        return Returned(call, "noted")

    def _music(self, call: Call) -> Returned:
        mood = clean(str((call.arguments or {}).get("mood") or ""), 40)
        media = self.request.find_music(mood) if mood else None
        if media is None:
            return Returned(call, "there is no track for that mood")
        letter = next((key for key, value in self.letters.items() if value == media.id), None)
        if letter is None:
            letter = f"music{len(self.found) + 1}"
            self.letters[letter] = media.id
            self.found.append(media)
            self.project = self.project.with_media(media)
        return Returned(call, as_data({"letter": letter, "name": clean(media.name)}))

    def _pauses(self, call: Call) -> Returned:
        least = seconds(float((call.arguments or {}).get("least", 0.5)))
        spans = self.request.find_pauses(self.project, max(least, seconds("0.2")))
        told = [[round(float(span.start), 2), round(float(span.end), 2)] for span in spans[:PAUSES_MOST]]
        return Returned(call, as_data({"pauses": told, "of": clock_text(self.project.timeline.length)}))

    @staticmethod
    def _wrong(call: Call, why: str) -> Returned:
        return Returned(call, f"refused, and nothing of this answer was done: {why}", wrong=True)

    @property
    def media(self) -> tuple[Media, ...]:
        """Tracks found that the plan uses."""
        used = {getattr(each, "media", None) for each in self.operations}
        return tuple(each for each in self.found if each.id in used)
