"""What reaches the screen or a spreadsheet is text, never markup or a formula."""

from __future__ import annotations

import pandas as pd

from dashboard import show
from dashboard.language import speaker
from dashboard.parts import texts
from dashboard.parts.shapes import Column, Source, Table
from dashboard.queries import cases, edition
from dashboard.warehouse import Warehouse
from indicators import codes


def test_cells_are_escaped() -> None:
    table = Table("A & B", (Column("<b>"),), (("<script>alert(1)</script>",),))
    text = show.table_html(table)
    assert "<script>" not in text
    assert "&lt;script&gt;" in text
    assert "A &amp; B" in text


def test_only_web_addresses_become_links() -> None:
    table = Table("t", (Column("c"),), (("https://a.go.id/x?y=1&z=2",), ("javascript:alert(1)",)))
    text = show.table_html(table)
    assert 'href="https://a.go.id/x?y=1&amp;z=2"' in text
    assert 'href="javascript' not in text
    assert "href" not in show.source_html(Source("x", "javascript:alert(1)"))


def test_a_source_is_named_once_and_each_of_its_places() -> None:
    rows = (Source("A", None, "sel A1"), Source("A", None, "sel <B2>"))
    text = show._sources(rows, speaker("id")) + show._places(rows, speaker("id"))
    assert "Sumber: A</p>" in text
    assert "<li>A · sel A1</li><li>A · sel &lt;B2&gt;</li>" in text


def test_a_withheld_address_is_said_in_words_and_kept_as_a_code(run: Warehouse) -> None:
    frame = cases.series(run, "32", "korban_anak", "opendata-jabar-korban-2018-2022")
    assert set(frame["cell"]) == {codes.CELL_WITHHELD}
    said = {one: texts.sources(frame, one)[0].place for one in ("id", "en")}
    assert "alamat sel tidak ditayangkan, sebab urutan sel dapat mengungkapkan angka" in said["id"]
    assert "cell addresses are not shown" in said["en"]
    assert not any(codes.CELL_WITHHELD in place for place in said.values())
    row = next(texts.rows(frame))
    assert texts.place(row) == row.sheet
    about = edition.edition(run).iloc[0]
    text = show.csv(texts.download(frame, ("value",), "x", about).rows()).decode("utf-8-sig")
    assert f",{codes.CELL_WITHHELD}," in text


def test_words_in_number_columns_are_told_apart() -> None:
    column = Column("n", is_number=True)
    cells = (("1.234,5",), ("2–15",), ("–",), ("5.473.476 (2022)",), ("Dirahasiakan",))
    text = show.table_html(Table("t", (column,), cells))
    assert text.count("kla-word") == 1


def test_a_download_is_read_back_as_it_was_shown(run: Warehouse) -> None:
    frame = cases.series(run, "32", "korban_anak")
    about = edition.edition(run).iloc[0]
    file = texts.download(frame, ("region_code", "period_start", "value", "hidden"), "x", about)
    text = show.csv(file.rows()).decode("utf-8-sig")
    head, first, *_ = text.splitlines()
    assert head.split(",")[:4] == ["region_code", "period_start", "value", "hidden"]
    assert {"publisher", "url", "file", "sheet", "cell", "edition", "edition_as_of"} <= set(
        head.split(",")
    )
    assert first.startswith("32,2018-01-01,319.0,no")


def test_no_cell_is_a_formula() -> None:
    frame = pd.DataFrame({"a": ["=1+1", "+1", "-1", "@x", "aman", None]}, dtype="str")
    lines = show.csv(frame).decode("utf-8-sig").splitlines()[1:]
    assert lines == ["'=1+1", "'+1", "'-1", "'@x", "aman", '""']


def test_columns_that_say_nothing_are_left_out() -> None:
    columns = (Column("a"), Column("b"), Column("c"))
    table = Table("t", columns, (("1", "–", "x"), ("2", "–", "x")))
    assert [column.heading for column in texts.lean(table).columns] == ["a"]
    differing = Table("t", columns, (("1", "–", "x"), ("2", "3", "y")))
    assert texts.lean(differing) == differing


def test_a_label_holds_no_markup() -> None:
    assert show.literal("Kab. Bogor (12, 9)") == "Kab. Bogor (12, 9)"
    assert show.literal("![x](http://luar/x.png)") == r"\!\[x\](http\://luar/x.png)"
    assert show.literal(":red[*a*] <b>") == r"\:red\[\*a\*\] \<b\>"
