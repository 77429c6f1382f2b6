"""A child process of ours that opens foreign files: how it is started, watched and ended.

It says what it did in JSON; an answer that is none, or a limit it broke, is a `fault`.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import psutil

import etl

LOOK: Final = 0.01
"""Seconds between two looks at the child's memory."""
_ONE_THREAD: Final = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"}
"""Pools of threads reserve memory for each core of the machine; the child needs none."""
_REASONS: Final = {"time": "too_slow", "memory": "too_much_memory"}


def start(command: Sequence[str]) -> psutil.Popen:
    """The child, with pipes for its orders and answers; it finds this package wherever it lies."""
    root = str(Path(etl.__path__[0]).parent)
    places = [root, *os.environ.get("PYTHONPATH", "").split(os.pathsep)]
    return psutil.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **_ONE_THREAD, "PYTHONPATH": os.pathsep.join(filter(None, places))},
    )


def send(child: psutil.Popen, order: dict[str, Any]) -> None:
    """Give the child one line of JSON; one that is gone does not answer either."""
    with contextlib.suppress(OSError):
        child.stdin.write(json.dumps(order).encode() + b"\n")
        child.stdin.flush()


def resident(child: psutil.Popen) -> int:
    """Resident memory of the child in bytes; 0 when it has just ended."""
    try:
        return int(child.memory_info().rss)
    except psutil.Error:
        return 0


def parsed(said: bytes) -> dict[str, Any]:
    """The answer, or a fault when it is none."""
    try:
        answer = json.loads(said)
    except (ValueError, RecursionError):
        return {"fault": "garbage"}
    return answer if isinstance(answer, dict) else {"fault": "garbage"}


def reason_of(answer: dict[str, Any]) -> str:
    """The phrase of the issue unreadable_file for a fault."""
    return _REASONS.get(str(answer.get("fault")), "broke_reader")


def end(child: psutil.Popen) -> None:
    """End the child, whatever it is doing."""
    child.kill()
    child.wait()
    for pipe in (child.stdin, child.stdout):
        with contextlib.suppress(OSError):
            pipe.close()
