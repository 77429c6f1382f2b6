from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from etl.reading.archive import SMALL, Archive, opened
from etl.reading.sparse import BROKEN
from etl.template import write_template


def packed(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as book:
        for name, content in parts.items():
            book.writestr(name, content)
    return target.getvalue()


def test_a_part_is_what_zipfile_reads(tmp_path: Path) -> None:
    write_template("kasus", tmp_path / "kasus.xlsx")
    content = (tmp_path / "kasus.xlsx").read_bytes()
    archive = opened(content)
    assert opened(content) is archive
    with zipfile.ZipFile(io.BytesIO(content)) as plain:
        for name in plain.namelist():
            assert archive.part(name) == plain.read(name)
            assert archive.head(name, 100) == plain.read(name)[:100]


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2])
def test_names_methods_and_sizes_of_any_kind(method: int) -> None:
    parts = {"a.xml": b"", "lembar é.xml": b"isi", "besar.xml": b"0" * (SMALL + 1)}
    archive = Archive(packed(parts, method))
    assert {name: archive.part(name) for name in parts} == parts
    assert archive.head("besar.xml", 3) == b"000"


def test_a_damaged_part_is_refused_as_by_zipfile() -> None:
    content = bytearray(packed({"a.xml": bytes(range(256)) * 8}))
    content[60] ^= 0xFF
    with pytest.raises(BROKEN):
        Archive(bytes(content)).part("a.xml")
    with pytest.raises(BROKEN), zipfile.ZipFile(io.BytesIO(content)) as plain:
        plain.read("a.xml")


def test_a_part_that_unpacks_to_more_than_its_entry_says() -> None:
    content = packed({"a.xml": b"0" * 5000})
    lying = content.replace((5000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    with pytest.raises(zipfile.BadZipFile):
        Archive(lying).part("a.xml")
    assert Archive(content).part("a.xml") == b"0" * 5000
