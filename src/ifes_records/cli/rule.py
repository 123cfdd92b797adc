"""``ifes-records rule``: what a diagnostic means, a text that gives it, and what to do about it."""

from __future__ import annotations

import sys
import tomllib
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Any

import attrs
import click
import orjson

from ifes_records.cli.help import EPILOGS
from ifes_records.cli.options import text_or_json
from ifes_records.cli.output import Terminal, print_out
from ifes_records.diagnostics import CODES, severity_of
from ifes_records.limits import Limits
from ifes_records.pipeline import parse_bytes
from ifes_records.trace.steps import value_at


@cache
def explanations() -> dict[str, dict[str, Any]]:
    """What ``diagnostics.toml`` says of each code."""
    return tomllib.loads(files("ifes_records").joinpath("diagnostics.toml").read_text(encoding="utf-8"))


def described(code: str) -> dict[str, Any]:
    """What is known about a code."""
    info, explained = CODES[code], explanations()[code]
    return {
        "code": code,
        "severity": severity_of(code).value,
        "effect": info.effect.value,
        "meaning": info.meaning,
        "cause": explained["cause"],
        "effect_meaning": info.effect.meaning,
        "what_to_do": explained.get("remedy", info.effect.remedy),
    }


def sampled(code: str) -> dict[str, Any]:
    """A text that gives the diagnostic, and what reading it gives.

    ``sample`` is the text, with escapes for what can't be printed; ``gives`` has the message, and the value concerned
    if it is a single one. Where a text would be too long to print, ``sample`` describes it, and ``gives`` is empty.
    """
    explained = explanations()[code]
    text = explained.get("sample")
    if text is None:
        return {"sample": explained["shown"], "gives": []}
    limits = explained.get("limits", {})
    record = parse_bytes(text.encode(explained.get("encoding", "utf-8")), limits=Limits(**limits))
    diagnostic, *_ = [one for one in record.diagnostics if one.code == code]
    where = [f"with at most {most} {name.replace('_', ' ')}" for name, most in limits.items()]
    where += [f"line {diagnostic.line}"] if diagnostic.line else []
    gives = [f"{', '.join(where)}: {diagnostic.message}" if where else diagnostic.message]
    path = diagnostic.path
    value = value_at(record, path) if path is not None else record
    if not isinstance(value, tuple) and not attrs.has(type(value)):
        gives.append(f"{path} is {orjson.dumps(value).decode()}")
    printable = "".join(c if c.isprintable() or c == "\n" else c.encode("unicode_escape").decode() for c in text)
    return {"sample": printable, "gives": gives}


def _known(ctx: click.Context, argument: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    """The codes in capitals. Raises a usage error for a code that there is not."""
    codes = tuple(code.upper() for code in given)
    for code in codes:
        if code not in CODES:
            close = [known for known in CODES if known.startswith(code)][:5] or get_close_matches(code, CODES, n=3)
            hint = f"there are {', '.join(close)}" if close else "“ifes-records rule --all” lists them"
            raise click.UsageError(f"“{code}” is not a code of a diagnostic; {hint}.", ctx)
    return codes


@click.command(epilog=EPILOGS["rule"])
@click.argument("codes", metavar="[CODE]...", nargs=-1, callback=_known)
@click.option("--all", "everything", is_flag=True, help="Print every code.")
@text_or_json("text: for people; json: a list.")
def rule(codes: tuple[str, ...], everything: bool, form: str) -> None:
    """Print what a diagnostic means: its causes, a text that gives it, its effect on the value, and what to do.

    CODE is printed in front of the message: W-DATE-IMPOSSIBLE.
    """
    if bool(codes) == everything:
        raise click.UsageError("Name one or more codes, or give --all.")
    chosen = [{**described(code), **sampled(code)} for code in (CODES if everything else codes)]
    if form == "json":
        print_out(orjson.dumps(chosen, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode())
        return
    terminal = Terminal.of(sys.stdout)
    for number, one in enumerate(chosen):
        head = terminal.style(one["code"], bold=True) + f" ({one['severity']}, {one['effect']})"
        rows = {
            "Cause": [one["cause"]],
            "Sample": one["sample"].splitlines() or ["(nothing)"],
            "Gives": one["gives"],
            "Effect": [one["effect_meaning"]],
            "What to do": [one["what_to_do"]],
        }
        below = "".join(
            f"  {f'{name}:' if not index else '':<12}{line}".rstrip() + "\n"
            for name, lines in rows.items()
            for index, line in enumerate(lines)
        )
        print_out(f"{chr(10) if number else ''}{head}\n  {one['meaning']}\n\n{below}")
