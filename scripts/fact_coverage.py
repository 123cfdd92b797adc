"""Report which lines that look like facts were read, for each kind of fact: ``fact_coverage.py PATH…``.

Paths are records, or folders of them. A line below the first heading looks like a fact if it has its key. Lines whose
value says that nothing is known (``Leader: N/A``) are counted separately. The last line of a text without a final
line end is left out, because it may be truncated.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from attrs import field, frozen

from ifes_records import ElectionRecord, parse_file
from ifes_records.text import lexicon

# The text of each fact in the record, and its value.
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
    """The chambers, if they have names or seats; whether there are one or two is not enough."""
    if parliament := record.government.assembly:
        yield parliament.text, parliament.chambers or None


def population(record: ElectionRecord) -> Taken:
    """The number of people."""
    if counted := record.population.population:
        yield counted.text, counted.count


def registered_voters(record: ElectionRecord) -> Taken:
    """The number of voters."""
    if counted := record.population.registered_voters:
        yield counted.text, counted.count


def female_population(record: ElectionRecord) -> Taken:
    """The number of women."""
    if counted := record.gender.female_population:
        yield counted.text, counted.count


def treaties(record: ElectionRecord) -> Taken:
    """The country's position on the two conventions."""
    for treaty in filter(None, (record.gender.cedaw, record.disability.crpd)):
        known = (treaty.status, treaty.has_signed, treaty.has_ratified, treaty.signed, treaty.ratified)
        yield treaty.text, next((value for value in known if value is not None), None)


def quota(record: ElectionRecord) -> Taken:
    """Whether there is a quota."""
    if rule := record.gender.quota:
        yield rule.text, rule.has


def legislators(record: ElectionRecord) -> Taken:
    """The number or share of women in each chamber."""
    for women in record.gender.female_legislators:
        yield women.text, women.count if women.count is not None else women.percent


def leaders(record: ElectionRecord) -> Taken:
    """Who leads a party."""
    for contender in record.contenders:
        for leader in contender.leaders:
            yield leader, leader


def seats_won(record: ElectionRecord) -> Taken:
    """The seats that each party won in the previous election."""
    for contender in record.contenders:
        if (seats := contender.seats_last_election) and seats.text:
            yield seats.text, seats.won if seats.won is not None else seats.percent


@frozen
class Kind:
    """A kind of fact: the key of its lines, and what was read from them."""

    name: str
    key: str
    taken: Callable[[ElectionRecord], Taken]
    at_least: int = 95

    def key_of(self, line: str) -> re.Match[str] | None:
        """The key of a line with anything before it, or ``None`` if the line is not of this kind."""
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


@frozen
class Count:
    """The lines of one kind: those read, those that say that nothing is known, and those not read."""

    read: list[str] = field(factory=list)
    not_known: list[str] = field(factory=list)
    not_read: list[str] = field(factory=list)


def gives_nothing(value: str) -> bool:
    """Whether a value says that nothing is known, or that nobody holds the office: ``N/A (founded in 2023)``."""
    bare = re.sub(r"\s*\(.*\)\W*$", "", value).strip(" *")
    return lexicon.is_not_known(bare) or lexicon.pattern("VACANT_WORD").fullmatch(bare) is not None


def squeezed(text: str) -> str:
    """The text without white space, bullets and stars, which the text in the record may lack."""
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
        taken = [squeezed(text) for text, value in kind.taken(record) if value is not None]
        for number, line in lines:
            key = kind.key_of(line)
            if key is None:
                continue
            whole, value = squeezed(line), squeezed(line[key.end() :])
            located = f"{path}:{number}: {line.strip()}"
            if any(whole in fact or fact in whole or (value and value in fact) for fact in taken):
                counts[kind.name].read.append(located)
            elif gives_nothing(line[key.end() :]):
                counts[kind.name].not_known.append(located)
            else:
                counts[kind.name].not_read.append(located)


def main(paths: list[Path]) -> None:
    """Print the table, and the lines that were not read."""
    counts = {kind.name: Count() for kind in KINDS}
    files = [file for path in paths for file in (sorted(path.rglob("*.txt")) if path.is_dir() else [path])]
    for file in files:
        count(file, counts)
    print(f"{'':20}{'given':>8}{'not':>6}{'not known':>14}{'share':>10}{'wanted':>9}")
    for kind in KINDS:
        found = counts[kind.name]
        lines = len(found.read) + len(found.not_read)
        share = f"{100 * len(found.read) / lines:.1f} %" if lines else "-"
        cells = f"{len(found.read):8}{len(found.not_read):6}{len(found.not_known):14}{share:>10}{kind.at_least:>7} %"
        print(f"{kind.name:20}{cells}")
    for kind in KINDS:
        for located in counts[kind.name].not_read:
            print(f"{kind.name}: {located}")


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]] or [Path(__file__).parent.parent / "fixtures" / "records"])
