"""Building the shipped data: wall time and peak memory of the whole process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]


def run(folder: Path) -> list[str]:
    """A build that parses every file, then one that parses none."""
    first = _build(folder / "build")
    again = _build(folder / "build")
    return [
        f"parsing every file: {first[0]:.1f} s, {first[1]:.0f} MB ({first[2]} files)",
        f"nothing changed: {again[0]:.1f} s, {again[1]:.0f} MB",
        "  (about 20 s and 500 MB or better wanted)",
    ]


def _build(out: Path) -> tuple[float, float, int]:
    """Wall seconds, peak megabytes and files of one build in a process of its own."""
    started = time.perf_counter()
    command = [sys.executable, "-m", "etl", "build", "--json", "--out", str(out)]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True) as process:
        if process.stdout is None:
            raise RuntimeError("no output to read")
        output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(output)
    seconds = time.perf_counter() - started
    return seconds, usage.ru_maxrss / 1024, json.loads(output)["source_files"]
