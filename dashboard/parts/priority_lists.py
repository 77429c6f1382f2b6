"""The lists of Prioritas Pemenuhan: questions, who does them, if one fails, what is left out."""

from __future__ import annotations

from typing import Final

import pandas as pd

from dashboard.language import speaker
from dashboard.parts import quality, texts
from dashboard.parts.blocks import offices
from dashboard.parts.priority_choice import Chosen, band_title
from dashboard.parts.shapes import Column, Listing, Table
from indicators import priorities, wording, wording_priority

_COLUMNS: Final = (
    "region_code", "assessment", "band", "block", "indicator", "question", "title", "title_en",
    "kind", "offices", "score", "max_score", "open", "effort", "chance", "due", "text_known",
)  # fmt: skip


def ordered(found: Chosen) -> pd.DataFrame:
    """The chosen questions: by due day where offices typed one, most points first among equals."""
    return found.choice.chosen.sort_values(
        ["due", "open", "position"], ascending=[True, False, True], na_position="last"
    )


def moves(found: Chosen) -> str:
    """The choice as a link to the simulation: every chosen question at its maximum."""
    frame = ordered(found)
    return ",".join(f"{row.position}-{row.max_score:.2f}" for row in texts.rows(frame))


def questions(
    found: Chosen, region: str, assessment: str, language: str, edition: pd.Series
) -> Listing:
    """The questions to complete, most points first, with the total after each."""
    say = speaker(language)
    frame = ordered(found)
    frame = frame.assign(reached=float(found.band.value) + frame["open"].cumsum())
    kinds = texts.catalogue().kinds
    by_kind = frame.groupby("kind")["open"].sum()
    typed = frame["effort"].notna().any() or frame["chance"].notna().any()
    due = frame["due"].notna().any()
    rows = tuple(
        (
            texts.item(row, language),
            offices(row.offices, language),
            kinds[row.kind].in_(language),
            wording.number(row.open, language),
            wording.number(row.reached, language),
            *((_typed(row.effort, language), _percent(row.chance, language)) if typed else ()),
            *((texts.day(row.due, language) or texts.NONE,) if due else ()),
        )
        for row in texts.rows(frame)
    )
    columns = (
        Column(say("Pertanyaan")),
        Column(say("Perangkat daerah")),
        Column(say("Jenis")),
        Column(say("Poin"), is_number=True),
        Column(say("Nilai sesudahnya"), is_number=True),
        *((Column(say("Hari kerja (isian)"), is_number=True),
           Column(say("Peluang (isian)"), is_number=True)) if typed else ()),
        *((Column(say("Tenggat"), is_whole=True),) if due else ()),
    )  # fmt: skip
    title = say("Pertanyaan yang dilengkapi")
    return Listing(
        "chosen",
        title,
        Table(title, columns, rows, is_prose=True) if rows else None,
        subtitle=wording_priority.kinds_sentence(
            language, {str(kind): float(sum_) for kind, sum_ in by_kind.items()}
        ) if rows else "",
        empty=say("Tidak ada pertanyaan yang dapat dipilih."),
        marks=quality.of_scores(frame, language, "score"),
        sources=texts.sources(frame, language),
        download=texts.download(
            frame.assign(region_code=region, assessment=assessment, band=found.band.band),
            _COLUMNS, f"kla-prioritas-{region}-{found.band.band}", edition,
        ) if rows else None,
    )  # fmt: skip


def of_offices(found: Chosen, language: str) -> Listing | None:
    """Who completes them: shared questions stand under each of their offices."""
    say = speaker(language)
    frame = found.choice.chosen
    if frame.empty:
        return None
    named = [text.split("; ") for text in frame["offices"].fillna("")]
    shared = [len(one) > 1 for one in named]
    many = frame.assign(office=named, is_shared=shared).explode("office")
    sums = many.groupby("office", as_index=False).agg(
        n=("open", "size"), open=("open", "sum"), shared=("is_shared", "sum")
    )
    rows = tuple(
        (
            offices(row.office, language),
            str(row.n),
            wording.number(row.open, language),
            str(row.shared) if row.shared else texts.NONE,
        )
        for row in texts.rows(sums.sort_values(["open", "office"], ascending=[False, True]))
    )
    columns = (
        Column(say("Perangkat daerah")),
        Column(say("Pertanyaan"), is_number=True),
        Column(say("Poin"), is_number=True),
        Column(say("Di antaranya bersama"), is_number=True),
    )
    title = say("Siapa yang melengkapinya")
    return Listing(
        "chosen_offices",
        title,
        Table(title, columns, rows),
        subtitle=say(
            "Pertanyaan bersama tercatat pada setiap perangkat daerahnya; jangan dijumlahkan."
        ),
    )


def fails(found: Chosen, language: str) -> Listing | None:
    """What is left when one of the chosen brings nothing."""
    choice = found.choice
    if choice.chosen.empty or not choice.is_reachable:
        return None
    say = speaker(language)
    told = priorities.if_one_fails(choice)
    keyed = choice.items.assign(
        code=choice.items["indicator"] + "/" + choice.items["question"]
    ).set_index("code")
    named = {code: texts.item(row, language) for code, row in zip(
        keyed.index, texts.rows(keyed), strict=True)}  # fmt: skip
    rows = tuple(
        (
            named[f"{row.indicator}/{row.question}"],
            wording.number(float(found.band.value) + row.left, language),
            say("ya") if row.still_reached else say("tidak"),
            named[row.instead] if texts.text(row.instead) else texts.NONE,
        )
        for row in texts.rows(told.sort_values("open", ascending=False, kind="stable"))
    )
    columns = (
        Column(say("Bila ini gagal")),
        Column(say("Nilai menjadi"), is_number=True),
        Column(say("{band} tetap tercapai", band=band_title(found.band.band, language))),
        Column(say("Satu penggantinya")),
    )
    title = say("Bila satu gagal")
    return Listing(
        "fails",
        title,
        Table(title, columns, rows, is_prose=True),
        subtitle=wording_priority.fails_sentence(
            language,
            chosen=len(told),
            still=int(told["still_reached"].sum()),
            replaceable=int((~told["still_reached"] & told["instead"].notna()).sum()),
            spare=choice.counted - choice.needed,
        ),
        is_open=len(rows) <= 8,
    )


def excluded(found: Chosen, language: str) -> Listing | None:
    """Open questions that are not offered, with the reason."""
    say = speaker(language)
    frame = found.choice.items
    frame = frame[frame["excluded"].notna() & (frame["excluded"] != "nothing_open")]
    if frame.empty:
        return None
    ordered = frame.sort_values(["excluded", "position"])
    rows = tuple(
        (
            texts.item(row, language),
            wording.number(row.open, language),
            wording_priority.left_out(row.excluded, language),
        )
        for row in texts.rows(ordered)
    )
    columns = (
        Column(say("Pertanyaan")),
        Column(say("Poin"), is_number=True),
        Column(say("Mengapa tidak ikut dipilih")),
    )
    title = say.count("{n} pertanyaan terbuka tidak ikut dipilih", len(rows))
    points = wording.number(frame["open"].sum(), language)
    return Listing(
        "excluded",
        title,
        Table(title, columns, rows, is_prose=True),
        subtitle=say("Bernilai {points} poin.", points=points),
        is_open=len(rows) <= 5,
    )


def _typed(value: float, language: str) -> str:
    return texts.NONE if pd.isna(value) else wording.number(value, language)


def _percent(value: float, language: str) -> str:
    return texts.NONE if pd.isna(value) else wording.percent(100 * value, language, 0)
