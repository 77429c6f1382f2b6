"""What leads to a hidden count beside figures: the order of cells, and words that quote one."""

from __future__ import annotations

from itertools import pairwise

import duckdb
import pandas as pd
import pytest

from etl import withheld
from etl.build import BuildReport, build
from etl.issues import issue
from etl.template import write_template
from indicators.codes import CELL_WITHHELD
from indicators.regions import load_registry
from indicators.tables import ALL_TABLES, CORRECTION, ISSUE, PUBLICATION, Table

LISTED = ("source_sha256", "sheet", "cell", "publication_id")
DESCENDING = {"33.18": 30, "33.05": 22, "33.11": 9, "33.02": 4, "33.16": 3, "33.01": 2, "33.09": 1}
"""A list as the press prints it, from high to low."""
ADDRESS = "https://contoh.go.id/" + "a" * 276 + "end"


def public(report: BuildReport, table: str, edition: str = "public") -> pd.DataFrame:
    """A table in the order in which it is stored."""
    with duckdb.connect(str(report.editions[edition]), read_only=True) as connection:
        return connection.execute(f'SELECT * FROM "{table}"').df()


def publication(name: str, note: str = "") -> dict[str, object]:
    return {
        "publikasi": name, "penerbit": "Koran", "judul": f"Kekerasan 2022 ({name})",
        "tautan": ADDRESS, "kepercayaan": "press", "catatan": note,
    }  # fmt: skip


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> BuildReport:
    """A list from high to low whose last four are hidden, and one of which nothing is."""
    data = tmp_path_factory.mktemp("printed") / "data"
    (data / "raw").mkdir(parents=True)
    plain = {
        "periode_mulai": "2022-01-01", "periode_selesai": "2022-12-31",
        "periode_diketahui": "stated", "satuan": "korban", "kelompok": "anak",
    }  # fmt: skip
    registry = load_registry()
    rows = [
        {**plain, "kode_daerah": code, "nama_daerah": registry.get(code).name, "jumlah": n,
         "publikasi": name}
        for name, counts in (("turun", DESCENDING), ("besar", {"33.18": 30, "33.05": 22}))
        for code, n in counts.items()
    ]  # fmt: skip
    notes = [
        publication("turun", "Terbit 3 Mei 2023. Sisanya 3 anak di Pekalongan. Hanya sebagian."),
        publication("besar", "Jumlah 2 daerah."),
    ]
    write_template("kasus", data / "raw" / "kasus.xlsx", {"Data": rows, "Publikasi": notes})
    return build(data, data.parent / "build")


def test_the_cells_of_a_list_from_high_to_low_tell_no_rank(printed: BuildReport) -> None:
    for table in ("case_count", "indicator_value"):
        rows = public(printed, table)
        listed = rows[rows["publication_id"] == "turun"]
        assert (listed["hidden"] != "no").sum() >= 4
        assert set(listed["cell"]) == {CELL_WITHHELD}
        assert listed["region_code"].drop_duplicates().tolist() == sorted(DESCENDING)
        beside = rows[rows["publication_id"] == "besar"]
        assert beside["cell"].nunique() == 2
        assert CELL_WITHHELD not in set(beside["cell"])
    inside = public(printed, "case_count", "internal")
    assert CELL_WITHHELD not in set(inside["cell"])
    assert inside["cell"].nunique() == len(inside)


def test_remarks_on_a_list_lose_the_sentences_that_quote_a_number(printed: BuildReport) -> None:
    notes = public(printed, "publication").set_index("publication_id")["note"]
    assert notes["turun"] == "Terbit 3 Mei 2023. Hanya sebagian."
    assert notes["besar"] == "Jumlah 2 daerah."
    inside = public(printed, "publication", "internal").set_index("publication_id")["note"]
    assert "3 anak" in inside["turun"]


def test_a_long_address_is_published_whole(printed: BuildReport) -> None:
    assert len(ADDRESS) == 300
    assert set(public(printed, "publication")["url"]) == {ADDRESS}


def test_only_the_quote_of_an_issue_is_cut() -> None:
    quoted = issue("unknown_publication", file="f.xlsx", sheet="Data", cell="A2", value=ADDRESS)
    assert quoted.value == f"{ADDRESS[:119]}…"


@pytest.mark.parametrize(
    ("said", "quotes"),
    [
        ("Terbit 2023", False),
        ("sampai 22 November 2023", False),
        ("per 2022-06-22 dan 22/06/2022", False),
        ("Januari–Juni 2022", False),
        ("Sisanya 3 anak", True),
        ("Pada 2023 ada 3", True),
        ("Tercetak nihil", True),
        ("Total 2.023 kasus", True),
    ],
)
def test_what_counts_as_a_number_in_a_remark(said: str, quotes: bool) -> None:
    assert withheld.quotes_number(said) is quotes


def test_issues_and_corrections_of_such_a_sheet_have_no_cell() -> None:
    listed = pd.MultiIndex.from_tuples([("abc", "Data", "p")], names=list(withheld.LISTED))
    issues = pd.DataFrame(
        [
            {**dict.fromkeys(ISSUE.column_names), "file": file, "sheet": sheet, "cell": cell}
            for file, sheet, cell in (
                ("raw/a.xlsx", "Data", "N2"),
                ("raw/a.xlsx", "Data", "N3"),
                ("raw/a.xlsx", "Lain", "N2"),
                ("raw/b.xlsx", "Data", "N2"),
            )
        ]
    )
    corrections = pd.DataFrame(
        [
            {**dict.fromkeys(CORRECTION.column_names), "file": "a.xlsx", "sheet": "Data",
             "cell": cell, "reason": reason}
            for cell, reason in (("N2", "salah ketik"), ("N9", "salah baca"))
        ]
    )  # fmt: skip
    files = pd.DataFrame({"sha256": ["abc", "def"], "file": ["raw/a.xlsx", "raw/b.xlsx"]})
    told = withheld.without_places(issues, corrections, files, listed)
    assert told["issue"]["cell"].fillna("").tolist() == ["", "N2", "N2"]
    assert told["correction"]["cell"].tolist() == [CELL_WITHHELD, CELL_WITHHELD]
    assert told["correction"]["reason"].tolist() == ["salah ketik", "salah baca"]


def test_no_list_of_the_shipped_data_with_a_hidden_row_shows_two_cells(
    shipped: BuildReport,
) -> None:
    frames = {table.name: public(shipped, table.name) for table in ALL_TABLES}
    listed = withheld.lists(frames)
    assert len(listed) > 5
    seen = 0
    for frame in frames.values():
        if set(LISTED) <= set(frame.columns):
            key = pd.MultiIndex.from_frame(frame[list(withheld.LISTED)])
            rows = frame[key.isin(listed)]
            assert set(rows["cell"]) <= {CELL_WITHHELD}
            seen += len(rows)
    assert seen > 500
    assert "bertuahpos-83485" in listed.get_level_values("publication_id")
    hidden = {(frame, sheet) for frame, sheet, _ in listed}
    names = frames["source_file"].set_index("sha256")["file"]
    places = {(names[sha], sheet) for sha, sheet in hidden}
    issues = frames["issue"]
    on = [(file, sheet) in places for file, sheet in zip(issues["file"], issues["sheet"])]  # noqa: B905
    assert any(on)
    assert issues.loc[on, "cell"].isna().all()


@pytest.mark.parametrize("table", ALL_TABLES, ids=lambda table: table.name)
def test_rows_are_stored_by_key_and_not_by_cell(shipped: BuildReport, table: Table) -> None:
    rows = public(shipped, table.name)[list(table.key)].itertuples(index=False, name=None)
    keys = [tuple((pd.isna(part), "" if pd.isna(part) else part) for part in row) for row in rows]
    assert all(one <= other for one, other in pairwise(keys))


def test_no_title_of_the_shipped_data_quotes_a_number_of_a_list_with_hidden_rows(
    shipped: BuildReport,
) -> None:
    frames = {name: public(shipped, name) for name in ("case_count", "outcome", PUBLICATION.name)}
    named = withheld.lists(frames).get_level_values("publication_id")
    rows = frames[PUBLICATION.name].set_index("publication_id").loc[named]
    assert not [title for title in rows["title"] if withheld.quotes_number(title)]
    for column in ("note", "note_en"):
        assert not [note for note in rows[column].dropna() if withheld.quotes_number(note)]


def test_no_text_of_the_shipped_data_is_cut(shipped: BuildReport) -> None:
    rows = public(shipped, PUBLICATION.name, "internal")
    for column in ("url", "title", "note", "note_en"):
        assert not rows[column].dropna().str.endswith("…").any()
    assert (rows["url"].dropna().str.len() > 120).any()
