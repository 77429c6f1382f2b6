from __future__ import annotations

import csv
import datetime
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from indicators import targets

PLACES = (Path(__file__).resolve().parents[2].parent / "shared/vectors",)


def rows_of(name: str) -> list[dict[str, str]]:
    for place in PLACES:
        if (place / name).exists():
            with (place / name).open(encoding="utf-8", newline="") as file:
                return list(csv.DictReader(file))
    pytest.skip(f"{name} not beside the project")


WORDS = {
    4: "achieved", 3: "on_track", 2: "acceleration_needed", 1: "limited", 0: "deterioration"
}  # fmt: skip
BETTER = {"-1": "lower", "1": "higher"}


def values(*years: tuple[int, float | None], **other: object) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "region_code": "32.01",
                "measure_id": "perkawinan_anak",
                "dimension": "total",
                "is_chosen": True,
                "is_partial": False,
                "hidden": "no",
                "publication_id": "bps",
                "year": year,
                "value": value,
                **other,
            }
            for year, value in years
        ]
    )


def gap(value: float, target: float, due: int, year: int = 2025, **other: object) -> pd.DataFrame:
    row = {
        "region_code": "32.01",
        "measure_id": "perkawinan_anak",
        "target_region": "00",
        "target_year": due,
        "target_publication_id": "rpjmn",
        "publication_id": "bps",
        "period_end": datetime.date(year, 12, 31),
        "value": value,
        "target": target,
        "is_met": value <= target,
        "is_expired": due < 2026,
        "better": "lower",
        **other,
    }
    return pd.DataFrame([row])


def published(**registers: str | None) -> pd.DataFrame:
    told = {"bps": None, **registers}
    return pd.DataFrame({"publication_id": list(told), "register": list(told.values())})


def towards(
    gaps: pd.DataFrame, series: pd.DataFrame, since: dict[str, int], **registers: str | None
) -> pd.DataFrame:
    return targets.towards(gaps, series, since, published(**registers))


def test_progress_ratio() -> None:
    for row in rows_of("ours_progress_ratio.csv"):
        base, now, target = (float(row[n]) for n in ("base_value", "current_value", "target"))
        start, year, due = (int(row[n]) for n in ("base_year", "current_year", "target_year"))
        better = BETTER[row["direction"]]
        observed = targets.growth(base, now, year - start)
        required = targets.growth(base, target, due - start)
        ratio = targets.progress_ratio(observed, required, better)
        told = [float(row[name]) for name in ("cagr_observed", "cagr_required", "ratio_R")]
        assert [observed.item(), required.item(), ratio.item()] == pytest.approx(told, rel=1e-9)
        met = now <= target if better == "lower" else now >= target
        code = int(row["status_4achieved_3ontrack_2accelerate_1limited_0deteriorate"])
        assert targets.progress_status(ratio, met).item() == WORDS[code]


def test_growth_by_hand() -> None:
    # 100 to 121 in two years is 10 % a year
    assert targets.growth(100, 121, 2) == pytest.approx(0.1)
    assert np.isnan(targets.growth([0, 5, 5, np.nan], [5, 0, 6, 5], [2, 2, 0, 2])).all()


def test_status_at_its_edges() -> None:
    status = targets.progress_status([0.95, 0.6, 0.0, -0.1, np.nan], False)
    told = ["on_track", "acceleration_needed", "limited", "deterioration", "not_stated"]
    assert list(status) == told
    without = targets.status_without_target([-0.02, -0.007, -0.001, 0.01, np.nan], "lower")
    assert list(without) == told
    assert targets.status_without_target(0.5, "none").item() == "not_stated"


def test_towards_a_target() -> None:
    series = values((2021, 12.0), (2022, 11.4), (2023, 10.9), (2024, 10.3), (2025, 9.8))
    found = towards(gap(9.8, 6.94, 2030), series, {}).iloc[0]
    assert list(found.index) == list(targets.COLUMNS)
    assert (found["base_year"], found["base_value"]) == (2021, 12.0)
    assert found["growth_observed"] == pytest.approx((9.8 / 12) ** 0.25 - 1)
    assert found["growth_required"] == pytest.approx((6.94 / 12) ** (1 / 9) - 1)
    assert found["ratio"] == pytest.approx(found["growth_observed"] / found["growth_required"])
    assert found["progress"] == "acceleration_needed"
    assert found["years_status"] == "stated"
    assert found["years_lower"] < found["years"] < found["years_upper"]
    # 5 % a year, from 9.8 to 6.94: ln(9.8 / 6.94) / 0.0507
    assert found["years"] == pytest.approx(6.8, abs=0.15)


def test_every_target_has_its_row() -> None:
    series = values((2021, 12.0), (2023, 10.9), (2024, 10.3), (2025, 9.8))
    several = pd.concat([
        gap(9.8, 8.74, 2024), gap(9.8, 6.94, 2030), gap(9.8, 9.9, 2027, target_region="32")
    ])  # fmt: skip
    found = towards(several, series, {})
    assert list(found["progress"]) == ["not_stated", "acceleration_needed", "reached_early"]
    assert list(found["progress_reason"]) == ["expired", None, None]
    assert list(found["years_status"]) == ["no_target", "stated", "met"]
    assert list(found["target_region"]) == ["00", "00", "32"]


def test_never_across_a_break() -> None:
    series = values((2020, 30.0), (2021, 12.0), (2022, 11.4), (2024, 10.3), (2025, 9.8))
    found = towards(gap(9.8, 6.94, 2030), series, {"perkawinan_anak": 2021}).iloc[0]
    assert (found["base_year"], found["trend_years"]) == (2021, 4)
    short = towards(gap(9.8, 6.94, 2030), series, {"perkawinan_anak": 2024}).iloc[0]
    assert (short["base_year"], short["years_status"]) == (2024, "too_few_years")


def test_one_year_says_nothing() -> None:
    found = towards(gap(9.8, 6.94, 2030), values((2025, 9.8)), {}).iloc[0]
    assert (found["progress"], found["progress_reason"]) == ("not_stated", "no_earlier_value")
    assert found["years_status"] == "too_few_years"
    nothing = towards(gap(9.8, 6.94, 2030), values((2025, None)), {}).iloc[0]
    assert nothing["progress_reason"] == "no_earlier_value"
    assert towards(gap(1, 1, 2030).iloc[:0], values((2025, 9.8)), {}).empty


def test_a_zero_target_gets_no_pace() -> None:
    series = values((2021, 12.0), (2022, 11.4), (2023, 10.9), (2025, 9.8))
    found = towards(gap(9.8, 0.0, 2030), series, {}).iloc[0]
    assert (found["progress"], found["progress_reason"]) == ("not_stated", "zero_value")
    assert found["years_status"] == "no_target"


def test_hidden_partial_and_unchosen_values_are_no_points() -> None:
    series = pd.concat([
        values((2021, 12.0), (2022, 11.0), (2025, 9.8)),
        values((2019, 99.0), hidden="primary"),
        values((2020, 99.0), is_partial=True),
        values((2018, 99.0), is_chosen=False),
        values((2017, 99.0), dimension="sex"),
    ])  # fmt: skip
    found = towards(gap(9.8, 6.94, 2030), series, {}).iloc[0]
    assert (found["base_year"], found["trend_years"]) == (2021, 3)


def test_two_points_are_no_trend() -> None:
    two = towards(gap(14.7, 14.2, 2029, 2022), values((2021, 29.7), (2022, 14.7)), {}).iloc[0]
    assert (two["progress"], two["progress_reason"]) == ("not_stated", "too_few_years")
    assert (two["base_year"], two["base_value"], two["trend_years"]) == (2021, 29.7, 2)
    assert np.isnan(two["ratio"])
    series = values((2021, 29.7), (2022, 18.0), (2023, 14.7))
    three = towards(gap(14.7, 14.2, 2029, 2023), series, {}).iloc[0]
    assert (three["progress"], three["progress_reason"]) == ("on_track", None)


@pytest.mark.parametrize(
    ("better", "first", "last", "target"),
    [("lower", 9.6, 19.3, 14.2), ("higher", 97.0, 91.0, 95.0), ("lower", 14.2, 16.0, 14.2)],
)
def test_a_target_that_was_met_before_asks_for_no_pace_away_from_it(
    better: str, first: float, last: float, target: float
) -> None:
    series = values((2021, first), (2023, (first + last) / 2), (2025, last))
    row = gap(last, target, 2029, is_met=False, better=better)
    found = towards(row, series, {}).iloc[0]
    assert (found["progress"], found["progress_reason"]) == ("not_stated", "was_met_before")
    assert np.isnan(found["growth_required"])
    assert np.isnan(found["ratio"])


def test_met_is_said_of_a_value_of_the_year_or_later_only() -> None:
    series = values((2021, 20.0), (2022, 13.0))
    several = pd.concat([
        gap(13.0, 14.0, 2022, 2022), gap(13.0, 14.0, 2025, 2022), gap(13.0, 14.0, 2029, 2022),
        gap(13.0, 14.0, 2020, 2022),
    ])  # fmt: skip
    found = towards(several, series, {})
    assert list(found["progress"]) == ["achieved", "not_stated", "reached_early", "achieved"]
    assert list(found["progress_reason"]) == [None, "no_value_of_year", None, None]


SSGI, SKI = "SSGI (Kementerian Kesehatan)", "SKI 2023 (Kementerian Kesehatan)"


def test_a_series_is_of_one_survey() -> None:
    # Kalimantan Tengah: SSGI 27.4, 26.9; SKI 23.5; SSGI 22.1, the last two of one publication
    series = pd.concat([
        values((2021, 27.4), (2022, 26.9), publication_id="a"),
        values((2023, 23.5), (2024, 22.1), publication_id="b"),
    ])  # fmt: skip
    both = f"SSGI 2024; {SKI}"
    row = gap(22.1, 14.2, 2029, 2024, publication_id="b")
    found = towards(row, series, {}, a=SSGI, b=both).iloc[0]
    assert (found["base_year"], found["trend_years"]) == (2021, 3)
    assert (found["progress"], found["progress_reason"]) == ("acceleration_needed", "other_survey")
    assert found["years_status"] == "too_few_years"
    same = towards(row, series, {}, a=SSGI, b="SSGI").iloc[0]
    assert (same["trend_years"], same["progress_reason"]) == (4, None)


def test_a_value_of_another_survey_stands_alone() -> None:
    # Siak: SSGI 19.0, 22.0; SKI 2023
    series = pd.concat([
        values((2021, 19.0), (2022, 22.0), publication_id="a"),
        values((2023, 15.4), publication_id="b"),
    ])  # fmt: skip
    row = gap(15.4, 14.2, 2029, 2023, publication_id="b")
    found = towards(row, series, {}, a=SSGI, b=SKI).iloc[0]
    assert (found["base_year"], found["progress"]) == (2023, "not_stated")
    assert found["progress_reason"] == "other_survey"
    early = towards(gap(13.0, 14.2, 2029, 2023, publication_id="b"), series, {}, a=SSGI, b=SKI)
    assert list(early.iloc[0][["progress", "progress_reason"]]) == ["reached_early", "other_survey"]
