"""`python -m tests.benchmarks [build] [read] [pages]`: figures, not gates.

Machines differ and are noisy: what counts are the ratios of one run.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.benchmarks import building, pages, reading

PARTS = ("build", "read", "pages")


def main(wanted: list[str]) -> int:
    """Run the parts asked for (all without arguments) and print their lines."""
    unknown = sorted(set(wanted) - set(PARTS))
    if unknown:
        print(f"unknown: {', '.join(unknown)}; choose from {', '.join(PARTS)}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in wanted or PARTS:
            print(f"== {part}", flush=True)
            if part == "build":
                lines = building.run(folder)
            elif part == "read":
                lines = reading.run(folder)
            else:
                lines = pages.run()
            print("\n".join(lines), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
