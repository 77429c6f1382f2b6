"""Links that nobody states but an attacker supposes because published figures agree."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from indicators.attack import WIDTH, attack
from indicators.disclosure import protect
from indicators.link_guesses import supposed_links
from indicators.links import links

Make = Callable[..., pd.DataFrame]
K = 4


def by_type(counts: Make, *values: float, total: float = 25) -> pd.DataFrame:
    """Victims in all and by type of violence."""
    types = ("fisik", "psikis", "seksual", "penelantaran")
    parts = (
        {"violence_type": name, "value": value} for name, value in zip(types, values, strict=False)
    )
    return counts({"value": float(total)}, *parts)


def supposed(frame: pd.DataFrame) -> list[tuple[str, int, tuple[int, ...]]]:
    found = supposed_links(frame, links(frame, {}))
    return [(one.kind, one.total, tuple(sorted(one.parts))) for one in found if one.exact]


def test_types_that_add_up_by_chance_are_supposed_to_add_up(counts: Make) -> None:
    frame = by_type(counts, 14.0, 3.0, 8.0)
    assert not [one for one in links(frame, {}) if one.kind == "violence_type"]
    assert supposed(frame) == [("violence_type", 0, (1, 2, 3))]


@pytest.mark.parametrize("values", [(14.0, 3.0, 9.0), (14.0, 3.0, 7.0), (25.0,)])
def test_types_that_do_not_add_up_are_no_link(counts: Make, values: tuple[float, ...]) -> None:
    assert supposed(by_type(counts, *values)) == []


def test_a_type_cannot_be_worked_back_where_types_happen_to_add_up(counts: Make) -> None:
    frame = by_type(counts, 14.0, 3.0, 8.0)
    small_only = frame.assign(
        value=frame["value"].mask(frame["value"] == 3),
        hidden=np.where(frame["value"] == 3, "primary", "no"),
    )
    guessed = supposed_links(frame, links(frame, {}))
    assert attack(small_only, K, {}, relations=guessed)["maximum"].tolist() == [3] * 3

    protection = protect(frame, K, {})
    found = attack(protection.frame, K, {}, relations=guessed)
    assert (found["maximum"] - found["minimum"]).min() >= WIDTH
    assert protection.secondary == 1


def test_types_that_do_not_add_up_need_nothing_hidden_beside_the_small_one(counts: Make) -> None:
    protection = protect(by_type(counts, 14.0, 3.0, 9.0), K, {})
    assert protection.frame["hidden"].tolist() == ["no", "no", "primary", "no"]


def test_types_of_one_sex_that_add_up_are_supposed_for_that_sex_alone(counts: Make) -> None:
    girls = by_type(counts, 10.0, 4.0, total=14).assign(sex="perempuan")
    everybody = by_type(counts, 12.0, 9.0, total=20)
    frame = pd.concat([girls, everybody], ignore_index=True)
    assert [one for one in supposed(frame) if one[0] == "violence_type"] == [
        ("violence_type", 0, (1, 2))
    ]
