"""What every statistic answers where there is next to nothing: the documented answer, no warning.

Five edges: a missing value, nobody living there, not one event, one area, one year. A statistic
whose arguments cannot have an edge has no line for it; each has at least one.
"""

from __future__ import annotations

import datetime
import inspect
import math
from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd
import pytest

from indicators import (
    compare,
    completeness,
    completion,
    denominators,
    detectability,
    funnel,
    funnel_spread,
    multiple,
    neighbours,
    overdispersion,
    projection,
    ranks,
    rates,
    spc,
    targets,
    trend,
    usual_trend,
    verdict,
    years_to,
)

NAN: Final = math.nan
YEARS: Final = np.arange(2020.0, 2025.0)
FIVE: Final = [9.0, 8.0, 7.0, 9.0, 6.0]
MODULES: Final = (
    rates, compare, overdispersion, trend, detectability, ranks, funnel, funnel_spread, multiple,
    neighbours, completion, projection, targets, years_to, spc, denominators, verdict,
    usual_trend, completeness,
)  # fmt: skip
EDGES: Final = ("missing", "nobody", "no_events", "one_area", "one_year")


class Edge(NamedTuple):
    """One call at one edge, and its answer: a value, or the words of the error."""

    function: str
    edge: str
    call: Callable[[], object]
    answer: object


class Refused(NamedTuple):
    """The answer is a ValueError with these words."""

    words: str


def counts(*values: float) -> np.ndarray:
    return np.array([values], dtype=float)


def lines(*values: float) -> overdispersion.Lines:
    years = YEARS[: len(values)]
    return overdispersion.fit(counts(*values), np.ones((1, len(values))), years)


def series(*values: float) -> trend.Series:
    group = np.zeros(1, dtype=np.int64)
    return trend.Series(counts(*values), np.ones((1, len(values))), YEARS[: len(values)], group)


def areas(*pairs: tuple[float, float]) -> pd.DataFrame:
    return pd.DataFrame(pairs, columns=["value", "denominator"], dtype=float)


def judged(*values: float, first: int = 2020) -> pd.DataFrame:
    rows = [
        {"region_code": "11.01", "parent_code": "11", "year": first + at, "value": value}
        for at, value in enumerate(values)
    ]
    return trend.trends(pd.DataFrame(rows))[["method", "reason", "direction"]].iloc[0]


def ranked(value: float, people: float) -> Mapping[str, Any]:
    rows = pd.DataFrame(
        {"region_code": ["a"], "parent_code": ["p"], "value": [value], "exposure": [people]}
    )
    spread = pd.DataFrame({"parent_code": ["p"], "cv2": [0.1], "cv2_variance": [0.0]})
    return ranks.province_ranks(rows, spread).iloc[0][["rank", "rank_lower", "rank_upper", "group"]]


def one_rank(value: float, people: float) -> list[float]:
    found = ranks.rank_intervals([value], [people])
    return [float(one[0]) for one in (found.rank, found.lower, found.upper)]


def to_target(*values: float, people: float = 1e5) -> list[float]:
    years = YEARS[: len(values)]
    found = years_to.years_by_counts(list(values), [people] * len(values), years, 1e-4)
    return [float(one[0]) for one in (found.slope, found.years, found.lower)]


def by_values(*values: float) -> list[float]:
    found = years_to.years_by_values(list(values), YEARS[: len(values)], 5.0)
    return [float(one[0]) for one in (found.slope, found.years, found.lower)]


def placed(*pairs: tuple[float, float]) -> list[object]:
    found, _ = funnel.funnel(areas(*pairs))
    return found[["level", "reason"]].iloc[0].tolist()


def people(value: float | None, year: int = 2024) -> pd.DataFrame:
    values = pd.DataFrame({"region_code": ["32.01"], "year": [2024], "group": ["semua"]})
    population = pd.DataFrame(
        {
            "region_code": ["32.01"], "year": [year], "sex": ["semua"], "age_band": ["semua"],
            "value": [value], "publication_id": ["p"], "status": ["reported"],
        }
    )  # fmt: skip
    return denominators.denominators(values, population).iloc[0]


def verdicts_of(**change: object) -> tuple[str, tuple[str, ...]]:
    facts: dict[str, Any] = {
        "method": "none", "direction": "unclear", "lower": NAN, "upper": NAN, "span": 0,
        "reason": "too_few_years", **change,
    }  # fmt: skip
    said = verdict.judge(verdict.Trend(**facts), verdict.Recording())
    return said.verdict, said.reasons


def completed(value: float | None) -> list[object]:
    rows = pd.DataFrame(
        {
            "region_code": ["32.01"], "measure_id": ["m"], "dimension": ["total"],
            "period_start": [datetime.date(2025, 1, 1)], "period_end": [datetime.date(2025, 1, 31)],
            "period_known": ["stated"], "publication_id": ["p"], "value": [value],
            "status": ["reported"], "hidden": ["no"],
        }
    )  # fmt: skip
    regions = pd.DataFrame(
        [("32", "00", "provinsi", False), ("32.01", "32", "kabupaten", False)],
        columns=["region_code", "parent_code", "kind", "is_example"],
    )
    found = completeness.completeness(rows, regions, datetime.date(2026, 1, 1)).iloc[0]
    return found[["months_covered", "months_zero", "note"]].tolist()


def monthly(*values: float) -> pd.DataFrame:
    at = [(2020 + month // 12, month % 12 + 1) for month in range(len(values))]
    return pd.DataFrame(
        {
            "region_code": "32.01", "year": [year for year, _ in at],
            "month": [month for _, month in at], "value": values,
        }
    )  # fmt: skip


def projected(*values: float) -> object:
    return projection.projections(monthly(*values))["reason"].tolist()


CASES: Final = [
    # rates: nothing known gives nothing, no events give 0 and an upper limit
    Edge("rates.count_interval", "missing", lambda: rates.count_interval(NAN), (NAN, NAN)),
    Edge("rates.count_interval", "no_events", lambda: rates.count_interval(0)[0], 0.0),
    Edge("rates.rate_interval", "missing", lambda: rates.rate_interval(NAN, 9), (NAN,) * 3),
    Edge("rates.rate_interval", "nobody", lambda: rates.rate_interval(3, 0), (NAN,) * 3),
    Edge("rates.rate_interval", "no_events", lambda: rates.rate_interval(0, 9)[:2], (0.0, 0.0)),
    Edge("rates.wilson_interval", "missing", lambda: rates.wilson_interval(NAN, 9), (NAN,) * 3),
    Edge("rates.wilson_interval", "nobody", lambda: rates.wilson_interval(0, 0), (NAN,) * 3),
    Edge("rates.wilson_interval", "no_events", lambda: rates.wilson_interval(0, 9)[:2], (0, 0)),
    # compare: a missing part is never similar
    Edge("compare.against_benchmark", "missing",
         lambda: compare.against_benchmark([NAN, 1, 1], [2, NAN, 2], [1, 1, NAN]),
         ["not_compared"] * 3),
    Edge("compare.five_levels", "missing", lambda: compare.five_levels(NAN, 2, NAN, 3, 1),
         "not_compared"),
    Edge("compare.against_interval", "missing",
         lambda: compare.against_interval([NAN, 1], [2, 2], [1, NAN], [2, 3]),
         ["not_compared"] * 2),
    Edge("compare.judged", "missing", lambda: compare.judged("not_compared", "lower"), "none"),
    Edge("compare.against_target", "missing",
         lambda: compare.against_target([NAN, 5], [5, NAN], "lower", NAN, NAN),
         ["not_compared"] * 2),
    Edge("compare.against_range", "missing",
         lambda: compare.against_range([NAN, 1], [2, 2], [1, NAN], [2, 3]), ["not_compared"] * 2),
    Edge("compare.rest_of", "missing", lambda: compare.rest_of(NAN, 9, 1, 1), NAN),
    Edge("compare.rest_of", "nobody", lambda: compare.rest_of(9, 5, 1, 5), NAN),
    Edge("compare.rest_of", "no_events", lambda: compare.rest_of(0, 9, 0, 1), 0.0),
    Edge("compare.rest_of", "one_area", lambda: compare.rest_of(7, 100, 7, 100), NAN),
    Edge("compare.distance_to_target", "missing",
         lambda: compare.distance_to_target(NAN, 5, "lower"), NAN),
    # the line of an area
    Edge("overdispersion.fit", "missing", lambda: lines(*[NAN] * 5).slope, [NAN]),
    Edge("overdispersion.fit", "no_events", lambda: lines(*[0.0] * 5).slope, [NAN]),
    Edge("overdispersion.fit", "one_year", lambda: lines(9).slope, [NAN]),
    Edge("overdispersion.fit", "nobody",
         lambda: overdispersion.fit(counts(*FIVE), np.zeros((1, 5)), YEARS),
         Refused("positive exposure")),
    Edge("overdispersion.pooled", "missing",
         lambda: overdispersion.pooled(lines(*[NAN] * 5), counts(*[NAN] * 5)).cv2, [NAN]),
    Edge("overdispersion.pooled", "no_events",
         lambda: overdispersion.pooled(lines(*[0.0] * 5), counts(*[0.0] * 5)).cv2, [NAN]),
    Edge("overdispersion.pooled", "one_area",
         lambda: overdispersion.pooled(lines(*FIVE), counts(*FIVE)).freedom, [3]),
    Edge("overdispersion.pooled", "one_year",
         lambda: overdispersion.pooled(lines(9), counts(9)).freedom, [0]),
    Edge("overdispersion.slope_variance", "missing",
         lambda: overdispersion.slope_variance(lines(*FIVE), NAN), [NAN]),
    Edge("overdispersion.slope_variance", "no_events",
         lambda: overdispersion.slope_variance(lines(*[0.0] * 5), 0.1), [NAN]),
    Edge("overdispersion.sandwich", "no_events",
         lambda: overdispersion.sandwich(np.zeros((1, 5)), np.arange(5.0)[None, :], np.zeros(1)),
         [NAN]),
    Edge("overdispersion.own_dispersion", "no_events",
         lambda: overdispersion.own_dispersion(lines(*[0.0] * 5), counts(*[0.0] * 5)), [NAN]),
    Edge("overdispersion.with_common_year", "missing",
         lambda: overdispersion.with_common_year(counts(*[NAN] * 5), np.ones((1, 5)), YEARS),
         [[NAN] * 5]),
    Edge("overdispersion.with_common_year", "no_events",
         lambda: overdispersion.with_common_year(counts(*[0.0] * 5), np.ones((1, 5)), YEARS),
         [[NAN] * 5]),
    # the trend
    Edge("trend.trends", "missing", lambda: judged(*[NAN] * 5),
         ["none", "too_few_years", "unclear"]),
    Edge("trend.trends", "no_events", lambda: judged(*[0] * 5), ["none", "no_events", "unclear"]),
    Edge("trend.trends", "one_area", lambda: judged(*FIVE), ["single", None, "unclear"]),
    Edge("trend.trends", "one_year", lambda: judged(9), ["none", "too_few_years", "unclear"]),
    Edge("trend.direction", "missing", lambda: trend.direction(counts(NAN)[0], counts(NAN)[0]),
         ["unclear"]),
    Edge("trend.pooled_slopes", "no_events",
         lambda: trend.pooled_slopes(lines(*[0.0] * 5), series(*[0.0] * 5)).error, [NAN]),
    Edge("trend.single_slopes", "no_events",
         lambda: trend.single_slopes(lines(*[0.0] * 5), counts(*[0.0] * 5)).error, [NAN]),
    Edge("trend.relative_slopes", "no_events",
         lambda: trend.relative_slopes(series(*[0.0] * 5), np.array([True])).slope, [NAN]),
    Edge("trend.relative_slopes", "one_area",
         lambda: np.round(trend.relative_slopes(series(*FIVE), np.array([True])).slope, 9), [0.0]),
    Edge("verdict.judge", "one_year", verdicts_of, ("too_little", ("too_few_years",))),
    Edge("verdict.judge", "no_events", lambda: verdicts_of(reason="no_events"),
         ("too_little", ("no_events",))),
    Edge("verdict.recording_of", "missing",
         lambda: verdict.recording_of({"months_first": NAN, "second": None}),
         verdict.Recording()),
    Edge("verdict.trend_of", "missing",
         lambda: verdict.trend_of({"method": "none", "direction": "unclear", "first_year": NAN,
                                   "last_year": NAN, "lower": NAN, "upper": NAN,
                                   "reason": "no_events"}).span, 0),
    Edge("verdict.verdicts", "missing",
         lambda: verdict.verdicts(trend.trends(pd.DataFrame(
             {"region_code": ["11.01"], "parent_code": ["11"], "year": [2024], "value": [NAN]})),
             pd.DataFrame({"region_code": []}))["verdict"], ["too_little"]),
    # detectability
    Edge("detectability.smallest_change", "missing",
         lambda: detectability.smallest_change(NAN, 0.1, 5, 81), (NAN, NAN)),
    Edge("detectability.smallest_change", "no_events",
         lambda: detectability.smallest_change(0, 0.1, 5, 81), (NAN, NAN)),
    Edge("detectability.smallest_change", "one_year",
         lambda: detectability.smallest_change(20, 0.1, 1, 81), (NAN, NAN)),
    Edge("detectability.options", "missing",
         lambda: detectability.options(NAN, 0.1, 5, 81)["fall"], [NAN] * 5),
    # ranks
    Edge("ranks.rank_intervals", "missing", lambda: one_rank(NAN, 9), [NAN] * 3),
    Edge("ranks.rank_intervals", "nobody", lambda: one_rank(3, 0), [NAN] * 3),
    Edge("ranks.rank_intervals", "no_events",
         lambda: ranks.rank_intervals([0, 0], [9, 9]).upper, [2.0, 2.0]),
    Edge("ranks.rank_intervals", "one_area", lambda: one_rank(3, 9), [1.0] * 3),
    Edge("ranks.groups", "one_area", lambda: ranks.groups(ranks.rank_intervals([3], [9])),
         ["between"]),
    Edge("ranks.groups", "missing", lambda: ranks.groups(ranks.rank_intervals([NAN], [9])),
         ["not_ranked"]),
    Edge("ranks.province_ranks", "missing", lambda: ranked(NAN, 9), [NAN] * 3 + ["not_ranked"]),
    Edge("ranks.province_ranks", "nobody", lambda: ranked(3, 0), [NAN] * 3 + ["not_ranked"]),
    Edge("ranks.province_ranks", "one_area", lambda: ranked(3, 9), [1.0] * 3 + ["between"]),
    Edge("ranks.range_limits", "one_area", lambda: ranks.range_limits(2, 0.95)[:2],
         [np.inf, np.inf]),
    # funnel
    Edge("funnel.poisson_limits", "missing", lambda: funnel.poisson_limits(NAN), (NAN, NAN)),
    Edge("funnel.poisson_limits", "nobody", lambda: funnel.poisson_limits(0), (NAN, NAN)),
    Edge("funnel.rate_limits", "nobody", lambda: funnel.rate_limits([0.0], 5), ([NAN], [NAN])),
    Edge("funnel.rate_limits", "no_events", lambda: funnel.rate_limits(9, 0), (NAN, NAN)),
    Edge("funnel.boundary", "missing", lambda: funnel.boundary(NAN), (NAN, NAN)),
    Edge("funnel.boundary", "no_events", lambda: funnel.boundary(0)[1], NAN),
    Edge("funnel.proportion_limits", "nobody", lambda: funnel.proportion_limits(0, 0.3),
         (NAN, NAN)),
    Edge("funnel.proportion_limits", "missing", lambda: funnel.proportion_limits(9, NAN),
         Refused("proportion")),
    Edge("funnel.widened_limits", "nobody", lambda: funnel.widened_limits(0, 0.1), (NAN, NAN)),
    Edge("funnel.curve", "no_events", lambda: len(funnel.curve(0.0, 0.0, (1, 9))), 0),
    Edge("funnel.funnel", "missing", lambda: placed((NAN, 9), (3, 9)),
         ["not_compared", "no_count"]),
    Edge("funnel.funnel", "nobody", lambda: placed((3, 0), (3, 9)),
         ["not_compared", "no_denominator"]),
    Edge("funnel.funnel", "no_events", lambda: placed((0, 9), (0, 9)),
         ["not_compared", "no_events"]),
    Edge("funnel.funnel", "one_area", lambda: placed((3, 9)), ["similar", None]),
    Edge("funnel.funnels", "no_events",
         lambda: funnel.funnels(areas((0, 9)), np.zeros(1, dtype=np.int64), 1)[0]["reason"],
         ["no_events"]),
    Edge("funnel_spread.spread", "missing", lambda: funnel_spread.spread([NAN], [1.0]).areas, 0),
    Edge("funnel_spread.spread", "one_area", lambda: funnel_spread.spread([9.0], [1.0]).tau2, 0.0),
    Edge("funnel_spread.spreads", "one_area",
         lambda: funnel_spread.spreads(np.array([9.0]), np.array([1.0]),
                                       np.zeros(1, dtype=np.int64), 1, 0.1, True).tau2, [0.0]),
    Edge("funnel_spread.left_by_winsorising", "missing",
         lambda: funnel_spread.left_by_winsorising(0.0), 1.0),
    # many comparisons
    Edge("multiple.benjamini_hochberg", "missing", lambda: multiple.benjamini_hochberg([NAN, 0.01]),
         [NAN, 0.01]),
    Edge("multiple.benjamini_hochberg", "one_area", lambda: multiple.benjamini_hochberg([0.04]),
         [0.04]),
    Edge("multiple.on_overview", "missing",
         lambda: multiple.on_overview(pd.DataFrame({"p": [NAN]}))["is_marked"], [False]),
    Edge("multiple.p_against_expected", "missing",
         lambda: multiple.p_against_expected([NAN, 3], [3, NAN]), [NAN, NAN]),
    Edge("multiple.p_against_expected", "nobody", lambda: multiple.p_against_expected(3, 0), NAN),
    Edge("multiple.p_against_expected", "no_events",
         lambda: multiple.p_against_expected(0, 5.0), 2 * math.exp(-5)),
    Edge("multiple.p_against_rest", "missing", lambda: multiple.p_against_rest(NAN, 9, 1, 9), NAN),
    Edge("multiple.p_against_rest", "nobody",
         lambda: multiple.p_against_rest([3, 3], [0, 9], [5, 5], [9, 0]), [NAN, NAN]),
    Edge("multiple.p_against_rest", "no_events", lambda: multiple.p_against_rest(0, 9, 0, 9), NAN),
    # neighbours
    Edge("neighbours.standardised", "missing",
         lambda: neighbours.standardised(pd.DataFrame({"a": [1.0, NAN]}))["a"], [0.0, NAN]),
    Edge("neighbours.neighbours", "one_area",
         lambda: len(neighbours.neighbours(pd.DataFrame({"a": [1.0]}, index=["x"]))), 0),
    Edge("neighbours.neighbours", "missing",
         lambda: neighbours.neighbours(pd.DataFrame({"a": [1.0, NAN, 2.0]}, index=list("xyz")))[
             "region_code"], ["x", "z"]),
    # partial years
    Edge("completion.complete", "missing",
         lambda: [completion.complete(NAN, 8, np.ones((3, 12))),
                  completion.complete(5, 8, np.full((3, 12), NAN))], [None, None]),
    Edge("completion.complete", "no_events",
         lambda: [completion.complete(0, 8, np.ones((3, 12))),
                  completion.complete(5, 8, np.zeros((3, 12)))], [None, None]),
    Edge("completion.complete", "one_year",
         lambda: completion.complete(5, 8, np.ones((1, 12))), None),
    Edge("completion.over_dispersion", "no_events",
         lambda: completion.over_dispersion(np.zeros((3, 12))), 1.0),
    Edge("completion.over_dispersion", "one_year",
         lambda: completion.over_dispersion(np.ones((1, 12))), 1.0),
    Edge("completion.late_entry", "missing", lambda: completion.late_entry([NAN], [5.0]),
         Refused("two printed pairs")),
    Edge("projection.backtest", "one_year", lambda: projection.backtest(np.ones((1, 12)), 8),
         (0, 0, NAN)),
    Edge("projection.backtest", "no_events", lambda: projection.backtest(np.zeros((4, 12)), 8),
         (0, 0, NAN)),
    Edge("projection.verdict_of_backtest", "one_year",
         lambda: projection.verdict_of_backtest(0, 0, NAN), "no_monthly_history"),
    Edge("projection.projections", "missing", lambda: projected(NAN), []),
    Edge("projection.projections", "one_year", lambda: projected(4, 5), ["no_monthly_history"]),
    Edge("projection.monthly_values", "missing",
         lambda: len(projection.monthly_values(pd.DataFrame(columns=[
             "region_code", "measure_id", "publication_id", "dimension", "period_start",
             "period_end", "value", "status", "hidden", "is_exact"]))), 0),
    # targets
    Edge("targets.growth", "missing", lambda: targets.growth(NAN, 5, 2), NAN),
    Edge("targets.growth", "no_events", lambda: targets.growth([0, 5], [5, 0], 2), [NAN, NAN]),
    Edge("targets.growth", "one_year", lambda: targets.growth(5, 6, 0), NAN),
    Edge("targets.progress_ratio", "missing", lambda: targets.progress_ratio(NAN, 0.1, "lower"),
         NAN),
    Edge("targets.progress_status", "missing", lambda: targets.progress_status([NAN], [False]),
         ["not_stated"]),
    Edge("targets.status_without_target", "missing",
         lambda: targets.status_without_target([NAN], ["lower"]), ["not_stated"]),
    Edge("years_to.years_by_counts", "missing", lambda: to_target(*[NAN] * 5), [NAN] * 3),
    Edge("years_to.years_by_counts", "no_events", lambda: to_target(*[0.0] * 5), [NAN] * 3),
    Edge("years_to.years_by_counts", "one_year", lambda: to_target(5.0), [NAN] * 3),
    Edge("years_to.years_by_counts", "nobody", lambda: to_target(*FIVE, people=0.0),
         Refused("positive exposure")),
    Edge("years_to.years_by_values", "missing", lambda: by_values(*[NAN] * 5), [NAN] * 3),
    Edge("years_to.years_by_values", "one_year", lambda: by_values(9.0), [NAN] * 3),
    Edge("years_to.years_by_values", "no_events", lambda: by_values(*[0.0] * 5),
         Refused("positive")),
    Edge("years_to.years_status", "missing",
         lambda: years_to.years_status(years_to.years_by_counts([NAN] * 5, [9.0] * 5, YEARS, 1.0),
                                       [False], [0]), ["too_few_years"]),
    # monthly charts
    Edge("spc.limits", "missing", lambda: list(vars(spc.limits([NAN])).values()), [NAN] * 5),
    Edge("spc.limits", "no_events", lambda: list(vars(spc.limits([0, 0, 0])).values()), [0.0] * 5),
    Edge("spc.sides", "missing", lambda: spc.sides([NAN, 2], 1.0), [0, 1]),
    Edge("spc.seventh_on_a_side", "missing", lambda: spc.seventh_on_a_side([]), []),
    Edge("spc.seventh_of_a_trend", "missing", lambda: spc.seventh_of_a_trend([NAN] * 8), [0] * 8),
    Edge("spc.whole_run", "missing", lambda: spc.whole_run([]), []),
    Edge("spc.in_a_two_of_three", "missing", lambda: spc.in_a_two_of_three([], []), []),
    Edge("spc.assurance", "missing", lambda: spc.assurance(NAN, 1, 2, "higher"), "not_assured"),
    # denominators and completeness
    Edge("denominators.denominators", "missing",
         lambda: people(None)[["denominator", "denominator_kind"]], [NAN, None]),
    Edge("denominators.denominators", "one_year",
         lambda: people(900.0, year=2020)["denominator"], NAN),
    Edge("completeness.completeness", "missing", lambda: completed(None),
         [0, 0, "nothing_reported"]),
    Edge("completeness.completeness", "no_events", lambda: completed(0.0),
         [1, 1, "months_missing"]),
    Edge("completeness.expected_months", "one_year",
         lambda: completeness.expected_months(2027, datetime.date(2026, 1, 1)), 0),
    # the usual test, for comparison
    Edge("usual_trend.markers", "missing",
         lambda: usual_trend.markers([NAN] * 5, [NAN] * 5, [NAN] * 5, YEARS).marker, [NAN]),
    Edge("usual_trend.count_markers", "one_year",
         lambda: usual_trend.count_markers([9.0], YEARS[:1]).marker, [NAN]),
    Edge("usual_trend.count_markers", "no_events",
         lambda: usual_trend.count_markers([0.0] * 5, YEARS).marker, [0.0]),
    Edge("usual_trend.count_markers", "nobody",
         lambda: usual_trend.count_markers(FIVE, YEARS, np.zeros(5)).marker, [NAN]),
    Edge("usual_trend.proportion_chi2", "no_events",
         lambda: usual_trend.proportion_chi2([0] * 5, [9] * 5, YEARS), [NAN]),
]  # fmt: skip


def plain(answer: object) -> object:
    """Arrays, series and results as lists of plain values, so that they compare with NaN."""
    if isinstance(answer, pd.Series | np.ndarray):
        return plain(answer.tolist())
    if isinstance(answer, list | tuple) and not isinstance(answer, Edge | Refused):
        return [plain(one) for one in answer]
    if isinstance(answer, float | np.floating):
        return "NaN" if math.isnan(answer) else round(float(answer), 12)
    if isinstance(answer, int | np.integer) and not isinstance(answer, bool):
        return float(answer)
    return answer


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.function}-{case.edge}")
def test_the_documented_answer(case: Edge) -> None:
    assert case.edge in EDGES
    if isinstance(case.answer, Refused):
        with pytest.raises(ValueError, match=case.answer.words):
            case.call()
    else:
        assert plain(case.call()) == plain(case.answer)


ELSEWHERE: Final = {
    "detectability.table": "tests/indicators/test_detectability.py and the warehouse",
    "neighbours.contributions": "takes what neighbours.neighbours found",
    "neighbours.group_rates": "takes what neighbours.neighbours found",
    "targets.towards": "tests/indicators/test_targets.py",
    "spc.chart": "tests/indicators/test_spc.py",
    "denominators.people_of": "tests/indicators/test_denominators.py",
    "denominators.mixed_series": "tests/indicators/test_denominators.py",
}
"""Functions over whole tables, whose edges are tried where their tables are made."""


def functions(module: ModuleType) -> set[str]:
    name = module.__name__.rpartition(".")[2]
    return {
        f"{name}.{function}"
        for function, member in inspect.getmembers(module, inspect.isfunction)
        if member.__module__ == module.__name__ and not function.startswith("_")
    }


def test_every_public_statistic_is_tried() -> None:
    public = set().union(*(functions(module) for module in MODULES))
    public |= {"ranks.range_limits"}  # cached: no plain function
    tried = {case.function for case in CASES}
    assert public - tried - set(ELSEWHERE) == set()
    assert tried - public == set()
