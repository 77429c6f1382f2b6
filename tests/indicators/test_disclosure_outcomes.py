from __future__ import annotations

import datetime
from collections.abc import Mapping

import numpy as np
import pandas as pd
import pytest

from indicators import codes
from indicators.disclosure import hide_outcomes

K = 4
CHILDREN = {"99": ["99.01", "99.02"]}
OUTCOME_PLAIN = {
    "region_code": "64.01", "period_start": datetime.date(2022, 1, 1),
    "period_end": datetime.date(2022, 12, 31), "sex": codes.ALL, "area_type": codes.ALL,
    "publication_id": "p", "numerator": np.nan, "denominator": np.nan, "hidden": "no",
}  # fmt: skip
PEOPLE = {"dispensasi_kawin_diputus": True, "akta_kelahiran_anak_persen": False, "ipa": False}


def outcomes_of(*rows: Mapping[str, object]) -> pd.DataFrame:
    numbers = dict.fromkeys(("value", "numerator", "denominator"), float)
    return pd.DataFrame([{**OUTCOME_PLAIN, **row} for row in rows]).astype(numbers)


def test_small_counts_of_people_among_outcomes_are_hidden_with_their_percentage() -> None:
    count, percent = {"measure_id": "dispensasi_kawin_diputus"}, {"measure_id": "ipa"}
    frame = outcomes_of(
        {**count, "value": 3.0},
        {**count, "value": 12.0, "region_code": "64.02"},
        {**percent, "value": 2.0},
        {**percent, "value": 6.0, "numerator": 3, "denominator": 50, "region_code": "64.02"},
        {**percent, "value": 6.0, "denominator": 50.0, "region_code": "64.03"},
        {**percent, "value": 60.0, "denominator": 50.0, "region_code": "64.07"},
        {**count, "value": 2.0, "region_code": "00"},
    )
    public = hide_outcomes(frame, PEOPLE, K)
    assert public["hidden"].tolist() == [
        "primary", "no", "no", "primary", "primary", "no", "no",
    ]  # fmt: skip
    emptied = public.loc[public["hidden"] != "no", ["value", "numerator", "denominator"]]
    assert emptied.isna().all(axis=None)
    shown = public["hidden"] == "no"
    pd.testing.assert_frame_equal(public[shown], frame[shown])


def test_a_small_outcome_cannot_be_taken_from_the_province() -> None:
    count = {"measure_id": "dispensasi_kawin_diputus"}
    frame = outcomes_of(
        {**count, "region_code": "99", "value": 33.0},
        {**count, "region_code": "99.01", "value": 3.0},
        {**count, "region_code": "99.02", "value": 30.0},
    )
    assert hide_outcomes(frame, PEOPLE, K, CHILDREN)["hidden"].tolist() == [
        "no", "primary", "secondary",
    ]  # fmt: skip


def test_an_outcome_the_catalogue_does_not_know_is_refused() -> None:
    with pytest.raises(KeyError):
        hide_outcomes(outcomes_of({"measure_id": "tidak_ada", "value": 3.0}), PEOPLE, K)
