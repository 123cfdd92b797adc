"""A table of records, a line for each, as ``list`` prints it."""

from __future__ import annotations

from ifes_records.cli.output import Terminal
from ifes_records.model import ElectionRecord, SourceKind
from ifes_records.text.width import columns, cut

HEADS: tuple[str, ...] = ("date", "status", "country", "contest", "rows", "votes", "diagnostics", "file")
CONTEST = 3
NUMBERS = (4, 5, 6)
NARROWEST_CONTEST = 30


def cells(record: ElectionRecord, where: str) -> tuple[str, ...]:
    """The cells of a record's line. A hyphen stands for what the text does not say."""
    election = record.election
    rows = [row for result in record.results for row in result.rows]
    votes = [row.votes for row in rows if row.votes is not None]
    title = (election.contest.title or "").removeprefix("Election for ")
    kind = record.source.kind
    return (
        election.date or "-",
        election.status.value if kind is SourceKind.ELECTION else "-",
        election.country.alpha3 or "-",
        title or (election.kind.value if kind is SourceKind.ELECTION else f"({kind.value})"),
        f"{len(rows):,}",
        f"{sum(votes):,}" if votes else "-",
        f"{len(record.diagnostics):,}",
        f"{where}:{record.source.line_start}" if record.source.index else where,
    )


def table(lines: list[tuple[str, ...]], terminal: Terminal) -> list[str]:
    """The lines, with their columns below each other."""
    widths = [max(columns(cell) for cell in column) for column in zip(*lines, strict=True)]
    if terminal.width is not None:
        over = sum(widths) + 2 * (len(widths) - 1) - terminal.width
        widths[CONTEST] = max(widths[CONTEST] - max(over, 0), min(widths[CONTEST], NARROWEST_CONTEST))
    return [terminal.cut(_line(line, widths)) for line in lines]


def _line(line: tuple[str, ...], widths: list[int]) -> str:
    shown = []
    for number, (cell, width) in enumerate(zip(line, widths, strict=True)):
        cell = cut(cell, width)
        blanks = " " * (width - columns(cell))
        shown.append(blanks + cell if number in NUMBERS else cell + blanks)
    return "  ".join(shown).rstrip()
