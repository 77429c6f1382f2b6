"""Penyandingan Data: the figures people may choose between."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from dashboard.language import speaker
from dashboard.parts import texts
from dashboard.queries import pairs as queries
from dashboard.queries.contract import Run
from indicators import wording


@dataclass(frozen=True)
class Quantity:
    """One figure that several publications state: its key, its name, each with what it says."""

    region: str
    year: int
    measure: str
    title: str
    publications: Mapping[str, str]


def quantities(run: Run, region: str, year: str, language: str) -> tuple[Quantity, ...]:
    """What can be decided in a region and its parts: where two publications differ on a measure."""
    frame = queries.pairs(run, region, year, queries.DIFFERENT)
    same = frame[frame["measure_id"] == frame["other_measure_id"]]
    found: dict[tuple[str, int, str], dict[str, str]] = {}
    names = {}
    for row in texts.rows(same):
        key = (row.region_code, int(row.year), row.measure_id)
        names[key] = row.name
        said = found.setdefault(key, {})
        for side in ("", "other_"):
            said[getattr(row, f"{side}publication_id")] = _said(row, side, language)
    say = speaker(language)
    return tuple(
        Quantity(
            *key,
            title=say(
                "{region} {year}, {measure}",
                region=names[key],
                year=key[1],
                measure=texts.measure_title(key[2], language),
            ),
            publications=said,
        )
        for key, said in found.items()
    )


def _said(row: texts.Row, side: str, language: str) -> str:
    value = getattr(row, f"{side}value")
    figure = texts.NONE if pd.isna(value) else wording.number(value, language)
    title = getattr(row, f"{side}publication_title")
    return f"{figure} · {getattr(row, f'{side}publisher')}, {title}"
