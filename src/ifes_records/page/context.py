"""What the builders of one record share: its text, and what they have noticed so far."""

from __future__ import annotations

from attrs import define, field
from lark import Token

from ifes_records.diagnostics import Diagnostic, severity_of
from ifes_records.limits import DEFAULT_LIMITS, Limits
from ifes_records.model.body import UnreadLine
from ifes_records.model.origin import Claim, Role
from ifes_records.span import Span
from ifes_records.text.grammars import RecordTree
from ifes_records.text.source_text import SourceText
from ifes_records.values.reading import Problem


@define
class Context:
    """The text of a record with the diagnostics and the unread lines found in it.

    ``claims`` are the pieces of the text that were read as a field or recognised as none, ``places`` tells
    where the value of a path was read (``"modified.record"``).
    """

    source: SourceText
    limits: Limits = DEFAULT_LIMITS
    diagnostics: list[Diagnostic] = field(factory=list)
    unread: list[UnreadLine] = field(factory=list)
    claims: list[Claim] = field(factory=list)
    places: dict[str, Span] = field(factory=dict)

    def claim(self, span: Span, path: str | None = None, part: str | None = None) -> None:
        """Say that a piece of the text is that of a field: of ``path``, or of the table or block that it is in."""
        self.claims.append(Claim(span, Role.FIELD, path, part))
        if path is not None:
            self.places[path] = span

    def pass_over(self, span: Span, role: Role) -> None:
        """Say that a piece of the text is no field's."""
        self.claims.append(Claim(span, role))

    def span(self, token: Token) -> Span:
        """Where a token stands, without the white space around it."""
        assert token.start_pos is not None
        assert token.end_pos is not None
        return self.source.trim(token.start_pos, token.end_pos)

    def text(self, token: Token | None) -> str:
        """A token's text as a text field has it; empty for no token."""
        return self.source.read(self.span(token)) if token is not None else ""

    def line(self, token: Token) -> int:
        """The line on which a token's text begins."""
        return self.source.line(self.span(token).start)

    def note(self, problem: Problem | None, span: Span, path: str | None = None) -> None:
        """Keep a problem, if there is one, with its place."""
        if problem is not None:
            self.report(problem.code, problem.message, span, path)

    def report(self, code: str, message: str, span: Span | None, path: str | None = None) -> None:
        """Add a diagnostic; without a span it is about the record as a whole."""
        line, column = (self.source.line(span.start), self.source.column(span.start)) if span else (0, 0)
        self.diagnostics.append(Diagnostic(code, severity_of(code), message, line, column, path))

    def line_of(self, tree: RecordTree) -> Span:
        """Where a rule's line stands, from its first token to its last."""
        tokens = [token for token in tree.children if isinstance(token, Token)]
        return Span(self.span(tokens[0]).start, self.span(tokens[-1]).end)

    def unread_line(self, line: RecordTree | Span) -> UnreadLine:
        """Make a line one that is kept as written."""
        span = line if isinstance(line, Span) else self.line_of(line)
        return UnreadLine(self.source.line(span.start), self.source.read(span), span)

    def leave_unread(self, line: RecordTree | Span, code: str = "W-UNREAD", message: str | None = None) -> None:
        """Keep a line that no rule could place; the message may be about the line's text, as ``{text}``."""
        unread = self.unread_line(line)
        span, text = unread.span or Span(0, 0), unread.text
        if self.unread[-1:] != [unread]:  # a date that could not be read, and is a second one too
            self.unread.append(unread)
        message = message or "{text} could not be placed; it was kept under 'unread'"
        self.report(code, message.replace("{text}", repr(text)), span, "unread")


def token_of(tree: RecordTree, *types: str) -> Token | None:
    """The first token of a rule, or the first of the given types; ``None`` where it is not there."""
    for child in tree.children:
        if isinstance(child, Token) and (not types or child.type in types):
            return child
    return None


def first_token(tree: RecordTree) -> Token:
    """The first token of a rule that has one."""
    token = token_of(tree)
    assert token is not None
    return token
