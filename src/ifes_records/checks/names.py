"""Family names where capitals may mark another name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ifes_records.diagnostics import Diagnostic, quoted
from ifes_records.model.government import OfficeHolder
from ifes_records.model.names import Name
from ifes_records.model.record import ElectionRecord
from ifes_records.span import Span
from ifes_records.values import country, person

# Assembly: Norway has a unicameral Storting
_OWNER = re.compile(r"(?:[^:]{1,40}: *)?(?:The )?([^:,]{2,60}?)(?:['’]s)? (?:has|is|have) ")
# How many names a message has.
SHOWN = 3


def capitals_by_custom(record: ElectionRecord) -> Iterator[Diagnostic]:
    """No one has a family name that is a given name by custom: ``SALIM bin Rashid``, ``Getachew ALEMU`` in Ethiopia.

    The site writes the name that a person is called by in capitals, as The World Factbook does, and that is not the
    family name everywhere. One diagnostic for all names of a record, at the first.
    """
    alpha2 = record.election.country.alpha2 or _told_country(record)
    doubtful = [
        (path, written, span)
        for path, written, family, span in _people(record)
        if family is not None
        and (person.may_be_given(written, alpha2) or person.parse(written, alpha2).family is None)
    ]
    if doubtful:
        path, _, span = doubtful[0]
        names = list(dict.fromkeys(written for _, written, _ in doubtful))
        more = ", …" if len(names) > SHOWN else ""
        listed = ", ".join(map(quoted, names[:SHOWN])) + more
        message = f"Capitals were taken to mark the family name in {listed}; by custom they may mark a given name."
        yield Diagnostic("I-NAME-CUSTOM", message, path, span)


def _told_country(record: ElectionRecord) -> str | None:
    """The code of the country that the line on the assembly is about, as in ``Norway has a unicameral Storting``."""
    assembly = record.government.assembly
    owner = _OWNER.match(assembly.text) if assembly is not None else None
    told = country.find(owner[1]) if owner else None
    return told.alpha2 if told else None


def _people(record: ElectionRecord) -> Iterator[tuple[str, str, str | None, Span | None]]:
    """The path of each person's family name, the name as written, the family name, and its span."""
    government = record.government
    for place in ("chief_of_state", "head_of_government", "representative"):
        yield from _holder(getattr(government, place), f"government.{place}")
    for index, deputy in enumerate(government.deputies):
        yield from _holder(deputy, f"government.deputies[{index}]")
    for index, contender in enumerate(record.contenders):
        yield from _named(contender.name, f"contenders[{index}]", contender.span)
    for number, result in enumerate(record.results):
        for index, row in enumerate(result.rows):
            yield from _named(row.name, f"results[{number}].rows[{index}]", row.span)
    for index, entry in enumerate(record.last_election.results):
        yield from _named(entry.name, f"last_election.results[{index}]", entry.span)


def _holder(holder: OfficeHolder | None, path: str) -> Iterator[tuple[str, str, str | None, Span | None]]:
    if holder is not None and holder.name is not None:
        yield f"{path}.family_name", holder.name, holder.family_name, holder.span
        for index, other in enumerate(holder.together_with):
            yield from _holder(other, f"{path}.together_with[{index}]")


def _named(name: Name | None, path: str, span: Span | None) -> Iterator[tuple[str, str, str | None, Span | None]]:
    if name is not None:
        yield f"{path}.name.family_name", name.english or name.text, name.family_name, span
