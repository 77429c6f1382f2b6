from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from indicators.attack import attack, counts_from_rate, rate_reveals
from indicators.links import Relation

Make = Callable[..., pd.DataFrame]
VECTORS = Path(__file__).resolve().parents[3] / "shared" / "vectors"
needs_vectors = pytest.mark.skipif(not VECTORS.exists(), reason="golden numbers not at hand")
ADULT_BANDS = ("18-24", "25-44", "45-59", "60+")


def intervals(
    found: pd.DataFrame, attacker: int, frame: pd.DataFrame
) -> dict[str, tuple[float, float]]:
    rows = found[found["attacker"] == attacker]
    return {
        frame["region_code"].iloc[row]: (low, high)
        for row, low, high in zip(rows["row"], rows["minimum"], rows["maximum"], strict=True)
    }


def one_way(counts: Make, values: list[int], total: int, hidden: list[bool], k: int) -> Make:
    """A province with its published total and its regions, some of them hidden."""
    rows = [{"region_code": "32", "value": float(total)}]
    for number, (value, is_hidden) in enumerate(zip(values, hidden, strict=True), start=1):
        mark = ("primary" if 1 <= value <= k else "secondary") if is_hidden else "no"
        shown = np.nan if is_hidden else float(value)
        rows.append({"region_code": f"32.{number:02d}", "value": shown, "hidden": mark})
    return counts(*rows)


def children(size: int) -> dict[str, list[str]]:
    return {"32": [f"32.{number:02d}" for number in range(1, size + 1)]}


@needs_vectors
def test_known_bad_one_way_tables_are_all_seen_through(counts: Make) -> None:
    tables = pd.read_csv(VECTORS / "ours_suppression_one_way.csv")
    for _, table in tables.groupby("case_id"):
        hidden = (table["suppressed_1"] == 1).tolist()
        total = int(table["published_total"].iloc[0])
        frame = one_way(counts, table["count"].tolist(), total, hidden, 4)
        found = intervals(attack(frame, 4, children(len(table))), 1, frame)
        for row in table[hidden].to_dict("records"):
            low, high = found[f"32.{row['cell']:02d}"]
            assert (low, high) == (row["feasible_min"], row["feasible_max"])
            assert (low == high) == bool(row["deducible_1"])


@needs_vectors
def test_three_attackers_come_as_close_as_the_golden_numbers_say(counts: Make) -> None:
    tables = pd.read_csv(VECTORS / "ours_suppression_one_way.csv")
    expected = pd.read_csv(VECTORS / "ours_suppression_attackers.csv")
    expected.columns = ["case_id", "attacker", "cell", "count", "low", "high", "deducible"]
    for case, rows in expected.groupby("case_id"):
        table = tables[tables["case_id"] == case]
        hidden = (table["suppressed_1"] == 1).tolist()
        total = int(table["published_total"].iloc[0])
        frame = one_way(counts, table["count"].tolist(), total, hidden, 4)
        found = attack(frame, 4, children(len(table)))
        for row in rows.to_dict("records"):
            answer = intervals(found, row["attacker"], frame)[f"32.{row['cell']:02d}"]
            assert answer == (row["low"], row["high"]), row


@needs_vectors
def test_two_way_table_with_small_counts_alone_hidden_gives_them_all_back(counts: Make) -> None:
    table = pd.read_csv(VECTORS / "suppression_two_way_expected.csv")
    primary_only = two_way(counts, table, "primary_1")
    found = attack(primary_only, 3, children(8))
    first = found[found["attacker"] == 1]
    assert (first["minimum"] == first["maximum"]).all()
    assert first["minimum"].tolist() == table.loc[table["primary_1"] == 1, "count"].tolist()

    both = two_way(counts, table, "suppressed_1")
    first = attack(both, 3, children(8)).query("attacker == 1")
    hidden = table[table["suppressed_1"] == 1]
    assert first["minimum"].tolist() == hidden["feasible_min"].tolist()
    assert first["maximum"].tolist() == hidden["feasible_max"].tolist()
    assert (first["maximum"] - first["minimum"]).min() == 6


def two_way(counts: Make, table: pd.DataFrame, which: str) -> pd.DataFrame:
    """Regions by four age bands of adults, with all totals."""
    rows = []
    for row in table.to_dict("records"):
        region, column = row["row_index_0_total"], row["col_index_0_total"]
        is_hidden = row[which] == 1
        mark = ("primary" if row["primary_1"] else "secondary") if is_hidden else "no"
        rows.append(
            {
                "region_code": f"32.{region:02d}" if region else "32",
                "group": "dewasa",
                "age_band": ADULT_BANDS[column - 1] if column else "semua",
                "value": np.nan if is_hidden else float(row["count"]),
                "hidden": mark,
            }
        )
    return counts(*rows)


@pytest.mark.parametrize("seed", range(10))
def test_intervals_are_those_of_trying_every_table(counts: Make, seed: int) -> None:
    random = np.random.default_rng(seed)
    cells = random.integers(0, 6, (2, 2))
    table = np.zeros((3, 3), dtype=int)
    table[1:, 1:] = cells
    table[0], table[:, 0] = table.sum(axis=0), table.sum(axis=1)
    table[0, 0] = cells.sum()
    hidden = (random.random((3, 3)) < 0.6) & (table > 0)
    frame = square(counts, table, hidden)
    found = attack(frame, 4, children(2))
    for attacker in (1, 2, 3):
        expected = by_trying(table, hidden, attacker)
        if not len(expected):
            continue  # the marks cannot all be meant: see the tests of mixed marks
        answers = found[found["attacker"] == attacker].set_index("row")
        for row in np.flatnonzero(hidden.ravel()):
            low, high = answers.loc[row, "minimum"], answers.loc[row, "maximum"]
            assert low == expected[:, row].min()
            assert high == expected[:, row].max() or high > 20


def square(counts: Make, table: np.ndarray, hidden: np.ndarray) -> pd.DataFrame:
    sexes, regions = ("semua", "laki_laki", "perempuan"), ("32", "32.01", "32.02")
    marks = np.where((table >= 1) & (table <= 4), "primary", "secondary")
    return counts(
        *(
            {
                "region_code": region,
                "sex": sex,
                "value": np.nan if hidden[i, j] else float(table[i, j]),
                "hidden": str(marks[i, j]) if hidden[i, j] else "no",
            }
            for i, region in enumerate(regions)
            for j, sex in enumerate(sexes)
        )
    )


def by_trying(table: np.ndarray, hidden: np.ndarray, attacker: int) -> np.ndarray:
    """Every table with inner cells up to 21 that the attacker cannot rule out, one a line."""
    inner = np.array(list(itertools.product(range(22), repeat=4))).reshape(-1, 2, 2)
    whole = np.zeros((len(inner), 3, 3), dtype=int)
    whole[:, 1:, 1:] = inner
    whole[:, 0], whole[:, :, 0] = whole.sum(axis=1), whole.sum(axis=2)
    whole[:, 0, 0] = inner.sum(axis=(1, 2))
    fits = (whole == table)[:, ~hidden].all(axis=1)
    if attacker > 1:
        fits &= (whole[:, hidden] >= 1).all(axis=1)
    if attacker > 2:
        small = (whole >= 1) & (whole <= 4)
        fits &= (small == ((table >= 1) & (table <= 4)))[:, hidden].all(axis=1)
    return whole[fits].reshape(-1, 9)


def test_a_count_in_no_relation_is_as_open_as_its_mark(counts: Make) -> None:
    frame = counts({"value": np.nan, "hidden": "primary"})
    found = attack(frame, 4, {})
    assert found["minimum"].tolist() == [0, 1, 1]
    assert found["maximum"].tolist() == [math.inf, math.inf, 4]


def test_a_second_mark_on_a_small_total_is_believed_only_while_it_fits(counts: Make) -> None:
    parts = [
        {"sex": sex, "value": np.nan, "hidden": "primary"} for sex in ("laki_laki", "perempuan")
    ]
    total = {"value": np.nan, "hidden": "secondary"}
    alone = attack(counts(total, *parts), 4, {}).query("attacker == 3")
    assert alone["minimum"].tolist() == [5, 1, 1]
    assert alone["maximum"].tolist() == [8, 4, 4]
    inside = [
        {"region_code": "32", "value": 8.0},
        *({**row, "region_code": "32.01"} for row in (total, *parts)),
        {"region_code": "32.02", "value": np.nan, "hidden": "secondary"},
    ]
    found = attack(counts(*inside), 4, children(2)).query("attacker == 3")
    assert found["minimum"].tolist() == [2, 1, 1, 5]
    assert found["maximum"].tolist() == [3, 2, 2, 6]


def test_figures_that_contradict_each_other_do_not_stop_the_attack(counts: Make) -> None:
    frame = counts(
        {"value": 10.0},
        {"sex": "laki_laki", "value": 12.0},
        {"sex": "perempuan", "value": np.nan, "hidden": "primary"},
    )
    found = attack(frame, 4, {})
    assert found["minimum"].tolist() == [0, 1, 1]
    assert found["maximum"].tolist() == [math.inf, math.inf, 4]


def test_a_supposed_relation_is_used_when_it_is_given(counts: Make) -> None:
    frame = counts({"value": np.nan, "hidden": "secondary"}, {"publication_id": "q", "value": 12.0})
    assert attack(frame, 4, {})["maximum"].tolist() == [math.inf] * 3
    twin = Relation("publication", 0, (1,), True)
    assert attack(frame, 4, {}, relations=[twin])["maximum"].tolist() == [12] * 3


def test_stopping_early_reports_an_interval_within_the_true_one(counts: Make) -> None:
    frame = one_way(counts, [3, 12, 20, 9, 30], 74, [True, False, False, True, True], 4)
    full, quick = (attack(frame, 4, children(5), at_least=n) for n in (None, 3))
    assert (quick["minimum"] >= full["minimum"]).all()
    assert (quick["maximum"] <= full["maximum"]).all()
    assert (quick["maximum"] - quick["minimum"] >= 3).all()


@needs_vectors
def test_a_rate_beside_a_hidden_count_gives_it_back() -> None:
    rows = pd.read_csv(VECTORS / "ours_rate_backcalculation.csv").to_dict("records")
    revealed = 0
    for row in rows:
        rate, people = row["published_rate_1dp"], row["child_population"]
        low, high = counts_from_rate(rate, people, 1)
        assert low <= row["hidden_count"] <= high
        assert rate_reveals(rate, people, 1) == bool(row["count_revealed_1"])
        revealed += rate_reveals(rate, people, 1)
    assert (revealed, len(rows)) == (24, 28)


def test_a_rate_that_no_count_gives_reveals_nothing() -> None:
    assert counts_from_rate(30.0, 1_000, 1) == (1, 0)
    assert not rate_reveals(30.0, 1_000, 1)
    assert counts_from_rate(0.0, 1_000, 1) == (0, 0)
