from __future__ import annotations

from pathlib import Path

import pytest

from etl.context import load_context
from etl.layout import LayoutError, load_layouts
from etl.recode import load_lookup
from indicators import tables


def test_the_shipped_layouts_load_and_name_lookups_that_exist() -> None:
    layouts = load_layouts()
    assert {"opendata_kabkota", "bps_web", "rekap_em", "publikasi"} <= set(layouts.by_id)
    for layout in layouts.by_id.values():
        for column in layout.columns:
            if column.lookup:
                load_lookup(column.lookup)


def test_a_list_layout_fills_every_column_that_may_not_be_empty() -> None:
    from_elsewhere = {"source_sha256", "sheet", "cell", "publication_id", "status"}
    for layout in load_layouts().by_id.values():
        if layout.kind != "list":
            continue
        filled = {column.to for column in layout.columns} | set(layout.constants)
        filled |= set(layout.asks) | from_elsewhere
        for column in layout.columns:
            if column.reads == "whole_year":
                filled |= {"period_start", "period_end"}
            if column.reads == "lookup":
                filled |= load_lookup(column.lookup).fields
        needed = {c.name for c in tables.BY_NAME[layout.table].columns if not c.nullable}
        assert needed <= filled, layout.id


def test_every_mistake_of_every_file_is_reported_at_once(tmp_path: Path) -> None:
    (tmp_path / "satu.toml").write_text("id = 'satu'\nkind = 'list'\n", encoding="utf-8")
    (tmp_path / "dua.toml").write_text(
        """
        id = "dua"
        kind = "list"
        table = "tidak_ada"
        title = { id = "x", en = "x" }
        """,
        encoding="utf-8",
    )
    (tmp_path / "tiga.toml").write_text("bukan toml", encoding="utf-8")
    with pytest.raises(LayoutError) as caught:
        load_layouts(tmp_path)
    text = "\n".join(caught.value.problems)
    assert "satu.toml table" in text
    assert "satu.toml title" in text
    assert "tidak_ada" in text
    assert "tiga.toml" in text


WIDE = """
id = "kantor"
kind = "wide"
table = "population"
title = { id = "x", en = "x" }
[constants]
sex = "semua"
age_band = "semua"
[[columns]]
headings = ["Kabupaten/Kota"]
reads = "region_name"
to = "region_code"
essential = true
[[values]]
headings = ["Penduduk {year}"]
"""


def test_the_office_has_layouts_of_its_own(tmp_path: Path) -> None:
    own = tmp_path / "layouts"
    own.mkdir()
    assert load_context(tmp_path).layouts.by_id.keys() == load_layouts().by_id.keys()
    (own / "kantor.toml").write_text(WIDE, encoding="utf-8")
    assert "kantor" in load_context(tmp_path).layouts.by_id
    (own / "lagi.toml").write_text(WIDE.replace("kantor", "bps_web"), encoding="utf-8")
    with pytest.raises(LayoutError, match="bps_web is used twice"):
        load_context(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Penduduk {year}", "Penduduk {tahun}", "{tahun} is none of"),
        ("Penduduk {year}", "{year} {year}", "placeholder twice"),
        ('age_band = "semua"', "", "nothing states age_band"),
        ("[[values]]", "[[nilai]]", "nilai"),
        ('kind = "wide"', 'kind = "list"', "go with the kind wide"),
        ("[[values]]", '[[values]]\nfields = { unit = "kasus" }', "population has no column unit"),
        ("[[values]]", '[[values]]\ntable = "kabar"', "no warehouse table is called 'kabar'"),
        ("[[values]]", '[[around]]\nwhere = "title"\npattern = "x"\n[[values]]', "states nothing"),
        ("[[values]]", "[[values]]\nscale = 0", "scale"),
    ],
)
def test_mistakes_in_a_wide_layout(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert old in WIDE
    (tmp_path / "satu.toml").write_text(WIDE.replace(old, new), encoding="utf-8")
    with pytest.raises(LayoutError) as caught:
        load_layouts(tmp_path)
    assert told in "\n".join(caught.value.problems)
