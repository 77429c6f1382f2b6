"""Bukti Dukung: which documents are missing, who makes them, and until when?"""

from __future__ import annotations

import streamlit as st

from dashboard import clock, filters, show, warehouse
from dashboard.frame import PAGES, region
from dashboard.parts import evidence, evidence_known, narrowing
from dashboard.steps import workbook

page = PAGES["bukti"]
selection, place = region()
say, language = selection.say, selection.language

if not (place.is_regency and warehouse.remember(evidence.is_internal)):
    sentence = evidence.nothing(place.name, place.is_regency, language)
    show.page_head(say(page.title), say(page.question), place.name, sentence)
    st.stop()

head = st.container()
forms = warehouse.remember(evidence_known.form_titles, language)
with st.container(horizontal=True, key="saringan", vertical_alignment="bottom"):
    selection = filters.choose(selection, "form", say("Formulir"), forms, width=340)
    about = (place.code, selection.form)
    known = warehouse.remember(evidence_known.known, *about, clock.today())
    offices = evidence_known.office_titles(known, language)
    selection = filters.choose(selection, "office", say("Perangkat daerah"), offices, width=300)
    kinds = narrowing.kind_titles(language)
    selection = filters.choose(selection, "kind", say("Jenis"), kinds, width=260)
show.notices(selection)

asked = (selection.office, selection.kind)
found = warehouse.remember(evidence.page, *about, *asked, clock.today(), language)
with head:
    show.page_head(say(page.title), say(page.question), place.name, found.sentence)
show.notes(found.notes)
left, right = st.columns(2, gap="large")
with left:
    show.listing(found.urgency, say)
with right:
    show.listing(found.kinds, say)
show.listing(found.due, say)
show.chart_or(found.chart, say("Tidak ada yang menunggu bukti."), say)
for listing in (found.contradictions, found.offices, found.documents):
    show.listing(listing, say)

form = ("--region", place.code, "--form", selection.form)
if selection.office in known.workbooks:
    label = say("Buat buku kerja {office}", office=offices[selection.office])
    workbook.offer(
        label, f"bukti_{selection.office}.xlsx", say, "bukti", *form, "--office", selection.office
    )
else:
    show.notes(evidence.how_to_send(language))
    show.command(f"python -m etl template bukti {' '.join(form)} --all-offices bukti", say)
