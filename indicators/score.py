"""KLA scores: award bands, totals on every basis, what does not add up, points still open.

Totals of one evaluation that differ are all kept, never averaged. Bands are those printed, with
the gaps they leave (600 < s < 601): a score in a gap stays in the band below and is `boundary`.
A band says where points lie; the rank itself is given by the Ministry and is kla_award.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np
import pandas as pd

from indicators import codes
from indicators.definition import Band
from indicators.instrument import Instrument
from indicators.score_items import FILE, Located, locate
from indicators.table_model import Table
from indicators.tables import DISCREPANCY, POINTS_OPEN, SCORE_SUMMARY

FULL_SCORE: Final = 1000.0
"""The maximum of every form so far, and of a total whose form is not known."""
TOLERANCE: Final = 0.005
"""Half of the last printed decimal: sums that differ by less agree."""
NO_BAND: Final = "tidak_disebut"
"""The band of a total that does not cover the whole form."""
_STEP: Final = 0.01
"""Bands no further apart than the last printed decimal leave no gap (below 500, from 500)."""
_ROUND: Final = 6
_SOURCE: Final = ["source_sha256", "sheet", "cell"]
_BELOW: Final[tuple[tuple[str, str, list[str]], ...]] = (
    ("indicator", "question", ["block", "indicator"]),
    ("block", "indicator", ["block"]),
    ("block", "question", ["block"]),
    ("total", "block", []),
    ("total", "indicator", []),
    ("total", "question", []),
)
"""Level, level it is the sum of, and what the two share; the nearest level below comes first."""


class Forms(Protocol):
    """What scores are read against: the forms and the bands (a Catalogue)."""

    @property
    def instruments(self) -> Mapping[str, Instrument]:
        """The forms by id."""

    @property
    def bands(self) -> Sequence[Band]:
        """The award bands."""


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


def summaries(scores: pd.DataFrame, forms: Forms) -> pd.DataFrame:
    """score_summary rows: the total of each evaluation on every basis its file has.

    `scores` holds the columns of kla_score. A basis whose items are not all there keeps its sum
    and the maximum of just those items, but no band (`tidak_disebut`) and is left out of
    `agrees`. Without a known form the printed maxima are added up; a basis without them is left
    out, except a total, which is out of 1000.
    """
    scored = scores[scores["value"].notna()]
    if scored.empty:
        return _none_of(SCORE_SUMMARY)
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
    totals = _judged(totals, forms.bands)
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
        return _none_of(POINTS_OPEN)
    located = locate(scored, forms.instruments.values())
    rows = located.scores[located.scores["level"] != "total"]
    item = located.items.loc[rows["item"]].set_index(rows.index)
    out = item.assign(
        **{name: rows[name] for name in (*FILE, *_SOURCE)},
        score=rows["value"].astype("float64"),
        open=(item["max_score"] - rows["value"]).clip(lower=0).round(_ROUND),
    )
    return out[list(POINTS_OPEN.column_names)].reset_index(drop=True)


def discrepancies(scores: pd.DataFrame, forms: Forms) -> pd.DataFrame:
    """Discrepancy rows: where an evaluation with a known form contradicts itself or its form.

    `score_sum`: a score is not the sum of the level below it (the nearest level that is all
    there). `max_sum`: neither is its maximum in the form, a fault of the form itself.
    `max_printed`: the file prints another maximum than the form has.
    """
    scored = scores[scores["value"].notna()]
    if scored.empty:
        return _none_of(DISCREPANCY)
    located = locate(scored, forms.instruments.values())
    rows, items = located.scores, located.items
    full = items[items["level"] == "block"].groupby("instrument_id")["max_score"].sum()
    own = items.loc[rows.loc[rows["item"] >= 0, "item"]].set_index(rows.index[rows["item"] >= 0])
    rows = rows.assign(
        maximum=own["max_score"].reindex(rows.index).fillna(rows["instrument_id"].map(full)),
        block=own["block"].reindex(rows.index).fillna(rows["block"]),
    )
    sums = _sums_below(located)
    above = rows[rows["level"] != "question"]
    parents = above.merge(sums, on=["file", "level", "block", "indicator"])
    found = [
        above.assign(kind="max_printed", printed=above["max_printed"], computed=above["maximum"]),
        parents.assign(kind="score_sum", printed=parents["value"], computed=parents["sum_score"]),
        parents.assign(kind="max_sum", printed=parents["maximum"], computed=parents["sum_max"]),
    ]
    out = pd.concat(found, ignore_index=True)
    out["printed"] = out["printed"].astype("float64")
    differs = (out["printed"] - out["computed"]).abs() > TOLERANCE
    out["computed"] = out["computed"].round(_ROUND)
    return out.loc[differs, list(DISCREPANCY.column_names)].reset_index(drop=True)


def _sums_below(located: Located) -> pd.DataFrame:
    """Per evaluation and item above question level: score and maximum of the level below.

    Only from a level that is all there; the nearest one where there are several.
    """
    items = located.items
    rows = located.scores[["file", "instrument_id", "item", "value"]]
    rows = rows.join(items[["level", "block", "indicator", "max_score"]], on="item")
    sums = []
    for level, below, group in _BELOW:
        part = rows[rows["level"] == below]
        of_form = items[items["level"] == below]
        expected = of_form.groupby(["instrument_id", *group]).size().rename("expected")
        found = part.groupby(["file", "instrument_id", *group], as_index=False, sort=False).agg(
            sum_score=("value", "sum"), sum_max=("max_score", "sum"), size=("value", "size")
        )
        found = found.join(expected, on=["instrument_id", *group])
        found = found[found["size"] == found["expected"]].assign(level=level)
        for name in ("block", "indicator"):
            found[name] = found[name] if name in group else codes.ALL
        sums.append(found)
    keys = ["file", "level", "block", "indicator"]
    return pd.concat(sums, ignore_index=True).drop_duplicates(keys)[[*keys, "sum_score", "sum_max"]]


def _none_of(table: Table) -> pd.DataFrame:
    """A frame of `table` without rows: most folders hold no scores at all."""
    return pd.DataFrame(columns=list(table.column_names))
