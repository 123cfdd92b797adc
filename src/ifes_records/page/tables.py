"""The cells of a table of results, and what each of them means."""

from __future__ import annotations

from ifes_records.model.results import ResultKind
from ifes_records.page.columns import decide_lone_figures, decide_pairs, decide_split_figures, decide_unchanged
from ifes_records.page.header import assign_columns
from ifes_records.page.neighbours import compare_with_neighbours, doubt_years
from ifes_records.page.row_values import values_of
from ifes_records.page.separators import are_in_groups, has_groups, join_groups, read_dots
from ifes_records.page.shapes import assign_shape
from ifes_records.page.table_rows import ColumnTotals, TableRow, Values
from ifes_records.values.row import RowText


def read_table(texts: list[RowText], kind: ResultKind, totals: ColumnTotals, columns: str = "") -> list[Values]:
    """Decide what the cells of every row mean, from the table as a whole and from ``totals``.

    ``columns`` are those that its header names, if they are not the usual ones.
    """
    rows = [TableRow(text) for text in texts]
    read_dots(rows)
    everywhere = are_in_groups(rows, kind)
    if columns and assign_columns(rows, columns):
        return [values_of(row, totals) for row in rows]
    after_arrows = has_groups(rows)
    for row in rows:
        join_groups(row, everywhere=everywhere, after_arrows=after_arrows)
        assign_shape(row, kind, totals)
    if kind is ResultKind.PARTY:
        decide_unchanged(rows, totals)
        decide_pairs(rows, totals)
        decide_lone_figures(rows, totals)
        decide_split_figures(rows, totals)
        compare_with_neighbours(rows)
    doubt_years(rows)
    return [values_of(row, totals) for row in rows]
