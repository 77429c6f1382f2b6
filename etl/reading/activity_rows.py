"""What rows of an action plan name that nobody knows: budget lines of the form, supporting offices.

Both are warnings: the activity stands, but the sheet of budget lines and the sums by office would
pass it over in silence.
"""

from __future__ import annotations

from collections.abc import Sequence

from etl.issues import Problem
from etl.reading.draft import Draft
from etl.reading.items import same_item
from etl.reading.recognise import Heading
from indicators import plan_sums


def check_activities(draft: Draft, known: Sequence[Heading]) -> None:
    """Say which budget lines and supporting offices of the rows are not known."""
    for heading in known:
        if heading.column is None or heading.column.to not in draft.fields:
            continue
        field = heading.column.to
        if field == "budget_question":
            draft.report(_lines(draft), heading.index, heading.text, heading.text)
        elif field == "support":
            draft.report(_offices(draft), heading.index, heading.text, heading.text)


def _lines(draft: Draft) -> dict[int, Problem]:
    forms = draft.context.catalogue.instruments
    asked = {
        name: [one.question for one in form.questions if one.evidence == plan_sums.BUDGET]
        for name, form in forms.items()
    }
    found = {}
    rows = zip(draft.column("instrument_id"), draft.column("budget_question"), strict=True)
    for entry, (form, line) in enumerate(rows):
        lines = asked.get(form, [])
        if line and lines and same_item(line) not in map(same_item, lines):
            facts = {"first": lines[0], "last": lines[-1]}
            found[entry] = Problem("activity_unknown_line", facts)
    return found


def _offices(draft: Draft) -> dict[int, Problem]:
    catalogue = draft.context.catalogue
    found = {}
    for entry, text in enumerate(draft.column("support")):
        named = [part.strip() for part in (text or "").split(";")]
        strange = [one for one in named if one and catalogue.office_named(one) is None]
        if strange:
            found[entry] = Problem("activity_unknown_office", {"names": "; ".join(strange)})
    return found
