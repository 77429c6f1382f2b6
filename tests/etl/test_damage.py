"""Random damage to tables: what contradicts its column is reported at its cell, nothing breaks."""

from __future__ import annotations

import csv
import io
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.check import FileReport, check_file, load_context, report_json
from etl.reading.workbook import letters
from tests.etl.generated.damage import MUST_BE_SEEN, SLIPPED, verdict
from tests.etl.generated.files_made import generate, save
from tests.etl.generated.verdict import outcome

HEAD = [
    "id", "kode_provinsi", "nama_provinsi", "kode_kabupaten_kota", "nama_kabupaten_kota",
    "jenis_kelamin", "kategori_usia", "jumlah_korban", "satuan", "tahun",
]  # fmt: skip
REGIONS = [("3201", "KABUPATEN BOGOR"), ("3271", "KOTA BOGOR"), ("3206", "TASIKMALAYA")]
ROWS = [
    ["1", "32", "JAWA BARAT", code, name, sex, age, str(value), "ORANG", year]
    for value, (code, name) in enumerate(REGIONS)
    for sex in ("LAKI-LAKI", "PEREMPUAN")
    for age in ("0-5 TAHUN", "6-12 TAHUN")
    for year in ("2020", "2021")
]
WRONG = {
    "kode_provinsi": ["33", "9999", "x"],
    "nama_provinsi": ["ATLANTIS"],
    "kode_kabupaten_kota": ["3301", "32.01", "9999", "x"],
    "nama_kabupaten_kota": ["KABUPATEN SLEMAN", "ATLANTIS"],
    "jenis_kelamin": ["", "X", "12"],
    "kategori_usia": ["", "6 Des", "17", "2024-06-12"],
    "jumlah_korban": ["tiga", "-1", "1.5", "5%", "1,2,3", "#REF!"],
    "satuan": ["KASUS", "", "RIBU ORANG"],
    "tahun": ["20222", "", "1999", "2020/2021", "dua ribu"],
}
CONTEXT = load_context()
TABLES = 36
"""Made tables that each kind of damage is tried on; the benchmark tries many more."""
FEW = settings(max_examples=60, deadline=None,
               suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip


def check_rows(folder: Path, rows: list[list[str]]) -> FileReport:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    path = folder / "tabel.csv"
    path.write_text(text.getvalue(), encoding="utf-8")
    return check_file(path, CONTEXT)


def test_the_table_is_sound(tmp_path: Path) -> None:
    report = check_rows(tmp_path, [HEAD, *ROWS])
    assert not report.has_errors
    assert len(report.observations["case_count"]) == len(ROWS)


@FEW
@given(
    st.integers(0, len(ROWS) - 1),
    st.sampled_from([(heading, text) for heading, texts in WRONG.items() for text in texts]),
)
def test_a_damaged_cell_is_reported_in_its_row(
    tmp_path: Path, row: int, damage: tuple[str, str]
) -> None:
    heading, text = damage
    rows = [list(cells) for cells in ROWS]
    rows[row][HEAD.index(heading)] = text
    report = check_rows(tmp_path, [HEAD, *rows])
    found = [item for item in report.issues if item.severity == "error"]
    assert len(found) == 1
    assert found[0].cell is not None
    assert found[0].cell.lstrip("ABCDEFGHIJ") == str(row + 2)
    if not heading.endswith(("provinsi", "kabupaten_kota")):
        assert found[0].cell == f"{letters(HEAD.index(heading))}{row + 2}"
    facts = report.observations["case_count"]
    assert f"H{row + 2}" not in set(facts["cell"])
    assert len(facts) == len(ROWS) - 1


@FEW
@given(
    st.lists(
        st.lists(st.one_of(st.sampled_from([*HEAD, *ROWS[0], "Jumlah", "Sumber: x"]), st.text()),
                 max_size=12),
        max_size=12,
    ),
    st.integers(0, 12),
)  # fmt: skip
def test_nothing_that_is_in_a_file_breaks_the_reader(
    tmp_path: Path, rows: list[list[str]], at: int
) -> None:
    clean = [[cell.replace("\x00", "").replace("\r", "") for cell in row] for row in rows]
    surrogates_gone = [
        [cell.encode("utf-8", "ignore").decode("utf-8") for cell in row] for row in clean
    ]
    report = check_rows(tmp_path, [*surrogates_gone[:at], HEAD, *surrogates_gone[at:]])
    report_json(report, observations=True)
    assert report.issues


@pytest.mark.parametrize("kind", MUST_BE_SEEN)
def test_damage_that_contradicts_something_is_never_read_in_silence(
    kind: str, tmp_path: Path
) -> None:
    verdicts = []
    for seed in range(TABLES):
        written = generate(seed, CONTEXT)
        damaged = MUST_BE_SEEN[kind](written, random.Random(f"{kind} {seed}"))
        if damaged is not None:
            before = outcome(check_file(save(written, tmp_path), CONTEXT))
            after = outcome(check_file(save(damaged.written, tmp_path), CONTEXT))
            verdicts.append((seed, written.made.layout, verdict(before, after, damaged)))
    assert len(verdicts) > TABLES // 4
    assert [one for one in verdicts if one[2] == SLIPPED] == []
