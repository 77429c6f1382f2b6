from __future__ import annotations

import datetime
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from indicators import codes
from indicators.link_guesses import of_several, supposed_links, twins
from indicators.links import Relation, links

Make = Callable[..., pd.DataFrame]
CHILDREN = {"00": ["31", "32"], "32": ["32.01", "32.71"]}
BOYS, GIRLS = {"sex": "laki_laki"}, {"sex": "perempuan"}
FIRST_HALF = {"period_end": datetime.date(2022, 6, 30)}
SECOND_HALF = {"period_start": datetime.date(2022, 7, 1)}


def said(relations: tuple[Relation, ...]) -> set[tuple[str, int, tuple[int, ...], bool]]:
    return {(r.kind, r.total, tuple(sorted(r.parts)), r.exact) for r in relations}


def test_both_sexes_add_up_and_one_is_at_most_the_total(counts: Make) -> None:
    whole = links(counts({}, BOYS, GIRLS), CHILDREN)
    assert said(whole) == {("sex", 0, (1, 2), True)}
    assert said(links(counts({}, BOYS), CHILDREN)) == {("sex", 0, (1,), False)}


def test_a_part_that_is_not_reported_leaves_a_bound(counts: Make) -> None:
    frame = counts({}, BOYS, {**GIRLS, "value": np.nan, "status": "not_reported"})
    assert said(links(frame, CHILDREN)) == {("sex", 0, (1,), False)}


def test_a_hidden_part_is_a_part(counts: Make) -> None:
    frame = counts({}, BOYS, {**GIRLS, "value": np.nan, "hidden": "primary"})
    assert said(links(frame, CHILDREN)) == {("sex", 0, (1, 2), True)}


def test_three_age_bands_make_a_child_and_unknown_ages_come_on_top(counts: Make) -> None:
    bands = [{"age_band": band} for band in codes.CHILD_AGE_BANDS]
    assert said(links(counts({}, *bands), {})) == {("age_band", 0, (1, 2, 3), True)}
    unknown = {"age_band": "tidak_diketahui"}
    assert said(links(counts({}, *bands, unknown), {})) == {("age_band", 0, (1, 2, 3, 4), True)}
    assert said(links(counts({}, *bands[:2]), {})) == {("age_band", 0, (1, 2), False)}


def test_one_quantity_under_two_names_is_one_quantity(counts: Make) -> None:
    frame = counts(
        {"age_band": "6-12"},
        {"age_band": "6-12", "group": "semua"},
        {"group": "perempuan"},
        {"group": "dewasa", "sex": "perempuan"},
    )
    assert said(links(frame, {})) == {("alias", 0, (1,), True), ("alias", 2, (3,), True)}


def test_a_margin_nobody_prints_is_put_together_from_its_cells(counts: Make) -> None:
    cells = [
        {"sex": sex, "age_band": band}
        for sex in ("laki_laki", "perempuan")
        for band in codes.CHILD_AGE_BANDS
    ]
    found = said(links(counts({}, *cells), {}))
    assert ("sex", 0, (1, 2, 3, 4, 5, 6), True) in found


def test_a_province_is_all_of_its_regions_or_at_least_those_on_record(counts: Make) -> None:
    province, one, other = ({"region_code": code} for code in ("32", "32.01", "32.71"))
    assert said(links(counts(province, one, other), CHILDREN)) == {("region", 0, (1, 2), True)}
    assert said(links(counts(province, one), CHILDREN)) == {("region", 0, (1,), False)}
    nation = {"region_code": "00"}
    found = said(links(counts(nation, one, other, {"region_code": "31"}), CHILDREN))
    assert found == {("region", 0, (1, 2, 3), True)}


def test_women_and_children_are_children_and_women_with_the_men_some_sources_count(
    counts: Make,
) -> None:
    both, child = {"group": "perempuan_dan_anak"}, {}
    women, men = {"group": "perempuan"}, {"group": "dewasa", "sex": "laki_laki"}
    adults = {"group": "dewasa"}
    assert said(links(counts(both, child, women), {})) == {("group", 0, (1, 2), True)}
    assert ("group", 0, (1, 2, 3), True) in said(links(counts(both, child, women, men), {}))
    assert said(links(counts(both, child, adults), {})) == {("group", 0, (1, 2), True)}
    everybody = {"group": "semua"}
    assert ("group", 0, (1, 2), True) in said(links(counts(everybody, child, adults), {}))
    assert ("group", 0, (1,), False) in said(links(counts(everybody, both), {}))


def test_types_add_up_only_where_victims_are_counted_once_per_type(counts: Make) -> None:
    types = ("fisik", "psikis", "seksual", "eksploitasi", "tppo", "penelantaran", "lainnya")
    victims = [{}, *({"violence_type": name} for name in types)]
    assert links(counts(*victims), {}) == ()
    mentions = [{**row, "unit": "jenis"} for row in victims]
    assert said(links(counts(*mentions), {})) == {("violence_type", 0, (1, 2, 3, 4, 5, 6, 7), True)}


def test_services_are_no_link(counts: Make) -> None:
    assert links(counts({}, *({"service": code} for code in codes.SERVICES[1:])), {}) == ()


def test_periods_that_tile_add_up_and_others_inside_are_bounds(counts: Make) -> None:
    march = {"period_start": datetime.date(2022, 3, 1), "period_end": datetime.date(2022, 3, 31)}
    frame = counts({}, FIRST_HALF, SECOND_HALF, march)
    assert said(links(frame, {})) == {
        ("period", 0, (1, 2), True),
        ("period", 0, (3,), False),
        ("period", 1, (3,), False),
    }


def test_disjoint_periods_together_are_at_most_the_whole(counts: Make) -> None:
    january = {"period_end": datetime.date(2022, 1, 31)}
    december = {"period_start": datetime.date(2022, 12, 1)}
    assert ("period", 0, (1, 2), False) in said(links(counts({}, january, december), {}))


def test_nothing_links_two_publications_or_two_years_by_key(counts: Make) -> None:
    frame = counts({}, {**BOYS, "publication_id": "q"}, {**GIRLS, "year": 2021})
    assert links(frame, {}) == ()


@pytest.mark.parametrize(("total", "supposed"), [(20.0, True), (21.0, False)])
def test_an_open_set_that_adds_up_is_supposed_to_be_whole(
    counts: Make, total: float, supposed: bool
) -> None:
    frame = counts({"region_code": "32", "value": total}, {"region_code": "32.01", "value": 20.0})
    found = supposed_links(frame, links(frame, CHILDREN))
    assert bool(found) is supposed


def test_cases_that_are_as_many_as_the_victims_by_sex_are_supposed_to_be_those(
    counts: Make,
) -> None:
    cases = {"unit": "kasus", "value": 18.0}
    frame = counts(cases, {**BOYS, "value": 2.0}, {**GIRLS, "value": 16.0})
    assert said(supposed_links(frame, ())) == {("unit", 0, (1, 2), True)}
    with_total = counts(cases, {**BOYS, "value": 2.0}, {**GIRLS, "value": 16.0}, {"value": 18.0})
    assert supposed_links(with_total, links(with_total, {})) == ()
    assert supposed_links(counts(cases, BOYS, GIRLS), ()) == ()


def test_twins_are_one_quantity_in_two_publications_with_nearly_one_value(counts: Make) -> None:
    frame = counts(
        {"value": 7.0},
        {"value": 3.0, "publication_id": "q"},
        {"value": 12.0, "publication_id": "r"},
        {"value": 0.0, "publication_id": "s"},
    )
    assert twins(frame, 4) == ((0, 1),)
    assert twins(frame, 5) == ((0, 1), (0, 2))
    same = counts({"value": 7.0}, {"value": 7.0, "publication_id": "q"})
    assert said(supposed_links(same, ())) == {("publication", 0, (1,), True)}


def test_totals_over_several_are_found_through_levels() -> None:
    relations = (
        Relation("sex", 0, (1, 2), True),
        Relation("region", 3, (0,), True),
        Relation("group", 0, (4, 5), True),
        Relation("sex", 6, (7,), True),
    )
    everything = np.ones(8, dtype=bool)
    counted = np.array([True, True, True, True, True, False, True, True])
    assert of_several(relations, everything, counted).tolist() == [
        True, False, False, True, True, False, False, False,
    ]  # fmt: skip
