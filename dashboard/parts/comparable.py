"""What can be compared: provinces, measures, periods, and in which order."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from dashboard.language import speaker
from dashboard.parts import texts
from dashboard.parts.series import COUNT, RATE
from dashboard.parts.shapes import Note
from dashboard.queries import comparison as queries
from dashboard.queries.contract import Run
from indicators import denominators
from indicators.method_words import said

BY_REGION: Final = "wilayah"
BY_VALUE: Final = "nilai"
INTERVALS: Final = "rentang"
FUNNEL: Final = "corong"
RANKS: Final = "peringkat"
SIMILAR: Final = "serupa"
EXPLAINED: Final = {
    INTERVALS: "comparison", FUNNEL: "funnel", RANKS: "ranks", SIMILAR: "neighbours",
}  # fmt: skip
"""The method behind each figure, as the methods page names it."""


@dataclass(frozen=True)
class Period:
    """A period that can be compared: its days, what it is called, and what it allows."""

    start: datetime.date
    end: datetime.date
    title: str
    is_partial: bool
    has_rate: bool
    regions: int
    denominator_kind: str = ""
    """Per which people; empty without a rate, and where areas are counted per different people."""


def parent_titles(run: Run) -> dict[str, str]:
    """The provinces (and the nation) whose parts have figures to compare."""
    return {row.region_code: row.name for row in texts.rows(queries.parents(run))}


def measure_titles(run: Run, parent: str, language: str) -> dict[str, str]:
    """The measures that at least two parts have in one period, reports first."""
    found = set(queries.periods(run, parent)["measure_id"])
    catalogue = texts.catalogue()
    return {
        measure: texts.measure_title(measure, language)
        for measure in (*catalogue.cases, *catalogue.outcomes)
        if measure in found
    }


def fullest(run: Run, parent: str) -> str:
    """The measure that most parts have in one period, in a whole year if any, the latest.

    Empty when there is none.
    """
    frame = queries.periods(run, parent)
    ordered = frame.sort_values(
        ["regions", "is_partial", "period_end"], ascending=[False, True, False], kind="stable"
    )
    return "" if frame.empty else str(ordered["measure_id"].iloc[0])


def nothing(name: str, shown: str, language: str) -> tuple[Note, ...]:
    """That a region has nothing to compare, and what is shown instead."""
    say = speaker(language)
    text = say(
        "Belum ada angka yang dapat dibandingkan untuk {region}. Ditampilkan: {shown}.",
        region=name,
        shown=shown,
    )
    return (Note(text, "caution"),)


def periods(run: Run, parent: str, measure: str, language: str) -> dict[str, Period]:
    """The periods of a measure, whole years and latest first, by their id in a link."""
    say = speaker(language)
    frame = queries.periods(run, parent)
    found: dict[str, Period] = {}
    for row in texts.rows(frame[frame["measure_id"] == measure]):
        start, end = texts.day_of(row.period_start), texts.day_of(row.period_end)
        whole = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
        key = f"{end:%Y}" if whole else f"{start:%Y%m%d}-{end:%Y%m%d}"
        many = int(row.regions)
        title = f"{texts.period_told(row, language)} · {say.count('{n} daerah', many)}"
        kind = texts.text(row.denominator_kind)
        is_one = kind in denominators.KINDS  # rates per different people are not comparable
        found[key] = Period(
            start,
            end,
            title,
            bool(row.is_partial),
            bool(row.has_rate) and is_one,
            many,
            kind if is_one else "",
        )
    return found


def usual(periods: Mapping[str, Period]) -> str:
    """The latest whole year in which at least half as many parts have a figure as in any.

    The latest part of a year where there is no whole one.
    """
    whole = {key: period for key, period in periods.items() if not period.is_partial} or periods
    most = max(period.regions for period in whole.values())
    return next(key for key, period in whole.items() if period.regions * 2 >= most)


def figure_titles(period: Period, language: str, *, has_similar: bool) -> dict[str, str]:
    """The views of a comparison: intervals always, funnel and ranks where there are rates."""
    say = speaker(language)
    titles = {INTERVALS: say("Rentang tiap daerah")}
    if period.has_rate:
        titles |= {FUNNEL: say("Diagram corong"), RANKS: say("Urutan dan kelompok")}
    return {**titles, SIMILAR: say("Daerah serupa")} if has_similar else titles


def shown_titles(period: Period, language: str) -> dict[str, str]:
    """Rate first where whole years have one, else the figure itself."""
    say = speaker(language)
    titles = {RATE: rate_title(period.denominator_kind, language)} if period.has_rate else {}
    return {**titles, COUNT: say("Jumlah")}


def rate_title(denominator_kind: str, language: str) -> str:
    """Per 100.000 penduduk, as a heading."""
    told = said("denominator", denominator_kind, language)
    return f"{told[0].upper()}{told[1:]}"


def order_titles(measure: str, shown: str, period: Period, language: str) -> dict[str, str]:
    """By code; by value only for whole years, and never by the bare count of reports.

    A count of reports is in the order of the size of the areas.
    """
    say = speaker(language)
    titles = {BY_REGION: say("Urutan wilayah")}
    is_report = measure in texts.catalogue().cases
    if period.is_partial or (is_report and shown != RATE):
        return titles
    return {**titles, BY_VALUE: say("Urut menurut laju") if is_report else say("Urutan nilai")}
