"""The texts of the methods page say what the methods do; its table is the simulation's."""

from __future__ import annotations

import csv
import re
import shutil
from pathlib import Path

import pytest

from indicators import catalogue, codes, false_alarms, method_files, ranks, rates, simulation
from indicators.catalogue import CatalogueError, load

PACKAGE = Path(catalogue.__file__).parent
VERDICTS = (
    Path(__file__).resolve().parents[2]
    / "../shared/vectors/ours_jabar_2018_2022_trend_verdicts.csv"
)
BOTH = pytest.mark.parametrize("language", ["id", "en"])
TEXTS = load().methods.texts


def said(method: str, language: str) -> str:
    one = next(text for text in TEXTS if text.method_id == method)
    return " ".join(part.in_(language) for part in (one.what, one.why, one.limits))


def test_every_method_is_explained_once_and_in_order() -> None:
    assert tuple(text.method_id for text in TEXTS) == codes.METHODS


@BOTH
def test_texts_are_for_people(language: str) -> None:
    for one in TEXTS:
        for part in (one.title, one.question, one.what, one.why, one.limits):
            text = part.in_(language)
            assert not re.search(r"\b(putusan|sedikit kasus)\b", text)
            assert not re.search(r"\d %", text), "percent without a blank"
        assert one.question.in_(language).endswith("?")
        assert one.limits.in_(language).endswith(".")
        assert len(said(one.method_id, language).split()) < 260


def test_both_languages_give_the_same_numbers() -> None:
    def numbers(text: str) -> list[str]:
        return sorted(re.findall(r"\d+", re.sub(r"(?<=\d)[.,](?=\d)", "", text)))

    for one in TEXTS:
        for part in (one.what, one.why, one.limits):
            assert numbers(part.id) == numbers(part.en), one.method_id


def test_each_text_is_in_its_language() -> None:
    for one in TEXTS:
        for part in (one.title, one.question, one.what, one.why, one.limits):
            assert not re.search(r"\b(yang|dengan|tidak|adalah|untuk)\b", part.en), one.method_id
            assert not re.search(r"\b(the|with|not|which|areas?)\b", part.id), one.method_id


def test_numbers_in_the_texts_are_those_of_the_methods() -> None:
    lower, upper = rates.count_interval([5.0])
    told = f"{lower[0]:.1f} to {upper[0]:.1f}"
    assert f"With 5 reports a year the range is {told}" in said("interval", "en")
    many = 24 * simulation.AREAS
    assert f"{many} comparisons; at 95% about {many * 0.05:.0f}" in said("many", "en")
    alarms = [one for one in load().methods.false_alarms if one.cv == 0.43]
    usual = [round(one.usual) for one in alarms]
    assert f"{min(usual)} to {max(usual)}% of unchanged areas" in said("trend", "en")
    pooled = [round(one.pooled) for one in load().methods.false_alarms]
    assert (min(pooled), max(pooled)) == (4, 6)
    assert "this one 4 to 6%" in said("trend", "en")
    assert "{k}" in said("disclosure", "id")
    assert ranks.GROUPS[0] == "high"


def test_the_table_of_false_alarms_is_that_of_the_simulation() -> None:
    shown = {(one.cv, one.size): one for one in load().methods.false_alarms}
    assert len(shown) == 4 * len(simulation.SIZES)
    for cv in sorted({cv for cv, _ in shown}):
        for row in false_alarms.table(150, cv, seed=3).to_dict("records"):
            told = shown[cv, str(row["size"])]
            for test in ("usual", "alone", "pooled"):
                room = 4 * float(row[f"{test}_error"]) + 0.5
                assert abs(getattr(told, test) - float(row[test])) <= room, (cv, row["size"], test)


@pytest.mark.skipif(not VERDICTS.exists(), reason="the golden numbers are not beside the project")
def test_the_example_of_jawa_barat_is_true() -> None:
    with VERDICTS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rising = sum(int(row["pooled_cv_significant"]) for row in rows)
    assert f"reports rose in {rising} of {len(rows)} areas" in said("many", "en")


DAMAGES = {
    "a method without a text": (
        method_files.TEXTS, 'method_id = "funnel"', 'method_id = "corong"',
        ("[corong] method_id:", "[funnel] method_id: has no text"),
    ),
    "one language only": (
        method_files.TEXTS,
        'title = { id = "Diagram corong", en = "Funnel plot" }',
        'title = { id = "Diagram corong" }',
        ("[funnel] title.en:",),
    ),
    "references forgotten": (
        method_files.TEXTS, "sources = []", "", ("[detectability] sources:",),
    ),
    "another table": (
        method_files.TEXTS, 'table = "false_alarms"', 'table = "ranks"', ("[trend] table:",),
    ),
    "more than all": (method_files.FALSE_ALARMS, "0.43,large,", "0.43,large,1", ("usual:",)),
    "no simulation": (method_files.TEXTS, "provinces = 1500", "provinces = 0", ("provinces:",)),
}  # fmt: skip


@pytest.mark.parametrize("damage", list(DAMAGES))
def test_a_mistake_is_named(damage: str, tmp_path: Path) -> None:
    file, old, new, places = DAMAGES[damage]
    copy = tmp_path / "indicators"
    for folder in ("definitions", "instruments"):
        shutil.copytree(PACKAGE / folder, copy / folder)
    text = (copy / file).read_text("utf-8")
    assert text.count(old) >= 1
    (copy / file).write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(CatalogueError) as caught:
        load(copy)
    for place in places:
        assert place in str(caught.value)
