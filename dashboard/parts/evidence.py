"""Bukti Dukung: what waits for evidence, of whom, until when, and what it brings."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Final

import pandas as pd

from dashboard.figures import evidence as figures
from dashboard.language import speaker
from dashboard.parts import evidence_lists, score, texts
from dashboard.parts.evidence_known import Known, known, office_title
from dashboard.parts.shapes import Chart, Listing, Note
from dashboard.queries import edition as edition_queries
from dashboard.queries.contract import Run
from indicators import evidence, wording, wording_evidence

MOST_BARS: Final = 12
"""Offices drawn; the table has all of them."""


@dataclass(frozen=True)
class Page:
    """What the page says and shows; lists that have nothing to say are None."""

    sentence: str
    notes: tuple[Note, ...]
    chart: Chart | None
    due: Listing
    urgency: Listing
    kinds: Listing
    offices: Listing
    contradictions: Listing | None
    documents: Listing | None


def is_internal(run: Run) -> bool:
    """Whether this is the edition of the office itself."""
    return bool(edition_queries.edition(run)["edition"].iloc[0] == "internal")


def nothing(name: str, is_regency: bool, language: str) -> str:
    """Why there is nothing to see: the edition is public, or the region is not evaluated."""
    say = speaker(language)
    if not is_regency:
        return say(
            "Bukti dukung dikumpulkan per kabupaten/kota. Pilih kabupaten/kota untuk melihat "
            "registernya."
        )
    return say(
        "Hanya versi internal: register bukti dukung {region} adalah pekerjaan perangkat daerah "
        "yang masih berjalan dan tidak ditayangkan untuk umum.",
        region=name,
    )


def how_to_send(language: str) -> tuple[Note, ...]:
    """How the workbooks of the offices go out and come back."""
    say = speaker(language)
    return (
        Note(
            say(
                "Satu buku kerja tiap perangkat daerah, terisi dengan yang sudah dimuat. Pilih "
                "perangkat daerahnya di atas untuk mengunduh satu; yang kembali dimuat lewat "
                "Muat Data, dan perubahannya ditampilkan lebih dahulu."
            )
        ),
    )


def page(
    run: Run, region: str, form: str, office: str, kind: str, today: datetime.date, language: str
) -> Page:
    """The register of a region for a form; `office` and `kind` narrow the lists, not the sums."""
    found = known(run, region, form, today)
    edition = edition_queries.edition(run).iloc[0]
    sums = evidence.offices(found.asked)
    narrowed = _narrowed(found, office, kind)
    return Page(
        sentence=_sentence(found, sums, language),
        notes=_notes(run, region, found, language),
        chart=_chart(found, sums, language),
        due=evidence_lists.due(found, narrowed, region, language, edition),
        urgency=evidence_lists.urgency(found, language),
        kinds=evidence_lists.kinds(found, language),
        offices=evidence_lists.offices(found, sums, region, language, edition),
        contradictions=evidence_lists.contradictions(found, language),
        documents=evidence_lists.documents(found, narrowed, region, language, edition),
    )


def _narrowed(found: Known, office: str, kind: str) -> pd.DataFrame:
    """The questions of one office and of one kind; an empty text lets everything in."""
    asked = found.asked
    if office:
        asked = asked[evidence.held_by(asked, found.rows, office)]
    return asked[asked["kind"] == kind] if kind else asked


def _sentence(found: Known, sums: pd.DataFrame, language: str) -> str:
    whole = sums.iloc[-1]
    return wording_evidence.register_sentence(
        language,
        questions=int(whole["questions"]),
        ready=int(whole["ready"]),
        not_stated=int(whole["not_stated"]),
        overdue=int(whole["overdue"]),
        at_stake=float(whole["at_stake"]) if found.has_points else None,
        closes=found.form.closes,
        today=found.today,
    )


def _notes(run: Run, region: str, found: Known, language: str) -> tuple[Note, ...]:
    """Which assessment the points are from, or that there is none, and what is missing."""
    say = speaker(language)
    notes = []
    if found.rows.empty:
        notes.append(
            Note(
                say(
                    "Belum ada register bukti dukung yang dimuat. Setiap perangkat daerah "
                    "memegang bagiannya: kirimkan buku kerjanya, lalu muat yang kembali."
                ),
                "caution",
            )
        )
    if found.has_points:
        notes.append(Note(score.basis(run, region, found.points["assessment"].iloc[0], language)))
    else:
        notes.append(
            Note(
                say(
                    "Nilai per pertanyaan pada formulir ini belum dimuat, jadi poin yang menunggu "
                    "bukti belum dapat dihitung. Rekapnya ada pada Gugus Tugas KLA."
                ),
                "caution",
            )
        )
    return tuple(notes)


def _chart(found: Known, sums: pd.DataFrame, language: str) -> Chart | None:
    """What waits at each office: points where an assessment is loaded, else questions."""
    what = "at_stake" if found.has_points else "waiting"
    rows = sums.iloc[:-1]
    rows = rows[rows[what] > 0].sort_values(what, ascending=False, kind="stable")
    if rows.empty:
        return None
    some = rows.head(MOST_BARS)
    say = speaker(language)
    drawn = pd.DataFrame(
        {
            "title": [office_title(one, language) for one in some["office"]],
            "own": some[f"{what}_own"].to_numpy(),
            "shared": some[f"{what}_shared"].to_numpy(),
            "label": [_label(row, what, language) for row in texts.rows(some)],
        }
    )
    first = drawn["title"].iloc[0]
    told = "; ".join(f"{one.title} {one.label}" for one in texts.rows(drawn))
    title = (
        say("{office} menunggu bukti untuk {points} poin", office=first,
            points=wording.number(rows[what].iloc[0], language))
        if found.has_points
        else say.count("{office}: {n} pertanyaan menunggu bukti", int(rows[what].iloc[0]),
                       office=first)
    )  # fmt: skip
    return Chart(
        key="bukti",
        title=title,
        subtitle=say("Polos: hanya perangkat daerah itu. Berarsir: bersama perangkat lain, "
                     "sehingga batangnya tidak boleh dijumlahkan."),
        figure=figures.waiting(drawn, language),
        alt=say("Yang menunggu bukti menurut perangkat daerah: {listed}.", listed=told),
        sources=texts.sources(found.points, language),
        notes=(
            *_sum_notes(found, sums, language),
            Note(say("{shown} dari {all} perangkat daerah digambar; tabelnya memuat semuanya.",
                     shown=len(some), all=len(rows))),
        ),
    )  # fmt: skip


def _label(row: texts.Row, what: str, language: str) -> str:
    """'12,5 · 3 dari 20 siap'."""
    value = wording.number(getattr(row, what), language)
    return speaker(language)(
        "{value} · {ready} dari {all} siap", value=value, ready=row.ready, all=row.questions
    )


def _sum_notes(found: Known, sums: pd.DataFrame, language: str) -> tuple[Note, ...]:
    if not found.has_points:
        return ()
    whole = sums.iloc[-1]
    told = wording_evidence.shared_sentence(
        language,
        offices=float(sums["at_stake"].iloc[:-1].sum()),
        whole=float(whole["at_stake"]),
        shared=float(whole["at_stake_shared"]),
    )
    return (Note(told),)
