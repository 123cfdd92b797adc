"""``ifes-records rule``: what a diagnostic means, and what to do about it."""

from __future__ import annotations

import sys
from difflib import get_close_matches

import click
import orjson

from ifes_records.cli.help import EPILOGS
from ifes_records.cli.output import Terminal, print_out
from ifes_records.diagnostics import CODES, remedy_of, severity_of


def described(code: str) -> dict[str, str]:
    """What is known about a code."""
    info = CODES[code]
    return {
        "code": code,
        "severity": severity_of(code).value,
        "effect": info.effect.value,
        "meaning": info.meaning,
        "sample": info.sample,
        "effect_meaning": info.effect.meaning,
        "what_to_do": remedy_of(code),
    }


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
@click.option("--all", "everything", is_flag=True, help="Every code that there is.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print."
)
def rule(codes: tuple[str, ...], everything: bool, form: str) -> None:
    """Print what a diagnostic means: a sample, its effect on the value, and what to do about it.

    CODE is what stands in front of the message: W-DATE-IMPOSSIBLE.
    """
    if bool(codes) == everything:
        raise click.UsageError("Name one or more codes, or give --all.")
    chosen = [described(code) for code in (CODES if everything else codes)]
    if form == "json":
        print_out(orjson.dumps(chosen, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode())
        return
    terminal = Terminal.of(sys.stdout)
    for number, one in enumerate(chosen):
        head = terminal.style(one["code"], bold=True) + f" ({one['severity']}, {one['effect']})"
        rows = [("Sample", one["sample"]), ("Effect", one["effect_meaning"]), ("What to do", one["what_to_do"])]
        below = "\n".join(f"  {name + ':':<12}{text}" for name, text in rows)
        print_out(f"{chr(10) if number else ''}{head}\n  {one['meaning']}\n\n{below}\n")
