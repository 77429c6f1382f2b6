"""What the words of a title or heading say: unit, group, sex, age, months and years, thousands.

Only what is written: a title that speaks of cases and of victims says neither.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

from etl.context import Context
from etl.reading.stacked import measure_in
from etl.recode import load_lookup, normal
from indicators import codes

Fields = Mapping[str, str]

UNIT_WORDS: Final = {
    "korban": "korban", "penyintas": "korban", "victim": "korban", "victims": "korban",
    "kasus": "kasus", "case": "kasus", "cases": "kasus", "laporan": "laporan",
    "pengaduan": "laporan", "aduan": "laporan", "report": "laporan", "reports": "laporan",
}  # fmt: skip
SEX_WORDS: Final = {
    "lk": "laki_laki", "laki": "laki_laki", "pria": "laki_laki", "male": "laki_laki",
    "pr": "perempuan", "perempuan": "perempuan", "wanita": "perempuan", "female": "perempuan",
}  # fmt: skip
VIOLENCE: Final = frozenset({"kekerasan", "korban", "kdrt", "tppo", "pelecehan", "violence"})
OTHER_VICTIMS: Final = frozenset(
    {"bencana", "kecelakaan", "banjir", "gempa", "narkoba", "covid", "longsor", "kebakaran"}
)
POPULATION: Final = frozenset({"penduduk", "pop", "population"})
POPULATION_TOO: Final = frozenset(
    {
        "jumlah", "total", "banyaknya", "penduduk", "pop", "population", "jiwa", "orang", "ribu",
        "juta", "menurut", "per", "kabupaten", "kota", "jenis", "kelamin", "tahun", "dan", "laki",
        "perempuan", "lk", "pr", "l", "p", "number", "of", "people", "by", "year",
        "sex", "thousand",
    }
)  # fmt: skip
"""A heading is about the population when it says nothing else."""
PERCENT: Final = frozenset({"%", "persen", "persentase", "percent", "percentage"})
MONTH_WORDS: Final = frozenset(load_lookup("bulan").entries)
TYPE_WORDS: Final = {
    "fisik": "fisik", "psikis": "psikis", "seksual": "seksual", "eksploitasi": "eksploitasi",
    "penelantaran": "penelantaran", "trafficking": "tppo", "tppo": "tppo", "kdrt": "kdrt",
}  # fmt: skip
NARROWING: Final = frozenset(
    {
        "target", "sasaran", "proyeksi", "prediksi", "kenaikan", "penurunan", "peningkatan",
        "perubahan", "selisih", "peringkat", "ranking", "rasio", "rata", "rerata", "kepadatan",
        "laju", "pertumbuhan", "miskin", "rse", "galat", "pelaku", "pelapor", "terlapor", "saksi",
        "dirujuk", "ditangani", "terlayani", "dilayani", "selesai", "tertangani", "meninggal",
        "disabilitas", "difabel", "tidak", "belum", "bukan", "tanpa", "kumulatif",
    }
)  # fmt: skip
"""Words that make a figure another one: a target, a change, a part of the victims."""
PLAIN: Final = frozenset(
    {
        *UNIT_WORDS, *SEX_WORDS, *VIOLENCE, *TYPE_WORDS, *MONTH_WORDS, "jumlah", "jml", "total",
        "banyaknya", "terhadap", "pada", "yang", "dan", "di", "menurut", "tahun", "thn", "th",
        "bulan", "per", "anak", "dewasa", "usia", "umur", "jenis", "kelamin", "bentuk", "kelompok",
        "orang", "jiwa", "data", "rekap", "rekapitulasi", "semua", "l", "p", "of", "against",
        "children", "child", "number", "the", "dalam", "ribu", "sd", "lainnya", "lain", "tindak",
    }
)  # fmt: skip
"""All that a heading of victims or cases may say; any other word may be a part of them."""
TOTAL: Final = frozenset({"jumlah", "jml", "total"})
_TOKEN: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|%")
_YEAR: Final = re.compile(r"(?<![0-9])20[0-3][0-9](?![0-9])")
_AGES: Final = re.compile(
    r"(?<![0-9])([0-9]{1,2})\s*(?:-|–|s/d|sd|sampai|\s)\s*([0-9]{1,2})(?:\s*(?:tahun|thn|th))?(?![0-9])"
)
_SCALE: Final = re.compile(r"\bribu(an)?\b|\bthousands?\b|\bjuta(an)?\b")
_MONEY: Final = re.compile(r"\b(rp|rupiah)\b")


@dataclass(frozen=True)
class Said:
    """What a text says. `fields` are codes; `problem` names what it says that has no code.

    `extra` are words of it that may make the figure another one.
    """

    fields: Fields = field(default_factory=dict)
    table: str = ""
    scale: Decimal = Decimal(1)
    is_percent: bool = False
    is_total: bool = False
    problem: str = ""
    extra: tuple[str, ...] = ()


def tokens(text: str) -> list[str]:
    """Words of a text in small letters; KorbanAnakLK2021 is korban, anak, lk, 2021."""
    return [word.casefold() for word in _TOKEN.findall(text.replace("_", " "))]


def years_in(text: str) -> list[int]:
    """The years that a text names, in its order."""
    return [int(year) for year in _YEAR.findall(text)]


def said_by(text: str, context: Context) -> Said:
    """What the words of a heading or title say."""
    words = tokens(text)
    fields: dict[str, str] = {}
    measure = _measure(text, context)
    if measure is not None:
        fields["measure_id"] = measure
    unit = {UNIT_WORDS[word] for word in words if word in UNIT_WORDS}
    if len(unit) == 1:
        fields["unit"] = unit.pop()
    fields.update(_people(words, normal(text)))
    types = {TYPE_WORDS[word] for word in words if word in TYPE_WORDS}
    if len(types) == 1:
        fields["violence_type"] = types.pop()
    said = Said(
        fields=fields,
        table=_table(words, measure),
        scale=_scale(text),
        is_percent=bool(PERCENT & set(words)),
        is_total=bool(words) and set(words) <= {*TOTAL, *_numbers(words)},
        extra=tuple(word for word in words if word in NARROWING) if measure is None else (),
    )
    return _with_age(said, text, context)


def _numbers(words: list[str]) -> set[str]:
    return {word for word in words if word.isdigit()}


def _people(words: list[str], text: str) -> dict[str, str]:
    """Group and sex. Anak perempuan are girls; perempuan dan anak is a group of its own."""
    found: dict[str, str] = {}
    known = set(words)
    if re.search(r"perempuan\s*(dan|&|/|,)\s*anak|anak\s*(dan|&|/|,)\s*perempuan", text):
        found["group"] = "perempuan_dan_anak"
        return found
    if "anak" in known:
        found["group"] = "anak"
    elif re.search(r"kekerasan (terhadap )?perempuan|perempuan dewasa", " ".join(words)):
        found["group"] = "perempuan"
        return found
    elif "dewasa" in known:
        found["group"] = "dewasa"
    sexes = {SEX_WORDS[word] for word in words if word in SEX_WORDS}
    is_group = sexes == {"perempuan"} and "anak" not in known and known & {*VIOLENCE, *UNIT_WORDS}
    if len(sexes) == 1 and not is_group:  # korban perempuan: women, or victims who are female
        found["sex"] = sexes.pop()
    return found


def _table(words: list[str], measure: str | None) -> str:
    known = set(words)
    if measure is not None:
        return "outcome"
    if known & NARROWING:
        return ""
    if known & VIOLENCE and not known & OTHER_VICTIMS:
        return "case_count"
    rest = {word for word in known if not word.isdigit() and word not in MONTH_WORDS}
    if rest & POPULATION and rest <= POPULATION_TOO:
        return "population"
    return ""


def _measure(text: str, context: Context) -> str | None:
    """The outcome measure whose title, and nothing narrower, the text holds."""
    across = context.layouts.by_id["bps_web"].across
    if across is None:
        return None
    found = measure_in(text, across)
    if found is not None:
        return found["measure_id"]
    said = [word for word in tokens(text) if word not in PERCENT and not word.isdigit()]
    for measure in context.catalogue.outcomes.values():
        title = [word for word in tokens(measure.title.id) if not word.isdigit()]
        if said == title or normal(text) == normal(measure.measure_id):
            return measure.measure_id
    return None


def _scale(text: str) -> Decimal:
    levelled = normal(text)
    found = _SCALE.search(levelled)
    if found is None or _MONEY.search(levelled):
        return Decimal(1)
    return Decimal(1_000_000) if found[0].startswith("juta") else Decimal(1000)


def _with_age(said: Said, text: str, context: Context) -> Said:
    """The same with the age band that the text names; an age that is no band is a problem."""
    labels = context.labels("age_band", codes.AGE_BANDS)
    whole = labels.find(text) if not said.is_total else None
    if whole is not None and whole["code"] != codes.ALL:
        return replace(said, fields={**said.fields, "age_band": whole["code"]})
    found = _AGES.search(normal(text))
    if found is None or found[0].strip().isdigit():
        odd = re.search(r"[<>≤≥]\s*[0-9]|\b(lt|gt|di bawah|kurang dari)\s*[0-9]", normal(text))
        return replace(said, problem="age") if odd else said
    band = f"{int(found[1])}-{int(found[2])}"
    if band in codes.AGE_BANDS:
        return replace(said, fields={**said.fields, "age_band": band})
    return replace(said, problem="age")


def strange_words(text: str) -> tuple[str, ...]:
    """Words of a heading of victims or cases that are no plain ones: the dead, those referred."""
    return tuple(
        word for word in dict.fromkeys(tokens(text)) if word not in PLAIN and not word.isdigit()
    )


def pattern_of(heading: str) -> str:
    """A heading as a layout names it: its year and month are placeholders."""
    text = heading.replace("{", "{*}").replace("}", "") if "{" in heading else heading
    years = _YEAR.findall(text)
    if len(years) == 1:
        text = _YEAR.sub("{year}", text)
    months = [word for word in re.findall(r"[^\W\d_]+", text) if word.casefold() in MONTH_WORDS]
    if len(months) == 1:
        text = re.sub(rf"(?<![^\W\d_]){re.escape(months[0])}(?![^\W\d_])", "{month}", text)
    return text
