"""Rows of the tables forecast and forecast_pair: every self-assessment beside the known pairs."""

from __future__ import annotations

import pandas as pd

from indicators import forecast
from indicators.score import NO_BAND
from indicators.tables import FORECAST, FORECAST_PAIR


def pair_rows(summaries: pd.DataFrame, publications: pd.DataFrame) -> pd.DataFrame:
    """forecast_pair rows: each pair of one cycle, and what all others would have said of it.

    `summaries` holds score_summary columns; simulated publications make no pair.
    """
    trust = publications.set_index("publication_id")["trust"]
    real = summaries[summaries["publication_id"].map(trust) != "simulated"]
    pairs = forecast.leave_one_out(forecast.pairs_of(real))
    verified = pairs["verified_score"]
    lies = pd.Series("inside", index=pairs.index, dtype=object)
    lies = lies.mask(verified > pairs["upper"], "above").mask(verified < pairs["lower"], "below")
    said = [pairs[name].map(trust) == "press"
            for name in ("publication_id", "verified_publication_id")]  # fmt: skip
    return pairs.assign(
        lies=lies.mask(pairs["lower"].isna(), "no_range"), is_press=said[0] | said[1]
    )[list(FORECAST_PAIR.column_names)]


def rows(summaries: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """forecast rows: one a self-assessment that covers its whole form, from all other pairs.

    The region's own pair of the same year is not used: it is the answer, given as verified_score.
    """
    asked = summaries[
        summaries["is_chosen"].astype(bool)
        & (summaries["band"] != NO_BAND)
        & (summaries["stage"] == forecast.FROM_STAGE)
    ]
    found = []
    for one in asked.to_dict("records"):
        own = pairs["region_code"] == one["region_code"]
        same = own & (pairs["printed_year"] == one["printed_year"])
        told = forecast.forecast(float(one["value"]), pairs.loc[~same, "ratio"], own[~same])
        verified = pairs.loc[same, "verified_score"]
        found.append(
            {
                **{name: one[name] for name in FORECAST.key},
                "basis": one["basis"],
                "self_score": one["value"],
                "verified_score": float(verified.iloc[0]) if len(verified) else float("nan"),
                **{name: getattr(told, name) for name in (
                    "lower", "middle", "upper", "pairs", "own_pairs", "coverage", "reason")},
            }
        )  # fmt: skip
    return pd.DataFrame(found, columns=list(FORECAST.column_names))
