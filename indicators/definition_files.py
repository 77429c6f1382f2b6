"""Definition files -> models. A mistake never stops the reading: it is written down and collected.

Each problem reads `file [id] field: message`, so that the whole list can be repaired in one go.
"""

from __future__ import annotations

import csv
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from indicators.definition import Title

Model = TypeVar("Model", bound=BaseModel)
Raw = dict[str, Any]
"""One entry, or the tables of one file, before a model has looked at it."""


def read_toml(root: Path, file: str, problems: list[str], keys: Sequence[str] = ()) -> Raw:
    """The content of a TOML file, empty when it cannot be read. Lists come as tuples.

    With `keys` given, those and no others must stand at its top.
    """
    try:
        with (root / file).open("rb") as stream:
            content = _frozen(tomllib.load(stream))
    except FileNotFoundError:
        problems.append(f"{file} [-] file: missing")
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        problems.append(f"{file} [-] file: {error}")
        return {}
    if keys:
        problems += [f"{file} [{key}] key: unknown" for key in sorted(set(content) - set(keys))]
        problems += [f"{file} [{key}] key: missing" for key in sorted(set(keys) - set(content))]
    return dict(content)


def read_csv(root: Path, file: str, problems: list[str], columns: Sequence[str]) -> list[Raw]:
    """The rows of a CSV file as text, none when it cannot be read; its header must be `columns`.

    `title` and `title_en` become one field with both languages, likewise any such pair; a field is
    None when all its cells are empty.
    """
    try:
        with (root / file).open(encoding="utf-8", newline="") as stream:
            header, *lines = list(csv.reader(stream, strict=True)) or [[]]
    except FileNotFoundError:
        problems.append(f"{file} [-] file: missing")
        return []
    except (csv.Error, UnicodeDecodeError) as error:
        problems.append(f"{file} [-] file: {error}")
        return []
    if header != list(columns):
        problems.append(f"{file} [-] header: must be {','.join(columns)}")
        return []
    rows = []
    for number, cells in enumerate(lines, start=2):
        if len(cells) == len(columns):
            rows.append(_paired(dict(zip(columns, cells, strict=True))))
        else:
            problems.append(f"{file} [line {number}] row: {len(cells)} cells, not {len(columns)}")
    return rows


def entry(
    model: type[Model], raw: object, place: str, problems: list[str], *, strict: bool = True
) -> Model | None:
    """The entry at `place` ("file [id]"), or None and its mistakes in `problems`.

    `strict` takes types as they stand (TOML); otherwise text is read as its field's type (CSV).
    """
    try:
        return model.model_validate(raw, strict=strict)
    except ValidationError as error:
        for one in error.errors():
            field = ".".join(str(part) for part in one["loc"]) or "entry"
            problems.append(f"{place} {field}: {one['msg']}")
        return None


def entries(
    model: type[Model],
    raw: object,
    file: str,
    identity: Sequence[str],
    problems: list[str],
    *,
    strict: bool = True,
) -> list[Model]:
    """The sound entries of a list; the fields of `identity` must make each of them unique."""
    if not isinstance(raw, (list, tuple)):
        problems.append(f"{file} [-] {model.__name__}: not a list of tables")
        return []
    names = [_name(item, identity, number) for number, item in enumerate(raw, start=1)]
    found = [
        entry(model, item, f"{file} [{name}]", problems, strict=strict)
        for name, item in zip(names, raw, strict=True)
    ]
    problems += [
        f"{file} [{name}] {identity[-1]}: {count} entries have this id"
        for name, count in Counter(names).items()
        if count > 1
    ]
    return [item for item in found if item is not None]


def titles(
    raw: object, file: str, table: str, problems: list[str], expected: Iterable[str] = ()
) -> dict[str, Title]:
    """The title of every code of one table; with `expected` given, of those codes and no others."""
    if not isinstance(raw, Mapping):
        problems.append(f"{file} [{table}] table: not a table of titles")
        return {}
    read = {
        str(code): entry(Title, value, f"{file} [{table}.{code}]", problems)
        for code, value in raw.items()
    }
    codes = set(expected)
    if codes:
        problems += [f"{file} [{table}.{code}] code: unknown" for code in sorted(set(read) - codes)]
        problems += [
            f"{file} [{table}.{code}] code: has no title" for code in sorted(codes - set(read))
        ]
    return {code: title for code, title in read.items() if title is not None}


def _name(item: object, identity: Sequence[str], number: int) -> str:
    values = [item.get(key) for key in identity] if isinstance(item, Mapping) else []
    parts = [value for value in values if isinstance(value, str) and value]
    return "/".join(parts) if len(parts) == len(identity) else f"#{number}"


def _frozen(value: Any) -> Any:  # noqa: ANN401 - whatever TOML holds
    """Lists as tuples, all the way down: strict models take no list for a tuple."""
    if isinstance(value, list):
        return tuple(_frozen(item) for item in value)
    if isinstance(value, dict):
        return {key: _frozen(item) for key, item in value.items()}
    return value


def _paired(row: Mapping[str, str]) -> Raw:
    paired: Raw = {}
    for column, text in row.items():
        if column.removesuffix("_en") in row and column.endswith("_en"):
            continue
        english = row.get(f"{column}_en")
        if english is None:
            paired[column] = text or None
        else:
            paired[column] = {"id": text, "en": english} if text or english else None
    return paired
