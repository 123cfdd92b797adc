"""When the last election was: the dates of votes that a text gives, and the one that is the last election's."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TypeAlias

from attrs import frozen
from lark import Token

from ifes_records.diagnostics import Diagnostic
from ifes_records.sections.last_clauses import Sentence, reader
from ifes_records.sections.lines import Body, Report
from ifes_records.text import lexicon, phrases
from ifes_records.text.words import Word
from ifes_records.values import country, date

# Reports a diagnostic about a part, such as the year.
ReportPart: TypeAlias = Callable[[Diagnostic, str], None]


@frozen
class Mention:
    """The date of a vote, with the number of its sentence."""

    year: int
    date: str | None
    sentence: int
    names_last: bool
    names_vote: bool


def mentions(sentence: Sentence, number_: int, body: Body, report: ReportPart) -> Iterator[Mention]:
    """Yield the dates of votes in a sentence, which has a number in its text."""
    dated = [at for at, word in enumerate(sentence) if word.kinds[0] == "DATED"]
    names_vote = bool(dated) and sentence.has("vote")
    if not dated or (sentence.has("event") and not names_vote):
        return
    limit = int(body.date[:4]) if body.date else 2100
    names_last = names_vote and sentence.has("last")
    clauses = _clauses_of_votes(sentence)
    without_year: list[str] = []
    years: set[int] = set()
    for at in dated:
        word = sentence[at]
        if not clauses[at] or not _is_of_vote(sentence, at):
            continue
        assert word.tree is not None
        is_bare = word.tree.children[0] if len(word.tree.children) == 1 else None
        if at and isinstance(is_bare, Token) and is_bare.type == "YEAR":
            continue  # Kedem 2005 ended up in opposition
        found = date_of(word, body, lambda noticed: report(noticed, "date"))
        if found is not None and found[0] <= limit:
            years.add(found[0])
            yield Mention(*found, number_, names_last, names_vote)
        without_year += [body.source.read(phrases.span(tree)) for tree in word.tree.find_data("date") if not found]
    if len(years) == 1:  # on November 19 and December 3, 2017
        for written in without_year:
            reading = date.parse(f"{written} {min(years)}").value
            if reading is not None:
                yield Mention(min(years), reading, number_, names_last, names_vote)


def _clauses_of_votes(sentence: Sentence) -> list[bool]:
    """For each word, whether its clause is not only about another event or another vote."""
    of_votes: list[bool] = []
    ends = (at for at, word in enumerate(sentence) if reader().is_boundary(word))
    for end in (*ends, len(sentence)):
        start = len(of_votes)
        only_event = sentence.has("event", start, end) and not sentence.has("vote", start, end)
        is_of_vote = not (only_event or sentence.has("other_vote", start, end))
        of_votes += [is_of_vote] * (end - start + 1)  # with the boundary
    return of_votes


def _is_of_vote(sentence: Sentence, at: int) -> bool:
    """Whether the words around a date do not say that it is of another event."""
    if _is_after_vote(sentence, at):
        return False
    start = max(0, at - 3)
    if [word.text.lower() for word in sentence[start + 1 : at]] == ["before", ","]:
        start = at  # Only one vote came before, in 2006.
    # more than in 2010      since 2003      the 2010 constitution      the 2017 referendum
    is_other = sentence.has("event", at + 1, at + 2) or sentence.has("other_vote", at + 1, at + 2)
    return not (sentence.has("other_year", start, at) or is_other)


def _is_after_vote(sentence: Sentence, at: int) -> bool:
    """Whether a date is of what became of a vote: ``The elections were annulled on 3 June 2019``."""
    kinds = reader().kinds("after_vote")
    since = next((here + 1 for here in range(at - 1, -1, -1) if not kinds.isdisjoint(sentence.kinds[here])), None)
    return since is not None and not sentence.has("vote", since, at + 1)


def names_other_country(sentence: Sentence, body: Body) -> bool:
    """Whether a sentence names another country: ``In 2009 the Bloc had won 12 seats in Togo``."""
    if sentence.has("elsewhere") or body.alpha2 is None:
        return sentence.has("elsewhere")
    names = (tree for word in sentence if word.tree for tree in word.tree.find_data("name"))
    found = (country.find(body.source.read(phrases.span(tree))) for tree in names)
    return any(each is not None and each.alpha2 != body.alpha2 for each in found)


def date_of(word: Word, body: Body, report: Report = lambda _: None) -> tuple[int, str | None] | None:
    """Return the year and the date of a phrase: ``(2014, "2014-05-06")``."""
    assert word.tree is not None
    whole = next(word.tree.find_data("date"), None)
    if whole is None:
        year = next(
            (str(t) for t in word.tree.scan_values(lambda v: isinstance(v, Token) and v.type == "YEAR")), None
        )
        return (int(year), year) if year else None
    written = body.source.read(phrases.span(whole))
    year = next((figure for figure in re.findall(r"\d{4}", written)), None)
    days = next(whole.find_data("days"), None)
    if days is not None and len([t for t in days.children if isinstance(t, Token) and t[0].isdigit()]) > 1:
        month = lexicon.pattern("MONTH").search(written)  # April 11 and 25, 2010
        return (int(year), date.parse(f"{month[0]} {year}").value if month else None) if year else None
    reading = date.parse(written.replace(" of ", " "))
    if reading.diagnostic and reading.diagnostic.code not in ("W-DATE-AMBIGUOUS", "W-DATE-UNREAD", "W-DATE-NO-YEAR"):
        report(reading.diagnostic)
    if not year or (reading.diagnostic and reading.diagnostic.code in ("W-DATE-FAR", "W-DATE-UNREAD")):
        return None
    return int(year), reading.value


def year(mentions: list[Mention], report: ReportPart) -> int | None:
    """Return the only year; of several, the one named as last, or the first if it is also the latest.

    One named as last is not, if a later vote was told before: ``won in 2020. In the previous elections, in 2016, …``
    """
    voted = [mention for mention in mentions if mention.names_vote]
    named_last = [mention for mention in mentions if mention.names_last]
    if named_last and any(each.year > named_last[0].year for each in voted[: voted.index(named_last[0])]):
        named_last = []
    for chosen in (mentions, named_last, voted):
        if len({mention.year for mention in chosen}) == 1:
            return chosen[0].year
    years = sorted({mention.year for mention in mentions})
    if not years or (voted and voted[0].year == years[-1]):
        return years[-1] if years else None
    message = f"The text does not say plainly which of {', '.join(map(str, years))} is the year; none was taken."
    report(Diagnostic("W-LAST-ELECTION-YEAR", message), "year")
    return None


def common(dates: set[str], year: int | None) -> str | None:
    """Return the date, as exact as all dates of that year are: of two days of a month, the month."""
    exact = {each for each in dates if len(each) > 4}
    if len(exact) == 1:
        return exact.pop()
    months = {each[:7] for each in exact}
    return months.pop() if len(months) == 1 else str(year) if year is not None else None
