"""How an assessment reconciled and what verification made of it are shown."""

from __future__ import annotations

from collections.abc import Collection

import streamlit as st

from dashboard import filters, show, warehouse
from dashboard.filters import Selection
from dashboard.language import Say
from dashboard.parts import levels, missing, narrowing, points, stages
from dashboard.parts.places import Place

RECAP = "python -m etl template rekap --out rekap.xlsx"


def open_points(selection: Selection, place: Place) -> str:
    """Points not yet earned of the chosen assessment, with their filters. Returns its sentence."""
    say, language = selection.say, selection.language
    with st.container(horizontal=True, key="saringan", vertical_alignment="bottom"):
        about = (place.code, selection.assessment)
        titles = warehouse.remember(narrowing.level_titles, *about, language)
        selection = filters.choose(selection, "level", say("Tingkat"), titles, widget="switch")
        for field, label, choices in warehouse.remember(
            narrowing.choices, *about, selection.level, language
        ):
            selection = filters.choose(selection, field, label, choices, width=300)
    show.notices(selection)
    asked = (selection.level, selection.block, selection.office, selection.kind)
    found = warehouse.remember(points.open_points, *about, *asked, language)
    show.chart_or(found.chart, say("Tidak ada poin terbuka yang cocok dengan saringan ini."), say)
    show.listing(found.by_office, say)
    left, right = st.columns(2, gap="large")
    with left:
        show.listing(found.sums, say)
    with right:
        show.listing(found.by_kind, say)
    if found.by_office is None:
        show.command(RECAP, say)
    return found.sentence


def reconciled(selection: Selection, place: Place) -> str:
    """Every level of the chosen assessment beside the sums below it. Returns its sentence."""
    say, language = selection.say, selection.language
    about = (place.code, selection.assessment, language)
    found = warehouse.remember(levels.reconciled, *about)
    show.notices(selection)
    if found is None:
        return ""
    show.notes(warehouse.remember(levels.maxima_note, *about))
    for listing in (found.levels, found.differences, found.unsettled, found.spellings):
        show.listing(listing, say)
    return found.sentence


def verified(selection: Selection, place: Place) -> str:
    """What each stage made of the self-assessment. Returns its sentence."""
    say, language = selection.say, selection.language
    pairs = warehouse.remember(stages.pairs, place.code, language)
    selection = filters.choose(selection, "stage", say("Tahap"), pairs, width=420)
    show.notices(selection)
    found = warehouse.remember(stages.of_region, place.code, place.name, selection.stage, language)
    show.notes(found.missing)
    if found.missing:
        show.command(RECAP, say)
    if found.chart is not None:
        show.chart(found.chart, say)
    for listing in (found.questions, found.offices, found.scores):
        show.listing(listing, say)
    return found.sentence


def without(place: Place, kinds: Collection[str], say: Say) -> None:
    """What of `kinds` a kabupaten/kota has not loaded, who holds it, and the template to send."""
    if place.is_regency:
        show.listing(warehouse.remember(missing.of_region, place.code, kinds, say.language), say)
