"""UTF-8 that has been read as Windows-1252 is reported, other letters outside ASCII are not."""

from __future__ import annotations

import pytest

from ifes_records import parse
from ifes_records.text.source_text import misread

SOUND = (
    "Sénat", "Ауыл партиясы", "«Respublica»", "“LIBERTÉ”", "CAFÉ—BAR", "Câmara dos Deputados", "São Tomé",
    "Õ", "ÀÉÃ©ÉÀÉ", "Ñandé", "62 ▲ 3,431,510", "  • All 98 seats", "국회", "plain",
)  # fmt: skip


@pytest.mark.parametrize("text", SOUND)
def test_sound(text: str) -> None:
    assert misread(text) is None


@pytest.mark.parametrize("text", ["Sénat", "Ауыл партиясы", "62 ▲ 3,431,510", "“Unity”", "국회", "საქართველოს"])
def test_misread(text: str) -> None:
    found = misread(text.encode().decode("cp1252", "replace"))
    assert found is not None
    assert found[1] in text


def test_diagnostic() -> None:
    """It is about the text as a whole; the letters are kept."""
    record = parse("March 19, 2023 Held\n\nKenya\n\nElection for SÃ©nat (Senate)\n")
    assert record.election.contest.title == "Election for SÃ©nat (Senate)"
    assert [(found.code, found.line) for found in record.diagnostics] == [("W-MOJIBAKE", 0)]
