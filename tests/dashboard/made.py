"""Small made series, built through the whole pipeline: every state the trend page can show.

The numbers are invented; the places are real, so that a page finds their province.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from etl.build import BuildReport, build
from etl.template import write_template

RISING, SMALL, SHORT, PARTLY = "33.01", "33.04", "33.05", "33.06"
"""A rise that is likely real; hidden years; two years, and three in one figure; a partial year."""
STEADY = ("33.07", "33.08", "33.09", "33.10")
"""Areas that did not change: what the province is judged with."""
BROKEN, MONTHLY = "34.01", "34.02"
"""Years on both sides of SIMFONI version 3; months, of which the last year has eight."""
LOUD = (2023, 5)
"""The month of MONTHLY that stands out."""
_NAMES: Final = {
    "33.01": "Kabupaten Cilacap", "33.04": "Kabupaten Banjarnegara", "33.05": "Kabupaten Kebumen",
    "33.06": "Kabupaten Purworejo", "33.07": "Kabupaten Wonosobo", "33.08": "Kabupaten Magelang",
    "33.09": "Kabupaten Boyolali", "33.10": "Kabupaten Klaten", "34.01": "Kabupaten Kulon Progo",
    "34.02": "Kabupaten Bantul",
}  # fmt: skip
_PUBLICATION: Final = {
    "publikasi": "laporan", "penerbit": "DP3AP2KB", "judul": "Rekap laporan",
    "tanggal_terbit": "2029-02-01", "kepercayaan": "official",
}  # fmt: skip
_YEARS: Final[dict[str, dict[int, int]]] = {
    RISING: {2021: 40, 2022: 62, 2023: 94, 2024: 140, 2025: 214},
    SMALL: {2021: 3, 2022: 2, 2023: 30, 2024: 41, 2025: 45},
    SHORT: {2024: 30, 2025: 35},
    PARTLY: {2023: 40, 2024: 44},
    "33.07": {2021: 50, 2022: 54, 2023: 48, 2024: 52, 2025: 51},
    "33.08": {2021: 81, 2022: 76, 2023: 84, 2024: 79, 2025: 80},
    "33.09": {2021: 33, 2022: 30, 2023: 31, 2024: 35, 2025: 32},
    "33.10": {2021: 60, 2022: 66, 2023: 63, 2024: 58, 2025: 61},
    BROKEN: {2024: 20, 2025: 22, 2027: 80, 2028: 84},
}
_SEASON: Final = (18, 20, 22, 21, 19, 20, 23, 21, 20, 18, 22, 19)


def editions(folder: Path) -> BuildReport:
    """Both editions of the made series, built below `folder`."""
    raw = folder / "raw"
    raw.mkdir(parents=True)
    cases = {"Data": [*_whole(), *_parts(), *_months()], "Publikasi": [_PUBLICATION]}
    write_template("kasus", raw / "kasus.xlsx", cases)
    told = {"Data": list(_reporting()), "Publikasi": [_PUBLICATION]}
    write_template("kelengkapan", raw / "kelengkapan.xlsx", told)
    return build(folder, folder / "build")


def _case(region: str, start: str, end: str, count: int) -> dict[str, object]:
    return {
        "kode_daerah": region,
        "nama_daerah": _NAMES[region],
        "periode_mulai": start,
        "periode_selesai": end,
        "periode_diketahui": "stated",
        "satuan": "korban",
        "kelompok": "anak",
        "jumlah": count,
        "publikasi": "laporan",
    }


def _whole() -> Iterator[dict[str, object]]:
    for region, years in _YEARS.items():
        for year, count in years.items():
            yield _case(region, f"{year}-01-01", f"{year}-12-31", count)


def _parts() -> Iterator[dict[str, object]]:
    yield _case(PARTLY, "2025-01-01", "2025-08-31", 30)
    yield _case(SHORT, "2021-01-01", "2023-12-31", 88)


def _months() -> Iterator[dict[str, object]]:
    """Four whole years of months, and eight of the fifth."""
    for year in range(2021, 2026):
        for month in range(1, 13 if year < 2025 else 9):
            last = calendar.monthrange(year, month)[1]
            count = 60 if (year, month) == LOUD else _SEASON[month - 1] + (year - 2021) % 3
            yield _case(MONTHLY, f"{year}-{month:02}-01", f"{year}-{month:02}-{last}", count)


def _reporting() -> Iterator[dict[str, object]]:
    """All 24 units of RISING, and all months, in every year."""
    for year in _YEARS[RISING]:
        yield {
            "kode_daerah": RISING,
            "nama_daerah": _NAMES[RISING],
            "periode_mulai": f"{year}-01-01",
            "periode_selesai": f"{year}-12-31",
            "unit_melapor": 24,
            "unit_seharusnya": 24,
            "bulan_melapor": 12,
            "publikasi": "laporan",
        }
