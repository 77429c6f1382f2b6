"""`python -m etl build`: both editions of the warehouse."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from etl import build as story
from etl.commands.printing import data_folder, print_issues, progress, stop
from etl.issues import Issue


def build(
    data: Annotated[Path | None, typer.Option(help="Folder data / data folder (KLA_DATA)")] = None,
    out: Annotated[Path | None, typer.Option(help="Folder hasil / output (DATA/build)")] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Satu objek JSON / one JSON object")
    ] = False,
) -> None:
    """Bangun kedua versi gudang data. / Build both editions of the warehouse."""
    folder = data or data_folder()
    if not (folder / "raw").is_dir():
        stop(f"{folder}/raw tidak ditemukan. / {folder}/raw not found.", 2)
    try:
        with progress(quiet=as_json) as step:
            report = story.build(folder, out or folder / "build", step)
    except story.BuildFailed as failed:
        if as_json:
            print(json.dumps(_failure(failed.issues), ensure_ascii=False))
        else:
            print_issues(failed.issues)
        stop(
            f"Tidak ada yang diterbitkan: {len(failed.issues)} kesalahan. Gudang lama tetap. / "
            f"Nothing published: {len(failed.issues)} errors. The old warehouse stays.",
            1,
        )
    if as_json:
        print(json.dumps(report.as_json(), ensure_ascii=False))
    else:
        _print_build(report)


def _failure(issues: Sequence[Issue]) -> dict[str, object]:
    return {
        "source_files": 0,
        "rows": {},
        "issues": {"error": len(issues), "warning": 0},
        "editions": {},
        "errors": [
            {"file": one.file, "sheet": one.sheet, "cell": one.cell, "kind": one.kind}
            | {"message": one.message, "message_en": one.message_en}
            for one in issues
        ],
    }


def _print_build(report: story.BuildReport) -> None:
    console = Console()
    for name, path in report.editions.items():
        console.print(f"{name}: {path}", soft_wrap=True, highlight=False, markup=False)
    rows = f"{sum(report.rows.values()):,}".replace(",", ".")
    console.print(
        f"{report.source_files} berkas, {rows} baris, {len(report.warnings)} catatan mutu, "
        f"{report.seconds:.0f} detik",
        highlight=False,
    )
