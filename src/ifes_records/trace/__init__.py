"""From a record back to its text: where each value stands, and what became of each piece."""

from ifes_records.trace.account import Account, Piece, account
from ifes_records.trace.explain import Explanation, explain, in_words
from ifes_records.trace.locate import place_of, span_of

__all__ = ["Account", "Explanation", "Piece", "account", "explain", "in_words", "place_of", "span_of"]
