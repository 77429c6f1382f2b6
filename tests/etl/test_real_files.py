"""Files as offices and portals published them: read from beside the project, never copied."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from etl.check import Context, FileReport
from etl.reading.place_rows import match_rows
from etl.reading.workbook import read_workbook
from indicators.codes import CHILD_AGE_BANDS

Check = Callable[[Path], FileReport]

AGES = [
    "jabar-kekerasan-2018-2021/BERDASARKAN_USIA.csv",
    "jabar-kekerasan-2018-2022/berdasarkan_kelompok_usia.csv",
    "jabar-odj-raw/jumlah_korban_kekerasan_berdasarkan_kelompok_usia_data.csv",
]
POPULATIONS = [
    "jabar-kekerasan-2018-2022/jumlah_penduduk.csv",
    "jabar-penduduk-2013-2024/jumlah penduduk.csv",
]


def kinds(report: FileReport) -> set[str]:
    return {item.kind for item in report.issues} - {"provenance_missing"}


def expected_sums(real: Path, name: str) -> dict[int, tuple[int, float]]:
    """Year -> rows and sum, from expected.csv."""
    with (real / "expected.csv").open(encoding="utf-8", newline="") as file:
        return {
            int(row["column"][-4:]): (int(row["rows"]), float(row["sum"]))
            for row in csv.DictReader(file)
            if row["file"] == name
        }


def sums_by_year(facts: pd.DataFrame) -> dict[int, tuple[int, float]]:
    years = facts["period_start"].dt.year if "period_start" in facts else facts["year"]
    sums = facts.groupby(years)["value"].agg(["size", "sum"])
    return {int(year): (int(n), float(total)) for year, n, total in sums.itertuples()}


@pytest.mark.parametrize("name", AGES)
def test_victims_by_age_add_up_to_what_the_portal_published(
    real: Path, check: Check, name: str
) -> None:
    report = check(real / name)
    assert sums_by_year(report.observations["case_count"]) == expected_sums(real, name)
    assert set(report.observations["case_count"]["unit"]) == {"korban"}


@pytest.mark.parametrize("name", POPULATIONS)
def test_population_adds_up(real: Path, check: Check, name: str) -> None:
    report = check(real / name)
    assert kinds(report) == set()
    assert sums_by_year(report.observations["population"]) == expected_sums(real, name)


def test_child_victims_of_jawa_barat(real: Path, check: Check) -> None:
    facts = check(real / AGES[1]).observations["case_count"]
    children = facts[facts["age_band"].isin(CHILD_AGE_BANDS)]
    assert set(children["group"]) == {"anak"}
    totals = children.groupby(children["period_start"].dt.year)["value"].sum()
    assert totals.tolist() == [319, 563, 1002, 1087, 1123]
    assert facts["region_code"].nunique() == 27


def test_rows_that_the_portal_printed_twice_are_found(real: Path, check: Check) -> None:
    report = check(real / AGES[0])
    assert kinds(report) == {"duplicate_row"}
    cells = [item.cell for item in report.issues if item.kind == "duplicate_row"]
    assert len(cells) == 42
    assert cells[0] == "H576"


def test_a_table_that_does_not_say_whom_it_counts_asks(real: Path, check: Check) -> None:
    assert kinds(check(real / "jabar-kekerasan-2018-2021/KASUS_TERLAYANI.csv")) == {"not_stated"}


def test_an_education_table_is_refused(real: Path, check: Check) -> None:
    report = check(real / "jabar-kekerasan-2018-2021/BERDASARKAN_PENDIDIKAN.csv")
    assert kinds(report) == {"dimension_out_of_scope"}


def test_cases_by_place_and_the_label_that_is_its_own_heading(real: Path, check: Check) -> None:
    name = "jabar-kekerasan-tempat-xlsx/kekerasankej.xlsx"
    report = check(real / name)
    wrong = [item for item in report.issues if item.kind == "unknown_label"]
    assert {item.value for item in wrong} == {"TEMPAT KEJADIAN"}
    assert len(wrong) == 27
    read, expected = sums_by_year(report.observations["case_count"]), expected_sums(real, name)
    assert {year: read[year] for year in (2018, 2020, 2021)} == {
        year: expected[year] for year in (2018, 2020, 2021)
    }


def test_the_web_table_of_the_statistics_office(real: Path, check: Check) -> None:
    (path,) = real.glob("bps-air-minum*/Persentase*2021.csv")
    report = check(path)
    assert kinds(report) == {"region_was_larger"}  # Papua and Papua Barat before 2022
    facts = report.observations["outcome"]
    assert len(facts) == 39 * 3
    values = facts.set_index(["region_code", "area_type"])["value"]
    assert values["11", "perkotaan"] == 94.34
    assert values["32", "semua"] == 93.24
    jakarta = facts[(facts["region_code"] == "31") & (facts["area_type"] == "perdesaan")]
    assert jakarta["status"].tolist() == ["not_reported"]


MADIUN = "madiun-disdukcapil-2024/STAT_SMT_I_2024.xlsx"
KUKAR = "kukar-siga-2024/korban_anak_menurut_usia_2024.csv"
LOADED = [
    ("sumbar*/Sosial*.xlsx", {}, "sumbar_kekerasan", "case_count", 324, 5993.0),
    ("jateng-kek*/*.csv", {}, "jateng_korban_anak", "case_count", 70, 1327.0 + 1369.0),
    ("jateng-kes*/penduduk*.csv", {}, "jateng_kemiskinan", "population", 175, 185940920.0),
    ("jatim*/*.csv", {}, "jatim_profil_kesehatan", "outcome", 152, 14523.0),
    ("indonesia-pend*/*.csv", {}, "pdrb_penduduk", "population", 9252, 4188092015.1),
    ("indonesia-bps*/Pop*.xlsx", {}, "bps_penduduk_ribu", "population", 385, 5680864890.0),
    ("bps*/Data_DBD*.csv", {}, "dbd_penduduk", "population", 38, 277374669.0),
    (KUKAR, {"region_code": "64.02"}, "siga_korban_usia", "case_count", 3, 98.0),
    (MADIUN, {"region_code": "35.19"}, "dukcapil_akta", "outcome", 2, 156599.18),
    (MADIUN, {"region_code": "35.19"}, "dukcapil_penduduk", "population", 5, 1680220.0),
    ("*2021/KASUS*.csv", {"group": "semua"}, "opendata_kabkota", "case_count", 216, 1847.0),
]
"""File, constants of its sidecar, layout, table, facts and their sum."""
REFUSED = [
    (KUKAR, "region_not_stated"),
    (MADIUN, "region_not_stated"),
    ("kukar*/*pendidikan*.csv", "table_refused"),
    ("jateng-kes*/jumlah_bayi*.csv", "table_refused"),
    ("jabar*/kepadatan*.csv", "table_refused"),
    ("indonesia-bps-pendidikan*/Average*.xlsx", "table_refused"),
    ("indonesia-bps-pendidikan*/Gender*.xlsx", "table_refused"),
]


@pytest.mark.parametrize(("pattern", "constants", "layout", "table", "rows", "total"), LOADED)
def test_tables_that_are_loaded(
    real: Path,
    tmp_path: Path,
    check: Check,
    pattern: str,
    constants: dict[str, str],
    layout: str,
    table: str,
    rows: int,
    total: float,
) -> None:
    (path,) = real.glob(pattern)
    if constants:  # what the file leaves out stands in its sidecar
        path = Path(shutil.copy(path, tmp_path))
        stated = "".join(f'{name} = "{value}"\n' for name, value in constants.items())
        sidecar = path.with_name(f"{path.name}.asal.toml")
        sidecar.write_text(f"[constants]\n{stated}", encoding="utf-8")
    report = check(path)
    assert not report.has_errors
    assert (layout, table) in {(item.layout, item.table) for item in report.tables}
    facts = report.observations[table]
    assert (len(facts), round(float(facts["value"].sum()), 2)) == (rows, total)


@pytest.mark.parametrize(("pattern", "kind"), REFUSED)
def test_tables_that_are_refused_with_a_reason(
    real: Path, check: Check, pattern: str, kind: str
) -> None:
    (path,) = real.glob(pattern)
    report = check(path)
    assert kinds(report) == {kind}
    assert report.has_errors
    assert not sum(
        len(facts) for name, facts in report.observations.items() if name != "publication"
    )


def test_every_column_of_the_table_of_west_sumatra(real: Path, check: Check) -> None:
    """Against expected.csv, column by column."""
    name = "sumbar-dalam-angka-2020-2022/Sosial_Kesejahteraan.xlsx"
    report = check(real / name)
    assert kinds(report) == set()
    facts = report.observations["case_count"]
    assert "13.72" not in set(facts["region_code"])  # Kota Solok has no row
    assert "13.02" in set(facts["region_code"])  # Solok is the kabupaten
    letters = dict(zip(read_workbook(real / name, (real / name).read_bytes())[0].rows[0],
                       "ABCDEFGHIJKLMNOPQRST", strict=True))  # fmt: skip
    with (real / "expected.csv").open(encoding="utf-8", newline="") as file:
        expected = [row for row in csv.DictReader(file) if row["file"] == name]
    assert len(expected) == 18
    for row in expected:
        column = facts[facts["cell"].str.startswith(letters[row["column"]])]
        assert (len(column), float(column["value"].sum())) == (int(row["rows"]), float(row["sum"]))


def test_population_of_every_kabupaten_by_its_code_of_2017(real: Path, check: Check) -> None:
    (path,) = real.glob("indonesia-pend*/*.csv")
    sums = check(path).observations["population"].groupby("year")["value"].agg(["size", "sum"])
    assert tuple(sums.loc[2010].round(1)) == (514, 238113522.9)
    assert tuple(sums.loc[2017].round(1)) == (514, 261890832.0)


def test_children_and_certificates_of_a_regency_from_its_villages(
    real: Path, tmp_path: Path, check: Check
) -> None:
    path = Path(shutil.copy(real / MADIUN, tmp_path))
    sidecar = path.with_name(f"{path.name}.asal.toml")
    sidecar.write_text('[constants]\nregion_code = "35.19"\n', encoding="utf-8")
    outcomes = check(path).observations["outcome"].set_index("measure_id")
    assert outcomes.loc["akta_kelahiran_anak_jumlah", "value"] == 156501
    share = outcomes.loc["akta_kelahiran_anak_persen"]
    assert (share["numerator"], share["denominator"]) == (156501, 159402)
    assert round(share["value"], 2) == 98.18
    assert share["cell"] == "I2:I207"
    assert (str(share["period_start"].date()), str(share["period_end"].date())) == (
        "2024-01-01",
        "2024-06-30",
    )


def test_region_names_of_the_statistics_office_are_found_in_both_levels(
    real: Path, context: Context
) -> None:
    (path,) = real.glob("indonesia-bps-pendidikan*/Average*.xlsx")
    grid = read_workbook(path, path.read_bytes())[0]
    names = [str(cell) for cell in grid.columns[0][3:]]
    across = context.layouts.by_id["bps_web"].across
    found = match_rows(names, across, context.registry)
    unknown = [name for name, match in zip(names, found, strict=True) if match.code is None]
    assert unknown == []
    codes_found = [match.code for match in found]
    assert len(set(codes_found)) == len(codes_found)
