from __future__ import annotations

import pandas as pd
import pytest

from indicators import codes, score_quality
from indicators.quality import MARKS

OFFICIAL = {"trust": "official", "stage": "akhir", "agrees": True}


@pytest.mark.parametrize(
    ("facts", "mark", "reasons"),
    [
        (OFFICIAL, "robust", "released"),
        (OFFICIAL | {"stage": "verifikasi_lapangan"}, "robust", "released"),
        (OFFICIAL | {"stage": "mandiri"}, "some_concerns", "self_assessed"),
        (OFFICIAL | {"stage": "tidak_dinyatakan"}, "some_concerns", "stage_unknown"),
        (OFFICIAL | {"agrees": False}, "some_concerns", "totals_differ"),
        (OFFICIAL | {"trust": "press"}, "some_concerns", "press"),
        (OFFICIAL | {"trust": "unconfirmed"}, "significant_concerns", "unconfirmed"),
        (
            {"trust": "simulated", "stage": "mandiri", "agrees": False},
            "significant_concerns",
            "simulated; totals_differ; self_assessed",
        ),
    ],
)
def test_the_worst_reason_decides_and_all_are_kept(
    facts: dict[str, object], mark: str, reasons: str
) -> None:
    row = score_quality.marked(pd.DataFrame([facts])).iloc[0]
    assert (row["quality"], row["quality_reasons"]) == (mark, reasons)


def test_an_award_has_no_stage() -> None:
    marked = score_quality.marked(pd.DataFrame({"trust": ["press", "official"]}))
    assert list(marked["quality"]) == ["some_concerns", "robust"]
    assert score_quality.marked(pd.DataFrame({"trust": []})).empty


def test_reasons_are_ordered_and_cover_every_trust_and_open_stage() -> None:
    severity = [MARKS.index(reason.mark) for reason in score_quality.REASONS.values()]
    assert severity == sorted(severity, reverse=True)
    assert {*codes.TRUST} - {"official"} <= set(score_quality.REASONS)
    assert all(reason.id and reason.en for reason in score_quality.REASONS.values())
