"""Prioritas Pemenuhan: which questions reach the next band, and what stands in the way?"""

from __future__ import annotations

import streamlit as st

from dashboard import clock, filters, show, show_methods, warehouse
from dashboard.frame import PAGES, region
from dashboard.parts import priorities, priority_choice, priority_states
from dashboard.steps import aside, moving

page = PAGES["prioritas"]
selection, place = region()
say, language = selection.say, selection.language

head = st.container()
usable = warehouse.remember(priority_choice.with_total, place.code, language)
if not usable:
    told = warehouse.remember(
        priority_states.nothing, place.code, place.name, place.is_regency, language
    )
    with head:
        show.page_head(say(page.title), say(page.question), place.name, told.sentence)
    for line in told.commands:
        show.command(line, say)
else:
    with st.container(horizontal=True, key="saringan", vertical_alignment="bottom"):
        selection = filters.choose(
            selection, "assessment", say("Penilaian"), usable, where=place.name, width=340
        )
        about = (place.code, selection.assessment)
        bands = warehouse.remember(priority_choice.band_titles, *about, language)
        selection = filters.choose(selection, "band", say("Peringkat"), bands, width=260)
        ways = warehouse.remember(priority_choice.ways, *about, language)
        selection = filters.choose(selection, "way", say("Cara memilih"), ways, widget="switch")
    show.notices(selection)
    titles = warehouse.remember(priority_choice.question_titles, *about, language)
    left_out = aside.ask(selection, titles) if titles and selection.band else ()
    found = warehouse.remember(
        priorities.of_assessment, *about, selection.band, selection.way, left_out, language
    )
    with head:
        show.page_head(say(page.title), say(page.question), place.name, found.sentence)
    show.notes(warehouse.remember(priorities.deadline, *about, clock.today(), language))
    show.listing(found.bands, say)
    show.notes(found.notes)
    if found.chart is not None:
        show.chart(found.chart, say)
    elif selection.band:
        missing = warehouse.remember(priority_states.no_questions, *about, place.name, language)
        show.notes(missing.notes)
        for line in missing.commands:
            show.command(line, say)
    if found.moves:
        moving.link(selection, found.moves)
    for listing in (found.questions, found.offices, found.fails, found.excluded):
        show.listing(listing, say)
    show_methods.link("priorities", selection)

show.listing(warehouse.remember(priorities.conditions, language), say)
