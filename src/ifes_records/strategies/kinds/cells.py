"""Damage to the cells of rows: figures, seats, and cells that say nothing."""

from __future__ import annotations

from random import Random

from ifes_records.strategies.kinds.page import Break, Change, Kind, PlacedRow, in_rows, in_seats, in_votes, instead

SEPARATORS = {
    "dot": ".", "apostrophe": "'", "quote": "’", "blank": " ", "nbsp": "\xa0", "thin": "\u2009", "narrow": "\u202f",
    "arabic": "٬", "fullwidth": "，", "low": "‚", "middle": "·", "underscore": "_", "semicolon": ";", "none": "",
    "comma-blank": ", ", "blank-comma": " ,", "entity": "&#44;", "entity-blank": "&nbsp;",
}  # fmt: skip
SIGNLESS = {
    "soft-hyphen": "\xad", "joiner": "\u200d", "non-joiner": "\u200c", "zero-width": "\u200b",
    "word-joiner": "\u2060", "bom": "\ufeff", "ltr": "\u200e", "rtl": "\u200f", "variation": "\ufe0f",
    "combining": "\u0301", "nul": "\0", "override": "\u202d", "isolate": "\u2066",
}  # fmt: skip
BLANKS = {
    "blank": " ", "nbsp": "\xa0", "thin": "\u2009", "narrow": "\u202f", "tab": "\t", "two": "  ", "wide": "\u3000",
}  # fmt: skip
LOOKALIKES = {
    "0": "OoОоQ", "1": "lI|iІ", "2": "Zz", "3": "ЗE", "4": "AЧ", "5": "Ss", "6": "бbG", "7": "TГ", "8": "BВ",
    "9": "gqg",
}  # fmt: skip
BEFORE = {
    "tilde": "~", "circa": "c. ", "less": "<", "more": "> ", "over": "over ", "equals": "=", "dollar": "$",
    "about": "about ", "ca": "ca ", "approx": "approx. ", "almost": "almost ", "wave": "≈", "roughly": "roughly ",
    "least": "at least ", "up-to": "up to ", "more-than": "more than ", "less-than": "less than ", "est": "est. ",
    "estimated": "an estimated ", "max": "max. ", "above": "above ", "votes": "votes ", "total": "Total ",
    "sigma": "Σ", "chinese": "約", "share": "53.9% ", "share-bracket": "(53.9%) ", "leaders": "...... ",
}  # fmt: skip
BEHIND = {
    "hundredths": ".00", "tenth": ".0", "fraction": ".6", "million": " million", "k": "k", "M": "M", "power": "E6",
    "m": " m", "thousand": " thousand",
}  # fmt: skip
AROUND = {
    "star": "{}*", "bracket": "{}[1]", "superscript": "{}¹", "dagger": "{}†", "parentheses": "({})", "square": "[{}]",
    "quotes": '"{}"', "question": "{}?", "exclamation": "{}!", "stop": "{}.", "comma": "{},", "semicolon": "{};",
    "votes": "{} votes", "share": "{} (45%)", "provisional": "{} (prov.)", "plus": "+{}", "minus": "-{}",
    "hash": "#{}", "bold": "**{}**", "italics": "_{}_", "code": "`{}`", "plus-minus": "±{}", "dash": "{} -",
    "range": "{}-5", "slash": "{}/12", "e": "{}e", "r": "{}r", "p": "{}p", "star-before": "*{}", "letter": "{}(a)",
    "star-blank": "{} *", "note-blank": "{} [2]", "curly": "“{}”", "colon": "{}:", "percent": "{}%", "bar": "{}|",
}  # fmt: skip
SEATS = {
    "star": "{}*", "bracket": "{}[1]", "superscript": "{}¹", "dagger": "{}†", "float": "{}.0", "floats": "{}.00",
    "of": "{}/550", "of-words": "{} of 550", "seats": "{} seats", "share": "{} (12%)", "range": "{}-64",
    "plus": "{}+2", "question": "{}?", "tilde": "~{}", "bold": "**{}**", "parentheses": "({})", "stop": "{}.",
    "comma": "{},", "letter": "{}a", "members": "{} MPs", "number": "No. {}", "total": "total {}", "won": "won {}",
    "leaders": "..... {}", "range-blank": "{} - 64", "note": "{} 1", "twice": "{0} {0}", "roman": "LXII",
    "words": "sixty-two", "entity": "&#54;&#50;", "half": "{}.5",
}  # fmt: skip
DASHES = {
    "en": "–", "em": "—", "minus": "−", "two": "--", "three": "---", "hard": "‑", "hyphen": "‐", "bar": "―",
    "na": "N/A", "n.a.": "n.a.", "dots": "…", "three-dots": "...", "dot": ".", "underscore": "_", "tilde": "~",
    "equals": "=", "ltr": "\u200e-", "zero-width": "-\u200b", "none": "None", "question": "?", "star": "*",
    "empty": "", "nil": "nil", "x": "x", "middle": "·", "full": "－", "bracketed": "(-)", "new": "new", "NEW": "NEW",
    "new-bracketed": "(new)", "nc": "nc", "n/c": "n/c", "steady": "steady", "no-change": "no change",
    "entity": "&ndash;", "entity-number": "&#8722;", "stop": "-.",
}  # fmt: skip
# These say something of their own: the change.
CHANGES = {"zero": "0", "plus-zero": "+0", "up": "▲3", "up-blank": "▲ 3", "less": "–2", "plus": "+5", "equal": "±0"}
NOTHING = {
    "small": "none", "NULL": "NULL", "null": "null", "NaN": "NaN", "nan": "nan", "na": "N/A", "question": "?",
    "minus-one": "-1", "empty": "", "unknown": "unknown", "dots": "…", "tbd": "TBD", "sheet": "#N/A",
}  # fmt: skip
CHANGE = frozenset(("seats_change", "seats_change_direction"))
# What a dash says, and a cell that is empty or not applicable does not.
DASH = CHANGE | {"seats_won"}
NOT_APPLICABLE = ("na", "n.a.", "nil", "empty")


ARROWS = {
    "words": {"▲": "Increase", "▼": "Decrease"},
    "triangles": {"▲": "🔺", "▼": "🔻"}, "emoji": {"▲": "⬆️", "▼": "⬇️"}, "plus": {"▲ ": "+", "▼ ": "-"},
    "letters": {"▲": "A", "▼": "V"}, "entities": {"▲": "&#9650;", "▼": "&#9660;"},
}  # fmt: skip
TRANSLATED = ("Aucun", "Ninguno", "Keine", "Нет", "なし")
CIRCLED = str.maketrans("123456789", "①②③④⑤⑥⑦⑧⑨")


def in_lakhs(random: Random, cell: str) -> str:
    """The thousands parted as in India: ``34,31,510``."""
    digits, last = cell.replace(",", "")[:-3], cell[-3:]
    parts = [digits[max(at - 2, 0) : at] for at in range(len(digits), 0, -2)]
    return ",".join([*reversed(parts), last])


def rounded(sign: str, places: int) -> Break:
    """A figure as a tool shortens it, ``3.4M``, or as a spreadsheet shows it in a narrow column: ``3.43E+06``."""

    def change(random: Random, cell: str) -> str | None:
        value = int(cell.replace(",", ""))
        if sign == "E":
            return f"{value:.{places}E}"
        return f"{value / (1_000_000 if sign == 'M' else 1000):.{places}f}{sign}"

    return change


def arrows(signs: dict[str, str]) -> Change:
    """What a tool makes of the arrows of changes."""

    def change(random: Random, row: PlacedRow) -> str | None:
        cells = " ".join(row.cells)
        new = cells
        for old, sign in signs.items():
            new = new.replace(old, sign)
        return None if new == cells else row.written([new])

    return change


def within(sign: str) -> Break:
    """A sign anywhere inside a cell."""

    def change(random: Random, cell: str) -> str | None:
        at = random.randint(1, len(cell) - 1) if len(cell) > 1 else 0
        return cell[:at] + sign + cell[at:] if at else None

    return change


def misread(digits: str = "0123456789", *, every: bool = False) -> Break:
    """A digit is a letter that looks like it, or every digit that can be."""

    def change(random: Random, cell: str) -> str | None:
        places = [at for at, sign in enumerate(cell) if sign in digits]
        for at in places if every else [random.choice(places)] if places else []:
            cell = cell[:at] + random.choice(LOOKALIKES[cell[at]]) + cell[at + 1 :]
        return cell if places else None

    return change


def _joined(sign: str, *, once: bool = False) -> Break:
    return lambda random, cell: cell.replace(",", sign, 1 if once else -1)


def _filled(template: str) -> Break:
    return lambda random, cell: template.format(cell)


def _digit(times: int) -> Break:
    """A digit behind the first comma is lost, or doubled; the commas stay."""

    def change(random: Random, cell: str) -> str:
        at = random.choice([at for at in range(cell.index(","), len(cell)) if cell[at] != ","])
        return cell[:at] + cell[at] * times + cell[at + 1 :]

    return change


FAMILIES: list[Kind] = [
    *(Kind("separators of all figures", n, in_votes(_joined(s), one=False)) for n, s in SEPARATORS.items()),
    *(Kind("separators of one figure", n, in_votes(_joined(s))) for n, s in SEPARATORS.items()),
    Kind("separators of all figures", "mixed", in_votes(_joined(".", once=True), one=False)),
    Kind("separators of one figure", "mixed", in_votes(_joined(".", once=True))),
    *(Kind("signs without a width inside a figure", n, in_votes(within(s))) for n, s in SIGNLESS.items()),
    *(Kind("blanks inside a figure", n, in_votes(within(s))) for n, s in BLANKS.items()),
    Kind("line breaks inside a figure", "one", in_votes(within("\n"))),
    Kind("line breaks inside a figure", "two", in_votes(within("\n\n"))),
    Kind("letters for digits", "superscript", in_votes(within("²"))),
    *(Kind("letters for digits", f"votes-{digit}", in_votes(misread(digit))) for digit in LOOKALIKES),
    *(Kind("letters for digits", f"votes-all-{n}", in_votes(misread(every=n > 1), one=n < 3)) for n in (1, 2, 3)),
    *(Kind("letters for digits", f"seats-{digit}", in_seats(misread(digit), one=True)) for digit in LOOKALIKES),
    Kind("letters for digits", "seats-all", in_seats(misread(every=True))),
    *(Kind("commas and digits", f"{n}-comma", in_votes(_joined(s, once=True))) for n, s in
      {"lost": "", "dot": ".", "doubled": ",,", "apostrophe": "'"}.items()),
    *(Kind("commas and digits", f"digit-{n}", in_votes(_digit(times))) for n, times in
      {"lost": 0, "doubled": 2, "thrice": 3}.items()),
    Kind("commas and digits", "group-lost", in_votes(lambda random, cell: cell[cell.index(","):])),
    *(Kind("signs before a figure", n, in_votes(_filled(s + "{}"))) for n, s in BEFORE.items()),
    *(Kind("signs before a figure", f"all-{n}", in_votes(_filled(s + "{}"), one=False)) for n, s in BEFORE.items()),
    *(Kind("signs behind a figure", n, in_votes(_filled("{}" + s))) for n, s in BEHIND.items()),
    *(Kind("marks around a figure", n, in_votes(_filled(s))) for n, s in AROUND.items()),
    *(Kind("marks around the seats", f"all-{n}", in_seats(_filled(s))) for n, s in SEATS.items()),
    *(Kind("marks around the seats", n, in_seats(_filled(s), one=True)) for n, s in SEATS.items()),
    Kind("marks around the seats", "change", in_seats(_filled("{} (+3)")), CHANGE),
    Kind("marks around the seats", "change-one", in_seats(_filled("{} (+3)"), one=True), CHANGE),
    Kind("marks around the seats", "thousands", in_seats(_filled("{}000"), one=True)),
    *(Kind("marks around the seats", f"split-{one}", in_seats(
        lambda random, cell: " ".join(cell) if len(cell) > 1 else None, one=one)) for one in (False, True)),
    *(Kind("cells with a dash", f"all-{n}", instead("-", s), CHANGE if n == "empty" else frozenset(),
           DASH if n in NOT_APPLICABLE else frozenset()) for n, s in DASHES.items()),
    *(Kind("cells with a dash", n, instead("-", s, one=True), CHANGE if n == "empty" else frozenset(),
           DASH if n in NOT_APPLICABLE else frozenset()) for n, s in DASHES.items()),
    *(Kind("cells with a dash", f"all-{n}", instead("-", s), CHANGE) for n, s in CHANGES.items()),
    *(Kind("cells with a dash", n, instead("-", s, one=True), CHANGE) for n, s in CHANGES.items()),
    *(Kind("cells with None", n, instead("None", s)) for n, s in NOTHING.items()),
    *(Kind("figures that a tool has rewritten", f"{many}{name}", in_votes(change, one=not many))
      for many in ("", "all-") for name, change in {
          "lakhs": in_lakhs, "science": rounded("E", 2), "millions": rounded("M", 1), "thousands": rounded("K", 0),
          "too-narrow": lambda random, cell: "#######", "text": _filled("'{}"), "formula": _filled('="{}"'),
          "old-and-new": _filled("{0}{0}"), "struck-out": _filled("~~{0}~~ {0}"), "soft-break": within("=\n"),
          "spelled": lambda random, cell: " ".join(cell),
          "link": _filled("[{}](/a)"), "tag": _filled("<b>{}</b>"), "raised": _filled("{}<sup>a</sup>"),
          "note": _filled("{}[note 1]"), "citation": _filled("{}[citation needed]"), "unit": _filled("{} Stimmen"),
      }.items()),
    *(Kind("figures that a tool has rewritten", f"seats-{name}", in_seats(change)) for name, change in {
        "circled": lambda random, cell: cell.translate(CIRCLED), "date": lambda random, cell: f"{cell}-Jan",
        "raised": _filled("{}<sup>a</sup>"), "note": _filled("{}[note 1]"), "struck-out": _filled("~~1~~ {}"),
        "zeros": _filled("00{}"), "decimal": _filled("{},0"), "half": _filled("{}½"),
    }.items()),
    *(Kind("arrows", name, in_rows(arrows(signs)), CHANGE, CHANGE) for name, signs in ARROWS.items()),
    *(Kind("cells with None", f"translated-{word}", in_rows(lambda random, row, word=word: row.written(  # type: ignore[misc]
        word if cell == "None" else cell for cell in row.cells))) for word in TRANSLATED),
    Kind("cells as floats", "pandas", in_rows(lambda random, row: row.written(
        f"{cell.replace(',', '')}.0" if cell[0].isdigit() else "NaN" if cell in ("-", "None") else cell
        for cell in row.cells)), may_lose=DASH),
    Kind("cells as floats", "without NaN", in_rows(lambda random, row: row.written(
        f"{cell.replace(',', '')}.0" if cell[0].isdigit() else cell for cell in row.cells))),
]  # fmt: skip
