from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from etl.check import Context, FileReport, check_file
from etl.template import write_template

Checker = Callable[..., FileReport]

TEXT = "Klaster / Indikator / Pertanyaan"
HEAD = {
    "Kabupaten/Kota": "Kabupaten Contoh", "Kode daerah": "99.01", "Tahun": 2024,
    "Tahapan": "mandiri", "Instrumen": "kla_2024", "Publikasi": "em",
}  # fmt: skip
PUBLICATION = {"publikasi": "em", "penerbit": "x", "judul": "y", "kepercayaan": "unconfirmed"}


SUMS = ("items_missing", "level_sum_differs")
"""What a recap that was cut short, or had one score changed, says besides; tested on its own."""


def found(report: FileReport) -> list[tuple[str, str | None, str]]:
    return [(i.severity, i.cell, i.kind) for i in report.issues if i.kind not in SUMS]


def form_rows(context: Context) -> list[dict[str, object]]:
    """Block, indicator and question rows of Klaster I and II, every score its maximum."""
    form = context.catalogue.instruments["kla_2024"]
    rows: list[dict[str, object]] = []
    for block in form.blocks[1:3]:
        rows.append(row("", block.title.id, block.max_score))
        for indicator in form.indicators_of(block.block):
            rows.append(row(indicator.indicator, indicator.title.id, indicator.max_score))
            rows += [
                row(item.question, item.title.id, item.max_score, "Dinas X; Dinas Y")
                for item in form.questions_of(indicator.indicator)
            ]
    return rows


def row(number: str, text: str, score: float, offices: str = "") -> dict[str, object]:
    return {"No": number, TEXT: text, "Nilai Maksimal": score, "Nilai": score,
            "Perangkat Daerah": offices}  # fmt: skip


@pytest.fixture
def recap(tmp_path: Path, context: Context) -> Checker:
    def check(
        rows: list[dict[str, object]],
        head: dict[str, object] | None = None,
        cells: dict[str, object] | None = None,
    ) -> FileReport:
        path = tmp_path / "rekap.xlsx"
        sheets = {"Kepala": [head or HEAD], "Data": rows, "Publikasi": [PUBLICATION]}
        write_template("rekap", path, sheets)
        if cells:
            book = openpyxl.load_workbook(path)
            for address, value in cells.items():
                book["Data"][address] = value
            book.save(path)
        return check_file(path, context)

    return check


def test_the_three_levels_of_a_recap(recap: Checker, context: Context) -> None:
    report = recap(form_rows(context))
    assert found(report) == []
    facts = report.observations["kla_score"]
    form = context.catalogue.instruments["kla_2024"]
    assert facts["level"].value_counts().to_dict() == {"question": 50, "indicator": 8, "block": 2}
    assert facts[facts["level"] == "block"]["value"].tolist() == [115, 156]
    first = facts[facts["level"] == "question"].iloc[0]
    assert (first["block"], first["indicator"]) == ("klaster_1", "4")
    assert first["question"] == form.questions_of("4")[0].question
    assert first["offices_printed"] == "Dinas X; Dinas Y"
    assert set(facts["region_code"]) == {"99.01"}
    assert set(facts["printed_year"]) == {2024}
    assert facts["award_year"].isna().all()
    assert facts["cell"].tolist()[0] == "D14"


def test_the_empty_form_holds_every_item(tmp_path: Path, context: Context) -> None:
    path = tmp_path / "rekap.xlsx"
    sheets = {"Kepala": [HEAD], "Publikasi": [PUBLICATION]}
    write_template("rekap", path, sheets)
    report = check_file(path, context)
    assert found(report) == []
    facts = report.observations["kla_score"]
    assert len(facts) == 7 + 31 + 274
    assert set(facts["status"]) == {"not_reported"}


def test_indicators_are_read_by_name_not_by_number(recap: Checker, context: Context) -> None:
    rows = form_rows(context)
    at = next(i for i, one in enumerate(rows) if one["No"] == "5" and "Fasilitas" in str(one[TEXT]))
    rows[at] = {**rows[at], "No": "6"}
    report = recap(rows)
    assert found(report) == [("warning", f"A{14 + at}", "item_number_differs")]
    assert report.observations["kla_score"]["indicator"].tolist()[at] == "5"


def test_an_item_the_form_does_not_have(recap: Checker, context: Context) -> None:
    rows = form_rows(context)
    rows[2] = {**rows[2], "No": "99"}
    report = recap(rows)
    assert found(report) == [("error", "A16", "unknown_item")]


def test_an_indicator_under_another_name_never_swallows_its_questions(
    recap: Checker, context: Context
) -> None:
    rows = form_rows(context)
    at = next(i for i, one in enumerate(rows) if one["No"] == "5" and "Fasilitas" in str(one[TEXT]))
    rows[at] = {**rows[at], TEXT: "Fasilitas informasi anak (nama lain)"}
    report = recap(rows)
    assert ("error", f"A{14 + at}", "item_max_differs") in found(report)


def test_a_question_is_its_number_and_its_maximum(recap: Checker, context: Context) -> None:
    rows = form_rows(context)[:3]
    rows.append(row("5", "Ketersediaan fasilitas, judul lain", 45))
    assert found(recap(rows)) == [("error", "A17", "item_max_differs")]


def test_more_points_than_the_item_has(recap: Checker, context: Context) -> None:
    rows = form_rows(context)
    rows[2] = {**rows[2], "Nilai": 900}
    assert found(recap(rows)) == [("warning", "D16", "out_of_range")]


def test_a_printed_total_that_is_not_the_sum_of_the_blocks(
    recap: Checker, context: Context
) -> None:
    right = row("", "Jumlah", 271)
    assert found(recap([*form_rows(context), right])) == []
    report = recap([*form_rows(context), {**right, "Nilai": 265.46}])
    assert [kind for _, _, kind in found(report)] == ["total_mismatch"]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"Tahun": None}, ("error", "A13", "missing_key")),
        ({"Tahun": 20222}, ("error", "B6", "year_out_of_range")),
        ({"Kode daerah": "99.02"}, ("error", "B4", "region_mismatch")),
        ({"Kode daerah": None, "Kabupaten/Kota": "Atlantis"}, ("error", "B4", "unknown_region")),
        ({"Tahapan": "final sekali"}, ("error", "B9", "unknown_label")),
        ({"Instrumen": "kla_1999"}, ("error", "B10", "unknown_label")),
        ({"Publikasi": "lain"}, ("error", "B11", "unknown_publication")),
    ],
)
def test_the_rows_above_the_table(
    recap: Checker, context: Context, change: dict[str, object], expected: tuple[str, str, str]
) -> None:
    report = recap(form_rows(context)[:3], {**HEAD, **change})
    assert found(report) == [expected]
    assert not len(report.observations["kla_score"])


def test_label_and_value_may_share_a_cell(recap: Checker, context: Context) -> None:
    report = recap(form_rows(context)[:3], None, {"A6": "Tahun : 2024", "B6": None})
    assert found(report) == []


def test_questions_are_never_taken_for_a_footer(recap: Checker, context: Context) -> None:
    rows = form_rows(context)[:3]
    rows[2] = {**rows[2], TEXT: "Sumber daya manusia terlatih", "Nilai": None}
    report = recap(rows)
    assert found(report) == []
    assert len(report.observations["kla_score"]) == 3


def all_found(report: FileReport) -> list[tuple[str, str | None, str]]:
    return [(i.severity, i.cell, i.kind) for i in report.issues]


def at_of(rows: list[dict[str, object]], number: str, text: str) -> int:
    return next(i for i, r in enumerate(rows) if r["No"] == number and text in str(r[TEXT]))


def test_scores_that_do_not_add_up_are_told_with_their_cells(
    recap: Checker, context: Context
) -> None:
    rows = form_rows(context)
    assert all_found(recap(rows)) == []
    block, indicator = 0, at_of(rows, "5", "Fasilitas")
    rows[block] = {**rows[block], "Nilai": 110, "Nilai Maksimal": 150}
    rows[indicator] = {**rows[indicator], "Nilai": 40}
    report = recap(rows)
    assert all_found(report) == [
        ("warning", "C14", "max_differs"),
        ("warning", f"D{14 + indicator}", "level_sum_differs"),
    ]
    assert "indikator 5" in report.issues[1].message
    assert "indicator 5" in report.issues[1].message_en
    rows[block] = {**rows[block], "Nilai": 109}
    assert ("warning", "D14", "level_sum_differs") in all_found(recap(rows))


def test_a_row_of_the_form_that_is_missing(recap: Checker, context: Context) -> None:
    rows = form_rows(context)
    gone = rows.pop(3)
    report = recap(rows)
    assert all_found(report) == [("warning", "D15", "items_missing")]
    assert report.issues[0].message.endswith(f": {gone['No']}.")


def test_points_below_zero(recap: Checker, context: Context) -> None:
    rows = form_rows(context)
    rows[2] = {**rows[2], "Nilai": -1}
    assert found(recap(rows)) == [("error", "D16", "negative_count")]


def test_a_list_of_scores_is_held_to_the_same_sums(tmp_path: Path, context: Context) -> None:
    score = {
        "kode_daerah": "99.01", "tahun_tercetak": 2024, "instrumen": "kla_2024",
        "tahapan": "mandiri", "publikasi": "em",
    }  # fmt: skip
    form = context.catalogue.instruments["kla_2024"]
    rows: list[dict[str, object]] = [{**score, "tingkat": "total", "nilai": 1000}]
    rows += [
        {**score, "tingkat": "block", "blok": block.block, "nilai": block.max_score}
        for block in form.blocks
    ]
    path = tmp_path / "skor.xlsx"
    write_template("skor", path, {"Data": rows, "Publikasi": [PUBLICATION]})
    assert all_found(check_file(path, context)) == []
    rows[0]["nilai"] = 900
    rows[1]["nilai_maksimal_tercetak"] = 99
    write_template("skor", path, {"Data": rows, "Publikasi": [PUBLICATION]})
    assert all_found(check_file(path, context)) == [
        ("warning", "L2", "level_sum_differs"),
        ("warning", "M3", "max_differs"),
    ]


def test_texts_of_two_questions_that_were_swapped(recap: Checker, context: Context) -> None:
    rows = form_rows(context)
    rows[2][TEXT], rows[3][TEXT] = rows[3][TEXT], rows[2][TEXT]
    report = recap(rows)
    assert [item for item in found(report) if item[0] == "error"] == [
        ("error", "A16", "item_text_differs"),
        ("error", "A17", "item_text_differs"),
    ]


def test_a_printed_total_that_is_no_number_is_not_passed_over(
    recap: Checker, context: Context
) -> None:
    total = {**row("", "Jumlah Nilai", 300), "Nilai": "lima puluh"}
    report = recap([*form_rows(context), total])
    assert [kind for _, _, kind in found(report)] == ["total_not_read"]
