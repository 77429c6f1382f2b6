from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import special, stats

from indicators import usual_trend

VECTORS = Path(__file__).resolve().parents[2] / "../shared/vectors"


def read(name: str) -> pd.DataFrame:
    path = VECTORS / name
    if not path.exists():
        pytest.skip(f"{name} not beside the project")
    with path.open(encoding="utf-8", newline="") as file:
        return pd.DataFrame(list(csv.DictReader(file))).apply(pd.to_numeric)


def series(rows: pd.DataFrame, value: str) -> usual_trend.Markers:
    rows = rows.sort_values("year")
    columns = (rows[name].to_numpy()[None, :] for name in (value, "lower95", "upper95"))
    return usual_trend.markers(*columns, rows["year"].to_numpy())


def test_the_critical_value_is_that_of_the_guidance() -> None:
    assert abs(usual_trend.CRITICAL - 9.5495) < 5e-5


def test_upstream_markers() -> None:
    """Upstream takes z = 1.96: its chi-square is larger by (1.96 / z)^2, its markers the same."""
    inputs = read("fingertips_recent_trend_inputs.csv")
    expected = read("fingertips_recent_trend_expected.csv").set_index("case_id")
    rounded = (1.96 / float(special.ndtri(0.975))) ** 2
    for case, rows in inputs.groupby("case_id"):
        wanted = expected.loc[case]
        as_run, intended = series(rows, "value_as_executed"), series(rows, "value_intended")
        if case in (2, 5):  # no intervals; one interval without width
            assert np.isnan([intended.marker, intended.chi2, intended.slope]).all()
            continue
        assert as_run.chi2[0] * rounded == pytest.approx(wanted["recomputed_chi2"], rel=1e-8)
        assert as_run.slope[0] == pytest.approx(wanted["recomputed_slope"], abs=1e-9)
        assert as_run.marker[0] == wanted["recomputed_marker"]
        assert intended.chi2[0] * rounded == pytest.approx(
            wanted["chi2_with_intended_value"], rel=1e-8
        )
        assert intended.marker[0] == wanted["marker_with_intended_value"]


def test_our_six_series() -> None:
    inputs = read("ours_recent_trend_inputs.csv")
    expected = read("ours_recent_trend_expected.csv").set_index("series_id")
    for name, rows in inputs.groupby("series_id"):
        found, wanted = series(rows, "rate_per_100000"), expected.loc[name]
        assert found.slope[0] == pytest.approx(wanted["wls_slope"], rel=1e-9)
        assert found.chi2[0] == pytest.approx(wanted["chi2_calendar_years"], rel=1e-9)
        assert found.marker[0] == wanted["marker_1inc_0none_-1dec"]
        by_point = rows.sort_values("year").assign(year=np.arange(1, 6))
        index = series(by_point, "rate_per_100000")
        assert index.chi2[0] == pytest.approx(wanted["chi2_point_index"], rel=1e-8)
        assert index.marker[0] == wanted["marker_point_index"]
        reason = wanted["reason_1sig_2notsig_3outlier"]
        assert (found.chi2[0] > usual_trend.CRITICAL) == (reason in (1, 3))


def test_markers_of_the_areas_of_jawa_barat() -> None:
    wanted = read("ours_jabar_2018_2022_trend_verdicts.csv")
    path = VECTORS / "../real/jabar-kekerasan-2018-2022/berdasarkan_kelompok_usia.csv"
    if not path.exists():
        pytest.skip("the counts are not beside the project")
    rows = pd.read_csv(path)
    rows = rows[rows["kategori_usia"].isin(["0-5", "6-12", "13-17"])]
    counts = rows.pivot_table("jumlah_korban", "kode_kabupaten_kota", "tahun", aggfunc="sum")
    found = usual_trend.count_markers(counts.to_numpy(dtype=float), counts.columns.to_numpy(float))
    assert counts.index.astype(str).tolist() == wanted["area_code"].astype(str).tolist()
    np.testing.assert_array_equal(found.marker, wanted["fingertips_marker"].astype(float))


def test_a_line_by_hand() -> None:
    value = np.array([[10.0, 12.0, 14.0, 16.0, 18.0]])
    found = usual_trend.markers(value, value - 1, value + 1, np.arange(2020, 2025))
    sigma = 2 / (2 * stats.norm.ppf(0.975))
    assert found.slope[0] == pytest.approx(2.0)
    assert found.chi2[0] == pytest.approx(4 * 10 / sigma**2)
    assert found.marker[0] == 1


def test_one_point_that_makes_the_slope_is_no_trend() -> None:
    value = np.array([[20.0, 19.0, 18.0, 17.0, 40.0]])
    found = usual_trend.markers(value, value - 2, value + 2, np.arange(5))
    assert found.chi2[0] > usual_trend.CRITICAL
    assert (found.slope[0] > 0, found.marker[0]) == (True, 0.0)


def test_proportions_are_the_chi_square_of_cochran_and_armitage() -> None:
    count, total = np.array([5.0, 9.0, 14.0, 22.0, 25.0]), np.full(5, 100.0)
    years = np.arange(5.0)
    share = count.sum() / total.sum()
    score = ((years - 2) * (count - total * share)).sum()
    by_hand = score**2 / (share * (1 - share) * 100 * ((years - 2) ** 2).sum())
    assert usual_trend.proportion_chi2(count, total, years)[0] == pytest.approx(by_hand)
    assert usual_trend.proportion_chi2(count, total, years + 2020)[0] == pytest.approx(by_hand)


def test_what_cannot_be_judged_has_no_marker() -> None:
    years = np.arange(5.0)
    some = usual_trend.count_markers([[9, np.nan, 9, 9, 9], [0, 0, 0, 0, 0]], years)
    assert np.isnan(some.marker[0])
    assert (some.slope[1], some.marker[1]) == (0.0, 0.0)
    assert np.isnan(usual_trend.proportion_chi2([0, 0, 0], [9, 9, 9], [1, 2, 3])).all()
    assert np.isnan(usual_trend.proportion_chi2([1, np.nan, 2], [9, 9, 9], [1, 2, 3])).all()
