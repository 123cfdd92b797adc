"""The table of the records themselves."""

from __future__ import annotations

from collections.abc import Iterator

from ifes_records.diagnostics import Severity
from ifes_records.model import (
    ElectionKind,
    ElectionRecord,
    ElectionStatus,
    FigureMark,
    Name,
    SourceKind,
)
from ifes_records.tables.columns import (
    RECORD_KEY,
    count,
    day,
    doubt,
    english,
    flag,
    mark,
    share,
    text,
)
from ifes_records.tables.table import Column, Context, Get, Item, Table
from ifes_records.values import count as counts


def _record(record: ElectionRecord) -> Iterator[Item]:
    yield Item(record)


def label(record: ElectionRecord) -> str:
    """A readable label: ``KAZ 2023-03-19 Kazakh House of Representatives``."""
    election = record.election
    country = election.country.alpha3 or election.country.formal_name
    contest = english(election.contest.name) or election.contest.title
    return " ".join(filter(None, [country, election.date or election.date_text, contest])) or "(no election)"


def _whole_date(item: Item, _: Context) -> str | None:
    date: str | None = item.value.election.date
    return date if date is not None and len(date) == len("2023-03-19") else None


def _year(item: Item, _: Context) -> int | None:
    date: str | None = item.value.election.date
    return int(date[:4]) if date is not None else None


def _first_local(item: Item, _: Context) -> str | None:
    name: Name | None = item.value.election.contest.name
    return name.local[0].text if name is not None and name.local else None


def _number_of(*severities: Severity) -> Get:
    return lambda item, _: sum(diagnostic.severity in severities for diagnostic in item.value.diagnostics)


def _participation_mark(name: str) -> Get:
    def get(item: Item, _: Context) -> FigureMark:
        participation = item.value.participation
        written: str | None = getattr(participation, f"{name}_text")
        if getattr(participation, name) is not None:
            return FigureMark.FIGURE
        if written is None:
            return FigureMark.ABSENT
        if written.strip() in ("-", "–", "—"):
            return FigureMark.DASH
        is_not_known = counts.parse(written).diagnostic is None
        return FigureMark.NONE if is_not_known else FigureMark.UNREAD

    return get


def _participation(name: str, meaning: str, unit: str) -> tuple[Column, ...]:
    more = " Empty if the text gives no usable number; see the mark column."
    return (
        count(name, meaning + more, f"participation.{name}", unit=unit),
        mark(name, _participation_mark(name), always=True),
        text(f"{name}_text", "As written.", f"participation.{name}_text"),
    )


RECORDS = Table(
    "records",
    "an election page from one source",
    _record,
    (
        RECORD_KEY,
        text(
            "record_id",
            "ElectionGuide's number for the page, from its address or file name; empty if neither gives it. Not "
            "unique: two crawls of a page share it.",
        ),
        text(
            "label",
            "A readable label built from other columns, such as `KAZ 2023-03-19 Kazakh House of Representatives`.",
            lambda item, _: label(item.value),
            required=True,
        ),
        day(
            "date",
            "Election day, or the last day if voting took several; empty if the text has no whole date.",
            _whole_date,
        ),
        text("date_edtf", "The date with the precision of the text (ISO 8601 / EDTF).", "election.date"),
        text("date_text", "The date as written.", "election.date_text"),
        count("year", "The year of the date.", _year, unit="year"),
        text("status", "Status of the election.", "election.status", enum=ElectionStatus, required=True),
        text("status_text", "The status as written.", "election.status_text"),
        text("kind", "Type of election.", "election.kind", enum=ElectionKind, required=True),
        count("round", "Round of voting, if the text gives it.", "election.round"),
        text("alpha3", "Country, ISO 3166-1 alpha-3.", "election.country.alpha3"),
        text(
            "alpha2",
            "Country, ISO 3166-1 alpha-2. Namibia is `NA`, which some readers of CSV take for a missing value.",
            "election.country.alpha2",
        ),
        text("country", "The country's common English name (ISO 3166).", "election.country.name"),
        text("country_short_name", "The short name line as written.", "election.country.short_name"),
        text("country_formal_name", "The country line as written.", "election.country.formal_name"),
        text("ocd_id", "The Open Civic Data division.", "election.country.ocd_id"),
        text("contest_title", "The line `Election for …` or `Referendum` as written.", "election.contest.title"),
        text(
            "contest_name",
            "The chamber, office or body in English, or as written if the site has no English name.",
            lambda item, _: english(item.value.election.contest.name),
        ),
        text("contest_name_text", "The full name as written.", "election.contest.name.text"),
        text("contest_name_local", "The first local-language name; `names` has all of them.", _first_local),
        *_participation(
            "registered_voters",
            "Registered voters according to the results block (figures from the body are in `dated_counts`).",
            "voters",
        ),
        *_participation("cast_votes", "Ballots cast.", "ballots"),
        *_participation("valid_votes", "Valid ballots.", "ballots"),
        *_participation(
            "invalid_votes", "Invalid ballots. Countries differ on whether blank ballots count.", "ballots"
        ),
        share("turnout_percent", "Turnout, if the text states it.", "participation.turnout_percent"),
        day("modified_record", "Day the site last changed the record.", "modified.record"),
        day("modified_results", "Day the site last changed the results.", "modified.results"),
        day("modified_election", "Day the site last changed the election's entry.", "modified.election"),
        count(
            "warnings",
            "Number of diagnostics with severity warning or error.",
            _number_of(Severity.WARNING, Severity.ERROR),
            required=True,
        ),
        count("infos", "Number of diagnostics with severity info.", _number_of(Severity.INFO), required=True),
        doubt("records"),
        flag(
            "truncated",
            "Whether the text breaks off in the middle of a line, so that later parts may be missing.",
            "source.truncated",
            required=True,
        ),
        text(
            "source_kind",
            "What kind of page the text is; `convert` writes only elections.",
            "source.kind",
            enum=SourceKind,
            required=True,
        ),
        text("source_name", "File name.", "source.name"),
        text("source_path", "Path of the file within the input.", "source.path"),
        text("source_url", "Address of the page.", "source.url"),
        text("source_container", "Archive or crawl file that contains it.", "source.container"),
        text("source_crawl_date", "Crawl time (ISO 8601).", "source.crawl_date"),
        text(
            "source_warc_record_id",
            "Record identifier in the crawl file (WARC-Record-ID).",
            "source.warc_record_id",
        ),
        count("source_offset", "Byte offset of the page in the crawl file.", "source.offset", unit="bytes"),
        text("source_sha256", "SHA-256 of the record's text (UTF-8), in hexadecimal.", "source.sha256"),
        count("source_index", "Index of the record in its file, from 0.", "source.index", required=True),
        count("line_start", "First line of the record in the file.", "source.line_start", required=True),
        count("line_end", "Last line of the record in the file.", "source.line_end", required=True),
        text("encoding", "Encoding used to read the file.", "source.encoding"),
        text("schema_version", "JSON schema version behind the tables.", required=True),
    ),
)
