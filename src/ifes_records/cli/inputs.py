"""What the commands read: a file, standard input, the files in folders."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ifes_records.cli.output import shown
from ifes_records.convert import InputError, Inputs, WrongPathError, find_inputs

STANDARD_INPUT = Path("<stdin>")


def one_file(path: Path) -> Path:
    """The path, unless it is a folder or there is nothing: that is a usage error."""
    if path.is_dir():
        raise wrong_path(WrongPathError(path, "is a folder; 'convert' and 'check' take folders"))
    inputs_at((path,))
    return path


def read_standard_input() -> bytes:
    """All of standard input. Raises ``InputError``."""
    if sys.stdin is None:
        raise InputError(STANDARD_INPUT, "it is closed")
    try:
        return sys.stdin.buffer.read()
    except OSError as error:
        raise InputError(STANDARD_INPUT, error.strerror or type(error).__name__) from error


def inputs_at(paths: tuple[Path, ...]) -> Inputs:
    """The inputs that the paths mean; ends with a usage error where they mean none."""
    try:
        return find_inputs(paths)
    except WrongPathError as error:
        raise wrong_path(error) from None


def wrong_path(error: WrongPathError) -> click.UsageError:
    """The usage error for a path that cannot be meant."""
    return click.UsageError(f"{shown(error.path)} {error.reason}.", click.get_current_context())
