from __future__ import annotations

import functools
import shutil
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from etl.books.plan_book import Known, Plan, write_plan_book
from etl.check import check_file, load_context
from etl.context import Context
from indicators.tables import BY_NAME

PUBLICATION = {
    "publikasi": "rad_contoh", "penerbit": "Bappeda", "judul": "RAD KLA 2025-2029",
    "kepercayaan": "official",
}  # fmt: skip
YEARS = (2025, 2026, 2027, 2028, 2029)
STUNTING = "stunting_prevalensi_persen"
needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice")


@functools.cache
def context() -> Context:
    return load_context()


def activities(*rows: dict[str, Any]) -> pd.DataFrame:
    plain = {
        "region_code": "99.01", "plan_period": "2025-2029", "instrument_id": "kla_2024",
        "year": 2026, "block": "klaster_3", "indicator": "13", "line": "1", "title": "Gizi",
        "lead": "dinkes", "plan_status": "berjalan",
    }  # fmt: skip
    return pd.DataFrame(
        [{**plain, **row} for row in rows], columns=list(BY_NAME["plan_activity"].column_names)
    )


def known(*rows: dict[str, Any], targets: list[tuple[str, int, float]] | None = None) -> Known:
    aims = pd.DataFrame(
        [(STUNTING, *one, "p1") for one in targets or []],
        columns=["measure_id", "region_code", "year", "value", "publication_id"],
    )
    values = pd.DataFrame(
        {"measure_id": [STUNTING], "value": [21.6], "year": [2024], "source": ["SSGI 2024"]}
    )
    points = pd.DataFrame(
        {"block": ["kelembagaan"], "indicator": ["1"], "question": ["3q"], "open": [2.0]}
    )
    return Known(activities(*rows), aims, values, points, (2024, "mandiri"), frozenset({"p1"}))


def plan() -> Plan:
    return Plan("99.01", context().catalogue.instruments["kla_2024"], YEARS, 2026)


ROWS: tuple[dict[str, Any], ...] = (
    {"budget_question": "3q", "ceiling_h1": 100e6, "ceiling_h2": 120e6, "realised_h1": 30e6,
     "realised_h2": 60e6, "nomenclature": "Kepmendagri", "programme_code": "1.02.02",
     "sub_activity_code": "1.02.02.2.02.0015", "note": "=bukan rumus"},
    {"line": "2", "ceiling_h1": 80e6, "realised_h1": 20e6},
    {"line": "1", "year": 2025, "plan_status": "tertunda", "ceiling_h1": 50e6},
)  # fmt: skip
AIMS = [("99.01", 2026, 18.0), ("00", 2025, 18.8), ("00", 2029, 14.2)]


def recomputed(path: Path, tmp_path: Path) -> Path:
    out = tmp_path / "out"
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/lo", "--headless", "--convert-to",
         "xlsx", "--outdir", str(out), str(path)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return out / path.name


def table(book: openpyxl.Workbook, name: str) -> pd.DataFrame:
    rows = [[cell.value for cell in row] for row in book[name].iter_rows()]
    return pd.DataFrame(rows[1:], columns=rows[0])


@pytest.mark.parametrize("aims", [AIMS, []])
def test_the_plan_comes_back_without_an_issue(
    tmp_path: Path, aims: list[tuple[str, int, float]]
) -> None:
    path = tmp_path / "rad.xlsx"
    write_plan_book(path, plan(), known(*ROWS, targets=aims), PUBLICATION, context())
    report = check_file(path, context())
    assert [(one.kind, one.sheet, one.cell, one.value) for one in report.issues] == []
    back = report.observations["plan_activity"]
    own = back[back["indicator"] == "13"].reset_index(drop=True)
    assert own["ceiling_h1"].tolist() == [50e6, 100e6, 80e6]
    assert own["note"].tolist()[1] == "=bukan rumus"
    assert own.loc[1, "sub_activity_code"] == "1.02.02.2.02.0015"
    assert own.loc[1, "status_before"] == "tertunda"
    if aims:
        read = report.observations["target"]
        assert read[["measure_id", "region_code", "year", "value"]].values.tolist() == [
            [STUNTING, "99.01", 2026, 18.0]
        ]


def test_an_empty_plan_names_every_budget_line_and_indicator(tmp_path: Path) -> None:
    path = tmp_path / "rad.xlsx"
    write_plan_book(path, plan(), known(), PUBLICATION, context())
    report = check_file(path, context())
    assert report.issues == ()
    back = report.observations["plan_activity"]
    assert set(back["plan_status"]) == {"belum_direncanakan"}
    lines = back["budget_question"].dropna()
    assert len(lines) == 33
    assert lines.iloc[[0, -1]].tolist() == ["3a", "3zg"]
    assert set(back["indicator"]) == {one.indicator for one in plan().form.indicators}
    assert back["ceiling_h1"].isna().all()


def test_what_was_under_way_last_year_is_proposed_again_without_money(tmp_path: Path) -> None:
    path = tmp_path / "rad.xlsx"
    last = {"year": 2025, "ceiling_h1": 50e6, "realised_h1": 10e6, "title": "Kelas ibu balita"}
    rows = (last, {**last, "line": "2", "plan_status": "selesai", "title": "Sudah selesai"})
    write_plan_book(path, plan(), known(*rows), PUBLICATION, context())
    back = check_file(path, context()).observations["plan_activity"]
    own = back[(back["indicator"] == "13") & (back["year"] == 2026)]
    assert own[["line", "title", "plan_status", "status_before"]].values.tolist() == [
        ["1", "Kelas ibu balita", "belum_direncanakan", "berjalan"]
    ]
    assert own[["ceiling_h1", "realised_h1"]].isna().all(axis=None)
    assert len(back[back["year"] == 2025]) == 2


def test_a_year_outside_of_the_plan_is_refused(tmp_path: Path) -> None:
    form = context().catalogue.instruments["kla_2024"]
    with pytest.raises(ValueError, match="2030"):
        write_plan_book(
            tmp_path / "x.xlsx", Plan("99.01", form, YEARS, 2030), known(), PUBLICATION, context()
        )


@needs_office
def test_formulas_give_what_a_hand_calculation_gives(tmp_path: Path) -> None:
    path = tmp_path / "rad.xlsx"
    write_plan_book(path, plan(), known(*ROWS, targets=AIMS), PUBLICATION, context())
    saved = recomputed(path, tmp_path)
    book = openpyxl.load_workbook(saved, data_only=True)
    errors = [
        (sheet.title, cell.coordinate, cell.value)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value.startswith(("#", "Err:"))
    ]
    assert errors == []
    summary = table(book, "Ringkasan").set_index("Blok")
    block = summary.loc["klaster_3"]
    assert block["Pagu berlaku (Rp)"] == 120e6 + 80e6
    assert block["Realisasi (Rp)"] == 30e6 + 60e6 + 20e6
    assert block["Persen realisasi"] == pytest.approx(110 / 200)
    assert summary.loc["semua", "Pagu berlaku (Rp)"] == 200e6
    assert block["Jumlah kegiatan"] == 2
    assert summary.loc["berjalan", "Jumlah kegiatan"] == 2
    assert summary.loc["tertunda", "Pagu semester 1 (Rp)"] == 1
    assert summary.loc["anggaran", "Jumlah kegiatan"] == 1
    assert summary.loc["tanpa_kegiatan", "Jumlah kegiatan"] == 30
    matrix = table(book, "Matriks RAD")
    one = matrix[matrix["Ukuran"] == STUNTING].iloc[0]
    told = [one[f"Target {year}"] for year in YEARS]
    assert told[0] == 18.8
    assert told[1] == 18
    assert [value or None for value in told[2:4]] == [None, None]
    assert told[4] == 14.2
    assert (one["Target terakhir"], one["Asal target"]) == (14.2, "nasional")
    assert one["Selisih terhadap target"] == pytest.approx(21.6 - 14.2)
    stands = one[["Nilai awal", "Tahun nilai awal", "Sumber nilai awal", "Nilai terakhir"]]
    assert stands.tolist() == [21.6, 2024, "SSGI 2024", 21.6]
    first = matrix[matrix["Indikator"] == "13"].iloc[0]
    assert (first["Jumlah kegiatan"], first["Pagu (Rp)"]) == (2, 200e6)
    budget = table(book, "Anggaran").set_index("Pertanyaan")
    assert len(budget) == 33
    assert budget.loc["3q", ["Jumlah kegiatan", "Pagu (Rp)", "Sudah dianggarkan"]].tolist() == [
        1, 120e6, "ya",
    ]  # fmt: skip
    assert budget.loc["3a", ["Jumlah kegiatan", "Sudah dianggarkan"]].tolist() == [0, "belum"]
    assert budget.loc["3q", "Poin belum diraih"] == 2


@needs_office
def test_what_libreoffice_saves_comes_back_the_same(tmp_path: Path) -> None:
    path = tmp_path / "rad.xlsx"
    write_plan_book(path, plan(), known(*ROWS, targets=AIMS), PUBLICATION, context())
    saved = check_file(recomputed(path, tmp_path), context())
    assert [(one.kind, one.sheet, one.cell, one.value) for one in saved.issues] == []
    before = check_file(path, context()).observations
    where = ["source_sha256", "sheet", "cell"]
    for name in ("plan_activity", "target"):
        pd.testing.assert_frame_equal(
            before[name].drop(columns=where), saved.observations[name].drop(columns=where)
        )


@needs_office
def test_an_activity_added_below_enters_the_sums(tmp_path: Path) -> None:
    path = tmp_path / "rad.xlsx"
    write_plan_book(path, plan(), known(*ROWS), PUBLICATION, context())
    book = openpyxl.load_workbook(path)
    sheet = book["Kegiatan"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    pattern = next(
        row for row in range(2, sheet.max_row) if sheet.cell(row, heads["uraian"]).value == "Gizi"
    )
    added = sheet.max_row + 1
    for heading, column in heads.items():
        if heading not in ("pagu_berlaku", "realisasi_setahun", "persen_realisasi"):
            sheet.cell(added, column, sheet.cell(pattern, column).value)
    sheet.cell(added, heads["tahun"], 2026)
    sheet.cell(added, heads["baris_ke"], "9")
    sheet.cell(added, heads["pagu_semester_1"], 7e6)
    sheet.cell(added, heads["pagu_semester_2"]).value = None
    book.save(path)
    saved = recomputed(path, tmp_path)
    assert check_file(saved, context()).issues == ()
    summary = table(openpyxl.load_workbook(saved, data_only=True), "Ringkasan").set_index("Blok")
    assert summary.loc["klaster_3", "Pagu berlaku (Rp)"] == 207e6


@needs_office
def test_an_expired_target_says_so_and_enters_no_gap(tmp_path: Path) -> None:
    path = tmp_path / "rad.xlsx"
    write_plan_book(path, plan(), known(targets=[("00", 2024, 14.0)]), PUBLICATION, context())
    book = openpyxl.load_workbook(recomputed(path, tmp_path), data_only=True)
    matrix = table(book, "Matriks RAD")
    one = matrix[matrix["Ukuran"] == STUNTING].iloc[0]
    assert one["Target berakhir"] == "Target telah berakhir (2024): 14, nasional"
    assert not one["Selisih terhadap target"]
    assert one["Asal target"] == "belum ada"


def test_budget_lines_and_offices_nobody_knows_are_said(tmp_path: Path) -> None:
    path = tmp_path / "rad.xlsx"
    odd = {"budget_question": "3zz9", "support": "dinkes; Karang Taruna"}
    write_plan_book(path, plan(), known(odd), PUBLICATION, context())
    issues = check_file(path, context()).issues
    assert {(one.severity, one.kind, one.value) for one in issues} == {
        ("warning", "activity_unknown_line", "3zz9"),
        ("warning", "activity_unknown_office", "dinkes; Karang Taruna"),
    }
