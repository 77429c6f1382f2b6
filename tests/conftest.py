from __future__ import annotations

from pathlib import Path

import pytest

from etl.build import BuildReport, build

PROJECT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> BuildReport:
    """Both editions of the data in this repository, built once through the whole pipeline."""
    return build(PROJECT / "data", tmp_path_factory.mktemp("data") / "build")
