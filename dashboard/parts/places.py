"""The regions on offer, and the one a page is about."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from dashboard.language import Say, speaker
from dashboard.parts import texts
from dashboard.queries import edition as queries
from dashboard.queries.contract import Run

REGENCY_KINDS = ("kabupaten", "kota")


@dataclass(frozen=True)
class Place:
    """A region: its official name, its level, its province, and the marks its pages carry."""

    code: str
    name: str
    kind: str
    parent: str
    marks: tuple[str, ...]

    @property
    def is_regency(self) -> bool:
        """Whether it is a kabupaten or kota, the level that is evaluated."""
        return self.kind in REGENCY_KINDS


def titles(run: Run, language: str) -> dict[str, str]:
    """Every region's name by code: Indonesia, the provinces, then kabupaten/kota, examples last."""
    say = speaker(language)
    return {row.region_code: _title(row, say) for row in texts.rows(queries.regions(run))}


def place(run: Run, region: str, language: str) -> Place:
    """One region; KeyError when the edition does not have it."""
    say = speaker(language)
    found = queries.regions(run).set_index("region_code").loc[region]
    marks = []
    if found["is_example"]:
        marks.append(say("Daerah contoh: nama sebenarnya tidak disebut; tidak ikut dibandingkan"))
    if queries.shows_simulated(run, region):
        marks.append(say("SIMULASI: sebagian angka daerah ini bukan angka nyata"))
    parent = found["parent_code"]
    return Place(
        code=region,
        name=str(found["name"]),
        kind=str(found["kind"]),
        parent="" if pd.isna(parent) else str(parent),
        marks=tuple(marks),
    )


def _title(row: texts.Row, say: Say) -> str:
    if row.is_example:
        return say("{name} · contoh", name=row.name)
    return f"{row.name} · {row.parent_name}" if row.kind in REGENCY_KINDS else str(row.name)
