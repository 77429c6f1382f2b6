"""Damage to a written file, as it happens in offices, and whether the reader noticed.

Kinds in MUST_BE_SEEN contradict a type, a total, a range, a key or the format of a column. Those in
MAY_PASS can leave a file that contradicts nothing: how many of them slip through is measured.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from typing import Final

from tests.etl.generated.files_made import Written
from tests.etl.generated.tables_made import Cell
from tests.etl.generated.verdict import Outcome

AT_CELL, ELSEWHERE, HARMLESS, SHOWN, SLIPPED = (
    "reported at the cell", "reported elsewhere", "harmless", "shown as not reported",
    "slipped through",
)  # fmt: skip
VERDICTS: Final = (AT_CELL, ELSEWHERE, HARMLESS, SHOWN, SLIPPED)
TYPED: Final = ("tiga", "12a", "l0", "1O", "+/- 5", "lihat lampiran", "12 / 13", "1.2.3,4", "??")
WRONG_YEARS: Final = (20222, 1923, "2O21", "dua ribu", "2021/2022x", "")


@dataclass(frozen=True)
class Damaged:
    """A damaged file and the cells that were touched."""

    written: Written
    cells: frozenset[tuple[int, int]]


Damage = Callable[[Written, random.Random], "Damaged | None"]
"""Damages a copy; None where the file has nothing of that kind to damage."""


def _cells_of(written: Written, role: str) -> list[tuple[int, int]]:
    column = written.column_of(role)
    if column is None:
        return []
    rows = range(written.first, written.last + 1)
    return [(row, column) for row in rows if written.rows[row][column] not in (None, "")]


def _figures(written: Written) -> list[tuple[int, int]]:
    return [
        place for key, place in written.places.items()
        if written.values[key] is not None
    ]  # fmt: skip


def _with(written: Written, changes: dict[tuple[int, int], Cell]) -> Damaged:
    damaged = deepcopy(written)
    for (row, column), cell in changes.items():
        damaged.rows[row][column] = cell
    return Damaged(damaged, frozenset(changes))


def typed_text(written: Written, chance: random.Random) -> Damaged:
    """A word, a letter among digits or two numbers where one figure should stand."""
    return _with(written, {chance.choice(_figures(written)): chance.choice(TYPED)})


def swapped_separators(written: Written, chance: random.Random) -> Damaged | None:
    """1.234,5 becomes 1,234.5 in one cell of a column."""
    marked = [
        place for place in _figures(written)
        if set(str(written.rows[place[0]][place[1]])) & {".", ","}
        and isinstance(written.rows[place[0]][place[1]], str)
    ]  # fmt: skip
    if not marked:
        return None
    row, column = chance.choice(marked)
    swapped = str(written.rows[row][column]).translate(str.maketrans(".,", ",."))
    return _with(written, {(row, column): swapped})


def shifted_row(written: Written, chance: random.Random) -> Damaged:
    """The cells of one row moved by one column: every cell is of another kind than its heading."""
    row, _ = chance.choice(_figures(written))
    cells = written.rows[row][written.left :]
    moved = [*cells[1:], None] if chance.random() < 0.5 else [None, *cells[:-1]]
    return _with(written, {
        (row, written.left + index): cell for index, cell in enumerate(moved)
    })  # fmt: skip


def duplicated_row(written: Written, chance: random.Random) -> Damaged:
    """A row that is there twice."""
    row, _ = chance.choice(_figures(written))
    damaged = deepcopy(written)
    damaged.rows.insert(row, list(damaged.rows[row]))
    width = range(len(damaged.rows[row]))
    return Damaged(damaged, frozenset((at, c) for at in (row, row + 1) for c in width))


def swapped_columns(written: Written, chance: random.Random) -> Damaged | None:
    """The cells of two columns of different kinds under each other's headings."""
    roles = [
        role for role in dict.fromkeys(written.made.roles)
        if role in ("region_code", "region_name", "year", "sex", "age", "value", "measure", "item")
    ]  # fmt: skip
    if len(roles) < 2:
        return None
    one, other = (written.column_of(role) for role in chance.sample(roles, 2))
    assert one is not None
    assert other is not None
    changes: dict[tuple[int, int], Cell] = {}
    for row in range(written.first, written.last + 1):
        changes[row, one], changes[row, other] = written.rows[row][other], written.rows[row][one]
    return _with(written, changes)


def deleted_label(written: Written, chance: random.Random) -> Damaged | None:
    """An empty cell where a region, a year or a measure should stand."""
    needed = ("region_code", "region_name", "year", "start", "end", "measure", "publication")
    return _deleted(written, chance, needed)


def deleted_breakdown(written: Written, chance: random.Random) -> Damaged | None:
    """An empty cell where a sex or an age group stood."""
    return _deleted(written, chance, ("sex", "age", "group"))


def _deleted(written: Written, chance: random.Random, roles: tuple[str, ...]) -> Damaged | None:
    places = [place for role in roles for place in _cells_of(written, role)]
    return _with(written, {chance.choice(places): None}) if places else None


def deleted_figure(written: Written, chance: random.Random) -> Damaged:
    """An empty cell where a figure stood."""
    return _with(written, {chance.choice(_figures(written)): None})


def misspelt_region(written: Written, chance: random.Random) -> Damaged | None:
    """One letter of a region's name changed, or the name of another region of the table."""
    places = _cells_of(written, "region_name")
    if not places:
        return None
    place = chance.choice(places)
    name = str(written.rows[place[0]][place[1]])
    others = {str(written.rows[row][column]) for row, column in places} - {name}
    if others and chance.random() < 0.5:
        return _with(written, {place: chance.choice(sorted(others))})
    letters = [at for at, letter in enumerate(name) if letter.isalpha() and at > 1]
    at = chance.choice(letters)
    return _with(written, {place: name[:at] + "x" + name[at + 1 :]})


def mistyped_year(written: Written, chance: random.Random) -> Damaged | None:
    """A year that cannot be, or that of another row of the table."""
    places = _cells_of(written, "year") or _cells_of(written, "end")
    if not places:
        return None
    place = chance.choice(places)
    cell = written.rows[place[0]][place[1]]
    others = {str(written.rows[row][column]): written.rows[row][column] for row, column in places}
    others.pop(str(cell))
    if others and chance.random() < 0.5 and not isinstance(cell, datetime.date):
        return _with(written, {place: others[chance.choice(sorted(others))]})
    return _with(written, {place: chance.choice(WRONG_YEARS)})


def changed_digit(written: Written, chance: random.Random) -> Damaged | None:
    """One digit of a figure changed into another."""
    row, column = chance.choice(_figures(written))
    cell = written.rows[row][column]
    text = str(cell)
    at = chance.choice([at for at, letter in enumerate(text) if letter.isdigit()])
    digit = chance.choice([one for one in "0123456789" if one != text[at]])
    changed = text[:at] + digit + text[at + 1 :]
    if isinstance(cell, str):
        return _with(written, {(row, column): changed})
    number = float(changed)
    if number == float(text):
        return None
    return _with(written, {(row, column): int(number) if isinstance(cell, int) else number})


def swapped_figures(written: Written, chance: random.Random) -> Damaged | None:
    """Two figures of one column in each other's cell."""
    row, column = chance.choice(_figures(written))
    same = [place for place in _figures(written) if place[1] == column and place[0] != row]
    if not same:
        return None
    other = chance.choice(same)
    cells = written.rows[row][column], written.rows[other[0]][column]
    return _with(written, {(row, column): cells[1], other: cells[0]})


def other_valid_year(written: Written, chance: random.Random) -> Damaged | None:
    """A year that can be but that the table does not have."""
    places = _cells_of(written, "year")
    if not places:
        return None
    present = {str(written.rows[row][column]) for row, column in places}
    free = [year for year in range(2010, 2026) if str(year) not in present]
    return _with(written, {chance.choice(places): chance.choice(free)})


def moved_up(written: Written, chance: random.Random) -> Damaged | None:
    """The figures of a column from some row on stand one row too high."""
    column = chance.choice(_figures(written))[1]
    rows = sorted(row for row, at in written.places.values() if at == column)
    if len(rows) < 3:
        return None
    start = chance.randrange(len(rows) - 1)
    cells = [written.rows[row][column] for row in rows[start + 1 :]]
    changes: dict[tuple[int, int], Cell] = {
        (row, column): cell for row, cell in zip(rows[start:], [*cells, None], strict=True)
    }
    return _with(written, changes)


MUST_BE_SEEN: Final[dict[str, Damage]] = {
    "typed text": typed_text,
    "swapped separators": swapped_separators,
    "shifted row": shifted_row,
    "duplicated row": duplicated_row,
    "swapped columns": swapped_columns,
    "deleted label": deleted_label,
    "deleted figure": deleted_figure,
    "misspelt region": misspelt_region,
    "mistyped year": mistyped_year,
}
MAY_PASS: Final[dict[str, Damage]] = {
    "changed digit": changed_digit,
    "swapped figures": swapped_figures,
    "figures moved up": moved_up,
    "another valid year": other_valid_year,
    "deleted breakdown": deleted_breakdown,
}


def verdict(before: Outcome, after: Outcome, damaged: Damaged) -> str:
    """What became of the damage: see VERDICTS."""
    new = after.issues - before.issues
    touched = {damaged.written.address(*place) for place in damaged.cells}
    if any(cell in touched for _, cell, _ in new):
        return AT_CELL
    if new:
        return ELSEWHERE
    values = {key: value for key, (value, _) in before.facts.items()}
    now = {key: value for key, (value, _) in after.facts.items()}
    if values == now and before.count == after.count:
        return HARMLESS
    changed = {key for key in values.keys() | now.keys() if values.get(key) != now.get(key)}
    if values.keys() == now.keys() and all(now[key] is None for key in changed):
        return SHOWN
    return SLIPPED
