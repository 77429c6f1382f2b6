"""Analisis Kesenjangan: what is missing? Points of the form and outcomes are never added up."""

from __future__ import annotations

import streamlit as st

from dashboard import filters, show, warehouse
from dashboard.frame import PAGES, region
from dashboard.parts import outcomes, points, score
from dashboard.parts.shapes import Note

POINTS, TARGETS = "poin", "target"

page = PAGES[3]
selection, place = region()
say, language = selection.say, selection.language

show.page_head(
    say(page.title),
    say(page.question),
    place.name,
    outcomes.apart(language),
)
views = {POINTS: say("Poin belum diraih"), TARGETS: say("Capaian terhadap target")}
selection = filters.choose(
    selection, "view", say("Tampilan"), views, widget="switch", label_visibility="collapsed"
)


def targets() -> None:
    """Outcomes against their targets."""
    chart = warehouse.remember(outcomes.of_region, place.code, place.name, language)
    if chart is None:
        show.notes(outcomes.nothing(place.name, language))
    else:
        show.chart(chart, say)


def open_points() -> None:
    """Points not yet earned."""
    assessments = warehouse.remember(score.assessment_titles, place.code, language)
    usable = warehouse.remember(points.with_form, place.code, language)
    if not usable:
        show.notes(points.nothing(place.name, bool(assessments), language))
        return
    with st.container(horizontal=True, key="saringan", vertical_alignment="bottom"):
        chosen = filters.choose(
            selection, "assessment", say("Penilaian"), usable, where=place.name, width=340
        )
        levels = warehouse.remember(points.level_titles, place.code, chosen.assessment, language)
        chosen = filters.choose(chosen, "level", say("Tingkat"), levels, widget="switch")
        if chosen.level != "block":
            blocks = warehouse.remember(
                points.block_titles, place.code, chosen.assessment, language
            )
            chosen = filters.choose(chosen, "block", say("Blok"), blocks, width=300)
        if chosen.level == "question":
            offices = warehouse.remember(
                points.office_titles, place.code, chosen.assessment, language
            )
            chosen = filters.choose(chosen, "office", say("Perangkat daerah"), offices, width=300)
            chosen = filters.choose(
                chosen, "kind", say("Jenis"), points.kind_titles(language), width=220
            )
    show.notices(chosen)
    found = warehouse.remember(
        points.open_points,
        place.code,
        chosen.assessment,
        chosen.level,
        chosen.block,
        chosen.office,
        chosen.kind,
        language,
    )
    if found.chart is None:
        show.notes((Note(say("Tidak ada poin terbuka yang cocok dengan saringan ini.")),))
    else:
        show.chart(found.chart, say)
    left, right = st.columns(2, gap="large")
    with left:
        show.listing(found.sums, say)
    with right:
        show.listing(found.by_kind, say)
    show.listing(found.by_office, say)


if selection.view == TARGETS:
    targets()
else:
    open_points()
