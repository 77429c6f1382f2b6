"""Roles in the evidence register name nobody: persons are refused at their cell, unquoted."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.check import Context, check_file
from etl.reading.roles import names_person
from etl.template import write_template

ROLES = (
    "Kepala Dinas", "Kabid Kesehatan Ibu dan Anak", "Kasi Gizi, Ibu dan Anak", "Bupati",
    "Direktur RSUD dr. Soekardjo", "Kabid PHA, Bidang II", "Staf, Subbag Umum",
)  # fmt: skip
PERSONS = (
    "Siti Aminah, NIP 198001012005012001", "19800101 200501 2 001", "Ibu Siti",
    "Kabid PPA (Bu Rina)", "Drs. Ahmad", "Ahmad Fauzi, S.Sos", "Rina, M.Si", "Budi, SE",
)  # fmt: skip


@pytest.mark.parametrize("text", ROLES)
def test_a_role_is_no_person(text: str) -> None:
    assert not names_person(text)


@pytest.mark.parametrize("text", PERSONS)
def test_a_person_is_no_role(text: str) -> None:
    assert names_person(text)


def test_the_row_is_refused_and_its_content_is_not_repeated(
    tmp_path: Path, context: Context
) -> None:
    row = {
        "kode_daerah": "99.01", "nama_daerah": "Kabupaten Contoh", "instrumen": "kla_2024",
        "blok": "kelembagaan", "indikator": "2", "pertanyaan": "1", "perangkat_daerah": "dp3a",
        "dokumen_ke": "1", "status_bukti": "disusun", "publikasi": "bukti_dp3a",
        "jabatan_penanda_tangan": "Kepala Dinas", "jabatan_penanggung_jawab": PERSONS[0],
    }  # fmt: skip
    said = {"publikasi": "bukti_dp3a", "penerbit": "DP3A", "judul": "Register",
            "kepercayaan": "official"}  # fmt: skip
    path = tmp_path / "b.xlsx"
    write_template("bukti", path, {"Data": [row], "Publikasi": [said]})
    report = check_file(path, context)
    assert [(one.kind, one.severity) for one in report.issues] == [("role_names_person", "error")]
    (one,) = report.issues
    assert one.cell is not None
    assert "Siti" not in f"{one.value} {one.message} {one.message_en} {one.remedy}"
