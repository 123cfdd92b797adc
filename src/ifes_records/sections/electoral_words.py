"""What the words of a sentence on the electoral system show before its clauses are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ifes_records.sections.electoral_methods import types_of
from ifes_records.text import lexicon
from ifes_records.text.phrases import LONGEST_PHRASE, joined, prose
from ifes_records.text.words import Word

# What does not go on a sentence after a name: `Clan-based electorates choose …`
NO_VERB = frozenset("WHO DISTRICTS CONSTITUENCY DISTRICT GROUP ELECTORS PARTY COALITION PEOPLE MEMBER".split())

# So many words may be between a second round and its condition: A second round is held within two weeks if
NEAR = 8

EXTRA = frozenset(("EXTRA", "IF_NEEDED"))
NUMBERS = frozenset("ONES TEENS TENS".split())

# All members elected in 2024 will serve 6-year terms
OF_ALL = [["ALL", noun, "ELECTED", "IN"] for noun in ("MEMBER", "TITLE")]

# The sign that ends an aside, by the one that begins it: (two of each)      – two of each –
CLOSED_BY = {"OPEN": "CLOSE", "DASH": "DASH"}
OPENING = frozenset(CLOSED_BY)


def with_asides(words: Sequence[Word]) -> Iterator[Word]:
    """The words, with each text in parentheses or between dashes that states no rule as one word, ``ASIDE``."""
    at = 0
    while at < len(words):
        end = at
        if not OPENING.isdisjoint(words[at].kinds):
            closing = next(CLOSED_BY[kind] for kind in words[at].kinds if kind in CLOSED_BY)
            inside = range(at + 1, min(at + LONGEST_PHRASE, len(words)))
            end = next((end for end in inside if closing in words[end].kinds), at)
        if end > at and not any(prose("electoral_system.lark").clauses(words[at + 1 : end])):
            yield joined(words[at : end + 1], "ASIDE")
            at = end + 1
        else:
            yield words[at]
            at += 1


def doubts(words: Sequence[Word]) -> Iterator[int]:
    """Where words are that say what was, may be or is planned, less those that leave what is said in force.

    two terms, which must be consecutive (i.e., if …)      All members elected in 2024      however, he may not …
    """
    kinds, explains = prose("electoral_system.lark").kinds("doubt"), False
    for at, word in enumerate(words):
        if "CLOSE" in word.kinds:
            explains = False
        elif "THAT_IS" in word.kinds and at and "OPEN" in words[at - 1].kinds:
            explains = True
        elif not (explains or kinds.isdisjoint(word.kinds)):
            is_of_all = "YEAR" in word.kinds and [each.kinds[0] for each in words[max(at - 4, 0) : at]] in OF_ALL
            if not is_of_all and "HOWEVER" not in word.kinds:
                yield word.start


def before_doubt(sentence: Sequence[Word], doubt: int) -> Sequence[Word]:
    """The words before a relative clause with a doubt: ``by absolute majority, in which a runoff is held if …``."""
    for at, (one, two) in enumerate(pairwise(sentence)):
        if one.start < doubt and "COMMA" in one.kinds and "IN_WHICH" in two.kinds:
            return sentence[:at]
    return ()


def second_round(sentence: Sequence[Word]) -> tuple[int, int] | None:
    """Where what is said of a second round begins that follows if nobody wins the first, and the index of its words.

    If no candidate wins a majority, a run-off is held.      A second round is held if no candidate wins a majority.
    … by absolute majority vote, with a run-off if no candidate wins one
    """
    reader = prose("electoral_system.lark")
    begins = (at for at, word in enumerate(sentence) if not reader.kinds("condition").isdisjoint(word.kinds))
    condition = next((at for at in begins if reader.longest(sentence, at, "condition")), None)
    if condition is None:
        if not sentence or EXTRA.isdisjoint(sentence[0].kinds) or "IF_NEEDED" not in _types(sentence[0]):
            return None
        condition = 0
    for at in range(max(condition - NEAR, 0), len(sentence)):
        is_denied = any(word.text == "not" for word in sentence[at:condition])
        if _is_second_round(sentence, at) and not is_denied:
            return min(at, condition), at
    return None


def names_second_round(sentence: Sequence[Word]) -> bool:
    """Whether a sentence tells of a second round: ``The two who have the most votes compete in a second round``."""
    return any(_is_second_round(sentence, at) for at in range(len(sentence)))


def _is_second_round(sentence: Sequence[Word], at: int) -> bool:
    has_rounds = "TWO_ROUNDS" in _types(sentence[at]) and sentence[at].kinds != ("VOTES",)
    return has_rounds and "NO" not in sentence[max(at - 1, 0)].kinds


def _types(word: Word) -> Sequence[str]:
    return types_of(word.tree) if word.tree else word.kinds


def goes_on(words: Sequence[Word], at: int) -> bool:
    """Whether a name opens a sentence (``The Senate sits``) and not a list (``Turks (4), Roma (1)``)."""
    following = next(iter(words[at + 1 :]), None)
    is_list = (
        following is None or following.kinds[0] in NO_VERB or prose("electoral_system.lark").is_boundary(following)
    )
    return at == 0 and not is_list


def names_others(sentence: Sequence[Word]) -> bool:
    """Whether a sentence is about a court, a commission or the like: it is named before the verb."""
    others = lexicon.pattern("OTHER_BODY", r"\b", r"\b")
    for word in sentence:
        if word.kinds[0] in ("CHOSEN", "ELECTS", "TERM"):
            return False
        if word.kinds[0] not in ("ADVICE", "ASIDE", "AGENT") and others.search(word.text):
            return True
    return False


def unit_of(words: Sequence[Word], at: int) -> str | None:
    """What a number in one word counts, if it is years or percent: ``every three years``, ``six-year terms``."""
    if NUMBERS.isdisjoint(words[at].kinds) or "HYPHEN" in words[max(at - 1, 0)].kinds:
        return None
    unit = next((word for word in words[at + 1 : at + 3] if "HYPHEN" not in word.kinds), None)
    return next((kind for kind in ("YEARS", "PERCENT_WORD") if unit is not None and kind in unit.kinds), None)
