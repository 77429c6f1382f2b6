from __future__ import annotations

import csv
import datetime
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from indicators import overdispersion, simulation, trend, verdict
from indicators.trend_window import windows

SHARED = Path(__file__).resolve().parents[2] / "../shared"
JANUARY = datetime.date(2022, 1, 1)


def read(path: str) -> list[dict[str, str]]:
    file = SHARED / path
    if not file.exists():
        pytest.skip(f"{path} not beside the project")
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def frame(counts: dict[str, list[float]], first: int = 2020, **columns: object) -> pd.DataFrame:
    rows = [
        {"region_code": code, "parent_code": code[:2], "year": first + k, "value": value}
        for code, values in counts.items()
        for k, value in enumerate(values)
    ]
    return pd.DataFrame(rows).assign(**columns)


def jabar() -> pd.DataFrame:
    rows = pd.DataFrame(read("real/jabar-kekerasan-2018-2022/berdasarkan_kelompok_usia.csv"))
    rows = rows[rows["kategori_usia"].isin(["0-5", "6-12", "13-17"])]
    rows["value"] = rows["jumlah_korban"].astype(float)
    rows["year"] = rows["tahun"].astype(int)
    summed = rows.groupby(["kode_kabupaten_kota", "year"], as_index=False)["value"].sum()
    return summed.rename(columns={"kode_kabupaten_kota": "region_code"}).assign(parent_code="32")


def test_jawa_barat_2018_2022() -> None:
    wanted = pd.DataFrame(read("vectors/ours_jabar_2018_2022_trend_verdicts.csv"))
    found = trend.trends(jabar())
    assert found["region_code"].tolist() == wanted["area_code"].tolist()
    assert np.log1p(found["change"]).to_numpy() == pytest.approx(
        wanted["annual_log_slope"].astype(float).to_numpy(), abs=1e-6
    )
    is_significant = (found["direction"] != "unclear").astype(int).astype(str)
    assert is_significant.tolist() == wanted["pooled_cv_significant"].tolist()
    assert (found["p_value"] < 0.05).tolist() == (found["direction"] != "unclear").tolist()
    assert set(found["df"]) == {81.0}
    assert found["direction"].value_counts().to_dict() == {"unclear": 19, "up": 8}


def test_jawa_barat_with_small_counts_hidden_states_fewer() -> None:
    rows = jabar()
    whole = trend.trends(rows)
    is_small = rows["value"].between(1, 4)
    shown = rows.assign(
        value=rows["value"].mask(is_small), hidden=np.where(is_small, "primary", "no")
    )
    public = trend.trends(shown)
    kept = public["direction"] != "unclear"
    assert public.loc[kept, "region_code"].tolist() == ["3215", "3271", "3276"]
    assert (public["direction"] == whole["direction"])[kept].all()
    has_hidden = public["region_code"].isin(rows.loc[is_small, "region_code"])
    assert (public["reason"] == "hidden_years").tolist() == has_hidden.tolist()
    facts = public.loc[has_hidden, ["mean_count", "change", "cv"]]
    assert facts.isna().all(axis=None)


def test_jawa_barat_without_completeness_cannot_be_separated() -> None:
    found = trend.trends(jabar())
    called = verdict.verdicts(found, pd.DataFrame({"region_code": []}))["verdict"]
    assert called.value_counts().to_dict() == {"too_little": 19, "cannot_separate": 8}


def test_jawa_barat_each_area_alone() -> None:
    wanted = pd.DataFrame(read("vectors/ours_jabar_2018_2022_trend_verdicts.csv"))
    rows = jabar()
    alone = trend.trends(rows.assign(parent_code=rows["region_code"]))
    assert set(alone["method"]) == {"single"}
    is_significant = (alone["p_value"] < 0.05).astype(int).astype(str)
    assert is_significant.tolist() == wanted["quasi_poisson_t3_significant"].tolist()
    wide = rows.pivot(index="region_code", columns="year", values="value")
    counts = wide.to_numpy(dtype=float)
    lines = overdispersion.fit(counts, np.ones_like(counts), wide.columns.to_numpy(dtype=float))
    assert overdispersion.own_dispersion(lines, counts) == pytest.approx(
        wanted["dispersion_phi"].astype(float).to_numpy(), abs=1e-4
    )


def test_single_areas_agree_with_the_golden_quasi_poisson() -> None:
    rows = pd.DataFrame(read("vectors/ours_recent_trend_inputs.csv"))
    wanted = pd.DataFrame(read("vectors/ours_recent_trend_expected.csv"))
    rows = pd.DataFrame(
        {
            "region_code": rows["series_id"],
            "parent_code": rows["series_id"],
            "year": rows["year"].astype(int),
            "value": rows["count"].astype(float),
            "exposure": rows["child_population"].astype(float),
        }
    )
    found = trend.trends(rows)
    assert found["change"].to_numpy() == pytest.approx(
        wanted["poisson_annual_change"].astype(float).to_numpy(), rel=1e-9
    )
    assert found["p_value"].to_numpy() == pytest.approx(
        wanted["quasi_poisson_p_t3"].astype(float).to_numpy(), rel=1e-9
    )
    assert found["has_exposure"].all()


def test_columns_and_a_growth_worked_by_hand() -> None:
    rows = frame({f"11.0{k}": [100, 121, 144, 169, 225] for k in range(1, 7)})
    found = trend.trends(rows)
    assert list(found.columns) == list(trend.COLUMNS)
    row = found.iloc[0]
    assert (row["method"], row["first_year"], row["last_year"], row["years"]) == (
        "pooled", 2020, 2024, 5,
    )  # fmt: skip
    assert row["mean_count"] == pytest.approx(151.8)
    assert (row["cv"], row["df"], row["direction"], row["reason"]) == (0.0, 18.0, "up", None)
    counts = rows["value"].to_numpy(dtype=float).reshape(6, 5)
    lines = overdispersion.fit(counts, np.ones_like(counts), np.arange(5.0))
    error = np.sqrt(overdispersion.slope_variance(lines, 0.0)[0])
    reach = stats.t.ppf(0.975, 18) * error
    assert row["lower"] == pytest.approx(np.expm1(lines.slope[0] - reach))
    assert row["upper"] == pytest.approx(np.expm1(lines.slope[0] + reach))
    assert row["relative_change"] == pytest.approx(0.0, abs=1e-6)
    assert row["relative_lower"] < 0 < row["relative_upper"]


def test_relative_trend_finds_the_area_that_goes_its_own_way() -> None:
    up = [100.0, 120.0, 144.0, 173.0, 207.0]
    rows = frame({**{f"11.0{k}": up for k in range(1, 9)}, "11.09": [200.0] * 5})
    found = trend.trends(rows).set_index("region_code")
    assert found.loc["11.09", "direction"] == "unclear"
    assert found.loc["11.09", "relative_upper"] < 0
    assert found.loc["11.01", "direction"] == "up"


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ([4, np.nan, np.nan, np.nan, 9], "too_few_years"),
        ([0, 0, 0, 0, 0], "no_events"),
        ([0, 0, 0, 0, 6], "events_at_one_end"),
    ],
)
def test_no_trend_has_its_reason(values: list[float], reason: str) -> None:
    rows = frame({"11.01": values, **{f"11.1{k}": [20, 22, 19, 25, 21] for k in range(5)}})
    row = trend.trends(rows).set_index("region_code").loc["11.01"]
    assert (row["method"], row["reason"], row["direction"]) == ("none", reason, "unclear")
    facts = ["change", "lower", "upper", "p_value", "cv", "df", "relative_change"]
    assert row[facts].isna().all()


def test_one_area_is_judged_alone_and_none_gives_nothing() -> None:
    row = trend.trends(frame({"11.01": [20, 22, 19, 25, 21]})).iloc[0]
    assert (row["method"], row["df"]) == ("single", 3.0)
    assert np.isnan(row["relative_change"])
    nothing = trend.trends(frame({"11.01": [20.0]}).iloc[:0])
    assert list(nothing.columns) == list(trend.COLUMNS)
    assert nothing.empty


def test_a_region_without_any_figure_is_still_answered() -> None:
    found = trend.trends(frame({"11.01": [np.nan] * 5, "11.02": [np.nan] * 5}))
    assert found["reason"].tolist() == ["too_few_years"] * 2
    assert found["first_year"].isna().all()
    assert found["mean_count"].isna().all()


def test_a_region_that_a_break_leaves_nothing_is_a_break_too() -> None:
    rows = frame({f"11.0{k}": [10, 11, 50, 52, 54] for k in range(1, 7)})
    rows.loc[(rows["region_code"] == "11.01") & (rows["year"] > 2021), "value"] = np.nan
    found = trend.trends(rows, [JANUARY]).set_index("region_code")
    assert found.loc["11.01", "reason"] == "after_break"
    assert set(found["method"].drop("11.01")) == {"pooled"}


def test_never_across_a_break() -> None:
    rows = frame({f"11.0{k}": [10, 11, 50, 52, 54] for k in range(1, 7)})
    cut = trend.trends(rows, [JANUARY])
    assert set(cut["first_year"]) == {2022}
    assert set(cut["years"]) == {3}
    assert (cut["change"] < 0.1).all()
    short = trend.trends(rows, [datetime.date(2023, 1, 1)])
    assert set(short["reason"]) == {"after_break"}
    assert set(short["method"]) == {"none"}


def test_the_year_of_a_break_within_it_belongs_to_neither_side() -> None:
    rows = frame({"11.01": [1, 2, 3, 4, 5, 6, 7]})
    left = windows(rows, [datetime.date(2022, 7, 1)])
    assert left["year"].tolist() == [2023, 2024, 2025, 2026]
    assert left["after_break"].all()
    before = windows(rows, [datetime.date(2026, 1, 19)])
    assert before["year"].tolist() == [2021, 2022, 2023, 2024, 2025]
    assert not before["after_break"].any()


def test_an_old_break_outside_the_window_changes_nothing() -> None:
    left = windows(frame({"11.01": list(range(1, 9))}), [datetime.date(2018, 1, 1), JANUARY])
    assert left["year"].tolist() == [2023, 2024, 2025, 2026, 2027]
    assert not left["after_break"].any()


def test_only_whole_exact_years_of_one_publication() -> None:
    rows = frame({"11.01": [5, 6, 7, 8, 9]}, is_partial=False, is_exact=True, publication_id="a")
    rows.loc[4, "is_partial"] = True
    rows.loc[0, "is_exact"] = False
    assert windows(rows)["year"].tolist() == [2021, 2022, 2023]
    longer = frame({"11.01": [50, 60, 70, 80]}, is_partial=False, is_exact=True, publication_id="b")
    assert set(windows(pd.concat([rows, longer]))["publication_id"]) == {"b"}
    with pytest.raises(ValueError, match="two figures"):
        windows(pd.concat([longer, longer]))


def test_a_missing_year_takes_only_its_own_area_down() -> None:
    rows = frame({f"11.0{k}": [20, 25, 21, 24, 26] for k in range(1, 7)})
    rows.loc[(rows["region_code"] == "11.01") & (rows["year"] > 2021), "value"] = np.nan
    found = trend.trends(rows).set_index("region_code")
    assert found.loc["11.01", "reason"] == "too_few_years"
    assert set(found["method"].drop("11.01")) == {"pooled"}


def test_a_year_hidden_before_the_window_does_not_matter() -> None:
    rows = frame({f"11.0{k}": [2, 25, 21, 24, 26, 30] for k in range(1, 7)}, hidden="no")
    rows.loc[rows["year"] == 2020, ["value", "hidden"]] = [np.nan, "primary"]
    assert set(trend.trends(rows)["method"]) == {"pooled"}
    everything = rows.assign(value=np.nan, hidden="secondary")
    assert set(trend.trends(everything)["reason"]) == {"hidden_years"}


def test_of_equally_long_publications_the_one_shown_first_is_taken() -> None:
    rows = frame({"11.01": [20, 25, 21]}, publication_id="a", is_chosen=False)
    shown = rows.assign(publication_id="b", is_chosen=True)
    assert set(windows(pd.concat([rows, shown]))["publication_id"]) == {"b"}
    by_name = pd.concat([rows, shown.assign(is_chosen=False)])
    assert set(windows(by_name)["publication_id"]) == {"a"}
    assert trend.trends(by_name)["publication_id"].tolist() == ["a"]


def test_exposure_is_used_only_when_every_figure_has_one() -> None:
    rows = frame({f"11.0{k}": [20, 25, 30, 36, 43] for k in range(1, 7)})
    with_people = rows.assign(exposure=rows["value"] * 1000)
    assert trend.trends(with_people)["change"].abs().max() < 1e-6
    with_people.loc[3, "exposure"] = np.nan
    found = trend.trends(with_people)
    assert not found["has_exposure"].any()
    assert (found["change"] > 0.1).all()


def test_few_areas_widen_the_interval() -> None:
    rng = np.random.default_rng(5)
    counts = rng.poisson(200 * rng.gamma(5, 0.2, (4, 5))).astype(float)
    rows = frame({f"11.0{k}": list(counts[k]) for k in range(4)})
    assert (trend.trends(rows)["df"] < 12).all()


@pytest.mark.parametrize("cv", [0.0, 0.2, 0.43])
def test_small_provinces_keep_the_level(cv: float) -> None:
    rng = np.random.default_rng(6)
    mean = np.tile(np.array([20.0, 60.0, 250.0, 250.0, 20.0]), 1000)[:, None] * np.ones(5)
    noise = rng.gamma(1 / cv**2, cv**2, mean.shape) if cv else 1.0
    counts = rng.poisson(mean * noise).astype(float)
    series = trend.Series(
        counts, np.ones_like(counts), np.arange(5.0), np.repeat(np.arange(1000), 5)
    )
    found = trend.pooled_slopes(overdispersion.fit(counts, series.exposure, series.years), series)
    p = 2 * stats.t.sf(np.abs(found.slope / found.error), found.freedom)
    for size in (20.0, 60.0, 250.0):
        share, error = simulation.percent(p < 0.05, series.group, mean[:, 0] == size)
        assert share + 3.09 * error <= 7.5  # a true 7.5 % would pass one run in a thousand


def test_refuses_what_cannot_be() -> None:
    with pytest.raises(ValueError, match="negative"):
        trend.trends(frame({"11.01": [1, -2, 3]}))
    with pytest.raises(ValueError, match="level"):
        trend.trends(frame({"11.01": [1, 2, 3]}), level=0.0)
