"""A form and its mapping -> the workbook of the form.

Codes are written as words of the workbook's language, offices as their ids. The order of the rows
is the order of the form, so positions are not written. The same form gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet
from pydantic import BaseModel

from etl.books import form_words, worded
from etl.books.form_words import BLOCKS, CODE_WORDS, HEAD, MAPPING, QUESTIONS, ROWS
from etl.books.worded import SPARE, Language
from etl.paper import INPUT_FILL
from indicators.catalogue import Catalogue
from indicators.catalogue import load as load_catalogue
from indicators.definition import Title
from indicators.instrument import Instrument

GUIDE = "Petunjuk"


def write(
    path: Path, instrument: Instrument, mapping: pd.DataFrame | None = None,
    language: Language = "id", catalogue: Catalogue | None = None,
) -> None:  # fmt: skip
    """Write the form of a cycle to `path`, with its mapping from an earlier form when there is one.

    `mapping` has form_map.COLUMNS and comes from one earlier form (ValueError otherwise), whose
    wording is shown beside it when `catalogue` (default: the shipped one) knows that form.
    """
    known = load_catalogue() if catalogue is None else catalogue
    previous = _previous(mapping)
    book = Workbook()
    guide = book.worksheets[0]
    guide.title = GUIDE
    worded.write_guide(guide, form_words.guide(), language)
    made = {name: book.create_sheet(name) for name in form_words.SHEETS}
    lists = worded.write_choices(book, form_words.lists(known, language))
    lists["block"] = f"{BLOCKS}!$A$3:$A${len(instrument.blocks) + SPARE}"
    lists["indicator"] = f"{ROWS}!$B$3:$B${len(instrument.indicators) + SPARE}"
    _write_head(made[HEAD], instrument, previous, lists, language)
    for name, level, items in (
        (BLOCKS, "block", instrument.blocks),
        (ROWS, "indicator", instrument.indicators),
        (QUESTIONS, "question", instrument.questions),
    ):
        rows = [_row(item, language) for item in items]
        worded.write_table(made[name], 1, form_words.columns(level), rows, lists, language)
        made[name].freeze_panes = "D3"
    rows = _mapped(mapping, instrument, known.instruments.get(previous or ""), language)
    worded.write_table(made[MAPPING], 1, form_words.columns("mapping"), rows, lists, language)
    made[MAPPING].freeze_panes = "A3"
    book.active = 1
    path.write_bytes(worded.saved(book))


def _previous(mapping: pd.DataFrame | None) -> str | None:
    """The form a mapping comes from."""
    names = [] if mapping is None else sorted(mapping["from_instrument"].dropna().unique())
    if len(names) > 1:
        raise ValueError(f"a mapping comes from one form, not from {', '.join(names)}")
    return names[0] if names else None


def _write_head(
    sheet: Worksheet, instrument: Instrument, previous: str | None, lists: Mapping[str, str],
    language: Language,
) -> None:  # fmt: skip
    values = {**_row(instrument, language), "previous": previous}
    words = form_words.columns("head")
    for number, word in enumerate(words, start=1):
        sheet.cell(number, 1, word.title.in_(language)).font = Font(bold=True)
        sheet.cell(number, 2, word.title.in_(worded.other(language))).font = Font(italic=True)
        worded.put(sheet, number, 3, values.get(word.field))
        sheet.cell(number, 3).fill = INPUT_FILL
        sheet.cell(number, 3).alignment = Alignment(horizontal="left", wrap_text=True)
        sheet.cell(number, 4, word.help.in_(language))
    defects = [_row(one, language) for one in instrument.known_defects]
    columns = form_words.columns("defect")
    worded.write_table(sheet, len(words) + 3, columns, defects, lists, language)


def _row(item: BaseModel, language: Language) -> dict[str, object]:
    """The cells of an item by field: texts in both languages, codes as words, lists joined."""
    cells: dict[str, object] = {}
    for name in type(item).model_fields:
        value = getattr(item, name)
        if isinstance(value, Title):
            cells |= {f"{name}.id": value.id, f"{name}.en": value.en}
        elif isinstance(value, bool):
            cells[name] = CODE_WORDS["yes_no"][str(value).lower()].in_(language)
        elif name == "better":
            cells[name] = CODE_WORDS["better"][value].in_(language)
        elif isinstance(value, tuple):
            cells[name] = "; ".join(one for one in value if isinstance(one, str))
        else:
            cells[name] = value
    return cells


def _mapped(
    mapping: pd.DataFrame | None, new: Instrument, old: Instrument | None, language: Language
) -> list[dict[str, object]]:
    if mapping is None:
        return []
    texts = {"from": _texts(old, language), "to": _texts(new, language)}
    rows = []
    for record in mapping.astype(object).where(mapping.notna(), None).to_dict("records"):
        row: dict[str, object] = {str(name): value for name, value in record.items()}
        for side, known in texts.items():
            item = (str(row[f"{side}_indicator"]), str(row[f"{side}_question"]))
            row[f"{side}_title"] = known.get(item)
        words = CODE_WORDS["relation"].get(str(row["relation"]))
        row["relation"] = words.in_(language) if words else row["relation"]
        rows.append(row)
    return rows


def _texts(form: Instrument | None, language: Language) -> dict[tuple[str, str], str]:
    questions = form.questions if form else ()
    return {(one.indicator, one.question): one.title.in_(language) for one in questions}
