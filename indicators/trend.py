"""The recent trend of counts: percent a year with its interval, never across a break.

All areas of a province are judged with the over-dispersion they share (methods 2.4, `pooled`);
where too few areas have a line each is judged alone by quasi-Poisson (`single`). The trend relative
to the province takes the common year effect out of every area first. Reports are not incidence:
what a trend may be called is decided in `indicators.verdict`.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import special

from indicators import codes, overdispersion
from indicators.overdispersion import Flags, Floats, Integers
from indicators.trend_window import FEWEST_YEARS, hidden_regions, publications_of, windows

METHODS: Final = codes.TREND_METHODS
DIRECTIONS: Final = codes.DIRECTIONS
REASONS: Final = codes.TREND_REASONS
FEWEST_AREAS: Final = 3
"""Areas with a line below which their over-dispersion is not pooled."""
ENOUGH_FREEDOM: Final = 40
"""Residual degrees of freedom from which t(K(n - 2)) keeps its level."""
COLUMNS: Final = (
    "region_code", "parent_code", "first_year", "last_year", "years", "mean_count", "method",
    "change", "lower", "upper", "p_value", "cv", "cv2_variance", "df", "direction", "reason",
    "relative_change", "relative_lower", "relative_upper", "has_exposure", "publication_id",
)  # fmt: skip


@dataclass(frozen=True)
class Slopes:
    """Log slopes a year with their standard errors and degrees of freedom; arrays are (areas,)."""

    slope: Floats
    error: Floats
    freedom: Floats
    cv2: Floats
    cv2_variance: Floats


@dataclass(frozen=True)
class Series:
    """Counts and exposure of all areas, (areas, years); `group` numbers the province."""

    counts: Floats
    exposure: Floats
    years: Floats
    group: Integers


def trends(
    rows: pd.DataFrame, breaks: Iterable[datetime.date] = (), level: float = 0.95
) -> pd.DataFrame:
    """One row a region of `rows`: its trend in its latest unbroken window of up to five years.

    `rows` is one measure: region_code, parent_code, year, value (count), and where they exist
    exposure (people), is_partial, is_exact, publication_id (see `trend_window.windows`), hidden:
    an area with a hidden year gets no trend and is left out of its province. `breaks` are the
    days from which figures are not comparable with those before.

    Out: COLUMNS. `change`, its limits and the relative ones are fractions a year (0.08 is 8 %
    more every year); `cv` the coefficient of variation between years beyond chance. Exposure is
    used when every figure of the province has one, else counts are compared as they are
    (`has_exposure`); `publication_id` is that of the window of the province. Without a trend
    `method` is `none`, with the `reason`. ValueError for a negative count or a level outside 0
    to 1.
    """
    if not 0 < level < 1:
        raise ValueError(f"a confidence level lies between 0 and 1, not at {level}")
    regions = rows[["region_code", "parent_code"]].drop_duplicates("region_code")
    regions = regions.sort_values("region_code", ignore_index=True)
    if regions.empty:
        return pd.DataFrame(columns=list(COLUMNS))
    window = windows(rows, breaks)
    hidden = hidden_regions(rows, window)
    publication = publications_of(window)
    window = window[~window["region_code"].isin(hidden)]
    series, has_exposure = _series(window, regions)
    lines = overdispersion.fit(series.counts, series.exposure, series.years)
    is_pooled = _enough_areas(lines.is_fitted, series.group)
    slopes = _choose(is_pooled, pooled_slopes(lines, series), single_slopes(lines, series.counts))
    relative = relative_slopes(series, is_pooled)
    found = _facts(regions, series, window, hidden).assign(
        method=np.select([~lines.is_fitted, is_pooled], ["none", "pooled"], "single").astype(
            object
        ),
        cv=np.sqrt(slopes.cv2),
        cv2_variance=slopes.cv2_variance,
        df=np.where(lines.is_fitted, slopes.freedom, np.nan),
        p_value=2 * special.stdtr(slopes.freedom, -np.abs(slopes.slope / slopes.error)),
        has_exposure=has_exposure[series.group],
        publication_id=regions["parent_code"].map(publication).astype(object),
    )
    found["publication_id"] = found["publication_id"].where(found["publication_id"].notna(), None)
    found = _with_interval(found, "", slopes, level)
    found = _with_interval(found, "relative_", relative, level)
    found["direction"] = direction(found["lower"].to_numpy(), found["upper"].to_numpy())
    return found[list(COLUMNS)]


def direction(lower: Floats, upper: Floats) -> NDArray[np.object_]:
    """`up` when the whole interval lies above 0, `down` below, else or without one `unclear`."""
    return np.select([lower > 0, upper < 0], ["up", "down"], "unclear").astype(object)


def pooled_slopes(lines: overdispersion.Lines, series: Series) -> Slopes:
    """Slopes judged with the over-dispersion of their province, t with K(n - 2).

    Below ENOUGH_FREEDOM that test finds up to 14 % of unchanged large areas (few areas, or three
    years): there the degrees of freedom are Satterthwaite's [ours, simulated].
    """
    spread = overdispersion.pooled(lines, series.counts, series.group)
    cv2 = spread.cv2[series.group]
    error = np.sqrt(overdispersion.slope_variance(lines, cv2))
    variance, freedom = spread.variance[series.group], spread.freedom[series.group]
    few = np.minimum(freedom, _freedom(lines, cv2, variance))
    sure = freedom.astype(np.float64)
    return Slopes(lines.slope, error, np.where(freedom < ENOUGH_FREEDOM, few, sure), cv2, variance)


def _freedom(lines: overdispersion.Lines, cv2: Floats, cv2_variance: Floats) -> Floats:
    """Degrees of freedom of each slope's variance A + cv2 B, cv2 being estimated (Satterthwaite).

    `2 (A + cv2 B)^2 / (B^2 Var(cv2))`, at least 1: a few large areas carry most of the estimate,
    so that it knows less than its residual degrees of freedom say.
    """
    chance = overdispersion.slope_variance(lines, 0.0)
    beyond = overdispersion.slope_variance(lines, 1.0) - chance
    ratio = (chance / beyond + cv2) ** 2
    return np.maximum(2 * ratio / np.where(cv2_variance > 0, cv2_variance, np.nan), 1.0)


def single_slopes(lines: overdispersion.Lines, counts: Floats) -> Slopes:
    """Quasi-Poisson slopes: phi at least 1, t with n - 2 (methods 2.4, a single area alone)."""
    phi = np.maximum(overdispersion.own_dispersion(lines, counts), 1.0)
    error = np.sqrt(phi * overdispersion.slope_variance(lines, 0.0))
    mean = np.where(lines.is_fitted, np.nansum(lines.mean, axis=1), np.nan) / np.maximum(
        lines.number, 1
    )
    freedom = np.where(lines.is_fitted, lines.number - 2.0, np.nan)
    return Slopes(lines.slope, error, freedom, (phi - 1) / mean, np.full(len(phi), np.nan))


def _series(window: pd.DataFrame, regions: pd.DataFrame) -> tuple[Series, Flags]:
    """Matrices of the windows, and whether each province is fitted on its exposure."""
    codes = regions["region_code"].tolist()
    years = sorted(int(year) for year in window["year"].unique()) or [0]

    def matrix(column: str) -> Floats:
        wide = window.pivot(index="region_code", columns="year", values=column)
        return wide.reindex(index=codes, columns=years).to_numpy(dtype=np.float64)

    counts = matrix("value")
    exposure = matrix("exposure") if "exposure" in window.columns else np.full(counts.shape, np.nan)
    group = pd.factorize(regions["parent_code"])[0].astype(np.int64)
    is_lacking = (np.isfinite(counts) & ~(exposure > 0)).any(axis=1)
    has_exposure = np.bincount(group, weights=is_lacking) == 0
    exposure = np.where(has_exposure[group][:, None], exposure, 1.0)
    return Series(counts, exposure, np.array(years, dtype=np.float64), group), has_exposure


def _enough_areas(is_fitted: Flags, group: Integers) -> Flags:
    areas = np.bincount(group, weights=is_fitted)
    return np.asarray(is_fitted & (areas[group] >= FEWEST_AREAS))


def _choose(first: Flags, one: Slopes, other: Slopes) -> Slopes:
    """`one` where `first`, else `other`."""
    return Slopes(
        np.where(first, one.slope, other.slope),
        np.where(first, one.error, other.error),
        np.where(first, one.freedom, other.freedom),
        np.where(first, one.cv2, other.cv2),
        np.where(first, one.cv2_variance, other.cv2_variance),
    )


def relative_slopes(series: Series, is_pooled: Flags) -> Slopes:
    """Slopes beside the province's own, for areas judged together.

    The common year effect is removed (`overdispersion.with_common_year`). The province's slope is
    about sum_k w_k b_k with w_k the share of the area in sum mean (year - centre)^2, so that
    Var(b_i - sum w b) = (1 - 2 w_i) V_i + sum_k w_k^2 V_k.
    """
    counts = np.where(is_pooled[:, None], series.counts, np.nan)
    exposure = overdispersion.with_common_year(counts, series.exposure, series.years, series.group)
    lines = overdispersion.fit(counts, exposure, series.years)
    years = np.zeros((int(series.group.max()) + 1, len(series.years)), dtype=np.bool_)
    np.logical_or.at(years, series.group, np.isfinite(lines.mean))
    effects = np.maximum(years.sum(axis=1) - 2, 0)
    spread = overdispersion.pooled(lines, counts, series.group, effects)
    cv2 = spread.cv2[series.group]
    variance = overdispersion.slope_variance(lines, cv2)
    weight = np.where(lines.is_fitted, np.nansum(lines.mean * lines.centred**2, axis=1), 0.0)
    whole = np.bincount(series.group, weights=weight)[series.group]
    share = weight / np.where(whole > 0, whole, 1.0)
    common = np.bincount(series.group, weights=np.nan_to_num(share**2 * variance))[series.group]
    error = np.sqrt((1 - 2 * share) * variance + common)
    known = spread.variance[series.group]
    freedom = np.minimum(spread.freedom[series.group], _freedom(lines, cv2, known))
    return Slopes(lines.slope, error, freedom, cv2, known)


def _facts(
    regions: pd.DataFrame, series: Series, window: pd.DataFrame, hidden: set[str]
) -> pd.DataFrame:
    """Years, mean count and, where there can be no line, the reason."""
    known = np.isfinite(series.counts)
    number = known.sum(axis=1)
    some = number > 0
    first = np.where(known, series.years, np.inf).min(axis=1)
    last = np.where(known, series.years, -np.inf).max(axis=1)
    total = np.nansum(series.counts, axis=1)
    cut = set(window.loc[window["after_break"].astype(bool), "parent_code"])
    after_break = regions["parent_code"].isin(cut).to_numpy()
    fitted = overdispersion.fit(series.counts, series.exposure, series.years).is_fitted
    reason = np.select(
        [
            fitted,
            regions["region_code"].isin(hidden),
            (number < FEWEST_YEARS) & after_break,
            number < FEWEST_YEARS,
            total == 0,
        ],
        ["", *REASONS[:4]],
        REASONS[4],
    ).astype(object)
    return regions.assign(
        first_year=pd.array(np.where(some, first, np.nan), dtype="Int64"),
        last_year=pd.array(np.where(some, last, np.nan), dtype="Int64"),
        years=number,
        mean_count=np.where(some, total / np.maximum(number, 1), np.nan),
        reason=pd.Series(reason, dtype=object).where(~fitted, None),
    )


def _with_interval(found: pd.DataFrame, prefix: str, slopes: Slopes, level: float) -> pd.DataFrame:
    """`found` with change, lower and upper under `prefix`, as fractions a year."""
    freedom = np.where(slopes.freedom > 0, slopes.freedom, np.nan)
    reach = special.stdtrit(freedom, (1 + level) / 2) * slopes.error
    return found.assign(
        **{
            f"{prefix}change": np.expm1(np.where(np.isfinite(reach), slopes.slope, np.nan)),
            f"{prefix}lower": np.expm1(slopes.slope - reach),
            f"{prefix}upper": np.expm1(slopes.slope + reach),
        }
    )
