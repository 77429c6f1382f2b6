"""Made tables with several value columns: the year in each heading, or below one in thousands."""

from __future__ import annotations

import random

from etl.context import Context
from tests.etl.generated.numbers_written import some_value
from tests.etl.generated.tables_made import Cell, Figure, Made, years

WEST_SUMATRA = "13"


def violence_by_year(chance: random.Random, context: Context) -> Made:
    """Kabupaten and cities of a province: cases of children and women, a year in each heading."""
    spanned = years(chance)
    groups = {"anak": "KekerasanAnak{}", "perempuan": "Kekerasan_Perempuan_{}"}
    if chance.random() < 0.5:
        groups.pop("perempuan")
    columns = [(group, year) for group in groups for year in spanned]
    if chance.random() < 0.3:
        chance.shuffle(columns)
    heads: list[Cell] = ["Kabupaten_Kota", *(groups[group].format(y) for group, y in columns)]
    own = list(context.registry.children(WEST_SUMATRA))
    body: list[list[Cell | Figure]] = []
    for region in chance.sample(own, chance.randint(2, 8)):
        figures = [
            Figure(
                None if chance.random() < 0.05 else some_value(chance, 0, 3000, 0),
                ("case_count", region.code, str(year), "kasus", group, "semua", "semua"),
            )
            for group, year in columns
        ]
        body.append([region.name, *figures])
    roles = ["region_name", *["value"] * len(columns)]
    made = Made("sumbar_kekerasan", "case_count", [heads], body, roles)
    made.above_is_free = False
    return made


def people_in_thousands(chance: random.Random, context: Context) -> Made:
    """Provinces; the measure and its unit over the years, in thousands with a decimal."""
    spanned = years(chance)
    heads: list[list[Cell]] = [
        ["38 Provinsi", "Jumlah Penduduk (Ribu Jiwa)", *[None] * (len(spanned) - 1)],
        [None, *spanned],
    ]
    body: list[list[Cell | Figure]] = []
    for region in chance.sample(list(context.registry.provinces()), chance.randint(2, 8)):
        row: list[Cell | Figure] = [region.name_short.upper()]
        for year in spanned:
            people = some_value(chance, 800, 50_000, 1)
            key = ("population", region.code, str(year), "semua", "semua")
            row.append(Figure(round(people * 1000), key, people))
        body.append(row)
    roles = ["region_name", *["value"] * len(spanned)]
    made = Made("bps_penduduk_ribu", "population", heads, body, roles, decimals=1)
    made.above_is_free = False
    if len(spanned) > 1 and chance.random() < 0.5:
        made.merges = [(0, 1, 0, len(spanned)), (0, 0, 1, 0)]
    return made
