"""The breaks of a series: those of the catalogue, and a denominator that changes inside it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from dashboard.language import LANGUAGES, speaker
from dashboard.parts import texts
from indicators import method_words
from indicators.catalogue import SeriesBreak, Title


@dataclass(frozen=True)
class Breaks:
    """Breaks within the days counted, in order."""

    found: tuple[SeriesBreak, ...] = ()

    def told(self, language: str) -> list[tuple[datetime.date, str]]:
        """Day and title of each."""
        return [(one.date, one.title.in_(language)) for one in self.found]


def between(frame: pd.DataFrame, measure: str) -> Breaks:
    """Breaks of case counts or of this measure, within the days counted."""
    if frame.empty:
        return Breaks()
    first, last = frame["period_start"].min().date(), frame["period_end"].max().date()
    return Breaks(
        tuple(
            one
            for one in texts.catalogue().breaks
            if first < one.date <= last and {"case", measure} & set(one.applies_to)
        )
    )


def of_denominator(frame: pd.DataFrame) -> Breaks:
    """A break wherever the rates of one publication change what they are per."""
    rates = frame[frame["rate"].notna()].sort_values("year")
    found = {}
    for _, own in rates.groupby("publication_id", sort=True):
        for before, after in pairwise(texts.rows(own)):
            if before.denominator_kind != after.denominator_kind:
                found[int(after.year)] = _changed(int(after.year), str(after.denominator_kind))
    return Breaks(tuple(found[year] for year in sorted(found)))


def _changed(year: int, kind: str) -> SeriesBreak:
    told = {
        language: speaker(language)(
            "Penyebut berubah: {per}", per=method_words.said("denominator", kind, language)
        )
        for language in LANGUAGES
    }
    title = Title(id=told["id"], en=told["en"])
    return SeriesBreak(
        break_id=f"penyebut_{year}",
        date=datetime.date(year, 1, 1),
        title=title,
        description=title,
        applies_to=("case",),
        source="indicator_value.denominator_kind",
    )
