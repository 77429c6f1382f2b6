"""Made tables read back exactly, or are reported at the right cell: two hundred of many."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from etl.check import Context, check_file
from tests.etl.generated.files_made import SHAPES, generate, save
from tests.etl.generated.verdict import is_exact, outcome, wrong_in_silence

CASES = 200
EXACT = 0.95
"""At least this share is read without a question; the others are asked about at their cells."""


def test_made_tables_read_back_exactly_or_are_reported_at_their_cells(
    tmp_path: Path, context: Context
) -> None:
    exact: Counter[str] = Counter()
    for seed in range(CASES):
        written = generate(seed, context)
        found = outcome(check_file(save(written, tmp_path), context))
        assert wrong_in_silence(written, found) == [], f"table {seed}, {written.made.layout}"
        exact[written.made.layout] += is_exact(written, found)
    assert set(exact) == set(SHAPES)
    assert exact.total() >= EXACT * CASES, exact


def test_a_made_table_is_the_same_whenever_it_is_asked_for(context: Context) -> None:
    first, again = generate(17, context), generate(17, context)
    assert first == again
    assert generate(24, context).rows != first.rows
