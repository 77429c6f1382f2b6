"""What offices write for themselves is in no table of the public edition, whatever its column."""

from __future__ import annotations

import datetime

import duckdb
import pandas as pd
import pytest

from etl.books import village_book
from etl.build import BuildReport, build
from etl.template import write_template
from indicators import catalogue
from indicators.tables import ALL_TABLES
from indicators.village_questions import asked, is_internal

FORM = catalogue.load().instruments["kla_2024"]
REGION = {"kode_daerah": "32.06", "nama_daerah": "Kabupaten Tasikmalaya"}
PLACE = {**REGION, "instrumen": "kla_2024"}
ITEM = {**PLACE, "blok": "klaster_3", "indikator": "12"}
AREAS = pd.DataFrame(
    [("32.06.01", "Kecamatan Satu", "kecamatan", "32.06"),
     ("32.06.01.2001", "Desa Satu", "desa", "32.06.01")],
    columns=list(village_book.AREAS),
)  # fmt: skip
SECRET = "rahasia"


def said(name: str, **more: object) -> dict[str, object]:
    return {"publikasi": name, "penerbit": "Pemda", "judul": name, "kepercayaan": "official",
            **more}  # fmt: skip


def _evidence() -> dict[str, list[dict[str, object]]]:
    row = {
        **ITEM, "pertanyaan": "1", "perangkat_daerah": "dinkes", "dokumen_ke": "1",
        "status_bukti": "ditolak", "judul_dokumen": SECRET, "nomor_dokumen": SECRET,
        "jabatan_penanda_tangan": SECRET, "tautan_berkas": f"https://{SECRET}.id",
        "jabatan_penanggung_jawab": SECRET, "tenggat": "2031-03-03", "upaya_hari_kerja": 77.5,
        "peluang_lolos_persen": 140, "catatan_verifikator": SECRET, "catatan": SECRET,
        "publikasi": f"bukti_{SECRET}",
    }  # fmt: skip
    own = said(f"bukti_{SECRET}", penerbit=SECRET, judul=SECRET, catatan=SECRET)
    return {"Data": [row], "Publikasi": [own]}


def _plan() -> dict[str, list[dict[str, object]]]:
    row = {
        **ITEM, "periode_rencana": "2025-2029", "tahun": 2026, "baris_ke": "1", "uraian": SECRET,
        "pelaksana_utama": "dinkes", "status_rencana": "berjalan", "pagu_semester_1": 123454321,
        "catatan": SECRET, "publikasi": f"rad_{SECRET}",
    }  # fmt: skip
    return {"Data": [row], "Publikasi": [said(f"rad_{SECRET}", judul=SECRET)]}


def _scores() -> dict[str, list[dict[str, object]]]:
    rows = [
        {
            **ITEM, "tahun_tercetak": 2025, "tahapan": stage, "tingkat": "question",
            "pertanyaan": one.question, "nilai": one.max_score * share, "publikasi": "skor",
            "alasan_verifikator": SECRET,
            "catatan": None if stage == "mandiri" else SECRET,
        }
        for one in FORM.questions_of("12")
        for stage, share in (("mandiri", 0.8), ("verifikasi_administrasi", 0.5))
    ]  # fmt: skip
    return {"Data": rows, "Publikasi": [said("skor")]}


def _awards() -> dict[str, list[dict[str, object]]]:
    rows = [
        {"kode_daerah": code, "nama_daerah": name, "tahun_penghargaan": 2025, "peringkat": award,
         "publikasi": "penghargaan"}
        for code, name, award in (
            ("32.06", "Kabupaten Tasikmalaya", "tanpa_penghargaan"),
            ("32.05", "Kabupaten Garut", "madya"),
        )
    ]  # fmt: skip
    return {"Data": rows, "Publikasi": [said("penghargaan")]}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> BuildReport:
    """Register, plan, checklist of one village, verifier's reasons, an area without an award."""
    folder = tmp_path_factory.mktemp("public")
    (folder / "raw").mkdir()
    books = {
        ("bukti", f"bukti_{SECRET}"): _evidence(), ("rad", f"rad_{SECRET}"): _plan(),
        ("skor", "skor"): _scores(), ("penghargaan", "penghargaan"): _awards(),
    }  # fmt: skip
    for (template, name), rows in books.items():
        write_template(template, folder / "raw" / f"{name}.xlsx", rows)
    told = [
        (code, one.indicator, one.question, True)
        for level, code in (("kecamatan", "32.06.01"), ("desa", "32.06.01.2001"))
        for one in asked(FORM, level)
    ]
    answers = pd.DataFrame(told, columns=["area_code", "indicator", "question", "answer"])
    village_book.write(
        folder / "raw/desa.xlsx", "32.06", "Kabupaten Tasikmalaya", FORM, AREAS, answers,
        as_of=datetime.date(2026, 11, 20),
    )  # fmt: skip
    return build(folder, folder / "build")


def tables(made: BuildReport, edition: str) -> dict[str, pd.DataFrame]:
    with duckdb.connect(str(made.editions[edition]), read_only=True) as connection:
        return {
            table.name: connection.execute(f'SELECT * FROM "{table.name}"').df()
            for table in ALL_TABLES
        }


def holding(found: dict[str, pd.DataFrame], text: str) -> set[str]:
    """table.column of every column with a cell that holds the text."""
    return {
        f"{name}.{column}"
        for name, frame in found.items()
        for column in frame.columns
        if frame[column].astype("str").str.contains(text, regex=False).any()
    }


@pytest.mark.parametrize("text", [SECRET, "2031-03-03", "77.5", "123454321"])
def test_nothing_that_an_office_wrote_is_public(made: BuildReport, text: str) -> None:
    assert holding(tables(made, "public"), text) == set()
    assert holding(tables(made, "internal"), text)


def test_a_file_of_which_nothing_is_public_is_not_named_nor_its_faults(made: BuildReport) -> None:
    public, internal = tables(made, "public"), tables(made, "internal")
    gone = set(internal["source_file"]["file"]) - set(public["source_file"]["file"])
    assert gone == {f"raw/bukti_{SECRET}.xlsx", f"raw/rad_{SECRET}.xlsx"}
    assert set(internal["issue"]["file"]) & gone
    assert not set(public["issue"]["file"]) & gone
    assert {"skor", "penghargaan"} <= set(public["publication"]["publication_id"])
    used = {
        str(one)
        for frame in public.values()
        if "publication_id" in frame
        for one in frame["publication_id"].dropna()
    }
    assert used <= set(public["publication"]["publication_id"])


def test_of_one_village_nothing_is_told_of_its_children(made: BuildReport) -> None:
    public, internal = tables(made, "public"), tables(made, "internal")
    hidden = {(one.indicator, one.question) for one in asked(FORM, "desa") if is_internal(one)}
    assert hidden
    for name in ("village_answer", "village_question"):
        for found, is_there in ((public, False), (internal, True)):
            items = set(zip(found[name]["indicator"], found[name]["question"], strict=True))
            assert bool(items & hidden) is is_there
    shown = [one for one in asked(FORM, "desa", internal=False) if one.better != "none"]
    village = public["village_area"].set_index("area_code").loc["32.06.01.2001"]
    assert (village["asked"], village["fulfilled"], village["missing"]) == (len(shown),) * 2 + (0,)


def test_who_holds_no_award_is_told_inside_only(made: BuildReport) -> None:
    public, internal = tables(made, "public"), tables(made, "internal")
    assert internal["kla_award"]["region_code"].tolist() == ["32.05", "32.06"]
    assert public["kla_award"]["region_code"].tolist() == ["32.05"]
    province = public["provila"].set_index("parent_code").loc["32"]
    assert (province["with_award"], province["unknown"], province["provila"]) == (1, 26, "unknown")
    assert pd.isna(province["without_award"])
    inside = internal["provila"].set_index("parent_code").loc["32"]
    assert (inside["without_award"], inside["provila"]) == (1, "not_met")
