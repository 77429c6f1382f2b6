"""Ringkasan Capaian: where do we stand?"""

from __future__ import annotations

import streamlit as st

from dashboard import filters, show, show_methods, show_report, show_score, warehouse
from dashboard.frame import PAGES, region
from dashboard.parts import missing, overview, score

page = PAGES["ringkasan"]
selection, place = region()
say = selection.say

head = st.container()
if place.is_regency:
    assessments = warehouse.remember(score.assessment_titles, place.code, selection.language)
    selection = filters.choose(
        selection, "assessment", say("Penilaian"), assessments, where=place.name, width=460
    )
    found = warehouse.remember(
        overview.of_regency, place.code, place.name, selection.assessment, selection.language
    )
else:
    found = warehouse.remember(overview.of_parent, place.code, place.name, selection.language)

show.notices(selection)
with head:
    show.page_head(say(page.title), say(page.question), place.name, found.sentence)
    show_report.buttons(place, selection)

if found.ruler is not None:
    show.chart(found.ruler, say)
show.listing(found.differences, say)
if place.is_regency and found.ruler is None:
    show.command("python -m etl template skor --out skor.xlsx", say)

if found.blocks is not None:
    left, right = st.columns(2, gap="large")
    with left:
        show.chart(found.blocks, say)
        show.listing(found.defects, say)
    with right:
        show.listing(found.largest, say)

for listing in (found.awards, found.all_scores, found.reports, found.marked):
    show.listing(listing, say)
if found.marked is not None:
    show_methods.link("many", selection)
if found.bullets is not None:
    show.chart(found.bullets, say)
show.listing(found.no_outcome, say)
show_score.without(place, missing.ALL, say)
for listing in (found.regencies, found.quality):
    show.listing(listing, say)
