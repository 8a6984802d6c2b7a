"""One thing said to a server. It goes out once and is never said again by itself; it never ends without a text: where
the server gives none, or the line breaks, the timeline before and after is what tells."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field, replace
from typing import Any

from rushes.client.calls import APP, Calls
from rushes.client.draft import differences
from rushes.client.errors import ServerNotReached, SessionGone
from rushes.client.events import Beat, Delta, Tool, Words, Wrong, events, spoken
from rushes.client.gui import Action, plainly
from rushes.client.notices import notice
from rushes.client.sessions import Sessions, State, There, path_of
from rushes.errors import RushesError

TURN_SECONDS = 15 * 60.0
"""How long a turn is listened to."""

QUIET_SECONDS = 150.0
"""Without even a heartbeat for so long the line counts as broken; known servers beat every 15 s."""

STILL_SECONDS = 120.0
"""How often "still working" is said."""

STOP_SECONDS = 10.0
"""Whoever pressed Ctrl-C wants to leave."""

LOOKS_AFTER_SILENCE = (0.0, 1.0, 2.0, 4.0)
"""Waits, in seconds, before each look at the state after an answer with no text."""

LOOKS_AFTER_BREAK = (1.0, 2.0, 4.0, 8.0, 15.0, 30.0)
"""And after a broken line: the turn itself may still be going on."""


@dataclass(frozen=True, slots=True)
class Told:
    """What came of a turn. `before` and `after` are the session around it (None where it could not be read);
    `kind` is "reply", "question" or "refusal" where the server says so; `renders` are exports it began; `worked_out`
    says that the text is ours, from the difference."""

    session: There
    text: str
    before: State | None
    after: State | None
    kind: str = "reply"
    choices: tuple[str, ...] = ()
    renders: tuple[str, ...] = ()
    actions: tuple[Action, ...] = ()
    worked_out: bool = False
    code: int | None = None


@dataclass
class _Heard:
    """What a stream has told so far."""

    words: list[Words] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)
    renders: list[str] = field(default_factory=list)
    wrong: Wrong | None = None
    broken: bool = False


@dataclass
class Turns:
    calls: Calls
    sessions: Sessions
    stopped: bool | None = None
    """Whether nothing is kept of the turn that was last interrupted; None where there is no telling."""

    def say(self, session: There, words: str, language: str = "en") -> Told:
        """Says `words`. Where the session is gone a new one is opened and told of, and the words go there.

        Raises what the calls do, as long as nothing was taken on; afterwards nothing.
        """
        try:
            before = self.sessions.state(session)
        except SessionGone:
            session, before = self._opened(session, language)
        except RushesError as error:
            if error.code in ("server_not_reached", "token_refused", "server_busy"):
                raise
            before = None
        try:
            heard = self._heard(session, words, language)
        except SessionGone:  # refused, so not taken on: the words may go to the new one
            session, before = self._opened(session, language)
            heard = self._heard(session, words, language)
        return self._told(session, before, heard, language)

    def _opened(self, gone: There, language: str) -> tuple[There, State]:
        fresh = self.sessions.begin(gone.name, language)
        self.calls.tell(notice("new_session", language, name=fresh.name))
        return fresh, State(fresh)

    def _heard(self, session: There, words: str, language: str) -> _Heard:
        body = {
            "app_name": APP, "user_id": "me", "session_id": session.id,
            "new_message": {"role": "user", "parts": [{"text": words}]},
        }  # fmt: skip
        key = str(uuid.uuid4())
        headers = {"Accept": "text/event-stream", "Idempotency-Key": key}
        heard, began = _Heard(), self.calls.now()
        still = began
        taken = False
        try:
            with self.calls.open(
                "POST", "/run_sse", session.name, json=body, headers=headers, timeout=QUIET_SECONDS
            ) as response:
                taken = True
                for event in events(response.iter_lines()):
                    now = self.calls.now()
                    if now - still >= STILL_SECONDS:
                        still = now
                        self.calls.tell(notice("still_working", language))
                    self._hear(heard, event)
                    if now - began > TURN_SECONDS:
                        heard.broken = True
                        break
        except ServerNotReached as error:
            if not taken and error.facts["why"] in ("no connection", "bad address"):
                raise  # it never left: nothing can have come of it
            heard.broken = True
        except KeyboardInterrupt:
            self.stopped = self._stop(session, key)
            raise
        return heard

    def _stop(self, session: There, key: str) -> bool | None:
        """Asks the server to stop what was said under `key`: whether nothing of it is kept, None where it can't say."""
        try:
            path = f"/api/turns/{APP}/me/{path_of(session)}/stop"
            told = self.calls.data("POST", path, json={"key": key}, timeout=STOP_SECONDS)
        except RushesError:
            return None
        return bool(told.get("stopped")) if "stopped" in told else None

    def _hear(self, heard: _Heard, event: object) -> None:
        match event:
            case Words():
                heard.words.append(event)
            case Delta(facts):
                heard.facts.update(facts)
            case Tool(_, response) if response.get("render_id"):
                heard.renders.append(str(response["render_id"]))
            case Wrong():
                heard.wrong = event
            case Tool() | Beat():
                pass

    # --- what came of it ------------------------------------------------------------------------------------

    def _told(self, session: There, before: State | None, heard: _Heard, language: str) -> Told:
        plain = plainly(spoken(heard.words), language)
        choices = heard.facts.get("choices")
        told = Told(
            session,
            plain.text,
            before,
            None,
            str(heard.facts.get("kind") or "reply"),
            tuple(str(each) for each in choices) if isinstance(choices, list) else (),
            tuple(dict.fromkeys(heard.renders)),
            plain.actions,
        )
        whole = bool(plain.text) and not (heard.broken and all(each.partial for each in heard.words))
        if whole:
            return replace(told, after=self._look(session))
        if heard.wrong is not None and not heard.broken:
            after = self._look(session)
            changed = _changed(before, after, language)
            text = " ".join((heard.wrong.text, *([notice("changed", language, what=changed)] if changed else ())))
            return replace(told, text=text, after=after, kind="refusal", code=heard.wrong.code)
        self.calls.tell(notice("broken" if heard.broken else "silent", language))
        after = self._look_until_changed(session, before, LOOKS_AFTER_BREAK if heard.broken else LOOKS_AFTER_SILENCE)
        return replace(told, text=_worked_out(before, after, plain.actions, language), after=after, worked_out=True)

    def _look(self, session: There) -> State | None:
        try:
            return self.sessions.state(session)
        except RushesError:
            return None

    def _look_until_changed(self, session: There, before: State | None, waits: tuple[float, ...]) -> State | None:
        """The state once it differs from `before`, or the last one seen."""
        last = None
        for wait_s in waits:
            self.calls.sleep(wait_s)
            seen = self._look(session)
            last = seen or last
            if seen is not None and before is not None and not seen.same_as(before):
                return seen
        return last


def _changed(before: State | None, after: State | None, language: str) -> str:
    if before is None or after is None:
        return ""
    return ("；" if language == "zh" else "; ").join(differences(before.draft, after.draft, language))


def _worked_out(before: State | None, after: State | None, actions: tuple[Action, ...], language: str) -> str:
    if after is None:
        return notice("unknown", language)
    changed = _changed(before, after, language)
    if changed:
        return notice("changed", language, what=changed)
    if before is not None and after.files != before.files:
        return notice("changed", language, what=", ".join(after.names))
    if before is None or Action.SHOW in actions:
        return after.summary
    return notice("unchanged", language)
