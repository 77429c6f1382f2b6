"""`python -m dashboard report`: *Profil daerah* of a province, one PDF a region."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final, get_args

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from dashboard import warehouse
from dashboard.parts import texts
from dashboard.queries import edition as queries
from dashboard.queries.contract import Run
from dashboard.report import profile
from dashboard.report.about import Remembered
from dashboard.report.compile import Language, Paper

UNKNOWN: Final = (
    "Tidak dikenal: {codes}. Isikan kode provinsi (misalnya 32) atau kabupaten/kota (32.73). / "
    "Unknown: {codes}. Give the code of a province (such as 32) or of a kabupaten/kota (32.73)."
)
NOTHING: Final = "Sebutkan --province atau --region. / Name a --province or a --region."
NOT_WRITTEN: Final = "Tidak dapat ditulis: {reason} / Cannot be written: {reason}"
NO_WAREHOUSE: Final = (
    "Gudang data tidak dapat dibuka: {path} {reason}. Bangun dulu: python -m etl build / "
    "The warehouse cannot be opened: {path} {reason}. Build it first: python -m etl build"
)
WRITTEN: Final = "{n} profil ditulis ke {out} / {n} profiles written to {out}"


def main(arguments: Sequence[str], prepared: Callable[[Path, str], int], data: Path) -> int:
    """Write the profiles asked for. 0 when all are written, 1 when one failed, 2 when refused.

    `prepared` builds the warehouse of a data folder where there is none and gives its status;
    `data` is the folder used unless --data names another.
    """
    options = parser().parse_args(arguments)
    folder = Path(options.data).resolve() if options.data else data
    if not options.province and not options.region:
        print(NOTHING, file=sys.stderr)
        return 2
    status = prepared(folder, options.edition)
    if status:
        return status
    os.environ.update(KLA_DATA=str(folder), KLA_EDITION=options.edition)
    try:
        run = Remembered(warehouse.current())
    except warehouse.WarehouseMissing as error:
        print(NO_WAREHOUSE.format(path=error.path, reason=error.reason), file=sys.stderr)
        return 1
    wanted, unknown = regions(run, options.province, options.region)
    if unknown:
        print(UNKNOWN.format(codes=", ".join(unknown)), file=sys.stderr)
        return 2
    return _write(run, wanted, Path(options.out), options.language, options.paper)


def parser() -> argparse.ArgumentParser:
    """The options of the command."""
    made = argparse.ArgumentParser(prog="python -m dashboard report", description=__doc__)
    made.add_argument(
        "--province",
        help="kode provinsi: provinsi itu dan semua kabupaten/kotanya / a province and its parts",
    )
    made.add_argument(
        "--region",
        action="append",
        default=[],
        help="kode satu daerah; boleh berulang / one region; may be repeated",
    )
    made.add_argument("--out", required=True, help="folder tujuan / where the files go")
    made.add_argument("--paper", choices=get_args(Paper), default="a4", help="a4 / f4 (215 x 330)")
    made.add_argument("--language", choices=get_args(Language), default="id")
    made.add_argument(
        "--edition",
        choices=warehouse.EDITIONS,
        default=os.environ.get("KLA_EDITION") or warehouse.EDITIONS[0],
        help="versi publik (bawaan) atau internal / public (default) or internal edition",
    )
    made.add_argument("--data", help="folder data (KLA_DATA) / data folder")
    return made


def regions(run: Run, province: str, codes: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """Names by code of what is asked for, in the order of the codes, and codes not known."""
    frame = queries.regions(run)
    frame = frame[frame["kind"].isin(profile.KINDS)]
    names = {row.region_code: str(row.name) for row in texts.rows(frame)}
    provinces = set(frame.loc[frame["kind"] == "provinsi", "region_code"])
    unknown = [code for code in codes if code not in names]
    if province and province not in provinces:
        unknown.insert(0, province)
    is_part = (frame["parent_code"] == province) | (frame["region_code"] == province)
    wanted = {*frame.loc[is_part, "region_code"], *codes} if province else set(codes)
    return {code: names[code] for code in sorted(wanted & set(names))}, unknown


def _write(run: Run, wanted: dict[str, str], out: Path, language: Language, paper: Paper) -> int:
    failed = []
    try:
        out.mkdir(parents=True, exist_ok=True)
        for code, name in _progress(wanted):
            try:
                content = profile.pdf(run, code, language, paper)
            except RuntimeError as error:
                failed.append(str(error))
                continue
            _replace(out / profile.file_name(code, name, language, paper), content)
    except OSError as error:
        print(NOT_WRITTEN.format(reason=error), file=sys.stderr)
        return 1
    for reason in failed:
        print(NOT_WRITTEN.format(reason=reason), file=sys.stderr)
    print(WRITTEN.format(n=len(wanted) - len(failed), out=out))
    return 1 if failed else 0


def _progress(wanted: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Each region, told on standard error as it is begun."""
    shown = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
    )
    with shown:
        task = shown.add_task("Profil", total=len(wanted))
        for code, name in wanted.items():
            shown.update(task, description=name)
            yield code, name
            shown.advance(task)


def _replace(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    half = path.with_suffix(".tmp")
    half.write_bytes(content)
    half.replace(path)
