"""A damaged catalogue names every mistake at once, each with its file, entry and field."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from indicators import catalogue
from indicators.catalogue import CatalogueError, load

PACKAGE = Path(catalogue.__file__).parent

Damage = tuple[str, str, str, str]
"""File, text to replace (once), replacement, and the place the problem must name."""

DAMAGES: dict[str, Damage] = {
    "title missing in one language": (
        "definitions/cases.toml",
        'title = { id = "Anak korban kekerasan", en = "Child victims of violence" }',
        'title = { id = "Anak korban kekerasan" }',
        "definitions/cases.toml [korban_anak] title.en:",
    ),
    "bad type": (
        "definitions/outcomes.toml",
        "value_max = 70\n",
        'value_max = "70"\n',
        "definitions/outcomes.toml [stunting_prevalensi_persen] value_max:",
    ),
    "duplicate id": (
        "definitions/glossary.toml",
        'term = "ABH"',
        'term = "2P"',
        "definitions/glossary.toml [2P] term:",
    ),
    "link to no indicator": (
        "definitions/outcomes.toml",
        'indicator = "26"',
        'indicator = "27"',
        "definitions/outcomes.toml [patbm_desa] indicator:",
    ),
    "blocks do not add up": (
        "instruments/kla_2022/blocks.csv",
        ",75\n",
        ",85\n",
        "instruments/kla_2022/blocks.csv [kla_2022] max_score:",
    ),
    "threshold out of range": (
        "definitions/disclosure.toml",
        "hide_up_to = 4",
        "hide_up_to = 3",
        "definitions/disclosure.toml [rule] hide_up_to:",
    ),
    "code without title": (
        "definitions/dimensions.toml",
        'guru = { id = "Guru", en = "Teacher" }',
        "",
        "definitions/dimensions.toml [relation.guru] code:",
    ),
    "title without code": (
        "definitions/dimensions.toml",
        'guru = { id = "Guru", en = "Teacher" }',
        'guru = { id = "Guru", en = "Teacher" }\ndukun = { id = "Dukun", en = "Healer" }',
        "definitions/dimensions.toml [relation.dukun] code:",
    ),
    "measure of an unknown unit": (
        "definitions/cases.toml",
        'unit = "laporan"',
        'unit = "aduan"',
        "definitions/cases.toml [laporan_anak] unit:",
    ),
    "two measures of the same rows": (
        "definitions/cases.toml",
        'unit = "laporan"',
        'unit = "kasus"',
        "definitions/cases.toml [laporan_anak] unit:",
    ),
    "bands overlap": (
        "definitions/bands.toml",
        "lower = 601",
        "lower = 599",
        "definitions/bands.toml [madya] lower:",
    ),
    "break of an unknown series": (
        "definitions/breaks.toml",
        'applies_to = ["case"]',
        'applies_to = ["kasus"]',
        "definitions/breaks.toml [simfoni_versi_3] applies_to:",
    ),
    "one name, two offices": (
        "definitions/offices.toml",
        'aliases = ["Dinsos"]',
        'aliases = ["Dinsos", "DINKES"]',
        "definitions/offices.toml [dinsos] aliases:",
    ),
    "misspelt field": (
        "definitions/breaks.toml",
        "date = 2026-01-19\n",
        "date = 2026-01-19\ndatum = 2026-01-19\n",
        "definitions/breaks.toml [simfoni_versi_3] datum:",
    ),
    "indicator of an unknown block": (
        "instruments/kla_2024/indicators.csv",
        "klaster_1,4,",
        "klaster_9,4,",
        "instruments/kla_2024/indicators.csv [4] block: unknown block 'klaster_9'",
    ),
    "range upside down": (
        "definitions/outcomes.toml",
        "value_max = 70\n",
        "value_max = -1\n",
        "definitions/outcomes.toml [stunting_prevalensi_persen] entry:",
    ),
    "question in another block than its row": (
        "instruments/kla_2024/questions.csv",
        "klaster_1,4,7,",
        "klaster_9,4,7,",
        "instruments/kla_2024/questions.csv [4/7] block:",
    ),
    "unknown office": (
        "instruments/kla_2024/questions.csv",
        ",bukti,higher,kesbangpol,",
        ",bukti,higher,kesbang,",
        "instruments/kla_2024/questions.csv [24B/1] offices:",
    ),
    "unknown evidence": (
        "instruments/kla_2024/indicators.csv",
        ",83,matriks,",
        ",83,tabel,",
        "instruments/kla_2024/indicators.csv [21A] evidence:",
    ),
    "defect not stated": (
        "instruments/kla_2024/instrument.toml",
        'items = ["19", "21B"]',
        'items = ["19"]',
        "instruments/kla_2024/instrument.toml [kla_2024] known_defects: max_sum of 21B is not",
    ),
    "defect stated but gone": (
        "instruments/kla_2024/instrument.toml",
        'items = ["19", "21B"]',
        'items = ["19", "20", "21B"]',
        "instruments/kla_2024/instrument.toml [kla_2024] known_defects: max_sum of 20 is stated",
    ),
    "score that is no number": (
        "instruments/kla_2022/blocks.csv",
        ",75\n",
        ",tujuh puluh lima\n",
        "instruments/kla_2022/blocks.csv [dekela] max_score:",
    ),
    "order broken": (
        "instruments/kla_2022/blocks.csv",
        "dekela,8,",
        "dekela,9,",
        "instruments/kla_2022/blocks.csv [dekela] position:",
    ),
    "row with a cell too few": (
        "instruments/kla_2022/blocks.csv",
        ",75\n",
        "\n",
        "instruments/kla_2022/blocks.csv [line 9] row:",
    ),
    "broken file": (
        "definitions/breaks.toml",
        "[[break]]",
        "[[break",
        "definitions/breaks.toml [-] file:",
    ),
    "heading missing": (
        "instruments/kla_2024/questions.csv",
        "block,indicator,question,",
        "blok,indicator,question,",
        "instruments/kla_2024/questions.csv [-] header:",
    ),
}
SIX = (
    "title missing in one language", "bad type", "duplicate id", "link to no indicator",
    "blocks do not add up", "threshold out of range",
)  # fmt: skip
FOLLOWED = {
    "score that is no number", "row with a cell too few", "heading missing",
    "indicator of an unknown block",
}  # fmt: skip
"""Mistakes that leave a level incomplete, so that its sums are reported too."""


@pytest.fixture
def damaged(tmp_path: Path) -> Callable[..., Path]:
    def damage(*names: str) -> Path:
        for folder in ("definitions", "instruments"):
            shutil.copytree(PACKAGE / folder, tmp_path / folder)
        for name in names:
            file, old, new, _ = DAMAGES[name]
            path = tmp_path / file
            text = path.read_text(encoding="utf-8")
            assert old in text, name
            path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="")
        return tmp_path

    return damage


def test_six_mistakes_are_reported_in_one_error(damaged: Callable[..., Path]) -> None:
    with pytest.raises(CatalogueError) as caught:
        load(damaged(*SIX))
    problems = caught.value.problems
    for name in SIX:
        assert sum(problem.startswith(DAMAGES[name][3]) for problem in problems) == 1, name
    assert len(problems) == len(SIX), problems
    assert all(problem in str(caught.value) for problem in problems)


@pytest.mark.parametrize("name", DAMAGES)
def test_each_mistake_names_its_file_entry_and_field(
    damaged: Callable[..., Path], name: str
) -> None:
    with pytest.raises(CatalogueError) as caught:
        load(damaged(name))
    problems = caught.value.problems
    assert any(problem.startswith(DAMAGES[name][3]) for problem in problems), problems
    if name not in FOLLOWED:
        assert len(problems) == 1, problems
    for problem in problems:
        assert re.match(r"\S+ \[.+\] \S+: .+", problem), problem


def test_a_sound_copy_loads_equal_and_a_missing_file_is_named(
    damaged: Callable[..., Path],
) -> None:
    root = damaged()
    assert load(root) == load()
    assert load() is load()
    (root / "definitions/bands.toml").unlink()
    shutil.rmtree(root / "instruments/kla_2024")
    with pytest.raises(CatalogueError) as caught:
        load(root)
    assert "definitions/bands.toml [-] file: missing" in caught.value.problems
    assert "definitions/outcomes.toml [patbm_desa] indicator: no form has an indicator '26'" in (
        caught.value.problems
    )
