"""The child process that reads foreign files: `python -m etl.intake.reader`, started by `isolated`.

It takes orders line by line on standard input and answers on standard output, both JSON; what was
read lies in a folder that the order names (as etl.cache keeps it). It never outlives its parent:
when standard input ends, so does the process, whatever it is doing.
"""

from __future__ import annotations

import json
import os
import queue
import shutil
import signal
import sys
import threading
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Final, TextIO

from etl import cache
from etl.check import check_file
from etl.context import Context, load_context
from etl.layout import LayoutError

if sys.platform != "win32":
    import resource

ADDRESS_SPACE: Final = 4 * 2**30
"""Virtual memory that numpy and arrow reserve without using it; allowed on top of the limit."""
GRACE: Final = 10
"""Seconds after which the child ends by itself when nobody ended it at its limit."""
ROOT: Final = Path(__file__).resolve().parents[2]


def main() -> None:
    """Say that the definitions are loaded, then read one file an order until the orders end."""
    answers = _private_output()
    first = json.loads(sys.stdin.readline())
    bound(int(first["memory"]))
    orders: queue.Queue[str] = queue.Queue()
    folder = Path(first["folder"])
    threading.Thread(target=_listen, args=(orders, folder), daemon=True).start()
    try:
        data = None if first["data"] is None else Path(first["data"])
        context = load_context(data, *map(Path, first["layouts"]))
    except (LayoutError, ValueError, OSError) as error:
        _say(answers, {"failed": str(error)})
        return
    _say(answers, {"ready": True})
    while True:
        order = json.loads(orders.get())
        _alarm(int(first["seconds"]) + GRACE)
        _say(answers, _obey(order, folder, context))
        _alarm(0)


def bound(memory: int) -> None:
    """Limits that the system itself keeps, where there are any: memory, and no core dump.

    The parent watches resident memory, in bytes; this backstop is for what grows faster than it
    looks. A dump of memory would hold what the file says of persons.
    """
    if sys.platform == "win32":
        return
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
    space = 2 * memory + ADDRESS_SPACE
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard != resource.RLIM_INFINITY:
        space = min(space, hard)
    resource.setrlimit(resource.RLIMIT_AS, (space, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _alarm(seconds: int) -> None:
    """Have the system end this process after so many seconds; 0 takes it back."""
    if sys.platform != "win32":
        signal.alarm(seconds)


def _listen(orders: queue.Queue[str], folder: Path) -> None:
    for line in sys.stdin:
        orders.put(line)
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(0)


def _private_output() -> TextIO:
    """Standard output for answers only: whatever a library prints goes nowhere."""
    own = os.fdopen(os.dup(1), "w", encoding="utf-8")
    with open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), 1)
    return own


def _say(answers: TextIO, content: dict[str, object]) -> None:
    answers.write(json.dumps(content) + "\n")
    answers.flush()


def _obey(order: Mapping[str, str], folder: Path, context: Context) -> dict[str, object]:
    """Read one file, or mark it. Whatever goes wrong is the answer, told to the parent."""
    path, key = Path(order["path"]), order["key"]
    try:
        report = check_file(path, context)
        if "annotated" not in order:
            cache.store(folder, key, report)
        elif report.refused is None and not report.is_unreadable:
            from etl.annotate import annotate  # openpyxl: no other order waits for it

            annotate(path, report.issues, Path(order["annotated"]))
    except MemoryError:
        return {"fault": "memory"}
    except Exception as error:
        return {"fault": "stopped", "detail": _where(error)}
    return {"done": key}


def _where(error: Exception) -> str:
    """Kind and place of a fault of ours; not its text, which may quote a cell."""
    place = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in place if frame.filename.startswith(str(ROOT / "etl"))]
    if not own:
        return type(error).__name__
    name = Path(own[-1].filename).relative_to(ROOT).as_posix()
    return f"{type(error).__name__}, {name}:{own[-1].lineno}"


if __name__ == "__main__":
    main()
