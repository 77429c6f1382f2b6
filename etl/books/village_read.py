"""The filled checklist -> areas and answers, each with its cell, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple

import pandas as pd

from etl.books.village_words import AREA_FIELDS, HEAD, KEYS, SHEET_OF
from etl.books.worded import Found, filled
from etl.issues import Problem, plain
from etl.reading.workbook import Cell, Grid, UnreadableFileError, read_workbook
from indicators.form_map import same_name
from indicators.instrument import Instrument
from indicators.village_questions import asked, judged

AREA_COLUMNS: Final = (
    "region_code", "area_code", "name", "level", "parent_code", "sheet", "cell",
)  # fmt: skip
ANSWER_COLUMNS: Final = (
    "region_code", "instrument_id", "area_code", "indicator", "question", "answer", "sheet", "cell",
)  # fmt: skip
CODE: Final = {
    "kecamatan": re.compile(r"\d\d\.\d\d\.\d\d"),
    "desa": re.compile(r"\d\d\.\d\d\.\d\d\.\d{4}"),
}
QUESTION: Final = re.compile(r"([0-9A-Za-z]+)/([0-9A-Za-z-]+)")
ANSWERS: Final = {"ya": True, "yes": True, "y": True, "tidak": False, "no": False, "t": False}


class ChecklistRead(NamedTuple):
    """AREA_COLUMNS and ANSWER_COLUMNS; `answer` is True, False or empty (not yet answered)."""

    areas: pd.DataFrame
    answers: pd.DataFrame
    problems: list[Found]

    def judged(self, form: Instrument) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
        """What indicators.villages takes: answers, areas and questions, without those asked for
        context only.
        """
        questions = judged(form)
        key = ["instrument_id", "indicator", "question"]
        return self.answers.merge(questions[key], on=key), self.areas, questions


@dataclass
class _Sheet:
    """What is read of one level."""

    region: str
    form: Instrument
    level: str
    grid: Grid
    areas: list[tuple[object, ...]] = field(default_factory=list)
    answers: list[tuple[object, ...]] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)

    def say(self, problem: Problem, row: int, column: int, value: object = None) -> None:
        """Add a problem at a cell."""
        cell = self.grid.address(row, column)
        self.found.append(Found(problem, self.grid.sheet, cell, value))


def read(
    path: Path, forms: Mapping[str, Instrument], regions: frozenset[str] | None = None
) -> ChecklistRead:
    """The checklist of a workbook. `forms` are the known forms, `regions` the codes of regencies
    and cities (None: any code of that shape).

    Rows and cells with a problem are left out; nothing is guessed.
    """
    try:
        return read_grids(read_workbook(path, path.read_bytes()), forms, regions)
    except UnreadableFileError as error:
        facts = {"why": f"@{error.reason}", "cure": f"@{error.reason}_cure"}
        return _result([], [], [Found(Problem("unreadable_file", facts))])


def read_grids(
    sheets: Sequence[Grid], forms: Mapping[str, Instrument], regions: frozenset[str] | None = None
) -> ChecklistRead:
    """The checklist on sheets that are read already, as `read` gives it."""
    grids = {grid.sheet: grid for grid in sheets}
    found: list[Found] = []
    head = {key: (plain(raw).strip(), at) for key, (raw, at) in read_head(grids.get(HEAD)).items()}
    region, cell = head.get("region_code", ("", ""))
    is_known = region in regions if regions is not None else re.fullmatch(r"\d\d\.\d\d", region)
    if not is_known:
        found.append(Found(Problem("checklist_unknown_region"), HEAD, cell or None, region))
    name, cell = head.get("instrument_id", ("", ""))
    form = forms.get(name)
    if form is None:
        known = Problem("checklist_unknown_form", {"known": ", ".join(forms)})
        found.append(Found(known, HEAD, cell or None, name))
    if form is None or not is_known:
        return _result([], [], found)
    areas: list[tuple[object, ...]] = []
    answers: list[tuple[object, ...]] = []
    for level, title in SHEET_OF.items():
        grid = grids.get(title)
        if grid is None:
            found.append(Found(Problem("book_sheet_missing", {"wanted": title}), title))
            continue
        sheet = _Sheet(region, form, level, grid)
        _read_level(sheet)
        areas, answers, found = areas + sheet.areas, answers + sheet.answers, found + sheet.found
    return _result(areas, answers, found + _unlisted(areas))


def read_head(grid: Grid | None) -> dict[str, tuple[Cell, str]]:
    """The rows label, label, value of the first sheet: raw value and its cell by key."""
    labels = {same_name(text): key for key, title in KEYS.items() for text in (title.id, title.en)}
    found: dict[str, tuple[Cell, str]] = {}
    for number, row in enumerate(grid.rows if grid else ()):
        key = labels.get(same_name(plain(row[0])))
        if grid is not None and key is not None and len(row) > 2 and key not in found:
            found[key] = row[2], grid.address(number, 2)
    return found


def _read_level(sheet: _Sheet) -> None:
    """The areas and answers of one sheet, found by its headings."""
    headings = {same_name(text): name for name, title in AREA_FIELDS.items()
                for text in (title.id, title.en)}  # fmt: skip
    rows = [[headings.get(same_name(plain(cell))) for cell in row] for row in sheet.grid.rows]
    counts = [
        sum(name is not None or QUESTION.fullmatch(plain(cell).strip()) is not None
            for name, cell in zip(names, cells, strict=True))
        for names, cells in zip(rows, sheet.grid.rows, strict=True)
    ]  # fmt: skip
    top = max(range(len(rows)), key=lambda place: counts[place])
    names = rows[top]
    missing = [AREA_FIELDS[name] for name in ("area_code", "name") if name not in names]
    if missing:
        facts = {"column": missing[0].id, "column_en": missing[0].en}
        sheet.say(Problem("book_column_missing", facts), top, 0)
        return
    place = {name: column for column, name in reversed(list(enumerate(names))) if name}
    questions = _questions(sheet, top, set(place.values()))
    seen: set[str] = set()
    for number in range(top + 1, len(sheet.grid.rows)):
        if number > top + 1 or not _is_second_heading(sheet.grid, number, place["area_code"]):
            _read_row(sheet, number, place, questions, seen)
    _report_merged(sheet, top, questions)


def _report_merged(sheet: _Sheet, top: int, questions: Mapping[int, tuple[str, str]]) -> None:
    """Answers in a merged block: only its first cell holds one, the others would be lost."""
    for area in sheet.grid.merged:
        if area.top > top and any(area.left <= column <= area.right for column in questions):
            end = sheet.grid.address(area.bottom, area.right)
            sheet.say(Problem("checklist_merged", {"end": end}), area.top, area.left)


def _is_second_heading(grid: Grid, row: int, column: int) -> bool:
    title = AREA_FIELDS["area_code"]
    return same_name(plain(grid.rows[row][column])) in (same_name(title.id), same_name(title.en))


def _questions(sheet: _Sheet, top: int, taken: set[int]) -> dict[int, tuple[str, str]]:
    """The question of each column; codes of no question of this level are said."""
    wanted = {(one.indicator, one.question) for one in asked(sheet.form, sheet.level)}
    place: dict[int, tuple[str, str]] = {}
    for column, cell in enumerate(sheet.grid.rows[top]):
        text = plain(cell).strip()
        if column in taken or not text:
            continue
        match = QUESTION.fullmatch(text)
        if match is None or match.groups() not in wanted or match.groups() in place.values():
            sheet.say(Problem("checklist_unknown_question"), top, column, text)
        else:
            place[column] = (match[1], match[2])
    for item in ("/".join(one) for one in sorted(wanted - set(place.values()))):
        sheet.say(Problem("checklist_column_gone", {"item": item}), top, min(taken))
    return place


def _read_row(
    sheet: _Sheet, row: int, place: Mapping[str, int], questions: Mapping[int, tuple[str, str]],
    seen: set[str],
) -> None:  # fmt: skip
    cells = sheet.grid.rows[row]
    if all(filled(cells[column]) is None for column in (*place.values(), *questions)):
        return
    column = place["area_code"]
    code = plain(cells[column]).strip()
    if not CODE[sheet.level].fullmatch(code):
        sheet.say(Problem("checklist_bad_code"), row, column, code)
        return
    parent = code.rpartition(".")[0]
    stated = plain(cells[place["parent_code"]]).strip() if "parent_code" in place else ""
    if not code.startswith(f"{sheet.region}.") or (stated and stated != parent):
        wrong = stated if stated and code.startswith(f"{sheet.region}.") else sheet.region
        sheet.say(Problem("checklist_elsewhere", {"parent": wrong}), row, column, code)
        return
    if code in seen:
        sheet.say(Problem("checklist_area_twice"), row, column, code)
        return
    seen.add(code)
    name = " ".join(plain(cells[place["name"]]).split())
    if not name:
        title = AREA_FIELDS["name"]
        facts = {"column": title.id, "column_en": title.en}
        sheet.say(Problem("book_cell_empty", facts), row, place["name"])
        return
    at = (sheet.grid.sheet, sheet.grid.address(row, column))
    sheet.areas.append((sheet.region, code, name, sheet.level, parent, *at))
    for place_of, question in questions.items():
        _read_answer(sheet, row, place_of, code, question)


def _read_answer(
    sheet: _Sheet, row: int, column: int, code: str, question: tuple[str, str]
) -> None:
    cell = filled(sheet.grid.rows[row][column])
    text = "" if cell is None else plain(cell).strip().casefold()
    answer = cell if isinstance(cell, bool) else ANSWERS.get(text)
    if cell is not None and answer is None:
        sheet.say(Problem("checklist_bad_answer"), row, column, plain(cell))
        return
    at = (sheet.grid.sheet, sheet.grid.address(row, column))
    form = sheet.form.instrument_id
    sheet.answers.append((sheet.region, form, code, *question, answer, *at))


def _unlisted(areas: list[tuple[object, ...]]) -> list[Found]:
    """Villages whose kecamatan is not listed, the first of each kecamatan."""
    listed = {row[1] for row in areas}
    missing: dict[str, Found] = {}
    for _, code, _, level, parent, sheet, cell in areas:
        if level == "desa" and parent not in listed and str(parent) not in missing:
            problem = Problem("checklist_parent_unlisted", {"parent": str(parent)})
            missing[str(parent)] = Found(problem, str(sheet), str(cell), code)
    return list(missing.values())


def _result(
    areas: list[tuple[object, ...]], answers: list[tuple[object, ...]], found: list[Found]
) -> ChecklistRead:
    told = pd.DataFrame(answers, columns=list(ANSWER_COLUMNS))
    told["answer"] = told["answer"].astype("boolean")
    return ChecklistRead(pd.DataFrame(areas, columns=list(AREA_COLUMNS)), told, found)
