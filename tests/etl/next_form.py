"""A made-up form of 2026 that follows the shipped one of 2024, and its mapping."""

from __future__ import annotations

from indicators import catalogue, form_map
from indicators.instrument import Instrument

OLD = catalogue.load().instruments["kla_2024"]


def next_form() -> Instrument:
    """A made-up form of 2026: 10 questions changed, 5 new, 3 gone, two maxima moved."""
    old = list(OLD.questions)
    places = [place for place, one in enumerate(old) if one.indicator in ("2", "3")][:10]
    for place in places:
        title = old[place].title.model_copy(update={"id": f"{old[place].title.id}, dua tahun"})
        old[place] = old[place].model_copy(update={"title": title})
    one, two = (place for place, q in enumerate(old) if q.indicator == "5" and q.max_score == 10)
    for place, most in ((one, 9.0), (two, 11.0)):
        old[place] = old[place].model_copy(update={"max_score": most})
    gone = {("6", "7"), ("8", "7"), ("20", "8")}
    kept = [one for one in old if (one.indicator, one.question) not in gone]
    for number, (row, question) in enumerate([*sorted(gone), ("2", "8"), ("2", "9")]):
        like = next(q for q in old if q.indicator == row)
        last = max(place for place, q in enumerate(kept) if q.indicator == row)
        most = next((q.max_score for q in old if (q.indicator, q.question) == (row, question)), 0.0)
        title = like.title.model_copy(update={"id": f"Pertanyaan baru {number}", "en": "New"})
        new = {"question": f"{question}n", "title": title, "max_score": most, "text_known": True}
        kept.insert(last + 1, like.model_copy(update=new))
    kept = [q.model_copy(update={"position": n}) for n, q in enumerate(kept, start=1)]
    head = {"instrument_id": "kla_2026", "cycle": "2025/26", "award_year": 2027, "data_year": None}
    return OLD.model_copy(update={**head, "questions": tuple(kept)})


NEXT = next_form()
MAPPING = form_map.proposed(OLD, NEXT)
