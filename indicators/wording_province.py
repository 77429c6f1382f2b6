"""A province in words: PROVILA, moves, stages, what is missing (its heat map: wording_heat).

Who is not loaded is never counted as weak, as without an award, or as late.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from indicators.numerals import is_english, percent

Pair = tuple[str, str]
_MOVES: Final[dict[str, Pair]] = {
    "up": ("▲ naik", "▲ up"),
    "same": ("= tetap", "= same"),
    "down": ("▼ turun", "▼ down"),
    "not_named": ("? peringkat tidak disebut", "? rank not named"),
    "no_before": ("… penghargaan sebelumnya belum dimuat", "… award before not loaded"),
}
_READINESS: Final[dict[str, Pair]] = {
    "holds": ("Memegang penghargaan", "Holds an award"),
    "breaks": ("Tanpa penghargaan", "Holds none"),
    "unknown": ("Belum dimuat", "Not loaded"),
}
_PROVILA: Final[dict[str, Pair]] = {
    "met": ("terpenuhi", "met"),
    "not_met": ("belum terpenuhi", "not met"),
    "unknown": ("belum dapat disimpulkan", "cannot be stated"),
}
_ITEMS: Final[dict[str, Pair]] = {
    "penghargaan": ("Penghargaan", "Award"),
    "nilai_mandiri": ("Nilai mandiri (EM)", "Self-assessment"),
    "nilai_verifikasi": ("Nilai verifikasi", "Verified score"),
    "bukti": ("Bukti dukung", "Evidence"),
    "desa": ("Kecamatan dan desa", "Kecamatan and desa"),
    "rad": ("RAD KLA", "Action plan"),
    "kasus": ("Laporan kekerasan", "Reports of violence"),
    "capaian": ("Capaian anak", "Outcomes"),
}
_HOLDERS: Final[dict[str, Pair]] = {
    "penghargaan": ("dinas PPPA", "office for women and children (Dinas PPPA)"),
    "nilai_mandiri": ("Gugus Tugas KLA", "KLA task force"),
    "nilai_verifikasi": ("tim verifikasi provinsi", "verification team of the province"),
    "bukti": ("Gugus Tugas KLA, dari setiap perangkat daerah", "KLA task force, from every office"),
    "desa": ("kecamatan dan desa/kelurahan", "kecamatan and desa/kelurahan"),
    "rad": ("Bappeda", "planning office (Bappeda)"),
    "kasus": ("UPTD PPA", "UPTD PPA"),
    "capaian": ("perangkat daerah menurut indikatornya", "the office of each indicator"),
}
TEMPLATES: Final = {
    "penghargaan": "penghargaan", "nilai_mandiri": "rekap", "nilai_verifikasi": "skor",
    "bukti": "bukti", "desa": "desa", "rad": "rad", "kasus": "kasus", "capaian": "capaian",
}  # fmt: skip
"""The template (`python -m etl template NAME`) by which each kind of data is sent."""
_LEVELS: Final[dict[str, Pair]] = {
    "total": ("hanya nilai total", "total only"),
    "block": ("hanya per blok", "blocks only"),
    "indicator": ("hanya per indikator", "indicators only"),
    "question": ("sampai pertanyaan", "down to questions"),
}
_MOST: Final = 3
"""Names told in a sentence; the others are counted."""


def _pick(words: Pair, language: str) -> str:
    return words[is_english(language)]


def move_word(move: str, language: str) -> str:
    """A move between two awards, as sign and word."""
    return _pick(_MOVES[move], language)


def readiness_word(state: str, language: str) -> str:
    """Whether a kabupaten/kota holds an award."""
    return _pick(_READINESS[state], language)


def provila_word(state: str, language: str) -> str:
    """Whether the condition of PROVILA is met."""
    return _pick(_PROVILA[state], language)


def item_word(item: str, language: str) -> str:
    """A kind of data a province waits for."""
    return _pick(_ITEMS[item], language)


def holder_word(item: str, language: str) -> str:
    """Who holds a kind of data."""
    return _pick(_HOLDERS[item], language)


def provila_sentence(
    language: str,
    *,
    region: str,
    award_year: int,
    regencies: int,
    with_award: int,
    without_award: int | None,
    unknown: int,
    state: str,
) -> str:
    """Whether all hold an award of that year; who is not loaded leaves it open.

    Without `without_award` (the public edition) nothing is said of those not known to hold one.
    """
    if is_english(language):
        counted = (
            f"{region}, award {award_year}: {with_award} of {regencies} kabupaten/kota hold an "
            f"award, {without_award} hold none, {unknown} are not loaded."
        )
        if without_award is None:
            counted = (
                f"{region}, award {award_year}: {with_award} of {regencies} kabupaten/kota are "
                "known to hold an award; this edition says nothing of the others."
            )
        rule = "A province is PROVILA when all of them hold one"
    else:
        counted = (
            f"{region}, penghargaan {award_year}: {with_award} dari {regencies} kabupaten/kota "
            f"memegang penghargaan, {without_award} tanpa penghargaan, {unknown} belum dimuat."
        )
        if without_award is None:
            counted = (
                f"{region}, penghargaan {award_year}: {with_award} dari {regencies} kabupaten/kota "
                "diketahui memegang penghargaan; tentang yang lain versi ini tidak menyebut "
                "apa pun."
            )
        rule = "Provinsi Layak Anak (PROVILA) mensyaratkan semuanya memegang penghargaan"
    return f"{counted} {rule}: {provila_word(state, language)}."


def moves_sentence(language: str, *, before_year: int | None, counts: Mapping[str, int]) -> str:
    """How many moved since the award before, and of how many that is not known."""
    if before_year is None:
        english = "No earlier award is loaded of anybody."
        return english if is_english(language) else "Belum ada penghargaan sebelumnya yang dimuat."
    up, same, down = (counts.get(one, 0) for one in ("up", "same", "down"))
    unknown = counts.get("not_named", 0) + counts.get("no_before", 0)
    if not up + same + down:
        none = (
            f"Sejak penghargaan {before_year} belum ada yang dapat dibandingkan: peringkat dulu "
            "atau kini belum dimuat.",
            f"Nobody can be compared with the award of {before_year}: the rank then or now is not "
            "loaded.",
        )
        return _pick(none, language)
    if not unknown:
        all_told = (
            f"Sejak penghargaan {before_year}: {up} naik, {same} tetap, {down} turun.",
            f"Since the award of {before_year}: {up} up, {same} the same, {down} down.",
        )
        return _pick(all_told, language)
    if is_english(language):
        return (
            f"Since the award of {before_year}: {up} up, {same} the same, {down} down; of "
            f"{unknown} the rank then or now is not loaded."
        )
    return (
        f"Sejak penghargaan {before_year}: {up} naik, {same} tetap, {down} turun; {unknown} tidak "
        "dapat dibandingkan karena peringkat dulu atau kini belum dimuat."
    )


def stages_sentence(
    language: str, *, region: str, cycle_year: int, losses: Sequence[float], only: int
) -> str:
    """What verification took off the self-assessment: of how many, from what to what share.

    `losses` are percent lost from self-assessment to administrative verification; `only` counts
    those with a total but not both.
    """
    lone = (
        f" Of {only} more only one of the two is loaded.",
        f" Pada {only} daerah lain baru salah satunya yang dimuat.",
    )
    rest = lone[not is_english(language)] if only else ""
    if not losses:
        told = (
            f"{region}, siklus {cycle_year}: belum ada kabupaten/kota dengan nilai mandiri dan "
            "hasil verifikasi administrasi sekaligus.",
            f"{region}, cycle {cycle_year}: no kabupaten/kota has both a self-assessment and a "
            "desk-verified score.",
        )
        return f"{_pick(told, language)}{rest}"
    low, high = (percent(edge, language, 0) for edge in (min(losses), max(losses)))
    same = low == high
    if is_english(language):
        span = f"by {low}" if same else f"by {low} to {high}"
        return (
            f"{region}, cycle {cycle_year}: administrative verification changed the "
            f"self-assessment of {len(losses)} kabupaten/kota {span}.{rest}"
        )
    span = low if same else f"{low} sampai {high}"
    return (
        f"{region}, siklus {cycle_year}: verifikasi administrasi mengubah nilai mandiri "
        f"{len(losses)} kabupaten/kota sebesar {span}.{rest}"
    )


def received_cell(
    language: str, *, state: str, year: int | None, expected: int | None, detail: str | None
) -> str:
    """What has arrived of one kind of data: complete, in part, older than others, or nothing."""
    if state == "none":
        return "–"
    when = "" if year is None else f" {year}"
    if state == "older":
        newer = _pick((f" (terbaru {expected})", f" (newest {expected})"), language)
        return f"○{when}{newer}"
    if state == "part" and detail is not None:
        return f"○{when}, {_pick(_LEVELS[detail], language)}"
    return f"●{when}" if when else _pick(("● ada", "● there"), language)


def reminder_sentence(language: str, *, missing: Sequence[tuple[str, str, int | None]]) -> str:
    """What is still to be sent: kind of data, its state and the year expected."""
    told = []
    for item, state, expected in missing:
        when = "" if expected is None else f" {expected}"
        whole = _pick((" sampai pertanyaan", " down to questions"), language)
        told.append(f"{item_word(item, language)}{when}{whole if state == 'part' else ''}")
    return "; ".join(told)


def received_sentence(
    language: str, *, region: str, regencies: int, complete: int, missing: Mapping[str, int]
) -> str:
    """How many have sent everything, and what most have not sent."""
    most = sorted(missing, key=lambda item: -missing[item])[:_MOST]
    listed = ", ".join(f"{item_word(one, language)} ({missing[one]})" for one in most)
    if is_english(language):
        return (
            f"{region}: {complete} of {regencies} kabupaten/kota have sent everything as recent as "
            f"anybody's. Missing most: {listed}."
        )
    return (
        f"{region}: {complete} dari {regencies} kabupaten/kota sudah mengirim semuanya, semutakhir "
        f"yang ada. Paling banyak belum ada: {listed}."
    )
