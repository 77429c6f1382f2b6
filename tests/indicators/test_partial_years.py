"""Partial years: completed from months, or the reason why not."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pytest

from indicators import measures, partial_years, projection
from indicators.tables import DECISION, PROJECTION

Make = Callable[..., pd.DataFrame]


@dataclass(frozen=True)
class Selection:
    unit: str = "korban"
    group: str = "anak"
    sex: str = "semua"
    violence_type: str = "semua"


@dataclass(frozen=True)
class Cut:
    date: datetime.date
    applies_to: tuple[str, ...] = ("case",)


def month(year: int, number: int, value: float, **columns: object) -> dict[str, object]:
    after = datetime.date(year + number // 12, number % 12 + 1, 1)
    return {
        "period_start": datetime.date(year, number, 1),
        "period_end": after - datetime.timedelta(days=1),
        "value": value,
        **columns,
    }


def printed(year: int, last: int, value: float, **columns: object) -> dict[str, object]:
    return {**month(year, last, value, **columns), "period_start": datetime.date(year, 1, 1)}


@pytest.fixture
def projected(counts: Make, people: Make, published: Make) -> Make:
    def make(rows: list[dict[str, object]], breaks: tuple[Cut, ...] = ()) -> pd.DataFrame:
        values = measures.complete(
            measures.case_values(
                counts(*rows), {"korban_anak": Selection()}, people(("31", 2022, 1e5))
            ),
            published(p="official", q="official"),
            pd.DataFrame(columns=list(DECISION.column_names)),
        )
        found = partial_years.projections(values, breaks)
        assert list(found.columns) == list(PROJECTION.column_names)
        return found

    return make


MONTHS = [
    month(year, number, 20 + (number + year) % 3)
    for year in range(2019, 2023)
    for number in range(1, 13)
]
NOW = [month(2023, number, 21.0) for number in range(1, 9)]


def test_a_year_with_a_monthly_history_is_completed(projected: Make) -> None:
    row = projected([*MONTHS, *NOW]).iloc[0]
    assert (row["region_code"], row["measure_id"], row["publication_id"]) == (
        "32.01", "korban_anak", "p",
    )  # fmt: skip
    assert (row["year"], row["months"], row["observed"]) == (2023, 8, 168)
    grid = pd.DataFrame(
        [(one["period_start"], one["value"]) for one in MONTHS], columns=["day", "value"]
    )
    grid["year"], grid["month"] = (
        grid["day"].map(lambda d: d.year),
        grid["day"].map(lambda d: d.month),
    )
    past = grid[["year", "month", "value"]].assign(region_code="32.01")
    now = pd.DataFrame({"year": 2023, "month": range(1, 9), "value": 21.0, "region_code": "32.01"})
    alone = projection.projections(pd.concat([past, now])).iloc[0]
    assert row["projected"] == pytest.approx(alone["projected"])
    assert row["lower"] < row["projected"] < row["upper"]
    assert pd.isna(row["reason"])


def test_one_figure_to_a_month_is_no_history(projected: Make) -> None:
    found = projected([*(printed(year, 12, 240) for year in range(2019, 2023)),
                       printed(2023, 6, 100), printed(2023, 8, 168)])  # fmt: skip
    assert len(found) == 1
    row = found.iloc[0]
    assert (row["year"], row["months"], row["observed"]) == (2023, 8, 168)
    assert row["reason"] == "no_monthly_history"
    assert np.isnan(row["projected"])


def test_a_whole_year_is_not_projected(projected: Make) -> None:
    assert projected([printed(2022, 12, 240)]).empty
    assert projected([printed(2022, 6, 100), printed(2022, 12, 240)]).empty
    assert projected(MONTHS).empty


def test_nothing_is_said_of_a_hidden_part_of_a_year(projected: Make) -> None:
    assert projected([printed(2023, 8, np.nan, hidden="primary")]).empty


def test_a_break_leaves_no_history(projected: Make) -> None:
    day = datetime.date(2023, 1, 1)
    found = projected([*MONTHS, *NOW], (Cut(day),))
    assert found["reason"].tolist() == ["no_monthly_history"]
    other = projected([*MONTHS, *NOW], (Cut(day, ("kasus_anak",)),))
    assert other["reason"].isna().tolist() == [True]


def test_every_publication_has_its_own_row(projected: Make) -> None:
    rows = [*MONTHS, *NOW, printed(2023, 6, 90, publication_id="q")]
    found = projected(rows).set_index("publication_id")
    assert pd.isna(found.loc["p", "reason"])
    assert found.loc["q", "reason"] == "no_monthly_history"
