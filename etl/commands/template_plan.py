"""`python -m etl template rad`: the action plan of a region, filled with what is loaded."""

from __future__ import annotations

from etl.books import plan_known
from etl.books.plan import Plan
from etl.books.plan_book import write_plan_book
from etl.commands import filled
from etl.commands.filled import Asked
from etl.commands.printing import stop
from indicators.catalogue import Catalogue
from indicators.instrument import Instrument

REGENCIES = ("kabupaten", "kota")


def write(asked: Asked) -> None:
    """Write the workbook of one plan; ends the command (2) for what is no plan of a regency."""
    path = filled.workbook_path(asked)
    known = filled.context(asked)
    region = filled.region(asked, known)
    if region.kind not in REGENCIES:
        stop(
            f"Formulir KLA dinilai per kabupaten/kota, bukan {region.name}. / "
            "The form is about kabupaten and kota.",
            2,
        )
    try:
        years = plan_known.years_of(asked.period)
    except ValueError:
        stop(
            "Tambahkan --period tahun pertama-terakhir, misalnya 2025-2029. / "
            "Add --period first-last year, e.g. 2025-2029.",
            2,
        )
    period = f"{years[0]}-{years[-1]}"
    frames = filled.loaded(asked, *plan_known.TABLES)
    form = _form(asked, frames, period, known.catalogue)
    year = min(max(asked.day.year, years[0]), years[-1])
    plan = Plan(region.code, form, tuple(years), year)
    said = plan_known.publication(frames, region, period, asked.day)
    write_plan_book(path, plan, plan_known.known(frames, plan, known.catalogue), said, known)
    print(path)


def _form(asked: Asked, frames: plan_known.Frames, period: str, catalogue: Catalogue) -> Instrument:
    """The form asked for, else the plan's own or the newest; ends the command (2) without one."""
    asking = [name for name, form in catalogue.instruments.items() if form.questions]
    if asked.form and asked.form not in asking:
        told = f"Formulir dengan pertanyaan / forms with questions: {', '.join(asking)}"
        stop(told, 2)
    if asked.form:
        return catalogue.instruments[asked.form]
    form = plan_known.form_of(frames, asked.region, period, catalogue)
    if form is None:
        stop("Tidak ada formulir dengan pertanyaan. / No form has questions.", 2)
    return form
