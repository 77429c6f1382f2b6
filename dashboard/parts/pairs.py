"""Penyandingan Data: which publications differ, by how much, why, and which one is shown."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import pandas as pd

from dashboard.figures import pairs as figures
from dashboard.language import Say, speaker
from dashboard.parts import quality, texts
from dashboard.parts.shapes import Chart, Column, Download, Listing, Mark, Source, Table
from dashboard.queries import pairs as queries
from dashboard.queries.contract import Run
from indicators import wording

ALL: Final = queries.ALL
DIFFERENT: Final = queries.DIFFERENT
_LISTED: Final = 40
"""Rows of the table on screen; the download has all of them."""
_MARKED: Final = ("value", *quality.COLUMNS)
_UNKNOWN: Final = "tidak_diketahui"
_COLUMNS: Final = (
    "region_code", "name", "year", "measure_id", "publication_id", "publisher", "period_start",
    "period_end", "value", "hidden", "other_measure_id", "other_publication_id",
    "other_publisher", "other_period_start", "other_period_end", "other_value", "other_hidden",
    "difference", "agrees", "cause", "why_chosen", "reason", *quality.COLUMNS, "other_quality",
    "other_quality_reasons",
)  # fmt: skip


@dataclass(frozen=True)
class Pairs:
    """The whole page; no chart where no pair differs."""

    sentence: str
    chart: Chart | None
    listing: Listing


def year_titles(run: Run, region: str, language: str) -> dict[str, str]:
    """All years, then each that has pairs."""
    found = {str(year): str(year) for year in queries.years(run, region)["year"]}
    return {ALL: speaker(language)("Semua tahun"), **found}


def cause_titles(run: Run, region: str, language: str) -> dict[str, str]:
    """What differs, each cause met, everything."""
    say = speaker(language)
    met = set(queries.causes(run, region)["cause"])
    titles = texts.catalogue().dimensions["cause"]
    found = {code: title.in_(language) for code, title in titles.items() if code in met}
    return {DIFFERENT: say("Semua yang berbeda"), **found, ALL: say("Semua pasangan")}


def side_by_side(run: Run, region: str, name: str, year: str, cause: str, language: str) -> Pairs:
    """The pairs of a region and its parts, the one that matters most first."""
    say = speaker(language)
    frame = queries.pairs(run, region, year, cause)
    everything = queries.pairs(run, region, year, ALL)
    drawn = frame[frame["difference"].notna() & ~frame["agrees"] & frame["has_chosen"]]
    listing = _listing(frame, say)
    if len(frame) == len(drawn) <= figures.MOST:  # the chart above tells the marks of the same rows
        listing = dataclasses.replace(listing, marks=())
    return Pairs(_sentence(everything, name, say), _chart(drawn, say), listing)


def _sentence(frame: pd.DataFrame, name: str, say: Say) -> str:
    """How many pairs there are, how many differ, how many nobody can explain yet."""
    if frame.empty:
        return say(
            "Belum ada dua publikasi tentang angka yang sama untuk {region} dalam pilihan ini.",
            region=name,
        )
    apart = frame[~frame["agrees"] & frame["difference"].notna()]
    hidden = int(frame["difference"].isna().sum())
    facts = {"n": len(frame), "apart": len(apart)}
    unknown = int((apart["cause"] == _UNKNOWN).sum())
    if unknown:
        told = say(
            "{n} pasangan angka tentang hal yang sama: {apart} berbeda, {unknown} di antaranya "
            "belum diketahui sebabnya.",
            unknown=unknown,
            **facts,
        )
    else:
        told = say(
            "{n} pasangan angka tentang hal yang sama: {apart} berbeda, tidak satu pun tanpa "
            "kemungkinan sebab.",
            **facts,
        )
    if not hidden:
        return told
    more = say.count("{n} pasangan tidak dapat disandingkan karena dirahasiakan.", hidden)
    return f"{told} {more}"


def _chart(frame: pd.DataFrame, say: Say) -> Chart | None:
    """The pairs that matter most, as dumbbells."""
    if frame.empty:
        return None
    language = say.language
    top = frame.head(figures.MOST)
    drawn = pd.DataFrame(
        {
            "label": [f"{place}. {row.label} {row.year}" for place, row in _numbered(top)],
            "shown": [_bare(row.value, language) for row in texts.rows(top)],
            "other": [_bare(row.other_value, language) for row in texts.rows(top)],
            "share": top["share"].tolist(),
            "told": [pair_told(row, say) for row in texts.rows(top)],
        }
    )
    subtitle = ""
    if len(frame) > len(top):
        subtitle = say("{n} dari {all} pasangan yang berbeda", n=len(top), all=len(frame))
    return Chart(
        key="dumbbells",
        title=_finding(next(texts.rows(top)), say),
        subtitle=subtitle,
        lead=say(
            "Yang belum diketahui sebabnya lebih dulu, lalu menurut besarnya selisih. Tidak ada "
            "angka yang dirata-ratakan; semua publikasi tetap tersimpan."
        ),
        figure=figures.dumbbells(drawn, language),
        alt=figures.dumbbells_alt(drawn, language),
        sources=_sources(top, say),
        marks=_marks(top, language),
        download=Download("kla-penyandingan.csv", lambda: frame[list(_COLUMNS)]),
    )


def _marks(frame: pd.DataFrame, language: str) -> tuple[Mark, ...]:
    """The marks of both figures of every pair."""
    sides = [
        frame[[f"{side}{name}" for name in _MARKED]].set_axis(list(_MARKED), axis=1)
        for side in ("", "other_")
    ]
    return quality.marks(pd.concat(sides), language)


def pair_told(row: texts.Row, say: Say) -> str:
    """One pair in a sentence, without its full stop."""
    facts = {
        "region": row.name,
        "year": row.year,
        "measure": texts.measure_title(row.measure_id, say.language),
        "value": _bare(row.value, say.language),
        "publisher": row.publisher,
        "other": _bare(row.other_value, say.language),
        "other_publisher": row.other_publisher,
    }
    if row.replaces:
        return say(
            "{region} {year}, {measure}: {other} pada rilis lama, digantikan {value} pada rilis "
            "baru ({publisher})",
            **facts,
        )
    if row.other_measure_id != row.measure_id:
        return say(
            "{region} {year}: {measure} {value} ({publisher}), {other_measure} {other} "
            "({other_publisher})",
            other_measure=texts.measure_title(row.other_measure_id, say.language).lower(),
            **{**facts, "measure": facts["measure"].lower()},
        )
    return say(
        "{region} {year}, {measure}: {value} ({publisher}) dan {other} ({other_publisher})",
        **facts,
    )


def _finding(row: texts.Row, say: Say) -> str:
    """The title of the chart: the pair that matters most."""
    return pair_told(row, say)


def _numbered(frame: pd.DataFrame) -> Iterator[tuple[int, texts.Row]]:
    """The rows with the number by which chart and table name them."""
    return enumerate(texts.rows(frame), start=1)


def _bare(value: float, language: str) -> str:
    return texts.NONE if pd.isna(value) else wording.number(value, language)


def _listing(frame: pd.DataFrame, say: Say) -> Listing:
    rows = tuple(_row(place, row, say) for place, row in _numbered(frame.head(_LISTED)))
    columns = (
        Column(say("Daerah dan tahun")),
        Column(say("Ukuran")),
        Column(say("Angka yang ditampilkan")),
        Column(say("Angka lain")),
        Column(say("Selisih"), is_number=True),
        Column(say("Mutu keduanya")),
        Column(say("Kemungkinan sebab")),
        Column(say("Mengapa yang pertama ditampilkan")),
    )
    title = say.count("{n} pasangan angka", len(frame))
    subtitle = say("Ditampilkan {n} yang teratas.", n=_LISTED) if len(frame) > _LISTED else ""
    return Listing(
        "pairs",
        title,
        Table(title, columns, rows, is_prose=True) if rows else None,
        subtitle=subtitle,
        empty=say("Tidak ada pasangan angka dalam pilihan ini."),
        marks=_marks(frame.head(_LISTED), say.language),
        download=Download("kla-penyandingan.csv", lambda: frame[list(_COLUMNS)]),
    )


def _row(place: int, row: texts.Row, say: Say) -> tuple[str, ...]:
    language = say.language
    measure = texts.measure_title(row.measure_id, language)
    if row.other_measure_id != row.measure_id:
        measure = f"{measure} · {texts.measure_title(row.other_measure_id, language)}"
    return (
        f"{place}. {row.name} {row.year}",
        measure,
        _figure(row, "", say),
        _figure(row, "other_", say),
        texts.NONE if pd.isna(row.difference) else wording.number(row.difference, language),
        _both_marks(row, language),
        _cause(row, say),
        _why(row, say),
    )


def _both_marks(row: texts.Row, language: str) -> str:
    """The mark of each figure, once where they share it; a dash where neither is shown."""
    found = [
        quality.sign(mark, language)
        for value, mark in ((row.value, row.quality), (row.other_value, row.other_quality))
        if pd.notna(value) and pd.notna(mark)
    ]
    return " / ".join(dict.fromkeys(found)) or texts.NONE


def _figure(row: texts.Row, side: str, say: Say) -> str:
    """A figure or which kind of nothing it is, its days unless a whole year, who said it."""
    start, end = (texts.day_of(getattr(row, f"{side}{name}")) for name in _DAYS)
    value = getattr(row, f"{side}value")
    counted = wording.reported(
        None if pd.isna(value) else value,
        say.language,
        start=start,
        end=end,
        hidden=getattr(row, f"{side}hidden"),
    )
    is_year = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
    days = "" if is_year or value == 0 else wording.period(start, end, say.language)
    released = texts.day(getattr(row, f"{side}released"), say.language)
    publisher = getattr(row, f"{side}publisher")
    said = (
        say("{publisher}, terbit {day}", publisher=publisher, day=released)
        if released
        else (publisher)
    )
    return f"{counted} ({', '.join(part for part in (days, said) if part)})"


_DAYS: Final = ("period_start", "period_end")


def _cause(row: texts.Row, say: Say) -> str:
    if row.replaces:
        return say("Rilis baru menggantikan rilis lama")
    return texts.code_title("cause", row.cause, say.language)


def _why(row: texts.Row, say: Say) -> str:
    """The rule by which the first figure is shown, and the reason where people decided."""
    if row.both_chosen:
        return say("Keduanya ditampilkan, masing-masing untuk ukurannya")
    if not row.has_chosen or not texts.text(row.why_chosen):
        return say("Keduanya tidak ditampilkan; ada publikasi ketiga")
    if row.other_measure_id != row.measure_id:
        return say("Hanya yang pertama ditampilkan, untuk ukurannya sendiri")
    rule = texts.code_title("why_chosen", row.why_chosen, say.language)
    reason = texts.text(row.reason)
    return f"{rule}: “{reason}”" if reason else rule


def _sources(frame: pd.DataFrame, say: Say) -> tuple[Source, ...]:
    """Every publication behind the pairs, once."""
    found: dict[str, Source] = {}
    for row in texts.rows(frame):
        for side in ("", "other_"):
            title = getattr(row, f"{side}publication_title")
            day = texts.day(getattr(row, f"{side}released"), say.language)
            parts = (getattr(row, f"{side}publisher"), title, day)
            line = ", ".join(part for part in parts if part)
            found[line] = Source(line, texts.text(getattr(row, f"{side}url")) or None)
    return tuple(found.values())
