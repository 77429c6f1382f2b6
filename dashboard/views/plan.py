"""Rencana Aksi (RAD KLA): who does what with which money, and what is not planned yet?"""

from __future__ import annotations

import streamlit as st

from dashboard import filters, show, warehouse
from dashboard.frame import PAGES, region
from dashboard.parts import plan, plan_aims, plan_choice
from dashboard.steps import workbook

page = PAGES["rencana"]
selection, place = region()
say, language = selection.say, selection.language

head = st.container()
found = None
if place.is_regency:
    with st.container(horizontal=True, key="saringan", vertical_alignment="bottom"):
        periods = warehouse.remember(plan_choice.periods, place.code, language)
        selection = filters.choose(selection, "plan", say("Rencana"), periods, width=240)
        years = warehouse.remember(plan_choice.years, place.code, selection.plan)
        selection = filters.choose(selection, "period", say("Tahun"), years, widget="switch")
    show.notices(selection)
    if years:
        found = warehouse.remember(
            plan.of_year, place.code, place.name, selection.plan, selection.period, language
        )

if found is not None:
    sentence = found.sentence
    for listing in (found.blocks, found.silent, found.unanswered, found.answered):
        show.listing(listing, say)
    show.listing(found.activities, say)
else:
    internal = warehouse.remember(plan_choice.is_internal)
    sentence = warehouse.remember(plan.nothing, place.name, place.is_regency, internal, language)

if place.is_regency:
    aims = (place.code, place.parent, selection.plan, language)
    show.listing(warehouse.remember(plan_aims.targets, *aims), say)
    asked = ("rad", "--region", place.code, "--period", selection.plan)
    file = f"rad-{place.code}-{selection.plan}.xlsx"
    workbook.offer(say("Buat buku kerja RAD (Excel)"), file, say, *asked)
    show.command(f"python -m etl template {' '.join(asked)} --out rad.xlsx", say)

with head:
    show.page_head(say(page.title), say(page.question), place.name, sentence)
