"""Values: what is written can be read back, and reading a name or a row loses nothing of it."""

from __future__ import annotations

import re
import unicodedata
from datetime import date as day
from typing import Literal

from hypothesis import assume, example, given
from hypothesis import strategies as st

from ifes_records.strategies import names
from ifes_records.strategies.any_lines import any_lines, any_parties, any_people, any_rows, any_words
from ifes_records.text import lexicon
from ifes_records.text.normal_form import letters_only, normal_form, squeeze
from ifes_records.values import count, date, name, parentheses, person, row, share

KNOWN = st.one_of(names("party"), names("candidate")).map(lambda known: known.text)
NAMES = st.one_of(KNOWN, any_parties(), any_people(), any_lines())
NAME_PREFIX = lexicon.pattern("NAME_PREFIX")
CASED = ("Latn", "Cyrl", "Grek", "Armn")


# Letters with marks, marks of every place on a letter, marks that come apart in others, and what joins with a mark.
MARKS = [chr(code) for code in range(0x20000) if unicodedata.combining(chr(code))]
MARKED = ["a", "é", "ṩ", "가", "ᄀ", "ᅡ", "ᆨ", "\u0344", "\u0958", "\u0f73", "\u0f75", "\u0f81", "\uff9e", "\uff9f"]


class TestNormalForm:
    """Text is in Unicode's normal form however many marks stand on a letter."""

    @given(st.sampled_from(["NFC", "NFKC", "NFKD"]), st.text(st.sampled_from([*MARKED, *MARKS]), max_size=120))
    def test_as_unicode_has_it(self, form: Literal["NFC", "NFKC", "NFKD"], text: str) -> None:
        """The short way gives what the long way gives."""
        assert normal_form(form, text) == unicodedata.normalize(form, text)


class TestCount:
    """Counts can be written and read back; any text can be read."""

    @given(st.one_of(st.none(), st.integers(0, 10**14)))
    def test_format_and_parse(self, value: int | None) -> None:
        """What is written is read, without a problem."""
        assert count.parse(count.format(value)).value == value
        assert count.parse(count.format(value)).diagnostic is None

    @given(st.one_of(st.text(), st.from_regex(r"\A[-−]?[\d,. ]*\Z")))
    def test_any_text(self, text: str) -> None:
        """A value is the text's digits; signs other than commas between them have a problem."""
        reading = count.parse(text)
        if reading.value is not None:
            assert int(re.sub(r"\D", "", text)) == reading.value
            assert reading.diagnostic is not None or re.fullmatch(r"\s*[\d,]+\s*", text)


class TestDate:
    """A date is written in the site's two forms and read back; any text can be read."""

    @given(st.dates(day(1990, 1, 1), day(2100, 12, 31)))
    def test_format_and_parse(self, when: day) -> None:
        """What is written is read."""
        iso = when.isoformat()
        assert date.parse_header(date.format_header(iso)).value == iso
        assert date.parse_modified(date.format_modified(iso)).value == iso

    @given(st.one_of(st.text(), any_lines()))
    def test_any_text(self, text: str) -> None:
        """There is a value or a problem, and never both; neither if the text says that the date is not known."""
        for reading in (date.parse(text), date.parse_header(text), date.parse_modified(text)):
            is_told = not lexicon.is_not_known(text.strip(" ()."))
            assert (reading.value is None) == (reading.diagnostic is not None or not is_told)


class TestShare:
    """A share of two decimals is read as written, with its sign or without."""

    @given(st.integers(0, 10_000), st.sampled_from(["", "%", " %", '%"']))
    def test_parse(self, hundredths: int, sign: str) -> None:
        """The sign, and a stray quotation mark, do not count."""
        assert share.parse(f"{hundredths / 100:.2f}{sign}").value == hundredths / 100


class TestPerson:
    """A name taken apart loses no family name."""

    @given(st.sampled_from(CASED).flatmap(lambda script: st.tuples(any_words(script), any_words(script))))
    def test_family_in_capitals(self, pair: tuple[str, str]) -> None:
        """The word in capitals is the family name, wherever it stands."""
        given_name, family = pair[0], pair[1].upper()
        # `Dr ABEL` has no given name.
        assume(not any(person.SUFFIX.fullmatch(family) or NAME_PREFIX.fullmatch(word) for word in pair))
        who = person.parse(f"{given_name} {family}")
        assert (who.given, letters_only(who.family or "")) == (given_name, letters_only(family))
        turned = person.parse(f"{family} {given_name}")
        assert (turned.given, turned.family) == (who.given, who.family)

    @given(NAMES)
    @example("TOKAYEV Louis XIV Bernard")
    def test_parts_are_parts_of_the_text(self, text: str) -> None:
        """Neither part has a letter that the text has not."""
        who = person.parse(text)
        for part in (who.given, who.family):
            assert letters_only(part or "") in letters_only(text)


class TestName:
    """A name's text is the text as written; its parts are parts of it."""

    @given(NAMES, st.sampled_from([None, "KZ", "GE", "IL", "KR"]))
    def test_text(self, text: str, alpha2: str | None) -> None:
        """The text is the one given; the parts are pieces of it."""
        candidate, answer = name.parse_candidate(text, alpha2), name.parse_answer(text, alpha2)
        for found in (name.parse(text, alpha2)[0], candidate, answer):
            assert found.text == squeeze(text)
            for part in (found.parenthetical, found.english, found.acronym, *(n.text for n in found.local)):
                assert part is None or part in found.text

    @given(st.one_of(any_parties(), names().map(lambda known: known.text)))
    def test_every_word_is_in_a_part(self, text: str) -> None:
        """No word of a name is in none of its parts."""
        found = name.parse(text)[0]
        local = (name.text for name in found.local)
        parts = letters_only("".join(filter(None, [found.english, found.acronym, found.parenthetical, *local])))
        assert all(letters_only(word) in parts for word in text.split())

    @given(st.text("()（） aA", max_size=30))
    def test_any_parentheses(self, text: str) -> None:
        """What stands before the parentheses and in them is in the text."""
        found = parentheses.find(squeeze(text))
        assert found.before in squeeze(text)
        assert found.inside is None or found.inside in squeeze(text)


class TestRow:
    """A row without cells is its text, without the signs around it; its cells are slices of it, left to right."""

    @given(st.one_of(any_rows(), any_lines(), st.text("A1,.- N%▲+*[]one", min_size=1)))
    def test_name_and_cells(self, text: str) -> None:
        """Cells are slices; what they leave is the beginning of the text."""
        text = squeeze(text)
        assume(text)
        found = row.parse(text)
        before, name, after = text.partition(found.name(0))
        assert name
        assert (before + after).strip(" |;,") == ""
        assert all(text[cell.start : cell.end] == cell.text for cell in found.cells)
        places = [place for cell in found.cells for place in (cell.start, cell.end)]
        assert places == sorted(places)
        for number in range(1, len(found.cells) + 1):
            assert text.startswith(found.name(number))
