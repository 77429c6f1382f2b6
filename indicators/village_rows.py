"""The checklists that are in force -> what they come to, question by question, area by area.

Of one regency and form the newest checklist alone counts, whole: an area it no longer lists is no
area of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from indicators import codes, releases, villages
from indicators.catalogue import Catalogue
from indicators.table_model import Table
from indicators.tables import VILLAGE_ANSWER, VILLAGE_AREA, VILLAGE_QUESTION
from indicators.village_questions import judged

Frames = dict[str, pd.DataFrame]
_KEY: Final = ["region_code", "instrument_id"]


def tables(facts: Mapping[str, pd.DataFrame], catalogue: Catalogue, *, internal: bool) -> Frames:
    """village_question and village_area of the checklists in `facts` (village_answer, subregion,
    publication). Without `internal` questions that tell of children of one village do not exist.
    """
    publications = facts["publication"]
    told = releases.current(facts["village_answer"], VILLAGE_ANSWER, publications)
    questions, areas = [], []
    for key, answers in newest(told, publications).groupby(_KEY, sort=True):
        region, form = (str(part) for part in key)
        own = facts["subregion"]
        own = own[own["publication_id"].isin(answers["publication_id"])]
        own = own[own["region_code"] == region]
        asked = catalogue.instruments[form].asked_of(remote=region in catalogue.remote)
        wanted = judged(asked, internal=internal)
        by_question, by_area = _one(answers, own, wanted)
        questions.append(by_question)
        areas.append(by_area)
    return {
        "village_question": _joined(questions, VILLAGE_QUESTION),
        "village_area": _joined(areas, VILLAGE_AREA),
    }


def newest(answers: pd.DataFrame, publications: pd.DataFrame) -> pd.DataFrame:
    """Of two checklists of one regency and form that do not replace each other the later one."""
    days = publications.set_index("publication_id")["released"].astype(object)
    order = answers.assign(day=pd.to_datetime(answers["publication_id"].map(days)))
    order = order[[*_KEY, "publication_id", "day"]].drop_duplicates()
    order = order.sort_values([*_KEY, "day", "publication_id"], na_position="first")
    last = order.drop_duplicates(_KEY, keep="last")
    return answers.merge(last[[*_KEY, "publication_id"]], on=[*_KEY, "publication_id"])


def _one(
    answers: pd.DataFrame, areas: pd.DataFrame, questions: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Both tables of one checklist."""
    publication = answers["publication_id"].iloc[0]
    item = ["instrument_id", "indicator", "question"]
    yes = answers["answer"].map({codes.ANSWERS[0]: True, codes.ANSWERS[1]: False})
    told = answers.assign(answer=yes.astype("boolean")).merge(questions[item], on=item)
    whole = villages.by_question(told, areas, questions).assign(kecamatan=codes.ALL)
    parts = villages.by_kecamatan(told, areas, questions)
    by_question = pd.concat([whole, parts], ignore_index=True)
    by_area = villages.by_area(told, areas, questions).merge(
        areas[["area_code", "name", "parent_code", "source_sha256", "sheet", "cell"]],
        on="area_code",
    )
    by_area["position"] = by_area.groupby("level").cumcount() + 1
    return (
        by_question.assign(publication_id=publication),
        by_area.assign(publication_id=publication),
    )


def _joined(parts: list[pd.DataFrame], table: Table) -> pd.DataFrame:
    columns = list(table.column_names)
    if not parts:
        return pd.DataFrame(columns=columns)
    return pd.concat(parts, ignore_index=True)[columns]
