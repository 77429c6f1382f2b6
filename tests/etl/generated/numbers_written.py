"""How publishers write a number, and what the same column looks like in their hand."""

from __future__ import annotations

import random
from typing import Final

STYLES: Final = ("real", "id", "en", "dot", "comma", "space")
NOTHING: Final = ("-", "n.a.", "...", "NA", "")
"""What stands in a cell that was not reported."""


def write_number(value: float, decimals: int, style: str, *, percent: str = "") -> str | float:
    """`value` in a style; `percent` is what stands behind a percentage (%, blank and %)."""
    if style == "real":
        return int(value) if decimals == 0 else value
    english = f"{value:,.{decimals}f}"
    if style == "en":
        text = english
    elif style == "dot":
        text = english.replace(",", "")
    elif style == "comma":
        text = english.replace(",", "").replace(".", ",")
    else:
        thousands = "." if style == "id" else "\u00a0"
        text = english.replace(",", "~").replace(".", ",").replace("~", thousands)
    return text + percent


def some_value(chance: random.Random, lowest: float, highest: float, decimals: int) -> float:
    """A value in the range, small and large ones equally often; exact to so many decimals."""
    spread = highest - lowest
    value = lowest + spread * 10 ** chance.uniform(-4 if decimals == 0 else -1.5, 0)
    return round(min(max(value, lowest), highest), decimals)
