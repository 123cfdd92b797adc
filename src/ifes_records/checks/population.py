"""Women in the population."""

from __future__ import annotations

from collections.abc import Iterator

from ifes_records.diagnostics import Diagnostic
from ifes_records.model.record import ElectionRecord

PATH = "gender.female_population"

# Nearly every country has 48 to 54 percent; only some Gulf states, with many foreign workers, have less than 35.
FEWEST, MOST = 35, 65


def female_population(record: ElectionRecord) -> Iterator[Diagnostic]:
    """Women are between 35 and 65 percent of the population.

    ``Population: 20,034,609``, ``Female Population: 10,209,648``. More women than people is a warning. A share
    outside the range is information: it is real in some Gulf states; elsewhere one of the figures is wrong or of
    another year.
    """
    women, people = record.gender.female_population, record.population.population
    if women is None or people is None or not women.count or not people.count:
        return
    share = 100 * women.count / people.count
    if women.count > people.count:
        message = f"The female population is {women.count:,}, {women.count - people.count:,} more than the whole "
        message += f"population of {people.count:,}."
        yield Diagnostic("W-WOMEN-OVER", message, PATH, women.span)
    elif not FEWEST <= share <= MOST:
        men = people.count - women.count
        message = (
            f"The female population of {women.count:,} is {share:.1f}% of the {people.count:,} people, which leaves "
            f"{men:,} men: {abs(men - women.count):,} {'more' if men > women.count else 'fewer'}."
        )
        yield Diagnostic("I-WOMEN-SHARE", message, PATH, women.span)
