from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from indicators import completion, projection

PLACES = (Path(__file__).resolve().parents[2].parent / "shared/vectors",)


def rows_of(name: str) -> list[dict[str, str]]:
    for place in PLACES:
        if (place / name).exists():
            with (place / name).open(encoding="utf-8", newline="") as file:
                return list(csv.DictReader(file))
    pytest.skip(f"{name} not beside the project")


SEASON = np.array([8, 7, 7, 9, 9, 7, 8, 8, 9, 8, 8, 7]) / 95


def months(year: int, values: list[float], region: str = "32.01") -> pd.DataFrame:
    return pd.DataFrame(
        {
            "region_code": region,
            "year": year,
            "month": range(1, len(values) + 1),
            "value": [float(value) for value in values],
        }
    )


def several(*levels: float, partial: list[float], seed: int = 5) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    years = [
        months(2026 - len(levels) + place, list(rng.poisson(level * SEASON)))
        for place, level in enumerate(levels)
    ]
    return pd.concat([*years, months(2026, partial)], ignore_index=True)


def golden() -> tuple[np.ndarray, list[float]]:
    table: dict[int, list[float]] = {}
    for row in rows_of("ours_partial_year_inputs.csv"):
        table.setdefault(int(row["year"]), []).append(float(row["cumulative_count"]))
    monthly = {year: np.diff([0.0, *values]) for year, values in table.items()}
    return np.array([monthly[y] for y in sorted(monthly) if y < 2026]), list(monthly[2026])


def test_factor_and_mack_error() -> None:
    full, now = golden()
    told = rows_of("ours_partial_year_expected.csv")[0]
    found = completion.complete(sum(now), int(told["observed_month"]), full)
    assert found is not None
    assert found.factor == pytest.approx(float(told["completion_factor"]), rel=1e-9)
    assert found.projected == pytest.approx(float(told["projected_full_year"]), rel=1e-9)
    assert found.mack_error == pytest.approx(float(told["mack_se"]), rel=1e-9)
    assert found.standard_error > 3 * found.mack_error
    assert found.lower < found.projected < found.upper


def test_the_golden_year_through_the_frame() -> None:
    full, now = golden()
    frames = [months(2022 + place, list(row)) for place, row in enumerate(full)]
    found = projection.projections(pd.concat([*frames, months(2026, now)])).iloc[0]
    assert found["reason"] is None
    assert found["projected"] == pytest.approx(140.68051948)
    assert (found["months"], found["history_years"], found["tested_inside"]) == (10, 4, 4)


def test_by_hand() -> None:
    # two equal months of twelve a year: half a year holds half of it
    full = np.full((3, 12), 10.0)
    found = completion.complete(60.0, 6, full, completion.LateEntry(0.0, 0.0))
    assert found is not None
    assert found.factor == 2
    assert found.projected == 120
    assert found.mack_error == 0
    assert found.phi == 1
    # 60 to come, 60^2/60 for the level, 60^2 * 2 * 1 / 180 for the factor
    assert found.standard_error**2 == pytest.approx(60 + 60 + 40)


def test_late_entry_is_measured_and_widens() -> None:
    late = completion.late_entry([100, 100, np.nan], [110, 120, 5])
    assert late.share == pytest.approx(0.15)
    assert late.sd == pytest.approx(np.std([0.1, 0.2], ddof=1))
    full = np.full((3, 12), 10.0)
    plain = completion.complete(60.0, 6, full)
    more = completion.complete(60.0, 6, full, late)
    assert plain is not None
    assert more is not None
    assert more.projected == pytest.approx(138)
    assert more.standard_error > plain.standard_error
    with pytest.raises(ValueError, match="two printed pairs"):
        completion.late_entry([3], [4])


def test_a_steady_area_is_completed() -> None:
    found = projection.projections(several(300, 320, 310, 330, partial=[27] * 8)).iloc[0]
    assert found["reason"] is None
    assert found["observed"] == 216
    assert found["lower"] < found["projected"] < found["upper"]
    assert found["lower"] >= found["observed"]


def test_collapsed_past_years_switch_it_off() -> None:
    # reporting stopped at another month each year: the same months tell nothing
    years = [
        [30] * 12, [30] * 6 + [0] * 6, [0] * 5 + [60] * 7, [60] * 6 + [1] * 6, [5] * 6 + [70] * 6
    ]  # fmt: skip
    frames = [months(2021 + place, row) for place, row in enumerate(years)]
    found = projection.projections(pd.concat([*frames, months(2026, [20] * 6)])).iloc[0]
    assert found["reason"] in ("backtest_coverage", "backtest_error")
    assert np.isnan(found["projected"])
    assert found["tested_years"] == 5


def test_without_history_there_is_none() -> None:
    found = projection.projections(several(100, 100, partial=[9] * 7)).iloc[0]
    assert (found["reason"], found["history_years"]) == ("no_monthly_history", 2)
    alone = projection.projections(months(2026, [4, 5])).iloc[0]
    assert alone["reason"] == "no_monthly_history"
    assert alone["observed"] == 9


def test_an_interval_wider_than_its_figure_is_not_shown() -> None:
    years = [months(2022 + place, [2, 1] * 6) for place in range(4)]
    found = projection.projections(pd.concat([*years, months(2026, [2, 1, 2])])).iloc[0]
    assert (found["reason"], found["tested_inside"]) == ("too_wide", 4)
    assert np.isnan(found["lower"])


def test_a_blank_month_is_no_zero() -> None:
    gap = several(100, 100, 100, partial=[9, np.nan, 9])
    assert projection.projections(gap).iloc[0]["reason"] == "month_missing"
    past = several(100, 100, 100, 100, partial=[9, 9, 9])
    past.loc[(past["year"] == 2023) & (past["month"] == 5), "value"] = np.nan
    assert projection.projections(past).iloc[0]["history_years"] == 3


def test_nothing_reported_yet() -> None:
    found = projection.projections(several(100, 100, 100, partial=[0, 0])).iloc[0]
    assert found["reason"] == "no_reports"


def test_breaks() -> None:
    frame = several(100, 100, 100, 100, partial=[9] * 6)
    cut = projection.projections(frame, breaks=((2024, 1),)).iloc[0]
    assert (cut["reason"], cut["history_years"]) == ("no_monthly_history", 2)
    inside = projection.projections(frame, breaks=((2026, 2),)).iloc[0]
    assert inside["reason"] == "break_in_year"
    later = projection.projections(frame, breaks=((2026, 9),)).iloc[0]
    assert later["history_years"] == 4


def test_a_whole_year_and_no_rows_at_all() -> None:
    assert projection.projections(months(2025, [5] * 12)).empty
    empty = projection.projections(months(2025, []))
    assert list(empty.columns) == list(projection.COLUMNS)
    with pytest.raises(ValueError, match="one figure a month"):
        projection.projections(pd.concat([months(2026, [1]), months(2026, [1])]))


def test_what_the_backtest_allows() -> None:
    verdict = projection.verdict_of_backtest
    assert verdict(4, 4, 0.1) is None
    assert verdict(4, 3, 0.1) is None
    assert verdict(4, 2, 0.1) == "backtest_coverage"
    assert verdict(3, 2, 0.1) is None
    assert verdict(3, 1, 0.1) == "backtest_coverage"
    assert verdict(8, 7, 0.3) == "backtest_error"
    assert verdict(2, 2, 0.0) == "no_monthly_history"


def test_intervals_cover_what_comes() -> None:
    # level moves between years (CV 0.2), months are over-dispersed (phi about 1.5)
    rng = np.random.default_rng(17)
    inside = tried = 0
    for size in (20.0, 60.0, 300.0):
        for _ in range(250):
            level = size * rng.gamma(25, 1 / 25, 6)
            table = rng.negative_binomial(2 * level[:, None] * SEASON, 1 / 1.5).astype(float)
            found = completion.complete(float(table[5, :8].sum()), 8, table[:5])
            if found is not None:
                tried += 1
                inside += found.lower <= table[5].sum() <= found.upper
    assert tried > 700
    assert 0.94 <= inside / tried <= 0.99


def test_monthly_rows_of_values() -> None:
    days = [
        ("2024-01-01", "2024-01-31"),
        ("2024-02-01", "2024-02-29"),
        ("2024-01-01", "2024-02-29"),
    ]
    frame = pd.DataFrame(days, columns=["period_start", "period_end"]).assign(
        region_code="32.01", measure_id="korban_anak", publication_id="p", dimension="total",
        hidden="no", value=[1.0, 2.0, 3.0],
    )  # fmt: skip
    found = projection.monthly_values(frame)
    assert list(found["month"]) == [1, 2]
    assert list(found["value"]) == [1, 2]
