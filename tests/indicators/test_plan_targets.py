from __future__ import annotations

import pandas as pd
import pytest

from indicators import plan_targets

YEARS = (2025, 2026)


def targets(*rows: tuple[str, str, int, float]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["measure_id", "region_code", "year", "value"])
    return frame.assign(publication_id=[f"p{number}" for number in range(len(frame))])


def chosen(*rows: tuple[str, str, int, float]) -> pd.DataFrame:
    return plan_targets.chosen(targets(*rows), "32.01", "32", ["stunting"], YEARS)


def test_own_comes_before_province_before_nation() -> None:
    national = ("stunting", "00", 2025, 18.8)
    province = ("stunting", "32", 2025, 17.0)
    own = ("stunting", "32.01", 2025, 16.0)
    assert chosen(national)["origin"].tolist() == ["nation", "none"]
    assert chosen(national, province)["origin"].tolist() == ["province", "none"]
    found = chosen(own, national, province)
    assert found["origin"].tolist() == ["own", "none"]
    assert found.loc[0, ["value", "publication_id"]].tolist() == [16.0, "p0"]


def test_nothing_is_drawn_between_two_years_and_no_neighbour_counts() -> None:
    found = chosen(("stunting", "00", 2027, 14.0), ("stunting", "32.02", 2025, 1.0))
    assert found["origin"].tolist() == ["none", "none"]
    assert found["value"].isna().all()
    assert found["expired_year"].isna().all()


def test_a_target_due_before_the_plan_is_named_and_not_taken() -> None:
    found = chosen(("stunting", "00", 2024, 14.0), ("stunting", "32", 2023, 15.0))
    assert found["value"].isna().all()
    assert found.loc[0, ["expired_year", "expired_value", "expired_origin"]].tolist() == [
        2024.0, 14.0, "nation",
    ]  # fmt: skip
    kept = chosen(("stunting", "00", 2024, 14.0), ("stunting", "00", 2026, 12.0))
    assert kept["expired_year"].isna().all()


def test_without_targets_every_measure_and_year_is_still_there() -> None:
    found = plan_targets.chosen(targets(), "32.01", "32", ["a", "b"], YEARS)
    assert found["origin"].tolist() == ["none"] * 4
    with pytest.raises(ValueError, match="at least one year"):
        plan_targets.chosen(targets(), "32.01", "32", ["a"], ())


def values(*rows: tuple[str, int, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["measure_id", "year", "value"])


def test_the_baseline_is_the_last_value_before_the_plan() -> None:
    known = values(("a", 2026, 4.0), ("a", 2023, 2.0), ("a", 2024, 3.0), ("b", 2026, 7.0))
    base, last = plan_targets.standing(known, 2025)
    assert base.loc["a", ["year", "value"]].tolist() == [2024, 3.0]
    assert last.loc["a", ["year", "value"]].tolist() == [2026, 4.0]
    assert base.loc["b", ["year", "value"]].tolist() == [2026, 7.0]


def test_without_values_there_is_no_baseline() -> None:
    base, last = plan_targets.standing(values(), 2025)
    assert base.empty
    assert last.empty


def test_a_measure_counts_once_and_its_own_target_first() -> None:
    found = pd.concat(
        [
            chosen(("stunting", "32.01", 2025, 17.0), ("stunting", "00", 2026, 18.8)),
            chosen(("stunting", "00", 2024, 14.0)).assign(measure_id="b"),
            chosen().assign(measure_id="c"),
        ]
    )
    told = plan_targets.counts(found)
    assert told == {"own": 1, "province": 0, "nation": 0, "none": 1, "expired": 1}
