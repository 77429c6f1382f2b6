from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from etl.build import BuildReport, build

PROJECT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shipped_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of this repository without what this installation has made of it."""
    made_here = shutil.ignore_patterns("build", "history", "incoming", "editions")
    target = tmp_path_factory.mktemp("shipped") / "data"
    return Path(shutil.copytree(PROJECT / "data", target, ignore=made_here))


@pytest.fixture(scope="session")
def shipped(shipped_data: Path, tmp_path_factory: pytest.TempPathFactory) -> BuildReport:
    """Both editions of that data, built once through the whole pipeline."""
    return build(shipped_data, tmp_path_factory.mktemp("data") / "build")
