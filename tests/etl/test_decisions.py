"""Two sources of one quantity: both kept, set side by side, one chosen by rule or by people."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from etl import decisions
from etl.build import BuildFailed, BuildReport, build
from etl.provenance import read_sidecar
from etl.template import write_template
from indicators.tables import SIDE_BY_SIDE
from tests.etl.command_line import run_etl

HEADER = "region_code,year,measure_id,publication_id,reason,decided_by,decided_on\n"
Ask = Callable[..., list[tuple[Any, ...]]]
CHOSEN = """SELECT publication_id, value, why_chosen FROM indicator_value
            WHERE region_code = '32' AND year = 2021 AND is_chosen AND dimension = 'total'"""
PAIRS = """SELECT publication_id, value, other_publication_id, other_value, difference, cause,
           why_chosen, reason FROM side_by_side"""


def put(data: Path, name: str, value: int, **publication: object) -> None:
    """A workbook with the child victims of Jawa Barat 2021 as one publication says."""
    row = {
        "kode_daerah": "32",
        "nama_daerah": "Provinsi Jawa Barat",
        "periode_mulai": "2021-01-01",
        "periode_selesai": "2021-12-31",
        "periode_diketahui": "stated",
        "satuan": "korban",
        "kelompok": "anak",
        "jumlah": value,
        "publikasi": name,
    }
    told = {
        "publikasi": name,
        "penerbit": "Open Data Jabar",
        "judul": f"Korban kekerasan, {name}",
        "kepercayaan": "official",
        **publication,
    }
    path = data / "raw" / f"{name}.xlsx"
    write_template("kasus", path, {"Data": [row], "Publikasi": [told]})


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The first release (216 child victims) and the one that replaced it (1,087)."""
    folder = tmp_path / "data"
    (folder / "raw").mkdir(parents=True)
    put(folder, "rilis-1", 216, tanggal_terbit="2022-03-01")
    put(folder, "rilis-2", 1087, menggantikan="rilis-1")
    return folder


def ask(data: Path, sql: str, edition: str = "internal") -> list[tuple[Any, ...]]:
    path = build(data, data / "build").editions[edition]
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def decided(publication: str, reason: str = "sesuai laporan cetak", year: int = 2021) -> str:
    return f"32,{year},korban_anak,{publication},{reason},Bidang PA,2026-01-02\n"


def test_both_releases_are_kept_and_the_later_is_shown(data: Path) -> None:
    for edition in ("internal", "public"):
        assert ask(data, CHOSEN, edition) == [("rilis-2", 1087, "superseded")]
        assert ask(data, PAIRS, edition) == [
            ("rilis-2", 1087, "rilis-1", 216, 871, "rilis_baru", "superseded", None)
        ]
    assert ask(data, "SELECT supersedes FROM publication ORDER BY 1") == [("rilis-1",), (None,)]


def test_what_an_office_decides_is_shown_with_its_reason(data: Path) -> None:
    (data / "decisions.csv").write_text(HEADER + decided("rilis-1"), encoding="utf-8")
    assert ask(data, CHOSEN) == [("rilis-1", 216, "decision")]
    assert ask(data, PAIRS) == [
        ("rilis-1", 216, "rilis-2", 1087, -871, "rilis_baru", "decision", "sesuai laporan cetak")
    ]


def test_a_reason_that_quotes_a_number_stays_inside(data: Path) -> None:
    line = decided("rilis-1", "hanya 3 di Cimahi")
    (data / "decisions.csv").write_text(HEADER + line, encoding="utf-8")
    for table in ("decision", "side_by_side"):
        told = f"SELECT reason FROM {table}"
        assert ask(data, told) == [("hanya 3 di Cimahi",)]
        assert ask(data, told, "public") == [(None,)]


def test_of_two_decisions_the_last_counts(data: Path) -> None:
    lines = decided("rilis-1") + decided("tidak-ada") + decided("rilis-2")
    (data / "decisions.csv").write_text(HEADER + lines, encoding="utf-8")
    assert ask(data, CHOSEN) == [("rilis-2", 1087, "decision")]


def test_a_decision_on_a_figure_that_is_not_there_names_its_line(data: Path) -> None:
    lines = decided("rilis-1") + decided("rilis-2", year=2020)
    (data / "decisions.csv").write_text(HEADER + lines, encoding="utf-8")
    with pytest.raises(BuildFailed) as failed:
        build(data, data / "build")
    told = [(one.kind, one.file, one.cell) for one in failed.value.issues]
    assert told == [("decision_stale", "decisions.csv", "A3")]


@pytest.mark.parametrize(
    "line", ["32,dua ribu,korban_anak,a,b,c,2026-01-02", "32,2021,korban_anak"]
)
def test_a_line_that_is_no_decision_stops_the_build(data: Path, line: str) -> None:
    (data / "decisions.csv").write_text(HEADER + line + "\n", encoding="utf-8")
    with pytest.raises(BuildFailed) as failed:
        build(data, data / "build")
    assert [(one.kind, one.cell) for one in failed.value.issues] == [("bad_record", "A2")]


@pytest.mark.parametrize(
    ("named", "kinds"),
    [("rilis-0", ["supersedes_unknown"]), ("rilis-3", ["supersedes_circle"])],
)
def test_a_publication_replaces_only_what_is_there(
    data: Path, named: str, kinds: list[str]
) -> None:
    put(data, "rilis-3", 1087, menggantikan=f"rilis-2; {named}")
    with pytest.raises(BuildFailed) as failed:
        build(data, data / "build")
    assert [one.kind for one in failed.value.issues] == kinds
    assert {one.file for one in failed.value.issues} == {"raw/rilis-3.xlsx"}


def test_a_sidecar_names_what_its_publication_replaces(tmp_path: Path) -> None:
    text = """[publication]
    publication_id = "b"
    publisher = "p"
    title = "t"
    trust = "official"
    supersedes = ["a", "lain"]"""
    (tmp_path / "b.csv.asal.toml").write_text(text, encoding="utf-8")
    told = read_sidecar(tmp_path / "b.csv")
    assert told.problems == ()
    assert told.publication is not None
    assert told.publication["supersedes"] == "a; lain"


def run_decide(data: Path, *more: str) -> tuple[int, dict[str, Any]]:
    arguments = ("--region", "32", "--year", "2021", "--measure", "korban_anak", *more)
    done = run_etl("decide", *arguments, "--data", data, "--json")
    return done.exit_code, json.loads(done.stdout) if done.stdout else {}


def test_the_command_writes_the_decision_down_and_serves_it(data: Path) -> None:
    why = ("--reason", "laporan asli, halaman depan", "--by", "Bidang PA")
    status, told = run_decide(data, "--publication", "rilis-1", *why)
    assert (status, told["status"], told["errors"]) == (0, "decided", [])
    ((number, line),) = decisions.load(data).lines
    assert (number, line.publication_id, line.reason) == (
        2,
        "rilis-1",
        "laporan asli, halaman depan",
    )
    with duckdb.connect(told["build"]["editions"]["public"], read_only=True) as connection:
        assert connection.execute(CHOSEN).fetchall() == [("rilis-1", 216, "decision")]
    kept = (data / "decisions.csv").read_bytes()
    status, told = run_decide(data, "--publication", "tidak-ada", *why)
    assert (status, told["status"]) == (1, "refused")
    assert [one["kind"] for one in told["errors"]] == ["decision_stale"]
    assert (data / "decisions.csv").read_bytes() == kept
    assert run_decide(data, "--publication", "rilis-2", "--reason", " ", "--by", "x")[0] == 2
    assert run_decide(data, "--publication", "rilis-2", *why)[0] == 0
    assert [line.publication_id for _, line in decisions.load(data).lines] == ["rilis-2"]
    assert len((data / "decisions.csv").read_text(encoding="utf-8").splitlines()) == 3


def test_pairs_of_the_shipped_data_show_only_what_the_edition_shows(shipped: BuildReport) -> None:
    """Each side is a row of indicator_value of the same edition; hidden, there is no difference."""
    sides = """SELECT count(*) FROM side_by_side s LEFT JOIN indicator_value v
        ON v.region_code = s.region_code AND v.dimension = 'total'
        AND v.measure_id = s.{0}measure_id AND v.publication_id = s.{0}publication_id
        AND v.period_start = s.{0}period_start AND v.period_end = s.{0}period_end
        AND v.value IS NOT DISTINCT FROM s.{0}value AND v.hidden = s.{0}hidden
        WHERE v.measure_id IS NULL"""
    silent = """SELECT count(*), count(difference), count(ratio), count(*) FILTER (agrees)
        FROM side_by_side WHERE hidden <> 'no' OR other_hidden <> 'no'"""
    for edition, path in shipped.editions.items():
        with duckdb.connect(str(path), read_only=True) as connection:
            for side in ("", "other_"):
                assert connection.execute(sides.format(side)).fetchall() == [(0,)]
            hidden, *rest = connection.execute(silent).fetchall()[0]
            assert rest == [0, 0, 0]
            assert (hidden > 0) == (edition == "public")
            names = {row[0] for row in connection.execute("DESCRIBE side_by_side").fetchall()}
            assert names == set(SIDE_BY_SIDE.column_names)
            jabar = connection.execute(
                """SELECT year, value, other_value, cause FROM side_by_side
                   WHERE region_code = '32' AND measure_id = other_measure_id ORDER BY year"""
            ).fetchall()
        assert jabar == [
            (2018, 319, 559, "tidak_diketahui"),
            (2019, 563, 560, "tidak_diketahui"),
            (2020, 1002, 872, "tidak_diketahui"),
            (2021, 1087, 1088, "tidak_diketahui"),
            (2022, 1123, 555, "sebagian_tahun"),
        ]
