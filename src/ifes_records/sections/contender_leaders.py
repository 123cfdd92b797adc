"""The leaders of a contender: the people after ``Leader:``, without their offices and remarks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ifes_records.sections.contender_names import has_kind, is_given, is_person
from ifes_records.text.phrases import written_as
from ifes_records.text.words import Word
from ifes_records.values import person, script

# What parts two people, and what parts a person and an office, or another person.
BETWEEN_PEOPLE = frozenset({"SEMICOLON", "AND", "OR", "WITH"})
DASHES = frozenset("-–—+|")


def parse_leaders(words: Sequence[Word]) -> list[str]:
    """Read the people in ``Eitan DORON and Noa PELED``, ``Eleni ZOGRAFOU; Petros VALAVANIS``, ``Ann BELL, Cy DEAN``.

    Offices and text in parentheses are dropped. ``N/A`` and sentences have no leaders.
    """
    if not is_given(written_as(words)) or any(word.text.islower() and has_kind(word, "verb") for word in words):
        return []
    return [leader for part in _split(_outside(words), _parts_people) for leader in _leaders(part)]


def _outside(words: Sequence[Word]) -> list[Word]:
    """The words that are not in parentheses or brackets."""
    kept, depth = [], 0
    for word in words:
        depth += "OPEN" in word.kinds
        if depth == 0:
            kept.append(word)
        depth = max(depth - ("CLOSE" in word.kinds), 0) if "CLOSE" in word.kinds else depth
    return kept


def _parts_people(words: Sequence[Word], at: int) -> bool:
    word = words[at]
    is_ampersand = word.text == "&" and not (word.glued and at + 1 < len(words) and words[at + 1].glued)
    return is_ampersand or not BETWEEN_PEOPLE.isdisjoint(word.kinds)


def _parts_names(words: Sequence[Word], at: int) -> bool:
    return "COMMA" in words[at].kinds


def _parts_dashed(words: Sequence[Word], at: int) -> bool:
    return words[at].text in DASHES and not words[at].glued


def _parts_languages(words: Sequence[Word], at: int) -> bool:
    return "SLASH" in words[at].kinds


def _split(words: Sequence[Word], parts: Callable[[Sequence[Word], int], bool]) -> Iterator[list[Word]]:
    piece: list[Word] = []
    for at, word in enumerate(words):
        if parts(words, at):
            yield piece
            piece = []
        else:
            piece.append(word)
    yield piece


def _leaders(part: list[Word]) -> Iterator[str]:
    """Read people and offices between commas (``Ana SOUSA, General Secretary``), or one name (``SOUSA, Ana``)."""
    people: list[list[Word]] = []
    for piece in map(_without_tail, _split(part, _parts_names)):
        if people and piece and person.SUFFIX.fullmatch(written_as(piece)):
            people[-1] += [part[part.index(piece[0]) - 1], *piece]
        elif piece and not _is_office(piece):
            people.append(piece)
    if any(len(name) < 2 for name in people):
        yield from _named(people[0], ", ".join(map(written_as, people)))
        return
    for name in people:
        sides = [side for side in _split(name, _parts_languages) if side]
        if len(sides) > 1 and len({script.script_of(written_as(side)) for side in sides}) == len(sides):
            sides = sides[:1]  # Azat PERUASHEV / Азат Перуашев
        elif not all(len(side) > 1 for side in sides):
            sides = [name]
        for side in sides:
            yield from _dashed(side)


def _without_tail(words: list[Word]) -> list[Word]:
    """Drop what follows a name: ``as chairwoman``, ``since 2019``."""
    end = next((at for at, word in enumerate(words) if at and has_kind(word, "tail")), len(words))
    return words[:end]


def _dashed(words: list[Word]) -> Iterator[str]:
    """Read people between dashes (``Ann BELL – Cy DEAN``), or a person and an office (``Ann BELL – founder``)."""
    pieces = list(_split(words, _parts_dashed))
    if len(pieces) > 1:
        are_people = [is_person(written_as(piece)) for piece in pieces]
        if are_people[0] and all(map(_is_office, pieces[1:])):
            pieces = pieces[:1]
        elif not all(are_people):
            pieces = [words]
    for piece in pieces:
        yield from _named(piece, written_as(piece))


def _named(words: Sequence[Word], text: str) -> Iterator[str]:
    """Yield a name, unless the text says that nobody leads, or begins with a small word that begins no name."""
    if not words or not is_given(text) or has_kind(words[0], "no_leader"):
        return
    if not words[0].text.islower() or has_kind(words[0], "particle"):
        yield text.strip(" &,")


def _is_office(words: Sequence[Word]) -> bool:
    text = written_as(words)
    if text.islower() or any(c.isdigit() for c in text):
        return True
    return any(has_kind(word, "office") for word in words) and not is_person(text)
