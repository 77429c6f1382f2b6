"""Penyandingan Data: which publications say something else of the same figure?"""

from __future__ import annotations

import streamlit as st

from dashboard import filters, show, show_score, warehouse
from dashboard.frame import PAGES, region, visitor
from dashboard.parts import decisions, missing, pairs
from dashboard.steps import decision

page = PAGES["penyandingan"]
selection, place = region()
say, language = selection.say, selection.language

head = st.container()
with st.container(horizontal=True, key="saringan", vertical_alignment="bottom"):
    years = warehouse.remember(pairs.year_titles, place.code, language)
    selection = filters.choose(
        selection, "period", say("Tahun"), years, where=place.name, width=200
    )
    causes = warehouse.remember(pairs.cause_titles, place.code, language)
    selection = filters.choose(
        selection, "cause", say("Kemungkinan sebab"), causes, default=pairs.DIFFERENT, width=420
    )

show.notices(selection)
found = warehouse.remember(
    pairs.side_by_side, place.code, place.name, selection.period, selection.cause, language
)
with head:
    show.page_head(say(page.title), say(page.question), place.name, found.sentence)
if found.chart is not None:
    show.chart(found.chart, say)
if visitor().is_given:
    quantities = warehouse.remember(decisions.quantities, place.code, selection.period, language)
    decision.ask(quantities, say)
show.listing(found.listing, say)
if found.chart is None:
    show_score.without(place, missing.ALL, say)
