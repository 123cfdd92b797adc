"""Law: a name is taken apart into the parts that it was put together from, in any country, without a problem."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from ifes_records.strategies import names
from ifes_records.strategies.names import aggregate_of
from ifes_records.values import name

COUNTRIES = st.sampled_from(
    [None, "AF", "AM", "AR", "AT", "BE", "BG", "BT", "BY", "CA", "CH", "CL", "CN", "CY", "CZ", "DZ", "EG", "ET", "FR",
     "GE", "GR", "HU", "ID", "IL", "IN", "IQ", "IR", "JP", "KE", "KG", "KH", "KR", "KZ", "LA", "LK", "MA", "MK", "MM",
     "MN", "NP", "PK", "PL", "PT", "RO", "RS", "RU", "SE", "TH", "TR", "TW", "UA", "US", "UZ", "VN", "XK"]
)  # fmt: skip


@given(st.data(), COUNTRIES)
def test_a_party_has_the_parts_that_it_was_made_of(data: DataObject, country: str | None) -> None:
    """English name, acronym, local names with script and language, and a name said again."""
    drawn = data.draw(names(country=country))
    assert name.parse(drawn.text, country) == (drawn, None)


@given(st.data(), COUNTRIES)
def test_a_candidate_has_the_parts_that_it_was_made_of(data: DataObject, country: str | None) -> None:
    """Given name, family name, acronym and local name."""
    drawn = data.draw(names("candidate", country=country))
    assert name.parse_candidate(drawn.text, country) == drawn


@given(st.data(), COUNTRIES)
def test_an_answer_has_the_parts_that_it_was_made_of(data: DataObject, country: str | None) -> None:
    """An answer and the same in a language of the country."""
    drawn = data.draw(names("answer", country=country))
    assert name.parse_answer(drawn.text, country) == drawn


@given(st.data(), COUNTRIES)
def test_a_contest_has_the_parts_that_it_was_made_of(data: DataObject, country: str | None) -> None:
    """The English name stands in the parentheses, local ones before them."""
    drawn = data.draw(names("contest", country=country))
    assert name.parse_contest(f"Election for {drawn.text}", country) == drawn


@given(st.data(), COUNTRIES)
def test_an_aggregate_is_recognised_by_its_english_name(data: DataObject, country: str | None) -> None:
    """Rows that are no party are told by their English name."""
    drawn = data.draw(names("aggregate", country=country))
    assert name.parse(drawn.text, country) == (drawn, None)
    assert name.aggregate(drawn.text) is aggregate_of(drawn)
