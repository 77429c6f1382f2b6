"""Rekap Provinsi: which kabupaten/kota need help, and with what?"""

from __future__ import annotations

import streamlit as st

from dashboard import filters, show, show_recap, warehouse
from dashboard.frame import PAGES, region
from dashboard.parts import recap, recap_awards

VIEWS = {
    recap.HEAT: show_recap.heat,
    recap.STAGES: show_recap.stages,
    recap.AWARDS: show_recap.awards,
    recap.RECEIVED: show_recap.received,
}

page = PAGES["rekap"]
selection, place = region()
say, language = selection.say, selection.language
scope = warehouse.remember(recap.scope, place.code, place.kind, place.parent)
head = st.container()

if scope.is_example:
    sentence = say(
        "Daerah contoh tidak ikut dalam rekap provinsi: nilainya tidak disandingkan dengan "
        "daerah nyata."
    )
elif not scope.code:
    sentence = say("Pilih provinsi atau kabupaten/kota di atas untuk melihat rekapnya.")
    show.listing(warehouse.remember(recap_awards.nation, language), say)
else:
    selection = filters.choose(
        selection, "recap", say("Tampilan"), recap.views(language),
        default=warehouse.remember(recap.first_view, scope.code),
        widget="switch", label_visibility="collapsed",
    )  # fmt: skip
    sentence = VIEWS[selection.recap](selection, scope, place.code)

with head:
    show.page_head(say(page.title), say(page.question), scope.name, sentence)
