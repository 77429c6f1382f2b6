"""Points not yet earned by office: each point once, shared ones marked, those of nobody apart."""

from __future__ import annotations

import pandas as pd

from dashboard.language import Say, speaker
from dashboard.parts import texts
from dashboard.parts.blocks import of_questions
from dashboard.parts.narrowing import NO_OFFICE, office_titles
from dashboard.parts.shapes import Column, Listing, Note, Table
from dashboard.queries import gaps
from dashboard.queries.contract import Run
from indicators import wording, wording_scores


def by_office(
    run: Run, region: str, assessment: str, totals: pd.DataFrame, language: str
) -> Listing | None:
    """Who does it: the points of each office alone, the shared ones once, and their sum.

    None where no question is loaded.
    """
    if of_questions(totals) is None:
        return None
    say = speaker(language)
    title = say("Siapa yang mengerjakan: poin belum diraih menurut perangkat daerah")
    whole = gaps.office_sum(run, region, assessment).iloc[0]
    if not whole["items_open"]:
        return Listing(
            "offices", title, None, empty=say("Tidak ada pertanyaan yang masih terbuka.")
        )
    titles = office_titles(run, region, assessment, language)
    rows = [
        (
            titles[row.office],
            _counted(int(row.items_open), int(row.items_shared), say),
            *_points(row.open_own, row.open_first, row.open_counted, row.open_later, language),
        )
        for row in texts.rows(gaps.offices(run, region, assessment))
        if row.open > 0 and row.office != NO_OFFICE
    ]
    first = len(rows)
    rows += _sum_rows(whole, say)
    columns = (
        Column(say("Perangkat daerah")),
        Column(say("Pertanyaan terbuka"), is_number=True),
        Column(say("Poin sendiri"), is_number=True),
        Column(say("Bersama, disebut pertama"), is_number=True),
        Column(say("Poin yang dihitung"), is_number=True),
        Column(say("Bersama, dihitung pada yang lain"), is_number=True),
    )
    told = wording_scores.office_sum_sentence(
        language, own=float(whole["open_own"]), shared=float(whole["open_shared"]),
        nameless=float(whole["open_nameless"]), total=float(whole["open"]),
    )  # fmt: skip
    return Listing(
        "offices",
        title,
        Table(title, columns, tuple(rows), marked=frozenset(range(first, len(rows)))),
        subtitle=say("Butirnya: pilih tingkat Pertanyaan, lalu perangkat daerahnya."),
        notes=(Note(told), *_notes(totals, say)),
    )


def _counted(items: int, shared: int, say: Say) -> str:
    return say("{n}, {shared} bersama", n=items, shared=shared) if shared else str(items)


def _points(own: float, first: float, counted: float, later: float, language: str) -> list[str]:
    return [
        wording.number(one, language) if one else texts.NONE for one in (own, first, counted, later)
    ]


def _sum_rows(whole: pd.Series, say: Say) -> list[tuple[str, ...]]:
    """The questions without an office, and what everything adds up to, each point once."""
    nameless, total = float(whole["open_nameless"]), float(whole["open"])
    sums = _points(float(whole["open_own"]), float(whole["open_shared"]), total, 0, say.language)
    items = [int(whole[name]) for name in ("items_nameless", "items_open", "items_shared")]
    return [
        (
            say("Tidak menyebut perangkat daerah"),
            str(items[0]),
            *_points(0, 0, nameless, 0, say.language),
        ),
        (say("Jumlah"), _counted(items[1], items[2], say), *sums),
    ]


def _notes(totals: pd.DataFrame, say: Say) -> list[Note]:
    notes = [
        Note(
            say(
                "Pertanyaan bersama dihitung sekali, pada perangkat daerah yang disebut pertama "
                "di formulir; pembagian kerjanya ditetapkan bersama Gugus Tugas KLA. Kolom "
                "terakhir tidak dijumlahkan."
            )
        )
    ]
    row = of_questions(totals)
    if row is not None and row.items_without_office:
        told = say.count(
            "{n} pertanyaan (bernilai {points} poin, {open} poin belum diraih) tidak "
            "menyebut perangkat daerah; penanggung jawabnya perlu ditetapkan.",
            int(row.items_without_office),
            points=wording.number(row.max_without_office, say.language),
            open=wording.number(row.open_without_office, say.language),
        )
        notes.append(Note(told))
    return notes
