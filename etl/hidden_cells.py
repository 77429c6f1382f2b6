"""Sentences about counts that the public edition hides, for the office alone."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import pandas as pd

from etl import fact_names
from etl.issues import Issue, issue
from indicators.catalogue import Catalogue
from indicators.implied import Difference
from indicators.regions import Registry
from indicators.tables import CASE_COUNT, OUTCOME

TABLES: Final = {CASE_COUNT.name: CASE_COUNT, OUTCOME.name: OUTCOME}
EDITIONS: Final = "editions"
"""Address of a count that only an earlier edition had."""
_DAYS: Final = ("period_start", "period_end")
Cell = Mapping[Hashable, Any]
"""Table and key, as text."""


def cells(name: str, rows: pd.DataFrame) -> list[dict[Hashable, Any]]:
    """Table and key of rows, as JSON values; outcomes as they went through protection."""
    if name == OUTCOME.name and "measure_id" not in rows:
        rows = rows.assign(measure_id=rows["unit"], area_type=rows["place"])
    columns = [_texts(rows[column], column in _DAYS) for column in TABLES[name].key]
    return [
        {"table": name, **dict(zip(TABLES[name].key, key, strict=True))}
        for key in zip(*columns, strict=True)
    ]


def _texts(column: pd.Series[Any], is_day: bool) -> list[str]:
    if is_day:
        return [day.date().isoformat() for day in pd.to_datetime(column)]
    return [str(value) for value in column]


@dataclass(frozen=True)
class Teller:
    """Makes issues of cells. The `file` of an issue is still the hash of the file."""

    catalogue: Catalogue
    registry: Registry
    facts: Mapping[str, pd.DataFrame]
    _places: dict[str, dict[tuple[str, ...], int]] = field(default_factory=dict)

    def not_safe(self, found: Iterable[Cell]) -> list[Issue]:
        """Counts that cannot be hidden from an attacker."""
        return [issue("not_safe", **self._told(one)) for one in found]

    def given_away(self, found: Iterable[Cell]) -> list[Issue]:
        """Counts that earlier editions showed (`kind` of the cell), or that follow from those."""
        return [
            issue("shown_before", **self._told(one))
            if one["kind"] == "shown_before"
            else issue("follows_from_before", **self._told(one))
            for one in found
        ]

    def differences(self, found: Iterable[Difference]) -> list[Issue]:
        """Pairs of shown counts of two publications; rows are those of case_count."""
        name = CASE_COUNT.name
        issues = []
        for one in found:
            larger, smaller = cells(name, self.facts[name].iloc[[one.larger, one.smaller]])
            period = fact_names.period(name, smaller)
            issues.append(
                issue(
                    "small_difference",
                    own=larger["publication_id"],
                    other=smaller["publication_id"],
                    other_period=period.id,
                    other_period_en=period.en,
                    **self._told(larger),
                )
            )
        return issues

    def _told(self, cell: Cell) -> dict[str, str]:
        """Address and name of a count."""
        name = str(cell["table"])
        what = fact_names.what(name, cell, self.catalogue)
        period = fact_names.period(name, cell)
        return {
            **self._address(name, cell),
            "place": self.registry.get(str(cell["region_code"])).name,
            "what": what.id,
            "what_en": what.en,
            "period": period.id,
            "period_en": period.en,
        }

    def _address(self, name: str, cell: Cell) -> dict[str, str]:
        key = TABLES[name].key
        if name not in self._places:
            every = cells(name, self.facts[name])
            self._places[name] = {
                tuple(one[column] for column in key): row for row, one in enumerate(every)
            }
        row = self._places[name].get(tuple(str(cell[column]) for column in key))
        if row is None:
            return {"file": EDITIONS}
        found = self.facts[name].iloc[row]
        return {
            "file": str(found["source_sha256"]),
            "sheet": str(found["sheet"]),
            "cell": str(found["cell"]),
        }
