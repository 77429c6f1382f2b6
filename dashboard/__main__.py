"""`python -m dashboard`: builds the warehouse when there is none, then serves the pages.

`python -m dashboard report` writes area profiles instead (`dashboard.report.command`).

The pipeline runs as a child process (`python -m etl build`): the dashboard never imports it.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

from dashboard import permission
from dashboard.served import edition_file

PROJECT = Path(__file__).resolve().parents[1]
EDITIONS = ("public", "internal")
UPLOAD_MEGABYTES = 50
REFUSED = (
    "Memuat berkas hanya untuk versi internal (--edition internal) yang dilayani di localhost, "
    "atau setelah orangnya disebut di data/settings.toml: [loading] people = ['surel']. / "
    "Loading needs --edition internal, and localhost or [loading] people in data/settings.toml."
)


def main(arguments: list[str] | None = None) -> int:
    """Parse the command line, build if needed, serve. Returns the exit status."""
    given = sys.argv[1:] if arguments is None else arguments
    if given[:1] == ["report"]:
        return _report(given[1:])
    options = _parser().parse_args(given)
    data = _data(options.data)
    if options.loading and not _may_load(options, data):
        print(REFUSED, file=sys.stderr)
        return 2
    environment = {
        **os.environ,
        "KLA_DATA": str(data),
        "KLA_EDITION": options.edition,
        "KLA_LOADING": "1" if options.loading else "",
        "PYTHONPATH": os.pathsep.join([str(PROJECT), os.environ.get("PYTHONPATH", "")]),
    }
    status = _built(data, options.edition)
    if status:
        return status
    print(f"Dasbor / dashboard: http://{options.address}:{options.port}", flush=True)
    return subprocess.run(
        _streamlit(options), cwd=PROJECT / "dashboard", env=environment, check=False
    ).returncode


def _report(arguments: list[str]) -> int:
    """The area profiles; what they need is imported only here."""
    from dashboard.report import command

    return command.main(arguments, _built, _data(None))


def _data(named: str | None) -> Path:
    """The data folder: the one named, that of KLA_DATA, that of the project."""
    return Path(named or os.environ.get("KLA_DATA") or PROJECT / "data").resolve()


def _built(data: Path, edition: str) -> int:
    """Build the warehouse where there is none; the status of the build."""
    if edition_file(data, edition).exists():
        return 0
    print("Gudang data belum ada; sedang dibangun ... / Building the warehouse ...", flush=True)
    path = os.pathsep.join([str(PROJECT), os.environ.get("PYTHONPATH", "")])
    return subprocess.run(
        [sys.executable, "-m", "etl", "build", "--data", str(data)],
        env={**os.environ, "KLA_DATA": str(data), "PYTHONPATH": path},
        check=False,
    ).returncode


def _may_load(options: argparse.Namespace, data: Path) -> bool:
    """Whether loading can be switched on: never for the public, nor for a whole network unnamed."""
    if options.edition != "internal":
        return False
    try:
        named = permission.people(data)
    except ValueError as error:
        print(error, file=sys.stderr)
        return False
    return bool(named) or options.address in permission.HERE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m dashboard", description=__doc__)
    parser.add_argument(
        "--edition",
        choices=EDITIONS,
        default=os.environ.get("KLA_EDITION", "public"),
        help="versi publik (bawaan) atau internal / public (default) or internal edition",
    )
    parser.add_argument(
        "--loading",
        action="store_true",
        help="halaman Muat Data, hanya versi internal / switch on loading, internal edition only",
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
    """The command that serves; without what Streamlit says to programmers, on screen or off."""
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
        "--logger.hideWelcomeMessage=true",
        f"--server.maxUploadSize={UPLOAD_MEGABYTES}",
        "--browser.gatherUsageStats=false",
    ]


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(0)
