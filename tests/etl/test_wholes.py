"""What only the table as a whole tells: totals of parts, parts of a year, unknown breakdowns."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from etl.check import FileReport
from etl.reading.part_year import says_part

Check = Callable[[Path], FileReport]
Writer = Callable[..., Path]
PEOPLE = ["kode_kabupaten_kota", "nama_kabupaten_kota", "jenis_kelamin", "jumlah_penduduk", "tahun"]
CILACAP = [3301, "KABUPATEN CILACAP"]
WATER = "Rumah Tangga yang Memiliki Akses terhadap Sumber Air Minum Layak (Persen)"
SUMBAR = ["Kabupaten_Kota", "KekerasanAnak2022", "KorbanAnakLK2022", "KorbanAnakPR2022",
          "Jumlah_Korban_Anak_2022"]  # fmt: skip


def found(report: FileReport) -> list[tuple[str | None, str]]:
    return [(i.cell, i.kind) for i in report.issues if i.kind != "provenance_missing"]


@pytest.mark.parametrize(("total", "issues"), [(1790000, []), (1790001, [("D4", "whole_differs")])])
def test_a_row_for_both_sexes_is_their_sum(
    write_book: Writer, check: Check, total: int, issues: list[tuple[str, str]]
) -> None:
    rows = [[*CILACAP, "LAKI-LAKI", 900000, 2022], [*CILACAP, "PEREMPUAN", 890000, 2022]]
    rows += [[*CILACAP, "JUMLAH", total, 2022]]
    assert found(check(write_book("p.xlsx", {"S": [PEOPLE, *rows]}))) == issues


def test_the_printed_totals_of_sumatera_barat_are_the_sums_of_their_parts(
    write_book: Writer, check: Check
) -> None:
    rows = [SUMBAR, ["Padang", 10, 3, 7, 11], ["Agam", 2, 1, 1, 2], ["Pariaman", 2, 1, "-", 2]]
    report = check(write_book("s.xlsx", {"Sosial": rows}))
    assert found(report) == [("E2", "whole_differs")]
    assert "C2, D2" in report.issues[-1].message


@pytest.mark.parametrize(("both", "issues"), [(75, []), (95, [("D4", "whole_differs")])])
def test_a_percentage_of_all_lies_between_those_of_its_parts(
    write_book: Writer, check: Check, both: int, issues: list[tuple[str, str]]
) -> None:
    areas = ["Perkotaan", "Perdesaan", "Perkotaan+Perdesaan"]
    rows = [["Provinsi", WATER, None, None], [None, *areas], [None, 2024, 2024, 2024]]
    rows += [["ACEH", 80, 70, both]]
    report = check(write_book("b.xlsx", {"S": rows}, {"S": ["B1:D1"]}))
    assert found(report) == issues


@pytest.mark.parametrize(
    ("text", "is_part"),
    [
        ("Kekerasan Januari s.d. Juni 2023", True),
        ("data_sd_juni_2023", True),
        ("*) s/d 30 September 2023", True),
        ("Jan-Jun 2023", True),
        ("Semester I 2023", True),
        ("TW III 2024", True),
        ("per 30 Juni 2023", True),
        ("April 2022 - Maret 2023", True),
        ("Januari - Desember 2023", False),
        ("s.d. 31 Desember 2023", False),
        ("Susenas Maret 2023", False),
        ("Tahun 2020 - 2023", False),
        ("Usia 6-12", False),
        ("Kelompok Kota Mei", False),
    ],
)
def test_texts_that_speak_of_part_of_a_year(text: str, is_part: bool) -> None:
    assert says_part(text) is is_part


def test_a_note_about_part_of_a_year_is_told_beside_figures_taken_for_a_whole_one(
    write_book: Writer, check: Check
) -> None:
    rows = [["Kekerasan Januari s.d. Juni 2023"], [], ["Kabupaten_Kota", "KekerasanAnak2023"]]
    rows += [["Padang", 3], ["Agam", 6], ["*) Padang sampai dengan September"]]
    report = check(write_book("s.xlsx", {"Sosial": rows}))
    assert found(report) == [("A1", "part_of_year"), ("A6", "part_of_year")]
    assert len(report.observations["case_count"]) == 2


def test_an_unknown_column_that_breaks_the_figures_down_is_no_remark(
    write_book: Writer, check: Check
) -> None:
    head, rows = [*PEOPLE, "rentang_usia"], [
        [*CILACAP, "LAKI-LAKI", 900, 2022, "0-4"], [*CILACAP, "PEREMPUAN", 890, 2022, "0-4"],
    ]  # fmt: skip
    report = check(write_book("p.xlsx", {"S": [head, *rows]}))
    assert found(report) == [("F1", "unknown_breakdown")]
    assert report.observations["population"].empty
    head[-1] = "Keterangan"
    assert found(check(write_book("k.xlsx", {"S": [head, *rows]}))) == [("F1", "unknown_column")]
    wide = [["Kabupaten_Kota", "Bulan", "KekerasanAnak2023"], ["Padang", "Januari", 3]]
    report = check(write_book("w.xlsx", {"Sosial": [*wide, ["Agam", "Januari", 6]]}))
    assert found(report) == [("B1", "unknown_breakdown")]


def test_notes_below_a_table_are_left_out(write_book: Writer, check: Check) -> None:
    rows = [["Provinsi", WATER], [None, 2023], ["ACEH", 80.1], ["*) Angka sementara"],
            ["1) Termasuk Papua Pegunungan"], ["https://www.bps.go.id"],
            ["Diolah dari Susenas"]]  # fmt: skip
    report = check(write_book("b.xlsx", {"S": rows}))
    assert found(report) == []
    assert report.observations["outcome"]["cell"].tolist() == ["B3"]


def test_a_formula_never_worked_out_is_called_one(write_book: Writer, check: Check) -> None:
    rows = [[*CILACAP, "LAKI-LAKI", "=1+2", 2022]]
    report = check(write_book("p.xlsx", {"S": [PEOPLE, *rows]}))
    assert found(report) == [("D2", "formula_without_value")]


POVERTY = ["Wilayah", "Tahun", "Garis Kemiskinan", "Jumlah Penduduk Ribu Jiwa"]


@pytest.mark.parametrize("areas", [["A2:A3", "A4:A5"], []])
def test_a_merged_region_holds_for_all_its_rows_and_an_empty_one_is_asked_for(
    write_book: Writer, check: Check, areas: list[str]
) -> None:
    rows = [["Kabupaten Cilacap", 2022, 1, 1900.5], [None, 2023, 1, 1910.5],
            ["Kabupaten Banyumas", 2022, 1, 1800], [None, 2023, 1, 1810]]  # fmt: skip
    report = check(write_book("m.xlsx", {"S": [POVERTY, *rows]}, {"S": areas}))
    missing = [("A3", "missing_value"), ("A5", "missing_value")]
    assert found(report) == ([] if areas else missing)
    codes = report.observations["population"]["region_code"].tolist()
    assert sorted(codes) == ["33.01", "33.01", "33.02", "33.02"] if areas else ["33.01", "33.02"]


SIDECAR = """
[publication]
publication_id = "p"
title = "t"
publisher = "x"
trust = "official"
[constants]
region_code = "33.01"
year = "2023"
"""
AGES = ["kecamatan", "lt6", "6_12", "13_17"]


def test_a_column_of_totals_across_is_held_against_its_parts(
    write_book: Writer, check: Check
) -> None:
    rows = [[*AGES, "jumlah"], ["Majenang", 1, 2, 3, 6], ["Kroya", 0, 1, 2, 4]]
    path = write_book("s.xlsx", {"S": rows})
    path.with_name("s.xlsx.asal.toml").write_text(SIDECAR, encoding="utf-8")
    assert found(check(path)) == [("E1", "unknown_column"), ("E3", "whole_differs")]


def test_a_row_with_the_name_of_the_region_that_is_the_sum_is_no_part(
    write_book: Writer, check: Check
) -> None:
    rows = [AGES, ["Majenang", 1, 2, 3], ["Kroya", 0, 1, 2], ["Cilacap", 1, 3, 5]]
    path = write_book("s.xlsx", {"S": rows})
    path.with_name("s.xlsx.asal.toml").write_text(SIDECAR, encoding="utf-8")
    assert found(check(path)) == [("A4", "part_may_be_total")]


def test_a_table_is_not_refused_for_what_it_does_not_say(write_book: Writer, check: Check) -> None:
    head = ["kode_kabupaten_kota", "nama_kabupaten_kota", "kepadatan", "tahun"]
    report = check(write_book("k.xlsx", {"S": [head, [*CILACAP, 900, 2022]]}))
    assert found(report) == [(None, "table_not_recognised")]
    report = check(write_book("t.xlsx", {"S": [[*head[:2], 2021, 2022], [*CILACAP, 900, 901]]}))
    assert found(report) == [("A1", "table_refused")]
