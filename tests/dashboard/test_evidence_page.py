"""Bukti Dukung: what an office finds there, and that the public finds nothing of it."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from dashboard import clock, warehouse
from dashboard.figures import evidence as figures
from dashboard.parts import evidence as parts
from dashboard.parts.evidence_known import known
from dashboard.warehouse import Warehouse
from etl.build import BuildReport, build
from etl.template import write_template
from indicators.catalogue import load

Open = Callable[..., Any]
REGION, FORM = "32.06", "kla_2024"
TODAY = datetime.date(2026, 5, 1)
PLACE = {"kode_daerah": REGION, "nama_daerah": "Kabupaten Tasikmalaya", "instrumen": FORM}
ITEM = {**PLACE, "blok": "klaster_3", "indikator": "12", "dokumen_ke": "1"}


def said(name: str, trust: str = "official") -> dict[str, object]:
    return {"publikasi": name, "penerbit": "Pemda", "judul": name, "kepercayaan": trust}


def document(office: str, question: str, status: str, **cells: object) -> dict[str, object]:
    return {
        **ITEM, "pertanyaan": question, "perangkat_daerah": office, "status_bukti": status,
        "publikasi": f"bukti_{office}", **cells,
    }  # fmt: skip


DOCUMENTS = {
    "dinkes": [
        document("dinkes", "1", "lengkap", tanggal_dokumen="2025-02-01"),
        document("dinkes", "2", "ditolak", tenggat="2026-04-20",
                 catatan_verifikator="tanpa lampiran", judul_dokumen="Laporan <KIA>"),
        document("dinkes", "3", "sudah_diunggah", tenggat="2026-05-04"),
        document("dinkes", "4", "disusun", tenggat="2026-09-01"),
    ],
    "dp3a": [document("dp3a", "7", "belum_ada")],
}  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> BuildReport:
    """Two offices have sent their registers; every question of the form is scored at half."""
    folder = tmp_path_factory.mktemp("bukti")
    raw = folder / "raw"
    raw.mkdir()
    settings = "[examples]\nshow = false\n[closes]\nkla_2024 = 2026-05-31\n"
    (folder / "settings.toml").write_text(settings, encoding="utf-8")
    for office, rows in DOCUMENTS.items():
        name = f"bukti_{office}"
        book = {"Data": rows, "Publikasi": [said(name, "simulated")]}
        write_template("bukti", raw / f"{name}.xlsx", book)
    scores = [
        {
            **PLACE, "tahun_tercetak": 2025, "tahapan": "mandiri", "tingkat": "question",
            "blok": one.block, "indikator": one.indicator, "pertanyaan": one.question,
            "nilai": one.max_score / 2, "publikasi": "skor",
        }
        for one in load().instruments[FORM].questions
    ]  # fmt: skip
    scores += [
        {
            **scores[0], "tingkat": "block", "blok": one.block, "indikator": None,
            "pertanyaan": None, "nilai": one.max_score / 2,
        }
        for one in load().instruments[FORM].blocks
    ]  # fmt: skip
    write_template("skor", raw / "skor.xlsx", {"Data": scores, "Publikasi": [said("skor")]})
    return build(folder, folder / "build")


@pytest.fixture
def run(
    served: Path, made: BuildReport, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Warehouse:
    """The open internal edition of it, in the place of the shipped one (`served`)."""
    (tmp_path / "build").mkdir()
    for path in made.editions.values():
        (tmp_path / "build" / path.name).symlink_to(path)
    monkeypatch.setenv("KLA_DATA", str(tmp_path))
    monkeypatch.setenv("KLA_EDITION", "internal")
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    return warehouse.current()


def page(run: Warehouse, office: str = "", kind: str = "", language: str = "id") -> parts.Page:
    assert run is warehouse.current()
    return warehouse.remember(parts.page, REGION, FORM, office, kind, TODAY, language)


def test_the_sentence_counts_what_is_ready_and_what_waits(run: Warehouse) -> None:
    sentence = page(run).sentence
    assert "Bukti 2 dari 274 pertanyaan sudah siap." in sentence
    assert "Tentang 269 pertanyaan belum ada pernyataan" in sentence
    assert "1 pertanyaan lewat tenggat." in sentence
    assert "31 Mei 2026, 30 hari lagi" in sentence
    points = list(load().instruments[FORM].questions)
    ready = [one for one in points if one.indicator == "12" and one.question in ("1", "3")]
    waits = sum(one.max_score for one in points) - sum(one.max_score for one in ready)
    assert f"{waits / 2:g}".replace(".", ",") + " poin yang belum diraih menunggu" in sentence


def test_the_most_pressing_comes_first_with_what_the_verifier_wrote(run: Warehouse) -> None:
    table = page(run, "dinkes").due.table
    assert table is not None
    first = table.rows[0]
    assert "(indikator 12, no. 2)" in first[0]
    assert "Ditolak" in first
    assert "lewat 11 hari" in first
    assert "tanpa lampiran" in first
    english = page(run, "dinkes", language="en").due.table
    assert english is not None
    assert "11 days late" in english.rows[0]


def test_filters_narrow_the_list_and_not_the_sums(run: Warehouse) -> None:
    whole, narrow = page(run), page(run, "dinkes", "capaian")
    assert narrow.sentence == whole.sentence
    assert narrow.kinds == whole.kinds
    assert narrow.due.table is not None
    assert {row[1] for row in narrow.due.table.rows} == {"keadaan anak"}


def test_points_by_kind_add_up_to_what_waits(run: Warehouse) -> None:
    kinds, soon = page(run).kinds.table, page(run).urgency.table
    assert kinds is not None
    assert soon is not None
    sums = [
        round(sum(float(row[2].replace(".", "").replace(",", ".")) for row in table.rows), 2)
        for table in (kinds, soon)
    ]
    assert sums[0] == sums[1]
    assert [row[0] for row in soon.rows] == ["Lewat tenggat", "Dalam 30 hari"]


def test_the_last_row_of_the_offices_is_the_form_counted_once(run: Warehouse) -> None:
    table = page(run).offices.table
    assert table is not None
    assert table.rows[-1][:3] == ("Seluruh formulir", "274", "2")
    assert any(row[0] == "Tidak disebut" and row[1] == "9" for row in table.rows)
    assert sum(int(row[1]) for row in table.rows[:-1]) > 274


def test_contradictions_have_their_cell(run: Warehouse) -> None:
    found = page(run).contradictions
    assert found is not None
    assert found.table is not None
    told = {(row[0], row[3]): row[4] for row in found.table.rows}
    assert set(told) == {
        ("12/3", "Sudah diunggah, tetapi tanpa tautan"),
        ("12/3", "Lengkap, tetapi tanpa tanggal dokumen"),
        ("12/4", "Tenggatnya sesudah formulir ditutup"),
    }
    assert all(place.startswith("Data · ") for place in told.values())


def test_the_chart_has_an_office_a_bar(run: Warehouse) -> None:
    chart = page(run).chart
    assert chart is not None
    assert len(chart.figure.data[0].x) == parts.MOST_BARS
    assert "12 dari" in chart.notes[-1].text
    assert chart.sources


def test_without_any_row_there_is_nothing_to_draw() -> None:
    empty = pd.DataFrame(columns=["title", "own", "shared", "label"])
    assert "Tidak ada data untuk digambar" in str(figures.waiting(empty, "id").data[0]["text"])


def test_the_page_of_the_office(run: Warehouse, open_page: Open) -> None:
    text = open_page("evidence", daerah=REGION).words
    assert "SIMULASI" in text  # the evidence is, the scores beside it are not
    assert "Laporan &lt;KIA&gt;" in text
    assert "SIMULASI" in text
    assert "Bagaimana" not in text
    one = open_page("evidence", daerah=REGION, perangkat="dinkes")
    assert "Buat buku kerja Dinas Kesehatan" in [button.label for button in one.button]


def test_a_region_without_anything_names_who_holds_it(run: Warehouse, open_page: Open) -> None:
    text = open_page("evidence", daerah="32.07").words
    assert "Belum ada register bukti dukung yang dimuat." in text
    assert "Rekapnya ada pada Gugus Tugas KLA." in text
    code = open_page("evidence", daerah="32.07").code[0].value
    assert code == "python -m etl template bukti --region 32.07 --form kla_2024 --all-offices bukti"
    assert known(run, "32.07", FORM, TODAY).rows.empty


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_public_reads_one_sentence(
    run: Warehouse, open_page: Open, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("KLA_EDITION", "public")
    text = open_page("evidence", daerah=REGION, bahasa=language).words
    assert ("Hanya versi internal" if language == "id" else "Internal edition only") in text
    assert "274" not in text
    assert "Dinas Kesehatan" not in text


def test_a_province_has_no_register(run: Warehouse, open_page: Open) -> None:
    assert "per kabupaten/kota" in open_page("evidence", daerah="32").words
