"""Random provinces protected and attacked: what comes back, what is hidden, how long it takes."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from tests.indicators.provinces import children, protected, province, said

PROVINCES: Final = 200
AREAS_OF_ALL_YEARS: Final = (6, 12, 27)


def run(folder: Path) -> list[str]:
    """Lines of figures; nothing is written to `folder`."""
    lines = said([protected(seed, province(seed), children()) for seed in range(PROVINCES)])
    for areas in AREAS_OF_ALL_YEARS:
        frame = province(2, areas=areas, all_years=True)
        lines.append(f"with the five years together, {areas} areas:")
        lines += said([protected(2, frame, children(areas))])
    return lines
