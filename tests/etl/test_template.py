from __future__ import annotations

import datetime
import shutil
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from etl.check import Context, check_file
from etl.layout import load_layouts
from etl.template import TEMPLATES, write_template
from etl.template_examples import example_publications, example_rows
from etl.template_recap import filled
from indicators import codes

SHEETS = ["Petunjuk", "Data", "Publikasi", "Contoh", "Contoh Publikasi", "Daftar"]
PUBLICATION = {"publikasi": "p1", "penerbit": "DP3A", "judul": "Rekap", "kepercayaan": "official"}


def test_the_templates_that_exist() -> None:
    assert set(TEMPLATES) == {
        "kasus", "capaian", "skor", "penghargaan", "jumlah_penghargaan", "penduduk", "target",
        "rekap", "kelengkapan", "bukti", "rad",
    }  # fmt: skip


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_has_its_sheets_and_is_the_same_every_time(tmp_path: Path, name: str) -> None:
    first, second = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    write_template(name, first)
    write_template(name, second)
    assert first.read_bytes() == second.read_bytes()
    book = openpyxl.load_workbook(first)
    assert book.sheetnames == SHEETS
    assert book["Data"].freeze_panes
    assert book["Publikasi"].freeze_panes == "A2"


@pytest.mark.parametrize("name", sorted(set(TEMPLATES) - {"rekap"}))
def test_codes_have_drop_downs_and_region_codes_are_text(tmp_path: Path, name: str) -> None:
    path = tmp_path / "t.xlsx"
    write_template(name, path)
    book = openpyxl.load_workbook(path)
    sheet = book["Data"]
    layout = load_layouts().template(name)
    assert [cell.value for cell in sheet[1]] == [column.heading for column in layout.columns]
    assert sheet.column_dimensions["A"].number_format == "@"
    lists = {
        str(rule.sqref).split(":")[0]
        for rule in sheet.data_validations.dataValidation
        if rule.type == "list"
    }
    for position, column in enumerate(layout.columns, start=1):
        if column.reads in ("code", "yes_no", "measure", "region_code", "publication"):
            assert f"{openpyxl.utils.get_column_letter(position)}2" in lists, column.heading


def test_a_drop_down_points_at_its_codes(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    write_template("kasus", path)
    book = openpyxl.load_workbook(path)
    rules = {str(r.sqref)[:1]: r for r in book["Data"].data_validations.dataValidation}
    area = rules["F"].formula1.removeprefix("Daftar!").replace("$", "")
    assert [cell[0].value for cell in book["Daftar"][area]] == list(codes.UNITS)


@pytest.mark.parametrize("name", sorted(set(TEMPLATES) - {"rekap"}))
def test_an_empty_template_says_only_that_it_is_empty(
    tmp_path: Path, context: Context, name: str
) -> None:
    path = tmp_path / "t.xlsx"
    write_template(name, path)
    report = check_file(path, context)
    assert [(item.sheet, item.kind) for item in report.issues] == [
        ("Data", "no_data"), ("Publikasi", "no_data"),
    ]  # fmt: skip
    assert {table.sheet for table in report.tables} <= {"Data", "Publikasi"}


def test_an_empty_recap_asks_for_the_rows_above_its_table(tmp_path: Path, context: Context) -> None:
    path = tmp_path / "t.xlsx"
    write_template("rekap", path)
    found = {(item.sheet, item.kind) for item in check_file(path, context).issues}
    assert found == {("Data", "missing_key"), ("Publikasi", "no_data")}


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_filled_example_loads_clean_once_it_stands_in_data(
    tmp_path: Path, context: Context, name: str
) -> None:
    path = tmp_path / "t.xlsx"
    rows = example_rows(name)
    filled_rows: dict[str, Any] = {"Data": rows, "Publikasi": example_publications()}
    if name == "rekap":
        filled_rows |= {"Kepala": rows, "Data": filled(context)}
    write_template(name, path, filled_rows)
    report = check_file(path, context)
    assert not report.issues
    table = load_layouts().template(name).table
    assert len(report.observations[table]) == len(filled_rows["Data"])
    assert {read.sheet for read in report.tables} == {"Data", "Publikasi"}


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_example_of_a_template_is_shown_and_never_loaded(
    tmp_path: Path, context: Context, name: str
) -> None:
    path = tmp_path / "t.xlsx"
    write_template(name, path)
    sheet = openpyxl.load_workbook(path)["Contoh"]
    texts = {cell.value for row in sheet.iter_rows() for cell in row}
    assert {"99.01", "99"} & texts
    report = check_file(path, context)
    assert "contoh_2023" not in report.observations["publication"]["publication_id"].tolist()
    assert all("Contoh" not in (item.sheet or "") for item in report.issues)


def test_data_that_stands_on_the_sheet_of_the_example_alone_is_not_lost(
    tmp_path: Path, context: Context
) -> None:
    path = tmp_path / "t.xlsx"
    write_template("target", path)
    book = openpyxl.load_workbook(path)
    del book["Data"], book["Publikasi"]
    book.save(path)
    report = check_file(path, context)
    assert {read.sheet for read in report.tables} >= {"Contoh"}


def test_a_name_is_chosen_from_the_list_and_must_fit_its_code(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    write_template("kasus", path)
    book = openpyxl.load_workbook(path)
    sheet = book["Data"]
    rules = {str(r.sqref)[:1]: r for r in sheet.data_validations.dataValidation}
    area = rules["B"].formula1.removeprefix("Daftar!").replace("$", "")
    names = [cell[0].value for cell in book["Daftar"][area]]
    assert {"Kabupaten Bogor", "Kota Bogor", "Indonesia"} <= set(names)
    marked = {
        str(area.sqref): rules for area, rules in sheet.conditional_formatting._cf_rules.items()
    }
    assert set(marked) == {"A2:A5000", "B2:B5000"}
    assert "MATCH($A2," in marked["A2:A5000"][0].formula[0]


@pytest.mark.parametrize(
    ("name", "column", "kind", "operator"),
    [
        ("kasus", "jumlah", "whole", "greaterThanOrEqual"),
        ("kasus", "periode_mulai", "date", "between"),
        ("penduduk", "tahun", "whole", "between"),
        ("capaian", "nilai", "decimal", "greaterThanOrEqual"),
        ("skor", "nilai", "decimal", "between"),
    ],
)
def test_numbers_days_and_years_are_checked_while_they_are_typed(
    tmp_path: Path, name: str, column: str, kind: str, operator: str
) -> None:
    path = tmp_path / "t.xlsx"
    write_template(name, path)
    sheet = openpyxl.load_workbook(path)["Data"]
    letter = next(cell.column_letter for cell in sheet[1] if cell.value == column)
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    rule = rules[f"{letter}2:{letter}5000"]
    assert (rule.type, rule.operator, rule.showErrorMessage) == (kind, operator, True)


def test_the_recap_offers_lists_and_holds_points_to_their_maximum(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    write_template("rekap", path)
    sheet = openpyxl.load_workbook(path)["Data"]
    labels = {
        str(row[0].value).rstrip(" :"): row[1].coordinate for row in sheet.iter_rows(max_row=13)
    }
    rules = {str(r.sqref): r for r in sheet.data_validations.dataValidation}
    for label in ("Kabupaten/Kota", "Kode daerah", "Tahapan", "Instrumen", "Publikasi"):
        assert rules[labels[label]].type == "list", label
    for label in ("Tahun", "Tahun penghargaan", "Tahun data"):
        assert rules[labels[label]].type == "whole", label
    custom = [rule for rule in rules.values() if rule.type == "custom"]
    assert len(custom) == 1
    assert "<=C" in custom[0].formula1


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_keeps_the_checks_and_lists(tmp_path: Path, context: Context) -> None:
    for name in ("kasus", "rekap"):
        write_template(name, tmp_path / f"{name}.xlsx")
    again = tmp_path / "again"
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(again)]
    files = [str(tmp_path / f"{name}.xlsx") for name in ("kasus", "rekap")]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=180)
    for name in ("kasus", "rekap"):
        ours = openpyxl.load_workbook(tmp_path / f"{name}.xlsx")["Data"]
        theirs = openpyxl.load_workbook(again / f"{name}.xlsx")["Data"]
        kept = [checked(sheet) for sheet in (ours, theirs)]
        assert kept[0] == kept[1]
        kinds = {item.kind for item in check_file(again / f"{name}.xlsx", context).issues}
        assert kinds == {"no_data"} | ({"missing_key"} if name == "rekap" else set())


def checked(sheet: Any) -> set[tuple[str, str]]:
    """The first cell of every check of a sheet, with what the check is."""
    return {
        (str(area).split(":")[0], rule.type)
        for rule in sheet.data_validations.dataValidation
        for area in str(rule.sqref).split()
    }


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("tidak_ada", {}),
        ("kasus", {"Lain": []}),
        ("kasus", {"Kepala": []}),
        ("kasus", {"Data": [{"judul_lain": 1}]}),
        ("rekap", {"Kepala": [{"Label lain": 1}]}),
    ],
)
def test_what_does_not_fit_a_template_is_refused(tmp_path: Path, name: str, rows: Any) -> None:
    with pytest.raises(ValueError, match=r"no (template|sheet|heading|label)"):
        write_template(name, tmp_path / "t.xlsx", rows)


def test_a_note_that_begins_like_a_formula_stays_a_note(tmp_path: Path, context: Context) -> None:
    path = tmp_path / "t.xlsx"
    row = {
        "kode_daerah": "11.10", "nama_daerah": "Kabupaten Aceh Singkil", "tahun_penghargaan": 2023,
        "peringkat": "Pratama", "catatan": "=SUM(A1:A9)", "publikasi": "p1",
    }  # fmt: skip
    write_template("penghargaan", path, {"Data": [row], "Publikasi": [PUBLICATION]})
    report = check_file(path, context)
    assert not report.issues
    facts = report.observations["kla_award"]
    assert facts["note"].tolist() == ["=SUM(A1:A9)"]
    assert facts["award"].tolist() == ["pratama"]
    assert facts["region_code"].tolist() == ["11.10"]


OTHERS: dict[str, tuple[str, dict[str, object]]] = {
    "capaian": (
        "outcome",
        {
            "kode_daerah": "00", "nama_daerah": "Indonesia", "periode_mulai": "2022-01-01",
            "periode_selesai": "2022-12-31", "ukuran": "stunting_prevalensi_persen",
            "nilai": 21.6, "publikasi": "p1",
        },
    ),
    "skor": (
        "kla_score",
        {
            "kode_daerah": "33.14", "tahun_tercetak": 2022, "tahapan": "akhir", "tingkat": "total",
            "nilai": 737.7, "publikasi": "p1",
        },
    ),
    "jumlah_penghargaan": (
        "award_count",
        {
            "kode_daerah": "00", "tahun_penghargaan": 2023, "peringkat": "semua", "jumlah": 360,
            "publikasi": "p1",
        },
    ),
    "penduduk": (
        "population",
        {"kode_daerah": "32.01", "tahun": 2024, "jumlah": 5_627_021, "publikasi": "p1"},
    ),
    "kelengkapan": (
        "reporting",
        {
            "kode_daerah": "32.01", "periode_mulai": "2022-01-01", "periode_selesai": "2022-12-31",
            "unit_melapor": 30, "unit_seharusnya": 40, "bulan_melapor": 12, "publikasi": "p1",
        },
    ),
    "target": (
        "target",
        {
            "kode_daerah": "00", "ukuran": "perkawinan_anak_persen", "tahun": 2024, "target": 8.74,
            "publikasi": "p1",
        },
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(OTHERS))
def test_a_row_of_every_template_reads_back(tmp_path: Path, context: Context, name: str) -> None:
    table, row = OTHERS[name]
    path = tmp_path / "t.xlsx"
    write_template(name, path, {"Data": [row], "Publikasi": [PUBLICATION]})
    report = check_file(path, context)
    assert not report.issues
    (fact,) = report.observations[table].to_dict("records")
    assert fact["region_code"] == row["kode_daerah"]
    headings = ("nilai", "jumlah", "target", "unit_melapor")
    value = next(row[heading] for heading in headings if heading in row)
    assert fact["value"] == value


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"tingkat": "block"}, "level_contradicts"),
        ({"tingkat": "block", "blok": "klaster_9"}, "unknown_label"),
        ({"tingkat": "indicator", "blok": "klaster_1", "indikator": "99", "instrumen": "kla_2024"},
         "unknown_item"),
        ({"nilai": None}, "missing_value"),
        ({"nilai": 1200}, "out_of_range"),
    ],
)  # fmt: skip
def test_a_score_is_held_to_its_level_and_form(
    tmp_path: Path, context: Context, change: dict[str, object], kind: str
) -> None:
    path = tmp_path / "t.xlsx"
    row = {**OTHERS["skor"][1], **change}
    write_template("skor", path, {"Data": [row], "Publikasi": [PUBLICATION]})
    assert [item.kind for item in check_file(path, context).issues] == [kind]


REGIONS = ["11.10", "32.01", "32.71", "33.18", "62.02", "64.01", "00", "32"]

CASE_KEY = (
    "kode_daerah", "year", "satuan", "kelompok", "jenis_kelamin", "kelompok_usia",
    "bentuk_kekerasan",
)  # fmt: skip
case_rows = st.fixed_dictionaries(
    {
        "kode_daerah": st.sampled_from(REGIONS),
        "year": st.integers(2011, 2025),
        "satuan": st.sampled_from(codes.UNITS),
        "kelompok": st.sampled_from(codes.GROUPS),
        "jenis_kelamin": st.sampled_from(codes.SEXES),
        "kelompok_usia": st.sampled_from(codes.AGE_BANDS),
        "bentuk_kekerasan": st.sampled_from(codes.VIOLENCE_TYPES),
        "jumlah": st.one_of(st.none(), st.integers(0, 30_000)),
        "pasti": st.booleans(),
        "catatan": st.one_of(st.none(), st.text("abc =(1),;", min_size=1).map(str.strip)),
    }
)


ONE = {
    "kode_daerah": REGIONS[0], "year": 2019, "satuan": "korban", "kelompok": "anak",
    "jenis_kelamin": "semua", "kelompok_usia": "semua", "bentuk_kekerasan": "semua",
    "jumlah": 12, "pasti": True, "catatan": None,
}  # fmt: skip


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        case_rows,
        min_size=1,
        max_size=12,
        unique_by=lambda row: tuple(str(row[name]) for name in CASE_KEY),
    )
)
@example(
    [
        {**ONE, "jumlah": None, "catatan": "1) bc"},
        {**ONE, "year": 2020, "jumlah": None, "catatan": "catatan: a"},
        {**ONE, "year": 2021},
    ]
)
def test_rows_written_to_a_template_read_back_equal(
    tmp_path: Path, context: Context, rows: Any
) -> None:
    written = [
        {
            **{key: value for key, value in row.items() if key != "year"},
            "periode_mulai": datetime.date(row["year"], 1, 1),
            "periode_selesai": datetime.date(row["year"], 12, 31),
            "status": "not_reported" if row["jumlah"] is None else None,
            "publikasi": "p1",
        }
        for row in rows
    ]
    path = tmp_path / "t.xlsx"
    write_template("kasus", path, {"Data": written, "Publikasi": [PUBLICATION]})
    report = check_file(path, context)
    assert not [item for item in report.issues if item.severity == "error"]
    facts = report.observations["case_count"]
    read = [
        {
            "kode_daerah": fact["region_code"],
            "year": fact["period_start"].year,
            "satuan": fact["unit"],
            "kelompok": fact["group"],
            "jenis_kelamin": fact["sex"],
            "kelompok_usia": fact["age_band"],
            "bentuk_kekerasan": fact["violence_type"],
            "jumlah": None if fact["value"] != fact["value"] else fact["value"],
            "pasti": fact["is_exact"],
            "catatan": None if fact["note"] != fact["note"] else fact["note"],
        }
        for fact in facts.to_dict("records")
    ]
    assert read == [{**row, "catatan": row["catatan"] or None} for row in rows]
