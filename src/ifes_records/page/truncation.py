"""Texts that break off: the end of the text is in the middle of a word, label, sentence or figure.

A text without a line end at its end need not break off: its last line may be a whole sentence, date, count, row or
heading.
"""

from __future__ import annotations

import re

from ifes_records.diagnostics import Diagnostic, quoted
from ifes_records.page.context import Context
from ifes_records.span import Span
from ifes_records.text import lexicon
from ifes_records.text.grammars import could_become_label, is_label, label
from ifes_records.text.source_text import SourceText
from ifes_records.values import contest_kind, country, date

BULLET = re.compile(r"^ *(?:[•·●▪◦‣§-]|\d{1,2}[.)](?!\d))? *")
NOTE = re.compile(r"(?:\*+|\[[^\[\]]{1,3}\])+ *")
MODIFIED = ("RECORD_MODIFIED_PREFIX", "RESULTS_MODIFIED_PREFIX", "ELECTION_MODIFIED_PREFIX")
# A figure at the end of a line, matched against the reversed line so that it takes linear time.
FIGURE_REVERSED = re.compile(r"[\d,][\d,.]*(?<=\d)")
# 1,204      51      1204      (1,20 and 1, have lost digits; these may have.)
WHOLE_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")
LONE_FIGURE = re.compile(r"\d{1,3}")
YEAR = re.compile(r"(?:19|20)\d\d")
SENTENCE_END = re.compile(r"[.!?)\]*”\"'’»…%]$|[\d–-] [–-]$")
# A full stop in the line, with a sentence after it.
EARLIER_SENTENCE = re.compile(r"[^\W_]{3,}[)”\"]?[.!?] +[A-Z“\"]")
# A shorter line may be an item of a list, which needs no full stop.
PROSE_WORDS = 6


def detect_truncation(context: Context) -> bool:
    """Return whether the text breaks off; a label that breaks off is hidden from the grammar.

    ``Main candida`` is neither a paragraph nor a heading, so it is kept under ``unread``. A text with a line end at
    its end is taken as whole, but a figure that a sentence without a full stop ends in is reported.
    """
    source = context.source
    if not source.text.strip():
        return False
    if source.text.endswith(("\n", "\r")):
        span = source.trim(source.start + len(source.text.rstrip()) - 1, source.end)
        span = source.trim(source.line_starts[source.line(span.start) - source.lines_above - 1], span.end)
        text, _, last = source.slice(span).rpartition(" ")
        if LONE_FIGURE.fullmatch(last) and _is_prose(text):
            _report_figure(last, span.end, context)
        return False
    span = source.trim(source.line_starts[-2], source.end)
    line = source.slice(span)
    if len(line) > 2 and not _is_contest(line) and could_become_label(line) and not could_become_label(line + "\n"):
        context.keep_unread(span)
        message = (
            f"The text breaks off in {quoted(source.read(span))}, which may begin a label; "
            "it was kept under “unread”."
        )
        context.report(Diagnostic("I-TRUNCATED", message, "unread", span))
        context.source = source.blanked([span])
        return True
    blank_after = source.end > span.end
    breaks_off = _breaks_off(line, source, blank_after=blank_after)
    reversed_figure = FIGURE_REVERSED.match(line[::-1])
    figure = reversed_figure[0][::-1] if reversed_figure else ""
    is_whole = WHOLE_FIGURE.fullmatch(figure) is not None
    if figure and not YEAR.fullmatch(figure) and not (is_whole and blank_after):
        _report_figure(figure, span.end, context)
        return breaks_off or not is_whole
    if breaks_off:
        context.report(Diagnostic("I-TRUNCATED", "The text breaks off here.", None, Span(span.end, span.end)))
    return breaks_off


def _report_figure(figure: str, end: int, context: Context) -> None:
    message = f"The text ends with the figure {quoted(figure)}, which may be cut off."
    context.report(Diagnostic("W-TRUNCATED-FIGURE", message, None, Span(end - len(figure), end)))


def _is_prose(text: str) -> bool:
    has_verb = lexicon.pattern("FINITE_VERB", r"\b", r"\b").search(text)
    return text.count(" ") >= PROSE_WORDS - 1 and has_verb is not None and ":" not in text


def _is_contest(line: str) -> bool:
    """Whether a line is the title of a contest, though it may break off: ``Election for Sen``. A sentence is none."""
    is_sentence = re.match(label("CONTEST_SENTENCE"), f"{line}\n") is not None
    return not is_sentence and re.match(label("CONTEST_LINE"), f"{line}\n") is not None


def _is_no_end(word: str) -> bool:
    return lexicon.pattern("NO_END_WORD").fullmatch(word) is not None


def _goes_on(word: str) -> bool:
    """Whether a figure behind a word may be cut off: ``They voted on 1``, but not ``List of 3``."""
    return _is_no_end(word) and word.lower() not in ("of", "to")


def _breaks_off(line: str, source: SourceText, *, blank_after: bool) -> bool:
    bare = BULLET.sub("", line)
    content = NOTE.sub("", bare)
    words = re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", content)
    last = words[-1] if words else ""
    if not words or (len(last) == 1 and last.isalpha() and last not in "IVX" and content.endswith(f" {last}")):
        return True  # an empty bullet      The President i
    if is_label(line):
        return not _is_whole_word(last, source, listed=True)  # With Participation Rates
    if _is_contest(content):
        return contest_kind.of_title(content) is None or _is_no_end(last)
    modified = re.match("|".join(map(label, MODIFIED)), content)
    if modified:
        return date.parse_modified(content[modified.end() :]).value is None
    is_end = bool(SENTENCE_END.search(line)) or last.isdigit()
    if any(line.count(opening) > line.count(closing) for opening, closing in ("()", "[]", "“”", "«»")):
        return True
    if blank_after and not is_end and not _ends_lines_in_blanks(source):
        return True
    if content.endswith(":"):
        return True
    if SENTENCE_END.search(line) or lexicon.is_not_known(content.rpartition(":")[2]):
        return False
    if not content[-1].isalnum() or could_become_label(content, keys=True) or _is_no_end(last):
        return True
    if _is_prose(content) or content != bare or EARLIER_SENTENCE.search(content):
        return True
    if len(words) > 1 and lexicon.pattern("SENTENCE_START").fullmatch(words[0]):
        return True
    if LONE_FIGURE.fullmatch(last) and words[-2:-1] and _goes_on(words[-2]):
        return True
    return not _is_whole_word(last, source, listed=len(words) < PROSE_WORDS)


def _ends_lines_in_blanks(source: SourceText) -> bool:
    """Whether it is the layout of the text that lines end in a blank."""
    lines = [line for line in source.scan.split("\n")[:-2] if line.strip()]
    return 5 * sum(line.endswith(" ") for line in lines) > len(lines)


def _is_whole_word(word: str, source: SourceText, *, listed: bool) -> bool:
    """Whether the last word of the text is whole, as far as the other words of the text tell.

    It is cut if it is only the beginning of other words (``provis`` in a text with ``provisions``). In a long line,
    it must be in the text once more, or be known.
    """
    if not word.isalpha() or word in ("Yes", "No"):
        return True
    rest = source.scan.rstrip().removesuffix(word)
    others = [*re.finditer(rf"\b{word}(?:\b|(?P<more>[^\W\d_]))", rest, re.IGNORECASE)]
    if others:
        return any(other["more"] is None for other in others)
    known = ("SEAT_NOUN", "CHAMBER_WORD", "FORMAL_WORD")
    return listed or any(lexicon.pattern(name).fullmatch(word) for name in known) or country.find(word) is not None
