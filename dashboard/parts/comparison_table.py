"""The table of a comparison: every region with its figure, or what is known instead."""

from __future__ import annotations

import pandas as pd

from dashboard.language import Say, speaker
from dashboard.parts import texts
from dashboard.parts.shapes import Column, Table


def table(
    frame: pd.DataFrame, own: pd.DataFrame, region: str, measure: str, language: str
) -> Table:
    """Every region and, last, the one they are part of; columns that say nothing left out."""
    say = speaker(language)
    outcomes = texts.catalogue().outcomes
    decimals = outcomes[measure].decimals if measure in outcomes else None
    rows = [_row(row, decimals, say) for row in texts.rows(frame)]
    rows += [_own_row(row, decimals, say) for row in texts.rows(own)]
    marked = [place for place, code in enumerate(frame["region_code"]) if code == region]
    columns = (
        Column(say("Daerah")),
        Column(say("Dibaca")),
        Column(say("Angka"), is_number=True),
        Column(say("Rentang 95%"), is_number=True),
        Column(say("Per 100.000 penduduk"), is_number=True),
        Column(say("Rentang 95%"), is_number=True),
        Column(say("Penyebut") if measure in outcomes else say("Penduduk (tahun)"), is_number=True),
        Column(say("Dibanding bagian lain provinsi")),
        Column(say("Penerbit")),
    )
    caption = texts.measure_title(measure, language)
    return texts.lean(Table(caption, columns, tuple(rows), frozenset(marked)))


def _row(row: texts.Row, decimals: int | None, say: Say) -> tuple[str, ...]:
    language = say.language
    verdicts = {
        "higher": say("lebih tinggi"),
        "lower": say("lebih rendah"),
        "similar": say("tidak berbeda nyata"),
        "not_compared": texts.NONE,
    }
    known = isinstance(row.publisher, str)
    return (
        row.name,
        (texts.reading(row, language) if known else "") or texts.NONE,
        texts.count(row, language, decimals) if known else say("belum ada data"),
        texts.between(row.value_lower, row.value_upper, language),
        texts.rate(row.rate, language),
        texts.between(row.rate_lower, row.rate_upper, language, 1),
        texts.population(row, language),
        verdicts[row.verdict],
        texts.text(row.publisher),
    )


def _own_row(row: texts.Row, decimals: int | None, say: Say) -> tuple[str, ...]:
    source = say("dijumlahkan dari daerahnya") if row.is_derived else say("menurut berkas sumber")
    name, *others = _row(row, decimals, say)
    return (f"{name} ({source})", *others)
