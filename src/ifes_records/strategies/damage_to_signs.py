"""Damage to signs inside lines: blanks, bullets, brackets, figures, letters."""

from __future__ import annotations

import re

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from ifes_records.strategies.damaged import BODY, Damaged, DamageKind
from ifes_records.strategies.sound import Sound, written

BLANKS = ("\u00a0", "  ", "\t", "\u2009", "\u3000", " \u00a0")
BULLETS = ("·", "●", "▪", "‣", "⁃", "-", "–")


def white_space(draw: DrawFn, sound: Sound) -> Damaged:
    """Blanks inside and after lines become others, blank lines are doubled: nothing changes."""
    blank, behind = draw(st.sampled_from(BLANKS)), draw(st.sampled_from(["", " ", "\u00a0", "\t"]))
    changed = [
        evolve(line, text=line.text.replace(" ", blank) + behind, gap=line.gap * 2 if line.gap else 0)
        for line in sound.lines
    ]
    return Damaged(DamageKind.WHITE_SPACE, written(changed), sound.record, sound.record)


def other_bullets(draw: DrawFn, sound: Sound) -> Damaged:
    """The bullets have become other signs, with their indents: nothing changes."""
    sign = draw(st.sampled_from(BULLETS))
    changed = [evolve(line, before=line.before.replace("•", sign)) for line in sound.lines]
    return Damaged(DamageKind.BULLETS, written(changed), sound.record, sound.record)


def break_brackets(draw: DrawFn, sound: Sound) -> Damaged | None:
    """A bracket of a name is lost or doubled.

    The name's parts may be others, if a diagnostic says so; its text and the row's figures are the same as before.
    """
    named = [i for i in sound.where(r"results\[\d+\]\.rows\[\d+\]\.name\.text") if "(" in sound.lines[i].text]
    if not named:
        return None
    index = draw(st.sampled_from(named))
    line = sound.lines[index]
    place = draw(st.sampled_from([i for i, sign in enumerate(line.text) if sign in "()"]))
    other = draw(st.sampled_from(["", line.text[place] * 2]))
    text = line.text[:place] + other + line.text[place + 1 :]
    changed = (*sound.lines[:index], evolve(line, text=text), *sound.lines[index + 1 :])
    row = line.path.removesuffix(".name.text")
    return Damaged(
        DamageKind.BRACKETS,
        written(changed),
        sound.record,
        sound.record,
        frozenset([sound.numbers()[index]]),
        free=(f"{row}.name.text", f"{row}.name.parenthetical"),
        doubtful=(row,),
    )


def break_figure(draw: DrawFn, sound: Sound) -> Damaged | None:
    """A figure has lost one of its two commas: it can be read in no way, and a diagnostic says so."""
    figure = re.compile(r"\d{1,3},\d{3},\d{3}$")
    found = [
        i
        for i in (*sound.where(r"participation\.\w+_text"), *sound.where(r"results\[\d+\]\.rows\[\d+\]\.name\.text"))
        if figure.search(sound.lines[i].text)
    ]
    if not found:
        return None
    index = draw(st.sampled_from(found))
    line = sound.lines[index]
    head, comma, tail = line.text.rpartition(",")
    if draw(st.booleans()):
        before, comma, behind = head.rpartition(",")
        head, tail = f"{before}{behind}", tail
    else:
        comma = ""
    changed = (*sound.lines[:index], evolve(line, text=f"{head}{comma or ''}{tail}"), *sound.lines[index + 1 :])
    return Damaged(
        DamageKind.FIGURE,
        written(changed),
        sound.record,
        sound.record,
        frozenset([sound.numbers()[index]]),
        doubtful=sound.fields(index),
    )


def misspell_month(draw: DrawFn, sound: Sound) -> Damaged | None:
    """Two letters of a month have changed places: the date is not read, and a diagnostic says so."""
    found = [
        i
        for i in sound.where(r"election\.date_text|modified\.\w+")
        if re.search("[A-Z][a-z]{2}", sound.lines[i].text)
    ]
    if not found:
        return None
    index = draw(st.sampled_from(found))
    line = sound.lines[index]
    text = re.sub(r"\b([JFMASOND])([a-z])([a-z]+)(?=\.? \d)", r"\1\3\2", line.text)
    changed = (*sound.lines[:index], evolve(line, text=text), *sound.lines[index + 1 :])
    fields = sound.fields(index)
    number = frozenset([sound.numbers()[index]])
    return Damaged(DamageKind.MONTH, written(changed), sound.record, sound.record, number, (), fields)


def mojibake(draw: DrawFn, sound: Sound) -> Damaged:
    """The text was UTF-8 and has been read as Windows-1252.

    Names, and what the signs of bullets and quotations set apart, are others; figures and dates are the same.
    """
    text = written(sound.lines).encode().decode("cp1252", "replace")
    contest = ("election.contest", "election.kind", "election.round")
    return Damaged(
        DamageKind.MOJIBAKE,
        text,
        sound.record,
        sound.record,
        free=("results[*].rows[*].name", "results[*].question", *contest, *BODY),
        doubtful=("election.country", "results"),
    )
