"""The kinds of damage that extractors do to a text, one function each, with what it may change and why."""

from __future__ import annotations

import re
from collections.abc import Callable

from attrs import evolve, frozen
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, composite

from ifes_records.model import ElectionRecord, Result
from ifes_records.render import Layout, join, lines
from ifes_records.render.line import Line
from ifes_records.strategies.damaged import BODY, Damaged, DamageKind, fields_in
from ifes_records.strategies.records import records

BLANKS = ("\u00a0", "  ", "\t", "\u2009", "\u3000", " \u00a0")
BULLETS = ("·", "●", "▪", "‣", "⁃", "-", "–")
LAYOUT = Layout()


@frozen
class Sound:
    """A record and the lines of its text, to be damaged."""

    record: ElectionRecord
    lines: tuple[Line, ...]

    def numbers(self) -> list[int]:
        """The number of each line, counted from 1."""
        numbers, number = [], 1
        for index, line in enumerate(self.lines):
            number += line.gap + 1 if index else 0
            numbers.append(number)
        return numbers

    def fields(self, index: int) -> tuple[str, ...]:
        """The paths of what a line says."""
        return fields_in(self.lines[index], self.record, LAYOUT)

    def below(self, index: int) -> tuple[str, ...]:
        """The paths of what the lines from this one on say."""
        found = [path for number in range(index, len(self.lines)) for path in self.fields(number)]
        for table in range(len(self.record.results)):
            if self.where(rf"results\[{table}\]\..*")[0] >= index:
                found.append(f"results[{table}]")
        return tuple(dict.fromkeys(found))

    def where(self, pattern: str) -> list[int]:
        """The lines whose path fits a pattern."""
        return [index for index, line in enumerate(self.lines) if re.fullmatch(pattern, line.path)]


Damage = Callable[[DrawFn, Sound], Damaged | None]


def _whole(line: Line) -> Line:
    """A line whose text is all that stands in it, but for a bullet."""
    bullet = line.before if line.path.startswith("sections") else ""
    return evolve(line, text=f"{line.before.removeprefix(bullet)}{line.text}{line.behind}", before=bullet, behind="")


def _text(changed: list[Line] | tuple[Line, ...]) -> str:
    return join(list(changed), LAYOUT, LAYOUT.line_end)


def _cut(draw: DrawFn, sound: Sound) -> Damaged:
    """The text breaks off, at the end of a line or inside it.

    All above the line it breaks off in stays. Below it everything may be missing, but nothing may be there that was
    not. The line itself may say less, or something else, if a diagnostic stands there: ``R`` may be a country. A text
    that has lost its end cannot always be told from one that has not.
    """
    index = draw(st.integers(0, len(sound.lines) - 1))
    line = sound.lines[index]
    end = draw(st.integers(1, len(line.text)))
    kept = (*sound.lines[:index], evolve(line, text=line.text[:end].rstrip() or line.text[0]))
    text = join(list(kept), LAYOUT, draw(st.sampled_from(["", "\n"])) if end == len(line.text) else "")
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


def _double(draw: DrawFn, sound: Sound) -> Damaged:
    """A line stands there twice.

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
    return Damaged(DamageKind.DOUBLED, _text(twice), sound.record, expected, lines_, tuple(free), doubtful)


def _with_row_twice(record: ElectionRecord, table: int, row: int) -> tuple[Result, ...]:
    result = record.results[table]
    first = result.rows[row]
    if not any("%" in cell for cell in first.cells):
        first = evolve(first, vote_percent=None)
    rows = (*result.rows[:row], first, *result.rows[row:])
    return (*record.results[:table], evolve(result, rows=rows), *record.results[table + 1 :])


def _shuffle(draw: DrawFn, sound: Sound) -> Damaged | None:
    """The counts, or the rows of a table with their shares, stand in another order.

    The counts are the same; the rows are, in their new order.
    """
    tables = [number for number, result in enumerate(sound.record.results) if len(result.rows) > 1]
    counts = sound.where(r"participation\.\w+")
    if not tables or (counts and draw(st.booleans())):
        if len(counts) < 2:
            return None
        changed = list(sound.lines)
        for place, other in zip(counts, draw(st.permutations(counts)), strict=True):
            changed[place] = evolve(sound.lines[other], gap=sound.lines[place].gap)
        return Damaged(DamageKind.SHUFFLED, _text(changed), sound.record, sound.record)
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
    return Damaged(DamageKind.SHUFFLED, _text(changed), sound.record, expected, free=("contenders[*].result_index",))


def _merge(draw: DrawFn, sound: Sound) -> Damaged | None:
    """Two lines have become one, with a blank between or nothing.

    What the two say may be read otherwise if a diagnostic says so; all other lines say what they did. Only of a bare
    title and the answer below it nothing tells that they are two.
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
        # Rows below move up by one; a label that is lost no longer tells what they are.
        doubtful = (*both, "results", "election.kind", *BODY)
        # A share behind its row is one of the row's cells.
        free = ("results[*].rows[*].cells",) if second.path.endswith("vote_percent") else ()
    if first.path.endswith(".question") and not re.search("[?؟]", first.text):
        # `Term limits Yes1,204` could be an answer of that name; nothing tells that it is not.
        free = ("results", "election.kind")
    if "sections" in first.path or "sections" in second.path:
        free = BODY
    numbers = frozenset([sound.numbers()[index]])
    return Damaged(DamageKind.MERGED, _text(changed), sound.record, sound.record, numbers, free, doubtful)


def _lose_blank_lines(draw: DrawFn, sound: Sound) -> Damaged:
    """All blank lines are lost.

    Paragraphs of the body may run together, and with them what their sections say; nothing else changes.
    """
    changed = [evolve(line, gap=0) for line in sound.lines]
    return Damaged(DamageKind.LOST_BLANK_LINES, _text(changed), sound.record, sound.record, free=BODY)


def _white_space(draw: DrawFn, sound: Sound) -> Damaged:
    """Blanks inside and behind lines become others, blank lines are doubled: nothing changes."""
    blank, behind = draw(st.sampled_from(BLANKS)), draw(st.sampled_from(["", " ", "\u00a0", "\t"]))
    changed = [
        evolve(line, text=line.text.replace(" ", blank) + behind, gap=line.gap * 2 if line.gap else 0)
        for line in sound.lines
    ]
    return Damaged(DamageKind.WHITE_SPACE, _text(changed), sound.record, sound.record)


def _other_bullets(draw: DrawFn, sound: Sound) -> Damaged:
    """The bullets have become other signs, with their indents: nothing changes."""
    sign = draw(st.sampled_from(BULLETS))
    changed = [evolve(line, before=line.before.replace("•", sign)) for line in sound.lines]
    return Damaged(DamageKind.BULLETS, _text(changed), sound.record, sound.record)


def _break_brackets(draw: DrawFn, sound: Sound) -> Damaged | None:
    """A bracket of a name is lost, or stands there twice.

    The name's parts may be others, if a diagnostic says so; its text and the row's figures are the same as before.
    """
    named = [i for i in sound.where(r"results\[\d+\]\.rows\[\d+\]\.name\.text") if "(" in sound.lines[i].text]
    if not named:
        return None
    index = draw(st.sampled_from(named))
    line = sound.lines[index]
    place = draw(st.sampled_from([i for i, sign in enumerate(line.text) if sign in "()"]))
    other = draw(st.sampled_from(["", line.text[place] * 2]))
    text = line.text[:place] + other + line.text[place + 1 :]
    changed = (*sound.lines[:index], evolve(line, text=text), *sound.lines[index + 1 :])
    row = line.path.removesuffix(".name.text")
    return Damaged(
        DamageKind.BRACKETS,
        _text(changed),
        sound.record,
        sound.record,
        frozenset([sound.numbers()[index]]),
        free=(f"{row}.name.text", f"{row}.name.parenthetical"),
        doubtful=(row,),
    )


def _break_figure(draw: DrawFn, sound: Sound) -> Damaged | None:
    """A figure has lost one of its two commas: it can be read in no way, and a diagnostic says so."""
    figure = re.compile(r"\d{1,3},\d{3},\d{3}$")
    found = [
        i
        for i in (*sound.where(r"participation\.\w+_text"), *sound.where(r"results\[\d+\]\.rows\[\d+\]\.name\.text"))
        if figure.search(sound.lines[i].text)
    ]
    if not found:
        return None
    index = draw(st.sampled_from(found))
    line = sound.lines[index]
    head, comma, tail = line.text.rpartition(",")
    if draw(st.booleans()):
        before, comma, behind = head.rpartition(",")
        head, tail = f"{before}{behind}", tail
    else:
        comma = ""
    changed = (*sound.lines[:index], evolve(line, text=f"{head}{comma or ''}{tail}"), *sound.lines[index + 1 :])
    return Damaged(
        DamageKind.FIGURE,
        _text(changed),
        sound.record,
        sound.record,
        frozenset([sound.numbers()[index]]),
        doubtful=sound.fields(index),
    )


def _misspell_month(draw: DrawFn, sound: Sound) -> Damaged | None:
    """Two letters of a month have changed places: the date is not read, and a diagnostic says so."""
    found = [
        i
        for i in sound.where(r"election\.date_text|modified\.\w+")
        if re.search("[A-Z][a-z]{2}", sound.lines[i].text)
    ]
    if not found:
        return None
    index = draw(st.sampled_from(found))
    line = sound.lines[index]
    text = re.sub(r"\b([JFMASOND])([a-z])([a-z]+)(?=\.? \d)", r"\1\3\2", line.text)
    changed = (*sound.lines[:index], evolve(line, text=text), *sound.lines[index + 1 :])
    fields = sound.fields(index)
    number = frozenset([sound.numbers()[index]])
    return Damaged(DamageKind.MONTH, _text(changed), sound.record, sound.record, number, (), fields)


def _mojibake(draw: DrawFn, sound: Sound) -> Damaged:
    """The text was UTF-8 and has been read as Windows-1252.

    Names, and what the signs of bullets and quotations set apart, are others; figures and dates are the same.
    """
    text = _text(sound.lines).encode().decode("cp1252", "replace")
    contest = ("election.contest", "election.kind", "election.round")
    return Damaged(
        DamageKind.MOJIBAKE,
        text,
        sound.record,
        sound.record,
        free=("results[*].rows[*].name", "results[*].question", *contest, *BODY),
        doubtful=("election.country", "results"),
    )


DAMAGES: dict[DamageKind, Damage] = {
    DamageKind.CUT: _cut,
    DamageKind.DOUBLED: _double,
    DamageKind.SHUFFLED: _shuffle,
    DamageKind.MERGED: _merge,
    DamageKind.LOST_BLANK_LINES: _lose_blank_lines,
    DamageKind.WHITE_SPACE: _white_space,
    DamageKind.BULLETS: _other_bullets,
    DamageKind.BRACKETS: _break_brackets,
    DamageKind.FIGURE: _break_figure,
    DamageKind.MONTH: _misspell_month,
    DamageKind.MOJIBAKE: _mojibake,
}


@composite
def damaged_texts(draw: DrawFn, kind: DamageKind | None = None) -> Damaged:
    """A text with one kind of damage, and what is known of how it must be read; any kind, unless one is given."""
    drawn = kind or draw(st.sampled_from(DamageKind))
    record = draw(records())
    sound = Sound(record, tuple(map(_whole, lines(record, LAYOUT))))
    damaged = DAMAGES[drawn](draw, sound)
    # A record without what this kind breaks is left sound.
    return damaged or Damaged(drawn, _text(sound.lines), record, record)
