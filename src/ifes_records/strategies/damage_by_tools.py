"""Damage that other tools and people do: one of the kinds of ``ifes_records.strategies.kinds``."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from ifes_records.strategies.damaged import Damaged, DamageKind
from ifes_records.strategies.kinds import Kind, Page, cells, rows, texts
from ifes_records.strategies.sound import Damage, Sound, written


def _one_of(member: DamageKind, kinds: list[Kind]) -> Damage:
    """Damage of one of these kinds: each value is what it was, or null, or a diagnostic is about it."""

    def damage(draw: DrawFn, sound: Sound) -> Damaged | None:
        kind = draw(st.sampled_from(kinds))
        numbers = sound.numbers()

        def line_of(table: int, row: int) -> int | None:
            return next((numbers[at] for at in sound.where(rf"results\[{table}\]\.rows\[{row}\]\.name\.text")), None)

        page = Page.of(sound.record, written(sound.lines), line_of)
        lines = kind.damage(draw(st.randoms(use_true_random=False)), page)
        if lines is None:
            return None
        return Damaged(member, "\n".join(lines), sound.record, sound.record, by_name=kind.may_say)

    return damage


break_cell = _one_of(DamageKind.CELL, cells.FAMILIES)
break_row = _one_of(DamageKind.ROW, rows.FAMILIES)
break_text = _one_of(DamageKind.TEXT, texts.FAMILIES)
