"""Kecamatan dan Desa: every state of the checklist on the page, and its workbooks."""

from __future__ import annotations

import datetime
import io
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
import streamlit as st

from dashboard import warehouse
from dashboard.figures import shares as figures
from dashboard.parts import village_places, villages
from dashboard.queries import villages as queries
from dashboard.warehouse import Warehouse
from etl.books import village_book
from etl.build import build
from indicators import catalogue
from indicators.village_questions import asked
from tests.dashboard.drawn import assert_look, assert_pure, texts

Open = Callable[..., Any]
FORM = catalogue.load().instruments["kla_2024"]
RECAP = Path(__file__).resolve().parents[2] / "data/raw/contoh/rekap_kabupaten_contoh.xlsx"
VILLAGES = [(f"99.01.0{k}.{2001 + n}", f"Desa {k}{n}", "desa", f"99.01.0{k}")
            for k in (1, 2) for n in range(4)]  # fmt: skip
AREAS = pd.DataFrame(
    [(f"99.01.0{k}", f"Kecamatan {k}", "kecamatan", "99.01") for k in (1, 2)] + VILLAGES,
    columns=list(village_book.AREAS),
)


def answers() -> pd.DataFrame:
    """Three villages of the first kecamatan run PATBM, one does not; the second says nothing.

    The first village lacks nothing but the profile (26/16).
    """
    rows = [(VILLAGES[n][0], "26", "15", n < 3) for n in range(4)]
    rows += [
        (VILLAGES[0][0], one.indicator, one.question, one.better != "lower")
        for one in asked(FORM, "desa")
        if one.question not in ("15", "16") and one.better != "none"
    ]
    rows.append((VILLAGES[0][0], "26", "16", False))
    return pd.DataFrame(rows, columns=["area_code", "indicator", "question", "answer"])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a small checklist and the scores of the same regency."""
    data = tmp_path_factory.mktemp("desa")
    (data / "raw").mkdir()
    shutil.copy(RECAP, data / "raw")
    village_book.write(
        data / "raw/desa.xlsx", "99.01", "Kabupaten Contoh", FORM, AREAS, answers(),
        as_of=datetime.date(2026, 11, 20),
    )  # fmt: skip
    build(data, data / "build")
    return data


@pytest.fixture
def here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setenv("KLA_DATA", str(folder))
    monkeypatch.setenv("KLA_EDITION", "public")
    st.cache_resource.clear()
    return monkeypatch


@pytest.fixture
def public(here: pytest.MonkeyPatch) -> Warehouse:
    return warehouse.current()


@pytest.fixture
def internal(here: pytest.MonkeyPatch) -> Warehouse:
    here.setenv("KLA_EDITION", "internal")
    return warehouse.current()


def test_the_page_says_points_coverage_and_who_is_nearest(
    open_page: Open, here: pytest.MonkeyPatch
) -> None:
    here.setenv("KLA_EDITION", "internal")
    page = open_page("villages", daerah="99.01")
    text = page.words
    assert "Menurut daftar periksa 2 kecamatan dan 8 desa/kelurahan" in text
    assert "PATBM berjalan di 3 dari 8 desa/kelurahan (38%)" in text
    assert "4 desa/kelurahan belum menjawab." in text
    assert "0 dari 8 desa/kelurahan lengkap; yang terdekat, 1 desa/kelurahan" in text
    assert "Desa 10 (99.01.01.2001)" in text
    assert "SIMULASI" in text
    assert "python -m etl template desa --region 99.01" in "\n".join(c.value for c in page.code)


def test_the_public_page_knows_nothing_of_children_of_one_village(
    open_page: Open, here: pytest.MonkeyPatch
) -> None:
    text = open_page("villages", daerah="99.01").words
    assert "PATBM berjalan" in text
    assert "Versi publik tidak memuat pertanyaan tentang perkawinan anak" in text
    for word in ("tanpa perkawinan", "stunting", "gizi buruk", "26/8a", "26/17", "26/7,"):
        assert word not in text, word
    other = open_page("villages", daerah="99.01", wilayah="kecamatan").words
    assert "masih memiliki kasus" not in other
    assert "tanpa perkawinan" not in other


def test_english(open_page: Open, here: pytest.MonkeyPatch) -> None:
    text = open_page("villages", daerah="99.01", bahasa="en").words
    assert "PATBM runs in 3 of 8 villages (38%); 4 have not answered." in text
    assert "Sumber:" not in text


def test_without_a_checklist_it_says_what_depends_on_it_and_how_to_get_one(
    open_page: Open, here: pytest.MonkeyPatch
) -> None:
    page = open_page("villages", daerah="99.02")
    assert "Kabupaten Contoh Dua belum dimuat. 100 poin bergantung padanya" in page.words
    assert "dikumpulkan Gugus Tugas KLA" in page.words
    assert [one.label for one in page.button] == ["Buat daftar periksa (Excel)"]


def test_a_province_and_the_nation_count_their_checklists(
    open_page: Open, here: pytest.MonkeyPatch
) -> None:
    text = open_page("villages", daerah="99").words
    assert "dimuat dari 1 dari 2 kabupaten/kota" in text
    assert "bukan peringkat" in text
    assert "Belum ada daftar periksa" in open_page("villages", daerah="00").words


def test_the_workbooks_are_made_of_the_edition_on_screen(
    open_page: Open, here: pytest.MonkeyPatch
) -> None:
    page = open_page("villages", daerah="99.01")
    next(one for one in page.button if one.label == "Buat daftar periksa (Excel)").click()
    page.run()
    assert not page.exception
    made = [one for one in page.session_state["muat_jawaban"].values() if isinstance(one, bytes)]
    book = openpyxl.load_workbook(io.BytesIO(made[0]))
    codes = {cell.value for cell in book["Desa"][village_book.TABLE]}
    assert {"26/15", "26/16"} <= codes
    assert not codes & {"26/7", "26/8a", "26/17"}


def test_shares_points_and_the_self_assessed_score_stand_side_by_side(internal: Warehouse) -> None:
    frame = queries.questions(internal, "99.01", "kla_2024")
    patbm = frame[frame["is_patbm"]].iloc[0]
    assert (patbm["areas"], patbm["answered"], patbm["fulfilled"]) == (8, 4, 3)
    assert patbm["points"] == pytest.approx(10 * 3 / 8)
    assert patbm["score"] == 4
    shown = villages.of_level(internal, "99.01", "kla_2024", "desa", "id")
    assert shown.chart.table is not None
    row = next(one for one in shown.chart.table.rows if "PATBM" in one[0])
    assert row[1:] == ("3", "8", "4", "37,5%", "3,75", "10", "4")
    assert any("menjawab tidak" in text for text in texts(shown.chart.figure))
    assert shown.unanswered is not None
    assert shown.unanswered.table is not None
    assert shown.unanswered.table.rows[0] == ("Kecamatan 2 (99.01.02)", "4", "4", "76", "76")


def test_one_question_by_kecamatan(internal: Warehouse) -> None:
    titles = village_places.question_titles(internal, "99.01", "kla_2024", "id")
    assert next(iter(titles)) == "26-15"
    chart = village_places.by_kecamatan(internal, "99.01", "kla_2024", "26-15", "PATBM", "id")
    assert chart is not None
    assert chart.table is not None
    assert chart.table.rows[0][:5] == ("Kecamatan 1 (99.01.01)", "3", "4", "0", "75,0%")
    assert chart.table.rows[1][:5] == ("Kecamatan 2 (99.01.02)", "0", "4", "4", "0,0%")
    none = village_places.by_kecamatan(internal, "99.01", "kla_2024", "26-99", "", "id")
    assert none is None


def test_rows_of_a_download_carry_their_source(internal: Warehouse) -> None:
    shown = villages.of_level(internal, "99.01", "kla_2024", "desa", "id")
    assert shown.nearest.download is not None
    rows = shown.nearest.download.rows()
    assert len(rows) == 8
    assert set(rows["publication_id"]) == {"desa-99.01-kla_2024"}
    assert rows.iloc[0][["area_code", "missing_questions", "cell"]].tolist() == [
        "99.01.01.2001", "26/16", "A12",
    ]  # fmt: skip


SHARES = pd.DataFrame(
    {
        "title": ["Persentase desa/kelurahan yang memiliki Forum Anak", "Kecamatan 2"],
        "share": [45.0, 0.0],
        "open_share": [14.0, 100.0],
        "label": ["45% · 1,8 dari 4 poin", "0 dari 4 · 4 belum menjawab"],
    }
)


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_figure_of_shares_keeps_the_look(language: str) -> None:
    assert_look(
        lambda one: figures.shares(SHARES, one), lambda _: figures.shares_alt(SHARES), language
    )
    assert_pure(lambda one: figures.shares(SHARES, one), [SHARES])
    bars = [trace for trace in figures.shares(SHARES, language).data if trace.type == "bar"]
    assert [list(one.x) for one in bars] == [[100, 100], [14, 100], [45, 0]]
    assert list(bars[1].base) == [45, 0]
    assert figures.shares(SHARES.iloc[:0], language).layout.height == 40
