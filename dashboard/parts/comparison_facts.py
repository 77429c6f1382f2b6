"""What every view of a comparison starts from: the areas, the region they are part of, the unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypedDict

import pandas as pd

from dashboard.language import Say, speaker
from dashboard.parts import texts
from dashboard.parts.comparable import Period
from dashboard.parts.reports import COLUMNS
from dashboard.parts.series import RATE
from dashboard.parts.shapes import Download, Source
from dashboard.queries import comparison as queries
from dashboard.queries import edition as edition_queries
from dashboard.queries.contract import Run
from indicators import wording
from indicators.catalogue import CaseMeasure
from indicators.regions import NATION

GROUPS: Final = ("high", "between", "low", "not_ranked")
"""The order in which groups of ranks are shown."""
_STANDING: Final = (
    "verdict", "reason", "benchmark", "benchmark_kind", "p_value", "p_adjusted", "compared",
    "is_marked", "expected", "funnel_lower95", "funnel_upper95", "funnel_lower998",
    "funnel_upper998", "funnel_level", "rank", "rank_lower", "rank_upper", "rank_group",
)  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """One comparison: the parts of `parent`, with `region` among them or not."""

    parent: str
    region: str
    measure: str
    period: Period
    language: str


class Printed(TypedDict):
    """How figures print a value, as the table does."""

    decimals: int
    period_label: str


@dataclass(frozen=True)
class Facts:
    """The parts of the region in the order shown, the region itself, and words for all views."""

    asked: Asked
    frame: pd.DataFrame
    own: pd.DataFrame
    edition: pd.Series

    @property
    def say(self) -> Say:
        """The voice of the page."""
        return speaker(self.asked.language)

    @property
    def is_report(self) -> bool:
        """Whether the measure counts reports of violence, which are never judged."""
        return self.asked.measure in texts.catalogue().cases

    @property
    def when(self) -> str:
        """The period in words."""
        period = self.asked.period
        return wording.period(period.start, period.end, self.asked.language)

    def unit(self, shown: str) -> str:
        """What is counted, per which people where a rate is shown."""
        return unit(self.asked.measure, shown, self.asked.period.denominator_kind, self.say)

    def subtitle(self, shown: str) -> str:
        """Measure, period and unit."""
        title = texts.measure_title(self.asked.measure, self.asked.language)
        return f"{title} · {self.when} · {self.unit(shown)}"

    def printed(self, shown: str) -> Printed:
        """Decimals and the months that a zero covers."""
        period = self.asked.period
        months = wording.months(period.start, period.end, self.asked.language)
        return {"decimals": self.decimals(shown), "period_label": months}

    def decimals(self, shown: str) -> int:
        """Decimals of a rate that print none above 0 as 0, of an outcome those of the catalogue."""
        if shown == RATE:
            return texts.rate_decimals(self.frame["rate"].dropna())
        outcomes = texts.catalogue().outcomes
        return 0 if self.is_report else outcomes[self.asked.measure].decimals

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """Who said the figures of the areas."""
        return texts.sources(self.frame, self.asked.language)

    @cached_property
    def download(self) -> Download:
        """Every row with its figure, its place among the others and its source."""
        name = f"kla-perbandingan-{self.asked.parent}-{self.asked.measure}"
        columns = ("region_code", "name", *COLUMNS[1:], *_STANDING)
        return texts.download(self.frame, columns, name, self.edition)

    def chosen(self, column: str) -> pd.DataFrame:
        """The row of the region asked about where it has a value in `column`, else no row."""
        own = self.frame["region_code"] == self.asked.region
        return self.frame[own & self.frame[column].notna()]


def facts(run: Run, asked: Asked, order_by: str = "", *, by_group: bool = False) -> Facts:
    """The facts of a comparison; `order_by` as in `queries.regions`, `by_group` groups ranks."""
    period = asked.period
    frame = queries.regions(run, asked.parent, asked.measure, period.start, period.end, order_by)
    if by_group:
        places = frame["rank_group"].map(GROUPS.index)
        frame = frame.iloc[places.argsort(kind="stable").tolist()].reset_index(drop=True)
    return Facts(
        asked,
        frame,
        queries.own(run, asked.parent, asked.measure, period.start, period.end),
        edition_queries.edition(run).iloc[0],
    )


def unit(measure: str, shown: str, denominator_kind: str, say: Say) -> str:
    """Reports per 100,000 of those who are counted, else the unit of the measure alone."""
    definition = texts.catalogue().measure(measure)
    if isinstance(definition, CaseMeasure):
        name = texts.code_title("unit", definition.unit, say.language)
        if shown == RATE:
            return wording.per_words(say.language, name, denominator_kind)
        return name.lower()
    names = {"persen": say("persen"), "jumlah": say("jumlah"), "indeks": say("indeks")}
    return names[definition.unit]


def people_label(denominator_kind: str, say: Say) -> str:
    """Who is counted in the denominator."""
    return say("Anak 0–17 tahun") if denominator_kind == "anak_0_17" else say("Penduduk")


def benchmark(found: Facts, shown: str) -> tuple[str, float] | None:
    """The province as a rule: its own rate from counts, or that of the regions shown."""
    stated = found.frame[found.frame["benchmark"].notna()]
    if shown != RATE:
        return _parent_value(found)
    if len(stated):
        row = stated.iloc[0]
        return whole_label(str(row["benchmark_kind"]), found.say), float(row["benchmark"])
    if len(found.own) and pd.notna(found.own["rate"].iloc[0]):
        return str(found.own["name"].iloc[0]), float(found.own["rate"].iloc[0])
    return None


def whole_label(benchmark_kind: str, say: Say) -> str:
    """What the areas are set beside."""
    return {
        "province": say("Seluruh provinsi"),
        "nation": say("Seluruh Indonesia"),
        "visible_regions": say("Daerah yang ditampilkan"),
    }[benchmark_kind]


def _parent_value(found: Facts) -> tuple[str, float] | None:
    """The province's own outcome; its count is on another scale than those of its parts."""
    own = found.own
    if found.is_report or own.empty or pd.isna(own["value"].iloc[0]):
        return None
    return str(own["name"].iloc[0]), float(own["value"].iloc[0])


def drawn(found: Facts, shown: str) -> pd.DataFrame:
    """What the figures read: the value asked for; a count without a rate says that it is one."""
    frame = found.frame
    stem = "rate" if shown == RATE else "value"
    lacks = (frame["state"] == "shown") & frame[stem].isna()
    state = frame["state"].mask(lacks, "no_rate")
    level = frame[f"level_{stem}"].where(state == "shown")
    flat = level.where(level.isna(), 0) if found.asked.period.is_partial else level
    return frame.assign(
        value=frame[stem],
        lower=frame[f"{stem}_lower"],
        upper=frame[f"{stem}_upper"],
        state=state,
        level=flat,
        is_selected=frame["region_code"] == found.asked.region,
        col=frame["tile_col"],
        row=frame["tile_row"],
    )


def grouped(frame: pd.DataFrame, language: str) -> pd.DataFrame:
    """`frame` with the group of each area in words and its rank interval, where any is ranked."""
    if frame["rank"].isna().all():
        return frame
    return frame.assign(
        group=[wording.rank_group_label(language, group) for group in frame["rank_group"]],
        place=_spans(frame["rank_lower"].tolist(), frame["rank_upper"].tolist(), language),
    )


def _spans(lower: Sequence[float], upper: Sequence[float], language: str) -> list[str]:
    return [
        "" if pd.isna(low) else wording.range_(low, high, language, 0)
        for low, high in zip(lower, upper, strict=True)
    ]


def states_told(states: pd.Series, say: Say) -> list[str]:
    """How many areas show no figure, by what is known of them."""
    counts = states.value_counts()
    others = {
        "hidden": say("{n} dirahasiakan"),
        "no_rate": say("{n} tanpa angka per penduduk"),
        "not_reported": say("{n} belum dilaporkan"),
        "no_data": say("{n} belum ada data"),
    }
    return [told.format(n=counts[state]) for state, told in others.items() if state in counts]


def is_nation(asked: Asked) -> bool:
    """Whether provinces are compared."""
    return asked.parent == NATION
