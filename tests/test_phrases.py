"""Words, phrases and clauses of prose: `text/words.py`, `text/phrases.py`."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ifes_records import parse
from ifes_records.text import memo
from ifes_records.text.normal_form import letters_only
from ifes_records.text.phrases import prose, written_as
from ifes_records.text.words import Dictionary, Word, texts_of, with_names
from ifes_records.values import number

PHRASES = [
    ("held on 6 May 2012", "held on <DATE:6 May 2012>"),
    ("Sunday, 8 March 2009 or 25 and 26 May 2014", "<DATE:Sunday, 8 March 2009> or <DATE:25 and 26 May 2014>"),
    ("May 6, 2012; July 2006", "<DATE:May 6, 2012> | <DATE:July 2006>"),
    ("in 2019 thirty-three", "in <YEAR:2019> <COUNT:thirty-three>"),
    ("One hundred and two of two-hundred-and-six", "<COUNT:One hundred and two> of <COUNT:two-hundred-and-six>"),
    ("One thousand and fifteen, fifty-one (51)", "<COUNT:One thousand and fifteen> , <COUNT:fifty-one (51)>"),
    ("the One Nation Party, two Senate seats", "the <NAME:One Nation Party> , <COUNT:two> <CHAMBER:Senate> seats"),
    ("61.3% or 61 percent", "<PERCENT:61.3%> or <PERCENT:61 percent>"),
    ("the Movement for an Open Norrland (MIN) won", "the <NAME:Movement for an Open Norrland (MIN)> won"),
    ("the Civic Union (34), Freedom & Order", "the <NAME:Civic Union> ( <COUNT:34> ) , <NAME:Freedom & Order>"),
    ("People’s Party Our Land, Compass–Social (SOC)", "<NAME:People’s Party Our Land> , <NAME:Compass–Social (SOC)>"),
    ("Jean-Luc VAN DER BELL and N.A. O’BRIEN", "<NAME:Jean-Luc VAN DER BELL> and <NAME:N.A. O’BRIEN>"),
    ("In the Senate 12* members [1] sit.", "In the <CHAMBER:Senate> <COUNT:12> members sit"),
    ("and For the Citizens (12)", "and <NAME:For the Citizens> ( <COUNT:12> )"),
    ("a 5-year term", "a <COUNT:5> - year term"),
    ("• In Kenya the Greens: In Zambia", "• In <NAME:Kenya> the <NAME:Greens> : In <NAME:Zambia>"),
    ("Aa " * 40, f"<NAME:{' '.join(['Aa'] * 30)}> <NAME:{' '.join(['Aa'] * 10)}>"),
]  # fmt: skip


def shown(text: str, grammar: str = "phrases.lark") -> str:
    sentences = prose(grammar).sentences(text)
    return " | ".join(
        " ".join(word.text if word.tree is None else f"<{word.kinds[0]}:{word.text}>" for word in sentence)
        for sentence in sentences
    )


@pytest.mark.parametrize(("text", "phrases"), PHRASES)
def test_phrases_take_the_place_of_their_words(text: str, phrases: str) -> None:
    assert shown(text) == phrases


def test_a_first_word_with_a_possessive_is_part_of_the_name_behind_it() -> None:
    assert shown("Independent’s Union won 12", "last_election.lark") == "<WHO:Independent’s Union> won <AMOUNT:12>"
    assert shown("Independent parties won 12", "last_election.lark") == "Independent parties won <AMOUNT:12>"


def test_names_of_several_words_are_single_ones_the_longest_first() -> None:
    words = Dictionary.of([]).words("(For the Citizens and Greens won, the Greens)", 5)
    names = ("For the Citizens", "For the Citizens and Greens", "Greens", " ")
    assert [
        (word.text, word.start, word.end, word.kinds, word.glued) for word in with_names(words, frozenset(names))
    ][:3] == [
        ("(", 5, 6, ("SIGN",), False),
        ("For the Citizens and Greens", 6, 33, ("CAPITAL",), True),
        ("won", 34, 37, ("UNKNOWN", "SMALL"), False),
    ]
    assert written_as(with_names(words, frozenset(names))) == "(For the Citizens and Greens won, the Greens)"


def test_a_word_of_other_kinds_stands_where_it_stood() -> None:
    _, word = Dictionary.of([]).words("(Greens", 5)
    assert word.of_kinds("SMALL") == Word("Greens", 6, 12, ("SMALL",), None, True)


def test_the_capital_behind_an_elision_counts() -> None:
    words = Dictionary.of([]).words("d’ESTAING l'Union d’avenir")
    assert [word.kinds for word in words] == [("CAPITAL",), ("CAPITAL",), ("UNKNOWN", "SMALL")]


def test_texts_of_a_pattern() -> None:
    assert list(texts_of("jan(?:uary)?|(?i:may|as well as)|[ae]mir")) == [
        "jan", "january", "may", "as well as", "amir", "emir",
    ]  # fmt: skip
    with pytest.raises(ValueError, match="not a list of words"):
        list(texts_of("jan.*"))


def test_a_word_has_all_its_kinds_and_an_entry_of_several_words_is_one() -> None:
    words = Dictionary.of([("MONTH", "may"), ("JOIN", "as well as|as")]).words("May as  well as As", 100)
    assert [(word.text, word.start, word.end, word.kinds) for word in words] == [
        ("May", 100, 103, ("MONTH", "CAPITAL")),
        ("as well as", 104, 115, ("JOIN", "SMALL")),
        ("As", 116, 118, ("JOIN", "CAPITAL")),
    ]
    unknown = Dictionary.of([]).words("seats Жеті مجلس")
    assert [word.kinds for word in unknown] == [("UNKNOWN", "SMALL"), ("CAPITAL",), ("CAPITAL",)]


@given(st.text(alphabet=st.sampled_from("Aa1 .,-’s()[]“%–/&\n*é\u0301"), max_size=60))
def test_words_are_where_the_text_has_them(text: str) -> None:
    end = 10
    for word in Dictionary.of([("A", "a 1|a")]).words(text, 10):
        assert end <= word.start < word.end <= 10 + len(text)
        assert "".join(word.text.split()) == "".join(text[word.start - 10 : word.end - 10].split())
        end = word.end


@given(st.text(alphabet=st.sampled_from("Aa1 .,-’s()“%–/&2019May of"), max_size=80))
def test_any_text_has_sentences(text: str) -> None:
    words = [word for sentence in prose("phrases.lark").sentences(text) for word in sentence]
    assert all(before.end <= after.start for before, after in pairwise(words))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("34", 34), ("2019", 2019), ("1,234,567", 1234567), ("12,34", None), ("12.5", None), ("1234,567", None),
        ("seven", 7), ("Thirty-three", 33), ("forty two", 42), ("one hundred", 100), ("hundred and one", 101),
        ("two-hundred-and-ninety", 290), ("one thousand and fifteen", 1015), ("two thousand five hundred", 2500),
        ("fifty-one (51)", 51), ("120 (one hundred twenty)", 120), ("fifty-one (15)", None),
    ],
)  # fmt: skip
def test_counts(text: str, value: int | None) -> None:
    ((word,),) = prose("phrases.lark").sentences(text)
    assert word.kinds[-1] == "COUNT"
    assert word.tree is not None
    assert number.count(word.tree) == value


@pytest.mark.parametrize(("text", "value"), [("61.3%", 61.3), ("45,3 %", 45.3), ("7 per cent", 7.0), ("145%", None)])
def test_shares(text: str, value: float | None) -> None:
    ((word,),) = prose("phrases.lark").sentences(text)
    assert word.kinds == ("PERCENT",)
    assert word.tree is not None
    assert number.percent(word.tree) == value


def test_a_phrase_that_ends_before_the_last_word_tried_has_each_of_its_words_once() -> None:
    (name, *_), *_ = prose("phrases.lark").sentences("Red Green Blue (34)")
    assert name.tree is not None
    assert [str(token) for token in name.tree.children] == ["Red", "Green", "Blue"]


NEEDED = [
    ("electoral_system.lark", "chosen", "Members are elected by plurality vote.", True),
    ("electoral_system.lark", "chosen", "All members serve 5-year terms.", False),
    ("electoral_system.lark", "hereditary", "The King is head of state by birth.", True),
    ("electoral_system.lark", "hereditary", "Members are elected by voters.", False),
    ("last_election.lark", "held", "The last election took place in 2019.", True),
    ("last_election.lark", "dated", "Any words: what a name may be, nobody can list.", True),
]


@pytest.mark.parametrize(("grammar", "rule", "text", "may_have"), NEEDED)
def test_a_text_may_have_a_rule_only_with_its_words(grammar: str, rule: str, text: str, may_have: bool) -> None:
    assert prose(grammar).may_have(text, rule) is may_have


def test_answers_are_kept_while_a_record_is_read_and_no_longer() -> None:
    calls: list[str] = []

    @memo.remembered
    def doubled(text: str) -> str:
        calls.append(text)
        return text * 2

    assert [doubled("a"), doubled("a")] == ["aa", "aa"]
    assert calls == ["a"]
    parse("March 19, 2023 Held\n\nKenya\n")
    assert doubled("a") == "aa"
    assert calls == ["a", "a"]


def test_figures_have_the_kinds_of_their_shapes() -> None:
    words = Dictionary.of([]).words("1234 12.5 7 45 450 2019")
    assert [word.kinds for word in words] == [
        ("FIGURE", "FOUR_DIGITS"),
        ("FIGURE",),
        ("FIGURE", "ONE_OR_TWO_DIGITS"),
        ("FIGURE", "ONE_OR_TWO_DIGITS"),
        ("FIGURE",),
        ("YEAR", "FIGURE"),
    ]


def test_letters_are_compared_without_case_signs_and_forms() -> None:
    assert letters_only("Straße–1") == letters_only("STRASSE 1") == letters_only("ＳＴＲＡＳＳＥ１") == "strasse1"
