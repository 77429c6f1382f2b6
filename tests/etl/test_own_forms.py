"""A cycle's form as data: from its workbook through the command line into every table."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from etl import files, served, warehouse
from etl.build import context_of
from etl.check import check_file
from etl.context import load_context
from etl.template import write_template
from indicators import catalogue, form_tables
from indicators.form_map import counts
from tests.etl.command_line import run_etl

SHIPPED = Path(__file__).resolve().parents[2] / "data"
OLD = catalogue.load().instruments["kla_2024"]
LOST = sum(not one.text_known for one in OLD.questions)
"""Questions whose wording is not known: they are never the same."""
CHANGED = [("2", str(n)) for n in range(1, 8)] + [("3", "1a"), ("3", "1b"), ("3", "1c")]
MOVED = {("5", "1"): 9.0, ("5", "2"): 11.0}
GONE = [("6", "7"), ("8", "7"), ("20", "8")]
NEW = [*((row, f"{question}n") for row, question in GONE), ("2", "8"), ("2", "9")]
PUBLICATION = {
    "publikasi": "bukti_dp3a", "penerbit": "DP3A", "judul": "Register bukti dukung DP3A",
    "kepercayaan": "simulated",
}  # fmt: skip


def evidence(indicator: str, question: str, status: str) -> dict[str, object]:
    asked = OLD.question(indicator, question)
    return {
        "kode_daerah": "99.01", "nama_daerah": "Kabupaten Contoh", "instrumen": "kla_2024",
        "blok": asked.block, "indikator": indicator, "pertanyaan": question,
        "perangkat_daerah": "dp3a", "dokumen_ke": "1", "status_bukti": status,
        "judul_dokumen": f"Dokumen {indicator}/{question}", "publikasi": "bukti_dp3a",
    }  # fmt: skip


def heading(sheet: Worksheet, title: str) -> int:
    """The column with that heading."""
    return next(cell.column for cell in sheet[1] if cell.value == title)


def edit(path: Path) -> None:
    """What people do to the workbook of 2024 to make it the form of 2026."""
    book = openpyxl.load_workbook(path)
    head = book["Formulir"]
    head["C1"], head["C5"], head["C6"] = "kla_2026", 2027, 2025
    head["C10"] = "2026-05-31"
    sheet = book["Pertanyaan"]
    most, title = (heading(sheet, name) for name in ("Nilai maksimal", "Judul (Indonesia)"))
    rows: dict[tuple[str, str], int] = {}

    def place(item: tuple[str, str]) -> int:
        rows.clear()
        rows.update(
            {(str(r[1].value), str(r[2].value)): r[0].row for r in sheet.iter_rows(min_row=3)}
        )
        return rows[item]

    for item in CHANGED:
        sheet.cell(place(item), title).value += ", dua tahun terakhir"
    for item, points in MOVED.items():
        sheet.cell(place(item), most).value = points
    for number, (row, question) in enumerate(NEW):
        like = OLD.questions_of(row)[-1]
        points = 0.0 if row == "2" else OLD.question(row, question.removesuffix("n")).max_score
        values = [cell.value for cell in sheet[place((row, like.question))]]
        last = max(n for (one, _), n in rows.items() if one == row)
        sheet.insert_rows(last + 1)
        values[2], values[title - 1], values[most - 1] = (
            question,
            f"Pertanyaan baru {number}",
            points,
        )
        for column, value in enumerate(values, start=1):
            sheet.cell(last + 1, column).value = value
    for item in GONE:
        sheet.delete_rows(place(item))
    book.save(path)


class Office:
    """A data folder and the commands that are run on it."""

    def __init__(self, data: Path) -> None:
        self.data = data

    def load(self, file: Path, *more: str) -> Any:
        done = run_etl("load", file, "--data", self.data, "--json", *more)
        return json.loads(done.stdout)

    def tables(self, edition: str, *names: str) -> dict[str, pd.DataFrame]:
        path = served.edition_path(self.data / "build", edition)
        return warehouse.read(path, *names)

    def files(self) -> Mapping[str, str | None]:
        return files.inputs(self.data)


def make_form(folder: Path) -> Path:
    """The workbook of the form of 2026, its mapping proposed after it was edited."""
    first, form = folder / "mulai.xlsx", folder / "kla_2026.xlsx"
    done = run_etl("template", "formulir", "--from", "kla_2024", "--out", first, "--data", folder)
    assert done.exit_code == 0, done.stdout
    edit(first)
    done = run_etl(
        "template", "formulir", "--from", "kla_2024", "--form", first, "--out", form,
        "--data", folder,
    )  # fmt: skip
    assert done.exit_code == 0, done.stdout
    assert f"berubah / changed {len(CHANGED) + len(MOVED) + LOST}," in done.stdout
    return form


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_form(tmp_path_factory.mktemp("form"))


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, form: Path) -> Office:
    """An office with scores and evidence of 2024 that loaded the form of 2026."""
    data = tmp_path_factory.mktemp("office")
    (data / "raw").mkdir()
    shutil.copy(SHIPPED / "raw/contoh/rekap_kabupaten_contoh.xlsx", data / "raw")
    rows = [evidence("1", "1", "lengkap"), evidence("2", "1", "sudah_diunggah"),
            evidence("6", "7", "lengkap"), evidence("5", "1", "perlu_perbaikan")]  # fmt: skip
    write_template("bukti", data / "raw/bukti.xlsx", {"Data": rows, "Publikasi": [PUBLICATION]})
    made = Office(data)
    told = made.load(form, "--preview")
    assert (told["status"], told["kept_as"]) == ("preview", "forms/kla_2026.xlsx")
    assert not (data / "forms").exists()
    told = made.load(form, "--yes")
    assert told["status"] == "loaded", told["errors"]
    return made


def test_what_it_changes_is_shown_before_it_is_taken(office: Office, form: Path) -> None:
    told = office.load(form, "--preview")
    assert told["status"] == "already_loaded"
    assert (office.data / "forms/kla_2026.xlsx").read_bytes() == form.read_bytes()
    assert "forms/kla_2026.xlsx" in office.files()


def test_the_form_is_in_both_editions(office: Office) -> None:
    for edition in ("public", "internal"):
        found = office.tables(edition, "form", "form_map", "form_defect", "instrument")
        heads = found["form"].set_index("instrument_id")
        assert list(heads.index) == ["kla_2022", "kla_2024", "kla_2026"]
        head = heads.loc["kla_2026"]
        assert (head["award_year"], bool(head["is_own"]), head["previous"]) == (
            2027, True, "kla_2024",
        )  # fmt: skip
        assert str(head["closes"])[:10] == "2026-05-31"
        assert not heads.loc["kla_2024", "is_own"]
        mapping = found["form_map"]
        assert counts(mapping) == {
            "same": 274 - 3 - 12 - LOST, "changed": 12 + LOST, "new": 5, "gone": 3,
        }  # fmt: skip
        again = form_tables.from_tables(found["instrument"], found["form"], found["form_defect"])
        assert again == dict(context_of(office.data).catalogue.instruments)


def test_evidence_carries_over_and_says_where_it_comes_from(office: Office) -> None:
    rows = office.tables("internal", "carried_evidence")["carried_evidence"]
    assert set(rows["instrument_id"]) == {"kla_2026"}
    told = {
        (row.indicator, row.question): (row.relation, row.carried_from, row.evidence_status)
        for row in rows.itertuples()
    }
    assert told == {
        ("1", "1"): ("same", "kla_2024 1/1", "lengkap"),
        ("2", "1"): ("changed", "kla_2024 2/1", "sudah_diunggah"),
        ("5", "1"): ("changed", "kla_2024 5/1", "perlu_perbaikan"),
    }
    assert office.tables("public", "carried_evidence")["carried_evidence"].empty


def test_scores_carry_over_with_the_maximum_they_were_given_with(office: Office) -> None:
    found = office.tables("public", "carried_score", "kla_score")
    rows = found["carried_score"].set_index(["indicator", "question"])
    assert set(rows["instrument_id"]) == {"kla_2026"}
    assert len(rows) == 274 - len(GONE)
    assert not set(rows.index) & {*NEW, *GONE}
    moved = rows.loc[("5", "2")]
    assert (moved["from_max"], moved["max_score"], moved["relation"]) == (10, 11, "changed")
    assert moved["share"] == pytest.approx(10 * moved["value"])
    scored = found["kla_score"]
    scored = scored[scored["level"] == "question"].set_index(["indicator", "question"])["value"]
    assert (rows["value"] == scored.reindex(rows.index)).all()


def test_figures_are_read_against_it(office: Office, tmp_path: Path) -> None:
    publication = {**PUBLICATION, "publikasi": "em_2027", "judul": "EM 2027"}
    rows = [
        {
            "kode_daerah": "99.01", "nama_daerah": "Kabupaten Contoh", "tahun_tercetak": 2027,
            "tahun_penghargaan": 2027, "instrumen": "kla_2026", "tahapan": "mandiri",
            "tingkat": "question", "blok": "klaster_1", "indikator": row, "pertanyaan": question,
            "nilai": points, "publikasi": "em_2027",
        }
        for row, question, points in (("5", "2", 10.5), ("6", "7n", 3))
    ]  # fmt: skip
    data = tmp_path / "data"
    shutil.copytree(office.data, data, ignore=shutil.ignore_patterns("build", "history"))
    path = tmp_path / "em.xlsx"
    write_template("skor", path, {"Data": rows, "Publikasi": [publication]})
    later = Office(data)
    told = later.load(path, "--yes")
    assert told["status"] == "loaded", told
    found = later.tables("internal", "points_open", "carried_score")
    opened = found["points_open"]
    opened = opened[opened["instrument_id"] == "kla_2026"].set_index("question")
    assert opened["open"].to_dict() == {"2": 0.5, "7n": 0.0}
    assert found["carried_score"].empty  # it has scores of its own now


def test_a_newer_version_takes_its_place(office: Office, form: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(office.data, data, ignore=shutil.ignore_patterns("build", "history"))
    path = tmp_path / "baru.xlsx"
    shutil.copy(form, path)
    book = openpyxl.load_workbook(path)
    sheet = book["Pertanyaan"]
    sheet.cell(3, heading(sheet, "Judul (Indonesia)")).value = "Ditulis ulang"
    book.save(path)
    told = Office(data).load(path, "--yes")
    assert told["status"] == "loaded", told
    changes = told["changes"]
    assert (changes["new"], changes["changed"], changes["gone"]) == (0, 1, 0)
    assert changes["rows"][0]["new"] == "Ditulis ulang"
    assert [one.name for one in (data / "forms").iterdir()] == ["kla_2026.xlsx"]
    assert (data / "forms/kla_2026.xlsx").read_bytes() == path.read_bytes()


def test_a_build_with_a_form_can_be_made_again(office: Office, tmp_path: Path) -> None:
    done = run_etl("history", "--data", office.data, "--json")
    name = json.loads(done.stdout)["builds"][-1]["id"]
    done = run_etl("history", "rebuild", name, "--data", office.data, "--out", tmp_path, "--json")
    differing = json.loads(done.stdout)["differing"]
    assert {name for names in differing.values() for name in names} <= {"edition"}


@pytest.mark.parametrize(
    ("name", "kind", "cell"),
    [("kla_2024", "form_id_taken", "C1"), ("../../kla", "form_id_unfit", "C1"),
     ("KLA 2026", "form_id_unfit", "C1")],
)  # fmt: skip
def test_a_name_that_is_taken_or_unfit_is_refused(
    form: Path, tmp_path: Path, name: str, kind: str, cell: str
) -> None:
    path = tmp_path / "F.xlsx"
    book = openpyxl.load_workbook(form)
    book["Formulir"]["C1"] = name
    book.save(path)
    report = check_file(path, load_context())
    assert report.form is None
    assert [(one.kind, one.cell) for one in report.issues] == [(kind, cell)]


def test_a_form_about_persons_is_refused(form: Path, tmp_path: Path) -> None:
    path = tmp_path / "F.xlsx"
    book = openpyxl.load_workbook(form)
    sheet = book.create_sheet("Catatan")
    sheet.append(["Nama anak", "NIK"])
    sheet.append(["Siti Aminah", "3206014107150001"])
    book.save(path)
    (tmp_path / "data/raw").mkdir(parents=True)
    told = Office(tmp_path / "data").load(path, "--yes")
    assert (told["status"], told["refused"]) == ("refused", "personal_data")
    assert files.inputs(tmp_path / "data") == {}


def test_a_remote_area_answers_the_questions_of_its_kind(form: Path, tmp_path: Path) -> None:
    path = tmp_path / "F.xlsx"
    book = openpyxl.load_workbook(form)
    sheet = book["Pertanyaan"]
    kind = heading(sheet, "Varian")
    row = next(r[0].row for r in sheet.iter_rows(min_row=3) if r[2].value == "8n")
    sheet.cell(row, kind).value = "3t"
    sheet.insert_rows(row)
    for column, cell in enumerate(sheet[row + 1], start=1):
        sheet.cell(row, column).value = cell.value
    sheet.cell(row, heading(sheet, "Pertanyaan")).value = "8x"
    sheet.cell(row, kind).value = "non_3t"
    mapping = book["Pemetaan"]
    mapping.append([None, None, None, "baru", "20", "8x"])
    book.save(path)
    data = tmp_path / "data"
    (data / "raw").mkdir(parents=True)
    (data / "settings.toml").write_text(
        '[remote]\nregions = ["99.01", "5"]\n[closes]\nkla_2026 = 2026-06-15\nlain = 2026-01-01\n'
    )
    told = Office(data).load(path, "--yes")
    assert told["status"] == "loaded", told
    rows = [
        {"kode_daerah": code, "nama_daerah": name, "tahun_tercetak": 2027,
         "tahun_penghargaan": 2027, "instrumen": "kla_2026", "tahapan": "mandiri",
         "tingkat": "question", "blok": OLD.indicator("20").block, "indikator": "20",
         "pertanyaan": question,
         "nilai": 1, "publikasi": "bukti_dp3a"}
        for code, name in (("99.01", "Kabupaten Contoh"), ("99.02", "Kabupaten Contoh Dua"))
        for question in ("8n", "8x")
    ]  # fmt: skip
    scores = tmp_path / "skor.xlsx"
    write_template("skor", scores, {"Data": rows, "Publikasi": [PUBLICATION]})
    told = Office(data).load(scores, "--yes")
    assert told["status"] == "loaded", told
    found = Office(data).tables("internal", "points_open", "region", "form", "issue")
    opened = found["points_open"][["region_code", "question"]].values.tolist()
    assert sorted(opened) == [["99.01", "8n"], ["99.02", "8x"]]
    remote = found["region"].set_index("region_code")["is_remote"]
    assert list(remote.index[remote]) == ["99.01"]
    closes = found["form"].set_index("instrument_id")["closes"]
    assert str(closes["kla_2026"])[:10] == "2026-06-15"
    kinds = found["issue"].groupby("kind").size().to_dict()
    wanted = {"question_of_other_kind": 2, "remote_unknown_region": 1, "closes_unknown_form": 1}
    assert {name: kinds.get(name) for name in wanted} == wanted


def test_a_form_lying_among_the_figures_stops_the_build(form: Path, tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    shutil.copy(form, tmp_path / "raw")
    done = run_etl("build", "--data", tmp_path)
    assert done.exit_code == 1
    assert "Formulir tidak dibaca dari data/raw" in done.stdout
