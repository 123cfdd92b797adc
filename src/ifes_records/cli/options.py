"""Options and arguments that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from ifes_records.diagnostics import Severity
from ifes_records.limits import DEFAULT_LIMITS, Limits

F = TypeVar("F", bound=Callable[..., Any])

MAX_CHARACTERS = click.option(
    "--max-characters",
    "limits",
    metavar="N",
    type=click.IntRange(min=1),
    default=DEFAULT_LIMITS.characters,
    show_default=True,
    callback=lambda ctx, option, characters: Limits(characters=characters),
    help="Maximum number of characters in a record; larger ones are not read.",
)


def not_empty(ctx: click.Context, option: click.Parameter, given: str | None) -> str | None:
    """The path. Raises a usage error for an empty one, which would mean the current folder."""
    if given == "":
        raise click.BadParameter("It is empty.")
    return given


PATHS = click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path())


def min_severity(default: Severity) -> Callable[[F], F]:
    """Return the option ``--min-severity`` with a default."""
    return click.option(
        "--min-severity",
        type=click.Choice([severity.value for severity in Severity]),
        default=default.value,
        show_default=True,
        help="Print only diagnostics of at least this severity.",
    )


def text_or_json(help: str) -> Callable[[F], F]:
    """Return the option ``--format`` of a command that prints text, or JSON."""
    form = click.Choice(["text", "json"])
    return click.option("--format", "form", type=form, default="text", show_default=True, help=help)


def output_option(help: str) -> Callable[[F], F]:
    """The required option for where the output goes."""
    return click.option(
        "-o", "--output", metavar="PATH", required=True, type=click.Path(), callback=not_empty, help=help
    )
