"""Any number of records, made by varying those of fixtures/records: other days and figures, the same layouts."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

RECORDS = Path(__file__).parent.parent / "fixtures" / "records"
COUNT = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d.,])")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def varied(number: int, *, largest: int | None = None) -> Iterator[str]:
    """So many texts, the same ones on every machine; with ``largest``, of records of at most so many characters."""
    chance = random.Random(1)
    texts = [path.read_text("utf-8") for path in sorted(RECORDS.glob("*.txt"))]
    texts = [text for text in texts if largest is None or len(text) <= largest]
    for index in range(number):
        years = chance.randrange(-12, 6)
        yield _varied(texts[index % len(texts)], years, chance)


def write_varied(folder: Path, number: int, *, largest: int | None = None) -> int:
    """Write them to ``folder/000/00000.txt`` and so on, a thousand to a folder; give their bytes."""
    total = 0
    for index, text in enumerate(varied(number, largest=largest)):
        path = folder / f"{index // 1000:03}" / f"{index:05}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        total += path.write_bytes(text.encode())
    return total


def _varied(text: str, years: int, chance: random.Random) -> str:
    later = YEAR.sub(lambda match: str(int(match[0]) + years), text)
    return COUNT.sub(lambda match: _other(match[0], chance), later)


def _other(count: str, chance: random.Random) -> str:
    """A figure with as many digits."""
    digits = len(count.replace(",", ""))
    return f"{chance.randrange(10 ** (digits - 1), 10**digits):,}"
