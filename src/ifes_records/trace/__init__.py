"""From a record back to its text: the span of each value, and what each fragment was read as."""

from collections.abc import Iterator

from attrs import frozen

from ifes_records.model import ElectionRecord
from ifes_records.model.origin import Place
from ifes_records.span import Span
from ifes_records.trace.account import Account, Fragment, account
from ifes_records.trace.explain import ExplainedLine, Explanation, explain, in_words
from ifes_records.trace.locate import Spans, span_of


@frozen
class TextTracer:
    """Implements ``ElectionRecord.span_of``, ``places`` and ``explain``."""

    def span_of(self, record: ElectionRecord, path: str) -> Span | None:
        """See ``ElectionRecord.span_of``."""
        return span_of(record, path)

    def places(self, record: ElectionRecord) -> Iterator[Place]:
        """See ``ElectionRecord.places``."""
        return Spans(record).places()

    def explain(self, record: ElectionRecord) -> str:
        """See ``ElectionRecord.explain``."""
        return str(explain(record))


__all__ = [
    "Account", "ExplainedLine", "Explanation", "Fragment", "TextTracer", "account", "explain", "in_words", "span_of",
]  # fmt: skip
