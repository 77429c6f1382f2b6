from __future__ import annotations

import datetime

import pandas as pd

from indicators import completeness, reporting

PUBLICATIONS = pd.DataFrame(
    [
        ("counts", "DP3AKB Jawa Barat", datetime.date(2023, 2, 1)),
        ("other", "DP3AKB  jawa barat", datetime.date(2023, 5, 1)),
        ("later", "DP3AKB Jawa Barat", datetime.date(2023, 6, 1)),
        ("undated", "DP3AKB Jawa Barat", None),
        ("press", "Koran", datetime.date(2023, 7, 1)),
    ],
    columns=["publication_id", "publisher", "released"],
)


def said(by: str, units: float | None, last: int = 12, region: str = "32.01", **other: object
         ) -> dict[str, object]:  # fmt: skip
    return {
        "region_code": region,
        "period_start": datetime.date(2022, 1, 1),
        "period_end": datetime.date(2022, last, 30 if last != 12 else 31),
        "publication_id": by,
        "value": units,
        "expected": 40.0,
        "months": float(last),
        "operators": 3.0,
        "note": "unit adalah kecamatan",
        **other,
    }


def held(*rows: dict[str, object]) -> pd.DataFrame:
    found = reporting.statements(pd.DataFrame(list(rows)), PUBLICATIONS)
    assert list(found.columns) == list(reporting.COLUMNS)
    return found.set_index("publication_id")


def test_a_statement_holds_for_its_publisher_and_no_other() -> None:
    found = held(said("other", 30))
    assert found["units_reported"].to_dict() == {
        "counts": 30, "later": 30, "other": 30, "undated": 30,
    }  # fmt: skip
    assert set(found["year"]) == {2022}
    assert set(found["last_month"]) == {12}


def test_the_own_statement_goes_first_then_the_newest_release() -> None:
    found = held(said("other", 30), said("later", 31), said("undated", 7), said("press", 1))
    assert found["units_reported"].to_dict() == {
        "counts": 31, "later": 31, "other": 30, "undated": 7, "press": 1,
    }  # fmt: skip


def test_of_a_year_speaks_the_longest_statement_from_its_first_day() -> None:
    late = said("other", 9, period_start=datetime.date(2022, 7, 1))
    across = said("other", 8, period_end=datetime.date(2023, 12, 31))
    found = held(said("other", 20, last=6), said("other", 30, last=9), late, across)
    assert found.loc["counts", ["units_reported", "last_month"]].tolist() == [30, 9]
    assert held(late).empty


def test_no_statement_is_none() -> None:
    nothing = pd.DataFrame([said("other", 1)]).iloc[:0]
    assert reporting.statements(nothing, PUBLICATIONS).empty
    assert list(reporting.shown(nothing, count("no")).columns) == list(nothing.columns)


def counted(last: int = 12, month: bool = False) -> pd.DataFrame:
    """A count of the year, or one a month of its first half."""
    spans = [(m, m) for m in range(1, 7)] if month else [(1, last)]
    return pd.DataFrame(
        [
            {
                "region_code": "32.01", "measure_id": "korban_anak", "dimension": "total",
                "period_start": datetime.date(2022, a, 1),
                "period_end": datetime.date(2022, b, 28), "period_known": "stated",
                "publication_id": "counts", "value": 9.0, "status": "reported", "hidden": "no",
            }
            for a, b in spans
        ]
    )  # fmt: skip


def complete(rows: pd.DataFrame, *statements: dict[str, object]) -> pd.Series:
    regions = pd.DataFrame(
        [("32", "00", "provinsi", False), ("32.01", "32", "kabupaten", False)],
        columns=["region_code", "parent_code", "kind", "is_example"],
    )
    told = reporting.statements(pd.DataFrame(list(statements)), PUBLICATIONS)
    as_of = datetime.date(2026, 11, 22)
    return completeness.completeness(rows, regions, as_of, told).iloc[0]


def test_units_and_months_of_the_statement_stand_behind_the_count_of_the_year() -> None:
    row = complete(counted(), said("other", 40))
    assert row[["units_reported", "units_expected", "months_reported"]].tolist() == [40, 40, 12]
    assert (row["units_kind"], row["note"]) == ("reporting_units", "complete")
    assert pd.isna(row["months_zero"])
    fewer = complete(counted(), said("other", 30, months=7.0))
    assert (fewer["months_reported"], fewer["note"]) == (7, "months_missing")
    assert complete(counted(), said("other", 30))["note"] == "units_missing"


def test_printed_months_go_before_stated_ones() -> None:
    row = complete(counted(month=True), said("other", 40))
    assert (row["months_reported"], row["units_reported"]) == (6, 40)


def test_a_statement_of_half_the_year_says_nothing_of_the_whole() -> None:
    row = complete(counted(), said("other", 40, last=6))
    assert row[["units_reported", "months_reported"]].isna().all()
    assert row["note"] == "months_unknown"
    half = complete(counted(last=6), said("other", 40, last=6))
    assert (half["units_reported"], half["months_reported"]) == (40, 6)


def test_months_alone_leave_the_units_open() -> None:
    row = complete(counted(), said("other", None))
    assert pd.isna(row["units_reported"])
    assert pd.isna(row["units_expected"])
    assert row["units_kind"] is None
    assert row["months_reported"] == 12


def count(hidden: str, year: int = 2022, **other: str) -> pd.DataFrame:
    parts = dict.fromkeys(
        ("sex", "age_band", "violence_type", "place", "relation", "service"), "semua"
    )
    return pd.DataFrame(
        [
            {
                "region_code": "32.01", "period_start": datetime.date(year, 1, 1),
                "period_end": datetime.date(year, 12, 31), "hidden": hidden, **parts, **other,
            }
        ]
    )  # fmt: skip


def test_the_public_edition_keeps_no_statement_beside_a_hidden_total() -> None:
    rows = pd.DataFrame([said("other", 3), said("other", 30, region="32.02")])
    everything = reporting.shown(rows, count("no"))
    assert len(everything) == 2
    assert everything["note"].isna().all()
    assert everything["operators"].isna().all()
    assert reporting.shown(rows, count("primary"))["region_code"].tolist() == ["32.02"]
    assert len(reporting.shown(rows, count("primary", year=2021))) == 2
    assert len(reporting.shown(rows, count("secondary", sex="perempuan"))) == 2
