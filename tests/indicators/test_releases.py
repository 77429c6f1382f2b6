from __future__ import annotations

import datetime
from collections.abc import Callable

import pandas as pd

from indicators import releases
from indicators.tables import POPULATION

Make = Callable[..., pd.DataFrame]


def pairs(publications: pd.DataFrame) -> set[tuple[str, ...]]:
    return set(releases.replaced(publications).itertuples(index=False, name=None))


def test_what_a_publication_names_and_what_that_one_named(published: Make) -> None:
    known = published(a="official", b={"supersedes": "a"}, c={"supersedes": "b; luar"})
    assert pairs(known) == {("b", "a"), ("c", "b"), ("c", "a"), ("c", "luar")}
    assert releases.circular(known) == ()


def test_a_later_day_under_the_same_publisher_and_title(published: Make) -> None:
    def told(day: int | None, title: str = "Korban kekerasan") -> dict[str, object]:
        released = None if day is None else datetime.date(2022, 1, day)
        return {"publisher": "Open Data  Jabar", "title": title, "released": released}

    known = published(
        first=told(1), second=told(2, "korban KEKERASAN "), same_day=told(2), undated=told(None)
    )
    assert pairs(known) == {("second", "first"), ("same_day", "first")}
    assert pairs(published(x="official", y="official")) == set()


def test_no_publication_replaces_itself(published: Make) -> None:
    known = published(a={"supersedes": "b"}, b={"supersedes": "a"})
    assert pairs(known) == {("a", "b"), ("b", "a")}
    assert releases.circular(known) == ("a", "b")


def test_ids_are_joined_and_taken_apart() -> None:
    assert releases.named("a; b ;; c") == ("a", "b", "c")
    assert releases.named(None) == releases.named(float("nan")) == ()
    assert releases.joined(["a", "b"]) == "a; b"
    assert releases.joined([]) is None


def test_rows_whose_place_a_newer_release_has_taken_are_not_current(
    people: Make, published: Make
) -> None:
    rows = pd.concat(
        [
            people(("32", 2022, 100.0), ("32", 2023, 110.0)).assign(publication_id="a"),
            people(("32", 2022, 105.0)).assign(publication_id="b"),
            people(("32", 2022, 999.0)).assign(publication_id="other"),
        ],
        ignore_index=True,
    )
    known = published(a="official", b={"supersedes": "a"}, other="official")
    told = releases.current(rows, POPULATION, known)
    assert told["value"].tolist() == [110, 105, 999]
    assert len(releases.current(rows, POPULATION, published(a="official"))) == len(rows)
