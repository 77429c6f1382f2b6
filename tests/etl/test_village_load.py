"""The checklist through the command line: loaded, measured, written anew, loaded again."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from etl import warehouse
from etl.books import village_book
from etl.check import Context, check_file
from etl.served import edition_path
from indicators import catalogue, codes
from indicators.village_questions import asked
from tests.etl.command_line import run_etl

FORM = catalogue.load().instruments["kla_2024"]
KECAMATAN = [f"99.01.{n:02d}" for n in range(1, 21)]
RECAP = Path(__file__).resolve().parents[2] / "data/raw/contoh/rekap_kabupaten_contoh.xlsx"
INTERNAL = {"25/6", "25/7a", "25/7b", "25/7c", "25/7d",
            "26/7", "26/8a", "26/8b", "26/8c", "26/8d", "26/17"}  # fmt: skip


def areas(kecamatan: int = 20, villages: int = 20) -> pd.DataFrame:
    rows = [(code, f"Kecamatan {code[-2:]}", "kecamatan", "99.01") for code in KECAMATAN]
    rows = rows[:kecamatan]
    rows += [
        (f"{code}.{2001 + n}", f"Desa {code[-2:]}-{n}", "desa", code)
        for code in KECAMATAN[:kecamatan]
        for n in range(villages)
    ]
    return pd.DataFrame(rows, columns=list(village_book.AREAS))


def answers(of: pd.DataFrame) -> pd.DataFrame:
    """Area n of its level says yes to question k if n is a multiple of k+2, every 7th nothing."""
    rows = []
    for level in codes.AREA_LEVELS:
        own = of.loc[of["level"] == level, "area_code"]
        for k, one in enumerate(asked(FORM, level)):
            for n, code in enumerate(own):
                if n % 7 != 3:
                    rows.append((code, one.indicator, one.question, n % (k + 2) == 0))
    return pd.DataFrame(rows, columns=["area_code", "indicator", "question", "answer"])


def by_hand(level: str, k: int, lower: bool, most: float) -> float:
    size = {"desa": 400, "kecamatan": 20}[level]
    good = sum(1 for n in range(size) if n % 7 != 3 and (n % (k + 2) == 0) != lower)
    return most * good / size


def write(path: Path, of: pd.DataFrame, day: int = 20) -> Path:
    when = datetime.date(2026, 11, day)
    village_book.write(path, "99.01", "Kabupaten Contoh", FORM, of, answers(of), as_of=when)
    return path


def made(folder: Path) -> Path:
    """A data folder that holds the scores of the same regency, and nothing else."""
    (folder / "raw").mkdir(parents=True)
    shutil.copy(RECAP, folder / "raw")
    return folder


def load(data: Path, path: Path, *more: str) -> str:
    found = run_etl("load", path, "--data", data, *more)
    assert found.exit_code == 0, found.stdout + found.stderr
    return found.stdout


def table(data: Path, edition: str, name: str) -> pd.DataFrame:
    return warehouse.read(edition_path(data / "build", edition), name)[name]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder into which a checklist of 20 kecamatan and 400 villages was loaded."""
    folder = made(tmp_path_factory.mktemp("villages"))
    load(folder, write(folder / "P.xlsx", areas()), "--yes")
    return folder


def test_four_hundred_villages_loaded_give_the_points_of_a_hand_calculation(data: Path) -> None:
    told = table(data, "internal", "village_question")
    whole = told[told["kecamatan"] == codes.ALL]
    points = whole.set_index(["level", "indicator", "question"])["points"]
    for level in codes.AREA_LEVELS:
        for k, one in enumerate(asked(FORM, level)):
            if one.better == "none":
                continue
            hand = by_hand(level, k, one.better == "lower", one.max_score)
            assert points[level, one.indicator, one.question] == pytest.approx(hand)
    assert whole["max_score"].sum() == 100
    parts = told[told["kecamatan"] != codes.ALL].groupby(["indicator", "question"])
    own = whole[whole["level"] == "desa"].set_index(["indicator", "question"])
    pd.testing.assert_series_equal(
        parts["points"].sum().sort_index(), own["points"].sort_index(), check_like=True
    )


def test_the_public_edition_has_nothing_of_children_of_one_village(data: Path) -> None:
    for name in ("village_answer", "village_question"):
        here, public = (
            set(rows["indicator"] + "/" + rows["question"])
            for rows in (table(data, edition, name) for edition in ("internal", "public"))
        )
        assert here - public == INTERNAL & here
        assert len(here & INTERNAL) >= 10
    area = table(data, "public", "village_area")
    said = {item for text in area["missing_questions"].dropna() for item in text.split("; ")}
    assert not said & INTERNAL
    assert set(area.loc[area["level"] == "desa", "asked"]) == {14}


def test_every_answer_leads_to_its_cell_and_publication(data: Path) -> None:
    one = table(data, "internal", "village_answer").dropna(subset="answer").iloc[100]
    cell = openpyxl.load_workbook(data / "P.xlsx")[one["sheet"]][one["cell"]]
    assert cell.value == one["answer"]
    said = table(data, "public", "publication").set_index("publication_id").iloc[0]
    assert (said.name, said["publisher"]) == ("desa-99.01-kla_2024", "Kabupaten Contoh")
    assert str(said["released"].date()) == "2026-11-20"
    assert said["trust"] == "simulated"  # the region is an example


def test_the_written_checklist_comes_back_without_a_change(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "desa.xlsx"
    found = run_etl("template", "desa", "--region", "99.01", "--out", out, "--data", data)
    assert (found.exit_code, found.stdout.strip()) == (0, str(out))
    assert run_etl("check", out).exit_code == 0
    told = load(data, out, "--preview")
    assert "baru / new 0, sama / same 8720, berubah / changed 0, hilang / gone 0" in told


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a checklist of three kecamatan of three villages each."""
    folder = made(tmp_path_factory.mktemp("small") / "data")
    load(folder, write(folder.parent / "lama.xlsx", areas(3, 3)), "--yes")
    return folder


def test_musrenbang_sheets_of_one_kecamatan_or_all(small: Path, tmp_path: Path) -> None:
    command = ("template", "musrenbang", "--region", "99.01", "--data", small)
    out = tmp_path / "M.xlsx"
    assert run_etl(*command, "--out", out).exit_code == 0
    assert len(openpyxl.load_workbook(out).sheetnames) == 3
    assert run_etl(*command, "--kecamatan", "99.01.03", "--out", out).exit_code == 0
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["Kecamatan 03"]
    sheet = book["Kecamatan 03"]
    items = {sheet.cell(row, 3).value for row in range(7, sheet.max_row + 1)} - {None}
    assert "26/15" in items
    assert not items & INTERNAL


def test_a_newer_checklist_replaces_the_older_whole(small: Path, tmp_path: Path) -> None:
    """Also of the same day: what was loaded later is newer. A kecamatan it leaves out is gone."""
    few = areas(kecamatan=2, villages=3)
    book = write(tmp_path / "baru.xlsx", few)
    changed = openpyxl.load_workbook(book)
    assert changed["Desa"]["D12"].value == "ya"
    changed["Desa"]["D12"] = "tidak"
    changed.save(book)
    told = load(small, book, "--yes")
    assert "Desa 01-0 (99.01.01.2001), Kabupaten Contoh" in told
    assert "ya → tidak" in told
    area = table(small, "internal", "village_area")
    assert sorted(area["area_code"]) == sorted(few["area_code"])
    assert set(area["publication_id"]) == {"desa-99.01-kla_2024#2"}


def test_what_is_no_sheet_of_the_checklist_is_told(tmp_path: Path, context: Context) -> None:
    path = write(tmp_path / "P.xlsx", areas(1, 2))
    book = openpyxl.load_workbook(path)
    book.create_sheet("Catatan").append(["Rapat koordinasi", "ruang 2"])
    book["Petunjuk"]["C4"] = "kemarin"
    book.save(path)
    found = {(one.sheet, one.cell, one.kind, one.severity)
             for one in check_file(path, context).issues}  # fmt: skip
    assert ("Catatan", None, "table_not_recognised", "warning") in found
    assert ("Petunjuk", "C4", "not_a_date", "error") in found


def test_an_empty_checklist_and_one_about_persons_are_refused(
    tmp_path: Path, context: Context
) -> None:
    path = write(tmp_path / "P.xlsx", areas(0, 0))
    assert {one.kind for one in check_file(path, context).issues} == {"checklist_empty"}
    path = write(tmp_path / "Q.xlsx", areas(1, 3))
    book = openpyxl.load_workbook(path)
    for row, text in enumerate(("Nama Anak", "Melati Putri", "Kenanga Sari"), start=10):
        book["Desa"].cell(row, 40).value = text
    book.save(path)
    report = check_file(path, context)
    assert report.refused == "personal_data"
    assert len(report.observations) == 0


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (("desa",), 2, "Tambahkan --region"),
        (("desa", "--region", "32"), 2, "bukan kabupaten/kota"),
        (("desa", "--region", "99.01", "--form", "kla_1999"), 2, "unknown form"),
        (("musrenbang", "--region", "99.01", "--kecamatan", "99.01.77"), 2, "unknown kecamatan"),
        (("musrenbang", "--region", "32.06"), 1, "belum dimuat"),
    ],
)
def test_what_cannot_be_written_is_said(
    data: Path, tmp_path: Path, words: tuple[str, ...], status: int, told: str
) -> None:
    found = run_etl("template", *words, "--out", tmp_path / "x.xlsx", "--data", data)
    assert found.exit_code == status
    assert told in found.stderr


def test_a_regency_without_areas_gets_an_empty_checklist(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "E.xlsx"
    found = run_etl("template", "desa", "--region", "32.06", "--out", out, "--data", data)
    assert found.exit_code == 0
    book = openpyxl.load_workbook(out)
    assert book["Petunjuk"]["C2"].value == "Kabupaten Tasikmalaya"
    assert book["Desa"]["A12"].value is None
    assert "$A$12:$A$1512" in book["Desa"]["D5"].value


def test_a_checklist_without_one_of_its_sheets_says_which(tmp_path: Path, context: Context) -> None:
    path = write(tmp_path / "P.xlsx", areas(2, 2))
    book = openpyxl.load_workbook(path)
    del book["Kecamatan"]
    book.save(path)
    found = check_file(path, context).issues
    assert (found[0].kind, found[0].sheet) == ("book_sheet_missing", "Kecamatan")
