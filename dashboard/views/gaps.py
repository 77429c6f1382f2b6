"""Analisis Kesenjangan: what is missing? Points of the form and outcomes are never added up."""

from __future__ import annotations

import streamlit as st

from dashboard import filters, show, show_methods, show_score, warehouse
from dashboard.frame import PAGES, region
from dashboard.parts import forms, missing, outcomes, points, progress

POINTS, TARGETS, STAGES, LEVELS = "poin", "target", "tahap", "nilai"

page = PAGES["kesenjangan"]
selection, place = region()
say, language = selection.say, selection.language

head = st.container()
usable = warehouse.remember(points.with_form, place.code, language)
against = warehouse.remember(progress.of_region, place.code, place.name, language)
views = {POINTS: say("Poin belum diraih"), TARGETS: say("Capaian terhadap target")}
if place.is_regency:
    views |= {STAGES: say("Hasil verifikasi"), LEVELS: say("Penyandingan nilai")}
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
elif selection.view == STAGES:
    sentence = show_score.verified(selection, place)
elif not usable:
    sentence = warehouse.remember(
        points.nothing, place.code, place.name, place.is_regency, language
    )
    if place.is_regency:
        show.command(show_score.RECAP, say)
else:
    selection = filters.choose(
        selection, "assessment", say("Penilaian"), usable, where=place.name, width=340
    )
    shown = show_score.reconciled if selection.view == LEVELS else show_score.open_points
    sentence = shown(selection, place)

if place.is_regency and selection.view in (POINTS, LEVELS):
    for listing in warehouse.remember(forms.carried, place.code, language):
        show.listing(listing, say)

show_score.without(place, missing.OF_GAPS, say)
with head:
    show.page_head(say(page.title), say(page.question), place.name, sentence)
