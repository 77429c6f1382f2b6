"""Analisis Kesenjangan: what is missing? Points of the form and outcomes are never added up."""

from __future__ import annotations

import streamlit as st

from dashboard import filters, show, show_methods, warehouse
from dashboard.frame import PAGES, region
from dashboard.parts import narrowing, outcomes, points, progress

POINTS, TARGETS = "poin", "target"

page = PAGES["kesenjangan"]
selection, place = region()
say, language = selection.say, selection.language

head = st.container()
usable = warehouse.remember(points.with_form, place.code, language)
against = warehouse.remember(progress.of_region, place.code, place.name, language)
views = {POINTS: say("Poin belum diraih"), TARGETS: say("Capaian terhadap target")}
selection = filters.choose(
    selection, "view", say("Tampilan"), views,
    default=TARGETS if against and not usable else POINTS,
    widget="switch", label_visibility="collapsed",
)  # fmt: skip
show.notes(outcomes.apart(language))
sentence = ""

if selection.view == TARGETS and against:
    sentence = against.sentence
    show.chart(against.chart, say)
    show.listing(against.listing, say)
    show_methods.link("targets", selection)
    show.command("python -m etl template target --out target.xlsx", say)
elif selection.view == TARGETS:
    sentence = outcomes.nothing(place.name, language)
    show.command("python -m etl template capaian --out capaian.xlsx", say)
elif not usable:
    sentence = warehouse.remember(
        points.nothing, place.code, place.name, place.is_regency, language
    )
    if place.is_regency:
        show.command("python -m etl template rekap --out rekap.xlsx", say)
else:
    with st.container(horizontal=True, key="saringan", vertical_alignment="bottom"):
        selection = filters.choose(
            selection, "assessment", say("Penilaian"), usable, where=place.name, width=340
        )
        about = (place.code, selection.assessment)
        levels = warehouse.remember(narrowing.level_titles, *about, language)
        selection = filters.choose(selection, "level", say("Tingkat"), levels, widget="switch")
        for field, label, titles in warehouse.remember(
            narrowing.choices, *about, selection.level, language
        ):
            selection = filters.choose(selection, field, label, titles, width=300)
    show.notices(selection)
    asked = (selection.level, selection.block, selection.office, selection.kind)
    found = warehouse.remember(points.open_points, *about, *asked, language)
    sentence = found.sentence
    show.chart_or(found.chart, say("Tidak ada poin terbuka yang cocok dengan saringan ini."), say)
    show.listing(found.by_office, say)
    left, right = st.columns(2, gap="large")
    with left:
        show.listing(found.sums, say)
    with right:
        show.listing(found.by_kind, say)

with head:
    show.page_head(say(page.title), say(page.question), place.name, sentence)
