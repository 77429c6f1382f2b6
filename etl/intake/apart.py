"""One order to a child process that works on a foreign file, within limits on time and memory.

The child is a module of ours that takes one line of JSON and answers with JSON. Whatever the file
does to it, the answer here is a mapping: its own, or `fault` with the limit that was broken.
"""

from __future__ import annotations

import contextlib
import json
import signal
import sys
import threading
import time
from typing import IO, Any, Final

import psutil

from etl.intake import child
from etl.intake.isolated import Limits
from etl.intake.reader import bound

MOST_BYTES: Final = 50_000_000
"""An answer longer than this is none."""


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
    asked = child.start((sys.executable, "-P", "-m", module))
    said: list[bytes] = []
    reader = threading.Thread(target=_take, args=(asked.stdout, said), daemon=True)
    reader.start()
    try:
        child.send(asked, order)
        fault = _watch(asked, reader, seconds, limits.memory)
    finally:
        child.end(asked)
        reader.join()
    return {"fault": fault} if fault else child.parsed(b"".join(said))


def _take(pipe: IO[bytes], said: list[bytes]) -> None:
    with contextlib.suppress(OSError, ValueError):
        said.append(pipe.read(MOST_BYTES))


def _watch(asked: psutil.Popen, reader: threading.Thread, seconds: float, memory: int) -> str:
    """Wait for the answer; the limit that was broken, or empty text."""
    end = time.monotonic() + seconds
    while reader.is_alive():
        reader.join(child.LOOK)
        if time.monotonic() > end:
            return "time"
        if child.resident(asked) > memory:
            return "memory"
    return ""
