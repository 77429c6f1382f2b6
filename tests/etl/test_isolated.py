from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import textwrap
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from etl.check import Context, check_file, report_json
from etl.intake import isolated
from etl.intake.isolated import Limits, Reader, ReaderStartError, read_apart
from etl.template import write_template

Writer = Callable[..., Path]
LIMITS = Limits(seconds=3, memory=400 * 2**20, size=50 * 2**20)
POSIX = pytest.mark.skipif(os.name == "nt", reason="needs POSIX")


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder for temporary files that has to be empty at the end of every test."""
    folder = tmp_path / "sementara"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setenv("TMPDIR", str(folder))
    before = readers()
    yield folder
    assert not list(folder.iterdir())
    assert readers() <= before


def readers() -> set[psutil.Process]:
    """The reading children of this process; other tests keep a server of forks among them."""
    children = psutil.Process().children(recursive=True)
    return {child for child in children if "etl.intake.reader" in child.cmdline()}


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "kasus.xlsx"
    write_template("kasus", path)
    return path


@pytest.fixture
def slow(tmp_path: Path) -> Path:
    """A file whose reading takes seconds and hundreds of megabytes."""
    path = tmp_path / "lambat.csv"
    path.write_text("a;b\n" + "1;2\n" * 2_400_000, encoding="utf-8")
    return path


def kinds(path: Path, reader: Reader) -> list[tuple[str | None, str]]:
    return [(one.cell, one.kind) for one in reader.read(path).issues]


def test_read_apart_is_what_reading_here_gives(template: Path, context: Context) -> None:
    assert report_json(read_apart(template), True) == report_json(
        check_file(template, context), True
    )


def test_one_child_reads_a_list_of_files(template: Path, tmp_path: Path) -> None:
    with Reader(limits=LIMITS) as reader:
        reader.read(template)
        (first,) = readers()
        assert [one.kind for one in reader.read(tmp_path / "tidak_ada.xlsx").issues] == [
            "unreadable_file"
        ]
        reader.read(template)
        assert readers() == {first}


def test_a_file_that_takes_too_long_is_given_up_and_the_next_is_read(
    template: Path, slow: Path
) -> None:
    with Reader(limits=Limits(seconds=1)) as reader:
        report = reader.read(slow)
        assert [(one.kind, one.cell) for one in report.issues] == [("unreadable_file", None)]
        assert "batas waktu" in report.issues[0].message
        assert reader.read(template).tables


def test_a_file_that_takes_too_much_memory_is_given_up_and_the_next_is_read(
    template: Path, slow: Path
) -> None:
    with Reader(limits=Limits(seconds=30, memory=250 * 2**20)) as reader:
        (problem,) = reader.read(slow).issues
        assert "memori" in problem.message
        assert reader.read(template).tables


@POSIX
def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    path = tmp_path / "pipa.csv"
    os.mkfifo(path)
    with Reader(limits=LIMITS) as reader:
        assert kinds(path, reader) == [(None, "unreadable_file")]


def test_a_file_beyond_the_size_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "besar.csv"
    path.write_bytes(b"1;2\n" * 1000)
    with Reader(limits=Limits(size=100)) as reader:
        assert kinds(path, reader) == [(None, "unreadable_file")]
        assert not readers()


@pytest.mark.parametrize(
    ("answer", "word"),
    [
        ("os.kill(os.getpid(), 9)", "berhenti"),
        ("sys.exit(3)", "berhenti"),
        ('print(\'{"done": "9"}\')', "berhenti"),
        ("print('[' * 5000)", "berhenti"),
        ("print('x' * 50000)", "berhenti"),
        ('print(\'{"done": "1"}\')', "berhenti"),
        ('print(\'{"fault": "stopped", "detail": "KeyError, etl/x.py:3"}\')', "etl/x.py:3"),
        ('print(\'{"fault": "stopped", "detail": "<b>rahasia</b>"}\')', "berhenti."),
        ('print(\'{"fault": "memory"}\')', "memori"),
    ],
)
def test_a_child_that_dies_or_talks_nonsense_ends_in_one_issue(
    template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, word: str
) -> None:
    script = tmp_path / "anak.py"
    script.write_text(
        "import os, sys\n"
        "sys.stdin.readline()\n"
        "print('{\"ready\": true}', flush=True)\n"
        f"sys.stdin.readline()\n{answer}\nsys.stdout.flush()\nsys.stdin.read()\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(isolated, "COMMAND", (sys.executable, str(script)))
    (problem,) = read_apart(template, limits=LIMITS).issues
    assert (problem.kind, problem.severity) == ("unreadable_file", "error")
    assert word in problem.message


@pytest.mark.parametrize(
    "entry", [b"", b"nonsense", b"[]", b'{"sha256": 1}'], ids=["empty", "text", "list", "keys"]
)
def test_an_answer_that_is_not_whole_is_not_believed(
    template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, entry: bytes
) -> None:
    script = tmp_path / "anak.py"
    script.write_text(
        "import hashlib, json, pathlib, sys\n"
        "folder = pathlib.Path(json.loads(sys.stdin.readline())['folder'])\n"
        "print('{\"ready\": true}', flush=True)\n"
        "sys.stdin.readline()\n"
        f"entry = {entry!r}\n"
        "digest = hashlib.sha256(entry).hexdigest().encode()\n"
        "(folder / '1.json').write_bytes(digest + b'\\n' + entry)\n"
        'print(\'{"done": "1"}\', flush=True)\nsys.stdin.read()\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(isolated, "COMMAND", (sys.executable, str(script)))
    assert [one.kind for one in read_apart(template, limits=LIMITS).issues] == ["unreadable_file"]


def test_a_marked_copy_is_written_by_the_child(template: Path, tmp_path: Path) -> None:
    out = tmp_path / "bertanda.xlsx"
    with Reader(limits=Limits(seconds=20)) as reader:
        assert reader.annotate(template, out)
    assert zipfile.is_zipfile(out)


def test_no_marked_copy_of_persons_of_broken_or_of_slow_files(tmp_path: Path, slow: Path) -> None:
    out = tmp_path / "bertanda.xlsx"
    persons, broken = tmp_path / "orang.csv", tmp_path / "rusak.xlsx"
    persons.write_text("desa;nama_korban\nMekar;Melati\n", encoding="utf-8")
    broken.write_bytes(b"PK\x03\x04")
    with Reader(limits=Limits(seconds=1.5)) as reader:
        for path in (persons, broken, slow, tmp_path / "tidak_ada.xlsx"):
            assert not reader.annotate(path, out)
            assert not out.exists()


def test_a_layout_with_a_mistake_is_told_before_any_file_is_read(
    template: Path, tmp_path: Path
) -> None:
    layout = tmp_path / "salah.toml"
    layout.write_text('id = "salah"\nkind = "list"\n', encoding="utf-8")
    with pytest.raises(ReaderStartError, match="salah"):
        read_apart(template, layouts=[layout], limits=LIMITS)


@POSIX
def test_no_child_outlives_a_killed_parent_and_its_folder_is_removed(
    slow: Path, temporary: Path
) -> None:
    code = textwrap.dedent(
        f"""
        from pathlib import Path
        from etl.intake.isolated import read_apart
        read_apart(Path({str(slow)!r}))
        """
    )
    parent = psutil.Popen([sys.executable, "-c", code], stdout=subprocess.DEVNULL)
    _until(lambda: list(temporary.iterdir()) and parent.children())
    children = parent.children()
    assert children
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    assert _until(lambda: not any(child.is_running() for child in children))
    if not _until(lambda: not list(temporary.iterdir())):  # killed before it told the child
        read_apart(slow.with_name("tidak_ada.csv"), limits=LIMITS)
    assert not list(temporary.iterdir())


def test_folders_of_processes_that_are_gone_are_swept(template: Path, temporary: Path) -> None:
    left = temporary / f"{isolated.PREFIX}999999999-1-abc"
    left.mkdir()
    (left / "1.json").write_text("{}", encoding="utf-8")
    mine = isolated._owner(psutil.Process())
    in_use = temporary / f"{isolated.PREFIX}{mine}-abc"
    in_use.mkdir()
    read_apart(template, limits=LIMITS)
    assert list(temporary.iterdir()) == [in_use]
    in_use.rmdir()


def _until(look: Callable[[], object]) -> object:
    """What `look` finds as soon as it finds something, within ten seconds."""
    end = time.monotonic() + 10
    while not (found := look()) and time.monotonic() < end:
        time.sleep(0.02)
    return found
