"""What the checklist of kecamatan and desa/kelurahan says, in words.

An area that has not answered is never said to lack something, and points are never called the
form's own: how it rewards a share of areas is not published.
"""

from __future__ import annotations

from typing import Final

from indicators.numerals import number, percent
from indicators.wording_change import Pair, pick

_RULE: Final[Pair] = (
    "Poin dihitung sebagai nilai maksimal × bagian wilayah yang memenuhi, sebab rubrik resmi "
    "untuk sebagian wilayah tidak dipublikasikan.",
    "Points are the maximum times the share of areas that fulfil it, as the official rubric for a "
    "share of areas is not published.",
)


def points_rule(language: str) -> str:
    """How points are counted, and why so."""
    return pick(_RULE, language)


def checklist_sentence(
    language: str, *, kecamatan: int, desa: int, points: float, points_if_all: float,
    max_score: float,
) -> str:  # fmt: skip
    """What the checklist comes to over both levels, and how much open answers may still add."""
    where = pick(("{} kecamatan dan {} desa/kelurahan", "{} kecamatan and {} villages"), language)
    told = where.format(number(kecamatan, language, 0), number(desa, language, 0))
    worth = [number(points, language, 1), number(max_score, language)]
    worth.append(number(points_if_all, language, 1))
    if points_if_all - points < 0.05:
        whole = (
            "Menurut daftar periksa {0}, terpenuhi {1} dari {2} poin; semua sudah dijawab.",
            "By the checklist of {0}, {1} of {2} points are fulfilled; all is answered.",
        )
        return pick(whole, language).format(told, *worth)
    partly = (
        "Menurut daftar periksa {0}, terpenuhi {1} dari {2} poin; paling banyak {3} bila semua "
        "yang belum dijawab ternyata terpenuhi.",
        "By the checklist of {0}, {1} of {2} points are fulfilled; at most {3} if all that is not "
        "answered turns out fulfilled.",
    )
    return pick(partly, language).format(told, *worth)


def coverage_sentence(
    language: str, *, name: str, areas: int, fulfilled: int, answered: int
) -> str:
    """In how many villages something runs; those that have not answered are named as such.

    `name` is what is asked for, PATBM. `areas` is not 0.
    """
    text = pick(
        (
            "{0} berjalan di {1} dari {2} desa/kelurahan ({3})",
            "{0} runs in {1} of {2} villages ({3})",
        ),
        language,
    ).format(
        name,
        number(fulfilled, language, 0),
        number(areas, language, 0),
        percent(100 * fulfilled / areas, language, 0),
    )
    if answered == areas:
        return f"{text}."
    left = pick(("{} desa/kelurahan belum menjawab", "{} have not answered"), language)
    return f"{text}; {left.format(number(areas - answered, language, 0))}."


def nearest_sentence(
    language: str, *, complete: int, areas: int, nearest: int, left: int, level: str
) -> str:
    """How many areas are complete, and how many of the others are one step (`left` questions) away.

    `level` is kecamatan or desa.
    """
    words = {"kecamatan": ("kecamatan", "kecamatan"), "desa": ("desa/kelurahan", "villages")}
    what = pick(words[level], language)
    of_all = pick(("{0} dari {1} {2} lengkap", "{0} of {1} {2} are complete"), language)
    text = of_all.format(number(complete, language, 0), number(areas, language, 0), what)
    if complete == areas:
        return f"{text}."
    next_ones = (
        "{0}; yang terdekat, {1} {2}, masing-masing tinggal {3} pertanyaan.",
        "{0}; the nearest, {1} {2}, lack {3} questions each.",
    )
    one = (
        "{0}; yang terdekat, {1} {2}, masing-masing tinggal 1 pertanyaan.",
        "{0}; the nearest, {1} {2}, lack 1 question each.",
    )
    form = one if left == 1 else next_ones
    return pick(form, language).format(text, number(nearest, language, 0), what, left)


def below_sentence(language: str, *, region: str, loaded: int, regencies: int) -> str:
    """How many of the kabupaten/kota of a region have a checklist loaded."""
    if not loaded:
        none = (
            "Belum ada daftar periksa kecamatan dan desa/kelurahan yang dimuat dari {0} "
            "kabupaten/kota di {1}.",
            "No checklist of kecamatan and villages is loaded of the {0} regencies and cities in "
            "{1}.",
        )
        return pick(none, language).format(number(regencies, language, 0), region)
    some = (
        "Daftar periksa kecamatan dan desa/kelurahan dimuat dari {0} dari {1} kabupaten/kota "
        "di {2}.",
        "The checklist of kecamatan and villages is loaded of {0} of {1} regencies and cities in "
        "{2}.",
    )
    told = (number(loaded, language, 0), number(regencies, language, 0), region)
    return pick(some, language).format(*told)


def missing_sentence(language: str, *, region: str, kecamatan: float, desa: float) -> str:
    """That no checklist is loaded, what depends on it in points (0: not known), who can answer."""
    text = (
        "Daftar periksa kecamatan dan desa/kelurahan {0} belum dimuat.{1} Yang dapat menjawab: "
        "kecamatan dan pemerintah desa/kelurahan, dikumpulkan Gugus Tugas KLA.",
        "The checklist of kecamatan and villages of {0} is not loaded.{1} Who can answer: the "
        "kecamatan and the village governments, gathered by the KLA task force.",
    )
    worth = (
        " {} poin bergantung padanya ({} untuk kecamatan, {} untuk desa/kelurahan).",
        " {} points depend on it ({} for kecamatan, {} for villages).",
    )
    points = [number(one, language) for one in (kecamatan + desa, kecamatan, desa)]
    told = pick(worth, language).format(*points) if kecamatan + desa > 0 else ""
    return pick(text, language).format(region, told)
