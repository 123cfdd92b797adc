"""How well the text of each tool is read: writes fixtures/layouts/figures.json and the table in docs/layouts.md.

The invented pages in fixtures/layouts are turned into text by each tool, and each text is read. A value is right if
it is that of the same page as plain text in the site's own layout (`*.txt` there). Tools that are not installed keep
the figures of the last run. The extra `layouts` has the Python tools; lynx, w3m and links come from the system, and a
browser is used if there is one.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ifes_records import parse
from ifes_records.json import to_dict
from ifes_records.split.html import FRAME

HOME = Path(__file__).resolve().parent.parent
PAGES = HOME / "fixtures" / "layouts"
FIGURES = PAGES / "figures.json"
TABLE = HOME / "docs" / "layouts.md"

# Not read off the page: where a value stands, and what is said about it.
NOT_VALUES = frozenset(
    {
        "schema",
        "record_id",
        "source",
        "diagnostics",
        "line",
        "lines",
        "unread",
        "refers_to",
        "level",
        "type",
        "short_name",
    }
)


def values(node: Any, path: str = "") -> Iterator[str]:
    """All values of a document, each with its path; places in lists, the nesting of blocks and case don't count."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key not in NOT_VALUES:
                yield from values(value, path if key == "children" else f"{path}.{key}")
    elif isinstance(node, list):
        for value in node:
            yield from values(value, path)
    elif node is not None:
        yield f"{path}={node}".casefold()


def read(text: str) -> Counter[str]:
    """The values that are read from a text."""
    return Counter(values(to_dict(parse(text))))


def module(name: str) -> Any:
    """A tool's module; the types of most are not known."""
    return import_module(name)


def resiliparse(**options: Any) -> Callable[[Path], str]:
    """Common Crawl's own extractor."""

    def extract(page: Path) -> str:
        tree = module("resiliparse.parse.html").HTMLTree.parse(page.read_text())
        text: str = module("resiliparse.extract.html2text").extract_plain_text(tree, **options)
        return text

    return extract


def soup(*arguments: str) -> Callable[[Path], str]:
    """The text of Beautiful Soup."""

    def extract(page: Path) -> str:
        text: str = module("bs4").BeautifulSoup(page.read_text(), "html.parser").get_text(*arguments)
        return text

    return extract


def selectolax(separator: str) -> Callable[[Path], str]:
    """The text of selectolax, without scripts and styles."""

    def extract(page: Path) -> str:
        tree = module("selectolax.lexbor").LexborHTMLParser(page.read_text())
        tree.strip_tags(["script", "style"])
        text: str = tree.body.text(separator=separator)
        return text

    return extract


def pandoc(form: str) -> Callable[[Path], str]:
    """What pandoc writes."""

    def extract(page: Path) -> str:
        text: str = module("pypandoc").convert_file(str(page), form, format="html")
        return text

    return extract


def command(*words: str) -> Callable[[Path], str]:
    """What a program prints for a page."""
    return lambda page: subprocess.run([*words, page], capture_output=True, check=True).stdout.decode()


def justext(page: Path) -> str:
    """All paragraphs of jusText."""
    found = module("justext").justext(page.read_bytes(), frozenset())
    return "\n".join(paragraph.text for paragraph in found)


def browser(*, css: bool) -> Callable[[Path], str]:
    """What is copied from a browser."""

    def extract(page: Path) -> str:
        sys.path.insert(0, str(HOME / "tests"))
        html = page.read_text() if css else re.sub(r"<style>.*?</style>", "", page.read_text(), flags=re.DOTALL)
        with TemporaryDirectory() as folder, module("browser").browser(Path(folder)) as window:
            shown = Path(folder, "page.html")
            shown.write_text(html)
            window.open(shown)
            text: str = window.run("document.body.innerText")
            return text

    return extract


TOOLS: dict[tuple[str, str], tuple[str, Callable[[Path], str]]] = {
    # name and options: (package or program, how)
    ("resiliparse", f"`skip_elements={FRAME}`".replace("'", '"')): ("resiliparse", resiliparse(skip_elements=FRAME)),
    ("resiliparse", "`main_content=False`"): ("resiliparse", resiliparse()),
    ("inscriptis", "`get_text(html)`"): (
        "inscriptis", lambda page: str(module("inscriptis").get_text(page.read_text()))
    ),
    ("Beautiful Soup", "`get_text()`"): ("beautifulsoup4", soup()),
    ("Beautiful Soup", '`get_text(" ")`'): ("beautifulsoup4", soup(" ")),
    ("Beautiful Soup", r'`get_text("\n")`'): ("beautifulsoup4", soup("\n")),
    ("selectolax", '`text(separator="")`'): ("selectolax", selectolax("")),
    ("selectolax", r'`text(separator="\n")`'): ("selectolax", selectolax("\n")),
    ("boilerpy3", "`KeepEverythingExtractor`"): (
        "boilerpy3",
        lambda page: str(module("boilerpy3.extractors").KeepEverythingExtractor().get_content(page.read_text())),
    ),
    ("jusText", "all paragraphs"): ("justext", justext),
    ("html2text", "`body_width=0`"): (
        "html2text", lambda page: str(module("html2text").HTML2Text(bodywidth=0).handle(page.read_text()))
    ),
    ("markdownify", "`markdownify(html)`"): (
        "markdownify", lambda page: str(module("markdownify").markdownify(page.read_text()))
    ),
    ("markitdown", "`MarkItDown().convert(path)`"): (
        "markitdown", lambda page: str(module("markitdown").MarkItDown().convert(str(page)).text_content)
    ),
    ("pandoc (pypandoc_binary)", "`--to plain`"): ("pypandoc_binary", pandoc("plain")),
    ("pandoc (pypandoc_binary)", "`--to gfm-raw_html`"): ("pypandoc_binary", pandoc("gfm-raw_html")),
    ("lynx", "`-dump -nolist`"): ("lynx", command("lynx", "-dump", "-nolist")),
    ("w3m", "`-dump`"): ("w3m", command("w3m", "-dump")),
    ("links", "`-dump`"): ("links", command("links", "-dump")),
    ("Chromium", "select all, copy"): ("chromium", browser(css=True)),
    ("Chromium", "the same, without the site's style"): ("chromium", browser(css=False)),
}  # fmt: skip


def installed(package: str) -> str | None:
    """The version of a tool; ``None`` if it is not installed."""
    try:
        return version(package)
    except ImportError:
        pass
    if shutil.which(package) is None:
        return None
    done = subprocess.run([package, "-version"], capture_output=True)
    found = re.search(r"\d+(?:\.\d+)+", (done.stdout + done.stderr).decode())
    return found[0] if found else "?"


def texts(extract: Callable[[Path], str]) -> dict[str, str]:
    """The text that a tool makes of each page."""
    return {page.stem: extract(page) for page in sorted(PAGES.glob("*.html"))}


def percent_right(found: dict[str, str]) -> float:
    """The share of values that are right, of those that should be read and those that are."""
    right = of = 0
    for name, text in found.items():
        expected, got = read((PAGES / f"{name}.txt").read_text()), read(text)
        right, of = right + (expected & got).total(), of + (expected | got).total()
    return round(100 * right / of, 1)


def table(figures: list[dict[str, Any]]) -> str:
    """The figures as a table in Markdown, best first."""
    rows = [f"| {f['tool']} {f['version']} | {f['options']} | {f['percent']:.1f} |" for f in figures]
    return "\n".join(["| tool | options | percent right |", "|---|---|--:|", *rows])


def main() -> None:
    """Measure the tools that are installed, and write the figures and the page's table."""
    old = json.loads(FIGURES.read_text()) if FIGURES.exists() else []
    known = {(figure["tool"], figure["options"]): figure for figure in old}
    for (tool, options), (package, extract) in TOOLS.items():
        found = installed(package)
        if found is None:
            print(f"{tool} is not installed; its figures were kept.")
            continue
        percent = percent_right(texts(extract))
        known[tool, options] = {"tool": tool, "version": found, "options": options, "percent": percent}
    figures = sorted((known[name] for name in TOOLS if name in known), key=lambda figure: -figure["percent"])
    FIGURES.write_text(json.dumps(figures, indent=2, ensure_ascii=False) + "\n")
    page = TABLE.read_text()
    TABLE.write_text(re.sub(r"\| tool \| options[^\n]*\n(?:\|[^\n]*\n)+", lambda _: table(figures) + "\n", page))
    print(table(figures))


if __name__ == "__main__":
    main()
