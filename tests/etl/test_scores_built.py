"""Scores of two stages through the whole pipeline: losses, reasons, decisions of an office."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest

from etl import decisions
from etl.build import BuildReport, build
from etl.template import write_template

EM, VA = "mandiri", "verifikasi_administrasi"
REASON = "Dokumen belum ditandatangani"
QUESTIONS = {("4", "1"): (1.0, 1.0), ("4", "4"): (5.0, 2.0), ("4", "5"): (2.0, 3.0)}
"""Points at the self-assessment and after verification, of an indicator's questions."""
HEADER = "region_code,year,measure_id,publication_id,reason,decided_by,decided_on\n"


def rows() -> list[dict[str, object]]:
    base = {"kode_daerah": "32.06", "tahun_tercetak": 2024, "instrumen": "kla_2024"}
    found: list[dict[str, object]] = []
    for at, (stage, publication) in enumerate(((EM, "em"), (VA, "va"))):
        own = {**base, "tahapan": stage, "publikasi": publication}
        found.append({**own, "tingkat": "block", "blok": "klaster_1", "nilai": 40 - 10 * at})
        for (indicator, question), points in QUESTIONS.items():
            found.append(
                {
                    **own, "tingkat": "question", "blok": "klaster_1", "indikator": indicator,
                    "pertanyaan": question, "nilai": points[at],
                    "alasan_verifikator": REASON if at and points[1] < points[0] else None,
                }
            )  # fmt: skip
    return found


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tahap")
    (folder / "raw").mkdir()
    said = {"penerbit": "Gugus Tugas KLA", "kepercayaan": "simulated"}
    publications = [{**said, "publikasi": name, "judul": name} for name in ("em", "va")]
    sheets = {"Data": rows(), "Publikasi": publications}
    write_template("skor", folder / "raw" / "skor.xlsx", sheets)
    return folder


@pytest.fixture(scope="module")
def built(data: Path) -> BuildReport:
    return build(data, data / "build")


def ask(report: BuildReport, sql: str, edition: str = "internal") -> list[tuple[Any, ...]]:
    with duckdb.connect(str(report.editions[edition]), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_each_question_is_held_against_its_own_self_assessment(built: BuildReport) -> None:
    sql = "SELECT question, before, after, lost, reason FROM stage_loss WHERE level = 'question'"
    assert ask(built, f"{sql} ORDER BY question") == [
        ("1", 1.0, 1.0, 0.0, None), ("4", 5.0, 2.0, 3.0, REASON), ("5", 2.0, 3.0, -1.0, None),
    ]  # fmt: skip
    assert ask(built, "SELECT lost FROM stage_loss WHERE level = 'block'") == [(10.0,)]


def test_offices_keep_what_their_questions_keep(built: BuildReport) -> None:
    sql = "SELECT before, after, lost, questions FROM office_loss WHERE office = 'disdukcapil'"
    assert ask(built, sql) == [(8.0, 6.0, 2.0, 3)]


def test_reasons_stay_in_the_internal_edition(built: BuildReport) -> None:
    for table in ("kla_score", "stage_loss"):
        told = f"SELECT count(reason) FROM {table}"
        assert ask(built, told, "public") == [(0,)]
        assert ask(built, told) == [(1,)]
    losses = "SELECT question, lost FROM stage_loss ORDER BY ALL"
    assert ask(built, losses, "public") == ask(built, losses)


def test_an_office_decides_which_level_is_used(data: Path) -> None:
    path = data / "decisions.csv"
    line = "32.06,2024,kla_score.mandiri.{},em,lembar pertanyaan diperiksa,Bappeda,2026-01-02\n"
    chosen = "SELECT basis, why_chosen FROM score_summary WHERE is_chosen AND stage = 'mandiri'"
    try:
        path.write_text(HEADER + line.format("question"), encoding="utf-8")
        assert ask(build(data, data / "build"), chosen) == [("question", "decision")]
    finally:
        path.unlink()


def test_a_decision_on_a_level_that_is_not_there_is_stale(
    data: Path, built: BuildReport, tmp_path: Path
) -> None:
    line = "32.06,2024,kla_score.mandiri.{},em,alasan,Bappeda,2026-01-02\n"
    lines = line.format("indicator") + line.format("question")
    (tmp_path / decisions.FILE).write_text(HEADER + lines, encoding="utf-8")
    with duckdb.connect(str(built.editions["internal"]), read_only=True) as connection:
        values = connection.execute("SELECT * FROM indicator_value").df()
        scores = connection.execute("SELECT * FROM score_summary").df()
    stale = decisions.load(tmp_path).stale(values, scores)
    assert [(one.kind, one.cell) for one in stale] == [("decision_stale", "A2")]
