"""3T variants: some questions are asked only of remote areas, some only of the others.

Which regencies are remote is said by the office (data/settings.toml), never guessed. Maxima, sums
and points not yet earned count the questions an area's own kind is asked.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pandas as pd

from indicators.catalogue import Catalogue

Make = Callable[[pd.DataFrame, Catalogue], pd.DataFrame]


def each_kind(make: Make, scores: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """`make` of the scores of remote areas and of the others, each with the form it is asked.

    Scores of a question that is not asked of the area's kind are left out.
    """
    if not has_variants(catalogue):
        return make(scores, catalogue)
    is_remote = scores["region_code"].isin(catalogue.remote)
    parts = []
    for remote in (True, False):
        forms = asked_of(catalogue, remote=remote)
        own = scores[is_remote] if remote else scores[~is_remote]
        parts.append(make(own[~other_kind(own, catalogue, remote=remote)], forms))
    filled = [part for part in parts if len(part)]
    return pd.concat(filled, ignore_index=True) if filled else parts[0]


def has_variants(catalogue: Catalogue) -> bool:
    """Whether any form has questions that are not asked of all areas."""
    return any(
        one.variant != "semua" for form in catalogue.instruments.values() for one in form.questions
    )


def asked_of(catalogue: Catalogue, *, remote: bool) -> Catalogue:
    """The catalogue with every form as areas of that kind answer it."""
    forms = {name: one.asked_of(remote=remote) for name, one in catalogue.instruments.items()}
    return dataclasses.replace(catalogue, instruments=forms)


def other_kind(scores: pd.DataFrame, catalogue: Catalogue, *, remote: bool) -> pd.Series[bool]:
    """Which rows are of questions that areas of that kind are not asked."""
    unasked = {
        (form.instrument_id, one.indicator, one.question)
        for form in catalogue.instruments.values()
        for one in form.questions
        if one.variant == ("non_3t" if remote else "3t")
    }
    rows = zip(scores["instrument_id"], scores["indicator"], scores["question"], strict=True)
    return pd.Series([row in unasked for row in rows], index=scores.index, dtype=bool)
