"""Region names down the first column of a table: provinces, kabupaten/kota, or both in one column.

Where both share a column, a name is a province the first time a province of that name comes up, and
from then on the names below it are looked for inside that province. So Gorontalo under GORONTALO is
the kabupaten, whatever the letter case.
"""

from __future__ import annotations

from etl.issues import Problem
from etl.layout import Across
from etl.reading.cells import text_of
from etl.reading.draft import Draft
from etl.reading.places import unknown
from etl.reading.settle import settle_column
from etl.reading.stacked import AcrossTable, title_texts
from indicators.region_names import level
from indicators.regions import KABUPATEN_KOTA, NATION, Match, Registry


def read_place_rows(rows: Draft, table: AcrossTable) -> list[str | None]:
    """The region code of every row, None where its name is a problem (reported)."""
    across = table.layout.across
    assert across is not None
    names = [text_of(cell) for cell in rows.cells(table.column)]
    registry = rows.context.registry
    if table.corner.rows == "mixed":
        matches = match_rows(names, across, registry)
    elif table.corner.rows == "provinsi":
        matches = [_nation_or(name, registry, "provinsi") for name in names]
    else:
        province = _province_of_title(rows, table)
        matches = [_inside(name, province, registry) for name in names]
        matches = _settle_bare_names(matches, across)
    kinds, heading = table.corner.rows, text_of(rows.grid.rows[table.top][table.column])
    if kinds == "mixed":
        report_again(rows, names, matches, table.column, heading)
    if kinds != "provinsi":
        with_totals = kinds == "kabupaten_kota"
        matches = settle_column(
            rows, names, matches, table.column, heading, with_totals=with_totals
        )
    problems = {
        entry: Problem("missing_value", {"cure": "@fill"}) if not name else unknown(match)
        for entry, (name, match) in enumerate(zip(names, matches, strict=True))
        if match.code is None
    }
    rows.report(problems, table.column, heading, "region")
    return [match.code for match in matches]


def _nation_or(name: str, registry: Registry, kind: str) -> Match:
    nation = registry.match(name, kind="negara")
    return nation if nation.code == NATION else registry.match(name, kind=kind)


def match_rows(names: list[str], across: Across, registry: Registry) -> list[Match]:
    """The region of every name in a column where provinces stand above their kabupaten/kota."""
    found: list[Match] = []
    province: str | None = None
    seen: set[str] = set()
    for name in names:
        match = _nation_or(name, registry, "provinsi")
        if match.code is not None and match.code not in seen:
            seen.add(match.code)
            province = None if match.code == NATION else match.code
        else:
            match = _inside(name, province, registry)
        found.append(match)
    return _settle_bare_names(found, across)


def report_again(
    rows: Draft, names: list[str], matches: list[Match], column: int, heading: str
) -> None:
    """Say it where the name of a province that comes again was taken for its city (JAMBI).

    It may be the province once more: at the foot of its block, or typed twice.
    """
    registry = rows.context.registry
    for entry, (name, match) in enumerate(zip(names, matches, strict=True)):
        if match.code is None or registry.get(match.code).kind != "kota":
            continue
        if level(name).kind is None and _nation_or(name, registry, "provinsi").code is not None:
            region = registry.get(match.code)
            facts = {"names": f"{name} = {region.name}", "why": "@again", "province": name}
            rows.report({entry: Problem("region_settled", facts)}, column, heading, "again")


def _inside(name: str, province: str | None, registry: Registry) -> Match:
    return registry.match(name, kind=KABUPATEN_KOTA, province=province)


def _settle_bare_names(matches: list[Match], across: Across) -> list[Match]:
    """A name without Kabupaten or Kota that two places bear, where the column itself settles it.

    Publishers print the kabupaten bare and its namesake as Kota …; some leave out Kota as well. So
    the bare name is the kabupaten only where its namesakes stand in the column by their full names.
    """
    named = {match.code for match in matches}
    return [_settled(match, named, across) for match in matches]


def _settled(match: Match, named: set[str | None], across: Across) -> Match:
    if match.reason != "ambiguous" or not across.bare_name:
        return match
    bare = [region for region in match.candidates if region.kind == across.bare_name]
    others = {region.code for region in match.candidates if region.kind != across.bare_name}
    return Match(bare[0].code, "name") if len(bare) == 1 and others <= named else match


def _province_of_title(rows: Draft, table: AcrossTable) -> str | None:
    """The province that the title names (… di Provinsi Jawa Barat, 2023), or None.

    Papua is part of Papua Barat: of names that lie in one another the longest is meant.
    """
    titles = " ".join(title_texts(rows.grid, table)).casefold()
    named = {
        region.name_short.casefold(): region.code
        for region in rows.context.registry.provinces(examples=True)
        if f"provinsi {region.name_short.casefold()}" in titles
    }
    longest = max(named, key=len, default="")
    return named[longest] if longest and all(name in longest for name in named) else None
