"""The workbook of a form: what is written is what is read, also after LibreOffice saved it."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from etl.books import form_book, form_words
from etl.check import check_file, load_context
from etl.issues import issue, sentences
from indicators import catalogue, form_map
from indicators.instrument import Defect, Instrument
from tests.etl.next_form import MAPPING, NEXT, OLD

CATALOGUE = catalogue.load()
BOOKS = Path(form_book.__file__).parent


def converted(path: Path, folder: Path) -> Path:
    """The workbook as LibreOffice saves it."""
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir"]
    subprocess.run(
        [*command, str(folder / "again"), str(path)], check=True, capture_output=True, timeout=120
    )
    return folder / "again" / path.name


def edited(path: Path, sheet: str, cells: dict[str, object]) -> list[tuple[str, str | None, str]]:
    """The problems of the workbook once some cells are changed."""
    book = openpyxl.load_workbook(path)
    for cell, value in cells.items():
        book[sheet][cell] = value
    book.save(path)
    found = form_book.read(path).problems
    return [(one.sheet or "", one.cell, one.problem.kind) for one in found]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("form") / "F.xlsx"
    form_book.write(path, NEXT, MAPPING)
    return path.read_bytes()


@pytest.fixture
def path(tmp_path: Path, written: bytes) -> Path:
    (tmp_path / "F.xlsx").write_bytes(written)
    return tmp_path / "F.xlsx"


@pytest.mark.parametrize("form", [*CATALOGUE.instruments.values(), NEXT], ids=lambda f: f.cycle)
@pytest.mark.parametrize("language", ["id", "en"])
def test_a_form_comes_back_as_it_was(tmp_path: Path, form: Instrument, language: str) -> None:
    mapping = MAPPING if form is NEXT else None
    form_book.write(tmp_path / "F.xlsx", form, mapping, language)  # type: ignore[arg-type]
    read, told, problems = form_book.read(tmp_path / "F.xlsx")
    assert problems == []
    assert read == form
    wanted = pd.DataFrame([], columns=list(form_map.COLUMNS)) if mapping is None else mapping
    pd.testing.assert_frame_equal(told, wanted)


def test_the_made_up_form_is_what_it_says() -> None:
    counts = form_map.counts(MAPPING)
    lost = sum(not one.text_known for one in OLD.questions)
    assert counts == {"same": 274 - 3 - 12 - lost, "changed": 12 + lost, "new": 5, "gone": 3}


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_it_comes_back_after_libreoffice_saved_it(tmp_path: Path, path: Path) -> None:
    read, told, problems = form_book.read(converted(path, tmp_path))
    assert problems == []
    assert read == NEXT
    pd.testing.assert_frame_equal(told, MAPPING)


def test_the_same_form_gives_the_same_bytes(tmp_path: Path, path: Path) -> None:
    form_book.write(tmp_path / "again.xlsx", NEXT, MAPPING)
    assert (tmp_path / "again.xlsx").read_bytes() == path.read_bytes()


def test_evidence_better_relation_and_variant_have_drop_downs(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    for sheet, table in (("Pertanyaan", "question"), ("Pemetaan", "mapping")):
        listed = {
            str(rule.sqref).split("3:")[0]: rule.formula1
            for rule in book[sheet].data_validations.dataValidation
        }
        for position, word in enumerate(form_words.columns(table), start=1):
            if word.choices:
                area = listed[openpyxl.utils.get_column_letter(position)]
                name, cells = area.replace("$", "").split("!")
                first = book[name][cells][0][0].value
                assert first is not None, word.field


@pytest.mark.parametrize(
    ("sheet", "cells", "wanted"),
    [
        ("Formulir", {"C1": None}, ("C1", "book_cell_empty")),
        ("Formulir", {"C5": "tahun depan"}, ("C5", "book_not_a_number")),
        ("Formulir", {"C9": "kla_1999"}, ("C9", "form_previous_unknown")),
        ("Formulir", {"C9": None}, ("C9", "form_previous_missing")),
        ("Blok", {"D3": "seratus"}, ("D3", "book_not_a_number")),
        ("Blok", {"A4": "kelembagaan"}, ("A4", "form_twice")),
        ("Indikator", {"C3": 77}, ("C3", "book_cell_unfit")),
        ("Indikator", {"A3": "klaster_9"}, ("A3", "form_unknown_block")),
        ("Pertanyaan", {"G3": "ijazah"}, ("G3", "form_unknown_evidence")),
        ("Pertanyaan", {"I4": "ke atas"}, ("I4", "book_not_a_choice")),
        ("Pertanyaan", {"J5": "dinas sihir"}, ("J5", "form_unknown_office")),
        ("Pertanyaan", {"K6": "mungkin"}, ("K6", "book_not_a_choice")),
        ("Pertanyaan", {"N3": "4t"}, ("N3", "book_not_a_choice")),
        ("Pertanyaan", {"B3": "99"}, ("B3", "form_unknown_indicator")),
        ("Pertanyaan", {"A3": "klaster_1"}, ("A3", "form_other_block")),
        ("Pertanyaan", {"F3": 13}, ("F3", None)),
        ("Pemetaan", {"D3": "mirip"}, ("D3", "form_map_relation")),
        ("Pemetaan", {"B3": "99z"}, ("B3", "form_map_unknown_question")),
        ("Pemetaan", {"B4": "1"}, ("B4", "form_map_twice")),
        ("Pemetaan", {"A3": None, "B3": None}, ("B3", "form_map_side_missing")),
        ("Pemetaan", {"D3": "baru"}, ("B3", "form_map_side_not_empty")),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_at_its_cell(
    path: Path, sheet: str, cells: dict[str, object], wanted: tuple[str, str | None]
) -> None:
    found = edited(path, sheet, cells)
    if wanted[1] is None:  # a row's questions no longer add up: said, not refused
        row = NEXT.questions[0].indicator
        assert form_book.read(path).instrument is not None
        assert {kind for _, _, kind in found} == {"form_defect_not_stated"}
        assert row == "1"
        return
    assert (sheet, *wanted) in found
    assert form_book.read(path).instrument is None


def test_sums_that_moved_are_shown_at_the_block(path: Path) -> None:
    found = edited(path, "Blok", {"D3": "170"})
    assert {("Blok", "D3", "form_blocks_sum"), ("Blok", "D3", "form_rows_sum")} <= set(found)


def test_a_question_no_row_maps_is_named_where_it_is_asked(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    book["Pemetaan"].delete_rows(3)
    book.save(path)
    found = form_book.read(path).problems
    assert [(one.sheet, one.cell, one.problem.kind) for one in found] == [
        ("Pemetaan", None, "form_map_question_left_out"),
        ("Pertanyaan", "C3", "form_map_question_left_out"),
    ]


def test_a_defect_that_was_mended_is_a_remark(path: Path) -> None:
    known = Defect(
        defect_id="salah", kind="max_sum", items=("1",), title=OLD.title, description=OLD.title
    )
    form = NEXT.model_copy(update={"known_defects": (*NEXT.known_defects, known)})
    form_book.write(path, form, MAPPING)
    read, _, problems = form_book.read(path)
    assert read == form
    assert [(one.sheet, one.problem.kind) for one in problems] == [("Formulir", "form_defect_gone")]


def test_english_may_be_left_empty_and_offices_named_as_people_do(path: Path) -> None:
    assert edited(path, "Pertanyaan", {"E3": None, "J3": "BAPPEDA; Dinas PPPA"}) == []
    read = form_book.read(path).instrument
    assert read is not None
    assert read.questions[0].title.en == read.questions[0].title.id
    assert read.questions[0].offices == ("bappeda", "dp3a")


def test_questions_of_variants_count_once_against_their_row(path: Path) -> None:
    places = {one.question: n for n, one in enumerate(NEXT.questions) if one.indicator == "18"}
    one = NEXT.questions[places["2"]]
    own = one.model_copy(update={"variant": "non_3t"})
    remote = one.model_copy(update={"variant": "3t", "question": "2-3t"})
    questions = list(NEXT.questions)
    questions[places["2"] : places["2"] + 1] = [own, remote]
    questions = [q.model_copy(update={"position": n}) for n, q in enumerate(questions, start=1)]
    form = NEXT.model_copy(update={"questions": tuple(questions)})
    form_book.write(path, form, form_map.proposed(OLD, form))
    assert form_book.read(path).instrument == form
    assert form_book.read(path).problems == []


def test_a_sheet_or_column_that_is_gone(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    del book["Indikator"]
    book["Pertanyaan"].delete_cols(3)
    book.save(path)
    kinds = {(one.sheet, one.problem.kind) for one in form_book.read(path).problems}
    assert {("Indikator", "book_sheet_missing"), ("Pertanyaan", "book_column_missing")} <= kinds
    told = check_file(path, load_context())  # still known for a form, not for an unknown table
    assert told.is_form
    assert ("Indikator", "book_sheet_missing") in {(one.sheet, one.kind) for one in told.issues}


def test_no_workbook_at_all(tmp_path: Path) -> None:
    (tmp_path / "F.xlsx").write_bytes(b"")
    read, told, problems = form_book.read(tmp_path / "F.xlsx")
    assert (read, len(told), problems[0].problem.kind) == (None, 0, "unreadable_file")


def test_every_problem_has_words_in_both_languages(path: Path) -> None:
    own = [BOOKS.parent / name for name in ("forms.py", "folder.py")]
    code = "\n".join(file.read_text(encoding="utf-8") for file in [*BOOKS.glob("*.py"), *own])
    raised = set(re.findall(r'(?:Problem|issue)\(\s*"((?:book|form|checklist)_\w+)"', code))
    worded = {kind for kind in sentences() if kind.startswith(("book_", "form_", "checklist_"))}
    assert raised == worded - {"formula_without_value"}
    edited(path, "Pertanyaan", {"A3": "klaster_1", "J5": "x", "F3": 13})
    edited(path, "Pemetaan", {"D3": "baru", "B4": "1", "B5": "99z"})
    for one in form_book.read(path).problems:
        facts = {**one.problem.facts}
        told = issue(one.problem.kind, file="F.xlsx", sheet=one.sheet, cell=one.cell,
                     value=one.value, **facts)  # fmt: skip
        for text in (told.message, told.message_en, told.remedy, told.remedy_en):
            assert "{" not in text
