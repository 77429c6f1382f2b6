"""What the reader made of a written file, held against what was written."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from etl.report import FileReport
from indicators.tables import PUBLICATION
from tests.etl.generated.files_made import Written
from tests.etl.generated.tables_made import KEYS, Key

Facts = Mapping[Key, tuple[float | None, str]]
"""Key -> value (None: not reported) and the cell it came from."""
EXPECTED_KINDS: Final = frozenset({"provenance_missing", "items_missing"})
"""Said of every file without a sidecar, and of a recap with one block only."""


@dataclass(frozen=True)
class Outcome:
    """The facts of a file and its issues as (severity, cell, kind), the expected ones left out."""

    facts: Facts
    issues: frozenset[tuple[str, str | None, str]]
    count: int


def outcome(report: FileReport) -> Outcome:
    """What the reader says of a file."""
    facts: dict[Key, tuple[float | None, str]] = {}
    count = 0
    for table, frame in report.observations.items():
        if table == PUBLICATION.name:
            continue
        for row in frame.to_dict("records"):
            count += 1
            value = None if math.isnan(row["value"]) else row["value"]
            facts[_key(table, row)] = (value, row["cell"])
    issues = frozenset(
        (one.severity, one.cell, one.kind)
        for one in report.issues
        if one.kind not in EXPECTED_KINDS
    )
    return Outcome(facts, issues, count)


def _key(table: str, row: Mapping[Any, Any]) -> Key:
    said = dict(row)
    for name in ("period_start", "printed_year"):
        if name in said:
            said["year"] = said[name].year if name == "period_start" else int(said[name])
    return (table, *(str(said[name]) for name in KEYS[table]))


def wrong_in_silence(written: Written, found: Outcome) -> list[str]:
    """Figures that were neither read as written nor reported at their own cell as an error.

    A figure that nobody wrote is wrong as well.
    """
    at_fault = {cell for severity, cell, _ in found.issues if severity == "error"}
    wrong = []
    for key, value in written.values.items():
        cell = written.address(*written.places[key])
        if found.facts.get(key) != (value, cell) and cell not in at_fault:
            wrong.append(f"{cell} {key}: wrote {value}, read {found.facts.get(key)}")
    wrong += [f"{key}: nobody wrote it" for key in found.facts if key not in written.values]
    return wrong


def is_exact(written: Written, found: Outcome) -> bool:
    """Whether every figure was read as written, from its cell, and the file has no error."""
    wanted = {
        key: (value, written.address(*written.places[key])) for key, value in written.values.items()
    }
    refused = any(severity == "error" for severity, _, _ in found.issues)
    return not refused and dict(found.facts) == wanted and found.count == len(wanted)
