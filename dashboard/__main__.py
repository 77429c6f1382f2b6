"""`python -m dashboard`: builds the warehouse when there is none, then serves the pages.

The pipeline runs as a child process (`python -m etl build`): the dashboard never imports it.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
EDITIONS = ("public", "internal")


def main(arguments: list[str] | None = None) -> int:
    """Parse the command line, build if needed, serve. Returns the exit status."""
    options = _parser().parse_args(arguments)
    data = Path(options.data or os.environ.get("KLA_DATA") or PROJECT / "data").resolve()
    environment = {
        **os.environ,
        "KLA_DATA": str(data),
        "KLA_EDITION": options.edition,
        "PYTHONPATH": os.pathsep.join([str(PROJECT), os.environ.get("PYTHONPATH", "")]),
    }
    if not (data / "build" / f"kla-{options.edition}.duckdb").exists():
        print("Gudang data belum ada; sedang dibangun ... / Building the warehouse ...", flush=True)
        built = subprocess.run(
            [sys.executable, "-m", "etl", "build", "--data", str(data)],
            env=environment,
            check=False,
        )
        if built.returncode:
            return built.returncode
    return subprocess.run(
        _streamlit(options), cwd=PROJECT / "dashboard", env=environment, check=False
    ).returncode


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m dashboard", description=__doc__)
    parser.add_argument(
        "--edition",
        choices=EDITIONS,
        default=os.environ.get("KLA_EDITION", "public"),
        help="versi publik (bawaan) atau internal / public (default) or internal edition",
    )
    parser.add_argument("--data", help="folder data (KLA_DATA) / data folder")
    parser.add_argument("--port", type=int, default=8501)
    parser.add_argument(
        "--address", default="localhost", help="alamat yang dilayani / address to listen on"
    )
    parser.add_argument(
        "--no-browser", action="store_true", help="jangan buka peramban / do not open a browser"
    )
    return parser


def _streamlit(options: argparse.Namespace) -> list[str]:
    return [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        str(PROJECT / "dashboard" / "app.py"),
        f"--server.port={options.port}",
        f"--server.address={options.address}",
        f"--server.headless={'true' if options.no_browser else 'false'}",
        "--server.showEmailPrompt=false",
        "--browser.gatherUsageStats=false",
    ]


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(0)
