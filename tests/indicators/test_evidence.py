from __future__ import annotations

import datetime
from typing import Any

import pandas as pd
import pytest

from indicators import evidence

CLOSES = datetime.date(2026, 6, 30)
TODAY = datetime.date(2026, 6, 1)
FORM = pd.DataFrame(
    [
        ("1", "1", "bagian_hukum; dp3a", 6.0, 6.0, True),
        ("1", "3a", "bappeda; dp3a", 0.0, 2.0, True),
        ("2", "1", "dp3a", 3.0, 0.0, True),
        ("5", "2", "", 1.0, 4.0, False),
    ],
    columns=["indicator", "question", "offices", "score", "open", "text_known"],
)


def register(*rows: dict[str, Any]) -> pd.DataFrame:
    plain = {
        "indicator": "1", "question": "1", "office": "dp3a", "document": "1",
        "evidence_status": "lengkap", "issued": datetime.date(2024, 1, 2), "valid_until": None,
        "due": None, "link": None,
    }  # fmt: skip
    return pd.DataFrame([{**plain, **row} for row in rows], columns=list(plain))


def asked(*rows: dict[str, Any], form: pd.DataFrame = FORM) -> pd.DataFrame:
    found = evidence.questions(form, register(*rows), CLOSES, TODAY)
    return found.set_index(["indicator", "question"])


@pytest.mark.parametrize(
    ("status", "until", "state", "ready"),
    [
        ("lengkap", None, "lengkap", True),
        ("sudah_diunggah", datetime.date(2026, 6, 30), "sudah_diunggah", True),
        ("sudah_diunggah", datetime.date(2026, 6, 29), "kedaluwarsa", False),
        ("ditolak", datetime.date(2025, 1, 1), "ditolak", False),
        ("disusun", datetime.date(2025, 1, 1), "disusun", False),
        ("menunggu_tanda_tangan", None, "menunggu_tanda_tangan", False),
    ],
)
def test_a_document_that_ends_before_the_form_closes_is_expired(
    status: str, until: datetime.date | None, state: str, ready: bool
) -> None:
    one = evidence.documents(
        register({"evidence_status": status, "valid_until": until}), CLOSES, TODAY
    ).iloc[0]
    assert (one["state"], bool(one["is_ready"])) == (state, ready)


@pytest.mark.parametrize(
    ("due", "days", "urgency"),
    [
        (datetime.date(2026, 5, 31), -1, "overdue"),
        (TODAY, 0, "week"),
        (datetime.date(2026, 6, 8), 7, "week"),
        (datetime.date(2026, 6, 9), 8, "month"),
        (None, 29, "month"),
        (datetime.date(2026, 12, 1), 29, "month"),
    ],
)
def test_days_left_end_with_the_form(due: datetime.date | None, days: int, urgency: str) -> None:
    told = register({"evidence_status": "disusun", "due": due})
    one = evidence.documents(told, CLOSES, TODAY).iloc[0]
    assert (one["days_left"], one["urgency"]) == (days, urgency)


def test_an_unknown_status_is_refused() -> None:
    with pytest.raises(ValueError, match="hilang"):
        evidence.documents(register({"evidence_status": "hilang"}), CLOSES, TODAY)


def test_a_question_nobody_spoke_of_waits_and_says_so() -> None:
    found = asked()
    assert not found["is_stated"].any()
    assert not found["is_ready"].any()
    assert found["at_stake"].tolist() == [6.0, 2.0, 0.0, 4.0]
    assert found["at_risk"].tolist() == [0.0, 0.0, 0.0, 0.0]
    assert found["days_left"].tolist() == [29, 29, 29, 29]


def test_what_one_office_holds_is_not_taken_by_another_without() -> None:
    found = asked({}, {"office": "bagian_hukum", "evidence_status": "belum_ada", "issued": None})
    assert bool(found.loc[("1", "1"), "is_ready"])
    assert found.loc[("1", "1"), "state"] == "lengkap"
    assert found.loc[("1", "1"), "at_stake"] == 0


def test_a_document_begun_elsewhere_keeps_the_question_open() -> None:
    found = asked({}, {"office": "bagian_hukum", "evidence_status": "disusun"})
    assert not bool(found.loc[("1", "1"), "is_ready"])
    assert found.loc[("1", "1"), "state"] == "disusun"


def test_all_documents_of_an_office_are_needed() -> None:
    found = asked({}, {"document": "2", "evidence_status": "belum_ada"})
    assert not bool(found.loc[("1", "1"), "is_ready"])
    assert (found.loc[("1", "1"), "documents"], found.loc[("1", "1"), "not_ready"]) == (2, 1)


def test_points_earned_whose_evidence_expired_are_at_risk() -> None:
    found = asked({"valid_until": datetime.date(2026, 1, 1)})
    assert found.loc[("1", "1"), "at_risk"] == 6.0
    assert found.loc[("1", "1"), "at_stake"] == 6.0


def test_without_a_score_points_are_not_known() -> None:
    bare = FORM.drop(columns=["score", "open"])
    found = asked({}, form=bare)
    assert found["at_stake"].isna().all()
    assert evidence.offices(found.reset_index())["at_stake"].isna().all()


def test_offices_share_questions_and_the_whole_counts_them_once() -> None:
    found = evidence.offices(asked().reset_index()).set_index("office")
    assert found.loc["dp3a", "questions"] == 3
    assert found.loc["dp3a", "at_stake"] == 8.0
    assert found.loc["dp3a", "at_stake_shared"] == 8.0
    assert found.loc["bappeda", "at_stake"] == 2.0
    assert found.loc[evidence.NO_OFFICE, "at_stake"] == 4.0
    assert found.loc["semua", ["questions", "shared", "at_stake"]].tolist() == [4, 2, 12.0]
    assert found.index.tolist()[-2:] == [evidence.NO_OFFICE, "semua"]
    assert found.index[0] == "dp3a"


def test_an_unknown_wording_never_heads_the_list() -> None:
    early = {
        "indicator": "5", "question": "2", "office": "diskominfo", "evidence_status": "disusun",
        "due": datetime.date(2026, 5, 1),
    }  # fmt: skip
    found = evidence.missing(asked(early).reset_index())
    keys = list(zip(found["indicator"], found["question"], strict=True))
    assert keys == [("1", "1"), ("1", "3a"), ("2", "1"), ("5", "2")]


def test_without_scores_the_larger_maximum_comes_first() -> None:
    form = pd.DataFrame(
        {"indicator": ["1", "6"], "question": ["2l", "3"], "offices": ["dp3a", "dp3a"],
         "max_score": [1.0, 21.0]}
    )  # fmt: skip
    found = evidence.missing(evidence.questions(form, register().iloc[:0], CLOSES, TODAY))
    assert found["indicator"].tolist() == ["6", "1"]


def test_what_a_row_says_against_itself() -> None:
    rows = register(
        {"due": datetime.date(2026, 7, 1)},
        {"issued": datetime.date(2026, 6, 2)},
        {"valid_until": datetime.date(2023, 1, 1)},
        {"evidence_status": "sudah_diunggah"},
        {"issued": None},
        {"evidence_status": "belum_ada", "issued": None},
    )
    found = evidence.contradictions(rows, CLOSES, TODAY)
    assert found["row"].tolist() == [0, 1, 2, 3, 4]
    assert found["problem"].tolist() == list(evidence.PROBLEMS)


def test_the_statuses_are_those_of_the_register() -> None:
    assert sorted(evidence.WORST_FIRST) == sorted(evidence.STATUSES)
    assert set(evidence.READY) < set(evidence.STATUSES)


def test_an_empty_register_and_an_empty_form_hold() -> None:
    assert evidence.documents(register(), CLOSES, TODAY).empty
    assert asked(form=FORM.iloc[:0]).empty
    assert evidence.offices(asked(form=FORM.iloc[:0]).reset_index())["questions"].tolist() == [0]


def test_without_a_close_nothing_is_counted_down_to_but_due_dates() -> None:
    rows = register(
        {"evidence_status": "disusun"},
        {"evidence_status": "disusun", "due": datetime.date(2026, 6, 8)},
        {"valid_until": datetime.date(2020, 1, 1)},
    )
    told = evidence.documents(rows, None, TODAY)
    assert told["urgency"].tolist() == ["undated", "week", "ready"]
    assert told["days_left"].isna().tolist() == [True, False, True]
    assert evidence.contradictions(rows, None, TODAY)["problem"].tolist() == ["valid_before_issued"]


def test_what_carries_over_from_a_changed_question_is_looked_at_again() -> None:
    rows = evidence.as_carried(
        register(
            {"evidence_status": "sudah_diunggah", "due": datetime.date(2024, 5, 1)},
            {"indicator": "2", "evidence_status": "sudah_diunggah"},
        )
    ).assign(relation=["same", "changed"], carried_from=["kla_2024 1/1", "kla_2024 2/1"])
    assert set(rows["evidence_status"]) == {"lengkap"}
    assert rows["due"].isna().all()
    found = evidence.questions(FORM, rows, CLOSES, TODAY).set_index(evidence.QUESTION)
    assert found.loc[("1", "1"), ["is_ready", "to_check"]].tolist() == [True, False]
    assert found.loc[("2", "1"), ["is_ready", "to_check"]].tolist() == [False, True]
    assert found.loc[("2", "1"), "carried_from"] == "kla_2024 2/1"


def test_points_are_of_the_latest_year_and_the_most_final_stage() -> None:
    points = pd.DataFrame(
        [(2024, "akhir", "a", 1.0), (2025, "mandiri", "b", 2.0),
         (2025, "verifikasi_administrasi", "c", 3.0)],
        columns=["printed_year", "stage", "publication_id", "open"],
    )  # fmt: skip
    assert evidence.latest(points)["open"].tolist() == [3.0]
    assert evidence.latest(points.head(0)).empty


def test_what_waits_adds_up_by_any_code_and_offices_split_their_part() -> None:
    found = evidence.questions(FORM, register({}), CLOSES, TODAY).assign(kind="bukti")
    by_kind = evidence.waiting_by(found, "kind", ["bukti", "capaian"])
    assert by_kind.to_numpy().tolist() == [["bukti", 3, 6.0]]
    offices = evidence.offices(found).set_index("office")
    assert offices.loc["dp3a", ["waiting", "waiting_own", "waiting_shared"]].tolist() == [2, 1, 1]
    assert offices.loc["dp3a", ["at_stake_own", "at_stake_shared"]].tolist() == [0.0, 2.0]
    assert (offices["at_stake_own"] + offices["at_stake_shared"] == offices["at_stake"]).all()


def test_an_office_has_what_the_form_gives_it_and_what_it_holds() -> None:
    held = register({"indicator": "2", "question": "1", "office": "bappeda"})
    own = FORM[evidence.held_by(FORM, held, "bappeda")]
    assert own[evidence.QUESTION].to_numpy().tolist() == [["1", "3a"], ["2", "1"]]
    nobody = FORM[evidence.held_by(FORM, held, evidence.NO_OFFICE)]
    assert nobody[evidence.QUESTION].to_numpy().tolist() == [["5", "2"]]
