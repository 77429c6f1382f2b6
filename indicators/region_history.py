"""What happened to regions: splits, new provinces and codes that went out of use.

A region that was split kept its code and lost land and people, so a figure of before the split is
about a larger area. Years are those of the law (`registry/changes.csv`); offices print the area as
it was before for the rest of that year.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

_SPLITS: Final = frozenset({"split", "province_split"})


@dataclass(frozen=True)
class Split:
    """A region `code` came out of `parents` in `year`."""

    year: int
    code: str
    parents: tuple[str, ...]


class History:
    """The changes of the registry, by region and by code."""

    def __init__(self, changes: Iterable[Mapping[str, str]]) -> None:
        self._born: dict[str, Split] = {}
        self._lost: dict[str, list[Split]] = {}
        self.retired: dict[str, int] = {}
        """Former code, Kemendagri or BPS -> the year it was replaced."""
        for change in changes:
            year = int(change["year"])
            if change["kind"] in _SPLITS:
                self._add_split(year, change["old_codes"].split(), change["new_codes"].split())
            elif change["kind"] == "recode":
                self.retired[change["old_codes"]] = year
                self.retired[change["old_code_bps"]] = year

    def born(self, code: str) -> Split | None:
        """The split that a region came out of; None when it is older than the records."""
        return self._born.get(code)

    def lost_since(self, code: str, year: int) -> tuple[Split, ...]:
        """The splits by which a region became smaller in `year` or later, the first one first."""
        return tuple(split for split in self._lost.get(code, ()) if split.year >= year)

    def existed(self, code: str, year: int) -> bool:
        """Whether a region was there in `year`, as far as the records reach."""
        split = self._born.get(code)
        return split is None or split.year <= year

    def _add_split(self, year: int, old: list[str], new: list[str]) -> None:
        for code in new:
            if code not in old:
                split = Split(year, code, tuple(old))
                self._born[code] = split
                for parent in old:
                    self._lost.setdefault(parent, []).append(split)
                    self._lost[parent].sort(key=lambda item: (item.year, item.code))
