from __future__ import annotations

import csv

import pytest

from etl.check import Context
from etl.recode import LOOKUP_FOLDER, load_lookup, normal
from indicators import codes, tables


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("TIDAK \nSEKOLAH", "tidak_sekolah"),
        ("0  - 4", "0-4"),
        ("Laki–laki", "LAKI-LAKI"),
        ("Berat badan  kurang", "berat badan\u00a0kurang"),
        ("Laki-laki + Perempuan ", "laki-laki+perempuan"),
        ("Jum\u2019at", "jum'at"),
        ("Laki\u2011laki\u200b", "laki-laki"),
        ("\ufeffTahun", "tahun"),
        ("６-１２ tahun", "6-12 tahun"),
    ],
)
def test_labels_that_are_one(one: str, other: str) -> None:
    assert normal(one) == normal(other)


def test_a_code_may_be_called_by_its_code_its_title_or_a_listed_label(context: Context) -> None:
    labels = context.labels("sex", codes.SEXES)
    title = context.catalogue.dimensions["sex"]["laki_laki"].id
    for label in ("laki_laki", title, "LAKI-LAKI", "Lk"):
        assert labels.find(label) == {"code": "laki_laki"}
    assert labels.find("pria dewasa") is None


def test_the_longest_phrase_of_a_title_wins() -> None:
    lookup = load_lookup("ukuran_judul")
    title = "Persentase Rumah Tangga yang Memiliki Akses terhadap Sumber Air Minum Layak, 2023"
    found = lookup.phrase_in(title)
    assert found is not None
    assert found[0] == {"measure_id": "air_minum_layak_persen"}
    assert lookup.phrase_in("Rata-rata Lama Sekolah") is None


def test_no_lookup_says_two_things_of_one_label() -> None:
    for path in LOOKUP_FOLDER.glob("*.csv"):
        if path.stem not in ("labels", "number_marks"):
            assert load_lookup(path.stem) is not None


def test_every_listed_label_means_a_code_that_exists(context: Context) -> None:
    with (LOOKUP_FOLDER / "labels.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            assert row["code"] in codes.DIMENSIONS[row["dimension"]], row


def test_lookups_state_codes_that_their_columns_allow(context: Context) -> None:
    allowed = {c.name: c.allowed for table in tables.FACTS for c in table.columns if c.allowed}
    for path in LOOKUP_FOLDER.glob("*.csv"):
        if path.stem in ("labels", "number_marks"):
            continue
        for fields in load_lookup(path.stem).entries.values():
            for field, code in fields.items():
                if field == "measure_id":
                    assert code in context.catalogue.outcomes
                elif field in allowed:
                    assert code in allowed[field], (path.stem, field, code)
