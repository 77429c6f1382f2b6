"""Simulasi Nilai: what would the total be, and what may verification leave of it?"""

from __future__ import annotations

import streamlit as st

from dashboard import filters, show, show_methods, warehouse
from dashboard.frame import PAGES, region
from dashboard.parts import forecast, priority_choice, priority_states, simulation
from dashboard.steps import moving, scenarios

page = PAGES["simulasi"]
selection, place = region()
say, language = selection.say, selection.language

head = st.container()
sentence = ""
usable = warehouse.remember(priority_choice.with_total, place.code, language)
if not usable:
    told = warehouse.remember(
        priority_states.nothing, place.code, place.name, place.is_regency, language
    )
    sentence = told.sentence
    for line in told.commands:
        show.command(line, say)
    if place.is_regency:
        show.notes(warehouse.remember(forecast.without, place.name, language))
else:
    with st.container(horizontal=True, key="saringan", vertical_alignment="bottom"):
        selection = filters.choose(
            selection, "assessment", say("Penilaian"), usable, where=place.name, width=340
        )
        about = (place.code, selection.assessment)
        levels = warehouse.remember(simulation.levels, *about, language)
        selection = filters.choose(selection, "level", say("Yang digeser"), levels, widget="switch")
    show.notices(selection)
    if not levels:
        alone = warehouse.remember(simulation.of_moves, *about, "total", (), language)
        sentence = alone.sentence
        show.chart(alone.ruler, say)
        missing = warehouse.remember(priority_states.no_questions, *about, place.name, language)
        show.notes(missing.notes)
        for line in missing.commands:
            show.command(line, say)
    else:
        result = st.container()
        knobs = warehouse.remember(simulation.knobs, *about, selection.level, language)
        moves = moving.ask(selection, selection.level, knobs)
        asked = (*about, selection.level, tuple(moves.items()))
        found = warehouse.remember(simulation.of_moves, *asked, language)
        sentence = found.sentence
        with result:
            show.chart(found.ruler, say)
            show.notes(found.notes)
        show.listing(found.changes, say)
    ahead = warehouse.remember(forecast.of_assessment, *about, place.name, language)
    if ahead.chart is not None:
        show.chart(ahead.chart, say)
    show.notes(ahead.notes)
    show.listing(ahead.pairs, say)
    show_methods.link("forecast", selection)

with head:
    show.page_head(say(page.title), say(page.question), place.name, sentence)
if usable and levels:
    scenarios.ask(selection, place.code, knobs, moves)
