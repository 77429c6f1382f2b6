"""The rows of a wide table: which region and period each is about, from the row or around it."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeVar, cast

from etl.issues import Problem
from etl.layout import Across
from etl.reading.around import Settled, Stated, Surroundings, settle
from etl.reading.cells import by_distinct, text_of, with_blank
from etl.reading.dates import read_year
from etl.reading.draft import Draft
from etl.reading.list_table import REGION_PARTS, read_heading
from etl.reading.place_rows import match_rows, report_again
from etl.reading.places import Part, System, read_regions, unknown
from etl.reading.recognise import Heading
from etl.reading.settle import settle_column
from etl.reading.spans import PARTS, Span, read_part
from etl.reading.wide_tables import WideTable
from etl.reading.workbook import Cell
from indicators.regions import KABUPATEN_KOTA, Match

T = TypeVar("T")
_CODE: Final = re.compile(r"[0-9]{2}(?:\.[0-9]{2})?")
AREA_KINDS: Final = frozenset({"kabupaten", "kota"})


@dataclass(frozen=True)
class RowFacts:
    """What each row is about: its region code (None: not known), and the period it states."""

    places: list[str | None]
    spans: list[Span]


def read_rows(rows: Draft, table: WideTable, around: Surroundings) -> RowFacts:
    """Read the label columns. Codes go into the fields of `rows`, problems to its issues."""
    headings = [Heading(h.index, h.text, h.label) for h in table.headings if h.label is not None]
    for heading in headings:
        column = heading.column
        assert column is not None
        if column.reads not in ("year", "whole_year", "month", "ignored", "refused", *REGION_PARTS):
            read_heading(rows, heading)
    spans = _spans(rows, headings)
    named = [h for h in headings if h.column is not None and h.column.reads in REGION_PARTS]
    if table.layout.parts or not any(_names_area(heading) for heading in named):
        return RowFacts([stated_region(rows, table, around)] * rows.size, spans)
    province, years = stated_province(rows, around), [span.year for span in spans]
    return RowFacts(_places(rows, table, named, province, years), spans)


def _names_area(heading: Heading) -> bool:
    return heading.column is not None and heading.column.reads in ("region_name", "region_code")


def _spans(rows: Draft, headings: list[Heading]) -> list[Span]:
    """The period that each row states: a year, a month of it."""
    years: list[object] = [None] * rows.size
    parts: list[tuple[str, int] | None] = [None] * rows.size
    for heading in headings:
        column = heading.column
        if column is None or column.reads not in ("year", "whole_year", "month"):
            continue
        is_year = column.reads != "month"
        reader = with_blank(column, read_year if is_year else _month, must_be_filled=True)
        read = by_distinct(rows.labels(heading.index), reader)
        rows.report(read.problems, heading.index, column.heading, f"period {column.reads}")
        if is_year:
            years = read.results
        else:
            parts = [("month", n) if isinstance(n, int) else None for n in read.results]
    return [
        Span(year if isinstance(year, int) else None, part)
        for year, part in zip(years, parts, strict=True)
    ]


def _month(cell: Cell) -> int | Problem:
    return read_part("month", text_of(cell))


def _places(
    rows: Draft,
    table: WideTable,
    named: list[Heading],
    province: str | None,
    years: list[int | None],
) -> list[str | None]:
    """The region code of every row; a name or code without one is reported."""
    index: dict[Part, int] = {}
    system: System = "kemendagri"
    for heading in named:
        assert heading.column is not None
        if heading.column.reads == "region_code":
            system = heading.column.system
        index.setdefault(cast("Part", heading.column.reads), heading.index)
    if set(index) != {"region_name"}:
        texts = {heading.index: heading.text for heading in named}
        return read_regions(rows, index, system, texts, province=province, years=years)
    column = index["region_name"]
    text = next(heading.text for heading in named if heading.index == column)
    names = [text_of(cell) for cell in rows.labels(column)]
    matches = _by_name(rows, names, province)
    if {"provinsi", "kota"} <= set(table.layout.region_kinds):
        report_again(rows, names, matches, column, text)
    matches = settle_column(rows, names, matches, column, text)
    problems = {
        entry: unknown(match) if name else Problem("missing_value", {"cure": "@fill"})
        for entry, (name, match) in enumerate(zip(names, matches, strict=True))
        if match.code is None
    }
    problems |= _of_other_kind(matches, table.layout.region_kinds, rows)
    rows.report(problems, column, text, "region")
    return [match.code for match in matches]


def _of_other_kind(
    matches: list[Match], kinds: tuple[str, ...], rows: Draft
) -> Mapping[int, Problem]:
    """Names of regions of a kind that the table is not about."""
    found: dict[int, Problem] = {}
    for entry, match in enumerate(matches):
        if match.code is None or not kinds:
            continue
        region = rows.context.registry.get(match.code)
        if region.kind not in kinds:
            facts = {"region": region.name, "kinds": ", ".join(kinds)}
            found[entry] = Problem("wrong_region_kind", facts)
    return found


def _by_name(rows: Draft, names: list[str], province: str | None) -> list[Match]:
    """Regions by name alone, each in the sense of the layout."""
    layout, registry = rows.layout, rows.context.registry
    kinds = set(layout.region_kinds)
    if layout.provinces_in_capitals or (kinds & AREA_KINDS and "provinsi" in kinds):
        across = Across(corners=(), title_lookup="", bare_name=layout.bare_name)
        return match_rows(names, across, registry)
    return [_match(rows, name, kinds, province) for name in names]


def _match(rows: Draft, name: str, kinds: set[str], province: str | None) -> Match:
    registry = rows.context.registry
    if "negara" in kinds:
        nation = registry.match(name, kind="negara")
        if nation.code is not None:
            return nation
    kind = one_kind(kinds - {"negara"})
    found = registry.match(name, kind=kind, province=province)
    if found.reason != "ambiguous" or not rows.layout.bare_name:
        return found
    meant = [r for r in found.candidates if r.kind == rows.layout.bare_name and not r.is_example]
    return Match(meant[0].code, "name") if len(meant) == 1 else found


def one_kind(kinds: set[str]) -> str | None:
    """The kind to match names with: the only one, kabupaten and kota together, or any."""
    if len(kinds) == 1:
        return next(iter(kinds))
    return KABUPATEN_KOTA if kinds == AREA_KINDS else None


def stated_province(rows: Draft, around: Surroundings) -> str | None:
    """The province that stands around the table; a wrong one is reported."""
    registry = rows.context.registry
    found = settle(
        around, "province", lambda text: _or_problem(registry.match(text, kind="provinsi"))
    )
    return _told(rows, found)


def _or_problem(match: Match) -> str | Problem:
    return unknown(match) if match.code is None else match.code


def _told(rows: Draft, found: Settled[T]) -> T | None:
    """What was settled; its problem is reported, and then the table cannot be read."""
    if found.problem is not None and found.place is not None:
        place, problem = found.place, found.problem
        facts = {"column": place.shown, **problem.facts}
        told = Problem(problem.kind, facts, problem.severity)
        rows.state.issues.add(told, place.sheet, place.cell, place.shown)
        rows.is_readable = False
    return found.value


def _is_stated(
    rows: Draft, table: WideTable, around: Surroundings, names: tuple[str, str], missing: Problem
) -> bool:
    """Whether the sidecar or what stands around the table states it; else `missing` is reported.

    `names` are those of the placeholder and of the constant in the sidecar.
    """
    name, constant = names
    own = rows.state.constants.get(constant)
    if own is not None:
        around.add(name, Stated(own, shown=f"{rows.state.sidecar}: {own}"))
    if name in around.stated:
        return True
    rows.refuse(missing, table.top, table.headings[0].index)
    return False


def stated_region(rows: Draft, table: WideTable, around: Surroundings) -> str | None:
    """The region that stands around the table, or in the sidecar; None is reported.

    Problems: region_not_stated, unknown_region, wrong_region_kind, around_contradicts.
    """
    missing = Problem("region_not_stated", {"sidecar": rows.state.sidecar})
    if not _is_stated(rows, table, around, ("region", "region_code"), missing):
        return None
    province = stated_province(rows, around)
    return _told(rows, settle(around, "region", lambda text: _region_of(rows, text, province)))


def _region_of(rows: Draft, text: str, province: str | None) -> str | Problem:
    """The region of a name or a code that stands around a table."""
    registry = rows.context.registry
    kinds = set(rows.layout.region_kinds)
    if _CODE.fullmatch(text):
        match = registry.match_code(text, system="kemendagri")
    else:
        match = _match(rows, text, kinds, province)
    return _of_other_kind([match], rows.layout.region_kinds, rows).get(0) or _or_problem(match)


def stated_span(rows: Draft, around: Surroundings) -> Span:
    """The part of a year that holds for the whole table, as far as it is stated."""
    for name in PARTS:
        number = _told(rows, settle(around, name, functools.partial(read_part, name)))
        if number is not None:
            return Span(part=(name, number))
    return Span()


def stated_year(rows: Draft, table: WideTable, around: Surroundings) -> int | None:
    """The year that holds for the whole table; asked for only where no heading and row has one.

    Problems: year_not_stated, around_contradicts, several_years, year_out_of_range.
    """
    missing = Problem("year_not_stated", {"sidecar": rows.state.sidecar})
    if not _is_stated(rows, table, around, ("year", "year"), missing):
        return None
    return _told(rows, settle(around, "year", _year))


def _year(text: str) -> int | Problem:
    return read_year(text) or Problem("not_a_year")
