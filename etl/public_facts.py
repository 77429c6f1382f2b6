"""Which of the facts the public edition shows: the one place that decides it row by row.

Counts come here already protected (`etl.protect`); what derives from facts is made from what is
left here, so that no derived table of the public edition knows more.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from etl.facts import Frames, empty
from etl.withheld import (
    lists,
    without_cells,
    without_lists,
    without_notes,
    without_reasons,
    without_verifier,
)
from indicators import provila, reporting, village_questions
from indicators.catalogue import Catalogue
from indicators.tables import BY_NAME

INTERNAL_ONLY: Final = ("carried_evidence", "evidence", "plan_activity")
"""Work in progress of an office: no row of these is in the public edition."""


def public_facts(
    facts: Frames, protected: Mapping[str, pd.DataFrame], catalogue: Catalogue
) -> Frames:
    """`facts` as the public edition has them; `protected` are the tables with counts hidden.

    Without what an office is still at work on, verifiers' reasons, reasons and notes that quote
    figures, who holds no award, village answers about children, and the publications that say
    nothing else.
    """
    listed = lists(protected)
    shown = {
        **facts,
        **{name: frame.assign(note=None) for name, frame in protected.items()},
        "publication": without_notes(facts["publication"], listed),
        "reporting": reporting.shown(facts["reporting"], protected["case_count"]),
        "kla_score": without_verifier(facts["kla_score"]),
        "correction": without_reasons(facts["correction"]).assign(was=None, becomes=None),
        "decision": without_reasons(facts["decision"]),
    }
    shown = without_cells(shown, listed)
    answers = village_questions.shown(facts["village_answer"], catalogue.instruments.values())
    shown |= {
        **{name: empty(BY_NAME[name]) for name in INTERNAL_ONLY},
        **{name: provila.shown_awards(facts[name]) for name in ("kla_award", "award_count")},
        "subregion": facts["subregion"].assign(note=None),
        "village_answer": answers.assign(note=None),
    }
    own = [facts[name] for name in INTERNAL_ONLY if name in facts]
    others = [frame for name, frame in shown.items() if name != "publication"]
    return {**shown, "publication": without_lists(shown["publication"], others, own)}
