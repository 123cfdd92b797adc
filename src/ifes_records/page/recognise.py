"""Whether a text is the record of an election, and not a country's page, HTML, or something else."""

from __future__ import annotations

import re
from functools import cache

from ifes_records.diagnostics import Diagnostic
from ifes_records.model import ElectionRecord, SectionKind, SourceKind
from ifes_records.split.html import is_html
from ifes_records.text import lexicon
from ifes_records.text.source_text import SourceText

COUNTRY_URL = re.compile(r"/countries/id/\d+")
BODY = frozenset(SectionKind) - {
    SectionKind.GENERAL, SectionKind.OTHER, SectionKind.UNTITLED, SectionKind.RELATED, SectionKind.RESULTS_NOTES,
}  # fmt: skip


def unreadable(source: SourceText) -> Diagnostic | None:
    """Return why a text can't be parsed at all: it is empty, HTML or binary. ``None`` if it can."""
    if not source.scan.strip():
        return Diagnostic("E-EMPTY", "The text is empty.")
    start = source.scan[:20_000]
    if is_html(start):
        return Diagnostic("E-HTML", "The text is HTML; install ifes-records[html] to read it.")
    if start.count("\ufffd") * 10 > len(start):
        return Diagnostic("E-BINARY", "Most of the text is bytes that are not characters.")
    return None


def classify(
    record: ElectionRecord, source: SourceText, url: str | None = None
) -> tuple[SourceKind, Diagnostic | None]:
    """Classify a parsed text as an election, a country's page or unrecognised; only an election has no diagnostic."""
    election = record.election
    kinds = {section.kind for section in record.sections}
    counts = record.participation.cast_votes_text is not None or record.participation.valid_votes_text is not None
    contest, dated = election.contest.title is not None, election.date_text is not None
    # No country's page has these.
    of_election = counts or kinds & {SectionKind.STAKES, SectionKind.CONTENDERS, SectionKind.REFERENDUM}
    body = len(kinds & BODY)
    if (url and COUNTRY_URL.search(url)) or (not of_election and _is_country_page(record, source)):
        return SourceKind.COUNTRY, Diagnostic("E-COUNTRY-PAGE", "This is the page of a country, not of an election.")
    modified = any((record.modified.record, record.modified.results, record.modified.election))
    status = dated and election.status_text is not None
    if contest or counts or status or body > 1 or (body and (modified or _has_keys(record))):
        return SourceKind.ELECTION, None
    message = (
        "The text is not the record of an election: it has no date with a status, no contest, no counts, no headings."
    )
    return SourceKind.UNRECOGNISED, Diagnostic("E-NOT-A-RECORD", message)


def _is_country_page(record: ElectionRecord, source: SourceText) -> bool:
    """Whether a text without counts or stakes has the labels, links or lists of a country's page."""
    start = source.scan[:20_000]
    if _listing().search(start):
        return True
    if _has_head(record, start):
        return False  # above it, a menu may have such labels
    labels = len(_country_labels().findall(start))
    listing = len(_contest_or_date().findall(start)) > 2
    contest = record.election.contest.title is not None
    # The path to a country's page, on one line or several: Home › Countries › Zambia
    trail = lexicon.pattern("COUNTRIES_WORD", r"[›»>]\s*", r"\s*[›»>]").search(start)
    if trail or labels > 1 or (labels and (listing or not contest)):
        return True
    general = any(section.kind is SectionKind.GENERAL for section in record.sections)
    named = record.election.country.formal_name is not None
    nothing_of_an_election = not (contest or record.election.date_text or record.results or general)
    return named and nothing_of_an_election and len(record.sections) > 1


def _has_head(record: ElectionRecord, start: str) -> bool:
    """Whether a text has the head of an election: one date with a status, and the contest below it."""
    election = record.election
    if not (election.date_text and election.status_text and election.contest.title):
        return False
    return len(_dated().findall(start)) < 2 and start.find(election.date_text) < start.rfind(election.contest.title)


@cache
def _country_labels() -> re.Pattern[str]:
    """Labels of the site's country pages, which election pages don't have on lines of their own."""
    line, start = lexicon.regexp("COUNTRY_PAGE_LINE"), lexicon.regexp("COUNTRY_PAGE_START")
    return re.compile(rf"^ *(?:{line} *(?:: *)?$|{start})", re.MULTILINE)


@cache
def _listing() -> re.Pattern[str]:
    """The header of a list of elections, as cells or on one line."""
    first, last = lexicon.regexp("ELECTION_FOR"), lexicon.regexp("VOTES_COLUMN")
    return re.compile(rf"^[ |#*]*{first}[ \n|*]+(?i:date)[ \n|*]+{last}\b", re.MULTILINE)


@cache
def _dated() -> re.Pattern[str]:
    return re.compile(rf", (?:19|20)\d\d\s+{lexicon.regexp('STATUS_WORD')}")


@cache
def _contest_or_date() -> re.Pattern[str]:
    """A line of a list of elections: ``Election for President``, ``Aug. 12, 2021 Held``."""
    contest, status = lexicon.regexp("ELECTION_FOR"), lexicon.regexp("STATUS_WORD")
    return re.compile(rf"\b{contest} .+$|, (?:19|20)\d\d {status}", re.MULTILINE)


def _has_keys(record: ElectionRecord) -> bool:
    return any(block.key for section in record.sections for block in section.blocks)
