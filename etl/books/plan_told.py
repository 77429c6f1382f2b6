"""What an action plan was filled with, and what is missing, for the sheet Petunjuk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import pandas as pd

from etl.books.plan import Known, Plan
from etl.layout import Words
from indicators import plan_targets, wording_plan


def facts(plan: Plan, known: Known, chosen: pd.DataFrame) -> Sequence[Words]:
    """Sentences in both languages; `chosen` as of `plan_targets.chosen`."""
    measures = chosen["measure_id"].nunique()
    held = known.values["measure_id"].isin(chosen["measure_id"])
    form = plan.form.title
    return (
        _both(
            partial(wording_plan.plan_filled_sentence, period=plan.period, year=plan.year,
                    lines=len(known.activities))
        ),
        _both(
            partial(wording_plan.values_sentence, measures=measures,
                    known=known.values.loc[held, "measure_id"].nunique())
        ),
        _both(
            partial(wording_plan.target_counts_sentence, measures=measures,
                    counts=plan_targets.counts(chosen))
        ),
        _both(
            lambda language: wording_plan.points_source_sentence(
                language, form=form.in_(language), assessment=known.assessment
            )
        ),
    )  # fmt: skip


def _both(sentence: Callable[[str], str]) -> Words:
    return Words(id=sentence("id"), en=sentence("en"))
