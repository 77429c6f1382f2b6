"""DECIDE which publication of a quantity is shown first: write it down, build, serve.

As a load does it (`etl.intake.keep`): the line is in data/decisions.csv once the build made with it
has succeeded, and not before.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from etl import decisions, durable, history
from etl.build import CACHE, BuildFailed, BuildReport, building, context_of, prepare, publish
from etl.decisions import Decision
from etl.folder import Progress, read_folder
from etl.intake import keep
from etl.issues import issue
from etl.turn import BusyError

STAGE: Final = "keputusan"


def decide(
    decision: Decision,
    data: Path,
    out: Path,
    progress: Progress = lambda what, done, total: None,
) -> BuildReport:
    """Add `decision` to the data folder and serve the build that follows it.

    BuildFailed with the reasons when there is no such figure, decisions.csv or the folder has
    errors, or another load does not end; nothing has changed then.
    """
    try:
        with keep.changing(data, lambda: progress("wait", 0, 1)) as incoming:
            stage = incoming / STAGE
            try:
                return _decide(decision, stage, data, out, progress)
            finally:
                keep.forget(stage, data)
    except BusyError as error:
        raise BuildFailed([issue("load_running", file=decisions.FILE)]) from error
    except OSError as error:
        detail = f"{error.strerror}: {error.filename or data}"
        raise BuildFailed([issue("not_kept", file=decisions.FILE, detail=detail)]) from error


def _decide(
    decision: Decision, stage: Path, data: Path, out: Path, progress: Progress
) -> BuildReport:
    before = decisions.load(data)
    if before.issues:
        raise BuildFailed(before.issues)
    parcel, shadow = stage / keep.PARCEL, stage / "data"
    parcel.mkdir(parents=True)
    durable.write_text(parcel / decisions.FILE, decisions.with_line(data, decision))
    keep.shadow(data, parcel, shadow)
    log = history.folder_of(data, out)
    with building(out, log, progress):
        context = context_of(shadow)
        folder = read_folder(shadow, out / CACHE, context, progress)
        made_by = {"command": "decide", "file": decisions.FILE, "by": decision.decided_by}
        ready = prepare(folder, context, out, log, made_by, progress)
        keep.deliver(keep.accept(stage, data), data)
        return publish(ready, out, log)
