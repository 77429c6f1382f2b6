"""The queries on the shipped data: the figures of the issue, the types of the contract."""

from __future__ import annotations

import datetime

import pandas as pd
import pytest

from dashboard.queries import below, cases, comparison, edition, gaps, scores
from dashboard.warehouse import Warehouse
from indicators.catalogue import load

CONTOH = "99.01"
YEAR_2022 = (datetime.date(2022, 1, 1), datetime.date(2022, 12, 31))
TO_NOVEMBER = (datetime.date(2023, 1, 1), datetime.date(2023, 11, 22))


@pytest.fixture
def contoh(run: Warehouse) -> str:
    """The id of Kabupaten Contoh's assessment."""
    return str(scores.assessments(run, CONTOH)["assessment"].iloc[0])


def test_regions_are_listed_once_indonesia_first(run: Warehouse) -> None:
    frame = edition.regions(run)
    assert frame["region_code"].is_unique
    assert list(frame["kind"].iloc[:2]) == ["negara", "provinsi"]
    real = frame[~frame["is_example"]]
    assert len(real) == 1 + 38 + 514
    assert frame["is_example"].iloc[-1]


def test_types_follow_the_contract(run: Warehouse) -> None:
    frame = cases.series(run, "32", "korban_anak")
    assert frame["period_start"].dtype == "datetime64[us]"
    assert frame["year"].dtype == "Int64"
    assert frame["value"].dtype == "float64"
    assert frame["is_partial"].dtype == "bool"
    assert frame["publisher"].dtype == "str"


def test_jawa_barat_child_victims(run: Warehouse) -> None:
    frame = cases.series(run, "32", "korban_anak")
    whole = frame[frame["publication_id"] == frame["publication_id"].mode().iloc[0]]
    assert list(whole["value"]) == [319, 563, 1002, 1087, 1123]


def test_shared_points_of_an_office_are_told_apart(run: Warehouse, contoh: str) -> None:
    frame = gaps.offices(run, CONTOH, contoh)
    assert (frame["open_shared"] <= frame["open"] + 1e-9).all()
    assert list(frame[frame["office"] == "-"]["open_shared"]) == [0]


def test_discrepancies_of_a_region_and_of_all(run: Warehouse) -> None:
    assert len(edition.discrepancies(run, CONTOH)) == 18
    assert len(edition.discrepancies(run)) == edition.edition(run)["discrepancies"].iloc[0]


def test_the_fourteen_of_kalimantan_tengah(run: Warehouse, internal: Warehouse) -> None:
    true = comparison.regions(internal, "62", "kasus_perempuan_dan_anak", *TO_NOVEMBER)
    assert len(true) == 14
    assert true["value"].sum() == 294
    public = comparison.regions(run, "62", "kasus_perempuan_dan_anak", *TO_NOVEMBER)
    hidden = public[public["state"] == "hidden"]
    assert len(hidden) >= 2
    assert hidden[["value", "value_lower", "value_upper", "rate"]].isna().all(axis=None)
    assert (public["verdict"] == "not_compared").all()


def test_order_by_value_leaves_what_is_not_shown_last(run: Warehouse) -> None:
    frame = comparison.regions(run, "32", "korban_anak", *YEAR_2022, "per_100rb")
    shown = frame[frame["state"] == "shown"]["rate"]
    assert list(shown) == sorted(shown, reverse=True)
    assert (frame["state"].iloc[: len(shown)] == "shown").all()


def test_levels_are_fifths_of_what_is_shown(run: Warehouse) -> None:
    frame = comparison.regions(run, "32", "korban_anak", *YEAR_2022)
    shown = frame[frame["state"] == "shown"]
    assert set(shown["level_rate"]) == {0, 1, 2, 3, 4}
    highest = shown.loc[shown["rate"].idxmax()]
    assert highest["level_rate"] == 4


def test_examples_never_stand_among_real_regions(run: Warehouse) -> None:
    assert "99" not in set(comparison.regions(run, "00", "kasus_anak", *YEAR_2022)["region_code"])
    assert below.coverage(run, "00", list(load().cases))["regencies"].iloc[0] == 514


def test_totals_of_kabupaten_contoh(run: Warehouse, contoh: str) -> None:
    frame = scores.totals(run, CONTOH, contoh).set_index("basis")
    assert frame["value"].to_dict() == {"block": 770.36, "indicator": 765.46, "question": 771.81}
    assert not frame["agrees"].any()
    assert len(scores.discrepancies(run, CONTOH, contoh)) > 5


def test_blocks_of_both_cycles_have_their_own_maxima(run: Warehouse, contoh: str) -> None:
    blocks = scores.blocks(run, CONTOH, contoh, "kla_2024")
    assert list(blocks["max_score"]) == [164, 115, 156, 150, 110, 205, 100]
    sumbawa = scores.assessments(run, "52.04")["assessment"].iloc[0]
    older = scores.blocks(run, "52.04", sumbawa, "kla_2022")
    assert len(older) == 8
    assert older["score"].sum() == pytest.approx(505.85)


def test_the_second_example_adds_up(run: Warehouse) -> None:
    second = scores.assessments(run, "99.02")
    assert second["value"].iloc[0] == pytest.approx(805.2)


def test_final_scores_come_before_self_scores(run: Warehouse) -> None:
    frame = scores.assessments(run, "62.02")
    assert list(frame["stage"]) == ["akhir", "verifikasi_administrasi", "mandiri"]


def test_open_points_agree_on_no_level(run: Warehouse, contoh: str) -> None:
    totals = gaps.totals(run, CONTOH, contoh).set_index("level")
    assert totals["open"].round(2).to_dict() == {
        "block": 229.64,
        "indicator": 234.54,
        "question": 232.19,
    }
    assert totals.loc["question", "max_score"] == pytest.approx(1004)
    assert totals.loc["question", "items_without_office"] == 9
    assert totals.loc["question", "max_without_office"] == pytest.approx(31.5)


def test_the_largest_are_known_and_sorted(run: Warehouse, contoh: str) -> None:
    frame = gaps.largest(run, CONTOH, contoh, 5)
    assert frame["text_known"].all()
    assert list(frame["open"]) == sorted(frame["open"], reverse=True)
    everything = gaps.open_points(run, CONTOH, contoh, "question")
    assert everything["text_known"].iloc[0]
    assert not everything["text_known"].iloc[-1]


def test_an_office_has_exactly_its_questions(run: Warehouse, contoh: str) -> None:
    office = str(gaps.offices(run, CONTOH, contoh)["office"].iloc[0])
    frame = gaps.open_points(run, CONTOH, contoh, "question", office=office)
    assert len(frame)
    assert all(office in offices.split("; ") for offices in frame["offices"])
    nobody = gaps.open_points(run, CONTOH, contoh, "question", office="-")
    assert len(nobody) == 9


def test_outcomes_are_one_value_against_all_its_targets(run: Warehouse) -> None:
    frame = gaps.outcomes(run, "32", list(load().outcomes))
    assert frame.groupby("measure_id")["value"].nunique().max() == 1
    aimed = frame[frame["target"].notna()]
    assert set(aimed["better"]) <= {"higher", "lower"}


def test_latest_keeps_a_partial_year_only_after_the_whole_one(run: Warehouse) -> None:
    for region in ("00", "32", "62", "64", "16"):
        frame = cases.latest(run, region, load().cases)
        for _, rows in frame.groupby("measure_id"):
            assert len(rows) <= 2
            if len(rows) == 2:
                assert bool(rows["is_partial"].iloc[0])
                assert not bool(rows["is_partial"].iloc[1])


def test_everything_holds_no_hidden_value(run: Warehouse) -> None:
    frame = edition.everything(run)
    hidden = frame[frame["hidden"] != "no"]
    assert len(hidden)
    numbers = ["value", "value_lower", "value_upper", "rate", "rate_lower", "rate_upper"]
    assert hidden[numbers].isna().all(axis=None)
    assert pd.Series(frame["edition"]).eq("public").all()


def test_readings_of_one_year_stand_together_and_parts_of_a_year_apart(run: Warehouse) -> None:
    found = comparison.periods(run, "64")
    births = found[found["measure_id"] == "akta_kelahiran_anak_persen"]
    assert births["period_start"].dt.day_of_year.eq(1).all()
    assert births["period_end"].dt.month.eq(12).all()
    assert births["year"].is_unique
    reports = found[found["measure_id"] == "kasus_perempuan_dan_anak"]
    assert (reports["is_partial"] & ~reports["is_year"]).any()
    frame = comparison.regions(
        run, "64", "akta_kelahiran_anak_persen", datetime.date(2022, 1, 1), YEAR_2022[1]
    )
    assert frame["state"].value_counts().to_dict() == {"shown": 6, "no_data": 4}
