"""What can be chosen of an action plan: its period and, where one is loaded, its year."""

from __future__ import annotations

from typing import Final

from dashboard.language import Say, speaker
from dashboard.queries import edition as edition_queries
from dashboard.queries import plans
from dashboard.queries.contract import Run
from indicators import wording_plan

_FIRST: Final = 2025
"""The plans of regions follow the terms of office that began after the elections of 2024."""
_LONG: Final = 5


def is_internal(run: Run) -> bool:
    """Whether this is the edition of the office itself."""
    return bool(edition_queries.edition(run)["edition"].iloc[0] == "internal")


def periods(run: Run, region: str, language: str) -> dict[str, str]:
    """The periods of the loaded plans; without one the period at hand and its neighbours."""
    say = speaker(language)
    loaded = plans.plans(run, region)["plan_period"].drop_duplicates().tolist()
    if loaded:
        return _titles(loaded, say)
    now = int(edition_queries.edition(run)["as_of"].iloc[0].year)
    start = _FIRST + _LONG * (max(now - _FIRST, 0) // _LONG)
    offered = [f"{first}-{first + _LONG - 1}" for first in (start, start + _LONG, start - _LONG)]
    return _titles(offered, say)


def _titles(periods: list[str], say: Say) -> dict[str, str]:
    return {one: say("Periode {period}", period=wording_plan.years(one)) for one in periods}


def years(run: Run, region: str, period: str) -> dict[str, str]:
    """The years of a loaded plan, the latest that has activities first."""
    found = plans.plans(run, region)
    own = found[found["plan_period"] == period]
    ordered = own.assign(empty=own["activities"] == 0).sort_values(
        ["empty", "year"], ascending=[True, False]
    )
    return {str(year): str(year) for year in ordered["year"].drop_duplicates()}
