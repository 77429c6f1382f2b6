"""One row of a form's workbook -> one item of the form, or what is wrong with which cell."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeVar

from pydantic import BaseModel, ValidationError

from etl.books.form_words import CODE_WORDS, allowed, code_of
from etl.books.worded import ColumnWords, Found, Line
from etl.issues import Problem
from indicators.catalogue import Catalogue

Model = TypeVar("Model", bound=BaseModel)
NUMBER: Final = re.compile(r"\d{1,4}(?:[.,]\d{1,2})?")
"""A number typed as text: points never have three decimals, so a mark is never a thousands mark."""
MISSING: Final = ("missing", "string_type", "string_too_short", "float_type", "int_type",
                  "bool_type", "literal_error")  # fmt: skip
LISTS: Final = ("offices", "items")


def item_of(
    model: type[Model], line: Line, words: Sequence[ColumnWords], catalogue: Catalogue,
    more: Mapping[str, object],
) -> tuple[Model | None, list[Found]]:  # fmt: skip
    """The item of a line, its fields completed by `more`, or the problems of its cells."""
    found: list[Found] = []
    raw: dict[str, Any] = dict(more)
    for word in words:
        if word.field != "previous":
            _place(raw, word.field, _value(line, word, catalogue, found))
    if found:
        return None, found
    try:
        return model.model_validate(raw, strict=False), []
    except ValidationError as error:
        by_field = {word.field: word for word in words}
        told = [_told(one, line, by_field) for one in error.errors()]
        return None, list({(one.cell, one.problem.kind): one for one in told}.values())


def _place(raw: dict[str, Any], field: str, value: object) -> None:
    """Put a value where its field is; of a text in two languages the first may stand for both."""
    name, _, language = field.partition(".")
    if not language:
        if value is not None or name not in ("variant",):
            raw[name] = value
    elif language == "id":
        raw[name] = None if value is None else {"id": value, "en": value}
    elif value is not None:
        raw[name] = {"id": (raw.get(name) or {}).get("id"), "en": value}


def _value(line: Line, word: ColumnWords, catalogue: Catalogue, found: list[Found]) -> object:
    text = line.text(word.field)
    name = word.field
    if name in LISTS:
        parts = [part.strip() for part in (text or "").split(";")]
        return tuple(_office(part, catalogue) if name == "offices" else part
                     for part in parts if part)  # fmt: skip
    if text is None:
        if word.required:
            found.append(_at(line, word, "book_cell_empty"))
        return None
    if word.day:
        return _day(line, word, text, found)
    if isinstance(line.values[name], datetime.date | datetime.time):
        found.append(_at(line, word, "book_cell_is_date"))
        return None
    if word.number:
        return _number(line, word, text, found)
    if word.choices in CODE_WORDS:
        code = code_of(word.choices, text)
        if code is None:
            found.append(_not_a_choice(line, word, allowed(word.choices, catalogue)))
        return code == "true" if word.choices == "yes_no" else code
    if word.choices in ("kind", "variant", "defect_kind"):
        choices = allowed(word.choices, catalogue)
        if text.casefold() not in choices:
            found.append(_not_a_choice(line, word, choices))
        return text.casefold()
    return text


def _office(name: str, catalogue: Catalogue) -> str:
    office = catalogue.office_named(name)
    return office.office_id if office else name


def _number(line: Line, word: ColumnWords, text: str, found: list[Found]) -> float | None:
    value = line.values[word.field]
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    if NUMBER.fullmatch(text):
        return float(text.replace(",", "."))
    found.append(_at(line, word, "book_not_a_number"))
    return None


def _day(line: Line, word: ColumnWords, text: str, found: list[Found]) -> datetime.date | None:
    value = line.values[word.field]
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        found.append(_at(line, word, "book_cell_unfit"))
    return None


def _told(error: Any, line: Line, words: Mapping[str, ColumnWords]) -> Found:  # noqa: ANN401
    """A mistake of a model as a problem of the cell it comes from."""
    path = [str(part) for part in error["loc"]]
    word = words.get(".".join(path[:2])) or words.get(path[0]) or words.get(f"{path[0]}.id")
    if word is None:
        raise ValueError(f"no column fills {path}")
    if error["input"] is None and error["type"] in MISSING:
        return _at(line, word, "book_cell_empty")
    return _at(line, word, "book_cell_unfit")


def _at(line: Line, word: ColumnWords, kind: str) -> Found:
    """The problem of that kind at the cell of a column."""
    facts = {"column": word.title.id, "column_en": word.title.en}
    problems = {
        "book_cell_empty": Problem("book_cell_empty", facts),
        "book_cell_is_date": Problem("book_cell_is_date", facts),
        "book_not_a_number": Problem("book_not_a_number", facts),
        "book_cell_unfit": Problem(
            "book_cell_unfit", {**facts, "help": word.help.id, "help_en": word.help.en}
        ),
    }
    return Found(
        problems[kind], line.sheet, line.cells.get(word.field), line.values.get(word.field)
    )


def _not_a_choice(line: Line, word: ColumnWords, choices: Sequence[str]) -> Found:
    facts = {"column": word.title.id, "column_en": word.title.en, "choices": ", ".join(choices)}
    problem = Problem("book_not_a_choice", facts)
    return Found(problem, line.sheet, line.cells.get(word.field), line.values.get(word.field))
