"""The quality mark of every figure: what `indicators.quality` needs, gathered from the tables."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import pandas as pd

from indicators import codes, quality, releases
from indicators.chosen import QUANTITY

_COMPLETED: Final = ["region_code", "measure_id", "year", "publication_id"]
_PERIOD: Final = ["measure_id", "period_start", "period_end", "publication_id"]
_UNKNOWN: Final = "tidak_diketahui"
_WHOLE: Final = 100
NOTHING: Final = ""
"""Of a figure about whose completeness or twin nothing is known."""


def with_quality(
    values: pd.DataFrame,
    completed: pd.DataFrame,
    pairs: pd.DataFrame,
    publications: pd.DataFrame,
    regions: pd.DataFrame,
    shares: Collection[str] = (),
) -> pd.DataFrame:
    """`values` (indicator_value columns of one edition) with quality and quality_reasons.

    `completed`, `pairs`, `publications` and `regions` hold the columns of completeness,
    side_by_side, publication and region of the same edition;
    `shares` are the measures that are a percentage of a whole.
    """
    trust = publications.set_index("publication_id")["trust"]
    note = completed.set_index(_COMPLETED)["note"]
    notes = note.reindex(pd.MultiIndex.from_frame(values[_COMPLETED])).set_axis(values.index)
    facts = values.assign(
        trust=values["publication_id"].map(trust),
        is_superseded=releases.superseded(values, QUANTITY, publications),
        note=notes.where(notes.notna(), NOTHING),
        cause=_unexplained(values, pairs),
        parts_hidden=_parts_hidden(values, regions),
        above_whole=values["measure_id"].isin(list(shares)) & (values["value"] > _WHOLE),
    )
    marked = quality.marked(facts)
    return values.assign(quality=marked["quality"], quality_reasons=marked["quality_reasons"])


def _unexplained(values: pd.DataFrame, pairs: pd.DataFrame) -> pd.Series[str]:
    """The cause `tidak_diketahui` for both figures of a pair that nothing explains."""
    key = ["region_code", *_PERIOD]
    odd = pairs[(pairs["cause"] == _UNKNOWN) & ~pairs["agrees"].astype(bool)]
    other = odd[["region_code", *(f"other_{name}" for name in _PERIOD)]].set_axis(key, axis=1)
    names = pd.concat([odd[key], other]).assign(dimension="total")
    found = _index(values, [*key, "dimension"]).isin(_index(names, [*key, "dimension"]))
    return pd.Series(NOTHING, index=values.index, dtype=object).mask(found, _UNKNOWN)


def _parts_hidden(values: pd.DataFrame, regions: pd.DataFrame) -> pd.Series[bool]:
    """Sums of ours of which a region or a category is hidden in this edition."""
    hidden = values[values["hidden"] != "no"]
    above = regions.set_index("region_code")["parent_code"]
    same = ["region_code", "dimension", "category", *_PERIOD]
    wholes = hidden.assign(region_code=hidden["region_code"].map(above))
    grand = wholes.assign(region_code=wholes["region_code"].map(above))
    parts = hidden[hidden["dimension"] != "total"].assign(dimension="total", category=codes.ALL)
    sums = pd.concat([wholes, grand, parts])
    found = _index(values, same).isin(_index(sums, same))
    return values["is_derived"].astype(bool) & found


def _index(rows: pd.DataFrame, names: list[str]) -> pd.MultiIndex:
    """Rows by `names`; days as timestamps, whatever they came as."""
    told = {
        name: pd.to_datetime(rows[name])
        if name.startswith("period_")
        else rows[name].astype(object)
        for name in names
    }
    return pd.MultiIndex.from_frame(pd.DataFrame(told))
