"""The action plan (RAD KLA) as sentences: what it holds, what it leaves open, what is loaded.

Values as in the tables plan_sum and plan_budget. Money and points are never called outcomes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import SupportsFloat

from indicators.numerals import number, percent
from indicators.wording_change import pick
from indicators.words import word


def rupiah(x: SupportsFloat, language: str) -> str:
    """Rp1.250.000 in full; ValueError for a missing number."""
    return f"Rp{number(x, language, 0)}"


def years(period: str) -> str:
    """A period of a plan as it is printed: 2025–2029."""
    return period.replace("-", "–")


def plan_sentence(
    language: str,
    *,
    region: str,
    period: str,
    year: int,
    lines: int,
    indicators: tuple[int, int],
    budget: tuple[int, int],
    ceiling: float,
    realised: float | None,
) -> str:
    """What the plan holds in one year.

    `lines` are planned activities, `indicators` (with one, of all), `budget` lines (with money, of
    all asked), `ceiling` the budget in force; `realised` None when nothing was reported.
    """
    if not lines:
        told = pick(
            (
                "Rencana aksi {region} {period} yang dimuat belum memuat kegiatan untuk {year}.",
                "The loaded action plan of {region} {period} has no activity for {year} yet.",
            ),
            language,
        )
        return told.format(region=region, period=years(period), year=year)
    told = pick(
        (
            "Rencana aksi {region} {period} memuat {lines} kegiatan untuk {year} pada {has} dari "
            "{all} indikator; {yes} dari {asked} baris anggaran yang ditanyakan formulir sudah "
            "berpagu.",
            "The action plan of {region} {period} holds {lines} for {year} under {has} of "
            "{all} indicators; {yes} of the {asked} budget lines the form asks for have money.",
        ),
        language,
    ).format(
        region=region, period=years(period), year=year, lines=_activities(lines, language),
        has=indicators[0], all=indicators[1], yes=budget[0], asked=budget[1],
    )  # fmt: skip
    return f"{told} {_money(language, ceiling, realised)}"


def _activities(lines: int, language: str) -> str:
    if language == "id":
        return str(lines)
    return f"{lines} activity" if lines == 1 else f"{lines} activities"


def _money(language: str, ceiling: float, realised: float | None) -> str:
    if not ceiling:
        return pick(("Belum ada pagu yang ditulis.", "No ceiling has been written yet."), language)
    top = rupiah(ceiling, language)
    if realised is None:
        none = ("Pagunya {}; realisasinya belum dilaporkan.",
                "The ceiling is {}; nothing is reported as realised.")  # fmt: skip
        return pick(none, language).format(top)
    share = percent(100 * realised / ceiling, language, 1)
    told = ("Pagunya {}, terealisasi {} ({}).", "The ceiling is {}, realised {} ({}).")
    if realised > ceiling:
        told = (
            "Pagunya {}, terealisasi {} ({}): melebihi pagu, periksa isiannya.",
            "The ceiling is {}, realised {} ({}): above the ceiling, check the entries.",
        )
    return pick(told, language).format(top, rupiah(realised, language), share)


def no_plan_sentence(language: str, *, region: str) -> str:
    """That no plan is loaded, who holds it and what to do."""
    return pick(
        (
            "Belum ada rencana aksi daerah (RAD KLA) {region} yang dimuat. Rencana itu ada pada "
            "Bappeda dan Gugus Tugas KLA; unduh buku kerjanya, lengkapi, lalu muat.",
            "No action plan (RAD KLA) of {region} is loaded. Bappeda and the KLA task force hold "
            "it; download its workbook, complete it and load it.",
        ),
        language,
    ).format(region=region)


def plan_hidden_sentence(language: str) -> str:
    """That the activities of a plan are in the internal edition only."""
    return pick(
        (
            "Hanya versi internal: kegiatan, pagu, dan realisasi rencana aksi. Versi ini memuat "
            "targetnya.",
            "Internal edition only: activities, ceilings and realised budget of the action plan. "
            "This edition holds its targets.",
        ),
        language,
    )


def without_line_sentence(
    language: str, *, names: Sequence[str], indicators: int, year: int
) -> str:
    """Which indicators no activity of the year speaks of (`names`, of `indicators`)."""
    if not names:
        told = ("Setiap indikator mempunyai kegiatan untuk {}.",
                "Every indicator has an activity for {}.")  # fmt: skip
        return pick(told, language).format(year)
    told = ("{} dari {} indikator belum mempunyai kegiatan untuk {}.",
            "{} of {} indicators have no activity for {} yet.")  # fmt: skip
    return pick(told, language).format(len(names), indicators, year)


def budget_sentence(language: str, *, answered: int, asked: int, year: int) -> str:
    """How many of the budget lines the form asks for have money in the plan of the year."""
    told = ("{} dari {} baris anggaran yang ditanyakan formulir belum berpagu pada {}.",
            "{} of the {} budget lines the form asks for have no money in {}.")  # fmt: skip
    return pick(told, language).format(asked - answered, asked, year)


def target_counts_sentence(language: str, *, measures: int, counts: Mapping[str, int]) -> str:
    """Whose targets the plan takes, by ORIGINS of plan_targets and `expired`, a count each.

    A measure counts once, as `plan_targets.counts` says; `none` has no target at all.
    """
    told = pick(
        (
            "Dari {all} ukuran capaian, {own} mempunyai target daerah sendiri, {province} target "
            "provinsi, {nation} target nasional; {expired} hanya mempunyai target yang telah "
            "berakhir, {none} belum mempunyai target.",
            "Of {all} outcomes, {own} have a target of the region's own, {province} one of the "
            "province, {nation} a national one; {expired} only have a target that has expired, "
            "{none} have none.",
        ),
        language,
    )
    return told.format(all=measures, **counts)


def values_sentence(language: str, *, known: int, measures: int) -> str:
    """For how many outcomes a baseline is loaded."""
    told = ("Nilai awal dan nilai terakhir terisi untuk {} dari {} ukuran capaian; selebihnya "
            "belum dimuat (templat capaian).",
            "Baseline and latest value are filled in for {} of {} outcomes; the others are not "
            "loaded (template capaian).")  # fmt: skip
    return pick(told, language).format(known, measures)


def points_source_sentence(language: str, *, form: str, assessment: tuple[int, str] | None) -> str:
    """Which assessment points not yet earned come from (year, stage), or that none is loaded."""
    if assessment is None:
        told = ("Belum ada penilaian menurut {form} yang dimuat, jadi poin belum diraih kosong "
                "(templat rekap, pada Gugus Tugas KLA).",
                "No assessment by {form} is loaded, so points not yet earned are empty (template "
                "rekap, held by the KLA task force).")  # fmt: skip
        return pick(told, language).format(form=form)
    told = ("Poin belum diraih menurut {stage} {year} ({form}), setiap tingkat sebagaimana "
            "dimuat; jumlahnya dapat berbeda dan tidak dirata-ratakan.",
            "Points not yet earned by {stage} {year} ({form}), each level as loaded; their sums "
            "may differ and are not averaged.")  # fmt: skip
    year, stage = assessment
    return pick(told, language).format(stage=word(stage, language), year=year, form=form)


def plan_filled_sentence(language: str, *, period: str, year: int, lines: int) -> str:
    """How many activities of the plan were loaded, and what was put in for the rest."""
    first = (
        ("{lines} baris kegiatan {period} sudah dimuat dan tertulis di sini.",
         "{lines} lines of activity of {period} are loaded and written here.")
        if lines
        else ("Belum ada kegiatan {period} yang dimuat.",
              "No activity of {period} is loaded yet.")
    )  # fmt: skip
    rest = (
        "Baris anggaran dan indikator tanpa kegiatan pada {year} diberi satu baris "
        "belum_direncanakan.",
        "Budget lines and indicators without an activity in {year} have one row "
        "belum_direncanakan.",
    )
    both = f"{pick(first, language)} {pick(rest, language)}"
    return both.format(lines=lines, period=years(period), year=year)
