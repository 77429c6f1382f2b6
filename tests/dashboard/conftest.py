"""The pages on a warehouse built through the whole pipeline from the shipped data."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard import warehouse
from dashboard.warehouse import Warehouse
from etl.build import BuildReport

APP = Path(warehouse.__file__).with_name("app.py")


class Page(AppTest):
    """A page whose text can be read as a whole."""

    @property
    def words(self) -> str:
        """All text on the page, markup included."""
        found = [*self.get("html"), *self.markdown, *self.caption, *self.text, *self.error]
        return "\n".join(str(element.value) for element in found)


@pytest.fixture(scope="session")
def data(shipped: BuildReport, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that holds both editions and nothing else."""
    folder = tmp_path_factory.mktemp("data")
    (folder / "build").mkdir()
    for path in shipped.editions.values():
        shutil.copy(path, folder / "build")
    return folder


@pytest.fixture
def served(data: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder the dashboard reads, in the public edition."""
    monkeypatch.setenv("KLA_DATA", str(data))
    monkeypatch.setenv("KLA_EDITION", "public")
    return data


@pytest.fixture
def run(served: Path) -> Warehouse:
    """The open public edition."""
    return warehouse.current()


@pytest.fixture
def internal(served: Path, monkeypatch: pytest.MonkeyPatch) -> Warehouse:
    """The open internal edition."""
    monkeypatch.setenv("KLA_EDITION", "internal")
    return warehouse.current()


@pytest.fixture
def open_page(served: Path) -> Callable[..., Page]:
    """Open a view with URL parameters, as a link would."""

    def opened(view: str, **parameters: str) -> Page:
        page = Page(str(APP), default_timeout=60)
        page.query_params.update(parameters)
        page.run()
        if view != "overview":
            page.switch_page(f"views/{view}.py")
            page.query_params.update(parameters)
            page.run()
        assert not page.exception, page.exception[0].value
        return page

    return opened


@pytest.fixture
def app() -> Path:
    """The script that Streamlit runs."""
    return APP


@pytest.fixture
def copied(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of its own, to be changed by the test."""
    shutil.copytree(data / "build", tmp_path / "build")
    monkeypatch.setenv("KLA_DATA", str(tmp_path))
    monkeypatch.setenv("KLA_EDITION", "public")
    st.cache_resource.clear()
    return tmp_path
