"""Where documents go: beside what is there already, over nothing but documents, and never out of their folder."""

from __future__ import annotations

import gzip
import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from batch_inputs import PROSE, dump, files_in, record, reported, within, write

from ifes_records import to_json
from ifes_records.batch import BatchReport, ExistingOutputError, OutputError, RecordStatus, convert_many
from ifes_records.batch.files import is_document
from ifes_records.batch.options import Compression, compressed
from ifes_records.pipeline import parse_bytes


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


notices: list[str] = []


def run(*paths: str, output: str = "out", **options: Any) -> BatchReport:
    notices.clear()
    return convert_many(paths, output, notice=notices.append, **options)


def document(text: str, name: str, path: str | None = None) -> bytes:
    return to_json(within(path or name, parse_bytes(text.encode(), name))).encode()


def statuses(folder: str = "out") -> list[tuple[str, str, str | None]]:
    """What the journal says of the records: place, status, document."""
    return [
        (record["location"], record["status"], record["document"])
        for entry in reported(folder)
        for record in entry["records"]
    ]


def renamed(place: str, wanted: str, name: str) -> str:
    location = os.path.join(*place.split("/"))
    return f"{location}: Another input has the name “{wanted}”; this one is written as “{name}”."


def in_the_way(place: str, path: str) -> str:
    path = os.path.join(*path.split("/"))
    return f"{place}: “{path}” is from an earlier conversion, so nothing was written; --overwrite replaces it."


# ---- names that collide


def test_two_inputs_of_one_name() -> None:
    write({"a/4078.txt": record(1), "b/4078.txt": record(2), "c/4078.TXT": record(3), "d/4078.txt": PROSE})
    run("a", "b", "c", "d")
    assert files_in("out") == {
        "4078.json": document(record(1), "4078.txt"),
        "4078.2.json": document(record(2), "4078.txt"),
        "4078.3.json": document(record(3), "4078.TXT"),
    }
    assert notices[:2] == [
        renamed("b/4078.txt", "4078.json", "4078.2.json"),
        renamed("c/4078.TXT", "4078.json", "4078.3.json"),
    ]
    assert [notice.partition(": ")[0] for notice in notices[2:]] == [os.path.join("d", "4078.txt")]


def test_the_number_is_not_taken_from_another_input() -> None:
    write({"in/1.2.txt": record(1), "in/1.txt": record(2), "more/1.txt": record(3)})
    run("in", "more")
    assert files_in("out") == {
        "1.2.json": document(record(1), "1.2.txt"),
        "1.json": document(record(2), "1.txt"),
        "1.3.json": document(record(3), "1.txt"),
    }


@pytest.mark.parametrize(("one", "other", "name"), [("A", "a", "a.2"), ("\u00e9", "E\u0301", "\u00c9.2")])
def test_names_that_are_one_on_some_file_system(one: str, other: str, name: str) -> None:
    write({f"in/{one}.txt": record(1), f"more/{other}.txt": record(2)})
    run("in", "more")
    assert sorted(files_in("out")) == sorted([f"{one}.json", f"{name}.json"])


def test_a_folder_called_like_a_document() -> None:
    write({"in/1.txt": record(1), "in/1.json/2.txt": record(2)})
    run("in")
    assert sorted(files_in("out")) == ["1%2Ejson/2.json", "1.json"]


def test_an_input_called_as_the_report() -> None:
    write({"report.txt": record(1), "in/Report.txt": record(2), "in/old/report.txt": record(3)})
    run("report.txt", "in")
    assert statuses() == [
        ("report.txt", "converted", "report.2.json"),
        (os.path.join("in", "Report.txt"), "converted", "Report.3.json"),
        (os.path.join("in", "old", "report.txt"), "converted", "old/report.json"),
    ]
    assert Path("out/report.2.json").read_bytes() == document(record(1), "report.txt")


def test_lines_of_inputs_of_one_name() -> None:
    write({"a/1.txt": record(1), "b/1.txt": dump(record(2), PROSE, record(3))})
    run("a", "b", output="out/", format="jsonl")
    assert {name: lines.count(b"\n") for name, lines in files_in("out").items()} == {"1.jsonl": 1, "1.2.jsonl": 2}
    assert notices[0] == renamed("b/1.txt", "1.jsonl", "1.2.jsonl")
    place = os.path.join("b", "1.txt")
    assert statuses()[1:] == [
        (place, "converted", "1.2.jsonl"), (place, "unrecognised", None), (place, "converted", "1.2.jsonl")
    ]  # fmt: skip


# ---- files that are in the way


@pytest.mark.parametrize("overwrite", [False, True])
def test_an_input_is_never_written_over(overwrite: bool) -> None:
    write({"out/4078.json": record(1), "4078.txt": record(2)})
    run("out/4078.json", "4078.txt", overwrite=overwrite)
    assert files_in("out") == {
        "4078.json": record(1).encode(),
        "4078.2.json": document(record(1), "4078.json"),
        "4078.3.json": document(record(2), "4078.txt"),
    }


@pytest.mark.parametrize("overwrite", [False, True])
@pytest.mark.parametrize(("compression", "suffix"), [(None, ""), ("gzip", ".gz"), ("zstd", ".zst")])
def test_a_file_that_is_no_document_is_left_alone(overwrite: bool, compression: str | None, suffix: str) -> None:
    mine = compressed(b"my own\n", Compression(compression) if compression else None)
    write({f"out/1.json{suffix}": mine, "1.txt": record(1)})
    run("1.txt", compression=compression, overwrite=overwrite)
    documents = files_in("out")
    assert sorted(documents) == [f"1.2.json{suffix}", f"1.json{suffix}"]
    assert documents[f"1.json{suffix}"] == mine


def test_a_folder_in_the_place_of_a_document() -> None:
    write({"out/1.json/mine": "mine\n", "1.txt": record(1)})
    run("1.txt", overwrite=True)
    assert files_in("out") == {"1.2.json": document(record(1), "1.txt"), "1.json/mine": b"mine\n"}


@pytest.mark.parametrize(("compression", "suffix"), [(None, ""), ("gzip", ".gz"), ("zstd", ".zst")])
def test_a_document_of_an_earlier_conversion_is_in_the_way(compression: str | None, suffix: str) -> None:
    earlier = compressed(document(record(9), "1.txt"), Compression(compression) if compression else None)
    write({f"out/1.json{suffix}": earlier, "1.txt": record(1), "2.txt": record(2)})
    report = run("1.txt", "2.txt", compression=compression)
    assert (+report.totals.records, report.complete, report.totals.all_read) == (
        {RecordStatus.FAILED: 1, RecordStatus.CONVERTED: 1}, True, False
    )  # fmt: skip
    assert notices == [in_the_way("1.txt", f"out/1.json{suffix}")]
    assert statuses() == [("1.txt", "failed", None), ("2.txt", "converted", f"2.json{suffix}")]
    documents = files_in("out")
    assert (documents[f"1.json{suffix}"], len(documents)) == (earlier, 2)
    run("1.txt", "2.txt", compression=compression, overwrite=True)
    assert statuses()[0] == ("1.txt", "converted", f"1.json{suffix}")
    assert (files_in("out")[f"1.json{suffix}"] == earlier, len(files_in("out"))) == (False, 2)


def test_lines_of_an_earlier_conversion_are_in_the_way() -> None:
    text = dump(record(1), PROSE, record(2))
    write({"1.txt": text, "2.txt": record(2)})
    run("1.txt", "2.txt", output="out/", format="jsonl")
    Path("out/.ifes-records.journal").unlink()
    before = files_in("out")
    run("1.txt", "2.txt", output="out/", format="jsonl")
    assert files_in("out") == before
    assert statuses() == [
        ("1.txt", "failed", None), ("1.txt", "unrecognised", None), ("1.txt", "failed", None),
        ("2.txt", "failed", None),
    ]  # fmt: skip
    assert notices[0] == in_the_way("1.txt", "out/1.jsonl")
    run("1.txt", "2.txt", output="out/", format="jsonl", overwrite=True)
    assert files_in("out") == before
    assert [status for _, status, _ in statuses()] == ["converted", "unrecognised", "converted", "converted"]


@pytest.mark.parametrize("paths", [["in/1.txt", "in/2.txt"], ["in"]])
@pytest.mark.parametrize("overwrite", [False, True])
def test_lines_are_not_written_over_an_input(overwrite: bool, paths: list[str]) -> None:
    write({"in/1.txt": record(1), "in/2.txt": record(2)})
    with pytest.raises(ExistingOutputError) as caught:
        run(*paths, output="./in/2.txt", format="jsonl", overwrite=overwrite)
    assert (caught.value.path, caught.value.reason) == (Path("in/2.txt"), "It is an input, which is not overwritten.")
    assert files_in("in") == {"1.txt": record(1).encode(), "2.txt": record(2).encode()}


@pytest.mark.parametrize("overwrite", [False, True])
@pytest.mark.parametrize(("options", "path"), [({}, "out/report.json"), ({"report": "1.txt"}, "1.txt")])
def test_the_report_takes_the_place_of_nothing_else(overwrite: bool, options: dict[str, Any], path: str) -> None:
    write({"out/report.json": '{"mine": 1}\n', "1.txt": record(1)})
    with pytest.raises(ExistingOutputError) as caught:
        run("1.txt", overwrite=overwrite, **options)
    reason = "It is not the report of a conversion, so it is not replaced; --report writes the report elsewhere."
    assert (caught.value.path, caught.value.reason) == (Path(path), reason)
    assert (Path("out/report.json").read_text("utf-8"), os.listdir("out")) == ('{"mine": 1}\n', ["report.json"])
    run("1.txt", report="told.json")
    assert files_in("out") == {"1.json": document(record(1), "1.txt")}
    assert Path("1.txt").read_text("utf-8") == record(1)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes there")
def test_a_report_into_a_pipe() -> None:
    os.mkfifo("pipe")
    write({"1.txt": record(1)})
    with ThreadPoolExecutor(1) as reader:
        read = reader.submit(Path("pipe").read_bytes)
        run("1.txt", report="pipe")
        assert json.loads(read.result())["totals"]["records"]["converted"] == 1
    assert Path("pipe").is_fifo()


# ---- --overwrite


def test_overwriting_replaces_and_removes_documents_and_nothing_else() -> None:
    write({"in/1.txt": record(1), "in/2.txt": record(2), "in/3.txt": record(3), "in/old/4.txt": record(4)})
    run("in")
    write({"in/1.txt": record(11), "out/3.json": "mine now\n", "out/5.json": document(record(5), "5.txt")})
    write({"out/notes.txt": "mine\n"})
    for name in ("in/2.txt", "in/3.txt", "in/old/4.txt"):
        Path(name).unlink()
    run("in", overwrite=True)
    assert files_in("out") == {
        "1.json": document(record(11), "1.txt"),
        "3.json": b"mine now\n",
        "5.json": document(record(5), "5.txt"),
        "notes.txt": b"mine\n",
    }


def test_overwriting_with_another_form_removes_the_documents_of_the_one_before() -> None:
    write({"in/1.txt": record(1)})
    run("in")
    plain = files_in("out")
    run("in", compression="gzip", overwrite=True)
    packed = files_in("out")
    assert (sorted(plain), sorted(packed)) == (["1.json"], ["1.json.gz"])
    assert gzip.decompress(packed["1.json.gz"]) == plain["1.json"]
    run("in", format="jsonl", output="out/", overwrite=True)
    assert sorted(files_in("out")) == ["1.jsonl"]


def test_overwriting_goes_on_when_it_is_resumed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also over documents that the journal does not know."""
    monkeypatch.setattr("ifes_records.batch.runner.BATCH_RECORDS", 1)
    write({f"in/{name}.txt": record(name) for name in range(1, 6)})
    run("in")
    write({f"in/{name}.txt": record(20 + name) for name in range(1, 6)})
    Path("out/.ifes-records.journal").unlink()
    done: list[object] = []
    assert not run("in", overwrite=True, progress=done.append, stopping=lambda: bool(done)).complete
    assert run("in", resume=True).complete
    assert files_in("out") == {f"{name}.json": document(record(20 + name), f"{name}.txt") for name in range(1, 6)}
    # It ends with the run.
    write({"in/6.txt": record(6), "out/6.json": document(record(7), "6.txt")})
    run("in", resume=True)
    assert notices == [in_the_way(os.path.join("in", "6.txt"), "out/6.json")]


def test_overwriting_one_file() -> None:
    write({"1.txt": record(1), "2.txt": record(2), "all.jsonl": "mine\n"})
    with pytest.raises(ExistingOutputError):
        run("1.txt", output="all.jsonl", format="jsonl")
    run("1.txt", output="all.jsonl", format="jsonl", overwrite=True)
    line = to_json(parse_bytes(record(1).encode(), "1.txt"), indent=False)
    assert Path("all.jsonl").read_text("utf-8") == line
    run("2.txt", output="all.jsonl", format="jsonl", overwrite=True)
    assert Path("all.jsonl").read_text("utf-8") == to_json(parse_bytes(record(2).encode(), "2.txt"), indent=False)


# ---- links


@pytest.mark.parametrize("form", ["json", "jsonl"])
@pytest.mark.parametrize("where", ["old", "old/deep"])
def test_a_link_that_leads_out_of_the_folder(form: str, where: str) -> None:
    write({"in/old/deep/1.txt": record(1), "elsewhere/mine": "mine\n"})
    link = Path("out", where)
    link.parent.mkdir(parents=True)
    link.symlink_to(Path("elsewhere").resolve())
    with pytest.raises(OutputError) as caught:
        run("in", output="out/", format=form)
    assert (caught.value.path, caught.value.reason) == (
        Path("out/old/deep"), "It is a link that leads out of the output folder."
    )  # fmt: skip
    assert sorted(os.listdir("elsewhere")) == ["mine"]


def test_a_link_that_stays_in_the_folder() -> None:
    write({"in/old/1.txt": record(1)})
    Path("out/there").mkdir(parents=True)
    Path("out/old").symlink_to("there")
    run("in")
    assert Path("out/there/1.json").read_bytes() == document(record(1), "1.txt", "old/1.txt")


def test_a_link_in_the_place_of_a_document_is_replaced_and_not_followed() -> None:
    write({"1.txt": record(1), "elsewhere.json": document(record(2), "x.txt")})
    Path("out").mkdir()
    Path("out/1.json").symlink_to(Path("elsewhere.json").resolve())
    run("1.txt", overwrite=True)
    assert Path("out/1.json").read_bytes() == document(record(1), "1.txt")
    assert not Path("out/1.json").is_symlink()
    assert Path("elsewhere.json").read_bytes() == document(record(2), "x.txt")


def test_stale_documents_behind_a_link_that_leads_out_are_kept() -> None:
    write({"in/1.txt": record(1), "in/old/2.txt": record(2)})
    run("in")
    Path("out/old").rename("elsewhere")
    Path("out/old").symlink_to(Path("elsewhere").resolve())
    Path("in/old/2.txt").unlink()
    run("in", overwrite=True)
    assert files_in("elsewhere") == {"2.json": document(record(2), "2.txt", "old/2.txt")}


# ---- what a document is told by


@pytest.mark.parametrize("compression", [None, *Compression])
def test_documents_are_told_by_how_they_begin(compression: Compression | None) -> None:
    cases = {
        document(record(1), "1.txt"): True,
        to_json(parse_bytes(b"", "1.txt"), indent=False).encode(): True,
        b"": False,
        b'{"version": 1}\n': False,
        b"x" * 100 + b'"schema_version"': False,
    }
    for content, expected in cases.items():
        Path("file").write_bytes(compressed(content, compression))
        assert is_document(Path("file")) is expected
    Path("file").write_bytes(b"\x1f\x8b or something else")
    assert not is_document(Path("file"))
    assert not is_document(Path("nowhere"))
    assert not is_document(Path())
