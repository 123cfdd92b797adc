"""Wheel and sdist, each built and installed in a fresh environment, read a record there."""

from __future__ import annotations

import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

PROGRAM = """
import ifes_records, pathlib
record = ifes_records.parse("March 19, 2023 Held\\n\\nRepublic of Kazakhstan\\n\\nElection for Mazhilis\\n")
print(pathlib.Path(ifes_records.__file__).parent)
print(record.election.date, record.election.country.alpha2, record.source.kind.value)
"""


@pytest.fixture(scope="module")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist, and the wheel that is built from it."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--outdir", str(folder), str(ROOT)], check=True, capture_output=True
    )
    return folder


@pytest.mark.parametrize("pattern", ["*.whl", "*.tar.gz"])
def test_installs_outside_the_checkout(distributions: Path, pattern: str, tmp_path: Path) -> None:
    (distribution,) = distributions.glob(pattern)
    venv.create(tmp_path / "venv", with_pip=True)
    python = tmp_path / "venv" / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", str(distribution)], check=True, cwd=tmp_path)
    done = subprocess.run([python, "-c", PROGRAM], check=True, cwd=tmp_path, capture_output=True, text=True)
    place, read = done.stdout.splitlines()
    assert Path(place).is_relative_to(tmp_path)
    assert read == "2023-03-19 KZ election"
    command = python.parent / "ifes-records"
    version = subprocess.run([command, "--version"], check=True, cwd=tmp_path, capture_output=True, text=True)
    assert version.stdout == "ifes-records, version 0.1.0\n"


def test_an_outside_project_uses_the_strategies(distributions: Path, tmp_path: Path) -> None:
    """It needs the wheel with its extra, and pytest to run its tests."""
    (wheel,) = distributions.glob("*.whl")
    venv.create(tmp_path / "venv", with_pip=True)
    python = tmp_path / "venv" / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    install = [str(python), "-m", "pip", "install", "--quiet", f"{wheel}[testing]", "pytest"]
    subprocess.run(install, check=True, cwd=tmp_path)
    project = tmp_path / "project"
    shutil.copytree(ROOT / "docs" / "examples" / "outside-project", project)
    done = subprocess.run([python, "-m", "pytest", "-q"], cwd=project, capture_output=True, text=True)
    assert (done.returncode, done.stdout.splitlines()[-1].split(" in ")[0]) == (0, "3 passed")
