"""The contract itself: keys exist, codes are closed, the architecture's tables are there."""

from __future__ import annotations

import pytest

from indicators import codes
from indicators.tables import ALL_TABLES, BY_NAME, FACTS, Table


@pytest.mark.parametrize("table", ALL_TABLES, ids=lambda table: table.name)
def test_a_table_names_its_columns_once_and_its_key_among_them(table: Table) -> None:
    names = table.column_names
    assert len(set(names)) == len(names)
    assert table.key
    assert set(table.key) <= set(names)
    assert all(column.meaning for column in table.columns)


def test_every_fact_says_where_it_was_read() -> None:
    for table in FACTS:
        assert {"publication_id", "source_sha256", "sheet", "cell"} <= set(table.column_names)


def test_a_count_has_all_breakdowns_of_the_field_in_its_key() -> None:
    assert set(codes.CASE_BREAKDOWNS) <= set(BY_NAME["case_count"].key)


def test_codes_are_unique_and_start_with_all_where_a_total_is_meant() -> None:
    for name, allowed in codes.DIMENSIONS.items():
        assert len(set(allowed)) == len(allowed), name
    for name in codes.CASE_BREAKDOWNS:
        assert codes.DIMENSIONS[name][0] == codes.ALL
