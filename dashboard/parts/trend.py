"""Tren Laporan Kekerasan: reported counts over the years, with breaks and partial years told."""

from __future__ import annotations

import datetime
from typing import TypedDict

import pandas as pd

from dashboard.figures import trend as figures
from dashboard.language import Say, speaker
from dashboard.parts import series, texts
from dashboard.parts.reports import COLUMNS
from dashboard.parts.shapes import Chart, Column, Note, Table
from dashboard.queries import cases
from dashboard.queries import edition as edition_queries
from dashboard.queries.contract import Run
from indicators import wording
from indicators.catalogue import SeriesBreak


class _Printed(TypedDict):
    """Which column the figure draws, and with how many decimals."""

    value_column: figures.ValueColumn
    decimals: int | None


def lines(
    run: Run, region: str, name: str, measure: str, source: str, shown: str, language: str
) -> Chart:
    """The yearly figures of a measure, a line a publication."""
    say = speaker(language)
    frame = cases.series(run, region, measure, source)
    drawn = series.drawn(frame, shown, language)
    breaks = _breaks(frame, measure)
    printed: _Printed = (
        {"value_column": "rate", "decimals": texts.RATE_DECIMALS}
        if shown == series.RATE
        else {"value_column": "value", "decimals": None}
    )
    title = texts.measure_title(measure, language)
    axis = (
        say("{unit} per 100.000 penduduk", unit=series.unit(measure, language))
        if shown == series.RATE
        else (say("{unit} per tahun", unit=series.unit(measure, language)))
    )
    edition = edition_queries.edition(run).iloc[0]
    finding, lead = texts.headline(_finding(frame, measure, breaks, shown, language))
    return Chart(
        key="lines",
        title=finding,
        lead=lead,
        subtitle=f"{name} · {axis}",
        figure=figures.lines(drawn, breaks, language=language, unit_label="", **printed),
        alt=figures.lines_alt(drawn, breaks, language=language, unit_label=axis, **printed),
        sources=texts.sources(frame, language),
        notes=_notes(frame, measure, shown, say),
        table=_table(frame, title, language),
        download=texts.download(frame, COLUMNS, f"kla-tren-{region}-{measure}", edition),
    )  # fmt: skip


def _breaks(frame: pd.DataFrame, measure: str) -> tuple[SeriesBreak, ...]:
    """Breaks of case counts or of this measure, within the days counted."""
    if frame.empty:
        return ()
    first, last = frame["period_start"].min().date(), frame["period_end"].max().date()
    return tuple(
        one
        for one in texts.catalogue().breaks
        if first < one.date <= last and {"case", measure} & set(one.applies_to)
    )


def _finding(
    frame: pd.DataFrame,
    measure: str,
    breaks: tuple[SeriesBreak, ...],
    shown: str,
    language: str,
) -> str:
    """First and last whole year of one publication, in words; never across publications."""
    chosen = frame[frame["is_chosen"]]
    chosen = frame if chosen.empty else chosen
    every = chosen[~chosen["is_partial"] & (chosen["state"] == "shown")]
    if shown == series.RATE:
        every = every[every["rate"].notna()]
    whole = every
    if len(every):
        years = every.groupby("publication_id")["year"].agg(["size", "max"])
        longest = years.sort_values(["size", "max"]).index[-1]
        whole = every[every["publication_id"] == longest].sort_values("period_end")
    title = texts.measure_title(measure, language)
    if len(whole) < len(every):
        title = speaker(language)(
            "{title} menurut {publisher}", title=title, publisher=whole["publisher"].iloc[0]
        )
    if shown == series.RATE and len(whole):
        return _rate_finding(whole, title, language)
    partial = chosen[chosen["is_partial"] & (chosen["state"] == "shown")].sort_values("period_end")
    told = wording.trend_sentence(
        language,
        title=title,
        unit=series.unit(measure, language).lower(),
        first=_year_value(whole, 0),
        last=_year_value(whole, -1),
        partial=_part(partial, whole),
        breaks=[(one.date, one.title.in_(language)) for one in breaks],
        hidden_years=sorted({int(y) for y in chosen.loc[chosen["state"] == "hidden", "year"]}),
    )
    if texts.catalogue().cases[measure].caveat is None:
        return told
    return told.removesuffix(wording.word("reports_not_incidence", language)).strip()


def _rate_finding(whole: pd.DataFrame, title: str, language: str) -> str:
    first, last = whole.iloc[0], whole.iloc[-1]
    if len(whole) == 1:
        return speaker(language)(
            "{title} per 100.000 penduduk: {last} ({last_year}), satu-satunya "
            "tahun penuh yang ditampilkan",
            title=title,
            last=texts.rate(last["rate"], language),
            last_year=last["year"],
        )
    return speaker(language)(
        "{title} per 100.000 penduduk: {first} ({first_year}) dan {last} ({last_year}), tahun "
        "penuh pertama dan terakhir yang ditampilkan",
        title=title,
        first=texts.rate(first["rate"], language),
        first_year=first["year"],
        last=texts.rate(last["rate"], language),
        last_year=last["year"],
    )


def _year_value(whole: pd.DataFrame, place: int) -> tuple[int, float] | None:
    if whole.empty:
        return None
    row = whole.iloc[place]
    return int(row["year"]), float(row["value"])


def _part(
    partial: pd.DataFrame, whole: pd.DataFrame
) -> tuple[datetime.date, datetime.date, float] | None:
    """The latest partial year, when it lies after the last whole one."""
    if partial.empty:
        return None
    row = partial.iloc[-1]
    if len(whole) and row["period_end"] <= whole.iloc[-1]["period_end"]:
        return None
    return row["period_start"].date(), row["period_end"].date(), float(row["value"])


def _notes(frame: pd.DataFrame, measure: str, shown: str, say: Say) -> tuple[Note, ...]:
    notes = []
    case = texts.catalogue().cases[measure]
    if case.caveat is not None:
        notes.append(Note(case.caveat.in_(say.language)))
    if frame["publication_id"].nunique() > 1:
        notes.append(Note(say("Publikasi yang berbeda digambar terpisah dan tidak disambung.")))
    missing = _missing_years(frame)
    if missing:
        notes.append(Note(say("Belum ada data: {years}. Itu bukan nol.", years=", ".join(missing))))
    if not frame["is_exact"].all():
        notes.append(Note(say("Angka bertanda “sekitar” tidak pasti menurut sumbernya.")))
    if shown == series.RATE:
        notes.append(Note(say("Penyebut: seluruh penduduk, bukan hanya anak. Tahun yang datanya "
                              "sebagian tidak dihitung per penduduk.")))  # fmt: skip
    return tuple(notes)


def _missing_years(frame: pd.DataFrame) -> list[str]:
    if frame.empty:
        return []
    present = {int(year) for year in frame["year"]}
    return [str(year) for year in range(min(present), max(present)) if year not in present]


def _table(frame: pd.DataFrame, title: str, language: str) -> Table:
    say = speaker(language)
    rows = tuple(
        (
            texts.period_told(row, language),
            texts.count(row, language),
            texts.between(row.value_lower, row.value_upper, language),
            texts.rate(row.rate, language),
            texts.between(row.rate_lower, row.rate_upper, language, 1),
            texts.population(row, language),
            texts.text(row.publisher),
        )
        for row in texts.rows(frame.sort_values(["period_end", "period_start"]))
    )
    columns = (
        Column(say("Periode")),
        Column(say("Jumlah"), is_number=True),
        Column(say("Rentang 95%"), is_number=True),
        Column(say("Per 100.000 penduduk"), is_number=True),
        Column(say("Rentang 95%"), is_number=True),
        Column(say("Penduduk (tahun)"), is_number=True),
        Column(say("Penerbit")),
    )
    return texts.lean(Table(title, columns, rows))
