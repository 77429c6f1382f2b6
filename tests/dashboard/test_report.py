"""The area profile: what it says in every state of the data, its codes, its refusals."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from dashboard.language import speaker
from dashboard.parts import outcomes
from dashboard.queries import loaded
from dashboard.report.about import numerals
from dashboard.report.codes import Register, plain
from dashboard.report.compile import render
from dashboard.report.document import (
    Bar,
    Column,
    Document,
    Figure,
    Grid,
    Head,
    Origin,
    Point,
    Said,
    Trend,
    Values,
)
from dashboard.report.labels import labels
from dashboard.report.missing import KINDS, missing
from dashboard.warehouse import Warehouse
from tests.dashboard import printed

EXAMPLE, BLOCKS, BANDUNG = "99.01", "52.04", "32.73"
CELL = Origin("Rekap", "rekap.xlsx", "Data", "D14")


def empty(**changes: Any) -> Document:
    say = speaker("id")
    document = Document(
        region="Kabupaten Sukamaju",
        kind="Kabupaten",
        edition="Versi publik",
        edition_told="Versi publik, isi 1.",
        day=datetime.date(2026, 11, 22),
        day_text="Data per 22 November 2026",
        labels=labels(say),
        head=Head("Belum ada nilai."),
        missing=missing((), say),
    )
    return replace(document, **changes)


def region_with(run: Warehouse, *kinds: str) -> str:
    """A kabupaten that has these kinds of data and no others; beside a total an award may stand."""
    have = {
        "award": "SELECT region_code FROM kla_award",
        "total": "SELECT region_code FROM score_summary",
        "reports": "SELECT region_code FROM indicator_value",
        "blocks": "SELECT region_code FROM kla_score WHERE level <> 'total'",
    }
    clauses = " AND ".join(
        f"region_code {'IN' if kind in kinds else 'NOT IN'} ({query})"
        for kind, query in have.items()
        if kind in kinds or "total" not in kinds or kind != "award"
    )
    found = run(f"SELECT region_code FROM region WHERE kind = 'kabupaten' AND NOT is_example "
                f"AND {clauses} ORDER BY region_code LIMIT 1")  # fmt: skip
    return str(found["region_code"].iloc[0])


def asked_for(document: Document) -> list[str]:
    return [one.command.split()[4] for one in document.missing]


def test_a_regency_with_nothing_names_everything_it_lacks(run: Warehouse) -> None:
    region = region_with(run)
    document = printed.document(run, region)
    assert "belum dimuat" in str(document.head.sentence)
    assert (document.head.score, document.head.awards, document.head.verdict) == (None, None, None)
    assert (document.blocks, document.gaps, document.latest, document.trends) == (
        None,
        (),
        None,
        (),
    )
    wanted = ["penghargaan", "skor", "skor", "rekap", "capaian", "target", "kasus"]
    assert asked_for(document)[:7] == wanted
    assert all(one.holder for one in document.missing)
    assert "tidak ditayangkan pada versi publik" in document.missing[0].what
    assert printed.pdf(run, region).startswith(b"%PDF")


def test_a_regency_with_an_award_shows_it_and_asks_for_the_rest(run: Warehouse) -> None:
    region = region_with(run, "award")
    document = printed.document(run, region)
    grid = document.head.awards
    assert grid is not None
    award = grid.rows[0][1]
    assert isinstance(award, Figure)
    first = run("SELECT cell FROM kla_award WHERE region_code = ?", (region,))
    assert award.origins[0].cell in set(first["cell"])
    assert document.head.score is None
    assert asked_for(document)[0] == "skor"
    assert "penghargaan" not in asked_for(document)


def test_a_regency_with_a_total_gets_its_ruler_and_is_asked_for_blocks(run: Warehouse) -> None:
    region = region_with(run, "total")
    document = printed.document(run, region)
    score = document.head.score
    assert score is not None
    assert score.ruler is not None
    values = set(run("SELECT value FROM score_summary WHERE region_code = ?", (region,))["value"])
    assert score.ruler.value in values
    assert document.head.scores is None or len(document.head.scores.rows) == len(values) > 1
    assert (document.blocks, document.gaps) == (None, ())
    wanted = asked_for(document)
    assert wanted.count("skor") == 1
    assert "rekap" in wanted


def test_a_regency_with_blocks_has_bars_but_no_indicators(run: Warehouse) -> None:
    document = printed.document(run, BLOCKS)
    assert document.blocks is not None
    assert [bar.open.text for bar in document.blocks.bars][:2] == ["66,5", "62"]
    assert document.blocks.tables == ()
    assert [grid.rows[0][0] for grid in document.gaps] == ["menurut blok"]
    assert asked_for(document)[0] == "rekap"


def test_the_example_says_what_differs_and_averages_nothing(run: Warehouse) -> None:
    document = printed.document(run, EXAMPLE)
    first = document.head.uncertain[0]
    assert isinstance(first, Said)
    assert [one.text for one in first.figures] == ["770,36", "765,46", "771,81", "1.000"]
    assert document.marks
    assert document.blocks is not None
    differences = document.blocks.tables[-1]
    told = {str(row[4]) for row in differences.rows}
    assert {"Data · D124", "Data · D305", "Data · D288"} <= told
    offices = next(grid for grid in document.gaps if "perangkat daerah" in grid.caption)
    last = [row[1] for row in offices.rows[-3:]]
    assert [one.text for one in last if isinstance(one, Figure)] == ["180,64", "14", "232,19"]


@pytest.mark.parametrize("region", [EXAMPLE, BANDUNG, "32"])
def test_no_number_of_a_sentence_is_without_a_code(region: str, run: Warehouse) -> None:
    document = printed.document(run, region)
    told = [document.head.sentence, *document.head.uncertain]
    told += [trend.verdict.sentence for trend in document.trends if trend.verdict is not None]
    told += [document.head.verdict.sentence] if document.head.verdict is not None else []
    for sentence in told:
        if isinstance(sentence, Said):
            assert set(numerals(sentence.text)) == {one.text for one in sentence.figures}
        elif not sentence.startswith("Mutu "):
            assert numerals(sentence) == ()


def test_questions_of_unknown_wording_are_counted_never_listed(run: Warehouse) -> None:
    document = printed.document(run, EXAMPLE)
    unknown = run("SELECT question, indicator FROM points_open WHERE region_code = ? AND "
                  "level = 'question' AND NOT text_known AND open > 0", (EXAMPLE,))  # fmt: skip
    listed = next(grid for grid in document.gaps if "pertanyaan dengan" in grid.caption)
    titles = [str(row[0]) for row in listed.rows] + [gap.title for gap in document.head.gaps]
    for row in unknown.itertuples():
        assert not any(f"(indikator {row.indicator}, no. {row.question})" in one for one in titles)
    assert "bunyinya tidak diketahui" in str(listed.notes[0])


def test_hidden_counts_are_words_without_a_height(run: Warehouse) -> None:
    hidden = run("SELECT region_code FROM indicator_value WHERE hidden <> 'no' "
                 "AND dimension = 'total' AND region_code LIKE '32.%' LIMIT 1")  # fmt: skip
    document = printed.document(run, str(hidden["region_code"].iloc[0]))
    trend = next(one for one in document.trends if "Dirahasiakan" in one.values[0].cells)
    for point, cell in zip(trend.points, trend.values[0].cells, strict=True):
        assert (cell == "Dirahasiakan") <= (point.y is None and point.kind == "absent")


def test_a_province_shows_its_parts_and_no_blocks(run: Warehouse) -> None:
    document = printed.document(run, "32")
    assert document.skipped == ("blocks",)
    (areas,) = document.similar
    assert len(areas.rows) == 27
    assert document.labels.similar == "Kabupaten/kota"
    assert isinstance(document.head.sentence, Said)


def test_the_public_edition_does_not_say_who_holds_no_award(
    run: Warehouse, internal: Warehouse
) -> None:
    (areas,) = printed.document(run, "32").similar
    assert "Tanpa penghargaan" not in str(areas)
    assert "Versi publik tidak menyebut daerah yang tidak memegang penghargaan." in areas.notes
    assert ("Kabupaten Kuningan", "tidak ada catatan") in [row[:2] for row in areas.rows]
    (inside,) = printed.document(internal, "32").similar
    assert "Tanpa penghargaan (2025)" in str(inside)


def test_an_award_alone_has_its_quality_told(run: Warehouse) -> None:
    told = printed.document(run, "33.05").head.uncertain
    assert [one for one in told if "Mutu penghargaan" in str(one) and "berita" in str(one)]


def test_what_it_says_is_what_the_pages_say(run: Warehouse) -> None:
    for region in (EXAMPLE, "32"):
        frame = outcomes.of(run, region)
        grid = [one for one in printed.document(run, region).gaps if "anak" in one.caption]
        assert len(frame) == sum(len(one.rows) for one in grid if "target" in one.caption)


def test_internal_and_public_editions_are_named(run: Warehouse, internal: Warehouse) -> None:
    public = printed.document(run, BANDUNG, "en")
    inside = printed.document(internal, BANDUNG, "en")
    assert public.edition.startswith("Public edition")
    assert inside.edition.startswith("Internal edition")
    assert run.content_hash[:12] in public.edition_told


def test_every_kind_of_data_can_be_missing_and_has_a_template(run: Warehouse) -> None:
    found = loaded.loaded(run, EXAMPLE, ["korban_anak"], ["stunting"])
    assert found <= {*KINDS}
    assert {"total", "blocks", "questions"} <= found
    say = speaker("en")
    assert [one.command for one in missing(set(KINDS) - {"award"}, say)] == [
        "python -m etl template penghargaan --out penghargaan.xlsx"
    ]
    with pytest.raises(ValueError, match="no such data"):
        missing({"budget"}, say)


def test_a_figure_keeps_its_code_and_sheets_are_numbered_once() -> None:
    register = Register()
    score = Figure("770,36", (CELL,))
    other = Figure("89", (replace(CELL, cell="D96"), replace(CELL, file="lain.xlsx")))
    assert [register.code(one, "A") for one in (score, other, score)] == ["A1", "A2", "A1"]
    assert register.code(Figure("770,36", (CELL,), "jumlah"), "B") == "B1"
    assert [(one.number, one.file) for one in register.sheets] == [
        ("P1", "rekap.xlsx · Data"),
        ("P2", "lain.xlsx · Data"),
    ]
    assert [place.number for place in register.sources[1].places] == ["P1", "P2"]


def test_codes_follow_the_sections_of_the_pages(run: Warehouse) -> None:
    codes = [one["code"] for one in plain(printed.document(run, EXAMPLE))["sources"]]
    assert [code[0] for code in codes] == sorted(code[0] for code in codes)
    assert len(set(codes)) == len(codes) > 100


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Figure("", (CELL,)),
        lambda: Figure("1", ()),
        lambda: Said("Nilai 12", (Figure("13", (CELL,)),)),
        lambda: Grid("a", (Column("b"),), (("c", "d"),)),
        lambda: Bar("a", 1.2, *[Figure("1", (CELL,))] * 4),
        lambda: Trend("a", "b", (Point("2020", None),), (), "c"),
        lambda: Trend("a", "b", (Point("2020", 1),), (), "c", breaks=(1,)),
        lambda: Trend("a", "b", (Point("2020", 1),), (Values("Jumlah", ()),), "c"),
    ],
)
def test_values_that_contradict_themselves_are_refused(wrong: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        wrong()


def test_the_same_document_gives_the_same_bytes_and_strange_signs_are_printed() -> None:
    document = empty(region="Kabupaten Ș→漢")
    first = render(document, paper="a4", language="id")
    assert first == render(document, paper="a4", language="id")
    assert b"pdfuaid" in first or b"UA" in first
    with pytest.raises(ValueError, match="a5"):
        render(document, paper="a5", language="id")  # type: ignore[arg-type]


def test_numbers_of_a_sentence_are_told_from_years_and_levels() -> None:
    text = (
        "Laporan naik 14% per tahun (rentang 9–20%) selama 2019–2023, dengan peluang 95%; "
        "rata-rata 1.204,5 per 100.000 anak (0–17 tahun), indikator 7, no. 2; 1 Jan–20 Nov."
    )
    assert numerals(text) == ("14%", "9–20%", "1.204,5")
