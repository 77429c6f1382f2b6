"""What the charts of reports have in common: choices, names of lines, and the rows to draw."""

from __future__ import annotations

from typing import Final

import pandas as pd

from dashboard.language import speaker
from dashboard.parts import texts
from dashboard.queries import cases
from dashboard.queries.contract import Run
from indicators import method_words, wording

COUNT: Final = "jumlah"
RATE: Final = "per_100rb"


def measure_titles(run: Run, region: str, language: str) -> dict[str, str]:
    """The case measures a region has, and their titles."""
    frame = cases.measures(run, region, texts.catalogue().cases)
    return {
        row.measure_id: texts.measure_title(row.measure_id, language) for row in texts.rows(frame)
    }


def shown_titles(run: Run, region: str, measure: str, language: str) -> dict[str, str]:
    """Count, and rate where there is one."""
    say = speaker(language)
    frame = cases.series(run, region, measure, cases.ALL_SOURCES)
    titles = {COUNT: say("Jumlah")}
    if kinds(frame):
        titles[RATE] = per_heading(frame, language)
    return titles


def kinds(frame: pd.DataFrame) -> list[str]:
    """What the rates of `frame` are per, the latest last."""
    rates = frame[frame["rate"].notna()].sort_values("year")
    return list(dict.fromkeys(rates["denominator_kind"].dropna()))


def per(frame: pd.DataFrame, language: str) -> str:
    """'per 100.000 anak (0–17 tahun)'; without the people where they change inside the series."""
    found = kinds(frame)
    if len(found) == 1:
        return method_words.said("denominator", found[0], language)
    return speaker(language)("per 100.000 (penyebut berubah)")


def per_heading(frame: pd.DataFrame, language: str) -> str:
    """The same as a heading; a dash has none."""
    say = speaker(language)
    found = kinds(frame)
    if found == ["anak_0_17"]:
        return say("Per 100.000 anak")
    return say("Per 100.000 penduduk") if found == ["penduduk"] else say("Per 100.000")


def axis(frame: pd.DataFrame, measure: str, shown: str, language: str) -> str:
    """What the axis of a chart counts."""
    if shown == RATE:
        return f"{unit(measure, language)} {per(frame, language)}"
    return speaker(language)("{unit} per tahun", unit=unit(measure, language))


def recorded(row: texts.Row, language: str) -> str:
    """How much of the year was recorded, in a few words; a dash where nothing is known."""
    if pd.isna(row.months_reported) and pd.isna(row.units_reported):
        return texts.NONE
    return wording.completeness_label(
        language,
        months_expected=row.months_expected,
        months_reported=row.months_reported,
        units_expected=row.units_expected,
        units_reported=row.units_reported,
    )


def source_titles(run: Run, region: str, measure: str, language: str) -> dict[str, str]:
    """The chosen figures, all of them, or one publication; one entry when there is no choice."""
    say = speaker(language)
    frame = cases.series(run, region, measure, cases.ALL_SOURCES)
    titles = {cases.CHOSEN: say("Angka terpilih tiap tahun")}
    publications = frame.drop_duplicates("publication_id")
    if len(publications) > 1:
        titles[cases.ALL_SOURCES] = say("Semua publikasi")
        names = dict(zip(frame["publication_id"], _series_names(frame), strict=True))
        titles |= {name: names[name] for name in publications["publication_id"]}
    return titles


def breakdown_titles(run: Run, region: str, measure: str, language: str) -> dict[str, str]:
    """The dimensions the measure is broken down by for the region."""
    say = speaker(language)
    names = {
        "sex": say("Jenis kelamin"),
        "age_band": say("Usia"),
        "violence_type": say("Bentuk kekerasan"),
        "place": say("Tempat kejadian"),
        "relation": say("Hubungan pelaku"),
        "service": say("Layanan"),
    }
    found = cases.breakdowns(run, region, measure)["dimension"]
    return {dimension: names[dimension] for dimension in found}


def drawn(frame: pd.DataFrame, shown: str, language: str) -> pd.DataFrame:
    """What the figure reads; a count without a rate is no missing report and says so."""
    stem = "rate" if shown == RATE else "value"
    found = frame.assign(
        series=_series_names(frame),
        lower=frame[f"{stem}_lower"],
        upper=frame[f"{stem}_upper"],
        period_label=[_period_label(row, language) for row in texts.rows(frame)],
    )
    if shown == RATE:
        lacks = (found["state"] == "shown") & found["rate"].isna()
        return found.assign(state=found["state"].mask(lacks, "no_rate"))
    return found


def _period_label(row: texts.Row, language: str) -> str:
    """The period in words; a zero names its months also where they are a whole year."""
    days = texts.day_of(row.period_start), texts.day_of(row.period_end)
    words = wording.months if row.value == 0 else wording.period
    return words(*days, language)


def unit(measure: str, language: str) -> str:
    """What a case measure counts."""
    return texts.code_title("unit", texts.catalogue().cases[measure].unit, language)


def _series_names(frame: pd.DataFrame) -> list[str]:
    """The publisher of each row, with its years where one publisher published twice."""
    publications = frame.drop_duplicates("publication_id")
    shared = set(publications["publisher"][publications["publisher"].duplicated()])
    spans = frame.groupby("publication_id")["year"].agg(["min", "max"])
    names: dict[str, str] = {}
    for row in texts.rows(publications):
        first, last = spans.loc[row.publication_id]
        years = f"{first}" if first == last else f"{first}–{last}"
        shown = f"{row.publisher} ({years})" if row.publisher in shared else row.publisher
        taken = sum(name == shown for name in names.values())
        names[row.publication_id] = f"{shown} [{taken + 1}]" if taken else shown
    return [names[publication] for publication in frame["publication_id"]]
