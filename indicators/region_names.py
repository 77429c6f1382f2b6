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
_KIND_WORD: Final = re.compile(
    rf"\s*({'|'.join(_KIND_OF_WORD)})\b[\s.:]*"
    r"(?:(?:administrasi|administratif|adm)\b[\s.]*)?(.*)",
    re.DOTALL,
)


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
    """`name` without case, blanks and punctuation, its kind word set apart."""
    text = unicodedata.normalize("NFKC", name).casefold()
    text = re.sub(r"\bkep\b\.?", "kepulauan ", text)
    whole = re.sub(r"[^a-z0-9]", "", text)
    found = _KIND_WORD.fullmatch(text)
    if found is None:
        return Levelled(None, whole, whole)
    return Levelled(_KIND_OF_WORD[found[1]], re.sub(r"[^a-z0-9]", "", found[2]), whole)


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
