from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pytest

from indicators import measures

Make = Callable[..., pd.DataFrame]


@dataclass(frozen=True)
class Selection:
    unit: str = "korban"
    group: str = "anak"
    sex: str = "semua"
    violence_type: str = "semua"


MEASURES = {"korban_anak": Selection(), "kasus_anak": Selection(unit="kasus")}


def test_rate_and_interval_of_a_whole_year(counts: Make, people: Make) -> None:
    values = measures.case_values(counts({"value": 10}), MEASURES, people(("32.01", 2022, 200_000)))
    row = values.iloc[0]
    assert row["measure_id"] == "korban_anak"
    assert row["rate"] == pytest.approx(5.0)
    # Byar for 10: 4.7954 and 18.3910 (PHE technical guide), per 100,000 of 200,000 people: halved
    assert row["rate_lower"] == pytest.approx(2.3948, abs=5e-3)
    assert row["rate_upper"] == pytest.approx(9.1957, abs=5e-3)
    assert row["denominator_kind"] == "penduduk"
    assert row["denominator_year"] == 2022


@pytest.mark.parametrize(("year", "used"), [(2024, 2024), (2021, 2022), (2020, 2022)])
def test_the_nearest_year_within_two_is_the_denominator(
    counts: Make, people: Make, year: int, used: int
) -> None:
    frame = people(("32.01", 2022, 1000.0), ("32.01", 2024, 1100.0))
    row = measures.case_values(counts({"year": year}), MEASURES, frame).iloc[0]
    assert row["denominator_year"] == used


def test_no_population_within_two_years_gives_no_rate(counts: Make, people: Make) -> None:
    row = measures.case_values(counts({"year": 2018}), MEASURES, people(("32.01", 2022, 1e5)))
    assert np.isnan(row.iloc[0]["rate"])
    assert row.iloc[0]["denominator_kind"] is None


def test_partial_years_hidden_counts_and_estimates_get_no_rate(counts: Make, people: Make) -> None:
    frame = counts(
        {"period_end": datetime.date(2022, 8, 31)},
        {"year": 2021, "is_exact": False},
        {"year": 2023, "value": np.nan, "hidden": "primary"},
    )
    values = measures.case_values(frame, MEASURES, people(("32.01", 2022, 1e5)))
    assert values["rate"].isna().all()
    assert values["is_partial"].tolist() == [True, False, False]
    assert values.loc[2, ["value_lower", "value_upper"]].isna().all()


def test_cases_and_victims_never_share_a_measure(counts: Make, people: Make) -> None:
    frame = counts({"unit": "korban", "value": 12}, {"unit": "kasus", "value": 9})
    values = measures.case_values(frame, MEASURES, people(("32.01", 2022, 1e5)))
    assert dict(zip(values["measure_id"], values["value"], strict=True)) == {
        "korban_anak": 12,
        "kasus_anak": 9,
    }


def test_a_breakdown_is_one_way_and_named(counts: Make, people: Make) -> None:
    frame = counts({"sex": "perempuan"}, {"sex": "perempuan", "age_band": "0-5"})
    values = measures.case_values(frame, MEASURES, people(("32.01", 2022, 1e5)))
    assert values[["dimension", "category"]].to_numpy().tolist() == [["sex", "perempuan"]]


def test_the_shown_publication_is_chosen_by_a_named_rule(
    counts: Make, people: Make, published: Make, decided: Make
) -> None:
    frame = counts(
        {"publication_id": "portal", "value": 319},
        {"publication_id": "koran", "value": 559},
        {"publication_id": "koran", "year": 2021, "value": 5},
        {"publication_id": "tengah", "year": 2021, "period_end": datetime.date(2021, 6, 30)},
    )
    values = measures.case_values(frame, MEASURES, people(("32.01", 2022, 1e5)))
    done = measures.complete(
        values, published(portal="official", koran="press", tengah="official"), decided()
    )
    chosen = done[done["is_chosen"]].set_index("year")
    assert chosen.loc[2022, "publication_id"] == "portal"
    assert chosen.loc[2022, "why_chosen"] == "trust"
    assert chosen.loc[2021, "publication_id"] == "koran"
    assert chosen.loc[2021, "why_chosen"] == "whole_year"
    assert len(chosen) == 2


def chosen_of(done: pd.DataFrame) -> list[tuple[int, str, str]]:
    rows = done[done["is_chosen"]].sort_values("year")
    return list(zip(rows["year"], rows["publication_id"], rows["why_chosen"], strict=True))


def test_what_people_decided_wins_before_every_rule(
    counts: Make, people: Make, published: Make, decided: Make
) -> None:
    frame = counts(
        {"publication_id": "portal", "value": 122},
        {"publication_id": "koran", "value": 41, "period_end": datetime.date(2022, 6, 30)},
        {"publication_id": "portal", "value": 38, "year": 2021},
        {"publication_id": "koran", "value": 24, "year": 2021},
    )
    values = measures.case_values(frame, MEASURES, people(("32.01", 2022, 1e5)))
    known = published(portal="official", koran="press")
    done = measures.complete(values, known, decided(("32.01", 2022, "korban_anak", "koran")))
    assert chosen_of(done) == [(2021, "portal", "trust"), (2022, "koran", "decision")]


def test_a_release_loses_against_the_one_that_replaces_it(
    counts: Make, people: Make, published: Make, decided: Make
) -> None:
    frame = counts(
        {"publication_id": "lama", "value": 216, "year": 2021},
        {"publication_id": "baru", "value": 1087, "year": 2021, "is_exact": False},
        {"publication_id": "lama", "value": 312, "year": 2018},
        {"publication_id": "baru", "value": None, "year": 2018},
        {"publication_id": "lama", "value": 7, "year": 2017},
    )
    values = measures.case_values(frame, MEASURES, people(("32.01", 2022, 1e5)))
    known = published(lama="official", baru={"trust": "press", "supersedes": "lama; lain"})
    assert chosen_of(measures.complete(values, known, decided())) == [
        (2017, "lama", "only"),
        (2018, "lama", "no_value"),
        (2021, "baru", "superseded"),
    ]


def test_a_share_on_a_day_is_whole_and_a_count_to_that_day_is_partial() -> None:
    row = {
        "region_code": "64.72",
        "period_start": datetime.date(2023, 1, 1),
        "period_end": datetime.date(2023, 4, 30),
        "sex": "semua",
        "area_type": "semua",
        "value": 95.5,
        "hidden": "no",
    }
    frame = pd.DataFrame([row | {"measure_id": "akta"}, row | {"measure_id": "dispensasi"}])
    values = measures.outcome_values(frame, {"dispensasi"}).set_index("measure_id")
    assert values["is_partial"].to_dict() == {"akta": False, "dispensasi": True}
    assert values["year"].tolist() == [2023, 2023]
