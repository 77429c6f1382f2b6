"""Everything Rekap Provinsi shows, made of the facts and of the scores already settled."""

from __future__ import annotations

import pandas as pd

from indicators import provila, recap, releases
from indicators.received import received
from indicators.stage_standing import standing
from indicators.tables import KLA_AWARD

Frames = dict[str, pd.DataFrame]
INTERNAL_ONLY = ("readiness", "received")
"""Who stands in the way of PROVILA and whose data have not arrived is for the office itself."""


def tables(settled: Frames, facts: Frames, reference: Frames) -> Frames:
    """The tables of `table_province`, as the internal edition has them.

    `settled` holds score_level, score_summary and neighbour, `facts` the fact tables, `reference`
    region and instrument.
    """
    regions = reference["region"]
    publications = facts["publication"]
    awards = releases.current(facts["kla_award"], KLA_AWARD, publications)
    chosen = provila.chosen_awards(awards, publications)
    years = provila.rounds(awards, facts["award_count"])
    heat = recap.heat(settled["score_level"], settled["score_summary"], regions)
    staged = standing(settled["score_summary"], publications, regions)
    return {
        "recap": heat,
        "weakness": recap.weaknesses(heat, regions),
        "mentor": recap.mentors(heat, settled["neighbour"], reference["instrument"]),
        "stage_standing": staged,
        "rank_move": provila.moves(chosen, years, regions),
        "provila": provila.provinces(chosen, years, regions),
        "readiness": provila.readiness(chosen, years, staged, regions),
        "received": received(facts, regions),
    }


def shown(made: Frames) -> Frames:
    """`made` as the public edition has it: without INTERNAL_ONLY and regions without an award."""
    public = {
        **made,
        "rank_move": provila.shown(made["rank_move"]),
        "provila": provila.shown_provinces(made["provila"]),
    }
    return {**public, **{name: made[name].iloc[:0] for name in INTERNAL_ONLY}}
