"""The evidence register: how far the documents of every question are, and what waits for them.

A row of the register is one document of one office for one question. Nothing here knows what day
it is: `today` and the day the form closes (`closes`) are told. A question without a row is not
known to lack its evidence: `is_stated` is false there and its points count as waiting.
"""

from __future__ import annotations

import datetime
from typing import Final

import pandas as pd

from indicators import codes

STATUSES: Final = (
    "belum_ada", "disusun", "menunggu_tanda_tangan", "lengkap", "sudah_diunggah",
    "perlu_perbaikan", "ditolak", "kedaluwarsa",
)  # fmt: skip
"""What an office or a verifier says of a document."""
READY: Final = ("lengkap", "sudah_diunggah")
"""A document that can be handed in, or is."""
WORST_FIRST: Final = (
    "ditolak", "kedaluwarsa", "perlu_perbaikan", "belum_ada", "disusun", "menunggu_tanda_tangan",
    "lengkap", "sudah_diunggah",
)  # fmt: skip
"""The state of several documents is the first of these that one of them is in."""
EXPIRES: Final = ("menunggu_tanda_tangan", "lengkap", "sudah_diunggah")
"""States that a day of expiry before the close of the form turns into `kedaluwarsa`."""
URGENCIES: Final = ("ready", "overdue", "week", "month", "later")
PROBLEMS: Final = (
    "due_after_close", "issued_later", "valid_before_issued", "uploaded_without_link",
    "complete_without_date",
)  # fmt: skip
"""What a row says against itself, in the order they are asked."""
NO_OFFICE: Final = "tidak_disebut"
"""Stands for the office of questions that name none."""
QUESTION: Final = ["indicator", "question"]
_WEEK, _MONTH = 7, 30


def documents(register: pd.DataFrame, closes: datetime.date, today: datetime.date) -> pd.DataFrame:
    """The register with what follows from its days, row by row.

    Needs evidence_status, valid_until and due. Adds `state` (the status, or `kedaluwarsa` where
    the document ends before the form closes; what a verifier said stands), `is_ready`, `deadline`
    (the day it is due, at the latest the close), `days_left` (negative when past) and `urgency`
    (one of URGENCIES). ValueError for a status that is not in STATUSES.
    """
    told = register["evidence_status"]
    strange = sorted(set(told) - set(STATUSES))
    if strange:
        raise ValueError(f"no evidence status is called {', '.join(map(str, strange))}")
    end = pd.Timestamp(closes)
    ends_before = pd.to_datetime(register["valid_until"]) < end
    state = told.mask(ends_before & told.isin(EXPIRES), "kedaluwarsa")
    due = pd.to_datetime(register["due"]).fillna(end)
    deadline = due.where(due <= end, end)
    days = (deadline - pd.Timestamp(today)).dt.days
    ready = state.isin(READY)
    return register.assign(
        state=state, is_ready=ready, deadline=deadline, days_left=days,
        urgency=_urgency(days, ready),
    )  # fmt: skip


def _urgency(days: pd.Series, ready: pd.Series) -> pd.Series:
    """One of URGENCIES: past, within a week, within 30 days, later; nothing presses when ready."""
    found = pd.Series("later", index=days.index, dtype=object)
    for limit, name in ((_MONTH, "month"), (_WEEK, "week"), (-1, "overdue")):
        found = found.mask(days <= limit, name)
    return found.mask(ready, "ready")


def questions(
    form: pd.DataFrame, register: pd.DataFrame, closes: datetime.date, today: datetime.date
) -> pd.DataFrame:
    """Every question of the form with the state of its evidence and the points that wait for it.

    `form`, one row a question: indicator, question, offices (ids separated by '; ', or empty),
    and, where a score is loaded, score and open (points earned, not yet earned). Adds `is_stated`,
    `documents`, `not_ready` (documents), `state`, `is_ready`, `deadline`, `days_left`, `urgency`,
    `at_stake` (points not yet earned that wait for evidence, NaN without a score) and `at_risk`
    (points earned before whose evidence is not ready now).

    Ready is a question for which one office has all its documents ready and no other office has
    begun one that is not: `belum_ada` of one office takes nothing from what another holds.
    """
    known = documents(register, closes, today)
    asked = form.merge(
        _of_questions(known), on=QUESTION, how="left", validate="one_to_one", indicator="_told"
    )
    asked["is_stated"] = asked.pop("_told") == "both"
    asked["documents"] = asked["documents"].fillna(0).astype(int)
    asked["not_ready"] = asked["not_ready"].fillna(0).astype(int)
    asked["state"] = asked["state"].where(asked["is_stated"], "belum_ada")
    asked["is_ready"] = asked["is_ready"].eq(True)
    end = pd.Timestamp(closes)
    asked["deadline"] = pd.to_datetime(asked["deadline"]).fillna(end)
    asked["days_left"] = (asked["deadline"] - pd.Timestamp(today)).dt.days
    asked["urgency"] = _urgency(asked["days_left"], asked["is_ready"])
    waits = ~asked["is_ready"]
    for name, points in (("at_stake", "open"), ("at_risk", "score")):
        has = points in asked.columns
        told = asked[points].astype(float) if has else pd.Series(float("nan"), asked.index)
        asked[name] = told.where(waits | told.isna(), 0.0)
    asked["at_risk"] = asked["at_risk"].where(asked["is_stated"] | asked["at_risk"].isna(), 0.0)
    return asked


def _of_questions(known: pd.DataFrame) -> pd.DataFrame:
    """One row a question of the register: the states of its offices put together."""
    columns = [*QUESTION, "documents", "not_ready", "state", "is_ready", "deadline"]
    rows = []
    for key, group in known.groupby(QUESTION, sort=False):
        offices = group["office"].fillna(NO_OFFICE)
        done = group.groupby(offices)["is_ready"].all()
        begun = (group["state"] != "belum_ada").groupby(offices).any()
        ready = bool(done.any() and (done | ~begun).all())
        counts = group[offices.map(begun)] if ready else group
        waiting = counts[~counts["is_ready"]]
        state = min(counts["state"], key=WORST_FIRST.index)
        first = (waiting if len(waiting) else counts)["deadline"].min()
        rows.append([*key, len(group), int((~counts["is_ready"]).sum()), state, ready, first])
    return pd.DataFrame(rows, columns=columns)


def offices(asked: pd.DataFrame) -> pd.DataFrame:
    """The frame of `questions` by office, one row an office, the whole last (`semua`).

    Columns: office, questions, shared (of them named for other offices too), not_stated, ready,
    overdue, deadline (the nearest of what is not ready), days_left, at_stake, at_stake_shared,
    at_risk. A question of several offices stands whole under each of them and once in `semua`, so
    that offices add up to more than the whole; NO_OFFICE holds those that name none.
    """
    named = asked["offices"].fillna("").str.split(r"\s*;\s*", regex=True)
    listed = named.map(lambda names: [name for name in names if name] or [NO_OFFICE])
    many = asked.assign(office=listed, is_shared=listed.map(len) > 1)
    by_office = many.explode("office", ignore_index=True)
    rows = [_summary(str(name), own) for name, own in by_office.groupby("office", sort=False)]
    rows.sort(key=lambda row: (row["office"] == NO_OFFICE, -_points(row["at_stake"])))
    return pd.DataFrame([*rows, _summary(codes.ALL, many)])


def _points(value: object) -> float:
    return value if isinstance(value, float) and value == value else 0.0


def _summary(office: str, own: pd.DataFrame) -> dict[str, object]:
    waiting = own[~own["is_ready"]]
    return {
        "office": office,
        "questions": len(own),
        "shared": int(own["is_shared"].sum()),
        "not_stated": int((~own["is_stated"]).sum()),
        "ready": int(own["is_ready"].sum()),
        "overdue": int((own["urgency"] == "overdue").sum()),
        "deadline": waiting["deadline"].min(),
        "days_left": waiting["days_left"].min(),
        "at_stake": float(own["at_stake"].sum(min_count=1)),
        "at_stake_shared": float(own.loc[own["is_shared"], "at_stake"].sum()),
        "at_risk": float(own["at_risk"].sum(min_count=1)),
    }


def missing(asked: pd.DataFrame) -> pd.DataFrame:
    """The questions that are not ready, most pressing first.

    By deadline, then by points at stake, then in the order given; questions whose wording is not
    known (`text_known` false) come after all others, whatever they bring.
    """
    waiting = asked[~asked["is_ready"]]
    lost = pd.Series(False, index=waiting.index)
    if "text_known" in waiting.columns:
        lost = ~waiting["text_known"].astype(bool)
    order = waiting.assign(_lost=lost, _points=-waiting["at_stake"].fillna(0.0))
    order = order.sort_values(["_lost", "deadline", "_points"], kind="stable")
    return order.drop(columns=["_lost", "_points"])


def contradictions(
    register: pd.DataFrame, closes: datetime.date, today: datetime.date
) -> pd.DataFrame:
    """What rows of the register say against themselves: its index as `row`, and `problem`.

    One row a problem (PROBLEMS): due after the form closes, issued on a day to come, ending before
    it was issued, uploaded without a link, complete without a date.
    """
    day = {name: pd.to_datetime(register[name]) for name in ("due", "issued", "valid_until")}
    status = register["evidence_status"]
    found = {
        "due_after_close": day["due"] > pd.Timestamp(closes),
        "issued_later": day["issued"] > pd.Timestamp(today),
        "valid_before_issued": day["valid_until"] < day["issued"],
        "uploaded_without_link": (status == "sudah_diunggah") & register["link"].isna(),
        "complete_without_date": status.isin(READY) & day["issued"].isna(),
    }
    rows = [
        (row, problem)
        for row in register.index
        for problem in PROBLEMS
        if bool(found[problem].loc[row])
    ]
    return pd.DataFrame(rows, columns=["row", "problem"])
