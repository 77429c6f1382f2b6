"""The registry of regions, and the way from a name or code in a file to one of them.

A name is matched as a whole and with its kind, after levelling case, blanks, punctuation and
abbreviated words; it is never guessed. What is not found comes back without a code, with the
nearest names as candidates for a message. Codes are Kemendagri codes as text with their dot and
are never repaired; BPS codes are another system and are read only where a layout says so.
"""

from __future__ import annotations

import csv
import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal

from indicators.region_history import History
from indicators.region_names import (
    ALL_KINDS,
    KABUPATEN_KOTA,
    How,
    Name,
    in_force,
    kinds_of,
    level,
)

__all__ = [
    "EXAMPLE_PROVINCE",
    "KABUPATEN_KOTA",
    "NATION",
    "Match",
    "Reason",
    "Region",
    "Registry",
    "load_registry",
]

NATION: Final = "00"
EXAMPLE_PROVINCE: Final = "99"
Reason = Literal[
    "", "unknown_name", "ambiguous", "wrong_kind", "wrong_province", "unknown_province",
    "unknown_code", "code_without_dot", "code_cut_short",
]  # fmt: skip
"""Why there is no match. `etl.issues` has the sentences."""

_FOLDER: Final = Path(__file__).parent / "registry"
_MEMO_LIMIT: Final = 50_000
_CANDIDATES: Final = 3


@dataclass(frozen=True)
class Region:
    """One region. `name` is official and carries its kind, `name_short` does not."""

    code: str
    name: str
    name_short: str
    kind: str
    parent: str | None
    code_bps: str | None
    tile_col: int | None
    tile_row: int | None
    latitude: float | None
    longitude: float | None
    area_km2: float | None
    is_example: bool


@dataclass(frozen=True)
class Match:
    """The code found and how, or no code with the reason and what may have been meant."""

    code: str | None
    how: How = ""
    candidates: tuple[Region, ...] = ()
    reason: Reason = ""


class Registry:
    """All regions, found by code, by place in the tree, and by name."""

    def __init__(
        self,
        regions: Iterable[Region],
        aliases: Iterable[Mapping[str, str]],
        changes: Iterable[Mapping[str, str]],
    ) -> None:
        self._regions = {region.code: region for region in sorted(regions, key=lambda r: r.code)}
        self._children: dict[str, list[Region]] = {}
        self._by_bps: dict[str, str] = {}
        self._names: dict[str, list[Name]] = {}
        self._memo: dict[tuple[str, str | None, str | None, int | None], Match] = {}
        for region in self._regions.values():
            if region.parent is not None:
                self._children.setdefault(region.parent, []).append(region)
            if region.code_bps is not None:
                self._by_bps[region.code_bps] = region.code
            self._add_name(region.name, Name(region.code, "name"))
        for alias in aliases:
            until = int(alias["valid_to"]) if alias["valid_to"] else None
            self._add_name(alias["alias"], Name(alias["code"], "alias", until))
        self._former_codes: dict[str, str] = {}
        self._former_province: dict[str, str] = {}
        records = list(changes)
        for change in records:
            self._add_change(change)
        self.history = History(records)

    def get(self, code: str) -> Region:
        """The region with this Kemendagri code; KeyError when there is none."""
        return self._regions[code]

    def all(self) -> tuple[Region, ...]:
        """Every region by code, Indonesia first, examples last."""
        return tuple(self._regions.values())

    def provinces(self, *, examples: bool = False) -> tuple[Region, ...]:
        """The 38 provinces, and the example province when asked for."""
        wanted = self.children(NATION)
        return (*wanted, self._regions[EXAMPLE_PROVINCE]) if examples else wanted

    def children(self, code: str) -> tuple[Region, ...]:
        """The regions directly below; the example province is below no country."""
        return tuple(self._children.get(code, ()))

    def by_bps(self, code: str) -> Region | None:
        """The region with this BPS code (`3201`, `32`), or a recorded former one of 2022."""
        found = self._by_bps.get(code)
        return None if found is None else self._regions[found]

    def match_code(self, text: str, *, system: Literal["kemendagri", "bps"]) -> Match:
        """The region a code stands for in `system`; former codes of 2022 are known.

        Never repaired: `11.1` may be 11.01 or 11.10, and `3201` without its dot means another
        place in either system, so both come back as candidates without a code.
        """
        text = text.strip()
        if system == "bps":
            found = self.by_bps(text)
            if found is None:
                return Match(None, reason="unknown_code")
            return Match(found.code, "code" if found.code_bps == text else "alias")
        if text in self._regions:
            return Match(text, "code")
        if text in self._former_codes:
            return Match(self._former_codes[text], "alias")
        if re.fullmatch(r"[0-9]{4}", text):
            readings = (f"{text[:2]}.{text[2:]}", self._by_bps.get(text, ""))
            return Match(None, candidates=self._existing(readings), reason="code_without_dot")
        if re.fullmatch(r"[0-9]{2}\.[0-9]", text):
            readings = (f"{text[:3]}0{text[3]}", f"{text}0")
            return Match(None, candidates=self._existing(readings), reason="code_cut_short")
        return Match(None, reason="unknown_code")

    def match(
        self,
        name: str,
        *,
        kind: str | None = None,
        province: str | None = None,
        year: int | None = None,
    ) -> Match:
        """The region called `name`, with or without its kind ('KAB. BOGOR', 'Bogor').

        `kind` is one of codes.REGION_KINDS or KABUPATEN_KOTA, `province` a code or a name,
        `year` that of the figures: former names that were in force then count as well. A bare
        name that several regions bear has no match. ValueError for a kind that does not exist.
        """
        key = (name, kind, province, year)
        if key not in self._memo:
            if len(self._memo) >= _MEMO_LIMIT:
                self._memo.clear()
            self._memo[key] = self._match(name, kinds_of(kind), province, year)
        return self._memo[key]

    def _match(
        self, name: str, kinds: frozenset[str], province: str | None, year: int | None
    ) -> Match:
        if province is not None and province not in self._children:
            found = self.match(province, kind="provinsi", year=year)
            if found.code is None:
                return Match(None, candidates=found.candidates, reason="unknown_province")
            province = found.code
        read = level(name)
        readings = [(read.base, kinds if read.kind is None else kinds & {read.kind})]
        if read.kind is not None:  # Kotabaru is a kabupaten: "Kota Baru" may be its whole name
            readings.append((read.whole, kinds))
        for text, allowed in readings:
            names = [n for n in self._bearers(text, allowed) if self._inside(n.code, province)]
            valid = in_force(names, year)
            hits = tuple(dict.fromkeys(n.code for n in valid))
            if hits and read.kind is None and all(n.valid_to is not None for n in valid):
                hits = (*hits, *self._current_bearers(text, hits, year, valid))
            if len(hits) == 1:
                official = any(n.code == hits[0] and n.how == "name" for n in names)
                return Match(hits[0], "name" if official else "alias")
            if hits:
                return Match(None, candidates=self._existing(hits), reason="ambiguous")
        return self._no_match(readings, province)

    def _current_bearers(
        self, text: str, hits: tuple[str, ...], year: int | None, former: list[Name]
    ) -> list[str]:
        """Regions of any kind that bear a name now which `former` bore until some year.

        Kepulauan Riau is a province; until 2006 it was a kabupaten as well. Without its kind the
        name means the kabupaten only in figures of those years.
        """
        if year is not None and all(n.valid_to is not None and year <= n.valid_to for n in former):
            return []
        others = self._bearers(text, ALL_KINDS)
        return [n.code for n in others if n.valid_to is None and n.code not in hits]

    def _no_match(self, readings: list[tuple[str, frozenset[str]]], province: str | None) -> Match:
        """Why nothing was found: the name is borne elsewhere, or by no one."""
        text, allowed = readings[0]
        elsewhere = [n.code for n in self._bearers(text, allowed)]
        if elsewhere:
            return Match(None, candidates=self._existing(elsewhere), reason="wrong_province")
        others = [n.code for n in self._bearers(text, ALL_KINDS) if self._inside(n.code, province)]
        if others:
            return Match(None, candidates=self._existing(others), reason="wrong_kind")
        return Match(None, candidates=self._nearest(text, allowed, province), reason="unknown_name")

    def _nearest(
        self, text: str, kinds: frozenset[str], province: str | None
    ) -> tuple[Region, ...]:
        """Up to three regions with a similar name, for a message only."""
        pool = {
            name: bearers
            for name, bearers in self._names.items()
            if any(self._inside(n.code, province) and self._is(n.code, kinds) for n in bearers)
        }
        close = difflib.get_close_matches(text, pool, n=2 * _CANDIDATES, cutoff=0.7)
        found = [n.code for name in close for n in pool[name] if self._is(n.code, kinds)]
        return tuple(r for r in self._existing(found) if not r.is_example)[:_CANDIDATES]

    def _bearers(self, text: str, kinds: frozenset[str]) -> list[Name]:
        return [name for name in self._names.get(text, ()) if self._is(name.code, kinds)]

    def _is(self, code: str, kinds: frozenset[str]) -> bool:
        return self._regions[code].kind in kinds

    def _inside(self, code: str, province: str | None) -> bool:
        """Whether a region is, or was before its province was split off, part of a province."""
        own = code[:2]
        if province in (None, NATION, own):
            return True
        return len(code) > 2 and self._former_province.get(own) == province

    def _existing(self, wanted: Iterable[str]) -> tuple[Region, ...]:
        return tuple(self._regions[code] for code in dict.fromkeys(wanted) if code in self._regions)

    def _add_name(self, text: str, name: Name) -> None:
        bearers = self._names.setdefault(level(text).base, [])
        if all(other.code != name.code for other in bearers):
            bearers.append(name)

    def _add_change(self, change: Mapping[str, str]) -> None:
        if change["kind"] == "recode":
            self._former_codes[change["old_codes"]] = change["new_codes"]
            self._by_bps[change["old_code_bps"]] = change["new_codes"]
        elif change["kind"] == "province_split":
            self._former_province[change["new_codes"]] = change["old_codes"]


@cache
def load_registry() -> Registry:
    """The registry shipped with the package, read once."""
    tiles = {row["code"]: row for row in _rows("tiles")}
    nation = {"code": NATION, "name": "Indonesia", "name_short": "Indonesia", "kind": "negara"}
    provinces = [
        {**row, "name": f"Provinsi {row['name']}", "name_short": row["name"], "kind": "provinsi"}
        for row in _rows("provinces")
    ]
    regions = (_region(row, tiles) for row in [nation, *provinces, *_rows("regions")])
    return Registry(regions, _rows("aliases"), _rows("changes"))


def _rows(name: str) -> list[dict[str, str]]:
    with (_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _region(row: Mapping[str, str], tiles: Mapping[str, Mapping[str, str]]) -> Region:
    code, kind = row["code"], row["kind"]
    is_example = code[:2] == EXAMPLE_PROVINCE
    tile = tiles.get(code)
    parent = code[:2] if len(code) > 2 else NATION
    has_point = len(code) > 2 and not is_example
    return Region(
        code=code,
        name=row["name"],
        name_short=row["name_short"],
        kind=kind,
        parent=None if kind == "negara" or code == EXAMPLE_PROVINCE else parent,
        code_bps=None if kind == "negara" or is_example else row["code_bps"],
        tile_col=None if tile is None else int(tile["tile_col"]),
        tile_row=None if tile is None else int(tile["tile_row"]),
        latitude=float(row["latitude"]) if has_point else None,
        longitude=float(row["longitude"]) if has_point else None,
        area_km2=float(row["area_km2"]) if has_point else None,
        is_example=is_example,
    )
