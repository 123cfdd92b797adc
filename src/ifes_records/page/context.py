"""What the readers of one record share: its text, and what they have noticed so far."""

from __future__ import annotations

from attrs import define, evolve, field
from lark import Token

from ifes_records.diagnostics import Diagnostic, quoted
from ifes_records.limits import DEFAULT_LIMITS, Limits
from ifes_records.model.body import UnreadLine
from ifes_records.model.origin import Claim, Role
from ifes_records.span import Span
from ifes_records.text.grammars import RecordTree
from ifes_records.text.source_text import SourceText


@define
class Context:
    """The text of a record, with the diagnostics and the unread lines found in it.

    ``claims`` are the pieces of the text that were read as a field or recognised as no field's; ``spans`` has the
    span of each value that has no span of its own, by its path (``"modified.record"``).
    """

    source: SourceText
    limits: Limits = DEFAULT_LIMITS
    diagnostics: list[Diagnostic] = field(factory=list)
    unread: list[UnreadLine] = field(factory=list)
    claims: list[Claim] = field(factory=list)
    spans: dict[str, Span] = field(factory=dict)

    def claim(self, span: Span, path: str | None = None, part: str | None = None) -> None:
        """Record that a piece of the text belongs to a field: to ``path``, or to the table or block that it is in."""
        self.claims.append(Claim(span, Role.FIELD, path, part))
        if path is not None:
            self.spans[path] = span

    def pass_over(self, span: Span, role: Role) -> None:
        """Record that a piece of the text belongs to no field."""
        self.claims.append(Claim(span, role))

    def span(self, token: Token) -> Span:
        """The span of a token, without the white space around it."""
        assert token.start_pos is not None
        assert token.end_pos is not None
        return self.source.trim(self.source.start + token.start_pos, self.source.start + token.end_pos)

    def text(self, token: Token | None) -> str:
        """A token's text as a text field has it; empty for no token."""
        return self.source.read(self.span(token)) if token is not None else ""

    def report(self, diagnostic: Diagnostic) -> None:
        """Keep a diagnostic, with the line and column of its span; without a span it is about the whole record."""
        if diagnostic.span is not None:
            start = diagnostic.span.start
            diagnostic = evolve(diagnostic, line=self.source.line(start), column=self.source.column(start))
        self.diagnostics.append(diagnostic)

    def note(self, diagnostic: Diagnostic | None, span: Span, path: str | None = None) -> None:
        """Keep a value's diagnostic, if it has one, with its place."""
        if diagnostic is not None:
            self.report(diagnostic.at(span, path))

    def line_of(self, tree: RecordTree) -> Span:
        """The span of a rule's line, from its first token to its last."""
        tokens = [token for token in tree.children if isinstance(token, Token)]
        return Span(self.span(tokens[0]).start, self.span(tokens[-1]).end)

    def unread_line(self, span: Span) -> UnreadLine:
        """The text of a span as a line that is kept as written."""
        return UnreadLine(self.source.line(span.start), self.source.read(span), span=span)

    def leave_unread(self, line: RecordTree | Span, code: str = "W-UNREAD", message: str | None = None) -> None:
        """Keep a line that no rule could place; ``{text}`` in the message is replaced by the line, in quotes."""
        span = line if isinstance(line, Span) else self.line_of(line)
        unread = self.unread_line(span)
        if self.unread[-1:] != [unread]:  # a date that could not be read, and is a second one too
            self.unread.append(unread)
        message = message or "{text} could not be placed; it was kept under “unread”."
        self.report(Diagnostic(code, message.replace("{text}", quoted(unread.text)), "unread", span))


def token_of(tree: RecordTree, *types: str) -> Token | None:
    """The first token of a rule, or the first of the given types; ``None`` if it has none."""
    for child in tree.children:
        if isinstance(child, Token) and (not types or child.type in types):
            return child
    return None


def first_token(tree: RecordTree) -> Token:
    """The first token of a rule that has one."""
    token = token_of(tree)
    assert token is not None
    return token
