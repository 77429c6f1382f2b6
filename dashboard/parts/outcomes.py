"""Outcomes for children against their targets, each in its own direction; never added to points."""

from __future__ import annotations

import pandas as pd

from dashboard.figures import gap as figures
from dashboard.language import Say, speaker
from dashboard.parts import quality, texts
from dashboard.parts.shapes import Chart, Column, Listing, Note, Table
from dashboard.queries import gaps
from dashboard.queries.contract import Run
from indicators import wording
from indicators.catalogue import OutcomeMeasure
from indicators.gap import NATION
from indicators.wording_target import target_state

_MET = 2


def bullets(
    run: Run,
    region: str,
    name: str,
    language: str,
    edition: pd.Series,
    most: int | None = None,
) -> Chart | None:
    """Every outcome the region has, against each of its targets; None when it has none.

    What is furthest behind a target that still runs comes first; with `most` only so many, and
    only those with a target.
    """
    frame = of(run, region)
    if most is not None:
        aimed = frame.loc[frame["target"].notna(), "measure_id"].drop_duplicates()
        frame = frame[frame["measure_id"].isin(list(aimed)[:most])]
    if frame.empty:
        return None
    say = speaker(language)
    drawn = _drawn(frame, say)
    notes = [] if most is None else [*apart(language)]
    if frame["is_expired"].any():
        notes.append(Note(say("Target abu-abu telah berakhir.")))
    if frame["target"].notna().any():
        notes.append(
            Note(
                say(
                    "Nilai dibandingkan dengan target sebagai angka tunggal, tanpa rentang: beda "
                    "kecil pada angka survei dapat berasal dari sampelnya."
                )
            )
        )
    figures_shown = frame.drop_duplicates("measure_id")
    return Chart(
        key="bullets",
        title=_title(frame, name, say),
        figure=figures.bullets(drawn, language),
        alt=figures.bullets_alt(drawn, language),
        sources=texts.sources(figures_shown, language),
        subtitle=say("Nilai terakhir setiap ukuran, dengan tahun dan arah perbaikannya sendiri"),
        notes=tuple(notes),
        marks=quality.marks(figures_shown, language),
        table=_table(frame, say),
        download=texts.download(
            frame.assign(region_code=region),
            ("region_code", "measure_id", "period_start", "period_end", "value", "target",
             "target_region", "target_year", "target_publication_id", "gap", "is_met",
             "is_expired", "better", "province_value", "province_year", "national_value",
             "national_year", *quality.COLUMNS),
            f"kla-target-{region}",
            edition,
        ),
    )  # fmt: skip


def nothing(name: str, language: str) -> str:
    """That no outcome is loaded, and which offices hold them."""
    return speaker(language)(
        "Belum ada capaian bagi anak (stunting, akta kelahiran, perkawinan anak dan lainnya) yang "
        "dimuat untuk {region}. Angkanya ada pada Dinas Kesehatan, Dinas Kependudukan dan "
        "Pencatatan Sipil, serta BPS; isikan pada templat capaian lalu muat.",
        region=name,
    )


def missing(run: Run, region: str, name: str, language: str) -> Listing | None:
    """The same under a heading; None where an outcome is loaded."""
    if len(gaps.outcomes(run, region, list(texts.catalogue().outcomes))):
        return None
    title = speaker(language)("Capaian bagi anak")
    return Listing("outcomes", title, None, empty=nothing(name, language))


def apart(language: str) -> tuple[Note, ...]:
    """That points of the form and outcomes are two things."""
    say = speaker(language)
    return (
        Note(
            say(
                "Poin formulir dan capaian bagi anak adalah dua hal yang berbeda dan tidak "
                "dijumlahkan."
            )
        ),
    )


def of(run: Run, region: str) -> pd.DataFrame:
    """The outcomes of a region against their targets, the furthest behind first.

    First what is behind a target that still runs, then behind an expired one, then what is met,
    then what has no target; by the distance as a share of the target, in its own direction. The
    rows of one outcome stay together, running targets before expired ones.
    """
    frame = _comparable(gaps.outcomes(run, region, list(texts.catalogue().outcomes)))
    rank = _rank(frame)
    far = -(frame["gap"] / frame["target"].abs().where(frame["target"] != 0))
    ordered = frame.assign(rank=rank, far=far.where(rank < _MET, 0).fillna(0))
    by_outcome = ordered.sort_values(["rank", "far"], kind="stable").drop_duplicates("measure_id")
    place = dict(zip(by_outcome["measure_id"], range(len(by_outcome)), strict=True))
    ordered["place"] = [place[measure_id] for measure_id in ordered["measure_id"]]
    ordered = ordered.sort_values(["place", "is_expired", "target_year"], kind="stable")
    return ordered.drop(columns=["rank", "far", "place"]).reset_index(drop=True)


def _rank(frame: pd.DataFrame) -> pd.Series:
    """0 behind a running target, 1 behind an expired one, 2 met, 3 without a target."""
    behind = frame["is_expired"].astype(int).where(~frame["is_met"], _MET)
    return behind.where(frame["target"].notna(), _MET + 1)


def _title(frame: pd.DataFrame, name: str, say: Say) -> str:
    """The sentence of the first outcome that is behind a target still running, else of any."""
    aimed = frame[frame["target"].notna()]
    still_running = int((~aimed["is_expired"]).sum())
    row = headline(frame)
    if row is not None:
        measure = _measure(row.measure_id)
        return wording.gap_sentence(
            say.language,
            region=name,
            title=measure.title.in_(say.language),
            value=row.value,
            when=texts.period(row, say.language),
            unit=measure.unit,
            decimals=measure.decimals,
            target=row.target,
            target_year=int(row.target_year),
            target_owner=owner(row, say),
            gap=row.gap,
            is_met=False,
            is_expired=bool(row.is_expired),
            better=row.better,
            value_year=row.period_end.year,
        )
    if still_running:
        return say.count(
            "{region}: angka terakhir yang dimuat sudah mencapai batas {n} target yang masih "
            "berlaku.",
            still_running,
            region=name,
        )
    return say(
        "{region}: belum ada target yang masih berlaku untuk capaian yang dimuat.", region=name
    )


def headline(frame: pd.DataFrame) -> texts.Row | None:
    """Of the outcome furthest behind the target due first, a running one before an expired one.

    None when all are met or there is none.
    """
    behind = frame[frame["target"].notna() & ~frame["is_met"]]
    for rows in (behind[~behind["is_expired"]], behind):
        if len(rows):
            return next(texts.rows(rows))
    return None


def owner(row: texts.Row, say: Say) -> str:
    """Who set a target: the nation, else the province or regency by its name."""
    return say("nasional") if row.target_region == NATION else texts.text(row.target_owner)


def figure(value: float, measure: OutcomeMeasure, language: str) -> str:
    """A value of an outcome in its unit."""
    number = wording.number(value, language, measure.decimals)
    return f"{number}%" if measure.unit == "persen" else number


def standing(row: texts.Row, language: str) -> str:
    """Whether the target is reached, and what the year of the value lets be said of it."""
    return target_state(
        language,
        is_met=bool(row.is_met),
        is_expired=bool(row.is_expired),
        value_year=row.period_end.year,
        target_year=int(row.target_year),
    )


def distance(row: texts.Row, measure: OutcomeMeasure, language: str) -> str:
    """How far the value still is, positive while behind; a dash without a target."""
    return texts.NONE if pd.isna(row.gap) else wording.number(row.gap, language, measure.decimals)


def _comparable(frame: pd.DataFrame) -> pd.DataFrame:
    """`frame` without the counts of province and nation: a part is not set beside its whole."""
    counts = [_measure(measure_id).unit == "jumlah" for measure_id in frame["measure_id"]]
    others = ["province_value", "province_year", "national_value", "national_year"]
    shown = frame.copy()
    shown.loc[counts, others] = None
    return shown


def _measure(measure_id: str) -> OutcomeMeasure:
    return texts.catalogue().outcomes[measure_id]


def _drawn(frame: pd.DataFrame, say: Say) -> pd.DataFrame:
    measures = [_measure(measure_id) for measure_id in frame["measure_id"]]
    return frame.assign(
        title=[measure.title.in_(say.language) for measure in measures],
        unit=[measure.unit for measure in measures],
        better=[measure.better for measure in measures],
        target_label=[_target_label(row, say) for row in texts.rows(frame)],
        detail=[
            f"{texts.period(row, say.language)} · {texts.text(row.publisher)}"
            for row in texts.rows(frame)
        ],
    )


def _target_label(row: texts.Row, say: Say) -> str:
    if pd.isna(row.target):
        return say("Belum ada target")
    return say("Target {owner} {year}", owner=owner(row, say), year=row.target_year)


def _table(frame: pd.DataFrame, say: Say) -> Table:
    rows = tuple(_row(row, say) for row in texts.rows(frame))
    columns = (
        Column(say("Ukuran")),
        Column(say("Periode")),
        Column(say("Nilai"), is_number=True),
        Column(say("Target")),
        Column(say("Nilai target"), is_number=True),
        Column(say("Jarak"), is_number=True),
        Column(say("Keterangan")),
        Column(say("Provinsi"), is_number=True),
        Column(say("Nasional"), is_number=True),
        quality.column(say),
    )
    return Table(say("Capaian terhadap target"), columns, rows)


def _row(row: texts.Row, say: Say) -> tuple[str, ...]:
    measure, language = _measure(row.measure_id), say.language

    def shown(value: float, year: float | None = None) -> str:
        if pd.isna(value):
            return texts.NONE
        told = figure(value, measure, language)
        return told if year is None else f"{told} ({int(year)})"

    state = say("Belum ada target") if pd.isna(row.target) else standing(row, language)
    if row.is_expired:
        state = f"{state}; {wording.word('expired', language)} ({row.target_year})"
    return (
        measure.title.in_(language),
        texts.period(row, language),
        shown(row.value),
        _target_label(row, say),
        shown(row.target),
        distance(row, measure, language),
        state,
        shown(row.province_value, row.province_year),
        shown(row.national_value, row.national_year),
        quality.cell(row, language),
    )
