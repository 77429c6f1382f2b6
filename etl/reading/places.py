"""Region codes and names of a table to Kemendagri codes.

A code is never repaired and a name never guessed. Where a table gives both, both must mean the same
place; where it gives the province as well, the place must lie in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from etl.issues import Problem
from etl.reading.cells import text_of
from etl.reading.workbook import Cell
from indicators.regions import Match, Region, Registry

System = Literal["kemendagri", "bps"]
Part = Literal["region_code", "region_name", "province_code", "province_name"]


@dataclass(frozen=True)
class Place:
    """The region of a row: its code, or a problem and the cell of the row it lies in."""

    code: str | None = None
    problem: Problem | None = None
    part: Part = "region_code"


@dataclass(frozen=True)
class PlaceCells:
    """The cells that name a region, row by row; a part the table does not have is empty text."""

    codes: Sequence[Cell]
    names: Sequence[Cell]
    province_codes: Sequence[Cell]
    province_names: Sequence[Cell]


def read_places(
    cells: PlaceCells, system: System, kinds: tuple[str, ...], registry: Registry
) -> list[Place]:
    """The region of every row; `kinds` are those it may have, empty when any will do.

    Problems: missing_value, unknown_region, region_mismatch, wrong_region_kind.
    """
    rows = list(
        zip(cells.codes, cells.names, cells.province_codes, cells.province_names, strict=True)
    )
    table: dict[tuple[Cell, Cell, Cell, Cell], Place] = {}
    for row in dict.fromkeys(rows):
        code, name, province_code, province_name = map(text_of, row)
        province = _province(province_code, province_name, system, registry)
        place = _place(code, name, province, system, registry)
        table[row] = _of_kind(place, kinds, registry)
    return [table[row] for row in rows]


def _of_kind(place: Place, kinds: tuple[str, ...], registry: Registry) -> Place:
    if place.code is None or not kinds or registry.get(place.code).kind in kinds:
        return place
    region = registry.get(place.code)
    facts = {"region": region.name, "kinds": ", ".join(kinds)}
    return Place(None, Problem("wrong_region_kind", facts))


def _place(code: str, name: str, province: Place, system: System, registry: Registry) -> Place:
    if province.problem is not None:
        return province
    if not code and not name:
        return Place(problem=Problem("missing_value", {"cure": "@fill"}))
    if not code:
        found = registry.match(name, province=province.code)
        return Place(found.code) if found.code else Place(None, unknown(found), "region_name")
    found = registry.match_code(code, system=system)
    if found.code is None:
        return Place(None, unknown(found, by_name(name, province.code, registry)))
    if province.code is not None and not _inside(found.code, province.code, registry):
        return Place(None, _mismatch(registry.get(found.code)), "region_name")
    return _named(found.code, name, "region_name", registry)


def _province(code: str, name: str, system: System, registry: Registry) -> Place:
    """The province that the row names; without code and problem when it names none."""
    if not code and not name:
        return Place()
    if not code:
        found = registry.match(name, kind="provinsi")
        return Place(found.code) if found.code else Place(None, unknown(found), "province_name")
    found = registry.match_code(code, system=system)
    if found.code is None or registry.get(found.code).kind != "provinsi":
        more = by_name(name, None, registry)
        return Place(None, unknown(Match(None, reason="unknown_code"), more), "province_code")
    return _named(found.code, name, "province_name", registry)


def _named(code: str, name: str, part: Part, registry: Registry) -> Place:
    """The region of that code when the name beside it, if there is one, means the same."""
    if not name:
        return Place(code)
    found = registry.match(name)
    if found.reason == "unknown_name":
        return Place(None, unknown(found, (registry.get(code),)), part)
    if not _agrees(code, found):
        return Place(None, _mismatch(registry.get(code)), part)
    return Place(code)


def _inside(code: str, province: str, registry: Registry) -> bool:
    region = registry.get(code)
    return code == province or registry.match(region.name, province=province).code == code


def _agrees(code: str, found: Match) -> bool:
    """Whether a name can be that of the region: a bare name that several bear agrees as well."""
    if found.code == code:
        return True
    return found.reason == "ambiguous" and code in {region.code for region in found.candidates}


def _mismatch(region: Region) -> Problem:
    return Problem("region_mismatch", {"code": region.code, "region": region.name})


def by_name(name: str, province: str | None, registry: Registry) -> tuple[Region, ...]:
    """Regions that the name beside an unknown code may mean, for a message only."""
    if not name:
        return ()
    found = registry.match(name, province=province)
    return (registry.get(found.code),) if found.code else found.candidates


def unknown(match: Match, more: tuple[Region, ...] = ()) -> Problem:
    """The problem of a name or code without a region, with what may have been meant."""
    candidates = dict.fromkeys((*more, *match.candidates))
    listed = ", ".join(f"{region.name} ({region.code})" for region in candidates)
    return Problem(
        "unknown_region",
        {
            "why": f"@{match.reason or 'none'}",
            "question": "@did_you_mean" if listed else "@none",
            "candidates": listed,
        },
    )
