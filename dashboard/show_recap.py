"""The views of Rekap Provinsi on screen; each asks for what it needs and returns its finding."""

from __future__ import annotations

from dashboard import filters, show, warehouse
from dashboard.filters import Selection
from dashboard.parts import recap, recap_awards, recap_received, recap_shared, recap_stages
from dashboard.parts.recap import Scope


def heat(selection: Selection, scope: Scope, region: str) -> str:
    """The heat map of one cycle and stage, shared weaknesses, mentors."""
    say, language = selection.say, selection.language
    titles = warehouse.remember(recap.evaluation_titles, scope.code, language)
    selection = filters.choose(
        selection, "evaluation", say("Tahap dan siklus"), titles, where=scope.name, width=460
    )
    asked = selection.evaluation if titles else ""
    if asked:
        blocks = warehouse.remember(recap.block_titles, scope.code, asked, language)
        selection = filters.choose(
            selection, "block", say("Blok"), blocks, default=recap.ALL_BLOCKS, width=380
        )
    show.notices(selection)
    about = (scope.code, scope.name, region)
    found = warehouse.remember(recap.heat, *about, asked, selection.block, language)
    if found.chart is None:
        show.command("python -m etl template rekap --out rekap.xlsx", say)
        return found.sentence
    show.clickable_chart(found.chart, say, filters.go_to_region)
    for listing in (recap_shared.weaknesses, recap_shared.mentors):
        show.listing(warehouse.remember(listing, scope.code, asked, language), say)
    return found.sentence


def stages(selection: Selection, scope: Scope, region: str) -> str:
    """Self-assessment beside the later stages of one cycle."""
    say, language = selection.say, selection.language
    titles = warehouse.remember(recap_stages.cycle_titles, scope.code, language)
    first = warehouse.remember(recap_stages.first_cycle, scope.code)
    selection = filters.choose(selection, "cycle", say("Siklus"), titles, default=first, width=220)
    show.notices(selection)
    about = (scope.code, scope.name, region)
    found = warehouse.remember(recap_stages.stages, *about, selection.cycle, language)
    if found.chart is None:
        show.command("python -m etl template skor --out skor.xlsx", say)
    else:
        show.chart(found.chart, say)
    return found.sentence


def awards(selection: Selection, scope: Scope, region: str) -> str:
    """PROVILA, who moved, who holds which rank, and who stands in the way where it may be said."""
    say, language = selection.say, selection.language
    titles = warehouse.remember(recap_awards.round_titles, scope.code, language)
    first = warehouse.remember(recap_awards.first_round, scope.code)
    selection = filters.choose(
        selection, "award_round", say("Tahun penghargaan"), titles, default=first, width=220
    )
    show.notices(selection)
    about = (scope.code, scope.name, region)
    found = warehouse.remember(recap_awards.awards, *about, selection.award_round, language)
    show.notes(found.notes)
    show.listing(found.moves, say)
    show.listing(found.holders, say)
    if found.holders.table is None:
        show.command("python -m etl template penghargaan --out penghargaan.xlsx", say)
    show.listing(found.readiness, say)
    return found.sentence


def received(selection: Selection, scope: Scope, region: str) -> str:
    """What has arrived, and the list to remind by."""
    about = (scope.code, scope.name, region)
    found = warehouse.remember(recap_received.received, *about, selection.language)
    show.listing(found.arrived, selection.say)
    show.listing(found.reminders, selection.say)
    return found.sentence
