"""The sections of a layout file, one model each. The file as a whole is in `etl.layout_models`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from indicators import codes

MOST_HEADER_ROWS: Final = 8
PLACEHOLDERS: Final = ("year", "month", "quarter", "semester", "sex", "age", "*")
"""What a heading of a wide table may hold in braces."""
STATED_AROUND: Final = (
    "region", "province", "year", "month", "quarter", "semester", "sex", "age", "measure", "*",
)  # fmt: skip
"""What a pattern of the section [[around]] may hold in braces."""
KEY_NAMES: Final = {
    "region_code": "region", "region_name": "region", "province_code": "province",
    "province_name": "province", "whole_year": "year", "measure_id": "measure", "age_band": "age",
}  # fmt: skip
"""What a key row may be read to, and what it then states."""
FIELDS: Final = {"sex": "sex", "age": "age_band", "measure": "measure_id"}
"""The warehouse columns of what placeholders hold."""
BRACES: Final = re.compile(r"\{([^}]*)\}")

Reads = Literal[
    "region_code", "region_name", "province_code", "province_name", "date", "year", "whole_year",
    "code", "lookup", "measure", "number", "yes_no", "text", "publication", "instrument", "block",
    "indicator", "indicator_name", "question", "month", "office", "refused", "ignored",
]  # fmt: skip


class Section(BaseModel):
    """A section: unknown names are mistakes, nothing changes once it is read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(Section):
    """One text in Indonesian and in English."""

    id: str
    en: str


class Column(Section):
    """One column: the headings that name it, how its cells are read, where they go.

    `essential`: without it a table is not of this layout. `required`: without it the layout's
    table is reported as incomplete, and an empty cell of it is an issue unless `blank` says what
    an empty cell means. `implies`: codes that the heading itself states (jumlah_korban: korban).
    """

    headings: tuple[str, ...]
    reads: Reads
    to: str = ""
    dimension: str = ""
    lookup: str = ""
    system: Literal["kemendagri", "bps"] = "kemendagri"
    required: bool = False
    essential: bool = False
    blank: str | None = None
    implies: Mapping[str, str] = {}
    because: Words | None = None
    width: int = 14
    help: Words | None = None

    @model_validator(mode="after")
    def _complete(self) -> Column:
        if self.reads in ("ignored", "refused") and self.because is None:
            raise ValueError(f"column {self.headings[0]}: {self.reads} needs a reason (because)")
        if self.reads == "code" and self.dimension not in codes.DIMENSIONS:
            raise ValueError(f"column {self.headings[0]}: unknown dimension {self.dimension!r}")
        if self.reads == "lookup" and not self.lookup:
            raise ValueError(f"column {self.headings[0]}: lookup names no file")
        return self

    @property
    def heading(self) -> str:
        """The heading as the template prints it."""
        return self.headings[0]


class Corner(Section):
    """The heading over the region column, and what the rows below it are."""

    pattern: str
    rows: Literal["provinsi", "kabupaten_kota", "mixed"]


class Across(Section):
    """A table with its dimensions in stacked headings.

    `title_lookup` holds phrases of the title -> fields; `heading_lookups` are tried, in order, on
    the other headings. `bare_name` is the kind that a name without Kabupaten or Kota means at this
    publisher. A title that has, beside its phrase, one of `refused_words` (ribu: thousands) or of
    `narrowing_words` (jumlah, target) is about something else than the measure and is not read;
    neither is one that names a second measure by one of `other_words`.
    """

    corners: tuple[Corner, ...]
    title_lookup: str
    heading_lookups: tuple[str, ...] = ()
    bare_name: Literal["kabupaten", "kota", ""] = ""
    ignored_headings: tuple[str, ...] = ()
    refused_words: tuple[str, ...] = ()
    narrowing_words: tuple[str, ...] = ()
    other_words: tuple[str, ...] = ()


class KeyRow(Section):
    """A `label : value` row above a table, read like a column of one cell."""

    labels: tuple[str, ...]
    column: Column

    @property
    def label(self) -> str:
        """The label as the template prints it."""
        return self.labels[0]


class Outline(Section):
    """Rows of three levels told apart by their text: block, indicator, question.

    The column read as `block` holds the text, the one read as `question` the number. Above the
    table stand rows `label : value`; `key_separator` is what parts the two.
    """

    key_separator: str


class ValueColumn(Section):
    """Columns of figures of a wide table, by the path of their stacked headings.

    `headings` are alternatives; cells of one column are joined with " | ", placeholders such as
    {year} capture what the heading says. `fields` are what the column states of its figures.
    `scale`: the figures are printed in thousands (1000). `whole` is false where the publisher
    prints estimates of counts with decimals. `table`: another warehouse table than the layout's.
    `blank` is what an empty cell means.
    """

    headings: tuple[str, ...] = Field(min_length=1)
    fields: Mapping[str, str] = {}
    to: Literal["value", "numerator", "denominator"] = "value"
    scale: Decimal = Field(default=Decimal(1), gt=0)
    whole: bool = True
    required: bool = False
    table: str = ""
    blank: Literal["not_reported", "zero", ""] = "not_reported"

    @model_validator(mode="after")
    def _placeholders(self) -> ValueColumn:
        _check_braces(self.headings, PLACEHOLDERS)
        return self


class IgnoredHeadings(Section):
    """Headings of a wide table that are not read, by name (placeholders allowed), and why."""

    headings: tuple[str, ...] = Field(min_length=1)
    because: Words

    @model_validator(mode="after")
    def _placeholders(self) -> IgnoredHeadings:
        _check_braces(self.headings, PLACEHOLDERS)
        return self


class Around(Section):
    """What stands around a table and holds for all of its rows.

    `where`: a text above the table, a row `label : value` above it, the name of the sheet or of
    the file. `pattern`: the whole text, with {region}, {year} ... for what it states and {*} for
    anything; of a key it is the label alone, and `to` says what its value is. `required`: a table
    without such a title or sheet name is not of this layout, whatever its headings.
    """

    where: Literal["title", "key", "sheet", "file"]
    pattern: str
    to: str = ""
    required: bool = False

    @property
    def stated(self) -> tuple[str, ...]:
        """What the pattern states, by name: region, year ..."""
        names = tuple(name for name in BRACES.findall(self.pattern) if name != "*")
        return names or ((KEY_NAMES.get(self.to, self.to),) if self.to else ())

    @model_validator(mode="after")
    def _complete(self) -> Around:
        _check_braces((self.pattern,), STATED_AROUND)
        if self.required and self.where not in ("title", "sheet"):
            raise ValueError(f"around {self.pattern!r}: only a title or sheet can be required")
        if not self.required and not self.stated and not (self.where == "key" and self.to):
            raise ValueError(f"around {self.pattern!r} states nothing: name it in braces")
        return self


def _check_braces(patterns: tuple[str, ...], known: tuple[str, ...]) -> None:
    for pattern in patterns:
        names = BRACES.findall(pattern)
        strange = [name for name in names if name not in known]
        if strange:
            raise ValueError(f"{pattern!r}: {{{strange[0]}}} is none of {', '.join(known)}")
        if len({n for n in names if n != "*"}) < len([n for n in names if n != "*"]):
            raise ValueError(f"{pattern!r} holds a placeholder twice")
