"""`rushes completion`: Click's own completion scripts."""

from __future__ import annotations

import click


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(context: click.Context, shell: str) -> None:
    """Print the completion script of a shell.

    \b
      bash   eval "$(rushes completion bash)"            in ~/.bashrc
      zsh    eval "$(rushes completion zsh)"             in ~/.zshrc
      fish   rushes completion fish | source             in ~/.config/fish/config.fish
    """
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    assert kind is not None
    root = context.find_root()
    click.echo(kind(root.command, {}, "rushes", "_RUSHES_COMPLETE").source())
