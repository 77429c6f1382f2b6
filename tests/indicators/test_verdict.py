from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from indicators import trend, verdict
from indicators.verdict import Recording, Trend, judge

UP = Trend("pooled", "up", 0.05, 0.30, 4)
DOWN = Trend("pooled", "down", -0.30, -0.05, 4)
FLAT = Trend("pooled", "unclear", -0.10, 0.12, 4)
WHOLE = Recording(12, 12, 30, 30)


@pytest.mark.parametrize(
    ("found", "recording", "wanted", "codes"),
    [
        (UP, WHOLE, "likely_real", {"recording_steady"}),
        (DOWN, Recording(12, 12, 30, 31), "likely_real", {"recording_steady"}),
        (UP, Recording(12, 12, 30, 20), "likely_real", {"units_changed", "recording_against"}),
        (DOWN, Recording(12, 6, 30, 30), "reporting_changed",
         {"months_changed", "recording_explains"}),
        (UP, Recording(12, 12, 20, 30), "reporting_changed",
         {"units_changed", "recording_explains"}),
        (UP, Recording(12, 12, 20, 23), "cannot_separate",
         {"units_changed", "recording_partly_explains"}),
        (UP, Recording(0, 12, 30, 30), "reporting_changed",
         {"months_changed", "recording_explains"}),
        (UP, Recording(0, 12, 30, 0), "cannot_separate",
         {"months_changed", "units_changed", "recording_partly_explains"}),
        (DOWN, Recording(12, 6), "reporting_changed",
         {"months_changed", "units_unknown", "recording_explains"}),
        (UP, Recording(), "cannot_separate",
         {"months_unknown", "units_unknown"}),
        (UP, Recording(12, 12), "cannot_separate", {"units_unknown", "recording_steady"}),
        (UP, Recording(0, 0, 30, 30), "cannot_separate", {"months_unknown", "recording_steady"}),
        (UP, Recording(12, 12, 30, 30, "differs"), "cannot_separate",
         {"second_source_differs", "recording_steady"}),
        (UP, Recording(12, 12, 30, 30, "agrees"), "likely_real",
         {"second_source_agrees", "recording_steady"}),
        (FLAT, WHOLE, "too_little", {"change_unclear"}),
        (FLAT, Recording(12, 6, 30, 30), "too_little", {"change_unclear", "months_changed"}),
    ],
)  # fmt: skip
def test_the_rule(found: Trend, recording: Recording, wanted: str, codes: set[str]) -> None:
    result = judge(found, recording)
    assert result.verdict == wanted
    assert codes <= set(result.reasons)
    assert set(result.reasons) <= set(verdict.REASONS)


@pytest.mark.parametrize(
    ("reason", "wanted"),
    [
        ("after_break", "series_break"),
        ("hidden_years", "too_little"),
        ("too_few_years", "too_little"),
        ("no_events", "too_little"),
        ("events_at_one_end", "too_little"),
    ],
)
def test_without_a_trend(reason: str, wanted: str) -> None:
    nothing = Trend("none", "unclear", np.nan, np.nan, 0, reason)
    assert judge(nothing, WHOLE) == verdict.Verdict(wanted, (reason,))


def test_recording_explains_exactly_up_to_the_nearer_limit() -> None:
    at_limit = 1.05**4
    more = judge(UP, Recording(12, 12, 100, 100 * at_limit * 1.001))
    less = judge(UP, Recording(12, 12, 100, 100 * at_limit * 0.999))
    assert (more.verdict, less.verdict) == ("reporting_changed", "cannot_separate")


def test_nothing_known_of_recording_is_not_steady_recording() -> None:
    assert "recording_steady" not in judge(UP, Recording()).reasons


def test_what_else_holds_is_said() -> None:
    alone = Trend("single", "up", 0.05, 0.3, 4, None, "unclear")
    reasons = judge(alone, WHOLE).reasons
    assert {"judged_alone", "province_moved_too"} <= set(reasons)


def test_refuses_codes_and_facts_out_of_their_list() -> None:
    with pytest.raises(ValueError, match="second source"):
        judge(UP, Recording(12, 12, 3, 3, "perhaps"))
    with pytest.raises(ValueError, match="negative"):
        judge(UP, Recording(-1, 12))
    with pytest.raises(ValueError, match="reason"):
        judge(Trend("none", "unclear", np.nan, np.nan, 0, "unheard"), WHOLE)


def test_a_frame_of_trends() -> None:
    rows = pd.DataFrame(
        [
            {"region_code": f"11.0{k}", "parent_code": "11", "year": 2020 + t, "value": value}
            for k in range(1, 6)
            for t, value in enumerate([100, 130, 169, 220, 286])
        ]
        + [{"region_code": "11.06", "parent_code": "11", "year": 2020, "value": 4}]
    )
    recording = pd.DataFrame(
        {
            "region_code": ["11.01", "11.02"],
            "months_first": [12, 12],
            "months_last": [12, np.nan],
            "units_first": [30, 30],
            "units_last": [30, 30],
        }
    )
    found = verdict.verdicts(trend.trends(rows), recording).set_index("region_code")
    assert found["verdict"].tolist() == [
        "likely_real", *["cannot_separate"] * 4, "too_little",
    ]  # fmt: skip
    assert found.loc["11.01", "reasons"] == "recording_steady; province_moved_too"
    assert found.loc["11.06", "reasons"] == "too_few_years"
    assert verdict.verdicts(trend.trends(rows.iloc[:0]), recording).empty
