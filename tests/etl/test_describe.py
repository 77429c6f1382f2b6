from __future__ import annotations

import csv
import datetime
import json
import shutil
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from etl import provenance
from etl.__main__ import app
from etl.check import Context, FileReport, check_file, load_context
from etl.describe.apart import describe_apart
from etl.describe.choices import ChoicesError, read_choices
from etl.describe.describe import Description, describe_file, describe_grids
from etl.intake.isolated import Limits
from etl.layout import Layout, load_layouts
from etl.reading.workbook import Grid, MergedRange

SIDECAR = """[publication]
publication_id = "p1"
publisher = "DP3A"
title = "Rekap"
trust = "official"
"""
Fact = tuple[object, ...]


def read_as_described(path: Path, description: Description, constants: str = "") -> FileReport:
    """The file read with the proposed layout; its sidecar names a publication."""
    assert description.layout is not None
    layout = path.with_name("layout.toml")
    layout.write_text(description.layout, encoding="utf-8")
    sidecar = provenance.sidecar_of(path)
    sidecar.write_text(SIDECAR + constants, encoding="utf-8")
    return check_file(path, load_context(None, layout))


def read_alone(path: Path, description: Description, context: Context) -> FileReport:
    """The file read with the proposed layout and no other: those of the package know it too."""
    assert description.layout is not None
    layout = path.with_name("layout.toml")
    layout.write_text(description.layout, encoding="utf-8")
    provenance.sidecar_of(path).write_text(SIDECAR, encoding="utf-8")
    return check_file(path, replace(context, layouts=load_layouts(layout), names={}))


def expected_sums(real: Path, name: str, column: str) -> dict[int, float]:
    """The sums of a file by year, as expected.csv has them."""
    with (real / "expected.csv").open(encoding="utf-8", newline="") as file:
        return {
            int(row["column"].removeprefix(column)): float(row["sum"])
            for row in csv.DictReader(file)
            if row["file"].endswith(name) and row["column"].startswith(column)
        }


def facts_of(report: FileReport, table: str, *names: str) -> list[Fact]:
    """The facts of a table as tuples of region, year and the fields named."""
    found = []
    for row in report.observations[table].to_dict("records"):
        year = row["period_start"].year if "period_start" in row else row["year"]
        found.append((row["region_code"], year, *(row[name] for name in names)))
    return found


def errors_of(report: FileReport) -> list[tuple[str | None, str]]:
    return [(one.cell, one.kind) for one in report.issues]


def asked(description: Description) -> set[str]:
    return {one.kind for one in description.open}


def test_a_long_table_is_described_and_read(write_book: Any, context: Context) -> None:
    path = write_book(
        "korban.xlsx",
        {
            "Data": [
                ["No", "Kabupaten/Kota", "Jenis Kelamin", "Tahun", "Jumlah Korban Anak"],
                [1, "Kabupaten Bogor", "L", 2023, 12],
                [2, "Kabupaten Bogor", "P", 2023, 30],
                [3, "Kota Bogor", "L", 2023, 0],
                [4, "Kota Bogor", "P", 2023, "-"],
                ["", "Jumlah", "", "", 42],
                ["Sumber: DP3AKB"],
            ]
        },
    )
    description = describe_file(path, context)
    assert asked(description) == set()
    report = read_as_described(path, description)
    assert errors_of(report) == []
    facts = facts_of(report, "case_count", "unit", "group", "sex", "status")
    values = report.observations["case_count"]["value"].tolist()
    assert facts == [
        ("32.01", 2023, "korban", "anak", "laki_laki", "reported"),
        ("32.01", 2023, "korban", "anak", "perempuan", "reported"),
        ("32.71", 2023, "korban", "anak", "laki_laki", "reported"),
        ("32.71", 2023, "korban", "anak", "perempuan", "not_reported"),
    ]
    assert values[:3] == [12, 30, 0]


def test_years_across_become_a_placeholder(write_book: Any, context: Context) -> None:
    path = write_book(
        "kasus.xlsx",
        {
            "Kasus": [
                ["JUMLAH KASUS KEKERASAN TERHADAP ANAK"],
                [],
                ["Kode", "Kabupaten/Kota", 2021, 2022, 2023],
                ["64.01", "Paser", 10, 12, 14],
                ["64.02", "Kutai Kartanegara", 98, "NA", 102],
                ["64.03", "Berau", 2005, 2003, 7],
            ]
        },
    )
    description = describe_file(path, context)
    assert asked(description) == set()
    assert description.layout is not None
    assert tomllib.loads(description.layout)["values"] == [
        {"headings": ["{year}"], "fields": {"group": "anak", "unit": "kasus"}}
    ]
    report = read_as_described(path, description)
    assert errors_of(report) == []
    found = facts_of(report, "case_count", "value")
    assert sorted(found, key=str)[:3] == [
        ("64.01", 2021, 10.0), ("64.01", 2022, 12.0), ("64.01", 2023, 14.0),
    ]  # fmt: skip
    assert len(found) == 9


def test_two_heading_rows_with_sexes_and_their_sum(write_book: Any, context: Context) -> None:
    path = write_book(
        "korban.xlsx",
        {
            "Rekap": [
                ["REKAPITULASI KORBAN KEKERASAN TERHADAP ANAK TAHUN 2023"],
                [],
                ["No", "Kabupaten/Kota", "Korban", "", ""],
                ["", "", "L", "P", "Jumlah"],
                ["(1)", "(2)", "(3)", "(4)", "(5)"],
                [1, "Kab. Sleman", 3, 5, 8],
                [2, "Kota Yogyakarta", 1, 2, 3],
                ["JUMLAH", "", 4, 7, 11],
            ]
        },
        {"Rekap": ["A1:E1", "A3:A4", "B3:B4", "C3:E3"]},
    )
    description = describe_file(path, context)
    assert asked(description) == set()
    report = read_as_described(path, description)
    assert errors_of(report) == []
    found = facts_of(report, "case_count", "sex", "value", "is_source_total")
    assert sorted(found, key=str) == [
        ("34.04", 2023, "laki_laki", 3.0, False),
        ("34.04", 2023, "perempuan", 5.0, False),
        ("34.04", 2023, "semua", 8.0, True),
        ("34.71", 2023, "laki_laki", 1.0, False),
        ("34.71", 2023, "perempuan", 2.0, False),
        ("34.71", 2023, "semua", 3.0, True),
    ]


def test_months_across(write_book: Any, context: Context) -> None:
    path = write_book(
        "laporan.xlsx",
        {
            "2024": [
                ["Laporan Kekerasan terhadap Anak"],
                ["Tahun", ": 2024"],
                [],
                ["Kabupaten/Kota", "Januari", "Februari", "Mei"],
                ["Kota Padang", 4, 0, 2],
                ["Kota Solok", 1, 1, 0],
            ]
        },
    )
    description = describe_file(path, context)
    assert asked(description) == set()
    report = read_as_described(path, description)
    assert errors_of(report) == []
    rows = report.observations["case_count"].to_dict("records")
    spans = [
        (r["region_code"], str(r["period_start"])[:10], str(r["period_end"])[:10], r["value"])
        for r in rows
    ]
    assert ("13.71", "2024-02-01", "2024-02-29", 0.0) in spans
    assert ("13.72", "2024-05-01", "2024-05-31", 0.0) in spans
    assert len(spans) == 6
    assert {r["unit"] for r in rows} == {"laporan"}


def test_parts_of_one_region_named_in_a_key_row(write_book: Any, context: Context) -> None:
    path = write_book(
        "kecamatan.xlsx",
        {
            "Data": [
                ["FORMULIR REKAPITULASI KORBAN KEKERASAN TERHADAP ANAK"],
                ["Kabupaten/Kota", "", ": Konawe Selatan"],
                ["Tahun", "", ": 2024"],
                [],
                ["No", "KECAMATAN", "JUMLAH KORBAN"],
                [1, "Baito", 3],
                [2, "Andoolo", 4],
                ["", "Jumlah", 7],
                ["Mengetahui,"],
                ["Kepala Dinas"],
            ]
        },
    )
    description = describe_file(path, context)
    assert asked(description) == set()
    report = read_as_described(path, description)
    assert errors_of(report) == []
    found = facts_of(report, "case_count", "unit", "group", "value", "is_derived")
    assert found == [("74.05", 2024, "korban", "anak", 7.0, True)]


def test_a_percent_column_beside_counts_is_not_read(write_book: Any, context: Context) -> None:
    path = write_book(
        "persen.xlsx",
        {
            "Data": [
                ["Kabupaten/Kota", "Tahun", "Korban Anak", "Persentase"],
                ["Kota Padang", 2023, 40, "40%"],
                ["Kota Solok", 2023, 60, "60%"],
            ]
        },
    )
    description = describe_file(path, context)
    assert asked(description) == set()
    looks = [column["looks_like"] for column in description.as_json()["tables"][0]["columns"]]
    assert looks == ["region_name", "year", "number", "percentage"]
    report = read_as_described(path, description)
    assert errors_of(report) == []
    assert [fact[2] for fact in facts_of(report, "case_count", "value")] == [40.0, 60.0]


def test_thousands_in_the_heading_are_scaled(write_book: Any, context: Context) -> None:
    path = write_book(
        "penduduk.xlsx",
        {
            "Data": [
                ["Wilayah", "Tahun", "Jumlah Penduduk (Ribu Jiwa)"],
                ["Kabupaten Cilacap", 2020, 1944.86],
                ["Kabupaten Banyumas", 2020, 1776.92],
            ]
        },
    )
    description = describe_file(path, context)
    assert asked(description) == set()
    report = read_as_described(path, description)
    assert errors_of(report) == []
    assert facts_of(report, "population", "sex", "value") == [
        ("33.01", 2020, "semua", 1_944_860.0), ("33.02", 2020, "semua", 1_776_920.0),
    ]  # fmt: skip


def test_a_measure_of_the_catalogue_is_known_by_its_title(
    write_book: Any, context: Context
) -> None:
    path = write_book(
        "stunting.xlsx",
        {"Data": [["Kabupaten/Kota", "Prevalensi Stunting 2022"], ["Kota Padang", "19,5"],
                  ["Kota Solok", "18,1"]]},
    )  # fmt: skip
    description = describe_file(path, context)
    assert asked(description) == set()
    column = description.as_json()["tables"][0]["columns"][1]
    assert column["number_format"] == "1.234,5"
    report = read_as_described(path, description)
    assert errors_of(report) == []
    assert facts_of(report, "outcome", "measure_id", "value") == [
        ("13.71", 2022, "stunting_prevalensi_persen", 19.5),
        ("13.72", 2022, "stunting_prevalensi_persen", 18.1),
    ]


def test_a_share_headed_by_more_than_percent_stays_open(write_book: Any, context: Context) -> None:
    rows = [["Wilayah", "Tahun", "Jumlah Penduduk", "Persentase Penduduk Miskin"]]
    rows += [["Kota Padang", 2023, 900_000, 4.5], ["Kota Solok", 2023, 70_000, 3.1]]
    path = write_book("miskin.xlsx", {"Data": rows})
    description = describe_file(path, context)
    assert [(one.cell, one.kind) for one in description.open] == [("D1", "open_words")]
    report = read_as_described(path, description)
    assert ("D1", "unknown_column") in errors_of(report)
    assert [fact[2] for fact in facts_of(report, "population", "value")] == [900_000, 70_000]


def test_what_no_word_says_is_asked_and_never_guessed(write_book: Any, context: Context) -> None:
    path = write_book(
        "data.xlsx",
        {
            "Data": [
                ["Kabupaten/Kota", "Kekerasan Anak 2022", "Korban Perempuan 2022", "lt6", "Ket"],
                ["Kota Padang", 4, 5, 1, "tetap"],
                ["Kota Solok", 6, 7, 2, "naik"],
            ]
        },
    )
    description = describe_file(path, context)
    assert [(one.cell, one.kind) for one in description.open] == [
        ("B1", "open_field"),
        ("C1", "open_field"),
        ("D1", "open_age"),
        ("E1", "open_text_column"),
    ]
    assert description.layout is not None
    layout = tomllib.loads(description.layout)
    assert layout["asks"] == ["group", "unit"]
    assert [one["headings"] for one in layout["values"]] == [
        ["Kekerasan Anak {year}"],
        ["Korban Perempuan {year}"],
    ]
    assert '# headings = ["lt6"]' in description.layout
    report = read_as_described(path, description)
    assert len(report.observations) == 0 or not len(facts_of(report, "case_count", "value"))


def test_figures_of_no_known_measure_are_refused_until_they_are_named(
    write_book: Any, context: Context
) -> None:
    rows = [["Kabupaten/Kota", "Rumah Sakit", "Puskesmas"], ["Kota Padang", 4, 5]]
    path = write_book("faskes.xlsx", {"2023": rows})
    description = describe_file(path, context)
    assert {"open_measure", "open_from_file_name"} <= asked(description)
    report = read_as_described(path, description)
    assert [kind for _, kind in errors_of(report)] == ["table_refused"]


def test_an_ambiguous_number_format_is_said(tmp_path: Path, context: Context) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Kabupaten/Kota;Tahun;Korban Anak\nKota Padang;2023;3.149\n", "utf-8")
    column = describe_file(path, context).as_json()["tables"][0]["columns"][2]
    assert (column["number_format"], column["certain"]) == ("ambiguous", False)


@pytest.mark.parametrize(
    ("cells", "form"),
    [
        (("3.149", "13.943,5"), "1.234,5"),
        (("3,149", "13,943.5"), "1,234.5"),
        (("3.14", "13.9"), "1234.5"),
        (("3149", "13"), None),
    ],
)
def test_the_number_format_of_a_column(
    tmp_path: Path, context: Context, cells: tuple[str, str], form: str | None
) -> None:
    path = tmp_path / "a.csv"
    rows = [f"Kota Padang;2022;{cells[0]}", f"Kota Padang;2023;{cells[1]}"]
    path.write_text("\n".join(["Kabupaten/Kota;Tahun;Prevalensi Stunting", *rows]), "utf-8")
    assert (
        describe_file(path, context).as_json()["tables"][0]["columns"][2]["number_format"] == form
    )


def test_tables_side_by_side_and_below_one_another_are_told_apart(
    write_book: Any, context: Context
) -> None:
    path = write_book(
        "dua.xlsx",
        {
            "Data": [
                ["TABEL 1", "", "", "TABEL 2", ""],
                ["Kabupaten/Kota", "Korban Anak 2022", "", "Kabupaten/Kota", "Kasus Anak 2022"],
                ["Kota Padang", 4, "", "Kota Padang", 3],
                ["Kota Solok", 6, "", "Kota Solok", 5],
                [],
                ["TABEL 3"],
                ["Kabupaten/Kota", "Korban Anak 2023", "", "", ""],
                ["Kota Padang", 9, "", "", ""],
            ]
        },
    )
    found = describe_file(path, context).as_json()["tables"]
    assert [(one["range"], one["title"]) for one in found] == [
        ("A2:B4", ["TABEL 1"]),
        ("D2:E4", ["TABEL 2"]),
        ("A7:B8", ["TABEL 3"]),
    ]


def test_choices_take_the_place_of_the_proposal(write_book: Any, context: Context) -> None:
    rows = [["Kabupaten/Kota", "Jumlah", "Rasio"], ["Kota Padang", 4, 0.5], ["Kota Solok", 6, 0.7]]
    path = write_book("pilihan.xlsx", {"Rekap": [["Tahun 2023"], [], *rows]})
    assert describe_file(path, context).open
    choices = read_choices(
        """{"sheet": "Rekap", "range": "A3:C5", "id": "pilihan_kami", "title": "Pilihan",
        "table": "case_count", "constants": {"unit": "kasus", "group": "anak"},
        "columns": {"B": {"reads": "value"}, "C": {"reads": "ignored"}}}"""
    )
    description = describe_file(path, context, choices=choices)
    assert asked(description) == set()
    assert description.layout is not None
    assert tomllib.loads(description.layout)["id"] == "pilihan_kami"
    report = read_as_described(path, description)
    assert errors_of(report) == []
    assert facts_of(report, "case_count", "unit", "group", "value") == [
        ("13.71", 2023, "kasus", "anak", 4.0), ("13.72", 2023, "kasus", "anak", 6.0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "choices",
    [
        '{"columns": {"Z": {"reads": "value"}}}',
        '{"sheet": "Lain"}',
        '{"columns": {"B": {"reads": "angka"}}}',
        '{"constants": {"tidak_ada": "x"}}',
        "[1, 2",
    ],
)
def test_choices_that_cannot_be_are_refused(
    write_book: Any, context: Context, choices: str
) -> None:
    rows = [["Kabupaten/Kota", "Korban Anak 2023"], ["Kota Padang", 4]]
    path = write_book("a.xlsx", {"Data": rows})
    with pytest.raises(ChoicesError):
        describe_file(path, context, choices=read_choices(choices))


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path, context: Context) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK\x03\x04 broken")
    description = describe_file(path, context)
    assert asked(description) == {"unreadable_file"}
    assert description.as_json()["tables"] == []


REAL = [
    ("jabar-kekerasan-2018-2022/kepadatan_penduduk.csv", {"open_words"}),
    ("jateng-kesehatan-2020-2024/penduduk_miskin_jateng.csv", {"open_measure", "open_words"}),
    ("jateng-kekerasan-2023-2024/jateng_korban_kekerasan_anak.csv", set()),
    ("kukar-siga-2024/korban_anak_menurut_usia_2024.csv",
     {"open_age", "open_from_file_name", "open_region"}),
    ("sumbar-dalam-angka-2020-2022/Sosial_Kesejahteraan.xlsx",
     {"open_field", "open_region_names", "open_measure"}),
    ("indonesia-penduduk-kabkota-2000-2017/GRDP_PerCapita_Indonesia_Districts_until_2017.csv",
     {"open_measure", "open_region_names", "open_text_column"}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "open_"), REAL)
def test_a_file_from_the_field_is_described(
    real: Path, context: Context, name: str, open_: set[str]
) -> None:
    description = describe_file(real / name, context)
    assert asked(description) == open_
    assert description.layout is not None
    Layout.model_validate(tomllib.loads(description.layout))


def test_victims_of_a_province_are_read_as_described(
    real: Path, tmp_path: Path, context: Context
) -> None:
    source = real / "jateng-kekerasan-2023-2024/jateng_korban_kekerasan_anak.csv"
    path = Path(shutil.copy(source, tmp_path))
    description = describe_file(path, context)
    report = read_alone(path, description, context)
    facts = report.observations["case_count"]
    assert errors_of(report) == []
    years = [day.year for day in facts["period_start"]]
    sums = {year: facts["value"][[y == year for y in years]].sum() for year in (2023, 2024)}
    assert sums == expected_sums(real, source.name, "korban_kekerasan_anak, tahun ")


def test_population_in_thousands_is_read_as_described(
    real: Path, tmp_path: Path, context: Context
) -> None:
    source = real / "jateng-kesehatan-2020-2024/penduduk_miskin_jateng.csv"
    path = Path(shutil.copy(source, tmp_path))
    report = read_alone(path, describe_file(path, context), context)
    assert {kind for _, kind in errors_of(report)} == {"unknown_column"}
    assert ("33.01", 2020, 1_944_860.0) in facts_of(report, "population", "value")


def run(*arguments: str) -> tuple[int, str]:
    made = CliRunner().invoke(app, ["describe", *arguments])
    return made.exit_code, made.stdout


def test_the_command_describes_in_a_child_and_writes_the_layout(
    write_book: Any, tmp_path: Path
) -> None:
    rows = [["Kabupaten/Kota", "Korban Anak 2023"], ["Kota Padang", 4], ["Kota Solok", 2]]
    path = write_book("a.xlsx", {"Data": rows})
    out = tmp_path / "usulan.toml"
    code, text = run(str(path), "--json", "--out", str(out))
    assert code == 0
    found = json.loads(text)
    assert found["layout"] == out.read_text(encoding="utf-8")
    assert found["tables"][0]["columns"][1]["fields"] == {"group": "anak", "unit": "korban"}
    assert found["open"] == []
    code, text = run(str(path))
    assert code == 0
    assert "Korban Anak 2023" in text


def test_the_command_refuses_wrong_choices_and_missing_files(
    write_book: Any, tmp_path: Path
) -> None:
    path = write_book("a.xlsx", {"Data": [["Kabupaten/Kota", "Korban"], ["Kota Padang", 4]]})
    choices = tmp_path / "pilihan.json"
    choices.write_text('{"columns": {"Z": {"reads": "value"}}}', encoding="utf-8")
    assert run(str(path), "--choices", str(choices))[0] == 2
    assert run(str(tmp_path / "tidak_ada.xlsx"))[0] == 2
    assert run(str(path), "--out", str(tmp_path / "a.txt"))[0] == 2


def test_a_file_beyond_the_limits_is_refused_with_a_reason(write_book: Any) -> None:
    path = write_book("a.xlsx", {"Data": [["Kabupaten/Kota", "Korban"], ["Kota Padang", 4]]})
    found = describe_apart(path, limits=Limits(memory=1))
    assert [one["kind"] for one in found["open"]] == ["unreadable_file"]
    assert "memori" in found["open"][0]["message"]
    assert found["layout"] is None


def test_a_file_about_persons_is_not_described(write_book: Any, context: Context) -> None:
    path = write_book(
        "korban.xlsx",
        {"Data": [["Kabupaten/Kota", "Nama Korban", "Jumlah"], ["Kota Padang", "Siti Aminah", 1],
                  ["Kota Padang", "Budi Santoso", 2]]},
    )  # fmt: skip
    found = describe_file(path, context).as_json()
    assert {one["kind"] for one in found["open"]} == {"personal_data"}
    assert (found["tables"], found["layout"]) == ([], None)
    assert "Siti" not in json.dumps(found)


@pytest.mark.parametrize(
    "heading",
    [
        "Target Korban Anak 2023", "Kenaikan Korban Anak 2023", "Korban Anak Meninggal 2023",
        "Korban Anak yang Dirujuk 2023", "Korban Anak Penyandang Disabilitas 2023",
        "Rata-rata Korban Anak 2023", "Korban Anak di Sekolah 2023",
    ],
)  # fmt: skip
def test_a_heading_with_a_word_more_is_another_figure_and_is_asked(
    write_book: Any, context: Context, heading: str
) -> None:
    rows = [["Kabupaten/Kota", heading, "Korban Anak 2023"], ["Kota Padang", 9, 4]]
    path = write_book("a.xlsx", {"Data": rows})
    description = describe_file(path, context)
    assert [(one.cell, one.kind) for one in description.open] == [("B1", "open_words")]
    report = read_as_described(path, description)
    assert ("B1", "unknown_column") in errors_of(report)
    assert facts_of(report, "case_count", "value") == [("13.71", 2023, 4.0)]


def test_a_title_about_a_part_of_the_victims_is_not_taken_for_all(
    write_book: Any, context: Context
) -> None:
    rows = [["Kabupaten/Kota", "2022", "2023"], ["Kota Padang", 9, 4], ["Kota Solok", 1, 2]]
    path = write_book("a.xlsx", {"Data": [["Korban Anak yang Dirujuk"], [], *rows]})
    description = describe_file(path, context)
    assert asked(description) == {"open_words"}
    report = read_as_described(path, description)
    assert [kind for _, kind in errors_of(report)] == ["table_refused"]


def test_a_type_of_violence_in_the_heading_is_kept(write_book: Any, context: Context) -> None:
    rows = [["Kabupaten/Kota", "Kasus Kekerasan Seksual terhadap Anak 2023"], ["Kota Padang", 9]]
    path = write_book("a.xlsx", {"Data": rows})
    report = read_as_described(path, describe_file(path, context))
    assert facts_of(report, "case_count", "unit", "violence_type", "value") == [
        ("13.71", 2023, "kasus", "seksual", 9.0)
    ]


def test_a_row_of_the_province_is_the_sum_of_its_parts(write_book: Any, context: Context) -> None:
    rows = [["Kabupaten/Kota", "Korban Anak 2023"], ["Kota Padang", 4], ["Kota Solok", 5]]
    path = write_book("a.xlsx", {"Data": [*rows, ["Provinsi Sumatera Barat", 10]]})
    description = describe_file(path, context)
    assert asked(description) == set()
    report = read_as_described(path, description)
    assert errors_of(report) == [("B4", "total_mismatch")]
    assert [fact[0] for fact in facts_of(report, "case_count", "value")] == ["13.71", "13.72"]


def test_units_and_years_across_with_a_name_that_means_the_kabupaten(
    write_book: Any, context: Context
) -> None:
    path = write_book(
        "a.xlsx",
        {
            "Data": [
                ["Jumlah Kasus dan Korban Kekerasan Anak di Provinsi Jawa Tengah, 2022-2023"],
                ["Kabupaten/Kota", "Kasus", "", "Korban", ""],
                ["", "2022", "2023", "2022", "2023"],
                ["Semarang", 1, 2, 3, 4],
                ["Kota Semarang", 5, 6, 7, 8],
                ["Jumlah", 6, 8, 10, 12],
            ]
        },
        {"Data": ["B2:C2", "D2:E2", "A2:A3"]},
    )
    report = read_as_described(path, describe_file(path, context))
    assert errors_of(report) == []
    found = facts_of(report, "case_count", "unit", "value")
    assert sorted(found) == [
        ("33.22", 2022, "kasus", 1.0), ("33.22", 2022, "korban", 3.0),
        ("33.22", 2023, "kasus", 2.0), ("33.22", 2023, "korban", 4.0),
        ("33.74", 2022, "kasus", 5.0), ("33.74", 2022, "korban", 7.0),
        ("33.74", 2023, "kasus", 6.0), ("33.74", 2023, "korban", 8.0),
    ]  # fmt: skip


def test_months_down_of_a_region_in_the_title(write_book: Any, context: Context) -> None:
    path = write_book(
        "a.xlsx",
        {
            "Data": [
                ["DATA KORBAN KEKERASAN ANAK"],
                ["KABUPATEN KONAWE SELATAN TAHUN 2024"],
                [],
                ["No", "Bulan", "Laki-laki", "Perempuan"],
                [1, "Januari", 1, 2],
                [2, "Februari", 0, 1],
            ]
        },
    )
    description = describe_file(path, context)
    assert asked(description) == set()
    report = read_as_described(path, description)
    assert errors_of(report) == []
    rows = report.observations["case_count"].to_dict("records")
    found = {(r["region_code"], str(r["period_end"])[:10], r["sex"], r["value"]) for r in rows}
    assert found == {
        ("74.05", "2024-01-31", "laki_laki", 1.0), ("74.05", "2024-02-29", "laki_laki", 0.0),
        ("74.05", "2024-01-31", "perempuan", 2.0), ("74.05", "2024-02-29", "perempuan", 1.0),
    }  # fmt: skip


CELLS = st.one_of(
    st.sampled_from(
        [
            "", "", "Kota Padang", "Solok", "Kabupaten/Kota", "Tahun", "Korban Anak", "Jumlah", "L",
            "P", "2023", "3.149", "-", "NA", "(1)", "Sumber: BPS", "Tahun : 2024", "{x}", "6-12",
            "%",
            "Januari", "Kecamatan", 2023, 2022, 5, 3.5, True, datetime.date(2024, 6, 12),
            datetime.time(1, 2), datetime.timedelta(1), 'a"b\\c', "a | b", "\x7f", "=1+1",
        ]
    ),
    st.text(max_size=4),
)  # fmt: skip
AREAS = st.builds(
    lambda top, left, down, right: MergedRange(top, left, top + down, left + right),
    st.integers(0, 4), st.integers(0, 3), st.integers(0, 2), st.integers(0, 2),
)  # fmt: skip


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.integers(1, 5).flatmap(
        lambda width: st.lists(
            st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=9
        )
    ),
    st.lists(AREAS, max_size=2),
)
def test_any_sheet_is_described_and_its_layout_is_one(
    context: Context, rows: list[list[Any]], merged: list[MergedRange]
) -> None:
    grid = Grid("Data", rows, range(1, len(rows) + 1), 0, tuple(merged))
    description = describe_grids(Path("acak.xlsx"), [grid], context)
    json.dumps(description.as_json())
    if description.layout is not None:
        assert Layout.model_validate(tomllib.loads(description.layout)).kind == "wide"


def test_the_proposal_sent_back_changes_nothing_but_what_was_chosen(
    write_book: Any, context: Context
) -> None:
    heading = ["Kabupaten/Kota", "Korban Anak 2023", "Kasus Kekerasan Anak 2023"]
    rows = [[*heading, "Jumlah Penduduk 2023"], ["Kota Padang", 4, 3, 900_000]]
    path = write_book("a.xlsx", {"Data": rows})
    found = describe_file(path, context).as_json()["tables"][0]
    sent = {
        one["column"]: {"reads": one["reads"], "fields": one["fields"], "scale": one["scale"]}
        for one in found["columns"]
    }
    sent["A"] = {"reads": "region_name"}
    chosen = {"sheet": "Data", "table": found["table"], "columns": sent}
    chosen["constants"] = {"group": "semua"}
    description = describe_file(path, context, choices=read_choices(json.dumps(chosen)))
    report = read_as_described(path, description)
    assert errors_of(report) == []
    assert facts_of(report, "case_count", "unit", "group", "value") == [
        ("13.71", 2023, "korban", "semua", 4.0), ("13.71", 2023, "kasus", "semua", 3.0),
    ]  # fmt: skip
    assert facts_of(report, "population", "value") == [("13.71", 2023, 900_000.0)]
