"""Ranks over the awards, PROVILA, stages side by side, and what has not arrived."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from indicators import codes, provila, province
from indicators.received import received
from indicators.stage_standing import standing

REGIONS = pd.DataFrame(
    [("32.01", "32", "kabupaten", False), ("32.71", "32", "kota", False),
     ("33.01", "33", "kabupaten", False), ("99.01", "99", "kabupaten", True)],
    columns=["region_code", "parent_code", "kind", "is_example"],
)  # fmt: skip
PUBLICATIONS = pd.DataFrame(
    [("press", "press", pd.NaT), ("office", "official", pd.NaT),
     ("later", "official", pd.Timestamp("2025-09-01"))],
    columns=["publication_id", "trust", "released"],
)  # fmt: skip
NO_COUNTS = pd.DataFrame({"award_year": []})


def awards(*rows: tuple[str, int, str] | tuple[str, int, str, str]) -> pd.DataFrame:
    told = [(*row, "press")[:4] for row in rows]
    frame = pd.DataFrame(told, columns=["region_code", "award_year", "award", "publication_id"])
    return frame.assign(source_sha256="x", sheet="Data", cell="A2")


def chosen(*rows: Any) -> pd.DataFrame:
    return provila.chosen_awards(awards(*rows), PUBLICATIONS)


def values(frame: pd.DataFrame, *columns: str) -> list[list[Any]]:
    return frame[list(columns)].values.tolist()


class TestAwards:
    def test_the_better_trusted_and_later_publication_is_used(self) -> None:
        found = chosen(
            ("32.01", 2025, "utama", "press"),
            ("32.01", 2025, "nindya", "office"),
            ("32.01", 2025, "madya", "later"),
            ("32.71", 2025, "tidak_disebut", "office"),
            ("32.71", 2025, "pratama", "press"),
        )
        assert values(found, "award", "sources_differ") == [["madya", True], ["pratama", False]]

    def test_a_rank_is_set_beside_the_round_before_only(self) -> None:
        rows = chosen(
            ("32.01", 2022, "pratama"),
            ("32.01", 2023, "madya"),
            ("32.01", 2025, "utama"),
            ("32.71", 2022, "madya"),
            ("32.71", 2025, "madya"),
            ("33.01", 2023, "tidak_disebut"),
            ("33.01", 2025, "pratama"),
        )
        found = provila.moves(rows, [2022, 2023, 2025], REGIONS)
        latest = found[found["award_year"] == 2025]
        assert values(latest, "region_code", "before_year", "move") == [
            ["32.01", 2023, "up"],
            ["32.71", 2023, "no_before"],
            ["33.01", 2023, "not_named"],
        ]
        assert found["move"].tolist()[:2] == ["no_before", "no_before"]

    @pytest.mark.parametrize(
        ("before", "now", "move"),
        [("tanpa_penghargaan", "pratama", "up"), ("utama", "nindya", "down"),
         ("madya", "madya", "same"), ("pratama", "tanpa_penghargaan", "down"),
         ("utama", "kla", "up")],
    )  # fmt: skip
    def test_moves(self, before: str, now: str, move: str) -> None:
        rows = chosen(("32.01", 2023, before), ("32.01", 2025, now))
        assert provila.moves(rows, [2023, 2025], REGIONS)["move"].tolist()[-1] == move

    def test_rounds_are_the_years_anything_is_known_of(self) -> None:
        counts = pd.DataFrame({"award_year": [2025, 2022]})
        assert provila.rounds(awards(("32.01", 2023, "madya")), counts) == [2022, 2023, 2025]

    def test_the_public_edition_names_nobody_without_an_award(self) -> None:
        rows = chosen(("32.01", 2023, "madya"), ("32.01", 2025, "tanpa_penghargaan"),
                      ("32.71", 2023, "tanpa_penghargaan"), ("32.71", 2025, "madya"),
                      ("33.01", 2025, "madya"))  # fmt: skip
        found = provila.shown(provila.moves(rows, [2023, 2025], REGIONS))
        assert values(found, "region_code", "award_year") == [["32.01", 2023], ["33.01", 2025]]

    def test_nor_can_it_be_told_from_who_holds_one(self) -> None:
        rows = awards(("32.01", 2023, "madya"), ("32.71", 2023, "tanpa_penghargaan"),
                      ("32.01", 2025, "madya"), ("32.71", 2025, "utama"))  # fmt: skip
        assert set(provila.shown_awards(rows)["award"]) == {"madya", "utama"}
        counted = provila.provinces(provila.chosen_awards(rows, PUBLICATIONS), [2025], REGIONS)
        found = provila.shown_provinces(counted[counted["parent_code"] == "32"])
        assert values(found, "award_year", "with_award", "unknown", "provila") == [
            [2023, 1, 1, "unknown"], [2025, 2, 0, "met"]]  # fmt: skip
        assert found["without_award"].isna().tolist() == [True, False]


class TestProvila:
    def test_all_hold_one_lacks_one_is_not_loaded(self) -> None:
        rows = chosen(("32.01", 2025, "madya"), ("32.71", 2025, "tidak_disebut"),
                      ("32.01", 2023, "madya"), ("32.71", 2023, "tanpa_penghargaan"),
                      ("32.01", 2022, "madya"))  # fmt: skip
        found = provila.provinces(rows, [2022, 2023, 2025], REGIONS)
        assert values(found, "parent_code", "award_year", "with_award", "without_award", "unknown",
                      "provila") == [
            ["32", 2022, 1, 0, 1, "unknown"], ["32", 2023, 1, 1, 0, "not_met"],
            ["32", 2025, 2, 0, 0, "met"], ["33", 2025, 0, 0, 1, "unknown"]]  # fmt: skip

    def test_who_stands_in_the_way_with_the_award_and_the_score_before(self) -> None:
        rows = chosen(("32.01", 2025, "tanpa_penghargaan"), ("32.01", 2023, "madya"),
                      ("32.01", 2022, "pratama"), ("33.01", 2025, "madya"))  # fmt: skip
        staged = pd.DataFrame(
            [("32.01", 2025, "mandiri", 804.67), ("32.01", 2025, "verifikasi_administrasi", 563.28),
             ("32.01", 2023, "akhir", 700.0)],
            columns=["region_code", "cycle_year", "stage", "value"],
        )  # fmt: skip
        found = provila.readiness(rows, [2023, 2025], staged, REGIONS)
        assert found["state"].tolist() == ["breaks", "unknown", "holds"]
        first = found.iloc[0]
        assert (first["last_award"], first["last_award_year"]) == ("madya", 2023)
        assert (first["stage"], first["value"]) == ("verifikasi_administrasi", 563.28)
        assert provila.readiness(rows.iloc[:0], [], staged, REGIONS).empty

    def test_nothing_loaded_of_anybody(self) -> None:
        assert provila.provinces(chosen(), [], REGIONS).empty
        assert provila.moves(chosen(), [], REGIONS).empty


def summary(region: str, stage: str, value: float, **more: object) -> dict[str, object]:
    return {
        "region_code": region, "instrument_id": None, "printed_year": 2025, "award_year": 2025,
        "stage": stage, "publication_id": "press", "basis": "total", "value": value,
        "max_value": 1000.0, "band": "utama", "is_chosen": True, "source_sha256": "x",
        "sheet": "Data", "cell": "E4", **more,
    }  # fmt: skip


class TestStages:
    def test_a_later_stage_beside_the_self_assessment_of_its_cycle(self) -> None:
        rows = pd.DataFrame(
            [summary("32.71", "mandiri", 804.67),
             summary("32.71", "verifikasi_administrasi", 563.28),
             summary("32.71", "akhir", 700.0, award_year=2023, printed_year=2023),
             summary("99.01", "mandiri", 770.0)]
        )  # fmt: skip
        found = standing(rows, PUBLICATIONS, REGIONS)
        assert values(found, "cycle_year", "stage") == [
            [2023, "akhir"], [2025, "mandiri"], [2025, "verifikasi_administrasi"]]  # fmt: skip
        assert found["lost"].tolist()[2] == pytest.approx(241.39)
        assert found["kept"].tolist()[2] == pytest.approx(70.0014, abs=1e-4)
        assert found["lost"].isna().tolist() == [True, True, False]

    def test_totals_of_other_maxima_are_not_subtracted(self) -> None:
        rows = pd.DataFrame([summary("32.71", "mandiri", 771.81, max_value=1004.0),
                             summary("32.71", "verifikasi_administrasi", 563.28)])  # fmt: skip
        assert standing(rows, PUBLICATIONS, REGIONS)["lost"].isna().all()

    def test_one_total_a_stage_of_the_whole_form_from_the_better_publication(self) -> None:
        rows = pd.DataFrame(
            [summary("32.71", "mandiri", 1, basis="indicator", band="tidak_disebut",
                     publication_id="office"),
             summary("32.71", "mandiri", 2), summary("32.71", "mandiri", 3, is_chosen=False),
             summary("32.71", "mandiri", 4, publication_id="office")]
        )  # fmt: skip
        assert standing(rows, PUBLICATIONS, REGIONS)["value"].tolist() == [4]


def _facts() -> dict[str, pd.DataFrame]:
    score = ["region_code", "award_year", "printed_year", "stage", "level", "value"]
    dated = ["region_code", "period_end", "value"]
    return {
        "kla_award": awards(("32.01", 2025, "madya"), ("32.71", 2023, "madya")),
        "kla_score": pd.DataFrame(
            [("32.01", 2025, 2024, "mandiri", "question", 1.0),
             ("32.01", 2025, 2024, "mandiri", "block", 1.0),
             ("32.71", 2025, 2025, "mandiri", "total", 804.67),
             ("32.71", 2025, 2025, "verifikasi_administrasi", "total", None)],
            columns=score,
        ).astype({"award_year": "Int64"}),
        "case_count": pd.DataFrame([("32.01", pd.Timestamp("2024-12-31"), 4.0),
                                    ("32.71", pd.Timestamp("2024-12-31"), None)], columns=dated),
        "outcome": pd.DataFrame(columns=dated),
        "evidence": pd.DataFrame({"region_code": ["32.01", "32.01"]}),
        "village_answer": pd.DataFrame({"region_code": []}),
        "plan_activity": pd.DataFrame({"region_code": [], "year": []}),
    }  # fmt: skip


def test_what_has_arrived_is_held_against_the_latest_of_anybody() -> None:
    found = received(_facts(), REGIONS)
    assert len(found) == 3 * len(codes.RECEIVED_ITEMS)
    told = found.set_index(["region_code", "item"])["state"]
    assert told["32.01"].to_dict() == {
        "penghargaan": "complete", "nilai_mandiri": "complete", "nilai_verifikasi": "none",
        "bukti": "complete", "desa": "none", "rad": "none", "kasus": "complete", "capaian": "none",
    }  # fmt: skip
    assert told["32.71"]["penghargaan"] == "older"
    assert told["32.71"]["nilai_mandiri"] == "part"
    assert told["32.71"]["kasus"] == "none"
    assert set(told["33.01"]) == {"none"}
    rows = found.set_index(["region_code", "item"])
    assert rows.loc[("32.71", "nilai_mandiri"), "detail"] == "total"
    assert rows.loc[("32.71", "penghargaan"), ["year", "expected_year"]].tolist() == [2023, 2025]
    assert rows.loc[("32.01", "bukti"), ["year", "expected_year"]].isna().all()


def test_the_public_edition_has_no_reminder_list() -> None:
    made = {name: pd.DataFrame({"region_code": ["32.01"]}) for name in province.INTERNAL_ONLY}
    made["rank_move"] = provila.moves(chosen(("32.01", 2025, "madya")), [2025], REGIONS)
    made["provila"] = provila.provinces(chosen(), [], REGIONS)
    public = province.shown(made)
    assert public["readiness"].empty
    assert public["received"].empty
    assert len(public["rank_move"]) == 1
