"""Kecamatan dan Desa: which areas have what the form asks, and what is still missing?"""

from __future__ import annotations

import streamlit as st

from dashboard import filters, show, warehouse
from dashboard.frame import PAGES, region
from dashboard.parts import village_places, villages
from dashboard.steps import workbook
from indicators.codes import ALL

page = PAGES["desa"]
selection, place = region()
say, language = selection.say, selection.language

head = st.container()
forms = warehouse.remember(villages.form_titles, place.code, language)
if not place.is_regency:
    found = warehouse.remember(village_places.below, place.code, place.name, language)
    sentence = found.sentence
    show.listing(found.regencies, say)
    code = "32.06" if place.code == filters.NATION else f"{place.code}.01"
    show.command(f"python -m etl template desa --region {code} --out desa.xlsx", say)
elif not forms:
    sentence = warehouse.remember(village_places.nothing, place.name, language)
else:
    with st.container(horizontal=True, key="saringan", vertical_alignment="bottom"):
        selection = filters.choose(selection, "form", say("Formulir"), forms, width=340)
        about = (place.code, selection.form)
        levels = warehouse.remember(villages.level_titles, *about, language)
        selection = filters.choose(
            selection, "area_level", say("Tingkat wilayah"), levels, widget="switch"
        )
    show.notices(selection)
    sentence = warehouse.remember(villages.sentence, *about, language)
    of_level = warehouse.remember(villages.of_level, *about, selection.area_level, language)
    show.chart(of_level.chart, say)
    show.listing(of_level.nearest, say)
    show.listing(of_level.unanswered, say)
    questions = warehouse.remember(village_places.question_titles, *about, language)
    selection = filters.choose(
        selection, "question", say("Pertanyaan menurut kecamatan"), questions, width=560
    )
    if selection.question:
        title = questions[selection.question]
        by_kecamatan = warehouse.remember(
            village_places.by_kecamatan, *about, selection.question, title, language
        )
        show.chart_or(by_kecamatan, say("Belum ada desa/kelurahan pada daftar periksa ini."), say)

if place.is_regency:
    code = place.code
    show.notes((villages.workbook_note(language),))
    workbook.offer(
        say("Buat daftar periksa (Excel)"), f"desa-{code}.xlsx", say, "desa", "--region", code
    )
    show.command(f"python -m etl template desa --region {code} --out desa.xlsx", say)
if forms and place.is_regency:
    listed = warehouse.remember(village_places.kecamatan_titles, *about, language)
    selection = filters.choose(selection, "kecamatan", say("Bahan musrenbang"), listed, width=340)
    one = () if selection.kecamatan in ("", ALL) else ("--kecamatan", selection.kecamatan)
    workbook.offer(
        say("Buat bahan musrenbang (Excel)"), f"musrenbang-{one[1] if one else code}.xlsx", say,
        "musrenbang", "--region", place.code, "--form", selection.form, *one,
    )  # fmt: skip

with head:
    show.page_head(say(page.title), say(page.question), place.name, sentence)
