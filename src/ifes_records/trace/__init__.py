"""From a record back to its text: the span of each value, and what each fragment was read as."""

from attrs import frozen

from ifes_records.model import ElectionRecord
from ifes_records.span import Span
from ifes_records.trace.account import Account, Fragment, account
from ifes_records.trace.explain import Explanation, explain, in_words
from ifes_records.trace.locate import span_of


@frozen
class TextTracer:
    """Implements ``ElectionRecord.span_of`` and ``ElectionRecord.explain``."""

    def span_of(self, record: ElectionRecord, path: str) -> Span | None:
        """See ``ElectionRecord.span_of``."""
        return span_of(record, path)

    def explain(self, record: ElectionRecord) -> str:
        """See ``ElectionRecord.explain``."""
        return str(explain(record))


__all__ = ["Account", "Explanation", "Fragment", "TextTracer", "account", "explain", "in_words", "span_of"]
