"""Names of regions levelled for comparison: kind words, abbreviations, former names."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final, Literal

from indicators import codes

KABUPATEN_KOTA: Final = "kabupaten_kota"
"""A kind to match with: either kabupaten or kota, but no province."""

How = Literal["code", "name", "alias", ""]

LONGEST_NAME: Final = 200
"""A longer text is no name; the longest one has 41 characters."""

ALL_KINDS: Final = frozenset(codes.REGION_KINDS)
_KINDS: Final[dict[str | None, frozenset[str]]] = {
    None: ALL_KINDS,
    KABUPATEN_KOTA: frozenset({"kabupaten", "kota"}),
    **{kind: frozenset({kind}) for kind in codes.REGION_KINDS},
}
_KIND_OF_WORD: Final = {
    "kabupaten": "kabupaten", "kab": "kabupaten", "kota": "kota", "kotamadya": "kota",
    "kodya": "kota", "provinsi": "provinsi", "propinsi": "provinsi", "prov": "provinsi",
    "prop": "provinsi",
}  # fmt: skip
_ENGLISH_KIND: Final = {
    "regency": "kabupaten", "city": "kota", "municipality": "kota", "province": "provinsi",
}  # fmt: skip
_ADMINISTRATIVE: Final = r"(?:administrasi|administratif|adm)\b[\s.]*"
_KIND_WORD: Final = re.compile(
    rf"\s*({'|'.join(_KIND_OF_WORD)})\b[\s.:]*(?:{_ADMINISTRATIVE})?(.*)", re.DOTALL
)
_KIND_BEHIND: Final = re.compile(
    rf"(.*?)(?:\s*,\s*|\s*\(\s*)({'|'.join(_KIND_OF_WORD)})\.?\s*\)?\s*", re.DOTALL
)
_ENGLISH_BEHIND: Final = re.compile(rf"(.*?)\s+({'|'.join(_ENGLISH_KIND)})\s*", re.DOTALL)
_INVISIBLE: Final = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_NOTES: Final = re.compile(
    r"(?: [0-9a-d*]{1,2}\)|[ *\u2020\u2021]|"
    r"[\u00b9\u00b2\u00b3\u2070\u2074-\u2079\u207d\u207e]\)?)+$"
)
"""Marks of a note behind a name: `Bogor*)`, `Bogor 1)`, `Bogor\u00b9`."""
_ROW_NUMBER: Final = re.compile(r"\s*[0-9]{1,3}\s*[.)]\s+(?=\S)")


@dataclass(frozen=True)
class Name:
    """A name some region bears, or officially bore until the year `valid_to`."""

    code: str
    how: How
    valid_to: int | None = None


@dataclass(frozen=True)
class Levelled:
    """A name as read: the kind its first word states, the rest of it, and all of it.

    `base` and `whole` are reduced to small letters and digits, `Kep.` is written out.
    """

    kind: str | None
    base: str
    whole: str


def level(name: str) -> Levelled:
    """`name` without case, blanks, punctuation, row number and note marks, its kind set apart.

    The kind stands before the name, or behind it: `Bogor, Kab.`, `Bandung (Kota)`, `Bogor Regency`.
    """
    if len(name) > LONGEST_NAME:
        return Levelled(None, "", "")
    name = " ".join(name.translate(_INVISIBLE).split())
    name = _ROW_NUMBER.sub("", _NOTES.sub("", name), count=1)
    text = unicodedata.normalize("NFKC", name).casefold()
    text = re.sub(r"\bkep\b\.?", "kepulauan ", text)
    whole = _letters(text)
    behind = _KIND_BEHIND.fullmatch(text) or _ENGLISH_BEHIND.fullmatch(text)
    kind = None
    if behind is not None and _letters(behind[1]):
        text = behind[1]
        kind = _KIND_OF_WORD.get(behind[2]) or _ENGLISH_KIND[behind[2]]
    found = _KIND_WORD.fullmatch(text)
    if found is None:
        text = re.sub(rf"^\s*{_ADMINISTRATIVE}", "", text)
        return Levelled(kind, _letters(text), whole)
    before = _KIND_OF_WORD[found[1]]
    if kind not in (None, before):  # two kinds that contradict one another are no name
        return Levelled(None, whole, whole)
    return Levelled(before, _letters(found[2]), whole)


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text)


def kinds_of(kind: str | None) -> frozenset[str]:
    """The kinds a region may have when `kind` is asked for; ValueError when it does not exist."""
    if kind not in _KINDS:
        raise ValueError(f"no kind of region is called {kind!r}")
    return _KINDS[kind]


def in_force(names: list[Name], year: int | None) -> list[Name]:
    """The names to reckon with: today's, and former ones in force in `year`.

    Without a year a former name counts beside a current one of the same level (Kabupaten
    Pontianak, now Mempawah, beside Kota Pontianak); where nothing else bears it, it always does.
    """
    current = [name for name in names if name.valid_to is None]
    former = [name for name in names if name.valid_to is not None]
    if year is None:
        levels = {len(name.code) for name in current}
        rivals = [name for name in former if len(name.code) in levels]
    else:
        rivals = [name for name in former if name.valid_to is not None and year <= name.valid_to]
    return [*current, *rivals] or former
