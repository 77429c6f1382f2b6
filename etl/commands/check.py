"""`python -m etl check`: every problem of a file, nothing loaded."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from etl.check import FileReport, check_file, load_context, report_json
from etl.commands.printing import print_issues, progress, stop


def check(
    files: Annotated[list[Path], typer.Argument(help="Berkas yang diperiksa")],
    as_json: Annotated[bool, typer.Option("--json", help="Satu daftar JSON")] = False,
    observations: Annotated[
        bool, typer.Option("--observations", help="Sertakan angka yang terbaca (dengan --json)")
    ] = False,
) -> None:
    """Periksa berkas tanpa memuatnya. / Check files without loading them."""
    missing = [str(path) for path in files if not path.is_file()]
    if missing:
        stop(f"Berkas tidak ditemukan / file not found: {', '.join(missing)}", 2)
    context = load_context()
    reports = []
    with progress(quiet=as_json) as step:
        for done, path in enumerate(files):
            step(path.name, done, len(files))
            reports.append(check_file(path, context))
    if as_json:
        content = [report_json(report, observations) for report in reports]
        print(json.dumps(content, ensure_ascii=False))
    else:
        for report in reports:
            _print_report(report)
    if any(one.severity == "error" for report in reports for one in report.issues):
        raise typer.Exit(1)


def _print_report(report: FileReport) -> None:
    console = Console()
    console.print(report.file, style="bold", markup=False, highlight=False, soft_wrap=True)
    for table in report.tables:
        place = f"{table.sheet}!{table.range}" if table.range else table.sheet
        line = f"  {place}: {table.rows} baris, tata letak {table.layout}"
        console.print(line, markup=False, highlight=False, soft_wrap=True)
    print_issues(report.issues)
