from __future__ import annotations

import calendar
import datetime

import numpy as np
import pandas as pd
import pytest

from indicators import completeness, reporting

AS_OF = datetime.date(2026, 11, 21)
REGIONS = pd.DataFrame(
    [
        ("00", None, "negara", False),
        ("32", "00", "provinsi", False),
        ("32.01", "32", "kabupaten", False),
        ("32.02", "32", "kabupaten", False),
        ("32.71", "32", "kota", False),
        ("32.99", "32", "kabupaten", True),
    ],
    columns=["region_code", "parent_code", "kind", "is_example"],
)


def row(
    region: str, first: int, last: int, value: float | None, year: int = 2025, **other: object
) -> dict[str, object]:
    return {
        "region_code": region,
        "measure_id": "korban_anak",
        "dimension": "total",
        "period_start": datetime.date(year, first, 1),
        "period_end": datetime.date(year, last, calendar.monthrange(year, last)[1]),
        "period_known": "stated",
        "publication_id": "p",
        "value": value,
        "status": "reported" if value is not None else "not_reported",
        "hidden": "no",
        **other,
    }


def told(*rows: dict[str, object], units: pd.DataFrame | None = None) -> pd.DataFrame:
    found = completeness.completeness(pd.DataFrame(list(rows)), REGIONS, AS_OF, units)
    assert list(found.columns) == list(completeness.COLUMNS)
    assert set(found["note"]) <= set(completeness.NOTES)
    return found


def test_twelve_months_of_which_two_are_zero() -> None:
    months = [row("32.01", m, m, 0.0 if m in (3, 4) else 5.0) for m in range(1, 13)]
    found = told(*months).iloc[0]
    assert (found["months_expected"], found["months_covered"]) == (12, 12)
    assert (found["months_reported"], found["months_zero"]) == (12, 2)
    assert found["note"] == "complete"


def test_a_blank_month_is_not_a_zero() -> None:
    months = [row("32.01", m, m, None if m == 7 else 5.0) for m in range(1, 12)]
    found = told(*months).iloc[0]
    assert (found["months_reported"], found["months_zero"]) == (10, 0)
    assert found["note"] == "months_missing"


def test_a_hidden_month_was_reported() -> None:
    months = [row("32.01", m, m, 5.0) for m in range(2, 13)]
    hidden = row("32.01", 1, 1, None, status="reported", hidden="primary")
    found = told(*months, hidden).iloc[0]
    assert (found["months_reported"], found["note"]) == (12, "complete")


def test_one_figure_for_the_year() -> None:
    found = told(row("32.01", 1, 12, 40.0)).iloc[0]
    assert found["months_covered"] == 12
    assert pd.isna(found["months_reported"])
    assert found["note"] == "months_unknown"
    assert pd.isna(found["units_expected"])
    assert found["units_kind"] is None


def test_part_of_a_year() -> None:
    found = told(row("32.01", 1, 9, 40.0, year=2026)).iloc[0]
    assert (found["months_expected"], found["months_covered"]) == (10, 9)
    assert found["note"] == "part_of_year"


def test_an_assumed_period_is_said() -> None:
    assert told(row("32.01", 1, 12, 4.0, period_known="assumed_full_year")).iloc[0]["note"] == (
        "period_assumed"
    )


def test_nothing_reported() -> None:
    found = told(row("32.01", 1, 12, None)).iloc[0]
    assert (found["months_covered"], found["note"]) == (0, "nothing_reported")


def test_regions_behind_a_province() -> None:
    found = told(
        row("32", 1, 12, 60.0), row("00", 1, 12, 60.0), row("32.01", 1, 12, 40.0),
        row("32.02", 1, 12, None), row("32.71", 1, 12, 0.0), row("32.99", 1, 12, 9.0),
    ).set_index("region_code")  # fmt: skip
    for whole in ("32", "00"):
        assert found.loc[whole, "units_reported"] == 2
        assert found.loc[whole, "units_expected"] == 3
        assert found.loc[whole, "units_kind"] == "regions"
        assert found.loc[whole, "note"] == "units_missing"
    assert pd.isna(found.loc["32.01", "units_reported"])


def test_a_province_alone_says_nothing_of_its_regions() -> None:
    found = told(row("32", 1, 12, 60.0)).iloc[0]
    assert pd.isna(found["units_reported"])
    assert found["note"] == "months_unknown"


def test_what_the_source_says_of_its_units() -> None:
    units = pd.DataFrame(
        [("32.01", 2025, "p", 31, 24, np.nan, 12)],
        columns=list(reporting.COLUMNS),
    )
    found = told(row("32.01", 1, 12, 60.0), units=units).iloc[0]
    assert (found["units_reported"], found["units_expected"]) == (24, 31)
    assert (found["units_kind"], found["note"]) == ("reporting_units", "units_missing")


def test_breakdowns_and_periods_over_years_have_no_row() -> None:
    across = row("32.01", 1, 12, 4.0) | {"period_start": datetime.date(2024, 7, 1)}
    assert told(across, row("32.01", 1, 12, 4.0, dimension="sex")).empty


@pytest.mark.parametrize(
    ("day", "months"),
    [
        (datetime.date(2026, 11, 21), 10),
        (datetime.date(2026, 11, 30), 11),
        (datetime.date(2026, 12, 31), 12),
        (datetime.date(2026, 1, 5), 0),
        (datetime.date(2027, 1, 5), 12),
        (datetime.date(2025, 6, 5), 0),
    ],
)
def test_months_that_can_be_expected(day: datetime.date, months: int) -> None:
    assert completeness.expected_months(2026, day) == months
