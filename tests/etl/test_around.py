"""Forms whose region, month and year stand around the table: sheets for months, several on one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from etl.check import FileReport, check_file, load_context

Writer = Callable[..., Path]
Reader = Callable[..., FileReport]

NUTRITION = """
id = "rekap_gizi"
kind = "wide"
table = "case_count"
title = { id = "Rekap bulanan puskesmas", en = "Monthly recap of a health centre" }
region_kinds = ["kabupaten", "kota"]
parts = "desa"
totals = ["puskesmas", "jumlah"]

[constants]
unit = "kasus"
group = "anak"
age_band = "0-5"
sex = "semua"
violence_type = "semua"
place = "semua"
relation = "semua"
service = "semua"

[[columns]]
headings = ["No"]
reads = "ignored"
because = { id = "nomor", en = "number" }
[[columns]]
headings = ["DESA"]
reads = "region_name"
essential = true
[[values]]
headings = ["{*} | Status Gizi Indeks BB/U | Berat badan sangat kurang"]
required = true
[[ignored]]
headings = ["{*} | Jumlah sasaran Balita", "{*} | Status Gizi Indeks BB/U | Berat badan kurang"]
because = { id = "bukan ukuran katalog", en = "no measure of the catalogue" }
[[around]]
where = "key"
pattern = "Kabupaten/Kota : {region}"
[[around]]
where = "key"
pattern = "Tahun : {year}"
[[around]]
where = "key"
pattern = "Bulan"
to = "month"
"""


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    """Read a file with a further layout, given as TOML text."""

    def read_with(path: Path, text: str) -> FileReport:
        layout = tmp_path / "one.toml"
        layout.write_text(text, encoding="utf-8")
        return check_file(path, load_context(None, layout))

    return read_with


def found(report: FileReport) -> list[tuple[str | None, str | None, str]]:
    return [(i.sheet, i.cell, i.kind) for i in report.issues if i.kind != "provenance_missing"]


def form(
    month: str, figures: Sequence[int], *, top: int = 0
) -> tuple[list[list[object]], list[str]]:
    """One sheet of the form and its merged ranges, `top` rows further down."""
    rows: list[list[object]] = [[] for _ in range(top)]
    rows += [
        ["FORMULIR REKAPITULASI HASIL PENGUKURAN"],
        ["Kabupaten/Kota", None, ": Konawe Selatan"],
        ["Tahun", None, ": 2024"],
        ["Bulan", None, month],
        ["No", "DESA", month],
        [None, None, "Jumlah sasaran Balita", "Status Gizi Indeks BB/U"],
        [None, None, None, "Berat badan sangat kurang", "Berat badan  kurang"],
        [-1, -2, -3, -4, -5],
    ]
    for number, figure in enumerate(figures, 1):
        rows.append([number, f"Desa {number}", 50, figure, 7])
    rows.append(["PUSKESMAS", None, 50 * len(figures), sum(figures), 7 * len(figures)])
    rows += [[], [None, None, None, "Baito, 31 Mei 2024"], ["Mengetahui", None, None, "Petugas"],
             ["Kepala UPTD", None, None, "NIP. 1980"]]  # fmt: skip
    head = top + 5
    merges = [f"A{head}:A{head + 2}", f"B{head}:B{head + 2}", f"C{head}:E{head}",
              f"C{head + 1}:C{head + 2}", f"D{head + 1}:E{head + 1}"]  # fmt: skip
    return rows, merges


def test_a_sheet_for_each_month_with_the_region_in_key_rows(
    write_book: Writer, read: Reader
) -> None:
    may, may_merges = form("MEI", [1, 2, 3])
    june, june_merges = form("JUNI", [4, 5, 60, 7], top=3)
    path = write_book(
        "a.xlsx", {"Mei": may, "Juni": june}, {"Mei": may_merges, "Juni": june_merges}
    )
    report = read(path, NUTRITION)
    assert found(report) == []
    facts = report.observations["case_count"]
    rows = facts[["region_code", "sheet", "cell", "value"]].itertuples(index=False)
    assert [tuple(row) for row in rows] == [
        ("74.05", "Mei", "D9:D11", 6.0), ("74.05", "Juni", "D12:D15", 76.0),
    ]  # fmt: skip
    assert facts["period_start"].dt.month.tolist() == [5, 6]
    assert facts["period_end"].dt.day.tolist() == [31, 30]
    assert facts["is_derived"].all()


@pytest.mark.parametrize(
    ("row", "cells", "cell", "kind"),
    [
        (3, ["Bulan", None, "MEII"], "C4", "not_a_month"),
        (3, [], "A5", "nothing_around"),
        (2, ["Tahun", None, ": 20244"], "C3", "year_out_of_range"),
        (1, ["Kabupaten/Kota", None, ": Konawe Barat"], "C2", "unknown_region"),
        (9, [2, "Kabupaten Konawe Selatan", 50, 2, 7], "B10", "part_is_whole"),
        (9, [2, "Desa 2", 50, "dua", 7], "D10", "not_a_number"),
        (11, ["PUSKESMAS", None, 150, 7, 21], "D12", "total_mismatch"),
    ],
)
def test_what_is_wrong_is_told_at_its_cell(
    write_book: Writer, read: Reader, row: int, cells: list[object], cell: str, kind: str
) -> None:
    rows, merges = form("MEI", [1, 2, 3])
    rows[row] = cells
    report = read(write_book("a.xlsx", {"Mei": rows}, {"Mei": merges}), NUTRITION)
    assert ("Mei", cell, kind) in found(report)


def test_a_total_without_its_word_is_not_added_to_its_parts(
    write_book: Writer, read: Reader
) -> None:
    rows, merges = form("MEI", [10, 20, 30])
    rows[11] = [None, "Kebun Raya", 150, 60, 21]
    report = read(write_book("a.xlsx", {"Mei": rows}, {"Mei": merges}), NUTRITION)
    assert found(report) == [("Mei", "A12", "part_may_be_total")]
    assert not len(report.observations["case_count"])


MIXED = """
id = "rls"
kind = "wide"
table = "outcome"
title = { id = "Uji", en = "Test" }
region_kinds = ["negara", "provinsi", "kabupaten", "kota"]
bare_name = "kabupaten"
[constants]
area_type = "semua"
[[columns]]
headings = ["Provinsi/Kabupaten/Kota"]
reads = "region_name"
to = "region_code"
essential = true
[[values]]
headings = ["{*} | {sex} | {year}"]
fields = { measure_id = "perkawinan_anak_persen" }
[[around]]
where = "title"
pattern = "{*}perkawinan anak{*}"
required = true
"""


def test_provinces_and_kabupaten_in_one_column_under_a_title_that_must_be_there(
    write_book: Writer, read: Reader
) -> None:
    rows: list[list[object]] = [
        ["Tabel 3. Perkawinan anak menurut daerah"],
        ["Provinsi/Kabupaten/Kota", "Persentase", None, None, None],
        [None, "Perempuan", None, "Laki-laki", None],
        [None, 2021, 2020, 2021, 2020],
        ["GORONTALO", 1.5, 2.5, 3.5, 4.5],
        ["Gorontalo", 5.5, "-", 7.5, 8.5],
        ["Kota Gorontalo", 9.5, 10.5, 11.5, 12.5],
        ["INDONESIA", 13.5, 14.5, 15.5, 16.5],
    ]
    merges = {"table": ["A2:A4", "B2:E2", "B3:C3", "D3:E3"]}
    report = read(write_book("a.xlsx", {"table": rows}, merges), MIXED)
    assert found(report) == []
    facts = report.observations["outcome"]
    assert facts["region_code"].tolist() == ["75", "75.01", "75.71", "00"] * 4
    assert facts["value"].tolist()[:4] == [1.5, 5.5, 9.5, 13.5]
    assert facts["status"].tolist().count("not_reported") == 1
    rows[0] = ["Tabel 3. Merokok menurut daerah"]
    report = read(write_book("b.xlsx", {"table": rows}, merges), MIXED)
    assert [kind for *_, kind in found(report)] == ["measure_not_recognised"]


STATED = """
id = "dinas"
kind = "wide"
table = "case_count"
title = { id = "Uji", en = "Test" }
region_kinds = ["kabupaten", "kota"]
[constants]
unit = "korban"
group = "anak"
violence_type = "semua"
place = "semua"
relation = "semua"
service = "semua"
[[columns]]
headings = ["Bulan"]
reads = "month"
essential = true
[[values]]
headings = ["{age} | {sex}"]
[[around]]
where = "title"
pattern = "{*}KABUPATEN {region} TAHUN {year}"
[[around]]
where = "sheet"
pattern = "Kab. {region} {year}"
[[around]]
where = "file"
pattern = "{*}_{region}_{year}"
"""


@pytest.mark.parametrize(
    ("name", "sheet", "title"),
    [
        ("a.xlsx", "S", "KORBAN KABUPATEN KONAWE SELATAN TAHUN 2023"),
        ("a.xlsx", "Kab. Konawe Selatan 2023", "KORBAN"),
        ("korban_konawe selatan_2023.xlsx", "S", "KORBAN"),
        ("korban_konawe selatan_2023.xlsx", "Kab. Konawe Selatan 2023", "KORBAN"),
    ],
)
def test_region_and_year_in_title_sheet_or_file_name_and_months_down(
    write_book: Writer, read: Reader, name: str, sheet: str, title: str
) -> None:
    rows: list[list[object]] = [
        [title],
        [],
        ["Bulan", "0 - 17 thn", None, "18-24 tahun", None],
        [None, "L", "P", "L", "P"],
        ["Januari", 1, 2, 3, 4],
        ["Agt", 5, 6, 7, 8],
        ["Jumlah", 6, 8, 10, 12],
    ]
    merges = {sheet: ["A3:A4", "B3:C3", "D3:E3"]}
    report = read(write_book(name, {sheet: rows}, merges), STATED)
    assert found(report) == []
    facts = report.observations["case_count"]
    assert set(facts["region_code"]) == {"74.05"}
    assert facts["period_end"].dt.strftime("%Y-%m-%d").tolist() == ["2023-01-31", "2023-08-31"] * 4
    assert list(zip(facts["age_band"], facts["group"], facts["sex"], strict=True))[::2] == [
        ("0-17", "anak", "laki_laki"), ("0-17", "anak", "perempuan"),
        ("18-24", "dewasa", "laki_laki"), ("18-24", "dewasa", "perempuan"),
    ]  # fmt: skip
    assert facts["value"].tolist() == [1, 5, 2, 6, 3, 7, 4, 8]
