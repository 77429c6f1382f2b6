"""One order to a child process that works on a foreign file, within limits on time and memory.

The child is a module of ours that takes one line of JSON and answers with JSON. Whatever the file
does to it, the answer here is a mapping: its own, or `fault` with the limit that was broken.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import IO, Any, Final

import psutil

import etl
from etl.intake.isolated import LOOK, ONE_THREAD, Limits
from etl.intake.reader import bound

MOST_BYTES: Final = 50_000_000
"""An answer longer than this is none."""
REASONS: Final = {"time": "too_slow", "memory": "too_much_memory"}


def reason_of(answer: dict[str, Any]) -> str:
    """The phrase of the issue unreadable_file for a fault."""
    return REASONS.get(str(answer.get("fault")), "broke_reader")


def take_order() -> dict[str, Any]:
    """In the child: the order, once the limits it names hold."""
    order: dict[str, Any] = json.loads(sys.stdin.readline())
    bound(int(order["memory"]))
    if sys.platform != "win32":
        signal.alarm(int(order["seconds"]))
    return order


def ask(module: str, order: dict[str, Any], limits: Limits) -> dict[str, Any]:
    """What `python -m module` answers to the order, or which limit it broke."""
    seconds = limits.seconds + limits.start_seconds
    order = {**order, "seconds": int(seconds), "memory": limits.memory}
    root = str(Path(etl.__path__[0]).parent)
    places = [root, *os.environ.get("PYTHONPATH", "").split(os.pathsep)]
    child = psutil.Popen(
        (sys.executable, "-P", "-m", module),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **ONE_THREAD, "PYTHONPATH": os.pathsep.join(filter(None, places))},
    )
    said: list[bytes] = []
    reader = threading.Thread(target=_take, args=(child.stdout, said), daemon=True)
    reader.start()
    try:
        with contextlib.suppress(OSError):  # a child that is gone does not answer either
            child.stdin.write(json.dumps(order).encode() + b"\n")
            child.stdin.close()
        fault = _watch(child, reader, seconds, limits.memory)
    finally:
        child.kill()
        child.wait()
        reader.join()
        child.stdout.close()
    return {"fault": fault} if fault else _parsed(b"".join(said))


def _take(pipe: IO[bytes], said: list[bytes]) -> None:
    with contextlib.suppress(OSError, ValueError):
        said.append(pipe.read(MOST_BYTES))


def _watch(child: psutil.Popen, reader: threading.Thread, seconds: float, memory: int) -> str:
    """Wait for the answer; the limit that was broken, or empty text."""
    end = time.monotonic() + seconds
    while reader.is_alive():
        reader.join(LOOK)
        if time.monotonic() > end:
            return "time"
        try:
            if child.memory_info().rss > memory:
                return "memory"
        except psutil.Error:
            continue  # it has just ended
    return ""


def _parsed(answer: bytes) -> dict[str, Any]:
    try:
        found = json.loads(answer)
    except (ValueError, RecursionError):
        return {"fault": "garbage"}
    return found if isinstance(found, dict) else {"fault": "garbage"}
