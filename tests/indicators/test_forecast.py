"""The verified-score forecast: the range of known ratios, and what it may claim."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from indicators import forecast

VECTORS = Path(__file__).resolve().parents[3] / "shared/vectors/kla_self_vs_verified.csv"
EIGHT = [0.927120, 0.837021, 0.716090, 0.735532, 0.691226, 0.724359, 0.816089, 0.700014]


def test_eight_pairs_give_their_range() -> None:
    found = forecast.forecast(805, EIGHT)
    assert (round(found.lower), round(found.upper)) == (556, 746)
    assert found.coverage == pytest.approx(7 / 9)
    assert found.middle == pytest.approx(805 * (0.724359 + 0.735532) / 2)


def test_the_published_pairs() -> None:
    if not VECTORS.exists():
        pytest.skip("no vectors")
    with VECTORS.open(encoding="utf-8", newline="") as file:
        rows = pd.DataFrame(list(csv.DictReader(file))).astype(float)
    assert rows["ratio"].tolist() == pytest.approx(
        (rows["verified_score"] / rows["self_score"]).tolist()
    )
    told = forecast.leave_one_out(rows)
    assert told["is_inside"].sum() == 6  # the highest and the lowest ratio lie outside the others


def test_fewer_than_five_pairs_give_none() -> None:
    found = forecast.forecast(805, EIGHT[:4])
    assert (found.reason, found.pairs) == ("too_few_pairs", 4)
    assert np.isnan([found.lower, found.middle, found.upper, found.coverage]).all()
    assert forecast.forecast(float("nan"), EIGHT).reason == "no_score"
    assert forecast.forecast(805, [*EIGHT[:4], float("nan"), 0.0]).reason == "too_few_pairs"


def test_own_pairs_are_counted() -> None:
    found = forecast.forecast(700, EIGHT, own=[True] * 2 + [False] * 6)
    assert (found.pairs, found.own_pairs) == (8, 2)


def test_pairs_are_within_one_cycle_and_of_whole_totals() -> None:
    def row(region: str, year: int, stage: str, value: float, **more: object) -> dict[str, object]:
        return {
            "region_code": region, "instrument_id": None, "printed_year": year, "stage": stage,
            "publication_id": "a", "basis": "total", "value": value, "max_value": 1000.0, **more,
        }  # fmt: skip

    rows = pd.DataFrame(
        [
            row("33.08", 2022, "mandiri", 955.0),
            row("33.08", 2022, "verifikasi_administrasi", 885.4, publication_id="b"),
            row("33.14", 2022, "mandiri", 878.95),
            row("33.14", 2023, "verifikasi_administrasi", 735.7),
            row("32.78", 2025, "mandiri", 300.0, max_value=400.0),
            row("32.78", 2025, "verifikasi_administrasi", 200.0),
        ]
    )
    found = forecast.pairs_of(rows, own_region="33.08")
    assert found["region_code"].tolist() == ["33.08"]
    assert found.loc[0, "ratio"] == pytest.approx(0.92712, abs=1e-5)
    assert bool(found.loc[0, "is_own"])
    assert found.loc[0, "verified_publication_id"] == "b"
    assert forecast.pairs_of(rows.iloc[:0]).empty
