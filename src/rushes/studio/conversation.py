"""One turn: something said, and everything done about it, kept as one revision and one answer, or not at all.

An answer is never silent: it tells what changed, or that nothing did and why.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rushes.edits import OPERATIONS, Operation, applied
from rushes.errors import RequestError
from rushes.language.answers import Answer as Read
from rushes.language.answers import (
    Command,
    Question,
    Refused,
    Request,
    Stopped,
    Understood,
    Wish,
    never,
    no_pauses,
    nobody,
)
from rushes.language.consulted import facts as reader_facts
from rushes.language.consulted import told as reader_told
from rushes.language.explain import explained, explained_facts
from rushes.language.reading import Reading
from rushes.language.reply import next_steps, reply
from rushes.language.replying import by_number, chosen, declined, other_instead, same_again, together
from rushes.model.history import Revision, Turn
from rushes.model.media import Media
from rushes.model.project import Project
from rushes.model.saved import DamagedSave, operation_from_text, operation_to_text
from rushes.model.session import Author, Head, Kept, Message, MessageKind, Session, StaleRevision
from rushes.model.time import Seconds, Span
from rushes.model.timeline import ItemId
from rushes.studio.errors import NothingSaid, TooMuchSaid, TurnStopped
from rushes.studio.exports import Wishes, output_for, wishes_said
from rushes.studio.history import History, Step
from rushes.studio.ports import Clock, Music, Originals, Store
from rushes.studio.sayings import command_told, export_told, step_told
from rushes.studio.sessions import checked_number

WORDS_MOST = 4000
"""Characters in one request; the reader reads no more."""

TRIES_MOST = 5
"""How often a turn is worked out anew because another one came first."""

DID_MOST = 120
"""Characters of a revision's line in the history."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a turn. `session` is as it stands now; `revision` the one made, None where the timeline stayed as
    it was; `export` the one that was asked for in words, None where none was; `command` what was
    asked of the studio rather than of the timeline. `changes` are what `text` tells of the timeline, one each, `assumed` what
    the words left open and how it was taken, `left` the words that nothing was made of, `next_steps` requests that
    would fit now."""

    session: Session
    kind: MessageKind
    text: str
    language: str
    before: Project
    after: Project
    revision: int | None = None
    choices: tuple[str, ...] = ()
    operations: tuple[Operation, ...] = ()
    export: Wishes | None = None
    command: Command | None = None
    changes: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    next_steps: tuple[str, ...] = ()
    reading: Reading | None = None
    read_by: str = ""
    """One sentence where a language model was asked: that it read the request, or why it did not. Part of `text`."""

    @property
    def reader(self) -> dict[str, object]:
        """Who read it, for programs: `by` is "rules" or "model"."""
        return reader_facts(self.reading.consulted if self.reading else None)

    @property
    def reading_lines(self) -> list[str]:
        """How the words were read, part by part, for people."""
        return explained(self.reading) if self.reading else []

    @property
    def reading_facts(self) -> dict[str, object]:
        """The same for programs."""
        return explained_facts(self.reading) if self.reading else {}


@dataclass(frozen=True, slots=True)
class _Made:
    """An answer on its way to being kept."""

    kind: MessageKind
    text: str
    after: Project
    revision: Revision | None = None
    media: tuple[Media, ...] = ()
    choices: tuple[str, ...] = ()
    operations: tuple[Operation, ...] = ()
    export: Wishes | None = None
    changes: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conversation:
    store: Store
    history: History
    read: Callable[[Request], Read]
    originals: Originals
    music: Music
    now: Clock
    pauses: Callable[[Project, Seconds], tuple[Span, ...]] = no_pauses
    """Where nobody speaks, on the timeline's clock."""

    def say(
        self,
        session: Session,
        words: str,
        by: str = "command line",
        key: str | None = None,
        base: int | None = None,
        start: int | None = None,
        keep: bool = True,
        playhead: Seconds | None = None,
        selected: tuple[ItemId, ...] = (),
        may_keep: Callable[[], bool] = lambda: True,
        working: Callable[[str], None] = nobody,
        stopped: Callable[[], bool] = never,
    ) -> Answer:
        """Takes a turn. `playhead`, on the timeline's clock, and `selected` are what the asker looks at: "here", "this
        clip". `key`: the same key never edits twice, the second time the first answer comes back. `base`:
        the revision the asker was looking at; raises StaleRevision where the session moved on. `start`: an earlier
        revision to go on from. Without `keep` it is only said what would be done. `working` is told whom a reader asks
        that takes long, `stopped` is asked meanwhile whether to give up. `may_keep` is asked last, before anything is
        kept: a turn that was stopped meanwhile says no.

        Raises NothingSaid, TooMuchSaid, NoSuchRevision, TurnStopped; what can't be done is an answer, not an error.
        """
        words = words.strip()
        if not words:
            raise NothingSaid()
        if len(words) > WORDS_MOST:
            raise TooMuchSaid(has=len(words), most=WORDS_MOST)
        asking = Request(words, Project(), playhead, selected, working=working, stopped=stopped)
        for tries_left in reversed(range(TRIES_MOST)):
            session = self.store.find(session.user, session.id) or session
            if key and self.store.answers_to(session.id, key):
                return self._again(session, key)
            if base is not None and base != session.revision:
                raise StaleRevision(current=session.revision, base=base)
            try:
                return self._turn(session, asking, by, key, start, keep, may_keep)
            except StaleRevision:
                # another turn was kept while this one was being worked out: take them one after the other
                if base is not None or not tries_left:
                    raise
        raise AssertionError("every try returns or raises")

    def messages(self, session: Session, since: int = 0) -> tuple[Message, ...]:
        return self.store.messages(session.id, since)

    def stopped(self, session: Session, words: str, key: str) -> str:
        """Keeps words that were stopped before anything came of them; the answer they are given."""
        session, at = self.store.find(session.user, session.id) or session, self._at()
        text = TurnStopped().text(session.language)
        said = Message(Author.USER, MessageKind.SAID, words, at, revision=session.revision, key=key)
        answer = Message(Author.RUSHES, MessageKind.REPLY, text, at, revision=session.revision)
        self.store.keep(session.id, Kept(at, messages=(said, answer)))
        return text

    # --- one turn --------------------------------------------------------------------------------------

    def _turn(
        self,
        session: Session,
        asking: Request,
        by: str,
        key: str | None,
        start: int | None,
        keep: bool,
        may_keep: Callable[[], bool],
    ) -> Answer:
        words = asking.text
        number = session.revision if start is None else checked_number(session, start)
        project = self.store.project(session.id, number)
        heads = self.store.heads(session.id)
        asked = _asked(self.store.messages(session.id))
        request_words = words
        if asked and (choice := chosen(words, asked.choices)):
            request_words = choice
        elif start is None and (again := self._said_anew(session, words, heads, number)):
            request_words, number = again
            project = self.store.project(session.id, number)
        request = replace(
            asking,
            text=request_words,
            project=project,
            last=self._operations(session, heads[number]),
            history=heads,
            find_music=self._found_music(project),
            find_pauses=self.pauses,
            asked=asked.question if asked else "",
        )
        try:
            outcome = self.read(request)
            if asked and request_words == words and not isinstance(outcome, Understood):
                outcome = self._answered(outcome, request, asked)
        except Stopped:
            raise TurnStopped() from None
        language = outcome.reading.language
        made = self._made(session, project, outcome, request, by)
        read_by = reader_told(outcome.reading.consulted, language == "zh")
        if read_by:
            made = replace(made, text=f"{made.text}\n{read_by}")
        if made.revision is not None:
            made = replace(made, revision=replace(made.revision, said=request_words))
        revision = made.revision.number if made.revision else None
        if keep:
            if not may_keep():
                raise TurnStopped()
            consulted = outcome.reading.consulted
            reader = consulted.model if consulted and consulted.used else ""
            session = self._keep(session, words, key, language, made, reader)
        return Answer(
            session,
            made.kind,
            made.text,
            language,
            project,
            made.after,
            revision,
            made.choices,
            made.operations,
            made.export,
            outcome if isinstance(outcome, Command) else None,
            made.changes,
            made.assumed,
            made.left,
            next_steps(made.after, language == "zh") if made.kind is MessageKind.REPLY else (),
            outcome.reading,
            read_by,
        )

    def _made(self, session: Session, project: Project, outcome: Read, request: Request, by: str) -> _Made:
        match outcome:
            case Question(text, choices):
                return _Made(MessageKind.QUESTION, text, project, choices=choices)
            case Refused(text, _, _, hint):
                return _Made(MessageKind.REFUSAL, f"{text} {hint}".strip(), project)
            case Command():
                return self._commanded(session, project, outcome, request, by)
            case Understood():
                return self._edited(session, project, outcome, by)

    def _edited(self, session: Session, project: Project, understood: Understood, by: str) -> _Made:
        language = understood.reading.language
        pooled = project.with_media(*understood.media)
        try:
            after = applied(pooled, understood.operations)
            export = self._wishes(after, understood.export)
        except RequestError as error:
            text = " ".join(part for part in (error.text(language), error.advice(language)) if part)
            return _Made(MessageKind.REFUSAL, text, project)
        told = reply(project, after, understood)
        if after.timeline == project.timeline:
            return _Made(
                MessageKind.REPLY,
                told.text,
                project,
                operations=understood.operations,
                export=export,
                assumed=told.assumed,
                left=told.left,
            )
        revision = Revision(
            session.revision + 1,
            Turn.EDIT,
            after.timeline,
            did=_short(told.summary or told.text),
            by=by,
            at=self._at(),
            state=session.revision + 1,
            operations=tuple(operation_to_text(each) for each in understood.operations),
        )
        return _Made(
            MessageKind.REPLY,
            told.text,
            after,
            revision,
            understood.media,
            operations=understood.operations,
            export=export,
            changes=told.changes,
            assumed=told.assumed,
            left=told.left,
        )

    def _commanded(self, session: Session, project: Project, command: Command, request: Request, by: str) -> _Made:
        language = command.reading.language
        try:
            match command.kind:
                case "undo":
                    return self._stepped(self.history.undone(session, command.count, by), language)
                case "redo":
                    return self._stepped(self.history.redone(session, command.count, by), language)
                case "restore":
                    number = session.revision if command.number is None else command.number
                    return self._stepped(self.history.restored(session, number, by), language)
                case "export":
                    wishes = self._wishes(project, command.export or Wish())
                    return _Made(MessageKind.REPLY, export_told(project, language), project, export=wishes)
                case _:
                    return _Made(MessageKind.REPLY, command_told(command, request), project)
        except RequestError as error:
            text = " ".join(part for part in (error.text(language), error.advice(language)) if part)
            return _Made(MessageKind.REFUSAL, text, project)

    def _stepped(self, step: Step, language: str) -> _Made:
        return _Made(
            MessageKind.REPLY,
            step_told(step, language),
            step.after,
            step.revision,
        )

    def _wishes(self, project: Project, wish: Wish | None) -> Wishes | None:
        """The export asked for, refused at once where it is none that can be made."""
        if wish is None:
            return None
        wishes = wishes_said(wish, project.timeline)
        output_for(project.timeline.canvas, wishes)
        return wishes

    # --- what it stands on -----------------------------------------------------------------------------

    def _answered(self, outcome: Read, request: Request, asked: _Asked) -> Read:
        """What was asked before and its answer read as one request, where the answer alone says too little."""
        if declined(request.text):
            return Command("nothing", outcome.reading)
        if isinstance(outcome, Command) and outcome.kind in ("undo", "redo", "restore", "export"):
            return outcome
        whole = replace(request, text=together(asked.words, request.text, outcome.reading.language == "zh"))
        again = self.read(whole)
        return again if isinstance(again, Understood) else outcome

    def _said_anew(self, session: Session, words: str, heads: Sequence[Head], number: int) -> tuple[str, int] | None:
        """The request that "same for clip 2" or "no, the other one" means after the edits before it, and the revision
        it goes on from."""
        if heads[number].turn is not Turn.EDIT:
            return None
        now = self.store.project(session.id, number)

        def numbered(said: str) -> str:
            return by_number(said, [media.name for media in now.media], [clip.name for clip in now.timeline.clips])

        words = numbered(words)
        edits = [each.said for each in heads[: number + 1] if each.turn is Turn.EDIT and each.said]
        plain = next((said for said in reversed(edits) if not same_again(said, said)), "")
        if plain and (again := same_again(words, numbered(plain))):
            return again, number
        before = self.store.project(session.id, number - 1) if number else None
        instead = other_instead(words, numbered(heads[number].said), len(before.timeline.clips)) if before else None
        return (instead, number - 1) if instead else None

    def _operations(self, session: Session, head: Head) -> tuple[Operation, ...]:
        """What made the timeline that `head` shows; those that this Rushes does not know are left out."""
        found = []
        for text in self.store.operations(session.id, head.state):
            try:
                found.append(operation_from_text(text, OPERATIONS))
            except DamagedSave:
                continue
        return tuple(found)

    def _found_music(self, project: Project) -> Callable[[str], Media | None]:
        def find(mood: str) -> Media | None:
            heard = {sound.media for sound in project.timeline.sounds}
            avoid = tuple(media.name for media in project.media if media.id in heard)
            track: tuple[Path, str] | None = self.music.track(mood, avoid)
            return self.originals.add(*track) if track else None

        return find

    # --- keeping ---------------------------------------------------------------------------------------

    def _keep(self, session: Session, words: str, key: str | None, language: str, made: _Made, reader: str) -> Session:
        at = self._at()
        looked_at = made.revision.number if made.revision else session.revision
        said = Message(Author.USER, MessageKind.SAID, words, at, revision=session.revision, key=key)
        answer = Message(
            Author.RUSHES, made.kind, made.text, at, revision=looked_at, choices=made.choices, reader=reader
        )
        kept = Kept(at, made.revision, (said, answer), made.media, language=language)
        self.store.keep(session.id, kept, base=session.revision if made.revision else None)
        return self.store.find(session.user, session.id) or session

    def _again(self, session: Session, key: str) -> Answer:
        """The answer that a turn with this key was given already."""
        last = self.store.answers_to(session.id, key)[-1]
        project = self.store.project(session.id, last.revision)
        return Answer(session, last.kind, last.text, session.language, project, project, choices=last.choices)

    def _at(self) -> str:
        return self.now().isoformat(timespec="seconds")


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question that waits for its answer, and the words it was asked about."""

    words: str
    question: str
    choices: tuple[str, ...]


def _asked(messages: Sequence[Message]) -> _Asked | None:
    last = messages[-1] if messages else None
    if last is None or last.kind is not MessageKind.QUESTION:
        return None
    said = next((each.text for each in reversed(messages) if each.author is Author.USER), "")
    return _Asked(said, last.text, last.choices)


def _short(text: str) -> str:
    line = text.split("\n")[0]
    return line if len(line) <= DID_MOST else line[: DID_MOST - 3] + "..."
