"""Which questions of a form are answered kecamatan by kecamatan or desa by desa.

They are the questions of the rows that ask anything of that level: rows 25 and 26 of the form of
2024/25. Some of them a sector office answers (nutrition, say), but still area by area. What they
tell of the children of one village (marriage, nutrition, work) is for the office itself; a question
whose wording is not known may be one of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

import pandas as pd

from indicators.instrument import Instrument, Question
from indicators.villages import LEVELS

COLUMNS = ("instrument_id", "indicator", "question", "level", "max_score", "better")
"""What indicators.villages takes as questions."""
OF_CHILDREN: Final = re.compile(
    r"kawin|nikah|hamil|gizi|stunting|wasting|berat badan|tinggi badan|bblr|pendek|kurus|gemuk"
    r"|obesitas|anemia|\bbekerja\b|\b(?:memiliki|terdapat|ada|kasus|jumlah|tanpa) pekerja anak"
    r"|marriage|married|pregnan|nutrition|nourish|stunt|wasted|weight|obes|anaemi"
    r"|children working|\b(?:with|without|have|cases? of) child labou?r",
    re.IGNORECASE,
)
"""Words of questions whose answer tells of the children of one village."""


def is_internal(one: Question) -> bool:
    """Whether the answers of single areas to a question are for the internal edition only."""
    told = f"{one.title.id} {one.title.en}"
    return not one.text_known or OF_CHILDREN.search(told) is not None


def shown(answers: pd.DataFrame, forms: Iterable[Instrument]) -> pd.DataFrame:
    """The answers that the public edition may show: none that tells of children of one village."""
    public = {
        (form.instrument_id, one.indicator, one.question)
        for form in forms
        for level in LEVELS
        for one in asked(form, level, internal=False)
    }
    rows = zip(answers["instrument_id"], answers["indicator"], answers["question"], strict=True)
    is_public = pd.Series([row in public for row in rows], index=answers.index, dtype=bool)
    return answers[is_public].reset_index(drop=True)


def asked(form: Instrument, level: str, *, internal: bool = True) -> tuple[Question, ...]:
    """The questions asked of every area of `level`, in the order of the form.

    Without `internal`, those that only the internal edition shows by area are left out.
    """
    rows = {one.indicator for one in form.questions if _is_asked(one, level)}
    return tuple(
        one for one in form.questions
        if one.indicator in rows
        and (internal or not is_internal(one))
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
