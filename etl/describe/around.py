"""Where the region and the period of a table stand, when its columns do not hold them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from etl.context import Context
from etl.describe.blocks import Block
from etl.describe.words import MONTH_WORDS, years_in
from etl.recode import normal

Where = Literal["title", "key", "sheet", "file"]
MOST_NAME_WORDS: Final = 5
_YEAR: Final = re.compile(r"(?<![0-9])20[0-3][0-9](?![0-9])")
_KIND: Final = re.compile(
    r"(?<!\w)(kabupaten|kab\.?|kota|provinsi|propinsi|prov\.?)\s+", re.IGNORECASE
)
REGION_KEYS: Final = frozenset(
    {"kabupaten/kota", "kab/kota", "kab./kota", "kabupaten", "kota", "daerah", "nama daerah",
     "wilayah", "provinsi"}
)  # fmt: skip


@dataclass(frozen=True)
class Stated:
    """One thing stated around a table: what (region, province, year, month), where, its text.

    `value` is what is stated, `text` the whole text it stands in (of a key: the label).
    """

    what: str
    where: Where
    text: str
    value: str


def stated_around(
    block: Block, sheet: str, stem: str, context: Context, wanted: Sequence[str]
) -> list[Stated]:
    """Where each of `wanted` is stated: keys first, then titles, the sheet's and the file's name.

    What two places of one sort state differently is stated by neither.
    """
    found: list[Stated] = []
    for what in wanted:
        for candidates in (
            _in_keys(block, what, context),
            _in_texts(block.titles, "title", what, context),
            _in_texts((sheet,), "sheet", what, context),
            _in_texts((stem,), "file", what, context),
        ):
            if len({normal(one.value) for one in candidates}) == 1:
                found.append(candidates[0])
                break
            if candidates:
                break
    return found


def _in_keys(block: Block, what: str, context: Context) -> list[Stated]:
    found = []
    for key in block.keys:
        label = normal(key.label)
        if what in ("region", "province"):
            is_place = label in REGION_KEYS and (label == "provinsi") == (what == "province")
            kind = "provinsi" if what == "province" else None
            match = context.registry.match(key.value, kind=kind) if is_place else None
            known = match is not None and (match.code or match.reason == "ambiguous")
            if known:
                found.append(Stated(what, "key", key.label, key.value))
        elif _states_period(what, label, key.value):
            found.append(Stated(what, "key", key.label, key.value))
    return found


def _states_period(what: str, label: str, value: str) -> bool:
    if what == "year":
        return "tahun" in label and len(years_in(value)) == 1
    return label == "bulan" and normal(value) in MONTH_WORDS


def _in_texts(texts: Sequence[str], where: Where, what: str, context: Context) -> list[Stated]:
    values = [(text, value_in(text, what, context)) for text in texts]
    return [Stated(what, where, text, value) for text, value in values if value]


def value_in(text: str, what: str, context: Context) -> str:
    """The year, month, region or province that a text names, as it is written; empty for none."""
    if what == "year":
        years = set(years_in(text))
        return str(years.pop()) if len(years) == 1 else ""
    if what == "month":
        words = [word for word in re.findall(r"[^\W\d_]+", text) if word.casefold() in MONTH_WORDS]
        return words[0] if len(set(words)) == 1 else ""
    return _place_in(text, what == "province", context)


def _place_in(text: str, is_province: bool, context: Context) -> str:
    """The longest known name of a region behind a word of its kind, with that word."""
    found: list[str] = []
    for match in _KIND.finditer(text):
        if match[1].casefold().startswith("prov") is not is_province:
            continue
        words = re.split(r"(\s+)", text[match.end() :])[: 2 * MOST_NAME_WORDS]
        for length in range(len(words), 0, -1):
            name = match[0] + "".join(words[:length]).rstrip(" .,:;()")
            if context.registry.match(name).code is not None:
                found.append(name)
                break
    return found[0] if len({normal(name) for name in found}) == 1 else ""


def pattern_for(text: str, what: str, stated: Sequence[Stated], where: Where) -> str:
    """The text as a pattern: what it states is a placeholder, so that next year's title fits.

    Other things it states (the year beside the region) become {*}.
    """
    pattern = text.replace("{", " ").replace("}", " ")
    for one in stated:
        if one.text == text and one.where == where:
            mark = f"{{{one.what}}}" if one.what == what else "{*}"
            pattern = pattern.replace(one.value, mark)
    return _YEAR.sub("{*}", pattern) if what != "year" else pattern
