"""The command line: arguments, messages and exit codes. ``pipeline`` does the reading, ``batch`` the conversions."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from importlib import import_module
from typing import Any

import click

from ifes_records import __version__
from ifes_records.cli.help import EPILOGS
from ifes_records.cli.output import FAILED, prepare_standard_streams, say, shown
from ifes_records.interrupts import INTERRUPTED, raised

STOPPED = 3
# The least limit on memory (ulimit -v) under which a record can be read, in MB; Python 3.11 on Linux needs 65.
# With less, libraries written in C may crash instead of raising an error.
LEAST_MEMORY = 80
COMMANDS = ("parse", "convert", "report", "export", "list", "show", "check", "explain", "rule", "schema")
# A record makes some ten thousand objects and leaves none behind: to look for dead ones at each 700 takes a tenth of
# the time. The library changes nothing for the program that uses it, but a command is a process of its own.
BETWEEN_COLLECTIONS = 100_000


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

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run the program. What the machine refuses is a message, not a traceback."""
        gc.set_threshold(BETWEEN_COLLECTIONS)
        prepare_standard_streams()
        try:
            return super().main(*args, **extra)
        except (MemoryError, ImportError, OSError) as error:
            _say(error)
            sys.exit(STOPPED if "convert" in (args[0] if args and args[0] else sys.argv[1:2]) else FAILED)
        finally:
            gc.freeze()  # Python looks for dead objects as it ends, which takes a sixth of the time of “parse”

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was named."""
        _check_memory()
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            say("Interrupted.")
            ctx.exit(INTERRUPTED)


def _check_memory() -> None:
    """Raise ``MemoryError`` if the system allows this process less memory than any command needs."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    limit, _ = resource.getrlimit(resource.RLIMIT_AS)
    if limit != resource.RLIM_INFINITY and limit < LEAST_MEMORY << 20:
        allowed = f"the limit (ulimit -v) is {limit >> 20} MB, and {LEAST_MEMORY} are needed"
        raise MemoryError(f"There is not enough memory: {allowed}.")


def _say(error: MemoryError | ImportError | OSError) -> None:
    """Say what the machine refused: to print the help, to open another file, to give more memory."""
    from ifes_records.batch.errors import unwritable, words_of  # here, since no command but convert needs the room

    if isinstance(error, MemoryError):
        message = str(error) or "There is not enough memory."
    elif isinstance(error, ImportError):
        message = f"A part of the program could not be loaded ({error})."
    elif error.filename:
        message = f"{shown(error.filename)}: {words_of(error)}."
    elif isinstance(error, FileNotFoundError):  # what asks for the current folder gives no name
        message = "The current folder no longer exists."
    else:
        message = f"Standard output: {unwritable(error)}"
        if sys.stdout is not None:
            # What is still in the buffer would fail once more when the interpreter closes it.
            with suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    say(f"Error: {message}")


@click.group(
    cls=Commands,
    name="ifes-records",
    epilog=EPILOGS["main"],
    context_settings={"help_option_names": ["--help", "-h"]},
)
@click.version_option(__version__, prog_name="ifes-records")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Turn the text of IFES ElectionGuide records into checked JSON."""
    ctx.with_resource(raised())  # the command has been imported, and begins
