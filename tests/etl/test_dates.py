from __future__ import annotations

import datetime

import pytest

from etl.issues import Problem
from etl.reading.dates import read_day, read_year

DAY = datetime.date(2023, 12, 31)


@pytest.mark.parametrize(
    "cell",
    [
        DAY, datetime.datetime(2023, 12, 31), "2023-12-31", "2023-12-31 00:00:00",
        "31 Desember 2023", "31 Des 2023", "31 December 2023", "31-Dec-2023", "31\u00a0DES. 2023",
    ],
)  # fmt: skip
def test_days(cell: object) -> None:
    assert read_day(cell) == DAY  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("03/04/2023", "not_a_date"),
        ("2023-02-30", "not_a_date"),
        ("kapan-kapan", "not_a_date"),
        ("31 Desembre 2023", "not_a_date"),
        ("31 Des 23", "not_a_date"),
        (2023.0, "not_a_date"),
        (45000.0, "not_a_date"),
        (20222.0, "year_out_of_range"),
        ("20222-01-01", "year_out_of_range"),
        ("1 Januari 20222", "year_out_of_range"),
        ("1999-12-31", "year_out_of_range"),
        (datetime.date(2036, 1, 1), "year_out_of_range"),
        (True, "not_a_date"),
        (datetime.datetime(2023, 1, 1, 5), "not_a_date"),
    ],
)
def test_what_is_no_day(cell: object, kind: str) -> None:
    found = read_day(cell)  # type: ignore[arg-type]
    assert isinstance(found, Problem)
    assert found.kind == kind


@pytest.mark.parametrize(
    "cell",
    [2023.0, 2023, "2023", " 2023 ", "2023.0", "Tahun 2023", "Thn. 2023", "２０２３", "\ufeff2023"],
)
def test_years(cell: object) -> None:
    assert read_year(cell) == 2023  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        (20222.0, "year_out_of_range"),
        ("20222", "year_out_of_range"),
        ("1999", "year_out_of_range"),
        ("23", "year_out_of_range"),
        (2023.5, "not_a_year"),
        ("2023/2024", "not_a_year"),
        ("2019-S2", "not_a_year"),
        ("2.023", "not_a_year"),
        ("2023\u00b2", "not_a_year"),
        ("2023*", "not_a_year"),
        (datetime.datetime(2023, 1, 1), "not_a_year"),
        ("dua ribu", "not_a_year"),
        (DAY, "not_a_year"),
        (True, "not_a_year"),
    ],
)
def test_what_is_no_year(cell: object, kind: str) -> None:
    found = read_year(cell)  # type: ignore[arg-type]
    assert isinstance(found, Problem)
    assert found.kind == kind


def test_nothing_is_nothing() -> None:
    assert read_day("") is None
    assert read_year(" ") is None
