from __future__ import annotations

import datetime
from collections.abc import Callable

import pandas as pd
import pytest

from indicators import codes
from indicators.tables import CASE_COUNT, DECISION, POPULATION, PUBLICATION

CountFrame = Callable[..., pd.DataFrame]
Published = Callable[..., pd.DataFrame]


@pytest.fixture
def counts() -> CountFrame:
    """Rows of case_count from short dictionaries; everything not named is a plain total."""

    def make(*rows: dict[str, object]) -> pd.DataFrame:
        full = []
        for number, row in enumerate(rows, start=2):
            year = int(str(row.get("year", 2022)))
            full.append(
                {
                    "region_code": "32.01",
                    "period_start": datetime.date(year, 1, 1),
                    "period_end": datetime.date(year, 12, 31),
                    "period_known": "stated",
                    "unit": "korban",
                    "group": "anak",
                    **dict.fromkeys(codes.CASE_BREAKDOWNS, codes.ALL),
                    "value": 10.0,
                    "status": "reported",
                    "is_exact": True,
                    "is_source_total": False,
                    "is_derived": False,
                    "hidden": "no",
                    "note": None,
                    "publication_id": "p",
                    "source_sha256": "f" * 64,
                    "sheet": "Data",
                    "cell": f"N{number}",
                    **{name: value for name, value in row.items() if name != "year"},
                }
            )
        return pd.DataFrame(full)[list(CASE_COUNT.column_names)]

    return make


@pytest.fixture
def people() -> CountFrame:
    """Rows of population: (region, year, people) triples, everybody."""

    def make(*rows: tuple[str, int, float]) -> pd.DataFrame:
        return pd.DataFrame(
            [
                {
                    "region_code": region,
                    "year": year,
                    "sex": codes.ALL,
                    "age_band": codes.ALL,
                    "value": value,
                    "status": "reported",
                    "note": None,
                    "publication_id": "q",
                    "source_sha256": "e" * 64,
                    "sheet": "Data",
                    "cell": f"F{number}",
                }
                for number, (region, year, value) in enumerate(rows, start=2)
            ]
        )[list(POPULATION.column_names)]

    return make


@pytest.fixture
def published() -> Published:
    """Rows of publication, each of a publisher of its own: `published(portal="official")`.

    A dictionary instead of a trust gives further columns of the row.
    """

    def make(**rows: str | dict[str, object]) -> pd.DataFrame:
        full = []
        for name, told in rows.items():
            given = {"trust": told} if isinstance(told, str) else told
            empty = dict.fromkeys(PUBLICATION.column_names)
            own = {"publication_id": name, "publisher": name, "title": name, "trust": "official"}
            full.append({**empty, **own, **given})
        return pd.DataFrame(full, columns=list(PUBLICATION.column_names))

    return make


@pytest.fixture
def decided() -> Published:
    """Rows of decision: (region, year, measure, publication) each."""

    def make(*rows: tuple[str, int, str, str]) -> pd.DataFrame:
        day = datetime.date(2026, 1, 2)
        full = [(*row, "dibaca pada laporan asli", "Bidang PA", day) for row in rows]
        return pd.DataFrame(full, columns=list(DECISION.column_names))

    return make
