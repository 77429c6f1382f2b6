"""Derived tables of the statistics: what a series, a comparison or a target may be said to show.

Everything here comes from the rows an edition shows; a verdict that needs a hidden year exists in
the internal edition only.
"""

from __future__ import annotations

from typing import Final

from indicators import codes
from indicators.table_model import PERIOD, REGION, Table, flag, real, text, whole

_MEASURE: Final = text("measure_id", "measure of the catalogue")
_PUBLICATION: Final = text("publication_id", "who said it (publication)")

TREND: Final = Table(
    "trend",
    "region x measure: the recent trend of reported counts, or why there is none",
    ("region_code", "measure_id"),
    (
        REGION,
        _MEASURE,
        text("publication_id", "publication of the series, one for the province", null=True),
        text("parent_code", "province it was judged with (the nation by itself)"),
        whole("first_year", "first year of the window", null=True),
        whole("last_year", "last year of the window", null=True),
        whole("years", "years with a figure in the window"),
        real("mean_count", "reports a year on average in the window"),
        text("method", "how it was judged", of=codes.TREND_METHODS),
        real("change", "fraction a year: 0.08 is 8 % more every year"),
        real("lower", "lower 95 % limit of the change"),
        real("upper", "upper 95 % limit of the change"),
        real("p_value", "two-sided p of no change"),
        real("cv", "coefficient of variation between years beyond chance"),
        real("df", "degrees of freedom of the interval"),
        text("direction", "of the whole interval", of=codes.DIRECTIONS),
        text("reason", "why there is no trend", null=True, of=codes.TREND_REASONS),
        real("relative_change", "change beside the province's own, fraction a year"),
        real("relative_lower", "lower 95 % limit of it"),
        real("relative_upper", "upper 95 % limit of it"),
        flag("has_exposure", "rates, not counts, were compared over the years"),
        text("verdict", "what it may be called", of=codes.VERDICTS),
        text("verdict_reasons", "codes of verdict.REASONS, separated by '; '", null=True),
        real("months_first", "months with an entry in the first year; empty: not known"),
        real("months_last", "months with an entry in the last year; empty: not known"),
        real("units_first", "units that reported in the first year; empty: not known"),
        real("units_last", "units that reported in the last year; empty: not known"),
        real("units_expected", "units that should report in the last year; empty: not known"),
        text("second", "a second source: agrees or differs", null=True),
    ),
)
DETECTABILITY: Final = Table(
    "detectability",
    "region x measure x design: the smallest yearly change that would be noticed",
    ("region_code", "measure_id", "option"),
    (
        REGION,
        _MEASURE,
        text("option", "now, years pooled, or more years", of=codes.DETECTABILITY_OPTIONS),
        whole("points", "points of the series"),
        whole("years_needed", "calendar years they take"),
        real("fall", "smallest fall noticed in 80 % of cases, negative fraction a year"),
        real("rise", "smallest rise noticed in 80 % of cases, fraction a year"),
    ),
)
COMPLETENESS: Final = Table(
    "completeness",
    "region x measure x year x publication: how much of the year and of the region reported",
    ("region_code", "measure_id", "year", "publication_id"),
    (
        REGION,
        _MEASURE,
        whole("year", "calendar year"),
        _PUBLICATION,
        whole("months_expected", "months that had ended by the day of the edition"),
        whole("months_covered", "months inside a reported period"),
        whole("months_reported", "months with a figure of their own", null=True),
        whole("months_zero", "of these, months with a reported zero", null=True),
        whole("units_expected", "units that should report", null=True),
        whole("units_reported", "units that did", null=True),
        text("units_kind", "regions, or the source's own reporting_units", null=True),
        text("note", "what is to be said first", of=codes.COMPLETENESS_NOTES),
    ),
)
PROJECTION: Final = Table(
    "projection",
    "region x measure x publication: the partial year completed, or why it is not",
    ("region_code", "measure_id", "publication_id"),
    (
        REGION,
        _MEASURE,
        _PUBLICATION,
        whole("year", "the partial year"),
        whole("months", "months it has"),
        real("observed", "reports of these months", null=False),
        real("factor", "whole years over the same months of past years"),
        real("projected", "reports of the whole year, expected"),
        real("lower", "lower 95 % limit"),
        real("upper", "upper 95 % limit"),
        real("standard_error", "all of it"),
        real("mack_error", "the part of the seasonal factor"),
        real("phi", "over-dispersion of the months"),
        whole("history_years", "past years used"),
        whole("tested_years", "past years it was tried on"),
        whole("tested_inside", "of these, inside their interval"),
        real("tested_error", "median absolute error in the trial, a share of the year"),
        text("reason", "why it is not completed", null=True, of=codes.PROJECTION_REASONS),
    ),
)
FUNNEL: Final = Table(
    "funnel",
    "province x measure x period x publication: the spread its areas are judged by",
    ("parent_code", "measure_id", "period_start", "period_end", "publication_id"),
    (
        text("parent_code", "province (00: the provinces of the country)"),
        _MEASURE,
        *PERIOD,
        _PUBLICATION,
        whole("areas", "areas with a count and a denominator"),
        real("baseline", "rate of the whole, else of the areas together, per 100,000"),
        text("denominator_kind", "anak_0_17 or penduduk", null=True),
        real("phi", "mean squared z after winsorising; 1 is chance"),
        real("tau2", "variance between areas on the square-root scale"),
        real("cv2", "squared CV between years, used for the ranks; empty: not known"),
        text("cv2_source", "trend of the province, or none", null=True),
    ),
)
NEIGHBOUR: Final = Table(
    "neighbour",
    "region x position: the areas most like it, by what they are",
    ("region_code", "neighbour_rank"),
    (
        REGION,
        whole("neighbour_rank", "1 is the nearest"),
        text("neighbour_code", "the area like it"),
        real("distance", "Euclidean distance of z-scores", null=False),
        text("alike", "variables in which they are close, '; '", null=True),
        text("apart", "variables in which they differ, '; '", null=True),
        text("variables", "all variables used, '; '"),
    ),
)
PROGRESS: Final = Table(
    "progress",
    "region x outcome measure x target: the pace so far, the pace needed, the years still to go",
    ("region_code", "measure_id", "target_region", "target_year", "target_publication_id"),
    (
        REGION,
        text("measure_id", "outcome measure of the catalogue"),
        text("target_region", "who set the target"),
        whole("target_year", "year by which it is due"),
        text("target_publication_id", "publication of the target"),
        whole("base_year", "first year of the series"),
        real("base_value", "value of that year"),
        real("growth_observed", "compound growth a year so far"),
        real("growth_required", "compound growth a year that reaches the target"),
        real("ratio", "observed over required pace; 1 is the pace needed"),
        text("progress", "in words", of=codes.PROGRESS),
        text(
            "progress_reason",
            "why it is not stated, or that another survey is left out",
            null=True,
            of=codes.PROGRESS_REASONS,
        ),
        real("years", "years to the target from the last value"),
        real("years_lower", "lower 95 % limit"),
        real("years_upper", "upper 95 % limit"),
        text("years_status", "whether the years can be stated", of=codes.YEARS_STATUSES),
        whole("trend_years", "years of the series"),
    ),
)
