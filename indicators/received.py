"""What a province waits for from each kabupaten/kota, and what has arrived.

A region is held against the latest that any kabupaten/kota has loaded, so nobody is late with what
nobody has.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

from indicators import codes
from indicators.recap import regencies
from indicators.tables import RECEIVED

_LATER: Final = ("verifikasi_administrasi", "verifikasi_lapangan", "akhir")
_FINEST: Final = {level: place for place, level in enumerate(codes.LEVELS)}
"""From coarse to fine; a score is complete question by question."""
_NO_YEAR: Final = 0


def received(facts: dict[str, pd.DataFrame], regions: pd.DataFrame) -> pd.DataFrame:
    """received rows: every real kabupaten/kota and kind of data of `codes.RECEIVED_ITEMS`.

    `facts` holds the fact tables by name. Counts and outcomes without a value have not arrived.
    """
    real = regencies(regions)
    found = pd.concat(
        [part.assign(item=item) for item, part in _loaded(facts).items()], ignore_index=True
    )
    found = found[found["region_code"].isin(real["region_code"])]
    found = found.sort_values(["year", "fine"]).drop_duplicates(
        ["region_code", "item"], keep="last"
    )
    expected = found.groupby("item")["year"].max()
    items = pd.DataFrame({"item": list(codes.RECEIVED_ITEMS)})
    rows = real.merge(items, how="cross").merge(found, on=["region_code", "item"], how="left")
    rows["expected_year"] = rows["item"].map(expected)
    is_score = rows["item"].isin(["nilai_mandiri", "nilai_verifikasi"])
    is_part = is_score & (rows["fine"] < _FINEST["question"])
    state = pd.Series("complete", index=rows.index, dtype="object").mask(is_part, "part")
    state = state.mask(rows["year"] < rows["expected_year"], "older")
    rows["state"] = state.mask(rows["year"].isna(), "none")
    names = dict(enumerate(codes.LEVELS))
    rows["detail"] = rows["fine"].where(is_score).map(names).astype(object)
    rows["detail"] = rows["detail"].where(rows["detail"].notna(), None)
    for name in ("year", "expected_year"):
        rows[name] = rows[name].replace(_NO_YEAR, None).astype("Int64")
    return rows[list(RECEIVED.column_names)].reset_index(drop=True)


def _loaded(facts: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Region, year and fineness of what is loaded of each kind; 0 where it has no year."""
    scores = facts["kla_score"]
    scores = scores[scores["value"].notna()]
    scores = scores.assign(
        year=scores["award_year"].fillna(scores["printed_year"]),
        fine=scores["level"].map(_FINEST),
    )
    scores = scores[["region_code", "year", "fine", "stage"]]
    later = scores["stage"].isin(_LATER)
    return {
        "penghargaan": _of(facts["kla_award"], facts["kla_award"]["award_year"]),
        "nilai_mandiri": scores[scores["stage"] == "mandiri"].drop(columns="stage"),
        "nilai_verifikasi": scores[later].drop(columns="stage"),
        "kasus": _dated(facts["case_count"]),
        "capaian": _dated(facts["outcome"]),
        "bukti": _of(facts["evidence"], _NO_YEAR),
        "desa": _of(facts["village_answer"], _NO_YEAR),
        "rad": _of(facts["plan_activity"], facts["plan_activity"]["year"]),
    }  # fmt: skip


def _dated(frame: pd.DataFrame) -> pd.DataFrame:
    told = frame[frame["value"].notna()]
    return _of(told, pd.to_datetime(told["period_end"]).dt.year)


def _of(frame: pd.DataFrame, year: pd.Series[int] | int) -> pd.DataFrame:
    return pd.DataFrame({"region_code": frame["region_code"], "year": year, "fine": 0})
