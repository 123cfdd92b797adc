"""A Dask bag of records has those that `convert` writes, and what cannot be read is in its place.

Here without a cluster; tests/test_batch_dask.py has one.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import dask
import fsspec
import pyarrow.parquet as pq
import pytest
from batch_inputs import COUNTRY, INPUTS, PROSE, dump, record, write
from test_batch_wet import write_wet

import ifes_records.dask
from ifes_records import ElectionRecord, from_json, to_dict
from ifes_records.batch import convert_many
from ifes_records.dask import Unread, is_unread, read_records, write_parquet
from ifes_records.pipeline import read_record
from ifes_records.tables.arrow import tables

NO_FILE = "It could not be read (No such file or directory)."


@pytest.fixture(autouse=True)
def _in_one_thread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(ifes_records.dask, "PAUSE", 0)
    with dask.config.set(scheduler="synchronous"):
        yield


def in_order(documents: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(documents, key=lambda document: json.dumps(document["source"]))


def converted(folder: str) -> list[dict[str, Any]]:
    """The documents that `convert` makes of a folder."""
    convert_many([folder], "out")
    paths = (path for path in Path("out").rglob("*.json") if path.name != "report.json")
    return in_order(json.loads(path.read_bytes()) for path in paths)


def wet(path: str, *numbers: int, site: str = "http://www.electionguide.org/elections/id") -> bytes:
    """Write a WET file with some records between other pages."""
    pages = [(f"{site}/{number}/", record(number)) for number in numbers]
    write_wet(Path(path), [("https://a.example/", PROSE), *pages, ("https://b.example/", PROSE)], packed=True)
    return Path(path).read_bytes()


def votes(items: Iterable[Any]) -> list[Any]:
    """The votes cast of each record; what could not be read as it is."""
    return [one.participation.cast_votes if isinstance(one, ElectionRecord) else one for one in items]


def test_the_elections_are_those_of_convert() -> None:
    write(INPUTS)
    wet("in/a.warc.wet.gz", 20, 21)
    wet("in/b.warc.wet.gz", 22)
    items = read_records("in", documents=True).compute()
    elections = [one for one in items if one["source"]["kind"] == "election"]
    assert in_order(elections) == converted("in")
    assert [one["source"]["kind"] for one in items if one not in elections] == ["unrecognised", "country"]
    records = read_records(["in", "in/1.txt"]).compute()  # what is named twice is read once
    assert [to_dict(one) for one in records] == items
    assert records[0].text_of("participation.cast_votes") == "1,204"


def test_a_partition_for_each_input_and_nothing_is_read_before_it_is_computed() -> None:
    write({"1.txt": record(1), "2.txt": record(2)})
    apart, together = (read_records(["1.txt", "2.txt"], inputs_per_partition=number) for number in (1, 2))
    write({"1.txt": record(3)})
    assert (apart.npartitions, together.npartitions) == (2, 1)
    assert votes(apart.compute()) == votes(together.compute()) == [1_206, 1_205]
    assert apart.map(to_dict).pluck("participation").pluck("cast_votes").sum().compute() == 2_411


def test_pages_of_other_addresses() -> None:
    wet("a.wet.gz", 1, 2, site="https://archive.example/page")
    assert read_records("a.wet.gz").compute() == []
    items = read_records("a.wet.gz", url_match=r"archive\.example/page/(?P<id>\d+)").compute()
    assert [(one.record_id, one.participation.cast_votes) for one in items] == [("1", 1_204), ("2", 1_205)]


def test_what_cannot_be_read_is_in_its_place() -> None:
    whole = wet("whole.warc.wet.gz", 1, 2)
    write({"cut.warc.wet.gz": whole[:-600], "dump.txt": dump(record(3), record(4))})
    items = read_records(["cut.warc.wet.gz", "gone.txt", "dump.txt"])
    offset = read_records("whole.warc.wet.gz").compute()[1].source.offset
    assert votes(items.remove(is_unread).compute()) == [1_204, 1_206, 1_207]
    count, (cut, gone) = dask.compute(items.remove(is_unread).count(), items.filter(is_unread))
    assert count == 3  # both have all, though they were read once
    assert items.compute()[1:3] == [cut, gone]
    assert gone == Unread(str(Path("gone.txt").absolute()), NO_FILE)
    assert cut.path == str(Path(f"cut.warc.wet.gz/damaged-{offset}").absolute())
    assert cut.reason == f"At byte {offset:,} there is a gzip member that breaks off; it was not read."


def test_an_error_in_reading_one_record_leaves_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    write({"1.txt": record(1), "2.txt": record(2)})

    def fails_once(text: Any, limits: Any) -> ElectionRecord:
        if text.source.name == "1.txt":
            raise ZeroDivisionError("of a test")
        return read_record(text, limits)

    monkeypatch.setattr("ifes_records.dask.read_record", fails_once)
    reason = "It was given up because of an error in ifes-records; please report it: ZeroDivisionError('of a test')."
    assert votes(read_records(["1.txt", "2.txt"]).compute()) == [Unread(str(Path("1.txt").absolute()), reason), 1_205]


def test_patterns_and_folders() -> None:
    write(
        {"in/2022/1.txt": record(1), "in/2023/1.txt": record(2), "in/2023/notes.md": PROSE, "empty/notes.md": PROSE}
    )
    in_memory = fsspec.filesystem("memory")
    in_memory.pipe({"/crawl/2022/1.txt": record(1).encode(), "/crawl/2023/1.txt": record(2).encode()})
    for pattern in ("in/*", "in/*/*.txt", "file://" + str(Path("in/**/1.txt").absolute()), "memory://crawl/*/1.txt"):
        items = read_records(pattern).compute()
        assert votes(items) == [1_204, 1_205], pattern
        assert [one.source.path for one in items] == ["2022/1.txt", "2023/1.txt"]
    in_memory.rm("/crawl", recursive=True)
    for nothing in ("in/*.gz", "empty", "memory://crawl/*"):
        with pytest.raises(FileNotFoundError) as error:
            read_records(nothing)
        assert str(error.value) == f"{nothing}: No input was found there."
    with pytest.raises(ValueError, match="Protocol not known: gopher"):
        read_records("gopher://example.org/1.txt")
    for wrong in ("attempts", "inputs_per_partition"):
        with pytest.raises(ValueError, match=f"^{wrong} is 0; it has to be at least 1\\.$"):
            read_records("in", **dict[str, Any]({wrong: 0}))


def test_workers_of_another_version_read_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    write({"1.txt": record(1)})
    records = read_records("1.txt")
    monkeypatch.setattr(ifes_records.dask, "version", lambda _: "0.0.9")
    with pytest.raises(RuntimeError, match=r"^A Dask worker has ifes-records 0\.0\.9; it needs .+\.$"):
        records.compute()


class Site(ThreadingHTTPServer):
    """Files at http://127.0.0.1:…/; the answer to a request for one of the ``broken`` ends early."""

    def __init__(self, files: dict[str, bytes]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.files, self.broken, self.asked = files, Counter[str](), Counter[str]()
        self.address = f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: Site

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        name = self.path.removeprefix("/")
        data = self.server.files.get(name)
        self.send_response(404 if data is None else 200)
        self.send_header("Content-Length", str(len(data or b"")))
        self.end_headers()
        if data is not None and self.command == "GET":
            self.server.asked[name] += 1
            self.server.broken[name] -= 1
            self.wfile.write(data[: len(data) // 2] if self.server.broken[name] >= 0 else data)

    def log_message(self, *_: object) -> None:
        """Print nothing."""


@pytest.fixture
def site() -> Iterator[Site]:
    crawl = wet("a.warc.wet.gz", 1, 2)
    server = Site({"a.warc.wet.gz": crawl, "dump.txt": dump(*map(record, range(3, 6))).encode()})
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_over_http_as_from_a_file(site: Site) -> None:
    names = ["a.warc.wet.gz", "gone.txt", "dump.txt"]
    items = read_records([f"{site.address}/{name}" for name in names]).compute()
    assert items.pop(2) == Unread(f"{site.address}/gone.txt", NO_FILE)
    Path("dump.txt").write_bytes(site.files["dump.txt"])
    assert items == read_records(["a.warc.wet.gz", "dump.txt"]).compute()


@pytest.mark.parametrize("block_size", [{}, {"block_size": 0}], ids=["by ranges", "as a stream"])
def test_a_connection_that_breaks_is_tried_again(site: Site, block_size: dict[str, int]) -> None:
    url = f"{site.address}/dump.txt"
    site.broken["dump.txt"] = 2
    assert votes(read_records(url, storage_options=block_size).compute()) == [1_206, 1_207, 1_208]
    assert site.asked["dump.txt"] == 3
    site.broken["dump.txt"] = 2
    unread = read_records(url, attempts=2, storage_options=block_size).compute()[-1]
    assert unread.path == url
    assert unread.reason.startswith("It could not be read (")
    assert site.asked["dump.txt"] == 5


def test_a_zip_archive_at_a_url_is_not_read() -> None:
    fsspec.filesystem("memory").pipe("/a.zip", b"PK\x05\x06" + bytes(18))
    reason = "It is a zip archive, which can only be read from a file; save or unpack it first."
    assert read_records("memory://a.zip").compute() == [Unread("memory://a.zip", reason)]


def test_parquet_files_are_written_by_partition() -> None:
    write({"1.txt": record(1), "2.txt": COUNTRY, "3.txt": dump(record(3), record(4))})
    paths = ["1.txt", "2.txt", "gone.txt", "3.txt"]
    items = read_records(paths)
    rest = write_parquet(items, "tables").compute()
    assert rest == [one for one in items.compute() if is_unread(one) or one.source.kind == "country"]
    assert len(rest) == 2
    for name, table in tables(one for one in items.compute() if one not in rest).items():
        parts = sorted(Path("tables").glob(f"{name}-*.parquet"))
        assert [row for part in parts for row in pq.read_table(part).to_pylist()] == table.to_pylist()
    assert sorted(path.name for path in Path("tables").glob("records-*")) == [
        "records-00000.parquet",
        "records-00003.parquet",
    ]
    with pytest.raises(FileExistsError, match=r"^tables: It has Parquet files already\.$"):
        write_parquet(items, "tables")
    with pytest.raises(TypeError, match=r"^write_parquet takes a bag of records, not of documents\.$"):
        write_parquet(read_records("1.txt", documents=True), "others").compute()


def test_documents_are_read_back() -> None:
    write({"1.txt": record(1)})
    records = read_records("1.txt")
    lines = records.remove(is_unread).map(ifes_records.to_json, indent=False)
    assert [from_json(line) for line in lines.compute()] == records.compute()
