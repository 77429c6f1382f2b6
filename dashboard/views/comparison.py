"""Perbandingan Antardaerah: compared with whom?"""

from __future__ import annotations

import streamlit as st

from dashboard import filters, show, warehouse
from dashboard.frame import PAGES, region
from dashboard.parts import comparable, comparison, texts

page = PAGES[2]
selection, place = region()
say, language = selection.say, selection.language

parents = warehouse.remember(comparable.parent_titles)
own = place.parent if place.is_regency else place.code
show.page_head(say(page.title), say(page.question), place.name, "")
with st.container(horizontal=True, key="saringan", vertical_alignment="bottom"):
    selection = filters.choose(selection, "parent", say("Lingkup"), parents, default=own, width=300)
    if not selection.parent:
        st.stop()
    measures = warehouse.remember(comparable.measure_titles, selection.parent, language)
    where = parents[selection.parent]
    selection = filters.choose(
        selection,
        "measure",
        say("Ukuran"),
        measures,
        where=where,
        known=texts.measure_titles(language),
        default=warehouse.remember(comparable.fullest, selection.parent),
        width=380,
    )
    periods = warehouse.remember(comparable.periods, selection.parent, selection.measure, language)
    titles = {key: period.title for key, period in periods.items()}
    selection = filters.choose(
        selection,
        "period",
        say("Tahun"),
        titles,
        where=where,
        default=comparable.usual(periods),
        width=300,
    )
    period = periods[selection.period]
    selection = filters.choose(
        selection,
        "shown",
        say("Angka"),
        comparable.shown_titles(period, language),
        widget="switch",
    )
    selection = filters.choose(
        selection,
        "order",
        say("Urutan"),
        comparable.order_titles(period, language),
        widget="switch",
    )

if own not in parents:
    show.notes(comparable.nothing(place.name, where, language))
show.notices(selection)
found = warehouse.remember(
    comparison.compare,
    selection.parent,
    place.code,
    selection.measure,
    period,
    selection.shown,
    selection.order,
    language,
)
if found.tiles is None:
    show.chart(found.dots, say)
else:
    left, right = (
        (st.container(), st.container()) if found.is_wide else st.columns([5, 6], gap="large")
    )
    with left:
        show.clickable_chart(found.tiles, say, filters.go_to_region)
    with right:
        show.chart(found.dots, say)
show.listing(found.listing, say)
