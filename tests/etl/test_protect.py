"""Protection in a build: attacked once, the same marks while nothing changes, words for what is not
safe."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from etl import protect
from etl.build import BuildReport, build, context_of
from etl.facts import empty
from etl.patterns import Said
from etl.protect import Pattern, Protector, UnsafeError
from indicators import codes
from indicators.tables import CASE_COUNT, OUTCOME, PUBLICATION
from tests.etl.victims import workbook

PROVINCE = {"33": ["33.17", "33.18"]}


@pytest.fixture(scope="module")
def protector(tmp_path_factory: pytest.TempPathFactory) -> Protector:
    context = context_of(tmp_path_factory.mktemp("none"))
    return Protector(context.catalogue, context.registry, code="program")


def facts(*rows: Mapping[str, object]) -> dict[str, pd.DataFrame]:
    """Child victims of Kabupaten Pati 2022; each row says what is different."""
    plain = {
        **dict.fromkeys(CASE_COUNT.column_names, ""),
        **dict.fromkeys(codes.CASE_BREAKDOWNS, codes.ALL),
        "region_code": "33.18", "period_start": "2022-01-01", "period_end": "2022-12-31",
        "unit": "korban", "group": "anak", "publication_id": "p", "hidden": "no",
        "source_sha256": "abc", "sheet": "Data",
    }  # fmt: skip
    table = pd.DataFrame([{**plain, "cell": f"N{n}", **row} for n, row in enumerate(rows, 2)])
    return {
        "case_count": table.astype({"value": float}),
        "outcome": empty(OUTCOME),
        "publication": empty(PUBLICATION),
    }


EIGHTEEN = (
    {"value": 18.0},
    {"sex": "laki_laki", "value": 2.0},
    {"sex": "perempuan", "value": 16.0},
)


def said(rows: dict[str, pd.DataFrame]) -> Said:
    return Said({"case_count": rows["case_count"].assign(edition=1)})


def test_an_unchanged_table_gets_the_marks_it_has_without_a_second_attack(
    protector: Protector,
) -> None:
    """Marks that no attack would let pass show whose they are."""
    first = protector.protect(facts(*EIGHTEEN), {})
    assert first.pattern.marks == {"case_count": "nps", "outcome": ""}
    assert (first.hidden("primary"), first.hidden("secondary")) == (1, 1)
    ours = Pattern(first.pattern.key, {"case_count": "sns", "outcome": ""})
    again = dataclasses.replace(protector, kept=ours).protect(facts(*EIGHTEEN), {})
    assert again.frames["case_count"]["hidden"].tolist() == ["secondary", "no", "secondary"]


def test_whatever_decides_the_marks_makes_them_anew(protector: Protector) -> None:
    whole = facts(*EIGHTEEN)
    key = protector.protect(whole, {}).pattern.key
    changed = facts(*EIGHTEEN[:2], {"sex": "perempuan", "value": 17.0})
    renamed = facts(*EIGHTEEN[:2], {"sex": "perempuan", "value": 16.0, "publication_id": "q"})
    outcome = dict.fromkeys(OUTCOME.column_names, "") | {
        "measure_id": "akta_kelahiran_anak_jumlah", "period_start": "2022-01-01",
        "period_end": "2022-12-31", "region_code": "33.18", "value": 9.0, "hidden": "no",
        "numerator": None, "denominator": None, "sex": codes.ALL, "area_type": codes.ALL,
    }  # fmt: skip
    numbers = dict.fromkeys(("value", "numerator", "denominator"), float)
    people = {**whole, "outcome": pd.DataFrame([outcome]).astype(numbers)}
    seven = protector.catalogue.disclosure.model_copy(update={"hide_up_to": 7})
    stricter = dataclasses.replace(protector.catalogue, disclosure=seven)
    others = {
        "a figure": protector.protect(changed, {}),
        "a publication": protector.protect(renamed, {}),
        "an outcome": protector.protect(people, {}),
        "the parts of a region": protector.protect(whole, PROVINCE),
        "the rule": dataclasses.replace(protector, catalogue=stricter).protect(whole, {}),
        "the program": dataclasses.replace(protector, code="newer").protect(whole, {}),
        "an earlier edition": dataclasses.replace(protector, said=said(whole)).protect(whole, {}),
    }
    keys = {what: one.pattern.key for what, one in others.items()}
    assert len({key, *keys.values()}) == 8, keys


def test_a_pattern_on_disk_is_read_back_or_not_at_all(tmp_path: Path) -> None:
    pattern = Pattern("k", {"case_count": "np"}, ({"kind": "shown_before", "table": "case_count"},))
    protect.store(tmp_path, pattern)
    read = protect.load(tmp_path)
    assert read is not None
    assert (read.key, read.marks, list(read.told)) == ("k", pattern.marks, list(pattern.told))
    path = tmp_path / protect.FILE
    path.write_text(path.read_text(encoding="utf-8").replace('"np"', '"nn"'), encoding="utf-8")
    assert protect.load(tmp_path) is None
    path.write_bytes(b"\xff")
    assert protect.load(tmp_path) is None
    assert protect.load(tmp_path / "nowhere") is None


def test_a_build_writes_its_pattern_beside_its_editions(tmp_path: Path) -> None:
    data = tmp_path / "data"
    (data / "raw").mkdir(parents=True)
    workbook(data / "raw" / "a.xlsx", semua=18, laki_laki=2, perempuan=16)
    first = build(data, data / "build")
    kept = protect.load(first.editions["public"].parent)
    assert kept is not None
    assert sorted(kept.marks["case_count"]) == ["n", "p", "s"]
    for harm in (lambda path: path.unlink(), lambda path: path.write_bytes(b"\x00")):
        harm(first.editions["public"].parent / protect.FILE)
        assert build(data, data / "build").id == first.id


def test_a_small_count_shown_before_is_told_with_its_address(protector: Protector) -> None:
    """It was shown while the rule allowed it; the rule is stricter now."""
    six = facts({"value": 6.0})
    seven = protector.catalogue.disclosure.model_copy(update={"hide_up_to": 7})
    catalogue = dataclasses.replace(protector.catalogue, disclosure=seven)
    stricter = dataclasses.replace(protector, catalogue=catalogue, said=said(six))
    protected = stricter.protect(six, {})
    assert protected.frames["case_count"]["hidden"].tolist() == ["primary"]
    (told,) = protected.issues
    assert (told.kind, told.severity, told.file, told.cell) == (
        "shown_before", "warning", "abc", "N2",
    )  # fmt: skip
    assert told.message.startswith("Anak korban kekerasan, Kabupaten Pati, 2022:")
    assert told.value is None


def test_what_cannot_be_hidden_fails_and_is_named(protector: Protector) -> None:
    """A part that is hidden beforehand, in a total of 0: nobody can keep that from anybody."""
    rows = facts(
        {"value": 0.0},
        {"sex": "laki_laki", "value": None, "hidden": "primary"},
        {"sex": "perempuan", "value": 0.0},
    )
    with pytest.raises(UnsafeError) as unsafe:
        protector.protect(rows, {})
    (told,) = unsafe.value.issues
    assert (told.kind, told.severity, told.file, told.cell) == ("not_safe", "error", "abc", "N3")
    assert "Laki-laki" in told.message
    assert "Kabupaten Pati, 2022" in told.message


def test_figures_of_two_publications_that_differ_by_a_few_people_are_told(
    protector: Protector,
) -> None:
    rows = facts(
        {"value": 27.0, "publication_id": "q"},
        {"value": 25.0, "period_end": "2022-08-31"},
        {"value": 40.0, "period_end": "2022-06-30", "region_code": "33.17"},
    )
    (told,) = protector.protect(rows, {}).issues
    assert (told.kind, told.file, told.cell) == ("small_difference", "abc", "N2")
    assert "publikasi q" in told.message
    assert "Jan–Agu 2022" in told.message
    assert not any(figure in told.message for figure in ("25", "27"))


def test_kinds_that_would_lead_to_what_is_hidden_stay_inside(shipped: BuildReport) -> None:
    sql = "SELECT DISTINCT kind FROM issue"
    with duckdb.connect(str(shipped.editions["public"]), read_only=True) as connection:
        kinds = {kind for (kind,) in connection.execute(sql).fetchall()}
    assert kinds.isdisjoint(protect.INTERNAL)


def test_in_the_shipped_data_few_counts_are_hidden_for_others(shipped: BuildReport) -> None:
    with duckdb.connect(str(shipped.editions["public"]), read_only=True) as connection:
        sql = "SELECT hidden_primary, hidden_secondary FROM edition"
        primary, secondary = connection.execute(sql).fetchall()[0]
    assert 0 < secondary < 0.3 * primary
