"""The state that all readers of a record share: its text, and the diagnostics so far."""

from __future__ import annotations

from attrs import define, evolve, field
from lark import Token

from ifes_records.diagnostics import Diagnostic, quoted
from ifes_records.limits import DEFAULT_LIMITS, Limits
from ifes_records.model.body import UnreadLine
from ifes_records.model.origin import Claim, Role
from ifes_records.span import Span
from ifes_records.text.grammars import RecordTree
from ifes_records.text.normal_form import squeeze
from ifes_records.text.source_text import SourceText


@define
class Context:
    """The text of a record, with the diagnostics and the unread lines found in it.

    ``claims`` says which part of the text belongs to which field, and which part is a label or boilerplate.
    ``spans`` has the span of each value that does not store its own, by path (``"modified.record"``).
    """

    source: SourceText
    limits: Limits = DEFAULT_LIMITS
    diagnostics: list[Diagnostic] = field(factory=list)
    unread: list[UnreadLine] = field(factory=list)
    width: int = 0
    """The width at which a tool broke the lines of paragraphs; 0 if it did not."""
    claims: list[Claim] = field(factory=list)
    spans: dict[str, Span] = field(factory=dict)

    def claim(self, span: Span, path: str | None = None, part: str | None = None, *, role: Role = Role.FIELD) -> None:
        """Record what a span of the text is: by default, the text of the field at ``path``.

        Without a path, it is the text of a ``part`` of the block or table that it is in.
        """
        self.claims.append(Claim(span, role, path, part))
        if path is not None:
            self.spans[path] = span

    def span(self, token: Token) -> Span:
        """Return the span of a token, without the white space around it."""
        assert token.start_pos is not None
        bare = token.strip()
        start = self.source.start + token.start_pos + token.index(bare)
        return Span(start, start + len(bare))

    def text(self, token: Token | None) -> str:
        """Return a token's text as text fields have it, with white space collapsed; empty for ``None``."""
        return squeeze(token) if token is not None else ""

    def report(self, diagnostic: Diagnostic) -> None:
        """Add a diagnostic, with the line and column of its span; without a span it is about the whole record."""
        if diagnostic.span is not None:
            self.report_at(diagnostic, diagnostic.span, diagnostic.path)
        else:
            self.diagnostics.append(diagnostic)

    def report_at(self, diagnostic: Diagnostic | None, span: Span, path: str | None = None) -> None:
        """Add the diagnostic of a value, if there is one, with the value's span and path."""
        if diagnostic is not None:
            line, column = self.source.line(span.start), self.source.column(span.start)
            self.diagnostics.append(evolve(diagnostic, span=span, path=path, line=line, column=column))

    def report_here(self, diagnostic: Diagnostic | None) -> None:
        """Add a diagnostic that knows its span, if there is one."""
        if diagnostic is not None:
            self.report(diagnostic)

    def line_of(self, tree: RecordTree) -> Span:
        """Return the span of a rule, from its first token to its last."""
        tokens = [token for token in tree.children if isinstance(token, Token)]
        return Span(self.span(tokens[0]).start, self.span(tokens[-1]).end)

    def unread_line(self, span: Span) -> UnreadLine:
        """Return the text of a span as an entry of ``unread``."""
        return UnreadLine(self.source.line(span.start), self.source.read(span), span=span)

    def keep_unread(self, span: Span) -> UnreadLine:
        """Keep a line under ``unread``, unless it was the last one kept."""
        line = self.unread_line(span)
        if self.unread[-1:] != [line]:  # a date that can't be read may also be a second date
            self.unread.append(line)
        return line

    def leave_unread(self, line: RecordTree | Span, code: str = "W-UNREAD", message: str | None = None) -> None:
        """Keep a line under ``unread`` and report it; ``{text}`` in the message becomes the line, in quotes."""
        span = line if isinstance(line, Span) else self.line_of(line)
        unread = self.keep_unread(span)
        message = message or "{text} could not be placed; it was kept under “unread”."
        self.report(Diagnostic(code, message.replace("{text}", quoted(unread.text)), "unread", span))


def token_of(tree: RecordTree, *types: str) -> Token | None:
    """Return the first token of a rule, or the first of the given types; ``None`` if there is none."""
    for child in tree.children:
        if isinstance(child, Token) and (not types or child.type in types):
            return child
    return None


def first_token(tree: RecordTree) -> Token:
    """Return the first token of a rule that always has one."""
    token = token_of(tree)
    assert token is not None
    return token
