"""The words of a line on the stakes, with parentheses and the names of offices as single words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from ifes_records.text import lexicon, phrases
from ifes_records.text.phrases import prose
from ifes_records.text.words import Word

NUMBERS = frozenset(("FIGURE", "ONES", "TEENS", "TENS"))
OF = frozenset(("OF", "OUT"))
BEFORE_OF = NUMBERS | {"OFFICE"}


def sentences(text: str, offset: int) -> Iterator[tuple[Word, ...]]:
    """The sentences, with each text in parentheses that has no seats as one word, ``ASIDE``."""
    reader = prose("stakes.lark")
    for sentence in reader.sentences_of([*_plain_counts(reader.words(text, offset))]):
        yield tuple(_with_asides([_with_office(word) for word in sentence]))


def _plain_counts(words: Sequence[Word]) -> Iterator[Word]:
    """The words; no name begins with ``Seats`` after a count, or with ``Eight`` or ``Office`` before ``of``.

    A figure glued to parentheses is a mark: ``(Fono)1``.
    """
    for before, word, after in zip((None, *words), words, (*words[1:], None), strict=False):
        glued_mark = before is not None and "CLOSE" in before.kinds and word.glued and len(word.text) == 1
        if glued_mark and "FIGURE" in word.kinds:
            continue
        if word.kinds[-1] == "CAPITAL" and (
            (before is not None and "SEAT_NOUN" in word.kinds and not NUMBERS.isdisjoint(before.kinds))
            or (after is not None and not BEFORE_OF.isdisjoint(word.kinds) and not OF.isdisjoint(after.kinds))
        ):
            yield word.of_kinds(*word.kinds[:-1], "SMALL")
        else:
            yield word


def _with_office(word: Word) -> Word:
    office = lexicon.pattern("ELECTED_OFFICE", r"\b", r"\b")
    return word.of_kinds("HOLDER") if word.kinds == ("NAME",) and office.search(word.text) else word


def _with_asides(words: Sequence[Word]) -> Iterator[Word]:
    """Join the words in parentheses, and a local name before them if they are the English one.

    Národná rada Slovenskej republiky (National Council)
    """
    joined: list[Word] = []
    closings = [index for index, word in enumerate(words) if "CLOSE" in word.kinds] + [len(words) - 1]
    at = 0
    while at < len(words):
        if "OPEN" not in words[at].kinds:
            joined.append(words[at])
            at += 1
            continue
        end = closings[min(bisect_right(closings, at), len(closings) - 1)]
        inside = words[at + 1 : end]
        if any("COUNT" in word.kinds for word in inside):
            joined += words[at : end + 1]
            at = end + 1
            continue
        aside = phrases.joined(words[at : end + 1], "ASIDE")
        if [word.kinds[0] for word in inside] == ["CHAMBER"]:
            first = len(joined)
            while first and not {"UNKNOWN", "NAME"}.isdisjoint(joined[first - 1].kinds[:1]):
                first -= 1
            if any("UNKNOWN" in word.kinds for word in joined[first:]):
                joined[first:] = [phrases.joined([*joined[first:], *words[at : end + 1]], "CHAMBER")]
                at = end + 1
                continue
        joined.append(aside)
        at = end + 1
    yield from joined
