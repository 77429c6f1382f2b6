"""A percentage held against the numerator and denominator printed beside it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final

import numpy as np

from etl.issues import Problem
from etl.reading.draft import Draft
from etl.reading.plausible import expectations

NUMBERS: Final = ("value", "numerator", "denominator")


def check_shares(draft: Draft, columns: Mapping[str, int], heading: str) -> None:
    """Report percentages that their numerator and denominator contradict (share_contradicts).

    `columns` are the grid columns of the numbers read, `heading` that of the value. A value agrees
    when it lies within one unit of its last printed decimal: publishers round, some cut off.
    """
    if any(name not in columns for name in NUMBERS):
        return
    rules = expectations(draft, "value").rules()
    rules = rules * draft.size if len(rules) == 1 else rules
    arrays = [np.asarray(draft.fields[name], dtype=float).tolist() for name in NUMBERS]
    problems: dict[int, Problem] = {}
    for entry, (value, part, whole) in enumerate(zip(*arrays, strict=True)):
        if not rules[entry].percent or draft.bad[entry] or math.isnan(value + part + whole):
            continue
        share = 100 * part / whole if whole else math.nan
        if not abs(share - value) <= last_decimal(value):
            facts = {
                "numerator": part,
                "denominator": whole,
                "share": "…" if math.isnan(share) else round(share, 2),
            }
            problems[entry] = Problem("share_contradicts", facts)
    draft.report(problems, columns["value"], heading, "share")


def last_decimal(value: float) -> float:
    """One unit of the last decimal that a value is printed with: 0.1 for 87.4."""
    text = repr(float(value))
    places = 0 if float(value).is_integer() else len(text.partition(".")[2])
    return 10.0**-places * (1 + 1e-9) if "e" not in text else 1e-9
