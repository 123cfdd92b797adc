"""Pages in a real browser: no request, no script from the data, both sides light up, all can be reached by keyboard.

`IFES_RECORDS_SCREENSHOTS=folder` keeps pictures of the pages.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browser import CHROMIUM, Browser, browser
from test_show import EVIL, FIXTURES, TEXT

from ifes_records import from_json, parse, parse_file
from ifes_records.show import page

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="There is no Chromium to look at the pages with.")


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pages") / "one.html"
    path.write_text(page(parse(TEXT, name=f"{EVIL}.txt")), encoding="utf-8")
    return path


def test_a_page_asks_for_nothing_and_runs_nothing_else(window: Browser, one: Path) -> None:
    window.requests.clear()
    window.errors.clear()
    window.open(one)
    assert window.requests == [one.as_uri()]
    assert window.errors == []
    assert window.run("document.querySelectorAll('script').length") == 1
    assert window.run("document.querySelectorAll('img, iframe, object, embed, [onerror], [onclick]').length") == 0
    # The policy holds: a script that gets in all the same does not run.
    window.run("document.body.append(Object.assign(document.createElement('script'), {text: 'window.hit = 1'}))")
    assert window.run("window.hit === undefined") is True


# Values and pieces of the text.
ALL = "[...document.querySelectorAll('.panes :is(a[id], [data-s])')]"
# All but signs between words.
BOUND = rf"{ALL}.filter(e => /[\p{{L}}\p{{N}}]/u.test(e.textContent))"


def test_each_value_and_each_piece_is_isolated(window: Browser, one: Path) -> None:
    window.open(one)
    assert window.run(f"{BOUND}.length") > 40
    assert window.run("document.querySelector('.text > p').textContent") == "1March 19, 2023 Held"
    assert window.run(f"{BOUND}.every(e => e.firstChild.tagName === 'BDI' && e.childNodes.length === 1)") is True


LIT = "[...document.querySelectorAll('.{part} .lit')].map(e => e.textContent)"


def test_a_value_and_its_words_light_each_other(window: Browser, one: Path) -> None:
    window.open(one)
    window.move_to(".read [title='results[0].rows[1]'] td:last-child a")
    assert window.run(LIT.format(part="text")) == ["800"]
    assert window.run(LIT.format(part="read")) == ["800"]
    window.move_to(".text > p a")
    assert window.run(LIT.format(part="text")) == ["March 19, 2023"]
    assert window.run(LIT.format(part="read")) == ["2023-03-19"]


def test_everything_can_be_reached_by_keyboard(window: Browser, one: Path) -> None:
    window.open(one)
    assert window.run(f"{BOUND}.every(e => e.href && e.tabIndex === 0)") is True
    window.run("document.querySelector('.text a').focus()")
    window.press("Tab")
    assert window.run("document.activeElement.textContent") == "Held"
    assert window.run(LIT.format(part="read")) == ["Held"]
    assert window.run("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_the_list_is_searched_by_typing(window: Browser, tmp_path: Path) -> None:
    paths = sorted((FIXTURES / "records").glob("*-*.txt"))[:6]
    many = tmp_path / "many.html"
    many.write_text(page(map(parse_file, paths)), encoding="utf-8")
    window.open(many)
    shown = "[...document.querySelectorAll('.contents tbody tr')].filter(r => r.checkVisibility()).length"
    assert window.run(shown) == 6
    window.run("document.getElementById('search').focus()")
    window.call("Input.insertText", text="georg 2020")
    assert (window.run(shown), window.run("document.querySelector('output').value")) == (1, "1 of 6 records")
    articles = "[...document.querySelectorAll('article')].filter(a => a.checkVisibility()).map(a => a.id)"
    assert window.run(articles) == []
    window.run("document.querySelector('.contents tbody tr:not([hidden]) a').click()")
    assert window.run(articles) == ["r2"]
    window.run("document.querySelector('#r2 .text a').click()")
    assert (window.run(articles), window.run(shown)) == (["r2"], 0)


def test_names_from_right_to_left_keep_their_order(window: Browser, tmp_path: Path) -> None:
    text = "March 19, 2023 Held\n\nParty Seats Won Seats Change Votes\n\nجبهة (الحزب) 4 - 900\n"
    path = tmp_path / "arabic.html"
    path.write_text(page(parse(text)), encoding="utf-8")
    window.open(path)
    in_line = f"{ALL}.filter(e => e.closest('#r1L5'))"
    left = f"{in_line}.map(e => [e.textContent, e.getBoundingClientRect().left])"
    places = {words.strip(): x for words, x in window.run(left)}
    # The name begins at the right end of its words, and the line, which begins with it, runs to the left.
    assert places["جبهة"] > places["الحزب"] > places["4"] > places["900"]


RECORDS = FIXTURES / "records"
# What is looked at on a wide and on a narrow window.
SHOWN: dict[str, Callable[[], str]] = {
    "seed": lambda: page(parse_file(RECORDS / "kazakhstan-mazhilis-2023.txt")),
    "right-to-left": lambda: page(parse_file(RECORDS / "foot-with-turnouts.txt")),
    "list": lambda: page(map(parse_file, sorted(RECORDS.glob("*-*.txt"))[:6])),
    "diagnostics": lambda: page(parse(TEXT, name=f"{EVIL}.txt")),
    "document": lambda: page(from_json((RECORDS / "row-shapes.json").read_bytes())),
}


@pytest.mark.parametrize("name", SHOWN)
def test_nothing_sticks_out_of_the_window(window: Browser, tmp_path: Path, name: str) -> None:
    path = tmp_path / f"{name}.html"
    path.write_text(SHOWN[name](), encoding="utf-8")
    folder = Path(os.environ.get("IFES_RECORDS_SCREENSHOTS", tmp_path))
    window.open(path)
    for width in (1400, 390):
        window.resize(width)
        assert window.run("document.documentElement.scrollWidth") == width
        window.picture(folder / f"{name}-{width}.png")
        # The width and height are at the beginning of a PNG.
        assert struct.unpack(">II", (folder / f"{name}-{width}.png").read_bytes()[16:24]) == (width, 900)
