"""Names with their parts: made of the parts, and written down afterwards, so that the parts are known."""

from __future__ import annotations

from typing import Literal

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy, composite

from ifes_records.model.names import Aggregate, LocalName, Name
from ifes_records.strategies import words
from ifes_records.strategies.once import once, sampled_from
from ifes_records.strategies.words import Wording

NameKind = Literal["party", "candidate", "answer", "contest", "aggregate"]

SEPARATORS = (", ", "; ", " - ", " – ", " / ", ",")
DOTLESS = ("TR", "AZ")
INITIALS = ("", "", "C ", "M. ", "J.R. ")
SUFFIXES = ("", "", "", " IV", " III", ", Jr.", " Jr")


def names(kind: NameKind = "party", *, country: str | None = None) -> SearchStrategy[Name]:
    """Names as the site has them, taken apart as reading their text must take them apart.

    ``country`` is the alpha-2 code of the country they are of: it decides which languages the local names are in, and
    whether they show which. The kinds: a ``party``'s name in English, perhaps with its local name, its acronym, both,
    or itself again in parentheses; a ``candidate``'s with given and family name, whatever the custom of the country;
    an ``answer`` to a question; what a ``contest`` is for, with the English name in the parentheses; an ``aggregate``
    such as ``Others``.
    """
    return KINDS[kind](country)


def local_names(
    country: str | None = None, *, table: tuple[Wording, ...] = words.PARTIES, latin: bool = True
) -> SearchStrategy[LocalName]:
    """A name in a language of a country that its script shows, or in one that is clearly not the country's."""

    def put_together(wording: Wording) -> SearchStrategy[LocalName]:
        return st.tuples(*map(sampled_from, wording.slots)).map(lambda found: wording.name(found, country))

    usable = words.wordings(table, country, latin=latin)
    home = [wording for wording in usable if country in wording.homes]
    return sampled_from([*usable, *home * 8]).flatmap(put_together)


@once
def english_names() -> SearchStrategy[str]:
    """A party's name in English, or in the Latin letters it goes by, without parentheses and figures."""
    return st.builds("{} {}".format, sampled_from(words.FIRST), sampled_from(words.SECOND))


@once
def acronyms() -> SearchStrategy[str]:
    """An acronym as parties have them: short, mostly capitals."""
    return st.one_of(sampled_from(words.ACRONYMS), st.text(sampled_from("BCDFGHKLMPRSTUV"), min_size=2, max_size=5))


def _parenthesised(before: str, inside: str) -> Name:
    return Name(f"{before} ({inside})", parenthetical=inside, english=before)


def _plain(english: str) -> Name:
    return Name(english, english=english)


def _with_acronym(english: str, acronym: str) -> Name:
    return evolve(_parenthesised(english, acronym), acronym=acronym)


def _with_local(english: str, local: LocalName) -> Name:
    return evolve(_parenthesised(english, local.text), local=(local,))


def _with_both(english: str, acronym: str, local: LocalName) -> Name:
    """``Belaya Rus (BR) (Белая Русь)``."""
    text = f"{english} ({acronym}) ({local.text})"
    return Name(text, parenthetical=local.text, english=english, acronym=acronym, local=(local,))


def _with_acronym_last(english: str, acronym: str, local: LocalName) -> Name:
    """``People's Party (Partido Popular) (PP)``; the English name is the one before both."""
    text = f"{english} ({local.text}) ({acronym})"
    return Name(text, parenthetical=acronym, english=english, acronym=acronym, local=(local,))


def _again(english: str, change: str) -> Name:
    """``Amanat (AMANAT)``      ``Ak Zhol Democratic Party (Ak Zhol Democratic Party)``."""
    inside = english.upper() if change == "upper" else english
    return evolve(_parenthesised(english, inside), repeats=True)


def _again_with_acronym(english: str, acronym: str) -> Name:
    """``New Commitment Togo (New Commitment Togo (NET))``."""
    return evolve(_parenthesised(english, f"{english} ({acronym})"), acronym=acronym, repeats=True)


def _twice_local(english: str, local: LocalName) -> Name:
    """``All Are Neighbours (Шана) (Шана)``."""
    text = f"{english} ({local.text}) ({local.text})"
    return Name(text, parenthetical=local.text, english=english, local=(local,), repeats=True)


def _in_two_scripts(english: str, local: LocalName, romanised: LocalName, separator: str, turned: bool) -> Name:
    """``Liberty Forward Party (자유선진당, Jayu Seonjin-dang)``."""
    both = (romanised, local) if turned else (local, romanised)
    return evolve(_parenthesised(english, separator.join(name.text for name in both)), local=both)


def _beside(english: str, local: LocalName) -> Name:
    """``Green Leaf / עלה ירוק``."""
    return Name(f"{english} / {local.text}", english=english, local=(local,))


def _local_alone(local: LocalName) -> Name:
    """A name that is not given in English at all."""
    return Name(local.text, local=(local,))


def _party(country: str | None) -> SearchStrategy[Name]:
    english, local = english_names(), local_names(country)
    other_script = local_names(country, latin=False)
    shapes = [
        st.builds(_plain, english),
        st.builds(_plain, sampled_from(words.NUMBERED)),
        st.builds(_with_acronym, english, acronyms()),
        st.builds(_with_local, st.one_of(english, english, sampled_from(words.NUMBERED)), local),
        st.builds(_with_local, english, local),
        st.builds(_with_both, english, acronyms(), local),
        st.builds(_with_acronym_last, english, acronyms(), local),
        st.builds(_again, english, sampled_from(["same", "upper"])),
        st.builds(_again_with_acronym, english, acronyms()),
        st.builds(_twice_local, english, local),
        st.builds(_beside, english.filter(lambda text: "/" not in text), other_script),
        st.builds(_local_alone, other_script),
    ]
    if words.may_be_romanised(country):
        romanised = st.tuples(*map(sampled_from, words.ROMANISED.slots)).map(
            lambda found: LocalName(" ".join(found), "Latn")
        )
        shapes.append(
            st.builds(_in_two_scripts, english, other_script, romanised, sampled_from(SEPARATORS), st.booleans())
        )
    return st.one_of(shapes)


@once
@composite
def _candidate(draw: DrawFn, country: str | None) -> Name:
    """``Edgar C LUNGU``, ``YOON Suk Yeol``, ``Prince JOHNSON (PF)``, ``Tsai Ing-wen (蔡英文)``, ``Ana Silva``."""
    given, family = (draw(sampled_from(column.split("|"))) for column in words.PEOPLE["Latn"])
    # Where I is the capital of ı, that of i is İ.
    capitals = family.replace("i", "İ" if country in DOTLESS else "i").upper()
    suffix = draw(sampled_from(SUFFIXES))
    shape = draw(sampled_from(["family last", "family last", "family first", "family alone", "no capitals"]))
    if shape == "family last":
        initial = draw(sampled_from(INITIALS))
        english = f"{given} {initial}{capitals}{suffix}"
        name = Name(english, english=english, given_name=f"{given} {initial}".strip(), family_name=family)
    elif shape == "family first":
        english = f"{capitals} {given}"
        name = Name(english, english=english, given_name=given, family_name=family)
    else:
        english = f"{capitals}{suffix}" if shape == "family alone" else f"{given} {family}"
        name = Name(english, english=english)
    after = draw(sampled_from(["", "", "", "acronym", "local"]))
    if after == "acronym":
        inside = draw(acronyms())
        return evolve(name, text=f"{english} ({inside})", parenthetical=inside, acronym=inside)
    if after == "local":
        local = draw(_local_people(country))
        return evolve(name, text=f"{english} ({local.text})", parenthetical=local.text, local=(local,))
    return name


def _local_people(country: str | None) -> SearchStrategy[LocalName]:
    """A person's name in a script that no official language of the country has; so its language is not told."""
    scripts = [script for script in words.PEOPLE if script != "Latn" and script not in words.scripts(country)]
    joints = {"Hani": "", "Hang": " "}

    def put_together(script: str) -> SearchStrategy[LocalName]:
        given, family = (sampled_from(column.split("|")) for column in words.PEOPLE[script])
        parts = (family, given) if script in joints else (given, family)
        return st.tuples(*parts).map(lambda both: LocalName(joints.get(script, " ").join(both), script))

    return sampled_from(scripts).flatmap(put_together)


def _answer(country: str | None) -> SearchStrategy[Name]:
    """``Yes``, ``Yes (Oui)``, ``No (No)``."""
    yes, no = (local_names(country, table=table) for table in (words.YES, words.NO))
    return st.one_of(
        sampled_from(words.ANSWERS).map(_plain),
        st.builds(_with_local, st.just("Yes"), yes),
        st.builds(_with_local, st.just("No"), no),
        st.builds(_again, sampled_from(["Yes", "No"]), sampled_from(["same", "upper"])),
    )


@once
@composite
def _contest(draw: DrawFn, country: str | None) -> Name:
    """``Mazhilis (Kazakh House of Representatives)``, ``Senate (Senate)``, ``President, second round``."""
    english = draw(sampled_from(words.CONTESTS))
    shape = draw(sampled_from(["english", "round", "again", "local", "local", "local", "two"]))
    if shape in ("english", "round"):
        number = draw(sampled_from(["first", "second", "third"]))
        return _plain(f"{english}, {number} round" if shape == "round" else english)
    if shape == "again":
        return evolve(_parenthesised(english, english), repeats=True)
    local = [draw(local_names(country, table=words.CHAMBERS))]
    if shape == "two":
        other = draw(local_names(country, table=words.CHAMBERS))
        local += [other] if other != local[0] else []
    written = draw(sampled_from([" / ", "; "])).join(name.text for name in local)
    return Name(f"{written} ({english})", parenthetical=english, english=english, local=tuple(local))


def _aggregate(country: str | None) -> SearchStrategy[Name]:
    """``Independents``, ``Independents (тәуелсіз кандидаттар)``, ``Others (Others)``."""
    plain = sampled_from([text for texts in words.AGGREGATES.values() for text in texts])
    return st.one_of(
        plain.map(_plain),
        st.builds(_again, plain, st.just("same")),
        st.builds(_with_local, plain, local_names(country, latin=False)),
    )


def aggregate_of(name: Name) -> Aggregate:
    """The aggregate that a name of that kind means."""
    return next(kind for kind, texts in words.AGGREGATES.items() if name.english in texts)


KINDS = {"party": _party, "candidate": _candidate, "answer": _answer, "contest": _contest, "aggregate": _aggregate}
