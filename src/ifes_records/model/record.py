"""The record as a whole."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from functools import cache
from typing import Any

import attrs
from attrs import field, frozen

from ifes_records.diagnostics import Diagnostic
from ifes_records.display import described, drawn
from ifes_records.model.body import Footnote, Section, UnreadLine
from ifes_records.model.facts import (
    Contender,
    Deadline,
    Disability,
    ElectoralRule,
    Gender,
    Government,
    Ifes,
    LastElection,
    Population,
    ReferendumFacts,
    Stake,
)
from ifes_records.model.head import (
    Election,
    Modified,
    Participation,
    Source,
)
from ifes_records.model.origin import Origin, Place
from ifes_records.model.results import Result
from ifes_records.span import Span

SCHEMA_VERSION = "2.0"

FACTS = (
    *("stakes", "government", "electoral_system", "contenders", "last_election", "deadlines"),
    *("population", "gender", "disability", "ifes", "referendum"),
)
"""The fields of a record that are read from its sections."""


@cache
def names_of(cls: Hashable) -> tuple[str, ...]:
    """The keys of a class of the model in JSON and in paths; none for any other class.

    Fields with an underscore say where something is in a text, not what it says.
    """
    fields = attrs.fields(cls) if isinstance(cls, type) and attrs.has(cls) else ()
    return tuple(field.name for field in fields if not field.name.startswith("_"))


@frozen(kw_only=True, repr=False)
class ElectionRecord:
    """A record of an election or referendum, or of a text that turned out to be neither (``source.kind``)."""

    schema_version: str = SCHEMA_VERSION
    """The version of this schema."""
    record_id: str | None = None
    """ElectionGuide's number for the election, in digits; null if neither the file's name nor its address has it."""
    source: Source
    """Where the text of the record came from, and what kind of page it turned out to be."""
    modified: Modified = Modified()
    """The days when the site last changed the record and its parts."""
    election: Election = Election()
    """What is voted on, when, and in which country."""
    participation: Participation = Participation()
    """The numbers of voters and ballots."""
    results: tuple[Result, ...] = ()
    """The tables of parties, lists of candidates and referendum questions: first those of the results block, then
    those that are only in the body, each in the order of the text."""
    sections: tuple[Section, ...] = ()
    """The sections of the record's body, in the order of the text."""
    stakes: tuple[Stake, ...] = ()
    """What is voted on, according to its section: a chamber, an office, or a line that names neither."""
    government: Government = Government()
    """The chief of state, the head of government and the parliament."""
    electoral_system: tuple[ElectoralRule, ...] = ()
    """Who is elected and how, clause by clause; a clause that could not be read gives nothing."""
    contenders: tuple[Contender, ...] = ()
    """The parties, coalitions and candidates that take part, in the order of the text."""
    last_election: LastElection = LastElection()
    """The results of the previous election, as this record gives them."""
    deadlines: tuple[Deadline, ...] = ()
    """What has to be done before the election and by when, in the order of the text."""
    population: Population = Population()
    """The numbers of people, registered voters and eligible voters in the country."""
    gender: Gender = Gender()
    """Women in the population, among the candidates and in parliament."""
    disability: Disability = Disability()
    """People with disabilities, and the convention on their rights."""
    ifes: Ifes = Ifes()
    """IFES's work in the country, and its resources on it."""
    referendum: ReferendumFacts = ReferendumFacts()
    """What the referendum would change, and what it needs to pass."""
    footnotes: tuple[Footnote, ...] = ()
    """The footnotes, in the order of the text."""
    unread: tuple[UnreadLine, ...] = ()
    """The lines that no rule could read, in the order of the text; nothing is dropped."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """Anything guessed, repaired, left out or inconsistent, by line; empty if nothing was noticed."""

    # Other libraries that make records by these types need not know what an origin is made of.
    _origin: Any = field(default=None, eq=False, repr=False)

    @property
    def origin(self) -> Origin | None:
        """The text that the record was read from; not in the JSON, so null in a record read from JSON."""
        origin: Origin | None = self._origin
        return origin

    def span_of(self, path: str) -> Span | None:
        """Where the value at a path is in the file: ``record.span_of("results[0].rows[2].votes")``.

        Paths are those of the JSON. Offsets count characters of the text given to ``parse`` or ``parse_dump``, or of
        the file decoded with ``source.encoding``. The span is the narrowest one known to contain the value: if a line
        has the same figure twice, it is the span of the line. A derived value (``election.country.alpha2``) has the
        span of the text that it was derived from. ``None`` means that the value is null, or was not read from the
        text (``source.name``).

        Raises ``LookupError`` if the record has no such path, or was not read from a text.
        """
        return origin_of(self).tracer.span_of(self, path)

    def text_of(self, path: str) -> str | None:
        """The text of the value at a path, exactly as in the file; ``None`` and errors as for ``span_of``."""
        span = self.span_of(path)
        return None if span is None else origin_of(self).read(span)

    def place_of(self, path: str) -> tuple[int, int] | None:
        """The line and column where the value begins, both from 1; ``None`` and errors as for ``span_of``."""
        span = self.span_of(path)
        return None if span is None else origin_of(self).position(span)

    def places(self) -> Iterator[Place]:
        """Every value that was read from the text, with its path and span, in the order of the JSON.

        These are the objects and the values in them, but not lists, and nothing that is null. The spans are those of
        ``span_of``; asking it for each takes about three times as long.

        Raises ``LookupError`` if the record was not read from a text.
        """
        return origin_of(self).tracer.places(self)

    def explain(self) -> str:
        """The text line by line, and below each line what its parts were read as.

        Raises ``LookupError`` if the record was not read from a text.
        """
        return origin_of(self).tracer.explain(self)

    def _repr_html_(self) -> str | None:
        return drawn("html", self)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        return described()

    def __repr__(self) -> str:
        """A short summary; the fields are too many to print."""
        rows = sum(len(result.rows) for result in self.results)
        what = [self.election.date, self.election.country.name, self.election.contest.title]
        return (
            f"<ElectionRecord {self.source.kind.value}: {', '.join(filter(None, what)) or self.source.name}; "
            f"{rows} rows, {len(self.sections)} sections, {len(self.diagnostics)} diagnostics>"
        )


def origin_of(record: ElectionRecord) -> Origin:
    """The text that a record was read from. Raises ``LookupError`` if there is none."""
    if record.origin is None:
        raise LookupError("The record was not read from a text, so its values have no span in one.")
    return record.origin
