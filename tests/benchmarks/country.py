"""The measures of an invented country: 514 areas, 38 provinces, 10 years, 24 indicators.

Names and codes of the regions are real, every figure is drawn from a random generator.
"""

from __future__ import annotations

import datetime
import time
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd

from etl import measure
from etl.facts import Frames, empty
from indicators import catalogue, codes, disclosure, form_tables, rollup
from indicators.catalogue import Catalogue
from indicators.regions import Registry, load_registry
from indicators.tables import (
    CASE_COUNT,
    CORRECTION,
    DECISION,
    FACTS,
    OUTCOME,
    POPULATION,
    PUBLICATION,
    TARGET,
)

YEARS: Final = range(2016, 2026)
INDICATORS: Final = 24
AS_OF: Final = datetime.date(2026, 9, 30)
MONTHS_OF: Final = "korban_anak"
"""The measure that is also printed month by month, the last four years and eight months."""
ONE_PROVINCE: Final = "32"
LONGEST_MONTH: Final = 31
MONTHLY_SINCE: Final = 2022
_PUBLICATIONS: Final = ("nasional", "daerah")


def run(folder: Path) -> list[str]:
    """Lines of seconds; nothing is written to `folder`."""
    registry, book = load_registry(), catalogue.load()
    facts = invented(registry, book)
    children = {
        region.code: [child.code for child in registry.children(region.code)]
        for region in registry.all()
        if region.kind in ("negara", "provinsi")
    }
    rows = ", ".join(f"{len(facts[name]):,} {name}" for name in ("case_count", "outcome"))
    clock = _Clock()
    facts["case_count"] = rollup.roll_up_counts(facts["case_count"], children)
    facts["population"] = rollup.roll_up_population(facts["population"], children)
    lines = [f"{rows}; totals of provinces and the nation: {clock.told()}"]
    lines += [_measured("internal", facts, registry, book)]
    lines += [_measured("public", _small_ones_hidden(facts, book), registry, book)]
    return [*lines, _protected(facts, children, book)]


class _Clock:
    """Seconds since it was made; on a busy machine those of the processor tell more."""

    def __init__(self) -> None:
        self._wall, self._processor = time.perf_counter(), time.process_time()

    def told(self) -> str:
        wall = time.perf_counter() - self._wall
        return f"{wall:.1f} s ({time.process_time() - self._processor:.1f} s of the processor)"


def _measured(name: str, facts: Frames, registry: Registry, book: Catalogue) -> str:
    """Everything that is derived for one edition."""
    reference = {"region": measure.region_frame(registry, book), **form_tables.tables(book)}
    clock = _Clock()
    tables = measure.derived(facts, reference, book, AS_OF)
    tables |= measure.without_counts(facts, reference, book)
    rows = ", ".join(f"{len(tables[one]):,} {one}" for one in ("indicator_value", "trend"))
    return f"measures of the {name} edition: {clock.told()}; {rows}; about 30 s or less wanted"


def _small_ones_hidden(facts: Frames, book: Catalogue) -> Frames:
    """The facts with small counts hidden and no more: the load of a public edition, not its rule.

    What hides the rest is measured by itself, on one province.
    """
    counts = facts["case_count"]
    small = counts["value"].between(1, book.disclosure.hide_up_to)
    shown = counts.assign(
        value=counts["value"].mask(small), hidden=np.where(small, "primary", "no")
    )
    return {**facts, "case_count": shown}


def _protected(facts: Frames, children: dict[str, list[str]], book: Catalogue) -> str:
    """Hiding, and the attack in it, for the years of one measure of one province, by sex."""
    counts = facts["case_count"]
    inside = counts["region_code"].isin([ONE_PROVINCE, *children[ONE_PROVINCE]])
    one = counts[inside & (counts["unit"] == "korban") & (counts["group"] == "anak")]
    start, end = pd.to_datetime(one["period_start"]), pd.to_datetime(one["period_end"])
    years = one[(end - start).dt.days > LONGEST_MONTH].reset_index(drop=True)
    clock = _Clock()
    found = disclosure.protect(years, book.disclosure.hide_up_to, children=children)
    hidden = f"{found.primary:,} + {found.secondary:,} of {len(years):,} counts"
    return f"hiding {hidden}, ten years of one measure of one province by sex: {clock.told()}"


def invented(registry: Registry, book: Catalogue) -> Frames:
    """Facts of every real region: counts with both sexes, outcomes, people and targets."""
    random = np.random.default_rng(4)
    areas = [one for one in registry.all() if not one.is_example]
    parts = [one.code for one in areas if one.kind in ("kabupaten", "kota")]
    frames = {table.name: empty(table) for table in (*FACTS, DECISION, CORRECTION)}
    people = pd.Series(np.round(random.lognormal(12.6, 0.8, len(parts))), index=parts)
    cases = list(book.cases)
    outcomes = list(book.outcomes)[: INDICATORS - len(cases)]
    everywhere = [one.code for one in areas]
    yearly = {name: _yearly(book, name, people, random) for name in cases}
    monthly = _monthly(book, yearly[MONTHS_OF], random)
    counts = pd.concat([*yearly.values(), monthly], ignore_index=True)
    frames["case_count"] = counts[list(CASE_COUNT.column_names)]
    frames["outcome"] = _outcomes(everywhere, outcomes, random)
    frames["population"] = _population(people)
    frames["target"] = _targets([one.code for one in areas if one.kind != "kabupaten"], outcomes)
    frames["publication"] = _publications()
    return frames


def _yearly(
    book: Catalogue, name: str, people: pd.Series[float], random: np.random.Generator
) -> pd.DataFrame:
    """A count of every area and year, by sex and together, as far apart as real ones."""
    measure_ = book.cases[name]
    grid = pd.MultiIndex.from_product([people.index, YEARS], names=["region_code", "year"])
    level = people.to_numpy() * random.lognormal(-10.0, 0.8, len(people))
    mean = np.repeat(level, len(YEARS)) * random.gamma(5.4, 1 / 5.4, len(grid))
    girls, boys = random.poisson(mean * 0.65), random.poisson(mean * 0.35)
    sexes = {codes.ALL: girls + boys, "perempuan": girls, "laki_laki": boys}
    if measure_.sex != codes.ALL:
        sexes = {measure_.sex: girls}
    rows = [grid.to_frame(index=False).assign(sex=sex, value=n) for sex, n in sexes.items()]
    told = pd.concat(rows, ignore_index=True)
    return _as_counts(told, measure_, told["year"], 1, 12)


def _monthly(book: Catalogue, yearly: pd.DataFrame, random: np.random.Generator) -> pd.DataFrame:
    """The years of one measure month by month, and eight months of a year that is not over."""
    whole = yearly[(yearly["sex"] == codes.ALL) & (yearly["year"] >= MONTHLY_SINCE)]
    last = whole[whole["year"] == YEARS[-1]].assign(year=YEARS[-1] + 1)
    both = pd.concat([whole, last], ignore_index=True)
    split = random.multinomial(both["value"].astype(int), [1 / 12] * 12)
    rows = both.loc[both.index.repeat(12), ["region_code", "year"]].assign(
        month=np.tile(np.arange(1, 13), len(both)), value=split.ravel(), sex=codes.ALL
    )
    rows = rows[(rows["year"] <= YEARS[-1]) | (rows["month"] <= 8)].reset_index(drop=True)
    return _as_counts(rows, book.cases[MONTHS_OF], rows["year"], rows["month"], rows["month"])


def _as_counts(
    rows: pd.DataFrame,
    measure_: catalogue.CaseMeasure,
    year: pd.Series[int],
    first: object,
    last: object,
) -> pd.DataFrame:
    start = pd.to_datetime(pd.DataFrame({"year": year, "month": first, "day": 1}))
    end = pd.to_datetime(pd.DataFrame({"year": year, "month": last, "day": 1}))
    fixed = {name: codes.ALL for name in codes.CASE_BREAKDOWNS if name != "sex"}
    return rows.assign(
        **fixed | {"violence_type": measure_.violence_type},
        period_start=start.dt.date,
        period_end=(end + pd.offsets.MonthEnd(0)).dt.date,
        period_known="stated",
        unit=measure_.unit,
        group=measure_.group,
        value=rows["value"].astype(float),
        status="reported",
        is_exact=True,
        is_source_total=False,
        is_derived=False,
        hidden="no",
        **_told(),
    )


def _outcomes(regions: list[str], outcomes: list[str], random: np.random.Generator) -> pd.DataFrame:
    grid = pd.MultiIndex.from_product(
        [regions, outcomes, YEARS], names=["region_code", "measure_id", "year"]
    ).to_frame(index=False)
    days = grid["year"].astype(str)
    return grid.assign(
        period_start=pd.to_datetime(days + "-01-01").dt.date,
        period_end=pd.to_datetime(days + "-12-31").dt.date,
        period_known="stated",
        sex=codes.ALL,
        area_type=codes.ALL,
        value=np.round(random.uniform(5, 95, len(grid)), 1),
        numerator=np.nan,
        denominator=np.nan,
        status="reported",
        is_exact=True,
        hidden="no",
        **_told(),
    )[list(OUTCOME.column_names)]


def _population(people: pd.Series[float]) -> pd.DataFrame:
    rows = [
        pd.DataFrame(
            {
                "region_code": people.index,
                "year": year,
                "sex": codes.ALL,
                "age_band": band,
                "value": np.round(people.to_numpy() * share * 1.01 ** (year - 2016)),
            }
        )
        for year in YEARS
        for band, share in ((codes.ALL, 1.0), ("0-17", 0.3))
    ]
    return pd.concat(rows, ignore_index=True).assign(status="reported", **_told())[
        list(POPULATION.column_names)
    ]


def _targets(regions: list[str], outcomes: list[str]) -> pd.DataFrame:
    grid = pd.MultiIndex.from_product([regions, outcomes], names=["region_code", "measure_id"])
    return grid.to_frame(index=False).assign(year=2029, value=50.0, **_told())[
        list(TARGET.column_names)
    ]


def _publications() -> pd.DataFrame:
    known = dict.fromkeys(PUBLICATION.column_names)
    rows = [
        known | {"publication_id": name, "publisher": name, "title": name, "trust": "official"}
        for name in _PUBLICATIONS
    ]
    return pd.DataFrame(rows, columns=list(PUBLICATION.column_names))


def _told() -> dict[str, object]:
    return {
        "note": None,
        "publication_id": _PUBLICATIONS[0],
        "source_sha256": "f" * 64,
        "sheet": "Data",
        "cell": "A1",
    }
