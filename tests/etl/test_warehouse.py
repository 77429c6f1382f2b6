from __future__ import annotations

from pathlib import Path

import duckdb
import pandas as pd
import pytest

from etl import warehouse
from etl.facts import empty
from indicators.tables import ALL_TABLES


def frames(**filled: pd.DataFrame) -> dict[str, pd.DataFrame]:
    return {table.name: filled.get(table.name, empty(table)) for table in ALL_TABLES}


def award(region: str = "33.18", rank: str = "pratama", year: int = 2022) -> dict[str, object]:
    return {
        "region_code": region,
        "award_year": year,
        "award": rank,
        "note": None,
        "publication_id": "p",
        "source_sha256": "f" * 64,
        "sheet": "Data",
        "cell": "D2",
    }


def put(path: Path, *awards: dict[str, object]) -> None:
    warehouse.swap_in(warehouse.write(path, frames(kla_award=pd.DataFrame(list(awards)))), path)


def test_what_is_written_is_read_back_in_key_order(tmp_path: Path) -> None:
    path = tmp_path / "kla-public.duckdb"
    put(path, award("35.01"), award("33.18"))
    with duckdb.connect(str(path), read_only=True) as connection:
        rows = connection.execute("SELECT region_code FROM kla_award").fetchall()
    assert rows == [("33.18",), ("35.01",)]
    assert warehouse.row_counts(path)["kla_award"] == 2
    assert [path.name for path in tmp_path.iterdir()] == ["kla-public.duckdb"]


@pytest.mark.parametrize(
    "bad",
    [
        [award(rank="juara")],
        [award(), award()],
        [{**award(), "award_year": None}],
        [{**award(), "award_year": "dua ribu"}],
    ],
    ids=["unknown code", "same key twice", "empty", "wrong type"],
)
def test_rows_that_break_the_contract_leave_the_old_file(
    tmp_path: Path, bad: list[dict[str, object]]
) -> None:
    path = tmp_path / "kla-public.duckdb"
    put(path, award())
    before = path.read_bytes()
    with pytest.raises(warehouse.WarehouseError, match="kla_award"):
        put(path, *bad)
    assert path.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["kla-public.duckdb"]


def test_not_a_number_never_enters_a_table(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    target = {
        **dict.fromkeys(("measure_id", "region_code", "publication_id", "sheet", "cell"), "x"),
        "source_sha256": "f",
        "year": 2024,
        "value": 1.5,
        "note": None,
    }
    filled = frames(target=pd.DataFrame([target]))
    warehouse.swap_in(warehouse.write(path, filled), path)
    with pytest.raises(warehouse.WarehouseError):
        warehouse.write(path, frames(target=pd.DataFrame([{**target, "value": float("nan")}])))


def test_equal_rows_give_equal_hashes_whatever_the_order(tmp_path: Path) -> None:
    one, two, three = (tmp_path / f"{name}.duckdb" for name in "abc")
    put(one, award("35.01"), award("33.18"))
    put(two, award("33.18"), award("35.01"))
    put(three, award("33.18"), award("35.01", rank="madya"))
    assert warehouse.content_hashes(one) == warehouse.content_hashes(two)
    assert warehouse.content_hashes(one) != warehouse.content_hashes(three)


def test_a_reader_keeps_its_file_while_a_new_one_is_swapped_in(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    put(path, award())
    with duckdb.connect(str(path), read_only=True) as reader:
        aside = warehouse.write(path, frames(kla_award=pd.DataFrame([award(), award("35.01")])))
        warehouse.swap_in(aside, path)
        assert reader.execute("SELECT count(*) FROM kla_award").fetchone() == (1,)
    assert warehouse.row_counts(path)["kla_award"] == 2
