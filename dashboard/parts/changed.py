"""The areas of a province: which of them changed, as far as their own reports can tell."""

from __future__ import annotations

from typing import Final

import pandas as pd

from dashboard.language import Say, speaker
from dashboard.parts import series, texts
from dashboard.parts.shapes import Column, Listing, Note, Table
from dashboard.parts.trend import VERDICT_COLUMNS
from dashboard.queries import edition as edition_queries
from dashboard.queries import trends
from dashboard.queries.contract import Run
from indicators import method_words, multiple, wording, wording_change

ARROWS: Final = {"up": "▲", "down": "▼", "unclear": "◇"}
_COLUMNS: Final = ("region_code", "name", "measure_id", *VERDICT_COLUMNS, "mean_count", "fall")
_FEWEST: Final = 2
_NEAR: Final = 0.005
"""A limit nearer to 0 would be printed as 0."""


def measure_titles(run: Run, region: str, language: str) -> dict[str, str]:
    """The case measures that at least two areas below `region` have, and their titles."""
    found = trends.below(run, region, texts.catalogue().cases)
    return {
        row.measure_id: texts.measure_title(row.measure_id, language)
        for row in texts.rows(found[found["areas"] >= _FEWEST])
    }


def areas(run: Run, region: str, measure: str, language: str) -> Listing | None:
    """One row an area below `region`, by code; None below two areas."""
    say = speaker(language)
    frame = trends.areas(run, region, measure)
    if len(frame) < _FEWEST:
        return None
    edition = edition_queries.edition(run).iloc[0]
    title = _title(frame, measure, say)
    rows = tuple(_row(row, language) for row in texts.rows(frame))
    columns = (
        Column(say("Daerah")),
        Column(say("Arah")),
        Column(say("Perubahan per tahun"), is_number=True),
        Column(say("Rentang 95%"), is_number=True),
        Column(say("Simpulan")),
        Column(say("{unit} per tahun", unit=series.unit(measure, language)), is_number=True),
        Column(say("Penurunan yang akan terlihat"), is_number=True),
        Column(say("Tahun"), is_number=True),
    )
    return Listing(
        key="areas",
        title=title,
        subtitle=say(
            "{title} · urut kode wilayah, bukan peringkat",
            title=texts.measure_title(measure, language),
        ),
        table=Table(title, columns, rows),
        sources=texts.sources(frame, language),
        notes=_notes(frame, say),
        download=texts.download(frame, _COLUMNS, f"kla-tren-daerah-{region}-{measure}", edition),
        is_open=bool(frame["change"].notna().any()),
    )


def _title(frame: pd.DataFrame, measure: str, say: Say) -> str:
    """How many of the areas moved, and which way; or that none of them has a trend."""
    way = frame["direction"]
    if not frame["change"].notna().any():
        return say("Belum ada daerah yang trennya dapat disimpulkan")
    if (way == "unclear").all():
        return say("Arah perubahan belum dapat disimpulkan di satu pun dari {all} daerah",
                   all=len(frame))  # fmt: skip
    return say(
        "{counted} naik di {up} dan turun di {down} dari {all} daerah; di {rest} lainnya arahnya "
        "belum dapat disimpulkan",
        counted=wording.counted_label(say.language, texts.catalogue().cases[measure].unit),
        up=int((way == "up").sum()),
        down=int((way == "down").sum()),
        all=len(frame),
        rest=int((way == "unclear").sum()),
    )


def _row(row: texts.Row, language: str) -> tuple[str, ...]:
    known = pd.notna(row.change)
    moved = f"{ARROWS[row.direction]} {method_words.said('direction', row.direction, language)}"
    return (
        str(row.name),
        moved if known else _why_none(row, language),
        wording.percent(100 * row.change, language, 0) if known else texts.NONE,
        _range(row.lower, row.upper, language) if known else texts.NONE,
        wording.verdict_label(language, row.verdict),
        texts.NONE if pd.isna(row.mean_count) else wording.number(row.mean_count, language, 0),
        texts.NONE if pd.isna(row.fall) else wording_change.at_least(language, row.fall),
        texts.NONE if pd.isna(row.first_year) else f"{row.first_year}–{row.last_year}",
    )


def _range(lower: float, upper: float, language: str) -> str:
    """Percent a year; a limit near 0 keeps a decimal."""
    decimals = 0 if min(abs(lower), abs(upper)) >= _NEAR else 1
    return wording.range_(100 * lower, 100 * upper, language, decimals, "%")


def _why_none(row: texts.Row, language: str) -> str:
    """Why the area has no trend, in the few words a cell has room for."""
    say = speaker(language)
    told = {
        "hidden_years": say("ada tahun yang dirahasiakan"),
        "after_break": say("deret terputus"),
        "too_few_years": say("kurang dari tiga tahun"),
        "no_events": say("tanpa laporan"),
        "events_at_one_end": say("laporan hanya di satu ujung"),
    }
    return told.get(texts.text(row.reason), texts.NONE)


def _notes(frame: pd.DataFrame, say: Say) -> tuple[Note, ...]:
    """What many tests on one page mean, and why an area has no verdict."""
    notes = []
    tested = int(frame["p_value"].notna().sum())
    if tested:
        adjusted = multiple.benjamini_hochberg(frame["p_value"])
        left = int((adjusted <= multiple.FALSE_DISCOVERY_RATE).sum())
        told = say.count(
            "Tiap daerah dinilai sendiri dengan rentang 95%. Sesudah koreksi Benjamini–Hochberg "
            "(5%) atas {tested} daerah, {n} perubahan tetap nyata secara statistik.",
            left,
            tested=tested,
        )
        chance = wording.many_comparisons_sentence(say.language, compared=tested)
        notes.append(Note(f"{told} {chance}".strip()))
    hidden = int((frame["reason"] == "hidden_years").sum())
    if hidden:
        notes.append(
            Note(
                say.count(
                    "{n} daerah tanpa simpulan karena ada tahun yang dirahasiakan demi identitas "
                    "anak; simpulannya hanya ada pada versi internal.",
                    hidden,
                )
            )
        )
    return tuple(notes)
