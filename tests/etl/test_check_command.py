from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from etl.__main__ import app
from etl.layout import LAYOUT_FOLDER

Writer = Callable[..., Path]
TABLE = [["Kabupaten/Kota", "Penghargaan A", "Tahun"], ["Kabupaten Bogor", 3, 2023]]


def run(*words: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["check", *map(str, words)])
    return result.exit_code, result.stdout


def test_files_are_checked_one_after_the_other(write_book: Writer, tmp_path: Path) -> None:
    first = write_book("satu.xlsx", {"S": TABLE})
    second = write_book("dua.xlsx", {"S": [["Nama Korban"], ["Melati"]]})
    third = tmp_path / "tiga.xlsx"
    third.write_bytes(b"PK\x03\x04")
    status, output = run("--json", first, second, third)
    reports = json.loads(output)
    assert status == 1
    assert [report["file"] for report in reports] == ["satu.xlsx", "dua.xlsx", "tiga.xlsx"]
    assert [report["refused"] for report in reports] == [None, "personal_data", None]
    kinds = [[one["kind"] for one in report["issues"]] for report in reports]
    assert kinds[1:] == [["personal_data"], ["unreadable_file"]]
    assert "Melati" not in output


def test_the_marked_copy(write_book: Writer, tmp_path: Path) -> None:
    out = tmp_path / "bertanda.xlsx"
    status, _ = run(write_book("satu.xlsx", {"S": TABLE}), "--annotated", out)
    assert status == 1
    assert zipfile.is_zipfile(out)


def test_no_marked_copy_of_a_file_about_persons(write_book: Writer, tmp_path: Path) -> None:
    out = tmp_path / "bertanda.xlsx"
    status, _ = run(write_book("a.xlsx", {"S": [["Nama Korban"], ["Melati"]]}), "--annotated", out)
    assert status == 1
    assert not out.exists()


def test_wrong_usage(write_book: Writer, tmp_path: Path) -> None:
    path = write_book("satu.xlsx", {"S": TABLE})
    broken = tmp_path / "salah.toml"
    broken.write_text('id = "salah"\nkind = "list"\n', encoding="utf-8")
    assert run(tmp_path / "tidak_ada.xlsx")[0] == 2
    assert run(path, "--layout", tmp_path / "tidak_ada.toml")[0] == 2
    assert run(path, "--layout", broken)[0] == 2
    assert run(path, path, "--annotated", tmp_path / "x.xlsx")[0] == 2


@pytest.mark.parametrize("option", ["--layout", "--data"])
def test_layouts_of_ones_own(write_book: Writer, tmp_path: Path, option: str) -> None:
    headings = ["kode_kabupaten_kota", "nama_kabupaten_kota", "jiwa_uji", "tahun"]
    path = write_book("satu.xlsx", {"S": [headings, [3201, "BOGOR", 5_000_000, 2023]]})
    folder = tmp_path / "data" / "layouts"
    folder.mkdir(parents=True)
    layout = folder / "uji.toml"
    text = (LAYOUT_FOLDER / "opendata_penduduk.toml").read_text(encoding="utf-8")
    text = text.replace('"opendata_penduduk"', '"uji"').replace("jumlah_penduduk", "jiwa_uji")
    layout.write_text(text, encoding="utf-8")
    given = layout if option == "--layout" else tmp_path / "data"
    _, output = run("--json", path, option, given)
    (report,) = json.loads(output)
    tables = {table["layout"]: table["rows"] for table in report["tables"]}
    assert tables["uji"] == 1
