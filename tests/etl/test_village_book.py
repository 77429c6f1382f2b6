"""The checklist and the musrenbang sheets: round trip, hand calculation, LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from etl.books import musrenbang_book, village_book
from indicators import catalogue, villages
from indicators.village_questions import asked, judged

FORMS = catalogue.load().instruments
FORM = FORMS["kla_2024"]
KECAMATAN = [f"99.01.{n:02d}" for n in range(1, 21)]


def _areas(villages_each: int = 20) -> pd.DataFrame:
    rows = [(code, f"Kecamatan {code[-2:]}", "kecamatan", "99.01") for code in KECAMATAN]
    rows += [
        (f"{code}.{2001 + n}", f"Desa {code[-2:]}-{n}", "desa", code)
        for code in KECAMATAN
        for n in range(villages_each)
    ]
    return pd.DataFrame(rows, columns=list(village_book.AREAS))


AREAS = _areas()


def _answers() -> pd.DataFrame:
    """Village n answers question k with ya if n is a multiple of k+2, every 7th not at all."""
    rows = []
    for level in villages.LEVELS:
        codes = AREAS.loc[AREAS["level"] == level, "area_code"]
        for k, one in enumerate(asked(FORM, level)):
            for n, code in enumerate(codes):
                if n % 7 != 3:
                    rows.append((code, one.indicator, one.question, n % (k + 2) == 0))
    return pd.DataFrame(rows, columns=["area_code", "indicator", "question", "answer"])


ANSWERS = _answers()


def by_hand(level: str, k: int, lower: bool, most: float) -> float:
    """Points of question k: villages that answered well, over all of them, times the maximum."""
    size = {"desa": 400, "kecamatan": 20}[level]
    good = sum(1 for n in range(size) if n % 7 != 3 and (n % (k + 2) == 0) != lower)
    return most * good / size


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("checklist") / "P.xlsx"
    village_book.write(found, "99.01", "Kabupaten Contoh", FORM, AREAS, ANSWERS)
    return found


def converted(path: Path, folder: Path) -> Path:
    """The workbook as LibreOffice saves it, its formulas worked out."""
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir"]
    subprocess.run(
        [*command, str(folder / "again"), str(path)], check=True, capture_output=True, timeout=120
    )
    return folder / "again" / path.name


def _same(read: village_book.ChecklistRead) -> None:
    assert read.problems == []
    areas = read.areas[list(village_book.AREAS)].sort_values("area_code", ignore_index=True)
    pd.testing.assert_frame_equal(areas, AREAS.sort_values("area_code", ignore_index=True))
    key = ["area_code", "indicator", "question"]
    told = read.answers[read.answers["answer"].notna()].set_index(key)["answer"]
    assert told.astype(bool).to_dict() == ANSWERS.set_index(key)["answer"].to_dict()
    assert len(read.answers) == 400 * 20 + 20 * 15


def test_the_questions_of_rows_25_and_26_are_asked_area_by_area() -> None:
    assert {one.indicator for one in asked(FORM, "kecamatan")} == {"25"}
    assert sum(one.max_score for one in asked(FORM, "kecamatan")) == 21
    assert sum(one.max_score for one in asked(FORM, "desa")) == 79
    shown = asked(FORM, "desa", internal=False)
    hidden = {q.question for q in asked(FORM, "desa")} - {q.question for q in shown}
    assert hidden == {"7", "8a", "8b", "8c", "8d", "17"}
    assert "17" not in set(judged(FORM)["question"])


def test_four_hundred_villages_come_back_and_give_the_points_of_a_hand_calculation(
    path: Path,
) -> None:
    read = village_book.read(path, FORMS)
    _same(read)
    told = villages.by_question(*read.judged(FORM)).set_index(["level", "indicator", "question"])
    for level in villages.LEVELS:
        for k, one in enumerate(asked(FORM, level)):
            if one.better == "none":
                continue
            points = told.loc[(level, one.indicator, one.question), "points"]
            hand = by_hand(level, k, one.better == "lower", one.max_score)
            assert points == pytest.approx(hand), one.question
    nearest = villages.by_area(*read.judged(FORM))
    assert len(nearest) == 420


def test_an_answer_knows_its_cell(path: Path) -> None:
    read = village_book.read(path, FORMS)
    one = read.answers[read.answers["answer"].notna()].iloc[500]
    sheet = openpyxl.load_workbook(path)[one["sheet"]]
    assert sheet[one["cell"]].value == ("ya" if one["answer"] else "tidak")
    row = sheet[one["cell"]].row
    assert sheet.cell(row, 1).value == one["area_code"]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_works_out_the_same_percent_and_points(path: Path, tmp_path: Path) -> None:
    again = converted(path, tmp_path)
    read = village_book.read(again, FORMS)
    _same(read)
    told = villages.by_question(*read.judged(FORM)).set_index(["indicator", "question"])
    book = openpyxl.load_workbook(again, data_only=True)
    total = 0.0
    for name in ("Kecamatan", "Desa"):
        sheet = book[name]
        for column in range(4, sheet.max_column + 1):
            code = sheet.cell(village_book.TABLE, column).value
            assert sheet.cell(7, column).value is not None
            key = tuple(str(code).split("/"))
            if key not in told.index:
                assert code == "26/17"
                continue
            row = told.loc[key]
            assert sheet.cell(5, column).value == pytest.approx(row["percent"] / 100), code
            assert sheet.cell(6, column).value == pytest.approx(row["points"]), code
            assert sheet.cell(8, column).value == row["answered"]
        total += sheet["C2"].value
    assert total == pytest.approx(told["points"].sum())


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "wanted"),
    [
        ("Petunjuk", "C1", "32", ("C1", "checklist_unknown_region")),
        ("Petunjuk", "C3", "kla_1999", ("C3", "checklist_unknown_form")),
        ("Kecamatan", "D12", "mungkin", ("D12", "checklist_bad_answer")),
        ("Kecamatan", "D10", "25/99", ("D10", "checklist_unknown_question")),
        ("Kecamatan", "D10", None, ("A10", "checklist_column_gone")),
        ("Kecamatan", "A13", "99.01.01", ("A13", "checklist_area_twice")),
        ("Kecamatan", "A13", "98.01.02", ("A13", "checklist_elsewhere")),
        ("Kecamatan", "B12", None, ("B12", "book_cell_empty")),
        ("Desa", "A12", "Desa A", ("A12", "checklist_bad_code")),
        ("Desa", "C12", "99.01.07", ("A12", "checklist_elsewhere")),
        ("Desa", "A10", "kode apa", ("A10", "book_column_missing")),
    ],
)
def test_what_is_wrong_is_named_at_its_cell(
    tmp_path: Path, sheet: str, cell: str, value: str | None, wanted: tuple[str | None, str]
) -> None:
    path = tmp_path / "P.xlsx"
    few = AREAS[AREAS["level"] == "kecamatan"]
    few = pd.concat([few, AREAS[AREAS["parent_code"] == "99.01.01"]])
    village_book.write(path, "99.01", "Kabupaten Contoh", FORM, few)
    book = openpyxl.load_workbook(path)
    book[sheet][cell] = value
    book.save(path)
    found = village_book.read(path, FORMS).problems
    assert (sheet, *wanted) in {(one.sheet, one.cell, one.problem.kind) for one in found}


def test_merged_answers_are_not_lost_in_silence(tmp_path: Path) -> None:
    path = tmp_path / "P.xlsx"
    village_book.write(path, "99.01", "Kabupaten Contoh", FORM, AREAS)
    book = openpyxl.load_workbook(path)
    book["Desa"]["D12"] = "tidak"
    book["Desa"].merge_cells("D12:D15")
    book["Kecamatan"].merge_cells("A1:B1")  # above the table it matters to nobody
    book.save(path)
    found = village_book.read(path, FORMS).problems
    assert [(one.sheet, one.cell, one.problem.kind) for one in found] == [
        ("Desa", "D12", "checklist_merged")
    ]


def test_an_empty_checklist_is_all_unanswered(tmp_path: Path) -> None:
    path = tmp_path / "P.xlsx"
    village_book.write(path, "99.01", "Kabupaten Contoh", FORM, AREAS, language="en")
    read = village_book.read(path, FORMS)
    assert read.problems == []
    told = villages.by_question(*read.judged(FORM))
    assert told["answered"].sum() == 0
    assert told["points"].sum() == 0
    assert told["points_if_all"].sum() == pytest.approx(100)


def test_a_village_of_a_kecamatan_that_is_not_listed(tmp_path: Path) -> None:
    path = tmp_path / "P.xlsx"
    areas = AREAS[(AREAS["parent_code"] == "99.01.05")]
    village_book.write(path, "99.01", "Kabupaten Contoh", FORM, areas)
    found = village_book.read(path, FORMS).problems
    assert [one.problem.kind for one in found] == ["checklist_parent_unlisted"]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_musrenbang_sheet_lists_what_is_missing_and_adds_up(tmp_path: Path) -> None:
    answers = ANSWERS.assign(answer=ANSWERS["answer"].astype("boolean"))
    wanted = musrenbang_book.needs(FORM, AREAS, answers)
    here = wanted[wanted["kecamatan"] == "99.01.02"]
    patbm = here[here["question"] == "15"]
    k = [one.question for one in asked(FORM, "desa")].index("15")
    without = [n for n in range(20, 40) if n % 7 == 3 or n % (k + 2) != 0]
    assert patbm["area_code"].tolist() == [f"99.01.02.{2001 + n - 20}" for n in without]
    assert (patbm["state"] == "open").sum() == sum(n % 7 == 3 for n in without)
    assert patbm["worth"].tolist() == [10 / 400] * len(without)
    assert here["question"].iloc[0] == "15"
    assert not set(here["question"]) & {"7", "8a", "8b", "8c", "8d", "17"}
    path = tmp_path / "M.xlsx"
    musrenbang_book.write(path, FORM, AREAS, answers)
    book = openpyxl.load_workbook(path)
    assert len(book.sheetnames) == 20
    sheet = book["Kecamatan 02"]
    for row, (activity, budget) in enumerate((("Membentuk PATBM", 5_000_000), ("SK", 250_000)), 7):
        sheet.cell(row, 7).value, sheet.cell(row, 8).value = activity, budget
    book.save(path)
    told = openpyxl.load_workbook(converted(path, tmp_path), data_only=True)["Kecamatan 02"]
    assert (told["D3"].value, told["D4"].value) == (5_250_000, 2)
    assert (told["K7"].value, told["L7"].value) == ("26/15", len(without))


def test_names_of_kecamatan_become_names_of_sheets(tmp_path: Path) -> None:
    areas = pd.DataFrame(
        [
            ("99.01.01", "Hulu/Hilir [Barat]", "kecamatan", "99.01"),
            ("99.01.02", "hulu hilir  barat", "kecamatan", "99.01"),
            ("99.01.03", "x" * 40, "kecamatan", "99.01"),
            ("99.01.04", "X" * 40, "kecamatan", "99.01"),
        ],
        columns=list(village_book.AREAS),
    )
    none = pd.DataFrame([], columns=["area_code", "indicator", "question", "answer"])
    musrenbang_book.write(tmp_path / "M.xlsx", FORM, areas, none)
    names = openpyxl.load_workbook(tmp_path / "M.xlsx").sheetnames
    assert len({name.casefold() for name in names}) == 4
    with pytest.raises(ValueError, match="no kecamatan"):
        musrenbang_book.write(tmp_path / "N.xlsx", FORM, areas.iloc[:0], none)
