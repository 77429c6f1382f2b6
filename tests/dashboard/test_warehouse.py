"""The dashboard reads one edition, lets go of its file, and follows when a new one is put there."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from dashboard import warehouse
from dashboard.queries import edition
from dashboard.queries.contract import Run

Open = Callable[..., Any]


def _change(path: Path, statement: str) -> None:
    """Write a changed copy beside the file and swap it in, as a build does."""
    aside = path.with_suffix(".new")
    shutil.copy(path, aside)
    with duckdb.connect(str(aside)) as connection:
        connection.execute(statement)
    os.replace(aside, path)


def test_a_swapped_file_is_served_without_restart(copied: Path, app: Path) -> None:
    page = AppTest.from_file(str(app), default_timeout=60).run()
    assert "Provinsi Jawa Barat" in _regions(page)
    path = copied / "build" / "kla-public.duckdb"
    _change(path, "UPDATE region SET name = 'Provinsi Pasundan' WHERE region_code = '32';"
                  "UPDATE edition SET content_hash = 'lain'")  # fmt: skip
    page.run()
    assert "Provinsi Pasundan" in _regions(page)


def test_the_file_is_not_held(copied: Path) -> None:
    warehouse.current()
    path = copied / "build" / "kla-public.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("DELETE FROM issue")
    assert warehouse.current()("SELECT count(*) AS n FROM issue")["n"].tolist() == [0]


def test_what_is_remembered_belongs_to_its_edition(
    copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def name(run: Run) -> str:
        return str(edition.edition(run)["edition"].iloc[0])

    assert warehouse.remember(name) == "public"
    monkeypatch.setenv("KLA_EDITION", "internal")
    assert warehouse.remember(name) == "internal"


def test_it_is_made_once(served: Path) -> None:
    made: list[str] = []

    def build(_run: Run, region: str) -> str:
        made.append(region)
        return region

    for region in ("32", "32", "33"):
        assert warehouse.remember(build, region) == region
    assert made == ["32", "33"]


def test_without_a_warehouse_the_command_is_offered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, app: Path
) -> None:
    monkeypatch.setenv("KLA_DATA", str(tmp_path))
    page = AppTest.from_file(str(app), default_timeout=60).run()
    assert not page.exception
    assert "Gudang data belum ada" in page.error[0].value
    assert page.code[0].value == "python -m etl build"


def test_a_broken_file_gives_a_sentence(copied: Path, app: Path) -> None:
    (copied / "build" / "kla-public.duckdb").write_bytes(b"bukan gudang data")
    page = AppTest.from_file(str(app), default_timeout=60).run()
    assert not page.exception
    assert page.error


def test_an_unknown_edition_is_refused(served: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KLA_EDITION", "rahasia")
    with pytest.raises(ValueError, match="rahasia"):
        warehouse.current()


def test_simulated_figures_are_marked_on_every_page(
    copied: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KLA_DATA", str(copied))
    _change(copied / "build" / "kla-public.duckdb", "UPDATE publication SET trust = 'simulated'")
    for view in ("overview", "trend", "comparison", "gaps", "plan", "villages"):
        assert "SIMULASI" in open_page(view, daerah="32").words


def _regions(page: AppTest) -> list[str]:
    return list(page.selectbox(key="pilih_region").options)
