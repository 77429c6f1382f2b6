"""Rekap Provinsi: the province a page is about, its evaluations, and its heat map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from dashboard.figures import heat as figures
from dashboard.figures.heat import Item
from dashboard.language import Say, speaker
from dashboard.parts import quality, texts
from dashboard.parts.shapes import Chart, Column, Note, Table
from dashboard.queries import below, province
from dashboard.queries import edition as edition_queries
from dashboard.queries.contract import Run
from indicators import wording
from indicators.wording_heat import absent_sentence, heat_sentence, no_heat_sentence

HEAT, STAGES, AWARDS, RECEIVED = "capaian", "tahapan", "penghargaan", "masuk"
ALL_BLOCKS: Final = "semua"


@dataclass(frozen=True)
class Scope:
    """The province: its code (empty: the nation), its name, and whether it is an example."""

    code: str
    name: str
    is_example: bool


@dataclass(frozen=True)
class Heat:
    """What the heat map says, and the map; None where no score by block is loaded."""

    sentence: str
    chart: Chart | None


def scope(run: Run, region: str, kind: str, parent: str) -> Scope:
    """The province a region is, or lies in; the nation has none."""
    code = {"negara": "", "provinsi": region}.get(kind, parent)
    found = edition_queries.regions(run).set_index("region_code")
    if not code:
        return Scope("", str(found.loc[region, "name"]), False)
    return Scope(code, str(found.loc[code, "name"]), bool(found.loc[code, "is_example"]))


def views(language: str) -> dict[str, str]:
    """The views of the page."""
    say = speaker(language)
    return {
        HEAT: say("Matriks capaian"),
        STAGES: say("Tahap penilaian"),
        AWARDS: say("Penghargaan dan PROVILA"),
        RECEIVED: say("Data masuk"),
    }


def first_view(run: Run, parent: str) -> str:
    """The view that has something to show: scores by block, else awards."""
    return HEAT if len(province.evaluations(run, parent)) else AWARDS


def evaluation_titles(run: Run, parent: str, language: str) -> dict[str, str]:
    """Every cycle and stage with scores by block, and of how many kabupaten/kota."""
    say = speaker(language)
    return {
        row.evaluation: say.count(
            "{stage} · siklus {cycle} ({n} daerah)",
            int(row.regions),
            stage=wording.word(row.stage, language),
            cycle=row.cycle_year,
        )
        for row in texts.rows(province.evaluations(run, parent))
    }


def block_titles(run: Run, parent: str, evaluation: str, language: str) -> dict[str, str]:
    """All blocks side by side, and each block whose indicators are loaded."""
    frame = province.heat(run, parent, evaluation)
    inside = set(frame.loc[frame["level"] == "indicator", "block"])
    blocks = _items(frame[(frame["level"] == "block") & frame["block"].isin(inside)], "position")
    every = speaker(language)("Semua blok")
    return {ALL_BLOCKS: every} | {
        row.block: texts.own_title(row, language) for row in texts.rows(blocks)
    }


def heat(
    run: Run, parent: str, name: str, region: str, evaluation: str, block: str, language: str
) -> Heat:
    """The kabupaten/kota by block, or by the indicators of one block, of one cycle and stage."""
    everyone = province.regencies(run, parent)
    whole = province.heat(run, parent, evaluation) if evaluation else pd.DataFrame()
    if whole.empty:
        return Heat(_nothing(run, parent, name, len(everyone), language), None)
    level = "block" if block in ("", ALL_BLOCKS) else "indicator"
    frame = whole[(whole["level"] == level) & ((level == "block") | (whole["block"] == block))]
    together = province.weaknesses(run, parent, evaluation)
    together = together[
        (together["level"] == level) & ((level == "block") | (together["block"] == block))
    ]
    scored = int(frame["region_code"].nunique())
    largest = None
    if len(together) and together.iloc[0]["open"] > 0:
        most = next(texts.rows(together))
        largest = (texts.item(most, language), most.open, most.percent, int(most.weak_regions))
    sentence = heat_sentence(
        language,
        region=name,
        stage=str(frame["stage"].iloc[0]),
        cycle_year=int(frame["cycle_year"].iloc[0]),
        scored=scored,
        regencies=len(everyone),
        largest=largest,
    )
    return Heat(sentence, _chart(run, (frame, whole, together), everyone, region, level, language))


def _nothing(run: Run, parent: str, name: str, many: int, language: str) -> str:
    covered = below.coverage(run, parent, []).iloc[0]
    return no_heat_sentence(
        language, region=name, regencies=many, with_total=int(covered["with_score"]),
        with_award=int(covered["with_award"]),
    )  # fmt: skip


def _chart(
    run: Run,
    frames: tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame],
    everyone: pd.DataFrame,
    region: str,
    level: str,
    language: str,
) -> Chart:
    say = speaker(language)
    frame, whole, together = frames
    items = headings(frame, level, language)
    drawn, absent = _drawn(everyone, set(frame["region_code"]))
    column = "block" if level == "block" else "indicator"
    cells = frame.assign(item=frame[column])[["region_code", "item", "percent", "is_weak"]]
    regions = drawn.assign(is_selected=drawn["region_code"] == region, is_whole=False)
    if frame["region_code"].nunique() > 1:
        regions, cells = _with_whole(regions, cells, together, column, say)
    edition = edition_queries.edition(run).iloc[0]
    parent, evaluation = str(frame["parent_code"].iloc[0]), str(frame["cycle_year"].iloc[0])
    return Chart(
        key=f"heat_{level}",
        title=say("Persen dari nilai maksimal menurut blok") if level == "block"
        else say("Persen dari nilai maksimal menurut indikator"),
        subtitle=_subtitle(frame, language),
        figure=figures.heat_map(
            regions, cells, items, language,
            weak_label=say("lemah"), whole_label=say("Bersama"),
        ),
        alt=figures.heat_map_alt(regions, cells, items, language),
        sources=texts.sources(frame, language),
        notes=(*_notes(frame, level, say), *absent_notes(absent, language)),
        marks=quality.of_scores(frame, language, "score"),
        table=_table(everyone, frame, items, column, language),
        download=texts.download(
            quality.scored(whole).merge(everyone, on="region_code"),
            ("region_code", "name", "instrument_id", "cycle_year", "printed_year", "stage",
             "level", "block", "indicator", "title", "title_en", "score", "max_score", "percent",
             "is_weak", "why_chosen", *quality.COLUMNS),
            f"kla-rekap-{parent}-{evaluation}",
            edition,
        ),
    )  # fmt: skip


def headings(frame: pd.DataFrame, level: str, language: str) -> list[Item]:
    """The columns in form order: blocks by their short name, indicators by their number."""
    return [
        Item(row.block, texts.own_title(row, language).partition(":")[0])
        if level == "block"
        else Item(row.indicator, str(row.indicator))
        for row in texts.rows(_items(frame, "position"))
    ]


def _items(frame: pd.DataFrame, order: str) -> pd.DataFrame:
    return frame.drop_duplicates(["block", "indicator"]).sort_values(order)


def _drawn(everyone: pd.DataFrame, scored: set[str]) -> tuple[pd.DataFrame, list[str]]:
    """The rows drawn and who is named instead: all are drawn where at least half have a score."""
    has = everyone["region_code"].isin(scored)
    absent = everyone.loc[~has, "label"].tolist()
    return (everyone if 2 * int(has.sum()) >= len(everyone) else everyone[has]), absent


def _with_whole(
    regions: pd.DataFrame, cells: pd.DataFrame, together: pd.DataFrame, column: str, say: Say
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """A last row: the share all with a score reached together."""
    scored = int(together["regions"].max())
    parent = str(together["parent_code"].iloc[0])
    row = {"region_code": parent, "label": say("{n} daerah bernilai", n=scored),
           "is_selected": False, "is_whole": True}  # fmt: skip
    sums = together.assign(
        region_code=parent, item=together[column],
        is_weak=together["percent"] < figures.EDGES[0],
    )  # fmt: skip
    return (
        pd.concat([regions, pd.DataFrame([row])], ignore_index=True),
        pd.concat([cells, sums[list(cells.columns)]], ignore_index=True),
    )


def _subtitle(frame: pd.DataFrame, language: str) -> str:
    say, first = speaker(language), next(texts.rows(frame))
    return say(
        "{stage} · siklus {cycle} · {form}",
        stage=wording.word(first.stage, language),
        cycle=first.cycle_year,
        form=texts.own_title(first, language, "form_title"),
    )


def _notes(frame: pd.DataFrame, level: str, say: Say) -> list[Note]:
    found = [simulated(frame, say)]
    if (frame["stage"] == "mandiri").any():
        found.append(Note(wording.word("self_is_no_rank", say.language)))
    if level == "indicator":
        titles = "; ".join(
            f"{row.indicator} {texts.own_title(row, say.language)}"
            for row in texts.rows(_items(frame, "position"))
        )
        found.append(Note(say("Kolom: {titles}.", titles=titles)))
    found.append(cycle_note(say))
    if (frame["why_chosen"] == "summed").any():
        found.append(
            Note(say("Nilai yang tidak tercetak pada tingkat ini dijumlahkan dari rinciannya."))
        )
    return [note for note in found if note is not None]


def simulated(frame: pd.DataFrame, say: Say) -> Note | None:
    """The mark of simulated figures among those shown."""
    if not (frame["trust"] == "simulated").any():
        return None
    return Note(say("SIMULASI: sebagian nilai di sini bukan nilai nyata"), "example")


def cycle_note(say: Say) -> Note:
    """What year a cycle is called by."""
    return Note(
        say("Siklus disebut menurut tahun penghargaannya; tanpa itu, menurut tahun pada sumber.")
    )


def absent_notes(names: Sequence[str], language: str) -> tuple[Note, ...]:
    """Who has no score of this cycle and stage, by name."""
    return (Note(absent_sentence(language, names)),) if names else ()


def _table(
    everyone: pd.DataFrame, frame: pd.DataFrame, items: Sequence[Item], column: str, language: str
) -> Table:
    say = speaker(language)
    known = {
        (row.region_code, getattr(row, column)): wording.percent(row.percent, language, 1)
        for row in texts.rows(frame)
    }
    missing = say("belum ada")
    rows = tuple(
        (row.name, *(known.get((row.region_code, item.code), missing) for item in items))
        for row in texts.rows(everyone)
    )
    columns = (
        Column(say("Kabupaten/kota")),
        *(Column(item.heading, is_number=True) for item in items),
    )
    return Table(say("Persen dari nilai maksimal"), columns, rows)
