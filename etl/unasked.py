"""Scores on questions that the region is not asked: those of the other kind of area (3T or not)."""

from __future__ import annotations

import pandas as pd

from etl.issues import Issue, issue
from indicators import variants
from indicators.catalogue import Catalogue


def problems(scores: pd.DataFrame, catalogue: Catalogue) -> list[Issue]:
    """One warning a cell; the score counts nowhere. Files are named by their content hash."""
    if not variants.has_variants(catalogue):
        return []
    is_remote = scores["region_code"].isin(catalogue.remote)
    found = []
    for remote in (True, False):
        own = scores[is_remote] if remote else scores[~is_remote]
        lost = own[variants.other_kind(own, catalogue, remote=remote) & own["value"].notna()]
        for row in lost.to_dict("records"):
            found.append(
                issue(
                    "question_of_other_kind",
                    file=str(row["source_sha256"]),
                    sheet=str(row["sheet"]),
                    cell=str(row["cell"]),
                    value=f"{row['indicator']}/{row['question']}",
                    region=str(row["region_code"]),
                    which="@remote" if remote else "@others",
                )
            )
    return found
