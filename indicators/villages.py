"""The checklist of kecamatan and desa/kelurahan: percentages, points, who is nearest to complete.

Rows 25 and 26 of the form ask "what share of the kecamatan (desa/kelurahan) has ...". One row of
the checklist is one area and question, answered yes, no or not yet. A question not yet answered is
no "no": the share is told among all areas with the open answers counted as not fulfilled, beside
what it would be if all of them were fulfilled. Points are the maximum times the share [ours: the
rubric of partial answers is not published]; where fewer is better, times the share without.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

LEVELS: Final = ("kecamatan", "desa")
"""`desa` stands for desa and kelurahan."""
QUESTION_COLUMNS: Final = (
    "region_code", "instrument_id", "level", "indicator", "question", "areas", "answered",
    "fulfilled", "percent", "percent_if_all", "points", "points_if_all", "max_score",
)  # fmt: skip
AREA_COLUMNS: Final = (
    "region_code", "instrument_id", "level", "area_code", "asked", "fulfilled", "missing",
    "unanswered", "points_open", "missing_questions",
)  # fmt: skip


def by_question(
    answers: pd.DataFrame, areas: pd.DataFrame, questions: pd.DataFrame
) -> pd.DataFrame:
    """QUESTION_COLUMNS: one row a region and question.

    `answers`: region_code, instrument_id, area_code, indicator, question, answer (True, False or
    empty). `areas`: region_code, area_code, level. `questions`: instrument_id, indicator, question,
    level, max_score, better. `percent` is of all areas of that level as the form asks it (the
    share that has what is asked, also where fewer is better). KeyError for an answer of an area or
    question that is not listed.
    """
    return _counted(_asked(answers, areas, questions), [])[list(QUESTION_COLUMNS)]


def by_kecamatan(
    answers: pd.DataFrame, areas: pd.DataFrame, questions: pd.DataFrame
) -> pd.DataFrame:
    """The same of the desa/kelurahan of each kecamatan: QUESTION_COLUMNS and `kecamatan`.

    `areas` has `parent_code` too. Points and `max_score` are the kecamatan's part of those of the
    regency, by how many of its desa/kelurahan lie there; over all kecamatan they add up to them.
    """
    rows = _asked(answers, areas, questions)
    size = rows.groupby(["region_code", "instrument_id", "indicator", "question"])["area_code"]
    rows = rows.assign(kecamatan=rows["parent_code"], all_areas=size.transform("size"))
    desa = rows[rows["level"] == "desa"]
    own = desa.groupby(["kecamatan", "indicator", "question"])["area_code"].transform("size")
    desa = desa.assign(max_score=desa["max_score"] * own / desa["all_areas"])
    return _counted(desa, ["kecamatan"])[[*QUESTION_COLUMNS, "kecamatan"]]


def _counted(rows: pd.DataFrame, within: list[str]) -> pd.DataFrame:
    """Areas that answered, have and fulfil what is asked, by question and `within`."""
    keys = ["region_code", "instrument_id", "level", *within, "indicator", "question"]
    is_lower = rows["better"] == "lower"
    yes = rows["answer"].fillna(is_lower).astype(bool)
    hopeful = rows["answer"].fillna(~is_lower).astype(bool)
    rows = rows.assign(
        has=yes,
        would=hopeful,
        good=np.where(is_lower, ~yes, yes),
        best=np.where(is_lower, ~hopeful, hopeful),
        is_answered=rows["answer"].notna(),
    )
    out = rows.groupby(keys, sort=False, as_index=False).agg(
        areas=("area_code", "size"),
        answered=("is_answered", "sum"),
        has=("has", "sum"),
        would=("would", "sum"),
        fulfilled=("good", "sum"),
        best=("best", "sum"),
        max_score=("max_score", "first"),
    )
    return out.assign(
        percent=100 * out["has"] / out["areas"],
        percent_if_all=100 * out["would"] / out["areas"],
        points=out["max_score"] * out["fulfilled"] / out["areas"],
        points_if_all=out["max_score"] * out["best"] / out["areas"],
    )


def by_area(answers: pd.DataFrame, areas: pd.DataFrame, questions: pd.DataFrame) -> pd.DataFrame:
    """AREA_COLUMNS: one row an area, the nearest to complete first within region and level.

    `missing` counts questions answered as not fulfilled, `unanswered` those not yet answered;
    `points_open` is what fulfilling both would bring the region, its share of each maximum.
    """
    rows = _asked(answers, areas, questions)
    good = rows["answer"].where(rows["better"] != "lower", ~rows["answer"].astype("boolean"))
    good = good.astype("boolean")
    size = rows.groupby(["region_code", "instrument_id", "indicator", "question"])["area_code"]
    worth = rows["max_score"] / size.transform("size")
    is_open = ~good.fillna(False)
    name = rows["indicator"] + "/" + rows["question"]
    rows = rows.assign(
        good=good.fillna(False).astype(bool),
        is_missing=(good == False).fillna(False).astype(bool),  # noqa: E712  nullable boolean
        is_unanswered=good.isna(),
        worth=worth.where(is_open.astype(bool), 0.0),
        name=name.where(is_open.astype(bool), ""),
    )
    keys = ["region_code", "instrument_id", "level", "area_code"]
    out = rows.groupby(keys, sort=False, as_index=False).agg(
        asked=("name", "size"),
        fulfilled=("good", "sum"),
        missing=("is_missing", "sum"),
        unanswered=("is_unanswered", "sum"),
        points_open=("worth", "sum"),
        missing_questions=("name", lambda names: "; ".join(one for one in names if one)),
    )
    out["left"] = out["asked"] - out["fulfilled"]
    out = out.sort_values(
        ["region_code", "instrument_id", "level", "left", "unanswered", "area_code"],
        ignore_index=True,
    )
    return out[list(AREA_COLUMNS)]


def _asked(answers: pd.DataFrame, areas: pd.DataFrame, questions: pd.DataFrame) -> pd.DataFrame:
    """Every question of a level in every area of that level, with the answer if there is one."""
    forms = answers[["region_code", "instrument_id"]].drop_duplicates()
    every = forms.merge(areas, on="region_code").merge(questions, on=["instrument_id", "level"])
    key = ["region_code", "instrument_id", "area_code", "indicator", "question"]
    if answers.duplicated(key).any():
        raise ValueError("an area answers a question once")
    told = answers[[*key, "answer"]].assign(is_told=True)
    both = every.merge(told, on=key, how="outer")
    if both["level"].isna().any():
        stray = both[both["level"].isna()].iloc[0]
        raise KeyError(f"{stray['area_code']} {stray['indicator']}/{stray['question']}")
    both["answer"] = both["answer"].astype("boolean")
    order = every.reset_index()[[*key, "index"]]
    return both.merge(order, on=key).sort_values("index", ignore_index=True)
