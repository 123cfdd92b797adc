"""For each kind of fact, how many of the lines that look like one gave a typed value, and the lines that did not.

``fact_coverage.py PATH…``: records, and folders of them. A line looks like a fact by its key alone, wherever it
stands below the first heading. Lines whose value says that there is nothing to tell (``Leader: N/A``) are counted
apart; the last line of a text without a line end is left out, as it may break off anywhere.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from attrs import field, frozen

from ifes_records import ElectionRecord, parse_file

# What was taken from each line: the fact's text as the record has it, and the value.
Taken = Iterator[tuple[str, object]]


def chief_of_state(record: ElectionRecord) -> Taken:
    """Who is chief of state."""
    if holder := record.government.chief_of_state:
        yield holder.text, holder.name or holder.title


def head_of_government(record: ElectionRecord) -> Taken:
    """Who is head of government."""
    if holder := record.government.head_of_government:
        yield holder.text, holder.name or holder.title


def assembly(record: ElectionRecord) -> Taken:
    """Chambers with names or seats; that there are one or two is not enough."""
    if told := record.government.assembly:
        yield told.text, told.chambers or None


def population(record: ElectionRecord) -> Taken:
    """How many people."""
    if counted := record.population.population:
        yield counted.text, counted.count


def registered_voters(record: ElectionRecord) -> Taken:
    """How many voters."""
    if counted := record.population.registered_voters:
        yield counted.text, counted.count


def female_population(record: ElectionRecord) -> Taken:
    """How many women."""
    if counted := record.gender.female_population:
        yield counted.text, counted.count


def treaties(record: ElectionRecord) -> Taken:
    """The country's status with the two conventions."""
    for treaty in filter(None, (record.gender.cedaw, record.disability.crpd)):
        known = (treaty.status, treaty.has_signed, treaty.has_ratified, treaty.signed, treaty.ratified)
        yield treaty.text, next((value for value in known if value is not None), None)


def quota(record: ElectionRecord) -> Taken:
    """Whether there is a quota."""
    if told := record.gender.quota:
        yield told.text, told.has


def legislators(record: ElectionRecord) -> Taken:
    """How many women sit in a chamber."""
    for told in record.gender.female_legislators:
        yield told.text, told.count if told.count is not None else told.percent


def leaders(record: ElectionRecord) -> Taken:
    """Who leads a party."""
    for contender in record.contenders:
        for leader in contender.leaders:
            yield leader, leader


def seats_won(record: ElectionRecord) -> Taken:
    """How many seats a party won last time."""
    for contender in record.contenders:
        if (seats := contender.seats_last_election) and seats.text:
            yield seats.text, seats.won if seats.won is not None else seats.percent


@frozen
class Kind:
    """A kind of fact: what its lines look like, and what was taken from them."""

    name: str
    key: str
    taken: Callable[[ElectionRecord], Taken]
    at_least: int = 95

    def key_of(self, line: str) -> re.Match[str] | None:
        """The line's key with the text before it, if it is of this kind."""
        return re.match(rf"\W*(?:[o§] )?(?:{self.key})[^:]{{0,60}}:", line, re.IGNORECASE)


KINDS = (
    Kind("chief of state", "Chiefs? of State", chief_of_state),
    Kind("head of government", "Head of Government", head_of_government),
    Kind("assembly", "Assembly", assembly, 85),
    Kind("population", r"Population(?=\s*:)", population),
    Kind("registered voters", "Registered Voters", registered_voters),
    Kind("female population", "Female Population", female_population),
    Kind("CEDAW and CRPD", r"[^:\n]*\b(?:CEDAW|CRPD)\b", treaties),
    Kind("gender quota", "Gender Quota", quota),
    Kind("female legislators", "Number of Female (?:Legislators|Parliamentarians|Members)", legislators),
    Kind("leader", r"(?:Party )?Leaders?\b", leaders),
    Kind("seats won last", "Seats won in (?:the )?(?:last|previous)", seats_won),
)

NOTHING = re.compile(
    r"(?:none|n\W?a|not available|unknown|no data|vacant|to be announced|)\W*(?:\(.*\)\W*)?", re.IGNORECASE
)


@frozen
class Count:
    """The lines of one kind: those that gave a value, those with nothing to say, and the rest."""

    given: list[str] = field(factory=list)
    nothing: list[str] = field(factory=list)
    rest: list[str] = field(factory=list)


def squeezed(text: str) -> str:
    """The text without white space, bullets and stars, which the record's text may not have."""
    return re.sub(r"[\s*•]+", "", text)


def count(path: Path, counts: dict[str, Count]) -> None:
    """Add the lines of one record."""
    record = parse_file(path)
    first = min((section.span.start for section in record.sections if section.span), default=None)
    if first is None:
        return
    text = path.read_text("utf-8", errors="replace")
    lines = list(enumerate(text.splitlines(), start=1))[text.count("\n", 0, first) :]
    if not text.endswith("\n"):
        lines.pop()
    for kind in KINDS:
        taken = [squeezed(told) for told, value in kind.taken(record) if value is not None]
        for number, line in lines:
            key = kind.key_of(line)
            if key is None:
                continue
            whole, value = squeezed(line), squeezed(line[key.end() :])
            place = f"{path}:{number}: {line.strip()}"
            if any(whole in told or told in whole or (value and value in told) for told in taken):
                counts[kind.name].given.append(place)
            elif NOTHING.fullmatch(line[key.end() :].strip()):
                counts[kind.name].nothing.append(place)
            else:
                counts[kind.name].rest.append(place)


def main(paths: list[Path]) -> None:
    """Print the table, and the lines that gave nothing."""
    counts = {kind.name: Count() for kind in KINDS}
    files = [file for path in paths for file in (sorted(path.rglob("*.txt")) if path.is_dir() else [path])]
    for file in files:
        count(file, counts)
    print(f"{'':20}{'given':>8}{'not':>6}{'nothing told':>14}{'share':>10}{'wanted':>9}")
    for kind in KINDS:
        found = counts[kind.name]
        lines = len(found.given) + len(found.rest)
        share = f"{100 * len(found.given) / lines:.1f} %" if lines else "-"
        cells = f"{len(found.given):8}{len(found.rest):6}{len(found.nothing):14}{share:>10}{kind.at_least:>7} %"
        print(f"{kind.name:20}{cells}")
    for kind in KINDS:
        for place in counts[kind.name].rest:
            print(f"{kind.name}: {place}")


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]] or [Path(__file__).parent.parent / "fixtures" / "records"])
