"""What an action plan (RAD KLA) is about, and what is loaded for it."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from indicators.catalogue import Instrument


@dataclass(frozen=True)
class Plan:
    """What an action plan is about: region, form, the years of the plan and the year at hand."""

    region_code: str
    form: Instrument
    years: tuple[int, ...]
    year: int

    @property
    def period(self) -> str:
        """First and last year: 2025-2029."""
        return f"{self.years[0]}-{self.years[-1]}"


@dataclass(frozen=True)
class Known:
    """What is loaded for a plan; every frame may be empty, never without its columns.

    `activities` as the table plan_activity, `targets` as the table target (current ones),
    `values`: measure_id, year, value, source (who said it), a row a year; `points`: block,
    indicator, question (`semua` above their level), open (points not yet earned), of the
    `assessment` (year, stage; None where there is none). `own` are the loaded publications of
    this very plan.
    """

    activities: pd.DataFrame
    targets: pd.DataFrame
    values: pd.DataFrame
    points: pd.DataFrame
    assessment: tuple[int, str] | None = None
    own: frozenset[str] = frozenset()
