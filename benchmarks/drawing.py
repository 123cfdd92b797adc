"""The figures in benchmarks/figures.json as Markdown tables, and as a picture for docs/benchmarks.md."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

import orjson
from common import ROOT

FIGURES = ROOT / "benchmarks" / "figures.json"
PAGE, PICTURE = ROOT / "docs" / "benchmarks.md", ROOT / "docs" / "benchmarks.svg"
BEGIN, END = "<!-- figures, written by `make bench WRITE=--write` -->", "<!-- end of the figures -->"

COLOURS = {
    "regular expressions": "#8c8c8c",
    "TextFSM": "#1b6ca8",
    "pyparsing": "#b8860b",
    "TTP": "#2e8b57",
    "bare Lark": "#7a4fa3",
    "ifes-records": "#c0392b",
}
LEFT, WIDTH, ROW, TOP = 110, 700, 34, 58


def figures() -> dict[str, Any]:
    """The figures of the last run that was written."""
    found: dict[str, Any] = orjson.loads(FIGURES.read_bytes())
    return found


def tables(found: Mapping[str, Any]) -> str:
    """The three tables in Markdown."""
    reading, starting, scores = found["reading"], found["starting"], found["scores"]
    tools = list(next(iter(reading.values())))
    times = [[tool, *(_times(of[tool]) for of in reading.values())] for tool in tools]
    shares = [
        [
            tool,
            *(
                f"{of[f'{kind}_right']} of {of[kind]} ({of[f'{kind}_right'] / of[kind]:.0%})"
                for kind in ("rows", "facts")
            ),
            str(of["rows_wrong"] + of["facts_wrong"]),
        ]
        for tool, of in scores.items()
    ]
    return "\n".join(
        [
            f"Time to read a text, as a multiple of that of the {found['base']} template (Python {found['python']}):",
            "",
            *_table(["", *reading], times),
            "",
            "Rows of results and typed facts of `fixtures/records` that each reads as they are, and what it reads "
            "otherwise:",
            "",
            *_table(["", "rows right", "facts right", "wrong"], shares),
            "",
            'From start to exit of a process, as a multiple of `python -c "import lark, attrs"`:',
            "",
            *_table(
                ["", "times"],
                [[f"`{name}`" if "…" not in name else name, _times(of)] for name, of in starting.items()],
            ),
            "",
        ]
    )


def _times(ratio: float) -> str:
    return f"{ratio:.2f}" if ratio < 10 else f"{ratio:.1f}"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"| {' | '.join(['---', *['---:'] * (len(head) - 1)])} |"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def picture(found: Mapping[str, Any]) -> str:
    """A dot for each tool and text, further to the right the more time it takes, on a scale of powers of ten."""
    reading = found["reading"]
    low, high = -1.0, 2.0
    height = TOP + ROW * len(reading) + 14

    def x(ratio: float) -> str:
        share = (math.log10(ratio) - low) / (high - low)
        return f"{LEFT + min(max(share, 0.0), 1.0) * (WIDTH - LEFT - 20):.1f}"

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="sans-serif" '
        'font-size="12" role="img">',
        f"<title>Time to read a text, as a multiple of that of the {escape(found['base'])} template</title>",
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
    ]
    for number, (tool, colour) in enumerate(COLOURS.items()):
        at = 14 + number * 114
        parts.append(
            f'<circle cx="{at}" cy="14" r="5" fill="{colour}"/><text x="{at + 9}" y="18">{escape(tool)}</text>'
        )
    for power, label in ((0.1, "1/10"), (1, "1"), (10, "10"), (100, "100 times")):
        parts.append(f'<line x1="{x(power)}" x2="{x(power)}" y1="{TOP - 12}" y2="{height - 12}" stroke="#dddddd"/>')
        parts.append(f'<text x="{x(power)}" y="{TOP - 16}" text-anchor="middle" fill="#666666">{label}</text>')
    for row, (text, ratios) in enumerate(reading.items()):
        y = TOP + ROW * row + 10
        parts.append(f'<text x="{LEFT - 14}" y="{y + 4}" text-anchor="end">{escape(text)}</text>')
        for tool, colour in COLOURS.items():
            title = f"<title>{escape(f'{tool}, {text}: {_times(ratios[tool])}')}</title>"
            parts.append(f'<circle cx="{x(ratios[tool])}" cy="{y}" r="5" fill="{colour}">{title}</circle>')
    return "\n".join([*parts, "</svg>", ""])


def page(found: Mapping[str, Any]) -> str:
    """The page with these tables."""
    between = re.compile(f"(?<={re.escape(BEGIN)}\n).*?(?={re.escape(END)})", re.DOTALL)
    return between.sub(lambda _: f"\n{tables(found)}\n", PAGE.read_text(encoding="utf-8"))


def draw() -> None:
    """Write the picture and the tables of the page from the figures."""
    PICTURE.write_text(picture(figures()), encoding="utf-8")
    PAGE.write_text(page(figures()), encoding="utf-8")
