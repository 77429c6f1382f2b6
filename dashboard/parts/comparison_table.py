"""The table of a comparison: every region with its figure, or what is known instead."""

from __future__ import annotations

import pandas as pd

from dashboard.language import Say
from dashboard.parts import quality, texts
from dashboard.parts.comparable import rate_title
from dashboard.parts.comparison_facts import Facts, people_label
from dashboard.parts.comparison_finding import judgement
from dashboard.parts.shapes import Column, Listing, Note, Table
from indicators import wording
from indicators.method_words import said


def listing(found: Facts, shown: str, *, drawn: pd.DataFrame | None = None) -> Listing:
    """The table under every view; regions left out of the figure are named in a note instead."""
    frame = found.frame if drawn is None else found.frame.loc[drawn.index]
    absent = _absent(found.frame, frame, found.say)
    return Listing(
        key="regions",
        title=found.say("Daerah yang ada datanya") if absent else found.say("Semua daerah"),
        table=table(found, frame),
        subtitle=found.subtitle(shown),
        sources=found.sources,
        notes=absent,
        marks=quality.marks(found.frame, found.asked.language),
        download=found.download,
    )


def table(found: Facts, frame: pd.DataFrame) -> Table:
    """Every region and, last, the one they are part of; columns that say nothing left out."""
    say, measure = found.say, found.asked.measure
    groups = frame.loc[frame["rank"].notna(), "rank_group"].nunique()
    rows = [_row(found, row, groups=groups) for row in texts.rows(frame)]
    rows += [_own_row(found, row) for row in texts.rows(found.own)]
    marked = [place for place, code in enumerate(frame["region_code"])
              if code == found.asked.region]  # fmt: skip
    kind = found.asked.period.denominator_kind
    people = say("{people} (tahun data)", people=people_label(kind, say))
    columns = (
        Column(say("Daerah")),
        Column(say("Dibaca")),
        Column(say("Angka"), is_number=True),
        Column(say("Rentang 95%"), is_number=True),
        Column(rate_title(kind or "penduduk", say.language), is_number=True),
        Column(say("Rentang 95%"), is_number=True),
        Column(people if found.is_report else say("Penyebut"), is_number=True),
        Column(_beside(frame, say)),
        Column(say("Batas corong 95%"), is_number=True),
        Column(say("Urutan (yang mungkin)"), is_number=True),
        Column(say("Kelompok urutan")),
        quality.column(say),
        Column(say("Penerbit")),
    )
    caption = texts.measure_title(measure, say.language)
    return texts.lean(Table(caption, columns, tuple(rows), frozenset(marked)))


def _beside(frame: pd.DataFrame, say: Say) -> str:
    """What the areas are compared with."""
    if "visible_regions" in set(frame["benchmark_kind"].dropna()):
        return say("Dibanding daerah lain yang ditampilkan")
    return say("Dibanding bagian lain provinsi")


def _absent(everyone: pd.DataFrame, shown: pd.DataFrame, say: Say) -> tuple[Note, ...]:
    """The names of the regions left out of the figure and the table."""
    names = everyone.loc[~everyone.index.isin(shown.index), "label"]
    if names.empty:
        return ()
    told = say.count("{n} daerah belum ada data: {names}.", len(names), names=", ".join(names))
    return (Note(told),)


def _row(found: Facts, row: texts.Row, *, groups: int) -> tuple[str, ...]:
    """One region; its group of ranks only where there are several."""
    language = found.asked.language
    return (
        row.name,
        *_figures(found, row),
        level_words(row.verdict, judgement(found, row.verdict), language),
        texts.between(row.funnel_lower95, row.funnel_upper95, language, 1),
        _rank(row, language),
        texts.NONE
        if pd.isna(row.rank) or groups < 2
        else wording.rank_group_label(language, row.rank_group),
        _quality(row, language),
        texts.text(row.publisher),
    )


def _own_row(found: Facts, row: texts.Row) -> tuple[str, ...]:
    """The region they are part of: it is compared with nothing here."""
    say = found.say
    source = say("dijumlahkan dari daerahnya") if row.is_derived else say("menurut berkas sumber")
    return (
        f"{row.name} ({source})",
        *_figures(found, row),
        *[texts.NONE] * 4,
        _quality(row, say.language),
        texts.text(row.publisher),
    )


def _figures(found: Facts, row: texts.Row) -> tuple[str, ...]:
    """Reading, figure, its interval, rate, its interval and the people."""
    language = found.asked.language
    outcomes = texts.catalogue().outcomes
    measure = found.asked.measure
    decimals = outcomes[measure].decimals if measure in outcomes else None
    known = isinstance(row.publisher, str)
    return (
        (texts.reading(row, language) if known else "") or texts.NONE,
        texts.count(row, language, decimals) if known else found.say("belum ada data"),
        texts.between(row.value_lower, row.value_upper, language),
        texts.rate(row.rate, language),
        texts.between(row.rate_lower, row.rate_upper, language, 1),
        texts.population(row, language),
    )


def level_words(level: str, judged: str, language: str) -> str:
    """lebih tinggi; of an outcome with a direction also whether that is better; a dash for none."""
    if level == "not_compared":
        return texts.NONE
    told = said("level", level, language)
    return (
        f"{told} ({said('judgement', judged, language)})" if judged in ("better", "worse") else told
    )


def _quality(row: texts.Row, language: str) -> str:
    """The mark alone: the reasons of all stand under the table."""
    if pd.isna(row.value) or pd.isna(row.quality):
        return texts.NONE
    return quality.sign(row.quality, language)


def _rank(row: texts.Row, language: str) -> str:
    """The rank seen with the ranks it may have; never one without the other."""
    if pd.isna(row.rank):
        return texts.NONE
    span = wording.range_(row.rank_lower, row.rank_upper, language, 0)
    return f"{wording.number(row.rank, language, 0)} ({span})"
