"""Which areas are judged together, from which publication, and what their trends are called."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pytest

from indicators import completeness, detectability, measures, series_trends
from indicators.tables import DECISION, DETECTABILITY, PUBLICATION, TREND

Make = Callable[..., pd.DataFrame]
YEARS = range(2018, 2023)
ELSEWHERE = (("31.01", 2022, 1e6),)
AS_OF = datetime.date(2026, 11, 22)
STEEP = (20, 26, 34, 44, 57)
FLAT = (40, 44, 39, 43, 41)
REGIONS = pd.DataFrame(
    [
        ("00", "negara", None, False),
        ("11", "provinsi", "00", False),
        ("32", "provinsi", "00", False),
        ("33", "provinsi", "00", False),
        *((f"32.{n:02d}", "kabupaten", "32", False) for n in range(1, 7)),
        ("99", "provinsi", None, True),
        ("99.01", "kabupaten", "99", True),
        ("99.02", "kabupaten", "99", True),
    ],
    columns=["region_code", "kind", "parent_code", "is_example"],
)


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


def rows_of(
    region: str, values: tuple[float | None, ...], **columns: object
) -> list[dict[str, object]]:
    """A row a year from 2018 on; None is a hidden count."""
    return [
        {
            "region_code": region,
            "year": 2018 + place,
            "value": np.nan if value is None else float(value),
            "hidden": "primary" if value is None else "no",
            **columns,
        }
        for place, value in enumerate(values)
    ]


@pytest.fixture
def values(counts: Make, people: Make, published: Make) -> Make:
    """indicator_value rows from rows of case_count, everybody's population from `living`."""

    def make(
        rows: list[dict[str, object]], living: tuple[tuple[str, int, float], ...] = ELSEWHERE
    ) -> pd.DataFrame:
        frame = counts(*rows)
        known = published(**dict.fromkeys(frame["publication_id"].unique(), "official"))
        told = measures.case_values(frame, {"korban_anak": Selection()}, people(*living))
        return measures.complete(told, known, pd.DataFrame(columns=list(DECISION.column_names)))

    return make


def trends(
    values: pd.DataFrame,
    breaks: tuple[Cut, ...] = (),
    units: pd.DataFrame | None = None,
    supersedes: tuple[str, str] | None = None,
) -> pd.DataFrame:
    series = series_trends.case_series(values, REGIONS, breaks)
    known = pd.DataFrame(columns=list(PUBLICATION.column_names))
    for name in values["publication_id"].unique():
        replaces = supersedes[1] if supersedes and supersedes[0] == name else None
        known.loc[len(known)] = {
            **dict.fromkeys(PUBLICATION.column_names),
            "publication_id": name,
            "publisher": name,
            "title": name,
            "supersedes": replaces,
        }
    completed = completeness.completeness(values, REGIONS, AS_OF, units)
    table = series_trends.trend_table(series_trends.trend_rows(series), series, completed, known)
    assert list(table.columns) == list(TREND.column_names)
    return table.set_index("region_code")


PROVINCE = [row for n in range(1, 6) for row in rows_of(f"32.{n:02d}", FLAT)]


def test_an_area_is_judged_with_its_province(values: Make) -> None:
    found = trends(values([*PROVINCE, *rows_of("32.06", STEEP)]))
    assert set(found["method"]) == {"pooled"}
    assert set(found["parent_code"]) == {"32"}
    row = found.loc["32.06"]
    assert (row["first_year"], row["last_year"], row["years"]) == (2018, 2022, 5)
    assert row["direction"] == "up"
    assert row["change"] == pytest.approx(0.30, abs=0.01)
    assert row["mean_count"] == np.mean(STEEP)
    assert not row["has_exposure"]


def test_provinces_are_judged_together_and_the_nation_and_examples_alone(values: Make) -> None:
    rows = [row for code in ("11", "32", "33", "00", "99", "99.01", "99.02")
            for row in rows_of(code, FLAT)]  # fmt: skip
    found = trends(values(rows))
    assert found["method"].to_dict() == {
        **dict.fromkeys(("11", "32", "33"), "pooled"),
        **dict.fromkeys(("00", "99", "99.01", "99.02"), "single"),
    }
    assert found["parent_code"].to_dict() == {
        **dict.fromkeys(("00", "11", "32", "33"), "00"),
        **{code: code for code in ("99", "99.01", "99.02")},
    }


def test_a_region_without_a_series_has_no_row_and_without_any_there_is_none(values: Make) -> None:
    assert trends(values(rows_of("32.01", FLAT))).index.tolist() == ["32.01"]
    nothing = values(rows_of("32.01", FLAT)).iloc[:0]
    assert trends(nothing).empty
    assert series_trends.dispersions(series_trends.trend_rows(
        series_trends.case_series(nothing, REGIONS, ()))).empty  # fmt: skip
    assert detectability.table(series_trends.trend_rows(
        series_trends.case_series(nothing, REGIONS, ()))).empty  # fmt: skip


@pytest.mark.parametrize(
    ("counted", "reason"),
    [
        ((12,), "too_few_years"),
        ((12, 18), "too_few_years"),
        ((0, 0, 0, 0, 0), "no_events"),
        ((0, 0, 0, 0, 9), "events_at_one_end"),
        ((None, None, None), "hidden_years"),
        ((8, None, 9, 12, 11), "hidden_years"),
    ],
)
def test_why_one_area_has_no_trend(
    values: Make, counted: tuple[float | None, ...], reason: str
) -> None:
    row = trends(values(rows_of("32.01", counted))).loc["32.01"]
    assert (row["method"], row["reason"], row["verdict"]) == ("none", reason, "too_little")
    assert row["verdict_reasons"] == reason
    assert row[["change", "lower", "upper", "p_value"]].isna().all()


def test_hidden_years_take_an_area_out_of_the_judgement_of_others(values: Make) -> None:
    without = trends(values(PROVINCE))
    hidden = trends(values([*PROVINCE, *rows_of("32.06", (3, None, 400, 2, 90))]))
    kept = hidden.drop("32.06")
    pd.testing.assert_frame_equal(kept, without, check_dtype=False)
    assert hidden.loc["32.06", "reason"] == "hidden_years"


def test_one_publication_is_taken_for_a_province_and_the_rest_by_their_own(values: Make) -> None:
    rows = [*PROVINCE, *rows_of("32.06", STEEP, publication_id="koran")]
    found = trends(values(rows))
    assert set(found.loc[:"32.05", "publication_id"]) == {"p"}
    row = found.loc["32.06"]
    assert (row["publication_id"], row["method"]) == ("koran", "single")
    assert "judged_alone" in row["verdict_reasons"]


def test_a_second_publication_agrees_or_differs(values: Make) -> None:
    both = [row for name in ("p", "q") for row in rows_of("32.01", STEEP, publication_id=name)]
    row = trends(values(both)).loc["32.01"]
    assert (row["direction"], row["second"]) == ("up", "agrees")
    against = [
        *rows_of("32.01", STEEP),
        *rows_of("32.01", STEEP[::-1], publication_id="q"),
        *rows_of("32.01", FLAT, publication_id="r"),
    ]
    row = trends(values(against)).loc["32.01"]
    assert row["second"] == "differs"
    assert "second_source_differs" in row["verdict_reasons"]


def test_a_release_that_replaces_another_is_no_second_source(values: Make) -> None:
    both = [row for name in ("p", "q") for row in rows_of("32.01", STEEP, publication_id=name)]
    row = trends(values(both), supersedes=("q", "p")).loc["32.01"]
    assert row["second"] is None
    flat = [*rows_of("32.01", STEEP), *rows_of("32.01", FLAT, publication_id="q")]
    assert trends(values(flat)).loc["32.01", "second"] is None


def test_a_break_ends_a_series(values: Make) -> None:
    rows = rows_of("32.01", FLAT)
    early = trends(values(rows), (Cut(datetime.date(2019, 1, 1)),)).loc["32.01"]
    assert (early["first_year"], early["method"]) == (2019, "single")
    late = trends(values(rows), (Cut(datetime.date(2021, 1, 1)),)).loc["32.01"]
    assert (late["reason"], late["verdict"]) == ("after_break", "series_break")
    named = trends(values(rows), (Cut(datetime.date(2021, 1, 1), ("korban_anak",)),)).loc["32.01"]
    assert named["verdict"] == "series_break"
    other = trends(values(rows), (Cut(datetime.date(2021, 1, 1), ("kla_score",)),)).loc["32.01"]
    assert other["first_year"] == 2018


def test_another_kind_of_denominator_is_a_break(values: Make) -> None:
    told = values(rows_of("32.01", FLAT), tuple(("32.01", year, 1e5) for year in YEARS))
    assert trends(told).loc["32.01", "first_year"] == 2018
    mixed = told.assign(
        denominator_kind=np.where(told["year"] < 2020, "penduduk", "anak_0_17").astype(object)
    )
    assert trends(mixed).loc["32.01", "first_year"] == 2020


def test_rates_are_compared_where_every_year_has_people(values: Make) -> None:
    growing = tuple(("32.01", year, 1e5 * 1.3 ** (year - 2018)) for year in YEARS)
    row = trends(values(rows_of("32.01", STEEP), growing)).loc["32.01"]
    assert row["has_exposure"]
    assert row["direction"] == "unclear"
    zero = trends(values(rows_of("32.01", STEEP), (("32.01", 2020, 0.0),))).loc["32.01"]
    assert not zero["has_exposure"]
    assert zero["direction"] == "up"


def units(first: float, last: float) -> pd.DataFrame:
    rows = [("32.06", year, "p", 31, n) for year, n in ((2018, first), (2022, last))]
    columns = ["region_code", "year", "publication_id", "units_expected", "units_reported"]
    return pd.DataFrame(rows, columns=columns).assign(months=12.0, last_month=12)


def test_units_that_reported_stand_beside_the_verdict(values: Make) -> None:
    rows = values([*PROVINCE, *rows_of("32.06", STEEP)])
    told = trends(rows, units=units(10, 30)).loc["32.06"]
    assert (told["units_first"], told["units_last"], told["units_expected"]) == (10, 30, 31)
    assert "units_changed" in told["verdict_reasons"]
    assert told["verdict"] in ("reporting_changed", "cannot_separate")
    unknown = trends(rows).loc["32.06"]
    assert np.isnan(unknown["units_first"])
    assert "units_unknown" in unknown["verdict_reasons"]
    assert unknown["verdict"] == "cannot_separate"


def test_the_dispersion_of_a_province_is_told_once(values: Make) -> None:
    noisy = [row for n in range(1, 6) for row in rows_of(f"32.{n:02d}", STEEP[n:] + STEEP[:n])]
    series = series_trends.case_series(values([*noisy, *rows_of("00", FLAT)]), REGIONS, ())
    found = series_trends.dispersions(series_trends.trend_rows(series))
    assert found[["parent_code", "measure_id"]].to_numpy().tolist() == [["32", "korban_anak"]]
    assert found["cv2"].iloc[0] > 0
    assert found["cv2_variance"].iloc[0] > 0


def test_what_could_be_noticed_is_told_for_every_trend(values: Make) -> None:
    told = values([*PROVINCE, *rows_of("32.06", (5,))])
    found = series_trends.trend_rows(series_trends.case_series(told, REGIONS, ()))
    table = detectability.table(found)
    assert list(table.columns) == list(DETECTABILITY.column_names)
    assert set(table["region_code"]) == {f"32.{n:02d}" for n in range(1, 6)}
    one = table[table["region_code"] == "32.01"].drop(columns=["region_code", "measure_id"])
    row = found.set_index("region_code").loc["32.01"]
    alone = detectability.options(row["mean_count"], row["cv"] ** 2, row["years"], row["df"])
    pd.testing.assert_frame_equal(
        one.set_index("option").sort_index()[["points", "years_needed", "fall", "rise"]],
        alone.set_index("option").sort_index(),
        check_exact=False,
        rtol=1e-9,
    )
    now = one.set_index("option").loc["now"]
    assert now["fall"] < 0 < now["rise"]


def test_the_first_whole_year_after_a_break() -> None:
    cuts = (
        Cut(datetime.date(2019, 10, 15), ("kawin",)),
        Cut(datetime.date(2015, 1, 1), ("akta", "kawin")),
        Cut(datetime.date(2030, 1, 1), ("akta",)),
        Cut(datetime.date(2020, 1, 1)),
    )
    told = series_trends.first_years(("kawin", "akta", "stunting"), cuts, AS_OF)
    assert told == {"kawin": 2020, "akta": 2015}
