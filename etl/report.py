"""What was read from one file and what was wrong with it, as values and as JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Final

import pandas as pd

from etl.issues import ERROR, Issue
from etl.reading.observations import Frames
from etl.reading.totals import TotalRead
from indicators import tables

PERSONAL_DATA: Final = "personal_data"


@dataclass(frozen=True)
class TableRead:
    """One table that was read: where it stands, by which layout, into which warehouse table.

    `totals` are those that it prints and that were held against its rows.
    """

    sheet: str
    range: str
    layout: str
    table: str
    rows: int
    totals: tuple[TotalRead, ...] = ()


@dataclass(frozen=True)
class FileReport:
    """What a file holds. `observations` has a frame for each warehouse table that was read.

    Frames have exactly the columns of their table (days as datetime64[s]). Rows with an error in
    one of their cells are not in them; of two rows with one key both are, each as it was read. The
    frame `publication` lists the publications of the file.
    """

    file: str
    sha256: str
    bytes: int
    tables: tuple[TableRead, ...] = ()
    observations: Frames = field(default_factory=lambda: Frames({}))
    issues: tuple[Issue, ...] = ()
    is_form: bool = False
    """Whether it is the workbook of a cycle's form: that holds no figures."""
    form: str | None = None
    """The id of that form; None where it has an error."""

    @property
    def has_errors(self) -> bool:
        """Whether any issue is an error: such a file is not loaded."""
        return any(item.severity == ERROR for item in self.issues)

    @property
    def is_unreadable(self) -> bool:
        """Whether the file as a whole could not be read."""
        return any(item.kind == "unreadable_file" for item in self.issues)

    @property
    def refused(self) -> str | None:
        """`personal_data` when the file speaks of persons: nothing of it may be kept."""
        kinds = {item.kind for item in self.issues}
        return PERSONAL_DATA if PERSONAL_DATA in kinds else None


def report_json(report: FileReport, observations: bool) -> dict[str, Any]:
    """The report as the JSON object of `check --json`; `observations` adds every fact."""
    content: dict[str, Any] = {
        "file": report.file,
        "sha256": report.sha256,
        "refused": report.refused,
        "tables": [asdict(item) for item in report.tables],
    }
    if observations:
        content["observations"] = [
            {"table": name, **row}
            for name, facts in report.observations.items()
            if name != tables.PUBLICATION.name
            for row in _records(facts)
        ]
    content["issues"] = [
        {name: value for name, value in vars(item).items() if name != "file"}
        for item in report.issues
    ]
    return content


def _records(facts: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows with days as ISO text and None where nothing is."""
    plain = facts.copy()
    for name in plain.columns:
        if plain[name].dtype.kind == "M":
            plain[name] = plain[name].dt.strftime("%Y-%m-%d")
    plain = plain.astype(object).where(plain.notna(), None)
    return [
        dict(zip(plain.columns, row, strict=True))
        for row in plain.itertuples(index=False, name=None)
    ]
