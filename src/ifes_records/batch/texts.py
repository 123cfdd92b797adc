"""What an input is made of: texts, each a stream of blocks of bytes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import PurePath

from attrs import frozen

from ifes_records.model import Source


@frozen
class Text:
    """One text of an input: the file itself, a member of an archive, a page of a crawl file.

    A text that cannot be read, and damage of a file between its texts, is a text too: its ``blocks`` raise
    ``InputError``, after the blocks that could be read. The texts behind it go on.
    """

    name_parts: tuple[str, ...]
    """For the name of its document: the file's, or the container's and the member's. The member's are as they
    stand in the archive, ``..`` and all: what is written from them is made safe by the writer."""
    blocks: Iterator[bytes]
    """To be consumed before the next text is asked for."""
    source: Source
    """Its ``name``, ``url``, ``container``, ``crawl_date``, ``warc_record_id`` and ``offset``."""
    record_id: str | None = None
    """The election's number in the page's address; ``None`` where there is none."""
    split: bool = True
    """Whether it may hold several records; a page of a crawl file holds one."""


def printable(name: str | PurePath) -> str:
    """A name of a file for a document; bytes of it that are not UTF-8 become U+FFFD."""
    return os.fsencode(name).decode("utf-8", "replace")
