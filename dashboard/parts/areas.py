"""The kabupaten/kota an overview may mark: what Benjamini and Hochberg leave of many."""

from __future__ import annotations

from typing import Final

import pandas as pd

from dashboard.language import Say, speaker
from dashboard.parts import quality, series, texts
from dashboard.parts.shapes import Column, Listing, Note, Table
from dashboard.queries import glance
from dashboard.queries.contract import Run
from indicators import wording
from indicators.method_words import said

_SHORT: Final = 8
"""Rows a page of thirty seconds shows without a click."""
_HIGHER: Final = ("higher", "far_higher")
_LOWER: Final = ("lower", "far_lower")


def marked(run: Run, parent: str, language: str, edition: pd.Series) -> Listing | None:
    """The areas that differ from the rest after the correction; None where none are compared."""
    say = speaker(language)
    frame = glance.areas(run, parent, texts.catalogue().cases)
    compared = frame[frame["verdict"] != "not_compared"]
    if compared.empty:
        return None
    left = compared[compared["is_marked"]]
    told = wording.overview_marks_sentence(
        language,
        marked=len(left),
        compared=len(compared),
        alone=int(compared["verdict"].isin((*_HIGHER, *_LOWER)).sum()),
        has_spread=bool(compared["rank"].notna().any()),
        benchmark_kind=next(iter(compared["benchmark_kind"].dropna()), None),
        is_public=edition["edition"] == "public",
    )
    return Listing(
        key="marked",
        title=_title(compared, left, say),
        table=_table(left, say) if len(left) else None,
        subtitle=told,
        sources=texts.sources(compared, language),
        notes=(Note(wording.word("more_is_not_worse", language)),),
        marks=quality.marks(left, language, "rate"),
        download=texts.download(
            frame,
            ("region_code", "name", "measure_id", "period_start", "period_end", "value", "rate",
             "lower", "upper", "verdict", "reason", "p_value", "p_adjusted", "is_marked",
             *quality.COLUMNS),
            f"kla-ditandai-{parent}",
            edition,
        ) if len(left) else None,
        is_open=len(left) <= _SHORT,
    )  # fmt: skip


def _title(compared: pd.DataFrame, left: pd.DataFrame, say: Say) -> str:
    row = next(texts.rows(compared))
    facts = {
        "measure": texts.measure_title(row.measure_id, say.language),
        "period": texts.period(row, say.language),
    }
    if left.empty:
        return say("{measure} {period}: tidak ada daerah yang ditandai", **facts)
    return say(
        "{measure} {period}: {higher} daerah lebih tinggi dan {lower} lebih rendah daripada "
        "bagian lain",
        higher=int(left["verdict"].isin(_HIGHER).sum()),
        lower=int(left["verdict"].isin(_LOWER).sum()),
        **facts,
    )


def _table(left: pd.DataFrame, say: Say) -> Table:
    unit = series.unit(str(left["measure_id"].iloc[0]), say.language).lower()
    kinds = "; ".join(sorted(left["denominator_kind"].dropna().unique()))
    columns = (
        Column(say("Kabupaten/kota")),
        Column(wording.per_words(say.language, unit, kinds).capitalize(), is_number=True),
        Column(say("Rentang 95%"), is_number=True),
        Column(say("Dibanding bagian lain")),
        quality.column(say, is_short=True),
    )
    rows = tuple(
        (
            row.name,
            texts.rate(row.rate, say.language),
            texts.between(row.lower, row.upper, say.language, texts.RATE_DECIMALS),
            said("level", row.verdict, say.language),
            quality.short(row, say.language),
        )
        for row in texts.rows(left)
    )
    return Table(say("Daerah yang ditandai"), columns, rows)
