"""Made tables read back, in every file kind, and what becomes of damage: shares, kind by kind."""

from __future__ import annotations

import random
import subprocess
from collections import Counter
from pathlib import Path

from etl.check import Context, check_file, load_context
from tests.etl.generated.damage import MAY_PASS, MUST_BE_SEEN, SLIPPED, VERDICTS, verdict
from tests.etl.generated.files_made import Written, generate, save
from tests.etl.generated.verdict import is_exact, outcome, wrong_in_silence

TABLES = 2000
DAMAGED = 270
"""Tables that every kind of damage is tried on."""
OFFICE = 60
"""Workbooks that LibreOffice saves as .xls and as .ods."""


def run(folder: Path) -> list[str]:
    """The share read exactly, the share wrong in silence, and the damage that slips through."""
    context = load_context()
    lines = [_read_back(folder, context), *_other_kinds(folder, context)]
    return [*lines, *_damage(folder, context)]


def _read_back(folder: Path, context: Context) -> str:
    exact: Counter[str] = Counter()
    silent: list[int] = []
    for seed in range(TABLES):
        written = generate(seed, context)
        found = outcome(check_file(save(written, folder), context))
        exact[written.made.layout] += is_exact(written, found)
        if wrong_in_silence(written, found):
            silent.append(seed)
    return (
        f"{TABLES:,} made tables in {len(exact)} layouts, .xlsx and .csv: "
        f"{exact.total() / TABLES:.1%} read exactly, the rest reported at its cell; "
        f"{len(silent)} wrong in silence {silent[:5] or ''}"
    )


def _other_kinds(folder: Path, context: Context) -> list[str]:
    """The same tables saved by LibreOffice, all in one run for each kind of file."""
    tables: dict[str, Written] = {}
    seed = 0
    while len(tables) < OFFICE:
        written = generate(seed, context)
        if written.ending == ".xlsx":
            tables[f"buku_{seed}"] = written
            save(written, folder, f"buku_{seed}")
        seed += 1
    return [_other_kind(kind, tables, folder, context) for kind in ("xls", "ods")]


def _other_kind(kind: str, tables: dict[str, Written], folder: Path, context: Context) -> str:
    books = [str(folder / f"{name}.xlsx") for name in tables]
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir"]
    subprocess.run([*command, str(folder), *books], check=True, capture_output=True)
    exact = silent = 0
    for name, written in tables.items():
        found = outcome(check_file(folder / f"{name}.{kind}", context))
        exact += is_exact(written, found)
        silent += bool(wrong_in_silence(written, found))
    return (
        f"  .{kind} saved by LibreOffice: {exact} of {len(tables)} exact, {silent} wrong in silence"
    )


def _damage(folder: Path, context: Context) -> list[str]:
    counts: Counter[tuple[str, str]] = Counter()
    for seed in range(DAMAGED):
        written = generate(seed, context)
        before = outcome(check_file(save(written, folder), context))
        for kind, damage in {**MUST_BE_SEEN, **MAY_PASS}.items():
            damaged = damage(written, random.Random(f"{kind} {seed}"))
            if damaged is not None:
                after = outcome(check_file(save(damaged.written, folder), context))
                counts[kind, verdict(before, after, damaged)] += 1
    lines = ["  damage: " + ", ".join(VERDICTS)]
    for kinds, wanted in (
        (MUST_BE_SEEN, "0 % wanted"),
        (MAY_PASS, "contradicts nothing by itself"),
    ):
        for kind in kinds:
            total = sum(counts[kind, one] for one in VERDICTS)
            shares = ", ".join(f"{counts[kind, one] / total:.1%}" for one in VERDICTS)
            lines.append(f"    {kind} ({total}): {shares} ({wanted})")
    slipped = sum(counts[kind, SLIPPED] for kind in MUST_BE_SEEN)
    lines.append(f"  of the damage that contradicts something {slipped} slipped through")
    return lines
