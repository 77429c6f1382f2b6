"""What every command prints: progress, problems, and the sentence it stops with."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from etl import build as story
from etl.issues import Issue

PROJECT = Path(__file__).resolve().parents[2]
MOST_ALIKE = 3
"""So many problems that differ in their row alone are written out."""
_STEPS = {
    "wait": "menunggu bangunan lain",
    "check": "memeriksa",
    "gather": "menggabungkan",
    "measure": "menghitung",
    "publish": "menerbitkan",
}


def data_folder() -> Path:
    """The data folder: KLA_DATA, else data/ of the checkout."""
    return Path(os.environ.get("KLA_DATA") or PROJECT / "data")


@contextmanager
def progress(*, quiet: bool) -> Iterator[story.Progress]:
    """A progress bar on standard error; for a program that asked for JSON one JSON line a step."""
    bar = Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        console=Console(stderr=True),
        disable=quiet or not sys.stderr.isatty(),
        transient=True,
    )
    with bar:
        task = bar.add_task("membaca", total=None)

        def step(what: str, done: int, total: int) -> None:
            if quiet and not sys.stderr.isatty():
                told = {"step": what if what in _STEPS else "read", "done": done, "total": total}
                print(json.dumps(told), file=sys.stderr, flush=True)
            bar.update(task, description=_STEPS.get(what, what), completed=done, total=total)

        yield step


def print_issues(issues: Sequence[Issue]) -> None:
    """Each problem in three lines: where and what, what to do, and both in English.

    Of problems that are alike but for their row, the first few; the others by their cells.
    """
    console = Console(soft_wrap=True, highlight=False, markup=False)
    alike: dict[tuple[str, ...], list[Issue]] = {}
    for one in issues:
        same = alike.setdefault(_kind(one), [])
        same.append(one)
        if len(same) > MOST_ALIKE:
            continue
        console.print(f"{_sign(one)} {_place(one)}", style=_style(one))
        console.print(f"    {one.message} {one.remedy}")
        console.print(f"    {one.message_en} {one.remedy_en}", style="dim")
    for same in alike.values():
        if left := same[MOST_ALIKE:]:
            one = same[0]
            end = f"–{left[-1].cell}" if len(left) > 1 and left[-1].cell else ""
            console.print(f"{_sign(one)} {_place(left[0])}{end}", style=_style(one))
            cell = one.cell or one.file
            console.print(f"    {len(left)} lagi seperti {cell}. / {len(left)} more like {cell}.")


def _kind(one: Issue) -> tuple[str, ...]:
    """What problems that differ in their row alone have in common."""
    column = "".join(filter(str.isalpha, one.cell or ""))
    words = "".join(sign for sign in one.message if not sign.isdigit())
    return one.file, one.sheet or "", one.severity, one.kind, column, words


def _sign(one: Issue) -> str:
    return "✗" if one.severity == "error" else "!"


def _style(one: Issue) -> str:
    return "bold red" if one.severity == "error" else "yellow"


def _place(one: Issue) -> str:
    sheet = "!".join(part for part in (one.sheet, one.cell) if part)
    return " · ".join(part for part in (one.file, sheet) if part)


def stop(message: str, status: int) -> NoReturn:
    """Say on standard error why the command ends here."""
    print(message, file=sys.stderr)
    raise typer.Exit(status)
