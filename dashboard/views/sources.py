"""Data dan Sumber: where does this figure come from?"""

from __future__ import annotations

from dashboard import show, show_methods, warehouse
from dashboard.frame import PAGES, region, visitor
from dashboard.parts import allowed, sources

page = PAGES["data"]
selection, place = region()
say = selection.say

receipt = warehouse.remember(sources.receipt, selection.language)
show.page_head(say(page.question), "", say(page.title), receipt.sentence)
show.notes((*receipt.notes, allowed.where_loading_happens(visitor(), selection.language)))
for method in ("disclosure", "quality"):
    show_methods.link(method, selection)
show.download(receipt.everything, say("Unduh semua angka (CSV)"), "semua")
for listing in (
    receipt.issues,
    receipt.differences,
    receipt.decisions,
    receipt.corrections,
    receipt.files,
    receipt.publications,
):
    show.listing(listing, say)
