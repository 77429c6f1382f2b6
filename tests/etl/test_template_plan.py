"""`python -m etl template rad`: from what is loaded to a workbook, and back through `etl load`."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from etl import served, warehouse
from etl.check import check_file, load_context
from etl.template import write_template
from tests.etl.command_line import run_etl

PROJECT = Path(__file__).resolve().parents[2]
FILES = ("contoh/rekap_kabupaten_contoh.xlsx", "target/target_nasional.xlsx")
ASKED = ("template", "rad", "--region", "99.01", "--period", "2025-2029")
STUNTING = "stunting_prevalensi_persen"


OWN = {
    "Data": [{"kode_daerah": "99.02", "ukuran": STUNTING, "tahun": 2029, "target": 13.5,
              "publikasi": "rpjmd_contoh"}],
    "Publikasi": [{"publikasi": "rpjmd_contoh", "penerbit": "Bappeda", "judul": "RPJMD",
                   "kepercayaan": "unconfirmed"}],
}  # fmt: skip


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one self-assessment, the national targets and one of 99.02, built."""
    folder = tmp_path_factory.mktemp("data")
    for name in FILES:
        (folder / "raw" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(PROJECT / "data" / "raw" / name, folder / "raw" / name)
    write_template("target", folder / "raw" / "rpjmd.xlsx", OWN)
    assert run_etl("build", "--data", folder).exit_code == 0
    return folder


def rad(data: Path, out: Path, *more: str) -> Path:
    done = run_etl(*ASKED, "--data", data, "--out", out, *more)
    assert (done.exit_code, done.stderr) == (0, "")
    return out


def tables(data: Path, edition: str) -> dict[str, pd.DataFrame]:
    names = ("plan_line", "plan_sum", "plan_budget", "plan_activity", "target")
    return warehouse.read(served.edition_path(data / "build", edition), *names)


def edit(path: Path, sheet: str, where: dict[str, Any], **values: object) -> None:
    """Write `values` into the one row of a sheet whose cells are as in `where`."""
    book = openpyxl.load_workbook(path)
    page = book[sheet]
    columns = {cell.value: cell.column for cell in page[1]}
    rows = [
        row
        for row in range(2, page.max_row + 1)
        if all(page.cell(row, columns[name]).value == value for name, value in where.items())
    ]
    assert len(rows) == 1, (where, rows)
    for name, value in values.items():
        page.cell(rows[0], columns[name]).value = value
    book.save(path)


def load(data: Path, file: Path) -> dict[str, Any]:
    done = run_etl("load", file, "--data", data, "--yes", "--by", "Bappeda", "--json")
    told: dict[str, Any] = json.loads(done.stdout)
    assert told["status"] == "loaded", told
    assert told["issues"] == []
    return told


def sheet(path: Path, name: str) -> pd.DataFrame:
    rows = list(openpyxl.load_workbook(path)[name].iter_rows(values_only=True))
    return pd.DataFrame(rows[1:], columns=rows[0])


def test_an_empty_plan_is_filled_from_what_is_loaded(data: Path, tmp_path: Path) -> None:
    path = rad(data, tmp_path / "rad.xlsx")
    assert check_file(path, load_context()).issues == ()
    lines = sheet(path, "Kegiatan")
    assert set(lines["status_rencana"]) == {"belum_direncanakan"}
    assert lines["pertanyaan_anggaran"].notna().sum() == 33
    said = " ".join(str(value) for value in sheet(path, "Petunjuk").to_numpy().ravel())
    assert "Nilai Evaluasi Mandiri (EM) 2024" in said
    matrix = sheet(path, "Matriks RAD")
    whole = matrix.drop_duplicates("Indikator")["Poin belum diraih"].sum()
    assert whole == pytest.approx(234.54)
    blocks = sheet(path, "Ringkasan")["Poin belum diraih"].iloc[:7]
    assert blocks.astype("float64").sum() == pytest.approx(229.64)
    stunting = matrix[matrix["Ukuran"] == STUNTING].iloc[0]
    assert stunting["Sumber nilai awal"] == "belum dimuat"
    told = sheet(path, "Target").set_index(["ukuran", "tahun"])
    assert told.loc[(STUNTING, 2025), ["target", "asal_target"]].tolist() == [18.8, "nasional"]


def test_a_plan_goes_out_comes_back_and_goes_out_again(data: Path, tmp_path: Path) -> None:
    first = rad(data, tmp_path / "rad.xlsx")
    line = {"pertanyaan_anggaran": "3a"}
    edit(first, "Kegiatan", line, status_rencana="berjalan", pagu_semester_1=1e8,
         kode_subkegiatan="2.08.06.2.01.0001", uraian="Penyuluhan")  # fmt: skip
    edit(first, "Target", {"ukuran": STUNTING, "tahun": 2027}, target=15.5, asal_target="sendiri")
    assert load(data, first)["changes"]["new"] == 64

    second = rad(data, tmp_path / "kedua.xlsx")
    again = sheet(second, "Kegiatan").set_index("pertanyaan_anggaran").loc["3a"]
    assert again[["uraian", "pagu_semester_1", "kode_subkegiatan"]].tolist() == [
        "Penyuluhan", 1e8, "2.08.06.2.01.0001",
    ]  # fmt: skip
    own = sheet(second, "Target").set_index(["ukuran", "tahun"]).loc[(STUNTING, 2027)]
    assert own[["target", "asal_target"]].tolist() == [15.5, "sendiri"]

    edit(second, "Kegiatan", line, pagu_semester_2=2e8, realisasi_semester_1=5e7)
    changes = load(data, second)["changes"]
    assert (changes["new"], changes["changed"], changes["gone"]) == (0, 1, 0)
    assert {row["new"] for row in changes["rows"]} == {2e8, 5e7}

    found = tables(data, "internal")
    assert len(found["plan_line"]) == 63
    whole = found["plan_sum"].set_index("level").loc["total"]
    assert whole[["activities", "ceiling", "realised"]].tolist() == [1, 2e8, 5e7]
    budget = found["plan_budget"]
    assert budget.loc[budget["is_budgeted"], "question"].tolist() == ["3a"]

    shown = tables(data, "public")
    assert [len(shown[name]) for name in shown if name != "target"] == [0, 0, 0, 0]
    assert "99.01" in set(shown["target"]["region_code"])
    public = sheet(rad(data, tmp_path / "publik.xlsx", "--edition", "public"), "Kegiatan")
    assert public["uraian"].str.contains("Penyuluhan").sum() == 0


def test_another_own_target_is_shown_and_not_read_back(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "rad.xlsx"
    words = [word if word != "99.01" else "99.02" for word in ASKED]
    assert run_etl(*words, "--data", data, "--out", out).exit_code == 0
    row = sheet(out, "Target").set_index(["ukuran", "tahun"]).loc[(STUNTING, 2029)]
    assert row["asal_target"] == "sendiri (sudah dimuat)"
    report = check_file(out, load_context())
    assert report.issues == ()
    assert report.observations["target"].empty


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (("--region", "99.01"), 2, "--period"),
        (("--region", "99.01", "--period", "2029-2025"), 2, "2025-2029"),
        (("--region", "99", "--period", "2025-2029"), 2, "kabupaten/kota"),
        (("--region", "98.99", "--period", "2025-2029"), 2, "98.99"),
        (("--region", "99.01", "--period", "2025-2029", "--form", "kla_1900"), 2, "kla_2024"),
    ],
)
def test_what_is_no_plan_is_refused_with_a_sentence(
    data: Path, tmp_path: Path, words: tuple[str, ...], status: int, told: str
) -> None:
    out = tmp_path / "x.xlsx"
    done = run_etl("template", "rad", *words, "--data", data, "--out", out)
    assert (done.exit_code, out.exists()) == (status, False)
    assert told in done.stderr


def test_without_a_warehouse_the_command_says_how_to_make_one(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    done = run_etl(*ASKED, "--data", tmp_path, "--out", tmp_path / "x.xlsx")
    assert done.exit_code == 1
    assert "python -m etl build" in done.stderr
