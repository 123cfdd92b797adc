r"""The scripts of a text (ISO 15924), from the Unicode Character Database by way of ``regex``'s ``\p{Script=…}``."""

from __future__ import annotations

import re
from functools import cache

import regex
from attrs import frozen

from ifes_records.text.memo import remembered

# ISO 15924 code -> Unicode script property, for the scripts of all official languages and a few more.
SCRIPTS = {
    "Latn": "Latin", "Cyrl": "Cyrillic", "Grek": "Greek", "Arab": "Arabic", "Hebr": "Hebrew",
    "Hang": "Hangul", "Hani": "Han", "Hira": "Hiragana", "Kana": "Katakana", "Thai": "Thai",
    "Laoo": "Lao", "Khmr": "Khmer", "Mymr": "Myanmar", "Tibt": "Tibetan", "Geor": "Georgian",
    "Armn": "Armenian", "Ethi": "Ethiopic", "Deva": "Devanagari", "Beng": "Bengali", "Taml": "Tamil",
    "Telu": "Telugu", "Sinh": "Sinhala", "Gujr": "Gujarati", "Guru": "Gurmukhi", "Knda": "Kannada",
    "Mlym": "Malayalam", "Orya": "Oriya", "Thaa": "Thaana", "Mong": "Mongolian", "Cher": "Cherokee",
    "Tfng": "Tifinagh", "Nkoo": "Nko", "Syrc": "Syriac", "Vaii": "Vai", "Olck": "Ol_Chiki",
}  # fmt: skip


@frozen
class ScriptRun:
    """A part of a text that has one script: ``text[start:end]``, from its first letter to its last."""

    script: str
    start: int
    end: int


# From the first letter of a text to the last; all letters of ASCII are Latin.
_ASCII_LETTERS = re.compile("[A-Za-z](?:.*[A-Za-z])?", re.DOTALL)


@cache
def _letters() -> regex.Pattern[str]:
    groups = (f"(?P<{code}>\\p{{Script={name}}}[\\p{{Script={name}}}\\p{{M}}]*)" for code, name in SCRIPTS.items())
    return regex.compile(rf"(?![\x00-@])(?:{'|'.join(groups)})")  # most signs and blanks have no script


@remembered
def runs(text: str) -> list[ScriptRun]:
    """Split ``text`` into runs of one script; blanks and punctuation do not end a run.

    Japanese mixes Han, Hiragana and Katakana: a run of these with kana in it is ``Jpan``. Letters of a script
    that is not in ``SCRIPTS`` are ignored.
    """
    if text.isascii():
        letters = _ASCII_LETTERS.search(text)
        return [ScriptRun("Latn", *letters.span())] if letters else []
    found: list[ScriptRun] = []
    for match in _letters().finditer(text):
        script = match.lastgroup
        assert script is not None
        if script in ("Hira", "Kana") or (script == "Hani" and found and found[-1].script == "Jpan"):
            script = "Jpan"
            if found and found[-1].script == "Hani":
                found[-1] = ScriptRun("Jpan", found[-1].start, found[-1].end)
        if found and found[-1].script == script:
            found[-1] = ScriptRun(script, found[-1].start, match.end())
        else:
            found.append(ScriptRun(script, match.start(), match.end()))
    return found


@remembered
def script_of(text: str) -> str | None:
    """Return the only script of ``text``; ``None`` if it has several, or no letters."""
    if text.isascii():
        return "Latn" if _ASCII_LETTERS.search(text) else None
    scripts = {run.script for run in runs(text)}
    return scripts.pop() if len(scripts) == 1 else None
