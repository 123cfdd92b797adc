"""Small changes to any text, as bad extractors and editors make them; what the text says then is not known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

# What signs become.
SIGNS = {
    " ": ("\u00a0", "\t", "\u2009", "\u3000", "\u200b", "\ufeff", "\u00ad", "  ", ""),
    "•": ("·", "o", "§", "-", "", "*", "●", "\uf0b7"),
    "\n": ("\r\n", "\r", "\u2028", "\x0b", "\n\r", " ", "", "\n    ", "\n\u00a0\u00a0", "\n\t", "\n\n"),
    "\n\n": ("\n", "\n\n\n\n"),
    **dict.fromkeys("()[]“”", ("", "((", "))", ")", "(", "]")),
}


def change(text: str, random: Random, pieces: Sequence[str]) -> str:
    """Make one change of any kind; ``pieces`` are what may be put in."""
    return random.choice(CHANGES)(text, random, pieces)


def _insert(text: str, random: Random, pieces: Sequence[str]) -> str:
    at = random.randint(0, len(text))
    return text[:at] + random.choice(pieces) + text[at:]


def _cut_or_repeat(text: str, random: Random, pieces: Sequence[str]) -> str:
    """Something is left out or is there twice: a few characters, or the rest of the text."""
    at = random.randint(0, len(text))
    by = random.choice((1, random.randint(1, 12), len(text) - at, -random.randint(1, 80), -at))
    return text[:at] + text[max(at + by, 0) :]


def _move_line(text: str, random: Random, pieces: Sequence[str]) -> str:
    """A line is in another place, or in two, or all are in any order."""
    lines = text.split("\n")
    kind, line = random.randrange(4), random.choice(lines)
    if kind == 0:
        random.shuffle(lines)
    elif kind == 1:
        lines.remove(line)
    lines.insert(random.randint(0, len(lines)), line)
    return "\n".join(lines)


def _replace(text: str, random: Random, pieces: Sequence[str]) -> str:
    """A sign becomes another one, once, a few times, or in all that follows."""
    at, letter = random.randint(0, len(text)), chr(random.randint(0, random.choice((0x2FF, 0x10FFFF))))
    old = random.choice([*(sign for sign in SIGNS if sign in text), random.choice(text or " ")])
    new = random.choice(SIGNS.get(old, (letter, letter, " ", "\n", "1", "A")))
    return text[:at] + text[at:].replace(old, new, random.choice((1, 3, -1)))


def _respell(text: str, random: Random, pieces: Sequence[str]) -> str:
    """Capitals become small, or small letters capitals; or UTF-8 was read as Windows-1252."""
    start = random.randint(0, len(text))
    end = start + random.randint(1, 40)
    if random.randrange(4) == 0:
        return text.encode("utf-8", "replace").decode("cp1252", "replace")
    return text[:start] + random.choice((str.upper, str.lower, str.title))(text[start:end]) + text[end:]


CHANGES: tuple[Callable[[str, Random, Sequence[str]], str], ...] = (
    _insert, _insert, _cut_or_repeat, _cut_or_repeat, _move_line, _replace, _replace, _respell,
)  # fmt: skip
