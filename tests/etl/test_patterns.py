"""Each public edition leaves what it showed; the next one is checked against all of them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import duckdb
import pytest

from etl import history, patterns
from etl.build import BuildFailed, BuildReport, build
from etl.intake.load import Wish, load
from etl.rebuild import rebuild
from tests.etl.victims import workbook

BOTH, BOYS, GIRLS = "semua", "laki_laki", "perempuan"
Marks = dict[str, tuple[float | None, str]]


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that has published 16 girls, and nothing of boys or both."""
    folder = tmp_path_factory.mktemp("start") / "data"
    (folder / "raw").mkdir(parents=True)
    workbook(folder / "raw" / "putri.xlsx", perempuan=16)
    build(folder, folder / "build")
    return folder


@pytest.fixture
def data(start: Path, tmp_path: Path) -> Path:
    """A copy of it, to be changed by the test."""
    return Path(shutil.copytree(start, tmp_path / "data"))


def shown(report: BuildReport) -> Marks:
    """Sex -> figure and mark in the public edition."""
    with duckdb.connect(str(report.editions["public"]), read_only=True) as connection:
        sql = "SELECT sex, value, hidden FROM case_count"
        return {sex: (value, mark) for sex, value, mark in connection.execute(sql).fetchall()}


def left(data: Path) -> list[str]:
    folder = data / patterns.FOLDER
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def lines(data: Path) -> list[list[object]]:
    """What the last file says, without its first line."""
    text = (data / patterns.FOLDER / left(data)[-1]).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()[1:]]


def test_an_edition_leaves_what_it_showed_and_never_what_it_hid(data: Path) -> None:
    workbook(data / "raw" / "lain.xlsx", laki_laki=2, semua=18)
    build(data, data / "build")
    names = left(data)
    assert [name[:7] for name in names] == ["000001-", "000002-"]
    said = {str(row[6]): row[-2:] for row in lines(data)}
    assert said == {BOYS: [None, "primary"], BOTH: [None, "secondary"]}
    first = (data / patterns.FOLDER / names[0]).read_text(encoding="utf-8")
    assert json.loads(first.splitlines()[1])[-2:] == [16, "no"]


def test_what_was_shown_cannot_hide_a_small_count_any_more(data: Path, tmp_path: Path) -> None:
    """18 = 2 + 16: 16 would be the one to go, but it has been read; the total goes instead."""
    workbook(data / "raw" / "lain.xlsx", laki_laki=2, semua=18)
    forgetful = tmp_path / "clone"
    shutil.copytree(data / "raw", forgetful / "raw")
    fresh = shown(build(forgetful, forgetful / "build"))
    assert fresh == {BOYS: (None, "primary"), GIRLS: (None, "secondary"), BOTH: (18, "no")}
    after = shown(build(data, data / "build"))
    assert after == {BOYS: (None, "primary"), GIRLS: (16, "no"), BOTH: (None, "secondary")}


def test_nothing_new_leaves_nothing_and_changes_nothing(data: Path) -> None:
    names, listed = left(data), len(history.builds(data / "history"))
    first = history.builds(data / "history")[-1]
    again = build(data, data / "build")
    assert left(data) == names
    assert len(history.builds(data / "history")) == listed
    assert again.id == first["id"]
    (data / "settings.toml").write_text("[examples]\nshow = false\n", encoding="utf-8")
    other = build(data, data / "build")
    assert other.id != first["id"]
    assert left(data) == names
    assert build(data, data / "build").id == other.id


def test_going_back_and_forth_is_said_as_well(data: Path) -> None:
    workbook(data / "raw" / "putri.xlsx", perempuan=14)
    build(data, data / "build")
    workbook(data / "raw" / "putri.xlsx", perempuan=16)
    ids = [build(data, data / "build").id for _ in range(2)]
    assert ids[0] == ids[1]
    assert len(left(data)) == 3
    (data / "raw" / "putri.xlsx").unlink()
    workbook(data / "raw" / "putra.xlsx", laki_laki=9)
    build(data, data / "build")
    assert {(row[6], row[-1]) for row in lines(data)} == {(BOYS, "no"), (GIRLS, "gone")}


def test_only_a_build_that_is_served_from_the_folder_leaves_anything(
    data: Path, tmp_path: Path
) -> None:
    names = left(data)
    file = workbook(tmp_path / "lain.xlsx", laki_laki=2, semua=18)
    assert load(Wish(file, preview=True), data, data / "build").status == "preview"
    assert left(data) == names
    shutil.copy(file, data / "raw")
    elsewhere = build(data, tmp_path / "elsewhere")
    assert left(data) == names
    assert shown(elsewhere)[GIRLS] == (16, "no")
    found = {path.parent.name for path in (tmp_path / "elsewhere").rglob("*.jsonl")}
    assert found <= {"history", "objects"}
    (data / "raw" / "lain.xlsx").unlink()
    assert load(Wish(file), data, data / "build").status == "loaded"
    assert len(left(data)) == 2


def test_a_build_is_made_again_with_the_editions_it_knew(data: Path, tmp_path: Path) -> None:
    workbook(data / "raw" / "lain.xlsx", laki_laki=2, semua=18)
    build(data, data / "build")
    workbook(data / "raw" / "lain.xlsx", laki_laki=9, semua=25)
    build(data, data / "build")
    first, second, third = history.builds(data / "history")
    assert [len([name for name in one["inputs"] if "editions" in name]) for one in
            (first, second, third)] == [0, 1, 2]  # fmt: skip
    for number, record in enumerate((first, second, third)):
        assert rebuild(data / "history", record["id"], tmp_path / str(number)).is_equal


def test_killed_before_it_was_served_the_next_build_is_the_same(data: Path) -> None:
    """The file is there, the build it speaks of is not served: as if nothing had happened."""
    served = (data / "build" / "current").read_text(encoding="utf-8")
    kept = data.with_name("kept")
    shutil.copytree(data / "build", kept)
    workbook(data / "raw" / "lain.xlsx", laki_laki=2, semua=18)
    done = build(data, data / "build")
    names = left(data)
    shutil.rmtree(data / "build")
    kept.rename(data / "build")
    assert (data / "build" / "current").read_text(encoding="utf-8") == served
    again = build(data, data / "build")
    assert (again.id, left(data)) == (done.id, names)


def test_what_a_killed_build_left_half_written_is_removed(data: Path) -> None:
    stray = data / patterns.FOLDER / ".kla-000002-abc.jsonl.new"
    stray.write_text("half", encoding="utf-8")
    build(data, data / "build")
    assert not stray.exists()


@pytest.mark.parametrize("harm", ["changed", "lost", "no lines", "other format"])
def test_a_pattern_that_is_not_whole_stops_the_build(data: Path, harm: str) -> None:
    workbook(data / "raw" / "lain.xlsx", laki_laki=2, semua=18)
    build(data, data / "build")
    first, second = (data / patterns.FOLDER / name for name in left(data))
    if harm == "changed":
        first.write_text(first.read_text(encoding="utf-8").replace("16", "17"), encoding="utf-8")
    elif harm == "lost":
        first.unlink()
    elif harm == "no lines":
        first.write_bytes(b"")
    else:
        text = '{"format": 2, "build": "", "after": null}\n'
        first.unlink()
        first = first.with_name(f"000001-{patterns.short(text.encode())}.jsonl")
        first.write_text(text, encoding="utf-8", newline="")
    with pytest.raises(BuildFailed) as failed:
        build(data, data / "build")
    wrong = second if harm == "lost" else first
    assert {(one.kind, one.file) for one in failed.value.issues} >= {
        ("bad_pattern", f"editions/{wrong.name}")
    }


def test_two_offices_that_put_their_folders_together_remember_both(
    data: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    (other / "raw").mkdir(parents=True)
    workbook(other / "raw" / "semua.xlsx", semua=18)
    build(other, other / "build")
    for path in (other / patterns.FOLDER).iterdir():
        shutil.copy(path, data / patterns.FOLDER)
    assert {name[:6] for name in left(data)} == {"000001"}
    workbook(data / "raw" / "lain.xlsx", laki_laki=2, semua=18)
    report = build(data, data / "build")
    assert shown(report) == {BOYS: (None, "primary"), GIRLS: (16, "no"), BOTH: (18, "no")}
    assert [one.kind for one in report.warnings] == ["follows_from_before"]
    assert left(data)[-1].startswith("000002-")


def test_without_the_folder_the_office_starts_afresh(data: Path) -> None:
    workbook(data / "raw" / "lain.xlsx", laki_laki=2, semua=18)
    shutil.rmtree(data / patterns.FOLDER)
    assert shown(build(data, data / "build"))[GIRLS] == (None, "secondary")
    assert len(left(data)) == 1


def test_a_breakdown_that_was_shown_and_taken_away_is_remembered(data: Path) -> None:
    """16 girls were shown; the publication now says 18 of both, so 2 were boys."""
    (data / "raw" / "putri.xlsx").unlink()
    workbook(data / "raw" / "semua.xlsx", semua=18)
    assert shown(build(data, data / "build")) == {BOTH: (None, "secondary")}
    workbook(data / "raw" / "semua.xlsx", semua=30)
    assert shown(build(data, data / "build")) == {BOTH: (30, "no")}


def test_a_small_count_that_follows_from_an_earlier_edition_is_told_the_office_alone(
    data: Path,
) -> None:
    """16 girls, and 30 of both, have been shown. What is known cannot be hidden any more."""
    workbook(data / "raw" / "putri.xlsx", perempuan=28)
    build(data, data / "build")
    workbook(data / "raw" / "putri.xlsx", perempuan=16)
    workbook(data / "raw" / "semua.xlsx", semua=30)
    assert shown(build(data, data / "build"))[BOTH] == (30, "no")
    workbook(data / "raw" / "putri.xlsx", perempuan=28)
    report = build(data, data / "build")
    (told,) = report.warnings
    assert (told.kind, told.file) == ("follows_from_before", "raw/semua.xlsx")
    assert "Kabupaten Pati" in told.message
    assert "2022" in told.message
    with duckdb.connect(str(report.editions["public"]), read_only=True) as connection:
        assert connection.execute("SELECT kind FROM issue").fetchall() == []
    with duckdb.connect(str(report.editions["internal"]), read_only=True) as connection:
        assert connection.execute("SELECT kind FROM issue").fetchall() == [(told.kind,)]
