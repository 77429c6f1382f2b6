"""The wizard: what the columns of a table mean that no layout knows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

import streamlit as st

from dashboard import intake, show
from dashboard.answers import Failed
from dashboard.described import Described, TableFound
from dashboard.intake import Upload
from dashboard.language import Say
from dashboard.parts import report, wizard
from dashboard.parts.shapes import Note
from dashboard.parts.wizard import Choices
from dashboard.steps import memory

Code = TypeVar("Code", str, int)


def ask(upload: Upload, say: Say) -> str:
    """The layout that a person confirmed, as TOML; empty until then."""
    doing = say("Mencari tabel dalam berkas ...")
    found = memory.once(
        ("describe", *upload.key), doing, lambda told: intake.describe(upload, "", told), say
    )
    if isinstance(found, Failed):
        show.notes((report.failed(found, say.language),))
        return ""
    if not found.tables:
        show.notes((Note(say("Tidak ada tabel yang ditemukan dalam berkas ini."), "caution"),))
        show.notes(wizard.open_questions(found, say.language))
        return ""
    choices = memory.said("choices", upload.sha256, "")
    with st.expander(say("Jelaskan kolom-kolomnya"), expanded=not choices):
        _choose(upload, found, say)
    return _layout(upload, choices, say) if choices else ""


def _choose(upload: Upload, found: Described, say: Say) -> None:
    """Choose the table, then say what its columns mean."""
    show.notes((
        Note(say("Tata letak berkas ini belum dikenal. Pilih tabelnya, periksa arti tiap kolom, "
                 "lalu lihat hasilnya; tata letak disimpan untuk berkas berikutnya.")),
    ))  # fmt: skip
    places = wizard.table_titles(found, say.language)
    chosen = st.selectbox(
        say("Tabel"),
        list(places),
        index=list(places).index(found.best) if found.best in places else 0,
        format_func=places.__getitem__,
        key="tata_tabel",
    )
    table = next(one for one in found.tables if one.place == chosen)
    show.listing(wizard.columns(table, say.language), say)
    if chosen == found.best:
        show.notes(wizard.open_questions(found, say.language))
    with st.form("tata"):
        choices = _fields(table, say)
        if st.form_submit_button(say("Lihat hasilnya"), type="primary"):
            lacking = wizard.missing(choices.columns, say.language)
            if not lacking:
                memory.put("choices", upload.sha256, wizard.as_json(choices))
                st.rerun()
            show.notes(lacking)


def _fields(table: TableFound, say: Say) -> Choices:
    """The form: what the table is about, then what each column means."""
    language = say.language
    contents = wizard.titles(wizard.CONTENTS, language)
    bare = wizard.titles(wizard.BARE_NAMES, language)
    scales = wizard.scale_titles(language)
    left, right = st.columns(2, gap="large")
    with left:
        name = st.text_input(
            say("Nama tata letak"), value=wizard.usual_name(table), key=_key(table, "nama")
        )
        content = _pick(say("Isi tabel"), contents, wizard.content(table), _key(table, "isi"))
        scale = _pick(say("Angka dicetak dalam"), scales, wizard.scale(table), _key(table, "skala"))
    with right:
        constants = _constants(table, say)
        bare_name = _pick(
            say("Nama tanpa kata Kabupaten atau Kota berarti"), bare, "", _key(table, "polos")
        )
    meanings = wizard.titles(wizard.MEANINGS, language)
    columns = {
        column.letter: _pick(
            show.literal(wizard.column_label(column)),
            meanings,
            wizard.proposed(column),
            _key(table, f"kolom_{column.letter}"),
        )
        for column in table.columns
    }
    return Choices(table, name, content, columns, constants, scale, bare_name)


def _constants(table: TableFound, say: Say) -> dict[str, str]:
    """What holds for all figures of the table."""
    asked = {
        "unit": (say("Yang dihitung"), wizard.constant_titles("unit", say.language)),
        "group": (say("Kelompok"), wizard.constant_titles("group", say.language)),
        "measure_id": (say("Ukuran capaian"), wizard.measure_titles(say.language)),
    }
    return {
        name: _pick(label, titles, wizard.constant(table, name, titles), _key(table, name))
        for name, (label, titles) in asked.items()
    }


def _pick(label: str, titles: Mapping[Code, str], first: Code, key: str) -> Code:
    """One of the titles, `first` to begin with."""
    codes = list(titles)
    return st.selectbox(
        label, codes, index=codes.index(first), format_func=titles.__getitem__, key=key
    )


def _key(table: TableFound, name: str) -> str:
    return f"tata_{name}_{table.place}"


def _layout(upload: Upload, choices: str, say: Say) -> str:
    """The layout made of the choices; where something is still open, that is said."""
    doing = say("Menyusun tata letak ...")
    made = memory.once(
        ("layout", choices, *upload.key), doing,
        lambda told: intake.describe(upload, choices, told), say,
    )  # fmt: skip
    if isinstance(made, Failed):
        show.notes((report.failed(made, say.language),))
        return ""
    show.notes(wizard.open_questions(made, say.language))
    return made.layout
