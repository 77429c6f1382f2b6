from __future__ import annotations

import datetime
import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import assume, given
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
        (["1'234,5", "2\u2019000"], [1234.5, 2000]),
        (["1\u2009234", "1\u202f000\u202f000"], [1234, 1000000]),
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
    even = read(["12,5", "12.5"])
    assert kinds(even) == {0: "number_format_mixed", 1: "number_format_mixed"}
    assert numbers.values[:2].tolist() == [12.5, 13.5]


def test_percent_signs_belong_to_percentages() -> None:
    assert read(["98,63 %", "97%"], PERCENT).values.tolist() == [98.63, 97]
    assert kinds(read(["98%", "5"], COUNT)) == {0: "percent_unexpected"}


def test_every_kind_of_nothing_keeps_its_status() -> None:
    cells: list[object] = [
        "-", "--", "", " ", "NA", "n.a.", "...", "…", "#", "nihil", "Nihil", "0",
    ]  # fmt: skip
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
    numbers = read(["12*", "13 r)", "14**", "15x", "16 xx", "0*)"], COUNT)
    assert numbers.values.tolist() == [12, 13, 14, 15, 16, 0]
    assert numbers.statuses == ["provisional", "revised", *["provisional"] * 4]


@pytest.mark.parametrize(
    "cell",
    [
        "tiga",
        "1.2.3",
        "5.",
        "1²3",
        True,
        "1e5",
        "½",
        "1,2E+05",
        "#DIV/0!",
        "12\u2460",
        "12\u2081",
        "\u0661\u0662",
        "(12)",
    ],
)
def test_what_is_no_number_is_said_to_be_none(cell: object) -> None:
    numbers = read([1.0, cell])
    assert kinds(numbers) == {1: "not_a_number"}
    assert math.isnan(numbers.values[1])


@pytest.mark.parametrize(
    "cell",
    [
        "95.00/100.00", "12 dari 20", "12/20 (60%)", "12 (60%)", "5-6", "12 34", "1\n234",
        "12345 678", "1 234567", "12; 13",
    ],
)  # fmt: skip
def test_a_cell_with_two_numbers_is_never_one(cell: str) -> None:
    assert kinds(read([1.0, cell], COUNT)) == {1: "several_numbers"}


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("x", "mark_without_number"),
        ("r", "mark_without_number"),
        ("*)", "mark_without_number"),
        ("<5", "number_is_bound"),
        ("\u2264 5", "number_is_bound"),
        (">= 1.000", "number_is_bound"),
        ("<b>", "not_a_number"),
    ],
)
def test_a_mark_alone_and_a_bound_are_no_figures(cell: str, kind: str) -> None:
    assert kinds(read([1.0, cell], COUNT)) == {1: kind}


def test_a_date_among_numbers_is_one_that_the_spreadsheet_made() -> None:
    cells: list[object] = [1.0, datetime.datetime(2024, 12, 1), datetime.time(5, 6)]
    assert kinds(read(cells)) == {1: "date_in_number", 2: "date_in_number"}


def test_a_number_that_is_none_in_the_file_is_reported() -> None:
    assert kinds(read([1.0, math.inf, math.nan])) == {1: "not_a_number", 2: "not_a_number"}


def test_the_unit_behind_a_number_must_be_that_of_the_column() -> None:
    victims = NumberRule(whole=True, lower=0, units=frozenset({"korban", "orang"}))
    numbers = read(["12 orang", "13 korban", "14 kasus", "Rp 5.000", "15"], victims)
    assert numbers.values[[0, 1, 4]].tolist() == [12, 13, 15]
    assert kinds(numbers) == {2: "unit_unexpected", 3: "unit_unexpected"}


def test_how_an_open_column_was_settled_is_said_once() -> None:
    numbers = read(["3.149", "12.500", "7"], COUNT)
    assert numbers.values.tolist() == [3149, 12500, 7]
    assert {row: remark.kind for row, remark in numbers.remarks.items()} == {0: "number_settled"}
    assert not read(["1.234,5", "3.149"]).remarks


def test_a_cell_that_fits_only_the_other_format_contradicts_its_column() -> None:
    assert kinds(read(["12,5", "3.149"], PERCENT)) == {1: "number_format_mixed"}
    assert kinds(read(["1.234.567", "3,149"], COUNT)) == {1: "number_format_mixed"}
    assert kinds(read(["1.234.567", "2,000"], COUNT)) == {1: "number_format_mixed"}


def test_a_whole_number_is_not_written_with_three_decimals() -> None:
    few = NumberRule(whole=True, lower=0, upper=1500)
    found = kinds(read(["2,000", "1,000"], few))
    assert found == {0: "number_format_mixed", 1: "number_format_mixed"}


def test_the_office_may_state_the_decimal_mark() -> None:
    def stated(cells: list[object], mark: str) -> Numbers:
        return read_numbers(cells, [ANYTHING], decimal=mark)  # type: ignore[arg-type]

    assert stated(["3.149", "1.204"], ",").values.tolist() == [3149, 1204]
    assert stated(["3.149", "1.204"], ".").values.tolist() == [3.149, 1.204]
    assert kinds(stated(["3.149", "1,5"], ".")) == {1: "number_format_mixed"}


def test_invisible_characters_and_notes_are_no_digits() -> None:
    cells: list[object] = ["\u200b12", "\ufeff13", "１４", "15 1)", "16\u00b2)", "'17", "18 a)"]
    assert read(cells, COUNT).values.tolist() == [12, 13, 14, 15, 16, 17, 18]


def indonesian(value: int, cents: int) -> str:
    return f"{value:,}".replace(",", ".") + f",{cents:02d}"


def english(value: int, cents: int) -> str:
    return f"{value:,}.{cents:02d}"


def plain(value: int, cents: int) -> str:
    return f"{value}.{cents:02d}"


def spaced(value: int, cents: int) -> str:
    return f"{value:,}".replace(",", "\u00a0") + f",{cents:02d}"


def thin(value: int, cents: int) -> str:
    return f"{value:,}".replace(",", "\u2009") + f",{cents:02d} *)"


def swiss(value: int, cents: int) -> str:
    return f"{value:,}".replace(",", "\u2019") + f".{cents:02d}"


def noted(value: int, cents: int) -> str:
    return f" {indonesian(value, cents)}\u00b9"


@given(
    st.lists(st.tuples(st.integers(0, 10**9), st.integers(0, 99)), min_size=1, max_size=20),
    st.sampled_from([indonesian, english, plain, spaced, thin, swiss, noted]),
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


@given(
    st.lists(
        st.integers(0, 10**5) | st.integers(0, 10**4).map(lambda n: n * 1000),
        min_size=1,
        max_size=6,
    ),
    st.sampled_from([COUNT, PERCENT, ANYTHING]),
    st.sampled_from([",", "."]),
)
def test_any_column_of_one_format_is_read_right_or_asked_about(
    thousandths: list[int], rule: NumberRule, decimal: str
) -> None:
    cells: list[object] = [f"{n // 1000}{decimal}{n % 1000:03d}" for n in thousandths]
    assume(all(rule.allows(n / 1000) for n in thousandths))
    numbers = read(cells, rule)
    for row, n in enumerate(thousandths):
        assert row in numbers.problems or numbers.values[row] == n / 1000


@given(
    st.lists(st.integers(1, 10**5), min_size=4, max_size=12),
    st.integers(1, 3),
    st.integers(0, 3),
)
def test_one_percentage_with_its_marks_swapped_is_never_read_wrong(
    numerators: list[int], places: int, damaged: int
) -> None:
    texts = [f"{n / 1000:.{places}f}" for n in numerators]
    cells: list[object] = [text.replace(".", ",") for text in texts]
    cells[damaged] = texts[damaged]
    numbers = read(cells, PERCENT)
    for row, text in enumerate(texts):
        assert row in numbers.problems or numbers.values[row] == float(text)


@given(st.lists(st.integers(1000, 10**8), min_size=4, max_size=12), st.integers(0, 3))
def test_one_count_with_its_marks_swapped_is_never_read_wrong(
    counts: list[int], damaged: int
) -> None:
    cells: list[object] = [f"{count:,}".replace(",", ".") for count in counts]
    cells[damaged] = f"{counts[damaged]:,}"
    numbers = read(cells, COUNT)
    for row, count in enumerate(counts):
        assert row in numbers.problems or numbers.values[row] == count


THOUSANDS = [",", ".", "\u00a0", "'", "\u2009", ""]
MARKS = {
    "": "reported",
    "*": "provisional",
    " r)": "revised",
    "\u00b9": "reported",
    "x": "provisional",
}
NOTHING = {"-": "not_reported", "n.a.": "not_reported", "": BLANK, "#": "under_verification"}


@given(
    st.lists(
        st.tuples(st.integers(0, 10**8), st.sampled_from(sorted(MARKS)))
        | st.sampled_from(sorted(NOTHING)),
        min_size=1,
        max_size=15,
    ),
    st.sampled_from(THOUSANDS),
)
def test_counts_with_every_mark_and_every_nothing_read_back(
    written: list[tuple[int, str] | str], thousands: str
) -> None:
    cells: list[object] = [
        item if isinstance(item, str) else f"{item[0]:,}".replace(",", thousands) + item[1]
        for item in written
    ]
    numbers = read(cells, COUNT)
    for row, item in enumerate(written):
        status = "reported" if numbers.statuses is None else numbers.statuses[row]
        if isinstance(item, str):
            assert (math.isnan(numbers.values[row]), status) == (True, NOTHING[item])
        elif row not in numbers.problems:
            assert (numbers.values[row], status) == (item[0], MARKS[item[1]])


@given(st.lists(st.text(max_size=8), max_size=12))
def test_any_text_is_a_number_a_nothing_or_a_problem(cells: list[str]) -> None:
    numbers = read(list(cells), COUNT)
    for row in range(len(cells)):
        status = "reported" if numbers.statuses is None else numbers.statuses[row]
        is_nothing = status in ("not_reported", "under_verification", BLANK)
        assert (row in numbers.problems) or math.isnan(numbers.values[row]) == is_nothing
