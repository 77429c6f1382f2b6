"""Perbandingan Antardaerah: compared with whom?"""

from __future__ import annotations

import streamlit as st

from dashboard import filters, show, show_methods, show_score, warehouse
from dashboard.frame import PAGES, region
from dashboard.parts import comparable, comparison, missing, similar, standing, texts
from dashboard.parts.comparison_facts import Asked

page = PAGES["perbandingan"]
selection, place = region()
say, language = selection.say, selection.language

parents = warehouse.remember(comparable.parent_titles)
own = place.parent if place.is_regency else place.code
show.page_head(say(page.title), say(page.question), place.name, "")
with st.container(horizontal=True, key="saringan", vertical_alignment="bottom"):
    selection = filters.choose(selection, "parent", say("Lingkup"), parents, default=own, width=300)
    if not selection.parent:
        st.stop()
    where = parents[selection.parent]
    selection = filters.choose(
        selection,
        "measure",
        say("Ukuran"),
        warehouse.remember(comparable.measure_titles, selection.parent, language),
        where=where,
        known=texts.measure_titles(language),
        default=warehouse.remember(comparable.fullest, selection.parent),
        width=380,
    )
    periods = warehouse.remember(comparable.periods, selection.parent, selection.measure, language)
    selection = filters.choose(
        selection,
        "period",
        say("Tahun"),
        {key: period.title for key, period in periods.items()},
        where=where,
        default=comparable.usual(periods),
        width=300,
    )
period = periods[selection.period]
asked = Asked(selection.parent, place.code, selection.measure, period, language)
has_similar = warehouse.remember(similar.has_similar, place.code, period)
with st.container(horizontal=True, key="tampilan", vertical_alignment="bottom"):
    views = comparable.figure_titles(period, language, has_similar=has_similar)
    selection = filters.choose(selection, "figure", say("Tampilan"), views, widget="switch")
    if selection.figure == comparable.INTERVALS:
        shown = comparable.shown_titles(period, language)
        selection = filters.choose(selection, "shown", say("Angka"), shown, widget="switch")
        orders = comparable.order_titles(asked.measure, selection.shown, period, language)
        selection = filters.choose(selection, "order", say("Urutan"), orders, widget="switch")

if own not in parents:
    show.notes(comparable.nothing(place.name, where, language))
show.notices(selection)
if selection.figure == comparable.INTERVALS:
    found = warehouse.remember(comparison.compare, asked, selection.shown, selection.order)
    if found.tiles is None:
        show.chart(found.dots, say)
    else:
        sides = (
            [st.container(), st.container()] if found.is_wide else st.columns([5, 6], gap="large")
        )
        with sides[0]:
            show.clickable_chart(found.tiles, say, filters.go_to_region)
        with sides[1]:
            show.chart(found.dots, say)
    show.listing(found.listing, say)
elif selection.figure == comparable.SIMILAR:
    alike = warehouse.remember(similar.similar, asked)
    show.chart_or(alike.chart, alike.without, say)
    show.listing(alike.listing, say)
else:
    view = standing.funnel if selection.figure == comparable.FUNNEL else standing.ranks
    stands = warehouse.remember(view, asked)
    show.chart_or(stands.chart, stands.without, say, filters.go_to_region)
    show.listing(stands.listing, say)
show_methods.link(comparable.EXPLAINED[selection.figure], selection)
show_score.without(place, missing.OF_COMPARISON, say)
