"""Which document gets which name, in a folder that may hold others."""

from __future__ import annotations

import os
from collections import Counter

from ifes_records.batch.files import Folder, is_document, told
from ifes_records.batch.journal import Journal
from ifes_records.batch.names import compression_of, numbered, same_on_disk, suffix
from ifes_records.batch.options import Form

REPORT = "report.json"


class ExistsError(Exception):
    """There is a document at the place of a new one, and it is not to be overwritten."""


class Names:
    """Gives documents their names: each its own, none that of a file that was there before."""

    def __init__(self, folder: Folder, journal: Journal, form: Form, *, overwrite: bool) -> None:
        self._folder, self._journal, self._form, self._overwrite = folder, journal, form, overwrite
        self._suffix = suffix(form.format, form.compression)
        self._attempts: Counter[str] = Counter()

    def wanted(self, stem: str, ordinal: int | None = None) -> str:
        """The name that a document has if nothing is in its way."""
        return numbered(stem, ordinal) + self._suffix

    def take(self, stem: str, ordinal: int | None, input_id: int, number: int) -> str:
        """The name of a document: ``4078.json``, or ``4078.2.json`` where another has that.

        Raises ``ExistsError`` for a document of an earlier conversion that is not to be overwritten.
        """
        known = self._journal.name_of(input_id, number)
        if known is not None:
            return known
        base = numbered(stem, ordinal)
        while True:
            attempt = self._attempts[base] = self._attempts[base] + 1
            name = (base if attempt == 1 else f"{base}.{attempt}") + self._suffix
            if same_on_disk(name) == REPORT or self._journal.owner(same_on_disk(name)) is not None:
                continue
            path = self._folder.place(name)
            if not os.path.lexists(path):
                break
            if is_document(path, self._form.compression):
                if self._overwrite or self._journal.is_earlier(name):
                    break
                del self._attempts[base]
                raise ExistsError(name)
        if self._attempts[base] == 1:
            del self._attempts[base]  # names that nothing is in the way of are not kept in memory
        self._journal.take_name(same_on_disk(name), name, input_id, number)
        return name

    def remove_stale(self) -> None:
        """Remove the documents of earlier runs that the inputs no longer give."""
        for name in self._journal.stale_names():
            path = self._folder.path.joinpath(*name.split("/"))
            if is_document(path, compression_of(name)) and not self._folder.leads_out(path.parent):
                with told(path):
                    path.unlink()
        self._journal.forget_stale()
