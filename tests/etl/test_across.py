from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from etl.check import FileReport

TITLE = (
    "Persentase Rumah Tangga yang Memiliki Akses terhadap Sumber Air Minum Layak "
    "Menurut Provinsi dan Klasifikasi Desa (Persen)"
)

Check = Callable[[Path], FileReport]
Writer = Callable[..., Path]
AREAS = ["Perkotaan", "Perdesaan", "Perkotaan+Perdesaan"]
MARRIAGE = "Proporsi Perempuan Umur 20-24 Tahun Yang Berstatus Kawin Sebelum Umur 18 Tahun (Persen)"


def found(report: FileReport) -> list[tuple[str | None, str]]:
    return [(i.cell, i.kind) for i in report.issues if i.kind != "provenance_missing"]


def test_four_heading_lines_of_a_web_csv(tmp_path: Path, check: Check) -> None:
    path = tmp_path / "air.csv"
    lines = [
        "38 Provinsi,,,",
        f",{TITLE},,",
        "," + ",".join(AREAS),
        ",2024,2024,2024",
        "ACEH,94.34,86.03,88.79",
        "DKI JAKARTA,99.86,-,99.86",
        "INDONESIA,95.1,80,88.2",
    ]
    path.write_text("\n".join(lines), encoding="utf-8-sig")
    report = check(path)
    assert found(report) == []
    facts = report.observations["outcome"]
    assert facts["region_code"].tolist() == ["11", "31", "00"] * 3
    assert facts["area_type"].tolist() == ["perkotaan"] * 3 + ["perdesaan"] * 3 + ["semua"] * 3
    assert facts["value"].fillna(-1).tolist() == [
        94.34, 99.86, 95.1, 86.03, -1, 80, 88.79, 99.86, 88.2,
    ]  # fmt: skip
    assert facts["status"].tolist() == ["reported"] * 4 + ["not_reported"] + ["reported"] * 4
    assert set(facts["measure_id"]) == {"air_minum_layak_persen"}
    assert facts["cell"].tolist()[:4] == ["B5", "B6", "B7", "C5"]
    assert report.tables[0].range == "A1:D7"


@pytest.mark.parametrize("merged", [True, False])
def test_years_across_under_the_sex_descending_merged_or_not(
    write_book: Writer, check: Check, merged: bool
) -> None:
    rows = [
        [],
        ["Provinsi/Kabupaten/Kota", f"{MARRIAGE} menurut Jenis Kelamin", None, None, None],
        [None, "Perempuan", None, "Laki-laki", None],
        [None, 2022, 2021, 2022, 2021],
        ["GORONTALO", 1, 2, 3, 4],
        ["Boalemo", 5, 6, 7, 8],
        ["Gorontalo", 9, "-", 11, 12],
        ["Kota Gorontalo", 13, 14, 15, 16],
        ["JAWA BARAT", 17, 18, 19, 20],
        ["BOGOR", 21, 22, 23, 24],
        ["KOTA BOGOR", 25, 26, 27, 28],
        ["INDONESIA", 29, 30, 31, 32],
        ["Sumber: BPS", None, None, None, None],
    ]
    merges = {"table": ["A2:A4", "B2:E2", "B3:C3", "D3:E3"]} if merged else None
    report = check(write_book("kawin.xlsx", {"table": rows}, merges))
    assert found(report) == []
    facts = report.observations["outcome"]
    regions = ["75", "75.02", "75.01", "75.71", "32", "32.01", "32.71", "00"]
    assert facts["region_code"].tolist() == regions * 4
    assert facts["sex"].tolist() == ["perempuan"] * 16 + ["laki_laki"] * 16
    assert (
        facts["period_start"].dt.year.tolist() == [2022] * 8 + [2021] * 8 + [2022] * 8 + [2021] * 8
    )
    assert facts["value"].dropna().tolist()[:4] == [1, 5, 9, 13]
    assert facts["cell"].tolist()[0] == "B5"


def test_a_measure_outside_the_catalogue_is_refused_with_its_title(
    write_book: Writer, check: Check
) -> None:
    rows = [
        ["Provinsi", "Rata-rata Lama Sekolah (Tahun)", None],
        [None, 2022, 2021],
        ["ACEH", 9.1, 9.2],
    ]
    report = check(write_book("rls.xlsx", {"table": rows}))
    assert found(report) == [("B1", "measure_not_recognised")]


def test_thousands_of_people_are_refused(write_book: Writer, check: Check) -> None:
    rows = [["Provinsi", "Prevalensi Stunting (Ribu Jiwa)"], [None, 2022], ["ACEH", 9.1]]
    assert found(check(write_book("x.xlsx", {"table": rows}))) == [("B1", "measure_not_recognised")]


@pytest.mark.parametrize(
    "title",
    [
        "Target Prevalensi Stunting (Persen)",
        "Jumlah Rumah Tangga yang Memiliki Akses terhadap Sanitasi Layak",
        "Relative Standard Error Prevalensi Stunting",
        "Prevalensi Stunting pada 40 Persen Penduduk Terbawah",
        "Penurunan Prevalensi Stunting",
    ],
)
def test_a_title_that_makes_a_measure_another_one_is_refused(
    title: str, write_book: Writer, check: Check
) -> None:
    rows = [["Provinsi", title], [None, 2022], ["ACEH", 9.1]]
    assert found(check(write_book("x.xlsx", {"table": rows}))) == [("B1", "measure_not_recognised")]


def test_a_title_about_one_sex_must_be_said_in_the_headings(
    write_book: Writer, check: Check
) -> None:
    title = "Persentase Merokok Pada Penduduk Usia 10-18 Tahun, Perempuan (Persen)"
    silent = [["Provinsi", title], [None, 2022], ["ACEH", 1.1]]
    assert found(check(write_book("x.xlsx", {"t": silent}))) == [("B2", "heading_incomplete")]
    said = [["Provinsi", title], [None, "Perempuan"], [None, 2022], ["ACEH", 1.1]]
    report = check(write_book("y.xlsx", {"t": said}))
    assert found(report) == []
    assert report.observations["outcome"]["sex"].tolist() == ["perempuan"]


def test_a_bare_name_is_the_kabupaten_only_beside_its_kota(
    write_book: Writer, check: Check
) -> None:
    head = [["Kabupaten/Kota", "Prevalensi Stunting (Persen)"], [None, 2021]]
    beside = [*head, ["Bogor", 20], ["Kota Bogor", 22]]
    report = check(write_book("x.xlsx", {"t": beside}))
    assert report.observations["outcome"]["region_code"].tolist() == ["32.01", "32.71"]
    alone = [*head, ["Bogor", 20], ["Kota Depok", 22]]
    assert found(check(write_book("y.xlsx", {"t": alone}))) == [("A3", "unknown_region")]


def test_text_figures_below_the_footer_are_reported(write_book: Writer, check: Check) -> None:
    rows = [
        ["Provinsi", "Prevalensi Stunting (Persen)"],
        [None, 2021],
        ["ACEH", "20,5"],
        ["Sumber: BPS", None],
        ["JAWA BARAT", "21,5"],
    ]
    report = check(write_book("x.xlsx", {"t": rows}))
    assert found(report) == [("B5", "figures_below_footer")]


def test_a_heading_that_says_something_unknown_or_nothing(write_book: Writer, check: Check) -> None:
    rows = [
        ["Provinsi", "Prevalensi Stunting (Persen)", None, None, None],
        [None, 2022, 20222, "Catatan lapangan", None],
        ["ACEH", 31.2, 30.1, 5, 7],
    ]
    report = check(write_book("x.xlsx", {"table": rows}))
    assert found(report) == [
        ("C2", "year_out_of_range"),
        ("D2", "unknown_heading"),
        ("E2", "heading_incomplete"),
    ]
    assert report.observations["outcome"]["value"].tolist() == [31.2]


def test_the_year_may_stand_in_the_title_only(write_book: Writer, check: Check) -> None:
    rows = [
        ["Prevalensi Stunting Menurut Provinsi (Persen), 2022"],
        ["Provinsi", "Laki-laki", "Perempuan"],
        ["ACEH", 31.2, 30.1],
    ]
    report = check(write_book("x.xlsx", {"table": rows}))
    assert found(report) == []
    assert report.observations["outcome"]["period_start"].dt.year.tolist() == [2022, 2022]


def test_unknown_regions_are_reported_once_not_once_a_column(
    write_book: Writer, check: Check
) -> None:
    rows = [
        ["Kabupaten/Kota", "Prevalensi Stunting di Provinsi Jawa Barat (Persen)", None],
        [None, 2021, 2022],
        ["Bogor", 20, 21],
        ["Kota Bogor", 22, 23],
        ["Atlantis", 24, 25],
        ["Kota Cirebon", "dua", 27],
    ]
    report = check(write_book("x.xlsx", {"table": rows}))
    assert found(report) == [("A5", "unknown_region"), ("B6", "not_a_number")]
    assert report.observations["outcome"]["region_code"].tolist() == [
        "32.01", "32.71", "32.01", "32.71", "32.74",
    ]  # fmt: skip


def test_one_region_twice_is_a_duplicate(write_book: Writer, check: Check) -> None:
    rows = [
        ["Provinsi", "Prevalensi Stunting (Persen)"],
        [None, 2021],
        ["ACEH", 20],
        ["Aceh", 21],
    ]
    assert found(check(write_book("x.xlsx", {"table": rows}))) == [("B4", "duplicate_row")]


def test_a_proportion_in_a_percent_table_is_a_warning(write_book: Writer, check: Check) -> None:
    rows = [
        ["Provinsi", "Prevalensi Stunting (Persen)"],
        [None, 2021],
        ["ACEH", 0.2],
        ["BALI", 0.08],
        ["RIAU", 0.17],
    ]
    assert found(check(write_book("x.xlsx", {"table": rows}))) == [("B3", "looks_like_proportion")]


WATER = "Rumah Tangga yang Memiliki Akses terhadap Sumber Air Minum Layak (Persen)"


@pytest.mark.parametrize(
    "heading", ["RSE 2023", "Target 2023", "Semester 1 2023", "2023 (ribu)", "Jumlah, 2023"]
)
def test_the_heading_of_the_only_column_may_make_it_something_else(
    write_book: Writer, check: Check, heading: str
) -> None:
    rows = [["Provinsi", WATER], [None, heading], ["ACEH", 1.1], ["RIAU", 2.2]]
    report = check(write_book("a.xlsx", {"S": rows}))
    assert found(report) == [("B2", "measure_not_recognised")]
    assert report.observations["outcome"].empty


def test_a_title_of_two_measures_names_neither(write_book: Writer, check: Check) -> None:
    rows = [["Provinsi", f"{WATER} dan Sanitasi Layak", None], [None, 2022, 2023], ["ACEH", 1, 2]]
    report = check(write_book("a.xlsx", {"S": rows}))
    assert found(report) == [("B1", "measure_not_recognised")]


def test_a_second_table_below_does_not_take_the_title_of_the_first(
    write_book: Writer, check: Check
) -> None:
    rows = [["Provinsi", WATER], [None, 2022], ["ACEH", 71], ["RIAU", 79], [],
            ["Provinsi", "Jumlah Dokter"], [None, 2023], ["ACEH", 5], ["RIAU", 6]]  # fmt: skip
    report = check(write_book("a.xlsx", {"S": rows}))
    assert found(report) == [("B6", "measure_not_recognised")]
    assert report.observations["outcome"]["cell"].tolist() == ["B3", "B4"]


def test_tables_beside_each_other_keep_their_own_regions(write_book: Writer, check: Check) -> None:
    rows = [["Provinsi", WATER, None, None, None, None, "Provinsi", "Prevalensi Stunting"],
            [None, 2019, 2020, 2021, 2022, None, None, 2022],
            ["ACEH", 71, 72, 73, 74, None, "RIAU", 15],
            ["RIAU", 79, 79, 79, 79, None, "ACEH", 16]]  # fmt: skip
    report = check(write_book("a.xlsx", {"S": rows}))
    assert found(report) == []
    facts = report.observations["outcome"].set_index("cell")["region_code"]
    assert (facts["H3"], facts["H4"], facts["E3"]) == ("14", "11", "11")
    assert len(facts) == 10


def test_a_province_that_comes_again_is_said_to_be_read_as_its_city(
    write_book: Writer, check: Check
) -> None:
    rows = [["Provinsi/Kabupaten/Kota", WATER], [None, 2023], ["JAMBI", 80], ["KERINCI", 70],
            ["BUNGO", 81], ["JAMBI", 75.5]]  # fmt: skip
    report = check(write_book("a.xlsx", {"S": rows}))
    assert found(report) == [("A6", "region_settled")]
    assert report.observations["outcome"]["region_code"].tolist()[-1] == "15.71"


def test_a_first_row_that_was_shifted_is_not_taken_for_a_heading(
    write_book: Writer, check: Check
) -> None:
    rows = [
        ["Provinsi", "Prevalensi Stunting (Persen)"],
        [None, 2023],
        [None, "KEPULAUAN RIAU"],
        ["GORONTALO", 6.4],
        ["KALIMANTAN BARAT", 4.9],
    ]
    report = check(write_book("tabel.xlsx", {"Data": rows}))
    assert found(report) == [("B3", "region_in_heading")]
