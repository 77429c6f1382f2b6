"""Reading a 123,000-cell workbook, from cells to observations, against two yardsticks."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd
from openpyxl import Workbook
from python_calamine import CalamineWorkbook

from etl.check import check_file, load_context

HEADINGS = (
    "id", "kode_provinsi", "nama_provinsi", "kode_kabupaten_kota", "nama_kabupaten_kota",
    "jenis_kelamin", "kategori_usia", "jumlah_korban", "satuan", "tahun",
)  # fmt: skip
SEXES = ("LAKI-LAKI", "PEREMPUAN")
AGES = ("0-5", "6-12", "13-17", "18-24", "25-44", "45-59", "60+")


def run(folder: Path, rounds: int = 5) -> list[str]:
    """Time the three readers in turn, `rounds` times; one line each and the ratios of medians."""
    path = folder / "tabel_panjang.xlsx"
    cells = write_long_table(path)
    context = load_context()
    readers: dict[str, Callable[[], object]] = {
        "calamine, cells only": lambda: bare(path),
        "this project, cells to observations": lambda: check_file(path, context),
        "pandas with openpyxl, cells only": lambda: pd.read_excel(path, engine="openpyxl"),
    }
    report = check_file(path, context)
    if report.has_errors or len(report.observations["case_count"]) != cells // len(HEADINGS) - 1:
        raise RuntimeError(f"the benchmark workbook was not read whole: {report.issues[:3]}")
    seconds: dict[str, list[float]] = {name: [] for name in readers}
    for _ in range(rounds):
        for name, read in readers.items():
            started = time.perf_counter()
            read()
            seconds[name].append(time.perf_counter() - started)
    medians = {name: statistics.median(values) for name, values in seconds.items()}
    base, ours, slow = medians.values()
    lines = [f"  {name}: {value:.3f} s" for name, value in medians.items()]
    return [
        f"{cells:,} cells, median of {rounds}",
        *lines,
        f"  this project / calamine: {ours / base:.2f} (at most 3 wanted)",
        f"  this project / pandas with openpyxl: {ours / slow:.2f} (at most 0.33 wanted)",
    ]


def bare(path: Path) -> Sequence[Sequence[object]]:
    """Every cell of the first sheet, nothing understood."""
    return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


def write_long_table(path: Path) -> int:
    """An open-data long table of 27 regencies and 32 years; returns its number of cells."""
    from indicators.regions import load_registry

    book = Workbook(write_only=True)
    sheet = book.create_sheet("data")
    sheet.append(HEADINGS)
    number = 0
    for year in range(2003, 2036):
        for region in load_registry().children("32"):
            for sex in SEXES:
                for age in AGES:
                    number += 1
                    place = (
                        number,
                        32,
                        "JAWA BARAT",
                        int(region.code_bps or 0),
                        region.name.upper(),
                    )
                    sheet.append((*place, sex, age, number % 37, "ORANG", year))
    book.save(path)
    return (number + 1) * len(HEADINGS)
