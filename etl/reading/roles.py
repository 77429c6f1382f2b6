"""Cells that ask for the role of somebody and hold a person: a number of an official, a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from etl.issues import Problem
from etl.reading.draft import Draft
from etl.reading.recognise import Heading

ROLES: Final = ("signatory", "in_charge")
"""Columns of the evidence register that name nobody."""
_OFFICIAL: Final = re.compile(
    r"\bnip\b|(?<!\d)(?:19|20)\d{6}[ .]?(?:19|20)\d{4}[ .]?[12][ .]?\d{3}(?!\d)", re.IGNORECASE
)
_ADDRESSED: Final = re.compile(
    r"(?:^|[,(:]\s*)(?:bapak|ibu|bpk|pak|bu|sdri?|saudar[ai]|hj?|drs?|dra|ir)\b\.?\s+"
    r"(?!dan\b|hamil\b|anak\b|bayi\b|kota\b|rumah\b)[a-z]",
    re.IGNORECASE,
)
_DEGREE: Final = re.compile(
    r",\s*(?:(?:s|m|a)\.\s?[a-z]+|amd|se|sh|mm|mh|msi|spd|ssos|skm|mkes|ph\.?\s?d)\b",
    re.IGNORECASE,
)


def names_person(text: str) -> bool:
    """Whether a text that should be a role holds the number, the address or the degree of one."""
    return any(one.search(text) for one in (_OFFICIAL, _ADDRESSED, _DEGREE))


def check_roles(draft: Draft, known: Sequence[Heading]) -> None:
    """Refuse rows whose role is a person: at the cell, whose content is not repeated."""
    for heading in known:
        if heading.column is None or heading.column.to not in ROLES:
            continue
        for row in draft.rows:
            cell = draft.grid.rows[row][heading.index]
            if isinstance(cell, str) and names_person(cell):
                problem = Problem("role_names_person", {"column": heading.text})
                at = draft.grid.address(row, heading.index)
                draft.state.issues.add(problem, draft.grid.sheet, at)
