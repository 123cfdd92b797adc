"""The objects of a report of NIST SP 1500-100, version 2, made from a record."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from attrs import define, field

from ifes_records.model import Aggregate, ElectionKind, ElectionRecord, ElectionStatus, Result, ResultKind, ResultRow
from ifes_records.tables.head import label
from ifes_records.tables.leaves import Kept

ISSUER = "International Foundation for Electoral Systems"
COUNTRY = "country"
"""The id of the reporting unit that all counts are of."""
_GENERAL = (ElectionKind.PRESIDENTIAL, ElectionKind.LEGISLATIVE, ElectionKind.LOCAL)

Object = dict[str, Any]


def _object(kind: str, /, **values: Any) -> Object:
    """An object of the standard without the keys that have no value; ``id`` is ``@id``."""
    named = {f"@{name}" if name == "id" else name: value for name, value in values.items()}
    return {"@type": f"ElectionResults.{kind}", **{name: v for name, v in named.items() if v not in (None, [])}}


def _text(*strings: tuple[str, str]) -> Object | None:
    """A text in one or more languages, each with its tag."""
    found = [_object("LanguageString", Content=content, Language=language) for content, language in strings]
    return _object("InternationalizedText", Text=found) if found else None


def _votes(count: int | None, kind: str) -> list[Object]:
    return [] if count is None else [_object("VoteCounts", GpUnitId=COUNTRY, Type=kind, Count=count)]


@define
class Maker:
    """Makes the report of a record. ``keep`` knows what is not in it."""

    record: ElectionRecord
    generated: str | None
    votes_allowed: int | None
    keep: Kept = field(init=False)
    parties: list[Object] = field(factory=list, init=False)
    people: list[Object] = field(factory=list, init=False)
    candidates: list[Object] = field(factory=list, init=False)

    def __attrs_post_init__(self) -> None:
        self.keep = Kept(self.record)

    def reasons(self) -> list[str]:
        """What the standard demands and the page does not say: a sentence for each."""
        return list(filter(None, [self._no_date(), self._no_time(), self._no_votes_allowed()]))

    def report(self) -> Object:
        """The ElectionReport. To be called once, and only if there are no ``reasons`` against it."""
        election = self._election()
        status, notes = self._status()
        return _object(
            "ElectionReport",
            Format="summary-contest",
            GeneratedDate=self._time(),
            Issuer=ISSUER,
            IssuerAbbreviation="IFES",
            SequenceStart=1,
            SequenceEnd=1,
            Status=status,
            VendorApplicationId=f"ifes-records {version('ifes-records')}",
            Notes=notes,
            GpUnit=[self._country()],
            Party=self.parties,
            Person=self.people,
            Election=[election],
        )

    # ---- what the standard demands

    def _no_date(self) -> str | None:
        date = self.record.election.date
        return None if date is not None and len(date) == 10 else "It has no whole date of the election."

    def _no_time(self) -> str | None:
        if self.generated or any(self._modified()):
            return None
        return "It does not say when it was modified, which is the time of the report; --generated gives one."

    def _modified(self) -> tuple[str | None, ...]:
        modified = self.record.modified
        return modified.record, modified.results, modified.election

    def _time(self) -> str:
        if self.generated:
            return self.generated
        names = ("record", "results", "election")
        name = next(name for name, day in zip(names, self._modified(), strict=True) if day is not None)
        return f"{self.keep(f'modified.{name}')}T00:00:00Z"

    def _no_votes_allowed(self) -> str | None:
        lists = [result for result in self.record.results if result.kind is ResultKind.CANDIDATE]
        if not lists or self.votes_allowed or self.record.election.kind is ElectionKind.PRESIDENTIAL:
            return None
        return "Its candidates are not for a presidency, so --votes-allowed has to say how many votes a voter has."

    # ---- the parts

    def _status(self) -> tuple[str, str | None]:
        status = ElectionStatus(self.keep("election.status"))
        if status is not ElectionStatus.HELD:
            written = self.keep("election.status_text") or status.value
            return "pre-election", f"Status of the election: {written}"
        whole = any(result.rows for result in self.record.results) and not self.record.source.truncated
        return ("unofficial-complete" if whole else "unofficial-partial"), None

    def _country(self) -> Object:
        keep, path = self.keep, "election.country"
        codes = {
            "ocd-id": keep(f"{path}.ocd_id"),
            "iso-3166-1-alpha-2": keep(f"{path}.alpha2"),
            "iso-3166-1-alpha-3": keep(f"{path}.alpha3"),
        }
        names = [(keep(f"{path}.name"), "en"), (keep(f"{path}.formal_name"), "und")]
        return _object(
            "ReportingUnit",
            id=COUNTRY,
            Type="country",
            Name=_text(*((name, language) for name, language in names if name)),
            ExternalIdentifier=[self._identifier(kind, value) for kind, value in codes.items() if value],
            VotersRegistered=keep("participation.registered_voters"),
        )

    def _identifier(self, kind: str, value: str) -> Object:
        if kind == "ocd-id":
            return _object("ExternalIdentifier", Type=kind, Value=value)
        return _object("ExternalIdentifier", Type="other", OtherType=kind, Value=value)

    def _election(self) -> Object:
        keep = self.keep
        election = self.record.election
        kind, date, number = election.kind, keep("election.date"), keep("record_id")
        is_runoff = kind in _GENERAL and (election.round or 1) > 1 and keep("election.round")
        title = keep("election.contest.title")
        return _object(
            "Election",
            Name=_text((title, "und") if title else (label(self.record), "und")),
            Type="runoff" if is_runoff else "general" if kind in _GENERAL else "other",
            OtherType=None if kind in _GENERAL else keep("election.kind"),
            StartDate=date,
            EndDate=date,
            ElectionScopeId=COUNTRY,
            ExternalIdentifier=[self._identifier("ifes-electionguide-id", number)] if number else [],
            BallotCounts=self._ballots(),
            Contest=[self._contest(number, result) for number, result in enumerate(self.record.results)],
            Candidate=self.candidates,
        )

    def _ballots(self) -> list[Object]:
        kinds = {"cast_votes": None, "valid_votes": "valid-votes", "invalid_votes": "invalid-votes"}
        found = [(self.keep(f"participation.{name}"), other) for name, other in kinds.items()]
        return [
            _object(
                "BallotCounts",
                GpUnitId=COUNTRY,
                Type="other" if other else "total",
                OtherType=other,
                BallotsCast=count,
            )
            for count, other in found
            if count is not None
        ]

    def _contest(self, number: int, result: Result) -> Object:
        keep, path = self.keep, f"results[{number}]"
        kind = ResultKind(keep(f"{path}.kind"))
        name = keep(f"{path}.heading")
        if name is None:
            name = keep("election.contest.name.english") or keep("election.contest.name.text") or label(self.record)
        make = {
            ResultKind.PARTY: self._party,
            ResultKind.CANDIDATE: self._candidate,
            ResultKind.REFERENDUM: self._answer,
        }[kind]
        selections = [make(row, f"{number}-{n}", f"{path}.rows[{n}]") for n, row in enumerate(result.rows)]
        common = {"id": f"contest-{number}", "ElectionDistrictId": COUNTRY, "Name": name, "SequenceOrder": number + 1}
        if kind is ResultKind.PARTY:
            return _object("PartyContest", **common, ContestSelection=selections)
        if kind is ResultKind.CANDIDATE:
            is_presidency = self.record.election.kind is ElectionKind.PRESIDENTIAL
            allowed = 1 if is_presidency else self.votes_allowed
            return _object("CandidateContest", **common, VotesAllowed=allowed, ContestSelection=selections)
        question = keep(f"{path}.question")
        alone = len(self.record.results) == 1  # whose provisions they are is known for a single question
        provisions = keep.list("referendum.provisions") if alone else []
        requirements = keep.list("referendum.requirements") if alone else []
        return _object(
            "BallotMeasureContest",
            **common,
            Type="referendum",
            FullText=_text((question, "und")) if question else None,
            SummaryText=_text(*((line, "und") for line in provisions)),
            PassageThreshold=_text(*((line, "und") for line in requirements)),
            ContestSelection=selections,
        )

    # ---- the rows

    def _party(self, row: ResultRow, number: str, path: str) -> Object:
        acronym = self.keep(f"{path}.name.acronym")
        is_group = row.aggregate is Aggregate.INDEPENDENTS and self.keep(f"{path}.aggregate")
        self.parties.append(
            _object(
                "Party",
                id=f"party-{number}",
                Name=self._name(f"{path}.name"),
                Abbreviation=_text((acronym, "und")) if acronym else None,
                IsRecognizedParty=False if is_group else None,
            )
        )
        return _object(
            "PartySelection", id=f"row-{number}", PartyIds=[f"party-{number}"], VoteCounts=self._counts(path)
        )

    def _candidate(self, row: ResultRow, number: str, path: str) -> Object:
        given, family = (self.keep(f"{path}.name.{part}") for part in ("given_name", "family_name"))
        if given or family:
            self.people.append(_object("Person", id=f"person-{number}", FirstName=given, LastName=family))
        self.candidates.append(
            _object(
                "Candidate",
                id=f"candidate-{number}",
                BallotName=self._name(f"{path}.name"),
                PersonId=f"person-{number}" if given or family else None,
            )
        )
        ids = [f"candidate-{number}"]
        return _object("CandidateSelection", id=f"row-{number}", CandidateIds=ids, VoteCounts=self._counts(path))

    def _answer(self, row: ResultRow, number: str, path: str) -> Object:
        answer = self._name(f"{path}.name")
        return _object("BallotMeasureSelection", id=f"row-{number}", Selection=answer, VoteCounts=self._counts(path))

    def _counts(self, path: str) -> list[Object]:
        return [*_votes(self.keep(f"{path}.votes"), "total"), *_votes(self.keep(f"{path}.seats_won"), "seats")]

    def _name(self, path: str) -> Object | None:
        """A name in English and in local languages; one that is neither is in a language that is not known."""
        keep, found = self.keep, []
        if english := keep(f"{path}.english"):
            found.append((english, "en"))
        number = 0
        while text := keep(f"{path}.local[{number}].text"):
            language = keep(f"{path}.local[{number}].language")
            script = None if language else keep(f"{path}.local[{number}].script")
            found.append((text, language or (f"und-{script}" if script else "und")))
            number += 1
        return _text(*(found or [(keep(f"{path}.text") or "", "und")]))
