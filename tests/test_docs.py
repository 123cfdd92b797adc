"""The README and the docs say what is so: examples run, generated pages are up to date, codes are all there."""

from __future__ import annotations

import doctest
import re
import subprocess
import sys
from pathlib import Path

import pytest

from ifes_records.diagnostics import CODES

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_examples_run(page: Path) -> None:
    result = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert result.failed == 0


def test_readme_has_examples() -> None:
    assert (ROOT / "README.md").read_text(encoding="utf-8").count(">>> ") >= 8


def test_page_of_diagnostics_is_up_to_date(tmp_path: Path) -> None:
    made = tmp_path / "diagnostics.md"
    subprocess.run([sys.executable, str(ROOT / "scripts" / "make_docs.py"), str(made)], check=True)
    assert (ROOT / "docs" / "diagnostics.md").read_text(encoding="utf-8") == made.read_text(encoding="utf-8")


def test_every_code_in_the_source_is_in_the_table_and_the_other_way_round() -> None:
    source = ROOT / "src" / "ifes_records"
    used = {
        code
        for path in source.rglob("*.py")
        if path.name != "diagnostics.py"
        for code in re.findall(r"\"([EWI]-[A-Z-]+)\"", path.read_text(encoding="utf-8"))
    }
    assert used == set(CODES)


def test_links_lead_somewhere() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_every_code_has_a_meaning_and_a_sample() -> None:
    assert [code for code, info in CODES.items() if not (info.meaning.strip() and info.sample.strip())] == []
