"""The command line of the pipeline: arguments and printing only.

Exit status: 0 clean or with warnings, 1 errors, 2 wrong usage.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from etl import build as story
from etl.check import FileReport, check_file, load_context, report_json
from etl.issues import Issue
from etl.layout import load_layouts
from etl.template import write_template

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help="Dari buku kerja ke gudang data KLA. / From workbooks to the KLA warehouse.",
)
PROJECT = Path(__file__).resolve().parents[1]
_STEPS = {
    "wait": "menunggu bangunan lain",
    "gather": "menggabungkan",
    "measure": "menghitung",
    "publish": "menerbitkan",
}


def data_folder() -> Path:
    """The data folder: KLA_DATA, else data/ of the checkout."""
    return Path(os.environ.get("KLA_DATA") or PROJECT / "data")


@app.command()
def build(
    data: Annotated[Path | None, typer.Option(help="Folder data (KLA_DATA)")] = None,
    out: Annotated[Path | None, typer.Option(help="Folder hasil (DATA/build)")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Satu objek JSON")] = False,
) -> None:
    """Bangun kedua versi gudang data. / Build both editions of the warehouse."""
    folder = data or data_folder()
    if not (folder / "raw").is_dir():
        _stop(f"{folder}/raw tidak ditemukan. / {folder}/raw not found.", 2)
    try:
        with _progress(quiet=as_json) as step:
            report = story.build(folder, out or folder / "build", step)
    except story.BuildFailed as failed:
        if as_json:
            print(json.dumps(_failure(failed.issues), ensure_ascii=False))
        else:
            _print_issues(failed.issues)
        _stop(
            f"Tidak ada yang diterbitkan: {len(failed.issues)} kesalahan. Gudang lama tetap. / "
            f"Nothing published: {len(failed.issues)} errors. The old warehouse stays.",
            1,
        )
    if as_json:
        print(json.dumps(report.as_json(), ensure_ascii=False))
    else:
        _print_build(report)


@app.command()
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
        _stop(f"Berkas tidak ditemukan / file not found: {', '.join(missing)}", 2)
    context = load_context()
    reports = []
    with _progress(quiet=as_json) as step:
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


@app.command()
def template(
    name: Annotated[str, typer.Argument(help="Nama templat / template name")],
    out: Annotated[Path, typer.Option(help="Berkas .xlsx yang ditulis")],
) -> None:
    """Tulis buku kerja isian kosong. / Write an empty workbook to fill in."""
    names = load_layouts().template_names
    if name not in names:
        _stop(f"Pilihan / choices: {', '.join(names)}", 2)
    if out.suffix.lower() != ".xlsx":
        _stop(f"Nama berkas harus berakhiran .xlsx / the file must end in .xlsx: {out}", 2)
    try:
        write_template(name, out)
    except OSError as error:
        why = f"{out} ({error.strerror})"
        _stop(f"Templat tidak dapat ditulis: {why}. / The template cannot be written.", 1)
    print(out)


@contextmanager
def _progress(*, quiet: bool) -> Iterator[story.Progress]:
    """A progress bar on standard error, or nothing."""
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
            bar.update(task, description=_STEPS.get(what, what), completed=done, total=total)

        yield step


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


def _print_report(report: FileReport) -> None:
    console = Console()
    console.print(report.file, style="bold", markup=False, highlight=False, soft_wrap=True)
    for table in report.tables:
        place = f"{table.sheet}!{table.range}" if table.range else table.sheet
        line = f"  {place}: {table.rows} baris, tata letak {table.layout}"
        console.print(line, markup=False, highlight=False, soft_wrap=True)
    _print_issues(report.issues)


def _print_issues(issues: Sequence[Issue]) -> None:
    """Each problem in three lines: where and what, what to do, and both in English."""
    console = Console(soft_wrap=True, highlight=False, markup=False)
    for one in issues:
        sheet = "!".join(part for part in (one.sheet, one.cell) if part)
        place = " · ".join(part for part in (one.file, sheet) if part)
        style = "bold red" if one.severity == "error" else "yellow"
        console.print(f"{'✗' if one.severity == 'error' else '!'} {place}", style=style)
        console.print(f"    {one.message} {one.remedy}")
        console.print(f"    {one.message_en} {one.remedy_en}", style="dim")


def _stop(message: str, status: int) -> None:
    print(message, file=sys.stderr)
    raise typer.Exit(status)


if __name__ == "__main__":
    app()
