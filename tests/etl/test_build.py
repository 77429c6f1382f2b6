"""The whole run: what is published, what stops it, and that it is a function of files."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest

from etl import files, warehouse
from etl.build import BuildFailed, BuildReport, build, context_of
from etl.folder import read_folder
from etl.template import write_template
from indicators.tables import ALL_TABLES
from tests.etl.command_line import run_etl

PROJECT = Path(__file__).resolve().parents[2]
PUBLICATION = {
    "publikasi": "laporan-2022",
    "penerbit": "DP3AKB",
    "judul": "Laporan tahunan 2022",
    "kepercayaan": "official",
}
Ask = Callable[..., list[tuple[Any, ...]]]


@pytest.fixture
def ask(shipped: BuildReport) -> Ask:
    """Rows of a query on an edition of the shipped data."""

    def run(sql: str, edition: str = "internal") -> list[tuple[Any, ...]]:
        with duckdb.connect(str(shipped.editions[edition]), read_only=True) as connection:
            return connection.execute(sql).fetchall()

    return run


def case(region: str = "33.18", **cells: object) -> dict[str, object]:
    names = {"33.18": "Kabupaten Pati", "33.17": "Kabupaten Rembang", "33": "Provinsi Jawa Tengah"}
    return {
        "kode_daerah": region,
        "nama_daerah": names[region],
        "periode_mulai": "2022-01-01",
        "periode_selesai": "2022-12-31",
        "periode_diketahui": "stated",
        "satuan": "korban",
        "kelompok": "anak",
        "jumlah": 45,
        "publikasi": "laporan-2022",
        **cells,
    }


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with one workbook of cases."""
    folder = tmp_path / "data"
    (folder / "raw").mkdir(parents=True)
    put(folder, "kasus.xlsx", case(), case("33.17", jumlah=12))
    return folder


def put(
    folder: Path, name: str, *rows: dict[str, object], retyped: dict[str, str] | None = None
) -> None:
    """A workbook of cases in the raw folder; `retyped` is what somebody typed over a cell."""
    path = folder / "raw" / name
    write_template("kasus", path, {"Data": list(rows), "Publikasi": [PUBLICATION]})
    if retyped:
        book = openpyxl.load_workbook(path)
        for cell, text in retyped.items():
            book["Data"][cell] = text
        book.save(path)


def test_child_victims_of_jawa_barat(ask: Ask) -> None:
    sql = """SELECT value FROM indicator_value WHERE region_code = '32' AND dimension = 'total'
             AND measure_id = 'korban_anak' AND is_chosen ORDER BY year"""
    for edition in ("internal", "public"):
        assert [value for (value,) in ask(sql, edition)] == [319, 563, 1002, 1087, 1123]


def test_kalimantan_tengah_adds_up_inside_and_gives_nothing_away_outside(ask: Ask) -> None:
    sql = """SELECT region_code, value, hidden FROM case_count
             WHERE region_code LIKE '62%' AND unit = 'kasus' AND "group" = 'perempuan_dan_anak'
             AND period_end = DATE '2023-11-22' ORDER BY region_code"""
    inside = {region: value for region, value, _ in ask(sql)}
    total = inside.pop("62")
    assert total == sum(inside.values()) == 294
    assert len(inside) == 14
    outside = {region: (value, hidden) for region, value, hidden in ask(sql, "public")}
    assert outside["62"] == (294, "no")
    assert outside["62.10"] == outside["62.07"] == (None, "primary")
    hidden = [region for region, (value, _) in outside.items() if value is None]
    rest = 294 - sum(value for region, (value, _) in outside.items() if region != "62" and value)
    assert (
        len(hidden) > 2
    )  # with only the two, 294 would leave 7: three and four, whichever is which
    assert rest > 2 * 4 + len(hidden) - 2


def test_a_hidden_count_takes_everything_with_it(ask: Ask) -> None:
    bare = ask(
        """SELECT count(*), count(value), count(value_lower), count(rate), count(rate_lower),
           count(denominator) FROM indicator_value WHERE hidden <> 'no'""",
        "public",
    )
    assert bare[0][0] > 0
    assert bare[0][1:] == (0, 0, 0, 0, 0)
    for table in ("case_count", "outcome"):
        noted = f"SELECT count(*) FROM {table} WHERE note IS NOT NULL"
        assert ask(noted, "public") == [(0,)]
        assert ask(noted)[0][0] > 0
    assert ask(
        """SELECT count(*) FROM comparison c JOIN indicator_value v USING
           (region_code, measure_id, period_start, period_end, publication_id)
           WHERE v.dimension = 'total' AND v.hidden <> 'no' AND c.value IS NOT NULL""",
        "public",
    ) == [(0,)]


def test_no_small_count_of_an_area_reaches_the_public_edition(ask: Ask) -> None:
    small = "SELECT count(*) FROM case_count WHERE value BETWEEN 1 AND 4 AND region_code <> '00'"
    assert ask(small, "public") == [(0,)]
    assert ask(small)[0][0] > 20


def test_scores_on_their_levels(ask: Ask) -> None:
    sql = "SELECT basis, round(value, 2), agrees FROM score_summary WHERE region_code = '{}'"
    assert sorted(ask(sql.format("99.01"))) == [
        ("block", 770.36, False),
        ("indicator", 765.46, False),
        ("question", 771.81, False),
    ]
    assert ("block", 805.2, True) in ask(sql.format("99.02"))
    assert ask(sql.format("52.04")) == [("block", 505.85, True)]
    assert ask("SELECT band FROM score_summary WHERE region_code = '33.18'") == [("pratama",)]


def test_partial_years_stay_partial(ask: Ask) -> None:
    sql = """SELECT DISTINCT value, is_partial, rate FROM indicator_value
             WHERE region_code = '33.18'
             AND measure_id = 'kasus_perempuan_dan_anak' AND period_end = DATE '2024-08-31'"""
    assert ask(sql) == [(63, True, None)]
    paser = """SELECT value, status FROM case_count
               WHERE region_code = '64.01' AND period_end = DATE '2023-06-30'"""
    assert ask(paser) == [(None, "not_reported")]


def test_example_regions_enter_no_comparison_and_no_total(ask: Ask) -> None:
    assert ask("SELECT count(*) FROM comparison WHERE region_code LIKE '99%'") == [(0,)]
    assert ask("SELECT parent_code FROM region WHERE region_code = '99'") == [(None,)]


def test_every_published_figure_resolves_to_file_and_cell(ask: Ask) -> None:
    for table in ("indicator_value", "points_open", "score_summary", "gap", "discrepancy"):
        sql = f"""SELECT count(*) FROM {table} t LEFT JOIN source_file f
                  ON f.sha256 = t.source_sha256 WHERE f.file IS NULL OR t.cell = ''"""
        assert ask(sql) == [(0,)], table


def test_the_same_files_give_the_same_rows(
    shipped: BuildReport, shipped_data: Path, tmp_path: Path
) -> None:
    again = build(shipped_data, tmp_path)
    for edition, path in shipped.editions.items():
        assert warehouse.content_hashes(again.editions[edition]) == warehouse.content_hashes(path)


def test_five_faults_give_five_issues_and_nothing_is_published(data: Path) -> None:
    out = data / "build"
    build(data, out)
    before = {path: path.read_bytes() for path in out.rglob("*.duckdb")}
    assert len(before) == 2
    put(
        data,
        "rusak.xlsx",
        case("33.17", kode_daerah="33.99", nama_daerah="Kabupaten Antah"),
        case(satuan="perkara"),
        case(jumlah="banyak"),
        case(jenis_kelamin="perempuan"),
        case(jenis_kelamin="perempuan"),
        case(jenis_kelamin="laki_laki"),
        retyped={"C7": "20222-01-01"},
    )
    with pytest.raises(BuildFailed) as failed:
        build(data, out)
    assert sorted((one.kind, one.cell) for one in failed.value.issues) == [
        ("duplicate_row", "N6"),
        ("not_a_number", "N4"),
        ("unknown_label", "F3"),
        ("unknown_region", "A2"),
        ("year_out_of_range", "C7"),
    ]
    assert {path: path.read_bytes() for path in out.rglob("*.duckdb")} == before


def test_one_figure_in_two_files_is_an_error_with_both_addresses(data: Path) -> None:
    put(data, "lagi.xlsx", case(jumlah=46))
    with pytest.raises(BuildFailed) as failed:
        build(data, data / "build")
    (one,) = failed.value.issues
    assert (one.kind, one.file, one.cell) == ("duplicate_across_files", "raw/lagi.xlsx", "N2")
    assert "kasus.xlsx" in one.message


def test_a_file_that_lies_there_twice_counts_once(data: Path) -> None:
    once = build(data, data / "build")
    shutil.copy(data / "raw" / "kasus.xlsx", data / "raw" / "salinan.xlsx")
    twice = build(data, data / "build")
    assert twice.rows["case_count"] == once.rows["case_count"] == 2


def test_only_a_changed_file_is_parsed_again(data: Path) -> None:
    put(data, "lain.xlsx", case("33"))
    build(data, data / "build")
    kept = {entry: entry.stat().st_mtime_ns for entry in (data / "build" / "cache").iterdir()}
    put(data, "lain.xlsx", case("33", jumlah=700))
    build(data, data / "build")
    after = {entry: entry.stat().st_mtime_ns for entry in (data / "build" / "cache").iterdir()}
    assert len(kept) == len(after) == 2
    assert len(kept.items() & after.items()) == 1


def test_a_damaged_cache_is_read_afresh(data: Path) -> None:
    first = build(data, data / "build")
    before = warehouse.content_hashes(first.editions["public"])
    for entry in (data / "build" / "cache").rglob("*.*"):
        entry.write_bytes(b"\x00")
    second = build(data, data / "build")
    assert (first.parsed, second.parsed) == (1, 1)
    assert warehouse.content_hashes(second.editions["public"]) == before


def test_examples_can_be_switched_off(data: Path) -> None:
    (data / "settings.toml").write_text("[examples]\nshow = false\n", encoding="utf-8")
    shutil.copytree(PROJECT / "data" / "raw" / "contoh", data / "raw" / "contoh")
    report = build(data, data / "build")
    with duckdb.connect(str(report.editions["internal"]), read_only=True) as connection:
        for table in ("region", "kla_score", "score_summary", "points_open"):
            sql = f"SELECT count(*) FROM {table} WHERE region_code LIKE '99%'"
            assert connection.execute(sql).fetchone() == (0,), table


def test_whatever_changes_the_rows_changes_the_content_hash(data: Path) -> None:
    def content_hash() -> str:
        kept = data / "build" / "cache"
        return read_folder(data, kept, context_of(data), lambda *_: None).content_hash

    hashes = [content_hash(), content_hash()]
    (data / "settings.toml").write_text("[examples]\nshow = false\n", encoding="utf-8")
    hashes.append(content_hash())
    (data / "register.csv").write_text("sha256,file,loaded\nx,y,2026-01-02\n", encoding="utf-8")
    hashes.append(content_hash())
    (data / "raw" / "kasus.xlsx").rename(data / "raw" / "kasus_2022.xlsx")
    hashes.append(content_hash())
    assert hashes[0] == hashes[1]
    assert len(set(hashes[1:])) == 4
    for path in build(data, data / "build").editions.values():
        with duckdb.connect(str(path), read_only=True) as connection:
            said = connection.execute("SELECT content_hash FROM edition").fetchall()
        assert said == [(hashes[-1],)]


def test_all_that_decides_the_rows_is_an_input_and_nothing_else(data: Path) -> None:
    names = [
        "raw/kasus.xlsx.asal.toml", "raw/laporan.pdf", "raw/~$kasus.xlsx", "raw/.kunci",
        "layouts/kantor.toml", "layouts/catatan.txt", "README.md", "incoming/x/a.xlsx",
        "settings.toml", "register.csv", "corrections.csv", "decisions.csv",
        "editions/000001-a.jsonl", "editions/.kla-000002-b.jsonl.new", "editions/catatan.txt",
    ]  # fmt: skip
    for name in names:
        (data / name).parent.mkdir(parents=True, exist_ok=True)
        (data / name).write_text(name, encoding="utf-8")
    found = files.inputs(data)
    assert list(found) == [
        "raw/kasus.xlsx", "raw/kasus.xlsx.asal.toml", "raw/laporan.pdf", "layouts/kantor.toml",
        "settings.toml", "register.csv", "corrections.csv", "decisions.csv",
        "editions/000001-a.jsonl",
    ]  # fmt: skip
    before = files.hash_of_inputs(found)
    (data / "decisions.csv").write_text("lain", encoding="utf-8")
    assert files.hash_of_inputs(files.inputs(data)) != before


def test_an_empty_folder_gives_an_empty_warehouse_with_its_reference_tables(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    report = build(tmp_path, tmp_path / "build")
    assert report.rows["region"] == 1 + 38 + 514 + 3
    assert report.rows["case_count"] == report.rows["indicator_value"] == 0


def test_command_line_build_and_its_exit_status(data: Path) -> None:
    good = run_etl("build", "--data", str(data), "--json")
    assert good.exit_code == 0, good.stderr
    told = json.loads(good.stdout)
    assert set(told) == {"id", "source_files", "parsed", "rows", "issues", "editions", "seconds"}
    assert set(told["rows"]) == {table.name for table in ALL_TABLES}
    assert told["issues"] == {"error": 0, "warning": 0}
    assert all(Path(path).exists() for path in told["editions"].values())
    put(data, "rusak.xlsx", case(jumlah="banyak"))
    bad = run_etl("build", "--data", str(data))
    assert bad.exit_code == 1
    assert "raw/rusak.xlsx · Data!N2" in bad.stdout
    assert "Tidak ada yang diterbitkan" in bad.stderr
    assert run_etl("build", "--data", str(data / "tidak-ada")).exit_code == 2
    assert run_etl("bangun").exit_code == 2


def test_command_line_check_and_template(tmp_path: Path) -> None:
    path = tmp_path / "kasus.xlsx"
    assert run_etl("template", "kasus", "--out", str(path)).exit_code == 0
    rows = {"Data": [case(), case("33.17", jumlah="tiga")], "Publikasi": [PUBLICATION]}
    write_template("kasus", path, rows)
    checked = run_etl("check", "--json", "--observations", str(path))
    assert checked.exit_code == 1
    (told,) = json.loads(checked.stdout)
    assert set(told) == {"file", "sha256", "tables", "refused", "observations", "issues"}
    assert [one["kind"] for one in told["issues"]] == ["not_a_number"]
    (seen,) = [one for one in told["observations"] if one["table"] == "case_count"]
    assert (seen["region_code"], seen["value"], seen["sheet"], seen["cell"]) == (
        "33.18", 45, "Data", "N2",
    )  # fmt: skip
    assert seen["period_start"] == "2022-01-01"
    assert run_etl("check", str(tmp_path / "tidak-ada.xlsx")).exit_code == 2
    assert run_etl("template", "bukan", "--out", str(path)).exit_code == 2
    nowhere = run_etl("template", "kasus", "--out", str(tmp_path / "tidak-ada" / "x.xlsx"))
    assert nowhere.exit_code == 1
    assert "tidak-ada/x.xlsx" in nowhere.stderr
    assert run_etl("template", "kasus", "--out", str(tmp_path / "x.csv")).exit_code == 2
    odd = path.rename(tmp_path / "[red]a, b'[bold].xlsx")
    assert odd.name in run_etl("check", str(odd)).stdout


def test_a_file_that_is_no_table_is_not_passed_over_in_silence(data: Path) -> None:
    put(data, "provinsi.xlsm", case("33", jumlah=60))
    (data / "raw/laporan.pdf").write_bytes(b"%PDF")
    (data / "forms").mkdir(exist_ok=True)
    (data / "forms/KLA_2026.XLSX").write_bytes(b"PK")
    report = build(data, data / "build")
    assert report.source_files == 2
    assert [(one.kind, one.file) for one in report.warnings] == [
        ("file_ignored", "raw/laporan.pdf"), ("form_ignored", "forms/KLA_2026.XLSX")
    ]  # fmt: skip
