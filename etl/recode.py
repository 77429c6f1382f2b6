"""Labels to codes. An unknown label is a problem, never a default.

A label is compared after levelling case, blanks, line breaks, underscores and dashes. What a code
may be called comes from three places: the code itself, its Indonesian title in the catalogue, and
the tables in `lookups/`.
"""

from __future__ import annotations

import csv
import functools
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from indicators.catalogue import Catalogue

LOOKUP_FOLDER: Final = Path(__file__).parent / "lookups"
_SIGNS: Final = {
    **dict.fromkeys(map(ord, "‐‑‒–—−"), "-"),
    **dict.fromkeys(map(ord, "‘’ʼ`"), "'"),
    **dict.fromkeys(map(ord, "“”"), '"'),
    **dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad")),
}
"""One dash, one apostrophe, one quotation mark; characters that do not show go."""
_SPACED_SIGNS: Final = re.compile(r"\s*([-+/])\s*")

Fields = Mapping[str, str]
"""What one label says: warehouse columns and their codes."""


@functools.lru_cache(maxsize=100_000)
def normal(text: str) -> str:
    """`text` levelled for comparison: 'TIDAK  SEKOLAH' and 'tidak_sekolah' are one label."""
    levelled = unicodedata.normalize("NFKC", text).casefold().translate(_SIGNS).replace("_", " ")
    return _SPACED_SIGNS.sub(r"\1", " ".join(levelled.split()))


@dataclass(frozen=True)
class Lookup:
    """One table of `lookups/`: levelled label -> fields, in the order of the file.

    `ignored` are levelled labels whose rows are left out by name (the column `ignored` says why).
    """

    name: str
    entries: Mapping[str, Fields]
    labels: tuple[str, ...]
    ignored: frozenset[str] = frozenset()

    @property
    def fields(self) -> frozenset[str]:
        """Every field that some label of the lookup states."""
        return frozenset(name for entry in self.entries.values() for name in entry)

    def find(self, text: str) -> Fields | None:
        """The fields of a label, or None."""
        return self.entries.get(normal(text))

    def phrase_in(self, text: str) -> tuple[Fields, str] | None:
        """The fields of the longest label that occurs in `text` as whole words, and the rest."""
        levelled = f" {normal(text)} "
        hits = [label for label in self.entries if has_words(levelled, label)]
        if not hits:
            return None
        longest = max(hits, key=len)
        return self.entries[longest], levelled.replace(longest, " ")


def has_words(text: str, phrase: str) -> bool:
    """Whether a levelled phrase occurs in a levelled text as whole words."""
    return re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text) is not None


@functools.cache
def load_lookup(name: str, folder: Path = LOOKUP_FOLDER) -> Lookup:
    """The lookup `name`: a CSV whose first column is `label`, the others warehouse columns.

    A column `ignored` says why the rows of a label are not loaded; it is empty for all others.
    ValueError when two rows of the file hold one label.
    """
    entries: dict[str, Fields] = {}
    labels: list[str] = []
    ignored: set[str] = set()
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            label = row.pop("label")
            if normal(label) in entries:
                raise ValueError(f"lookups/{name}.csv: the label {label!r} is there twice")
            if row.pop("ignored", ""):
                ignored.add(normal(label))
            entries[normal(label)] = {field: value for field, value in row.items() if value}
            labels.append(label)
    return Lookup(name, entries, tuple(labels), frozenset(ignored))


def dimension_labels(catalogue: Catalogue, dimension: str, allowed: tuple[str, ...]) -> Lookup:
    """Every label that means one of the `allowed` codes of a dimension; the field is `code`."""
    entries: dict[str, Fields] = {}
    for code in allowed:
        entries[normal(code)] = {"code": code}
    for code in allowed:
        title = catalogue.dimensions[dimension].get(code)
        if title is not None:
            entries.setdefault(normal(title.id), {"code": code})
    for label, fields in _further_labels(dimension).items():
        if fields in allowed:
            entries.setdefault(label, {"code": fields})
    return Lookup(dimension, entries, allowed)


@functools.cache
def _further_labels(dimension: str) -> Mapping[str, str]:
    with (LOOKUP_FOLDER / "labels.csv").open(encoding="utf-8", newline="") as file:
        return {
            normal(row["label"]): row["code"]
            for row in csv.DictReader(file)
            if row["dimension"] == dimension
        }
