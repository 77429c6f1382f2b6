"""The evidence workbook of an office: out filled, back with changes shown, out again."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from etl import warehouse
from etl.build import build, edition_path
from etl.template import write_template
from indicators import releases
from indicators.tables import EVIDENCE
from tests.etl.command_line import run_etl

REGION, OFFICE, NAME = "32.06", "dinkes", "bukti_32_06_kla_2024_dinkes"
_PLACE = {"kode_daerah": REGION, "nama_daerah": "Kabupaten Tasikmalaya", "instrumen": "kla_2024"}
_ITEM = {**_PLACE, "blok": "klaster_3", "indikator": "12", "pertanyaan": "1"}
SCORE = {
    **_ITEM, "tahun_tercetak": 2024, "tahapan": "mandiri", "tingkat": "question", "nilai": 1.25,
    "publikasi": "skor",
}  # fmt: skip
SENT = {
    **_ITEM, "perangkat_daerah": OFFICE, "status_bukti": "lengkap", "nomor_dokumen": "440/7",
    "tanggal_dokumen": "2024-02-01", "publikasi": NAME,
}  # fmt: skip


def said(name: str) -> dict[str, object]:
    return {"publikasi": name, "penerbit": "A", "judul": name, "kepercayaan": "simulated"}


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the score of one question and what one office sent, built."""
    folder = tmp_path_factory.mktemp("bukti") / "data"
    raw = folder / "raw"
    raw.mkdir(parents=True)
    settings = "[examples]\nshow = false\n[closes]\nkla_2024 = 2026-05-31\n"
    (folder / "settings.toml").write_text(settings, encoding="utf-8")
    others = [{**SENT, "pertanyaan": "2", "status_bukti": "belum_ada", "nomor_dokumen": None}]
    block = {**SCORE, "tingkat": "block", "indikator": None, "pertanyaan": None}
    for name, path, rows in (("skor", "skor", [SCORE, block]), (NAME, "bukti", [SENT, *others])):
        write_template(path, raw / f"{path}.xlsx", {"Data": rows, "Publikasi": [said(name)]})
    build(folder, folder / "build")
    return folder


@pytest.fixture
def data(start: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(start, tmp_path / "data"))


def filled(data: Path, out: Path, *more: str) -> Path:
    done = run_etl(
        "template", "bukti", "--region", REGION, "--office", OFFICE, "--out", out, "--data", data,
        *more,
    )  # fmt: skip
    assert done.exit_code == 0, done.stderr
    assert done.stdout.strip() == str(out)
    return out


def rows_of(path: Path) -> list[dict[str, Any]]:
    sheet = openpyxl.load_workbook(path)["Data"]
    heads = [cell.value for cell in sheet[1]]
    return [
        dict(zip(heads, (cell.value for cell in row), strict=True))
        for row in sheet.iter_rows(min_row=2)
    ]


def typed(path: Path, out: Path, cells: Mapping[tuple[str, str], Mapping[str, Any]]) -> Path:
    """The workbook with entries at (indicator, question); a question with none is deleted."""
    book = openpyxl.load_workbook(path)
    sheet = book["Data"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    for number in range(sheet.max_row, 1, -1):
        at = tuple(str(sheet.cell(number, heads[n]).value) for n in ("indikator", "pertanyaan"))
        if at in cells and not cells[at]:
            sheet.delete_rows(number)
        for heading, value in cells.get(at, {}).items():
            sheet.cell(number, heads[heading]).value = value
    book.save(out)
    return out


def taken(data: Path, path: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(
        run_etl("load", path, "--yes", "--json", "--data", data).stdout
    )
    assert told["status"] == "loaded", told["errors"]
    return told


def register(data: Path) -> list[tuple[object, ...]]:
    """The register as it stands, of questions with anything said."""
    path = edition_path(data / "build", "internal")
    frames = warehouse.read(path, "evidence", "publication")
    rows = releases.current(frames["evidence"], EVIDENCE, frames["publication"])
    rows = rows[rows["evidence_status"] != "belum_ada"]
    columns = ["indicator", "question", "evidence_status", "publication_id"]
    return [tuple(row) for row in rows[columns].to_numpy().tolist()]


def test_out_filled_and_back_with_its_changes(data: Path, tmp_path: Path) -> None:
    out = filled(data, tmp_path / "a.xlsx")
    rows = {(row["indikator"], row["pertanyaan"]): row for row in rows_of(out)}
    assert rows["12", "1"]["poin_belum_diraih"] == 1.75
    assert rows["12", "1"]["nomor_dokumen"] == "440/7"
    assert rows["12", "1"]["publikasi"] == NAME
    assert [row["status_bukti"] for row in rows.values()].count("belum_ada") == len(rows) - 1

    cells = {"status_bukti": "ditolak", "catatan_verifikator": "tanpa lampiran"}
    back = typed(out, tmp_path / "b.xlsx", {("12", "1"): cells, ("12", "2"): {}})
    told = taken(data, back)
    found = told["changes"]
    assert told["issues"] == []
    assert (found["new"], found["changed"], found["gone"]) == (len(rows) - 2, 1, 1)
    assert [(row["kind"], row["old"], row["new"]) for row in found["rows"][:3]] == [
        ("changed", "lengkap", "ditolak"), ("changed", None, "tanpa lampiran"),
        ("gone", "belum_ada", None),
    ]  # fmt: skip
    assert found["supersedes"] == [NAME]
    rows = warehouse.read(edition_path(data / "build", "internal"), "evidence")["evidence"]
    status = [cell.value for cell in openpyxl.load_workbook(back)["Data"][1]].index("status_bukti")
    assert rows["cell"].str.startswith(get_column_letter(status + 1)).any()
    assert register(data) == [("12", "1", "ditolak", f"{NAME}#2")]
    public = warehouse.read(edition_path(data / "build", "public"), "evidence")
    assert public["evidence"].empty
    again = typed(filled(data, tmp_path / "c.xlsx"), tmp_path / "d.xlsx", {("12", "2"): {}})
    told = json.loads(run_etl("load", again, "--preview", "--json", "--data", data).stdout)
    assert [told["changes"][kind] for kind in ("new", "changed", "gone")] == [0, 0, 0]


def test_one_workbook_an_office_and_the_questions_of_none(start: Path, tmp_path: Path) -> None:
    done = run_etl(
        "template", "bukti", "--region", REGION, "--all-offices", tmp_path / "semua",
        "--data", start,
    )  # fmt: skip
    assert done.exit_code == 0, done.stderr
    *paths, last = done.stdout.splitlines()
    assert len(paths) > 20
    assert all(Path(path).is_file() for path in paths)
    assert last.startswith("9 pertanyaan tidak menyebut perangkat daerah / questions name")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--region", REGION, "--office", "entah"), "--office"),
        (("--region", "77.77", "--office", OFFICE), "77.77"),
        (("--office", OFFICE), "--region"),
        (("--region", "32", "--office", OFFICE), "no kabupaten or kota"),
        (("--region", REGION, "--office", OFFICE, "--form", "kla_1999"), "kla_1999"),
    ],
)
def test_what_is_not_known_is_said(
    start: Path, tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    done = run_etl("template", "bukti", *words, "--out", tmp_path / "a.xlsx", "--data", start)
    assert (done.exit_code, (tmp_path / "a.xlsx").exists()) == (2, False)
    assert told in done.stderr


def test_without_a_warehouse_it_says_how_to_build_one(tmp_path: Path) -> None:
    (tmp_path / "data" / "raw").mkdir(parents=True)
    done = run_etl(
        "template", "bukti", "--region", REGION, "--office", OFFICE, "--out", tmp_path / "a.xlsx",
        "--data", tmp_path / "data",
    )  # fmt: skip
    assert done.exit_code == 1
    assert "python -m etl build" in done.stderr


CONTRADICTIONS = [
    ({"berlaku_sampai": "2023-12-31"}, "evidence_valid_before_issued", "berlaku_sampai"),
    ({"status_bukti": "sudah_diunggah"}, "evidence_uploaded_without_link", "tautan_berkas"),
    ({"tanggal_dokumen": None}, "evidence_complete_without_date", "tanggal_dokumen"),
]


@pytest.mark.parametrize(("entry", "kind", "heading"), CONTRADICTIONS)
def test_a_row_that_contradicts_itself_is_a_warning_at_its_cell(
    tmp_path: Path, entry: dict[str, object], kind: str, heading: str
) -> None:
    path = tmp_path / "b.xlsx"
    rows = [SENT, {**SENT, **entry, "pertanyaan": "2"}]
    write_template("bukti", path, {"Data": rows, "Publikasi": [said(NAME)]})
    heads = {cell.value: cell.column_letter for cell in openpyxl.load_workbook(path)["Data"][1]}
    done = run_etl("check", path, "--json", "--annotated", tmp_path / "marked.xlsx")
    issues = json.loads(done.stdout)[0]["issues"]
    cell = f"{heads[heading]}3"
    assert [(i["severity"], i["kind"], i["cell"]) for i in issues] == [("warning", kind, cell)]
    assert done.exit_code == 0
    marked = openpyxl.load_workbook(tmp_path / "marked.xlsx")["Data"][cell]
    assert issues[0]["message"] in marked.comment.text


def test_a_lost_column_is_named_once_and_lists_of_choices_are_no_data(
    data: Path, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(filled(data, tmp_path / "a.xlsx"))
    heads = {cell.value: cell for cell in book["Data"][1]}
    heads["status_bukti"].value = "Status"
    book.save(tmp_path / "b.xlsx")
    issues = json.loads(run_etl("check", tmp_path / "b.xlsx", "--json").stdout)[0]["issues"]
    found = [(one["kind"], one["sheet"], one["severity"]) for one in issues]
    assert found == [("table_not_recognised", "Data", "error")]
    assert "status_bukti" in issues[0]["remedy"]


def test_a_copied_row_is_told_to_count_its_document(tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    write_template("bukti", path, {"Data": [SENT, SENT], "Publikasi": [said(NAME)]})
    issue = json.loads(run_etl("check", path, "--json").stdout)[0]["issues"][0]
    assert issue["kind"] == "entry_twice"
    assert "dokumen_ke" in issue["remedy"]


def test_a_question_that_slipped_into_another_row_is_said(data: Path, tmp_path: Path) -> None:
    path = filled(data, tmp_path / "a.xlsx")
    entries = {("12", "1"): {"pertanyaan": "2"}, ("12", "2"): {"pertanyaan": "1"}}
    swapped = typed(path, tmp_path / "b.xlsx", entries)
    for book, count in ((path, 0), (swapped, 2)):
        issues = json.loads(run_etl("check", book, "--json").stdout)[0]["issues"]
        assert [one["kind"] for one in issues] == ["evidence_row_slipped"] * count
