"""Indicators are matched by name when numbers differ: 9 and 10 are swapped on some forms."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.check import check_file
from etl.context import Context
from etl.template import write_template

SCORE = {
    "kode_daerah": "99.01", "tahun_tercetak": 2024, "instrumen": "kla_2024",
    "tahapan": "verifikasi_administrasi", "publikasi": "va", "tingkat": "indicator",
    "blok": "klaster_2",
}  # fmt: skip
PUBLICATION = {
    "publikasi": "va", "penerbit": "Gugus Tugas", "judul": "VA", "kepercayaan": "official",
}  # fmt: skip
SUMS = ("items_missing", "level_sum_differs")
"""What a part of a form says besides; tested on its own."""
PAUD = "Pengembangan Anak Usia Dini Holistik dan Integratif (PAUD-HI)"


Found = list[tuple[str, str | None, str]]


def read(
    path: Path, context: Context, *rows: dict[str, object]
) -> tuple[list[tuple[str, float]], Found]:
    """The (indicator, value) of every score and the (cell, kind) of every problem."""
    file = path / "skor.xlsx"
    sheets = {"Data": [{**SCORE, **row} for row in rows], "Publikasi": [PUBLICATION]}
    write_template("skor", file, sheets)
    report = check_file(file, context)
    issues = [one for one in report.issues if one.kind not in SUMS]
    found = [(one.severity, one.cell, one.kind) for one in issues]
    scores = report.observations["kla_score"]
    return list(scores[["indicator", "value"]].itertuples(index=False, name=None)), found


@pytest.mark.parametrize("name", [PAUD, PAUD.upper(), "PAUD-HI"])
def test_swapped_numbers_are_read_by_name_with_a_warning(
    tmp_path: Path, context: Context, name: str
) -> None:
    scores, found = read(
        tmp_path, context,
        {"indikator": "10", "nama_indikator": name, "nilai": 5},
        {"indikator": "9", "nama_indikator": "Lembaga Pengasuhan Alternatif", "nilai": 7},
    )  # fmt: skip
    assert scores == [("9", 5.0), ("10", 7.0)]
    assert found == [
        ("warning", "J2", "item_number_differs"), ("warning", "J3", "item_number_differs"),
    ]  # fmt: skip


def test_without_a_name_the_number_stands(tmp_path: Path, context: Context) -> None:
    scores, found = read(
        tmp_path, context,
        {"indikator": "9", "nilai": 5}, {"indikator": "10", "nama_indikator": "", "nilai": 7},
    )  # fmt: skip
    assert scores == [("9", 5.0), ("10", 7.0)]
    assert found == []


def test_a_name_the_form_does_not_have_stops(tmp_path: Path, context: Context) -> None:
    row = {"indikator": "9", "nama_indikator": "Sekolah Alam", "nilai": 5}
    scores, found = read(tmp_path, context, row)
    assert scores == []
    assert "unknown_item" in [kind for _, _, kind in found]


def test_a_reason_and_the_cells_beside_a_score_are_kept(tmp_path: Path, context: Context) -> None:
    file = tmp_path / "skor.xlsx"
    row = {
        **SCORE, "indikator": "9", "nilai": 5, "nilai_maksimal_tercetak": 13,
        "perangkat_daerah": "Disdikbud", "alasan_verifikator": "SK belum ditandatangani",
    }  # fmt: skip
    write_template("skor", file, {"Data": [row], "Publikasi": [PUBLICATION]})
    score = check_file(file, context).observations["kla_score"].iloc[0]
    assert score["reason"] == "SK belum ditandatangani"
    assert (score["cell"], score["max_cell"], score["offices_cell"]) == ("L2", "M2", "N2")
