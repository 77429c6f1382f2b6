"""An area beside the rest of its province, in the funnel, in the order, and beside areas like it.

Reports of violence are higher or lower, never better or worse; an outcome may be judged by its
polarity (`indicators.compare.judged`). Values as in the tables `comparison`, `funnel`, `neighbour`;
None, NaN and NA are what is not there.
"""

from __future__ import annotations

from typing import Final

from indicators.method_words import FUNNEL_REASONS, said
from indicators.numerals import number, range_
from indicators.verdict_words import JUDGEMENTS, RANK_GROUPS
from indicators.wording_change import Number, Pair, codes_in, known, of, pick
from indicators.words import word

_MOST_DECIMALS: Final = 3
_REASONS: Final = {"hidden": "is_hidden", "not_reported": "is_not_reported"}
_LEVELS: Final[dict[str, Pair]] = {
    "far_higher": ("jelas lebih tinggi daripada", "clearly higher than"),
    "higher": ("lebih tinggi daripada", "higher than"),
    "similar": ("tidak berbeda nyata dari", "not different from"),
    "lower": ("lebih rendah daripada", "lower than"),
    "far_lower": ("jelas lebih rendah daripada", "clearly lower than"),
}
_OTHERS_SHOWN: Final = ("daerah lain yang ditampilkan", "the other regions shown")
_AMONG: Final[dict[str, Pair]] = {
    "province": ("di antara daerah provinsi ini", "among the regions of this province"),
    "nation": ("di antara provinsi-provinsi", "among the provinces"),
    "visible_regions": ("di antara daerah yang ditampilkan", "among the regions shown"),
}
_CAUTIONS: Final = {
    "higher": "more_is_not_worse", "far_higher": "more_is_not_worse",
    "lower": "fewer_is_not_better", "far_lower": "fewer_is_not_better",
}  # fmt: skip
_FUNNEL: Final[dict[str, Pair]] = {
    "far_higher": ("di atas batas 99,8% corong", "above the 99.8% limit of the funnel"),
    "higher": ("di atas batas 95% corong", "above the 95% limit of the funnel"),
    "similar": ("di dalam batas 95% corong", "inside the 95% limits of the funnel"),
    "lower": ("di bawah batas 95% corong", "below the 95% limit of the funnel"),
    "far_lower": ("di bawah batas 99,8% corong", "below the 99.8% limit of the funnel"),
}


def per_words(language: str, unit: str, denominator_kind: str | None) -> str:
    """laporan per 100.000 anak (0–17 tahun); without a denominator the unit alone."""
    kinds = codes_in(denominator_kind)
    return f"{unit} {said('denominator', kinds[0], language)}" if kinds else unit


def comparison_sentence(
    language: str,
    *,
    region: str,
    parent: str,
    verdict: str,
    per: str,
    when: str,
    value: Number = None,
    lower: Number = None,
    upper: Number = None,
    benchmark: Number = None,
    benchmark_kind: str | None = "province",
    reason: str | None = None,
    judgement: str = "none",
    decimals: int = 1,
    funnel_level: str | None = None,
) -> str:
    """A rate with its interval beside the rest of its province, in one of five levels.

    Beside the other regions shown where they stand for the province (`benchmark_kind`). A
    difference of an area that lies inside the widened funnel (`funnel_level`) is said to be usual.

    `per` is the unit in the language (`per_words`), `when` the period in words; `reason` why it is
    not compared. `judgement` is of outcomes only: better, worse, or none for reports, which get
    the sentence that fewer reports are not less violence instead.
    """
    rate, low, high, whole = known(value), known(lower), known(upper), known(benchmark)
    if verdict == "not_compared" or rate is None or low is None or high is None:
        codes = codes_in(reason)
        why = word(_REASONS.get(codes[0], codes[0]), language) if codes else ""
        start = pick(("tidak dibandingkan", "not compared"), language)
        because = pick(("karena", "because"), language)
        return f"{region}: {start}, {because} {why}." if why else f"{region}: {start}."
    interval = pick(("rentang 95%", "95% interval"), language)
    decimals = _places(rate, decimals)
    text = (
        f"{region}, {when}: {number(rate, language, decimals)} {per} "
        f"({interval} {range_(low, high, language, decimals)}), "
        f"{of(_LEVELS, verdict, language)} {_rest(language, parent, benchmark_kind)}"
    )
    if whole is not None:
        text += f" ({_whole(language, benchmark_kind)} {number(whole, language, decimals)})"
    if verdict != "similar" and codes_in(funnel_level) == ["similar"]:
        text += f"; {_usual(language, benchmark_kind)}"
    if judgement in ("better", "worse"):
        told = ("{}, {} menurut arah indikator ini.", "{}, {} in the direction of this indicator.")
        return pick(told, language).format(text, of(JUDGEMENTS, judgement, language))
    caution = _CAUTIONS.get(verdict) if judgement == "none" else None
    return f"{text}. {word(caution, language)}" if caution else f"{text}."


def funnel_sentence(
    language: str,
    *,
    region: str,
    level: str | None,
    per: str,
    value: Number = None,
    lower: Number = None,
    upper: Number = None,
    tau2: Number = None,
    reason: str | None = None,
) -> str:
    """Where an area lies in the funnel of its province, `lower` and `upper` its 95 % limits there.

    `tau2` of the table funnel says whether the limits are wider than chance; `reason` is that of
    the funnel or of the comparison.
    """
    rate, low, high = known(value), known(lower), known(upper)
    places = codes_in(level)
    if not places or places[0] == "not_compared" or rate is None or low is None or high is None:
        start = ("{} tidak ditempatkan dalam corong. {}", "{} has no place in the funnel. {}")
        return pick(start, language).format(region, _why_no_place(language, reason)).strip()
    told = of(_FUNNEL, places[0], language)
    limits = range_(low, high, language, 1)
    if places[0].startswith("far_"):
        limits = f"{pick(('batas 95%', '95% limits'), language)} {limits}"
    text = f"{region}: {number(rate, language, _places(rate, 1))} {per}, {told} ({limits})"
    widened = known(tau2)
    if widened is not None and widened > 0:
        more = (
            "; batas diperlebar karena perbedaan antardaerah melebihi kebetulan",
            "; limits are widened because the areas differ by more than chance",
        )
        text += pick(more, language)
    return f"{text}."


def rank_sentence(
    language: str,
    *,
    rank: Number,
    lower: Number,
    upper: Number,
    areas: int,
    group: str | None = None,
) -> str:
    """urutan ke-3 dari angka tertinggi; mungkin ke-1 sampai ke-6 dari 27 daerah.

    1 is the highest figure, which is no judgement. ValueError for a rank outside its interval.
    """
    place, low, high = known(rank), known(lower), known(upper)
    if place is None or low is None or high is None:
        return f"{of(RANK_GROUPS, 'not_ranked', language)}."
    if not 1 <= low <= place <= high <= areas:
        raise ValueError(f"rank {place} of {areas} lies outside {low} to {high}")
    if low == 1 and high == areas:
        told = (
            "Urutannya tidak dapat ditentukan: mungkin ke-1 sampai ke-{} dari {} daerah",
            "Its place cannot be told: anywhere from 1 to {} of {} areas",
        )
        return pick(told, language).format(areas, areas) + "."
    first, last = int(low), int(high)
    if first == last:
        told = (
            "Urutan ke-{} dari angka tertinggi, di antara {} daerah",
            "Place {} from the highest figure, among {} areas",
        )
        text = pick(told, language).format(int(place), areas)
    else:
        told = (
            "Urutan ke-{} dari angka tertinggi; mungkin ke-{} sampai ke-{} dari {} daerah",
            "Place {} from the highest figure; anywhere from {} to {} of {} areas",
        )
        text = pick(told, language).format(int(place), first, last, areas)
    codes = codes_in(group)
    return f"{text}. {of(RANK_GROUPS, codes[0], language)}." if codes else f"{text}."


def rank_group_label(language: str, group: str) -> str:
    """The rank group in a few words."""
    return of(RANK_GROUPS, group, language)


def overview_marks_sentence(
    language: str,
    *,
    marked: int,
    compared: int,
    alone: int,
    has_spread: bool = False,
    benchmark_kind: str | None = "province",
    is_public: bool = False,
) -> str:
    """How many areas an overview marks after Benjamini-Hochberg, and how many single pages would.

    `alone` counts areas whose own 95 % interval differs from the rest of the province;
    `has_spread` says that the spread between years is known and entered the marks: without it
    nothing is marked, and that is said. The public edition (`is_public`) finds that spread in the
    areas it shows, which is said as well.
    """
    if not has_spread:
        told = (
            "Tidak ada daerah yang ditandai pada halaman ringkas: ragam antartahun "
            "daerah-daerah ini belum diketahui, dan tanpa itu satu tahun yang ganjil sudah "
            "tampak berbeda. Halaman daerah memakai rentang 95% masing-masing; di sana {} dari {} "
            "daerah berbeda dari {}.",
            "No area is marked on the overview: the spread between years of these areas is not "
            "known, and without it one odd year looks like a difference. Pages of one area use "
            "its own 95% interval, by which {} of {} areas differ from {}.",
        )
        return pick(told, language).format(alone, compared, _others(language, benchmark_kind))
    told = (
        "{} dari {} daerah ditandai pada halaman ringkas, setelah koreksi Benjamini–Hochberg untuk "
        "{} perbandingan dan dengan memperhitungkan naik-turunnya angka antartahun; halaman daerah "
        "memakai rentang 95% masing-masing, dan di sana {} daerah berbeda dari {}.",
        "{} of {} areas are marked on the overview, after the Benjamini–Hochberg correction for "
        "{} comparisons and with the jumps of figures between years taken into account; pages of "
        "one area use its own 95% interval, by which {} areas differ from {}.",
    )
    others = _others(language, benchmark_kind)
    text = pick(told, language).format(marked, compared, compared, alone, others)
    edition = (
        " Pada versi publik ragam itu diukur hanya dari daerah dan tahun yang ditampilkan, "
        "sehingga tandanya dapat berbeda dari versi internal.",
        " In the public edition that spread is measured from the areas and years shown only, "
        "so that marks can differ from the internal edition.",
    )
    return f"{text}{pick(edition, language)}" if is_public else text


def many_comparisons_sentence(language: str, *, compared: int) -> str:
    """How many of so many comparisons differ by chance alone at 95 %."""
    due = compared * 0.05
    about = number(due, language, 0 if due >= 1 else 1)
    told = (
        "Dari {} perbandingan, sekitar {} dapat tampak berbeda karena kebetulan saja.",
        "Of {} comparisons about {} may look different by chance alone.",
    )
    return pick(told, language).format(compared, about)


def neighbour_sentence(
    language: str, *, alike: str | None, apart: str | None = None, name: str = ""
) -> str:
    """Karakteristik serupa: jumlah penduduk, kepadatan; berbeda dalam ...

    `alike` and `apart` are codes of the table neighbour, "; " between them; `name` the area, said
    in front.
    """
    same = [said("likeness", code, language) for code in codes_in(alike)]
    other = [said("likeness", code, language) for code in codes_in(apart)]
    parts = []
    if same:
        parts.append(f"{pick(('karakteristik serupa', 'similar because'), language)}: "
                     f"{', '.join(same)}")  # fmt: skip
    else:
        nearest = ("termasuk yang terdekat secara keseluruhan", "among the nearest on the whole")
        parts.append(pick(nearest, language))
    if other:
        parts.append(f"{pick(('berbeda dalam', 'differs in'), language)}: {', '.join(other)}")
    text = "; ".join(parts)
    return f"{name}, {text}." if name else f"{text[0].upper()}{text[1:]}."


def _places(rate: float, decimals: int) -> int:
    """At least `decimals`, and as many (at most three) as keep a rate from reading as zero."""
    while rate > 0 and rate < 0.5 * 10.0**-decimals and decimals < _MOST_DECIMALS:
        decimals += 1
    return decimals


def _why_no_place(language: str, reason: str | None) -> str:
    """The reason of the funnel or of the comparison as a sentence; empty where none is given."""
    codes = codes_in(reason)
    if not codes:
        return ""
    if codes[0] in FUNNEL_REASONS:
        return said("funnel", codes[0], language)
    told = word(_REASONS.get(codes[0], codes[0]), language)
    return f"{told[0].upper()}{told[1:]}."


def _rest(language: str, parent: str, kind: str | None) -> str:
    """What an area is set beside: the rest of its province, or the other regions shown."""
    if kind == "visible_regions":
        return pick(_OTHERS_SHOWN, language)
    return f"{pick(('bagian lain', 'the rest of'), language)} {parent}"


def _others(language: str, kind: str | None) -> str:
    """What several areas are set beside, each without itself."""
    if kind == "visible_regions":
        return pick(_OTHERS_SHOWN, language)
    told = {
        "province": ("bagian lain provinsinya", "the rest of their province"),
        "nation": ("bagian lain Indonesia", "the rest of Indonesia"),
    }
    return pick(told[kind or "province"], language)


def _usual(language: str, kind: str | None) -> str:
    told = (
        "{} perbedaan sebesar itu tidak luar biasa (di dalam corong)",
        "{} a difference of that size is not unusual (inside the funnel)",
    )
    return pick(told, language).format(pick(_AMONG[kind or "province"], language))


def _whole(language: str, kind: str | None) -> str:
    told = {
        "province": ("seluruh provinsi", "whole province"),
        "nation": ("seluruh Indonesia", "whole country"),
        "visible_regions": ("daerah yang ditampilkan", "regions shown"),
    }[kind or "province"]
    return pick(told, language)
