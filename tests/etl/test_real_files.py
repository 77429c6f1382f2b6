"""Files as offices and portals published them: read from beside the project, never copied."""

from __future__ import annotations

import csv
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
    assert kinds(report) == set()
    facts = report.observations["outcome"]
    assert len(facts) == 39 * 3
    values = facts.set_index(["region_code", "area_type"])["value"]
    assert values["11", "perkotaan"] == 94.34
    assert values["32", "semua"] == 93.24
    jakarta = facts[(facts["region_code"] == "31") & (facts["area_type"] == "perdesaan")]
    assert jakarta["status"].tolist() == ["not_reported"]


@pytest.mark.parametrize(
    ("pattern", "kind"),
    [
        ("indonesia-bps-pendidikan*/*.xlsx", "measure_not_recognised"),
        ("sumbar*/*.xlsx", "table_not_recognised"),
        ("madiun*/*.xlsx", "table_not_recognised"),
        ("jatim*/*.csv", "table_not_recognised"),
        ("kukar*/*.csv", "table_not_recognised"),
        ("jateng*/*.csv", "table_not_recognised"),
    ],
)
def test_tables_not_yet_known_are_refused_with_a_reason(
    real: Path, check: Check, pattern: str, kind: str
) -> None:
    for path in real.glob(pattern):
        report = check(path)
        assert report.has_errors
        assert kinds(report) == {kind}
        assert not sum(
            len(facts) for name, facts in report.observations.items() if name != "publication"
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
