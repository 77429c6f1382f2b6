"""Data dan Sumber: where does this figure come from?"""

from __future__ import annotations

from dashboard import show, warehouse
from dashboard.frame import PAGES, region
from dashboard.parts import sources

page = PAGES[4]
selection, place = region()
say = selection.say

receipt = warehouse.remember(sources.receipt, selection.language)
show.page_head(say(page.question), "", say(page.title), receipt.sentence)
show.notes(receipt.notes)
show.download(receipt.everything, say("Unduh semua angka (CSV)"), "semua")
show.listing(receipt.issues, say)
show.listing(receipt.differences, say)
show.listing(receipt.files, say)
show.listing(receipt.publications, say)
