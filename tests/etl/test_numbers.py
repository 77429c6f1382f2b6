from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.reading.numbers import BLANK, NumberRule, Numbers, read_numbers

COUNT = NumberRule(whole=True, lower=0)
PERCENT = NumberRule(lower=0, upper=100, percent=True)
ANYTHING = NumberRule()


def read(cells: list[object], rule: NumberRule = ANYTHING, dash: str = "not_reported") -> Numbers:
    return read_numbers(cells, [rule], dash=dash)  # type: ignore[arg-type]


def kinds(numbers: Numbers) -> dict[int, str]:
    return {row: problem.kind for row, problem in numbers.problems.items()}


def test_number_cells_pass_straight_through() -> None:
    numbers = read([1.0, 2.5, -3])
    assert numbers.values.tolist() == [1.0, 2.5, -3.0]
    assert numbers.statuses is None
    assert not numbers.problems


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["1.234,5", "3.149"], [1234.5, 3149]),
        (["1,234.5", "3,149"], [1234.5, 3149]),
        (["91,4", "3.149"], [91.4, 3149]),
        (["91.4", "3.149"], [91.4, 3.149]),
        (["1.234.567", "3.149"], [1234567, 3149]),
        (["0.123", "3.149"], [0.123, 3.149]),
        (["1 234,5", "2 000"], [1234.5, 2000]),
        (["1\u00a0234", "7"], [1234, 7]),
        (["12\u00b2", "7"], [12, 7]),
        (["+5", "-5", ",5"], [5, -5, 0.5]),
    ],
)
def test_the_column_decides_what_the_marks_mean(cells: list[object], expected: list[float]) -> None:
    numbers = read(cells)
    assert numbers.values.tolist() == expected
    assert not numbers.problems


def test_thousands_alone_are_asked_about() -> None:
    numbers = read(["3.149", "1.204"])
    assert kinds(numbers) == {0: "number_ambiguous", 1: "number_ambiguous"}
    assert np.isnan(numbers.values).all()


def test_a_count_is_whole_so_its_dot_parts_thousands() -> None:
    assert read(["3.149", "1.204"], COUNT).values.tolist() == [3149, 1204]


def test_a_whole_reading_both_ways_stays_open_even_for_a_count() -> None:
    assert kinds(read(["3.000", "12.000"], COUNT)) == {0: "number_ambiguous", 1: "number_ambiguous"}


def test_the_range_of_the_measure_settles_a_percentage() -> None:
    assert read(["3.149", "1.204"], PERCENT).values.tolist() == [3.149, 1.204]


def test_two_formats_in_a_column_are_no_format() -> None:
    numbers = read(["12,5", "13,5", "12.5", "3.149"])
    assert kinds(numbers) == {2: "number_format_mixed", 3: "number_ambiguous"}
    assert numbers.values[:2].tolist() == [12.5, 13.5]


def test_percent_signs_belong_to_percentages() -> None:
    assert read(["98,63 %", "97%"], PERCENT).values.tolist() == [98.63, 97]
    assert kinds(read(["98%", "5"], COUNT)) == {0: "percent_unexpected"}


def test_every_kind_of_nothing_keeps_its_status() -> None:
    cells: list[object] = ["-", "–", "", " ", "NA", "n.a.", "...", "…", "#", "nihil", "Nihil", "0"]
    numbers = read(cells, COUNT)
    assert numbers.statuses is not None
    assert numbers.statuses == [
        "not_reported", "not_reported", BLANK, BLANK, "not_reported", "not_reported",
        "not_reported", "not_reported", "under_verification", "reported", "reported", "reported",
    ]  # fmt: skip
    assert [math.isnan(value) for value in numbers.values] == [True] * 9 + [False] * 3
    assert not numbers.problems


def test_a_dash_is_zero_where_the_layout_says_so() -> None:
    numbers = read(["-", "3"], COUNT, dash="zero")
    assert numbers.values.tolist() == [0, 3]
    assert numbers.statuses == ["reported", "reported"]


def test_marks_behind_a_number_are_its_status() -> None:
    numbers = read(["12*", "13 r)", "14**"], COUNT)
    assert numbers.values.tolist() == [12, 13, 14]
    assert numbers.statuses == ["provisional", "revised", "provisional"]


@pytest.mark.parametrize(
    "cell", ["tiga", "12 orang", "1.2.3", "5.", "95.00/100.00", "1²3", True, "½", "1e5", "#DIV/0!"]
)
def test_what_is_no_number_is_said_to_be_none(cell: object) -> None:
    numbers = read([1.0, cell])
    assert kinds(numbers) == {1: "not_a_number"}
    assert math.isnan(numbers.values[1])


def indonesian(value: int, cents: int) -> str:
    return f"{value:,}".replace(",", ".") + f",{cents:02d}"


def english(value: int, cents: int) -> str:
    return f"{value:,}.{cents:02d}"


def plain(value: int, cents: int) -> str:
    return f"{value}.{cents:02d}"


def spaced(value: int, cents: int) -> str:
    return f"{value:,}".replace(",", " ") + f",{cents:02d}"


@given(
    st.lists(st.tuples(st.integers(0, 10**9), st.integers(0, 99)), min_size=1, max_size=20),
    st.sampled_from([indonesian, english, plain, spaced]),
)
def test_a_column_written_in_one_format_reads_back_exactly(
    pairs: list[tuple[int, int]], write: Callable[[int, int], str]
) -> None:
    numbers = read([write(*pair) for pair in pairs])
    assert not numbers.problems
    assert numbers.values.tolist() == [float(f"{value}.{cents:02d}") for value, cents in pairs]


@given(st.lists(st.integers(0, 10**7), min_size=1, max_size=20))
def test_counts_with_thousands_dots_are_never_read_a_thousandfold_wrong(counts: list[int]) -> None:
    numbers = read([f"{count:,}".replace(",", ".") for count in counts], COUNT)
    for row, count in enumerate(counts):
        assert row in numbers.problems or numbers.values[row] == count


@given(st.lists(st.text(max_size=8), max_size=12))
def test_any_text_is_a_number_a_nothing_or_a_problem(cells: list[str]) -> None:
    numbers = read(list(cells), COUNT)
    for row in range(len(cells)):
        status = "reported" if numbers.statuses is None else numbers.statuses[row]
        is_nothing = status in ("not_reported", "under_verification", BLANK)
        assert (row in numbers.problems) or math.isnan(numbers.values[row]) == is_nothing
