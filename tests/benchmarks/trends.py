"""What the trend, its detectability, the intervals and the ranks promise: 1,500 provinces a row.

Percentages are printed with their standard error (provinces as clusters) in brackets.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from time import perf_counter
from typing import Final

from indicators import false_alarms, simulation

PROVINCES: Final = 1_500
CVS: Final = (0.0, 0.1, 0.2, 0.3, 0.43)
BANDS: Final = ((0.5, 5.0), (5.0, 10.0), (10.0, 20.0), (20.0, 50.0), (50.0, 200.0))
VECTORS: Final = Path(__file__).resolve().parents[2] / "../shared/vectors"


def run(folder: Path) -> list[str]:
    """Lines of figures; nothing is written to `folder`."""
    started = perf_counter()
    parts = (_trends, _false_alarms, _detectability, _relative, _ranks, _funnels, _intervals)
    return [*(line for part in parts for line in part()), f"{perf_counter() - started:.0f} s"]


def _trends() -> Iterable[str]:
    wanted = _golden()
    yield "cv    change  size     false alarm         found       covered (%)  vectors  apart"
    for cv in CVS:
        for change in (0.0, -0.1, -0.2):
            for at, row in enumerate(simulation.trend_table(PROVINCES, cv, change).itertuples()):
                golden = wanted.get((cv, change, at + 1))
                ours = row.found if change else row.false_alarm
                beside = "" if golden is None else f"{golden:8.1f} {ours - golden:+6.1f}"
                yield (
                    f"{cv:4.2f} {change:6.1f}  {row.size:7}"
                    f"{_with(row.false_alarm, row.false_alarm_error)}"
                    f"{_with(row.found, row.found_error)}"
                    f"{_with(row.covered, row.covered_error)} {beside}"
                )


def _false_alarms() -> Iterable[str]:
    yield "cv    size     Fingertips   quasi-Poisson alone   pooled   (unchanged areas flagged, %)"
    for cv in CVS:
        for row in false_alarms.table(PROVINCES, cv).itertuples():
            shares = (
                (row.usual, row.usual_error),
                (row.alone, row.alone_error),
                (row.pooled, row.pooled_error),
            )
            yield f"{cv:4.2f}  {row.size:7}" + "".join(_with(*share) for share in shares)


def _detectability() -> Iterable[str]:
    yield "cv    size    mean count  stated change  found (80 %)"
    for cv in CVS:
        for row in simulation.detectability_table(PROVINCES, cv).itertuples():
            yield (
                f"{cv:4.2f}  {row.size:7} {row.mean_count:9.0f} {row.change:+13.1%}"
                f"{_with(row.power, row.power_error)}"
            )


def _relative() -> Iterable[str]:
    yield "cv    size    relative intervals covered (common shocks of sd 0.3)"
    for cv in CVS:
        for row in simulation.relative_coverage(PROVINCES, cv, 0.3, 0.1).itertuples():
            yield f"{cv:4.2f}  {row.size:7}{_with(row.covered, row.covered_error)}"


def _ranks() -> Iterable[str]:
    yield "cv    spread  per 100,000  rank intervals together (%)  mean width"
    for spread, rate in ((0.0, 40.0), (0.0, 5.0), (0.0, 1.5), (0.4, 40.0)):
        for cv in CVS:
            covered, width = simulation.rank_coverage(PROVINCES, cv, spread, per_100k=rate)
            yield f"{cv:4.2f} {spread:6.1f} {rate:10.1f} {covered:18.1f} {width:18.1f}"


def _funnels() -> Iterable[str]:
    yield "areas  cv    outside 95 % of the funnel (%): consistent     published"
    for areas in (8, 27):
        for cv in CVS:
            table = simulation.funnel_level(PROVINCES, cv, areas=areas)
            shares = "".join(
                _with(row.outside, row.outside_error) for row in table.itertuples(index=False)
            )
            yield f"{areas:5} {cv:5.2f} {'':34}{shares}"


def _intervals() -> Iterable[str]:
    yield "level  means        least coverage of the count interval (%), at mean (exact)"
    for level in (0.95, 0.998):
        for low, high in BANDS:
            table = simulation.interval_coverage(low, high, level)
            worst = table.loc[table["covered"].idxmin()]
            yield (
                f"{100 * level:5.1f}  {low:5.1f}-{high:5.1f} {worst['covered']:14.3f}"
                f"  at {worst['mean']:7.2f}"
            )


def _with(share: float, error: float) -> str:
    return f"{share:8.1f} ({error:.1f})" if share == share else f"{'-':>14}"


def _golden() -> dict[tuple[float, float, int], float]:
    """What the vectors say the pooled test finds, by CV, change and size; empty where absent."""
    path = VECTORS / "ours_sim_pooled_trend.csv"
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        rows = [[float(cell) for cell in row.values()] for row in csv.DictReader(file)]
    return {(cv, change, int(size)): found for cv, change, size, _, _, found in rows}
