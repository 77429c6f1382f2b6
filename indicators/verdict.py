"""What a trend of reports may be called, beside how completely it was recorded.

Reports are not incidence (design/methods 2.9): more reports can mean more reporting. The rule, in
order; the first that fits decides:

1. `series_break`: no trend because a break of the series leaves too few years.
2. `too_little`: no trend for another reason, or its interval holds 0 (a change of either sign is
   possible; what could have been found is said by `indicators.detectability`).
3. `reporting_changed`: recording moved the same way, by 10 % or more over the window, and with
   that share taken out the interval of the trend holds 0 or changes sign. Recording is the
   months with entries times the units that reported, last year over first year.
4. `cannot_separate`: months or units of either year are not known, or recording moved by 10 % or
   more without explaining the trend, or a second source says otherwise.
5. `likely_real`: months and units are known and steady (or moved against the trend), and no
   second source disagrees.

`reasons` lists every code of REASONS that holds, also those that did not decide.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from indicators import codes

VERDICTS: Final = codes.VERDICTS
REASONS: Final = codes.VERDICT_REASONS
SECOND: Final = ("agrees", "differs")
STEADY: Final = float(np.log(1.1))
"""Recording that moved less than a tenth over the window counts as steady."""


@dataclass(frozen=True)
class Recording:
    """How completely the first and the last year of the window were recorded; None: not known."""

    months_first: float | None = None
    months_last: float | None = None
    units_first: float | None = None
    units_last: float | None = None
    second: str | None = None
    """Direction of a second source, beside this one: `agrees`, `differs` or None."""


@dataclass(frozen=True)
class Trend:
    """The facts of one row of `trend.trends` that a verdict needs."""

    method: str
    direction: str
    lower: float
    upper: float
    span: int
    """Years between the first and the last of the window."""
    reason: str | None = None
    relative_direction: str | None = None


@dataclass(frozen=True)
class Verdict:
    """One of VERDICTS, and the codes of REASONS that hold."""

    verdict: str
    reasons: tuple[str, ...]


def judge(trend: Trend, recording: Recording) -> Verdict:
    """The verdict on one area by the rule above. ValueError for a code or fact out of its list."""
    _check(trend, recording)
    if trend.method == "none":
        reason = trend.reason or "too_few_years"
        return Verdict("series_break" if reason == "after_break" else "too_little", (reason,))
    found = [*_recording_reasons(recording)]
    if recording.second is not None:
        found.append(f"second_source_{recording.second}")
    if trend.method == "single":
        found.append("judged_alone")
    if trend.direction == "unclear":
        return Verdict("too_little", _ordered(["change_unclear", *found]))
    if trend.relative_direction == "unclear":
        found.append("province_moved_too")
    found += _explained(trend, recording)
    return Verdict(_decide(set(found)), _ordered(found))


def verdicts(trends: pd.DataFrame, recording: pd.DataFrame) -> pd.DataFrame:
    """region_code, verdict, reasons (joined with "; ") for every row of `trends`.

    `recording`: region_code and any of months_first, months_last, units_first, units_last, second;
    a region or value that is not there is not known.
    """
    known = {str(row["region_code"]): row for row in recording.to_dict("records")}
    records = []
    for row in trends.to_dict("records"):
        region = str(row["region_code"])
        result = judge(trend_of(row), recording_of(known.get(region, {})))
        records.append((region, result.verdict, "; ".join(result.reasons)))
    return pd.DataFrame(records, columns=["region_code", "verdict", "reasons"])


def trend_of(row: Mapping[Hashable, object]) -> Trend:
    """The facts of one row of `trend.trends`."""
    relative = (_number(row.get("relative_lower")), _number(row.get("relative_upper")))
    first, last = _number(row["first_year"]), _number(row["last_year"])
    lower, upper = _number(row["lower"]), _number(row["upper"])
    reason = row["reason"]
    return Trend(
        method=str(row["method"]),
        direction=str(row["direction"]),
        lower=np.nan if lower is None else lower,
        upper=np.nan if upper is None else upper,
        span=0 if first is None or last is None else int(last - first),
        reason=reason if isinstance(reason, str) else None,
        relative_direction=_direction(*relative),
    )


def recording_of(facts: Mapping[Hashable, object]) -> Recording:
    """Completeness facts of one region; NaN and absent values are not known."""
    second = facts.get("second")
    return Recording(
        months_first=_number(facts.get("months_first")),
        months_last=_number(facts.get("months_last")),
        units_first=_number(facts.get("units_first")),
        units_last=_number(facts.get("units_last")),
        second=second if isinstance(second, str) else None,
    )


def _decide(found: set[str]) -> str:
    if "recording_explains" in found:
        return "reporting_changed"
    unsure = {
        "months_unknown", "units_unknown", "recording_partly_explains", "second_source_differs",
    }  # fmt: skip
    return "cannot_separate" if found & unsure else "likely_real"


def _recording_reasons(recording: Recording) -> list[str]:
    months = _moved(recording.months_first, recording.months_last)
    units = _moved(recording.units_first, recording.units_last)
    found = []
    for name, moved in (("months", months), ("units", units)):
        if moved is None:
            found.append(f"{name}_unknown")
        elif abs(moved) >= STEADY:
            found.append(f"{name}_changed")
    return found


def _explained(trend: Trend, recording: Recording) -> list[str]:
    """How the move in recording, as far as known, stands to the trend."""
    known = [
        moved
        for moved in (
            _moved(recording.months_first, recording.months_last),
            _moved(recording.units_first, recording.units_last),
        )
        if moved is not None
    ]
    if not known:
        return []
    if np.inf in known and -np.inf in known:
        return ["recording_partly_explains"]
    moved = sum(known)
    sign = 1 if trend.direction == "up" else -1
    if abs(moved) < STEADY:
        return ["recording_steady"]
    if np.sign(moved) != sign:
        return ["recording_against"]
    nearest = np.log1p(trend.lower if sign > 0 else trend.upper)
    left = sign * (nearest - moved / max(trend.span, 1))
    return ["recording_explains" if left <= 0 else "recording_partly_explains"]


def _moved(first: float | None, last: float | None) -> float | None:
    """Log of last over first; infinite when recording began or stopped; None when not known."""
    if first is None or last is None or (first == 0 and last == 0):
        return None
    if first == 0 or last == 0:
        return np.inf if first == 0 else -np.inf
    return float(np.log(last / first))


def _check(trend: Trend, recording: Recording) -> None:
    facts = (
        recording.months_first, recording.months_last, recording.units_first, recording.units_last,
    )  # fmt: skip
    if any(fact is not None and fact < 0 for fact in facts):
        raise ValueError("months and units cannot be negative")
    if recording.second is not None and recording.second not in SECOND:
        raise ValueError(f"a second source {' or '.join(SECOND)}, not {recording.second!r}")
    if trend.reason is not None and trend.reason not in REASONS:
        raise ValueError(f"unknown reason {trend.reason!r}")


def _ordered(found: list[str]) -> tuple[str, ...]:
    return tuple(code for code in REASONS if code in found)


def _number(value: object) -> float | None:
    if value is None or pd.isna(value):  # type: ignore[call-overload]
        return None
    return float(value)  # type: ignore[arg-type]


def _direction(lower: float | None, upper: float | None) -> str | None:
    if lower is None or upper is None:
        return None
    return "up" if lower > 0 else "down" if upper < 0 else "unclear"
