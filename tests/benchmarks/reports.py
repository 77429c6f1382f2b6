"""One profile and a province of 27 regencies as PDFs: how long it takes, and how large they are."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

from dashboard import warehouse
from dashboard.report import profile
from dashboard.report.compile import render
from dashboard.warehouse import Warehouse
from etl.build import build

PROJECT: Final = Path(__file__).resolve().parents[2]
PROVINCE: Final = "32"
ONE: Final = {"99.01": "every question", "52.04": "blocks", "32.73": "reports", "32": "a province"}


def run(folder: Path, rounds: int = 5) -> list[str]:
    """One line a region (saying it, setting it), and one for the command on a province."""
    build(PROJECT / "data", folder / "build")
    before = {name: os.environ.get(name) for name in ("KLA_DATA", "KLA_EDITION")}
    os.environ.update(KLA_DATA=str(folder), KLA_EDITION="public")
    try:
        store = warehouse.current()
        profile.pdf(store, PROVINCE, "id", "a4")
        lines = [_one(store, region, told, rounds) for region, told in ONE.items()]
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})
    return [*lines, _province(folder)]


def _one(store: Warehouse, region: str, told: str, rounds: int) -> str:
    """Median seconds to ask the warehouse and to set the pages."""
    asked, setting, size = [], [], 0
    busy = time.process_time()
    for _ in range(rounds):
        started = time.perf_counter()
        document = profile.document(store, region, "id")
        said = time.perf_counter()
        size = len(render(document, paper="a4", language="id"))
        asked.append(said - started)
        setting.append(time.perf_counter() - said)
    busy = (time.process_time() - busy) / rounds
    said_in, set_in = statistics.median(asked), statistics.median(setting)
    return (
        f"  {region} ({told}): {said_in + set_in:.2f} s, of which {set_in:.2f} s setting, "
        f"{busy:.2f} s of processor time; "
        f"{size / 1024:.0f} KB (about a second wanted)"
    )


def _province(folder: Path) -> str:
    """The whole command, with its start and the opening of the warehouse."""
    out = folder / "profil"
    command = [sys.executable, "-m", "dashboard", "report", "--data", str(folder)]
    started = time.perf_counter()
    subprocess.run(
        [*command, "--province", PROVINCE, "--out", str(out)],
        cwd=PROJECT,
        check=True,
        capture_output=True,
    )
    seconds = time.perf_counter() - started
    files = list(out.glob("*.pdf"))
    size = sum(path.stat().st_size for path in files) / 1024 / 1024
    return (
        f"the command for a province of 27: {len(files)} profiles in {seconds:.1f} s, "
        f"{size:.1f} MB (about 30 s wanted)"
    )
