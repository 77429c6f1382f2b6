"""What each column of a table looks like, from its cells first and its heading second."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from etl.context import Context
from etl.describe.blocks import Block
from etl.describe.rows import FIGURE, MARK, TEXT, YEAR, kind_of
from etl.describe.words import MONTH_WORDS, PERCENT, tokens
from etl.reading.cells import text_of
from etl.reading.numbers import NumberRule, read_numbers
from etl.reading.workbook import Cell, Grid
from etl.recode import load_lookup, normal
from indicators import codes
from indicators.regions import Match

Look = Literal[
    "region_name", "region_code", "year", "month", "sex", "age_band", "label", "number",
    "percentage", "row_number", "text", "empty",
]  # fmt: skip
MOST_ROWS: Final = 5000
"""Rows that are looked at; the rest of a long table is like them or an issue when it is read."""
EXAMPLES: Final = 5
MOSTLY: Final = 0.8
LABELS: Final = ("sex", "age_band", "violence_type", "place", "relation", "service", "area_type")
PART_WORDS: Final = {
    "kecamatan": "kecamatan",
    "desa": "desa",
    "kelurahan": "desa",
    "nagari": "desa",
}
ROW_NUMBER_WORDS: Final = frozenset({"no", "nomor", "id", "urut", "no urut"})


@dataclass(frozen=True)
class Profile:
    """One column (of the grid, from 0). `why` is a sentence of whys.toml with its `facts`.

    `system` is that of region codes; `kinds` those of the regions found; `dimension` that of the
    labels; `wholes` are names of provinces and the country in a column that has kabupaten/kota
    too; `is_certain` is false where the cells or the words leave room for another reading.
    """

    index: int
    path: tuple[str, ...]
    looks_like: Look
    why: str
    facts: Mapping[str, str] = field(default_factory=dict)
    is_certain: bool = True
    number_format: str | None = None
    has_decimals: bool = False
    examples: tuple[str, ...] = ()
    system: str = ""
    kinds: frozenset[str] = frozenset()
    dimension: str = ""
    part: str = ""
    ambiguous: tuple[str, ...] = ()
    wholes: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        """The stacked headings as one text."""
        return " | ".join(self.path)


def profiles(
    grid: Grid, block: Block, paths: Sequence[tuple[str, ...]], context: Context
) -> list[Profile]:
    """One profile a column of the table."""
    rows = block.body[:MOST_ROWS]
    return [
        _profile(index, path, [grid.rows[row][index] for row in rows], context)
        for index, path in zip(range(block.left, block.right + 1), paths, strict=True)
    ]


def _profile(index: int, path: tuple[str, ...], cells: Sequence[Cell], context: Context) -> Profile:
    filled = [cell for cell in cells if text_of(cell)]
    examples = tuple(dict.fromkeys(text_of(cell) for cell in filled))[:EXAMPLES]
    if not filled:
        return Profile(index, path, "empty", "empty", examples=examples)
    for look in (_row_number, _year, _region_code, _number, _month, _label, _part, _region_name):
        found = look(index, path, filled, context)
        if found is not None:
            return _with_examples(found, examples)
    return Profile(index, path, "text", "text", is_certain=False, examples=examples)


def _with_examples(profile: Profile, examples: tuple[str, ...]) -> Profile:
    return Profile(**{**profile.__dict__, "examples": examples})


def _words(path: tuple[str, ...]) -> set[str]:
    return {word for text in path for word in tokens(text)}


def _row_number(
    index: int, path: tuple[str, ...], cells: Sequence[Cell], context: Context
) -> Profile | None:
    if not path or normal(path[-1]).rstrip(".") not in ROW_NUMBER_WORDS:
        return None
    numbers = [text_of(cell).rstrip(".") for cell in cells]
    if not all(number.isdigit() for number in numbers):
        return None
    return Profile(index, path, "row_number", "row_number")


def _year(
    index: int, path: tuple[str, ...], cells: Sequence[Cell], context: Context
) -> Profile | None:
    if any(kind_of(cell) != YEAR for cell in cells):
        return None
    named = bool(_words(path) & {"tahun", "year", "thn", "periode"})
    if not named and (len({text_of(cell) for cell in cells}) > 30 or len(cells) < 2):
        return None
    return Profile(index, path, "year", "year", is_certain=named)


def _region_code(
    index: int, path: tuple[str, ...], cells: Sequence[Cell], context: Context
) -> Profile | None:
    """Codes of one system. A column that fits both (provinces) is of the Kemendagri's."""
    texts = list(dict.fromkeys(text_of(cell) for cell in cells))
    if any(len(text) > 5 or not text[:2].isdigit() for text in texts):
        return None
    named = bool(_words(path) & {"kode", "code", "kdj", "kd"})
    if not named and (len(texts) < 3 or any(len(text) < 4 for text in texts)):
        return None
    for system in ("kemendagri", "bps"):
        found = [_match_code(text, system, context) for text in texts]
        kinds = frozenset(context.registry.get(m.code).kind for m in found if m.code)
        share = sum(1 for match in found if match.code) / len(texts)
        if share == 1 or (named and share >= MOSTLY):
            facts = {"share": f"{share:.0%}", "system": system}
            return Profile(
                index, path, "region_code", "region_code", facts, named, system=system, kinds=kinds
            )
    return None


def _match_code(text: str, system: str, context: Context) -> Match:
    if system == "bps":
        return context.registry.match_code(text, system="bps")
    return context.registry.match_code(text, system="kemendagri")


def _number(
    index: int, path: tuple[str, ...], cells: Sequence[Cell], context: Context
) -> Profile | None:
    kinds = [kind_of(cell) for cell in cells]
    figures = sum(kind in (FIGURE, YEAR) for kind in kinds)
    share = (figures + kinds.count(MARK)) / len(kinds)
    if not figures or (TEXT in kinds and share < MOSTLY):
        return None
    numbers = read_numbers(list(cells), [NumberRule(percent=True)])
    kinds_of_problem = {problem.kind for problem in numbers.problems.values()}
    is_ambiguous = "number_ambiguous" in kinds_of_problem
    form = "ambiguous" if is_ambiguous else number_format(cells, list(numbers.values))
    percent = bool(_words(path) & PERCENT) or any(
        isinstance(cell, str) and cell.strip().endswith("%") for cell in cells
    )
    odd = [text_of(cell) for cell, kind in zip(cells, kinds, strict=True) if kind == TEXT]
    why = "number_ambiguous" if is_ambiguous else "number_with_text" if odd else "number"
    return Profile(
        index, path, "percentage" if percent else "number", why,
        {"share": f"{share:.0%}", "odd": ", ".join(odd[:3])},
        not is_ambiguous and not kinds_of_problem,
        form,
        any(value == value and not float(value).is_integer() for value in numbers.values),
    )  # fmt: skip


def number_format(cells: Sequence[Cell], values: Sequence[float]) -> str | None:
    """How numbers are written as text: 1.234,5, 1,234.5 or 1234.5; None where nothing shows it."""
    for cell, value in zip(cells, values, strict=True):
        if not isinstance(cell, str) or value != value:
            continue
        body = cell.strip().strip("+-%*r) ").replace("\u00a0", "").replace(" ", "")
        if "," in body and "." in body:
            return "1.234,5" if body.rindex(",") > body.rindex(".") else "1,234.5"
        if "," in body or "." in body:
            mark = "," if "," in body else "."
            if body.count(mark) == 1 and float(body.replace(mark, ".")) == abs(value):
                return "1.234,5" if mark == "," else "1234.5"
            return "1,234.5" if mark == "," else "1.234,5"
    return None


def _month(
    index: int, path: tuple[str, ...], cells: Sequence[Cell], context: Context
) -> Profile | None:
    texts = {normal(text_of(cell)) for cell in cells}
    if not texts <= MONTH_WORDS:
        return None
    return Profile(index, path, "month", "month")


def _label(
    index: int, path: tuple[str, ...], cells: Sequence[Cell], context: Context
) -> Profile | None:
    """Labels of one dimension. Every label must be known, or the column is a text that asks."""
    texts = {text_of(cell) for cell in cells}
    for dimension in LABELS:
        labels = context.labels(dimension, codes.DIMENSIONS[dimension])
        known = {text for text in texts if labels.find(text) is not None}
        if texts == known and not _only_totals(texts, dimension, context):
            look: Look = "sex" if dimension == "sex" else "label"
            look = "age_band" if dimension == "age_band" else look
            facts = {"dimension": dimension}
            return Profile(index, path, look, "label", facts, dimension=dimension)
    units = load_lookup("satuan")
    if all(units.find(text) is not None for text in texts):
        return Profile(index, path, "label", "unit", dimension="unit")
    return None


def _only_totals(texts: set[str], dimension: str, context: Context) -> bool:
    """Whether a column says nothing but `semua` or `lainnya`: any dimension would fit."""
    labels = context.labels(dimension, codes.DIMENSIONS[dimension])
    found = {entry["code"] for text in texts if (entry := labels.find(text)) is not None}
    return found <= {codes.ALL, "lainnya"}


def _part(
    index: int, path: tuple[str, ...], cells: Sequence[Cell], context: Context
) -> Profile | None:
    named = [PART_WORDS[word] for word in tokens(path[-1]) if word in PART_WORDS] if path else []
    if not named:
        return None
    return Profile(index, path, "text", "part", {"part": named[0]}, part=named[0])


def _region_name(
    index: int, path: tuple[str, ...], cells: Sequence[Cell], context: Context
) -> Profile | None:
    texts = list(dict.fromkeys(text_of(cell) for cell in cells))
    found = {text: context.registry.match(text) for text in texts}
    good = {text for text, match in found.items() if match.code or match.reason == "ambiguous"}
    share = len(good) / len(texts)
    if share < MOSTLY:
        return None
    kinds = frozenset(context.registry.get(m.code).kind for m in found.values() if m.code)
    unknown = [text for text in texts if text not in good]
    twofold = tuple(text for text in texts if found[text].reason == "ambiguous")
    levelled = {normal(text) for text in texts}
    beside = any(f"kota {normal(text)}" in levelled for text in twofold)
    facts = {
        "share": f"{share:.0%}",
        "unknown": ", ".join(unknown[:3]),
        "twofold": ", ".join(twofold[:3]),
        "beside_kota": "ya" if beside else "",
    }
    upper = {"provinsi", "negara"}
    wholes = tuple(
        text for text, match in found.items()
        if match.code and context.registry.get(match.code).kind in upper
    )  # fmt: skip
    why = "region_name_partly" if unknown else "region_name_twofold" if twofold else "region_name"
    return Profile(
        index, path, "region_name", why, facts, not unknown and not twofold, kinds=kinds,
        ambiguous=twofold, wholes=wholes if kinds - upper else (),
    )  # fmt: skip
