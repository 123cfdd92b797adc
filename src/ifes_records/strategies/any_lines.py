"""Names and lines of any kind, without known answers: random letters, odd figures, labels in any spelling.

Each strategy is built once, as building them again for every line takes longer than drawing from them.
"""

from __future__ import annotations

from functools import cache
from itertools import chain

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy, composite

from ifes_records.strategies import head, words
from ifes_records.strategies.grammars import labels
from ifes_records.strategies.layouts import BULLETS
from ifes_records.strategies.names import SUFFIXES, acronyms
from ifes_records.strategies.once import sampled_from
from ifes_records.strategies.sections.words import sentences
from ifes_records.strategies.tables import QUESTIONS

# The letters of each script that the words of names are written in.
ALPHABETS: dict[str, str] = {}
for _wording in words.PARTIES:
    _letters = filter(str.isalpha, chain(*chain(*_wording.slots)))
    ALPHABETS[_wording.script] = "".join(sorted({*ALPHABETS.get(_wording.script, ""), *_letters}))
SCRIPTS = ("Latn", "Latn", "Latn", "Latn", "Latn", *ALPHABETS)

JOINTS = (" ", " ", " ", " ", " - ", "/", ", ", " 2011 ", " 66 ", " '91 ", " + ", " & ", " – ", "-", "’s ")
PARTY_ENDS = (
    "", "", "!", "”", " ({local})", " ({local})", " ({acronym})", " ({acronym}) ({local})", " ({name})",
    " ({name} ({acronym}))", " ({local}, {name})", " ({local} 2011)",
)  # fmt: skip

# Signs and words that are hard to read wherever they are.
ODD = (
    "(", ")", "((", "))", "[", "[1", "1]", "“", "«", '"', ":", "::", "-", "- -", "*", "****", "- - -", "▲", "▼",
    "2", "None", "NoneNone", "²", "١٢٣", "½", "\ufeff", "\u200b", "\u00a0", "\u3000", "\u0000", "\ud800", "\ufffd",
    "Main candida", "Election Mod", "•", "  • ", "e\u0301", "Ⅳ", "％", "（", "）", "\u202e", "\x85", "fırst round of",
    "9" * 20, "0" * 40, "1.5e999", "1e5%", "Cast Votes:1 2", "Voted 5", "[2] Ibid.",
)  # fmt: skip

# What may follow a key, and what may follow that.
VALUES = (
    "", "N/A", "Not available", "Ratified by accession 26 Aug 1998", "29/106 (27.4%) in the Senate", "89 of 596",
    "58 out of 120", "a bicameral parliament consisting of a 50-seat Senate (Сенаты) and a 98-seat lower chamber",
    "Yes, 30% of candidates must be women", "All 98 seats of the National Assembly", "consisting of 30 members",
    "The President is elected by plurality vote", "In the last election, the Union won 12 seats; turnout was 61%.",
)  # fmt: skip
AFTER = (
    "", "", "", "", " (since 20 March 2019)", " (2022 est.)", " (14.9%)", " seats", " and the Senate", ", President",
    " (formerly known as the Union)",
)  # fmt: skip


@cache
@composite
def any_words(draw: DrawFn, script: str | None = None) -> str:
    """A word of two to nine random letters of one script, with a capital first where the script has capitals."""
    letters = ALPHABETS[script or draw(sampled_from(SCRIPTS))]
    return draw(st.text(letters, min_size=2, max_size=9)).capitalize()


@cache
@composite
def any_parties(draw: DrawFn) -> str:
    """The name of a party of random words, which ends in no digit: numbers between, parentheses, scripts mixed."""
    script, other = draw(sampled_from(SCRIPTS)), draw(sampled_from(SCRIPTS))
    name = draw(any_words(script))
    for joint in draw(st.lists(sampled_from(JOINTS), max_size=3)):
        name += joint + draw(any_words(script))
    end = draw(sampled_from(PARTY_ENDS))
    if "{" in end:
        local = " ".join(draw(st.lists(any_words(other), min_size=1, max_size=3)))
        end = end.format(name=name, local=local, acronym=draw(acronyms()))
    return name + end


@cache
@composite
def any_people(draw: DrawFn) -> str:
    """The name of a person of random words, which ends in no digit: a family name in capitals, in any position."""
    script = draw(sampled_from(SCRIPTS))
    given = " ".join(draw(st.lists(any_words(script), min_size=1, max_size=2)))
    family = draw(any_words(script)).upper()
    whole = draw(sampled_from([f"{given} {family}", f"{family} {given}", f"{given} C {family}", given, family]))
    return whole + draw(sampled_from([*SUFFIXES, " (PF)", "!"]))


# ---- figures, and the lines that have them


@cache
def any_figures() -> SearchStrategy[str]:
    """A count, a share, or what has been set or scanned wrongly for one."""
    return st.one_of(
        st.integers(0, 99_999_999).map("{:,}".format),
        st.integers(0, 120).map(str),
        sampled_from(["None", "-", "-", "▲", "▼"]),
        st.from_regex(r"[-+]?[0-9][0-9,.]{0,9}", fullmatch=True),
        any_shares(),
    )


@cache
def any_shares() -> SearchStrategy[str]:
    """A share of the votes with any number of decimals, some above a hundred, with its sign or without."""
    number = st.one_of(st.integers(0, 12_000).map(lambda hundredths: f"{hundredths / 100:.2f}"), st.floats(0, 400))
    return st.builds("{}{}".format, number, sampled_from(["%", "%", "", '%"']))


@cache
def any_dates() -> SearchStrategy[str]:
    """A date in one of many forms, or a day that no calendar has."""
    month = sampled_from([*head.MONTHS, *head.AP_MONTHS, "Marhc", "Nov"])
    day, year = sampled_from([0, 3, 17, 29, 30, 31, 32]), sampled_from([1998, 2014, 2019, 2023, 2952, 14])
    forms = sampled_from(["{0} {1}, {2}", "{0} {1}, {2}", "{0} {1:02} {2}", "{1} {0} {2}", "{2}-03-{1}", "soon"])
    return st.builds(lambda form, *parts: form.format(*parts), forms, month, day, year)


@cache
@composite
def any_rows(draw: DrawFn) -> str:
    """A row of a table in any of the shapes, and in some that no table has; a candidate's figure may be glued on."""
    if draw(st.booleans()):
        return draw(any_people()) + draw(sampled_from(["", "", " "])) + draw(any_figures())
    return " ".join([draw(any_parties()), *draw(st.lists(any_figures(), max_size=4))])


@cache
def any_values() -> SearchStrategy[str]:
    """What may follow a key: people, names, figures, phrases, with this and that after them."""
    one = st.one_of(any_people(), any_parties(), any_figures(), any_dates(), sentences(), sampled_from(VALUES))
    return st.builds(str.__add__, one, sampled_from(AFTER))


@cache
def any_labelled(ending: str = "") -> SearchStrategy[str]:
    """A label of the page and something after it."""
    after = st.one_of(st.just(""), any_figures(), any_shares(), any_dates(), any_values())
    return st.builds("{}{}{}".format, labels(ending), sampled_from(["", "", " "]), after)


@cache
@composite
def any_bullets(draw: DrawFn) -> str:
    """A bullet of any kind and depth, often with a key, perhaps with a mark at its end."""
    text = draw(st.one_of(any_labelled("KEY"), any_labelled("KEY"), any_values(), any_rows()))
    bullet = draw(sampled_from([*BULLETS, "    • ", "      • ", "o   ", "§  ", "  o ", "1. ", "  ◦ ", ""]))
    return bullet + text + draw(sampled_from(["", "", "", " *", " [1]", "\u00a0", "1"]))


@cache
def any_days() -> SearchStrategy[str]:
    """The day of an election, with a status that need not fit it, or none."""
    return st.builds("{} {}".format, any_dates(), sampled_from([*head.HELD, *head.NOT_HELD, ""]))


@cache
def any_countries() -> SearchStrategy[str]:
    """A country by its short or its formal name."""
    return head.countries().map(lambda country: country.short_name or country.formal_name or "")


@cache
def any_lines() -> SearchStrategy[str]:
    """One line of any kind; a label may take more."""
    return st.one_of(
        any_rows(), any_rows(), any_bullets(), any_bullets(), any_labelled(), any_labelled("_PREFIX"),
        labels("_HEADING"), any_countries(), any_shares(), any_days(),
        st.one_of(sentences(), any_figures(), any_dates(), sampled_from([*QUESTIONS, *head.NOT_HELD])),
        st.one_of(sampled_from(ODD), st.text(max_size=12)),
    )  # fmt: skip
