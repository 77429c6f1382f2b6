"""A proposed layout as the text of a layout file. What is not known stands there as a remark."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from etl.describe.around import Stated, pattern_for
from etl.describe.columns import Proposal
from etl.describe.propose import REGION_READS, Proposed, fits, is_open_figure
from etl.describe.rows import TOTAL_WORDS
from etl.recode import normal

CONSTANTS: Final[Mapping[str, Mapping[str, str]]] = {
    "case_count": {
        "sex": "semua", "age_band": "semua", "violence_type": "semua", "place": "semua",
        "relation": "semua", "service": "semua", "is_exact": "ya", "is_source_total": "tidak",
        "is_derived": "tidak", "hidden": "no",
    },
    "outcome": {"sex": "semua", "area_type": "semua", "is_exact": "ya", "hidden": "no"},
    "population": {"sex": "semua", "age_band": "semua"},
}  # fmt: skip
"""What figures of a table are when no column says otherwise."""
PERIODS: Final = ("case_count", "outcome")
AROUND: Final = {
    "region": "region_code",
    "province": "province_name",
    "year": "year",
    "month": "month",
}
REFUSED: Final = (
    "ukurannya belum dipilih: lengkapi [[values]] lalu hapus baris ini",
    "its measures are not chosen yet: complete [[values]] and delete this line",
)


def layout_text(made: Proposed, name: str, title: tuple[str, str]) -> str:
    """The layout file of a proposed table: `name` is its id, `title` its Indonesian and English."""
    return "\n".join(_lines(made, name, title)) + "\n"


def has_label(made: Proposed) -> bool:
    """Whether a column with a heading names the rows: by it a table is found again."""
    return any(p.reads in _LABELS and fits(p, made) and p.profile.path for p in made.columns)


def safe_id(text: str) -> str:
    """A text as the id of a layout: small letters, digits and underscores."""
    return re.sub(r"[^a-z0-9]+", "_", text.casefold()).strip("_")[:60] or "tata_letak"


def _lines(made: Proposed, name: str, title: tuple[str, str]) -> Iterator[str]:
    yield "# Diusulkan `python -m etl describe` dari satu berkas contoh; periksa sebelum dipakai."
    yield "# Proposed by `python -m etl describe` from one example; look through it before use."
    yield f"id = {_text(name)}"
    yield 'kind = "wide"'
    yield f"table = {_text(made.table)}"
    yield f"title = {_words(title)}"
    if made.header_rows:
        yield f"header_rows = {made.header_rows}"
    if made.region_kinds and made.region_kinds != ("provinsi",):
        yield f"region_kinds = {_list(made.region_kinds)}"
    if made.bare_name:
        yield f"bare_name = {_text(made.bare_name)}"
    parts = [p.profile.part for p in made.columns if p.reads == "part"]
    if parts:
        yield f"parts = {_text(_finest(parts))}"
    if made.whole:
        yield f"totals = {_list([*sorted(TOTAL_WORDS), normal(made.whole)])}"
    if made.asks:
        yield f"asks = {_list(made.asks)}"
    if not made.values:
        yield f"refused = {_words(REFUSED)}"
    yield from _constants(made)
    for one in _ordered(made.columns):
        if fits(one, made):
            yield from _label(one)
    for one in _alike(made.values):
        yield from _value(one, made.table)
    undecided = [p for p in made.columns if not (p.reads and fits(p, made)) and p.profile.path]
    if not made.values:  # the layout is refused as it stands: the headings are there to complete
        for one in _alike([p for p in undecided if is_open_figure(p)]):
            yield from _value(one, made.table)
        undecided = [p for p in undecided if not is_open_figure(p)]
    for heading in dict.fromkeys(p.pattern or p.profile.heading for p in undecided):
        yield ""
        yield "# BELUM DIPUTUSKAN / UNDECIDED: [[values]], [[columns]] atau [[ignored]]"
        yield f"# headings = {_list([heading])}"
    yield from _ignored(made.columns)
    for stated in made.around:
        yield from _around(stated, made.around)


def _finest(parts: Sequence[str]) -> str:
    return "desa" if "desa" in parts else "kecamatan"


def _constants(made: Proposed) -> Iterator[str]:
    labels = {p.reads for p in made.columns}
    constants: dict[str, str] = {}
    for table in dict.fromkeys([made.table, *(p.table for p in made.values)]):
        constants |= CONSTANTS[table]
        if table in PERIODS:
            constants["period_known"] = "stated" if _has_months(made) else "assumed_full_year"
    constants = {k: v for k, v in constants.items() if k not in labels} | dict(made.constants)
    yield ""
    yield "[constants]"
    yield from (f"{name} = {_text(code)}" for name, code in constants.items())


def _has_months(made: Proposed) -> bool:
    return (
        any(p.reads == "month" or "{month}" in p.pattern for p in made.columns)
        or any(one.what == "month" for one in made.around)
    )  # fmt: skip


def _ordered(columns: Iterable[Proposal]) -> list[Proposal]:
    """The label columns; the one that names the region first: by its heading a table is found."""
    rank = {"region_code": 0, "region_name": 1, "part": 2}
    return sorted(columns, key=lambda p: rank.get(p.reads, 3))


def _label(one: Proposal) -> Iterator[str]:
    reads = _LABELS.get(one.reads)
    if reads is None or not one.profile.path:
        return
    yield ""
    yield "[[columns]]"
    yield f"headings = {_list([one.profile.heading])}"
    yield from reads
    if one.reads in ("region_code", "province_code") and one.profile.system == "bps":
        yield 'system = "bps"'
    if one.reads in (*REGION_READS, "part"):
        yield "required = true"
        yield "essential = true"


_LABELS: Final[Mapping[str, tuple[str, ...]]] = {
    "region_code": ('reads = "region_code"', 'to = "region_code"'),
    "region_name": ('reads = "region_name"', 'to = "region_code"'),
    "province_code": ('reads = "province_code"',),
    "province_name": ('reads = "province_name"',),
    "year": ('reads = "whole_year"',),
    "month": ('reads = "month"',),
    "unit": ('reads = "lookup"', 'lookup = "satuan"'),
    "part": ('reads = "text"',),
    **{
        name: ('reads = "code"', f'dimension = "{name}"', f'to = "{name}"')
        for name in (
            "sex", "age_band", "violence_type", "place", "relation", "service", "area_type",
            "group",
        )
    },
}  # fmt: skip


def _alike(values: Sequence[Proposal]) -> list[Proposal]:
    """One proposal for each heading with its placeholders: the years of a measure are one."""
    found: dict[tuple[str, str, str], Proposal] = {}
    for one in values:
        found.setdefault((one.pattern, one.reads, repr(sorted(one.fields.items()))), one)
    return list(found.values())


def _value(one: Proposal, table: str) -> Iterator[str]:
    yield ""
    yield "[[values]]"
    yield from _value_lines(one, table)


def _value_lines(one: Proposal, table: str) -> Iterator[str]:
    yield f"headings = {_list([one.pattern])}"
    if one.table and one.table != table:
        yield f"table = {_text(one.table)}"
    if one.fields:
        inside = ", ".join(f"{name} = {_text(code)}" for name, code in sorted(one.fields.items()))
        yield f"fields = {{ {inside} }}"
    if one.reads in ("numerator", "denominator"):
        yield f"to = {_text(one.reads)}"
    if one.scale != 1:
        yield f"scale = {one.scale}"
    if one.profile.has_decimals and one.table in ("case_count", "population") and one.scale == 1:
        yield "whole = false"


def _ignored(columns: Iterable[Proposal]) -> Iterator[str]:
    """Columns that are not read. Labels are named among the labels: in them a footer may stand."""
    for one in columns:
        if one.reads != "ignored" or not one.profile.path or one.because is None:
            continue
        is_figures = one.profile.looks_like in ("number", "percentage", "empty")
        heading = one.pattern if is_figures and one.pattern else one.profile.heading
        yield ""
        yield "[[ignored]]" if is_figures else "[[columns]]"
        yield f"headings = {_list([heading])}"
        if not is_figures:
            yield 'reads = "ignored"'
        yield f"because = {_words(one.because)}"


def _around(one: Stated, stated: Sequence[Stated]) -> Iterator[str]:
    if one.where == "key":
        pattern = f"{one.text} : {{{one.what}}}"
    else:
        pattern = pattern_for(one.text, one.what, stated, one.where)
    yield ""
    yield "[[around]]"
    yield f"where = {_text(one.where)}"
    yield f"pattern = {_text(pattern)}"
    yield f"to = {_text(AROUND[one.what])}"


def _text(text: str) -> str:
    """A TOML basic string. JSON writes the same, but for one character that TOML wants escaped."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _list(texts: Iterable[str]) -> str:
    return "[" + ", ".join(_text(text) for text in texts) + "]"


def _words(words: tuple[str, str]) -> str:
    return f"{{ id = {_text(words[0])}, en = {_text(words[1])} }}"
