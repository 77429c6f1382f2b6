"""What the workbooks share that are filled from what is loaded: the options, and where data lie."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from etl import clock, served, warehouse
from etl.build import BuildFailed, context_of
from etl.check import Context
from etl.commands.printing import data_folder, print_issues, stop
from etl.measure import EDITIONS
from etl.warehouse import WarehouseError
from indicators.regions import Region


@dataclass(frozen=True)
class Asked:
    """What `python -m etl template` was asked for; empty where an option was not given."""

    out: Path | None = None
    data: Path = field(default_factory=data_folder)
    build: Path | None = None
    """Folder of the builds; that of the data folder when not given."""
    region: str = ""
    office: str = ""
    all_offices: Path | None = None
    form: str = ""
    period: str = ""
    source: str = ""
    kecamatan: str = ""
    edition: str = "internal"
    day: datetime.date = field(default_factory=clock.today)

    @property
    def is_filled(self) -> bool:
        """Whether anything was said that an empty workbook does not need."""
        return any(
            (self.region, self.office, self.all_offices, self.form, self.period, self.source,
             self.kecamatan)
        )  # fmt: skip


def workbook_path(asked: Asked) -> Path:
    """Where the workbook goes; ends the command (2) when that is not said or no .xlsx."""
    if asked.out is None:
        stop("Tambahkan --out berkas.xlsx. / Add --out file.xlsx.", 2)
    if asked.out.suffix.lower() != ".xlsx":
        stop(f"Nama berkas harus berakhiran .xlsx / the file must end in .xlsx: {asked.out}", 2)
    return asked.out


def context(asked: Asked) -> Context:
    """The definitions with what the data folder adds; ends the command (1) on a mistake in it."""
    try:
        return context_of(asked.data)
    except BuildFailed as failed:
        print_issues(failed.issues)
        stop("Folder data tidak dapat dibaca. / The data folder cannot be read.", 1)


def region(asked: Asked, known: Context) -> Region:
    """The region that was asked for; ends the command (2) when it is missing or not known."""
    if not asked.region:
        stop("Tambahkan --region, misalnya 32.06. / Add --region, e.g. 32.06.", 2)
    try:
        return known.registry.get(asked.region)
    except KeyError:
        told = f"Kode daerah tidak dikenal / unknown region code: {asked.region}"
        stop(told, 2)


def loaded(asked: Asked, *names: str) -> dict[str, pd.DataFrame]:
    """Tables of the edition that is served; ends the command (1) when there is none."""
    if asked.edition not in EDITIONS:
        stop(f"Pilihan / choices: {', '.join(EDITIONS)}", 2)
    path = served.edition_path(asked.build or asked.data / "build", asked.edition)
    try:
        return warehouse.read(path, *names)
    except WarehouseError:
        stop(
            "Gudang data belum dibangun; jalankan: python -m etl build. / "
            "There is no warehouse yet; run: python -m etl build.",
            1,
        )
