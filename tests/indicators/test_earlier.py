"""What earlier public editions showed cannot be taken back, and what they hid stays safe."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
import pytest

from indicators.attack import WIDTH, attack
from indicators.disclosure import DisclosureError, Protection, protect, protect_outcomes
from indicators.earlier import COLUMNS, known, nothing
from indicators.tables import CASE_COUNT

Make = Callable[..., pd.DataFrame]
K = 4
PROVINCE = {"32": ["32.01", "32.02", "32.03", "32.04"]}
TWO_HALVES = {"32": ["32.01", "32.02"]}


def said(public: pd.DataFrame, edition: int = 1) -> pd.DataFrame:
    """What a public edition said, as the next one gets to know it."""
    return public.assign(edition=edition)[list(COLUMNS)]


def regions(counts: Make, *values: float, **common: object) -> pd.DataFrame:
    """A province and its regencies, the province as their sum."""
    rows = [{"region_code": f"32.{n:02d}", "value": v, **common} for n, v in enumerate(values, 1)]
    return counts({"region_code": "32", "value": sum(values), **common}, *rows)


def marks(protection: Protection) -> list[str]:
    return protection.frame["hidden"].to_list()


def narrowest(protection: Protection, rows: Sequence[int] | None = None) -> float:
    """The narrowest interval an attacker finds who has read every edition."""
    found = attack(protection.seen, K, {}, relations=protection.seen_relations)
    found = found[~found["row"].isin(protection.beyond)]
    if rows is not None:
        found = found[found["row"].isin(rows)]
    return float((found["maximum"] - found["minimum"]).min()) if len(found) else np.inf


def open_to_all(frame: pd.DataFrame, protection: Protection, before: pd.DataFrame) -> list[int]:
    """Rows that come out narrow even when all is hidden that no earlier edition has shown."""
    seen = protection.seen.copy()
    shown = known(frame, before, K, {}).shown
    hide = np.append((frame["value"] > 0) & ~shown, np.zeros(len(seen) - len(frame), dtype=bool))
    was_hidden = (seen["hidden"] != "no").to_numpy()
    small = np.append(frame["value"] <= K, np.zeros(len(seen) - len(frame), dtype=bool))
    marked = np.where(small, "primary", "secondary")
    seen["hidden"] = np.where(hide & ~was_hidden, marked, seen["hidden"])
    seen["value"] = seen["value"].mask(hide)
    found = attack(seen, K, {}, relations=protection.seen_relations)
    narrow = found["maximum"] - found["minimum"] < WIDTH
    return sorted(set(found.loc[narrow, "row"]))


def test_without_earlier_editions_nothing_is_known(counts: Make) -> None:
    frame = regions(counts, 3, 9, 20, 30)
    found = known(frame, nothing(), K, PROVINCE)
    assert not found.shown.any()
    assert found.rows.empty
    assert marks(protect(frame, K, PROVINCE, nothing())) == marks(protect(frame, K, PROVINCE))


def test_the_same_edition_again_hides_the_same(counts: Make) -> None:
    frame = regions(counts, 3, 9, 20, 30)
    first = protect(frame, K, PROVINCE)
    again = protect(frame, K, PROVINCE, said(first.frame))
    assert marks(again) == marks(first) == ["no", "primary", "secondary", "no", "no"]
    assert (again.taken_back, again.beyond) == ((), ())


def test_a_count_shown_before_hides_nothing_any_more(counts: Make) -> None:
    """The second count would be the cheapest to hide, but everybody has read it already."""
    before = counts({"region_code": "32.02", "value": 9})
    frame = regions(counts, 3, 9, 20, 30)
    protection = protect(frame, K, PROVINCE, said(protect(before, K, PROVINCE).frame))
    assert marks(protection) == ["no", "primary", "no", "secondary", "no"]
    assert protection.needless == 0
    assert narrowest(protection) >= WIDTH


def test_a_count_shown_before_by_another_publication_is_known_as_well(counts: Make) -> None:
    before = counts({"region_code": "32.02", "value": 9, "publication_id": "q"})
    frame = regions(counts, 3, 9, 20, 30)
    protection = protect(frame, K, PROVINCE, said(before))
    assert marks(protection) == ["no", "primary", "no", "secondary", "no"]
    other = protect(frame, K, PROVINCE, said(before.assign(value=10.0)))
    assert marks(other) == ["no", "primary", "secondary", "no", "no"]


def test_a_small_count_that_was_shown_is_hidden_and_named_but_fails_nothing(counts: Make) -> None:
    frame = regions(counts, 6, 9, 20, 30)
    shown = protect(frame, K, PROVINCE)
    assert marks(shown) == ["no"] * 5
    stricter = protect(frame, 7, PROVINCE, said(shown.frame))
    assert marks(stricter) == ["no", "primary", "no", "no", "no"]
    assert stricter.taken_back == (1,)
    assert stricter.beyond == ()
    assert stricter.seen["value"].tolist() == frame["value"].tolist()


def test_parts_of_a_small_count_that_was_shown_are_beyond_protection(counts: Make) -> None:
    """2 victims were shown; boys and girls, new today, are 1 and 1 to anybody who remembers."""
    total = {"value": 2.0}
    parts = [{"sex": "laki_laki", "value": 1.0}, {"sex": "perempuan", "value": 1.0}]
    protection = protect(counts(total, *parts), K, {}, said(counts(total)))
    assert set(marks(protection)) <= {"primary", "secondary"}
    assert protection.taken_back == (0,)
    assert protection.beyond == (1, 2)


def test_no_count_is_beyond_protection_but_what_follows_from_an_earlier_edition(
    counts: Make,
) -> None:
    """The same total, shown before; far away another province is protected as ever."""
    total, other = {"value": 2.0}, {"region_code": "33.01", "value": 20.0}
    parts = [{"sex": "laki_laki", "value": 1.0}, {"sex": "perempuan", "value": 1.0}]
    far = [{**other, "sex": sex, "value": n} for sex, n in (("laki_laki", 2), ("perempuan", 18))]
    frame = counts(total, *parts, other, *far)
    protection = protect(frame, K, {}, said(counts(total)))
    assert protection.beyond == (1, 2)
    assert marks(protection)[3:] == ["no", "primary", "secondary"]
    assert narrowest(protection) >= WIDTH


def test_patterns_do_not_wander(counts: Make) -> None:
    """32.03 was hidden for its neighbour; a little smaller 32.02 appears and does not take over."""
    older = regions(counts, 3, 21, 20, 30)
    first = protect(older, K, PROVINCE)
    assert marks(first) == ["no", "primary", "no", "secondary", "no"]
    newer = regions(counts, 3, 19, 20, 30)
    assert marks(protect(newer, K, PROVINCE)) == ["no", "primary", "secondary", "no", "no"]
    protection = protect(newer, K, PROVINCE, said(first.frame))
    assert marks(protection) == marks(first)


def test_what_was_hidden_then_is_not_worked_back_from_what_is_shown_now(counts: Make) -> None:
    """2 and 13 were hidden beside their sum. The 2 is corrected to 9; 13 shown would give it."""
    older, newer = (regions(counts, first, 13) for first in (2, 9))
    first = protect(older, K, TWO_HALVES)
    assert marks(first) == ["no", "primary", "secondary"]
    assert marks(protect(newer, K, TWO_HALVES)) == ["no"] * 3
    protection = protect(newer, K, TWO_HALVES, said(first.frame))
    assert marks(protection)[2] == "secondary"
    assert narrowest(protection) >= WIDTH
    unprotected = attack(
        protection.seen.assign(
            value=protection.seen["value"].fillna(newer["value"]),
            hidden=np.where(protection.seen.index < 3, "no", protection.seen["hidden"]),
        ),
        K, {}, relations=protection.seen_relations,
    )  # fmt: skip
    assert (unprotected[["minimum", "maximum"]] == 2).all(axis=None)


def test_a_corrected_total_is_not_held_against_the_parts_of_today(counts: Make) -> None:
    """The old total was 60 and the new one is 62: which of the hidden parts changed is not known,
    so the old sum says nothing of the new parts."""
    older, newer = (regions(counts, 3, 9 + more, 20, 28) for more in (0, 2))
    first = protect(older, K, PROVINCE)
    protection = protect(newer, K, PROVINCE, said(first.frame))
    assert marks(protection) == marks(first)
    assert narrowest(protection) >= WIDTH


def test_a_publication_that_is_gone_still_tells_what_it_showed(counts: Make) -> None:
    frame = regions(counts, 3, 9, 20, 30)
    first = protect(frame, K, PROVINCE)
    renamed = frame.assign(publication_id="q")
    protection = protect(renamed, K, PROVINCE, said(first.frame))
    assert marks(protection) == marks(first)
    assert narrowest(protection) >= WIDTH


def test_the_months_that_came_on_top_of_what_was_shown_are_hidden(counts: Make) -> None:
    """January to August was shown as 25; now the publication has the year, 27."""
    august = {"period_end": datetime.date(2022, 8, 31), "value": 25.0}
    before = protect(counts(august), K, {})
    assert marks(before) == ["no"]
    protection = protect(counts({"value": 27.0}), K, {}, said(before.frame))
    assert marks(protection) == ["secondary"]
    assert marks(protect(counts({"value": 30.0}), K, {}, said(before.frame))) == ["no"]


def test_both_periods_shown_before_cannot_be_taken_back(counts: Make) -> None:
    august = {"period_end": datetime.date(2022, 8, 31), "value": 25.0}
    year = {"value": 27.0}
    earlier = pd.concat([said(counts(august), 1), said(counts(year), 2)])
    protection = protect(counts(year), K, {}, earlier)
    assert marks(protection) == ["no"]
    (row,) = protection.beyond
    assert protection.seen.loc[row, "hidden"] == "implied"


def test_without_an_earlier_edition_to_blame_the_counts_are_refused_and_named(
    counts: Make,
) -> None:
    """A part that is hidden beforehand, in a total of 0, which is shown: nothing helps."""
    frame = counts(
        {"value": 0.0},
        {"sex": "laki_laki", "value": np.nan, "hidden": "primary"},
        {"sex": "perempuan", "value": 0.0},
    )
    with pytest.raises(DisclosureError, match=r"32\.01 2022.* laki_laki") as refused:
        protect(frame, K, {})
    cells = refused.value.cells
    assert cells is not None
    assert cells["sex"].tolist() == ["laki_laki"]
    assert "value" not in cells


@pytest.mark.parametrize("seed", range(5))
def test_random_editions_one_after_the_other(counts: Make, seed: int) -> None:
    """Figures are corrected, come and go; nobody who keeps every edition gets a hidden count."""
    chance = np.random.default_rng(seed)
    codes = [f"32.{number:02d}" for number in range(1, 7)]
    values = {(code, sex): int(chance.poisson(6)) for code in codes for sex in ("l", "p")}
    earlier = nothing()
    for edition in range(1, 5):
        for key in values:
            if chance.random() < 0.15:
                values[key] = int(chance.poisson(6))
        rows: list[dict[str, object]] = []
        for code in codes:
            both = {sex: float(values[code, sex]) for sex in ("l", "p")}
            rows.append({"region_code": code, "value": sum(both.values())})
            if chance.random() < 0.8:
                names = {"l": "laki_laki", "p": "perempuan"}
                rows += [
                    {"region_code": code, "sex": names[s], "value": n} for s, n in both.items()
                ]
        total = float(sum(values.values()))
        frame = counts({"region_code": "32", "value": total}, *rows)
        protection = protect(frame, K, {"32": codes}, earlier)
        small = frame["value"].between(1, K)
        assert (protection.frame["hidden"][small] != "no").all()
        assert narrowest(protection) >= WIDTH
        assert set(protection.beyond) <= set(open_to_all(frame, protection, earlier))
        new = said(protection.frame, edition)
        earlier = new if earlier.empty else pd.concat([earlier, new], ignore_index=True)


def test_earlier_rows_have_the_columns_of_a_count() -> None:
    assert set(CASE_COUNT.key) < set(nothing().columns)


def test_outcomes_remember_what_was_printed_of_them() -> None:
    """A count of people, and a percentage whose numerator follows from its denominator."""
    plain = {
        "region_code": "32.01", "sex": "semua", "area_type": "semua", "publication_id": "p",
        "period_start": datetime.date(2022, 1, 1), "period_end": datetime.date(2022, 12, 31),
        "hidden": "no", "value": np.nan, "numerator": np.nan, "denominator": np.nan,
    }  # fmt: skip
    rows = [
        {**plain, "measure_id": "jumlah", "value": 3.0},
        {**plain, "measure_id": "persen", "value": 50.0, "denominator": 6.0},
        {**plain, "measure_id": "persen", "value": 50.0, "denominator": 60.0, "sex": "perempuan"},
    ]
    outcomes = pd.DataFrame(rows)
    people = {"jumlah": True, "persen": False}
    fresh = protect_outcomes(outcomes, people, K, {})
    assert marks(fresh) == ["primary", "primary", "no"]
    assert fresh.taken_back == ()
    gone = outcomes.iloc[[0]].assign(measure_id="tidak_ada_lagi")
    before = pd.concat([outcomes, gone]).assign(edition=1)
    again = protect_outcomes(outcomes, people, K, {}, before)
    assert marks(again) == marks(fresh)
    assert again.taken_back == (0, 1)
