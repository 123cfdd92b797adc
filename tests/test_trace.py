"""The spans of values in their text, and the outcome of each of its lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from ifes_records import Diagnostic, ElectionRecord, from_json, parse, parse_dump, parse_file, to_json
from ifes_records.model import Source, Span
from ifes_records.model.origin import Claim, Origin, Role
from ifes_records.text.source_text import SourceText
from ifes_records.trace import TextTracer, account
from ifes_records.trace.aligned import Aligned
from ifes_records.trace.paths import ExactPaths, SpanIndex

# Tabs, an astral letter in a name, a letter with its mark apart, no-break spaces, and a row and its share.
TEXT = (
    "\ufeffRecord Modified:\tNov 03 2023\r\n\r\nMarch 19, 2023 Held\r\n\r\nRepublic of Kazakhstan\r\n\r\n"
    "Election for Mazhilis (Kazakh House of Representatives)\r\n\r\nCast Votes:\t6,521,860\r\n\r\n"
    "Party Seats Won Seats Change Votes\r\n\r\n"
    "\U00010400lder Party (Ауыл  партиясы) 12 - 693,938\r\n\r\n34.10%\r\n\r\n"
    "Cafe\u0301 Party (CP) 4 - - 184,636\r\n\r\n"
    "At Stake in this Election:*\r\n\r\n  •\u00a0All 98 seats of the Mazhilis\r\n\r\n"
    "* Counted twice.\r\n\r\n"
    "Government Structure:\r\n\r\n"
    "  • Chief of State: President Kasym-Zhomart TOKAYEV (since 20 March 2019)\r\n"
    "    • acting\r\n\r\n"
    "Main Parties in this Election:\r\n\r\n  • Party: Elder Party / Ауыл (EP)\r\n  • Leader: Azat PERUASHEV\r\n"
    "  • Seats won in last election: 12/98\r\n\r\n"
    "Gender Data:\r\n\r\n  • CEDAW Status: Ratified by accession 26 Aug 1998\r\n"
)

PLACES = {
    "modified.record": "Nov 03 2023",
    "election.date": "March 19, 2023",
    "election.date_text": "March 19, 2023",
    "election.status": "Held",
    "election.country": "Republic of Kazakhstan",
    "election.country.name": "Kazakhstan",
    "election.country.alpha2": "Republic of Kazakhstan",
    "election.contest.name": "Mazhilis (Kazakh House of Representatives)",
    "election.contest.name.english": "Kazakh House of Representatives",
    "election.contest.name.local[0].text": "Mazhilis",
    "participation.cast_votes": "6,521,860",
    "results[0].rows[0]": "\U00010400lder Party (Ауыл  партиясы) 12 - 693,938\r\n\r\n34.10%",
    "results[0].rows[0].name": "\U00010400lder Party (Ауыл  партиясы)",
    "results[0].rows[0].name.english": "\U00010400lder Party",
    "results[0].rows[0].name.local[0]": "Ауыл  партиясы",
    "results[0].rows[0].seats_won": "12",
    "results[0].rows[0].votes": "693,938",
    "results[0].rows[0].vote_percent": "34.10%",
    "results[0].rows[0].cells": "12 - 693,938",
    "results[0].rows[1].name.english": "Cafe\u0301 Party",
    "results[0].rows[1].name.acronym": "CP",
    "results[0].rows[1].seats_change": "- -",
    "results[0].rows[1].cells[3]": "184,636",
    "sections[0].heading": "At Stake in this Election",
    "sections[0].marks[0]": "*",
    "sections[0].blocks[0]": "All 98 seats of the Mazhilis",
    "sections[1].blocks[0].key": "Chief of State",
    "sections[1].blocks[0].value": "President Kasym-Zhomart TOKAYEV (since 20 March 2019)",
    "sections[1].blocks[0].children[0].text": "acting",
    "stakes[0].seats": "98",
    "stakes[0].body": "Mazhilis",
    "government.chief_of_state.title": "President",
    "government.chief_of_state.family_name": "TOKAYEV",
    "government.chief_of_state.since": "20 March 2019",
    "contenders[0].name.acronym": "EP",
    "contenders[0].leaders[0]": "Azat PERUASHEV",
    "contenders[0].seats_last_election.of": "98",
    "gender.cedaw.ratified": "26 Aug 1998",
    "footnotes[0].text": "Counted twice.",
}  # fmt: skip


@pytest.mark.parametrize(("path", "written"), PLACES.items(), ids=PLACES)
def test_text_of(path: str, written: str) -> None:
    record = parse(TEXT)
    span = record.span_of(path)
    assert record.text_of(path) == written
    assert span is not None
    assert TEXT[span.start : span.end] == written


def test_places_in_a_dump() -> None:
    """In the middle of a dump, offsets and lines are those of the dump."""
    dump = f"{TEXT}=====\r\n{TEXT}"
    first, second = parse_dump(dump)
    above = TEXT.count("\n") + 1
    for path, written in PLACES.items():
        span, place = second.span_of(path), first.place_of(path)
        assert span is not None
        assert place is not None
        assert dump[span.start : span.end] == written
        assert second.place_of(path) == (place[0] + above, place[1])
    row = second.results[0].rows[1].span
    assert row is not None
    assert dump[row.start : row.end] == "Cafe\u0301 Party (CP) 4 - - 184,636"


def test_places_in_a_file(tmp_path: Path) -> None:
    """Offsets count the characters of the bytes decoded, with the byte order mark."""
    path = tmp_path / "4078.txt"
    for encoding in ("utf-8", "utf-16-le"):
        path.write_bytes(TEXT.encode(encoding))
        record = parse_file(path)
        assert record.source.encoding == encoding
        text = path.read_bytes().decode(record.source.encoding)
        for field, written in PLACES.items():
            span = record.span_of(field)
            assert span is not None
            assert text[span.start : span.end] == written


def test_line_and_column() -> None:
    """Lines and columns count from 1; a byte order mark, which no editor shows, has no column."""
    record = parse(TEXT)
    assert record.place_of("modified.record") == (1, 18)
    assert record.place_of("results[0].rows[1].votes") == (17, 24)


def test_figures_told_twice_in_a_line_have_the_place_of_the_line() -> None:
    text = (
        "March 19, 2023 Held\n\nElection for Senate\n\nMain Parties in this Election:\n"
        "  • Party: A B\n    • Seats won in last election: 98/98\n"
    )
    record = parse(text)
    assert record.text_of("contenders[0].seats_last_election.won") == "98/98"


@pytest.mark.parametrize(
    ("assembly", "chambers"),
    [
        (
            "bicameral Congress with a 36-seat Senate (Senado) and a 160-seat House of Elders",
            [("36-seat Senate (Senado)", "36", "Senate"), ("160-seat House of Elders", "160", "House of Elders")],
        ),
        (
            "A Senate (Senado) of 40 and the House of Elders, which has 40 seats",
            [
                ("Senate (Senado) of 40", "40", "Senate"),
                ("House of Elders, which has 40 seats", "40", "House of Elders"),
            ],
        ),
        (
            "bicameral Congress with 36 seats in the Senate and 160 seats in the House of Elders",
            [
                ("Congress with 36 seats in the Senate", "36", "Senate"),
                ("160 seats in the House of Elders", "160", "House of Elders"),
            ],
        ),
        ("A unicameral Tinget of ninety-nine seats", [("Tinget of ninety-nine seats",) * 2 + ("Tinget",)]),
        ("Iceland has one chamber of 79.", [("one chamber of 79", "79", None)]),
    ],
)
def test_the_span_of_a_chamber_has_its_name_and_its_figure(
    assembly: str, chambers: list[tuple[str, str, str | None]]
) -> None:
    text = f"March 19, 2023 Held\n\nElection for Senate\n\nGovernment Structure:\n  • Assembly: {assembly}\n  • End\n"
    record = parse(text)
    assert record.government.assembly is not None
    paths = [f"government.assembly.chambers[{index}]" for index in range(len(record.government.assembly.chambers))]
    assert [tuple(map(record.text_of, (at, f"{at}.seats", f"{at}.name"))) for at in paths] == chambers


def test_figures_of_two_parties_have_their_own_spans_even_if_they_are_equal() -> None:
    told = "In the last election, the Civic Union won 18 seats, the Elder Party 12, and the Hope Party 18."
    record = parse(f"March 19, 2023 Held\n\nElection for Mazhilis\n\nLast Election:\n\n  • {told}\n")
    written = {
        "last_election.results": "Civic Union won 18 seats, the Elder Party 12, and the Hope Party 18",
        "last_election.results[0]": "Civic Union won 18",
        "last_election.results[0].name": "Civic Union",
        "last_election.results[0].seats": "18",
        "last_election.results[1]": "Elder Party 12",
        "last_election.results[1].seats": "12",
        "last_election.results[2]": "Hope Party 18",
        "last_election.results[2].name": "Hope Party",
        "last_election.results[2].seats": "18",
    }
    first, second = (record.span_of(f"last_election.results[{index}].seats") for index in (0, 2))
    assert first is not None
    assert second is not None
    assert first.end < second.start
    assert {path: record.text_of(path) for path in written} == written


def test_results_in_the_body_have_the_place_of_their_heading_and_question() -> None:
    question = "“Shall the plan be taken up?”"
    answers = "Yes: 120,160 votes (62.07%)\n  • No: 73,430 votes (37.93%)"
    record = parse(f"March 19, 2023 Held\n\nReferendum\n\nAbout the  referendum:\n\n{question}\n\n  • {answers}\n")
    written = {
        "results[0]": f"{question}\n\n  • {answers}",
        "results[0].heading": "About the  referendum",
        "results[0].question": question,
        "results[0].rows[1]": "No: 73,430 votes (37.93%)",
        "results[0].rows[1].votes": "73,430",
    }
    assert {path: record.text_of(path) for path in written} == written


HEAD = "March 19, 2023 Held\n\nZambia\n\nElection for Senate\n\n"
TABLE = HEAD + "Party Seats Won Seats Change Votes\n\n"

# Parts of a line that are easily taken for others.
PARTS = {
    "a change with its arrow, and not the votes": (
        f"{TABLE}Oak 62 ▲ 5 3,431,510\n",
        {
            "results[0].rows[0].seats_change": "▲ 5",
            "results[0].rows[0].seats_change_direction": "▲ 5",
            "results[0].rows[0].votes": "3,431,510",
        },
    ),
    "a change beside votes that are not known": (
        f"{TABLE}Elm 20 -7 None\n\nAsh 20 ▲ None\n\nFir 20 ▲ 5 N/A\n\nYew 20 ▼ 5 693,93\n\nFig 9 ▲\n\nIvy 20 -7\n\n",
        {
            "results[0].rows[0].seats_change": "-7",
            "results[0].rows[0].votes": None,
            "results[0].rows[1].seats_change_direction": "▲",
            "results[0].rows[2].seats_change": "▲ 5",
            "results[0].rows[3].seats_change": "▼ 5",
            "results[0].rows[4].seats_change_direction": "▲",
            "results[0].rows[5].seats_change": "-7",
        },
    ),
    "as many votes as seats": (
        f"{TABLE}Elm 5 - - 5\n\nAsh 7 ▲ 7 7 7%\n",
        {
            "results[0].rows[0].cells": "5 - - 5",
            "results[0].rows[0].seats_change": "- -",
            "results[0].rows[1].seats_change": "▲ 7",
            "results[0].rows[1].vote_percent": "7%",
        },
    ),
    "a date without its year, and with a comma": (
        f"{HEAD}Key Deadlines:\n  • Voter registration: 1 February, at noon\n  • Lists: the 5th of May 2022\n",
        {"deadlines[0].date": "1 February", "deadlines[1].date": "5th of May 2022"},
    ),
    "a status in capitals, and a method of two words": (
        f"{HEAD}Description of electoral system:\n  • The President is elected by Absolute Majority vote.\n\n"
        "IFES Resources:\n  • Does IFES have a presence in Zambia: Yes\n  • Election Access: No\n",
        {
            "electoral_system[0].method": "Absolute Majority",
            "ifes.presence": "Does IFES have a presence in Zambia: Yes",
            "ifes.presence_text": "Yes",
            "ifes.election_access_text": "No",
        },
    ),
}


@pytest.mark.parametrize(("text", "written"), PARTS.values(), ids=PARTS)
def test_parts_of_a_line(text: str, written: dict[str, str | None]) -> None:
    record = parse(text)
    assert {path: record.text_of(path) for path in written} == written


@pytest.mark.parametrize(
    ("contest", "local", "english"),
    [("Congreso (Congreso of Zambia)", 14, 24), ("Senate of Zambia (Senate)", 14, 32)],
)
def test_the_english_name_of_a_contest_comes_last(contest: str, local: int, english: int) -> None:
    """Whatever words it shares with the local one."""
    record = parse(HEAD.replace("Senate", contest))
    paths = [f"election.contest.name.{part}" for part in ("local[0]", "local[0].text", "english")]
    assert [record.place_of(path) for path in paths] == [(5, local), (5, local), (5, english)]


def test_marks_of_a_heading_stand_behind_each_other() -> None:
    text = "March 19, 2023 Held\n\nElection for Senate\n\nGender Data* [1] *:\n\nText *\n"
    record = parse(text)
    assert record.sections[0].marks == ("*", "[1]", "*")
    assert [record.place_of(f"sections[0].marks[{index}]") for index in range(3)] == [(5, 12), (5, 14), (5, 18)]


def test_values_without_a_place() -> None:
    """Nothing is the place of null, nor of what was not read from the text."""
    record = parse(TEXT, name="4078.txt")
    for path in ("modified.results", "unread", "record_id", "source.name", "results[0].rows[0].seats_change"):
        assert (record.span_of(path), record.text_of(path), record.place_of(path)) == (None, None, None)


WRONG_PATHS = {
    "result": "A record has no “result”; its fields are schema_version, record_id, ",
    "results[1]": "results has the length 1; there is no results[1].",
    "election[0]": "election is not a list; there is no election[0].",
    "results[0].rows[0].vote": "results[0].rows[0] has no “vote”; its fields are line, name, aggregate, seats_won, ",
    "election.date.year": "election.date has no “year”; it has no fields.",
    "results[0": "“results[0” is not a path; an example is results[0].rows[2].votes.",
    "": "“” is not a path; an example is results[0].rows[2].votes.",
}


@pytest.mark.parametrize(("path", "message"), WRONG_PATHS.items())
def test_wrong_paths(path: str, message: str) -> None:
    with pytest.raises(LookupError) as raised:
        parse(TEXT).span_of(path)
    assert str(raised.value).startswith(message)


def test_records_read_from_json_have_no_text() -> None:
    record = from_json(to_json(parse(TEXT)))
    for question in (lambda: record.span_of("election.date"), record.explain):
        with pytest.raises(LookupError, match="was not read from a text"):
            question()


def test_account() -> None:
    text = (
        "IFES\nMarch 19, 2023 Held\n\nElection for Senate\n\nCast Votes:5\nCast Votes:6\n\n"
        "Seat Share By Party:\nSeats by party.\n"
    )
    record = parse(text)
    found = account(record)
    pieces = [(text[piece.span.start : piece.span.end], piece.role, piece.path) for piece in found.fragments]
    assert pieces == [
        ("IFES", Role.BOILERPLATE, None),
        ("March 19, 2023", Role.FIELD, "election.date"),
        ("Held", Role.FIELD, "election.status"),
        ("Election for Senate", Role.FIELD, "election.contest.title"),
        ("Cast Votes:", Role.LABEL, None),
        ("5", Role.FIELD, "participation.cast_votes"),
        ("Cast Votes:6", Role.UNREAD, "unread[0]"),
        ("Seat Share By Party:", Role.LABEL, None),
        ("Seats by party.", Role.BOILERPLATE, None),
    ]
    assert found.counts == {Role.BOILERPLATE: 17, Role.FIELD: 34, Role.LABEL: 27, Role.UNREAD: 11}
    assert (found.lost, found.overlaps) == ((), ())


def test_account_of_claims_that_meet_and_overlap() -> None:
    """A field or a label begins where a field ends; two fields share a letter, and one is inside another."""
    source = SourceText.of("abcd efgh ijkl mn", 10)
    claims = (
        Claim(Span(10, 11), path="first"),
        Claim(Span(11, 12), path="its neighbour"),
        Claim(Span(12, 14), Role.LABEL),
        Claim(Span(15, 17), path="second"),
        Claim(Span(16, 19), path="third"),
        Claim(Span(20, 24), path="fourth"),
        Claim(Span(21, 23), path="fifth"),
    )
    record = ElectionRecord(source=Source(), origin=Origin(source, TextTracer(), claims))
    found = account(record)
    assert [(source.slice(piece.span), piece.role, piece.path) for piece in found.fragments] == [
        ("a", Role.FIELD, "first"),
        ("b", Role.FIELD, "its neighbour"),
        ("cd", Role.LABEL, None),
        ("ef", Role.FIELD, "second"),
        ("gh", Role.FIELD, "third"),
        ("ijkl", Role.FIELD, "fourth"),
        ("mn", Role.LOST, None),
    ]
    assert found.counts == {Role.FIELD: 10, Role.LABEL: 2, Role.LOST: 2}
    assert found.lost == found.fragments[-1:]
    assert found.overlaps == ((Span(16, 17), "second", "third"), (Span(21, 23), "fourth", "fifth"))


EXPLAINED = """\
    1  March 19, 2023 Held
       election.date = '2023-03-19'
       election.status = held
    2  Election for Senate
       election.contest.title = 'Election for Senate'
    3  Vote Share by Party:
       results[0].heading = 'Vote Share by Party'
    4  Union (U) 5 - 1,000
       results[0].rows[0]: name='Union (U)', seats_won=5, votes=1000, cells=['5', '-', '1,000']
    5
    6  At stake in this election:
       sections[0].heading = 'At stake in this election'
    7    • All 5 seats of the Senate
       label: •
       sections[0].blocks[0]
       -> stakes[0]: seats=5, body='Senate', all=True

108 characters that are not white space: 107 field, 1 label, 0 boilerplate, 0 unread, 0 lost"""


def test_explain_shows_results_that_are_only_in_the_body() -> None:
    record = parse("March 19, 2023 Held\n\nReferendum\n\nResults of the referendum:\n  • Yes: 62%\n  • No: 38%\n")
    assert [line for line in record.explain().splitlines() if "->" in line] == [
        "       -> results[0]: kind=referendum, place=body, heading='Results of the referendum'",
        "       -> results[0].rows[0]: name='Yes', vote_percent=62.0, cells=['62%']",
        "       -> results[0].rows[1]: name='No', vote_percent=38.0, cells=['38%']",
    ]


def test_explain() -> None:
    text = (
        "March 19, 2023 Held\nElection for Senate\nVote Share by Party:\nUnion (U) 5 - 1,000\n\n"
        "At stake in this election:\n  • All 5 seats of the Senate\n"
    )
    assert parse(text).explain() == EXPLAINED


EXPLAINED_FACTS = """\
    8  Government Structure:
       sections[0].heading = 'Government Structure'
    9    • Assembly: bicameral Congress with a 36-seat Senate (Senado) and a 160-seat House
       label: •
       sections[0].blocks[0]: key='Assembly', value='bicameral Congress with a 36-seat Senate (Senado) and [...]'
       -> government.assembly: cameral=bicameral, chambers=[(name='Senate', local=['Senado'], seats=36), \
(name='House', seats=160)]
       -> government.assembly.chambers[0]: name='Senate', local=['Senado'], seats=36
       -> government.assembly.chambers[1]: name='House', seats=160
   10  At stake in this election:
       sections[1].heading = 'At stake in this election'
   11    • 30 of 90 seats in the Senate
       label: •
       sections[1].blocks[0]
       -> stakes[0]: seats=30, body='Senate', of=90

174 characters that are not white space: 172 field, 2 label, 0 boilerplate, 0 unread, 0 lost"""


def test_explain_cuts_long_texts_and_counts_the_lines_of_the_dump() -> None:
    """What is false or null is not shown; what has no text of its own is shown by its fields."""
    sections = (
        "Government Structure:\n"
        "  • Assembly: bicameral Congress with a 36-seat Senate (Senado) and a 160-seat House\n"
        "At stake in this election:\n  • 30 of 90 seats in the Senate\n"
    )
    *_, second = parse_dump(f"{HEAD}-----\n{HEAD[:-1]}{sections}".replace("\n\n", "\n"))
    assert second.explain().partition("contest.title = 'Election for Senate'\n")[2] == EXPLAINED_FACTS


def test_spans_order_and_hold() -> None:
    assert Span(3, 9).holds(Span(3, 5))
    assert not Span(3, 9).holds(Span(2, 5))
    assert Span(3, 9).shifted(4) == Span(7, 13)


@pytest.mark.parametrize(
    ("first", "second", "results"),
    [
        ("Aug 16, 2023", "Aug 17, 2023", "Aug 17, 2023"),
        ("Aug 17, 2023", "Aug 16, 2023", "Aug 17, 2023"),
    ],
)
def test_of_two_dates_the_place_is_that_of_the_one_taken(first: str, second: str, results: str) -> None:
    """Of the results' dates the later is taken, of the election's the first; the other stays unread."""
    record = parse(
        "March 19, 2023 Held\n\nKenya\n\nElection for Senate (Senate)\n\n"
        f"Election Results Modified: {first}\n\nElection Results Modified: {second}\n\n"
        f"General Information\n\nElection Modified: {first}\n\nElection Modified: {second}\n"
    )
    assert record.text_of("modified.results") == results
    assert record.text_of("modified.election") == first


def test_a_line_that_is_unread_for_two_reasons_is_kept_once() -> None:
    """A second date, and none that could be read."""
    foot = "Election Modified: Mar 10, 2023\nElection Modified: Mar 10, 2023 Aug 17, 2016\n"
    record = parse(f"March 19, 2023 Held\n\nKazakhstan\n\nElection for President\n\n{foot}")
    assert [(line.line, line.text) for line in record.unread] == [(8, "Election Modified: Mar 10, 2023 Aug 17, 2016")]
    assert {diagnostic.code for diagnostic in record.diagnostics if diagnostic.line == 8} == {
        "W-DATE-UNREAD",
        "W-HEAD-TWICE",
    }


def test_explain_shows_the_zero_of_a_dash() -> None:
    """`-` in the seats is no seats: that is worth seeing, unlike a value that is null."""
    record = parse("March 19, 2023 Held\n\nNorway\n\nParty Seats Won Seats Change Votes\n\nCivic Union - - 21,484\n")
    shown = [line for line in record.explain().split("\n") if "results[0].rows[0]:" in line]
    assert shown == [
        "       results[0].rows[0]: name='Civic Union', seats_won=0, votes=21484, cells=['-', '-', '21,484']"
    ]


def test_a_text_with_marks_and_blanks_has_the_places_of_its_letters() -> None:
    """In a text with letters and their marks apart, runs of blanks are one blank as well."""
    aligned = Aligned.of(" Cafe\u0301  \tPa ", 10)
    assert (aligned.text, list(aligned.starts), list(aligned.ends)) == (
        "Café Pa",
        [11, 12, 13, 14, 16, 19, 20],
        [12, 13, 14, 16, 19, 20, 21],
    )
    without_marks = Aligned.of(" Café  \tPa ", 10)
    assert (without_marks.text, list(without_marks.starts), list(without_marks.ends)) == (
        "Café Pa",
        [11, 12, 13, 14, 15, 18, 19],
        [12, 13, 14, 15, 18, 19, 20],
    )


@pytest.mark.parametrize(
    ("text", "part", "first", "last"),
    [
        ("DEEP Party (EP), a DEEP one", "EP", Span(12, 14), Span(12, 14)),
        ("DEEPER", "EP", Span(2, 4), Span(2, 4)),
        ("EP_2 and EP and EP", "EP", Span(9, 11), Span(16, 18)),
        ("EP", "", None, None),
        ("EP", "OP", None, None),
    ],
)
def test_parts_are_whole_words_where_there_are_some(
    text: str, part: str, first: Span | None, last: Span | None
) -> None:
    aligned = Aligned.of(text, 0)
    assert (aligned.first(part), aligned.last(part)) == (first, last)


def test_a_letter_that_becomes_two_in_small_letters_gives_no_place() -> None:
    aligned = Aligned.of("İzmir TOKAYEV", 0)
    assert aligned.first("TOKAYEV") == Span(6, 13)
    assert aligned.first("Tokayev", ignore_case=True) is None
    assert Aligned.of("Izmir TOKAYEV", 0).first("Tokayev", ignore_case=True) == Span(6, 13)


SETTLED = f"""{TABLE}Oak 62 - 931,510

Elm 20 - 1,204

At Stake in this Election:

  • 98 of 98 seats

Gender Data:

  • Gender Quota: 30%, that is 30 of 90
"""


@pytest.mark.parametrize(
    ("code", "written", "path", "exact"),
    [
        ("W-LAYOUT", "Elm 20 - 1,204", "results", "results[0].rows[1]"),
        ("W-LAYOUT", "98 of", "stakes", "stakes[0]"),
        ("W-LAYOUT", "Gender Data", "stakes", "sections[1].heading"),
        ("W-LAYOUT", "Gender Data:", "sections", "sections[1].heading"),
        ("W-LAYOUT", "30%", "gender.female_legislators[0].count", "sections[1].blocks[0]"),
        ("W-LAYOUT", "30%", "gender.quota.percent", "gender.quota.percent"),
        ("W-LAYOUT", "30%", None, None),
        ("W-TRUNCATED-FIGURE", "1,204", None, "results[0].rows[1].votes"),
        ("W-TRUNCATED-FIGURE", "20", None, "results[0].rows[1]"),
        ("W-TRUNCATED-FIGURE", "98", None, "stakes[0]"),
        ("W-TRUNCATED-FIGURE", "90", None, "gender.quota"),
        ("W-TRUNCATED-FIGURE", "19", None, None),
    ],
)
def test_a_diagnostic_gets_the_path_of_what_it_is_about(
    code: str, written: str, path: str | None, exact: str | None
) -> None:
    """A figure that is cut off gets that of its number, if it is all of it, or of the smallest object around it."""
    start = SETTLED.rindex(written)
    noticed = Diagnostic(code, "Planted.").at(Span(start, start + len(written)), path)
    assert ExactPaths(parse(SETTLED)).settle(noticed).path == exact


def test_a_span_is_in_only_one_entry_or_in_none() -> None:
    index = SpanIndex.of([(Span(6, 9), "third"), (None, "nowhere"), (Span(0, 9), "first"), (Span(0, 5), "second")])
    spans = [Span(0, 4), Span(0, 7), Span(6, 9), Span(7, 8), Span(8, 10)]
    assert [index.only_one_holding(span) for span in spans] == [None, "first", "third", "third", None]
    assert [index.last_at(offset) for offset in (0, 5, 6, 20)] == ["first", "first", "third", "third"]
    assert SpanIndex.of([(Span(6, 9), "third")]).last_at(5) is None


def test_a_local_name_is_the_one_in_parentheses() -> None:
    record = parse(f"{TABLE}Senado Party (Senado) 5 - 1,204\n")
    assert record.place_of("results[0].rows[0].name.local[0]") == (9, 15)
    assert record.place_of("results[0].rows[0].name.local[0].text") == (9, 15)


def test_figures_that_are_joined_or_differ_in_their_last_digit() -> None:
    told = "In 2018, the Civic Union won 34.1% of the vote; turnout was 34.9%."
    record = parse(f"{TABLE}Oak 62 - 3 431 510\n\nLast Election:\n\n  • {told}\n")
    written = {
        "results[0].rows[0].votes": "3 431 510",
        "last_election.turnout_percent": "34.9",
        "last_election.results[0].percent": "34.1",
    }
    assert {path: record.text_of(path) for path in written} == written
