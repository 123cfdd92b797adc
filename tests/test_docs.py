"""The README and the docs say what is so: examples run, generated pages are up to date, codes are all there."""

from __future__ import annotations

import ast
import doctest
import itertools
import json
import re
import shlex
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from click.testing import CliRunner
from test_rooms import ROOMS

from ifes_records import __version__, parse
from ifes_records.batch.codecs import zstd
from ifes_records.cli import main
from ifes_records.cli.rule import explanations
from ifes_records.diagnostics import CODES

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_examples_run(page: Path) -> None:
    result = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert result.failed == 0


def test_readme_has_examples() -> None:
    assert (ROOT / "README.md").read_text(encoding="utf-8").count(">>> ") >= 8


def test_generated_pages_are_up_to_date(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(ROOT / "scripts" / "make_docs.py"), str(tmp_path)], check=True)
    made = {page.name: page.read_text(encoding="utf-8") for page in tmp_path.iterdir()}
    assert set(made) == {"codebook.md", "diagnostics.md"}
    assert {name: (ROOT / "docs" / name).read_text(encoding="utf-8") for name in made} == made


def test_every_code_in_the_source_is_in_the_table_and_the_other_way_round() -> None:
    source = ROOT / "src" / "ifes_records"
    used = {
        code
        for path in source.rglob("*.py")
        if path.name != "diagnostics.py"
        for code in re.findall(r"\"([EWI]-[A-Z-]+)\"", path.read_text(encoding="utf-8"))
    }
    assert used == set(CODES)


def anchors(page: Path) -> set[str]:
    """The names of the headings of a page, as links have them."""
    headings = re.findall(r"^#+ (.*)", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_links_lead_somewhere() -> None:
    for page in PAGES:
        for target, anchor in re.findall(r"\]\((?!https?:)([^)#]*)#?([^)]*)\)", page.read_text(encoding="utf-8")):
            path = page.parent / target if target else page
            assert path.exists(), f"{page.name}: {target}"
            assert not anchor or anchor in anchors(path), f"{page.name}: {target}#{anchor}"


def test_every_code_is_explained() -> None:
    """In the order of the table. The page of diagnostics can't be made if a sample does not give its code."""
    assert list(explanations()) == list(CODES)
    for code, found in explanations().items():
        assert found.keys() <= {"cause", "remedy", "sample", "shown", "encoding", "limits"}, code
        assert ("sample" in found) != ("shown" in found), code
        assert all(sentence.endswith(".") for sentence in (CODES[code].meaning, found["cause"])), code
        assert found.get("remedy", ".").endswith("."), code
    assert [code for code, found in explanations().items() if "shown" in found] == [
        "E-HTML",
        "E-SEVERAL-RECORDS",
        "E-TOO-SLOW",
        "W-ENCODING-REPAIRED",
    ]


def test_the_version_is_the_same_everywhere() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert {__version__, version("ifes-records"), PROJECT["version"], citation["version"]} == {"0.1.0"}


def test_citation() -> None:
    """The fields that CFF 1.2.0 requires, what they share with pyproject.toml, and how to cite the data."""
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert (citation["cff-version"], citation["type"], citation["title"]) == ("1.2.0", "software", PROJECT["name"])
    assert citation["license"] == PROJECT["license"]
    owner = re.search(r"Copyright \(c\) \d{4} (.+)", (ROOT / "LICENSE").read_text(encoding="utf-8"))
    assert owner is not None
    assert citation["authors"] == [{"name": owner[1]}]
    assert citation["message"].startswith("If you use ifes-records")
    (data,) = citation["references"]
    assert (data["type"], data["title"], data["url"]) == (
        "database",
        "IFES ElectionGuide",
        "https://www.electionguide.org",
    )
    assert data["authors"] == [{"name": "International Foundation for Electoral Systems"}]


def test_the_case_in_the_contributing_guide_reads_as_it_says() -> None:
    block = re.search(r"```text\n(holder: [^`]+)```", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    assert block is not None
    case = dict(line.removeprefix("=> ").split(": ", 1) for line in block[1].splitlines())
    record = parse(f"Election for Senate\n\nGovernment Structure:\n\n  • Chief of State: {case.pop('holder')}\n")
    holder = record.government.chief_of_state
    assert holder is not None
    found = (holder.title, holder.name, holder.given_name, holder.family_name, holder.since)
    assert case == dict(zip(("title", "name", "given", "family", "since"), found, strict=True))


FORMAT = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")


def test_the_whole_record_of_the_format_guide_reads_without_a_diagnostic() -> None:
    block = re.search(r"```text\n(Record Modified: [^`]+)```", FORMAT)
    assert block is not None
    record = parse(block[1])
    assert (record.diagnostics, record.unread) == ((), ())
    assert [(row.name.english, row.seats_won, row.seats_change, row.votes) for row in record.results[0].rows] == [
        ("Harbour Party", 33, None, 104_976),
        ("Orchard Union", 32, 0, 94_882),
        ("Lantern List", 0, None, 2_019),
    ]
    assert [(section.kind.value, section.heading) for section in record.sections] == [
        ("general", "More Info"),
        ("stakes", "At stake in this election"),
        ("government", "Government Structure"),
        ("contenders", "Main parties in the electoral race"),
    ]


def test_the_shapes_of_a_row_read_as_the_format_guide_says() -> None:
    shapes = re.findall(r"^\| `(Name\b[^`]*)` \| ([^|]+) \| ([^|]+) \| ([^|]+) \| [^|]*\|$", FORMAT, re.MULTILINE)
    assert len(shapes) == FORMAT.count("| `Name")
    rows = "\n\n".join(shape.replace("Name", f"Name {chr(65 + index)}") for index, (shape, *_) in enumerate(shapes))
    record = parse(f"March 19, 2023 Held\n\nParty Seats Won Seats Change Votes\n\n{rows}\n")
    found = [
        (
            row.seats_won,
            row.seats_change_direction.value
            if row.seats_change_direction and row.seats_change is None
            else row.seats_change,
            row.votes,
        )
        for row in record.results[0].rows
    ]
    values = {"unknown": None, "up": "up"}
    said = [
        tuple(values[cell] if cell in values else int(cell.replace(",", "")) for cell in cells)
        for _, *cells in shapes
    ]
    assert found == said


@pytest.mark.parametrize(
    "page", [ROOT / "CONTRIBUTING.md", ROOT / "docs" / "architecture.md"], ids=lambda page: page.name
)
def test_files_that_a_guide_names_exist(page: Path) -> None:
    named = re.findall(r"`((?:src|grammars|tests|fixtures|docs|scripts)/[\w./-]*)`", page.read_text(encoding="utf-8"))
    assert len(named) > 8
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_rooms_of_the_architecture_are_in_the_order_of_the_imports() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    first_cells = re.findall(
        r"^\| (`[^|]+) \|", text[text.index("## The rooms") : text.index("## Where a change")], re.M
    )
    rooms = [name.removesuffix("/").removesuffix(".py") for name in re.findall(r"`([\w./]+)`", " ".join(first_cells))]
    assert rooms == [room for room in ROOMS if not room.startswith("__")]


def test_the_notebook_runs() -> None:
    """Its code runs from top to bottom, as Jupyter would run it; the last expression of a cell is shown."""
    names: dict[str, Any] = {}
    shown = []
    notebook = json.loads((ROOT / "docs" / "examples" / "notebook.ipynb").read_text(encoding="utf-8"))
    for cell in (cell for cell in notebook["cells"] if cell["cell_type"] == "code"):
        assert (cell["outputs"], cell["execution_count"]) == ([], None)
        tree = ast.parse("".join(cell["source"]))
        match tree.body:
            case [*_, ast.Expr(value=value)]:
                tree.body.pop()
                exec(compile(tree, "notebook", "exec"), names)
                shown.append(eval(compile(ast.Expression(value), "notebook", "eval"), names))
            case _:
                exec(compile(tree, "notebook", "exec"), names)
    record, result, place, length = shown
    assert record._repr_html_().count("<svg ") == 2
    assert "<td>693,938</td>" in result._repr_html_()
    assert place == ("693,938", (14, 17))
    assert 1000 < length < 30_000


COMMANDS = [
    (page.name, line)
    for page in PAGES
    for block in re.findall(r"```sh\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    for line in re.findall(r"^ifes-records .*", block, re.MULTILINE)
]


def test_there_are_commands_in_the_docs() -> None:
    assert len(COMMANDS) > 20


def words_of(line: str) -> list[str]:
    """The words of a command after the program's name, up to a comment or a redirection."""
    return [*itertools.takewhile(lambda word: word not in (">", "|"), shlex.split(line, comments=True))][1:]


# What tests of their own do, with a crawl file, a cluster and the journal of a conversion.
RUN_ELSEWHERE = ("--scheduler", "*.warc.wet.gz", "report")


@pytest.mark.parametrize("page", dict.fromkeys(page for page, _ in COMMANDS))
def test_commands_in_the_docs_run(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From top to bottom, where the files are that they name. Those with output in the page are in test_cli.py."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("ifes_records.cli.convert.cores", lambda: 1)
    monkeypatch.setattr("webbrowser.open", lambda address: True)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    small = (ROOT / "fixtures" / "records" / "blank-before-the-date.txt").read_bytes()
    for name in ("record.txt", "4078.txt", "records/1.txt", "dumps/1.txt", "crawl/1.txt"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_bytes(small)
    Path("dump.txt.zst").write_bytes(zstd.compress(small))
    Path("4078.html").write_bytes((ROOT / "fixtures" / "layouts" / "president.html").read_bytes())
    for line in (line for of_page, line in COMMANDS if of_page == page):
        program = click.Context(main, **main.context_settings)
        name, *arguments = words_of(line)
        command = main.get_command(program, name)
        assert command is not None
        if any(word in RUN_ELSEWHERE for word in (name, *arguments)):
            assert command.make_context(name, arguments, parent=program).info_name == name
            continue
        done = CliRunner().invoke(main, [name, *arguments])
        assert done.exit_code == 0, (line, done.output)
