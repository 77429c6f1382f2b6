"""Scores reconciled on the pages: levels, offices, stages, and what is missing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from dashboard.parts import levels, missing, office_points, stages
from dashboard.queries import gaps, scores
from dashboard.queries import stages as stage_queries
from dashboard.warehouse import Warehouse

Open = Callable[..., Any]
CONTOH, BLOCKS, TOTAL, AWARD, NOTHING = "99.01", "52.04", "33.08", "11.02", "11.01"
"""Questions; blocks only; a total at two stages; an award only; nothing at all."""


@pytest.fixture
def contoh(run: Warehouse) -> str:
    """The id of Kabupaten Contoh's assessment."""
    return str(scores.assessments(run, CONTOH)["assessment"].iloc[0])


def test_points_of_offices_add_up_to_all_that_is_open(run: Warehouse, contoh: str) -> None:
    frame = gaps.offices(run, CONTOH, contoh)
    assert frame["open_counted"].sum() == pytest.approx(232.19)
    assert (frame["open_own"] + frame["open_first"]).sum() == pytest.approx(232.19)
    whole = gaps.office_sum(run, CONTOH, contoh).iloc[0]
    assert whole["open"] == pytest.approx(232.19)
    parts = whole["open_own"] + whole["open_shared"] + whole["open_nameless"]
    assert parts == pytest.approx(232.19)
    nameless = frame[frame["office"] == "-"].iloc[0]
    assert nameless["open_counted"] == whole["open_nameless"] == 14


def test_the_list_of_offices_prints_its_sum(run: Warehouse, contoh: str) -> None:
    totals = gaps.totals(run, CONTOH, contoh)
    found = office_points.by_office(run, CONTOH, contoh, totals, "id")
    assert found is not None
    assert found.table is not None
    *_, nameless, whole = found.table.rows
    assert nameless[0] == "Tidak menyebut perangkat daerah"
    assert whole[4] == "232,19"
    told = " ".join(note.text for note in found.notes)
    assert "= 232,19 poin." in told
    assert "9 pertanyaan (bernilai 31,5 poin" in told


def test_three_sums_and_the_printed_maxima_are_said(open_page: Open) -> None:
    words = open_page("gaps", daerah=CONTOH, tampilan="poin").words
    assert "229,64 (menurut blok), 234,54 (menurut indikator), 232,19 (menurut pertanyaan)" in words
    assert "tercetak 1.004, padahal yang dimaksud 1.000" in words


def test_every_discrepancy_stands_with_its_cell(run: Warehouse, contoh: str) -> None:
    found = levels.reconciled(run, CONTOH, contoh, "id")
    assert found is not None
    assert "Dipakai: 770,36 (menurut blok)" in found.sentence
    assert found.differences.table is not None
    listed = {(row[0].split(":")[0], row[2], row[3], row[4], row[5])
              for row in found.differences.table.rows}  # fmt: skip
    assert {
        ("Klaster I", "150", "115", "115", "Data · C96"),
        ("Indikator 7", "25", "20", "25", "Data · D124"),
        ("Indikator 26", "41,5", "52,4", "41,5", "Data · D305"),
        ("Indikator 19", "51", "54", "51", "Data · C216"),
        ("Indikator 21B", "17", "18", "17", "Data · C251"),
        ("Kelana Dekela", "67,5", "57,6", "67,5", "Data · D288"),
        ("Kelana Dekela", "67,5", "68,5", "67,5", "Data · D288"),
        ("Jumlah nilai", "770,36", "765,46", "770,36", "Data · D14:D288"),
    } <= listed
    assert len(listed) == 18
    assert found.unsettled is not None
    assert "9 pertanyaan tanpa perangkat daerah, 6 yang bunyinya" in found.unsettled.title
    assert found.spellings is not None
    told = {row[0]: row[1] for row in found.spellings.table.rows}  # type: ignore[union-attr]
    assert {"Dinas PU", "Dinas PUPR", "Dinas PU Perkim"} <= {
        name.partition(" (")[0]
        for name in next(text for text in told.values() if "PUPR" in text).split("; ")
    }


def test_levels_stand_side_by_side(run: Warehouse, contoh: str) -> None:
    found = levels.reconciled(run, CONTOH, contoh, "en")
    assert found is not None
    assert found.levels.table is not None
    rows = [row[1:6] for row in found.levels.table.rows]
    assert rows[0] == ("127.66", "–", "127.66", "126.91", "127.66")
    assert ("–", "770.36", "765.46", "771.81", "770.36") in rows
    assert len(rows) == 7 + 1 + 6


def test_totals_of_two_stages_are_told_apart(run: Warehouse) -> None:
    assert stages.pairs(run, TOTAL, "id") == {}
    found = stages.of_region(run, TOTAL, "Kabupaten Magelang", "", "id")
    assert "955 → 885,4, 69,6 poin (7,3%) lebih rendah" in found.sentence
    assert "tim verifikasi provinsi" in found.missing[0].text
    assert len(stage_queries.totals(run, TOTAL)) == 1
    assert found.scores is not None
    assert "persen dari nilai maksimal" in found.scores.subtitle


@pytest.mark.parametrize("region", [CONTOH, BLOCKS, AWARD, NOTHING])
def test_without_a_verification_its_holder_and_template_are_named(
    open_page: Open, region: str
) -> None:
    page = open_page("gaps", daerah=region, tampilan="tahap")
    assert "Gugus Tugas KLA" in page.words
    assert page.code[0].value == "python -m etl template rekap --out rekap.xlsx"


def test_what_is_missing_goes_with_what_is_loaded(run: Warehouse) -> None:
    def lacks(region: str) -> set[str]:
        found = missing.of_region(run, region, missing.OF_GAPS, "id")
        assert found is not None
        assert found.table is not None
        return {row[2].split()[4] for row in found.table.rows}

    assert lacks(CONTOH) == {"capaian", "target"}
    assert "rekap" in lacks(BLOCKS)
    assert "skor" not in lacks(BLOCKS)
    assert {"skor", "rekap", "capaian", "target"} <= lacks(NOTHING)


@pytest.mark.parametrize("view", ["overview", "trend", "comparison", "gaps", "pairs"])
@pytest.mark.parametrize("region", [AWARD, NOTHING])
def test_every_page_names_what_is_missing(open_page: Open, view: str, region: str) -> None:
    page = open_page(view, daerah=region)
    assert not page.exception
    assert "belum dimuat untuk daerah ini" in page.words
    assert "python -m etl template" in page.words
