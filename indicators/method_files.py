"""The texts of the methods page, and the table of false alarms that one of them shows.

`definitions/methods.toml` says in both languages what each method is, why it is used and where its
limits lie; `definitions/false_alarms.csv` holds what `indicators.false_alarms.table` counted, so
that a page shows it without counting again.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field

from indicators import codes
from indicators.definition import Entry, Number, Text, Title, one_of
from indicators.definition_files import entries, entry, read_csv, read_toml

TEXTS: Final = "definitions/methods.toml"
FALSE_ALARMS: Final = "definitions/false_alarms.csv"
COLUMNS: Final = ("cv", "size", "usual", "alone", "pooled")

Percent = Annotated[Number, Field(ge=0, le=100)]


class Method(Entry):
    """One method for readers who are no statisticians; without `sources` it is our own rule.

    `table` is shown below it.
    """

    method_id: Annotated[str, AfterValidator(one_of(codes.METHODS))]
    title: Title
    question: Title
    what: Title
    why: Title
    limits: Title
    sources: tuple[Text, ...]
    table: Literal["", "false_alarms", "forecast_pairs"] = ""


class FalseAlarm(Entry):
    """Percent of unchanged areas that each test flags, at one spread between years and one size.

    `usual` is the marker of Fingertips, `alone` quasi-Poisson of one area, `pooled` our trend.
    """

    cv: Annotated[Number, Field(ge=0)]
    size: Literal["small", "medium", "large"]
    usual: Percent
    alone: Percent
    pooled: Percent


class Simulation(Entry):
    """How the table of false alarms was made."""

    provinces: Annotated[int, Field(gt=0)]
    areas: Annotated[int, Field(gt=0)]
    years: Annotated[int, Field(gt=0)]
    seed: int
    date: datetime.date
    source: Title


@dataclass(frozen=True)
class Methods:
    """Everything the methods page says, in its order."""

    texts: tuple[Method, ...]
    false_alarms: tuple[FalseAlarm, ...]
    simulation: Simulation


def read_methods(root: Path, problems: list[str]) -> Methods | None:
    """The methods below `root`; None when a part is missing, which `problems` names."""
    raw = read_toml(root, TEXTS, problems, ("method", "simulation"))
    texts = entries(Method, raw.get("method", ()), TEXTS, ("method_id",), problems)
    if raw:
        problems += _missing(texts)
    simulation = entry(Simulation, raw.get("simulation"), f"{TEXTS} [simulation]", problems)
    rows = read_csv(root, FALSE_ALARMS, problems, COLUMNS)
    alarms = entries(FalseAlarm, rows, FALSE_ALARMS, ("cv", "size"), problems, strict=False)
    if simulation is None:
        return None
    return Methods(tuple(texts), tuple(alarms), simulation)


def _missing(texts: list[Method]) -> Iterator[str]:
    """Every method has its text."""
    for code in codes.METHODS:
        if code not in {text.method_id for text in texts}:
            yield f"{TEXTS} [{code}] method_id: has no text"
