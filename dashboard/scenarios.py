"""Scenarios of the internal edition: kept, listed and taken back by `python -m etl scenario`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from dashboard import answers, intake, permission
from dashboard.answers import Failed, Issue
from indicators import scenario

FILE: Final = "scenarios.csv"
Issues = tuple[Issue, ...]


@dataclass(frozen=True)
class Kept:
    """A named set of moves of one assessment."""

    assessment: str
    level: str
    name: str
    moves: tuple[tuple[str, float], ...]
    kept_by: str
    kept_on: str


def signature() -> str:
    """Changes whenever the file of the scenarios does."""
    path = permission.data_folder() / FILE
    try:
        found = path.stat()
    except FileNotFoundError:
        return ""
    return f"{found.st_mtime_ns}.{found.st_size}"


def of_region(region: str) -> tuple[Kept, ...] | Failed:
    """The scenarios of a region."""

    def arguments(_folder: Path) -> list[str]:
        return ["scenario", "list", "--region", region, "--json", *_data()]

    return intake.asked(arguments, _listed, intake.READING, lambda doing: None)


def keep(
    region: str, assessment: str, level: str, name: str, moves: Mapping[str, float], by: str
) -> Issues | Failed:
    """Keep one; nothing when done, else why not."""

    def arguments(_folder: Path) -> list[str]:
        about = ["--region", region, "--assessment", assessment, "--level", level]
        said = [f"--name={name}", f"--by={by}", "--moves", scenario.as_text(moves)]
        return ["scenario", "keep", *about, *said, "--json", *_data()]

    return intake.asked(arguments, answers.decided, intake.READING, lambda doing: None)


def drop(region: str, assessment: str, name: str, by: str) -> Issues | Failed:
    """Take one back; nothing when done, else why not."""

    def arguments(_folder: Path) -> list[str]:
        about = ["--region", region, "--assessment", assessment]
        return ["scenario", "drop", *about, f"--name={name}", f"--by={by}", "--json", *_data()]

    return intake.asked(arguments, answers.decided, intake.READING, lambda doing: None)


def _listed(answer: Any) -> tuple[Kept, ...]:  # noqa: ANN401  decoded JSON
    def build() -> tuple[Kept, ...]:
        return tuple(
            Kept(
                one["assessment"],
                one["level"],
                one["name"],
                tuple(scenario.from_text(one["moves"]).items()),
                one["kept_by"],
                one["kept_on"],
            )
            for one in answer["scenarios"]
        )

    return answers.shaped(build)


def _data() -> list[str]:
    return ["--data", str(permission.data_folder())]
