from __future__ import annotations

import csv
import time
from pathlib import Path

import pandas as pd
import pytest

from indicators import score, score_levels
from indicators.catalogue import Catalogue, load
from indicators.tables import DISCREPANCY, KLA_SCORE, POINTS_OPEN, SCORE_SUMMARY

SHARED = Path(__file__).resolve().parents[2] / "../shared"
FORMS: Catalogue = load()
OUTCOME_OF_VECTOR = {
    0: "tanpa_penghargaan", 1: "pratama", 2: "madya", 3: "nindya", 4: "utama", 5: "kla",
}  # fmt: skip


def facts(name: str) -> list[dict[str, str]]:
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"{name} not beside the project")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def rows(*some: dict[str, object]) -> pd.DataFrame:
    """kla_score rows; what is not named is an evaluation of 32.01 on the form of 2024."""
    full = [
        {
            "region_code": "32.01",
            "instrument_id": "kla_2024",
            "printed_year": 2024,
            "award_year": 2025,
            "data_year": 2023,
            "stage": "mandiri",
            "level": "block",
            "block": "semua",
            "indicator": "semua",
            "question": "semua",
            "value": 1.0,
            "max_printed": None,
            "offices_printed": None,
            "status": "reported",
            "note": None,
            "publication_id": "p",
            "source_sha256": "f" * 64,
            "sheet": "Data",
            "cell": f"L{number}",
            **row,
        }
        for number, row in enumerate(some, start=2)
    ]
    frame = pd.DataFrame(full, columns=list(KLA_SCORE.column_names))
    return frame.astype({"value": "float64", "max_printed": "float64"})


def published(region: str) -> pd.DataFrame:
    """All scores of a region in the published figures, every level."""
    some: list[dict[str, object]] = []
    for level in ("block", "indicator", "question"):
        for fact in facts(f"facts/kla_scores_{level}.csv"):
            if fact["region_code"] != region:
                continue
            printed = fact["max_score_printed"] if level == "block" else fact["max_score"]
            some.append(
                {
                    "region_code": region,
                    "instrument_id": "kla_2022" if fact["year"] == "2022" else "kla_2024",
                    "printed_year": int(fact["year"]),
                    "stage": fact["stage"],
                    "level": level,
                    "block": fact["block"],
                    "indicator": fact.get("indicator", "semua"),
                    "question": fact.get("question", "semua"),
                    "value": float(fact["score"]),
                    "max_printed": float(printed),
                }
            )
    return rows(*some)


def blocks(**scores: float) -> list[dict[str, object]]:
    return [{"block": name, "value": value} for name, value in scores.items()]


def all_blocks(value: float) -> list[dict[str, object]]:
    names = [block.block for block in FORMS.instruments["kla_2024"].blocks]
    return [{"block": name, "value": value} for name in names]


@pytest.mark.parametrize(
    ("points", "band", "boundary", "following", "short"),
    [
        (0, "tanpa_penghargaan", None, "pratama", 500),
        (499.99, "tanpa_penghargaan", None, "pratama", 0.01),
        (499.995, "tanpa_penghargaan", None, "pratama", 0.005),
        (500, "pratama", None, "madya", 101),
        (596.70, "pratama", None, "madya", 4.3),
        (600, "pratama", None, "madya", 1),
        (600.0000000001, "pratama", None, "madya", 1),
        (600.5, "pratama", "madya", "madya", 0.5),
        (601, "madya", None, "nindya", 100),
        (900.5, "utama", "kla", "kla", 0.5),
        (901, "kla", None, None, None),
        (1004, "kla", None, None, None),
    ],
)
def test_bands(
    points: float, band: str, boundary: str | None, following: str | None, short: float | None
) -> None:
    assert score.band_of(points, FORMS.bands) == score.BandResult(band, boundary, following, short)


def test_bands_of_the_golden_file() -> None:
    for row in facts("vectors/kla_score_bands.csv"):
        points, outcome = (float(cell) for cell in row.values())
        found = score.band_of(points, FORMS.bands)
        if outcome == -1:
            assert found.boundary == found.next_band
        else:
            assert (found.band_id, found.boundary) == (OUTCOME_OF_VECTOR[int(outcome)], None)


@pytest.mark.parametrize("points", [float("nan"), -1.0])
def test_no_band_for_no_score(points: float) -> None:
    with pytest.raises(ValueError, match="score"):
        score.band_of(points, FORMS.bands)


def test_three_totals_of_one_file_are_kept_apart() -> None:
    found = score.summaries(published("99.01"), FORMS).set_index("basis")
    assert found["value"].to_dict() == {"block": 770.36, "indicator": 765.46, "question": 771.81}
    assert found["max_value"].to_dict() == {"block": 1000, "indicator": 1000, "question": 1004}
    assert found["items"].to_dict() == {"block": 7, "indicator": 31, "question": 274}
    assert not found["agrees"].any()
    assert set(found["band"]) == {"nindya"}
    assert list(found.reset_index()[list(SCORE_SUMMARY.column_names)]) == list(
        SCORE_SUMMARY.column_names
    )


def test_points_open_on_every_level() -> None:
    found = score.points_open(published("99.01"), FORMS)
    assert tuple(found.columns) == POINTS_OPEN.column_names
    still = found.groupby("level")["open"].sum().round(2).to_dict()
    assert still == {"block": 229.64, "indicator": 234.54, "question": 232.19}
    nameless = found[(found["level"] == "question") & found["offices"].isna()]
    assert (len(nameless), nameless["max_score"].sum()) == (9, 31.5)
    assert set(found["kind"]) <= {"bukti", "campuran", "capaian"}
    assert not found.duplicated(list(POINTS_OPEN.key)).any()


def test_exactly_the_known_defects_are_listed() -> None:
    found = score_levels.discrepancies(published("99.01"), FORMS)
    assert tuple(found.columns) == DISCREPANCY.column_names
    listed = {
        (row.kind, row.block, row.indicator, row.below): (row.printed, row.computed, row.chosen)
        for row in found.itertuples()
    }
    assert listed == {
        ("max_printed", "klaster_1", "semua", "form"): (150, 115, 115),
        ("score_sum", "semua", "semua", "indicator"): (770.36, 765.46, 770.36),
        ("score_sum", "semua", "semua", "question"): (770.36, 771.81, 770.36),
        ("score_sum", "kelembagaan", "semua", "question"): (127.66, 126.91, 127.66),
        ("score_sum", "klaster_2", "semua", "indicator"): (93.8, 98.8, 93.8),
        ("score_sum", "klaster_3", "semua", "question"): (137, 136, 137),
        ("score_sum", "klaster_4", "semua", "question"): (91.6, 94.6, 91.6),
        ("score_sum", "klaster_5", "semua", "question"): (163.8, 163.0, 163.8),
        ("score_sum", "kelana_dekela", "semua", "indicator"): (67.5, 57.6, 67.5),
        ("score_sum", "kelana_dekela", "semua", "question"): (67.5, 68.5, 67.5),
        ("score_sum", "kelembagaan", "1", "question"): (73.16, 72.41, 73.16),
        ("score_sum", "klaster_2", "7", "question"): (25, 20, 25),
        ("score_sum", "klaster_3", "17", "question"): (28, 27, 28),
        ("score_sum", "klaster_4", "19", "question"): (39.6, 42.6, 39.6),
        ("score_sum", "klaster_5", "21B", "question"): (15.2, 14.4, 15.2),
        ("score_sum", "kelana_dekela", "26", "question"): (41.5, 52.4, 41.5),
        ("max_sum", "klaster_4", "19", "question"): (51, 54, 51),
        ("max_sum", "klaster_5", "21B", "question"): (17, 18, 17),
    }
    assert not set(found["chosen"]) - set(found["printed"]) - {115.0}


@pytest.mark.parametrize(
    ("region", "total", "band"), [("99.02", 805.2, "utama"), ("52.04", 505.85, "pratama")]
)
def test_block_totals(region: str, total: float, band: str) -> None:
    found = score.summaries(published(region), FORMS).set_index("basis").loc["block"]
    assert (found["value"], found["max_value"], found["band"]) == (total, 1000, band)
    assert found["agrees"]
    assert found["items"] == found["items_expected"]
    assert score_levels.discrepancies(published(region), FORMS).empty


def test_a_part_of_a_form_has_no_band() -> None:
    found = score.summaries(published("99.02"), FORMS).set_index("basis").loc["indicator"]
    assert (found["value"], found["max_value"]) == (146, 164)
    assert (found["items"], found["items_expected"]) == (3, 31)
    assert found["band"] == "tidak_disebut"
    assert pd.isna(found["points_to_next"])
    assert found["agrees"]


def test_a_total_without_a_form() -> None:
    some = {"level": "total", "instrument_id": None, "stage": "akhir", "award_year": None}
    found = score.summaries(rows({**some, "value": 596.70}), FORMS).iloc[0]
    assert (found["basis"], found["value"], found["max_value"]) == ("total", 596.70, 1000)
    assert (found["band"], found["points_to_next"]) == ("pratama", 4.3)
    assert pd.isna(found["award_year"])
    assert found["data_year"] == 2023
    other = score.summaries(rows({**some, "value": 62.0, "max_printed": 100.0}), FORMS).iloc[0]
    assert (other["max_value"], other["band"]) == (100, "tidak_disebut")


def test_blocks_without_a_form_need_their_printed_maxima() -> None:
    some = {"instrument_id": None, "block": "kelembagaan", "value": 95.0}
    assert score.summaries(rows(some), FORMS).empty
    found = score.summaries(rows({**some, "max_printed": 100.0}), FORMS).iloc[0]
    assert (found["max_value"], found["items"], found["band"]) == (100, 1, "tidak_disebut")


def test_stages_and_publications_are_not_mixed() -> None:
    frame = rows(
        {"level": "total", "value": 721.0},
        {"level": "total", "value": 588.4, "stage": "verifikasi_administrasi"},
        {"level": "total", "value": 588.0, "stage": "akhir", "publication_id": "q"},
        {"level": "total", "value": 588.2, "stage": "akhir", "publication_id": "r"},
    )
    found = score.summaries(frame, FORMS)
    assert list(found["value"]) == [721.0, 588.4, 588.0, 588.2]
    assert found["agrees"].all()


def test_a_printed_total_that_differs_from_its_blocks() -> None:
    frame = rows({"level": "total", "value": 701.0}, *all_blocks(100.0))
    found = score.summaries(frame, FORMS)
    assert not found["agrees"].any()
    wrong = score_levels.discrepancies(frame, FORMS)
    assert wrong[["kind", "block", "printed", "computed", "cell"]].to_numpy().tolist() == [
        ["score_sum", "semua", 701.0, 700.0, "L2"]
    ]


def test_float_noise_is_no_discrepancy() -> None:
    frame = rows({"level": "total", "value": 0.3}, *all_blocks(0.3 / 7))
    assert score.summaries(frame, FORMS)["agrees"].all()
    assert score_levels.discrepancies(frame, FORMS).empty


def test_an_item_without_a_score_is_not_zero() -> None:
    frame = rows(*all_blocks(100.0))
    frame.loc[0, "value"] = float("nan")
    found = score.summaries(frame, FORMS).iloc[0]
    assert (found["items"], found["items_expected"], found["band"]) == (6, 7, "tidak_disebut")
    assert len(score.points_open(frame, FORMS)) == 6


def test_a_row_is_found_by_its_own_code() -> None:
    found = score.points_open(
        rows({"level": "indicator", "indicator": "21B", "value": 15.2}), FORMS
    ).iloc[0]
    assert (found["block"], found["max_score"], found["open"]) == ("klaster_5", 17, 1.8)


def test_an_unknown_item_stops_with_its_place() -> None:
    frame = rows({"level": "indicator", "indicator": "31", "value": 1.0})
    for calculate in (score.summaries, score.points_open, score_levels.discrepancies):
        with pytest.raises(ValueError, match=r"31 .*Data L2"):
            calculate(frame, FORMS)
    with pytest.raises(ValueError, match="kla_1999"):
        score.points_open(rows({"instrument_id": "kla_1999", "level": "total"}), FORMS)


def test_nothing_in_nothing_out() -> None:
    nothing = rows().iloc[0:0]
    assert tuple(score.summaries(nothing, FORMS).columns) == SCORE_SUMMARY.column_names
    assert tuple(score.points_open(nothing, FORMS).columns) == POINTS_OPEN.column_names
    assert tuple(score_levels.discrepancies(nothing, FORMS).columns) == DISCREPANCY.column_names


def test_arguments_are_left_alone() -> None:
    frame = rows(*all_blocks(100.0))
    before = frame.copy(deep=True)
    score.summaries(frame, FORMS)
    score.points_open(frame, FORMS)
    score_levels.discrepancies(frame, FORMS)
    pd.testing.assert_frame_equal(frame, before)


def test_the_whole_country_takes_seconds() -> None:
    one = published("99.01")
    country = pd.concat(
        [one.assign(region_code=f"{number:05d}") for number in range(514)], ignore_index=True
    )
    for calculate, allowed in (
        (score.summaries, 3.0), (score_levels.discrepancies, 8.0), (score.points_open, 3.0)
    ):  # fmt: skip
        start = time.perf_counter()
        assert not calculate(country, FORMS).empty
        assert time.perf_counter() - start < allowed
