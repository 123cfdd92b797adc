"""How somebody gets an office or seat, as a clause says it: ``are appointed by the King``, ``by plurality vote``."""

from __future__ import annotations

from attrs import define, field
from lark import Token, Tree

from ifes_records.model.facts import ElectoralMethod
from ifes_records.span import Span
from ifes_records.text import lexicon
from ifes_records.text.phrases import tokens

METHODS = {
    "PLURALITY": ElectoralMethod.PLURALITY,
    "ABSOLUTE": ElectoralMethod.ABSOLUTE_MAJORITY,
    "PROPORTIONAL": ElectoralMethod.PROPORTIONAL,
    "MIXED": ElectoralMethod.MIXED,
    "OTHER_METHOD": ElectoralMethod.OTHER,
}
# By the word that says it.
VERBS = {
    "ELECTED": "elected", "FILLED": "elected", "CHOOSES": "elected", "SELECTED": "selected", "SELECTS": "selected",
    "DETERMINED": "determined",
    "APPOINTED": "appointed", "APPOINTS": "appointed",
    "NOMINATED": "nominated", "NOMINATES": "nominated", "CONFIRMED": "nominated", "BY_BIRTH": "born",
}  # fmt: skip
# Bodies that elect; whom a group such as a panel selects, it may elect or appoint.
ELECTING = frozenset("SMALL_CHAMBERS ELECTORS MEMBER TITLE".split())
BODIES = ELECTING | {"GROUP"}


class Phrase:
    """A phrase, with its words and the trees in it, which are looked up once."""

    __slots__ = ("kind", "tree", "trees", "types", "words")

    def __init__(self, tree: Tree[Token]) -> None:
        self.tree = tree
        self.kind = str(tree.data)
        """The rule of the grammar that read it."""
        self.words = tokens(tree)
        self.types = [token.type for token in self.words]
        self.trees = [*tree.iter_subtrees()]

    @property
    def span(self) -> Span:
        """From its first word to its last."""
        return Span(self.words[0].start_pos or 0, self.words[-1].end_pos or 0)

    def of(self, rule: str) -> list[Tree[Token]]:
        """The trees of a rule in it."""
        return [tree for tree in self.trees if tree.data == rule]


@define
class Way:
    """How somebody gets an office or seat, as far as the phrases of a clause say it."""

    verb: str | None = None
    """One of the values of ``VERBS``."""
    then: list[Phrase] = field(factory=list)
    """A second verb and what follows it: ``selected by the party and appointed by the King``."""
    words: set[str] = field(factory=set)
    """The types of the words that name a method."""
    agents: list[Phrase] = field(factory=list)
    """Who chooses."""
    is_advised: bool = False
    """Whether it says on whose advice: ``and 4 on the advice of the Prime Minister``."""

    def read(self, part: Phrase) -> None:
        """Take what a phrase says."""
        types = part.types
        match part.kind:
            case "chosen" | "elects" | "hereditary" if self.verb is None:
                self.verb = next(VERBS[each] for each in types if each in VERBS)
                self.words |= {"INDIRECTLY"} & set(types)
            case "adverb":
                self.words |= {"INDIRECTLY"} & set(types)
            case "agent":
                self.agents.append(part)
            case "advice":
                self.is_advised = True
            case "method":
                self.words |= set(types)
                # by an absolute majority of the members of the Senate, or of the Federal Parliament
                of = types[types.index("OF") :] if "OF" in types else []
                is_of_body = "CAPITAL" in of and "OPEN" not in of and _kind_of(part) == "body"
                self.agents += [part] if BODIES & set(types) or is_of_body else []

    def follow(self, before: Way) -> None:
        """Take the verb of the clause before, if this one names an agent or adviser alone: ``and 4 by the Forum``."""
        if self.verb is None and self.agents and not self.words:
            self.verb = "elected" if "people" in map(_kind_of, self.agents) else before.verb
        elif self.verb is None and self.is_advised and not self.words and before.verb == "appointed":
            self.verb = before.verb

    def method(self) -> tuple[ElectoralMethod | None, str | None]:
        """The method, and what is wrong with how the text names it."""
        by = {_kind_of(agent) for agent in self.agents}
        if self.verb == "appointed" and not self.agents and self._vote()[0] is ElectoralMethod.PROPORTIONAL:
            return None, "an appointment by proportional representation; no method was taken"
        if self.verb in ("appointed", "born"):
            return ElectoralMethod.APPOINTED if self.verb == "appointed" else ElectoralMethod.HEREDITARY, None
        if self.verb == "nominated":
            return self._then()
        if self.verb == "determined":
            return self._vote()  # a commission may determine how many there are
        is_selected = self.verb == "selected" and not self.words & {"INDIRECT", "INDIRECTLY"}
        if is_selected and self._then()[0] is ElectoralMethod.APPOINTED:
            return self._then()
        if is_selected and "body" in by and not any(map(_elects, self.agents)):
            return None, "a choice that may be an election or an appointment; none was taken"
        if "body" in by or self.words & {"INDIRECT", "INDIRECTLY"}:
            return ElectoralMethod.INDIRECT, None
        if "person" in by:
            return ElectoralMethod.APPOINTED, None
        method, problem = self._vote()
        return (method, problem) if method or problem else self._then()

    def _then(self) -> tuple[ElectoralMethod | None, str | None]:
        """The method by the second verb, if the first one doesn't say it; a confirmation says none."""
        if not self.then or "CONFIRMED" in self.then[0].types:
            return None, None
        then = Way()
        for part in self.then:
            then.read(part)
        return then.method()

    def _vote(self) -> tuple[ElectoralMethod | None, str | None]:
        named = {METHODS[word] for word in METHODS if word in self.words}
        if len(named) > 1:
            named.discard(ElectoralMethod.OTHER)  # proportional representation by single transferable vote
        if ElectoralMethod.MIXED in named:
            named = {ElectoralMethod.MIXED}
        problem = "several methods; none was taken" if len(named) > 1 else None
        if not named and "MAJORITY" in self.words and "TWO_ROUNDS" not in self.words:
            problem = "a majority that may be absolute or not; no method was taken"
        if "TWO_ROUNDS" in self.words:
            named = named - {ElectoralMethod.ABSOLUTE_MAJORITY} or {ElectoralMethod.TWO_ROUND}
            if len(named) == 1 and ElectoralMethod.TWO_ROUND not in named:
                problem = "two rounds for a method that has one; the method was taken"
        return (named.pop() if len(named) == 1 else None), problem


def types_of(tree: Tree[Token]) -> list[str]:
    """The types of the words of a phrase."""
    return [token.type for token in tokens(tree)]


def _elects(agent: Phrase) -> bool:
    """Whether a body is one that elects, such as a parliament or electors."""
    names = [str(token) for token in agent.words if token.type == "CAPITAL"]
    return not ELECTING.isdisjoint(agent.types) or any(map(lexicon.pattern("CHAMBER_WORD").match, names))


def _kind_of(agent: Phrase) -> str | None:
    """Who chooses: a ``body`` such as a parliament, the ``people``, or a ``person``; ``None`` for an unknown one."""
    types = set(agent.types)
    names = [str(token) for token in agent.words if token.type == "CAPITAL"]
    if "PEOPLE" in types and ("BELONG_TO" in types or not types & BODIES):
        return "people"
    is_person = "OFFICE" in types or any(map(lexicon.pattern("OFFICE_WORD").fullmatch, names))
    if types & BODIES or any(map(lexicon.pattern("CHAMBER_WORD").match, names)) or (names and not is_person):
        return "body"
    return "person" if is_person else None
