"""Damaged texts: the kinds of damage that extractors do, each with what it may change and why."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, composite

from ifes_records.strategies import damage_by_tools, damage_to_lines, damage_to_signs
from ifes_records.strategies.damaged import Damaged, DamageKind
from ifes_records.strategies.records import records
from ifes_records.strategies.sound import Damage, Sound, written

DAMAGES: dict[DamageKind, Damage] = {
    DamageKind.CUT: damage_to_lines.cut,
    DamageKind.DOUBLED: damage_to_lines.double,
    DamageKind.SHUFFLED: damage_to_lines.shuffle,
    DamageKind.MERGED: damage_to_lines.merge,
    DamageKind.LOST_BLANK_LINES: damage_to_lines.lose_blank_lines,
    DamageKind.WHITE_SPACE: damage_to_signs.white_space,
    DamageKind.BULLETS: damage_to_signs.other_bullets,
    DamageKind.BRACKETS: damage_to_signs.break_brackets,
    DamageKind.FIGURE: damage_to_signs.break_figure,
    DamageKind.CELL: damage_by_tools.break_cell,
    DamageKind.ROW: damage_by_tools.break_row,
    DamageKind.TEXT: damage_by_tools.break_text,
    DamageKind.MONTH: damage_to_signs.misspell_month,
    DamageKind.MOJIBAKE: damage_to_signs.mojibake,
}


@composite
def damaged_texts(draw: DrawFn, kind: DamageKind | None = None) -> Damaged:
    """A text with one kind of damage, and what is known of how it must be read; any kind, unless one is given."""
    drawn = kind or draw(st.sampled_from(DamageKind))
    record = draw(records())
    sound = Sound.of(record)
    damaged = DAMAGES[drawn](draw, sound)
    # A record without what this kind breaks is left sound.
    return damaged or Damaged(drawn, written(sound.lines), record, record)
