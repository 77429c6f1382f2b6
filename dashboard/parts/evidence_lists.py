"""The lists of Bukti Dukung: by deadline, kind and office, what contradicts itself, documents."""

from __future__ import annotations

from typing import Final

import pandas as pd

from dashboard.language import Say, speaker
from dashboard.parts import texts
from dashboard.parts.blocks import offices as office_names
from dashboard.parts.evidence_known import Known, office_title
from dashboard.parts.shapes import Column, Listing, Note, Table
from indicators import evidence, wording, wording_evidence, wording_forms

MOST_ROWS: Final = 12
"""Questions, and documents, on screen; the download has all of them."""
KINDS: Final = ("bukti", "campuran", "capaian")
_DUE: Final = (
    "region_code", "indicator", "question", "title", "title_en", "kind", "offices", "is_stated",
    "state", "to_check", "carried_from", "documents", "not_ready", "deadline", "days_left",
    "urgency", "max_score", "at_stake", "at_risk",
)  # fmt: skip
_REGISTER: Final = (
    "region_code", "instrument_id", "indicator", "question", "office", "document",
    "document_title", "evidence_status", "state", "number", "issued", "signatory", "data_years",
    "valid_until", "link", "in_charge", "due", "deadline", "days_left", "effort", "chance",
    "verifier_note", "note", "relation", "carried_from",
)  # fmt: skip


def due(
    found: Known, asked: pd.DataFrame, region: str, language: str, edition: pd.Series
) -> Listing:
    """The questions whose evidence is not ready, the most pressing first."""
    say = speaker(language)
    waiting = evidence.missing(asked)
    said = _notes_by_question(found.rows)
    points = "at_stake" if found.has_points else "max_score"
    rows = tuple(
        (
            _item(row, say),
            wording_evidence.changes(row.kind, language),
            office_names(row.offices, language),
            _state(row, say),
            texts.day(row.deadline, language) or texts.NONE,
            wording_evidence.left(row.days_left, language),
            texts.points(getattr(row, points), language),
            said.get((row.indicator, row.question), texts.NONE),
        )
        for row in texts.rows(waiting.head(MOST_ROWS))
    )
    columns = (
        Column(say("Butir")),
        Column(say("Yang berubah")),
        Column(say("Perangkat daerah")),
        Column(say("Keadaan bukti")),
        Column(say("Tenggat"), is_whole=True),
        Column(say("Sisa waktu"), is_whole=True),
        Column(say("Poin belum diraih") if found.has_points else say("Nilai maksimal"),
               is_number=True),
        Column(say("Catatan verifikator")),
    )  # fmt: skip
    title = say.count("{n} pertanyaan menunggu bukti, yang paling mendesak lebih dahulu",
                      len(waiting))  # fmt: skip
    notes = []
    if len(waiting) > len(rows):
        notes.append(Note(say("{shown} dari {all} ditampilkan; semuanya ada pada unduhan.",
                              shown=len(rows), all=len(waiting))))  # fmt: skip
    return Listing(
        "tenggat",
        title,
        texts.lean(Table(title, columns, rows, is_prose=True)) if rows else None,
        subtitle=say("Urut menurut tenggat, lalu poin; tanpa tenggat berlaku hari penutupan "
                     "formulir. Pertanyaan yang bunyinya tidak diketahui selalu terakhir."),
        empty=say("Tidak ada pertanyaan yang menunggu bukti pada saringan ini."),
        notes=tuple(notes),
        download=texts.download(
            waiting.assign(region_code=region), _DUE, f"kla-bukti-tenggat-{region}", edition
        ),
    )  # fmt: skip


def _item(row: texts.Row, say: Say) -> str:
    told = texts.item(row, say.language)
    return told if row.text_known else say("{title} (bunyi tidak diketahui)", title=told)


def _state(row: texts.Row, say: Say) -> str:
    """The state of the evidence of a question, and where it was carried over from."""
    if not row.is_stated:
        return say("Belum dinyatakan")
    told = texts.code_title("evidence_status", row.state, say.language)
    came = texts.text(row.carried_from)
    if not came:
        return told
    relation = "changed" if row.to_check else "same"
    return f"{told}; {wording_forms.carried_mark(say.language, relation, came)}"


def _notes_by_question(rows: pd.DataFrame) -> dict[tuple[str, str], str]:
    told: dict[tuple[str, str], str] = {}
    for row in texts.rows(rows[rows["verifier_note"].notna()]):
        key = (row.indicator, row.question)
        told[key] = "; ".join(dict.fromkeys([*filter(None, [told.get(key)]), row.verifier_note]))
    return told


def urgency(found: Known, language: str) -> Listing:
    """How many questions are due when."""
    say = speaker(language)
    frame = evidence.waiting_by(found.asked, "urgency", evidence.URGENCIES)
    rows = tuple(
        (wording_evidence.urgency(row.urgency, language), *_counts(row, language))
        for row in texts.rows(frame)
    )
    columns = (Column(say("Sisa waktu")), *_count_columns(say))
    title = say("Kapan harus lengkap")
    return Listing(
        "mendesak",
        title,
        texts.lean(Table(title, columns, rows)) if rows else None,
        empty=say("Semua bukti sudah siap."),
    )


def kinds(found: Known, language: str) -> Listing:
    """How much of it changes paper only, and how much an outcome for children."""
    say = speaker(language)
    frame = evidence.waiting_by(found.asked, "kind", KINDS)
    rows = tuple(
        (wording_evidence.changes(row.kind, language), *_counts(row, language))
        for row in texts.rows(frame)
    )
    columns = (Column(say("Yang berubah")), *_count_columns(say))
    title = say("Poin dan anak dibedakan")
    return Listing(
        "yang_berubah",
        title,
        texts.lean(Table(title, columns, rows)) if rows else None,
        empty=say("Semua bukti sudah siap."),
    )


def _counts(row: texts.Row, language: str) -> tuple[str, str]:
    return wording.number(row.questions, language, 0), texts.points(row.at_stake, language)


def _count_columns(say: Say) -> tuple[Column, Column]:
    return (
        Column(say("Pertanyaan menunggu"), is_number=True),
        Column(say("Poin belum diraih"), is_number=True),
    )


def offices(
    found: Known, sums: pd.DataFrame, region: str, language: str, edition: pd.Series
) -> Listing:
    """Each office: its questions, what is ready, late and shared; the whole last."""
    say = speaker(language)
    rows = tuple(
        (
            say("Seluruh formulir") if place == len(sums) - 1 else office_title(row.office,
                                                                                language),
            wording.number(row.questions, language, 0),
            wording.number(row.ready, language, 0),
            wording.number(row.not_stated, language, 0),
            wording.number(row.overdue, language, 0),
            texts.day(row.deadline, language) or texts.NONE,
            texts.points(row.at_stake, language),
            texts.points(row.at_stake_shared, language) if found.has_points else texts.NONE,
            texts.points(row.at_risk, language),
        )
        for place, row in enumerate(texts.rows(sums))
    )  # fmt: skip
    columns = (
        Column(say("Perangkat daerah")),
        Column(say("Pertanyaan"), is_number=True),
        Column(say("Siap"), is_number=True),
        Column(say("Belum dinyatakan"), is_number=True),
        Column(say("Lewat tenggat"), is_number=True),
        Column(say("Tenggat terdekat"), is_whole=True),
        Column(say("Poin belum diraih"), is_number=True),
        Column(say("Di antaranya bersama perangkat lain"), is_number=True),
        Column(say("Poin diraih tanpa bukti siap"), is_number=True),
    )
    title = say("Perangkat daerah: yang siap, yang menunggu, yang lewat tenggat")
    return Listing(
        "perangkat",
        title,
        Table(title, columns, rows, marked=frozenset({len(rows) - 1})),
        notes=(Note(say("Pertanyaan bersama dihitung satu kali pada baris seluruh formulir.")),),
        download=texts.download(
            sums.assign(region_code=region), ("region_code", *sums.columns),
            f"kla-bukti-perangkat-{region}", edition,
        ),
        is_open=False,
    )  # fmt: skip


def contradictions(found: Known, language: str) -> Listing | None:
    """Rows of the register that say something against themselves, each with its cell."""
    frame = evidence.contradictions(found.rows, found.form.closes, found.today)
    if frame.empty:
        return None
    say = speaker(language)
    told = found.rows.loc[frame["row"]].assign(problem=frame["problem"].to_numpy())
    rows = tuple(
        (
            f"{row.indicator}/{row.question}",
            office_title(row.office, language),
            texts.text(row.document_title) or texts.NONE,
            wording_evidence.problem(row.problem, language),
            texts.place(row),
            texts.text(row.file).rpartition("/")[2],
        )
        for row in texts.rows(told)
    )
    columns = (
        Column(say("Butir"), is_whole=True),
        Column(say("Perangkat daerah")),
        Column(say("Dokumen")),
        Column(say("Yang bertentangan")),
        Column(say("Sel"), is_whole=True),
        Column(say("Berkas")),
    )
    title = say.count("{n} isian register bertentangan dengan dirinya", len(rows))
    is_short = len(rows) <= MOST_ROWS
    listed = Table(title, columns, rows, is_prose=True)
    return Listing("bertentangan", title, listed, is_open=is_short)


def documents(
    found: Known, asked: pd.DataFrame, region: str, language: str, edition: pd.Series
) -> Listing | None:
    """The register itself, document by document."""
    if found.rows.empty:
        return None
    say = speaker(language)
    kept = found.rows.merge(asked[[*evidence.QUESTION, "kind"]], on=evidence.QUESTION)
    kept = kept[(kept["evidence_status"] != "belum_ada") | kept["document_title"].notna()]
    rows = tuple(
        (
            f"{row.indicator}/{row.question}",
            office_title(row.office, language),
            texts.text(row.document_title) or texts.NONE,
            texts.code_title("evidence_status", row.state, language),
            texts.text(row.number) or texts.NONE,
            texts.day(row.issued, language) or texts.NONE,
            texts.text(row.signatory) or texts.NONE,
            texts.text(row.data_years) or texts.NONE,
            texts.day(row.valid_until, language) or texts.NONE,
            texts.text(row.in_charge) or texts.NONE,
            texts.day(row.due, language) or texts.NONE,
            texts.text(row.link) or texts.NONE,
            texts.text(row.verifier_note) or texts.NONE,
        )
        for row in texts.rows(kept.head(MOST_ROWS))
    )
    columns = tuple(
        Column(heading)
        for heading in (
            say("Butir"), say("Perangkat daerah"), say("Dokumen"), say("Keadaan bukti"),
            say("Nomor"), say("Tanggal"), say("Penanda tangan"), say("Tahun data"),
            say("Berlaku sampai"), say("Penanggung jawab"), say("Tenggat"), say("Tautan"),
            say("Catatan verifikator"),
        )
    )  # fmt: skip
    title = say.count("Register: {n} dokumen", len(kept))
    return Listing(
        "register",
        title,
        texts.lean(Table(title, columns, rows, is_prose=True)) if rows else None,
        empty=say("Belum ada dokumen pada saringan ini."),
        sources=texts.sources(kept, language),
        download=texts.download(
            found.rows.assign(region_code=region), _REGISTER, f"kla-bukti-{region}", edition
        ),
        is_open=False,
    )
