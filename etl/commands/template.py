"""`python -m etl template`: workbooks that are hard to fill wrongly, empty or filled."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Final

import typer

from etl.commands import template_evidence, template_form, template_plan, template_villages
from etl.commands.filled import Asked, context, workbook_path
from etl.commands.printing import data_folder, stop
from etl.template import TEMPLATES, write_template

FILLED: Final[Mapping[str, Callable[[Asked], None]]] = {
    "bukti": template_evidence.write,
    "formulir": template_form.write,
    "rad": template_plan.write,
    "desa": template_villages.write_checklist,
    "musrenbang": template_villages.write_musrenbang,
}
"""Workbooks that are filled from what is loaded."""
EMPTY: Final = ("bukti", "rad")
"""Of these, the ones that can also be had empty, without a region."""


NAMES: Final = tuple(dict.fromkeys([*TEMPLATES, *sorted(FILLED)]))
"""What can be asked for."""


def template(
    name: Annotated[str, typer.Argument(help=f"Nama templat / template: {', '.join(NAMES)}")],
    out: Annotated[Path | None, typer.Option(help="Berkas .xlsx yang ditulis / file")] = None,
    region: Annotated[str, typer.Option(help="Kode daerah, 32.06 / region code")] = "",
    office: Annotated[str, typer.Option(help="Kode perangkat daerah, dinkes / office")] = "",
    all_offices: Annotated[
        Path | None, typer.Option(help="Folder: satu buku kerja tiap perangkat daerah / folder")
    ] = None,
    form: Annotated[str, typer.Option(help="Kode formulir, kla_2024 / form")] = "",
    period: Annotated[str, typer.Option(help="Masa rencana, 2025-2029 / years")] = "",
    source: Annotated[
        str, typer.Option("--from", help="Formulir asal, kla_2024 / form to start from")
    ] = "",
    kecamatan: Annotated[str, typer.Option(help="Kode kecamatan, 32.06.01 / code")] = "",
    data: Annotated[Path | None, typer.Option(help="Folder data / data folder (KLA_DATA)")] = None,
    build: Annotated[Path | None, typer.Option(help="Folder hasil / output (DATA/build)")] = None,
    edition: Annotated[
        str, typer.Option(help="Versi yang dibaca: internal, public / edition")
    ] = "internal",
) -> None:
    """Tulis buku kerja isian. / Write a workbook to fill in.

    Dengan --region: terisi dari data yang dimuat. / With --region: filled from what is loaded.
    """
    if name not in NAMES:
        stop(f"Pilihan / choices: {', '.join(NAMES)}", 2)
    asked = Asked(
        out, data or data_folder(), build, region, office, all_offices, form, period, source,
        kecamatan, edition,
    )  # fmt: skip
    try:
        if name in FILLED and (asked.is_filled or name not in EMPTY):
            FILLED[name](asked)
            return
        if asked.is_filled:
            stop(f"Templat {name} tidak memakai pilihan itu. / {name} takes no such option.", 2)
        path = workbook_path(asked)
        write_template(name, path, defined=context(asked))
    except OSError as error:
        why = f"{error.filename or out} ({error.strerror})"
        stop(
            f"Templat tidak dapat ditulis: {why}. Tutup berkas itu bila sedang terbuka, atau pilih "
            "folder yang ada dan boleh ditulis. / The template cannot be written: close the file "
            "if it is open, or choose a folder that exists and may be written to.",
            1,
        )
    print(path)
