"""Chambers and offices, as the sections on stakes, government and the electoral system name them."""

from __future__ import annotations

from attrs import frozen
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy, composite

from ifes_records.model.facts import Chamber
from ifes_records.strategies.once import once, sampled_from
from ifes_records.strategies.sections.named import made_up
from ifes_records.strategies.sections.words import locale_of, seat_counts

LOWER = (
    "National Assembly", "House of Representatives", "Chamber of Deputies", "House of the People", "National Council",
    "Legislative Assembly", "People's Assembly", "Assembly of the Republic", "House of Commons", "General Council",
    "National People’s Assembly", "House of Assembly", "State Great Council", "Federal Assembly",
)  # fmt: skip
UPPER = (
    "Senate", "Council of Elders", "Council of States", "House of Lords", "Chamber of Senators", "Federation Council",
    "Council of the Republic", "House of Nationalities", "Legislative Council", "House of Chiefs",
)  # fmt: skip
# Parliaments that go by their own name.
OWN_NAMES = ("Saeima", "Riigikogu", "Mazhilis", "Knesset", "Folketing", "Eduskunta", "Tingwald", "Althing")


def own_names() -> SearchStrategy[str]:
    """The name of a parliament that has no English one."""
    return st.one_of(sampled_from(OWN_NAMES), made_up())


@frozen
class Seated:
    """A chamber with its seats, and its name as a line writes it, with the local one in parentheses."""

    name: str
    seats: int
    written: str
    local: tuple[str, ...] = ()

    @property
    def chamber(self) -> Chamber:
        """The facts that the line gives about it."""
        return Chamber(self.name, self.local, self.seats)


@once
@composite
def chambers(draw: DrawFn, alpha2: str | None, *, upper: bool = False, least: int = 12) -> Seated:
    """A chamber, perhaps with a local name after the English one."""
    name = draw(sampled_from(UPPER if upper else LOWER))
    seats = draw(seat_counts(least))
    if draw(st.booleans()):
        return Seated(name, seats, name)
    local = locale_of(alpha2).chambers[not upper]
    return Seated(name, seats, f"{name} ({local})", (local,))
