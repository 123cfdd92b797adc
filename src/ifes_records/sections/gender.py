"""Gender data: women in the population, among candidates and in parliament, CEDAW, quotas, indices.

Female Population: 10,209,648 (2022 est.)
Gender Quota: Yes, 30% of each list
Female candidates in this election: 99 (14.16%)
Number of Female Legislators (pre-election): 29/106 (27.4%) in the Mazhilis and 9/48 (18.8%) in the Senate
Human Development Index (HDI) Position: 0.639, Medium, Rank 131 (2021)
Social Institutions and Gender Index (SIGI) Categorization: Low (2014)
"""

from __future__ import annotations

import re

from attrs import evolve, frozen
from lark import Token, Tree

from ifes_records.model.facts import FemaleCandidates, FemaleLegislators, Gender, GenderQuota, IndexEntry
from ifes_records.sections import treaty
from ifes_records.sections.chambers import count_in
from ifes_records.sections.dated_count import Datum, find, read_count, tokens
from ifes_records.sections.lines import Body
from ifes_records.text import lexicon
from ifes_records.text.phrases import prose
from ifes_records.values import count, date, mark, number, share

LEGISLATORS = "gender.female_legislators"
COUNTS = ("COUNT", "COUNT_IN_WORDS", "NEXT_FIGURE")
# All up to the last share in a text, and the word after it
UP_TO_SHARE = re.compile(r".*(?:%|per ?cent\b)\S*(?: \S+)?", re.IGNORECASE | re.DOTALL)


def read(body: Body) -> Gender:
    """Read the facts by their keys, in any section."""
    quota = find(body, "gender.quota", "QUOTA_KEY")
    candidates = find(body, "gender.female_candidates", "FEMALE_CANDIDATES_KEY")
    legislators = find(body, LEGISLATORS, "FEMALE_LEGISLATORS_KEY")
    hdi = find(body, "gender.hdi_position", "HDI_KEY")
    sigi = find(body, "gender.sigi", "SIGI_KEY")
    rank, category = _rank(hdi) if hdi else None, _category(sigi) if sigi else None
    return Gender(
        female_population=read_count(body, "gender.female_population", "FEMALE_POPULATION_KEY"),
        cedaw=treaty.read(body, "CEDAW", "gender.cedaw"),
        quota=_quota(quota) if quota else None,
        female_candidates=_candidates(candidates) if candidates else None,
        female_legislators=_legislators(legislators) if legislators else (),
        hdi=evolve(_entry(hdi), rank=rank) if hdi and hdi.has_value else None,
        hdi_position=rank,
        hdi_text=hdi.block.value if hdi else None,
        sigi_entry=evolve(_entry(sigi), level=category) if sigi and sigi.has_value else None,
        sigi=category,
        sigi_text=sigi.block.value if sigi else None,
    )


def _quota(datum: Datum) -> GenderQuota:
    """Read ``Yes, 30% of each list``; a share alone, ``30%``, also means yes."""
    quota = GenderQuota(datum.block.text, span=datum.block.span)
    if not datum.has_value:
        return quota
    tree = datum.tree("answer")
    if tree is None:
        datum.report_unparsed(part=".has")
        return evolve(quota, detail=_bare(datum.value))
    detail = next(iter(tokens(tree, "DETAIL", "QUOTA_SHARE")), None)
    has = bool(tokens(tree, "YES", "QUOTA_SHARE"))
    shares = _shares(detail or "")
    percent = number.percent(shares[0]) if len(shares) == 1 else None
    return evolve(quota, has=has, detail=_bare(detail) if detail else None, percent=percent)


def _shares(text: str) -> list[Tree[Token]]:
    """Return the shares in a text, which is read no further than that: ``30%``, ``30 percent``."""
    begins = UP_TO_SHARE.match(text)
    words = (word for sentence in prose("phrases.lark").sentences(begins[0] if begins else "") for word in sentence)
    return [word.tree for word in words if word.tree is not None and word.kinds[0] == "PERCENT"]


def _bare(detail: str) -> str:
    """Strip a detail's footnote mark and unbalanced parenthesis."""
    text = mark.without(detail).strip()
    return text.removesuffix(")").strip() if text.count(")") > text.count("(") else text


def _candidates(datum: Datum) -> FemaleCandidates:
    """Read ``Yes``, ``N/A`` or ``2,143 (44.3%)``; a count above zero also means yes."""
    found = FemaleCandidates(datum.block.text, span=datum.block.span)
    if not datum.has_value:
        return found
    women = datum.tree("candidates")
    if women is not None:
        figures = _figures(datum, women, "")
        has = bool(tokens(women, "YES")) or (None if figures.any is None else figures.any > 0)
        return evolve(found, has=has, count=figures.count, percent=figures.percent)
    tree = datum.tree("answer")
    if tree is None or tokens(tree, "QUOTA_SHARE"):
        datum.report_unparsed()
        return found
    for detail in tokens(tree, "DETAIL") or filter(None, [datum.lost_mark]):
        datum.report_unparsed(detail)  # `Yes 4` may be four women, or a footnote's mark
    return evolve(found, has=bool(tokens(tree, "YES")))


def _legislators(datum: Datum) -> tuple[FemaleLegislators, ...]:
    """Read a figure for each chamber; nothing is read if a part of the line is in an unknown form."""
    if not datum.has_value:
        return ()
    tree = datum.tree("legislators")
    if tree is None:
        datum.report_unparsed()
        return ()
    found: list[FemaleLegislators] = []
    for chamber in tree.children:
        if not isinstance(chamber, Tree):
            continue
        figures = _figures(datum, chamber, f"[{len(found)}]")
        if figures.any is not None:
            name = _chamber_name(datum, chamber)
            found.append(
                FemaleLegislators(
                    datum.block.text,
                    figures.count,
                    figures.of,
                    figures.percent,
                    name,
                    _as_of(chamber),
                    span=datum.block.span,
                )
            )
    return tuple(found)


def _as_of(chamber: Tree[Token]) -> str | None:
    """Read the date of ``(following the May 2012 election)``, ``(as of 2020)``."""
    dates = {
        date.parse(word.text).value
        for remark in tokens(chamber, "WOMEN_REMARK")
        for sentence in prose("phrases.lark").sentences(remark)
        for word in sentence
        if word.kinds[0] in ("DATE", "YEAR")
    }
    return dates.pop() if len(dates) == 1 else None


def _chamber_name(datum: Datum, chamber: Tree[Token]) -> str | None:
    """Find the name of the chamber in ``4 in the Chamber of Deputies`` or ``Chamber of Deputies: 4``."""
    for label in tokens(chamber, "CHAMBER_FIRST", "NEXT_CHAMBER"):
        return re.sub(r"^[ ,;]*(?:and )?(?:in )?(?:the )?", "", label).rstrip(" :")
    for label in tokens(chamber, "BARE_BODY"):
        return label.strip(" .")
    for body in chamber.find_data("body"):
        words = tokens(body, "WORD")
        return datum.value[words[0].start_pos : words[-1].end_pos].rstrip(".")
    for remark in tokens(chamber, "WOMEN_REMARK"):  # 21 (House of Representatives)
        inside = remark.strip(" ()").removeprefix("the ")
        is_name = inside[:1].isupper() and not any(c.isdigit() for c in inside)
        if is_name and lexicon.pattern("CHAMBER_WORD", r"\b", r"\b").search(inside):
            return inside
    return None


@frozen
class Figures:
    """The number of women, the total, and the women's share in percent."""

    count: int | None = None
    of: int | None = None
    percent: float | None = None

    @property
    def any(self) -> float | None:
        """The count, or else the percentage; ``None`` if neither is given."""
        return self.percent if self.count is None else self.count


def _figures(datum: Datum, tree: Tree[Token], part: str) -> Figures:
    """Read ``4 (3.4%) of 119 seats``; nothing is read if there are more women than seats."""
    counts = [child for child in tree.children if isinstance(child, Token) and child.type in COUNTS]
    totals = [token for of in tree.find_data("of") for token in tokens(of, "COUNT")]
    women = _number(datum, counts, f"{part}.count")
    total = _number(datum, totals, f"{part}.of")
    if women is not None and total is not None and women > total:
        datum.report_unparsed(f"{women} of {total}", part)
        return Figures()
    return Figures(women, total, _percent(datum, tokens(tree, "PERCENT", "IN_PERCENT"), f"{part}.percent"))


def _number(datum: Datum, found: list[Token], part: str) -> int | None:
    if not found:
        return None
    figure = re.sub(r"^[ ,;]*(?:and )?", "", found[0])  # ` and 9`
    if figure[0].isalpha():
        return count_in(figure)  # `twenty-two`; 0 for `none`
    reading = count.parse(figure)
    datum.report(reading.diagnostic, part)
    return reading.value


def _percent(datum: Datum, found: list[Token], part: str) -> float | None:
    if not found:
        return None
    figure = re.search(r"\d+(?:[.,]\d+)?", found[0])  # ` (27.4%)`
    assert figure is not None
    reading = share.parse(f"{figure[0]}%")
    datum.report(reading.diagnostic, part)
    return reading.value


def _entry(datum: Datum) -> IndexEntry:
    """Read the value, the level and the year of ``0.639, Medium, Rank 131 (2021)``."""
    tree = datum.tree("index") if not datum.breaks_off else None
    values, levels, years = ([*tokens(tree, kind)] if tree else [] for kind in ("INDEX", "LEVEL", "YEARS"))
    totals = [total for rank in tree.find_data("rank") for total in tokens(rank, "OF_ALL")] if tree else []
    figures = [re.sub(r"[^\d.,]", "", each).replace(",", ".") for each in values]
    return IndexEntry(
        datum.block.text,
        value=float(figures[0]) if len(figures) == 1 else None,
        level=str(levels[0]) if len(levels) == 1 else None,
        of=int(re.sub(r"\D", "", totals[0])) if len(totals) == 1 else None,
        year=int(re.sub(r"\D", "", years[0])) if len(years) == 1 else None,
        span=datum.block.span,
    )


def _rank(datum: Datum) -> int | None:
    """Read the rank of ``0.639, Medium, Rank 131 (2021)`` or ``104 (2014)``."""
    tree = datum.tree("index") if datum.has_value and not datum.breaks_off else None
    ranks = list(tree.find_data("rank")) if tree else []
    labelled = [rank for rank in ranks if tokens(rank, "RANKED")]
    given = labelled or ranks
    if len(given) == 1:
        return int(re.sub(r"\D", "", tokens(given[0], "PLACE")[0]))
    if datum.has_value:
        datum.report_unparsed()
    return None


def _category(datum: Datum) -> str | None:
    """Read the category of ``Low (2014)``, as written."""
    tree = datum.tree("index") if datum.has_value else None
    levels = tokens(tree, "LEVEL") if tree else []
    if len(levels) == 1:
        return str(levels[0])
    if datum.has_value:
        datum.report_unparsed()
    return None
