"""What each kabupaten/kota of a province has sent, and the list to remind by; internal edition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.language import speaker
from dashboard.parts import texts
from dashboard.parts.shapes import Column, Listing, Note, Table
from dashboard.queries import edition as edition_queries
from dashboard.queries import province
from dashboard.queries.contract import Run
from indicators import codes
from indicators.wording_province import (
    TEMPLATES,
    holder_word,
    item_word,
    received_cell,
    received_sentence,
    reminder_sentence,
)


@dataclass(frozen=True)
class Received:
    """What has arrived and what to ask for; both None in the public edition."""

    sentence: str
    arrived: Listing | None
    reminders: Listing | None


def received(run: Run, parent: str, name: str, region: str, language: str) -> Received:
    """Every kabupaten/kota beside every kind of data; in the public edition only that it is not."""
    say = speaker(language)
    frame = province.received(run, parent)
    if frame.empty:
        told = say("Data yang sudah dan belum masuk dari setiap daerah: hanya versi internal.")
        return Received(told, None, None)
    edition = edition_queries.edition(run).iloc[0]
    missing = frame[frame["state"] != "complete"]
    regions = frame["region_code"].nunique()
    sentence = received_sentence(
        language,
        region=name,
        regencies=regions,
        complete=regions - missing["region_code"].nunique(),
        missing={str(one): int(n) for one, n in missing["item"].value_counts().items()},
    )
    return Received(
        sentence,
        _arrived(frame, parent, region, language, edition),
        _reminders(missing, parent, language, edition),
    )


def _arrived(
    frame: pd.DataFrame, parent: str, region: str, language: str, edition: pd.Series
) -> Listing:
    say = speaker(language)
    cells = {
        (row.region_code, row.item): received_cell(
            language, state=row.state, year=_year(row.year), expected=_year(row.expected_year),
            detail=row.detail if isinstance(row.detail, str) else None,
        )
        for row in texts.rows(frame)
    }  # fmt: skip
    regions = frame.drop_duplicates("region_code")
    rows = tuple(
        (row.name, *(cells[row.region_code, item] for item in codes.RECEIVED_ITEMS))
        for row in texts.rows(regions)
    )
    columns = (
        Column(say("Kabupaten/kota")),
        *(Column(item_word(item, language)) for item in codes.RECEIVED_ITEMS),
    )
    title = say("Data yang sudah masuk")
    marked = frozenset(
        place for place, code in enumerate(regions["region_code"]) if code == region
    )  # fmt: skip
    return Listing(
        key="received",
        title=title,
        table=Table(title, columns, rows, marked),
        subtitle=say(
            "● lengkap, ○ sebagian atau lebih lama, – belum ada. Ukurannya: yang paling mutakhir "
            "di antara semua kabupaten/kota yang dimuat."
        ),
        download=texts.download(
            frame,
            ("region_code", "name", "item", "state", "year", "expected_year", "detail"),
            f"kla-data-masuk-{parent}",
            edition,
        ),
    )


def _reminders(missing: pd.DataFrame, parent: str, language: str, edition: pd.Series) -> Listing:
    say = speaker(language)
    rows = []
    for _, own in missing.groupby("region_code"):
        told = [(row.item, row.state, _year(row.expected_year)) for row in texts.rows(own)]
        names = dict.fromkeys(TEMPLATES[item] for item, _, _ in told)
        rows.append(
            (
                str(own["name"].iloc[0]),
                reminder_sentence(language, missing=told),
                ", ".join(names),
            )
        )
    columns = (
        Column(say("Kabupaten/kota")),
        Column(say("Mohon dikirim")),
        Column(say("Templat")),
    )
    title = say.count("Daftar pengingat: {n} kabupaten/kota", len(rows))
    listed = missing.assign(
        title=[item_word(item, language) for item in missing["item"]],
        holder=[holder_word(item, language) for item in missing["item"]],
        template=[f"python -m etl template {TEMPLATES[item]}" for item in missing["item"]],
    )
    holders = "; ".join(
        f"{item_word(item, language)}: {holder_word(item, language)}"
        for item in codes.RECEIVED_ITEMS
    )
    return Listing(
        key="reminders",
        title=title,
        table=Table(title, columns, tuple(rows), is_prose=True) if rows else None,
        subtitle=say("Hanya versi internal. Pemegang data: {holders}.", holders=holders),
        empty=say("Semua data sudah masuk."),
        notes=(Note(say("Templat dibuat dengan: python -m etl template NAMA --out berkas.xlsx")),),
        download=texts.download(
            listed,
            ("region_code", "name", "item", "title", "state", "year", "expected_year", "detail",
             "holder", "template"),
            f"kla-pengingat-{parent}",
            edition,
        ),
        is_open=False,
    )  # fmt: skip


def _year(value: Any) -> int | None:  # noqa: ANN401  a cell of a frame
    return None if pd.isna(value) else int(value)
