"""Outcomes for children against their targets, each in its own direction; never added to points."""

from __future__ import annotations

import pandas as pd

from dashboard.figures import gap as figures
from dashboard.language import Say, speaker
from dashboard.parts import texts
from dashboard.parts.shapes import Chart, Column, Listing, Note, Table
from dashboard.queries import edition as edition_queries
from dashboard.queries import gaps
from dashboard.queries.contract import Run
from indicators import wording
from indicators.catalogue import OutcomeMeasure


def bullets(
    run: Run,
    region: str,
    name: str,
    language: str,
    edition: pd.Series,
    most: int | None = None,
) -> Chart | None:
    """Every outcome the region has, against each of its targets; None when it has none.

    With `most` only so many, those behind a target that still runs first.
    """
    frame = _comparable(gaps.outcomes(run, region, list(texts.catalogue().outcomes)))
    if most is not None:
        frame = frame[frame["measure_id"].isin(_first(frame, most))]
    if frame.empty:
        return None
    say = speaker(language)
    drawn = _drawn(frame, say)
    notes = [] if most is None else [*apart(language)]
    if frame["is_expired"].any():
        notes.append(Note(say("Target abu-abu telah berakhir.")))
    return Chart(
        key="bullets",
        title=_title(frame, name, say),
        figure=figures.bullets(drawn, language),
        alt=figures.bullets_alt(drawn, language),
        sources=texts.sources(frame, language),
        subtitle=say("Nilai terakhir setiap ukuran, dengan tahun dan arah perbaikannya sendiri"),
        notes=tuple(notes),
        table=_table(frame, say),
        download=texts.download(
            frame.assign(region_code=region),
            ("region_code", "measure_id", "period_start", "period_end", "value", "target",
             "target_region", "target_year", "target_publication_id", "gap", "is_met",
             "is_expired", "better", "province_value", "province_year", "national_value",
             "national_year"),
            f"kla-target-{region}",
            edition,
        ),
    )  # fmt: skip


def of_region(run: Run, region: str, name: str, language: str) -> Chart | None:
    """The same chart, with the edition looked up."""
    edition = edition_queries.edition(run).iloc[0]
    return bullets(run, region, name, language, edition)


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


def _first(frame: pd.DataFrame, most: int) -> list[str]:
    """Measures with a target: behind a running one, then behind an expired one, then met."""
    aimed = frame[frame["target"].notna()].sort_values(["is_met", "is_expired"], kind="stable")
    return list(aimed["measure_id"].drop_duplicates().head(most))


def _title(frame: pd.DataFrame, name: str, say: Say) -> str:
    """The sentence of the first outcome that is behind a target still running, else of any."""
    aimed = frame[frame["target"].notna()]
    still_running = int((~aimed["is_expired"]).sum())
    behind = aimed[~aimed["is_met"]]
    running = behind[~behind["is_expired"]]
    for rows in (running, behind):
        if len(rows):
            row = next(texts.rows(rows))
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
                target_owner=owner(row.target_region, say),
                gap=row.gap,
                is_met=False,
                is_expired=bool(row.is_expired),
                better=row.better,
            )
    if still_running:
        return say.count(
            "{region}: {n} target yang masih berlaku sudah tercapai menurut angka terakhir yang "
            "dimuat.",
            still_running,
            region=name,
        )
    return say(
        "{region}: belum ada target yang masih berlaku untuk capaian yang dimuat.", region=name
    )


def owner(target_region: str, say: Say) -> str:
    """Who set a target: the nation, the province or the region itself."""
    if target_region == "00":
        return say("nasional")
    return say("provinsi") if len(target_region) == 2 else say("daerah")


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
    return say("Target {owner} {year}", owner=owner(row.target_region, say), year=row.target_year)


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
    )
    return Table(say("Capaian terhadap target"), columns, rows)


def _row(row: texts.Row, say: Say) -> tuple[str, ...]:
    measure, language = _measure(row.measure_id), say.language

    def shown(value: float, year: object = None) -> str:
        if pd.isna(value):
            return texts.NONE
        number = wording.number(value, language, measure.decimals)
        sign = "%" if measure.unit == "persen" else ""
        return f"{number}{sign}" if year is None else f"{number}{sign} ({year})"

    if pd.isna(row.target):
        state = say("Belum ada target")
    elif row.is_met:
        state = say("Sudah tercapai")
    else:
        state = say("Belum tercapai")
    if row.is_expired:
        state = f"{state}; {wording.word('expired', language)} ({row.target_year})"
    return (
        measure.title.in_(language),
        texts.period(row, language),
        shown(row.value),
        _target_label(row, say),
        shown(row.target),
        texts.NONE if pd.isna(row.gap) else wording.number(row.gap, language, measure.decimals),
        state,
        shown(row.province_value, row.province_year),
        shown(row.national_value, row.national_year),
    )
