"""The body: sections and their blocks, nested by their indents, or by their keys if the indents are lost."""

from __future__ import annotations

import re
from functools import cache

from attrs import define, field
from lark import Token, Tree

from ifes_records.diagnostics import Diagnostic, quoted
from ifes_records.model.body import Block, BlockType, Section, SectionKind
from ifes_records.model.origin import Role
from ifes_records.page.context import Context, first_token, token_of
from ifes_records.page.head import read_modified
from ifes_records.page.layouts import is_broken
from ifes_records.span import Span
from ifes_records.text import lexicon
from ifes_records.text.grammars import RecordTree, grammar
from ifes_records.text.phrases import tokens
from ifes_records.values import joined, mark

# Word uses · for the first level of bullets, o for the second and § for the third.
SECOND_LEVEL_BULLETS = "o◦▫"
THIRD_LEVEL_BULLETS = "§"

# Campaign Finance      Out-of-Country Voting
TITLE_WORD = r"[A-Z][A-Za-z0-9'’/&-]*"
# Population:      Voter Registration Deadline:
KEY_HEADINGS = {
    "PEOPLE_KEY": SectionKind.POPULATION,
    "REGISTERED_KEY": SectionKind.POPULATION,
    "ELIGIBLE_KEY": SectionKind.POPULATION,
    "DEADLINE_WORD": SectionKind.DEADLINES,
}
NAME_SECTIONS = frozenset(
    {
        SectionKind.CONTENDERS,
        SectionKind.DEADLINES,
        SectionKind.SEATS,
        SectionKind.VOTERS_INFORMATION,
        SectionKind.RELATED,
    }
)

# Words that no heading begins with: `The ballot carries this question:` is a sentence.
NO_HEADING_START = frozenset(
    "a according all also among an and as at both but by each every example explanation for four from he her his how "
    "if important in it its many most nb note notes of on one or our several she some source sources that the their "
    "there these they this those to two three what when where which while who whom why with".split()
)


@define
class Node:
    """A block whose lines and children are still being collected."""

    type: BlockType
    level: int
    spans: list[Span]
    key: str | None = None
    value_spans: list[Span] = field(factory=list)
    children: list[Node] = field(factory=list)

    def finish(self, context: Context) -> Block:
        """Return the block, claim its text, and report lines joined in it."""
        texts = [*map(context.source.read, self.spans)]
        for written, span in zip(texts, self.spans, strict=True):
            context.report_at(joined.diagnostic_in_body(written), span)
        text = " ".join(filter(None, texts))
        value = " ".join(map(context.source.read, self.value_spans)) or None
        children = tuple(child.finish(context) for child in self.children)
        for span in self.spans:
            context.claim(span)
        end = max([span.end for span in self.spans] + [child.span.end for child in children if child.span])
        return Block(self.type, self.level, text, self.key, value, children, span=Span(self.spans[0].start, end))


@define
class OpenSection:
    """A section whose blocks are still being collected."""

    heading: str | None
    kind: SectionKind
    start: int
    heading_span: Span | None = None
    marks: tuple[str, ...] = ()
    nodes: list[Node] = field(factory=list)
    # The last bullet and its parents, outermost first: possible parents of the next bullet.
    open_bullets: list[Node] = field(factory=list)
    # The last bullet or key without a parent.
    last_top_level: Node | None = None
    # The block that the next line may continue.
    last: Node | None = None

    def add(self, node: Node) -> None:
        """Add a block that is not a bullet, and ends the list of bullets before it."""
        self.nodes.append(node)
        self.last = node
        self.open_bullets.clear()

    def finish(self, context: Context) -> Section:
        """Return the section, and claim its text."""
        blocks = tuple(node.finish(context) for node in self.nodes)
        if self.heading_span is not None:
            context.claim(self.heading_span, part="heading")
        heading_end = self.start if self.heading_span is None else self.heading_span.end
        end = max([heading_end] + [block.span.end for block in blocks if block.span])
        return Section(self.heading, self.kind, self.marks, blocks, span=Span(self.start, end))


@define
class OpenBody:
    """The body as far as it has been read; ``late_results`` are the spans of results within it."""

    sections: list[OpenSection] = field(factory=list)
    election_modified: str | None = None
    late_results: list[Span] = field(factory=list)
    late_modified: list[RecordTree] = field(factory=list)

    def inside(self, kinds: frozenset[SectionKind]) -> bool:
        """Whether the current section is one of these kinds."""
        return bool(self.sections) and self.sections[-1].kind in kinds

    def section(self, context: Context, token: Token) -> OpenSection:
        """Return the current section, or begin one without a heading, with a diagnostic."""
        if not self.sections or self.sections[-1].kind is SectionKind.RELATED:
            span = context.span(token)
            context.report(
                Diagnostic(
                    "I-HEADING-LOST", "This text is under no heading.", f"sections[{len(self.sections)}]", span
                )
            )
            self.sections.append(OpenSection(None, SectionKind.UNTITLED, span.start))
        return self.sections[-1]


def read_body(prose: list[Token], trees: list[RecordTree], context: Context) -> OpenBody:
    """Read the body; ``prose`` are lines of the head that turned out to belong to the body."""
    body = OpenBody()
    for token in prose:
        _add_prose(token, body.section(context, token), context)
    in_frame = False
    for tree in trees:
        rule = str(tree.data)
        if rule == "late_results":
            body.late_results.append(_span_of(tree, context))
            continue
        if rule == "late_results_modified":
            body.late_modified.append(tree)
            _end_block(body)
        elif rule == "election_modified":
            first = context.spans.get("modified.election")
            value = read_modified(tree, "modified.election", context)
            if body.election_modified and first is not None:
                context.spans["modified.election"] = first
                if value != body.election_modified:
                    context.leave_unread(tree, "W-HEAD-TWICE", "{text} is a second date; the first was taken.")
            body.election_modified = body.election_modified or value
            _end_block(body)
        elif rule == "related":
            _open_related(tree, body, context)
        in_frame = rule == "frame" or (in_frame and _is_unknown_heading(tree))
        if in_frame:
            _claim_frame(tree, context)
        else:
            _add_lines(tree, body, context)
    return body


def _is_unknown_heading(tree: RecordTree) -> bool:
    """Whether a section has a heading by its shape alone; below other elections, the site prints ``Disclaimer:``."""
    first = tree.children[0]
    return tree.data == "section" and isinstance(first, Tree) and first_token(first).type == "OTHER_HEADING"


def _claim_frame(tree: RecordTree, context: Context) -> None:
    """Claim what the site prints beside and below every page as boilerplate."""
    for token in tokens(tree):
        context.claim(context.span(token), role=Role.BOILERPLATE)


def _span_of(tree: RecordTree, context: Context) -> Span:
    all_tokens = tokens(tree)
    return Span(context.span(all_tokens[0]).start, context.span(all_tokens[-1]).end)


def _end_block(body: OpenBody) -> None:
    """Make sure that a line after a modified date doesn't continue the block before it."""
    if body.sections and body.sections[-1].kind is not SectionKind.RELATED:
        body.sections[-1].last = None


def _open_related(tree: RecordTree, body: OpenBody, context: Context) -> None:
    """Read ``Most Recent Elections in Norrland:``, whose names and turnouts are not results of this election."""
    span = context.span(first_token(tree))
    section = OpenSection(context.source.read(span).rstrip(" :"), SectionKind.RELATED, span.start, span)
    body.sections.append(section)
    for child in tree.children[1:]:
        assert not isinstance(child, Token)
        section.nodes.append(Node(BlockType.PARAGRAPH, 0, [context.span(first_token(child))]))


def _add_lines(tree: RecordTree, body: OpenBody, context: Context) -> None:
    lines = [child for child in tree.children if isinstance(child, Tree)]
    for child, following in zip(lines, [*lines[1:], None], strict=False):
        rule = str(child.data)
        if rule == "heading" or _is_bare_heading(child, following, body, context):
            token = first_token(child)
            if token.type == "OTHER_HEADING" and _is_answer(following, context):
                _add_prose(token, body.section(context, token), context)
            else:
                _open_section(token, body, context)
        elif rule in LINES:
            token = first_token(child)
            LINES[rule](child, body.section(context, token), context)


def split_heading(text: str) -> tuple[str, tuple[str, ...]]:
    """Split a heading from its colon and footnote marks: ``Electoral System[1]:``, ``Main candidates:*``."""
    return mark.split(text, around=" :")


def _open_section(token: Token, body: OpenBody, context: Context) -> None:
    span = context.span(token)
    text = context.source.read(span)
    heading, marks = split_heading(text)
    if token.type.endswith("_HEADING"):
        kind = SectionKind(token.type.removesuffix("_HEADING").lower())
    else:
        kind = _kind_of_key(text) or SectionKind.OTHER
    if kind is SectionKind.OTHER:
        if not _reads_like_heading(heading):
            _add_prose(token, body.section(context, token), context)
            return
        message = f"{quoted(heading)} is not a known heading; its section was kept with the kind “other”."
        context.report(Diagnostic("I-HEADING-OTHER", message, f"sections[{len(body.sections)}]", span))
    body.sections.append(OpenSection(heading, kind, span.start, span, marks))


def _kind_of_key(text: str) -> SectionKind | None:
    """Return the kind of section that a key without a value begins, if any."""
    found = (kind for name, kind in KEY_HEADINGS.items() if lexicon.pattern(name, r"(?:.* )?", r"\b").match(text))
    return next(found, None)


def _is_bare_heading(line: RecordTree, following: RecordTree | None, body: OpenBody, context: Context) -> bool:
    """Whether a line above a bullet is a heading: an unknown one in title case, or ``Population:``.

    Among contenders and deadlines, a line in title case is a name.
    """
    if following is None or following.data != "bullet":
        return False
    if line.data == "keyed":
        return token_of(line, "TEXT") is None and _kind_of_key(context.text(first_token(line))) is not None
    if line.data != "prose" or token_of(following, "KEY") is not None:
        return False
    if not body.sections or body.inside(NAME_SECTIONS) or _is_answer(following, context):
        return False
    heading, _ = split_heading(context.text(first_token(line)))
    return is_in_title_case(heading) and _reads_like_heading(heading)


def is_in_title_case(text: str) -> bool:
    """Whether a text of two to seven words is written like ``Out-of-Country Voting``."""
    pattern = lexicon.pattern("TITLE_SMALL", rf"(?=..){TITLE_WORD}(?: (?:{TITLE_WORD}|", r")){1,6}")
    return pattern.fullmatch(text) is not None


def _is_answer(line: RecordTree | None, context: Context) -> bool:
    """Whether a line is an answer with its figures; a line above it is no heading, but a question or a title.

    Bill on Regions
      • Yes: 1,201,607 votes (62.07%)
    """
    text = token_of(line, "TEXT") if line is not None and line.data == "bullet" else None
    return text is not None and _answer().match(context.text(text)) is not None


@cache
def _answer() -> re.Pattern[str]:
    return re.compile(grammar("referendum.lark").patterns["KNOWN_ANSWER"] + r"\d")


def _reads_like_heading(text: str) -> bool:
    words = re.findall(r"[^\W_]+", text.casefold())
    begins_well = words[0] not in NO_HEADING_START or words[:2] in (["note", "on"], ["most", "recent"])
    has_verb = lexicon.pattern("FINITE_VERB", r"\b", r"\b").search(text)
    return begins_well and not has_verb and not words[-1].isdigit()


def _add_bullet(tree: RecordTree, section: OpenSection, context: Context) -> None:
    bullet, key, text = token_of(tree, "BULLET"), token_of(tree, "KEY"), token_of(tree, "TEXT")
    assert bullet is not None
    if key is None and text is None:
        return  # a bullet without text
    level = _level(bullet, section, context)
    node = _node(BlockType.BULLET, level, key, text, context)
    parent = _parent(node, section)
    if parent is None:
        section.nodes.append(node)
        section.last_top_level = node
    else:
        parent.children.append(node)
    while section.open_bullets and section.open_bullets[-1].level >= node.level:
        section.open_bullets.pop()
    section.open_bullets.append(node)
    section.last = node


def _node(type_: BlockType, level: int, key: Token | None, text: Token | None, context: Context) -> Node:
    if key is None:
        assert text is not None
        return Node(type_, level, [context.span(text)])
    start, end = context.span(key), context.span(text if text is not None else key)
    name = context.text(key).rstrip(" :")
    return Node(
        BlockType.KEY_VALUE,
        level,
        [Span(start.start, end.end)],
        name,
        [context.span(text)] if text is not None else [],
    )


def _level(bullet: Token, section: OpenSection, context: Context) -> int:
    """Return the level of a bullet, from its indent (two blanks a level) or from its sign."""
    sign = bullet.strip()
    level, deepest = max(1, (len(bullet) - len(bullet.lstrip(" "))) // 2), context.limits.bullet_depth
    if level > deepest:
        message = f"The indent nests this bullet {level} deep; it was kept at {deepest}, the deepest level allowed."
        context.report(Diagnostic("W-BULLET-DEPTH", message, None, context.span(bullet)))
        level = deepest
    if level == 1 and section.open_bullets and sign in SECOND_LEVEL_BULLETS:
        level = 2
    elif level == 1 and section.open_bullets and sign in THIRD_LEVEL_BULLETS:
        level = min(3, max(node.level for node in section.open_bullets) + 1)
    return level


def _parent(node: Node, section: OpenSection) -> Node | None:
    """Return the parent of a bullet: the last one of a lower level, or a contender whose attribute it is.

    A contender's attributes (``Party Leader:``) follow it on the same level if the indents are lost; then the
    level of the node is changed.
    """
    outer = next((other for other in reversed(section.open_bullets) if other.level < node.level), None)
    if outer is not None:
        return outer
    if section.kind is not SectionKind.CONTENDERS or node.key is None:
        return None
    owner = section.last_top_level
    if owner is None or owner.level != node.level or _is_attribute(owner):
        return None
    if _is_attribute(node) or (
        lexicon.pattern("AFFILIATION_KEY", after=r"\b").match(node.key) and _is_candidate(owner)
    ):
        node.level = owner.level + 1
        return owner
    return None


def _is_attribute(node: Node) -> bool:
    return bool(node.key and lexicon.pattern("ATTRIBUTE_KEY").match(node.key))


def _is_candidate(node: Node) -> bool:
    return node.key is None or node.key.casefold().startswith("candidate")


def _add_keyed(tree: RecordTree, section: OpenSection, context: Context) -> None:
    node = _node(BlockType.KEY_VALUE, 0, token_of(tree, "KEY"), token_of(tree, "TEXT"), context)
    section.add(node)
    section.last_top_level = node


def _add_note(tree: RecordTree, section: OpenSection, context: Context) -> None:
    mark, text = token_of(tree, "NOTE_MARK"), token_of(tree, "TEXT")
    assert mark is not None
    start, end = context.span(mark), context.span(text if text is not None else mark)
    section.add(Node(BlockType.NOTE, 0, [Span(start.start, end.end)]))


def _leave_template(tree: RecordTree, section: OpenSection, context: Context) -> None:
    """Leave lines of a template that was not filled in unread: they say nothing, and their numbers count nothing."""
    span = context.span(first_token(tree))
    context.leave_unread(span, message="{text} is a template that was not filled in; it was kept under “unread”.")
    section.last = None


def _add_prose_line(tree: RecordTree, section: OpenSection, context: Context) -> None:
    _add_prose(first_token(tree), section, context)


def _add_prose(token: Token, section: OpenSection, context: Context) -> None:
    span = context.span(token)
    if not context.source.read(span).strip("-–—•·"):
        context.claim(span, role=Role.LABEL)  # a bullet without text
        return
    if section.last is not None and _continues(span, section.last, context):
        section.last.spans.append(span)
        if section.last.key is not None:
            section.last.value_spans.append(span)
        return
    section.add(Node(BlockType.PARAGRAPH, 0, [span]))


def _continues(span: Span, last: Node, context: Context) -> bool:
    """Whether a line continues the block above it: it follows directly, and begins no new sentence or name.

    - The Senate consists of
    30 members who are
    chosen
    """
    before = last.spans[-1]
    if context.source.line(span.start) != context.source.line(before.end) + 1:
        return False
    text = context.source.slice(span)
    indent = context.source.indent(span.start)
    indented = indent > 1 and indent > context.source.indent(last.spans[0].start)
    if is_broken(before, text, context):
        return True
    if last.type is BlockType.PARAGRAPH or last.key is not None:
        return text[0].islower() or (indented and last.type is not BlockType.PARAGRAPH)
    ended = context.source.slice(before)[-1] in '.!?”"' and text[0].isupper()
    return indented or not ended


LINES = {
    "bullet": _add_bullet,
    "keyed": _add_keyed,
    "note": _add_note,
    "template": _leave_template,
    "prose": _add_prose_line,
}
