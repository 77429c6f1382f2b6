"""The profile as it is printed: every figure is that of the warehouse, its code finds its cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.report.codes import plain
from dashboard.report.compile import Paper
from dashboard.warehouse import Warehouse
from indicators import wording
from tests.dashboard import printed
from tests.dashboard.printed import Printed

pytestmark = pytest.mark.skipif(not printed.IS_READABLE, reason="poppler-utils is not installed")

EXAMPLE, BLOCKS, BANDUNG, JAWA_BARAT = "99.01", "52.04", "32.73", "32"
_CELL = re.compile(r"([A-Z]+)(\d+)(?::[A-Z]+(\d+))?")
_SCORES = """
SELECT v.cell, v.value, i.max_score, v.level
FROM kla_score AS v
JOIN instrument AS i
  ON i.instrument_id = v.instrument_id AND i.level = v.level AND i.block = v.block
 AND i.indicator = v.indicator AND i.question = v.question
WHERE v.region_code = ?
"""


@pytest.fixture(params=[EXAMPLE, BLOCKS])
def scored(request: pytest.FixtureRequest, run: Warehouse, tmp_path: Path) -> tuple[str, Printed]:
    region = str(request.param)
    return region, printed.read(printed.pdf(run, region), tmp_path)


def said(value: float) -> str:
    return wording.number(value, "id")


def cells(told: str) -> Iterator[str]:
    """The cells after the number of the sheet, ranges written out."""
    for column, first, last in _CELL.findall(re.split(r" P\d+ ", told)[-1]):
        for row in range(int(first), int(last or first) + 1):
            yield f"{column}{row}"


def test_every_number_has_a_code_that_the_list_resolves(scored: tuple[str, Printed]) -> None:
    _, found = scored
    assert len(found.figures) > 20
    for figure, code in found.figures:
        told = found.listed[code].told
        assert told.startswith(f"{figure} ") or figure in told.split(" P")[0], (figure, told)
        number = re.findall(r"\bP\d+\b", told)[-1]
        assert found.sheets[number].endswith(".xlsx · Data")


def test_what_stands_on_one_score_is_the_score_in_that_cell(
    scored: tuple[str, Printed], run: Warehouse
) -> None:
    region, found = scored
    frame = run(_SCORES, (region,)).set_index("cell")
    checked = 0
    for figure, code in found.figures:
        told = found.listed[code].told
        (cell, *others) = [*cells(told), ""]
        if others != [""] or cell not in frame.index or code[0] not in "BC":
            continue
        score, most = (float(frame.loc[cell, name]) for name in ("value", "max_score"))
        expected = {
            said(score), said(most), said(most - score), f"{said(score)} / {said(most)}",
            wording.percent(100 * score / most, "id", 1),
        }  # fmt: skip
        if "tercetak" in told or "menurut rincian" in told:
            continue
        assert figure in expected, (figure, told)
        if "/" in figure:
            assert figure == f"{said(score)} / {said(most)}"
        elif "maksimum − nilai" in told:
            assert figure == said(most - score)
        elif "nilai" not in told:
            assert figure == said(score)
        checked += 1
    assert checked >= 32


def test_points_of_offices_are_those_of_their_cells_and_add_up(
    run: Warehouse, tmp_path: Path
) -> None:
    found = printed.read(printed.pdf(run, EXAMPLE), tmp_path)
    frame = run(_SCORES, (EXAMPLE,))
    frame = frame[frame["level"] == "question"].set_index("cell")
    opened = frame["max_score"] - frame["value"]
    sums = {
        code: figure
        for figure, code in found.figures
        if "jumlah maksimum − nilai" in found.listed[code].told
    }
    whole = run("SELECT level, sum(open) AS open FROM points_open WHERE region_code = ? "
                "GROUP BY level", (EXAMPLE,)).set_index("level")["open"]  # fmt: skip
    levels = {said(whole[level]) for level in ("block", "indicator", "question")}
    assert levels == {"229,64", "234,54", "232,19"} <= set(sums.values())
    checked = 0
    for code, figure in sums.items():
        own = [cell for cell in cells(found.listed[code].told) if cell in opened.index]
        if figure not in levels:
            assert figure == said(round(float(opened[own].sum()), 2)), (code, figure)
            checked += 1
    assert checked > 25


def test_reports_rates_and_outcomes_are_those_of_the_warehouse(
    run: Warehouse, tmp_path: Path
) -> None:
    found = printed.read(printed.pdf(run, JAWA_BARAT), tmp_path)
    shown = run("SELECT value, rate FROM indicator_value WHERE region_code = ? "
                "AND dimension = 'total' AND hidden = 'no' AND value IS NOT NULL",
                (JAWA_BARAT,))  # fmt: skip
    counts = {wording.number(value, "id", 0) for value in shown["value"]}
    rates = {wording.number(value, "id", 1) for value in shown["rate"].dropna()}
    checked = 0
    for figure, code in found.figures:
        told = found.listed[code].told
        if code[0] != "D" or "tren" in told or figure.startswith("sekitar"):
            continue
        assert figure in (rates if "×" in told else counts), (figure, told)
        checked += 1
    assert checked > 15
    outcomes = {figure for figure, code in found.figures if code[0] == "C"}
    aims = run("SELECT value FROM target WHERE region_code IN ('00', '32')")["value"]
    values = {round(float(value), 2) for value in [*shown["value"], *aims]}
    for figure in outcomes:
        plain_number = float(figure.removesuffix("%").replace(".", "").replace(",", "."))
        assert plain_number in values, figure


@pytest.mark.parametrize("region", [EXAMPLE, JAWA_BARAT])
def test_every_figure_of_the_document_is_on_the_paper(
    region: str, run: Warehouse, tmp_path: Path
) -> None:
    document = printed.document(run, region)
    found = printed.read(printed.pdf(run, region), tmp_path)
    body = re.sub(r"\s+", "", found.text)
    for source in plain(document)["sources"]:
        assert f"[{source['code']}]" in body
        assert re.sub(r"\s+", "", source["text"]) in body
        assert source["code"] in found.listed


def test_it_reads_in_the_order_of_the_pages(run: Warehouse, tmp_path: Path) -> None:
    content = printed.pdf(run, EXAMPLE)
    text = printed.told("pdftotext", content, tmp_path, "-raw", "-enc", "UTF-8")
    headings = [
        "Kabupaten Contoh", "Yang belum pasti", "Kesenjangan terbesar", "Capaian menurut blok",
        "Nilai setiap indikator", "Kesenjangan dan target", "Jumlah pada setiap tingkat",
        "Tren laporan", "Daerah dengan karakteristik serupa", "Daftar sumber",
    ]  # fmt: skip
    lines = text.splitlines()
    places = [lines.index(heading) for heading in headings]
    assert places == sorted(places)
    first = text.split("\f")[0]
    assert "Kesenjangan terbesar" in first
    assert "Capaian menurut blok\n" not in first
    assert "Halaman 1 / " in first


@pytest.mark.parametrize(
    ("region", "paper"),
    [(EXAMPLE, "a4"), (EXAMPLE, "f4"), (BLOCKS, "a4"), (BANDUNG, "f4"), (JAWA_BARAT, "a4")],
)
def test_the_head_of_office_gets_one_page(
    region: str, paper: Paper, run: Warehouse, tmp_path: Path
) -> None:
    content = printed.pdf(run, region, "id", paper)
    pages = printed.told("pdftotext", content, tmp_path, "-raw").split("\f")
    second = "Kesenjangan dan target" if region == JAWA_BARAT else "Capaian menurut blok"
    assert second not in pages[0].splitlines()
    assert second in pages[1].splitlines()[:4]


def test_english_on_long_paper_stays_within_its_page(run: Warehouse, tmp_path: Path) -> None:
    content = printed.pdf(run, EXAMPLE, "en", "f4")
    pages = printed.told("pdftotext", content, tmp_path, "-raw").split("\f")
    assert "Results by block" in pages[1].splitlines()[:4]
    assert "770.36[A1] of 1,000" in pages[0]


@pytest.mark.parametrize(("paper", "size"), [("a4", "595.276 x 841.89"), ("f4", "609.449 x 935.4")])
def test_fonts_are_embedded_and_the_file_is_tagged(
    paper: Paper, size: str, run: Warehouse, tmp_path: Path
) -> None:
    content = printed.pdf(run, BANDUNG, "id", paper)
    fonts = printed.told("pdffonts", content, tmp_path).splitlines()[2:]
    assert [line.split()[0].split("+")[1] for line in fonts] == ["Inter-Regular", "Inter-SemiBold"]
    assert all(line.split()[-5:-2] == ["yes", "yes", "yes"] for line in fonts)
    info = printed.told("pdfinfo", content, tmp_path)
    assert re.search(r"Tagged:\s+yes", info)
    assert re.search(rf"Page size:\s+{re.escape(size)}", info)
    assert re.search(r"Title:\s+Profil daerah: Kota Bandung", info)
