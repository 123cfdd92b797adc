"""Law: imports between the rooms of the package point one way, to the left of `ROOMS`.

The arrows are read from the source with `ast`, imports inside functions included. Imports for type checkers only
(`if TYPE_CHECKING:`) are no arrows, since they never run.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import ifes_records

PACKAGE = Path(ifes_records.__file__).parent

# Every room of the package, in the order of the data. A room imports itself and the rooms to its left.
ROOMS = (
    "span display interrupts diagnostics limits text model data values split page sections checks trace json schema"
    " pydantic pipeline render show strategies tables batch dask __init__ cli __main__"
).split()  # fmt: skip


def room_of(module: str) -> str:
    """The room of a module's full name: `page` for `ifes_records.page.tables`."""
    return [*module.split("."), "__init__"][1]


def imported(tree: ast.Module, package: str) -> Iterator[str]:
    """The full names of all modules of `ifes_records` that a module of `package` imports when it runs."""
    nodes: list[ast.AST] = [tree]
    while nodes:
        node = nodes.pop()
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] == "ifes_records")
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) + 1 - node.level] if node.level else []
            source = ".".join([*above, *filter(None, [node.module])])
            if source == "ifes_records":
                yield from (f"{source}.{alias.name}" if alias.name in ROOMS else source for alias in node.names)
            elif source.startswith("ifes_records."):
                yield source
        elif isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
            nodes += node.orelse
        else:
            nodes += ast.iter_child_nodes(node)


def arrows() -> Iterator[tuple[str, str, str]]:
    """Each import: the module that has it, its room, and the room that it leads to."""
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = ("ifes_records", *path.relative_to(PACKAGE).with_suffix("").parts)
        module = ".".join(parts)
        for target in imported(ast.parse(path.read_text("utf-8")), ".".join(parts[:-1])):
            yield module, room_of(module), room_of(target)


def test_every_room_has_its_place_in_the_order() -> None:
    inside = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert inside == set(ROOMS)
    assert len(set(ROOMS)) == len(ROOMS)


def test_every_import_leads_to_the_same_room_or_to_one_on_its_left() -> None:
    found = list(arrows())
    assert len(found) > 300
    assert [arrow for arrow in found if ROOMS.index(arrow[2]) > ROOMS.index(arrow[1])] == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import ifes_records.page.rows", ["ifes_records.page.rows"]),
        ("from ifes_records import parse, checks", ["ifes_records", "ifes_records.checks"]),
        ("from ifes_records.page import tables as t", ["ifes_records.page"]),
        ("from .rows import read", ["ifes_records.page.rows"]),
        ("from ..checks import run", ["ifes_records.checks"]),
        ("from .. import checks", ["ifes_records.checks"]),
        ("def f():\n    from ifes_records.cli import main", ["ifes_records.cli"]),
        ("if TYPE_CHECKING:\n    from ..cli import main\nelse:\n    import ifes_records.json", ["ifes_records.json"]),
        ("import attrs\nfrom json import dumps", []),
    ],
)  # fmt: skip
def test_imports_are_found_in_every_form(source: str, expected: list[str]) -> None:
    assert list(imported(ast.parse(source), "ifes_records.page")) == expected


# What takes a while to import, and what reading one record from a text or a file has no use for.
NOT_FOR_READING = (
    "cattrs", "charset_normalizer", "click", "dask", "distributed", "fsspec", "hypothesis", "ifes_records.batch",
    "ifes_records.dask", "ifes_records.json", "ifes_records.show", "ifes_records.tables", "jinja2", "parliamentarch",
    "pyarrow", "pydantic_core", "sqlite3",
)  # fmt: skip
NOT_FOR_ROWS = ("cattrs", "ifes_records.batch", "pyarrow", "sqlite3")
NOT_FOR_IMPORT = ("attrs", "cattrs", "click", "hypothesis", "lark", "orjson")
NOT_FOR_PARSE = (
    "charset_normalizer", "concurrent.futures", "hypothesis", "ifes_records.batch.convert", "jinja2", "tqdm",
)  # fmt: skip


@pytest.mark.parametrize(
    ("statement", "unused"),
    [
        ("import ifes_records.tables", NOT_FOR_ROWS),
        ("import ifes_records", NOT_FOR_IMPORT),
        ("from ifes_records import parse; import ifes_records", NOT_FOR_READING),
        ("import ifes_records.cli.parse", NOT_FOR_PARSE),
    ],
)
def test_what_is_not_needed_is_not_imported(statement: str, unused: tuple[str, ...]) -> None:
    program = f"{statement}, sys; print(*sorted({set(unused)} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "\n"
