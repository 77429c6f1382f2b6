from __future__ import annotations

import datetime

import pytest

from indicators import evidence, wording_evidence

TODAY = datetime.date(2026, 5, 1)


def sentence(language: str, **facts: object) -> str:
    plain: dict[str, object] = {
        "questions": 274, "ready": 43, "not_stated": 0, "overdue": 0, "at_stake": None,
        "closes": None, "today": TODAY,
    }  # fmt: skip
    return wording_evidence.register_sentence(language, **{**plain, **facts})  # type: ignore[arg-type]


def test_what_is_not_known_goes_unsaid_but_the_close() -> None:
    assert sentence("id") == (
        "Bukti 43 dari 274 pertanyaan sudah siap. Hari penutupan formulir belum dicatat."
    )


def test_everything_is_said_in_both_languages() -> None:
    facts = {"not_stated": 54, "overdue": 1, "at_stake": 186.28,
             "closes": datetime.date(2026, 5, 31)}  # fmt: skip
    assert sentence("id", **facts) == (
        "Bukti 43 dari 274 pertanyaan sudah siap. 186,28 poin yang belum diraih menunggu bukti. "
        "Tentang 54 pertanyaan belum ada pernyataan dari perangkat daerah mana pun. 1 pertanyaan "
        "lewat tenggat. Formulir ditutup pada 31 Mei 2026, 30 hari lagi."
    )
    english = sentence("en", **facts)
    assert "186.28 points not yet earned wait for evidence." in english
    assert "1 question past the due date." in english
    assert english.endswith("The form closes on 31 May 2026, in 30 days.")


@pytest.mark.parametrize(
    ("days", "id_", "en"),
    [
        (0, "hari ini", "today"),
        (1, "1 hari lagi", "1 day"),
        (12, "12 hari lagi", "12 days"),
        (-1, "lewat 1 hari", "1 day late"),
        (-12, "lewat 12 hari", "12 days late"),
        (float("nan"), "–", "–"),
    ],
)
def test_days_left(days: float, id_: str, en: str) -> None:
    assert wording_evidence.left(days, "id") == id_
    assert wording_evidence.left(days, "en") == en


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_code_has_its_words(language: str) -> None:
    for code in evidence.URGENCIES:
        assert wording_evidence.urgency(code, language)
    for code in evidence.PROBLEMS:
        assert wording_evidence.problem(code, language)
    for code in ("bukti", "capaian", "campuran"):
        assert wording_evidence.changes(code, language)


def test_why_offices_add_up_to_more() -> None:
    told = wording_evidence.shared_sentence("id", offices=538.03, whole=186.28, shared=137.93)
    assert "berjumlah 538,03, sedangkan formulir 186,28; 137,93 di antaranya" in told
