"""Whether a text is the record of an election at all."""

from __future__ import annotations

import re

from ifes_records.model import ElectionRecord, SectionKind, SourceKind
from ifes_records.source import SourceText
from ifes_records.values.reading import Problem

# Larger than any record by a factor of a thousand; a text above it is no record.
MAX_CHARACTERS = 10_000_000

HTML = re.compile(r"\s*<(?:!doctype html|html|head|body|\?xml)\b", re.IGNORECASE)
TAGS = re.compile(r"</?(?:div|span|p|a|td|tr|li|ul|script|meta|table)\b[^<>\n]{0,200}>", re.IGNORECASE)

# Labels of ElectionGuide's country pages, which election pages don't have at the start of a line.
COUNTRY_LABELS = re.compile(
    r"^ *(?:past elections?|upcoming elections?|elections? (?:archive|history)"
    r"|country (?:profile|information|overview|facts)"
    r"|(?:capital|region|iso code|voting age|official languages?)(?:\b.*)?) *:?.*$",
    re.IGNORECASE | re.MULTILINE,
)
COUNTRY_URL = re.compile(r"/countries/id/\d+")
CONTEST_OR_DATE = re.compile(
    r"^ *Election for .+$|, (?:19|20)\d\d (?:Held|Confirmed|Postponed|Cancelled)", re.MULTILINE
)

BODY = frozenset(SectionKind) - {
    SectionKind.GENERAL, SectionKind.OTHER, SectionKind.UNTITLED, SectionKind.RELATED, SectionKind.RESULTS_NOTES,
}  # fmt: skip


def before_parsing(source: SourceText) -> Problem | None:
    """What rules a text out before its lines are looked at; ``None`` if nothing does."""
    if not source.scan.strip():
        return Problem("E-EMPTY", "the text is empty")
    if len(source.text) > MAX_CHARACTERS:
        message = (
            f"the text has {len(source.text):,} characters, more than the {MAX_CHARACTERS:,} allowed; it was not read"
        )
        return Problem("E-TOO-LARGE", message)
    start = source.scan[:20_000]
    if HTML.match(start) or len(TAGS.findall(start)) > 5:
        return Problem("E-HTML", "the text is HTML; extract its text first")
    if start.count("\ufffd") * 10 > len(start):
        return Problem("E-BINARY", "the text is mostly bytes that are no characters")
    return None


def what_it_is(
    record: ElectionRecord, source: SourceText, url: str | None = None
) -> tuple[SourceKind, Problem | None]:
    """Tell an election from a country page and from anything else, by what has been read of it."""
    election = record.election
    counts = record.participation.cast_votes_text is not None or record.participation.valid_votes_text is not None
    body = sum(section.kind in BODY for section in record.sections)
    contest = election.contest.title is not None
    dated = election.date_text is not None and election.status_text is not None
    labels = len(COUNTRY_LABELS.findall(source.scan[:20_000]))
    listing = len(CONTEST_OR_DATE.findall(source.scan[:20_000])) > 2
    if (url and COUNTRY_URL.search(url)) or (
        not (counts or body > 1) and (labels > 1 or (labels and (listing or not contest)))
    ):
        return SourceKind.COUNTRY, Problem("E-COUNTRY-PAGE", "this is the page of a country, not of an election")
    modified = any((record.modified.record, record.modified.results, record.modified.election))
    if contest or counts or dated or body > 1 or (body and modified) or (body == 1 and _bulleted(record)):
        return SourceKind.ELECTION, None
    message = (
        "nothing in the text tells an election record: no date with a status, no contest, no counts, no headings"
    )
    return SourceKind.UNRECOGNISED, Problem("E-NOT-A-RECORD", message)


def _bulleted(record: ElectionRecord) -> bool:
    return any(block.key for section in record.sections for block in section.blocks)
