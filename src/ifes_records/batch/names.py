"""The names of documents: the same for the same input, valid on every file system, and inside the output folder.

A document is where its text was: ``old/4078.txt`` in the named folder becomes ``old/4078.json``. Characters that some
file system forbids become ``%`` and two hexadecimal digits, so that two names never become one.
"""

from __future__ import annotations

import os
import re
import unicodedata
from hashlib import sha256
from pathlib import PurePosixPath

from ifes_records.batch.options import Compression, Format
from ifes_records.diagnostics import quoted

_COMPRESSED = re.compile(r"\.(?:gz|bz2|xz|zst)$", re.IGNORECASE)
# Forbidden on Windows, or special to a shell or terminal; the percent sign, so that names stay distinct.
# Bytes that are not text come from the system as lone surrogates.
FORBIDDEN = re.compile('[<>:"/\\\\|?*%\x00-\x1f\x7f-\x9f\ud800-\udfff]|[. ]$')
# Device names of Windows, with any suffix: `con.txt` is the console, `falcon.txt` is not.
RESERVED = re.compile(r"^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?=\.|$)", re.IGNORECASE)
# The dot of a folder that is named like a document: a file and a folder cannot have the same name.
LIKE_A_DOCUMENT = re.compile(r"\.(?=jsonl?(?:\.\w+)?$)", re.IGNORECASE)
# Files of other formats, or of single documents, that somebody might expect.
_OTHER_FORMAT = re.compile(
    r"\.(?:json|ndjson|csv|tsv|txt|md|html?|xml|ya?ml|toml|parquet|feather|arrow|avro|xlsx?|ods"
    r"|zip|tar|tgz|7z|gz|bz2|xz|zst|warc|wet)$",
    re.IGNORECASE,
)
_DATABASE = re.compile(r"\.(?:sqlite3?|db)$", re.IGNORECASE)
# Most file systems allow 255 bytes in a name; the rest is for numbers and the suffix.
LONGEST = 200
# So many documents of a text are in a folder.
FOLDER = 1_000
SUFFIXES = {None: "", Compression.GZIP: ".gz", Compression.ZSTD: ".zst"}


def suffix(form: Format, compression: Compression | None) -> str:
    """The suffix of output files: ``.json``, ``.jsonl.gz``."""
    return f".{form}{SUFFIXES[compression]}"


def form_of(output: str) -> tuple[Format, Compression | None]:
    """The form that the name of an output means: a file of lines, or else a folder of documents.

    Raises ``ValueError`` for the name of a file of another format, which would become the name of a folder.
    """
    if _DATABASE.search(output):
        return Format.SQLITE, None
    for compression in SUFFIXES:
        if output.lower().endswith(suffix(Format.JSONL, compression)):
            return Format.JSONL, compression
    if found := _OTHER_FORMAT.search(output):
        known = ", ".join(suffix(Format.JSONL, compression) for compression in SUFFIXES)
        instead = f"name a folder, a file of lines ({known}), or a database (.sqlite)"
        reason = f"Without --format, an output cannot be named {quoted(found[0])}; {instead}."
        raise ValueError(f"{as_text(output)}: {reason}")
    return Format.JSON, None


def is_compressed(name: str) -> bool:
    """Whether a file name is that of a compressed file: ``4078.txt.gz``."""
    return _COMPRESSED.search(name) is not None


def stem_of(parts: tuple[str, ...]) -> str:
    """The name of an input's output without suffix: ``("old", "4078.txt.gz")`` gives ``old/4078``."""
    *folders, name = parts
    last = PurePosixPath(_COMPRESSED.sub("", name)).stem if name.strip(".") else name
    return "/".join([*(LIKE_A_DOCUMENT.sub("%2E", _safe(folder)) for folder in folders), _safe(last)])


def numbered(stem: str, number: int | None) -> str:
    """The name of a record in a text of many, ``dump-0001``; of the only one, the stem itself.

    No folder may hold a million documents: from 1,000 on, each thousand has one, ``dump-2000/dump-2417``.
    """
    if number is None:
        return stem
    name = f"{stem}-{number:04}"
    if number < FOLDER:
        return name
    return f"{stem}-{number // FOLDER * FOLDER}/{name.rpartition('/')[2]}"


def as_text(path: str) -> str:
    r"""A path that can be printed and stored: bytes that are not text become ``\xff``."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def same_on_disk(name: str) -> str:
    """A key that is equal for names that some file system confuses: by case, by composed and decomposed letters."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _safe(part: str) -> str:
    text = FORBIDDEN.sub(_escape, unicodedata.normalize("NFC", part)) or "_"
    text = RESERVED.sub(lambda match: f"%{ord(match[0][0]):02X}{match[0][1:]}", text, count=1)
    encoded = text.encode()
    if len(encoded) <= LONGEST:
        return text
    mark = sha256(encoded).hexdigest()[:12]
    return encoded[: LONGEST - 13].decode("utf-8", "ignore") + "~" + mark


def _escape(match: re.Match[str]) -> str:
    raw = "surrogateescape" if "\udc80" <= match[0] <= "\udcff" else "surrogatepass"
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", raw))
