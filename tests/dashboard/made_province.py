"""A made province: every kabupaten/kota with scores of two cycles and two stages, built whole.

The numbers are invented; the places and the form are real, so that a page finds both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from etl.build import BuildReport, build
from etl.context import load_context
from etl.template import write_template
from indicators.regions import Registry

PROVINCE: Final = "34"
CYCLES: Final = ((2024, 2025), (2026, 2027))
"""Year printed, and award year, of each cycle."""
STAGES: Final = ("mandiri", "verifikasi_administrasi")
SHARED: Final = "13"
"""The indicator that every area but one is weak in."""
BEST: Final = 1
"""Place of the area that improved on it."""
_FORM: Final = "kla_2024"
_PUBLICATION: Final = {
    "publikasi": "rekap-provinsi", "penerbit": "Dinas PPPA", "judul": "Rekap nilai",
    "tanggal_terbit": "2026-06-01", "kepercayaan": "simulated",
}  # fmt: skip
_RANKS: Final = ("pratama", "madya", "nindya", "utama")


def editions(folder: Path, province: str = PROVINCE) -> BuildReport:
    """Both editions of the made province, built below `folder`."""
    raw = folder / "raw"
    raw.mkdir(parents=True)
    areas = [(area.code, area.name) for area in _registry().children(province)]
    scores = {"Data": list(_scores(areas)), "Publikasi": [_PUBLICATION]}
    write_template("skor", raw / "skor.xlsx", scores)
    awards = {"Data": list(_awards(areas)), "Publikasi": [_PUBLICATION]}
    write_template("penghargaan", raw / "penghargaan.xlsx", awards)
    return build(folder, folder / "build")


def share(place: int, indicator: str, cycle: int, stage: str) -> float:
    """The share of its maximum that an area reaches."""
    if indicator == SHARED:
        reached = 0.8 if place == BEST and cycle else 0.3
    else:
        reached = 0.55 + (place * 7 + int(indicator.rstrip("ABC")) * 5) % 40 / 100 + 0.03 * cycle
    return min(reached, 1.0) * (0.8 if stage == STAGES[1] else 1.0)


def _registry() -> Registry:
    return load_context().registry


def _scores(areas: Iterable[tuple[str, str]]) -> Iterator[dict[str, object]]:
    """Indicators of both cycles; of the first the blocks as well, of the second only those."""
    items = load_context().catalogue.instruments[_FORM].items()
    rows = [item for level, item in items if level == "indicator"]
    for place, (code, name) in enumerate(areas):
        for cycle, (printed, award) in enumerate(CYCLES):
            for stage in STAGES:
                common = {
                    "kode_daerah": code, "nama_daerah": name, "tahun_tercetak": printed,
                    "tahun_penghargaan": award, "tahun_data": printed - 1, "instrumen": _FORM,
                    "tahapan": stage, "publikasi": "rekap-provinsi",
                }  # fmt: skip
                blocks: dict[str, float] = {}
                for item in rows:
                    reached = share(place, item.indicator, cycle, stage)
                    points = round(reached * item.max_score, 2)
                    blocks[item.block] = blocks.get(item.block, 0) + points
                    yield {
                        **common, "tingkat": "indicator", "blok": item.block,
                        "indikator": item.indicator, "nilai": points,
                    }  # fmt: skip
                for block, points in blocks.items() if not cycle else ():
                    yield {
                        **common, "tingkat": "block", "blok": block, "nilai": round(points, 2),
                    }  # fmt: skip


def _awards(areas: Iterable[tuple[str, str]]) -> Iterator[dict[str, object]]:
    """The second area rises, the third falls, the fourth loses its award in the second round."""
    for place, (code, name) in enumerate(areas):
        before = _RANKS[place % 3]
        after = {1: "nindya", 2: "madya", 3: "tanpa_penghargaan"}.get(place, before)
        for year, award in ((2023, before), (2025, after)):
            yield {
                "kode_daerah": code, "nama_daerah": name, "tahun_penghargaan": year,
                "peringkat": award, "publikasi": "rekap-provinsi",
            }  # fmt: skip
