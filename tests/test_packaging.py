"""Sdist and wheel: they build, and what is installed reads a record and serves an outside project."""

from __future__ import annotations

import ast
import ensurepip
import re
import shutil
import subprocess
import sys
import sysconfig
import venv
from importlib.metadata import packages_distributions, requires
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

PROGRAM = """
import ifes_records, ifes_records.show, importlib.resources, pathlib
record = ifes_records.parse("March 19, 2023 Held\\n\\nRepublic of Kazakhstan\\n\\nElection for Mazhilis\\n")
print(pathlib.Path(ifes_records.__file__).parent)
print(record.election.date, record.election.country.alpha2, record.source.kind.value)
print(importlib.resources.files("ifes_records.data").joinpath("grammars", "record.json").is_file())
print("<h2>Text</h2>" in ifes_records.show.page(record))
"""

# What `python -m build` asks of setuptools, without its questions in between, each of which is a process of its own.
BUILD = "import sys; from setuptools import build_meta; getattr(build_meta, sys.argv[1])(sys.argv[2])"


def run(*command: object, folder: Path) -> list[str]:
    """The lines that a command prints."""
    done = subprocess.run([*map(str, command)], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.splitlines()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the sdist: files that the sdist lacks are missing in it."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-c", BUILD, "build_sdist", folder, folder=ROOT)
    (sdist,) = folder.glob("*.tar.gz")
    shutil.unpack_archive(sdist, folder, filter="data")
    run(sys.executable, "-c", BUILD, "build_wheel", folder, folder=folder / sdist.name.removesuffix(".tar.gz"))
    (wheel,) = folder.glob("*.whl")
    return wheel


def test_an_outside_project_uses_what_is_installed(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "venv")
    scripts = tmp_path / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
    python = scripts / "python"
    # The pip that comes with Python is run as it is: to install it takes longer than everything else here.
    (pip,) = (Path(ensurepip.__file__).parent / "_bundled").glob("pip-*.whl")
    options = ("--quiet", "--no-deps", "--no-index", "--no-compile", "--disable-pip-version-check")
    run(python, pip / "pip", "install", *options, wheel, folder=tmp_path)
    # The dependencies are those of this environment. A path in a .pth file does not bring its editable installs.
    where = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", folder=tmp_path)
    (Path(where[0]) / "dependencies.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")

    installed, read, has_parsers, makes_pages = run(python, "-c", PROGRAM, folder=tmp_path)
    assert Path(installed).is_relative_to(tmp_path)
    assert read == "2023-03-19 KZ election"
    assert (has_parsers, makes_pages) == ("True", "True")
    assert run(scripts / "ifes-records", "--version", folder=tmp_path) == ["ifes-records, version 0.1.0"]

    project = tmp_path / "project"
    shutil.copytree(ROOT / "docs" / "examples" / "outside-project", project)
    assert run(python, "-m", "pytest", "-q", folder=project)[-1].split(" in ")[0] == "3 passed"


def test_every_import_is_of_a_declared_dependency() -> None:
    declared = {re.split(r"[^\w.-]", each)[0].lower() for each in requires("ifes-records") or [] if "dev" not in each}
    distributions = packages_distributions()
    imported = set()
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                imported.add(node.module.split(".")[0])
    third = imported - sys.stdlib_module_names - {"ifes_records", "_ifes_records_hypothesis"}
    assert len(third) > 8
    missing = {name for name in third if not declared & {each.lower() for each in distributions.get(name, [name])}}
    # `compression.zstd` is Python's own from 3.14 on.
    assert missing - {"compression"} == set()
