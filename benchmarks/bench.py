"""``make bench``: how long reading takes beside other tools on the same texts, and how long a process takes to start.

    python benchmarks/bench.py            prints the tables
    python benchmarks/bench.py --write    also writes benchmarks/figures.json, and docs/benchmarks.svg and the tables
                                          in docs/benchmarks.md from it
    python benchmarks/bench.py --draw     writes only the latter

All figures are ratios of medians in one process and one run, the tools taking turns. Nothing that is read is kept for
the next reading: ``parse`` has no memory of texts, and the mixed records are all different.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from time import perf_counter
from typing import Any

import orjson
import peers
from common import RECORDS, medians, mixed, record
from drawing import FIGURES, draw, tables

from ifes_records import parse, to_json
from ifes_records.text import grammars
from ifes_records.text.source_text import SourceText

BASE = "TextFSM"
OURS, OURS_JSON, LARK = "ifes-records", "ifes-records, JSON", "bare Lark"
MIXED = 1000
ROUNDS, STARTS = 60, 9
SEED = RECORDS / "kazakhstan-mazhilis-2023.txt"

IMPORT, COMMAND = "import lark, attrs", "from ifes_records.cli import main; main()"


def long_table(rows: int = 200) -> str:
    """The head of a record with a row for each of many parties."""
    head, _ = SEED.read_text(encoding="utf-8").split("Independents", 1)
    names = (f"Party of Road {number} (Partija Put {number})" for number in range(rows))
    return head + "\n\n".join(f"{name} {n % 7} - {9_000 - 31 * n:,}" for n, name in enumerate(names)) + "\n"


def without_headings() -> str:
    """The record of the seed with the headings of its sections lost."""
    lines = SEED.read_text(encoding="utf-8").splitlines(keepends=True)
    return "".join(line for line in lines if line.startswith("  •") or not line.rstrip().endswith(":"))


TEXTS: Mapping[str, Callable[[], list[str]]] = {
    "parliament": lambda: [record("kazakhstan-mazhilis-2023")],
    "200 parties": lambda: [long_table()],
    "president": lambda: [record("candidate-list")],
    "referendum": lambda: [record("referendum-two-questions")],
    "no headings": lambda: [without_headings()],
    f"{MIXED:,} mixed": lambda: mixed(MIXED),
}


def readers() -> dict[str, Callable[[str], object]]:
    """What reads a text, by its name."""
    lark = grammars.build("record")
    return {
        **{tool: module.read for tool, module in peers.peers().items()},
        LARK: lambda text: lark.parse(SourceText.of(text).scan),
        OURS: parse,
        OURS_JSON: lambda text: to_json(parse(text)),
    }


def reading() -> dict[str, dict[str, float]]:
    """For each text, the time of each reader as a multiple of that of the TextFSM template."""
    found, tools = {}, readers()
    for name, texts in TEXTS.items():
        all_texts = texts()
        for read in tools.values():
            read(all_texts[0])
        if len(all_texts) > 1:
            times = dict.fromkeys(tools, 0.0)
            for text in all_texts:  # each once
                for tool, time in zip(
                    tools, medians(*(partial(r, text) for r in tools.values()), rounds=1), strict=True
                ):
                    times[tool] += time
        else:
            calls = [partial(read, all_texts[0]) for read in tools.values()]
            times = dict(zip(tools, medians(*calls, rounds=ROUNDS), strict=True))
        found[name] = {tool: round(time / times[BASE], 2) for tool, time in times.items()}
        print(f"{name}: {found[name]}", file=sys.stderr, flush=True)
    return found


def started(*arguments: str) -> Callable[[], object]:
    """A fresh interpreter with these arguments."""
    # Where no compiled code may be written, each process would compile the package again.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    run = partial(
        subprocess.run, [sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, env=environment
    )
    run()
    return run


def starting() -> dict[str, float]:
    """The time from start to exit of fresh processes, as a multiple of that of ``import lark, attrs``."""
    processes = {
        IMPORT: started("-c", IMPORT),
        "import ifes_records": started("-c", "import ifes_records"),
        "… and the first parse": started("-c", f"import ifes_records; ifes_records.parse_file({str(SEED)!r})"),
        "ifes-records --version": started("-c", COMMAND, "--version"),
        "ifes-records parse FILE": started("-c", COMMAND, "parse", str(SEED)),
    }
    times = dict(zip(processes, medians(*processes.values(), rounds=STARTS, clock=perf_counter), strict=True))
    return {name: round(time / times[IMPORT], 2) for name, time in times.items()}


def scores() -> dict[str, dict[str, int]]:
    """How many rows and facts of the fixtures each tool reads as their JSON has them, and how many otherwise."""
    tools: dict[str, Callable[[str], Any]] = {
        **{tool: lambda text, read=module.read: peers.typed(read(text)) for tool, module in peers.peers().items()},
        OURS: lambda text: peers.in_document(orjson.loads(to_json(parse(text)))),
    }
    found = {tool: Counter[str]() for tool in tools}
    for path in sorted(RECORDS.glob("*.txt")):
        wanted = peers.in_document(orjson.loads(path.with_suffix(".json").read_bytes()))
        for tool, read in tools.items():
            given = read(path.read_text(encoding="utf-8"))
            for kind, want, have in zip(("facts", "rows"), wanted, given, strict=True):
                found[tool][kind] += want.total()
                found[tool][f"{kind}_right"] += (want & have).total()
                found[tool][f"{kind}_wrong"] += (have - want).total()
    return {tool: dict(counts) for tool, counts in found.items()}


def main(options: list[str]) -> None:
    """Measure, print, and write what was asked for."""
    if "--draw" not in options:
        figures = {
            "python": f"{sys.version_info.major}.{sys.version_info.minor}",
            "base": BASE,
            "reading": reading(),
            "starting": starting(),
            "scores": scores(),
        }
        print(tables(figures))
        if "--write" not in options:
            return
        FIGURES.write_bytes(orjson.dumps(figures, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    draw()


if __name__ == "__main__":
    main(sys.argv[1:])
