"""Small counts that nobody printed and everybody can subtract."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pandas as pd
import pytest

from indicators.attack import WIDTH, attack
from indicators.disclosure import Protection, protect
from indicators.implied import IMPLIED, differences, rests
from indicators.links import Relation, links

Make = Callable[..., pd.DataFrame]
K = 4
AUGUST = {"period_end": datetime.date(2022, 8, 31)}
FROM_MAY = {"period_start": datetime.date(2022, 5, 1)}


def hidden(protection: Protection) -> list[bool]:
    return (protection.frame["hidden"] != "no").tolist()


def narrowest(protection: Protection) -> float:
    found = attack(protection.seen, K, {}, relations=protection.seen_relations)
    return float((found["maximum"] - found["minimum"]).min())


@pytest.mark.parametrize(
    ("rows", "least"),
    [
        pytest.param([{"value": 27}, {**AUGUST, "value": 25}], 1, id="the rest of a year"),
        pytest.param([{"value": 27}, {**FROM_MAY, "value": 25}], 1, id="its beginning"),
        pytest.param([{"value": 20}, {"sex": "perempuan", "value": 18}], 1, id="boys"),
        pytest.param(
            [
                {"value": 20},
                {"age_band": "0-5", "value": 8},
                {"age_band": "6-12", "value": 10},
            ],
            1,
            id="an age that is not printed",
        ),
        pytest.param(
            [{"age_band": "0-17", "value": 20}, {"age_band": "0-18", "value": 22}], 1, id="aged 18"
        ),
        pytest.param([{"group": "perempuan_dan_anak", "value": 30}, {"value": 27}], 1, id="women"),
    ],
)
def test_a_rest_of_a_few_people_is_protected(
    counts: Make, rows: Sequence[Mapping[str, object]], least: int
) -> None:
    protection = protect(counts(*rows), K, {})
    assert sum(hidden(protection)) == least
    assert protection.needless == 0
    assert (protection.seen["hidden"] == IMPLIED).sum() >= 1
    assert narrowest(protection) >= WIDTH


@pytest.mark.parametrize("rest", [0, 5, 40])
def test_a_rest_of_nobody_or_of_many_hides_nothing(counts: Make, rest: int) -> None:
    protection = protect(counts({"value": 25 + rest}, {**AUGUST, "value": 25}), K, {})
    assert hidden(protection) == [False, False]


def test_the_regency_that_is_missing_from_a_list_is_an_area(counts: Make) -> None:
    children = {"32": ["32.01", "32.02", "32.03"]}
    frame = counts(
        {"region_code": "32", "value": 43},
        {"region_code": "32.01", "value": 20},
        {"region_code": "32.02", "value": 20},
    )
    protection = protect(frame, K, children)
    assert sum(hidden(protection)) == 1
    assert not hidden(protection)[0]


def test_a_rest_in_the_whole_country_is_no_area(counts: Make) -> None:
    frame = counts(
        {"region_code": "00", "value": 43},
        {"region_code": "00", "sex": "perempuan", "value": 41},
    )
    assert hidden(protect(frame, K, {})) == [False, False]


def test_the_province_that_is_missing_from_the_country_is_an_area(counts: Make) -> None:
    frame = counts({"region_code": "00", "value": 43}, {"region_code": "32", "value": 41})
    assert sum(hidden(protect(frame, K, {"00": ["32", "33"]}))) == 1


def test_types_of_violence_leave_no_rest(counts: Make) -> None:
    frame = counts({"value": 20}, {"violence_type": "fisik", "value": 18})
    assert hidden(protect(frame, K, {})) == [False, False]


def test_nobody_knows_beforehand_that_a_rest_is_not_zero(counts: Make) -> None:
    frame = counts({"value": 27}, {**AUGUST, "value": 25})
    behind = rests(frame, links(frame, {}), K)
    assert behind.relations == (Relation("period", 0, (1, 2), True),)
    assert behind.rows["value"].tolist() == [2]
    seen = pd.concat([frame, behind.rows], ignore_index=True)
    seen.loc[1, ["value", "hidden"]] = [np.nan, "secondary"]
    seen.loc[2, "value"] = np.nan
    found = attack(seen, K, {}, relations=behind.relations).set_index(["row", "attacker"])
    assert found.loc[[(2, 1), (2, 2), (2, 3)], "minimum"].tolist() == [0, 0, 0]
    assert found.loc[[(2, 1), (2, 2), (2, 3)], "maximum"].tolist() == [27, 26, 22]


def test_without_protection_the_rest_is_known_exactly(counts: Make) -> None:
    frame = counts({"value": 27}, {**AUGUST, "value": 25})
    behind = rests(frame, links(frame, {}), K)
    seen = pd.concat([frame, behind.rows.assign(value=np.nan)], ignore_index=True)
    found = attack(seen, K, {}, relations=behind.relations)
    assert (found[["minimum", "maximum"]] == 2).all(axis=None)


def test_ages_to_17_and_to_18_that_agree_are_one_quantity(counts: Make) -> None:
    """Nobody aged 18 is counted: where the one is hidden, the other is too."""
    frame = counts({"age_band": "0-17", "value": 3}, {"age_band": "0-18", "value": 3})
    assert hidden(protect(frame, K, {})) == [True, True]


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        ({"value": 27, "publication_id": "q"}, {**AUGUST, "value": 25}, "period"),
        ({"value": 27, "publication_id": "q"}, {**FROM_MAY, "value": 25}, "period"),
        (
            {"value": 22, "age_band": "0-18", "publication_id": "q"},
            {"value": 20, "age_band": "0-17"},
            "age_band",
        ),
        ({"value": 218, "publication_id": "q"}, {"value": 216}, "release"),
    ],
)
def test_between_publications_a_small_difference_is_told(
    counts: Make, first: dict[str, object], second: dict[str, object], kind: str
) -> None:
    frame = counts(second, first)
    (found,) = differences(frame, [("q", "p")], K)
    assert found == (kind, 1, 0)
    assert hidden(protect(frame, K, {})) == [False, False]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"value": 218, "publication_id": "r"}, {"value": 216}),
        ({"value": 30, "publication_id": "q"}, {**AUGUST, "value": 25}),
        ({"value": 25, "publication_id": "q"}, {**AUGUST, "value": 25}),
        ({"value": 216, "publication_id": "q"}, {"value": 218}),
        ({"value": 27, "publication_id": "q", "region_code": "00"},
         {**AUGUST, "value": 25, "region_code": "00"}),
        ({"value": 27, "publication_id": "q", "unit": "kasus"}, {**AUGUST, "value": 25}),
        ({"value": 27, "publication_id": "q"}, {**AUGUST, **FROM_MAY, "value": 25}),
    ],
    ids=["two sources", "many", "nobody", "fewer than before", "country", "cases", "inside"],
)  # fmt: skip
def test_what_is_no_count_of_a_few_people_is_not_told(
    counts: Make, first: dict[str, object], second: dict[str, object]
) -> None:
    assert differences(counts(second, first), [("q", "p")], K) == ()
