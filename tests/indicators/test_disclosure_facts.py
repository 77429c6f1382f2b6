"""Disclosure control of the figures that offices and the press have published."""

from __future__ import annotations

import datetime
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from indicators import codes
from indicators.attack import WIDTH, attack
from indicators.disclosure import Protection, protect
from indicators.regions import load_registry
from indicators.tables import CASE_COUNT

FACTS = Path(__file__).resolve().parents[3] / "shared" / "facts"
pytestmark = pytest.mark.skipif(not FACTS.exists(), reason="published figures not at hand")
K = 4
CHILDREN = {
    region.code: [child.code for child in load_registry().children(region.code)]
    for region in load_registry().all()
    if region.kind in ("negara", "provinsi")
}


def frame_of(rows: Sequence[Mapping[str, object]]) -> pd.DataFrame:
    plain = {
        **dict.fromkeys(CASE_COUNT.column_names, ""),
        **dict.fromkeys(codes.CASE_BREAKDOWNS, codes.ALL),
        "period_start": datetime.date(2022, 1, 1), "period_end": datetime.date(2022, 12, 31),
        "unit": "korban", "group": "anak", "publication_id": "p", "hidden": "no",
    }  # fmt: skip
    return pd.DataFrame([{**plain, **row} for row in rows]).astype({"value": float})


def assert_safe(frame: pd.DataFrame, protection: Protection) -> float:
    """Small counts are hidden and no interval is narrow; the seconds the attack took."""
    assert (protection.frame["hidden"] != "no")[small(frame)].all()
    assert protection.needless == 0
    started = time.perf_counter()
    found = attack(protection.frame, K, CHILDREN, relations=protection.relations, at_least=WIDTH)
    assert (found["maximum"] - found["minimum"]).min() >= WIDTH
    return time.perf_counter() - started


def small(frame: pd.DataFrame) -> pd.Series:
    return frame["value"].between(1, K) & (frame["region_code"] != "00")


def test_published_counts_of_the_provinces_are_safe(capsys: pytest.CaptureFixture[str]) -> None:
    frame = published_cases()
    switched_off = frame.assign(
        value=frame["value"].mask(small(frame)), hidden=np.where(small(frame), "primary", "no")
    )
    found = attack(switched_off, K, CHILDREN)
    assert (found["maximum"] == found["minimum"]).any()
    started = time.perf_counter()
    protection = protect(frame, K, CHILDREN)
    seconds = time.perf_counter() - started
    attacked = assert_safe(frame, protection)
    totals = frame[["region_code", "period_start", "unit", "value"]].apply(tuple, axis=1)
    shown = set(totals[protection.frame["hidden"] == "no"])
    for total in (
        ("62", "2023-01-01", "kasus", 294), ("62", "2025-01-01", "korban", 414),
        ("62", "2022-01-01", "laporan", 69), ("16", "2022-01-01", "kasus", 408),
        ("14", "2017-01-01", "kasus", 52), ("14", "2014-01-01", "kasus", 142),
        ("16", "2024-01-01", "korban", 381), ("63", "2022-01-01", "kasus", 170),
    ):  # fmt: skip
        assert total in shown
    hidden = int((protection.frame["hidden"] != "no").sum())
    with capsys.disabled():
        print(f"\npublished: {report(frame, protection)}, {seconds:.1f} s, attack {attacked:.1f} s")
    assert hidden - small(frame).sum() <= 12


def report(frame: pd.DataFrame, protection: Protection) -> str:
    hidden = int((protection.frame["hidden"] != "no").sum())
    return f"{len(frame)} counts, {int(small(frame).sum())} small, {hidden} hidden"


def published_cases() -> pd.DataFrame:
    """The counts of the transcribed articles whose measure has a plain key."""
    measures = {
        "kasus_kekerasan_perempuan_anak": ("kasus", "perempuan_dan_anak", codes.ALL),
        "korban_kekerasan_perempuan_anak": ("korban", "perempuan_dan_anak", codes.ALL),
        "kasus_kekerasan_anak": ("kasus", "anak", codes.ALL),
        "korban_kekerasan_anak": ("korban", "anak", codes.ALL),
        "laporan_kekerasan_anak": ("laporan", "anak", codes.ALL),
        "korban_anak_perempuan": ("korban", "anak", "perempuan"),
        "korban_anak_laki": ("korban", "anak", "laki_laki"),
        "korban_kekerasan_perempuan_dewasa": ("korban", "perempuan", codes.ALL),
        "korban_perempuan_dewasa": ("korban", "perempuan", codes.ALL),
        "korban_laki_dewasa": ("korban", "dewasa", "laki_laki"),
        "kasus_kekerasan_seksual_anak": ("kasus", "anak", "seksual"),
    }
    facts = pd.read_csv(FACTS / "cases_published.csv", dtype={"region_code": str})
    facts = facts[facts["measure"].isin(measures)]
    rows = []
    for fact in facts.to_dict("records"):
        unit, group, third = measures[fact["measure"]]
        which = "violence_type" if third == "seksual" else "sex"
        named = {"unit": unit, "group": group, which: third, "publication_id": fact["source_url"]}
        named |= {name: fact[name] for name in ("region_code", "period_start", "period_end")}
        rows.append({**named, "value": fact["value"]})
    return frame_of(rows).drop_duplicates(list(CASE_COUNT.key), ignore_index=True)


def jawa_barat(dimensions: Sequence[str]) -> pd.DataFrame:
    """Child victims 2018-2022 of regencies and province, broken down by `dimensions`."""
    facts = pd.read_csv(FACTS / "victims_jawa_barat_2018_2022.csv", dtype={"region_code": str})
    facts = facts[facts["age_group"].isin(codes.CHILD_AGE_BANDS)]
    facts = facts.rename(columns={"age_group": "age_band"})
    for name in ("region_code", *dimensions):
        total = "32" if name == "region_code" else codes.ALL
        facts = pd.concat([facts, facts.assign(**{name: total})])
    keys = ["region_code", "year", "sex", "age_band"]
    facts = facts.assign(
        **{name: codes.ALL for name in ("sex", "age_band") if name not in dimensions}
    )
    rows = facts.groupby(keys, as_index=False)["victims"].sum().to_dict("records")
    return frame_of(
        [
            {
                **{name: row[name] for name in ("region_code", "sex", "age_band")},
                "period_start": f"{row['year']}-01-01",
                "period_end": f"{row['year']}-12-31",
                "value": row["victims"],
            }
            for row in rows
        ]
    )


@pytest.mark.parametrize("dimensions", [(), ("sex",), ("sex", "age_band")])
def test_jawa_barat_keeps_its_province_totals(
    dimensions: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    frame = jawa_barat(dimensions)
    started = time.perf_counter()
    protection = protect(frame, K, CHILDREN)
    seconds = time.perf_counter() - started
    attacked = assert_safe(frame, protection)
    hidden = protection.frame["hidden"] != "no"
    assert "32" not in set(frame.loc[hidden, "region_code"])
    with capsys.disabled():
        print(
            f"\nJawa Barat by {dimensions}: {report(frame, protection)}, {seconds:.1f} s to "
            f"protect, {attacked:.1f} s to attack"
        )
