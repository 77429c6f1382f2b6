"""`python -m tests.benchmarks [build] [country] [read] [recaps] [generated] [crashes] [pages] ...`.

Figures, not gates.

Machines differ and are noisy: what counts are the ratios of one run.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

from tests.benchmarks import (
    building,
    country,
    crashes,
    generated,
    pages,
    provinces,
    reading,
    recaps,
    reports,
    trends,
)

PARTS: Final[dict[str, Callable[[Path], list[str]]]] = {
    "build": building.run,
    "country": country.run,
    "read": reading.run,
    "recaps": recaps.run,
    "generated": generated.run,
    "crashes": crashes.run,
    "pages": lambda folder: pages.run(),
    "reports": reports.run,
    "trends": trends.run,
    "provinces": provinces.run,
}


def main(wanted: list[str]) -> int:
    """Run the parts asked for (all without arguments) and print their lines."""
    unknown = sorted(set(wanted) - set(PARTS))
    if unknown:
        print(f"unknown: {', '.join(unknown)}; choose from {', '.join(PARTS)}", file=sys.stderr)
        return 2
    for part in wanted or PARTS:
        print(f"== {part}", flush=True)
        with tempfile.TemporaryDirectory() as folder:
            print("\n".join(PARTS[part](Path(folder))), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
