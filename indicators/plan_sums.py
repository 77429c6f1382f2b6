"""The action plan summed up: by block and indicator, and by budget line that the form asks for.

A sum of money is empty where no cell was filled in: nothing typed is not a zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from indicators import codes, releases
from indicators.instrument import Instrument
from indicators.table_action import PLAN_BUDGET, PLAN_LINE, PLAN_SUM
from indicators.table_model import Table
from indicators.table_plan import PLAN_ACTIVITY

UNPLANNED: Final = "belum_direncanakan"
"""The status of a line that only says what is still to be planned."""
BUDGET: Final = "anggaran"
"""The kind of evidence of questions that ask for a budget line."""
_PLAN: Final = ["region_code", "plan_period", "year", "instrument_id"]
_TYPED: Final = ("ceiling_h1", "ceiling_h2", "realised_h1", "realised_h2")
_MONEY: Final = ["ceiling_h1", "ceiling", "realised_h1", "realised_h2", "realised"]

Forms = Mapping[str, Instrument]


def tables(
    activities: pd.DataFrame, publications: pd.DataFrame, forms: Forms
) -> dict[str, pd.DataFrame]:
    """plan_line, plan_sum and plan_budget of the latest version of each plan and year."""
    found = lines(activities, publications, forms)
    return {
        PLAN_LINE.name: found,
        PLAN_SUM.name: sums(found, forms),
        PLAN_BUDGET.name: budget(found, forms),
    }


def lines(activities: pd.DataFrame, publications: pd.DataFrame, forms: Forms) -> pd.DataFrame:
    """plan_line rows: the lines that no later version of their plan replaces, in their order."""
    rows = releases.current(activities, PLAN_ACTIVITY, publications)
    rows = rows.drop_duplicates([*_PLAN, "indicator", "line"], keep="last")
    rows = rows[rows["instrument_id"].isin(list(forms))]
    if rows.empty:
        return _none_of(PLAN_LINE)
    rows = rows.assign(
        **{name: rows[name].astype("float64") for name in _TYPED},
        at=[
            _place(forms[form], indicator)
            for form, indicator in zip(rows["instrument_id"], rows["indicator"], strict=True)
        ],
        number=pd.to_numeric(rows["line"].where(rows["line"].str.isdigit())),
    )
    rows = rows.assign(
        block=[
            _block(forms[form], indicator, typed)
            for form, indicator, typed in zip(
                rows["instrument_id"], rows["indicator"], rows["block"], strict=True
            )
        ],
        ceiling=rows["ceiling_h2"].fillna(rows["ceiling_h1"]),
        realised=rows[["realised_h1", "realised_h2"]].sum(axis=1, min_count=1),
    )
    rows = rows.sort_values([*_PLAN, "at", "number", "line"], kind="stable")
    rows["position"] = rows.groupby(_PLAN, sort=False).cumcount() + 1
    return rows[list(PLAN_LINE.column_names)].reset_index(drop=True)


def sums(found: pd.DataFrame, forms: Forms) -> pd.DataFrame:
    """plan_sum rows: every block and indicator of the form, also those without any line."""
    if found.empty:
        return _none_of(PLAN_SUM)
    every = pd.concat(
        [
            found.assign(level="total", block=codes.ALL, indicator=codes.ALL),
            found.assign(level="block", indicator=codes.ALL),
            found.assign(level="indicator"),
        ],
        ignore_index=True,
    )
    items = [
        {
            "instrument_id": form.instrument_id, "level": level, "block": item.block,
            "indicator": item.indicator, "position": item.position,
        }
        for form in forms.values()
        for level, item in form.items()
        if level != "question"
    ]  # fmt: skip
    items += [
        {"instrument_id": name, "level": "total", "block": codes.ALL, "indicator": codes.ALL,
         "position": 0}
        for name in forms
    ]  # fmt: skip
    return _asked(found, every, pd.DataFrame(items), ["level", "block", "indicator"], PLAN_SUM)


def budget(found: pd.DataFrame, forms: Forms) -> pd.DataFrame:
    """plan_budget rows: every budget line that the form asks for, answered or not."""
    if found.empty:
        return _none_of(PLAN_BUDGET)
    asked = [
        (form.instrument_id, one.indicator, one.question, one.position)
        for form in forms.values()
        for one in form.questions
        if one.evidence == BUDGET
    ]
    items = pd.DataFrame(asked, columns=["instrument_id", "indicator", "question", "position"])
    answers = found.drop(columns="indicator").rename(columns={"budget_question": "question"})
    out = _asked(found, answers, items, ["question"], PLAN_BUDGET)
    return out.assign(is_budgeted=out["ceiling"] > 0)[list(PLAN_BUDGET.column_names)]


def _asked(
    found: pd.DataFrame, every: pd.DataFrame, items: pd.DataFrame, by: list[str], table: Table
) -> pd.DataFrame:
    """Each of `items` for each plan of `found`, with what the rows of `every` add up to."""
    key = [*_PLAN, *by]
    every = every[every[by].notna().all(axis=1)]
    grouped = every.assign(planned=every["plan_status"] != UNPLANNED).groupby(key, sort=False)
    told = (
        grouped[_MONEY]
        .sum(min_count=1)
        .assign(lines=grouped.size(), activities=grouped["planned"].sum())
    )
    plans = found[_PLAN].drop_duplicates()
    out = plans.merge(items, on="instrument_id").join(told, on=key)
    out[["lines", "activities"]] = out[["lines", "activities"]].fillna(0).astype("int64")
    columns = [name for name in table.column_names if name in out]
    return out[columns].reset_index(drop=True)


def _place(form: Instrument, indicator: str) -> int:
    """The place of an indicator on its form; one that the form does not know comes last."""
    known = {one.indicator: one.position for one in form.indicators}
    return known.get(indicator, len(known) + 1)


def _block(form: Instrument, indicator: str, typed: str) -> str:
    """The block that an indicator belongs to; the one typed where the form does not know it."""
    return next((one.block for one in form.indicators if one.indicator == indicator), typed)


def _none_of(table: Table) -> pd.DataFrame:
    return pd.DataFrame(columns=list(table.column_names))
