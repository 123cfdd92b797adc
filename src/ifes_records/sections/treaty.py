"""Conventions: CEDAW, on women, and CRPD, on people with disabilities.

The old form has two questions, the new one a summary:

Is Kenya a signatory to CEDAW: No
Has Kenya ratified CEDAW: Yes, accession (9 March 1984)

CEDAW Status: Signed 4 December 1980, Ratified 2 July 1992
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve, frozen
from lark import Token, Tree

from ifes_records.model.facts import Treaty, TreatyStatus
from ifes_records.sections.dated_count import Datum, find
from ifes_records.sections.lines import Body
from ifes_records.span import Span
from ifes_records.values import date

DAYS = ("DATE", "ODD_DATE", "ODD_MONTH", "YEAR")


@frozen
class Step:
    """One step towards a convention: whether it was taken, and on which day (as written)."""

    taken: bool | None = None
    day: str | None = None
    accession: bool = False


@frozen
class Steps:
    """Signature and ratification, as far as a line gives them."""

    signed: Step = Step()
    ratified: Step = Step()


def read(body: Body, name: str, path: str) -> Treaty | None:
    """Read the country's status with a convention (``CEDAW``); ``None`` if no line is about it.

    ``has_signed`` and ``has_ratified`` are ``None`` if the lines don't say, or say ``N/A``.
    """
    signature = find(body, path, f"{name}_SIGNED_KEY")
    ratification = find(body, path, f"{name}_RATIFIED_KEY")
    status = find(body, path, f"{name}_STATUS_KEY")
    lines = [datum for datum in (signature, ratification, status) if datum is not None]
    if not lines:
        return None
    summary = _status(status) if status else Steps()
    answers = Steps(
        _answer(signature, "SIGNED") if signature else Step(),
        _answer(ratification, "RATIFIED") if ratification else Step(),
    )
    signed = answers.signed if answers.signed.taken is not None else summary.signed
    ratified = answers.ratified if answers.ratified.taken is not None else summary.ratified
    if signed.accession:
        # Is Kenya a signatory to CEDAW: Yes, accession (12 March 1987)
        if ratified.taken is False and signature is not None:
            signature.report_unparsed()
        ratified = signed if ratified.taken is None else ratified
        signed = Step(taken=signed.taken)
    lines.sort(key=lambda datum: datum.span)
    return Treaty(
        text=" ".join(datum.block.text for datum in lines),
        status=_furthest(signed, ratified),
        has_signed=signed.taken,
        signed=_day(signed, signature or lines[0], ".signed"),
        has_ratified=ratified.taken,
        ratified=_day(ratified, ratification or signature or lines[-1], ".ratified"),
        span=Span(lines[0].span.start, max(datum.span.end for datum in lines)),
    )


def _furthest(signed: Step, ratified: Step) -> TreatyStatus | None:
    if ratified.taken:
        return TreatyStatus.ACCESSION if ratified.accession else TreatyStatus.RATIFIED
    if signed.taken:
        return TreatyStatus.SIGNED
    neither = signed.taken is False and ratified.taken is False
    return TreatyStatus.NONE if neither else None


def _day(step: Step, datum: Datum, part: str) -> str | None:
    return datum.value_of(date.parse(step.day), part) if step.day else None


def _pieces(tree: Tree[Token]) -> Iterator[Token]:
    return (token for token in tree.scan_values(lambda value: isinstance(value, Token)))


def _answer(datum: Datum, asked: str) -> Step:
    """Read the answer to one of the two questions: ``Yes, accession (12 March 1987)``.

    A date belongs to the answer only if no other step is named beside it.
    """
    if not datum.has_value:
        return Step()
    tree = datum.tree("treaty")
    pieces = list(_pieces(tree)) if tree else []
    kinds = [piece.type for piece in pieces]
    days = [str(piece) for piece in pieces if piece.type in DAYS]
    others = set(kinds) - {*DAYS, "YES", asked, "ACCESSION"}
    if kinds in (["NO"], ["NOT"], ["NOT", asked]):
        return Step(taken=False)
    if pieces and not others and len(days) < 2:
        return Step(True, next(iter(days), None), "ACCESSION" in kinds)
    answer = datum.tree("answer")
    said = next(_pieces(answer)).type if answer else None
    datum.report_unparsed()
    return Step(taken={"YES": True, "NO": False}.get(said or ""))


def _status(datum: Datum) -> Steps:
    """Read ``Signed 4 December 1980, Ratified 2 July 1992``, each step with the date beside it."""
    if not datum.has_value:
        return Steps()
    tree = datum.tree("treaty")
    steps = _in_turn([piece for piece in _pieces(tree) if piece.type != "YES"]) if tree else None
    if steps is None:
        datum.report_unparsed()
        return Steps()
    return steps


def _in_turn(pieces: list[Token]) -> Steps | None:
    """Read the steps in order; ``None`` if a piece belongs to no step, or a step is named twice."""
    found: dict[str, Step] = {}
    name, negated, early_day = "", False, None
    for piece in pieces:
        step = found.get(name, Step())
        if piece.type == "NOT":
            negated = True
        elif piece.type == "ACCESSION" and name == "RATIFIED" and not step.accession:
            found[name] = evolve(step, accession=True)  # `Ratified by accession`, `Ratified 26 Aug 1998 by accession`
        elif piece.type == "RATIFIED" and name == "RATIFIED" and not step.day:
            pass  # `Ratified by succession`
        elif piece.type in ("SIGNED", "RATIFIED", "ACCESSION"):
            name = "SIGNED" if piece.type == "SIGNED" else "RATIFIED"
            if name in found:
                return None
            found[name] = Step(not negated, early_day, accession=piece.type == "ACCESSION")
            early_day, negated = None, False
        elif piece.type in DAYS and (not name or step.day) and early_day is None:
            early_day = str(piece)
        elif piece.type in DAYS and step.taken and not step.day:
            found[name] = evolve(step, day=str(piece))
        else:
            return None
    if early_day is not None or negated or not found:
        return None
    return Steps(found.get("SIGNED", Step()), found.get("RATIFIED", Step()))
