"""HTML is read as its text: files, standard input, and the answers in crawl files."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from test_batch_crawls import Maker

from ifes_records import Limits, parse, parse_dump, parse_file, to_dict
from ifes_records.cli import main
from ifes_records.model import Source
from ifes_records.split.html import is_html, without_html
from ifes_records.split.record_text import record_texts_in
from ifes_records.trace import account

PAGES = Path(__file__).parent.parent / "fixtures" / "layouts"
COUNTRY = """<!doctype html><html><head><title>Kenya</title></head><body><nav><ul><li>Home</li></ul></nav>
<h3>Republic of Kenya</h3><table>
<tr><th>Election For</th><th>Date</th><th>Votes</th><th>Registered Voters</th><th>Turn Out</th></tr>
<tr><td>Election for Senate</td><td>Aug. 9, 2022</td><td>14,213,137</td><td>22,120,458</td><td>64.25%</td></tr>
<tr><td>Election for President</td><td>Aug. 8, 2017</td><td>15,114,622</td><td>19,611,423</td><td>77.07%</td></tr>
</table></body></html>"""


def values(node: Any, path: str = "") -> Iterator[str]:
    """What is read from a page, wherever in the text it is."""
    if isinstance(node, dict):
        for key in node.keys() - {"source", "diagnostics", "line", "lines", "short_name", "level"}:
            yield from values(node[key], f"{path}.{key}")
    elif isinstance(node, list):
        for value in node:
            yield from values(value, path)
    else:
        yield f"{path}={node}"


@pytest.mark.parametrize("name", ["parliament", "parliament-tables", "president", "referendum"])
def test_a_page_is_read_like_its_text(name: str) -> None:
    """All values are those of the same page in the site's own layout; spans are of the text that was read."""
    record = parse_file(PAGES / f"{name}.html")
    assert Counter(values(to_dict(record))) == Counter(values(to_dict(parse_file(PAGES / f"{name}.txt"))))
    assert record.text_of("election.date") == record.election.date_text
    assert account(record).lost == ()


def test_a_country_page_in_html() -> None:
    record = parse(COUNTRY)
    assert (record.source.kind, [found.code for found in record.diagnostics]) == ("country", ["E-COUNTRY-PAGE"])


def test_standard_input() -> None:
    done = CliRunner().invoke(main, ["parse", "-"], input=(PAGES / "president.html").read_bytes())
    assert (done.exit_code, done.stderr) == (0, "")
    assert '"date": "2008-06-01"' in done.stdout


def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resiliparse.extract.html2text", None)
    (found,) = parse(COUNTRY).diagnostics
    assert (found.code, found.message) == (
        "E-HTML",
        "The text is HTML; install ifes-records[html] to read it.",
    )


@pytest.mark.parametrize("text", ["<3 Kenya\n", "a < b\n<table>\n", ""])
def test_other_texts_with_angles_are_no_html(text: str) -> None:
    assert "E-HTML" not in [found.code for found in parse(text).diagnostics]


TAGS = "<p>Cast</p>\n<p>Votes</p>\n<p>5</p>\n"  # six tags


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        (TAGS, True),
        (f"\ufeff\n {TAGS}", True),
        (TAGS.removesuffix("</p>\n"), False),
        (f"Votes\n{TAGS}", False),
        (f"{TAGS}### Results\n", False),
        (f"{TAGS}[Home](/)\n", False),
        (f"<!-- saved -->\n<HTML>{TAGS}### Results\n", True),
    ],
)
def test_what_is_html(text: str, is_one: bool) -> None:
    assert is_html(text) is is_one


@pytest.mark.parametrize("size", [1, 10_000])
@pytest.mark.parametrize("times", [1, 1_000])
def test_html_may_have_so_many_characters(size: int, times: int) -> None:
    """A longer one stays as it is: where it ends is not known before it has been read."""
    page = f"<html><body>{TAGS * times}</body></html>"
    blocks = [page[at : at + size] for at in range(0, len(page), size)]
    assert "".join(without_html(blocks, len(page))).split() == ["Cast", "Votes", "5"] * times
    assert "".join(without_html(blocks, len(page) - 1)) == page


def test_html_may_have_four_times_the_characters_of_a_record() -> None:
    page = f"<html><body>{TAGS}</body></html>"
    (found,) = record_texts_in(page, Source(), limits=Limits(characters=len(page) // 4 + 1))
    assert found.segment.text.split() == ["Cast", "Votes", "5"]


def test_a_table_of_html_in_a_text() -> None:
    """Its cells are read, and its tags are in no field."""
    rows = "<tr><th>Cast Votes:</th><td>3,682,499</td></tr><tr><th>Valid Votes:</th><td>3,513,028</td></tr>"
    table = f"<table><tbody>{rows}</tbody></table>"
    (record,) = parse_dump(f"Aug. 9, 2022 Held\n\nRepublic of Kenya\n\nElection for Senate\n\n{table}\n")
    assert (record.participation.cast_votes, record.participation.valid_votes) == (3682499, 3513028)
    assert (record.unread, account(record).lost) == ((), ())


def test_a_crawl_as_wget_writes_it(tmp_path: Path) -> None:
    """Exactly the elections are converted; what was ignored is named by its most frequent addresses."""
    maker = Maker(packed=True)
    site = "https://www.electionguide.org"
    pages = {
        "/": COUNTRY,
        "/countries/id/71/": COUNTRY,
        "/countries/id/72/": COUNTRY,
        "/elections/id/11/": (PAGES / "president.html").read_text(encoding="utf-8"),
        "/elections/type/past/": COUNTRY,
    }
    maker.add("", b"software: Wget", "warcinfo", media_type="application/warc-fields")
    for path, page in pages.items():
        maker.add(site + path, b"", "request", http=f"GET {path} HTTP/1.1\nHost: x")
        maker.add(site + path, page.encode(), "response", http="200 OK\nContent-Type: text/html; charset=utf-8")
    maker.add(
        f"{site}/elections/id/12/", b"<html>gone</html>", "response", http="404 Not Found\nContent-Type: text/html"
    )
    mirror = "https://electionguide.example.app/elections/id/13/"
    mirrored = (PAGES / "referendum.html").read_bytes()
    maker.add(mirror, mirrored, "response", http="200 OK\nContent-Type: text/html; charset=utf-8")
    maker.add("metadata://gnu.org/software/wget/warc/wget.log", b"log", "resource", media_type="text/plain")
    (tmp_path / "site.warc.gz").write_bytes(maker.made().data)
    done = CliRunner().invoke(main, ["convert", str(tmp_path / "site.warc.gz"), "-o", str(tmp_path / "out")])
    assert done.exit_code == 0, done.stderr
    assert sorted(path.name for path in (tmp_path / "out").rglob("*.json")) == ["11.json", "13.json", "report.json"]
    assert f"The most frequent are {site}/countries/id/N/ (2), " in done.stderr
