"""Random provinces by sex, age and year with every total, and how well they are protected."""

from __future__ import annotations

import datetime
import time
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from indicators import codes
from indicators.attack import WIDTH, attack
from indicators.disclosure import protect
from indicators.tables import CASE_COUNT

K: Final = 4
AREAS: Final = 27
YEARS: Final = 5
FIRST_YEAR: Final = 2018
PROVINCE: Final = "32"
MEANS: Final = (0.7, 2.0, 5.0, 12.0, 30.0)
"""Mean victims of a sex, age, area and year; areas differ from it as incomes do."""
EMPTY: Final = (0.0, 0.0, 0.3)
"""Share of areas that report nobody."""


@dataclass(frozen=True)
class Result:
    """What became of one province."""

    seed: int
    counts: int
    small: int
    hidden: int
    needless: int
    shown_small: int
    """Small counts that stayed visible: must be 0."""
    exact: int
    """Hidden counts that some attacker knows: must be 0."""
    narrowest: float
    """Narrowest interval of any attacker; the search for a count ends at `WIDTH`."""
    to_protect: float
    """Seconds of processor time."""
    to_attack: float


def children(areas: int = AREAS) -> dict[str, list[str]]:
    """The parts of the province."""
    return {PROVINCE: [f"{PROVINCE}.{number:02d}" for number in range(1, areas + 1)]}


def province(seed: int, *, areas: int = AREAS, all_years: bool = False) -> pd.DataFrame:
    """Victims by area, sex, age band and year, with the totals; the seed says how many.

    With `all_years` the five years are published together as well.
    """
    random = np.random.default_rng(seed)
    mean, empty = MEANS[seed % len(MEANS)], EMPTY[seed % len(EMPTY)]
    size = random.gamma(1.0, mean, (areas, 1, 1, 1)) * (random.random((areas, 1, 1, 1)) >= empty)
    profile = 6 * random.dirichlet([4.0] * 6).reshape(1, 2, 3, 1)
    table = random.poisson(np.broadcast_to(size * profile, (areas, 2, 3, YEARS)))
    for axis in range(4 if all_years else 3):
        table = np.concatenate([table.sum(axis=axis, keepdims=True), table], axis=axis)
    names = [
        [PROVINCE, *children(areas)[PROVINCE]], codes.SEXES, [codes.ALL, *codes.CHILD_AGE_BANDS],
        range(-1 if all_years else 0, YEARS),
    ]  # fmt: skip
    columns = ("region_code", "sex", "age_band", "year")
    frame = pd.MultiIndex.from_product(names, names=columns).to_frame(index=False)
    year = frame.pop("year")
    last = year.where(year >= 0, YEARS - 1)
    plain = {
        **dict.fromkeys(CASE_COUNT.column_names, ""),
        **dict.fromkeys(codes.CASE_BREAKDOWNS, codes.ALL),
        "unit": "korban", "group": "anak", "publication_id": "p", "hidden": "no",
    }  # fmt: skip
    own: dict[str, Any] = {
        **{name: frame[name] for name in frame.columns},
        "period_start": [datetime.date(FIRST_YEAR + max(n, 0), 1, 1) for n in year],
        "period_end": [datetime.date(FIRST_YEAR + n, 12, 31) for n in last],
        "value": table.ravel().astype(float),
    }
    return frame.assign(**{**plain, **own})


def protected(seed: int, frame: pd.DataFrame, parts: dict[str, list[str]]) -> Result:
    """Protect a province and attack the result."""
    started = time.process_time()
    protection = protect(frame, K, parts)
    done = time.process_time()
    public = protection.frame
    found = attack(public, K, parts, relations=protection.relations, at_least=WIDTH)
    ended = time.process_time()
    width = found["maximum"] - found["minimum"]
    hidden = public["hidden"] != "no"
    small = frame["value"].between(1, K)
    return Result(
        seed=seed, counts=len(frame), small=int(small.sum()), hidden=int(hidden.sum()),
        needless=protection.needless, shown_small=int((small & ~hidden).sum()),
        exact=int((width == 0).sum()), narrowest=float(width.min()) if len(width) else np.inf,
        to_protect=done - started, to_attack=ended - done,
    )  # fmt: skip


def said(results: list[Result]) -> list[str]:
    """The figures of several provinces in words."""
    columns = pd.DataFrame(results)
    share = columns["hidden"] / columns["counts"]
    beyond = (columns["hidden"] - columns["small"]).sum() / columns["counts"].sum()
    lines = [
        f"{len(columns)} provinces of {columns['counts'].max():,} counts: "
        f"{columns['exact'].sum()} exact recoveries, {columns['shown_small'].sum()} small counts "
        f"shown, narrowest interval {columns['narrowest'].min():.0f} of any attacker",
        f"hidden: median {share.median():.0%} of the counts, worst {share.max():.0%} "
        f"({columns['small'].sum() / columns['counts'].sum():.0%} are small, {beyond:.0%} hidden "
        f"for them); {columns['needless'].sum()} needless",
    ]
    for name, words in (("to_protect", "to protect"), ("to_attack", "to attack")):
        seconds = columns[name]
        lines.append(
            f"seconds {words} one: median {seconds.median():.1f}, worst {seconds.max():.1f}"
        )
    return lines
