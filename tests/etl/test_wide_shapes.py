"""Wide tables in two hundred random shapes: every figure comes back, or a problem is told."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from etl.context import Context, FileState, load_context
from etl.issues import IssueList
from etl.reading.outside import report_outside
from etl.reading.tables_on_sheet import read_table, tables_on
from etl.reading.workbook import Cell, Grid, MergedRange

SHAPES = 200
LAYOUT = """
id = "bentuk"
kind = "wide"
table = "case_count"
title = { id = "Uji", en = "Test" }
region_kinds = ["kabupaten", "kota"]
[constants]
sex = "semua"
age_band = "semua"
violence_type = "semua"
place = "semua"
relation = "semua"
service = "semua"
[[columns]]
headings = ["No"]
reads = "ignored"
because = { id = "nomor", en = "number" }
[[columns]]
headings = ["Kabupaten/Kota"]
reads = "region_name"
to = "region_code"
essential = true
[[values]]
headings = [
    "Korban Anak | {sex} | {year}", "Korban Anak | {year} | {sex}", "Korban Anak {sex} {year}",
]
fields = { unit = "korban", group = "anak" }
"""
SEXES = {"Laki-laki": "laki_laki", "Perempuan": "perempuan", "L+P": "semua"}
Key = tuple[str, str, int]


@dataclass
class Drawn:
    """A table as cells by row and column, its merged ranges, and the figures it holds."""

    rows: list[list[Cell]]
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    figures: dict[Key, float] = field(default_factory=dict)

    @property
    def width(self) -> int:
        return max(len(row) for row in self.rows)


@pytest.fixture(scope="module")
def shapes(tmp_path_factory: pytest.TempPathFactory) -> Context:
    path: Path = tmp_path_factory.mktemp("bentuk") / "bentuk.toml"
    path.write_text(LAYOUT, encoding="utf-8")
    return load_context(None, path)


def draw(rng: random.Random, context: Context) -> Drawn:
    """One table: years and sexes in either order, one or three heading rows, merged or not."""
    regions = [r for r in context.registry.all() if r.kind in ("kabupaten", "kota")]
    places = rng.sample([r for r in regions if not r.is_example], rng.randint(2, 8))
    years = rng.sample(range(2010, 2024), rng.randint(1, 3))
    sexes = rng.sample(sorted(SEXES), rng.randint(1, 2))
    pairs = [(sex, year) for sex in sexes for year in years]
    by_year = rng.random() < 0.5
    if by_year:
        pairs = [(sex, year) for year in years for sex in sexes]
    labels: list[Cell] = ["No", "Kabupaten/Kota"] if rng.random() < 0.5 else ["Kabupaten/Kota"]
    table = Drawn([])
    _draw_headings(table, rng, labels, pairs, by_year)
    if len(labels) + len(pairs) > 2 and rng.random() < 0.4:
        marks = rng.choice(["({})", "-{}", "{}"])
        table.rows.append([marks.format(n + 1) for n in range(len(labels) + len(pairs))])
    totals = [0] * len(pairs)
    for number, place in enumerate(places, 1):
        values = [rng.choice([0, 7, rng.randint(0, 999)]) for _ in pairs]
        totals = [old + new for old, new in zip(totals, values, strict=True)]
        table.rows.append([*([float(number)] * (len(labels) - 1)), place.name, *map(float, values)])
        for (sex, year), value in zip(pairs, values, strict=True):
            table.figures[place.code, SEXES[sex], year] = float(value)
        if rng.random() < 0.1:
            table.rows.append([""])
    blanks: list[Cell] = [""] * (len(labels) - 1)
    if rng.random() < 0.5:
        table.rows.append([*blanks, rng.choice(["Jumlah", "TOTAL"]), *map(float, totals)])
    if rng.random() < 0.4:
        table.rows.append(["Sumber: DP3A"])
    if rng.random() < 0.4:
        table.rows += [[""], [*blanks, "", "Bandung, 2 Mei 2023"], [*blanks, "", "Kepala Dinas"]]
    return table


def _draw_headings(
    table: Drawn,
    rng: random.Random,
    labels: Sequence[Cell],
    pairs: Sequence[tuple[str, int]],
    by_year: bool,
) -> None:
    if rng.random() < 0.2:
        table.rows.append([*labels, *(f"Korban Anak {sex} {year}" for sex, year in pairs)])
        return
    outer = [year if by_year else sex for sex, year in pairs]
    inner = [sex if by_year else year for sex, year in pairs]
    starts = [n for n, text in enumerate(outer) if n == 0 or outer[n - 1] != text]
    blanks: list[Cell] = [""] * len(labels)
    second: list[Cell] = [
        "" if n not in starts else _cell(rng, outer[n]) for n in range(len(outer))
    ]
    table.rows.append([*labels, "Korban Anak", *[""] * (len(pairs) - 1)])
    table.rows.append([*blanks, *second])
    table.rows.append([*blanks, *(_cell(rng, text) for text in inner)])
    if rng.random() < 0.6:
        first = len(labels)
        ends = [*(n - 1 for n in starts[1:]), len(pairs) - 1]
        table.merged += [(0, n, 2, n) for n in range(first)]
        table.merged += [(0, first, 0, first + len(pairs) - 1)] * (len(pairs) > 1)
        spans = zip(starts, ends, strict=True)
        table.merged += [(1, first + a, 1, first + b) for a, b in spans if b > a]


def _cell(rng: random.Random, text: str | int) -> Cell:
    return float(text) if isinstance(text, int) and rng.random() < 0.5 else str(text)


def lay_out(rng: random.Random, drawn: Sequence[Drawn], *, beside: bool) -> Grid:
    """The tables on one sheet, below each other or side by side, some way from its corner."""
    cells: dict[tuple[int, int], Cell] = {}
    merged: list[MergedRange] = []
    row, column = rng.randint(0, 4), rng.randint(0, 2)
    if row:
        cells[0, column] = "Korban kekerasan menurut daerah"
    for number, table in enumerate(drawn):
        for down, line in enumerate(table.rows):
            cells |= {(row + down, column + n): cell for n, cell in enumerate(line) if cell != ""}
        merged += [
            MergedRange(row + a, column + b, row + c, column + d) for a, b, c, d in table.merged
        ]
        if beside:
            column += table.width + 1
        elif number + 1 < len(drawn):
            row += len(table.rows) + 1
            if rng.random() < 0.6:
                cells[row, column] = "Tabel 2. Korban kekerasan"
                row += rng.randint(1, 2)
    height, width = (max(at[n] for at in cells) + 1 for n in (0, 1))
    rows = [[cells.get((r, c), "") for c in range(width)] for r in range(height)]
    return Grid("Lembar", rows, range(1, height + 1), 0, tuple(merged))


@pytest.mark.parametrize("seed", range(SHAPES))
def test_every_figure_comes_back(shapes: Context, seed: int) -> None:
    rng = random.Random(seed)
    drawn = [draw(rng, shapes) for _ in range(rng.randint(1, 2))]
    grid = lay_out(rng, drawn, beside=rng.random() < 0.5)
    state = FileState("x", "x.asal.toml", IssueList("x.xlsx"))
    found = tables_on(grid, shapes.layouts)
    got: list[tuple[Key, float]] = []
    for part, table in found:
        for item in read_table(part, table, shapes, state):
            for rows in item.facts:
                names = ("region_code", "sex", "period_start", "value")
                columns = [rows.column(name) for name in names]
                got += [((c, s, d.year), v) for c, s, d, v in zip(*columns, strict=True)]
    report_outside(grid, [table for _, table in found], state)
    remarks = {"region_was_larger", "region_not_yet", "number_settled"}
    assert [(i.cell, i.kind) for i in state.issues.found if i.kind not in remarks] == []
    assert sorted(got) == sorted(pair for table in drawn for pair in table.figures.items())
