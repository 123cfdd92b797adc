"""The site: `make docs` builds it from the pages in this folder, with Sphinx and MyST."""

import re
from pathlib import Path

from ifes_records import __version__

project = "ifes-records"
copyright = "the contributors to ifes-records"
version = release = __version__
extensions = ["myst_parser", "sphinx.ext.autodoc"]
exclude_patterns = ["examples"]
html_theme = "furo"
html_title = f"ifes-records {__version__}"
html_copy_source = False
myst_heading_anchors = 3
autodoc_member_order = "bysource"
autodoc_typehints = "description"
add_module_names = False


# Pages that are elsewhere in the repository, where people look for them.
ROOT = Path(__file__).parent.parent
ELSEWHERE = {"contributing": "CONTRIBUTING.md", "changelog": "CHANGELOG.md", "fixtures": "fixtures/README.md"}


def _stay_inside(app: object, name: str, source: list[str]) -> None:
    """Take a page from elsewhere, and lead links out of this folder to pages of the site."""
    text = (ROOT / ELSEWHERE[name]).read_text(encoding="utf-8") if name in ELSEWHERE else source[0]
    for page, path in ELSEWHERE.items():
        text = re.sub(rf"\]\((?:\.\./)?{re.escape(path)}", f"]({page}.md", text)
    text = text.replace("](docs/", "](") if name in ELSEWHERE else text
    source[0] = text.replace("](examples/", "](path:examples/")


def setup(app: object) -> None:
    """Register what is done to each page."""
    app.connect("source-read", _stay_inside)  # type: ignore[attr-defined]
