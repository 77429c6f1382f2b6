"""Region codes and names of a table to Kemendagri codes.

A code is never repaired and a name never guessed. Where a table gives both, both must mean the same
place; where it gives the province as well, the place must lie in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from etl.issues import Problem
from etl.reading.cells import text_of
from etl.reading.draft import Draft
from etl.reading.region_years import years_of
from etl.reading.settle import settle_column
from etl.reading.workbook import Cell
from indicators.regions import Match, Region, Registry

System = Literal["kemendagri", "bps"]
Part = Literal["region_code", "region_name", "province_code", "province_name"]
PARTS: tuple[Part, ...] = ("region_code", "region_name", "province_code", "province_name")


@dataclass(frozen=True)
class Place:
    """The region of a row: its code, or a problem and the cell of the row it lies in.

    `open` is a name that several regions bear, which the rest of the column may settle; `retired`
    a code out of use at the time of the figures, with the year it was replaced.
    """

    code: str | None = None
    problem: Problem | None = None
    part: Part = "region_code"
    open: Match | None = None
    retired: tuple[str, int] | None = None


@dataclass(frozen=True)
class PlaceCells:
    """The cells that name a region, row by row; a part the table does not have is empty text."""

    codes: Sequence[Cell]
    names: Sequence[Cell]
    province_codes: Sequence[Cell]
    province_names: Sequence[Cell]


def read_regions(
    draft: Draft,
    index: Mapping[Part, int],
    system: System,
    headings: Mapping[int, str],
    *,
    province: str | None = None,
    years: Sequence[int | None] | None = None,
) -> list[str | None]:
    """The region code of every entry of a draft, None where its cells are a problem (reported).

    `index` are the grid columns of the parts that the table has, `headings` the texts over them;
    `province` is the code of the one that holds for all rows where no column names one.
    Names are matched in the sense of the year of their figures, where it is known already.
    Open names are settled by the column (region_settled); former codes are said (code_retired).
    """
    empty: Sequence[Cell] = [""] * draft.size
    parts = {part: draft.labels(index[part]) if part in index else empty for part in PARTS}
    kinds, registry = draft.layout.region_kinds, draft.context.registry
    if province is not None and not {"province_name", "province_code"} & set(index):
        parts["province_name"] = [registry.get(province).name] * draft.size
    cells = PlaceCells(*parts.values())
    places = read_places(cells, system, kinds, registry, years or years_of(draft))
    if "region_name" in index:
        column = index["region_name"]
        places = _settled(draft, places, cells.names, column, headings[column])
    for part in PARTS:
        problems = {
            entry: place.problem
            for entry, place in enumerate(places)
            if place.problem is not None and place.part == part
        }
        where = index.get(part, next(iter(index.values())))
        draft.report(problems, where, headings[where], "region")
    _report_retired(draft, places, index)
    return [place.code for place in places]


def _settled(
    draft: Draft, places: list[Place], names: Sequence[Cell], column: int, heading: str
) -> list[Place]:
    """The places with open names settled where the rest of the column leaves one possibility."""
    if all(place.open is None for place in places):
        return places
    matches = [place.open or Match(place.code) for place in places]
    found = settle_column(draft, [text_of(name) for name in names], matches, column, heading)
    return [
        Place(match.code) if place.open is not None and match.code is not None else place
        for place, match in zip(places, found, strict=True)
    ]


def _report_retired(draft: Draft, places: Sequence[Place], index: Mapping[Part, int]) -> None:
    """Say once a column which former codes it uses, and what they were read as."""
    entries: dict[str, int] = {}
    for entry, place in enumerate(places):
        if place.retired is not None and place.code is not None and not draft.bad[entry]:
            old, year = place.retired
            region = draft.context.registry.get(place.code)
            entries.setdefault(f"{old} = {region.name} ({region.code}, {year})", entry)
    if entries:
        first = next(iter(entries.values()))
        problem = Problem("code_retired", {"codes": "; ".join(entries)})
        draft.report({first: problem}, index["region_code"], "", "retired")


def read_places(
    cells: PlaceCells,
    system: System,
    kinds: tuple[str, ...],
    registry: Registry,
    years: Sequence[int | None] | None = None,
) -> list[Place]:
    """The region of every row; `kinds` are those it may have, empty when any will do.

    `years` are those of the figures, row by row: a former name counts in its own time. Problems:
    missing_value, unknown_region, region_mismatch, wrong_region_kind.
    """
    times = [None] * len(cells.codes) if years is None else years
    rows = list(
        zip(
            cells.codes, cells.names, cells.province_codes, cells.province_names, times, strict=True
        )
    )
    table: dict[tuple[Cell, Cell, Cell, Cell, int | None], Place] = {}
    for row in dict.fromkeys(rows):
        code, name, province_code, province_name = map(text_of, row[:4])
        province = _province(province_code, province_name, system, registry)
        place = _place(code, name, province, system, registry, row[4])
        table[row] = _of_kind(place, kinds, registry)
    return [table[row] for row in rows]


def _of_kind(place: Place, kinds: tuple[str, ...], registry: Registry) -> Place:
    if place.open is not None and kinds:
        candidates = tuple(region for region in place.open.candidates if region.kind in kinds)
        return replace(place, open=replace(place.open, candidates=candidates))
    if place.code is None or not kinds or registry.get(place.code).kind in kinds:
        return place
    region = registry.get(place.code)
    facts = {"region": region.name, "kinds": ", ".join(kinds)}
    return Place(None, Problem("wrong_region_kind", facts))


def _place(
    code: str, name: str, province: Place, system: System, registry: Registry, year: int | None
) -> Place:
    if province.problem is not None:
        return province
    if not code and not name:
        return Place(problem=Problem("missing_value", {"cure": "@fill"}))
    if not code:
        found = registry.match(name, province=province.code, year=year)
        is_open = found.reason == "ambiguous"
        problem = None if found.code else unknown(found)
        return Place(found.code, problem, "region_name", found if is_open else None)
    found = registry.match_code(code.removesuffix(".0") if system == "bps" else code, system=system)
    if found.code is None:
        return Place(None, unknown(found, by_name(name, province.code, registry)))
    if province.code is not None and not _inside(found.code, province.code, registry):
        return Place(None, _mismatch(registry.get(found.code)), "region_name")
    place = _named(found.code, name, "region_name", registry)
    replaced = registry.history.retired.get(code) if found.how == "alias" else None
    is_late = replaced is not None and (year is None or year > replaced)
    return replace(place, retired=(code, replaced)) if replaced and is_late else place


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
