"""`python -m etl check`: every problem of a file, nothing loaded."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from etl.check import FileReport, report_json
from etl.commands.printing import data_folder, print_issues, progress, stop
from etl.intake.isolated import Reader, ReaderStartError


def check(
    files: Annotated[list[Path], typer.Argument(help="Berkas yang diperiksa / files to check")],
    as_json: Annotated[
        bool, typer.Option("--json", help="Satu daftar JSON / one JSON list")
    ] = False,
    observations: Annotated[
        bool,
        typer.Option(
            "--observations", help="Sertakan angka yang terbaca / with the figures (--json)"
        ),
    ] = False,
    layout: Annotated[
        list[Path] | None,
        typer.Option("--layout", help="Tata letak tambahan / further layout (TOML)"),
    ] = None,
    data: Annotated[
        Path | None,
        typer.Option("--data", help="Folder data dengan tata letak sendiri / data folder"),
    ] = None,
    annotated: Annotated[
        Path | None,
        typer.Option("--annotated", help="Tulis salinan yang ditandai / write a marked copy"),
    ] = None,
) -> None:
    """Periksa berkas tanpa memuatnya. / Check files without loading them."""
    missing = [str(path) for path in (*files, *(layout or ())) if not path.is_file()]
    if missing:
        stop(f"Berkas tidak ditemukan / file not found: {', '.join(missing)}", 2)
    if annotated is not None and len(files) != 1:
        stop("--annotated hanya untuk satu berkas / takes one file", 2)
    try:
        reports = _read(files, data or data_folder(), layout or (), annotated, quiet=as_json)
    except ReaderStartError as error:
        stop(f"Tata letak tidak dapat dipakai / a layout cannot be used: {error}", 2)
    if as_json:
        content = [report_json(report, observations) for report in reports]
        print(json.dumps(content, ensure_ascii=False))
    else:
        for report in reports:
            _print_report(report)
    if any(report.has_errors for report in reports):
        raise typer.Exit(1)


def _read(
    files: Sequence[Path],
    data: Path,
    layouts: Sequence[Path],
    annotated: Path | None,
    *,
    quiet: bool,
) -> list[FileReport]:
    """The reports of the files, each read apart from this process.

    The marked copy goes to `annotated`; there is none of a file about persons or an unreadable one.
    """
    reports = []
    with progress(quiet=quiet) as step, Reader(data, layouts) as reader:
        for done, path in enumerate(files):
            step(path.name, done, len(files))
            reports.append(reader.read(path))
        if annotated is not None and not reader.annotate(files[0], annotated):
            print("Tidak ada salinan bertanda / no marked copy was written", file=sys.stderr)
    return reports


def _print_report(report: FileReport) -> None:
    console = Console()
    console.print(report.file, style="bold", markup=False, highlight=False, soft_wrap=True)
    for table in report.tables:
        place = f"{table.sheet}!{table.range}" if table.range else table.sheet
        line = f"  {place}: {table.rows} baris / rows, {table.layout}"
        console.print(line, markup=False, highlight=False, soft_wrap=True)
    print_issues(report.issues)
