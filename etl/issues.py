"""Problems as values: a kind, an address and a remedy. The only place where problems get words.

The sentences are in `messages/*.toml`, one table a kind, Indonesian and English; the facts of a
problem fill their gaps. Tests compare (cell, kind), never wording.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict

from indicators import codes

MESSAGES: Final = Path(__file__).parent / "messages"
ERROR, WARNING = codes.SEVERITIES
REPORT_SHEET: Final = "Laporan pemeriksaan"
"""The sheet on which `etl.annotate` lists the issues of a workbook; it is no data."""


@dataclass(frozen=True)
class Issue:
    """One problem. `sheet` and `cell` are None when the file as a whole is meant."""

    severity: str
    kind: str
    file: str
    sheet: str | None
    cell: str | None
    value: str | None
    message: str
    message_en: str
    remedy: str
    remedy_en: str


class _Phrase(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    en: str


class _Sentences(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    severity: str
    message: str
    message_en: str
    remedy: str
    remedy_en: str
    phrases: Mapping[str, _Phrase] = {}


@dataclass(frozen=True)
class Problem:
    """A problem without its address: what a reader of one cell knows.

    Facts fill the gaps of the sentences: a gap `{why}` and, in English, `{why_en}`. A fact that
    starts with @ names a phrase of the messages, which has a wording in either language; a
    number is written in the form of each.
    """

    kind: str
    facts: Mapping[str, str | float] = field(default_factory=dict)
    severity: str | None = None


@functools.cache
def sentences() -> Mapping[str, _Sentences]:
    """The sentences of every kind of problem."""
    found: dict[str, _Sentences] = {}
    for path in sorted(MESSAGES.glob("*.toml")):
        for kind, item in tomllib.loads(path.read_text(encoding="utf-8")).items():
            if kind in found:
                raise ValueError(f"{path.name}: {kind} has its words twice")
            found[kind] = _Sentences.model_validate(item)
    return found


def issue(
    kind: str,
    *,
    file: str,
    sheet: str | None = None,
    cell: str | None = None,
    value: object = None,
    severity: str | None = None,
    **facts: str | float,
) -> Issue:
    """The issue of that kind, its sentences filled with the facts and the value.

    KeyError when the kind is unknown or a fact that its sentences need is missing.
    """
    words = sentences()[kind]
    shown = None if value is None else show(value)
    gaps = {
        language: {
            "value": shown or "" if not isinstance(value, float) else _figure(value, language),
            "sheet": sheet or "",
            "cell": cell or "",
            "file": file,
        }
        for language in ("id", "en")
    }
    for name, fact in facts.items():
        if not (isinstance(fact, str) and fact.startswith("@")):
            for language, own in gaps.items():
                own[name] = fact if isinstance(fact, str) else _figure(fact, language)
    for name, fact in facts.items():
        if isinstance(fact, str) and fact.startswith("@"):
            phrase = words.phrases[fact[1:]]
            gaps["id"][name] = phrase.id.format_map(gaps["id"])
            gaps["en"][f"{name}_en"] = phrase.en.format_map(gaps["en"])
    return Issue(
        severity=severity or words.severity,
        kind=kind,
        file=file,
        sheet=sheet,
        cell=cell,
        value=shown,
        message=words.message.format_map(gaps["id"]),
        message_en=words.message_en.format_map(gaps["en"]),
        remedy=words.remedy.format_map(gaps["id"]),
        remedy_en=words.remedy_en.format_map(gaps["en"]),
    )


def _figure(number: float, language: str) -> str:
    """A number in a sentence, as exact as it is: 98,8 or 98.8, without thousands marks."""
    text = show(float(number))
    return text.replace(".", ",") if language == "id" else text


def show(value: object) -> str:
    """A cell as it is quoted in a sentence: 2023.0 as 2023, at most 120 characters."""
    text = plain(value)
    return text if len(text) <= 120 else f"{text[:119]}…"


def plain(value: object) -> str:
    """A cell as text, however long: 2023.0 as 2023."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


class IssueList:
    """The issues of one file as they are found. `place` gives them their sheet and cell."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[Issue] = []

    def add(
        self, problem: Problem, sheet: str | None = None, cell: str | None = None,
        value: object = None,
    ) -> None:  # fmt: skip
        """Add `problem` at an address, with the value that was read there."""
        self.found.append(
            issue(
                problem.kind,
                file=self.file,
                sheet=sheet,
                cell=cell,
                value=value,
                severity=problem.severity,
                **problem.facts,
            )
        )

    @property
    def has_errors(self) -> bool:
        """Whether any of them is an error."""
        return any(item.severity == ERROR for item in self.found)
