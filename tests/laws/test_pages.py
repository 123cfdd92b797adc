"""Law: a page is whole, whatever the text: no line is missing, no name is there twice, each link leads somewhere."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from hypothesis import given

from ifes_records import parse
from ifes_records.show import page, pictures
from ifes_records.show.page import view
from ifes_records.show.parts import DOUBTS
from ifes_records.strategies import Damaged, damaged_texts


@given(damaged_texts())
def test_a_page_is_whole(damaged: Damaged) -> None:
    record = parse(damaged.text)
    shown = page(record)
    names = re.findall(r' id="?([^" >]*)', shown)
    assert len(names) == len(set(names))
    assert set(re.findall(r' href="?#([^" >]*)', shown)) <= set(names)
    if record.origin is not None:
        seen = ["".join(piece.text for piece in line.pieces) for line in view(record, 1, "").lines]
        assert seen == [line.strip() for line in record.origin.source.scan.split("\n")[:-1]]
    for number, diagnostic in enumerate(record.diagnostics):
        if diagnostic.path is not None and diagnostic.effect in DOUBTS:
            assert f'class="mark" href="#r1d{number}"' in shown, diagnostic
    for _, picture in pictures(record):
        assert ElementTree.fromstring(picture.svg).tag == "{http://www.w3.org/2000/svg}svg"
        assert len(picture.svg.encode()) < 30_000
