"""One build at a time in a folder: a lock that the system takes back when its process dies."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Final

LOCK: Final = ".kla-build.lock"
LONGEST_WAIT: Final = 300.0
"""Seconds; a build takes about twenty."""
PAUSE: Final = 0.2


class BusyError(Exception):
    """Another build kept the folder for longer than `LONGEST_WAIT`."""


@contextlib.contextmanager
def turn(
    folder: Path, waiting: Callable[[], None], longest: float = LONGEST_WAIT
) -> Iterator[None]:
    """Wait until no other build uses `folder`, and keep others out meanwhile.

    `waiting` is called once when somebody else is building. BusyError after `longest` seconds.
    """
    with (folder / LOCK).open("a+b") as handle:
        end, told = time.monotonic() + longest, False
        while not _taken(handle):
            if not told:
                waiting()
                told = True
            if time.monotonic() > end:
                raise BusyError
            time.sleep(PAUSE)
        yield


if sys.platform == "win32":
    import msvcrt

    def _taken(handle: IO[bytes]) -> bool:
        handle.seek(0)
        try:
            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _taken(handle: IO[bytes]) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
