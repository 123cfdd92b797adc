"""What other tools add to a page: a menu above its head, stars for bullets, rules below headers.

Nothing is moved: the signs are changed or hidden in the copy that the grammar reads.
"""

from __future__ import annotations

import re
from functools import cache

from attrs import evolve

from ifes_records.model.origin import Role
from ifes_records.page.context import Context
from ifes_records.text import lexicon
from ifes_records.text.grammars import label

# * 547 seats in the House      + Upcoming      □ Upcoming      (stars of footnotes are few, beside other bullets)
OTHER_BULLET = re.compile(r"^( *)([*+□○])(?= +[^ \n*])", re.MULTILINE)
FEWEST_BULLETS = 4
FEWEST_MENU_LINES = 2
KNOWN_BULLET = re.compile(r"^ *[•·●▪▫◦‣∙⁃§] *[^ \n]", re.MULTILINE)

# -----      ===== =====      |---|---:|      (below the header of a table, or around it)
RULE = re.compile(r"^[ |+:]*[-=─━═]{3,}(?:[ |+:]+[-=─━═]+)*[ |+:]*$", re.MULTILINE)


def read_other_bullets(context: Context) -> None:
    """Read ``*``, ``+``, ``□`` and ``○`` as bullets where a text has many of them, and no others."""
    scan = context.source.scan
    found = [bullet[2] for bullet in OTHER_BULLET.finditer(scan)]
    if len(found) >= FEWEST_BULLETS:
        signs = "*+□○" if len(KNOWN_BULLET.findall(scan)) < 2 else "+□○"
        changed = OTHER_BULLET.sub(lambda found: found[1] + ("•" if found[2] in signs else found[2]), scan)
        context.source = evolve(context.source, scan=changed)


def set_aside_rules(context: Context) -> None:
    """Treat each line of dashes as a label: it only draws the table."""
    source = context.source
    found = [
        source.trim(source.start + rule.start(), source.start + rule.end()) for rule in RULE.finditer(source.scan)
    ]
    for span in found:
        context.claim(span, role=Role.LABEL)
    context.source = source.blanked(found)


def set_aside_menu(context: Context) -> None:
    """Treat bullets above the date of the election as the site's menu, if some of them are known to be.

    So are a status and a contest there that stand below again: ``Upcoming``, and the last step of a breadcrumb.
    """
    source = context.source
    head = _date_line().search(source.scan)
    if head is None or _heading().search(source.scan, 0, head.start()):
        return
    if len(_known_menu_line().findall(source.scan, 0, head.start())) < FEWEST_MENU_LINES:
        return
    again = _contest_line().search(source.scan, head.end()) is not None
    found = [
        source.trim(source.start + line.start(), source.start + line.end())
        for line in _menu_line(contests=again, statuses=head["status"] is not None).finditer(
            source.scan, 0, head.start()
        )
    ]
    for span in found:
        context.claim(span, role=Role.BOILERPLATE)
    context.source = source.blanked(found)


@cache
def _date_line() -> re.Pattern[str]:
    return re.compile(rf"^{label('DATE_START')} *(?P<status>{lexicon.regexp('STATUS_WORD')} *)?\n", re.MULTILINE)


@cache
def _contest_line() -> re.Pattern[str]:
    return re.compile(rf"^{label('CONTEST_LINE')}", re.MULTILINE)


@cache
def _known_menu_line() -> re.Pattern[str]:
    return re.compile(rf"^(?:{label('BULLET')})?{label('BOILERPLATE')}", re.MULTILINE)


@cache
def _menu_line(*, contests: bool, statuses: bool) -> re.Pattern[str]:
    lines = [rf"{label('BULLET')}[^\n]*"]
    lines += [label("STATUS_LINE")] if statuses else []
    lines += [label("CONTEST_LINE")] if contests else []
    return re.compile("|".join(f"(?:^{line})" for line in lines), re.MULTILINE)


@cache
def _heading() -> re.Pattern[str]:
    names = ("GENERAL", "STAKES", "GOVERNMENT", "ELECTORAL_SYSTEM", "CONTENDERS", "REFERENDUM")
    return re.compile("|".join(f"(?:^{label(f'{name}_HEADING')})" for name in names), re.MULTILINE)
