"""Statements of completeness: what can stand in a workbook, and what a verdict gains by them."""

from __future__ import annotations

import math
import shutil
from pathlib import Path
from typing import Any

import duckdb
import pytest

from etl.build import BuildReport, build
from etl.check import Context, check_file
from etl.template import write_template

SHIPPED = Path(__file__).resolve().parents[2] / "data" / "raw" / "jawa_barat"
PUBLICATION = {"publikasi": "p1", "penerbit": "DP3A", "judul": "Rekap", "kepercayaan": "official"}
ROW: dict[str, object] = {
    "kode_daerah": "32.01", "nama_daerah": "Kabupaten Bogor", "periode_mulai": "2022-01-01",
    "periode_selesai": "2022-12-31", "unit_melapor": 30, "unit_seharusnya": 40,
    "bulan_melapor": 11, "operator_aktif": 3, "catatan": "unit adalah kecamatan",
    "publikasi": "p1",
}  # fmt: skip


def written(tmp_path: Path, *rows: dict[str, object]) -> Path:
    path = tmp_path / "kelengkapan.xlsx"
    write_template("kelengkapan", path, {"Data": rows, "Publikasi": [PUBLICATION]})
    return path


def test_a_statement_reads_back_with_its_cell(tmp_path: Path, context: Context) -> None:
    report = check_file(written(tmp_path, ROW), context)
    assert not report.issues
    (fact,) = report.observations["reporting"].to_dict("records")
    assert [fact[n] for n in ("value", "expected", "months", "operators")] == [30, 40, 11, 3]
    assert (str(fact["period_start"])[:10], str(fact["period_end"])[:10]) == (
        "2022-01-01", "2022-12-31",
    )  # fmt: skip
    assert (fact["sheet"], fact["cell"], fact["publication_id"]) == ("Data", "E2", "p1")


@pytest.mark.parametrize("only", ["unit_melapor", "bulan_melapor", "operator_aktif"])
def test_one_of_them_is_enough_and_the_rest_is_not_known(
    tmp_path: Path, context: Context, only: str
) -> None:
    stated = ("unit_melapor", "unit_seharusnya", "bulan_melapor", "operator_aktif")
    row = {**ROW, **{name: None for name in stated if name != only}}
    report = check_file(written(tmp_path, row, {**ROW, "kode_daerah": "32.02",
                                                "nama_daerah": None}), context)  # fmt: skip
    assert not report.issues
    facts = report.observations["reporting"].iloc[0]
    known = [not math.isnan(facts[name]) for name in ("value", "expected", "months", "operators")]
    assert known == [name == only for name in stated]


@pytest.mark.parametrize(
    ("change", "cell", "kind"),
    [
        ({"unit_melapor": 41}, "E2", "reporting_above_expected"),
        ({"bulan_melapor": 13}, "G2", "reporting_months"),
        ({"periode_selesai": "2022-06-30", "bulan_melapor": 7}, "G2", "reporting_months"),
        ({"periode_selesai": "2023-12-31", "bulan_melapor": 13}, "G2", "reporting_months"),
        ({"bulan_melapor": -1}, "G2", "negative_count"),
        ({"bulan_melapor": 10.5}, "G2", "not_whole"),
        ({"unit_melapor": 29.5}, "E2", "not_whole"),
        ({"unit_melapor": None, "bulan_melapor": None, "operator_aktif": None}, "E2",
         "reporting_empty"),
        ({"periode_mulai": None}, "C2", "missing_value"),
        ({"publikasi": "lain"}, "J2", "unknown_publication"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_an_error_at_its_cell(
    tmp_path: Path, context: Context, change: dict[str, object], cell: str, kind: str
) -> None:
    other = {**ROW, "kode_daerah": "32.02", "nama_daerah": None}
    report = check_file(written(tmp_path, {**ROW, **change}, other), context)
    found = [(item.cell, item.kind, item.severity) for item in report.issues]
    assert found == [(cell, kind, "error")]


@pytest.mark.parametrize(("units", "months"), [(40, 12), (0, 0)])
def test_the_ends_of_the_ranges_are_allowed(
    tmp_path: Path, context: Context, units: int, months: int
) -> None:
    row = {**ROW, "unit_melapor": units, "bulan_melapor": months}
    assert not check_file(written(tmp_path, row), context).issues


def test_one_statement_a_region_and_period(tmp_path: Path, context: Context) -> None:
    report = check_file(written(tmp_path, ROW, {**ROW, "unit_melapor": 29}), context)
    assert [item.kind for item in report.issues] == ["duplicate_row"]


def statement(region: str, year: int, units: int | None, months: int | None) -> dict[str, object]:
    return {
        "kode_daerah": region, "periode_mulai": f"{year}-01-01", "periode_selesai": f"{year}-12-31",
        "unit_melapor": units, "unit_seharusnya": 40, "bulan_melapor": months,
        "operator_aktif": 5, "catatan": "unit adalah kecamatan", "publikasi": "kelengkapan-jabar",
    }  # fmt: skip


DEPOK, KARAWANG, BEKASI, BOGOR, HIDDEN = "32.76", "32.15", "32.16", "32.71", "32.75"
STATEMENTS = (
    statement(DEPOK, 2018, 10, 12), statement(DEPOK, 2022, 40, 12),
    statement(KARAWANG, 2018, 40, 12), statement(KARAWANG, 2022, 39, 12),
    statement(BEKASI, 2018, None, 12), statement(BEKASI, 2022, None, 12),
    statement(BOGOR, 2018, 40, 12), statement(BOGOR, 2021, 40, 12),
    statement(HIDDEN, 2018, 3, 4),
)  # fmt: skip


@pytest.fixture(scope="module")
def jawa_barat(tmp_path_factory: pytest.TempPathFactory) -> BuildReport:
    """The counts of Jawa Barat as shipped, beside statements of the publisher of the counts."""
    folder = tmp_path_factory.mktemp("lengkap")
    shutil.copytree(SHIPPED, folder / "raw" / "jawa_barat")
    told = {
        "publikasi": "kelengkapan-jabar",
        "penerbit": "DP3AKB Provinsi Jawa Barat (Open Data Jabar)",
        "judul": "Kelengkapan pelaporan", "kepercayaan": "simulated",
    }  # fmt: skip
    path = folder / "raw" / "kelengkapan.xlsx"
    write_template("kelengkapan", path, {"Data": STATEMENTS, "Publikasi": [told]})
    return build(folder, folder / "build")


def rows(report: BuildReport, edition: str, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(report.editions[edition]), read_only=True) as connection:
        return connection.execute(sql).fetchall()


TRENDS = """SELECT region_code, verdict, verdict_reasons, months_first, months_last, units_first,
                   units_last, units_expected
            FROM trend WHERE measure_id = 'korban_anak' AND direction = 'up'"""


def test_statements_settle_what_a_trend_may_be_called(jawa_barat: BuildReport) -> None:
    found = {row[0]: row[1:] for row in rows(jawa_barat, "internal", TRENDS)}
    assert len(found) == 8
    said, because, *facts = found[DEPOK]
    assert (said, facts) == ("reporting_changed", [12, 12, 10, 40, 40])
    assert "recording_explains" in because
    said, because, *facts = found[KARAWANG]
    assert (said, facts) == ("likely_real", [12, 12, 40, 39, 40])
    assert "recording_steady" in because
    months_only, other_year = found[BEKASI], found[BOGOR]
    assert months_only[0] == other_year[0] == "cannot_separate"
    assert months_only[2:] == (12, 12, None, None, None)
    assert other_year[2:6] == (12, None, 40, None)
    rest = {row[0] for region, row in found.items() if region not in (DEPOK, KARAWANG)}
    assert rest == {"cannot_separate"}


def test_completeness_says_whose_units_they_are(jawa_barat: BuildReport) -> None:
    sql = f"""SELECT months_reported, units_reported, units_expected, units_kind, note
              FROM completeness WHERE region_code = '{DEPOK}' AND measure_id = 'korban_anak'
              ORDER BY year"""
    first, *between, last = rows(jawa_barat, "internal", sql)
    assert first == (12, 10, 40, "reporting_units", "units_missing")
    assert last == (12, 40, 40, "reporting_units", "complete")
    assert set(between) == {(None, None, None, None, "months_unknown")}


def test_the_public_edition_keeps_what_gives_no_hidden_count_away(jawa_barat: BuildReport) -> None:
    sql = "SELECT region_code, count(operators), count(note) FROM reporting GROUP BY ALL"
    inside = {row[0]: row[1:] for row in rows(jawa_barat, "internal", sql)}
    outside = {row[0]: row[1:] for row in rows(jawa_barat, "public", sql)}
    assert inside[HIDDEN] == (1, 1)
    assert set(inside) == {DEPOK, KARAWANG, BEKASI, BOGOR, HIDDEN}
    assert set(outside) < set(inside)
    assert set(outside.values()) == {(0, 0)}
    hidden = """SELECT count(*) FROM indicator_value v JOIN reporting r USING (region_code)
                WHERE v.hidden <> 'no' AND v.dimension = 'total'
                  AND v.year = year(r.period_end)"""
    assert rows(jawa_barat, "public", hidden) == [(0,)]
    verdicts = {row[0]: row[1] for row in rows(jawa_barat, "public", TRENDS)}
    assert verdicts[DEPOK] == "reporting_changed"
    assert len(verdicts) < 8
