"""The command `rushes`. Each command's module is imported when it is run, so that `rushes --help` is quick."""

from __future__ import annotations

import importlib
import os
import sys

import click

from rushes import __version__

COMMANDS = {
    "edit": "Edit footage in words: files first, then what to do, in quotes.",
    "chat": "Talk about a cut, turn by turn.",
    "upload": "Put files into a session without editing.",
    "show": "What a session holds: timeline, files, history.",
    "undo": "Take the last change back, or the last N.",
    "redo": "Bring back what was undone.",
    "diff": "What changed between two revisions.",
    "export": "Make the video file.",
    "jobs": "Exports that run or ran: list, watch, cancel.",
    "preview": "A frame of the cut, in the terminal or as a picture.",
    "explain": "How words are understood, without doing anything.",
    "sessions": "List, rename, fork and remove sessions.",
    "balance": "Credits left on a server.",
    "serve": "Serve the API that agent skills speak, and make exports.",
    "worker": "Make the exports that are waiting.",
    "doctor": "Check that everything Rushes needs is there and whole.",
    "completion": "Shell completion for bash, zsh or fish.",
}
"""In the order they are shown; the module of a command has its name."""


class Lazy(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        if os.environ.get("NEMO_API_URL", "").strip():  # against a server: the same words, another way there
            from rushes.cli.remote import COMMANDS as REMOTE

            if cmd_name in REMOTE:
                return REMOTE[cmd_name]
        command: click.Command = importlib.import_module(f"rushes.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            import difflib

            near = difflib.get_close_matches(name, COMMANDS, n=1)
            hint = f"Did you mean {near[0]!r}?" if near else 'To edit: rushes edit FILE "what to do".'
            raise click.UsageError(f"There is no command {name!r}. {hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="rushes")
def rushes() -> None:
    """Upload your rushes, say the cut, download 4K.

    \b
      rushes edit drone.mp4 "trim the first 5 seconds, add the title 'Dawn'" -o out.mp4
      rushes edit -c "make the title bigger" -o out2.mp4
    """


def main() -> None:
    try:
        rushes(prog_name="rushes")
    except BrokenPipeError:  # the reader of our output went away, as `head` does
        sys.stderr.close()
        sys.exit(1)
