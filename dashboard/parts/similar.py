"""Daerah serupa: the areas most like one by what they are, why, and their figures."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from dashboard.figures import compare as figures
from dashboard.language import Say, speaker
from dashboard.parts import quality, texts
from dashboard.parts.comparable import Period, rate_title
from dashboard.parts.comparison_facts import Asked, people_label, unit
from dashboard.parts.series import RATE
from dashboard.parts.shapes import Chart, Column, Download, Listing, Note, Table
from dashboard.queries import edition as edition_queries
from dashboard.queries import standings as queries
from dashboard.queries.contract import Run
from indicators import neighbours, wording
from indicators.method_words import said
from indicators.wording_change import codes_in
from indicators.wording_similar import similar_sentence

_COLUMNS = (
    "region_code", "name", "neighbour_rank", "distance", "alike", "apart", "measure_id",
    "period_start", "period_end", "value", "value_lower", "value_upper", "rate", "rate_lower",
    "rate_upper", "denominator", "denominator_kind", "denominator_year", "hidden",
    *quality.COLUMNS,
)  # fmt: skip


@dataclass(frozen=True)
class Similar:
    """The figures as dots (none where the area and those like it have none), and the table."""

    chart: Chart | None
    without: str
    listing: Listing


def has_similar(run: Run, region: str, period: Period) -> bool:
    """Whether any area is like this one: not for a province, an example, or without population."""
    return len(queries.like(run, region, "", period.start, period.end)) > 1


def similar(run: Run, asked: Asked) -> Similar:
    """The ten areas most like the one asked about, those of its own province first."""
    period = asked.period
    frame = queries.like(run, asked.region, asked.measure, period.start, period.end)
    frame = _by_province(frame)
    listing = _listing(run, asked, frame)
    is_rate = _is_rate(asked)
    shown = frame["rate"].notna() if is_rate else frame["value"].notna()
    if not shown.any():
        say = speaker(asked.language)
        without = say("Daerah ini dan daerah yang serupa belum ada angkanya untuk ukuran ini.")
        return Similar(None, without, listing)
    return Similar(_chart(run, asked, frame, is_rate=is_rate), "", listing)


def _is_rate(asked: Asked) -> bool:
    return asked.measure in texts.catalogue().cases and asked.period.has_rate


def _by_province(frame: pd.DataFrame) -> pd.DataFrame:
    """The area itself, then those of its own province, then the others, each nearest first."""
    is_home = frame["parent_code"] == frame["parent_code"].iloc[0]
    parts: list[pd.DataFrame] = [frame[is_home], frame[~is_home]]
    return pd.concat(parts, ignore_index=True)


def _chart(run: Run, asked: Asked, frame: pd.DataFrame, *, is_rate: bool) -> Chart:
    say, language = speaker(asked.language), asked.language
    group = _group(frame, asked) if is_rate else None
    rule = None
    if group is not None and pd.notna(group.rate):
        rule = (say("kelompok serupa"), float(group.rate))
    shapes = _drawn(frame, asked, is_rate=is_rate)
    shown = RATE if is_rate else ""
    what = unit(asked.measure, shown, asked.period.denominator_kind, say)
    when = wording.period(asked.period.start, asked.period.end, language)
    title, lead = texts.headline(_finding(frame, group, what, when, asked))
    decimals = texts.rate_decimals(frame["rate"].dropna()) if is_rate else None
    where = f"{texts.measure_title(asked.measure, language)} · {when} · {what}"
    return Chart(
        key="similar",
        title=title,
        lead=lead,
        subtitle=where,
        figure=figures.dots(shapes, rule, language, decimals=decimals),
        alt=figures.dots_alt(shapes, rule, language, unit_label=what, decimals=decimals),
        sources=texts.sources(frame, language),
        notes=_notes(frame, say, is_rate=is_rate),
        marks=quality.marks(shapes, language),
        download=_download(run, asked, frame),
    )


def _group(frame: pd.DataFrame, asked: Asked) -> texts.Row:
    """The pooled rate of those like the area that are counted per the same people."""
    others = frame[frame["neighbour_rank"] > 0]
    counts = others[["region_code", "value", "denominator"]].assign(
        value=others["value"].where(others["denominator_kind"] == asked.period.denominator_kind)
    )
    pairs = others.rename(columns={"region_code": "neighbour_code"})[["neighbour_code"]]
    found = neighbours.group_rates(pairs.assign(region_code=asked.region), counts)
    return next(texts.rows(found))


def _finding(
    frame: pd.DataFrame, group: texts.Row | None, what: str, when: str, asked: Asked
) -> str:
    own = next(texts.rows(frame))
    if group is None:
        title = texts.measure_title(asked.measure, asked.language)
        return speaker(asked.language)(
            "{title}, {when}: ditampilkan tanpa simpulan", title=title, when=when
        )
    return similar_sentence(
        asked.language,
        region=own.name,
        per=f"{what[0].lower()}{what[1:]}",
        when=when,
        value=own.rate,
        lower=own.rate_lower,
        upper=own.rate_upper,
        group=group.rate,
        group_lower=group.rate_lower,
        group_upper=group.rate_upper,
        used=int(group.areas_used),
        areas=int(group.areas),
    )


def _drawn(frame: pd.DataFrame, asked: Asked, *, is_rate: bool) -> pd.DataFrame:
    """What the dots read: own province first, each block under its heading."""
    say = speaker(asked.language)
    stem = "rate" if is_rate else "value"
    home = frame["parent_code"] == frame["parent_code"].iloc[0]
    is_own = frame["neighbour_rank"] == 0
    lacks = (frame["state"] == "shown") & frame[stem].isna()
    group = home.map({True: say("Serupa, provinsi yang sama"), False: say("Serupa, provinsi lain")})
    return frame.assign(
        value=frame[stem],
        lower=frame[f"{stem}_lower"],
        upper=frame[f"{stem}_upper"],
        state=frame["state"].mask(lacks, "no_rate"),
        is_selected=is_own,
        verdict="not_compared",
        group=group.astype(object).mask(is_own, ""),
    )


def _notes(frame: pd.DataFrame, say: Say, *, is_rate: bool) -> tuple[Note, ...]:
    """What likeness is made of, and what it is not."""
    variables = codes_in(frame["variables"].dropna().iloc[0])
    names = ", ".join(said("likeness", code, say.language) for code in variables)
    like = say(
        "Serupa menurut: {names}; dicari di seluruh Indonesia. Keserupaan bukan penilaian kinerja.",
        names=names,
    )
    pooled = say(
        "Angka kelompok serupa: jumlah laporan dibagi jumlah penduduknya, bukan rata-rata; daerah "
        "tanpa angka tidak ikut."
    )
    chance = say("Rentang 95% hanya memuat kebetulan, bukan beda cara melapor dan mencatat.")
    return (Note(like), Note(pooled), Note(chance)) if is_rate else (Note(like),)


def _listing(run: Run, asked: Asked, frame: pd.DataFrame) -> Listing:
    say = speaker(asked.language)
    rows = [_row(row, asked) for row in texts.rows(frame)]
    kind = asked.period.denominator_kind or "penduduk"
    columns = (
        Column(say("Daerah")),
        Column(say("Provinsi")),
        Column(say("Mengapa")),
        Column(say("Angka"), is_number=True),
        Column(rate_title(kind, say.language), is_number=True),
        Column(say("Rentang 95%"), is_number=True),
        Column(say("{people} (tahun data)", people=people_label(kind, say)), is_number=True),
    )
    title = say("Daerah serupa dan alasannya")
    return Listing(
        key="similar_regions",
        title=title,
        table=Table(title, columns, tuple(rows), frozenset({0}), is_prose=True),
        sources=texts.sources(frame, asked.language),
        marks=quality.marks(frame, asked.language),
        download=_download(run, asked, frame),
    )


def _row(row: texts.Row, asked: Asked) -> tuple[str, ...]:
    language = asked.language
    say = speaker(language)
    known = isinstance(row.publisher, str)
    own = row.neighbour_rank == 0
    why = wording.neighbour_sentence(language, alike=row.alike, apart=row.apart)
    return (
        row.name,
        texts.text(row.parent_name),
        say("daerah ini") if own else why,
        texts.count(row, language) if known else say("belum ada data"),
        texts.rate(row.rate, language),
        texts.between(row.rate_lower, row.rate_upper, language, 1),
        texts.population(row, language),
    )


def _download(run: Run, asked: Asked, frame: pd.DataFrame) -> Download:
    edition = edition_queries.edition(run).iloc[0]
    name = f"kla-serupa-{asked.region}-{asked.measure}"
    return texts.download(frame, _COLUMNS, name, edition)
