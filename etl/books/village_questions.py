"""Which questions of a form are answered kecamatan by kecamatan or desa by desa.

They are the questions of the rows that ask anything of that level: rows 25 and 26 of the form of
2024/25. Some of them a sector office answers (nutrition, say), but still area by area.
"""

from __future__ import annotations

import pandas as pd

from indicators.instrument import Instrument, Question
from indicators.villages import INTERNAL_ONLY, LEVELS

COLUMNS = ("instrument_id", "indicator", "question", "level", "max_score", "better")
"""What indicators.villages takes as questions."""


def asked(form: Instrument, level: str, *, internal: bool = True) -> tuple[Question, ...]:
    """The questions asked of every area of `level`, in the order of the form.

    Without `internal`, those that only the internal edition shows by area are left out.
    """
    rows = {one.indicator for one in form.questions if _is_asked(one, level)}
    return tuple(
        one for one in form.questions
        if one.indicator in rows
        and (internal or f"{one.indicator}/{one.question}" not in INTERNAL_ONLY)
    )  # fmt: skip


def judged(form: Instrument, *, internal: bool = True) -> pd.DataFrame:
    """COLUMNS of every question of a level that has a better answer: those asked for context (no
    direction, no points) are neither fulfilled nor missing.
    """
    rows = [
        (form.instrument_id, one.indicator, one.question, level, one.max_score, one.better)
        for level in LEVELS
        for one in asked(form, level, internal=internal)
        if one.better != "none"
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _is_asked(one: Question, level: str) -> bool:
    return one.asked_of_kecamatan if level == "kecamatan" else one.asked_of_desa
