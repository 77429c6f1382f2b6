"""Keterangan Indikator: what does it mean?"""

from __future__ import annotations

from dashboard import show, warehouse
from dashboard.frame import PAGES, region
from dashboard.parts import definitions

page = PAGES[6]
selection, place = region()
say = selection.say

show.page_head(say(page.question), "", say(page.title), "")
for listing in warehouse.remember(definitions.everything, selection.language):
    show.listing(listing, say)
