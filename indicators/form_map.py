"""Which question of a cycle's form is which of the next: same, changed, new, gone.

The mapping is data, typed by people on a sheet that starts with a proposal. It says what carries
over: the evidence of a `same` question as it is, that of a `changed` one to be checked again,
nothing for `new`, and what was earned on a `gone` question stays with its own cycle. Numbers of
questions move between cycles (9 and 10 are swapped on some forms): the proposal goes by name.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import pandas as pd

from indicators.codes import CARRIED
from indicators.codes import FORM_RELATIONS as RELATIONS
from indicators.instrument import Instrument, Question

COLUMNS: Final = (
    "from_instrument", "from_indicator", "from_question", "to_instrument", "to_indicator",
    "to_question", "relation",
)  # fmt: skip
"""`from_*` is empty for `new`, `to_*` for `gone`."""
PROBLEMS: Final = (
    "unknown_relation", "unknown_question", "mapped_twice", "not_mapped", "side_missing",
    "side_not_empty",
)  # fmt: skip


@dataclass(frozen=True)
class MapProblem:
    """What is wrong with a row of a mapping: `row` is its position, None for a question missing.

    `side` is `from` or `to`, the side of the mapping that is meant; empty for the relation.
    """

    kind: str
    row: int | None
    item: str
    side: str = ""


def proposed(old: Instrument, new: Instrument) -> pd.DataFrame:
    """COLUMNS: a first mapping of all questions of both forms, to be confirmed by people.

    `same`: the same wording (case, spaces and punctuation aside) under a row of the same name and
    the same maximum. `changed`: the same wording with another maximum or under another row, or,
    among what is left, the same code under a row of the same name. The rest is new or gone. A
    question whose wording is not known is never matched by wording.
    """
    rows = {form.instrument_id: _row_names(form) for form in (old, new)}
    left = list(old.questions)
    open_ = list(new.questions)
    pairs: list[tuple[Question, Question]] = []
    for same_row, by_code in ((True, False), (False, False), (True, True)):
        found = _matches(left, open_, rows[old.instrument_id], rows[new.instrument_id],
                         same_row=same_row, by_code=by_code)  # fmt: skip
        pairs += found
        left = [one for one in left if all(one is not pair[0] for pair in found)]
        open_ = [one for one in open_ if all(one is not pair[1] for pair in found)]
    told = {id(theirs): mine for mine, theirs in pairs}
    records = [_record(old, new, told.get(id(one)), one, rows) for one in new.questions] + [
        _record(old, new, one, None, rows) for one in left
    ]
    return pd.DataFrame(records, columns=list(COLUMNS))


def problems(mapping: pd.DataFrame, old: Instrument, new: Instrument) -> Iterator[MapProblem]:
    """Everything that keeps `mapping` from saying what each question of both forms became."""
    sides = {
        "from": {(one.indicator, one.question) for one in old.questions},
        "to": {(one.indicator, one.question) for one in new.questions},
    }
    empty_for = {"from": "new", "to": "gone"}
    seen: dict[str, Counter[tuple[str, str]]] = {"from": Counter(), "to": Counter()}
    for place, row in enumerate(mapping.to_dict("records")):
        relation = row["relation"]
        if relation not in RELATIONS:
            yield MapProblem("unknown_relation", place, str(relation))
            continue
        for side, known in sides.items():
            item = _item(row[f"{side}_indicator"], row[f"{side}_question"])
            if relation == empty_for[side]:
                if item is not None:
                    yield MapProblem("side_not_empty", place, "/".join(item), side)
            elif item is None:
                yield MapProblem("side_missing", place, side, side)
            elif item not in known:
                yield MapProblem("unknown_question", place, "/".join(item), side)
            else:
                seen[side][item] += 1
                if seen[side][item] == 2:
                    yield MapProblem("mapped_twice", place, "/".join(item), side)
    for side, known in sides.items():
        for item in sorted(known - set(seen[side])):
            yield MapProblem("not_mapped", None, "/".join(item), side)


def carry(rows: pd.DataFrame, mapping: pd.DataFrame) -> pd.DataFrame:
    """`rows` (instrument_id, indicator, question, ...) as the next cycle's, with `relation`.

    Only questions that are `same` or `changed`; `carried_from` names where each came from
    ("kla_2024 1/2a").
    """
    going = mapping[mapping["relation"].isin(CARRIED)]
    old_key = ["from_instrument", "from_indicator", "from_question"]
    both = rows.merge(
        going, left_on=["instrument_id", "indicator", "question"], right_on=old_key, how="inner"
    )
    came = both["from_instrument"] + " " + both["from_indicator"] + "/" + both["from_question"]
    out = both.assign(
        carried_from=came,
        instrument_id=both["to_instrument"],
        indicator=both["to_indicator"],
        question=both["to_question"],
    )
    return out[[*rows.columns, "relation", "carried_from"]].reset_index(drop=True)


def counts(mapping: pd.DataFrame) -> dict[str, int]:
    """How many questions have each relation, in the order of RELATIONS."""
    told = mapping["relation"].value_counts()
    return {name: int(told.get(name, 0)) for name in RELATIONS}


def same_name(text: str) -> str:
    """A title brought to letters and digits in lower case: what two forms must share."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return " ".join(re.findall(r"[a-z0-9]+", plain.lower()))


def _row_names(form: Instrument) -> dict[str, str]:
    return {row.indicator: same_name(row.title.id) for row in form.indicators}


def _matches(
    left: list[Question], open_: list[Question], old_rows: dict[str, str],
    new_rows: dict[str, str], *, same_row: bool, by_code: bool,
) -> list[tuple[Question, Question]]:  # fmt: skip
    """Pairs that share a key which is unique on both sides."""

    def key(one: Question, rows: dict[str, str]) -> tuple[str, ...] | None:
        row = rows.get(one.indicator, one.indicator) if same_row else ""
        if by_code:
            return row, one.question
        return (row, same_name(one.title.id)) if one.text_known else None

    mine = [(key(one, old_rows), one) for one in left]
    theirs = [(key(one, new_rows), one) for one in open_]
    often = Counter(k for k, _ in mine), Counter(k for k, _ in theirs)
    unique = {k: one for k, one in theirs if k is not None and often[1][k] == 1}
    return [(one, unique[k]) for k, one in mine if k in unique and often[0][k] == 1]


def _record(
    old: Instrument, new: Instrument, mine: Question | None, theirs: Question | None,
    rows: dict[str, dict[str, str]],
) -> tuple[str | None, ...]:  # fmt: skip
    came = (old.instrument_id, mine.indicator, mine.question) if mine else (None, None, None)
    went = (new.instrument_id, theirs.indicator, theirs.question) if theirs else (None, None, None)
    if mine is None or theirs is None:
        relation = "gone" if theirs is None else "new"
    else:
        is_same = (
            same_name(mine.title.id) == same_name(theirs.title.id)
            and mine.text_known
            and theirs.text_known
            and mine.max_score == theirs.max_score
            and rows[old.instrument_id].get(mine.indicator)
            == rows[new.instrument_id].get(theirs.indicator)
        )
        relation = "same" if is_same else "changed"
    return (*came, *went, relation)


def _item(indicator: object, question: object) -> tuple[str, str] | None:
    if pd.isna(indicator) or pd.isna(question):  # type: ignore[call-overload]
        return None
    return str(indicator), str(question)
