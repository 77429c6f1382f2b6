"""Loading one file: what is kept, what is refused, what changes, and what two at once do."""

from __future__ import annotations

import datetime
import json
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import openpyxl
import pytest
from typer.testing import Result

from etl.build import build, edition_path
from etl.intake import keep
from etl.intake.load import Loaded, Wish, load
from etl.intake.names import plain_name, unused
from etl.layout import LAYOUT_FOLDER
from etl.turn import LOCK
from tests.etl.command_line import run_etl
from tests.etl.crashing import SIDECAR, files_of, workbook

PROJECT = Path(__file__).resolve().parents[2]
DAY = datetime.date(2024, 5, 6)


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one workbook, built."""
    folder = tmp_path_factory.mktemp("start") / "data"
    (folder / "raw").mkdir(parents=True)
    workbook(folder / "raw" / "lama.xlsx", 2021, r33_17=31, r33_18=45)
    build(folder, folder / "build")
    return folder


@pytest.fixture
def data(start: Path, tmp_path: Path) -> Path:
    """A copy of it, to be changed by the test."""
    return Path(shutil.copytree(start, tmp_path / "data"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return workbook(tmp_path / "Laporan 2022.xlsx", 2022, r33_17=33)


def loaded(file: Path, data: Path, **said: object) -> Loaded:
    return load(Wish(file, day=DAY, **said), data, data / "build")  # type: ignore[arg-type]


def kinds(done: Loaded) -> list[tuple[str | None, str]]:
    return [(one.cell, one.kind) for one in (*done.report.issues, *done.errors)]


def counted(data: Path) -> list[tuple[object, ...]]:
    with duckdb.connect(str(edition_path(data / "build", "internal")), read_only=True) as found:
        sql = "SELECT region_code, year(period_start), value FROM case_count ORDER BY ALL"
        return found.execute(sql).fetchall()


def untouched(data: Path) -> bool:
    """Whether nothing lies in the places of a load."""
    return {path.name for path in (data / "incoming").iterdir()} == {LOCK}


def test_a_preview_shows_what_changes_and_keeps_nothing(data: Path, file: Path) -> None:
    before, pointer = files_of(data), (data / "build/current").read_text()
    done = loaded(file, data, preview=True)
    told = done.as_json()
    assert (told["status"], told["kept_as"]) == ("preview", "raw/dp3akb/Laporan 2022.xlsx")
    assert told["publication"]["publication_id"] == "laporan-2022"
    assert not told["needs_publication"]
    assert {name: told["changes"][name] for name in ("new", "same", "changed", "gone")} == {
        "new": 1, "same": 0, "changed": 0, "gone": 0,
    }  # fmt: skip
    assert told["build"] is None
    assert files_of(data) == before
    assert (data / "build/current").read_text() == pointer
    assert untouched(data)


def test_a_load_is_kept_registered_and_served(data: Path, file: Path) -> None:
    done = loaded(file, data, by="Perencana")
    assert done.status == "loaded"
    kept = data / done.kept_as
    assert kept.read_bytes() == file.read_bytes()
    register = (data / "register.csv").read_text(encoding="utf-8").splitlines()
    assert register == ["sha256,file,loaded", f"{done.report.sha256},{done.kept_as},2024-05-06"]
    assert ("33.17", 2022, 33) in counted(data)
    assert untouched(data)
    assert build(data, data / "build").parsed == 0


def test_the_same_content_twice_changes_nothing(data: Path, file: Path) -> None:
    loaded(file, data)
    before, pointer = files_of(data), (data / "build/current").read_text()
    again = file.rename(file.with_name("nama lain.xlsx"))
    done = loaded(again, data)
    assert (done.status, done.kept_as) == ("already_loaded", "raw/dp3akb/Laporan 2022.xlsx")
    assert kinds(done) == [(None, "already_kept")]
    assert done.build is None
    assert files_of(data) == before
    assert (data / "build/current").read_text() == pointer


def test_a_file_that_was_kept_but_not_served_is_served(data: Path, file: Path) -> None:
    shutil.copy(file, data / "raw")
    done = loaded(file, data)
    assert done.status == "already_loaded"
    assert done.build is not None
    assert ("33.17", 2022, 33) in counted(data)


def test_a_name_that_is_taken_is_kept_under_another(data: Path, file: Path) -> None:
    loaded(file, data)
    workbook(file, 2023, r33_18=51)
    done = loaded(file, data)
    assert done.kept_as == "raw/dp3akb/Laporan 2022_2.xlsx"
    assert {name for name in files_of(data) if name.startswith("raw/dp3akb")} == {
        "raw/dp3akb/Laporan 2022.xlsx",
        "raw/dp3akb/Laporan 2022_2.xlsx",
    }


def test_a_file_that_is_gone_or_too_big_is_not_even_copied(data: Path, tmp_path: Path) -> None:
    big = tmp_path / "besar.csv"
    with big.open("wb") as handle:
        handle.truncate(400 * 2**20)
    for file in (big, tmp_path / "tidak-ada.csv"):
        done = loaded(file, data)
        assert (done.status, kinds(done)) == ("refused", [(None, "unreadable_file")])
        assert untouched(data)


def test_a_file_with_errors_leaves_nothing(data: Path, file: Path) -> None:
    before = files_of(data)
    book = openpyxl.load_workbook(file)
    book["Data"]["N2"] = "banyak"
    book.save(file)
    done = loaded(file, data)
    assert (done.status, kinds(done)) == ("refused", [("N2", "not_a_number")])
    assert files_of(data) == before
    assert untouched(data)


def test_personal_data_is_refused_and_nothing_of_it_is_kept(data: Path, tmp_path: Path) -> None:
    before = files_of(data)
    file = tmp_path / "korban.xlsx"
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Nama Korban", "NIK", "Umur", "Kecamatan"])
    book.worksheets[0].append(["Bunga Contoh", "3317014506090001", 14, "Sumber"])
    book.save(file)
    done = loaded(file, data)
    assert done.status == "refused"
    assert {kind for _, kind in kinds(done)} == {"personal_data"}
    told = json.dumps(done.as_json())
    assert "Bunga Contoh" not in told
    assert "3317014506090001" not in told
    assert files_of(data) == before
    assert untouched(data)


def test_a_figure_that_stands_in_another_file_is_refused(data: Path, tmp_path: Path) -> None:
    before = files_of(data)
    done = loaded(workbook(tmp_path / "lagi.xlsx", 2021, r33_17=99), data)
    assert (done.status, kinds(done)) == ("refused", [("N2", "duplicate_across_files")])
    assert files_of(data) == before


def test_an_error_of_another_file_fails_and_keeps_nothing(data: Path, file: Path) -> None:
    (data / "raw" / "rusak.xlsx").write_bytes(b"bukan buku kerja")
    before = files_of(data)
    for preview in (True, False):
        done = loaded(file, data, preview=preview)
        assert (done.status, [one.file for one in done.errors]) == ("failed", ["raw/rusak.xlsx"])
    assert files_of(data) == before
    assert untouched(data)


def test_a_sidecar_says_who_published_and_is_kept_beside(data: Path, file: Path) -> None:
    sidecar = file.with_name("asal.toml")
    sidecar.write_text(SIDECAR, encoding="utf-8")
    done = loaded(file, data, sidecar=sidecar)
    assert done.status == "loaded"
    kept = data / (done.kept_as + ".asal.toml")
    assert kept.read_text(encoding="utf-8") == SIDECAR


def test_a_broken_sidecar_is_refused(data: Path, file: Path) -> None:
    sidecar = file.with_name("asal.toml")
    sidecar.write_text("[publication]\npublisher = 3\n", encoding="utf-8")
    done = loaded(file, data, sidecar=sidecar)
    assert done.status == "refused"
    assert {kind for _, kind in kinds(done)} == {"bad_sidecar"}


def test_a_layout_is_kept_once(data: Path, file: Path, tmp_path: Path) -> None:
    text = (LAYOUT_FOLDER / "template_target.toml").read_text(encoding="utf-8")
    text = text.replace('id = "template_target"', 'id = "tata_letak_kantor"', 1)
    layout = tmp_path / "kantor.toml"
    layout.write_text(text.replace('"Kode Ukuran"', '"Kode Lain"'), encoding="utf-8")
    assert loaded(file, data, layout=layout).status == "loaded"
    assert [path.name for path in (data / "layouts").iterdir()] == ["kantor.toml"]
    other = workbook(tmp_path / "lain.xlsx", 2023, r33_17=35)
    layout.write_text("id = [", encoding="utf-8")
    done = loaded(other, data, layout=layout)
    assert (done.status, {kind for _, kind in kinds(done)}) == ("failed", {"bad_layout"})
    assert [path.name for path in (data / "layouts").iterdir()] == ["kantor.toml"]
    assert untouched(data)


def test_a_file_that_changed_since_it_was_confirmed(data: Path, file: Path) -> None:
    seen = loaded(file, data, preview=True).report.sha256
    workbook(file, 2022, r33_17=34)
    done = loaded(file, data, expected=seen)
    assert (done.status, kinds(done)) == ("failed", [(None, "changed_while_read")])


def test_an_accepted_file_is_completed_by_the_next_build(data: Path, file: Path) -> None:
    """Killed between the acceptance and the moves; meanwhile somebody wrote into the register."""
    parcel = data / "incoming" / "abc.accepted"
    (parcel / "raw" / "dp3akb").mkdir(parents=True)
    shutil.copy(file, parcel / "raw" / "dp3akb" / "baru.xlsx")
    (parcel / "register.csv").write_text("sha256,file,loaded\nx,raw/baru.xlsx,2024-05-06\n")
    (data / "raw" / "dp3akb").mkdir()
    (data / "register.csv").write_text("sha256,file,loaded\ny,raw/lama.xlsx,2024-01-02\n")
    (data / "incoming" / "def" / "parcel" / "raw" / "dinas").mkdir(parents=True)
    (data / "raw" / "dinas").mkdir()
    assert build(data, data / "build").source_files == 2
    assert (data / "register.csv").read_text().splitlines()[1:] == [
        "y,raw/lama.xlsx,2024-01-02",
        "x,raw/baru.xlsx,2024-05-06",
    ]
    assert not (data / "raw" / "dinas").exists()
    assert untouched(data)


def test_two_loads_at_once_both_end_whole(data: Path, file: Path, tmp_path: Path) -> None:
    files = [file, workbook(tmp_path / "kedua.xlsx", 2023, r33_18=52)]
    command = [sys.executable, "-m", "etl", "load", "--yes", "--json", "--data", str(data)]
    running = [
        subprocess.Popen([*command, str(one)], cwd=PROJECT, stdout=subprocess.PIPE, text=True)
        for one in files
    ]
    told = [json.loads(one.communicate()[0]) for one in running]
    assert [one["status"] for one in told] == ["loaded", "loaded"]
    assert counted(data) == [
        ("33.17", 2021, 31), ("33.17", 2022, 33), ("33.18", 2021, 45), ("33.18", 2023, 52),
    ]  # fmt: skip
    assert len((data / "register.csv").read_text().splitlines()) == 3
    assert untouched(data)


def test_a_load_that_waits_too_long_is_told(data: Path, file: Path) -> None:
    with keep.changing(data, lambda: None):
        done = loaded(file, data, patience=0.1)
    assert (done.status, kinds(done)) == ("failed", [(None, "load_running")])


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Laporan 2022.xlsx", "Laporan 2022.xlsx"),
        ("a/b\\c:d.csv", "a_b_c_d.csv"),
        ("..xlsx", "berkas.xlsx"),
        ("~$data.xlsx", "data.xlsx"),
        (".tersembunyi.ods", "tersembunyi.ods"),
        ("con.xlsx", "con_.xlsx"),
        ("x" * 300 + ".xls", "x" * 120 + ".xls"),
        ("data . .xlsx", "data.xlsx"),
    ],
)
def test_names_that_every_system_takes(name: str, plain: str) -> None:
    assert plain_name(name) == plain


def test_a_name_is_taken_in_capitals_too_and_by_a_sidecar(tmp_path: Path) -> None:
    assert unused("Data.xlsx", tmp_path) == "Data.xlsx"
    (tmp_path / "data.XLSX").touch()
    (tmp_path / "Data_2.xlsx.asal.toml").touch()
    assert unused("Data.xlsx", tmp_path) == "Data_3.xlsx"


def test_command_line(data: Path, file: Path) -> None:
    def run(*words: str) -> Result:
        return run_etl("load", *words, "--data", data)

    seen = run(str(file))
    assert seen.exit_code == 0
    assert "raw/dp3akb/Laporan 2022.xlsx" in seen.stdout
    assert "--yes" in seen.stdout
    done = run(str(file), "--yes", "--json", "--by", "Perencana")
    assert json.loads(done.stdout)["status"] == "loaded"
    broken = file.with_name("rusak.xlsx")
    broken.write_bytes(b"bukan buku kerja")
    bad = run(str(broken), "--yes")
    assert bad.exit_code == 1
    assert run(str(file.with_name("tidak-ada.xlsx"))).exit_code == 2
