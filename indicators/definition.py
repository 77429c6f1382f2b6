"""The models of `definitions/*.toml`: what is measured, in which words, within which range.

Every text that reaches a screen is a `Title`: Indonesian and English, neither empty. Models refuse
unknown fields, so a misspelt key is a mistake that `indicators.catalogue.load` reports.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from indicators import codes


def one_of(allowed: tuple[str, ...]) -> Callable[[str], str]:
    """A validator that takes a code of `allowed` and refuses any other."""

    def check(code: str) -> str:
        if code not in allowed:
            raise ValueError(f"{code!r} is none of {', '.join(allowed)}")
        return code

    return check


Text = Annotated[str, StringConstraints(min_length=1, pattern=r"^\S(.*\S)?$")]
"""One line of text without blanks at its ends, never empty."""

Number = Annotated[float, Field(allow_inf_nan=False)]
Better = Literal["higher", "lower", "none"]
"""Which way the figure should move; `none` where no judgement is allowed."""


class Entry(BaseModel):
    """One entry of a definition file: immutable, with no field the model does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Title(Entry):
    """One text in Indonesian and in English."""

    id: Text
    en: Text

    def in_(self, language: str) -> str:
        """The text in `language` ('id' or 'en'); ValueError for any other."""
        if language == "id":
            return self.id
        if language == "en":
            return self.en
        raise ValueError(f"no text in language {language!r}")


class Measure(Entry):
    """What case and outcome measures share. `indicator` is a scored row of the form, or ''."""

    measure_id: Text
    title: Title
    definition: Title
    caveat: Title | None = None
    indicator: str
    value_min: Number = 0.0
    value_max: Number

    @model_validator(mode="after")
    def _range_is_a_range(self) -> Self:
        if self.value_min >= self.value_max:
            raise ValueError("value_min must lie below value_max")
        return self


class CaseMeasure(Measure):
    """A count of reports of violence. Reports are not incidence: its polarity is always `none`.

    A row of `case_count` belongs to the measure with its unit, group, sex and type of violence.
    """

    unit: Annotated[str, AfterValidator(one_of(codes.UNITS))]
    group: Annotated[str, AfterValidator(one_of(codes.GROUPS))]
    sex: Annotated[str, AfterValidator(one_of(codes.SEXES))] = codes.ALL
    violence_type: Annotated[str, AfterValidator(one_of(codes.VIOLENCE_TYPES))] = codes.ALL
    polarity: Literal["none"] = "none"
    kind: Literal["case"] = "case"


class OutcomeMeasure(Measure):
    """A statistic about children, with the direction in which it should move.

    `decimals` is how many are shown; `counts_people` says that the value counts people or events,
    so that small values are hidden in the public edition; `accumulates` that it grows through the
    year, so that a part of a year is partial. A share on a given day is not.
    """

    unit: Literal["persen", "jumlah", "indeks"]
    better: Better
    decimals: Annotated[int, Field(ge=0, le=3)]
    counts_people: bool
    accumulates: bool
    producer: Title
    kind: Literal["outcome"] = "outcome"


class Band(Entry):
    """One award with the edges the sources print (500-600, 601-700 ...): gaps stay gaps.

    The band without an award is printed as "below 500": its upper edge is 500 and not part of it.
    """

    band_id: Annotated[str, AfterValidator(one_of(codes.AWARDS))]
    title: Title
    lower: Number
    upper: Number


class AwardCondition(Entry):
    """A condition of an award that lies outside the points: stated, never modelled."""

    condition_id: Text
    title: Title
    description: Title
    source: Text


class SeriesBreak(Entry):
    """A day from which figures are not comparable with those before.

    `applies_to` holds measure ids, or `case` (all counts of reports), or `kla_score`; scores are
    placed by their award year, so a break of scores stands on the first of January of that year.
    """

    break_id: Text
    date: datetime.date
    title: Title
    description: Title
    applies_to: Annotated[tuple[Text, ...], Field(min_length=1)]
    source: Text


class Office(Entry):
    """A regional office or partner, under a generic id; `aliases` are the names met in files."""

    office_id: Text
    title: Title
    aliases: tuple[Text, ...]


def spelling(name: str) -> str:
    """`name` in letters and digits, lower case: 'BAPPEDA' and 'Bappeda.' are one name."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def spellings(office: Office) -> set[str]:
    """Every spelling that means this office: its id, its titles and its aliases."""
    names = (office.office_id, office.title.id, office.title.en, *office.aliases)
    return {spelling(name) for name in names}


class GlossaryEntry(Entry):
    """An abbreviation or term: what it stands for (`title`) and what it means."""

    term: Text
    title: Title
    definition: Title


class LegalReference(Entry):
    """A law that a rule rests on, with its articles and what they ask."""

    law: Text
    articles: Text
    content: Title


class DisclosureRule(Entry):
    """Which counts of people or events the public edition hides: 1 to `hide_up_to`."""

    hide_up_to: Annotated[int, Field(ge=4, le=10)]
    reason: Title
    legal: Annotated[tuple[LegalReference, ...], Field(min_length=1)]
