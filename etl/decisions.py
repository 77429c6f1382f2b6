"""Decisions: which publication an office chose for a region, year and measure, and why.

They are lines of data/decisions.csv. Of several lines for one quantity the last one counts; the
others remain as its history.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final

import pandas as pd
from pydantic import BaseModel, ConfigDict, StringConstraints

from etl import records
from etl.issues import Issue, issue
from indicators.score_chosen import measure
from indicators.tables import DECISION

FILE: Final = "decisions.csv"
_SCORE: Final = ("region_code", "printed_year", "stage", "basis", "publication_id")
Filled = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class Decision(BaseModel):
    """One line: the publication chosen for one quantity, with the reason and who decided."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    region_code: Filled
    year: int
    measure_id: Filled
    publication_id: Filled
    reason: Filled
    decided_by: Filled
    decided_on: datetime.date

    @property
    def quantity(self) -> tuple[str, int, str]:
        """What it is about."""
        return self.region_code, self.year, self.measure_id


@dataclass(frozen=True)
class Decisions:
    """The decisions that count, with their lines, and what is wrong with the file."""

    lines: tuple[tuple[int, Decision], ...] = ()
    issues: tuple[Issue, ...] = ()

    def frame(self) -> pd.DataFrame:
        """The table decision."""
        rows = [line.model_dump() for _, line in self.lines]
        return pd.DataFrame(rows, columns=list(DECISION.column_names))

    def stale(self, values: pd.DataFrame, scores: pd.DataFrame) -> list[Issue]:
        """Errors for decisions whose figure is not among the totals of `values` or `scores`.

        They hold the columns of indicator_value and score_summary, those of the internal edition.
        """
        if not self.lines:
            return []
        key = ["region_code", "year", "measure_id", "publication_id"]
        totals = values.loc[values["dimension"] == "total", key].astype({"year": int})
        known = set(totals.itertuples(index=False, name=None))
        judged = zip(*(scores[name] for name in _SCORE), strict=True)
        known |= {
            (region, int(year), measure(stage, basis), publication)
            for region, year, stage, basis, publication in judged
        }
        return [
            issue(
                "decision_stale",
                file=FILE,
                cell=f"A{number}",
                line=str(number),
                detail=", ".join(map(str, (*line.quantity, line.publication_id))),
            )
            for number, line in self.lines
            if (*line.quantity, line.publication_id) not in known
        ]


def load(data: Path) -> Decisions:
    """The decisions of a data folder."""
    lines, issues = records.read(data / FILE, Decision)
    last = {line.quantity: (number, line) for number, line in lines}
    return Decisions(tuple(sorted(last.values(), key=lambda item: item[0])), tuple(issues))


def with_line(data: Path, decision: Decision) -> str:
    """The content of decisions.csv with one more decision. ValueError when its header is wrong."""
    path = data / FILE
    text = path.read_text(encoding="utf-8-sig") if path.exists() else ""
    if text and not text.endswith("\n"):
        text += "\n"
    return text + records.line_of(decision, text)
