"""What a page lacks for a region: which data, who holds it, and the template to send."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from dashboard.language import speaker
from dashboard.parts import texts
from dashboard.parts.shapes import Column, Listing, Table
from dashboard.queries import loaded
from dashboard.queries.contract import Run
from dashboard.report import missing

ALL: Final = ()
"""Every kind of data, for the page that is about the whole region."""
OF_TREND: Final = ("reports", "recording", "population")
OF_COMPARISON: Final = ("reports", "population")
OF_GAPS: Final = ("total", "blocks", "questions", "outcomes", "targets")
"""The kinds of data a page is made of (`dashboard.report.missing.KINDS`)."""


def of_region(run: Run, region: str, kinds: Collection[str], language: str) -> Listing | None:
    """What of `kinds` (all when empty) is not loaded of the region; None when all of it is."""
    catalogue = texts.catalogue()
    known = loaded.loaded(run, region, catalogue.cases, catalogue.outcomes)
    others = set(missing.KINDS) - set(kinds) if kinds else set()
    say = speaker(language)
    found = missing.missing({*known, *others}, say)
    if not found:
        return None
    rows = tuple((one.what, one.holder, one.command) for one in found)
    columns = (
        Column(say("Yang belum dimuat")),
        Column(say("Ada pada")),
        Column(say("Templat yang dikirimkan (mintalah kepada pengelola data)")),
    )
    title = say.count("{n} jenis data belum dimuat untuk daerah ini", len(rows))
    return Listing(
        "missing",
        title,
        Table(title, columns, rows, is_prose=True),
        subtitle=say("Nama perangkat daerah setempat dapat berbeda."),
    )
