"""The rest of a year from its first months, and how far it may stray (methods 2.11).

The months still to come are those of the same area's past years: factor f = sum of full years /
sum of the same months (chain ladder; Mack 1993, ASTIN Bulletin 23:213). Mack's error covers the
seasonal factor only. Added here: the over-dispersed count of the months to come, and late entry.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

Floats = NDArray[np.float64]

LEVEL: Final = 0.95
"""Of every interval here."""


@dataclass(frozen=True)
class LateEntry:
    """Reports of months already printed that are entered later: mean share of them, and its sd.

    The default is an assumption, not a measurement: nothing is added on average, give or take
    5 % of what was printed. `late_entry` measures it once the same months were printed twice.
    """

    share: float = 0.0
    sd: float = 0.05


NOT_MEASURED: Final = LateEntry()
"""The assumption that stands until late entry was measured."""


@dataclass(frozen=True)
class Completion:
    """A partial year completed: point, 95 % limits, and the standard errors behind them.

    `mack_error` is that of the seasonal factor alone, `standard_error` of everything.
    """

    factor: float
    projected: float
    lower: float
    upper: float
    standard_error: float
    mack_error: float
    phi: float


def late_entry(first: ArrayLike, last: ArrayLike) -> LateEntry:
    """Late entry from counts of the same months as first and as last printed.

    Pooled share sum(last) / sum(first) - 1, sd of the single shares around it. ValueError with
    fewer than two pairs or nothing first printed.
    """
    early, final = np.asarray(first, dtype=np.float64), np.asarray(last, dtype=np.float64)
    known = np.isfinite(early) & np.isfinite(final) & (early > 0)
    if known.sum() < 2:
        raise ValueError("late entry needs at least two printed pairs")
    early, final = early[known], final[known]
    return LateEntry(float(final.sum() / early.sum() - 1), float(np.std(final / early - 1, ddof=1)))


def over_dispersion(full_years: Floats) -> float:
    """Pearson phi of (years, 12) monthly counts around year x month means, at least 1.

    One pair of margins, (J - 1) * 11 degrees of freedom; months without any report are left out.
    """
    total = full_years.sum()
    if total <= 0 or len(full_years) < 2:
        return 1.0
    mean = full_years.sum(axis=1)[:, None] * full_years.sum(axis=0)[None, :] / total
    used = mean > 0
    freedom = (int((full_years.sum(1) > 0).sum()) - 1) * (int((full_years.sum(0) > 0).sum()) - 1)
    if freedom <= 0:
        return 1.0
    pearson = float(((full_years - mean)[used] ** 2 / mean[used]).sum())
    return max(1.0, pearson / freedom)


def complete(
    observed: float, months: int, full_years: Floats, late: LateEntry = NOT_MEASURED
) -> Completion | None:
    """Complete `observed` events of the first `months` with past years of (years, 12) counts.

    None where the past says nothing (fewer than two years, no event in the same months, a month
    missing) and where nothing was observed yet.

    Mack: U^2 (s^2 / f^2) (1 / C + 1 / sum C_j), s^2 = sum C_j (F_j - f)^2 / (J - 1). Counts to come
    (R = U - C): phi (R + R^2 / C + C^2 f (f - 1) / sum C_j), that is their own noise, that of the
    year's level and that of the factor. Both tell how far a year may stray, so the larger counts:
    max(Mack (t(J - 1) / z)^2, counts), the t for the few years behind s^2; late entry, (U sd)^2, on
    top. The limits add to what was observed a negative binomial R with that variance.
    """
    past = full_years[:, :months].sum(axis=1)
    whole = full_years.sum(axis=1)
    if len(full_years) < 2 or not (past.sum() > 0 and whole.sum() > 0 and observed > 0):
        return None
    factor = float(whole.sum() / past.sum())
    now = observed * (1 + late.share)
    projected = now * factor
    some = past > 0
    single = np.where(some, whole / np.where(some, past, 1.0), factor)
    scatter = float((past * (single - factor) ** 2).sum() / (len(past) - 1))
    mack = projected**2 * scatter / factor**2 * (1 / now + 1 / float(past.sum()))
    phi = over_dispersion(full_years)
    rest = projected - now
    counts = phi * (rest + rest**2 / now + now**2 * factor * (factor - 1) / float(past.sum()))
    late_noise = (projected * late.sd) ** 2
    end = (1 + LEVEL) / 2
    few = float((special.stdtrit(len(past) - 1, end) / special.ndtri(end)) ** 2)
    variance = max(mack * few, counts) + late_noise
    lower, upper = _limits(projected - observed, variance)
    return Completion(
        factor, projected, observed + lower, observed + upper, variance**0.5, mack**0.5, phi
    )


def _limits(rest: float, variance: float) -> tuple[float, float]:
    """95 % limits of a count to come with that mean and variance, as whole numbers.

    Poisson, or negative binomial where the variance is larger: the smallest counts at which the
    distribution reaches 2.5 and 97.5 %.
    """
    mean = max(rest, 1e-9)
    tail = (1 - LEVEL) / 2
    ends = np.array([tail, 1 - tail])
    if variance <= mean:
        count = np.ceil(special.pdtrik(ends, mean))
        below = np.maximum(count - 1, 0)
        is_enough = special.pdtr(below, mean) >= ends
    else:
        share, size = mean / variance, mean**2 / (variance - mean)
        count = np.ceil(special.nbdtrik(ends, size, share))
        below = np.maximum(count - 1, 0)
        is_enough = special.betainc(size, below + 1, share) >= ends
    lower, upper = np.where(is_enough, below, count)
    return float(lower), float(upper)
