"""Limits: what is above one is not read, and a diagnostic says so; what is at one is read as without it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ifes_records import Diagnostic, ElectionRecord, Limits, parse, parse_dump, parse_file
from ifes_records.model import Block, BlockType, Source, SourceKind, UnreadLine
from ifes_records.text.source_text import digest

HEAD = "Election for Senate (Senate)\n\nAt stake in this election:\n"


def bullet(text: str, level: int, *children: Block) -> Block:
    return Block(BlockType.BULLET, level, text, None, None, children)


class TestCharacters:
    """A record of more characters than the limit is not read."""

    TEXT = HEAD + "  • 30 seats\n"

    def test_at_the_limit(self) -> None:
        """It is as without a limit."""
        assert parse(self.TEXT, limits=Limits(characters=len(self.TEXT))) == parse(self.TEXT)

    def test_above_it(self) -> None:
        """Nothing is taken from it."""
        limits = Limits(characters=len(self.TEXT) - 1)
        length, allowed = len(self.TEXT), len(self.TEXT) - 1
        message = f"The text has {length} characters, more than the {allowed} allowed; it was not read."
        assert parse(self.TEXT, limits=limits) == ElectionRecord(
            source=Source(sha256=digest(self.TEXT)),
            diagnostics=(Diagnostic("E-TOO-LARGE", message),),
        )

    def test_file(self, tmp_path: Path) -> None:
        """The same from a file."""
        path = tmp_path / "record.txt"
        path.write_text(self.TEXT, encoding="utf-8")
        assert parse_file(path).source.kind is SourceKind.ELECTION
        assert [d.code for d in parse_file(path, limits=Limits(characters=50)).diagnostics] == ["E-TOO-LARGE"]

    def test_dump(self) -> None:
        """The limit is that of each record; its neighbours are read."""
        long = HEAD + "  • 30 seats\n" * 20
        records = list(
            parse_dump(f"{self.TEXT}-----\n{long}-----\n{self.TEXT}", limits=Limits(characters=len(self.TEXT)))
        )
        kinds = [record.source.kind for record in records]
        assert kinds == [SourceKind.ELECTION, SourceKind.UNRECOGNISED, SourceKind.ELECTION]
        assert records[0].sections == records[2].sections == parse(self.TEXT).sections


class TestLineCharacters:
    """A longer line is kept under ``unread``; the grammars don't see it."""

    def test_at_the_limit(self) -> None:
        """It is as without a limit."""
        text = HEAD + "  • " + "x" * 46 + "\n"
        assert parse(text, limits=Limits(line_characters=48)) == parse(text)

    def test_above_it(self) -> None:
        """The lines around it are read."""
        text = HEAD + "  • y\n" + "x " * 30 + " \n  • z\n"
        record = parse(text, limits=Limits(line_characters=50))
        message = "The line has 59 characters, more than the 50 allowed; it was not read, but kept under “unread”."
        assert record.sections[0].blocks == (bullet("y", 1), bullet("z", 1))
        assert record.unread == (UnreadLine(5, " ".join("x" * 30)),)
        assert record.diagnostics == (Diagnostic("W-LINE-TOO-LONG", message, "unread[0]", line=5, column=1),)

    def test_blanks_do_not_count(self) -> None:
        """Blanks around a line are no part of it."""
        text = HEAD + " " * 40 + "• y" + " " * 40 + "\n"
        limits = Limits(line_characters=50, bullet_depth=50)
        assert parse(text, limits=limits) == parse(text, limits=Limits(bullet_depth=50))

    def test_told_of_what_is_no_record(self) -> None:
        """A text of one line, too long to be read, is no record; both are said."""
        record = parse("x " * 30, limits=Limits(line_characters=50))
        assert [d.code for d in record.diagnostics] == ["E-NOT-A-RECORD", "W-LINE-TOO-LONG"]
        assert record.unread == (UnreadLine(1, " ".join("x" * 30)),)


class TestFactCharacters:
    """A longer line of a section is kept as a block and gives no facts."""

    TEXT = HEAD + "  • All 98 seats of the Mazhilis\n    • 30 seats\n"

    def test_at_the_limit(self) -> None:
        """It is as without a limit."""
        record = parse(self.TEXT, limits=Limits(fact_characters=28))
        assert record == parse(self.TEXT)
        assert [stake.seats for stake in record.stakes] == [98]

    def test_above_it(self) -> None:
        """The bullet below it is read as if it were alone."""
        record = parse(self.TEXT, limits=Limits(fact_characters=27))
        message = "The line has 28 characters, more than 27; no facts were read from it."
        assert record.sections == parse(self.TEXT).sections
        assert [stake.seats for stake in record.stakes] == [30]
        assert record.diagnostics == (Diagnostic("W-LINE-FACTS", message, "sections[0].blocks[0]", line=4, column=5),)


class TestBulletDepth:
    """A deeper bullet is kept at the limit's depth, under the same bullet as one of that depth."""

    TEXT = HEAD + "  • w\n    • x\n      • y\n        • z\n"

    def test_at_the_limit(self) -> None:
        """It is as without a limit."""
        record = parse(self.TEXT, limits=Limits(bullet_depth=4))
        assert record == parse(self.TEXT)
        assert record.sections[0].blocks == (bullet("w", 1, bullet("x", 2, bullet("y", 3, bullet("z", 4)))),)
        assert record.diagnostics == ()

    def test_above_it(self) -> None:
        """Both say that they were deeper."""
        record = parse(self.TEXT, limits=Limits(bullet_depth=2))
        assert record.sections[0].blocks == (bullet("w", 1, bullet("x", 2), bullet("y", 2), bullet("z", 2)),)
        assert record.diagnostics == (
            Diagnostic(
                "W-BULLET-DEPTH",
                "The indent nests this bullet 3 deep; it was kept at 2, the deepest level allowed.",
                line=6,
                column=7,
            ),
            Diagnostic(
                "W-BULLET-DEPTH",
                "The indent nests this bullet 4 deep; it was kept at 2, the deepest level allowed.",
                line=7,
                column=9,
            ),
        )


@pytest.mark.parametrize("name", ["characters", "line_characters", "fact_characters", "bullet_depth"])
def test_none_is_below_one(name: str) -> None:
    with pytest.raises(ValueError, match=f"'{name}' must be >= 1: 0"):
        Limits(**{name: 0})


def test_json_is_never_too_deep_for_its_readers() -> None:
    with pytest.raises(ValueError, match="'bullet_depth' must be <= 50: 51"):
        Limits(bullet_depth=51)
