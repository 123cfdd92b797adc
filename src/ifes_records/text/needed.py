"""The words that a text must have for a rule to match in it, so that no grammar is tried on a text that has none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from ifes_records.text.words import Dictionary

Words = frozenset[str] | None


class Needed:
    """The words that the rules of a prose grammar need."""

    def __init__(self, expansions: Mapping[str, Sequence[Sequence[str]]], dictionary: Dictionary) -> None:
        self._expansions = expansions
        self._words: dict[str, Words] = {}
        by_kind: dict[str, set[str]] = defaultdict(set)
        for first, rest, kinds in dictionary.all():
            for kind in kinds:
                by_kind[kind].add(max(first, *rest, key=len) if rest else first)  # the longest is the rarest
        self._of_kind = {kind: frozenset(words) for kind, words in by_kind.items()}

    def of(self, symbol: str) -> Words:
        """Words in small letters of which any text of a rule or terminal has one.

        ``None`` if there is no such list: any word can be a name.
        """
        if symbol not in self._words:
            self._words[symbol] = None  # in a rule that is a part of itself, it helps nothing
            is_rule = symbol in self._expansions
            self._words[symbol] = self._of_rule(symbol) if is_rule else self._of_kind.get(symbol)
        return self._words[symbol]

    def _of_rule(self, rule: str) -> Words:
        """For each expansion, the words that one symbol of it needs: of the one that adds the fewest."""
        found: frozenset[str] = frozenset()
        for symbols in sorted(self._expansions[rule], key=len):
            options = [words for words in map(self.of, symbols) if words is not None]
            if not options:
                return None
            found |= min(options, key=lambda words: len(words - found))
        return found
