"""The votes in the rows of a table against the votes counted. Each question of a referendum is a table of its own."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from ifes_records.checks.figures import in_percent, one_digit_off
from ifes_records.checks.questions import is_whole, texts_of
from ifes_records.diagnostics import Diagnostic
from ifes_records.model.body import SectionKind
from ifes_records.model.record import ElectionRecord
from ifes_records.model.results import ResultKind
from ifes_records.text import lexicon

# A thousandth: rows and totals are often from different days of the count.
SMALL = 0.001

# Five percent is the most common electoral threshold: parties that are left out below it won no seats.
LEFT_OUT = 0.05

# A referendum has no answers to leave out, so this finds blank votes that count as valid.
LEFT_OUT_OF_REFERENDUM = 0.001

# Too much for a slip in a total, but not if one voter in five casts a second vote.
SEVERAL_VOTES = 1.2

# A figure that lost its last three digits is a thousandth of what it was. No lists of candidates and no tables of
# parties with seats were found that differ by a hundred and are right.
SCALE = 100
FEWEST_PARTIES = 3


def row_votes_against_valid(record: ElectionRecord) -> Iterator[Diagnostic]:
    """The rows add up to no more than the valid votes (or the votes cast, if the valid votes are not given).

    An excess of more than a thousandth is a warning, because one of the figures must be wrong; a smaller one is
    information. If the excess is at least a fifth, and the electoral system mentions several members, several votes
    or a mixed system, voters may have several votes each: information.
    """
    counts = record.participation
    name = "valid votes" if counts.valid_votes else "votes cast"
    total = counts.valid_votes or counts.cast_votes
    sums = [sum(row.votes or 0 for row in result.rows) for result in record.results]
    several = bool(total) and max(sums, default=0) >= SEVERAL_VOTES * (total or 0) and _several_votes(record)
    for index, (result, votes) in enumerate(zip(record.results, sums, strict=True)):
        if not total or votes <= total:
            continue
        message = f"The rows have {votes:,} votes, {votes - total:,} ({in_percent(votes - total, total)}) more than "
        message += f"the {total:,} {name}"
        path = f"results[{index}]"
        if several and votes >= SEVERAL_VOTES * total and result.kind is not ResultKind.REFERENDUM:
            message += "; the electoral system may give each voter several votes."
            yield Diagnostic("I-SUM-VOTES-SEVERAL", message, path, result.span)
        elif votes - total > SMALL * total or one_digit_off(total, votes):
            yield Diagnostic("W-SUM-VOTES-ABOVE", f"{message}.", path, result.span)
        else:
            yield Diagnostic("I-SUM-VOTES-ABOVE", f"{message}.", path, result.span)


def row_votes_below_valid(record: ElectionRecord) -> Iterator[Diagnostic]:
    """The rows leave out few of the valid votes, if the table is whole and has all its votes.

    Tables often leave out small parties, so up to five percent is not reported. A referendum has no answers to leave
    out, so a thousandth is. A warning if the rows leave out more votes than the largest row has, because the winner
    may be missing, or if the difference is in a single digit.
    """
    valid = record.participation.valid_votes
    for index, result in enumerate(record.results):
        votes = [row.votes for row in result.rows if row.votes is not None]
        missing = (valid or 0) - sum(votes)
        if not valid or missing <= 0 or not any(votes) or len(votes) < len(result.rows):
            continue
        if not is_whole(record, result):
            continue
        path, most = f"results[{index}]", max(votes)
        message = f"The rows have {sum(votes):,} votes, {missing:,} ({in_percent(missing, valid)}) fewer than the "
        message += f"{valid:,} valid votes"
        small = LEFT_OUT_OF_REFERENDUM if result.kind is ResultKind.REFERENDUM else LEFT_OUT
        if one_digit_off(valid, sum(votes)):
            message += "; one digit may be wrong."
            yield Diagnostic("W-SUM-VOTES-BELOW", message, path, result.span)
        elif missing > most:
            message += f"; that is more than the largest row has ({most:,}), so the winner may be missing."
            yield Diagnostic("W-SUM-VOTES-BELOW", message, path, result.span)
        elif missing > small * valid:
            yield Diagnostic("I-SUM-VOTES-BELOW", f"{message}.", path, result.span)


def row_votes_in_proportion(record: ElectionRecord) -> Iterator[Diagnostic]:
    """No candidate has less than a hundredth of the votes of one below, and no party a hundredth of the others' for
    each seat, or a hundred times as many.

    Candidates are listed from the most votes to the fewest. Parties are compared if three have seats and votes.
    """
    for index, result in enumerate(record.results):
        votes = [(number, row.votes, row.seats_won) for number, row in enumerate(result.rows) if row.votes]
        odd: list[int] = []
        if result.kind is ResultKind.CANDIDATE:
            most = 0
            for number, own, _ in reversed(votes):
                odd += [number] if own * SCALE < most else []
                most = max(most, own)
        elif len(ratios := [(number, own / seats) for number, own, seats in votes if seats]) >= FEWEST_PARTIES:
            usual = median(ratio for _, ratio in ratios)
            odd = [number for number, ratio in ratios if not usual / SCALE <= ratio <= usual * SCALE]
        for number in sorted(odd):
            row = result.rows[number]
            message = f"{row.votes:,} votes are out of proportion to those of the other rows; digits may be lost."
            yield Diagnostic("W-VOTES-SCALE", message, f"results[{index}].rows[{number}].votes", row.span)


def _several_votes(record: ElectionRecord) -> bool:
    rules = [rule.constituencies or "" for rule in record.electoral_system]
    has_several = lexicon.pattern("SEVERAL_VOTES", r"\b").search
    return any(has_several(text) for text in (*rules, *texts_of(record, SectionKind.ELECTORAL_SYSTEM)))
