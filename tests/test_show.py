"""Pages and pictures: what they say, that they are safe and repeatable, and that they look at everything."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from attrs import evolve
from batch_inputs import write
from test_cli import RECORD, WITH_WARNING, Done, run

from ifes_records import ElectionRecord, from_json, parse, parse_file, to_json
from ifes_records.model import LocalName, Name, Result, ResultKind, ResultRow
from ifes_records.show import page, pictures, svg
from ifes_records.show.fields import Fields
from ifes_records.show.figures import figures
from ifes_records.show.page import asset, digest, view
from ifes_records.show.parts import DOUBTS, Field

FIXTURES = Path(__file__).parent.parent / "fixtures"
EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
TEXT = f"""March 19, 2023 Held

Republic of Kazakhstan

Election for Mazhilis (Kazakh House of Representatives)

Cast Votes:10,107260

Party Seats Won Seats Change Votes

Harbour {EVIL} 3 - 1,200

Orchard Union (اتحاد البستان) 1 - 800

Lantern List 2 None

At Stake in this Election:

  • All 8 seats of the Mazhilis

Government Structure:

  • Chief of State: President Alma IBRAY (since 20 March 2019)
  • Assembly: founded in 1995 by 14 people
"""


@pytest.fixture(scope="module")
def record() -> ElectionRecord:
    return parse(TEXT, name="4078.txt")


@pytest.fixture(scope="module")
def shown(record: ElectionRecord) -> str:
    return page(record)


class Elements(HTMLParser):
    """The elements of a page: names, attributes, and the text of each `bdi`."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.found.append((tag, dict(attributes)))

    def values(self, name: str) -> list[str]:
        """The values of an attribute."""
        return [value for _, attributes in self.found if (value := attributes.get(name)) is not None]


# ---- the page


def test_a_page_needs_nothing_and_runs_nothing_from_the_data(shown: str) -> None:
    elements = Elements(shown)
    tags = [tag for tag, _ in elements.found]
    assert (tags.count("script"), tags.count("style"), tags.count("img"), tags.count("iframe")) == (1, 1, 0, 0)
    assert [tag for tag in tags if tag == "link"] == ["link"]
    links = elements.values("href") + elements.values("src")
    assert [link for link in links if not link.startswith("#")] == ["data:,"]
    assert not any(name.startswith("on") or name == "style" for _, found in elements.found for name in found)
    policy = elements.values("content")[0]
    assert policy == (
        f"default-src 'none'; style-src '{digest(asset('page.css'))}'; script-src '{digest(asset('page.js'))}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    assert f"<style>{asset('page.css')}</style>" in shown
    assert f"<script>{asset('page.js')}</script>" in shown
    assert "https:" not in shown.replace("http://www.w3.org/2000/svg", "")


def test_every_link_leads_somewhere_and_no_name_is_there_twice(shown: str) -> None:
    elements = Elements(shown)
    names = elements.values("id")
    assert len(names) == len(set(names)) > 60
    assert {link[1:] for link in elements.values("href") if link.startswith("#")} <= set(names)


def test_every_field_is_bound_to_its_words(record: ElectionRecord) -> None:
    seen = view(record, 1, "4078.txt")
    numbers = {field.span: field.number for field in seen_fields(record) if field.span is not None and field.number}
    pieces = {number: [] for number in numbers.values()}  # type: dict[int, list[str]]
    for line in seen.lines:
        for piece in line.pieces:
            for number in piece.spans:
                pieces[number].append(piece.text)
    for span, number in numbers.items():
        assert " ".join("".join(pieces[number]).split()) == " ".join(record.origin.read(span).split())  # type: ignore[union-attr]
    bound = {field.path: field.span for field in seen_fields(record)}
    assert record.text_of("results[0].rows[1].votes") == "800"
    assert bound["results[0].rows[1].votes"] == record.span_of("results[0].rows[1].votes")


def seen_fields(record: ElectionRecord) -> list[Field]:
    fields = Fields(record)
    [*fields.head()]
    for index, result in enumerate(record.results):
        fields.table(result, f"results[{index}]")
    [*fields.facts(), *fields.outline(), *fields.footnotes(), *fields.unread()]
    return fields.made


def test_the_text_is_there_line_by_line(record: ElectionRecord) -> None:
    seen = view(record, 1, "4078.txt")
    assert ["".join(piece.text for piece in line.pieces) for line in seen.lines] == [
        line.strip() for line in TEXT.splitlines()
    ]
    found = [(line.number, record.diagnostics[index].code) for line in seen.lines for index in line.diagnostics]
    assert found == [(diagnostic.line, diagnostic.code) for diagnostic in record.diagnostics]


def test_a_name_from_right_to_left_is_held_together() -> None:
    rows = "Front 66 (جبهة القوى 2020) 3 - 1,200\n\nجبهة (الحزب) 4 - 900\n"
    record = parse(f"March 19, 2023 Held\n\nParty Seats Won Seats Change Votes\n\n{rows}")
    first, second = [
        [p for p in line.pieces if p.text.strip()] for line in view(record, 1, "").lines if line.number > 4
    ][::2]
    assert [piece.text for piece in first] == ["Front 66", " (", "جبهة القوى 2020", ")", "3", " - ", "1,200"]
    assert not any(piece.opens or piece.closes for piece in first)
    assert [(piece.text, piece.opens, piece.closes) for piece in second] == [
        ("جبهة", True, False), (" (", False, False), ("الحزب", False, False), (")", False, True),
        ("4", False, False), (" - ", False, False), ("900", False, False),
    ]  # fmt: skip


def test_doubts_are_marked_in_the_text_and_at_the_value(record: ElectionRecord, shown: str) -> None:
    (piece,) = [p for line in view(record, 1, "").lines for p in line.pieces if p.text == "10,107260"]
    assert (piece.doubt, piece.figures) == ("omitted", ((0, 9),))
    assert re.search(r'<a [^>]* class="doubt" title="omitted"><bdi><u>10,107260</u></bdi></a>', shown)
    assert re.search(r"<dt>cast votes<dd>.*<bdi>not read</bdi></a> <a class=\"mark\" [^>]*>omitted</a>", shown)
    assert "warning, omitted</span> <b>W-COUNT-MALFORMED</b>" in shown


@pytest.mark.parametrize("path", sorted((FIXTURES / "broken").glob("*.txt")), ids=lambda path: path.stem)
def test_no_doubt_about_a_value_is_left_out(path: Path) -> None:
    record = parse_file(path)
    marked = {mark.number for field in seen_fields(record) for mark in field.marks}
    doubtful = {n for n, d in enumerate(record.diagnostics) if d.path is not None and d.effect in DOUBTS}
    assert marked == doubtful


def test_a_column_with_nothing_but_doubts_is_there() -> None:
    record = parse("March 19, 2023 Held\n\nParty Seats Won Seats Change Votes\n\nHarbour Party 3 - 1,20\n")
    assert record.results[0].rows[0].votes is None
    assert '<th scope="col" title="votes">Votes</th>' in page(record)
    assert 'class="mark" href="#r1d0"' in page(record)


def test_every_figure_has_its_fate(record: ElectionRecord) -> None:
    found = {(figure.line, figure.text): (figure.path, figure.value) for figure in figures(record, record.places())}
    assert found == {
        (1, "19"): ("election.date", "2023-03-19"),
        (1, "2023"): ("election.date", "2023-03-19"),
        (7, "10,107260"): (None, ""),
        (11, "1"): (None, ""),
        (11, "3"): ("results[0].rows[0].seats_won", "3"),
        (11, "1,200"): ("results[0].rows[0].votes", "1200"),
        (13, "1"): ("results[0].rows[1].seats_won", "1"),
        (13, "800"): ("results[0].rows[1].votes", "800"),
        (15, "2"): ("results[0].rows[2].seats_won", "2"),
        (19, "8"): ("stakes[0].seats", "8"),
        (23, "20"): ("government.chief_of_state.since", "2019-03-20"),
        (23, "2019"): ("government.chief_of_state.since", "2019-03-20"),
        (24, "1995"): (None, ""),
        (24, "14"): (None, ""),
    }


def test_the_rows_of_a_result_have_their_paths() -> None:
    record = parse("March 19, 2023 Held\n\nParty Seats Won Seats Change Votes\n\nHarbour Party (HP) 3 - 1,204\n")
    row = (
        "<tr title=results[0].rows[0]><th scope=row><a id=r1f4 href=#r1p5><bdi>Harbour Party (HP)</bdi></a>"
        "<div class=parts>in English <a id=r1f5 href=#r1p5><bdi>Harbour Party</bdi></a>"
        " · acronym <a id=r1f6 href=#r1p6><bdi>HP</bdi></a></div>"
        "<td><a id=r1f7 href=#r1p7><bdi>3</bdi></a><td><a id=r1f8 href=#r1p8><bdi>1,204</bdi></a>"
    )
    assert f"<tbody>\n{row}\n</tbody>" in page(record)


def test_a_record_without_a_text_has_its_values(record: ElectionRecord) -> None:
    shown = page(from_json(to_json(record)))
    assert "<h2>Text</h2>" not in shown
    assert "<span title=election.date><bdi>2023-03-19</bdi></span>" in shown


@pytest.mark.parametrize("path", sorted((FIXTURES / "not_elections").glob("*.*")), ids=lambda path: path.name)
def test_what_is_no_election_has_a_page_too(path: Path) -> None:
    record = parse_file(path)
    shown = page(record)
    assert f"<b>{record.diagnostics[0].code}</b>" in shown if record.diagnostics else "<h2>Text</h2>" in shown


def test_many_records_begin_with_a_list() -> None:
    paths = sorted((FIXTURES / "broken").glob("t*.txt"))
    shown = page(map(parse_file, paths))
    elements = Elements(shown)
    names = elements.values("id")
    assert len(names) == len(set(names))
    assert {link[1:] for link in elements.values("href") if link.startswith("#")} <= set(names)
    assert [name for name in names if re.fullmatch(r"r\d+", name)] == [f"r{n + 1}" for n in range(len(paths))]


def shades(scheme: str) -> dict[str, str]:
    """The colours of the page, by name."""
    light, dark = re.findall(r":root \{(.*?)\}", asset("page.css"), re.DOTALL)
    return dict(re.findall(r"--([\w-]+): (#\w{6});", light if scheme == "light" else dark))


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "paper"),
    [("ink", "paper"), ("ink", "raised"), ("quiet", "paper"), ("link", "paper"), ("lit-ink", "lit"),
     ("error", "error-paper"), ("warning", "warning-paper"), ("info", "info-paper"), ("warning", "raised")],
)  # fmt: skip
def test_the_colours_have_contrast(scheme: str, ink: str, paper: str) -> None:
    one, other = sorted((luminance(shades(scheme)[name]) for name in (ink, paper)), reverse=True)
    assert (one + 0.05) / (other + 0.05) >= 4.5


# ---- pictures


def row(name: str, seats: int | None = None, votes: int | None = None, percent: float | None = None) -> ResultRow:
    return ResultRow(Name(name, local=(LocalName(name),)), seats_won=seats, votes=votes, vote_percent=percent)


TABLE = Result(ResultKind.PARTY, rows=(row(EVIL, 3, 1200), row("اتحاد البستان", 1, 800), row("Lantern\x07 List", 2)))


def texts(picture: str | None) -> list[str]:
    """The texts of a picture, without the marks that isolate them. Raises an error if it is not well formed."""
    assert picture is not None
    root = ElementTree.fromstring(picture)
    found = root.iter("{http://www.w3.org/2000/svg}text")
    return [re.sub("[\u2068\u2069]", "", text.text or "") for text in found]


def test_votes_as_bars() -> None:
    assert texts(svg(TABLE)) == [
        "Votes", f"{EVIL[:45]}…", "1,200", "اتحاد البستان", "800", "Lantern\ufffd List", "votes not given",
    ]  # fmt: skip
    assert re.findall(r'class="bar" d="M0 \d+h([\d.]+)"', str(svg(TABLE))) == ["480.0", "320.0"]


def test_seats_as_a_hemicycle() -> None:
    picture = svg(TABLE, "seats", at_stake=8)
    assert texts(picture) == ["Seats", "3", "1", "2", "2", "6", "of 8 seats at stake", f"{EVIL[:51]}…",
                              "اتحاد البستان", "Lantern\ufffd List", "in no row", "3", "1", "2", "2"]  # fmt: skip
    dots = re.findall(r'<path id="[^"]*" d="([^"]*)"/>', str(picture))
    assert [path.count("M") for path in dots] == [3, 1, 2, 2]
    first, last = (float(re.split("[M ]", path)[1]) for path in (dots[0], dots[-1]))
    assert first < 240 < last


def test_answers_in_their_order() -> None:
    result = Result(ResultKind.REFERENDUM, question="Shall it?", rows=(row("Yes", None, 5), row("No", None, 7, 58.3)))
    assert texts(svg(result)) == ["Shall it?", "Yes", "5", "No", "7 · 58.3%"]
    assert svg(result, "seats") is None


def test_shares_where_there_are_no_votes() -> None:
    result = Result(ResultKind.CANDIDATE, rows=(row("A", None, None, 20.5), row("B", None, None, 60), row("C")))
    assert texts(svg(result)) == ["Share of the vote", "B", "60%", "A", "20.5%", "C", "votes not given"]


def test_no_picture_without_figures() -> None:
    assert svg(Result(ResultKind.PARTY, rows=(row("A"),))) is None
    assert svg(Result(ResultKind.PARTY, rows=(row("A", 0),)), "seats") is None
    assert svg(Result(ResultKind.PARTY, rows=(row("A", 100_000),)), "seats") is None
    with pytest.raises(ValueError, match="“pie” is not a kind of picture"):
        svg(TABLE, "pie")


def test_pictures_are_small_whatever_the_table() -> None:
    rows = tuple(row(f"{n} {'長い名前' * 20}", 14, 10**9 - n, 1.37) for n in range(71))
    votes, seats = svg(Result(ResultKind.PARTY, rows=rows)), svg(Result(ResultKind.PARTY, rows=rows), "seats")
    assert texts(votes)[-1] == "and 31 more rows"
    assert texts(seats)[-1] == "and 31 more with 434 seats"
    assert [len(str(picture).encode()) < 30_000 for picture in (votes, seats)] == [True, True]


def test_pictures_are_the_same_each_time(record: ElectionRecord) -> None:
    drawn = [(index, picture.kind, picture.svg) for index, picture in pictures(record)]
    assert [(index, kind) for index, kind, _ in drawn] == [(0, "votes"), (0, "seats")]
    assert drawn == [(index, picture.kind, picture.svg) for index, picture in pictures(parse(TEXT))]
    assert "of 8 seats at stake" in drawn[1][2]
    parts = [part for _, _, drawing in drawn for part in ElementTree.fromstring(drawing).iter()]
    assert {part.tag.rpartition("}")[2] for part in parts} == {
        "svg",
        "title",
        "rect",
        "text",
        "path",
        "defs",
        "g",
        "use",
    }
    assert not any(name.startswith("on") or name == "style" for part in parts for name in part.attrib)


def test_seats_of_several_chambers_are_not_taken_for_those_at_stake(record: ElectionRecord) -> None:
    two = evolve(record, stakes=record.stakes * 2)
    assert ["at stake" in picture.svg for _, picture in pictures(two)] == [False, False]


def test_a_large_page_is_not_too_large() -> None:
    """A record of 20,000 characters: forty rows and the prose of five pages."""
    head, _, body = (FIXTURES / "records" / "kazakhstan-mazhilis-2023.txt").read_text("utf-8").partition("More Info:")
    rows = "".join(f"Harbour Party {n:03} (Партия гавани {n:03}) {n % 7} - {1000 + n * 37:,}\n\n" for n in range(40))
    text = f"{head}{rows}{f'More Info:{body}' * 5}"
    assert 20_000 < len(text) < 21_000
    assert len(page(parse(text)).encode()) < 400_000


# ---- in a notebook


def test_records_results_and_diagnostics_show_themselves(record: ElectionRecord) -> None:
    whole, table, note = record._repr_html_(), record.results[0]._repr_html_(), record.diagnostics[0]._repr_html_()
    assert whole is not None
    assert [tag for tag, _ in Elements(whole).found].count("svg") == 2
    assert table is not None
    assert "<td>1,200</td>" in table
    assert not {"script", "img"} & {tag for tag, _ in Elements(whole + table).found}
    assert note == (
        "<ul>\n<li><code>W-COUNT-MALFORMED</code> (warning, omitted, line 7, <code>participation.cast_votes</code>): "
        "<bdi>“10,107260” is not a well-formed figure; no value was taken.</bdi></li>\n</ul>\n"
    )
    assert record.results[0]._repr_svg_() == svg(record.results[0])


# ---- the command


@pytest.fixture
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write({"in/1.txt": RECORD, "in/2.txt": WITH_WARNING, "page.html": "<p>mine</p>"})


@pytest.mark.usefixtures("_folder")
def test_show_writes_one_page() -> None:
    done = run("show", "in", "-o", "all.html")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "The page is all.html.\n")
    assert run("show", "in", "-o", "-").stdout == Path("all.html").read_text("utf-8")
    assert "<h1>2 records</h1>" in Path("all.html").read_text("utf-8")
    assert run("show", "in/1.txt", "-o", "all.html").exit_code == 0


@pytest.mark.usefixtures("_folder")
def test_show_writes_pages_and_pictures() -> None:
    write({"in/3.txt": TEXT})
    done = run("show", "in", "-o", "pages", "--svg", "pictures")
    assert done.stderr == "2 pictures in pictures.\n3 pages; the list of them is pages/index.html.\n"
    assert sorted(path.name for path in Path("pages").iterdir()) == [
        "0001-1.html", "0002-2.html", "0003-3.html", "index.html",
    ]  # fmt: skip
    assert sorted(path.name for path in Path("pictures").iterdir()) == ["0003-3-1-seats.svg", "0003-3-1-votes.svg"]
    assert '<a href="0003-3.html">' in Path("pages/index.html").read_text("utf-8")
    assert '<a href="index.html">All records</a>' in Path("pages/0003-3.html").read_text("utf-8")


@pytest.mark.usefixtures("_folder")
@pytest.mark.parametrize("output", ["out", "out.jsonl"])
def test_show_of_documents(output: str) -> None:
    write({"in/3.txt": f"{TEXT}-----\n{RECORD}"})
    assert run("convert", "in/3.txt", "-o", output, "--quiet").exit_code == 0
    done = run("show", output, "-o", "all.html", "--svg", "pictures")
    assert done == Done(0, "", "2 pictures in pictures.\nThe page is all.html.\n")
    shown = Path("all.html").read_text("utf-8")
    assert shown.count("A JSON document holds no text, so there is none beside these values.") == 2
    assert "<bdi>1,200</bdi>" in shown
    assert "<h2>Text</h2>" not in shown
    second = run("show", output, "--record", "2", "-o", "-").stdout
    assert second.count("<article") == 1
    assert "Zambia" in second


@pytest.mark.usefixtures("_folder")
def test_show_replaces_nothing_but_its_own() -> None:
    for output in ("page.html", "in/1.txt"):
        done = run("show", "in", "-o", output)
        assert done.exit_code != 0
    assert run("show", "in", "-o", "page.html").stderr.endswith(
        "Error: page.html: It exists, and is not a file that “show” has written.\n"
    )
    assert (Path("page.html").read_text(), Path("in/1.txt").read_text("utf-8")) == ("<p>mine</p>", RECORD)


@pytest.mark.usefixtures("_folder")
def test_show_opens_the_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def open_in_none(address: str) -> bool:
        opened.append(address)
        return False

    monkeypatch.setattr("webbrowser.open", open_in_none)
    monkeypatch.setenv("TMPDIR", str(Path.cwd()))
    monkeypatch.setattr("tempfile.tempdir", None)
    done = run("show", "in/1.txt")
    (path,) = Path.cwd().glob("ifes-records-*/page.html")
    assert (done.exit_code, opened) == (0, [path.as_uri()])
    assert done.stderr == f"The page is {path}. No browser was found to open it.\n"


@pytest.mark.usefixtures("_folder")
def test_show_of_nothing() -> None:
    assert run("show", "in/1.txt", "--record", "2", "-o", "x.html").stderr == "Error: There is no record to show.\n"
