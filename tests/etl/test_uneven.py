from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from etl.check import FileReport

Check = Callable[[Path], FileReport]
Writer = Callable[..., Path]
HEAD = ["kode_kabupaten_kota", "nama_kabupaten_kota", "jenis_kelamin", "kategori_usia",
        "jumlah_korban", "tahun"]  # fmt: skip
REGIONS = [(3201, "KABUPATEN BOGOR"), (3271, "KOTA BOGOR"), (3273, "KOTA BANDUNG")]
ROWS = [
    [code, name, "PEREMPUAN", age, code % 7, year]
    for code, name in REGIONS
    for year in (2019, 2020, 2021)
    for age in ("0-5", "6-12")
]


def lone(report: FileReport) -> list[tuple[str | None, str | None]]:
    return [(one.cell, one.value) for one in report.issues if one.kind == "lone_value"]


@pytest.mark.parametrize("at", [0, 7, len(ROWS) - 1])
def test_a_year_that_one_row_alone_has_is_asked_about(
    at: int, write_book: Writer, check: Check
) -> None:
    rows = [list(row) for row in ROWS]
    rows[at][5] = 2012
    report = check(write_book("usia.xlsx", {"data": [HEAD, *rows]}))
    assert lone(report) == [(f"F{at + 2}", "2012")]
    assert not report.has_errors
    assert f"“{ROWS[at][5]}”" in report.issues[-1].message


def test_a_year_that_has_begun_is_no_mistake(write_book: Writer, check: Check) -> None:
    newest = [*REGIONS[0], "PEREMPUAN", "0-5", 1, 2022]
    report = check(write_book("usia.xlsx", {"data": [HEAD, *ROWS, newest]}))
    assert lone(report) == []


def test_a_row_that_would_not_fill_the_hole_is_left_alone(write_book: Writer, check: Check) -> None:
    later = [*REGIONS[2], "PEREMPUAN", "6-12", 1, 2012]
    report = check(write_book("usia.xlsx", {"data": [HEAD, *ROWS[1:], later]}))
    assert lone(report) == []
