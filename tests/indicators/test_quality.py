from __future__ import annotations

import pandas as pd
import pytest

from indicators import quality

GOOD: dict[str, object] = {
    "trust": "official",
    "status": "reported",
    "hidden": "no",
    "is_exact": True,
    "is_partial": False,
    "is_derived": False,
    "is_superseded": False,
    "period_known": "stated",
    "year": 2025,
    "denominator_year": 2025.0,
    "note": "complete",
    "cause": None,
    "parts_hidden": False,
    "above_whole": False,
}
ONE_BY_ONE: dict[str, dict[str, object]] = {
    "simulated": {"trust": "simulated"},
    "unconfirmed": {"trust": "unconfirmed"},
    "not_reported": {"status": "not_reported"},
    "superseded": {"is_superseded": True},
    "publications_differ": {"cause": "tidak_diketahui"},
    "period_assumed": {"period_known": "assumed_full_year"},
    "under_verification": {"status": "under_verification"},
    "provisional": {"status": "provisional"},
    "press": {"trust": "press"},
    "above_whole": {"above_whole": True},
    "not_exact": {"is_exact": False},
    "months_missing": {"note": "months_missing"},
    "units_missing": {"note": "units_missing"},
    "partial": {"is_partial": True},
    "period_approximate": {"period_known": "approximate"},
    "hidden": {"hidden": "secondary"},
    "parts_hidden": {"parts_hidden": True},
    "denominator_old": {"denominator_year": 2023.0},
    "derived": {"is_derived": True},
    "revised": {"status": "revised"},
    "complete": {},
    "official": {"note": "months_unknown"},
}


def marked(**other: object) -> pd.Series[str]:
    return quality.marked(pd.DataFrame([GOOD | other])).iloc[0]


def test_every_reason_can_be_reached_alone() -> None:
    assert list(ONE_BY_ONE) == list(quality.REASONS)
    for code, told in ONE_BY_ONE.items():
        found = marked(**told)
        assert found["quality_reasons"] == code
        assert found["quality_reason"] == code
        assert found["quality"] == quality.REASONS[code].mark


def test_every_reason_has_its_words() -> None:
    for reason in quality.REASONS.values():
        assert reason.mark in quality.MARKS
        for language in ("id", "en"):
            said = reason.in_(language)
            assert said.endswith(".")
            assert said[0].isupper()
        assert reason.id != reason.en
    with pytest.raises(ValueError, match="fr"):
        quality.REASONS["press"].in_("fr")
    assert set(quality.MARK_WORDS) == set(quality.MARKS)


def test_reasons_stand_worst_first() -> None:
    order = [quality.MARKS.index(reason.mark) for reason in quality.REASONS.values()]
    assert order == sorted(order, reverse=True)


def test_the_worst_reason_decides() -> None:
    found = marked(trust="unconfirmed", is_partial=True, denominator_year=2024.0)
    assert found["quality"] == "significant_concerns"
    assert found["quality_reasons"] == "unconfirmed; partial; denominator_old"


def test_a_figure_without_denominator_is_not_blamed_for_it() -> None:
    assert marked(denominator_year=None)["quality"] == "robust"


def test_frames() -> None:
    none = quality.marked(pd.DataFrame([GOOD]).iloc[:0])
    assert none.empty
    assert set(quality.COLUMNS) <= set(none.columns)
    rows = pd.DataFrame([GOOD, GOOD | {"trust": "press"}], index=[7, 3])
    assert list(quality.marked(rows)["quality"]) == ["robust", "some_concerns"]
    with pytest.raises(KeyError, match="trust"):
        quality.marked(rows.drop(columns="trust"))
