"""What stands around every page: brand, menu, region chooser, edition line, language."""

from __future__ import annotations

import dataclasses
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import streamlit as st

from dashboard import filters, permission, show, warehouse
from dashboard.filters import NATION, Selection
from dashboard.language import LANGUAGES, mark
from dashboard.parts import places, sources
from dashboard.parts.shapes import Note

VIEWS: Final = Path(__file__).parent / "views"


@dataclass(frozen=True)
class Page:
    """One page: its file, its address, its noun and the question it answers."""

    file: str
    path: str
    title: str
    question: str


_PAGES: Final = (
    Page("overview.py", "ringkasan", mark("Ringkasan Capaian"), mark("Di mana posisi kita?")),
    Page("trend.py", "tren", mark("Tren Laporan Kekerasan"), mark("Apa yang berubah?")),
    Page("comparison.py", "perbandingan", mark("Perbandingan Antardaerah"),
         mark("Dibandingkan dengan siapa?")),
    Page("gaps.py", "kesenjangan", mark("Analisis Kesenjangan"), mark("Apa yang kurang?")),
    Page("priorities.py", "prioritas", mark("Prioritas Pemenuhan"),
         mark("Mana yang didahulukan?")),
    Page("simulation.py", "simulasi", mark("Simulasi Nilai"), mark("Bagaimana bila?")),
    Page("evidence.py", "bukti", mark("Bukti Dukung"), mark("Dokumen mana yang belum siap?")),
    Page("villages.py", "desa", mark("Kecamatan dan Desa"), mark("Wilayah mana yang belum?")),
    Page("plan.py", "rencana", mark("Rencana Aksi (RAD KLA)"),
         mark("Siapa mengerjakan apa?")),
    Page("province.py", "rekap", mark("Rekap Provinsi"),
         mark("Siapa perlu dibantu?")),
    Page("pairs.py", "penyandingan", mark("Penyandingan Data"), mark("Mana yang berbeda?")),
    Page("sources.py", "data", mark("Data dan Sumber"), mark("Dari mana angka ini?")),
    Page("definitions.py", "keterangan", mark("Keterangan Indikator"), mark("Apa artinya?")),
)  # fmt: skip
PAGES: Final = {page.path: page for page in _PAGES}
"""Every page of the menu by its address."""
LOADING: Final = Page("load.py", "muat", mark("Muat Data"), mark("Apa yang baru?"))
"""Has an address in every edition, a place in the menu only for those who may load."""


def visitor() -> permission.Permission:
    """What this visitor may do."""
    address = st.get_option("server.address")
    return permission.asked(os.environ, permission.data_folder(), address, st.user.to_dict())


def menu(selection: Selection) -> st.Page:
    """The menu; every link carries the whole selection. Returns the page to run."""
    say = selection.say
    pages = [
        st.Page(VIEWS / page.file, title=say(page.title), url_path=page.path, default=not place)
        for place, page in enumerate((*_PAGES, LOADING))
    ]
    shown = (*_PAGES, LOADING) if visitor().is_listed else _PAGES
    chosen = st.navigation(pages, position="hidden")
    kept = filters.write(selection)
    with st.sidebar:
        st.html(
            '<p class="kla-brand">KLA · Layak Anak</p>'
            f'<p class="kla-tagline">{say("Dasbor Kabupaten/Kota Layak Anak")}</p>'
        )
        for link, page in zip(pages, shown, strict=False):  # no link to the last
            label = f"{say(page.title)}  \n:gray[:small[{say(page.question)}]]"
            st.page_link(link, label=label, query_params=kept, width="stretch")
    return chosen


def region() -> tuple[Selection, places.Place]:
    """The selection and the region a page is about; Indonesia where the URL names none."""
    selection = filters.current()
    known = warehouse.remember(places.titles, selection.language)
    code = selection.region if selection.region in known else NATION
    selection = dataclasses.replace(selection, region=code)
    return selection, warehouse.remember(places.place, code, selection.language)


def header(selection: Selection) -> None:
    """Region, edition and language, kept at the top, and the marks that every page carries."""
    say = selection.say
    with st.container(key="kepala", horizontal=True, vertical_alignment="center", gap="small"):
        titles = warehouse.remember(places.titles, selection.language)
        selection = filters.choose(
            selection,
            "region",
            say("Daerah"),
            titles,
            default=NATION,
            label_visibility="collapsed",
            width=400,
        )
        line = warehouse.remember(sources.edition_line, selection.language)
        with st.popover(line, type="tertiary", key="edisi"):
            for fact in warehouse.remember(sources.edition_facts, selection.language):
                st.text(fact)
        filters.choose(
            selection,
            "language",
            say("Bahasa"),
            {language: language.upper() for language in LANGUAGES},
            widget="switch",
            label_visibility="collapsed",
        )
    place = warehouse.remember(places.place, selection.region, selection.language)
    show.notices(selection)
    show.notes(Note(text, "example") for text in place.marks)
