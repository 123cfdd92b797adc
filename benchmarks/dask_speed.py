"""WET files on a local Dask cluster: one worker and two, from this machine's disk and over HTTP on loopback.

    python benchmarks/dask_speed.py [FILES] [PAGES]

Each file has so many pages of about 4 kB, of which every 500th is a record, as in a crawl of many sites. The words of
the other pages are drawn by lot, so that they compress about as text does.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from distributed import Client, LocalCluster

from ifes_records.batch.options import Compression, compressed
from ifes_records.dask import is_unread, read_records

RECORDS = sorted((Path(__file__).parents[1] / "fixtures" / "records").glob("*.txt"))
PAGES_PER_RECORD = 500


class Handler(SimpleHTTPRequestHandler):
    """A handler that prints nothing."""

    def log_message(self, *_: object) -> None:
        """Print nothing."""


def page(url: str, text: bytes) -> bytes:
    """A page as a WET file has it: a gzip member."""
    head = f"WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: {url}\r\nContent-Type: text/plain\r\n"
    data = f"{head}Content-Length: {len(text)}\r\n\r\n".encode() + text + b"\r\n\r\n"
    return compressed(data, Compression.GZIP)


def write_files(folder: Path, files: int, pages: int) -> int:
    """Write the WET files; gives their bytes."""
    chance = random.Random(1)
    words = ["".join(chance.choices("etaoinshrdlucmfw", k=chance.randrange(2, 11))) for _ in range(20_000)]
    others = [page(f"https://example.org/{n}", " ".join(chance.choices(words, k=620)).encode()) for n in range(1_000)]
    total = 0
    for number in range(files):
        data = chance.choices(others, k=pages)
        for place in range(0, pages, PAGES_PER_RECORD):
            text = RECORDS[(number + place) % len(RECORDS)].read_bytes()
            data[place] = page(f"http://www.electionguide.org/elections/id/{number}{place:06}/", text)
        total += (folder / f"{number:05}.warc.wet.gz").write_bytes(b"".join(data))
    return total


def main() -> None:
    """Print a table."""
    files, pages = (int(one) for one in (sys.argv[1:] + ["64", "2000"][len(sys.argv) - 1 :]))
    with tempfile.TemporaryDirectory() as name:
        size = write_files(Path(name), files, pages) / 1e6
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=name))
        Thread(target=server.serve_forever, daemon=True).start()
        urls = [f"http://127.0.0.1:{server.server_port}/{path.name}" for path in sorted(Path(name).iterdir())]
        print(f"{files} files, {size:.1f} MB, {files * pages:,} pages")
        print("| from | workers | seconds | pages/s | workers’ CPU s per 100 MB | records | unread |")
        for workers in (1, 2):
            local = LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None)
            with local, Client(local) as client:
                read_records(urls[:workers]).compute()  # the grammars are loaded
                for place, given in (("disk", name), ("HTTP", urls)):
                    spent, began = sum(client.run(time.process_time).values()), time.perf_counter()
                    items = read_records(given).compute()
                    took = time.perf_counter() - began
                    spent = sum(client.run(time.process_time).values()) - spent
                    unread = sum(map(is_unread, items))
                    print(
                        f"| {place} | {workers} | {took:.1f} | {files * pages / took:,.0f} "
                        f"| {spent / size * 100:.1f} | {len(items) - unread} | {unread} |",
                        flush=True,
                    )
        server.shutdown()


if __name__ == "__main__":
    main()
