"""The names of documents: the same for the same input, on every file system, and always inside the output folder.

A document stands where its text stood: ``old/4078.txt`` in the folder that was given becomes ``old/4078.json``.
What some file system forbids is written as ``%`` and two hexadecimal digits, so that two names never become one.
"""

from __future__ import annotations

import os
import re
import unicodedata
from hashlib import sha256
from pathlib import PurePosixPath

from ifes_records.batch.options import Compression, Format

PACKED = re.compile(r"\.(?:gz|bz2|xz|zst)$", re.IGNORECASE)
# Forbidden on Windows, or with a meaning to a shell or a terminal there; the percent sign so that names stay apart.
# Bytes that are no text come from the system as lone surrogates.
FORBIDDEN = re.compile('[<>:"/\\\\|?*%\x00-\x1f\x7f-\x9f\ud800-\udfff]|[. ]$')
# Device names of Windows, with any suffix: `con.txt` is the console, `falcon.txt` is not.
RESERVED = re.compile(r"^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?=\.|$)", re.IGNORECASE)
# Of a folder called like a document, the dot: a file and a folder cannot have the same name.
LIKE_A_DOCUMENT = re.compile(r"\.(?=jsonl?(?:\.\w+)?$)", re.IGNORECASE)
# Most file systems take 255 bytes in a name; the rest is for numbers and the suffix.
LONGEST = 200
SUFFIXES = {None: "", Compression.GZIP: ".gz", Compression.ZSTD: ".zst"}


def suffix(form: Format, compression: Compression | None) -> str:
    """What names of output files end in: ``.json``, ``.jsonl.gz``."""
    return f".{form}{SUFFIXES[compression]}"


def compression_of(name: str) -> Compression | None:
    """What a file with this name is compressed with."""
    return next((kind for kind, end in SUFFIXES.items() if kind is not None and name.endswith(end)), None)


def stem_of(parts: tuple[str, ...]) -> str:
    """The place of an input's output, without its suffix: ``("old", "4078.txt.gz")`` gives ``old/4078``."""
    *folders, name = parts
    last = PurePosixPath(PACKED.sub("", name)).stem if name.strip(".") else name
    return "/".join([*(LIKE_A_DOCUMENT.sub("%2E", _safe(folder)) for folder in folders), _safe(last)])


def numbered(stem: str, number: int | None) -> str:
    """The name of one record of a text of many: ``dump-0001``; of the only one, the stem itself."""
    return stem if number is None else f"{stem}-{number:04}"


def as_text(path: str) -> str:
    r"""A path as it can be printed and stored: bytes of it that are no text as ``\xff``."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def same_on_disk(name: str) -> str:
    """The same for two names that some file system takes for one: capitals, composed and decomposed letters."""
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
