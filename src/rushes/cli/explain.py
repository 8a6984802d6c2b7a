"""`rushes explain`: how words are understood."""

from __future__ import annotations

import json

import click

from rushes.cli.command import QUESTION, SESSION, USAGE, Desk, options, talking
from rushes.cli.screen import Screen
from rushes.cli.telling import session_facts
from rushes.model.saved import to_plain
from rushes.model.session import MessageKind
from rushes.studio.errors import NoSessionHere


@click.command("explain")
@click.argument("words", nargs=-1, required=True)
@options(*SESSION)
@talking
def command(screen: Screen, desk: Desk, words: tuple[str, ...], session_name: str | None, go_on: bool) -> int:
    """How WORDS are understood in the session used here (or in an empty one); nothing is changed."""
    studio = desk.studio
    throwaway = None
    try:
        session = desk.session(session_name)
    except NoSessionHere:
        session = throwaway = studio.sessions.begin(desk.user)
    try:
        answer = studio.conversation.say(session, " ".join(words), keep=False, working=screen.asking)
    finally:
        if throwaway:
            studio.sessions.remove(throwaway)
    screen.language = answer.language
    operations = [{"operation": type(each).name, **to_plain(each)} for each in answer.operations]
    screen.fact("session", session_facts(session))
    screen.fact("kind", answer.kind.value)
    screen.fact("operations", operations)
    screen.fact("reply", answer.text)
    screen.fact("choices", list(answer.choices))
    screen.fact("reading", answer.reading_facts)
    for line in answer.reading_lines:
        screen.result(f"  {line}")
    for operation in operations:
        given = [f"{key}={json.dumps(value, ensure_ascii=False)}" for key, value in operation.items()][1:]
        screen.result(f"  does       {operation['operation']}  {'  '.join(given)}".rstrip())
    screen.result("\n".join(f"  {line}" for line in (*answer.text.split("\n"), *answer.choices)))
    return {MessageKind.QUESTION: QUESTION, MessageKind.REFUSAL: USAGE}.get(answer.kind, 0)
