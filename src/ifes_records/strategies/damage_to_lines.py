"""Damage to whole lines: they break off, are doubled, are in another order, or run into one another."""

from __future__ import annotations

import re

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from ifes_records.model import ElectionRecord, Result, SectionKind
from ifes_records.render.line import OutputLine
from ifes_records.strategies.damaged import BODY, Damaged, DamageKind
from ifes_records.strategies.sound import Sound, written


def cut(draw: DrawFn, sound: Sound) -> Damaged:
    """The text breaks off, at the end of a line or inside it.

    All above the line it breaks off in stays. Below it everything may be missing, but nothing may be there that was
    not. The line itself may say less, or something else, if a diagnostic is there: ``R`` may be a country. A text
    that has lost its end does not always look different from one that has not.
    """
    index = draw(st.integers(0, len(sound.lines) - 1))
    line = sound.lines[index]
    end = draw(st.integers(1, len(line.text)))
    kept = (*sound.lines[:index], evolve(line, text=line.text[:end].rstrip() or line.text[0]))
    text = written(kept, draw(st.sampled_from(["", "\n"])) if end == len(line.text) else "")
    return Damaged(
        DamageKind.CUT,
        text,
        sound.record,
        sound.record,
        frozenset([sound.numbers()[index]]),
        doubtful=(*sound.fields(index), "election.country", "results", *BODY),
        lost=(*sound.below(index), "election.kind", "footnotes", "election.round"),
        shortened=("results[*].question", *BODY),
    )


def double(draw: DrawFn, sound: Sound) -> Damaged:
    """A line is doubled.

    In the head the first one counts, so nothing changes. A row becomes two, with a diagnostic; a share that stood
    below it is the second one's. In the body a line says the same once more.
    """
    index = draw(st.integers(0, len(sound.lines) - 1))
    line = sound.lines[index]
    twice = (*sound.lines[: index + 1], evolve(line, gap=max(line.gap, 1)), *sound.lines[index + 1 :])
    expected, free = sound.record, tuple[str, ...]()
    if match := re.fullmatch(r"results\[(\d+)\]\.(?:rows\[(\d+)\]\.name\.text|question)", line.path):
        table = expected.results[int(match[1])]
        if match[2] is None:
            results = (*expected.results[: int(match[1])], evolve(table, rows=()), *expected.results[int(match[1]) :])
        else:
            results = _with_row_twice(expected, int(match[1]), int(match[2]))
        expected = evolve(expected, results=results)
        free = ("contenders[*].result_index",)
    elif line.path.startswith("sections"):
        free = sound.fields(index)
    doubtful = ("results",) if line.path.startswith("results") else ()
    if line.path.startswith("election.country"):
        doubtful = ("election.country",)
        free = ("election.country.short_name",)
    number = sound.numbers()[index]
    lines_ = frozenset([number, number + max(line.gap, 1) + 1])
    return Damaged(DamageKind.DOUBLED, written(twice), sound.record, expected, lines_, tuple(free), doubtful)


def _with_row_twice(record: ElectionRecord, table: int, row: int) -> tuple[Result, ...]:
    result = record.results[table]
    first = result.rows[row]
    if not any("%" in cell for cell in first.cells):
        first = evolve(first, vote_percent=None)
    rows = (*result.rows[:row], first, *result.rows[row:])
    return (*record.results[:table], evolve(result, rows=rows), *record.results[table + 1 :])


def shuffle(draw: DrawFn, sound: Sound) -> Damaged | None:
    """The counts, or the rows of a table with their shares, are in another order.

    The counts are the same; the rows are, in their new order.
    """
    tables = [
        number
        for number, result in enumerate(sound.record.results)
        if len(result.rows) > 1 and sound.where(rf"results\[{number}\]\.rows.*")  # not one that only the body gives
    ]
    counts = sound.where(r"participation\.\w+")
    if not tables or (counts and draw(st.booleans())):
        if len(counts) < 2:
            return None
        changed = list(sound.lines)
        for place, other in zip(counts, draw(st.permutations(counts)), strict=True):
            changed[place] = evolve(sound.lines[other], gap=sound.lines[place].gap)
        return Damaged(DamageKind.SHUFFLED, written(changed), sound.record, sound.record)
    table = draw(st.sampled_from(tables))
    result = sound.record.results[table]
    order = draw(st.permutations(range(len(result.rows))))
    places = sound.where(rf"results\[{table}\]\.rows.*")
    groups = [[sound.lines[i] for i in places if f".rows[{row}]." in sound.lines[i].path] for row in order]
    moved = [line for group in groups for line in group]
    changed = [*sound.lines[: places[0]], *moved, *sound.lines[places[-1] + 1 :]]
    rows = tuple(result.rows[row] for row in order)
    results = tuple(
        evolve(result, rows=rows) if number == table else other for number, other in enumerate(sound.record.results)
    )
    expected = evolve(sound.record, results=results)
    return Damaged(
        DamageKind.SHUFFLED, written(changed), sound.record, expected, free=("contenders[*].result_index",)
    )


def merge(draw: DrawFn, sound: Sound) -> Damaged | None:
    """Two lines have become one, with a blank between or nothing.

    What the two say may be read otherwise if a diagnostic says so; all other lines say what they did. Of these
    nothing shows that they are two, and they may be read differently without one:

    - a bare title and the answer or the heading below it: ``Term limits Yes1,204`` could be an answer of that name,
      ``Term limits Electoral requirements:`` a title;
    - a line of the body and any other: sentences follow one another on a line, and a heading among them is none any
      more. With the heading of the contenders goes the round that it names.
    """
    said = [i for i in range(len(sound.lines) - 1) if sound.lines[i].path and sound.lines[i + 1].path]
    if not said:
        return None
    index = draw(st.sampled_from(said))
    first, second = sound.lines[index : index + 2]
    joint = draw(st.sampled_from([" ", " ", ""]))
    one = evolve(first, text=f"{first.text}{joint}{second.before.strip()}{second.text}")
    changed = (*sound.lines[:index], one, *sound.lines[index + 2 :])
    both = (*sound.fields(index), *sound.fields(index + 1))
    if "election" in (first.path.partition(".")[0], second.path.partition(".")[0]):
        # A line of the head that is none any more can be taken for the country's, or for the body's first.
        both = (*both, "election", *BODY)
    rows = [re.match(r"results\[\d+\]", line.path) for line in (first, second)]
    doubtful, free = both, tuple[str, ...]()
    if any(rows):
        # Rows below move up by one. Without their label nothing shows what they are; one can be a line of the head.
        doubtful = (*both, "results", "election", *BODY)
        # A share after its row is one of the row's cells.
        free = ("results[*].rows[*].cells",) if second.path.endswith("vote_percent") else ()
    if first.path.endswith(".question") and not re.search("[?؟]", first.text):
        free = ("results", "election.kind")
    if "sections" in first.path or "sections" in second.path:
        free = (*free, *BODY)
        if _names_round(first, sound) or _names_round(second, sound):
            free = (*free, "election.round")
        # Above the body, a heading that is none any more can be taken for a row.
        doubtful = (*doubtful, "results", "election.kind")
    numbers = frozenset([sound.numbers()[index]])
    return Damaged(DamageKind.MERGED, written(changed), sound.record, sound.record, numbers, free, doubtful)


def _names_round(line: OutputLine, sound: Sound) -> bool:
    heading = re.fullmatch(r"sections\[(\d+)\]\.heading", line.path)
    return heading is not None and sound.record.sections[int(heading[1])].kind is SectionKind.CONTENDERS


def lose_blank_lines(draw: DrawFn, sound: Sound) -> Damaged:
    """All blank lines are lost.

    Paragraphs of the body may run together, and with them what their sections say; nothing else changes.
    """
    changed = [evolve(line, gap=0) for line in sound.lines]
    return Damaged(DamageKind.LOST_BLANK_LINES, written(changed), sound.record, sound.record, free=BODY)
