"""The journal: what has become of inputs and records, kept over any kind of end."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from attrs import evolve

from ifes_records.batch import InputStatus, OutputError, RecordStatus, Totals
from ifes_records.batch.errors import DamagedJournalError
from ifes_records.batch.journal import WHOLE_INPUT, InputEntry, Journal, RecordEntry, Settled
from ifes_records.batch.status import Outcome

RECORD = RecordEntry(
    input=1,
    number=0,
    location="in/1.txt",
    outcome=Outcome(
        status=RecordStatus.CONVERTED_WITH_DIAGNOSTICS,
        reason=None,
        record_id="4078",
        url="https://example.org/elections/4078",
        index=0,
        line_start=1,
        line_end=18,
        codes={"W-DATE-IMPOSSIBLE": 2, "I-TRUNCATED": 1},
    ),
    document="1.json",
    size=3,
    sha256=b"\x00\xff",
)
FAILED = RecordEntry(1, 1, "in/1.txt", Outcome(RecordStatus.FAILED, "it broke", index=1, line_start=20))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal"


@pytest.fixture
def journal(path: Path) -> Iterator[Journal]:
    journal = Journal(path)
    yield journal
    journal.close()


def again(journal: Journal) -> Journal:
    """The journal as the next run finds it."""
    journal.close()
    return Journal(journal.path)


def test_a_new_journal_is_empty(journal: Journal) -> None:
    assert (journal.get("settings"), list(journal.inputs()), list(journal.records(1))) == (None, [], [])
    assert (journal.streams(), list(journal.stale_names())) == ([], [])
    assert journal.totals() == Totals()


def test_plain_data_is_kept(journal: Journal) -> None:
    journal.put("settings", {"a": [1, None, "é"]})
    journal.put("runs", 1)
    journal.put("runs", 2)
    journal = again(journal)
    assert (journal.get("settings"), journal.get("runs"), journal.get("other")) == ({"a": [1, None, "é"]}, 2, None)
    assert journal.get("journal") is None
    journal.close()


def test_inputs_are_kept_in_their_order(journal: Journal) -> None:
    odd = os.fsdecode(b"in/\xff.txt")
    first = journal.begin("in/z.txt", 12, 2**62)
    second = journal.begin(odd, None, None)
    assert (first, second) == (
        InputEntry(1, "in/z.txt", 12, 2**62, None, None, 0),
        InputEntry(2, odd, None, None, None, None, 0),
    )
    journal.end(1, InputStatus.FAILED, "it broke off", 3)
    journal.end(2, InputStatus.READ, None, 0)
    journal = again(journal)
    ended = [evolve(first, status=InputStatus.FAILED, reason="it broke off", ignored=3),
             evolve(second, status=InputStatus.READ)]  # fmt: skip
    assert list(journal.inputs()) == ended
    assert [journal.input(path) for path in ("in/z.txt", odd, "other")] == [*ended, None]
    journal.close()


def test_records_are_kept(journal: Journal) -> None:
    journal.begin("in/1.txt", 1, 1)
    with journal.changes():
        journal.add(RECORD)
        journal.add(FAILED)
    journal = again(journal)
    assert (list(journal.records(1)), list(journal.records(2))) == ([RECORD, FAILED], [])
    assert (journal.number_of_records(1), journal.number_of_records(2)) == (2, 0)
    journal.close()


def test_totals_are_the_sums(journal: Journal) -> None:
    for number in (1, 2, 3):
        journal.begin(f"{number}.txt", None, None)
    journal.end(1, InputStatus.READ, None, 2)
    journal.end(2, InputStatus.READ, None, 3)
    for number in range(4):
        journal.add(evolve(RECORD, number=number))
    journal.add(evolve(FAILED, input=2, outcome=evolve(FAILED.outcome, codes={"I-TRUNCATED": 5})))
    assert journal.totals() == Totals(
        Counter({InputStatus.READ: 2}),
        Counter({RecordStatus.CONVERTED_WITH_DIAGNOSTICS: 4, RecordStatus.FAILED: 1}),
        Counter({"W-DATE-IMPOSSIBLE": 8, "I-TRUNCATED": 9}),
        5,
    )


@pytest.mark.parametrize("then", [lambda journal: journal.add(RECORD), lambda journal: 1 // 0], ids=["twice", "bug"])
def test_changes_are_entered_together_or_not_at_all(journal: Journal, then: Callable[[Journal], object]) -> None:
    journal.begin("in/1.txt", 1, 1)

    def change() -> None:
        with journal.changes():
            journal.add(RECORD)
            then(journal)

    with pytest.raises((OutputError, ZeroDivisionError)):
        change()
    assert list(journal.records(1)) == []
    journal.add(RECORD)
    assert list(journal.records(1)) == [RECORD]


def test_what_was_entered_is_there_after_a_kill(journal: Journal, tmp_path: Path) -> None:
    journal.begin("in/1.txt", 1, 1)
    journal.add(RECORD)
    left_behind = tmp_path / "left behind"
    left_behind.mkdir()
    with journal.changes():
        journal.add(FAILED)
        for file in tmp_path.glob("journal*"):
            shutil.copy(file, left_behind)
    after = Journal(left_behind / "journal")
    assert list(after.records(1)) == [RECORD]
    after.close()


def test_an_input_that_begins_again_keeps_its_place_and_nothing_else(journal: Journal) -> None:
    for name in ("1.txt", "2.txt"):
        entry = journal.begin(name, 1, 1)
        journal.take_name(f"{entry.id}.json", f"{entry.id}.json", entry.id, 0)
        journal.add(evolve(RECORD, input=entry.id, document=f"{entry.id}.json"))
        journal.end(entry.id, InputStatus.READ, "x", 7)
    assert journal.begin("1.txt", 2, 3, journal.input("1.txt")) == InputEntry(1, "1.txt", 2, 3, None, None, 0)
    assert [entry.path for entry in journal.inputs()] == ["1.txt", "2.txt"]
    assert (journal.number_of_records(1), journal.number_of_records(2)) == (0, 1)
    assert (journal.is_taken("1.json"), journal.name_of(1, 0)) == (False, None)
    assert (journal.is_taken("2.json"), journal.name_of(2, 0)) == (True, "2.json")
    assert (journal.is_earlier("1.json"), journal.is_earlier("2.json")) == (True, False)
    assert list(journal.stale_names()) == ["1.json"]


def test_names(journal: Journal) -> None:
    journal.begin("in/1.txt", 1, 1)
    journal.take_name("a.json", "A.json", 1, 0)
    journal.take_name("all.jsonl", "all.jsonl", 1, WHOLE_INPUT)
    journal = again(journal)
    assert [journal.is_taken(key) for key in ("a.json", "all.jsonl", "A.json")] == [True, True, False]
    assert [journal.name_of(1, number) for number in (0, WHOLE_INPUT, 1)] == ["A.json", "all.jsonl", None]
    with pytest.raises(OutputError):
        journal.take_name("a.json", "a.json", 1, 1)
    journal.close()


def test_names_that_no_record_has_are_stale(journal: Journal) -> None:
    journal.begin("in/1.txt", 1, 1)
    for number, name in enumerate(("1.json", "gone.json", "lines.jsonl", "empty.jsonl")):
        journal.take_name(name, name, 1, number)
    journal.add(RECORD)
    journal.settle("lines.jsonl", Settled(5, 7))
    journal.settle("empty.jsonl", Settled())
    assert sorted(journal.stale_names()) == ["empty.jsonl", "gone.json"]


def test_streams_of_inputs_that_have_ended(journal: Journal) -> None:
    for number in (1, 2, 3):
        journal.begin(f"{number}.txt", 1, 1)
        journal.take_name(f"{number}.jsonl", f"{number}.jsonl", number, WHOLE_INPUT)
        journal.settle(f"{number}.jsonl", Settled(10 * (number - 1), number))
    journal.end(1, InputStatus.READ, None, 0)
    journal.end(2, InputStatus.FAILED, None, 0)
    assert journal.streams() == [("2.jsonl", Settled(10, 2))]
    assert [journal.settled(f"{name}.jsonl") for name in (1, 2, 3, 4)] == [
        Settled(0, 1),
        Settled(10, 2),
        Settled(20, 3),
        None,
    ]


def test_starting_over_forgets_all_but_the_names(journal: Journal) -> None:
    journal.begin("in/1.txt", 1, 1)
    journal.take_name("1.json", "1.json", 1, 0)
    journal.add(RECORD)
    journal.put("settings", 1)
    journal.settle("1.json", Settled(5))
    journal.start_over()
    journal = again(journal)
    assert (journal.get("settings"), list(journal.inputs()), list(journal.records(1))) == (None, [], [])
    assert (journal.is_taken("1.json"), journal.settled("1.json")) == (False, None)
    assert (journal.is_earlier("1.json"), list(journal.stale_names())) == (True, ["1.json"])
    journal.forget_stale()
    assert (journal.is_earlier("1.json"), list(journal.stale_names())) == (False, [])
    journal.close()


def test_there_is_one_writer(journal: Journal) -> None:
    with pytest.raises(OutputError) as caught:
        Journal(journal.path)
    assert (caught.value.path, caught.value.reason) == (journal.path, "Another run is writing to this output.")
    again(journal).close()


@pytest.mark.parametrize("pragma", ["journal_mode=WAL", "locking_mode=NONSENSE; SELECT"])
def test_no_connection_stays_open_when_a_statement_fails(
    path: Path, monkeypatch: pytest.MonkeyPatch, pragma: str
) -> None:
    """Python 3.13 warns of one that does."""
    path.write_bytes(b"my notes\n" * 200)
    opened: list[sqlite3.Connection] = []
    connect = sqlite3.connect

    def connecting(*arguments: object, **options: object) -> sqlite3.Connection:
        opened.append(connect(*arguments, **options))  # type: ignore[call-overload]
        return opened[-1]

    monkeypatch.setattr(sqlite3, "connect", connecting)
    monkeypatch.setattr("ifes_records.batch.journal.PRAGMAS", pragma)
    with pytest.raises(OutputError):
        Journal(path)
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        opened[0].execute("SELECT 1")


@pytest.mark.parametrize("content", [b"my notes\n" * 200, b"SQLite format 3\0" + b"\xff" * 5_000])
def test_a_file_that_is_no_journal(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(OutputError) as caught:
        Journal(path)
    assert (caught.value.path, caught.value.reason) == (
        path, "It is damaged, or not the journal of a conversion; --overwrite starts afresh without it."
    )  # fmt: skip
    assert path.read_bytes() == content


def test_a_journal_that_was_cut_off(journal: Journal) -> None:
    for number in range(500):
        journal.begin(f"{number}.txt", 1, 1)
    journal.close()
    journal.path.write_bytes(journal.path.read_bytes()[:8_192])
    with pytest.raises(OutputError) as caught:
        Journal(journal.path).begin("x", 1, 1)
    assert isinstance(caught.value, DamagedJournalError)


def test_a_folder_in_the_place_of_a_journal(path: Path) -> None:
    path.mkdir()
    with pytest.raises(OutputError) as caught:
        Journal(path)
    assert (caught.value.path, caught.value.reason) == (
        path,
        "It could not be written (unable to open database file).",
    )


def test_a_journal_without_a_path_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    journal, other = Journal(None), Journal(None)
    journal.begin("in/1.txt", 1, 1)
    assert (len(list(journal.inputs())), list(other.inputs())) == (1, [])
    journal.close()
    other.close()
    assert os.listdir() == []


def test_it_is_a_database_that_others_can_read(journal: Journal) -> None:
    journal.begin("in/1.txt", 1, 1)
    journal.add(RECORD)
    journal.close()
    database = sqlite3.connect(journal.path)
    assert database.execute("SELECT location, status, document FROM record").fetchall() == [
        ("in/1.txt", "converted_with_diagnostics", "1.json")
    ]
    database.close()
