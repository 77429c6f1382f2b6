"""Describe a foreign file in a process of its own: what it does there harms nobody."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from etl.describe.choices import ChoicesError
from etl.describe.describe import refused_json
from etl.intake.apart import ask
from etl.intake.child import reason_of
from etl.intake.isolated import LIMITS, Limits


def describe_apart(
    path: Path,
    *,
    sheet: str | None = None,
    choices: str | None = None,
    data: Path | None = None,
    limits: Limits = LIMITS,
) -> dict[str, Any]:
    """The description of a file as JSON. A file that breaks the limits has one question: why.

    ChoicesError when the choices are wrong.
    """
    if path.stat().st_size > limits.size:
        return refused_json(path, "file_too_big")
    order = {
        "path": str(path.absolute()),
        "sheet": sheet,
        "choices": choices,
        "data": None if data is None else str(data.absolute()),
    }
    answer = ask("etl.describe.child", order, limits)
    if "choices" in answer:
        raise ChoicesError(str(answer["choices"]))
    if "done" in answer and isinstance(answer["done"], dict):
        return answer["done"]
    return refused_json(path, reason_of(answer))
