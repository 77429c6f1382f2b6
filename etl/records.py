"""CSV files in data/ that people write by hand: every line as a checked value, or an issue.

The columns are those of the model, in any order; commas or, as an Indonesian Excel saves them,
semicolons. A line that is wrong is named by its number and left out of what is returned.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from etl.issues import Issue, issue

Record = TypeVar("Record", bound=BaseModel)
Lines = list[tuple[int, Record]]


def read(path: Path, model: type[Record]) -> tuple[Lines[Record], list[Issue]]:
    """The lines of `path` with their numbers, and what is wrong with others.

    No file is a file without lines.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return [], []
    except (OSError, UnicodeDecodeError) as error:
        return [], [_wrong(path, 1, "@unreadable", str(error))]
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter(text), strict=True)
    found: Lines[Record] = []
    issues: list[Issue] = []
    try:
        columns = set(rows.fieldnames or ())
        if columns != set(model.model_fields):
            wanted = ", ".join(model.model_fields)
            return [], [_wrong(path, 1, "@columns", wanted)]
        for row in rows:
            if any(row.values()):
                _take(path, rows.line_num, row, model, found, issues)
    except csv.Error as error:
        issues.append(_wrong(path, rows.reader.line_num, "@unreadable", str(error)))
    return found, issues


def delimiter(text: str) -> str:
    """The mark between the columns of the first line."""
    first = text.partition("\n")[0]
    return ";" if first.count(";") > first.count(",") else ","


def line_of(record: BaseModel, text: str) -> str:
    """`record` as one more line of the file whose content is `text`; its header when it is empty.

    ValueError when the header of `text` has other columns.
    """
    names = list(type(record).model_fields)
    mark = delimiter(text) if text else ","
    header = next(csv.reader(io.StringIO(text), delimiter=mark)) if text else names
    if set(header) != set(names):
        raise ValueError(f"columns are {', '.join(header)}")
    out = io.StringIO()
    writer = csv.DictWriter(out, header, delimiter=mark, lineterminator="\n")
    if not text:
        writer.writeheader()
    writer.writerow(record.model_dump(mode="json"))
    return out.getvalue()


def _take(
    path: Path,
    line: int,
    row: dict[str, str],
    model: type[Record],
    found: Lines[Record],
    issues: list[Issue],
) -> None:
    """One line into `found`, or into `issues` with the columns that are wrong."""
    try:
        found.append((line, model.model_validate(row)))
    except ValidationError as error:
        names = dict.fromkeys(str(item["loc"][0] or "?") for item in error.errors())
        issues.append(_wrong(path, line, "@fields", ", ".join(names)))


def _wrong(path: Path, line: int, why: str, detail: str) -> Issue:
    return issue(
        "bad_record", file=path.name, cell=f"A{line}", line=str(line), why=why, detail=detail
    )
