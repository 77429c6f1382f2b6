"""What a person chose instead of the proposal: columns, measure, constants, the layout's name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from etl.describe.columns import BREAKDOWNS, NEEDED, Proposal
from etl.describe.words import pattern_of
from etl.layout import Words

Chosen = Literal[
    "", "region_code", "region_name", "province_code", "province_name", "year", "month", "part",
    "sex", "age_band", "violence_type", "place", "relation", "service", "area_type", "unit",
    "group", "value", "numerator", "denominator", "ignored",
]  # fmt: skip
NOT_READ: Final = (
    "tidak dipilih ketika tata letak ini dibuat",
    "not chosen when this layout was made",
)


class ChoicesError(Exception):
    """The choices are not what they should be; the text says where."""


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ColumnChoice(_Model):
    """How one column is read. `system` is that of region codes."""

    reads: Chosen
    fields: Mapping[str, str] = {}
    scale: Decimal = Field(default=Decimal(1), gt=0)
    table: Literal["case_count", "outcome", "population", ""] = ""
    system: Literal["kemendagri", "bps", ""] = ""
    because: Words | None = None


class Choices(_Model):
    """The choices for one table: `sheet` and `range` name it, `columns` are by their letter."""

    sheet: str = ""
    range: str = ""
    id: str = ""
    title: Words | str = ""
    table: Literal["case_count", "outcome", "population", ""] = ""
    columns: Mapping[str, ColumnChoice] = {}
    constants: Mapping[str, str] = {}
    bare_name: Literal["kabupaten", "kota", ""] = ""


def read_choices(text: str | bytes) -> Choices:
    """The choices of a JSON text; ChoicesError says what is wrong with them."""
    try:
        return Choices.model_validate_json(text)
    except ValidationError as error:
        places = [(".".join(map(str, item["loc"])), item["msg"]) for item in error.errors()]
        raise ChoicesError("; ".join(f"{place}: {why}" for place, why in places)) from error


def apply(
    columns: tuple[Proposal, ...], choices: Choices, letters: Mapping[int, str]
) -> tuple[Proposal, ...]:
    """The proposals with the choices in their place. ChoicesError for a column there is none of."""
    strange = sorted(set(choices.columns) - set(letters.values()))
    if strange:
        raise ChoicesError(f"columns: {', '.join(strange)}")
    named = Counter(one.table for one in columns if one.table)
    found = named.most_common(1)[0][0] if named else ""
    return tuple(_apply(one, choices, letters[one.profile.index], found) for one in columns)


def _table_of(one: Proposal, choices: Choices, found: str) -> str:
    """The table of a column: what its own words say, unless another one was chosen for all.

    `found` is the table that was proposed: choosing it again makes no victims of a population.
    """
    if one.table and choices.table in ("", found):
        return one.table
    return choices.table or one.table or "outcome"


def _apply(one: Proposal, choices: Choices, letter: str, found: str) -> Proposal:
    if letter not in choices.columns:
        return _with_table(one, choices, found) if one.reads == "value" else one
    chosen = choices.columns[letter]
    pattern = pattern_of(one.profile.heading)
    if chosen.reads == "ignored":
        because = (chosen.because.id, chosen.because.en) if chosen.because else NOT_READ
        return replace(
            one, reads="ignored", pattern=pattern, because=one.because or because, is_chosen=True
        )
    system = chosen.system or one.profile.system
    part = (one.profile.part or "kecamatan") if chosen.reads == "part" else one.profile.part
    profile = replace(one.profile, system=system, part=part)
    made = replace(one, profile=profile, reads=chosen.reads, pattern=pattern, is_chosen=True)
    if chosen.reads not in ("value", "numerator", "denominator"):
        return replace(made, table="", fields={})
    fields = {**_kept(one, choices), **_own(chosen, one, choices)}
    scale = chosen.scale if "scale" in chosen.model_fields_set else one.scale
    table = chosen.table or _table_of(one, choices, found)
    problem = "" if "age_band" in chosen.fields else one.problem
    made = replace(made, table=table, fields=fields, scale=scale, problem=problem)
    return _fitting(made)


def _own(chosen: ColumnChoice, one: Proposal, choices: Choices) -> dict[str, str]:
    """What was chosen for the column itself: a proposal sent back yields to the whole table's."""
    return {
        name: code
        for name, code in chosen.fields.items()
        if name not in choices.constants or (name, code) not in one.fields.items()
    }


def _with_table(one: Proposal, choices: Choices, found: str) -> Proposal:
    table = _table_of(one, choices, found)
    return _fitting(replace(one, table=table, fields=_kept(one, choices)))


def _kept(one: Proposal, choices: Choices) -> dict[str, str]:
    """What the proposal states, but for what was chosen for the whole table."""
    return {name: code for name, code in one.fields.items() if name not in choices.constants}


def _fitting(one: Proposal) -> Proposal:
    """Without the fields that the chosen table does not have."""
    known = {*BREAKDOWNS[one.table], *NEEDED[one.table], "status", "note"}
    if one.table == "case_count":
        known |= {"is_source_total", "is_derived", "is_exact", "period_known"}
    return replace(one, fields={k: v for k, v in one.fields.items() if k in known})
