"""Damage to counts, dates and shares, and to the text as a whole."""

from __future__ import annotations

import html
import json
import quopri
import re
import textwrap
import unicodedata
from collections.abc import Callable
from itertools import zip_longest
from random import Random

from ifes_records.strategies.kinds.page import Damage, Kind, Page, in_lines

LABEL = r"^ *((?:Cast|Valid|Invalid) Votes|Registered Voters) *: *(.*\S) *$"
SHARE = r"^ *(\d{1,2})\.(\d{2})%? *$"
DATE = re.compile(r" *([A-Z][a-z]+)\.? (\d{1,2}), (\d{4})(.*)$")
MONTHS = "January February March April May June July August September October November December".split()

FRENCH = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()

LABELS: dict[str, str | Callable[[re.Match[str]], str]] = {
    "blank": r"\1 \2", "tab": "\\1\t\\2", "equals": r"\1 = \2", "dash": r"\1 - \2", "wide-colon": r"\1：\2",
    "nothing": r"\1\2", "blank-colon": r"\1 : \2", "next-line": "\\1:\n\\2", "line-apart": "\\1:\n\n\\2",
    "next-line-without-colon": "\\1\n\\2", "bar": r"\1 | \2", "dots": r"\1 .... \2", "semicolon": r"\1; \2",
    "en-dash": r"\1 – \2", "comma": r"\1, \2", "arrow": r"\1 → \2", "hash": r"\1 # \2",
    "bold": r"**\1:** \2", "bold-label": r"**\1**: \2", "bullet": r"• \1: \2", "reversed": r"\2 \1",
    "reversed-colon": r"\2: \1", "share": r"\1: \2 (98.2%)", "total": r"Total \1: \2", "number": r"Number of \1: \2",
    "is": r"\1 is \2", "were": r"\1 were \2", "line-in-it": lambda m: f"{m[1]}:" + m[2].replace(",", "\n,", 1),
    "french": r"Suffrages exprimés: \2", "csv": r"\1,\2", "csv-quoted": r'"\1:","\2"', "of": r"\1: \2 of 9,999,999",
    "unit": r"\1: \2 votes", "bar-row": r"| \1 | \2 |", "both": lambda m: f"{m[1]}: {m[2] * (1 + m[2].count(','))}",
    "star": r"\1:\2*", "note": r"\1:\2[1]", "parentheses": r"\1 (\2)",
}  # fmt: skip
# The words of the page as a translating browser shows them.
SPANISH = {
    "Held": "Celebrado", "Cast Votes": "Votos emitidos", "Valid Votes": "Votos válidos",
    "Invalid Votes": "Votos inválidos", "Vote Share by Party": "Cuota de votos por partido",
    "Vote Share by Candidate": "Cuota de votos por candidato", "Election for": "Elección para",
    "Party Seats Won Seats Change Votes": "Partido Escaños ganados Cambio de escaños Votos", "None": "Ninguno",
}  # fmt: skip
NUMBERED = {"before": "{1}  {0}", "colon": "{1}: {0}", "stop": "{1}. {0}", "bar": "{1:4} | {0}", "behind": "{0} {1}"}
OCR: dict[str, Callable[[re.Match[str]], str]] = {
    "typo": lambda m: f"{m[1].replace('Vote', 'Vot')}: {m[2]}",
    "ocr": lambda m: f"{m[1].replace('o', '0')}: {m[2]}",
    "digit-ocr": lambda m: f"{m[1]}: {m[2].replace('1', 'l').replace('0', 'O')}",
    "dots": lambda m: f"{m[1]}: {m[2].replace(',', '.')}",
    "blanks": lambda m: f"{m[1]}: {m[2].replace(',', ' ')}",
    "arabic": lambda m: f"{m[1]}: {m[2].replace(',', '٬')}",
    "million": lambda m: f"{m[1]}: {m[2]} million",
    "over": lambda m: f"{m[1]}: over {m[2]}",
    "capitals": lambda m: f"{m[1].upper()}:{m[2]}",
}
SHARES = {
    "fraction": r"0.\1\2", "parentheses": r"(\1.\2%)", "word": r"\1.\2 percent", "tilde": r"~\1.\2%",
    "point-lost": r"\1\2%", "letter": r"\1.O\2%", "comma": r"\1,\2", "sign-first": r"%\1.\2",
    "blank": r"\1.\2 %", "inner-blank": r"\1. \2%", "more": r"> \1.\2%", "points": r"\1.\2 pp", "star": r"\1.\2%*",
}  # fmt: skip
DATES: dict[str, Callable[[str, str, str], str]] = {
    "day-first": lambda m, d, y: f"{d} {m} {y}", "iso": lambda m, d, y: f"{y}-{_month(m):02}-{int(d):02}",
    "weekday": lambda m, d, y: f"Sunday, {m} {d}, {y}", "dots": lambda m, d, y: f"{d}.{_month(m)}.{y}",
    "slashes": lambda m, d, y: f"{_month(m)}/{d}/{y}", "short-year": lambda m, d, y: f"{m} {d}, {y[2:]}",
    "ordinal": lambda m, d, y: f"{m} {d}th, {y}", "of": lambda m, d, y: f"{d} of {m} {y}",
    "no-comma": lambda m, d, y: f"{m} {d} {y}", "dotted-month": lambda m, d, y: f"{m[:3]}. {d}, {y}",
    "capitals": lambda m, d, y: f"{m.upper()} {d}, {y}", "french": lambda m, d, y: f"{d} {FRENCH[_month(m) - 1]} {y}",
    "letter": lambda m, d, y: f"{m} {d.replace('1', 'l')}, {y.replace('0', 'O')}",
    "split-year": lambda m, d, y: f"{m} {d}, {y[:2]} {y[2:]}", "typo": lambda m, d, y: f"{m[::-1]} {d}, {y}",
    "impossible": lambda m, d, y: f"{m} 32, {y}", "two-lines": lambda m, d, y: f"{m} {d},\n{y}",
    "month-line": lambda m, d, y: f"{m}\n{d}, {y}", "no-day": lambda m, d, y: f"{m} {y}",
    "range": lambda m, d, y: f"{m} {int(d) - 1 or 1}, {y} - {m} {d}, {y}",
    "range-to": lambda m, d, y: f"{m} {int(d) - 1 or 1}, {y} to {m} {d}, {y}",
    "range-days": lambda m, d, y: f"{m} {int(d) - 1 or 1}-{d}, {y}",
    "range-en": lambda m, d, y: f"{m} {int(d) - 1 or 1}–{d}, {y}",
    "range-and": lambda m, d, y: f"{m} {int(d) - 1 or 1} and {d}, {y}", "question": lambda m, d, y: f"{m} {d}, {y}?",
    "tentative": lambda m, d, y: f"{m} {d}, {y} (tentative)", "was": lambda m, d, y: f"{m} {d}, {y} (was May 4, {y})",
    "time": lambda m, d, y: f"{y}-{_month(m):02}-{int(d):02}T00:00Z", "year": lambda m, d, y: f"{y}",
    "bold": lambda m, d, y: f"**{m} {d}, {y}**", "buddhist": lambda m, d, y: f"{m} {d}, {int(y) + 543}",
    "arabic": lambda m, d, y: f"{m} {d}, {y}".translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")),
    "serial": lambda m, d, y: "45004", "day-month-name": lambda m, d, y: f"{d}-{m[:3]}-{y[2:]}",
    "next-day": lambda m, d, y: f"{m} {d}/{int(d) + 1}, {y}", "spanish": lambda m, d, y: f"{d} de {m} de {y}",
    "label": lambda m, d, y: f"Election date: {m} {d}, {y}", "day-lost": lambda m, d, y: f"{m} , {y}",
    "glued": lambda m, d, y: f"{m}{d},{y}", "hyphens": lambda m, d, y: f"{d}-{m[:3]}-{y}",
}  # fmt: skip
SCRIPTS = {
    "arabic": "٠١٢٣٤٥٦٧٨٩", "persian": "۰۱۲۳۴۵۶۷۸۹", "wide": "０１２３４５６７８９", "devanagari": "०१२३४५६७८९",
    "thai": "๐๑๒๓๔๕๖๗๘๙", "bengali": "০১২৩৪৫৬৭৮৯", "burmese": "၀၁၂၃၄၅၆၇၈၉", "bold": "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗",
}  # fmt: skip
SIGNS: dict[str, tuple[str, str]] = {
    "ligature": ("fi", "ﬁ"), "entity-blanks": (r"(?<=\w) (?=[\d-])", "&nbsp;"), "escaped": (r"(?<= )-(?= )", r"\\-"),
    "ltr": (r"(\d[\d,]*)", "\u200e\\1\u200e"), "isolates": (r"(\d[\d,]*)", "\u2066\\1\u2069"),
    "rtl-lines": (r"^(.+)$", "\u200f\\1\u200f"), "rtl-starts": (r"^(?=.)", "\u200f"), "zero-width": (" ", " \u200b"),
    "soft-hyphens": (r"([a-z]{3})(?=[a-z]{3})", "\\1\u00ad"), "non-joiners": (r"([a-z]{4})(?=[a-z])", "\\1\u200c"),
    "blanks": (" ", "\u00a0"), "tabs": (" ", "\t"), "two-blanks": (" ", "  "), "ends": (r"$", "  "),
    "blank-lines": (r"\n\n", "\n\n\n\n"), "returns": (r"$", "\r"), "feeds": (r"\n\n\n", "\n\f\n"),
    "quotes": ("[’‘]", "'"), "entities": ("['’]", "&#39;"), "ampersand": ("&", "&amp;"),
    "minus": (r"(?<= )-(?= )", "−"),
    "label-ligature": ("Modified", "Modiﬁed"), "literal-newline": (r"$", "\\\\n"),
    "percent-20": ("(?<=[a-z]) (?=[A-Z])", "%20"),
    "plus": (r"^(?=.)", "+ "), "tight-plus": (r"^(?=.)", "+"), "minuses": (r"^(?=.)", "-"), "quoted": (r"^", "> "),
    "tight-quoted": (r"^(?=.)", ">"), "indented": (r"^(?=.)", "    "), "tags": (r"^(.+)$", r"<p>\1</p>"),
    "breaks": (r"(?<=\S)$", "<br>"), "bold": (r"^(\S.*\S) *$", r"**\1**"), "soft-ends": (r"(?<=\S)$", "\\\\"),
    "equals-20": (r"(?<=\S)$", "=20"), "ellipsis": (r"\.\.\.", "…"), "cells-marked": (
        r" (\d+) - (\d[\d,]*)$", r" \1* - \2*"), "dates-iso": ("Held", "HELD"),
}  # fmt: skip


def _translated(text: str) -> str:
    for english, spanish in SPANISH.items():
        text = text.replace(english, spanish)
    return text


def _printable(text: str) -> str:
    """A text as a mail has it that no program has decoded: ``=E2=80=93`` for a dash, and soft line breaks."""
    return quopri.encodestring(text.encode()).decode("ascii")


def _quoted(text: str, width: int, behind: str) -> str:
    """A text quoted in a mail whose program breaks long lines; the rest of a line has ``behind`` before it."""
    wrapped = (textwrap.wrap(line, width) or [""] for line in text.split("\n"))
    return "\n".join(f"> {first}" + "".join(f"\n{behind}{rest}" for rest in others) for first, *others in wrapped)


def _in_two_columns(text: str) -> str:
    """The lower half of a page beside the upper one, as it is copied out of a PDF."""
    lines = text.split("\n")
    half = (len(lines) + 1) // 2
    return "\n".join(
        f"{left}   {right}".rstrip() for left, right in zip_longest(lines[:half], lines[half:], fillvalue="")
    )


WHOLE: dict[str, Callable[[str], str]] = {
    "upper": str.upper, "lower": str.lower, "title": str.title, "swapped": str.swapcase,
    "nfd": lambda text: unicodedata.normalize("NFD", text), "nfkc": lambda text: unicodedata.normalize("NFKC", text),
    "nfkd": lambda text: unicodedata.normalize("NFKD", text), "html": html.escape,
    "printable": _printable, "escaped": lambda text: json.dumps(text)[1:-1].replace("\\n", "\n"),
    "one-string": json.dumps, "translated": _translated,
    "spaced": lambda text: re.sub(r"(?<=[^\s])(?=[^\s])", " ", text),
    "entities": lambda text: text.encode("ascii", "xmlcharrefreplace").decode(),
    "question-marks": lambda text: text.encode("ascii", "replace").decode(),
    "csv": lambda text: re.sub(r"^(.*\S) *$", r'"\1"', text, flags=re.MULTILINE),
    "nested-quotes": lambda text: re.sub(r"^", "> > ", text, flags=re.MULTILINE),
    "quoted-wrapped": lambda text: _quoted(text, 60, "> "), "quoted-in-part": lambda text: _quoted(text, 60, ""),
    "two-columns": _in_two_columns,
    "rule-lines": lambda text: re.sub(r"(?<=\S)$", "\n----------", text, flags=re.MULTILINE),
    "boxes": lambda text: re.sub(r"^(.*\S) *$", r"│ \1 │", text, flags=re.MULTILINE),
    "times": lambda text: re.sub(r"^(?=\S)", "[10:12] ", text, flags=re.MULTILINE),
    "speaker": lambda text: re.sub(r"^(?=\S)", "Ana: ", text, flags=re.MULTILINE),
    "dollar-signs": lambda text: re.sub(r"^(?=\S)", "$ ", text, flags=re.MULTILINE),
    "strings": lambda text: re.sub(r"^(.*\S) *$", r"'\1',", text, flags=re.MULTILINE),
    "twice": lambda text: f"{text}\n{text}",
    "front": lambda text: f"---\ntitle: Election 2023\nid: 4031\n---\n\n{text}",
    "mail": lambda text: f"From: a@example.org\nSubject: Results 2023\n\n{text}", "fence": lambda text:
    f"```text\n{text}\n```",
    "tight": lambda text: re.sub(r"\n\n+", "\n", text), "one-line": lambda text: re.sub(r"\n+", " ", text),
}  # fmt: skip


def _month(name: str) -> int:
    return next((number for number, month in enumerate(MONTHS, 1) if month.startswith(name[:3])), 1)


def _date(new: Callable[[str, str, str], str]) -> Damage:
    def damage(random: Random, page: Page) -> list[str] | None:
        for index, line in enumerate(page.lines[:8]):
            found = DATE.fullmatch(line)
            if found is not None:
                changed = new(found[1], found[2], found[3]) + found[4]
                return (
                    None if changed == line else [*page.lines[:index], *changed.split("\n"), *page.lines[index + 1 :]]
                )
        return None

    return damage


def _whole(new: Callable[[str], str]) -> Damage:
    def damage(random: Random, page: Page) -> list[str] | None:
        text = "\n".join(page.lines)
        changed = new(text)
        return changed.split("\n") if changed != text else None

    return damage


def _numbered(template: str) -> Damage:
    """Each line that is not blank has its number."""
    return lambda random, page: [
        template.format(line, number) if line.strip() else line for number, line in enumerate(page.lines, 1)
    ]


def _comma_lost(found: re.Match[str]) -> str:
    return f"{found[1]}:{found[2].replace(',', '', 1)}" if found[2].count(",") > 1 else found[0]


def _script(digits: str) -> Damage:
    """The figures of counts and rows in the digits of another script."""
    table = str.maketrans("0123456789", digits)
    return in_lines(r"(?<![\w.])\d[\d,]*$|(?<=[a-zA-Z])\d{1,3}(?:,\d{3})+$", lambda found: found[0].translate(table))


FAMILIES: list[Kind] = [
    *(Kind("labels of counts", name, in_lines(LABEL, new)) for name, new in LABELS.items()),
    Kind(
        "labels of counts",
        "labels-first",
        in_lines(r"^Cast Votes: *(.*)\n+Valid Votes: *(.*)$", r"Cast Votes:\nValid Votes:\n\1\n\2"),
    ),
    Kind("labels of counts", "figures-first", in_lines(r"^(Cast|Valid|Invalid) Votes: *(\d.*)$", r"\2\n\1 Votes")),
    *(Kind("labels of counts", f"broken-{name}", in_lines(LABEL, new)) for name, new in OCR.items()),
    Kind("labels of counts", "broken-comma-lost", in_lines(LABEL, _comma_lost)),
    *(Kind("shares", name, in_lines(SHARE, new)) for name, new in SHARES.items()),
    *(Kind("shares", f"one-{name}", in_lines(SHARE, new, first=True)) for name, new in SHARES.items()),
    Kind("shares", "in-the-row", in_lines(r"\n *\n *(\d{1,2}\.\d{2})%? *$", r" \1%")),
    *(Kind("dates", name, _date(new)) for name, new in DATES.items()),
    *(Kind("digits of other scripts", name, _script(digits)) for name, digits in SCRIPTS.items()),
    *(Kind("signs of the text", name, in_lines(old, new)) for name, (old, new) in SIGNS.items()),
    *(Kind("the whole text", f"numbered-{n}", _numbered(s)) for n, s in NUMBERED.items()),
    *(Kind("the whole text", name, _whole(new)) for name, new in WHOLE.items()),
]
