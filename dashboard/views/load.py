"""Muat Data: check a file, say where it comes from, see what it changes, load it."""

from __future__ import annotations

import dataclasses

import streamlit as st

from dashboard import intake, show, warehouse
from dashboard.answers import Checked, Failed
from dashboard.frame import LOADING, region, visitor
from dashboard.parts import allowed, origin, places, preview, report
from dashboard.parts.shapes import Note
from dashboard.steps import layout, loading, memory, publication, upload

page, permission = LOADING, visitor()
selection, _ = region()
say, language = selection.say, selection.language

before = upload.outcome()
show.page_head(say(page.question), "", say(page.title), preview.became(before, language))
if not permission.is_given:
    show.notes((allowed.refusal(permission, language),))
    loading.login(permission, say)
    st.stop()
if isinstance(before, Checked):
    show.listing(report.personal_columns(before, language), say)
chosen = upload.ask(say)
if chosen is None:
    show.notes(allowed.what_happens(language))
    st.stop()

loaded = warehouse.remember(origin.loaded_files)
if chosen.sha256 in loaded:
    show.notes((Note(preview.known(loaded[chosen.sha256], language)),))
    st.stop()

names = warehouse.remember(places.titles, language)
file, found = chosen, loading.checked(chosen, say)
if report.is_unknown(found):
    file = dataclasses.replace(file, layout=layout.ask(file, say))
    if not file.layout:
        st.stop()
    found = loading.checked(file, say)

if report.needs_form(found) and not report.stops(found):
    known = warehouse.remember(origin.publications, report.region(found), language)
    sidecar = publication.ask(found, known, names, say)
    if not sidecar:
        st.stop()
    file = dataclasses.replace(file, sidecar=sidecar)
    found = loading.checked(file, say)

told = report.shown(found, bool(file.sidecar))
show.notes((Note(report.sentence(found, told, language)),))
if told:
    show.listing(report.grouped(told, "problems", language), say)
loading.marked_workbook(file, found, say)
show.listing(preview.tables(found, language), say)
if found.has_errors:
    st.stop()
for listing in preview.first_rows(found, names, language):
    show.listing(listing, say)
show.listing(preview.printed_totals(found, language), say)
show.listing(preview.sums(found, language), say)

would = memory.once(
    ("preview", *file.key),
    say("Membandingkan dengan data yang sudah dimuat ..."),
    lambda told: intake.load(file, progress=told),
    say,
)
if isinstance(would, Failed):
    show.notes((report.failed(would, language),))
else:
    loading.confirm(file, would, permission.by, say)
