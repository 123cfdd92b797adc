"""Records to look at: HTML pages, and results as pictures."""

from ifes_records.diagnostics import quoted
from ifes_records.model import Result
from ifes_records.show.page import page
from ifes_records.show.pictures import Picture, pictures, pictures_of


def svg(result: Result, kind: str = "votes", *, at_stake: int | None = None) -> str | None:
    """Return a result as SVG: its ``votes`` as bars, or its ``seats`` as a hemicycle.

    Where a row has no figure, a note replaces its bar. ``at_stake`` is the number of seats that there were to win;
    those that no row has are hollow. Returns ``None`` if the result has no such figures, or more seats than can be
    drawn. Raises ``ValueError`` for another ``kind``.
    """
    if kind not in ("votes", "seats"):
        raise ValueError(f"{quoted(kind)} is not a kind of picture; the kinds are “votes” and “seats”.")
    return next((one.svg for one in pictures_of(result, at_stake=at_stake) if one.kind == kind), None)


__all__ = ["Picture", "page", "pictures", "pictures_of", "svg"]
