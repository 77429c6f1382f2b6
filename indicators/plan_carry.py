"""The lines of an action plan under the form of the next cycle."""

from __future__ import annotations

import pandas as pd

from indicators.codes import CARRIED
from indicators.instrument import Instrument
from indicators.plan_sums import BUDGET


def carried(
    activities: pd.DataFrame, old: Instrument, form: Instrument, mapping: pd.DataFrame
) -> pd.DataFrame:
    """`activities` (columns of plan_activity) with those of the form `old` put under `form`.

    A line goes to the row that most questions of its own row went to, and answers the budget line
    that its own became, none where that is gone. Lines of a row that has no successor and those
    of other forms are left out. `mapping` is from `old` to `form` (form_map.COLUMNS).
    """
    going = mapping[mapping["relation"].isin(CARRIED)]
    votes = going.groupby(["from_indicator", "to_indicator"], sort=False).size()
    ranked = votes.sort_values(ascending=False, kind="stable").reset_index()
    rows = ranked.drop_duplicates("from_indicator").set_index("from_indicator")["to_indicator"]
    keys = zip(going["from_indicator"], going["from_question"], strict=True)
    questions = dict(zip(keys, going["to_question"], strict=True))
    homes = {one.question: one.indicator for one in old.questions if one.evidence == BUDGET}
    own = activities[activities["instrument_id"] == form.instrument_id]
    left = activities[
        (activities["instrument_id"] == old.instrument_id)
        & activities["indicator"].isin(rows.index)
    ]
    if left.empty:
        return own
    asked = [
        None if pd.isna(question) else questions.get((homes.get(question), question))
        for question in left["budget_question"]
    ]
    indicators = left["indicator"].map(rows)
    moved = left.assign(
        instrument_id=form.instrument_id,
        indicator=indicators,
        block=[form.indicator(str(one)).block for one in indicators],
        budget_question=pd.Series(asked, index=left.index, dtype="object"),
    )
    parts = [part for part in (own, moved) if len(part)]
    return pd.concat(parts, ignore_index=True).drop_duplicates(
        ["year", "indicator", "line"], keep="first"
    )
