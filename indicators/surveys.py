"""Which survey or register a figure comes from, so that two of them never make one series.

SSGI 2021, 2022 and 2024 are one survey, SKI 2023 is another: a step between them is not a change.
"""

from __future__ import annotations

import re
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

_NOTE: Final = re.compile(r"\([^)]*\)")
_YEAR: Final = re.compile(r"\b(?:19|20)\d{2}\b")


def survey_of(register: str | None, year: int) -> str:
    """The survey or register of a figure of `year`, folded; empty where none is named.

    What a publication calls its register may name several, each with its year ('SSGI 2024; SKI
    2023 (Kementerian Kesehatan)'): the one of `year` is meant, else the one without a year. A
    name is compared without its year and without what stands in brackets.
    """
    if register is None or pd.isna(register):
        return ""
    parts = [part.strip() for part in _NOTE.sub("", register).split(";") if part.strip()]
    if len(parts) > 1:
        own = [part for part in parts if str(year) in _YEAR.findall(part)]
        parts = own or [part for part in parts if not _YEAR.search(part)] or parts
    return "; ".join(" ".join(_YEAR.sub("", part).split()).casefold() for part in parts)


def surveys(figures: pd.DataFrame, publications: pd.DataFrame) -> NDArray[np.object_]:
    """`survey_of` every row of `figures` (columns publication_id, year)."""
    register = dict(zip(publications["publication_id"], publications["register"], strict=True))
    told = [
        survey_of(register.get(name), int(year))
        for name, year in zip(figures["publication_id"], figures["year"], strict=True)
    ]
    return np.array(told, dtype=object)
