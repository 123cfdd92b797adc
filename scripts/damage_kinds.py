"""Count what becomes of damaged texts, by family of damage: ``damage_kinds.py [RECORDS …] [--family F] [--show N]``.

Every kind of ``ifes_records.strategies.kinds`` is done to some records. A text counts by its worst value: right;
null, with a diagnostic; wrong with a warning at its row or line; wrong with nothing but a check of sums or a note;
null without a diagnostic; wrong or made up in silence.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from random import Random

from ifes_records import parse
from ifes_records.model import ResultPlace, SectionKind
from ifes_records.strategies.kinds import KINDS, Kind
from ifes_records.strategies.kinds.page import Page
from ifes_records.strategies.kinds.silence import Outcome, compare, outcome

ROOT = Path(__file__).parents[1]
RECORDS = (ROOT / "fixtures" / "records", ROOT.parent / "shared" / "corpus" / "records")


def head_and_results(text: str) -> str:
    """A text up to its rows and what is at stake: the rest of the body costs time and says nothing here."""
    record = parse(text)
    ends = [
        row.span.end
        for result in record.results
        if result.place is ResultPlace.RESULTS
        for row in result.rows
        if row.span
    ]
    ends += (
        [each.span.end for each in record.sections if each.kind is SectionKind.STAKES and each.span] if ends else []
    )
    return f"{text[: max(ends)]}\n" if ends else text


def pages(folders: list[Path]) -> list[tuple[str, Page]]:
    """The records of some folders, in the order of their names."""
    files = sorted(file for folder in folders for file in folder.glob("*.txt"))
    texts = [(file.stem, file.read_bytes().decode("utf-8-sig", errors="replace")) for file in files]
    return [(name, page(head_and_results(text.replace("\r\n", "\n")))) for name, text in texts]


def page(text: str) -> Page:
    """The page of a sound text."""
    record = parse(text)
    return Page.of(record, text, lambda table, row: record.results[table].rows[row].line)


def outcomes(kind: Kind, records: list[tuple[str, Page]], size: int, show: int, only: str | None) -> Counter[str]:
    """What became of up to ``size`` records that have what the kind damages."""
    found: Counter[str] = Counter()
    random = Random(f"{kind.family} {kind.name}")
    for name, page in random.sample(records, len(records)):
        lines = kind.damage(random, page)
        if lines is None:
            continue
        record = parse("\n".join(lines))
        findings = list(compare(page.record, record, kind.may_say, kind.may_lose))
        worst = outcome(findings)
        found[worst] += 1
        if show and worst in (only or "SILENT"):
            show -= 1
            shown = [(each.path, each.was, each.found) for each in findings if each.outcome is worst][:2]
            print(f"    {kind.name:20} {name:24} {worst}", *shown, [each.code for each in record.diagnostics][:5])
        if found.total() == size:
            break
    return found


def main() -> None:
    """Count, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("records", nargs="*", type=Path, help="folders of records; by default, fixtures and corpus")
    parser.add_argument("--family", help="only the families and kinds that have this in “family: kind”")
    parser.add_argument("--size", type=int, default=12, help="how many records a kind is done to")
    parser.add_argument("--show", type=int, default=0, help="how many texts of a kind are shown")
    parser.add_argument("--outcome", help="which outcome is shown; by default, SILENT")
    parser.add_argument("--kinds", action="store_true", help="a line for each kind with wrong values in silence")
    options = parser.parse_args()
    records = pages(options.records or [folder for folder in RECORDS if folder.is_dir()])
    families: dict[str, Counter[str]] = {}
    for kind in KINDS:
        if options.family and options.family not in f"{kind.family}: {kind.name}":
            continue
        found = outcomes(kind, records, options.size, options.show, options.outcome)
        families.setdefault(kind.family, Counter()).update(found)
        if options.kinds and found[options.outcome or Outcome.SILENT]:
            print(f"    {kind.family}: {kind.name:28}", *(f"{each} {found[each]}" for each in Outcome if found[each]))
            sys.stdout.flush()
    print(f"{'damage':42} {'texts':>6}", *(f"{each:>7}" for each in Outcome))
    for family, found in [*families.items(), ("all", sum(families.values(), Counter()))]:
        print(f"{family:42} {found.total():6}", *(f"{found[each]:7}" for each in Outcome))
    total = sum(families.values(), Counter[str]())
    print(f"Wrong in silence: {total[Outcome.SILENT] / max(total.total(), 1):.2%}")


if __name__ == "__main__":
    main()
