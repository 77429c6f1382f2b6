"""Tren Laporan Kekerasan: what changed in what was reported?"""

from __future__ import annotations

import streamlit as st

from dashboard import filters, show, warehouse
from dashboard.frame import PAGES, region
from dashboard.parts import breakdown, series, texts, trend

page = PAGES[1]
selection, place = region()
say, language = selection.say, selection.language

measures = warehouse.remember(series.measure_titles, place.code, language)
if not measures:
    sentence = say(
        "Belum ada laporan kekerasan yang dimuat untuk {region}. Itu bukan nol: angkanya ada pada "
        "dinas yang membidangi perlindungan anak dan UPTD PPA.",
        region=place.name,
    )
    show.page_head(say(page.title), say(page.question), place.name, sentence)
    st.code("python -m etl template kasus --out kasus.xlsx", language=None)
    st.stop()

show.page_head(say(page.title), say(page.question), place.name, "")
with st.container(horizontal=True, key="saringan", vertical_alignment="bottom"):
    selection = filters.choose(
        selection,
        "measure",
        say("Ukuran"),
        measures,
        where=place.name,
        known=texts.measure_titles(language),
        width=380,
    )
    shown = warehouse.remember(series.shown_titles, place.code, selection.measure, language)
    selection = filters.choose(selection, "shown", say("Angka"), shown, widget="switch")
    sources = warehouse.remember(series.source_titles, place.code, selection.measure, language)
    selection = filters.choose(selection, "source", say("Publikasi"), sources, width=300)

show.notices(selection)
show.chart(
    warehouse.remember(
        trend.lines,
        place.code,
        place.name,
        selection.measure,
        selection.source,
        selection.shown,
        language,
    ),
    say,
)

breakdowns = warehouse.remember(series.breakdown_titles, place.code, selection.measure, language)
if breakdowns:
    selection = filters.choose(
        selection, "breakdown", say("Rincian menurut"), breakdowns, widget="switch"
    )
    small = warehouse.remember(
        breakdown.multiples,
        place.code,
        place.name,
        selection.measure,
        selection.breakdown,
        language,
    )
    if small is not None:
        show.chart(small, say)
