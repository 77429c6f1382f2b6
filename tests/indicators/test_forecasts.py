"""Forecast rows: from the pairs of others and of other years, and refused below five."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from indicators import forecasts, wording_forecast
from indicators.tables import PUBLICATION, SCORE_SUMMARY

EIGHT = [0.927120, 0.837021, 0.716090, 0.735532, 0.691226, 0.724359, 0.816089, 0.700014]


def row(region: str, year: int, stage: str, value: float, publication: str = "a") -> dict:
    return {
        "region_code": region, "instrument_id": None, "printed_year": year, "stage": stage,
        "publication_id": publication, "basis": "total", "value": value, "max_value": 1000.0,
        "band": "utama", "is_chosen": True,
    }  # fmt: skip


def known(ratios: list[float] = EIGHT, publication: str = "a") -> list[dict]:
    regions = [f"33.{number:02d}" for number in range(1, len(ratios) + 1)]
    return [
        one
        for region, ratio in zip(regions, ratios, strict=True)
        for one in (
            row(region, 2022, "mandiri", 900.0, publication),
            row(region, 2022, "verifikasi_administrasi", 900.0 * ratio, publication),
        )
    ]


def publications(**trust: str) -> pd.DataFrame:
    told = {"a": "press", **trust}
    return pd.DataFrame({"publication_id": list(told), "trust": list(told.values())})


def test_the_range_of_eight_pairs() -> None:
    summaries = pd.DataFrame([*known(), row("16.10", 2024, "mandiri", 805.2)])
    pairs = forecasts.pair_rows(summaries, publications())
    found = forecasts.rows(summaries, pairs).set_index("region_code").loc["16.10"]
    assert (round(found["lower"]), round(found["upper"])) == (557, 747)
    assert (found["pairs"], found["own_pairs"]) == (8, 0)
    assert found["coverage"] == pytest.approx(7 / 9)
    assert pd.isna(found["verified_score"])


def test_the_answer_itself_is_not_among_the_pairs_and_own_years_are_counted() -> None:
    summaries = pd.DataFrame([*known(), row("33.01", 2025, "mandiri", 950.0)])
    pairs = forecasts.pair_rows(summaries, publications())
    found = forecasts.rows(summaries, pairs).set_index(["region_code", "printed_year"])
    same, later = found.loc[("33.01", 2022)], found.loc[("33.01", 2025)]
    assert (same["pairs"], later["pairs"], later["own_pairs"]) == (7, 8, 1)
    assert same["verified_score"] == pytest.approx(900 * EIGHT[0])
    assert same["upper"] == pytest.approx(900 * EIGHT[1])


def test_each_pair_beside_what_the_others_say() -> None:
    pairs = forecasts.pair_rows(pd.DataFrame(known()), publications())
    assert pairs["lies"].value_counts().to_dict() == {"inside": 6, "above": 1, "below": 1}
    assert pairs["is_press"].all()
    few = forecasts.pair_rows(pd.DataFrame(known(EIGHT[:5])), publications())
    assert set(few["lies"]) == {"no_range"}


def test_too_few_pairs_give_an_honest_answer() -> None:
    summaries = pd.DataFrame([*known(EIGHT[:4]), row("16.10", 2024, "mandiri", 805.2)])
    pairs = forecasts.pair_rows(summaries, publications())
    found = forecasts.rows(summaries, pairs).set_index("region_code").loc["16.10"]
    assert found["reason"] == "too_few_pairs"
    assert np.isnan(found["lower"])
    told = wording_forecast.forecast_sentence(
        "id", region="Kabupaten X", self_score=805.2, lower=np.nan, middle=np.nan, upper=np.nan,
        pairs=4, own_pairs=0, coverage=np.nan, reason="too_few_pairs",
    )  # fmt: skip
    assert told.startswith("Belum dapat disimpulkan: baru 4 pasangan")


def test_simulated_scores_make_no_pair() -> None:
    summaries = pd.DataFrame(known(publication="b"))
    assert forecasts.pair_rows(summaries, publications(b="simulated")).empty
    assert forecasts.rows(pd.DataFrame(known())[:0], pd.DataFrame()).empty


def test_the_label_word_by_word() -> None:
    assert wording_forecast.forecast_label("en", 8, 7 / 9) == (
        "The range of eight pairs (about 78%), from self-assessment to administrative verification"
    )
    assert wording_forecast.forecast_label("id", 8, 7 / 9) == (
        "Rentang delapan pasangan (sekitar 78%), dari evaluasi mandiri ke verifikasi administrasi"
    )


def test_the_pairs_are_said_to_be_one_sided() -> None:
    told = wording_forecast.pairs_sentence(
        "en", pairs=8, together=6, province="Provinsi Jawa Tengah", year=2022, press=8
    )
    assert told.startswith("Six of eight pairs come from one province in one year")
    assert "selected by the press" in told
    tested = wording_forecast.leave_one_out_sentence("id", pairs=8, inside=6)
    assert "6 dari 8" in tested
    assert "75%" in tested
    assert wording_forecast.leave_one_out_sentence("en", pairs=5, inside=0).startswith("It cannot")


def test_a_folder_without_scores_has_no_forecast() -> None:
    summaries, known_by = (pd.DataFrame(columns=list(table.column_names))
                           for table in (SCORE_SUMMARY, PUBLICATION))  # fmt: skip
    pairs = forecasts.pair_rows(summaries, known_by)
    assert pairs.empty
    assert forecasts.rows(summaries, pairs).empty
