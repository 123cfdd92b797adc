"""The command line: arguments, messages and exit codes. ``pipeline`` does the reading, ``batch`` the conversions."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from ifes_records import __version__
from ifes_records.cli.help import EPILOGS
from ifes_records.cli.output import hold_closed_streams

INTERRUPTED = 130
COMMANDS = ("parse", "convert", "export", "list", "show", "check", "explain", "rule", "schema")


class Commands(click.Group):
    """The commands; each is imported from the module of its name when it is needed. Ctrl-C ends it with 130."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List the names of the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command. ``None`` means that there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        name = "listing" if cmd_name == "list" else cmd_name  # a module named “list” would hide Python's own here
        command: click.Command = getattr(import_module(f"ifes_records.cli.{name}"), name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was named."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("Interrupted.", err=True)
            ctx.exit(INTERRUPTED)


@click.group(
    cls=Commands,
    name="ifes-records",
    epilog=EPILOGS["main"],
    context_settings={"help_option_names": ["--help", "-h"]},
)
@click.version_option(__version__, prog_name="ifes-records")
def main() -> None:
    """Turn the text of IFES ElectionGuide records into checked JSON."""
    hold_closed_streams()
