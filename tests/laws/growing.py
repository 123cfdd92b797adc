"""Records in which one thing is repeated n times, for the laws on work and memory."""

from __future__ import annotations

from collections.abc import Callable
from itertools import repeat

HEAD = "March 19, 2023 Held\n\nKenya\n\nElection for Senate (Senate)\n\nCast Votes:6,521,860\n\n"
TABLE = HEAD + "Party Seats Won Seats Change Votes\n\n"
BODY = HEAD + "General Information\n\n"


def _numbered(pattern: str) -> Callable[[int], str]:
    return lambda n: "".join(pattern.format(i, i % 40 + 1) for i in range(1, n + 1))


def _after(head: str, grow: Callable[[int], str], foot: str = "\n") -> Callable[[int], str]:
    return lambda n: head + grow(n) + foot


def _repeated(piece: str) -> Callable[[int], str]:
    return lambda n: "".join(repeat(piece, n))


CONTENDERS = BODY + "Main candidates in the electoral race:\n\n"
QUESTION = HEAD + "Referendum Vote Share\n\n"

# What a record can have many times, and a record that has it n times.
GROWING: dict[str, Callable[[int], str]] = {
    "rows, dashes": _after(TABLE, _numbered("Party A{0} 5 - 1,{0:03}\n\n")),
    "rows, two figures": _after(TABLE, _numbered("Party {0}A {1} {0}\n\n")),
    "rows, two equal figures": _after(TABLE, _numbered("Party {0}A 7 9\n\n")),
    "rows, lone figures": _after(TABLE, _numbered("Party {0}A {1}\n\n")),
    "rows without figures": _after(TABLE, _numbered("Party {0}A\n\n")),
    "rows with shares": _after(TABLE, _numbered("Party A{0} 5 - 1,{0:03}\n\n34.10%\n\n")),
    "rows with bare shares": _after(TABLE, _numbered("Party A{0} 5 - 1,{0:03}\n\n34\n\n")),
    "rows on two lines": _after(TABLE, _numbered("Party A{0}\n5 - 1,{0:03}\n\n")),
    "shares under no row": _after(TABLE, _repeated("34.10%\n\n")),
    "candidates": _after(HEAD + "Vote Share by Candidate:\n\n", _numbered("Ann A{0}BC1,{0:03}\n\n")),
    "tables": _after(HEAD, _numbered("Vote Share by Party:\n\nParty A{0} 5 - 1,{0:03}\n\n")),
    "seat shares": _after(HEAD + "Seat Share By Party:\n\n", _numbered("Party A{0} 5\n\n")),
    "counts": _after(HEAD, _numbered("Cast Votes:{0}\n\n")),
    "questions": _after(QUESTION, _numbered("“Do you want {0}?”\n\nYes1,{0:03}\n\nNo2,{0:03}\n\n")),
    "lines of a question": _after(QUESTION, _numbered("“and do you want this law {0} to be made, and\n")),
    "results notes": _after(HEAD + "Results Notes\n\n", _numbered("Remark {0}.\n\n")),
    "results sources": _after(HEAD, _numbered("Results Source: Commission {0}\n\n")),
    "results modified": _after(TABLE, _repeated("Party A 5 - 1,000\n\nElection Results Modified: Aug 17, 2016\n\n")),
    "badges": _numbered("{0},000 Registered to Vote\n"),
    "lines of the head": _after("March 19, 2023 Held\n", _numbered("Kingdom of Norrland {1} and so on.\n"), HEAD),
    "country lines": _after("March 19, 2023 Held\n", _numbered("Kenya\n"), HEAD),
    "contests": _numbered("Election for Senate {0}\n\n"),
    "sections": _after(BODY, _numbered("Gender Data:\n\n  • CEDAW Status: {0}\n\n")),
    "empty sections": _after(BODY, _repeated("Gender Data:\n")),
    "unknown sections": _after(BODY, _numbered("Campaign Finance:\n\nText of it.\n\n")),
    "bullets": _after(BODY, _numbered("  • All {0} seats of it\n\n")),
    "nested bullets": _after(BODY, _numbered("  • All {0} seats\n    • of it\n      • and more\n")),
    "bullets with keys": _after(CONTENDERS, _numbered("  • Party: A {0}\n\n  • Leader: B {0}\n\n")),
    "contenders without bullets": _after(CONTENDERS, _numbered("Party A {0}\n\nLeader: B {0}\n\n")),
    "candidates without bullets": _after(CONTENDERS, _numbered("Ann A{0}BC\n\n")),
    "leaders": _after(CONTENDERS, _numbered("  • Leader: B {0}\n\n")),
    "paragraphs": _after(BODY, _numbered("In the last election it won {0}.\n\n")),
    "lines of a paragraph": _after(BODY, _numbered("and in the last election it won {0}\n")),
    "late results": _after(BODY, _numbered("Cast Votes:{0}\n\nGender Data:\n\n")),
    "late rows": _after(BODY + "Results\n\nVote Share by Party:\n\n", _numbered("Party A 5 - {0}\n\n")),
    "notes in a run": _after(BODY, _numbered("* Note {0}.\n\n")),
    "notes and marks": _after(BODY, _numbered("Text {0} *\n\n* Note {0}.\n\n")),
    "marks before notes": lambda n: (
        BODY + "".join(f"Text {i} *\n\n" for i in range(n)) + "".join(f"* Note {i}.\n\n" for i in range(n))
    ),
    "marks of all kinds": _after(BODY, _numbered("Text [{0}] *\n\n")),
    "related elections": _after(BODY + "Most Recent Elections in Kenya\n", _numbered("Kenya {0}\n56.4\n")),
    "blank lines": _after(BODY, _repeated("\n")),
    "lines of one blank": _after(BODY, _repeated(" \n")),
    "blanks in a line": _after(BODY, _repeated(" "), "x\n"),
    "blanks in the head": _after("March 19, 2023 Held\n\n", _repeated(" "), "x\n"),
    "blanks in a row": _after(TABLE, _repeated(" "), "x\n"),
    "blanks before an answer": _after(QUESTION, _repeated(" "), "x\n"),
    "marks in a row": _after(TABLE + "Party", _repeated("[1]"), " 5 - 1,000\n"),
    "blanks after a heading": _after(BODY + "Gender Data", _repeated(" "), "x\n"),
    "blanks after an unknown heading": _after(BODY + "Abc", _repeated(" "), "x\n"),
    "blanks after a label": _after(HEAD + "Voter Turnout", _repeated(" "), "x\n"),
    "blanks after a figure": _after("March 19, 2023 Held\n\n12", _repeated(" "), "x\n"),
    "blanks after winners": _after(BODY + "Winners per ", _repeated(" "), "é.\n"),
    "stars after a heading": _after(BODY + "Gender Data", _repeated("*"), "x\n"),
    "stars in a line": _after(BODY, _repeated("*"), "x\n"),
    "marks after a heading": _after(BODY + "Gender Data:", _repeated("[1]"), "\n"),
    "opening parentheses": _after(TABLE + "Party ", _repeated("("), " 5 - 1,000\n"),
    "closing parentheses": _after(TABLE + "Party ", _repeated(")"), " 5 - 1,000\n"),
    "pairs of parentheses": _after(TABLE + "Party ", _repeated("(A)"), " 5 - 1,000\n"),
    "dashes in a row": _after(TABLE + "Party", _repeated(" -"), "\n"),
    "figures in a row": _after(TABLE + "Party", _repeated(" 12"), "\n"),
    "figures glued with commas": _after(TABLE + "Party ", _repeated("1,"), "\n"),
    "letters and digits by turns": _after(TABLE + "Party ", _repeated("a1"), " 5 - 1,000\n"),
    "letters in a row": _after(TABLE, _repeated("A"), " 5 - 1,000\n"),
    "letters in a line": _after(BODY, _repeated("A"), "\n"),
    "words in a line": _after(BODY, _repeated("And so "), "\n"),
    "quotation marks in a name": _after(TABLE + "Party (А", _repeated("„“"), "b) 5 - 1,000\n"),
    "digits at the end": _after(BODY, _repeated("1"), "x"),
    "digits of a count": _after("March 19, 2023 Held\n\nValid Votes:", _repeated("1"), "\n"),
}


def _in_section(
    heading: str, start: str = "", end: str = "\n"
) -> Callable[[Callable[[int], str]], Callable[[int], str]]:
    return lambda grow: _after(f"{BODY}{heading}:\n\n{start}", grow, end)


# … and what one line of a section can have many times.
STAKES = _in_section("At Stake in this Election", "  • ")
ASSEMBLY = _in_section("Government Structure", "  • Assembly: ")
HOLDER = _in_section("Government Structure", "  • Chief of State: ")
SYSTEM = _in_section("Electoral System", "  • ")
PARTY = _in_section("Main candidates in the electoral race", "  • ")
LEADERS = _in_section("Main candidates in the electoral race", "  • Party: A\n  • Leader: ")
LAST = _in_section("Last Election")
DEADLINES = _in_section("Key Deadlines", "  • ")
ABOUT_REFERENDUM = _in_section("Information about the referendum")
WOMEN = _in_section("Gender Data", "  • Number of Female Legislators: ")
TREATY = _in_section("Gender Data", "  • CEDAW Status: ")
POPULATION = _in_section("Population and Registered Voters", "  • Population: ")

GROWING |= {
    "stakes in a line": STAKES(_numbered("{1} seats in the A{0} Senate, and ")),
    "commas of a stake": STAKES(_repeated(",")),
    "links of a stake": STAKES(_repeated("of ")),
    "manners of a stake": STAKES(_repeated("elected ")),
    "lone counts of a stake": STAKES(_repeated("5 in the ")),
    "chambers in a line": ASSEMBLY(_numbered("a {1}-seat Senate{0}a and ")),
    "parentheses behind chambers": ASSEMBLY(_numbered("a {1}-seat A{0} Senate (Сенат) ")),
    "people in an office": HOLDER(_numbered("President Ann A{0}BC (since {1} March 2019) and ")),
    "capitals of an office holder": HOLDER(_repeated("A")),
    "countries of an office holder": HOLDER(_repeated("President of Ab ")),
    "shared terms": SYSTEM(_repeated("5 members are elected by plurality vote. All members serve 5-year terms. ")),
    "clauses of a rule": SYSTEM(_numbered("{1} members are elected by plurality vote for {1}-year terms, and ")),
    "owners in a rule": SYSTEM(_repeated("Ab ")),
    "words of a party": PARTY(_numbered("Party A{0} ")),
    "slashes in a party": PARTY(_repeated("A / ")),
    "brackets in a party": PARTY(_repeated("[")),
    "leaders in a line": LEADERS(_numbered("Ann A{0}BC, ")),
    "signs of leaders": LEADERS(_repeated("&")),
    "offices of leaders": LEADERS(_repeated("Ann BELL – president – ")),
    "letters of a leader": LEADERS(
        _repeated("A"),
    ),
    "seats of last time": LAST(_numbered("The Party A{0} won {1} seats. ")),
    "turnouts of last time": LAST(_numbered("In the 2019 election, turnout was {1}%. ")),
    "lines of last time": LAST(_numbered("In the 2019 election, turnout was {1}%.\n\n")),
    "lines that go on of last time": LAST(_numbered("The Party A{0} won {1} seats in it and\n\n")),
    "dates in a deadline": DEADLINES(_numbered("Voters register by {1} June 2019, and ")),
    "answers in a line": ABOUT_REFERENDUM(_numbered("Yes: {0} votes ({1}%) ")),
    "lines of answers": ABOUT_REFERENDUM(_numbered("  • Yes: {0} votes ({1}%)\n")),
    "lines of women in chambers": _in_section("Gender Data")(
        _numbered("  • Number of Female Legislators: {1}/106 (27.4%) in the A{0} Senate\n")
    ),
    "women in chambers": WOMEN(_numbered("{1}/106 (27.4%) in the A{0} Senate and ")),
    "treaties in a line": TREATY(_numbered("Signed {1} Aug 1998, ratified {1} Aug 1999, ")),
    "counts in a line": POPULATION(_numbered("{0},000 (2022 est.) ")),
    "answers of one question": _after(QUESTION, _numbered("Yes{0}\n\n")),
    "words of a contest": _after("March 19, 2023 Held\n\nKenya\n\nElection for ", _repeated("Ab "), f"\n\n{HEAD}"),
    "words of a country": _after("March 19, 2023 Held\n\n", _repeated("Ab, "), f"\n\n{HEAD}"),
    "modified dates": _repeated("Record Modified: Nov 03 2023\n"),
    "marks on a letter": _after(TABLE + "Party A", _repeated("\u0300\u0316"), " 5 - 1,000\n"),
    "letters of many characters": _after(TABLE + "Party ", _repeated("ﷺ"), " 5 - 1,000\n"),
    "scripts by turns": _after(TABLE + "Party (", _repeated("aж"), ") 5 - 1,000\n"),
    "words of scripts by turns": _after(TABLE + "Party (", _repeated("ab, жж, "), ") 5 - 1,000\n"),
    "indents of a bullet": _after(BODY, _repeated("    "), "• x\n"),
    "deeper and deeper bullets": lambda n: BODY + "".join("  " * (i % 40 + 1) + "• x\n" for i in range(n)),
    "control characters": _after(TABLE + "Party ", _repeated("\x00"), " 5 - 1,000\n"),
    "lone surrogates": _after(TABLE + "Party ", _repeated("\ud800"), " 5 - 1,000\n"),
    "signs of direction": _after(TABLE + "Party ", _repeated("\u202e"), " 5 - 1,000\n"),
    "odd blanks": _after(BODY, _repeated("\u3000\u2003"), "x\n"),
    "odd line ends": _after(BODY, _repeated("\u2028\r\x0b")),
    "other results in one line": _after(HEAD + "Results Source: ", _repeated("Ab, "), "\n"),
}

# Records that are asked for something when they have been read (``measure.ASKED``).
ASKED_FOR_ALL_SPANS = (
    *("dashes in a row", "marks after a heading"),
    *("stakes in a line", "dates in a deadline", "women in chambers", "lines of women in chambers"),
)
EXPLAINED = ("stakes in a line", "women in chambers", "lines of women in chambers")
GROWING |= {
    **{f"asked for all spans, {kind}": GROWING[kind] for kind in ASKED_FOR_ALL_SPANS},
    **{f"explained, {kind}": GROWING[kind] for kind in EXPLAINED},
    "asked for the span of each row": GROWING["rows, dashes"],
    "written with an unread line": _after(TABLE + "34.10%\n\n", _numbered("Party A{0} 5 - 1,{0:03}\n\n")),
    "written with unread lines": _after(
        TABLE, _numbered("Party A{0} 5 - 1,{0:03}\n\nA sentence that is no row and has no figures.\n\n")
    ),
}
