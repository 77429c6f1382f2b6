"""KLA scores: award bands, totals on every basis, what does not add up, points still open.

Totals of one evaluation that differ are all kept, never averaged. Bands are those printed, with
the gaps they leave (600 < s < 601): a score in a gap stays in the band below and is `boundary`.
A band says where points lie; the rank itself is given by the Ministry and is kla_award.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from indicators.definition import Band
from indicators.score_chosen import NOT_STATED, Decided, chosen_totals
from indicators.score_items import FILE, Forms, locate, none_of
from indicators.score_levels import TOLERANCE
from indicators.tables import POINTS_OPEN, SCORE_SUMMARY

FULL_SCORE: Final = 1000.0
"""The maximum of every form so far, and of a total whose form is not known."""
NO_BAND: Final = NOT_STATED
"""The band of a total that does not cover the whole form."""
_STEP: Final = 0.01
"""Bands no further apart than the last printed decimal leave no gap (below 500, from 500)."""
_ROUND: Final = 6
_SOURCE: Final = ["source_sha256", "sheet", "cell"]


@dataclass(frozen=True)
class BandResult:
    """Where points lie. `boundary` is the band above when they lie between two printed bands.

    `points_to_next` goes to the printed lower edge of `next_band`; both None in the top band.
    """

    band_id: str
    boundary: str | None
    next_band: str | None
    points_to_next: float | None


def band_of(score: float, bands: Sequence[Band]) -> BandResult:
    """The band of `score`; ValueError when it is missing or below the lowest band."""
    found = _bands_of(pd.Series([score], dtype="float64"), bands).iloc[0]
    return BandResult(
        band_id=str(found["band"]),
        boundary=None if pd.isna(found["boundary"]) else str(found["boundary"]),
        next_band=None if pd.isna(found["next_band"]) else str(found["next_band"]),
        points_to_next=None if pd.isna(found["points_to_next"]) else float(found["points_to_next"]),
    )


def _bands_of(scores: pd.Series[float], bands: Sequence[Band]) -> pd.DataFrame:
    """Columns band, boundary, next_band and points_to_next, aligned with `scores`."""
    ordered = sorted(bands, key=lambda band: band.lower)
    lower = np.array([band.lower for band in ordered])
    upper = np.array([band.upper for band in ordered])
    names = np.array([*(band.band_id for band in ordered), None], dtype=object)
    points = scores.round(_ROUND).to_numpy(dtype=float)
    place = np.searchsorted(lower, points, side="right") - 1
    if np.isnan(points).any() or (place < 0).any():
        raise ValueError("a score is missing or lies below the lowest band")
    edge = np.append(lower[1:], np.nan)[place]
    in_gap = (points > upper[place]) & (edge - upper[place] > _STEP + 1e-9)
    return pd.DataFrame(
        {
            "band": names[place],
            "boundary": np.where(in_gap, names[place + 1], names[-1]),
            "next_band": names[place + 1],
            "points_to_next": np.round(edge - points, _ROUND),
        },
        index=scores.index,
    )


def summaries(scores: pd.DataFrame, forms: Forms, decided: Decided | None = None) -> pd.DataFrame:
    """score_summary rows: the total of each evaluation on every basis its file has.

    `scores` holds the columns of kla_score. A basis whose items are not all there keeps its sum
    and the maximum of just those items, but no band (`tidak_disebut`) and is left out of
    `agrees`. Without a known form the printed maxima are added up; a basis without them is left
    out, except a total, which is out of 1000. `decided` is what offices chose.
    """
    scored = scores[scores["value"].notna()]
    if scored.empty:
        return none_of(SCORE_SUMMARY)
    rows = _with_maximum(scored, forms)
    totals = rows.groupby([*FILE, "level"], sort=False, dropna=False, as_index=False).agg(
        award_year=("award_year", "first"),
        data_year=("data_year", "first"),
        value=("value", "sum"),
        max_value=("max_value", "sum"),
        with_max=("max_value", "count"),
        items=("value", "size"),
        items_expected=("expected", "first"),
        source_sha256=("source_sha256", "first"),
        sheet=("sheet", "first"),
        cell=("cell", "first"),
        last=("cell", "last"),
    )
    totals = totals[totals["with_max"] == totals["items"]].rename(columns={"level": "basis"})
    several = totals["items"] > 1
    totals["cell"] = totals["cell"].where(~several, totals["cell"] + ":" + totals["last"])
    totals[["value", "max_value"]] = totals[["value", "max_value"]].round(_ROUND)
    totals = chosen_totals(_judged(totals, forms.bands), decided)
    return totals[list(SCORE_SUMMARY.column_names)].reset_index(drop=True)


def _with_maximum(scores: pd.DataFrame, forms: Forms) -> pd.DataFrame:
    """`scores` with the maximum of each item and how many items its form has on that level.

    `expected` is 0 where the form is not known.
    """
    located = locate(scores, forms.instruments.values())
    items, known = located.items, located.scores
    full = items[items["level"] == "block"].groupby("instrument_id")["max_score"].sum()
    size = items.groupby(["instrument_id", "level"]).size().rename("expected").reset_index()
    known["max_value"] = known["item"].map(items["max_score"])
    known["max_value"] = known["max_value"].fillna(known["instrument_id"].map(full))
    known = known.merge(size, on=["instrument_id", "level"], how="left")
    other = scores[scores["instrument_id"].isna()]
    other = other.assign(max_value=other["max_printed"].astype("float64"), expected=0)
    is_total = other["level"] == "total"
    other["max_value"] = other["max_value"].mask(is_total & other["max_value"].isna(), FULL_SCORE)
    parts = [part for part in (known, other) if not part.empty]
    rows = pd.concat(parts, ignore_index=True) if parts else known
    rows["expected"] = rows["expected"].mask(rows["level"] == "total", 1).astype("int64")
    return rows


def _judged(totals: pd.DataFrame, bands: Sequence[Band]) -> pd.DataFrame:
    """`totals` with the band of those that cover the whole form, and whether they agree."""
    unknown = totals["items_expected"] == 0
    is_full = (totals["max_value"] - FULL_SCORE).abs() < TOLERANCE
    complete = (totals["items"] == totals["items_expected"]) & (totals["max_value"] >= FULL_SCORE)
    complete = complete.mask(unknown, is_full)
    found = _bands_of(totals.loc[complete, "value"], bands).reindex(totals.index)
    totals = totals.join(found)
    totals["band"] = totals["band"].where(complete, NO_BAND)
    totals["items_expected"] = totals["items_expected"].mask(unknown, totals["items"])
    compared = totals.assign(compared=totals["value"].where(complete))
    by_file = compared.groupby(FILE, sort=False, dropna=False)["compared"]
    spread = by_file.transform("max") - by_file.transform("min")
    totals["agrees"] = ~(spread > TOLERANCE)
    return totals


def points_open(scores: pd.DataFrame, forms: Forms) -> pd.DataFrame:
    """points_open rows: maximum less score of every block, row and question with a known form.

    Maxima are those of the form, not the printed ones. A score above its maximum leaves nothing
    open. Items without a score are left out: nothing is known of them.
    """
    scored = scores[scores["value"].notna()]
    if scored.empty:
        return none_of(POINTS_OPEN)
    located = locate(scored, forms.instruments.values())
    rows = located.scores[located.scores["level"] != "total"]
    item = located.items.loc[rows["item"]].set_index(rows.index)
    out = item.assign(
        **{name: rows[name] for name in (*FILE, *_SOURCE)},
        score=rows["value"].astype("float64"),
        open=(item["max_score"] - rows["value"]).clip(lower=0).round(_ROUND),
    )
    return out[list(POINTS_OPEN.column_names)].reset_index(drop=True)
