"""The head of a record: modified date, election date and status, country, contest and badges."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from attrs import define, evolve, field
from lark import Token

from ifes_records.diagnostics import Diagnostic, quoted
from ifes_records.model.head import Contest, Country, Election, ElectionKind, ElectionStatus, Participation
from ifes_records.model.origin import Role
from ifes_records.page.context import Context, first_token, token_of
from ifes_records.span import Span
from ifes_records.text import lexicon
from ifes_records.text.grammars import RecordTree, label, pattern
from ifes_records.text.normal_form import squeeze
from ifes_records.values import contest_kind, count, country, date, joined, name, parentheses, share, undecoded

# The limits of a line that may be a country.
COUNTRY_LENGTH = 200
FORMAL_COUNTRY_WORDS = 30
SHORT_COUNTRY_WORDS = 10

# No status is longer.
STATUS_LENGTH = 60

# A line that is short enough to be a date.
MAYBE_DATE = re.compile(r"[^\d\n]{0,20}\d.{0,20}")
# Jna. 1, 2000      1 Jna 2000
DATE_SHAPE = re.compile(r"[^\W\d_]{3,9}\.? \d{1,2},? \d{4}|\d{1,2} [^\W\d_]{3,9}\.?,? \d{4}")

# A record has one date, one contest and one modified line. A second one, by any of its rules, is kept unread.
DATE_RULES = {"election_date", "unread_date"}
UNIQUE_RULES = {
    "election_date": DATE_RULES,
    "unread_date": DATE_RULES,
    "contest": {"contest"},
    "record_modified": {"record_modified"},
}


@define
class Head:
    """The head as far as it has been read; ``prose`` are lines of it that belong to the body."""

    election: Election = field(factory=Election)
    record_modified: str | None = None
    badge: Participation = field(factory=Participation)
    badge_spans: dict[str, Span] = field(factory=dict)
    prose: list[Token] = field(factory=list)


def read_head(lines: list[RecordTree], context: Context) -> Head:
    """Read the head from its lines, in the order of the text."""
    head = Head()
    texts: list[tuple[int, Token]] = []
    indexes: dict[str, int] = {}
    for index, line in enumerate(lines):
        rule = str(line.data)
        if rule == "head_text" and not indexes.keys() & DATE_RULES and _is_bare_date(context.text(first_token(line))):
            _read_election_date(line, head, context)
            indexes["unread_date"] = index
        elif rule == "head_text":
            texts.append((index, first_token(line)))
        elif indexes.keys() & UNIQUE_RULES.get(rule, set()):
            context.leave_unread(line, "W-HEAD-TWICE", "{text} is the second line of its kind; the first was taken.")
        elif rule in READERS:
            READERS[rule](line, head, context)
            indexes[rule] = index
    _read_badge([first_token(line) for line in lines if line.data == "badge"], head, context)
    boilerplate = [index for index, line in enumerate(lines) if line.data == "boilerplate"]
    _read_country(texts, indexes, boilerplate, head, context)
    _read_contest_name(head, context, lines)
    return head


def _is_bare_date(text: str) -> bool:
    """Whether a line without a status is a date, if not in the header's form: ``June 2024``, ``Jna. 1, 2000``."""
    if not MAYBE_DATE.fullmatch(text):
        return False
    diagnostic = date.parse(text).diagnostic
    return bool(DATE_SHAPE.fullmatch(text)) or diagnostic is None or diagnostic.code != "W-DATE-UNREAD"


def _read_record_modified(line: RecordTree, head: Head, context: Context) -> None:
    head.record_modified = read_modified(line, "modified.record", context)


def read_modified(line: RecordTree, path: str, context: Context) -> str | None:
    """Read the date after a ``… Modified:`` label; if it can't be read, return ``None`` and keep the line unread."""
    written = token_of(line, "TEXT")
    span = context.spans[path] = context.span(written or first_token(line))
    reading = date.parse_modified(context.text(written))
    if reading.value is None:
        # Record Modified: 2023-11-03      (a form of the prose, not of the site)
        other = date.parse(context.text(written))
        reading = other if len(other.value or "") == len("2023-11-03") else reading
    if reading.diagnostic is not None:
        context.report_at(reading.diagnostic, span, path)
        context.keep_unread(context.line_of(line))
    elif written is not None:
        context.claim(span, path)
    return reading.value


def _read_election_date(line: RecordTree, head: Head, context: Context) -> None:
    token, rest = first_token(line), token_of(line, "TEXT")
    text, span = context.text(token), context.span(token)
    if rest is not None and rest[:1].isdigit():
        # March 19, 20234
        text, span = text + context.text(rest), Span(span.start, context.span(rest).end)
        rest = None
    reading = (date.parse_header if token.type == "DATE_START" else date.parse)(text)
    last = _last_day().match(context.source.slice(context.span(rest))) if rest is not None else None
    if last is not None and rest is not None and date.parse_header(squeeze(last["day"])).value is not None:
        # March 18, 2023 - March 19, 2023 Held
        start = context.span(rest).start
        reading, span = date.parse_header(squeeze(last["day"])), Span(span.start, start + last.end("day"))
        text = context.source.read(span)
        behind = context.source.trim(start + last.end(), context.span(rest).end)
        rest = None
        if last["and"]:  # Nov. 19, 2023 and Dec. 3, 2023 Held: no range of days
            message = f"{quoted(text)} has two dates; the last one was taken."
            context.report(Diagnostic("I-DATE-SEVERAL", message, "election.date", span))
        if behind.end > behind.start:
            _set_status(behind, head, context)
    context.claim(span, "election.date")
    context.report_at(reading.diagnostic, context.span(token), "election.date")
    _report_precision(reading.value, text, span, context)
    head.election = evolve(head.election, date=reading.value, date_text=text)
    if rest is not None and len(context.text(rest)) > STATUS_LENGTH:
        context.leave_unread(context.span(rest), "W-HEAD-TEXT")
    elif rest is not None:
        _set_status(context.span(rest), head, context)


@cache
def _last_day() -> re.Pattern[str]:
    """The rest of a line that begins with the first of several days: ``- March 19, 2023 Held``."""
    return re.compile(rf" *(?:[-–—]|to|until|(?P<and>and))(?P<day>{label('DATE_START')})", re.IGNORECASE)


def _report_precision(value: str | None, text: str, span: Span, context: Context) -> None:
    if value is not None and len(value) < len("2023-03-19"):
        message = f"{quoted(text)} has no day; the date is as exact as the text."
        context.report(Diagnostic("I-DATE-NO-DAY", message, "election.date", span))


def _read_unread_date(line: RecordTree, head: Head, context: Context) -> None:
    """Read a line that ends in a status; the text before it is kept as the date's text, whatever it is."""
    token = first_token(line)
    span = context.span(token)
    text = context.text(token)
    found = lexicon.pattern("STATUS_WORD", after="$").search(text)
    assert found is not None
    length = len(found[0])
    written = text[:-length].rstrip(" –-")
    reading = date.parse(written)
    context.claim(context.source.trim(span.start, span.end - length), "election.date")
    context.report_at(reading.diagnostic, span, "election.date")
    _report_precision(reading.value, written, span, context)
    head.election = evolve(head.election, date=reading.value, date_text=written)
    _set_status(Span(span.end - length, span.end), head, context)


def _read_status(line: RecordTree, head: Head, context: Context) -> None:
    if head.election.status_text is None:
        _set_status(context.span(first_token(line)), head, context)
    else:
        context.leave_unread(line, "W-HEAD-TWICE", "{text} is a second status; the first was taken.")


def _set_status(span: Span, head: Head, context: Context) -> None:
    text = context.source.read(span).lstrip("–—- ")
    context.claim(span, "election.status")
    word = text.casefold().replace(" ", "_").replace("canceled", "cancelled")
    status = ElectionStatus(word) if word in set(ElectionStatus) else ElectionStatus.OTHER
    if status is ElectionStatus.OTHER:
        message = f"The status {quoted(text)} is not a known word; it was kept as written."
        context.report(Diagnostic("I-STATUS-OTHER", message, "election.status", span))
    head.election = evolve(head.election, status=status, status_text=text)


def _read_contest(line: RecordTree, head: Head, context: Context) -> None:
    title, span = context.text(first_token(line)), context.span(first_token(line))
    context.claim(span, "election.contest.title")
    context.report_at(
        joined.diagnostic_in_line(title)
        or joined.diagnostic_in_title(title)
        or joined.diagnostic_in_columns(context.source.slice(span))
        or undecoded.diagnostic(title),
        span,
        "election.contest.title",
    )
    head.election = evolve(head.election, contest=Contest(title=title))


READERS = {
    "record_modified": _read_record_modified,
    "election_date": _read_election_date,
    "unread_date": _read_unread_date,
    "status": _read_status,
    "contest": _read_contest,
}


def _read_badge(tokens: list[Token], head: Head, context: Context) -> None:
    """Read badges: ``4,013,462 Registered to Vote``, ``61.3%`` with ``Voted`` on the next line, or a bare label."""
    figure: Token | None = None
    for token in tokens:
        text = context.text(token)
        if token.type == "BADGE_FIGURE":
            if figure is not None:
                context.leave_unread(context.span(figure))
            figure = token
            continue
        match = re.match(r"(?:(?P<figure>[\d,.]+ ?%?) )?(?P<label>\D+)$", text)
        assert match is not None
        end = context.span(token).end
        context.claim(Span(end - len(match["label"]), end), role=Role.LABEL)
        if match["figure"] and figure is not None:
            context.leave_unread(context.span(figure))
        written = match["figure"] or (context.text(figure) if figure is not None else None)
        if written is not None:
            span = context.span(token if match["figure"] or figure is None else figure)
            if match["figure"]:
                span = context.source.trim(span.start, span.end - len(match["label"]))
            _set_badge(written, match["label"], span, head, context)
        figure = None
    if figure is not None:
        context.leave_unread(context.span(figure))


def _set_badge(written: str, label: str, span: Span, head: Head, context: Context) -> None:
    """Add the figure of a badge: a share if it has a percent sign or decimals, or is at most 100; else a count."""
    voted = label.casefold() == "voted"
    path = "participation.cast_votes" if voted else "participation.registered_voters"
    percent = pattern("SHARE").fullmatch(written) or (written.isdecimal() and int(written) <= 100)
    if voted and percent:
        path = "participation.turnout_percent"
    if path in head.badge_spans:
        context.leave_unread(span, "W-HEAD-TWICE", "{text} is a second badge of its kind; the first was taken.")
        return
    if path == "participation.turnout_percent":
        reading = share.parse(written)
        head.badge = evolve(head.badge, turnout_percent=reading.value)
        context.report_at(reading.diagnostic, span, path)
    else:
        figure = count.parse(written)
        context.report_at(figure.diagnostic, span, path)
        field_name = path.removeprefix("participation.")
        changes: dict[str, Any] = {field_name: figure.value, f"{field_name}_text": written}
        head.badge = evolve(head.badge, **changes)
    head.badge_spans[path] = span
    context.report(
        Diagnostic(
            "I-BADGE", f"{quoted(f'{written} {label}')} was read from the badge beside the country.", path, span
        )
    )


def _read_country(
    texts: list[tuple[int, Token]], indexes: dict[str, int], boilerplate: list[int], head: Head, context: Context
) -> None:
    """Find the country among the lines that no other rule reads; ``indexes`` has the line of each rule.

    Lines above the date are the site's menu if several of the ``boilerplate`` lines are there.

    Between the date and the contest there may be a short name, a formal name, both, the same name twice, or none.
    """
    start = indexes.get("election_date", indexes.get("unread_date", indexes.get("status", -1)))
    end = indexes.get("contest", texts[-1][0] + 1 if texts else 0)
    above = [token for index, token in texts if index < start]
    between = [token for index, token in texts if start <= index < end]
    below = [token for index, token in texts if index >= end]
    named = [token for token in between if _may_be_country(context.text(token))]
    if not named:
        for tokens in (above, below):
            named = [token for token in tokens if country.find(context.text(token))]
            if named:
                message = "The country is not in its usual place, between the date and the contest."
                context.report(Diagnostic("I-COUNTRY-PLACE", message, "election.country", context.span(named[0])))
                break
    if len(named) > 2:
        known = [token for token in named if country.find(context.text(token))]
        # Andorra / Andorra / Principality of Andorra: the repeated line is ignored.
        different = {context.text(token): token for token in reversed(known or named)}
        named = sorted(different.values(), key=lambda token: token.start_pos or 0)[:2]
    _set_country(named, head, context)
    menu = len([index for index in boilerplate if index < start]) > 1
    taken = set(map(id, named))  # by identity, since tokens with the same text are equal
    for tokens in (above, between, below):
        for token in tokens:
            if id(token) in taken:
                continue
            if tokens is below or (tokens is between and not _may_be_country(context.text(token))):
                head.prose.append(token)
            elif tokens is above and menu:
                context.claim(context.span(token), role=Role.BOILERPLATE)
            else:
                context.leave_unread(context.span(token), "W-HEAD-TEXT")


def _may_be_country(text: str) -> bool:
    return bool(country.find(text)) or (
        len(text) <= COUNTRY_LENGTH
        and len(text.split()) <= (FORMAL_COUNTRY_WORDS if _formal_word().search(text) else SHORT_COUNTRY_WORDS)
        and not re.search(r"[.:;!?…”\"]$|https?://|\d", text)
    )


def _set_country(named: list[Token], head: Head, context: Context) -> None:
    if not named:
        return
    if len(named) == 2 and _is_formal(context.text(named[0])) and not _is_formal(context.text(named[1])):
        named = [named[1], named[0]]
    written = [context.text(token) for token in named]
    formal, short = written[-1], written[0] if len(written) > 1 else None
    entries = [entry for entry in map(country.find, written) if entry]
    entry = entries[-1] if entries else None
    span = context.span(named[-1])
    context.claim(span, "election.country.formal_name")
    if short is not None:
        context.claim(context.span(named[0]), "election.country.short_name")
    for token, text in zip(named, map(context.text, named), strict=True):
        context.report_at(joined.diagnostic_in_line(text), context.span(token), "election.country")
    if entry is None:
        message = f"The country {quoted(formal)} is not in the table of countries; it has no codes."
        context.report(Diagnostic("W-COUNTRY-UNKNOWN", message, "election.country", span))
    elif len({found.name for found in entries}) > 1:
        message = f"The lines {' and '.join(map(quoted, written))} name different countries; the second was taken."
        context.report(Diagnostic("W-COUNTRY-CONFLICT", message, "election.country", span))
    elif len(entries) < len(written):
        other = next(token for token in named if not country.find(context.text(token)))
        message = f"{quoted(context.text(other))} is not in the table of countries; the line beside it is."
        context.report(Diagnostic("W-COUNTRY-UNKNOWN", message, "election.country.short_name", context.span(other)))
    head.election = evolve(
        head.election,
        country=Country(
            name=entry.name if entry else None,
            short_name=short,
            formal_name=formal,
            alpha2=entry.alpha2 if entry else None,
            alpha3=entry.alpha3 if entry else None,
            ocd_id=entry.ocd_id if entry else None,
        ),
    )


def _formal_word() -> re.Pattern[str]:
    return lexicon.pattern("FORMAL_WORD", r"\b", r"\b")


def _is_formal(text: str) -> bool:
    """Whether a name is formal: ``Republic of Moldova``, but not the inverted ``Moldova, Republic of``."""
    return bool(_formal_word().search(text)) and ", " not in text


def _read_contest_name(head: Head, context: Context, lines: list[RecordTree]) -> None:
    title = head.election.contest.title
    if title is None:
        return
    contest = Contest(title, name.parse_contest(title, head.election.country.alpha2))
    span = next(context.span(first_token(line)) for line in lines if line.data == "contest")
    context.report_at(parentheses.diagnostic_in(title), span, "election.contest.name")
    kind = contest_kind.of_title(squeeze(title))
    head.election = evolve(head.election, contest=contest, kind=kind or ElectionKind.OTHER)
