"""Facts on the government: who is in office, and the parliament with its chambers."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen

from ifes_records.model.located import Located


class Cameral(StrEnum):
    """How many chambers a parliament has: by the word (``bicameral``), or by the number of chambers described."""

    UNICAMERAL = "unicameral"
    BICAMERAL = "bicameral"
    TRICAMERAL = "tricameral"


@frozen
class OfficeHolder(Located):
    """The chief of state or head of government: ``President Kasym-Zhomart TOKAYEV (since 20 March 2019)``."""

    text: str
    """The line as written."""
    title: str | None = None
    """The title of the office, as written (``Prime Minister``); null if it can't be separated from the name."""
    name: str | None = None
    """The person's name, as written; null if it can't be separated from the title."""
    given_name: str | None = None
    """The person's given names; null if no capitals in the text mark the family name."""
    family_name: str | None = None
    """The person's family name in normal case (``Tokayev``); null if no capitals in the text mark it. In some
    countries they mark a given name, and of a monarch the name of the reign."""
    since: str | None = None
    """The date when the person took office (ISO 8601 / EDTF); null if the text does not say."""
    until: str | None = None
    """The date when the person left office (ISO 8601 / EDTF); null if the text does not say."""
    note: str | None = None
    """The rest of the line, as written; null if there is none."""
    together_with: tuple[OfficeHolder, ...] = ()
    """The people who hold the same office with this person (a second captain regent, a second co-prince); empty if
    there are none."""


@frozen
class Chamber(Located):
    """One chamber of a parliament: its English name, its local names, its seats and its members' term."""

    name: str | None = None
    """The chamber's name in English, as written; null if the line does not name it."""
    local: tuple[str, ...] = ()
    """The chamber's names in languages of the country, as written; empty if there are none."""
    seats: int | None = None
    """The number of seats in the chamber; null if the line gives no exact number."""
    term_years: int | None = None
    """How many years its members serve; null if the line does not say so of the only chamber, or of all."""


@frozen
class Assembly(Located):
    """A parliament and its chambers."""

    text: str
    """The line as written."""
    cameral: Cameral | None = None
    """How many chambers the parliament has; null if neither a word nor the chambers described say so."""
    chambers: tuple[Chamber, ...] = ()
    """The chambers that the line describes; empty if it describes none clearly."""


@frozen
class Government:
    """The section on the structure of government."""

    chief_of_state: OfficeHolder | None = None
    """The chief of state; null if the text does not say."""
    head_of_government: OfficeHolder | None = None
    """The head of government; null if the text does not say."""
    representative: OfficeHolder | None = None
    """The person who acts for the chief of state (a governor-general); null if the text names none."""
    deputies: tuple[OfficeHolder, ...] = ()
    """The vice-presidents and deputy prime ministers, in the order of the text; empty if it names none."""
    assembly: Assembly | None = None
    """The parliament; null if the text does not say."""
