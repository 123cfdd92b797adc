"""Key deadlines: what has to be done, and until when."""

from __future__ import annotations

import datetime

from attrs import frozen
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, composite

from ifes_records.model.body import Block, SectionKind
from ifes_records.model.facts import Deadline
from ifes_records.strategies.once import sampled_from
from ifes_records.strategies.sections.draft import SectionDraft, bullet, drafts, figures_left, gaps, keyed, paragraph
from ifes_records.strategies.sections.words import MONTHS, day_texts, sentences, weekday_text

HEADINGS = ("Key Deadlines", "Key deadlines", "Key Dates", "Key Deadline")
KEYS = (
    "Candidate filing deadline", "Voter registration deadline", "Party list submission deadline",
    "Overseas voter registration deadline", "Candidate registration deadline", "Party registration deadline",
)  # fmt: skip
_WHO = ("Prospective voters", "Citizens abroad", "Candidates", "Parties and coalitions", "Independent hopefuls")
_TASKS = (
    "register", "request a ballot by mail", "file their papers", "withdraw their names", "lodge complaints",
    "ask to vote elsewhere", "hand in their accounts", "collect their cards",
)  # fmt: skip


@frozen
class _When:
    """A day as written, its date, and whether its year is told."""

    text: str
    date: str
    has_year: bool = True


@composite
def _whens(draw: DrawFn, election: datetime.date | None, *, plain: bool) -> _When:
    """A day in the year before the election."""
    last = election or datetime.date(2016, 6, 5)
    day = draw(st.dates(last - datetime.timedelta(days=300), last))
    texts = [_When(text, day.isoformat()) for text in (*day_texts(day), weekday_text(day))]
    if not plain and election and not (day.month == 2 and day.day == 29):
        texts.append(_When(f"{day.day} {MONTHS[day.month - 1]}", day.isoformat(), has_year=False))
    return draw(sampled_from(texts))


@composite
def _keyed(draw: DrawFn, when: _When) -> tuple[Block, Deadline]:
    """``Candidate filing deadline: 24 June 2023``; the key alone makes a deadline, its day may be missing."""
    key, gap = draw(sampled_from(KEYS)), draw(gaps())
    value, date = draw(sampled_from([(when.text, when.date), (when.text, when.date), ("N/A", None)]))
    block = keyed(key, value, gap=gap, level=draw(sampled_from([1, 1, 1, 0])))
    inferred = not when.has_year and date is not None
    return block, Deadline(block.text, key, date, inferred)


@composite
def _told(draw: DrawFn, when: _When) -> tuple[Block, Deadline]:
    """A sentence that says until when something has to be done; no field holds a time of day."""
    who, task = draw(sampled_from(_WHO)), draw(sampled_from(_TASKS))
    day = when.text
    text, what = draw(
        sampled_from(
            (
                (f"{who} have until {day} to {task}.", f"{who} have … {task}"),
                (f"{who} may {task} until {day}.", f"{who} may {task}"),
                (f"{who} must {task} by {day}.", f"{who} must {task}"),
                (f"{who} must {task} no later than {day}.", f"{who} must {task}"),
                (f"{who} have to {task} on or before {day}.", f"{who} have to {task}"),
                (f"The deadline for {who.lower()} to {task} is {day}.", f"The deadline for {who.lower()} to {task}"),
                (f"{day} for {who.lower()} to {task}", f"{who.lower()} to {task}"),
                (f"{day}: {who.lower()} {task}", f"{who.lower()} {task}"),
                (f"The last day for {who.lower()} to {task} was {day}.", f"The last day for {who.lower()} to {task}"),
                (f"Registration closes on {day}.", "Registration closes"),
                (f"The period to {task} ends on {day}.", f"The period to {task} ends"),
                (f"Deadline to {task}: {day}", f"Deadline to {task}"),
                (f"Last day to {task}: {day}", f"Last day to {task}"),
                (f"{who} can {task} through {day}.", f"{who} can {task}"),
                (f"{who} may {task} until midnight on {day}.", f"{who} may {task}"),
                (f"{who} may {task} until 5 p.m. on {day}.", f"{who} may {task}"),
                (f"{who} may {task} by the close of business on {day}.", f"{who} may {task}"),
                (f"{task.capitalize()}: {day}", task.capitalize()),
                (f"{task.capitalize()} ({who.lower()}): {day}", f"{task.capitalize()} ({who.lower()}"),
                (f"The deadline for {who.lower()} was extended to {day}.", f"The deadline for {who.lower()}"),
                (f"The deadline to {task} is set for {day}.", f"The deadline to {task}"),
                (f"{who} may {task} up to and including {day}.", f"{who} may {task}"),
                (f"{day} is the last day to {task}.", task),
                (f"By {day}, {who.lower()} must {task}.", f"{who.lower()} must {task}"),
            )
        )
    )
    block = bullet(text) if draw(st.integers(0, 3)) else paragraph(text)
    return block, Deadline(text, what, when.date, not when.has_year)


@composite
def deadlines(draw: DrawFn, date: str | None = None, *, plain: bool = True) -> SectionDraft:
    """The section on deadlines. Unless ``plain``, a day may lack its year, which the election's date gives."""
    election = datetime.date.fromisoformat(date) if date and len(date) == len("2023-03-19") else None
    blocks: list[Block] = []
    found: list[Deadline] = []
    for _ in range(draw(st.integers(1, 4))):
        when = draw(_whens(election, plain=plain))
        block, deadline = draw(st.one_of(_keyed(when), _told(when)))
        blocks.append(block)
        found.append(deadline)
    if draw(st.integers(0, 3)) == 0:
        blocks.append(paragraph(draw(sentences())))
    codes = tuple(code for deadline in found for code in _codes(deadline))
    return draw(drafts(SectionKind.DEADLINES, HEADINGS, blocks, {"deadlines": tuple(found)}, codes=codes))


def _codes(deadline: Deadline) -> tuple[str, ...]:
    """The diagnostics of a deadline. The hour may be the same figure as its day or month."""
    if deadline.year_inferred:
        return ("I-YEAR-INFERRED",)
    if "5 p.m." not in deadline.text or deadline.date is None:
        return ()
    return figures_left("5", *map(int, deadline.date.split("-")))
