"""Coverage-guided fuzzing of bytes to records: ``fuzz_bytes.py [--seconds 120] [--corpus DIR] [FILE …]``.

libFuzzer changes the seeds (all texts in fixtures/) and keeps what reaches new code; for any bytes the laws of
``broken_law`` have to hold. Ends with the number of inputs tried; exit code 1, and the input in DIR/finds, where
one breaks a law. With FILEs, only those are tried: to look at a find again.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import time
import traceback
from collections.abc import Iterator
from hashlib import sha256
from itertools import starmap
from pathlib import Path
from types import FrameType

import atheris

with atheris.instrument_imports(include=["ifes_records"]):
    from ifes_records import ElectionRecord, from_json, to_json
    from ifes_records.pipeline import parse_bytes, parse_dump_bytes
    from ifes_records.schema import schema

from jsonschema import Draft202012Validator

ROOT = Path(__file__).parent.parent
TEXTS = ROOT / "fixtures"
CORPUS = ROOT / "out" / "fuzz"
# Longer inputs reach no more code and take longer; the largest seed is some 6,000 bytes.
MAX_BYTES = 8192
# Inputs of this size take milliseconds; a loop without end must not end the search for other finds unsaid.
MOST_SECONDS = 10
VALIDATOR = Draft202012Validator(schema())


def broken_law(data: bytes) -> str | None:
    """Which law bytes break, in a sentence; ``None`` if they hold.

    Reading never raises; what was read is JSON that is valid against the schema and gives the record back; and
    reading again gives the same bytes. So too for each record when the bytes are read as a dump.
    """
    signal.alarm(MOST_SECONDS)
    try:
        record = parse_bytes(data)
        records = [record, *parse_dump_bytes(data)]
        again = to_json(parse_bytes(data))
    except Exception:
        return f"reading raises\n{traceback.format_exc()}"
    finally:
        signal.alarm(0)
    if to_json(record) != again:
        return "the same bytes gave two documents"
    documents = {to_json(one): one for one in records}  # most dumps are one record, which is looked at once
    return next(filter(None, starmap(_broken_document, documents.items())), None)


def _too_long(number: int, frame: FrameType | None) -> None:
    raise TimeoutError(f"longer than {MOST_SECONDS} seconds")


def _broken_document(document: str, record: ElectionRecord) -> str | None:
    problem = next(VALIDATOR.iter_errors(json.loads(document)), None)
    if problem is not None:
        return f"the document is not valid: {problem.json_path}: {problem.message[:200]}"
    if from_json(document) != record:
        return "the document gives another record"
    return None


def seeds() -> Iterator[bytes]:
    """The texts of the fixtures, and the pictures and the like among them."""
    for path in sorted(TEXTS.rglob("*")):
        if path.is_file() and path.suffix != ".json":
            yield path.read_bytes()[:MAX_BYTES]


def keep(folder: Path, data: bytes) -> Path:
    """Write an input under the digest of its bytes, as libFuzzer names them."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / sha256(data).hexdigest()[:16]
    path.write_bytes(data)
    return path


def try_files(files: list[Path]) -> int:
    """Try some inputs alone; the number of those that break a law."""
    broken = 0
    for path in files:
        law = broken_law(path.read_bytes())
        broken += law is not None
        print(f"{path}: {law or 'holds'}")
    return broken


def fuzz(corpus: Path, seconds: int) -> None:
    """Try inputs for some seconds; the process ends in here, since libFuzzer never gives control back."""
    tried, end = 0, time.monotonic() + seconds

    def try_one(data: bytes) -> None:
        nonlocal tried
        tried += 1
        law = broken_law(data)
        if law is not None:
            print(f"{law}\nkept as {keep(corpus / 'finds', data)}\n{tried:,} inputs tried, 1 find", flush=True)
            os._exit(1)
        if time.monotonic() > end:
            print(f"{tried:,} inputs tried, no find", flush=True)
            os._exit(0)

    for data in seeds():
        keep(corpus / "seeds", data)
    (corpus / "kept").mkdir(exist_ok=True)
    folders = [str(corpus / "kept"), str(corpus / "seeds")]
    atheris.Setup([sys.argv[0], f"-max_len={MAX_BYTES}", "-timeout=0", "-verbosity=0", *folders], try_one)
    signal.signal(signal.SIGALRM, _too_long)
    atheris.Fuzz()


def main() -> int:
    """Read the arguments."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--seconds", type=int, default=120, help="how long to go on (120)")
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="where inputs are kept (out/fuzz)")
    parser.add_argument("files", type=Path, nargs="*", metavar="FILE", help="inputs to try, and no others")
    options = parser.parse_args()
    if options.files:
        return min(try_files(options.files), 1)
    fuzz(options.corpus, options.seconds)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
