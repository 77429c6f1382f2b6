"""What public editions have shown, kept so that the next one can be checked against it.

    data/editions/000003-<hash>.jsonl     what edition 3 said otherwise than the edition before it

A first line names the build and the file before; then one line a count or outcome: table, key,
what was shown (null where it was hidden), mark; `gone` for what is no longer published. A hidden
value is never in it. An edition that says nothing new leaves no file. The name ends in the hash of
the content: a file that was changed or lost is found out.

Only builds that are served from the data folder leave a file (`history.data_of`); every build of
that folder reads them. They are inputs like the workbooks, with one exception: what the very same
inputs have left before is no earlier edition, so that building again gives the same rows.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pandas as pd

from etl import durable, files
from etl.issues import Issue, issue
from indicators.tables import CASE_COUNT, OUTCOME, Table

FOLDER: Final = files.EDITIONS
FORMAT: Final = 1
GONE: Final = "gone"
NUMBERS: Final = {"case_count": ("value",), "outcome": ("value", "numerator", "denominator")}
TABLES: Final = {CASE_COUNT.name: CASE_COUNT, OUTCOME.name: OUTCOME}
_DAYS: Final = ("period_start", "period_end")
Place = tuple[str, ...]
"""Table and key."""
Told = tuple[Any, ...]
"""The figures, then the mark."""


@dataclass(frozen=True)
class Said:
    """What earlier editions said: frames with the key, the figures, `hidden` and `edition`.

    A publication stands there with all its rows for each edition in which it changed.
    """

    frames: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    last: Mapping[Place, Told] = field(default_factory=dict)
    """The edition published last."""
    name: str | None = None
    """The file it left."""
    problems: tuple[Issue, ...] = ()


def earlier(found: Mapping[str, str | None], data: Path, code: str) -> dict[str, str | None]:
    """The inputs `found` of a data folder without the file that these very inputs have left.

    `code` is the hash of the program, which is part of what a build is made of.
    """
    names = [name for name in found if name.startswith(f"{FOLDER}/")]
    rest = {name: sha256 for name, sha256 in found.items() if name not in names[-1:]}
    if names and _header(data / names[-1]).get("build") == files.hash_of_build(code, rest):
        return rest
    return dict(found)


def read(data: Path, inputs: Mapping[str, str | None]) -> Said:
    """What the files of earlier editions among `inputs` say. Damaged ones are problems."""
    state: dict[Place, dict[Place, Told]] = {}
    forms: dict[str, list[tuple[Any, ...]]] = {name: [] for name in TABLES}
    problems, name = [], None
    names = [one.partition("/")[2] for one in inputs if one.startswith(f"{FOLDER}/")]
    for number, name in enumerate(names, start=1):
        path = data / FOLDER / name
        try:
            changed = _changes(path, names)
        except (OSError, ValueError, KeyError, TypeError) as error:
            problems.append(issue("bad_pattern", file=f"{FOLDER}/{name}", detail=str(error)))
            continue
        for place, told in changed.items():
            whole = state.setdefault((place[0], place[-1]), {})
            whole[place] = told
            if told[-1] == GONE:
                del whole[place]
        for table, publication in {(place[0], place[-1]): None for place in changed}:
            rows = state[table, publication].items()
            forms[table] += [(*place[1:], *told, number) for place, told in rows]
    frames = {table: _frame(table, rows) for table, rows in forms.items()}
    last = {place: told for whole in state.values() for place, told in whole.items()}
    return Said(frames, last, name, tuple(problems))


def write(folder: Path, said: Said, public: Mapping[str, pd.DataFrame], build: str) -> Path | None:
    """Write into `folder` the file that an edition leaves; None when it says nothing new.

    `public` are its tables, `build` the content hash of the build. The same edition after the same
    ones gives the same bytes.
    """
    state = dict(_state(public))
    changed = {place: told for place, told in state.items() if said.last.get(place) != told}
    changed |= {place: (GONE,) for place in said.last if place not in state}
    if not changed:
        return None
    header = {"format": FORMAT, "build": build, "after": said.name}
    lines = [json.dumps(header), *(_line(place, changed[place]) for place in sorted(changed))]
    text = "\n".join(lines) + "\n"
    number = int((said.name or "0").partition("-")[0]) + 1
    path = folder / f"{number:06}-{short(text.encode())}.jsonl"
    durable.write_text(path, text)
    return path


def leave(prepared: Path, data: Path) -> None:
    """Put the file `prepared` among those of the data folder, in one step that needs no room."""
    folder = data / FOLDER
    if not folder.is_dir():
        folder.mkdir()
        durable.sync_folder(data)
    durable.move(prepared, folder / prepared.name)


def clear(data: Path) -> None:
    """Remove what a killed build left unfinished; no build may be running."""
    for path in (data / FOLDER).glob(f"{durable.ASIDE}*"):
        durable.remove(path)


def _state(public: Mapping[str, pd.DataFrame]) -> Iterator[tuple[Place, Told]]:
    """Every count and outcome of an edition that shows or hides a figure."""
    for name, table in TABLES.items():
        frame = public[name]
        columns = [_texts(frame[column], column in _DAYS) for column in table.key]
        figures = [_figures(frame[column]) for column in NUMBERS[name]]
        marks = frame["hidden"].tolist()
        for *row, mark in zip(*columns, *figures, marks, strict=True):
            place, told = row[: len(columns)], row[len(columns) :]
            if mark != "no":
                yield (name, *place), (*[None] * len(told), mark)
            elif any(figure is not None for figure in told):
                yield (name, *place), (*told, mark)


def _texts(column: pd.Series[Any], is_day: bool) -> list[str]:
    if is_day:
        return [day.date().isoformat() for day in pd.to_datetime(column)]
    return [str(value) for value in column]


def _figures(column: pd.Series[Any]) -> list[float | int | None]:
    return [
        None if pd.isna(value) else int(value) if float(value).is_integer() else float(value)
        for value in column
    ]


def _line(place: Place, told: Told) -> str:
    return json.dumps([*place, *told], ensure_ascii=False, separators=(",", ":"))


def _header(path: Path) -> Mapping[str, Any]:
    """The first line; empty for a file that is none of ours."""
    try:
        with path.open(encoding="utf-8") as handle:
            found = json.loads(handle.readline())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _changes(path: Path, names: list[str]) -> dict[Place, Told]:
    """The lines of a file. ValueError when they are not whole, or the file before is gone."""
    content = path.read_bytes()
    if path.stem.partition("-")[2] != short(content):
        raise ValueError("isi / content")
    lines = content.decode().splitlines()
    header = json.loads(lines[0])
    if header["format"] != FORMAT:
        raise ValueError(f"format {header['format']}")
    if header["after"] not in (None, *names):
        raise ValueError(header["after"])
    found = {}
    for line in lines[1:]:
        row = json.loads(line)
        size = 1 + len(TABLES[row[0]].key)
        found[tuple(row[:size])] = tuple(row[size:])
    return found


def short(content: bytes) -> str:
    """The hash in the name of a file."""
    return hashlib.sha256(content).hexdigest()[:12]


def _frame(name: str, rows: list[tuple[Any, ...]]) -> pd.DataFrame:
    table: Table = TABLES[name]
    frame = pd.DataFrame(rows, columns=[*table.key, *NUMBERS[name], "hidden", "edition"])
    days = {day: pd.to_datetime(frame[day]) for day in _DAYS}
    return frame.assign(**days).astype(dict.fromkeys(NUMBERS[name], float))
