"""The evidence register: how far the documents of every question are, and what waits for them.

A row of the register is one document of one office for one question. Nothing here knows what day
it is: `today` and the day the form closes (`closes`, None where nobody said it) are told. A
question without a row is not known to lack its evidence: `is_stated` is false there and its points
count as waiting. A row may be carried over from the form before (`relation`): of a question that
changed it is not ready until somebody looked at it again.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Final, NamedTuple

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
URGENCIES: Final = ("ready", "overdue", "week", "month", "later", "undated")
PROBLEMS: Final = (
    "due_after_close", "issued_later", "valid_before_issued", "uploaded_without_link",
    "complete_without_date",
)  # fmt: skip
"""What a row says against itself, in the order they are asked."""
NO_OFFICE: Final = "tidak_disebut"
"""Stands for the office of questions that name none."""
FINAL_FIRST: Final = (
    "akhir", "verifikasi_lapangan", "verifikasi_administrasi", "mandiri", "tidak_dinyatakan",
)  # fmt: skip
"""Stages of an assessment, the one that says most first."""
QUESTION: Final = ["indicator", "question"]
_WEEK, _MONTH = 7, 30


def _day(day: datetime.date | None) -> pd.Timestamp:
    return pd.to_datetime(pd.Series([day])).iloc[0]


def as_carried(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of an earlier form as they stand under the next: uploaded is complete, nothing due."""
    told = rows["evidence_status"]
    none_due = rows["due"].where(pd.Series(False, index=rows.index))
    return rows.assign(evidence_status=told.mask(told == "sudah_diunggah", "lengkap"), due=none_due)


def latest(points: pd.DataFrame) -> pd.DataFrame:
    """Of points by question the rows of one assessment: the latest year, the most final stage.

    Needs printed_year, stage and publication_id.
    """
    stage = points["stage"].map({name: place for place, name in enumerate(FINAL_FIRST)})
    order = points.assign(_stage=stage).sort_values(
        ["printed_year", "_stage", "publication_id"], ascending=[False, True, False]
    )
    one = ["printed_year", "stage", "publication_id"]
    return points.merge(order[one].head(1), on=one)


def documents(
    register: pd.DataFrame, closes: datetime.date | None, today: datetime.date
) -> pd.DataFrame:
    """The register with what follows from its days, row by row.

    Needs evidence_status, valid_until and due. Adds `state` (the status, or `kedaluwarsa` where
    the document ends before the form closes; what a verifier said stands), `is_ready`, `deadline`
    (the day it is due, at the latest the close), `days_left` (negative when past) and `urgency`
    (one of URGENCIES; without a due date and without a close nothing is counted down to). Where
    the column `relation` says `changed`, nothing is ready. ValueError for a status not in STATUSES.
    """
    told = register["evidence_status"]
    strange = sorted(set(told) - set(STATUSES))
    if strange:
        raise ValueError(f"no evidence status is called {', '.join(map(str, strange))}")
    end = _day(closes)
    ends_before = pd.to_datetime(register["valid_until"]) < end
    state = told.mask(ends_before & told.isin(EXPIRES), "kedaluwarsa")
    due = pd.to_datetime(register["due"])
    deadline = due.where(~(due > end), end).fillna(end)
    days = (deadline - pd.Timestamp(today)).dt.days
    ready = state.isin(READY)
    if "relation" in register.columns:
        ready &= register["relation"] != "changed"
    return register.assign(
        state=state, is_ready=ready, deadline=deadline, days_left=days,
        urgency=_urgency(days, ready),
    )  # fmt: skip


def _urgency(days: pd.Series, ready: pd.Series) -> pd.Series:
    """One of URGENCIES: past, within a week, within 30 days, later; nothing presses when ready."""
    found = pd.Series("later", index=days.index, dtype=object).mask(days.isna(), "undated")
    for limit, name in ((_MONTH, "month"), (_WEEK, "week"), (-1, "overdue")):
        found = found.mask(days <= limit, name)
    return found.mask(ready, "ready")


def questions(
    form: pd.DataFrame, register: pd.DataFrame, closes: datetime.date | None, today: datetime.date
) -> pd.DataFrame:
    """Every question of the form with the state of its evidence and the points that wait for it.

    `form`, one row a question: indicator, question, offices (ids separated by '; ', or empty),
    and, where a score is loaded, score and open (points earned, not yet earned). Adds `is_stated`,
    `documents`, `not_ready` (documents), `state`, `is_ready`, `to_check` (carried over from a
    question that changed), `carried_from`, `deadline`, `days_left`, `urgency`, `at_stake`
    (points not yet earned that wait for evidence, NaN without a score) and `at_risk` (points
    earned before whose evidence is not ready now).

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
    asked["to_check"] = asked["to_check"].eq(True)
    end = _day(closes)
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
    if "relation" not in known.columns:
        known = known.assign(relation=None, carried_from=None)
    columns = ["office", "state", "is_ready", "deadline", "relation", "carried_from"]
    groups: dict[tuple[str, str], list[Document]] = {}
    for *key, office, state, ready, deadline, relation, came in known[
        [*QUESTION, *columns]
    ].itertuples(index=False, name=None):
        told = Document(
            office if isinstance(office, str) else NO_OFFICE, state, bool(ready), deadline,
            relation == "changed", came if isinstance(came, str) else "",
        )  # fmt: skip
        groups.setdefault((key[0], key[1]), []).append(told)
    rows = [[*key, *_together(group)] for key, group in groups.items()]
    return pd.DataFrame(
        rows,
        columns=[
            *QUESTION, "documents", "not_ready", "state", "is_ready", "deadline", "to_check",
            "carried_from",
        ],
    )  # fmt: skip


class Document(NamedTuple):
    """One document of a question, as far as the state of the question depends on it."""

    office: str
    state: str
    is_ready: bool
    deadline: pd.Timestamp
    is_changed: bool
    carried_from: str


def _together(group: Sequence[Document]) -> tuple[object, ...]:
    """Documents, those not ready, state, whether ready, deadline, whether to check, origin."""
    done = {one.office: True for one in group}
    begun = dict.fromkeys(done, False)
    for one in group:
        done[one.office] &= one.is_ready
        begun[one.office] |= one.state != "belum_ada"
    ready = any(done.values()) and all(done[name] or not begun[name] for name in done)
    counts = [one for one in group if begun[one.office]] if ready else group
    waiting = [one for one in counts if not one.is_ready]
    days = [one.deadline for one in waiting or counts if not pd.isna(one.deadline)]
    came = "; ".join(dict.fromkeys(filter(None, (one.carried_from for one in group))))
    return (
        len(group), len(waiting), min((one.state for one in counts), key=WORST_FIRST.index), ready,
        min(days, default=pd.NaT), any(one.is_changed for one in group), came or None,
    )  # fmt: skip


def offices(asked: pd.DataFrame) -> pd.DataFrame:
    """The frame of `questions` by office, one row an office, the whole last (`semua`).

    Columns: office, questions, shared (of them named for other offices too), not_stated, ready,
    waiting, waiting_shared, waiting_own, overdue, deadline (the nearest of what is not ready),
    days_left, at_stake, at_stake_shared, at_stake_own (not shared), at_risk. A question of
    several offices stands whole under each of them and once in `semua`, so that offices add up to
    more than the whole; NO_OFFICE holds those that name none.
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
        "waiting": len(waiting),
        "waiting_shared": int(waiting["is_shared"].sum()),
        "waiting_own": int((~waiting["is_shared"]).sum()),
        "overdue": int((own["urgency"] == "overdue").sum()),
        "deadline": waiting["deadline"].min(),
        "days_left": waiting["days_left"].min(),
        "at_stake": float(own["at_stake"].sum(min_count=1)),
        "at_stake_shared": float(own.loc[own["is_shared"], "at_stake"].sum()),
        "at_stake_own": float(own.loc[~own["is_shared"], "at_stake"].sum()),
        "at_risk": float(own["at_risk"].sum(min_count=1)),
    }


def waiting_by(asked: pd.DataFrame, column: str, order: Sequence[str]) -> pd.DataFrame:
    """Questions that are not ready by the codes of `column`, in the `order` given.

    Columns: `column`, questions, at_stake (NaN without a score); codes without any are left out.
    """
    waiting = asked[~asked["is_ready"]]
    rows = [
        {
            column: code,
            "questions": len(own),
            "at_stake": float(own["at_stake"].sum(min_count=1)),
        }
        for code in order
        if len(own := waiting[waiting[column] == code])
    ]
    return pd.DataFrame(rows, columns=[column, "questions", "at_stake"])


def held_by(asked: pd.DataFrame, register: pd.DataFrame, office: str) -> pd.Series[bool]:
    """Whether the form names `office` (NO_OFFICE: nobody), or the office holds a document."""
    named = asked["offices"].fillna("").str.split(r"\s*;\s*", regex=True)
    if office == NO_OFFICE:
        return named.map(lambda names: not any(names)).astype(bool)
    own = register.loc[register["office"] == office, QUESTION]
    holds = pd.MultiIndex.from_frame(asked[QUESTION]).isin(pd.MultiIndex.from_frame(own))
    return named.map(lambda names: office in names).astype(bool) | holds


def missing(asked: pd.DataFrame) -> pd.DataFrame:
    """The questions that are not ready, most pressing first.

    By deadline, then by points at stake (where no score is loaded by `max_score`, when the frame
    has it), then in the order given; questions whose wording is not
    known (`text_known` false) come after all others, whatever they bring.
    """
    waiting = asked[~asked["is_ready"]]
    lost = pd.Series(False, index=waiting.index)
    if "text_known" in waiting.columns:
        lost = ~waiting["text_known"].astype(bool)
    points = waiting["at_stake"]
    if "max_score" in waiting.columns and points.isna().all():
        points = waiting["max_score"].astype(float)
    order = waiting.assign(_lost=lost, _points=-points.fillna(0.0))
    order = order.sort_values(["_lost", "deadline", "_points"], kind="stable")
    return order.drop(columns=["_lost", "_points"])


def contradictions(
    register: pd.DataFrame, closes: datetime.date | None, today: datetime.date | None
) -> pd.DataFrame:
    """What rows of the register say against themselves: its index as `row`, and `problem`.

    One row a problem (PROBLEMS): due after the form closes, issued on a day to come, ending before
    it was issued, uploaded without a link, complete without a date. What needs `closes` or `today`
    is not asked where that is None.
    """
    day = {name: pd.to_datetime(register[name]) for name in ("due", "issued", "valid_until")}
    status = register["evidence_status"]
    found = {
        "due_after_close": day["due"] > _day(closes),
        "issued_later": day["issued"] > _day(today),
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
