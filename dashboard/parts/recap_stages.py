"""The stages of a cycle side by side: what verification changed, area by area."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pandas as pd

from dashboard.figures import stages as figures
from dashboard.language import speaker
from dashboard.parts import quality, texts
from dashboard.parts.recap import cycle_note, simulated
from dashboard.parts.shapes import Chart, Column, Note, Table
from dashboard.queries import edition as edition_queries
from dashboard.queries import province
from dashboard.queries.contract import Run
from indicators import wording
from indicators.wording_province import stages_sentence

_SELF: Final = "mandiri"
_DESK: Final = "verifikasi_administrasi"
_VERIFIED: Final = frozenset({_DESK, "verifikasi_lapangan"})
_ORDER: Final = ("mandiri", "verifikasi_administrasi", "verifikasi_lapangan", "akhir")


@dataclass(frozen=True)
class Stages:
    """What verification changed, and the totals drawn; None where no total is loaded."""

    sentence: str
    chart: Chart | None


def cycle_titles(run: Run, parent: str, language: str) -> dict[str, str]:
    """Every cycle with a total, latest first."""
    say = speaker(language)
    years = province.stages(run, parent)["cycle_year"].drop_duplicates()
    return {str(year): say("Siklus {cycle}", cycle=year) for year in years}


def first_cycle(run: Run, parent: str) -> str:
    """The latest cycle with a self-assessment beside a later stage, else the latest; else empty."""
    frame = province.stages(run, parent)
    paired = frame[frame["kept"].notna()]
    years = (paired if len(paired) else frame)["cycle_year"]
    return "" if years.empty else str(years.iloc[0])


def stages(run: Run, parent: str, name: str, region: str, cycle: str, language: str) -> Stages:
    """Self-assessment and later stages of one cycle."""
    everything = province.stages(run, parent)
    frame = everything[everything["cycle_year"].astype("str") == cycle]
    if frame.empty:
        told = speaker(language)(
            "{region}: belum ada nilai total yang dimuat. Nilai mandiri ada pada Gugus Tugas KLA "
            "setiap kabupaten/kota, hasil verifikasi pada tim verifikasi provinsi.",
            region=name,
        )
        return Stages(told, None)
    desk = frame[(frame["stage"] == _DESK) & frame["kept"].notna()]
    pairs = frame[frame["stage"].isin([_SELF, _DESK])]
    only = pairs["region_code"].nunique() - len(desk)
    sentence = stages_sentence(
        language,
        region=name,
        cycle_year=int(cycle),
        losses=(desk["kept"] - 100).round(6).tolist(),
        only=int(only),
    )
    return Stages(sentence, _chart(run, frame, region, sentence, language))


def _chart(run: Run, frame: pd.DataFrame, region: str, sentence: str, language: str) -> Chart:
    say = speaker(language)
    regions = frame.drop_duplicates("region_code")[["region_code", "label", "name"]]
    later = frame[frame["kept"].notna()].drop_duplicates("region_code", keep="last")
    kept = later.set_index("region_code")["kept"]
    regions = regions.assign(
        is_selected=regions["region_code"] == region,
        kept=[
            wording.percent(kept[code], language, 0) if code in kept.index else texts.NONE
            for code in regions["region_code"]
        ],
    )
    titles = {stage: wording.word(stage, language) for stage in frame["stage"].unique()}
    notes = [
        simulated(frame, say),
        Note(wording.word("self_is_no_rank", language)) if _SELF in titles else None,
        Note(wording.word("verified_is_no_rank", language)) if _VERIFIED & set(titles) else None,
        Note(say("Tahap yang berbeda tidak dirata-ratakan. Kolom kanan: tahap terakhir sebagai "
                 "persen dari nilai mandiri siklus yang sama.")) if len(later) else None,
        cycle_note(say),
    ]  # fmt: skip
    parent = str(frame["parent_code"].iloc[0])
    return Chart(
        key="stages",
        title=say("Nilai setiap tahap, siklus {cycle}", cycle=frame["cycle_year"].iloc[0]),
        subtitle=say("Poin, dari 1.000"),
        figure=figures.stages(
            regions, frame, titles, language, unit_label=say("Poin"), column_label=say("tersisa")
        ),
        alt=figures.stages_alt(regions, frame, titles, language),
        sources=texts.sources(frame, language),
        notes=tuple(note for note in notes if note is not None),
        marks=quality.of_scores(frame, language),
        table=_table(frame, language),
        download=texts.download(
            quality.scored(frame),
            ("region_code", "name", "cycle_year", "instrument_id", "printed_year", "stage",
             "basis", "value", "max_value", "self_value", "lost", "kept", *quality.COLUMNS),
            f"kla-tahap-{parent}",
            edition_queries.edition(run).iloc[0],
        ),
    )  # fmt: skip


def _table(frame: pd.DataFrame, language: str) -> Table:
    say = speaker(language)
    met = [stage for stage in (*_ORDER, "tidak_dinyatakan") if stage in set(frame["stage"])]
    rows = []
    for _, own in frame.groupby("region_code", sort=False):
        values = own.set_index("stage")["value"]
        desk = own[(own["stage"] == _DESK) & own["lost"].notna()]
        lost = texts.NONE if desk.empty else wording.number(-desk["lost"].iloc[0], language)
        rows.append(
            (
                str(own["name"].iloc[0]),
                *(texts.points(values.get(stage, float("nan")), language) for stage in met),
                lost,
                "; ".join(dict.fromkeys(own["publisher"])),
            )
        )
    columns = (
        Column(say("Kabupaten/kota")),
        *(Column(wording.word(stage, language), is_number=True) for stage in met),
        Column(say("Dari mandiri ke verifikasi administrasi"), is_number=True),
        Column(say("Penerbit")),
    )
    return Table(say("Nilai setiap tahap"), columns, tuple(rows))
