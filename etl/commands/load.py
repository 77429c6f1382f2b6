"""`python -m etl load`: check files, show what each changes, keep it, build and serve."""

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
    files: Annotated[list[Path], typer.Argument(help="Berkas yang dimuat / files to load")],
    data: Annotated[Path | None, typer.Option(help="Folder data / data folder (KLA_DATA)")] = None,
    out: Annotated[Path | None, typer.Option(help="Folder hasil / output (DATA/build)")] = None,
    sidecar: Annotated[
        Path | None,
        typer.Option(help="Asal berkas: TOML dengan publication, constants / origin of the file"),
    ] = None,
    layout: Annotated[
        Path | None, typer.Option(help="Tata letak untuk berkas ini / layout of this file")
    ] = None,
    preview: Annotated[
        bool, typer.Option("--preview", help="Hanya tunjukkan perubahan / only show what changes")
    ] = False,
    yes: Annotated[
        bool, typer.Option("--yes", help="Muat tanpa bertanya / load without asking")
    ] = False,
    by: Annotated[
        str, typer.Option(help="Peran yang memuat, untuk riwayat / role, for the history")
    ] = "",
    as_json: Annotated[
        bool, typer.Option("--json", help="Satu objek JSON tiap berkas / one JSON object a file")
    ] = False,
) -> None:
    """Muat berkas ke gudang data. / Load files into the warehouse.

    Beberapa berkas dimuat satu per satu. / Several files are loaded one after the other.
    """
    asked = [*files, sidecar, layout]
    missing = [str(one) for one in asked if one is not None and not one.is_file()]
    if missing:
        stop(f"Berkas tidak ditemukan / file not found: {', '.join(missing)}", 2)
    if sidecar is not None and len(files) > 1:
        stop("--sidecar hanya untuk satu berkas. / --sidecar takes one file.", 2)
    folder = data or data_folder()
    if not (folder / "raw").is_dir():
        stop(f"{folder}/raw tidak ditemukan. / {folder}/raw not found.", 2)
    ask = not (yes or preview or as_json) and sys.stdin.isatty()
    is_bad = False
    for file in files:
        wish = Wish(file, sidecar, layout, preview=preview or not yes, by=by)
        if len(files) > 1 and not as_json:
            print(f"— {file}")
        done = _load(wish, folder, out or folder / "build", ask=ask, as_json=as_json)
        is_bad |= done.status in (story.REFUSED, story.FAILED)
    if is_bad:
        raise typer.Exit(1)


def _load(wish: Wish, folder: Path, place: Path, *, ask: bool, as_json: bool) -> Loaded:
    """Load or preview one file and print what came of it; with `ask` the person decides."""
    with progress(quiet=as_json) as step:
        done = story.load(wish, folder, place, step)
    if ask and done.status == story.PREVIEW:
        _print(done)
        if not typer.confirm("Muat berkas ini? / Load this file?"):
            return done
        with progress(quiet=as_json) as step:
            wish = replace(wish, preview=False, expected=done.report.sha256)
            done = story.load(wish, folder, place, step)
    if as_json:
        print(json.dumps(done.as_json(), ensure_ascii=False))
    else:
        _print(done)
    return done


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
            english = f"{row['region']} · {row['what_en']} · {row['period_en']}"
            console.print(f"    {english}", style="dim")
        left = max(told["changed"] + told["gone"], len(rows)) - len(rows[:_SHOWN])
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
