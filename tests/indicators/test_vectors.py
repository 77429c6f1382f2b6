"""Every golden file beside the project has a test that reads it, or a reason why none does."""

from __future__ import annotations

from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]
VECTORS = TESTS.parents[0] / "../shared/vectors"
NOT_READ = {
    "funnel_rate_limit_inputs.csv": "denominators derived from directly standardised rates: no "
    "rate here is standardised by age",
}


def test_every_golden_file_is_read_by_a_test() -> None:
    if not VECTORS.is_dir():
        pytest.skip("the vectors are not beside the project")
    own = Path(__file__).name
    told = "\n".join(
        path.read_text(encoding="utf-8") for path in TESTS.rglob("test_*.py") if path.name != own
    )
    files = {path.name for path in VECTORS.glob("*.csv")}
    unread = {name for name in files if name not in told and _stem(name) not in told}
    assert unread == set(NOT_READ) & files


def _stem(name: str) -> str:
    """Inputs are read beside their expected figures, some by one name for both."""
    return name.replace("_inputs.csv", "_expected.csv")
