from __future__ import annotations

from etl.check import Context
from etl.intake.harmless import suspects
from etl.reading.recent import MOST_KEPT, is_known, recent, seen_before


def test_what_was_made_for_a_key_is_made_once_and_forgotten_in_the_end(context: Context) -> None:
    made: list[int] = []

    def make(number: int) -> int:
        def square() -> int:
            made.append(number)
            return number**2

        return recent(context, "squares", number, square)

    assert [make(3), make(3), make(4)] == [9, 9, 16]
    assert made == [3, 4]
    for number in range(100, 100 + MOST_KEPT):
        make(number)
    assert not is_known(context, "squares", 3)
    assert make(3) == 9


def test_equal_columns_are_one_object_but_true_is_never_one() -> None:
    text = "".join(["ko", "lom"])
    first, again = seen_before((text, 1.0)), seen_before(("kolom", 1.0))
    assert first is again
    assert seen_before(("kolom", True))[1] is True
    assert seen_before(("kolom", 1))[1] == 1


def test_only_harmless_texts_are_remembered() -> None:
    judged: list[str] = []

    def says_nothing(text: str) -> bool:
        judged.append(text)
        return "rahasia" not in text

    column = ("judul kolom uji", "rahasia", 3.0)
    assert suspects(column, says_nothing) == frozenset({"rahasia"})
    assert suspects(column, says_nothing) == frozenset({"rahasia"})
    assert sorted(judged) == ["judul kolom uji", "rahasia", "rahasia"]
    assert suspects(("judul kolom uji",), says_nothing) is None
    assert suspects((3201011234560001.0,), says_nothing) == frozenset()
