from __future__ import annotations

import datetime
import shutil
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from etl.books import evidence_known
from etl.books.evidence_book import write_evidence_book
from etl.check import check_file, load_context
from etl.context import Context
from indicators.tables import BY_NAME

CLOSES = datetime.date(2026, 6, 30)
PUBLICATION = {
    "publikasi": "bukti_dp3a", "penerbit": "DP3A", "judul": "Register bukti dukung DP3A",
    "kepercayaan": "official",
}  # fmt: skip
COLUMNS = list(BY_NAME["evidence"].column_names)


@pytest.fixture(scope="module")
def context() -> Context:
    return load_context()


def register(*rows: dict[str, Any]) -> pd.DataFrame:
    plain = {
        "region_code": "99.01", "instrument_id": "kla_2024", "block": "kelembagaan",
        "indicator": "2", "question": "1", "office": "dp3a", "document": "1",
        "evidence_status": "lengkap",
    }  # fmt: skip
    return pd.DataFrame([{**plain, **row} for row in rows], columns=COLUMNS)


FULL = {
    "title": "Keputusan Gugus Tugas KLA", "number": "=463/12", "issued": datetime.date(2023, 3, 1),
    "signatory": "Bupati", "data_years": "2022; 2023", "valid_until": datetime.date(2026, 12, 31),
    "link": "https://contoh.go.id/sk.pdf", "in_charge": "Sekretaris Dinas",
    "due": datetime.date(2026, 5, 31), "effort": 2.5, "chance": 80.0,
    "verifier_note": "tanda tangan kurang jelas", "note": "salinan",
}  # fmt: skip
POINTS = pd.DataFrame({"indicator": ["2"], "question": ["1"], "open": [1.5]})


def write(path: Path, held: pd.DataFrame, context: Context, office: str = "dp3a") -> int:
    form = context.catalogue.instruments["kla_2024"]
    return write_evidence_book(
        path, form, office, "99.01", held, POINTS, PUBLICATION, CLOSES, context
    )


def test_the_workbook_of_an_office_comes_back_without_an_issue(
    tmp_path: Path, context: Context
) -> None:
    held = register(FULL, {"document": "2", "evidence_status": "disusun"}, {"office": "dinkes"})
    path = tmp_path / "bukti.xlsx"
    count = write(path, held, context)
    report = check_file(path, context)
    assert [issue.kind for issue in report.issues] == []
    back = report.observations["evidence"]
    asked = [
        question
        for question in context.catalogue.instruments["kla_2024"].questions
        if "dp3a" in question.offices
    ]
    assert len(back) == count == len(asked) + 1
    first = back[(back["indicator"] == "2") & (back["question"] == "1")]
    assert first["document"].tolist() == ["1", "2"]
    for name, value in FULL.items():
        told = first.iloc[0][name]
        assert (told.date() if isinstance(told, pd.Timestamp) else told) == value, name
    assert set(back["evidence_status"]) == {"lengkap", "disusun", "belum_ada"}


def test_every_office_of_the_form_gets_a_workbook(tmp_path: Path, context: Context) -> None:
    form = context.catalogue.instruments["kla_2024"]
    offices = sorted({name for question in form.questions for name in question.offices})
    assert len(offices) > 20
    for office in offices[:3]:
        path = tmp_path / f"{office}.xlsx"
        write(path, register(), context, office)
        assert check_file(path, context).issues == ()
    with pytest.raises(ValueError, match="no question"):
        write(tmp_path / "x.xlsx", register(), context, "tidak_ada")


def test_headings_are_locked_cells_are_not_and_the_key_is_hidden(
    tmp_path: Path, context: Context
) -> None:
    path = tmp_path / "bukti.xlsx"
    count = write(path, register(FULL), context)
    sheet = openpyxl.load_workbook(path)["Data"]
    assert sheet.protection.sheet
    assert not sheet.protection.insertRows
    assert not sheet.protection.sort
    assert all(cell.protection.locked for cell in sheet[1])
    assert not any(cell.protection.locked for row in sheet.iter_rows(min_row=2) for cell in row)
    assert sheet.column_dimensions["A"].hidden
    keys = [sheet.cell(row, 1).value for row in range(2, count + 2)]
    assert len(set(keys)) == count
    assert sheet.freeze_panes


def test_statuses_are_chosen_and_days_are_days(tmp_path: Path, context: Context) -> None:
    path = tmp_path / "bukti.xlsx"
    write(path, register(FULL), context)
    sheet = openpyxl.load_workbook(path)["Data"]
    heads = {cell.value: cell.column_letter for cell in sheet[1]}
    rules = {
        str(rule.sqref).split(":")[0]: rule.type for rule in sheet.data_validations.dataValidation
    }
    assert rules[f"{heads['status_bukti']}2"] == "list"
    assert rules[f"{heads['perangkat_daerah']}2"] == "list"
    assert rules[f"{heads['tenggat']}2"] == "date"
    days = [sheet[f"{heads['tenggat']}{row}"].value for row in range(2, sheet.max_row + 1)]
    assert datetime.datetime(2026, 5, 31) in days


def test_the_same_register_is_the_same_bytes(tmp_path: Path, context: Context) -> None:
    for name in ("a", "b"):
        write(tmp_path / f"{name}.xlsx", register(FULL), context)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_typing_error_is_reported_in_its_cell(tmp_path: Path, context: Context) -> None:
    path = tmp_path / "bukti.xlsx"
    write(path, register(FULL), context)
    book = openpyxl.load_workbook(path)
    sheet = book["Data"]
    heads = {cell.value: cell.column_letter for cell in sheet[1]}
    sheet[f"{heads['status_bukti']}2"] = "beres"
    sheet[f"{heads['pertanyaan']}3"] = "9z"
    sheet[f"{heads['peluang_lolos_persen']}4"] = 140
    sheet[f"{heads['perangkat_daerah']}5"] = "Dinas Entah"
    book.save(path)
    found = {issue.cell: issue.kind for issue in check_file(path, context).issues}
    assert found[f"{heads['status_bukti']}2"] == "unknown_label"
    assert found[f"{heads['pertanyaan']}3"] == "unknown_item"
    assert f"{heads['peluang_lolos_persen']}4" in found
    assert found[f"{heads['perangkat_daerah']}5"] == "unknown_label"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
def test_libreoffice_saves_it_and_it_still_comes_back(tmp_path: Path, context: Context) -> None:
    path = tmp_path / "bukti.xlsx"
    count = write(path, register(FULL), context)
    out = tmp_path / "out"
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/lo", "--headless", "--convert-to",
         "xlsx", "--outdir", str(out), str(path)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    report = check_file(out / "bukti.xlsx", context)
    assert report.issues == ()
    before = check_file(path, context).observations["evidence"]
    after = report.observations["evidence"]
    assert len(after) == count
    where = ["source_sha256", "sheet", "cell"]
    pd.testing.assert_frame_equal(before.drop(columns=where), after.drop(columns=where))


def test_rows_of_the_form_before_say_where_they_come_from(tmp_path: Path, context: Context) -> None:
    held = register(
        {**FULL, "evidence_status": "lengkap"}, {"question": "2", "evidence_status": "disusun"}
    )
    carried = held.assign(
        relation=["changed", "same"], carried_from=["kla_2023 2/1", "kla_2023 2/2"]
    )
    form = context.catalogue.instruments["kla_2024"]
    path = tmp_path / "bukti.xlsx"
    write_evidence_book(
        path, form, "dp3a", "99.01", carried, POINTS, PUBLICATION, None, context
    )  # fmt: skip
    book = openpyxl.load_workbook(path)
    heads = [cell.value for cell in book["Data"][1]]
    rows = [
        dict(zip(heads, (cell.value for cell in row), strict=True))
        for row in book["Data"].iter_rows(min_row=2)
    ]
    told = {(row["indikator"], row["pertanyaan"]): row["dibawa_dari"] for row in rows}
    assert told["2", "1"] == "kla_2023 2/1; periksa ulang"
    assert told["2", "2"] == "kla_2023 2/2"
    assert told["1", "1"] is None
    guide = " ".join(str(cell.value) for row in book["Petunjuk"] for cell in row)
    assert "Hari penutupan formulir belum dicatat." in guide
    assert check_file(path, context).issues == ()


def test_what_is_known_is_the_newest_and_what_carries_over(context: Context) -> None:
    publications = pd.DataFrame(
        [("a", None), ("a#2", "a")], columns=["publication_id", "supersedes"]
    ).assign(publisher="DP3A", title="Register", released=None, trust="official")
    sent = register({"publication_id": "a"}, {"publication_id": "a#2", "question": "2"})
    carried = register({"office": "dinkes", "evidence_status": "sudah_diunggah"}).assign(
        relation="same", carried_from="kla_2023 2/1"
    )
    frames = {
        "publication": publications, "evidence": sent, "carried_evidence": carried,
        "points_open": pd.DataFrame(
            columns=["region_code", "instrument_id", "printed_year", "stage", "publication_id",
                     "level", "indicator", "question", "open"]
        ),
        "form": pd.DataFrame({"instrument_id": ["kla_2024"], "closes": [pd.NaT]}),
        "region": pd.DataFrame({"region_code": ["99.01"], "is_remote": [False]}),
    }  # fmt: skip
    form = evidence_known.form_of(frames, context.catalogue, "", "99.01")
    assert form is not None
    found = evidence_known.known(frames, form, "99.01")
    assert found.register[["question", "office", "evidence_status"]].to_numpy().tolist() == [
        ["2", "dp3a", "lengkap"], ["1", "dinkes", "lengkap"],
    ]  # fmt: skip
    assert found.closes is None
    assert len(found.without_office) == 9
    assert evidence_known.form_of(frames, context.catalogue, "kla_1999", "99.01") is None
    region = context.registry.get("99.01")
    row = evidence_known.publication(frames, region, form, "dp3a", "DP3A")
    assert row["publikasi"] == "bukti_99_01_kla_2024_dp3a"
