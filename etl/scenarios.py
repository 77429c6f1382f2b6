"""Scenarios: scores moved by hand that an office wants to keep, as lines of data/scenarios.csv.

They are thoughts, not figures: no build reads them, and only the internal edition shows them. Of
several lines for one name the last one counts; a line without moves takes the scenario back.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

from etl import durable, records
from etl.intake import keep
from etl.issues import Issue, issue
from etl.turn import BusyError
from indicators import scenario

FILE: Final = "scenarios.csv"
MOST: Final = 200
"""Scenarios kept at a time; a folder of thoughts is not a store."""
_WAIT: Final = 30.0

Filled = Annotated[str, StringConstraints(min_length=1, max_length=120, strip_whitespace=True)]


def _moves(text: str) -> str:
    """A text of moves in its own form. ValueError when it is none."""
    return scenario.as_text(scenario.from_text(text))


class Scenario(BaseModel):
    """One line: items of one assessment set to points, under a name; without moves taken back.

    `assessment` as pages name it: printed year, stage, form and publication, joined by dots.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    region_code: Filled
    assessment: Annotated[str, StringConstraints(pattern=r"^\d{4}\.[a-z_]+\.[\w.,+-]{1,160}$")]
    level: Literal["block", "question"]
    name: Annotated[str, StringConstraints(pattern=r"^[^\s=+@-].{0,59}$", strip_whitespace=True)]
    moves: Annotated[str, AfterValidator(_moves)]
    kept_by: Filled
    kept_on: datetime.date

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes it one scenario."""
        return self.region_code, self.assessment, self.name


@dataclass(frozen=True)
class Scenarios:
    """The scenarios that count, in the order of their lines, and what is wrong with the file."""

    kept: tuple[Scenario, ...] = ()
    issues: tuple[Issue, ...] = ()


def load(data: Path) -> Scenarios:
    """The scenarios of a data folder."""
    lines, issues = records.read(data / FILE, Scenario)
    last = {line.key: line for _, line in lines}
    return Scenarios(tuple(one for one in last.values() if one.moves), tuple(issues))


def write(data: Path, line: Scenario) -> Sequence[Issue]:
    """Add a line to the file; what keeps it from being added, and then nothing has changed."""
    try:
        with keep.changing(data, lambda: None, _WAIT):
            known = load(data)
            if known.issues:
                return known.issues
            is_new = line.key not in {one.key for one in known.kept}
            if line.moves and is_new and len(known.kept) >= MOST:
                return [issue("too_many_scenarios", file=FILE, limit=str(MOST))]
            path = data / FILE
            text = path.read_text(encoding="utf-8-sig") if path.exists() else ""
            if text and not text.endswith("\n"):
                text += "\n"
            durable.write_text(path, text + records.line_of(line, text))
    except BusyError:
        return [issue("load_running", file=FILE)]
    except OSError as error:
        detail = f"{error.strerror}: {error.filename or data}"
        return [issue("not_kept", file=FILE, detail=detail)]
    return []
