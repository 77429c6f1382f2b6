"""Tren Laporan Kekerasan: what changed in what was reported, and is it real?"""

from __future__ import annotations

import streamlit as st

from dashboard import filters, show, show_methods, show_score, show_verdict, warehouse
from dashboard.frame import PAGES, region
from dashboard.parts import (
    breakdown,
    changed,
    control,
    missing,
    pooled,
    series,
    texts,
    trend,
    verdicts,
)

page = PAGES["tren"]
selection, place = region()
say, language = selection.say, selection.language
code = place.code

measures = warehouse.remember(series.measure_titles, code, language)
if not measures:
    sentence = say(
        "Belum ada laporan kekerasan yang dimuat untuk {region}. Itu bukan nol: angkanya ada pada "
        "dinas yang membidangi perlindungan anak dan UPTD PPA.",
        region=place.name,
    )
    show.page_head(say(page.title), say(page.question), place.name, sentence)
    st.code("python -m etl template kasus --out kasus.xlsx", language=None)
    below = warehouse.remember(changed.measure_titles, code, language)
    if below:
        selection = filters.choose(selection, "measure", say("Ukuran"), below, width=380)
        show.listing(warehouse.remember(changed.areas, code, selection.measure, language), say)
    show_score.without(place, missing.OF_TREND, say)
    st.stop()

known = texts.measure_titles(language)
selection = filters.settle(selection, "measure", measures, where=place.name, known=known)
verdict = warehouse.remember(verdicts.verdict, code, selection.measure, language)
show_verdict.head(say(page.title), say(page.question), place.name, verdict)
with st.container(horizontal=True, key="saringan", vertical_alignment="bottom"):
    selection = filters.choose(selection, "measure", say("Ukuran"), measures, width=380)
    shown = warehouse.remember(series.shown_titles, code, selection.measure, language)
    selection = filters.choose(selection, "shown", say("Angka"), shown, widget="switch")
    sources = warehouse.remember(series.source_titles, code, selection.measure, language)
    selection = filters.choose(selection, "source", say("Publikasi"), sources, width=300)

show.notices(selection)
about = (code, place.name, selection.measure)
drawn, beside = st.columns([5, 3], gap="large")
with drawn:
    show.chart(
        warehouse.remember(trend.lines, *about, selection.source, selection.shown, language), say
    )
with beside:
    show_verdict.facts(verdict.facts)
    show_methods.link("verdict", selection)

show.listing(warehouse.remember(pooled.years, code, selection.measure, language), say)
with st.container(key="daerah"):
    show.listing(warehouse.remember(changed.areas, code, selection.measure, language), say)
monthly = warehouse.remember(control.chart, *about, language)
if monthly is not None:
    show.chart(monthly, say)

breakdowns = warehouse.remember(series.breakdown_titles, code, selection.measure, language)
if breakdowns:
    selection = filters.choose(
        selection, "breakdown", say("Rincian menurut"), breakdowns, widget="switch"
    )
    small = warehouse.remember(breakdown.multiples, *about, selection.breakdown, language)
    if small is not None:
        show.chart(small, say)
