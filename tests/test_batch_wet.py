"""A crawl file of records among other pages gives exactly the records."""

from __future__ import annotations

import gzip
import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from reading import CORPUS, read
from varied import varied
from warcio.warcwriter import WARCWriter

from ifes_records import parse, to_json
from ifes_records.batch import convert_many

DATE = "2023-11-05T10:00:00Z"
OTHERS = 200


def write_wet(path: Path, pages: list[tuple[str, str]], *, packed: bool) -> list[str]:
    """A WET file as Common Crawl writes them, a gzip member for each page; the ids of the pages."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=packed)
        writer.write_record(writer.create_warcinfo_record(path.name, {"software": "a test"}))
        identifiers = []
        for url, text in pages:
            record = writer.create_warc_record(
                url, "conversion", payload=BytesIO(text.encode()), length=len(text.encode()),
                warc_content_type="text/plain", warc_headers_dict={"WARC-Date": DATE},
            )  # fmt: skip
            identifiers.append(record.rec_headers.get_header("WARC-Record-ID").strip("<>"))
            writer.write_record(record)
    return identifiers


def among_others(texts: list[str]) -> list[tuple[str, str]]:
    """The records as pages of the site, with pages of other kinds and sites spread among them."""
    pages = [(f"http://www.electionguide.org/elections/id/{number}/", text) for number, text in enumerate(texts, 1)]
    others = [
        "http://www.electionguide.org/countries/id/{}/", "https://example.org/elections/id/{}/",
        "http://www.electionguide.org/elections/?inst={}", "http://www.electionguide.org/digest/post/{}/",
        "http://news.example.com/?from=http://www.electionguide.org/elections/id/{}/",
    ]  # fmt: skip
    for number in range(OTHERS):
        url = others[number % len(others)].format(number)
        pages.insert((number * 7919) % (len(pages) + 1), (url, f"Page {number}\n\nMarch 19, 2023 Held\n"))
    return pages


OF_THE_CORPUS = {path.read_text("utf-8"): path for path in CORPUS}


def parsed(text: str) -> dict[str, Any]:
    """The document of a text; those of the corpus are parsed once for all tests."""
    record = read(OF_THE_CORPUS[text]) if text in OF_THE_CORPUS else parse(text)
    document: dict[str, Any] = json.loads(to_json(record))
    return document


@pytest.mark.parametrize("packed", [True, False], ids=["gzipped", "plain"])
@pytest.mark.parametrize("corpus", [True, False], ids=["corpus", "fixtures"])
def test_crawl_file_gives_exactly_its_records(tmp_path: Path, *, corpus: bool, packed: bool) -> None:
    if corpus and not CORPUS:
        pytest.skip("the corpus is not beside the repository")
    texts = [path.read_text("utf-8") for path in CORPUS[:: 2 if packed else 8]] if corpus else list(varied(20))
    pages = among_others(texts)
    name = "CC-MAIN-20231105-00001.warc.wet" + (".gz" if packed else "")
    identifiers = write_wet(tmp_path / name, pages, packed=packed)
    ended = convert_many([tmp_path / name], tmp_path / "out")
    assert ended.totals.ignored == OTHERS
    assert ended.totals.records.total() == len(texts)
    folder = tmp_path / "out" / "CC-MAIN-20231105-00001"
    assert sorted(path.stem for path in folder.iterdir()) == sorted(str(n) for n in range(1, len(texts) + 1))
    stored = (tmp_path / name).read_bytes()
    for (url, text), identifier in zip(pages, identifiers, strict=True):
        if "www.electionguide.org/elections/id/" not in url or "news" in url:
            continue
        record_id = url.split("/")[-2]
        document: dict[str, Any] = json.loads((folder / f"{record_id}.json").read_bytes())
        offset = document["source"]["offset"]
        member = stored[offset:]
        assert (gzip.GzipFile(fileobj=BytesIO(member)).read(2000) if packed else member).startswith(b"WARC/1.")
        assert identifier.encode() in (gzip.GzipFile(fileobj=BytesIO(member)).read(2000) if packed else member[:2000])
        expected = parsed(text)
        expected["record_id"] = record_id
        expected["source"] |= {
            "name": None, "path": name, "url": url, "container": name, "crawl_date": DATE, "offset": offset,
            "warc_record_id": identifier,
        }  # fmt: skip
        assert document == expected
