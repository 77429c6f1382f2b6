"""Tables as offices make them: regions x years, sexes, ages or areas, in a layout that is known.

A made table knows where each of its figures stands and what it is about; how it is decorated and
written into a file is for `files_made`.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from etl.context import Context
from indicators.regions import Region
from tests.etl.generated.numbers_written import some_value

Cell = str | float | int | datetime.date | None
Key = tuple[str, ...]
"""Warehouse table, region, year and what else tells its figures apart (see KEYS)."""

KEYS: Final = {
    "case_count": ("region_code", "year", "unit", "group", "sex", "age_band"),
    "population": ("region_code", "year", "sex", "age_band"),
    "outcome": ("region_code", "year", "measure_id", "sex", "area_type"),
    "kla_score": ("region_code", "year", "block", "indicator", "question"),
}
SEXES: Final = {"laki_laki": ("LAKI-LAKI", "Laki-laki", "L"), "perempuan": ("PEREMPUAN", "P")}
AGES: Final = {
    "0-5": "anak", "6-12": "anak", "13-17": "anak", "18-24": "dewasa", "25-44": "dewasa",
    "45-59": "dewasa", "60+": "dewasa",
}  # fmt: skip
MEASURES: Final = {
    "air_minum_layak_persen": (
        "Persentase Rumah Tangga yang Memiliki Akses terhadap Sumber Air Minum Layak", 2.0, 99.0,
    ),
    "sanitasi_layak_persen": (
        "Persentase Rumah Tangga yang Memiliki Akses terhadap Sanitasi Layak", 2.0, 99.0,
    ),
    "stunting_prevalensi_persen": ("Prevalensi Stunting", 2.0, 60.0),
}  # fmt: skip
AREAS: Final = {
    "perkotaan": "Perkotaan", "perdesaan": "Perdesaan", "semua": "Perkotaan+Perdesaan",
}  # fmt: skip


@dataclass(frozen=True)
class Figure:
    """A figure and what it is about; None when it was not reported.

    `printed` is what stands in its cell where that is another number (thousands).
    """

    value: float | None
    key: Key
    printed: float | None = None


@dataclass
class Made:
    """A table: heading rows over body rows. `roles` say what each column holds.

    `decimals` are those of its figures, `totals` the word of a total row (empty: none fits here).
    `blanks` says that a figure may be missing, `merges` are ranges of the heading rows.
    """

    layout: str
    table: str
    heads: list[list[Cell]]
    body: list[list[Cell | Figure]]
    roles: list[str]
    decimals: int = 0
    totals: str = ""
    percent: bool = False
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    other_sheets: dict[str, list[list[Cell]]] = field(default_factory=dict)
    only_xlsx: bool = False
    above_is_free: bool = True


def places(chance: random.Random, context: Context, most: int = 6) -> list[Region]:
    """A few kabupaten/kota of one province."""
    provinces = [one for one in context.registry.provinces() if context.registry.children(one.code)]
    own = list(context.registry.children(chance.choice(provinces).code))
    return chance.sample(own, min(len(own), chance.randint(2, most)))


def years(chance: random.Random, most: int = 3) -> list[int]:
    first = chance.randint(2015, 2022)
    return list(range(first, first + chance.randint(1, most)))


def _value(
    chance: random.Random, low: float, high: float, decimals: int, *, blanks: bool = True
) -> float | None:
    if blanks and chance.random() < 0.06:
        return None
    return some_value(chance, low, high, decimals)


def opendata_korban(chance: random.Random, context: Context) -> Made:
    """The long table of the portals: one row a region, year, sex and age."""
    provinces = context.registry
    heads: list[Cell] = [
        "id", "kode_provinsi", "nama_provinsi", "kode_kabupaten_kota", "nama_kabupaten_kota",
        "jenis_kelamin", "kategori_usia", "jumlah_korban", "satuan", "tahun",
    ]  # fmt: skip
    roles = [
        "id", "province_code", "province_name", "region_code", "region_name", "sex", "age", "value",
        "unit", "year",
    ]  # fmt: skip
    body: list[list[Cell | Figure]] = []
    spanned = years(chance)
    ages = chance.sample(sorted(AGES), chance.randint(1, 3))
    for region in places(chance, context):
        province = provinces.get(region.parent or "")
        for year in spanned:
            for sex, labels in SEXES.items():
                for age in ages:
                    key = ("case_count", region.code, str(year), "korban", AGES[age], sex, age)
                    figure = Figure(_value(chance, 0, 5000, 0), key)
                    body.append([
                        len(body) + 1, province.code_bps, province.name_short.upper(),
                        region.code_bps, region.name.upper(), labels[0], f"{age} TAHUN", figure,
                        "ORANG", year,
                    ])  # fmt: skip
    made = Made("opendata_kabkota", "case_count", [heads], body, roles, totals="Jumlah")
    return _columns_of(made, chance, droppable=("id", "province_code", "province_name", "unit"))


def opendata_penduduk(chance: random.Random, context: Context) -> Made:
    """The same portal's table of people."""
    heads: list[Cell] = [
        "kode_kabupaten_kota", "nama_kabupaten_kota", "jenis_kelamin", "jumlah_penduduk", "satuan",
        "tahun",
    ]  # fmt: skip
    roles = ["region_code", "region_name", "sex", "value", "unit", "year"]
    body: list[list[Cell | Figure]] = []
    spanned = years(chance)
    for region in places(chance, context):
        for year in spanned:
            for sex, labels in SEXES.items():
                key = ("population", region.code, str(year), sex, "semua")
                figure = Figure(_value(chance, 30_000, 3_000_000, 0, blanks=False), key)
                body.append([
                    region.code_bps, region.name.upper(), labels[0], figure, "JIWA", year,
                ])  # fmt: skip
    made = Made("opendata_penduduk", "population", [heads], body, roles, totals="Jumlah")
    return _columns_of(made, chance, droppable=("unit",))


def template_penduduk(chance: random.Random, context: Context) -> Made:
    """The template of this project for people, as an office fills it in."""
    heads: list[Cell] = [
        "kode_daerah", "nama_daerah", "tahun", "jenis_kelamin", "jumlah", "publikasi",
    ]  # fmt: skip
    roles = ["region_code", "region_name", "year", "sex", "value", "publication"]
    body: list[list[Cell | Figure]] = []
    spanned = years(chance)
    for region in places(chance, context):
        for year in spanned:
            for sex, labels in SEXES.items():
                key = ("population", region.code, str(year), sex, "semua")
                figure = Figure(_value(chance, 30_000, 3_000_000, 0, blanks=False), key)
                body.append([region.code, region.name, year, labels[1], figure, "terbitan"])
    made = Made("template_penduduk", "population", [heads], body, roles)
    return as_template(_columns_of(made, chance, droppable=()), context)


def template_kasus(chance: random.Random, context: Context) -> Made:
    """The template for counts of violence."""
    heads: list[Cell] = [
        "kode_daerah", "nama_daerah", "periode_mulai", "periode_selesai", "satuan", "kelompok",
        "jenis_kelamin", "jumlah", "publikasi",
    ]  # fmt: skip
    roles = [
        "region_code", "region_name", "start", "end", "unit", "group", "sex", "value",
        "publication",
    ]  # fmt: skip
    body: list[list[Cell | Figure]] = []
    unit = chance.choice(("kasus", "korban"))
    spanned = years(chance)
    for region in places(chance, context):
        for year in spanned:
            for sex, labels in SEXES.items():
                key = ("case_count", region.code, str(year), unit, "anak", sex, "semua")
                figure = Figure(_value(chance, 0, 5000, 0, blanks=False), key)
                body.append([
                    region.code, region.name, datetime.date(year, 1, 1),
                    datetime.date(year, 12, 31), unit, "anak", labels[1], figure, "terbitan",
                ])  # fmt: skip
    made = Made("template_kasus", "case_count", [heads], body, roles)
    return as_template(_columns_of(made, chance, droppable=()), context)


def template_capaian(chance: random.Random, context: Context) -> Made:
    """The template for outcome measures."""
    heads: list[Cell] = [
        "kode_daerah", "nama_daerah", "periode_mulai", "periode_selesai", "ukuran", "nilai",
        "publikasi",
    ]  # fmt: skip
    roles = ["region_code", "region_name", "start", "end", "measure", "value", "publication"]
    body: list[list[Cell | Figure]] = []
    decimals = chance.choice((1, 2))
    measure = chance.choice(sorted(MEASURES))
    spanned = years(chance)
    for region in places(chance, context):
        for year in spanned:
            _, low, high = MEASURES[measure]
            key = ("outcome", region.code, str(year), measure, "semua", "semua")
            figure = Figure(_value(chance, low, high, decimals, blanks=False), key)
            body.append([
                region.code, region.name, datetime.date(year, 1, 1), datetime.date(year, 12, 31),
                measure, figure, "terbitan",
            ])  # fmt: skip
    made = Made("template_capaian", "outcome", [heads], body, roles, decimals, percent=True)
    return as_template(_columns_of(made, chance, droppable=()), context)


def as_template(made: Made, context: Context) -> Made:
    """A workbook of this project: every column of the template is there, filled or not."""
    layout = context.layouts.by_id[made.layout]
    missing = [
        one for one in layout.columns if not set(one.headings) & set(map(str, made.heads[-1]))
    ]
    if layout.kind == "list":
        made.heads[-1] += [column.heading for column in missing]
        made.body = [[*row, *[None] * len(missing)] for row in made.body]
        made.roles += [f"unused {column.heading}" for column in missing]
    made.only_xlsx = True
    made.other_sheets["Publikasi"] = [
        ["publikasi", "penerbit", "judul", "kepercayaan"],
        ["terbitan", "BPS", "Terbitan tahunan", "official"],
    ]
    return made


def _columns_of(made: Made, chance: random.Random, droppable: Sequence[str]) -> Made:
    """Some columns left out, the others in any order; the first stays where a total is named."""
    kept = [
        index for index, role in enumerate(made.roles)
        if role not in droppable or chance.random() < 0.7
    ]  # fmt: skip
    if chance.random() < 0.4:
        chance.shuffle(kept)
    made.heads = [[row[index] for index in kept] for row in made.heads]
    made.body = [[row[index] for index in kept] for row in made.body]
    made.roles = [made.roles[index] for index in kept]
    return made


def bps_web(chance: random.Random, context: Context) -> Made:
    """A web table: regions down, title over areas over years (or years alone)."""
    measure = chance.choice(sorted(MEASURES))
    title, low, high = MEASURES[measure]
    decimals = chance.choice((1, 2))
    areas = list(AREAS) if chance.random() < 0.5 else ["semua"]
    columns = [(area, year) for area in areas for year in years(chance)[:2]]
    title = f"{title} (Persen)"
    if len(areas) > 1:
        title = f"{title[:-9]} Menurut Klasifikasi Desa (Persen)"
    rows, corner = _bps_places(chance, context)
    heads: list[list[Cell]] = [[corner, title, *[None] * (len(columns) - 1)]]
    merges = [(0, 1, 0, len(columns))]
    if len(areas) > 1:
        heads.append([None, *(AREAS[area] for area, _ in columns)])
    heads.append([None, *(year for _, year in columns)])
    merges.append((0, 0, len(heads) - 1, 0))
    body: list[list[Cell | Figure]] = []
    for name, code in rows:
        figures = [
            Figure(
                _value(chance, low, high, decimals),
                ("outcome", code, str(year), measure, "semua", area),
            )
            for area, year in columns
        ]
        body.append([name, *figures])
    made = Made("bps_web", "outcome", heads, body, ["region_name", *["value"] * len(columns)],
                decimals, percent=True)  # fmt: skip
    made.above_is_free = False
    if chance.random() < 0.6 and len(columns) > 1:
        made.merges = merges
    return made


def _bps_places(chance: random.Random, context: Context) -> tuple[list[tuple[str, str]], str]:
    provinces = chance.sample(list(context.registry.provinces()), chance.randint(2, 6))
    if chance.random() < 0.5:
        return [(one.name_short.upper(), one.code) for one in provinces], "Provinsi"
    rows: list[tuple[str, str]] = []
    for province in provinces[:2]:
        rows.append((province.name_short.upper(), province.code))
        own = list(context.registry.children(province.code))
        rows += [(one.name, one.code) for one in chance.sample(own, min(3, len(own)))]
    return rows, "Provinsi/Kabupaten/Kota"
