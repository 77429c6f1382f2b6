"""Perbandingan Antardaerah: one measure in the parts of a province, each with its uncertainty."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pandas as pd

from dashboard.figures import compare as figures
from dashboard.language import Say, speaker
from dashboard.parts import texts
from dashboard.parts.comparable import BY_VALUE, Period
from dashboard.parts.comparison_table import table
from dashboard.parts.reports import COLUMNS
from dashboard.parts.series import RATE
from dashboard.parts.shapes import Chart, Listing, Note
from dashboard.queries import comparison as queries
from dashboard.queries import edition as edition_queries
from dashboard.queries.contract import Run
from indicators import wording
from indicators.catalogue import CaseMeasure

NATION: Final = "00"
WIDE: Final = 8
"""Tile columns beyond which the map takes the whole width."""
_VERDICTS: Final = ("higher", "similar", "lower")


@dataclass(frozen=True)
class Comparison:
    """The same figures as a tile map (of a province), as dots with intervals, and as a table."""

    tiles: Chart | None
    dots: Chart
    listing: Listing
    is_wide: bool
    """The tile map has more columns than half a page can hold."""


def compare(
    run: Run,
    parent: str,
    region: str,
    measure: str,
    period: Period,
    shown: str,
    order: str,
    language: str,
) -> Comparison:
    """Every part of `parent`, with or without a figure; hidden and unreported ones written out."""
    say = speaker(language)
    order_by = shown if order == BY_VALUE else ""
    frame = queries.regions(run, parent, measure, period.start, period.end, order_by)
    own = queries.own(run, parent, measure, period.start, period.end)
    unit = _unit(measure, shown, say)
    drawn = _drawn(frame, region, shown, period)
    benchmark = _benchmark(frame, own, measure, shown, say)
    when = wording.period(period.start, period.end, language)
    edition = edition_queries.edition(run).iloc[0]
    where = f"{texts.measure_title(measure, language)} · {when} · {unit}"
    dotted = _dotted(drawn)
    notes = _notes(frame, period, shown, say)
    if len(dotted) < len(drawn):
        left_out = say.count(
            "{n} daerah tanpa data tidak digambar; lihat tabel.", len(drawn) - len(dotted)
        )
        notes = (*notes, Note(left_out))
    rows = texts.download(
        frame,
        ("region_code", "name", *COLUMNS[1:], "verdict", "reason", "benchmark", "benchmark_kind"),
        f"kla-perbandingan-{parent}-{measure}",
        edition,
    )
    sources = texts.sources(frame, language)
    finding, lead = texts.headline(_finding(frame, region, own, when, measure, say))
    return Comparison(
        tiles=None
        if parent == NATION
        else Chart(
            key="tiles",
            title=_coverage(frame, say),
            subtitle=where,
            figure=figures.tile_map(drawn, language, region, unit_label=unit),
            alt=figures.tile_map_alt(drawn, language, region, unit_label=unit),
            sources=sources,
            download=rows,
        ),
        dots=Chart(
            key="dots",
            title=finding,
            lead=lead,
            subtitle=where,
            figure=figures.dots(dotted, benchmark, language, unit_label=unit),
            alt=figures.dots_alt(dotted, benchmark, language, unit_label=unit),
            sources=sources,
            notes=notes,
            download=rows,
        ),
        listing=Listing(
            key="regions",
            title=say("Semua daerah"),
            table=table(frame, own, region, measure, language),
            subtitle=where,
            sources=sources,
            download=rows,
        ),
        is_wide=bool(frame["tile_col"].max() >= WIDE),
    )


def _unit(measure: str, shown: str, say: Say) -> str:
    definition = texts.catalogue().measure(measure)
    if isinstance(definition, CaseMeasure):
        unit = texts.code_title("unit", definition.unit, say.language)
        return say("{unit} per 100.000 penduduk", unit=unit) if shown == RATE else unit
    names = {"persen": say("persen"), "jumlah": say("jumlah"), "indeks": say("indeks")}
    return names[definition.unit]


def _drawn(frame: pd.DataFrame, region: str, shown: str, period: Period) -> pd.DataFrame:
    """What the figures read: the value asked for; a region without a rate is not shown as zero."""
    stem = "rate" if shown == RATE else "value"
    state = frame["state"].where(frame[stem].notna() | (frame["state"] == "hidden"), "not_reported")
    level = frame[f"level_{stem}"].where(state == "shown")
    return frame.assign(
        value=frame[stem],
        lower=frame[f"{stem}_lower"],
        upper=frame[f"{stem}_upper"],
        state=state,
        level=level.where(level.isna(), 0) if period.is_partial else level,
        is_selected=frame["region_code"] == region,
        col=frame["tile_col"],
        row=frame["tile_row"],
    )


def _dotted(drawn: pd.DataFrame) -> pd.DataFrame:
    """Without the regions that have no data at all, where they are the greater part."""
    has_data = drawn["publisher"].notna() | drawn["is_selected"]
    return drawn[has_data] if has_data.sum() * 2 < len(drawn) else drawn


def _benchmark(
    frame: pd.DataFrame, own: pd.DataFrame, measure: str, shown: str, say: Say
) -> tuple[str, float] | None:
    """The province as a rule: its own rate from counts, or that of the regions shown."""
    stated = frame[frame["benchmark"].notna()]
    if shown != RATE:
        return _parent_value(own, measure)
    if len(stated):
        row = stated.iloc[0]
        seen = row["benchmark_kind"] == "visible_regions"
        label = say("Daerah yang ditampilkan") if seen else say("Seluruh provinsi")
        return label, float(row["benchmark"])
    if len(own) and pd.notna(own["rate"].iloc[0]):
        return str(own["name"].iloc[0]), float(own["rate"].iloc[0])
    return None


def _parent_value(own: pd.DataFrame, measure: str) -> tuple[str, float] | None:
    """The province's own outcome; its count is on another scale than those of its parts."""
    if measure in texts.catalogue().cases or own.empty or pd.isna(own["value"].iloc[0]):
        return None
    return str(own["name"].iloc[0]), float(own["value"].iloc[0])


def _coverage(frame: pd.DataFrame, say: Say) -> str:
    states = frame["state"].value_counts()
    parts = [
        say("{n} dari {all} daerah berangka", n=int(states.get("shown", 0)), all=len(frame)),
    ]
    if "hidden" in states:
        parts.append(say("{n} dirahasiakan", n=int(states["hidden"])))
    if "not_reported" in states:
        parts.append(say("{n} belum ada data", n=int(states["not_reported"])))
    return "; ".join(parts)


def _finding(
    frame: pd.DataFrame,
    region: str,
    own: pd.DataFrame,
    when: str,
    measure: str,
    say: Say,
) -> str:
    """The chosen region beside the rest of its province, else how many differ from it."""
    chosen = frame[(frame["region_code"] == region) & frame["rate"].notna()]
    if len(chosen) and len(own):
        row = next(texts.rows(chosen))
        return wording.comparison_sentence(
            say.language,
            region=row.name,
            parent=str(own["name"].iloc[0]),
            verdict=row.verdict,
            per=say("{unit} per 100.000 penduduk",
                    unit=texts.code_title("unit", texts.catalogue().cases[measure].unit,
                                          say.language).lower()),
            when=when,
            value=row.rate,
            lower=row.rate_lower,
            upper=row.rate_upper,
            benchmark=None if pd.isna(row.benchmark) else row.benchmark,
            benchmark_kind=texts.text(row.benchmark_kind) or "province",
            reason=texts.text(row.reason) or None,
        )  # fmt: skip
    verdicts = frame["verdict"].value_counts()
    if not set(_VERDICTS) & set(verdicts.index):
        return _not_compared(frame, texts.measure_title(measure, say.language), when, say)
    return say(
        "Dibanding bagian lain provinsinya: {higher} daerah lebih tinggi, {similar} tidak berbeda "
        "nyata, {lower} lebih rendah. {caution}",
        caution=wording.word("more_is_not_worse", say.language),
        **{verdict: int(verdicts.get(verdict, 0)) for verdict in _VERDICTS},
    )


def _not_compared(frame: pd.DataFrame, title: str, when: str, say: Say) -> str:
    """That no verdict is given, and the reason most regions share."""
    reasons = frame["reason"].dropna()
    if reasons.empty:
        return say("{title}, {when}: ditampilkan tanpa simpulan", title=title, when=when)
    key = str(reasons.mode().iloc[0])
    keys = {"hidden": "is_hidden", "not_reported": "is_not_reported"}
    why = wording.word(keys.get(key, key), say.language)
    return say(
        "{title}, {when}: ditampilkan tanpa simpulan, karena {why}", title=title, when=when, why=why
    )


def _notes(frame: pd.DataFrame, period: Period, shown: str, say: Say) -> tuple[Note, ...]:
    notes = []
    if period.is_partial:
        told = wording.partial_year(period.start, period.end, say.language)
        notes.append(
            Note(
                say(
                    "{period}: jumlah ditampilkan apa adanya, tanpa urutan, tanpa angka "
                    "per penduduk, tanpa simpulan.",
                    period=told,
                ),
                "caution",
            )
        )
    if shown == RATE:
        years = sorted({str(year) for year in frame["denominator_year"].dropna()})
        notes.append(
            Note(
                say(
                    "Penyebut: seluruh penduduk {years}, bukan hanya anak. Angka provinsi dihitung "
                    "dari jumlahnya, bukan dari rata-rata daerahnya.",
                    years=", ".join(years),
                )
            )
        )
    if frame["publication_id"].nunique() > 1:
        notes.append(Note(say("Angka berasal dari publikasi yang berbeda; lihat kolom penerbit.")))
    hidden = set(frame["hidden"])
    notes += [
        Note(f"{wording.word(kind, say.language)}.")
        for kind in ("primary", "secondary")
        if kind in hidden
    ]
    return tuple(notes)  # fmt: skip
