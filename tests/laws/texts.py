"""Texts for the laws: lines that records have, whole records, damage. Records of growing size: growing.py.

Nothing is taken from one record: the lines are those that the format's description names, the names are made
of the letters of each script.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy, composite

# ---- lines of the page -----------------------------------------------------------------------------------

BOILERPLATE = ("IFES", " ", "Sign In", "ElectionGuide", "Home", "›", "Home › Elections › Zambia")

LABELS = (
    "Results", "Voter Participation", "Voter", "Turnout*", "Vote Share by Candidate:", "Vote Share by Party:",
    "Candidates:", "Parties:", "Provisions", "Referendum Vote Share", "Seat Share By Party:", "Seat Shares:",
    "Hover to view number and percent of total seats won by party.", "Results Notes",
    "Party Seats Won Seats Change Votes", "With Participation Rates", "Voted", "Registered to Vote",
)  # fmt: skip

COUNT_LABELS = ("Cast Votes:", "Valid Votes:", "Invalid Votes:", "Registered Voters:", "Voter Turnout:")

MODIFIED_LABELS = ("Record Modified:", "Election Results Modified:", "Election Modified:")

HEADINGS = (
    "General Information", "More Info:", "At Stake in this Election:", "At stake in this referendum:",
    "Description of government structure:", "Government Structure:", "Description of electoral system:",
    "Electoral System[1]:", "Electoral requirements:", "Main candidates in the electoral race:*",
    "Main parties in the electoral race:", "Candidates in this Election: [3]", "Last Election:",
    "Political entities in this electoral race", "Last Presidential election", "Election Note:",
    "Note on the results", "New/Unique in this Election:", "Key Deadlines:", "Information for Voters",
    "About the referendum", "Provisions in the referendum", "Referendum Text in French", "Election Overview",
    "Seats won in this election:", "Winners per State:", "Population and number of registered voters:",
    "Population and Registered Voters:", "Gender Data:", "Disability Data:", "IFES Resources:",
    "Campaign Finance:", "Out-of-Country Voting", "Most Recent Elections in Moldova, Republic of",
)  # fmt: skip

KEYS = (
    "Chief of State:", "Head of Government:", "Assembly:", "Party:", "Coalition:", "Candidate(s):", "Leader:",
    "Supporting Party:", "Seats won in last election:", "Independents:", "Population:", "Eligible Voters:",
    "Vote received in the first round:", "CEDAW Status:", "Is Kenya a signatory to CEDAW:", "Gender Quota:",
    "Number of Female Legislators (pre-election):", "Population with a disability:", "Election Access:",
    "Does IFES have a presence in Kenya:", "Voter registration deadline:", "Question:", "Response options:",
)  # fmt: skip

VALUES = (
    "", "N/A", "NA", "None", "Not available", "President Kasym-Zhomart TOKAYEV (since 20 March 2019)",
    "10,209,648 (2022 est.)", "Ratified by accession 26 Aug 1998", "Yes, accession (12 March 1987)",
    "29/106 (27.4%) in the Mazhilis and 9/48 (18.8%) in the Senate", "89 (14.9%) of 596", "58 out of 120",
    "10/98 (formerly known as the Union)", "Yes, 30% of candidates must be women", "10,107260 (2013 est.)",
    "a bicameral parliament consisting of a 50-seat Senate (Сенаты) and a 98-seat lower chamber",
)  # fmt: skip

PROSE = (
    "All 98 seats of the National Assembly *", "The President is elected by plurality vote. [2]",
    "* Local elections will take place at the same time.", "**NOTE: A runoff follows where needed.",
    "[2] Ibid.", "In the last election, the Union won 12 seats; turnout was 61%.", "consisting of 30 members",
    "Note: the figures are provisional.", "The ballot carries this question:", "Country: Election Type, Date",
    "Zambia: President, 11 August 2016", "Prospective voters have until 17 February to register.",
    "(second round of voting)", "27 January 14", "6 February 2952", "23 Marhc 2018", "7/2/2021",
)  # fmt: skip

QUESTIONS = (
    "“Do you approve the law on fair transport?”", '"Are you for the draft constitution?"', "Fair transport",
    "Do you want that the term of the President", "is prolonged to seven years?",
    "«Êtes-vous pour la paix ?»",
)  # fmt: skip

ANSWERS = ("Yes1,776,688", "No1,719,322", "Yes (Oui)3,208,230", "No (Non)99,181", "YesNone", "Ja502")

SHARES = ("34.10%", "54.70", "0.9332863755282753", '29.20%"', "5.2e-05", "45%", "74", "100.00%", "345.10%")

FIGURES = (
    "6,521,860", "502", "None", "0", "-1", "51", "4", "62", "1,000", "10,107260", "1,39", "3.165.674", "-",
    "1234",
)  # fmt: skip

STATUSES = (
    "Held", "Confirmed", "Postponed", "Cancelled", "Snap", "Date not confirmed", "Upcoming", "Deferred",
)  # fmt: skip

DATES = (
    "March 19, 2023",
    "Sept. 8, 2019",
    "Feb. 30, 2014",
    "Jan. 1, 1998",
    "8 September 2019",
    "May 0, 2020",
)

MODIFIED_DATES = ("Nov 03 2023", "Aug 17, 2016", "Sep 31, 2014", "2023-11-03", "soon")

COUNTRIES = (
    "Republic of Kazakhstan", "Congo (Kinshasa), Democratic Republic of the", "Kenya", "Kingdom of Norrland",
    "Moldova, Republic of", "Côte d’Ivoire", "Georgia",
)  # fmt: skip

CONTESTS = (
    "Election for Mazhilis (Kazakh House of Representatives)", "Election for President", "Referendum",
    "Election for Sénat (Senate)", "Constitutional Referendum", "Election for Sabha (Second round of voting)",
)  # fmt: skip

PARTIES = (
    "Auyl People's Democratic Party (Ауыл Халықтық-демократиялық патриоттық партиясы)",
    "Ak Zhol Democratic Party (Ak Zhol Democratic Party)", "Amanat (AMANAT)", "Patriotic Front (PF)",
    "Liberty Forward Party (자유선진당, Jayu Seonjin-dang)", "Belaya Rus (BR) (Белая Русь)", "S! (S!)",
    "New Commitment Togo (New Commitment Togo (NET))", "People's Party (Loktantrik)", "Everyone's Front (FdT",
    "People's Conscience Party (Partai Hati Nurani Rakyat, Partai Hanura))", "ANO 2011", "Democrats 66",
    "Democratic Alternative '91", "100% Kosovo Coalition", "Indonesian Democratic Party - Struggle", "Others",
    "Independents (Jordan)", "Likud (הליכוד)", "Pheu Thai (พรรคเพื่อไทย)", "Georgian Dream (ქართული ოცნება)",
    "Movement for Change (Κίνημα Αλλαγής, Kinima Allagis (ΚΙΝΑΛ, KINAL))", "Komeito (公明党)",
)  # fmt: skip

PEOPLE = (
    "Edgar C LUNGU", "Prince JOHNSON", "TRILLANES IV", "MARCOS, Jr.", "YOON Suk Yeol", "Alvaro URIBE Vélez",
    "Alexander VAN DER BELLEN", "Aung San Suu Kyi", "Siti", "Δημήτρης ΧΡΙΣΤΟΦΙΑΣ",
)  # fmt: skip

BULLETS = ("  • ", "    • ", "      • ", "·         ", "- ", "o   ", "§  ", "  o ", "1. ", "  ◦ ", "• ")

BROKEN = (
    "(", ")", "((", "))", "[", "[1", "1]", "“", "«", '"', ":", "::", "-", "- -", "*", "****", "- - -", "▲",
    "2", "None", "NoneNone", "²", "١٢٣", "½", "\ufeff", "\u200b", "\u00a0", "\u3000", "\u0000", "\ud800", "\ufffd",
    "Main candida", "Election Mod", "•", "  • ", "e\u0301", "Ⅳ", "％", "（", "）", "\u202e", "\x85",
    "fırst round of",
    "99999999999999999999", "0" * 40, "1.5e999", "1e5%", "Cast Votes:1 2", "Voted 5",
)  # fmt: skip

# ---- names in many scripts -------------------------------------------------------------------------------

# Letters of each script, capital (where it has them) and small; enough of each to make words of.
ALPHABETS = {
    "Latn": ("ABDEGKLMNOPRSTUVZÉÖŠÇ", "abdegiklmnoprstuvzéöšçığ"),
    "Cyrl": ("АБВГДЕКЛМНОПРСТҚӘ", "абвгдеклмнопрстқәұі"),
    "Grek": ("ΑΒΓΔΕΚΛΜΝΠΣ", "αβγδεκλμνπσάώ"),
    "Armn": ("ԱԲԳԴԵԿՀ", "աբգդեկհ"),
    "Geor": ("აბგდევ", "აბგდევზთიკლ"),
    "Arab": ("ابتحدر", "ابتحدرسعلمنهوي"),
    "Hebr": ("אבגדה", "אבגדהולמנר"),
    "Thai": ("กขคงจ", "กขคงจชดตนบพมรลวส"),
    "Hang": ("자유선진당", "자유선진당민주국의힘"),
    "Hani": ("自由民主党", "自由民主党公明国"),
    "Deva": ("नपमकस", "नपमकसरतहलव"),
    "Tibt": ("བོདམ", "བདམགངལར"),
}


@composite
def words(draw: DrawFn, script: str | None = None) -> str:
    """A word of two to nine letters in one script, with a capital first where the script has capitals."""
    script = script or draw(st.sampled_from(sorted(ALPHABETS)))
    capitals, small = ALPHABETS[script]
    return draw(st.sampled_from(capitals)) + draw(st.text(st.sampled_from(small), min_size=1, max_size=8))


@composite
def party_names(draw: DrawFn) -> str:
    """A party's name that ends in a letter or a closing sign: words, perhaps numbers between, parentheses."""
    script = draw(st.sampled_from(["Latn", "Latn", "Latn", *sorted(ALPHABETS)]))
    between = st.sampled_from(
        [" ", " ", " ", " - ", "/", ", ", " 2011 ", " 66 ", " '91 ", " + ", " & ", " – ", "-", "’s "]
    )
    name = draw(words(script))
    for _ in range(draw(st.integers(0, 3))):
        name += draw(between) + draw(words(script))
    end = draw(st.sampled_from(["", "", "!", "”", "local", "local", "acronym", "both", "again", "number"]))
    if end in ("local", "both"):
        local = " ".join(draw(st.lists(words(draw(st.sampled_from(sorted(ALPHABETS)))), min_size=1, max_size=3)))
        return f"{name} (ABC) ({local})" if end == "both" else f"{name} ({local})"
    if end == "acronym":
        return f"{name} ({draw(st.sampled_from(['PF', 'S!', 'VHP/V7', 'N-VA', 'FdT']))})"
    if end == "again":
        return f"{name} ({name})"
    if end == "number":
        return f"{name} ({draw(words('Latn'))} 2011)"
    return name + end


@composite
def people(draw: DrawFn) -> str:
    """A person's name that ends in no digit: given names and a family name in capitals, in either order."""
    script = draw(st.sampled_from(["Latn", "Latn", "Latn", *sorted(ALPHABETS)]))
    given = " ".join(draw(st.lists(words(script), min_size=1, max_size=2)))
    family = draw(words(script)).upper()
    whole = draw(st.sampled_from([f"{given} {family}", f"{family} {given}", f"{given} C {family}", given, family]))
    return whole + draw(st.sampled_from(["", "", "", " IV", ", Jr.", " Jr", " (PF)", " III", "!"]))


# ---- lines and texts -------------------------------------------------------------------------------------


def _of(*groups: Iterable[str]) -> SearchStrategy[str]:
    return st.sampled_from([*chain(*groups)])


@composite
def party_rows(draw: DrawFn) -> str:
    """A row of a table in any of the shapes, and in some that no table has."""
    cells = " ".join(draw(st.lists(_of(FIGURES, ("-", "-", "None", "▲", "▼", "+5")), max_size=4)))
    return f"{draw(st.one_of(_of(PARTIES), party_names()))} {cells}".rstrip()


@composite
def candidate_rows(draw: DrawFn) -> str:
    """A candidate with the votes glued to the name, or after a blank."""
    return draw(st.one_of(_of(PEOPLE), people())) + draw(st.sampled_from(["", "", " "])) + draw(_of(FIGURES))


@composite
def bullets(draw: DrawFn) -> str:
    """A bullet with text, or with a key and its value."""
    text = draw(st.one_of(_of(PROSE, PARTIES, PEOPLE), keyed()))
    return draw(_of(BULLETS)) + text + draw(st.sampled_from(["", "", " *", " [1]", "\u00a0", "1"]))


@composite
def keyed(draw: DrawFn) -> str:
    """A key and its value."""
    return draw(_of(KEYS)) + draw(st.sampled_from([" ", "", "  "])) + draw(_of(VALUES))


def counts() -> SearchStrategy[str]:
    """A line of the participation block."""
    return st.builds(str.__add__, _of(COUNT_LABELS), _of(FIGURES, SHARES))


def modified() -> SearchStrategy[str]:
    """A line that says when something was last changed."""
    return st.builds("{} {}".format, _of(MODIFIED_LABELS), _of(MODIFIED_DATES))


def headings() -> SearchStrategy[str]:
    """A heading of the body, with changing capitals and blanks at its end."""
    change = st.sampled_from([str, str, str.upper, str.title, lambda text: text + "  ", lambda text: text + "*"])
    return st.builds(lambda text, changed: str(changed(text)), _of(HEADINGS), change)


def lines() -> SearchStrategy[str]:
    """One line of any kind."""
    return st.one_of(
        _of(BOILERPLATE, LABELS, PROSE, QUESTIONS, ANSWERS, SHARES, STATUSES, COUNTRIES, CONTESTS, BROKEN),
        _of(DATES, HEADINGS, KEYS, VALUES, FIGURES),
        party_rows(), candidate_rows(), bullets(), keyed(), counts(), modified(), headings(),
        st.text(max_size=12),
    )  # fmt: skip


@composite
def loose_texts(draw: DrawFn) -> str:
    """Lines of any kind in any order."""
    text = ""
    for line in draw(st.lists(lines(), max_size=14)):
        text += line + draw(st.sampled_from(["\n", "\n", "\n\n", "\n \n", "\n\n\n\n"]))
    return text


def _some(draw: DrawFn, strategy: SearchStrategy[str], most: int = 3, least: int = 0) -> list[str]:
    return draw(st.lists(strategy, min_size=least, max_size=most))


@composite
def results_blocks(draw: DrawFn) -> list[str]:
    """The lines of a results block, in the order of the page."""
    block = _some(draw, _of(("Results", "Voter Participation", "Voter\nTurnout*")), 1) + _some(draw, counts(), 4)
    kind = draw(st.sampled_from(["party", "candidate", "referendum", "charts"]))
    shares = draw(st.booleans())
    if kind == "party":
        block += [*_some(draw, st.just("Vote Share by Party:"), 1), "Party Seats Won Seats Change Votes"]
        rows = _some(draw, party_rows(), 6)
    elif kind == "candidate":
        block += ["Vote Share by Candidate:"]
        rows = _some(draw, candidate_rows(), 6)
    elif kind == "referendum":
        block += ["Referendum Vote Share"]
        rows = _some(draw, _of(QUESTIONS), 2) + _some(draw, _of(ANSWERS), 3) + _some(draw, _of(QUESTIONS, ANSWERS))
    else:
        block += ["Seat Share By Party:", *_some(draw, _of(LABELS, PARTIES), 2)]
        rows = _some(draw, party_rows(), 3)
    for row in rows:
        block += [row, draw(_of(SHARES))] if shares else [row]
    notes = _some(draw, _of(("Results Notes", "Results Source: Central Election Commission", *PROSE)), 2)
    return block + notes + _some(draw, st.just("Election Results Modified: Aug 17, 2016"), 1)


@composite
def records(draw: DrawFn) -> str:
    """A whole record, its parts in the order of the page; a part may be missing."""
    parts = _some(draw, _of(BOILERPLATE), 1) + _some(draw, st.just("Record Modified: Nov 03 2023"), 1)
    parts += [f"{draw(_of(DATES))} {draw(_of(STATUSES))}", *_some(draw, _of(COUNTRIES), 2)]
    parts += _some(draw, _of(("61.3%\nVoted", "4,013,462 Registered to Vote", "Voted")), 1)
    parts += _some(draw, _of(CONTESTS), 1) + draw(results_blocks())
    parts += _some(draw, _of(("General Information", "More Info:", "Zambia: President, 11 August 2016")), 2)
    for _ in range(draw(st.integers(0, 4))):
        parts += [draw(headings()), *_some(draw, st.one_of(bullets(), bullets(), _of(PROSE), keyed()), 4)]
    parts += _some(draw, st.just("Election Modified: Mar 10, 2023"), 1)
    text = ""
    for part in parts:
        text += part + draw(st.sampled_from(["\n", "\n\n", "\n\n", "\n \n\n"]))
    return text


# ---- damage ----------------------------------------------------------------------------------------------

MOJIBAKE = ("utf-8", "cp1252")
OTHER_BULLETS = ("·", "o", "§", "-", "", "*", "●", "\uf0b7")
ODD_BLANKS = ("\u00a0", "\t", "\u2009", "\u3000", "\u200b", "\ufeff", "\u00ad", "  ", "")


@composite
def damaged(draw: DrawFn, sound: SearchStrategy[str] | None = None) -> str:
    """A text that has been through worse extractors: up to four kinds of damage, one after another."""
    text = draw(sound if sound is not None else st.one_of(records(), loose_texts()))
    for _ in range(draw(st.integers(1, 4))):
        text = draw(st.sampled_from(DAMAGES))(draw, text)
    return text


def _cut(draw: DrawFn, text: str) -> str:
    return text[: draw(st.integers(0, len(text)))]


def _cut_line(draw: DrawFn, text: str) -> str:
    found = text.split("\n")
    at = draw(st.integers(0, len(found) - 1))
    found[at] = _cut(draw, found[at])
    return "\n".join(found)


def _double(draw: DrawFn, text: str) -> str:
    found = text.split("\n")
    at = draw(st.integers(0, len(found) - 1))
    return "\n".join(found[: at + 1] + found[at:])


def _shuffle(draw: DrawFn, text: str) -> str:
    return "\n".join(draw(st.permutations(text.split("\n"))))


def _merge(draw: DrawFn, text: str) -> str:
    found = text.split("\n")
    at = draw(st.integers(0, len(found) - 1))
    return "\n".join(found[:at]) + "\n" * bool(at) + draw(st.sampled_from(["", " "])).join(found[at : at + 2])


def _lose_blank_lines(draw: DrawFn, text: str) -> str:
    return "\n".join(line for line in text.split("\n") if line.strip())


def _double_blank_lines(draw: DrawFn, text: str) -> str:
    return text.replace("\n\n", "\n\n\n\n")


def _other_bullets(draw: DrawFn, text: str) -> str:
    return text.replace("•", draw(st.sampled_from(OTHER_BULLETS)))


def _break_brackets(draw: DrawFn, text: str) -> str:
    return text.replace(draw(st.sampled_from("()[]“”")), draw(st.sampled_from(["", "((", "))", ")", "(", "]"])))


def _mojibake(draw: DrawFn, text: str) -> str:
    written, read = MOJIBAKE
    return text.encode(written, "replace").decode(read, "replace")


def _odd_blanks(draw: DrawFn, text: str) -> str:
    return text.replace(" ", draw(st.sampled_from(ODD_BLANKS)))


def _line_ends(draw: DrawFn, text: str) -> str:
    return text.replace("\n", draw(st.sampled_from(["\r\n", "\r", "\u2028", "\x0b", "\n\r"])))


def _insert(draw: DrawFn, text: str) -> str:
    at = draw(st.integers(0, len(text)))
    return text[:at] + draw(st.sampled_from(BROKEN)) + text[at:]


def _indent(draw: DrawFn, text: str) -> str:
    blanks = draw(st.sampled_from([" ", "    ", "\u00a0\u00a0", "\t"]))
    return "\n".join(blanks + line for line in text.split("\n"))


def _repeat_end(draw: DrawFn, text: str) -> str:
    return text + text[len(text) // 2 :]


DAMAGES: tuple[Callable[[DrawFn, str], str], ...] = (
    _cut, _cut_line, _double, _shuffle, _merge, _lose_blank_lines, _double_blank_lines, _other_bullets,
    _break_brackets, _mojibake, _odd_blanks, _line_ends, _insert, _insert, _indent, _repeat_end,
)  # fmt: skip


def any_text() -> SearchStrategy[str]:
    """Any text at all: random, made of lines, whole records, damaged ones."""
    anything = st.text(st.characters(codec=None), max_size=60)
    return st.one_of(records(), damaged(), loose_texts(), damaged(records()), anything)
