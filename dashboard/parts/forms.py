"""The forms of all cycles, and what became of each question from one to the next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from dashboard.language import Say, speaker
from dashboard.parts import texts
from dashboard.parts.shapes import Column, Download, Listing, Note, Table
from dashboard.queries import edition as edition_queries
from dashboard.queries import evidence
from dashboard.queries import forms as queries
from dashboard.queries.contract import Run
from indicators import codes, form_tables, wording, wording_forms
from indicators.instrument import Instrument

_ASSESSMENT: Final = (
    "instrument_id", "from_instrument", "stage", "printed_year", "publication_id",
)  # fmt: skip


def known(run: Run) -> Mapping[str, Instrument]:
    """Every form by its id, the oldest first: the shipped ones and those the office loaded."""
    return form_tables.from_tables(queries.items(run), queries.heads(run), queries.defects(run))


def form(run: Run, instrument_id: object) -> Instrument | None:
    """The form of that id; None when there is no such form or the id is missing."""
    return known(run).get(texts.text(instrument_id))


def next_form(run: Run, language: str) -> tuple[Note, str]:
    """How the form of the next cycle comes in, and the command that writes what it starts from."""
    newest = [name for name, one in known(run).items() if one.questions][-1]
    command = f"python -m etl template formulir --from {newest} --out formulir.xlsx"
    return Note(wording_forms.next_form(language)), command


def mappings(run: Run, language: str) -> tuple[Listing, ...]:
    """For each form that says so: what became of every question of the form before."""
    found = (
        _mapping(head, queries.mapping(run, head.instrument_id), language)
        for head in texts.rows(queries.heads(run))
    )
    return tuple(one for one in found if one is not None)


def remarks(form: Instrument, language: str) -> tuple[Note, ...]:
    """Its last day and the questions asked of one kind of area only; nothing without either."""
    kinds = [one.variant for one in form.questions]
    told = wording_forms.remarks(
        language,
        closes=form.closes,
        remote=kinds.count("3t"),
        others=kinds.count("non_3t"),
    )
    return (Note(told),) if told else ()


def kind_note(run: Run, region: str, form: Instrument, language: str) -> tuple[Note, ...]:
    """Which questions are counted for the region, where the form has some for 3T areas."""
    if all(one.variant == "semua" for one in form.questions):
        return ()
    is_remote = evidence.is_remote(run, region)
    return (Note(wording_forms.kind_of_area(language, is_remote=is_remote)),)


def carried(run: Run, region: str, language: str) -> tuple[Listing, ...]:
    """What each assessment says of a later form on which the region has no score of its own."""
    questions, rows = queries.carried(run, region), queries.carried_rows(run, region)
    edition = edition_queries.edition(run).iloc[0]
    return tuple(
        _carried(whole, _of(rows, whole), _of(questions, whole), language, edition)
        for whole in texts.rows(queries.carried_whole(run, region))
    )


def _of(frame: pd.DataFrame, whole: texts.Row) -> pd.DataFrame:
    """The rows of one assessment on one later form."""
    keep = pd.Series(True, index=frame.index)
    for name in _ASSESSMENT:
        keep &= frame[name] == getattr(whole, name)
    return frame[keep]


def _carried(
    whole: texts.Row,
    rows: pd.DataFrame,
    questions: pd.DataFrame,
    language: str,
    edition: pd.Series,
) -> Listing:
    say = speaker(language)
    title = say("Nilai {old} yang dibawa ke {new}", old=whole.from_instrument,
                new=whole.instrument_id)  # fmt: skip
    shown = tuple(
        (
            texts.item(row, language),
            say("{value} dari {most}", value=wording.number(row.value, language),
                most=wording.number(row.from_max, language)),
            texts.NONE if pd.isna(row.share) else wording.percent(row.share, language, 1),
            wording.number(row.same, language, 0),
            wording.number(row.changed, language, 0),
            wording.number(row.new, language, 0),
        )
        for row in texts.rows(rows)
    )  # fmt: skip
    columns = (
        Column(say("Indikator")),
        Column(say("Poin pada formulir lama"), is_number=True),
        Column(say("Persen"), is_number=True),
        Column(say("Pertanyaan sama"), is_number=True),
        Column(say("Berubah, periksa ulang"), is_number=True),
        Column(say("Belum pernah dinilai"), is_number=True),
    )
    told = wording_forms.carried_sentence(
        language,
        form=whole.instrument_id,
        previous=whole.from_instrument,
        stage=wording.word(whole.stage, language),
        year=int(whole.printed_year),
        **{name: getattr(whole, name) for name in ("value", "from_max", "share", "same",
                                                   "changed", "new")},
    )  # fmt: skip
    return Listing(
        f"dibawa_{whole.instrument_id}_{whole.printed_year}_{whole.stage}",
        title,
        Table(title, columns, shown, is_prose=True),
        subtitle=told,
        sources=texts.sources(questions, language),
        download=_carried_rows(whole, questions, language, edition),
        is_open=False,
    )  # fmt: skip


def _carried_rows(
    whole: texts.Row, questions: pd.DataFrame, language: str, edition: pd.Series
) -> Download:
    """Every question with what it brings along and from where."""
    marked = questions.assign(
        carried=[
            wording_forms.carried_mark(language, row.relation, row.carried_from)
            for row in texts.rows(questions)
        ]
    )
    return texts.download(
        marked,
        ("region_code", "instrument_id", "indicator", "question", "title", "title_en",
         "carried", "relation", "carried_from", "stage", "printed_year", "value", "from_max",
         "share", "max_score", "text_known"),
        f"kla-dibawa-{whole.instrument_id}",
        edition,
    )  # fmt: skip


def _mapping(head: texts.Row, frame: pd.DataFrame, language: str) -> Listing | None:
    if frame.empty:
        return None
    say = speaker(language)
    told = frame["relation"].value_counts()
    counts = {name: int(told.get(name, 0)) for name in codes.FORM_RELATIONS}
    shown = frame[frame["relation"] != "same"]
    unknown = int((~shown["text_known"].fillna(True).astype(bool)).sum())
    title = say("Pertanyaan {old} pada formulir {new}", old=head.previous, new=head.instrument_id)
    rows = tuple(
        (
            wording_forms.relation(language, row.relation),
            _side(row, say, "from_"),
            _side(row, say, ""),
            _maxima(row, language),
        )
        for row in texts.rows(shown)
    )
    columns = (
        Column(say("Hubungan"), is_whole=True),
        Column(say("Pertanyaan lama")),
        Column(say("Pertanyaan baru")),
        Column(say("Nilai maksimal"), is_number=True),
    )
    notes = [Note(wording_forms.carry_rule(language))]
    if unknown:
        notes.append(Note(wording_forms.unknown_sentence(language, count=unknown)))
    return Listing(
        f"pemetaan_{head.instrument_id}",
        title,
        Table(title, columns, rows, is_prose=True) if rows else None,
        subtitle=wording_forms.counts_sentence(language, counts=counts, previous=head.previous),
        notes=tuple(notes),
        is_open=False,
    )


def _side(row: texts.Row, say: Say, side: str) -> str:
    """A question of one of the two forms with its number; a dash where there is none."""
    number = texts.text(getattr(row, f"{side}question"))
    if not number:
        return texts.NONE
    title = texts.own_title(row, say.language, f"{side}title")
    is_known = bool(row.from_known if side else row.text_known)
    told = title if is_known else say("{title} (bunyi tidak diketahui)", title=title)
    return f"{getattr(row, f'{side}indicator')}/{number} · {told}"


def _maxima(row: texts.Row, language: str) -> str:
    """The maximum, or both where it moved."""
    sides = [one for one in (row.from_max, row.max_score) if not pd.isna(one)]
    return " → ".join(dict.fromkeys(wording.number(one, language) for one in sides))
