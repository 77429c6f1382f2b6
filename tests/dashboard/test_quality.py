"""The quality mark: shape and word, how many figures, and why; on every page that shows figures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from dashboard import show
from dashboard.language import speaker
from dashboard.parts import areas, awards, blocks, quality, reports, score, texts
from dashboard.parts.shapes import Mark
from dashboard.queries import cases, edition, scores
from dashboard.warehouse import Warehouse
from indicators import codes
from indicators.quality import MARKS, REASONS

Open = Callable[..., Any]
FIGURES = pd.DataFrame(
    {
        "value": [4.0, 9.0, 12.0, None],
        "quality": ["robust", "significant_concerns", "some_concerns", "some_concerns"],
        "quality_reasons": ["official", "period_assumed; press", "press; partial", "hidden"],
    }
)


def test_the_worst_mark_comes_first_with_its_own_reasons() -> None:
    assert quality.marks(FIGURES, "id") == (
        Mark(
            "▲ Perlu kehati-hatian",
            "(1 dari 3 angka): Periodenya tidak tertulis pada sumber; dianggap setahun penuh.",
        ),
        Mark(
            "■ Ada catatan",
            "(1 dari 3 angka): Dikutip dari berita, bukan dari terbitan resmi. "
            "Data sebagian tahun.",
        ),
        Mark("● Dapat diandalkan", "(1 dari 3 angka)."),
    )


def test_a_good_mark_tells_its_reason_where_all_are_good() -> None:
    (mark,) = quality.marks(FIGURES.head(1), "en")
    assert mark.sign == "● Robust"
    assert mark.told.startswith("(1 figure): Official publication for a whole year")


@pytest.mark.parametrize("frame", [FIGURES.head(0), FIGURES.tail(1)])
def test_what_is_not_shown_has_no_mark(frame: pd.DataFrame) -> None:
    assert quality.marks(frame, "id") == ()
    assert [quality.cell(row, "id") for row in texts.rows(frame)] == ["–"] * len(frame)


def test_every_mark_has_a_shape_of_its_own() -> None:
    assert set(quality.SHAPES) == set(MARKS) == set(codes.QUALITY_MARKS)
    assert len(set(quality.SHAPES.values())) == len(MARKS)


def test_a_cell_names_the_reason_that_decides() -> None:
    cells = [quality.cell(row, "en") for row in texts.rows(FIGURES)]
    assert cells[1] == (
        "▲ Significant concerns: The source does not state the period; a whole year is assumed."
    )
    assert [quality.short(row, "en") for row in texts.rows(FIGURES)] == [
        "● Robust", "▲ Significant concerns", "■ Some concerns", "–",
    ]  # fmt: skip


def test_a_line_of_marks_is_escaped() -> None:
    text = show.marks_html((Mark("▲ <b>", "(1): <i>"),), speaker("id"))
    assert "<b>" not in text
    assert "<i>" not in text
    assert show.marks_html((), speaker("id")) == ""


def test_scores_are_marked_by_stage_and_source() -> None:
    scores = pd.DataFrame(
        {"value": [770.36], "stage": ["mandiri"], "trust": ["unconfirmed"], "agrees": [False]}
    )
    signs = [mark.sign for mark in quality.of_scores(scores, "id")]
    assert signs == ["▲ Perlu kehati-hatian"]
    final = scores.assign(stage="akhir", trust="official", agrees=True)
    assert quality.of_scores(final, "en") == (
        Mark("● Robust", "(1 figure): Official publication."),
    )


def test_every_figure_of_both_editions_has_a_mark_that_follows_from_its_reasons(
    run: Warehouse,
) -> None:
    frame = run("SELECT quality, quality_reasons FROM indicator_value")
    assert len(frame)
    first = frame["quality_reasons"].str.partition("; ")[0]
    assert list(frame["quality"]) == [REASONS[code].mark for code in first]


def test_the_marks_of_a_chart_are_counted_from_the_warehouse(run: Warehouse) -> None:
    frame = cases.latest(run, "32", ["korban_anak", "jenis_anak", "kasus_perempuan_dan_anak"])
    bad = int((frame["quality"] == "significant_concerns").sum())
    assert f"({bad} dari {len(frame)} angka)" in quality.marks(frame, "id")[0].told


@pytest.mark.parametrize(
    ("view", "region"),
    [
        ("overview", "99.01"), ("overview", "32"), ("trend", "32"), ("comparison", "32"),
        ("gaps", "32"), ("gaps", "99.01"), ("pairs", "32"),
    ],
)  # fmt: skip
def test_every_page_with_figures_shows_their_mark(open_page: Open, view: str, region: str) -> None:
    for language, word in (("id", "Mutu angka"), ("en", "Quality of the figures")):
        text = open_page(view, daerah=region, bahasa=language).words
        assert f'class="kla-quality">{word}: <span class="kla-mark">' in text


def test_a_download_carries_the_mark(run: Warehouse) -> None:
    about = edition.edition(run).iloc[0]
    assessment = scores.assessments(run, "99.01")["assessment"].iloc[0]
    totals = scores.totals(run, "99.01", assessment)
    found = (
        reports.latest(run, "32", "id", about),
        score.ruler(totals, "99.01", "id", about),
        blocks.blocks(run, "99.01", assessment, score.form_of(run, totals.iloc[0]), "id", about),
        awards.history(run, "33.18", "id", about),
        areas.marked(run, "32", "id", about),
    )
    for one in found:
        assert one is not None
        assert one.download is not None
        assert {"quality", "quality_reasons"} <= set(one.download.rows().columns)
