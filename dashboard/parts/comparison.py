"""Perbandingan Antardaerah: one measure in the parts of a province, each with its uncertainty."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypedDict

import pandas as pd

from dashboard.figures import compare as figures
from dashboard.language import Say, mark, speaker
from dashboard.parts import texts
from dashboard.parts.comparable import BY_VALUE, Period
from dashboard.parts.comparison_notes import notes
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
_AMONG_SHOWN: Final = mark(
    "Dibanding daerah lain yang ditampilkan: {higher} daerah lebih tinggi, {similar} tidak berbeda "
    "nyata, {lower} lebih rendah. {caution}"
)
_IN_PROVINCE: Final = mark(
    "Dibanding bagian lain provinsinya: {higher} daerah lebih tinggi, {similar} tidak berbeda "
    "nyata, {lower} lebih rendah. {caution}"
)
_VERDICTS: Final = ("higher", "similar", "lower")


@dataclass(frozen=True)
class Comparison:
    """The same figures as a tile map (of a province), as dots with intervals, and as a table."""

    tiles: Chart | None
    dots: Chart
    listing: Listing
    is_wide: bool
    """The tile map has more columns than a part of the page's width can name in full."""


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
    absent = _absent(drawn, dotted, say)
    is_wide = bool(frame["tile_col"].max() >= figures.SIDE_BY_SIDE)
    printed: _Printed = {
        "decimals": _decimals(measure, shown),
        "period_label": wording.months(period.start, period.end, language),
    }
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
            key="tiles_wide" if is_wide else "tiles",
            title=_coverage(drawn, say),
            subtitle=where,
            figure=figures.tile_map(drawn, language, region, **printed),
            alt=figures.tile_map_alt(drawn, language, region, unit_label=unit, **printed),
            sources=sources,
            download=rows,
        ),
        dots=Chart(
            key="dots",
            title=finding,
            lead=lead,
            subtitle=where,
            figure=figures.dots(dotted, benchmark, language, **printed),
            alt=figures.dots_alt(dotted, benchmark, language, unit_label=unit, **printed),
            sources=sources,
            notes=notes(frame, period, measure, shown, order, language),
            download=rows,
        ),
        listing=Listing(
            key="regions",
            title=say("Semua daerah") if not absent else say("Daerah yang ada datanya"),
            table=table(frame.loc[dotted.index], own, region, measure, language),
            subtitle=where,
            sources=sources,
            notes=absent,
            download=rows,
        ),
        is_wide=is_wide,
    )


class _Printed(TypedDict):
    """How both figures print a value, as the table does."""

    decimals: int | None
    period_label: str


def _decimals(measure: str, shown: str) -> int | None:
    """As many as the table prints: one for rates, those of the catalogue for outcomes."""
    if shown == RATE:
        return texts.RATE_DECIMALS
    outcomes = texts.catalogue().outcomes
    return outcomes[measure].decimals if measure in outcomes else 0


def _unit(measure: str, shown: str, say: Say) -> str:
    definition = texts.catalogue().measure(measure)
    if isinstance(definition, CaseMeasure):
        unit = texts.code_title("unit", definition.unit, say.language)
        return say("{unit} per 100.000 penduduk", unit=unit) if shown == RATE else unit.lower()
    names = {"persen": say("persen"), "jumlah": say("jumlah"), "indeks": say("indeks")}
    return names[definition.unit]


def _drawn(frame: pd.DataFrame, region: str, shown: str, period: Period) -> pd.DataFrame:
    """What the figures read: the value asked for; a count without a rate says that it is one."""
    stem = "rate" if shown == RATE else "value"
    lacks = (frame["state"] == "shown") & frame[stem].isna()
    state = frame["state"].mask(lacks, "no_rate")
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
    has_data = (drawn["state"] != "no_data") | drawn["is_selected"]
    return drawn[has_data] if has_data.sum() * 2 < len(drawn) else drawn


def _absent(drawn: pd.DataFrame, dotted: pd.DataFrame, say: Say) -> tuple[Note, ...]:
    """The names of the regions left out of the figure and the table."""
    names = drawn.loc[~drawn.index.isin(dotted.index), "label"]
    if names.empty:
        return ()
    told = say.count("{n} daerah belum ada data: {names}.", len(names), names=", ".join(names))
    return (Note(told),)


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


def _coverage(drawn: pd.DataFrame, say: Say) -> str:
    """How many of the regions show the figure asked for, and what is known of the others."""
    states = drawn["state"].value_counts()
    parts = [
        say("{n} dari {all} daerah berangka", n=int(states.get("shown", 0)), all=len(drawn)),
    ]
    others = {
        "hidden": say("{n} dirahasiakan"),
        "no_rate": say("{n} tanpa angka per penduduk"),
        "not_reported": say("{n} belum dilaporkan"),
        "no_data": say("{n} belum ada data"),
    }
    parts += [told.format(n=states[state]) for state, told in others.items() if state in states]
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
        _AMONG_SHOWN if "visible_regions" in set(frame["benchmark_kind"]) else _IN_PROVINCE,
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
