"""Scores moved by hand: what a move is, what it changes, and how it is kept and carried."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from indicators import scenario, wording_scenario

ITEMS = pd.DataFrame(
    {
        "level": "block", "block": ["klaster_1", "klaster_2", "klaster_3"], "indicator": "semua",
        "question": "semua", "score": [89.0, 98.8, 160.0], "max_score": [115.0, 156.0, 150.0],
    }
)  # fmt: skip
POSITIONS = {"klaster_1": 2, "klaster_2": 3, "1/2a": 7}
MOVES = some.dictionaries(
    some.sampled_from(sorted(POSITIONS)), some.integers(0, 99999).map(lambda cents: cents / 100)
)


def test_the_total_changes_by_what_is_moved() -> None:
    done = scenario.simulate(ITEMS, {"klaster_1": 115.0, "klaster_2": 90.0}, 770.36, 1000.0)
    assert done.after == pytest.approx(770.36 + 26 - 8.8)
    assert done.change == pytest.approx(17.2)
    assert done.moved["item"].tolist() == ["klaster_1", "klaster_2"]
    assert not done.is_held


def test_points_stay_between_nothing_and_the_maximum() -> None:
    done = scenario.simulate(ITEMS, {"klaster_1": 500.0}, 770.0, 1000.0)
    assert done.items["points"].tolist() == [115.0, 98.8, 160.0]
    assert done.change == 26


def test_a_score_above_its_maximum_stays_as_loaded() -> None:
    assert scenario.simulate(ITEMS, {"klaster_3": 160.0}, 770.0, 1000.0).moved.empty


def test_a_total_is_held_at_the_maximum_of_the_form() -> None:
    done = scenario.simulate(ITEMS, {"klaster_1": 115.0}, 990.0, 1000.0)
    assert (done.after, done.is_held) == (1000.0, True)


def test_a_move_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="klaster_9"):
        scenario.simulate(ITEMS, {"klaster_9": 1.0}, 770.0, 1000.0)


@given(MOVES)
def test_moves_are_kept_and_carried_as_they_are(moves: dict[str, float]) -> None:
    assert scenario.from_text(scenario.as_text(moves)) == moves
    assert scenario.from_link(scenario.as_link(moves, POSITIONS), POSITIONS) == moves


@pytest.mark.parametrize("text", ["klaster_1", "klaster_1=-3", "=4", "a=1;a=2", "a=1e9"])
def test_what_is_no_move_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a move"):
        scenario.from_text(text)


def test_a_link_is_read_as_far_as_it_names_items() -> None:
    assert scenario.from_link("2-100,99-3,x,3-abc", POSITIONS) == {"klaster_1": 100.0}


def test_the_sentence_names_both_totals_and_no_rank() -> None:
    facts = {"stage": "mandiri", "before": 770.36, "after": 801.36, "most": 1000.0, "moved": 2,
             "band": "Utama", "next_band": "KLA", "points_to_next": 99.64}  # fmt: skip
    told = wording_scenario.scenario_sentence("id", **facts)
    assert told.startswith("Simulasi: 801,36 dari 1.000, +31 dari 770,36 dengan 2 butir digeser.")
    assert told.endswith("Nilai mandiri bukan peringkat.")
    gap = wording_scenario.scenario_sentence("en", **{**facts, "after": 600.5, "moved": 0,
                                                      "boundary": "Madya"})  # fmt: skip
    assert gap.startswith("Nothing is moved yet")
    assert "At the boundary" in gap
