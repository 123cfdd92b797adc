"""The columns that tables are declared with: ``text("title", "The title.")``, ``count("seats", "Seats.")``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import reduce
from typing import Any

from ifes_records.diagnostics import Severity
from ifes_records.model import FigureMark
from ifes_records.tables.table import Column, Context, Get, Item, Type


def _at(path: str) -> Get:
    """A function that follows a path of attributes from an item's value; it gives null as soon as one of them is."""
    names = path.split(".")
    if len(names) == 1:
        return lambda item, context: getattr(item.value, path)

    def get(item: Item, context: Context) -> Any:
        return reduce(lambda value, name: None if value is None else getattr(value, name), names, item.value)

    return get


def column(type: Type) -> Callable[..., Column]:
    """Columns of a type: ``text("title", "The title.")`` has the attribute of that name, or what ``at`` says."""

    def make(
        name: str,
        meaning: str,
        at: str | Get | None = None,
        *,
        unit: str | None = None,
        enum: Iterable[str] = (),
        required: bool = False,
    ) -> Column:
        get = _at(at or name) if at is None or isinstance(at, str) else at
        return Column(name, type, meaning, get, unit, tuple(map(str, enum)), required)

    return make


text = column(Type.STRING)
count = column(Type.INTEGER)
decimal = column(Type.NUMBER)
flag = column(Type.BOOLEAN)
day = column(Type.DATE)
texts = column(Type.ARRAY)


def share(name: str, meaning: str, at: str | None = None) -> Column:
    """A column of percentages."""
    return decimal(name, meaning, at, unit="percent (0–100)")


def date(name: str, meaning: str, at: str | None = None) -> Column:
    """A column of dates that may lack the day or the month."""
    return text(name, f"{meaning} (ISO 8601 / EDTF, with the precision of the text).", at)


def index(name: str, place: int, of: str) -> Column:
    """A column of the key: an index in the JSON."""
    meaning = f"Index among the {of}, from 0, as in the JSON path."
    return count(name, meaning, lambda item, _: item.key[place], required=True)


def mark(name: str, get: Get, *, always: bool = False) -> Column:
    """The mark of a count: what the text has in its place. Documents of schema version 1 may not have it."""
    meaning = (
        f"What the text has for `{name}`: a number (figure), `-` (dash), `None` or the like (none), nothing at all "
        "(absent), something that is not a usable count (unread), or the column does not apply to this kind of row "
        "(not_applicable)."
    )
    more = "" if always else " Empty if it is not known, in documents of schema version 1."
    return text(f"{name}_mark", meaning + more, get, enum=FigureMark, required=always)


def english(name: Any) -> str | None:
    """A name in English, or in the Latin letters of the site; otherwise as written."""
    return None if name is None else name.english or name.text


def _local(part: str, at: str) -> Get:
    name_of = _at(at)

    def get(item: Item, context: Context) -> Any:
        name = name_of(item, context)
        return getattr(name.local[0], part) if name is not None and name.local else None

    return get


def name_columns(what: str, at: str = "name") -> tuple[Column, ...]:
    """The columns of a name and its parts."""
    name_of = _at(at)
    also = "in English or Latin script if the site has it, otherwise as written"
    return (
        text("name", f"Name of the {what}: {also}.", lambda item, context: english(name_of(item, context))),
        text("name_text", "Full name as written.", f"{at}.text"),
        text("acronym", "Acronym given with the name.", f"{at}.acronym"),
        text("name_local", "First local-language name; `names` has all of them.", _local("text", at)),
        text("name_local_script", "Script of the local name (ISO 15924).", _local("script", at)),
        text(
            "name_local_language",
            "Language of the local name (BCP 47); empty unless country, script and letters leave only one.",
            _local("language", at),
        ),
        flag("name_repeats", "Whether the parentheses only repeat the name.", f"{at}.repeats"),
        text("given_name", "A person's given names, if capital letters show which they are.", f"{at}.given_name"),
        text(
            "family_name",
            "A person's family name in normal case, if capital letters show which it is.",
            f"{at}.family_name",
        ),
    )


RECORD_KEY = text(
    "record_key",
    "Identifies the record: `record_id` (or `x` if unknown), a hyphen and twelve hexadecimal digits derived from its "
    "source.",
    lambda _, context: context.key,
    required=True,
)


def doubt(table: str) -> Column:
    """The highest severity of any diagnostic about a row of a table."""
    meaning = "Highest severity of any diagnostic about this row; empty if there is none."
    return text("doubt", meaning, lambda item, context: context.doubt(table, item), enum=Severity)


def place_columns(table: str) -> tuple[Column, ...]:
    """The last columns of a row that stands for an object of the JSON: its doubt, and where it is."""
    return (
        doubt(table),
        text("path", "The row's path in the JSON document.", lambda item, _: item.path, required=True),
        count("line", "Line in the file, from 1."),
        count(
            "span_start",
            "Offset of the first character in the file, from 0; empty for records read from JSON.",
            "span.start",
            unit="characters",
        ),
        count("span_end", "Offset just after the last character.", "span.end", unit="characters"),
    )
