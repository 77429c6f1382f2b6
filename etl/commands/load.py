"""`python -m etl load`: check a file, show what it changes, keep it, build and serve."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from etl.commands.printing import data_folder, print_issues, progress, stop
from etl.intake import load as story
from etl.intake.load import Loaded, Wish

_SHOWN = 40
_SENTENCES = {
    story.PREVIEW: "Belum dimuat; tambahkan --yes untuk memuat. / Not loaded; --yes loads it.",
    story.LOADED: "Dimuat dan ditayangkan. / Loaded and served.",
    story.ALREADY_LOADED: "Sudah dimuat; tidak ada yang diubah. / Already loaded, unchanged.",
    story.REFUSED: "Ditolak; tidak ada yang disimpan. / Refused; nothing is kept.",
    story.FAILED: "Tidak dimuat; gudang lama tetap. / Not loaded; the old warehouse stays.",
}


def load(
    file: Annotated[Path, typer.Argument(help="Berkas yang dimuat")],
    data: Annotated[Path | None, typer.Option(help="Folder data (KLA_DATA)")] = None,
    out: Annotated[Path | None, typer.Option(help="Folder hasil (DATA/build)")] = None,
    sidecar: Annotated[
        Path | None, typer.Option(help="Asal berkas: TOML dengan [publication], [constants]")
    ] = None,
    layout: Annotated[Path | None, typer.Option(help="Tata letak untuk berkas ini")] = None,
    preview: Annotated[bool, typer.Option("--preview", help="Hanya tunjukkan perubahan")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Muat tanpa bertanya")] = False,
    by: Annotated[str, typer.Option(help="Peran yang memuat, untuk riwayat")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Satu objek JSON")] = False,
) -> None:
    """Muat berkas ke gudang data. / Load a file into the warehouse."""
    missing = [str(one) for one in (file, sidecar, layout) if one is not None and not one.is_file()]
    if missing:
        stop(f"Berkas tidak ditemukan / file not found: {', '.join(missing)}", 2)
    folder = data or data_folder()
    if not (folder / "raw").is_dir():
        stop(f"{folder}/raw tidak ditemukan. / {folder}/raw not found.", 2)
    ask = not (yes or preview or as_json) and sys.stdin.isatty()
    wish = Wish(file, sidecar, layout, preview=preview or not yes, by=by)
    place = out or folder / "build"
    with progress(quiet=as_json) as step:
        done = story.load(wish, folder, place, step)
    if ask and done.status == story.PREVIEW:
        _print(done)
        if not typer.confirm("Muat berkas ini? / Load this file?"):
            raise typer.Exit(0)
        with progress(quiet=as_json) as step:
            wish = replace(wish, preview=False, expected=done.report.sha256)
            done = story.load(wish, folder, place, step)
    if as_json:
        print(json.dumps(done.as_json(), ensure_ascii=False))
    else:
        _print(done)
    if done.status in (story.REFUSED, story.FAILED):
        raise typer.Exit(1)


def _print(done: Loaded) -> None:
    console = Console(soft_wrap=True, highlight=False, markup=False)
    print_issues([*done.report.issues, *done.errors])
    if done.kept_as:
        console.print(f"data/{done.kept_as}")
    if done.changes is not None:
        told = done.changes.as_json()
        console.print(
            f"baru / new {told['new']}, sama / same {told['same']}, "
            f"berubah / changed {told['changed']}, hilang / gone {told['gone']}"
        )
        rows = [row for row in told["rows"] if row["kind"] != "new"]
        for row in rows[:_SHOWN]:
            console.print(
                f"  {row['region']} · {row['what']} · {row['period']}: "
                f"{_figure(row['old'])} → {_figure(row['new'])}"
            )
        left = told["changed"] + told["gone"] - len(rows[:_SHOWN])
        if left > 0:
            console.print(f"  … {left} lagi / more")
    console.print(_SENTENCES[done.status], style="bold")


def _figure(value: float | str | None) -> str:
    """A figure in the Indonesian form; – where there is none."""
    if value is None:
        return "–"
    if isinstance(value, str):
        return value
    text = f"{value:,.10g}"
    return text.translate(str.maketrans(",.", ".,"))
