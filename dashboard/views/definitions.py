"""Keterangan Indikator: what does it mean, and how is it counted?"""

from __future__ import annotations

from dashboard import filters, show, show_methods, warehouse
from dashboard.frame import PAGES, region
from dashboard.parts import definitions, forms, methods

page = PAGES["keterangan"]
selection, place = region()
say, language = selection.say, selection.language

show.page_head(say(page.question), "", say(page.title), "")
topic = methods.METHODS if selection.method else methods.MEASURES
topics = methods.topics(language)
selection = filters.choose(selection, "topic", say("Isi"), topics, default=topic, widget="switch")
if selection.topic == methods.METHODS:
    known = methods.titles(language)
    selection = filters.settle(selection, "method", known, default=methods.FIRST)
    show.notices(selection)
    show_methods.articles(warehouse.remember(methods.everything, selection.method, language))
else:
    show.notices(selection)
    for listing in warehouse.remember(definitions.everything, language):
        show.listing(listing, say)
    told, command = warehouse.remember(forms.next_form, language)
    show.notes((told,))
    show.command(command, say)
