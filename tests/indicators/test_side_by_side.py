"""Two figures of one quantity: pairs met in the field, each with the cause the rules give."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from indicators import catalogue, measures
from indicators.side_by_side import side_by_side
from indicators.tables import SIDE_BY_SIDE

Make = Callable[..., pd.DataFrame]
Compare = Callable[..., pd.DataFrame]
CATALOGUE = catalogue.load()
JUNE, AUGUST, NOVEMBER = (datetime.date(2022, *day) for day in ((6, 30), (8, 31), (11, 30)))


@pytest.fixture
def compare(counts: Make, people: Make, published: Make, decided: Make) -> Compare:
    """The table from short rows of case_count; publications as in `published`."""

    def make(
        *rows: dict[str, object],
        publications: pd.DataFrame | None = None,
        decisions: pd.DataFrame | None = None,
    ) -> pd.DataFrame:
        frame = counts(*rows)
        named = dict.fromkeys(frame["publication_id"], "official")
        known = published(**named) if publications is None else publications
        chosen = decided() if decisions is None else decisions
        values = measures.case_values(frame, CATALOGUE.cases, people(("32.01", 2022, 1e5)))
        values = measures.complete(values, known, chosen)
        return side_by_side(values, known, chosen, CATALOGUE)

    return make


@pytest.mark.parametrize(
    ("first", "second", "cause"),
    [
        # Kutai Kartanegara 2024: 98 cases with 102 victims, one table
        ({"unit": "kasus", "value": 98}, {"value": 102}, "korban_dan_kasus"),
        # Jawa Tengah 2023: 1,224 cases, 1,327 victims
        ({"unit": "kasus", "value": 1224}, {"value": 1327}, "korban_dan_kasus"),
        # Kabupaten Bogor 2022: 161 cases in the press, 21 victims on the portal
        ({"unit": "kasus", "value": 161}, {"value": 21}, "tidak_diketahui"),
        ({"unit": "laporan", "value": 30}, {"value": 25}, "korban_dan_kasus"),
        # Jawa Barat 2021: 1,087 victims, 1,255 when counted under each type
        ({"value": 1087}, {"unit": "jenis", "value": 1255}, "jumlah_jenis"),
        ({"value": 1087}, {"unit": "jenis", "value": 900}, "tidak_diketahui"),
        # Paser 2022: 22 cases of children, 32 of women and children
        (
            {"unit": "kasus", "value": 22},
            {"unit": "kasus", "value": 32, "group": "perempuan_dan_anak"},
            "kelompok_lebih_luas",
        ),
        ({"value": 22}, {"value": 21, "group": "semua"}, "tidak_diketahui"),
        # one case a child: no difference to explain
        ({"unit": "kasus", "value": 18}, {"value": 18}, "sama"),
    ],
)
def test_two_measures_of_one_family(
    compare: Compare, first: dict[str, object], second: dict[str, object], cause: str
) -> None:
    (row,) = compare(first, second).to_dict("records")
    assert row["cause"] == cause
    assert row["agrees"] == (cause == "sama")
    assert row["measure_id"] != row["other_measure_id"]


@pytest.mark.parametrize(
    ("first", "second", "cause"),
    [
        # Jawa Barat 2022: 1,123 in the year, 555 up to June
        ({"value": 1123}, {"value": 555, "period_end": JUNE}, "sebagian_tahun"),
        # Pati 2023: 105 in the year, 30 up to November: eleven months do not explain it
        ({"value": 105}, {"value": 30, "period_end": NOVEMBER}, "tidak_diketahui"),
        ({"value": 60}, {"value": 63, "period_end": AUGUST}, "tidak_diketahui"),
        ({"value": 1087}, {"value": 1100}, "pembulatan"),
        ({"value": 1087}, {"value": 1088}, "tidak_diketahui"),
        ({"value": 3084}, {"value": 3000, "is_exact": False}, "pembulatan"),
        ({"value": 3084}, {"value": 2100, "is_exact": False}, "tidak_diketahui"),
        # Jawa Barat 2018: 319 on the portal, 559 in the press
        ({"value": 319}, {"value": 559}, "tidak_diketahui"),
        ({"value": 319}, {"value": 319}, "sama"),
    ],
)
def test_two_publications_of_one_measure(
    compare: Compare, first: dict[str, object], second: dict[str, object], cause: str
) -> None:
    (row,) = compare(
        {**first, "publication_id": "portal"}, {**second, "publication_id": "koran"}
    ).to_dict("records")
    assert (row["cause"], row["agrees"]) == (cause, cause == "sama")
    assert row["difference"] == row["value"] - row["other_value"]


def test_the_first_release_and_the_one_that_replaced_it(compare: Compare, published: Make) -> None:
    """Jawa Barat 2021: 216 child victims in the first release became 1,087."""
    known = published(
        lama={"publisher": "Open Data Jabar", "title": "Korban", "released": "2022-03-01"},
        baru={"publisher": "Open Data Jabar", "title": "Korban", "released": "2023-03-01"},
    )
    (row,) = compare(
        {"year": 2021, "value": 216, "publication_id": "lama"},
        {"year": 2021, "value": 1087, "publication_id": "baru"},
        publications=known,
    ).to_dict("records")
    assert (row["publication_id"], row["value"]) == ("baru", 1087)
    assert (row["other_publication_id"], row["other_value"]) == ("lama", 216)
    assert (row["cause"], row["why_chosen"]) == ("rilis_baru", "superseded")
    assert (row["difference"], round(row["ratio"], 2)) == (871, 5.03)


def test_a_figure_that_is_the_sum_over_types_though_it_says_victims(compare: Compare) -> None:
    """Jawa Tengah 2020: 1,197 victims; 1,427 is the sum of seven types."""
    table = compare(
        {"value": 1197, "publication_id": "a"},
        {"value": 1427, "publication_id": "a", "unit": "jenis"},
        {"value": 1427, "publication_id": "b"},
    )
    same = table[table["measure_id"] == table["other_measure_id"]]
    assert same["cause"].tolist() == ["jumlah_jenis"]


def test_a_hidden_figure_gives_no_difference_and_no_hint(compare: Compare) -> None:
    """Whatever the hidden value is, the row is the same: it is empty before it comes here."""
    table = compare(
        {"value": 12, "publication_id": "a"},
        {"value": np.nan, "hidden": "primary", "publication_id": "b"},
        {"value": np.nan, "hidden": "secondary", "publication_id": "b", "unit": "kasus"},
    )
    assert len(table) == 3
    assert table[["difference", "ratio"]].isna().all(axis=None)
    assert not table["agrees"].any()
    causes = dict(zip(table["measure_id"] + table["other_measure_id"], table["cause"], strict=True))
    assert causes == {
        "korban_anakkorban_anak": "tidak_diketahui",
        "kasus_anakkorban_anak": "korban_dan_kasus",
    }


def test_what_is_not_set_side_by_side(compare: Compare) -> None:
    """A part of a measure, another period, another group, nothing reported, one source alone."""
    table = compare(
        {"value": 40},
        {"value": 20, "sex": "perempuan"},
        {"value": 9, "unit": "kasus", "violence_type": "seksual"},
        {"value": 30, "group": "perempuan"},
        {"value": 21, "period_end": JUNE, "unit": "kasus"},
        {"value": 19, "period_end": JUNE},
        {"value": np.nan, "status": "not_reported", "publication_id": "b"},
        {"value": 11, "publication_id": "c", "period_start": AUGUST},
    )
    told = table[["measure_id", "other_measure_id", "publication_id", "other_publication_id"]]
    assert sorted(told.itertuples(index=False, name=None)) == [
        ("kasus_anak", "korban_anak", "p", "p"),  # both January to June
        ("korban_anak", "korban_anak", "p", "c"),  # the year, and August to December
    ]


def test_the_reason_of_a_decision_stands_beside_the_figures(
    compare: Compare, decided: Make
) -> None:
    (row,) = compare(
        {"value": 122, "publication_id": "portal"},
        {"value": 41, "publication_id": "koran"},
        decisions=decided(("32.01", 2022, "korban_anak", "koran")),
    ).to_dict("records")
    assert (row["publication_id"], row["is_chosen"], row["other_is_chosen"]) == (
        "koran", True, False,
    )  # fmt: skip
    assert (row["why_chosen"], row["reason"]) == ("decision", "dibaca pada laporan asli")


def test_no_pairs_give_a_table_without_rows(compare: Compare) -> None:
    table = compare({"value": 5})
    assert table.empty
    assert list(table.columns) == list(SIDE_BY_SIDE.column_names)
