"""The notebooks run from top to bottom and show the figures of the pages."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from etl.build import BuildReport

NOTEBOOKS = Path(__file__).resolve().parents[1] / "notebooks"
SHOWN = {
    "angka_yang_sama": ("1.123", "2,28 per 100.000 penduduk"),
    "dari_nilai_ke_rencana": (
        "770,36 / 765,46 / 771,81",
        "232,19",
        "30,64 poin lagi: 4 pertanyaan, 34,20 poin",
        "557–747 (8 pasangan, sekitar 78%); tanpa satu: 6 dari 8",
    ),
    "simpulan_dan_alarm_palsu": ("27 dari 27 simpulan sama dengan tabel trend", "c = 0,50"),
}
"""What each notebook must have printed by its last cell."""


@pytest.mark.notebook
@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("path", sorted(NOTEBOOKS.glob("*.ipynb")), ids=lambda path: path.stem)
def test_a_notebook_runs_and_shows_its_figure(
    path: Path, shipped: BuildReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KLA_DATA", str(shipped.editions["public"].parents[3]))
    book = nbformat.read(path, as_version=4)
    NotebookClient(book, timeout=120, resources={"metadata": {"path": str(NOTEBOOKS)}}).execute()
    shown = "".join(str(cell.get("outputs", "")) for cell in book.cells)
    for text in SHOWN[path.stem]:
        assert text in shown
    assert all(not cell.get("outputs") for cell in nbformat.read(path, as_version=4).cells)
