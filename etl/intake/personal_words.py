"""Which headings announce data of a person, and which of an institution, an area or a count.

The word right after *nama* or *alamat* decides: `Nama Korban` is a person, `Nama Sekolah Korban`
a school, `Jumlah anak dengan nama ayah tidak diketahui` a count.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from etl.recode import normal

_LISTS: Final[Mapping[str, str]] = tomllib.loads(
    Path(__file__).with_name("personal_words.toml").read_text(encoding="utf-8")
)


def _words(kind: str) -> frozenset[str]:
    return frozenset(_LISTS[kind].split())


PERSON: Final = _words("person")
NOT_A_PERSON: Final = {
    ("pelaku", "usaha"), ("anak", "perusahaan"), ("anak", "sungai"), ("orang", "perangkat"),
    ("pelaku", "pembangunan"), ("anak", "daerah"), ("keluarga", "berencana"), ("bayi", "tabung"),
    ("keluarga", "harapan"), ("anggota", "dprd"), ("penerima", "penghargaan"), ("anggota", "gugus"),
    ("penduduk", "kota"),
}  # fmt: skip
"""Words that mean something else before these."""
INSTITUTION: Final = _words("institution")
COUNT: Final = _words("count")
FILLING: Final = _words("filling")
GROUPED: Final = _words("grouped")
ID_WORDS: Final = _words("id_words")
SURE, DEPENDS = "sure", "depends"
Verdict = tuple[str, str]
"""What a heading announces, and whether it does so for sure or depends on its neighbours."""

_JOINED: Final = (
    (r"\borang[ -]?tua\b", "orangtua"), (r"\bibu[ -]?kota\b", "ibukota"),
    (r"\bwali[ -]?kota\b", "walikota"), (r"\bkepala keluarga\b", "kepalakeluarga"),
    (r"\bwali (?:kelas|nagari)\b", "walikelas"), (r"\brumah sakit\b", "rumahsakit"),
    (r"\bcall cent(?:er|re)\b", "callcenter"), (r"\be-?mail\b|\bsurel\b", "email"),
    (r"\btgl\b", "tanggal"), (r"\bttl\b", "tanggal lahir"), (r"\bakte\b", "akta"),
    (r"\bno\.?(?=hp|wa|telp|tlp)", "no "), (r"\b(?:nomor|nomer|nmr|number)\b", "no"),
    (r"\b(?:telepon|telp|tlp|tlpn|telpon|telephone|phone|mobile|hp|handphone|ponsel|wa|whatsapp)\b",
     "telepon"),
    (r"\bn[. ]+i[. ]+k\b", "nik"), (r"\bwhats app\b", "telepon"), (r"\blhr\b", "lahir"),
    (r"\bnm(?=korban|anak|pelaku|ibu|ayah)|\bnm\b", "nama "),
    (r"\btgl(?=lahir)", "tanggal "), (r"\b(?:date of birth|birth ?date|dob)\b", "tanggal lahir"),
    (r"\bnama(?=korban|anak|pelaku|ibu|ayah|orangtua|wali|pelapor|lengkap)", "nama "),
    (r"\btanggal(?=lahir)", "tanggal "), (r"\b(?:victim|survivor)(?:'?s)?\b", "korban"),
    (r"\b(?:child|children)(?:'?s)?\b", "anak"), (r"\bmother(?:'?s)?\b", "ibu"),
    (r"\bfather(?:'?s)?\b", "ayah"), (r"\bperpetrator(?:'?s)?\b", "pelaku"),
    (r"\bparents?(?:'?s)?\b", "orangtua"), (r"\bstudent(?:'?s)?\b", "siswa"),
    (r"\b(?:full name|nama lengkap)\b", "nama lengkap"), (r"\bname\b", "nama"),
    (r"\baddress\b", "alamat"), (r"\b(?:of|the)\b", " "),
)  # fmt: skip
_COMPILED: Final = tuple((re.compile(pattern), word) for pattern, word in _JOINED)
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_TRIGGER: Final = _words("trigger")
_PLAIN: Final = _words("plain")
_HINT: Final = re.compile(
    r"nam|nm|inis|n\W*i\W*k|nisn|paspor|k\W*t\W*p|k\W*k|kia|akt|bpjs|la?hi?r|birth|dob|ttl|tgl|alam"
    r"|add|tele?p|tlp|hp|wa|what|hand|phone|mobile|ponsel|mail|surel|kronol|urai|ring|desk|cerit|riw|gamb"
    r"|ident|rm|medis|domi|tingg|tangg",
    re.IGNORECASE,
)
"""Quick to look for: without one of these no text has a word of `_TRIGGER`."""
MAX_LETTERS: Final = 90
MAX_WORDS: Final = 9


@functools.lru_cache(maxsize=50_000)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a heading, levelled: `No. Telp Ortu` is no, telepon, orangtua."""
    if len(text) > MAX_LETTERS:
        return ()
    levelled = normal(_CAMEL.sub(" ", text))
    for pattern, word in _COMPILED:
        levelled = pattern.sub(word, levelled)
    return tuple(re.findall(r"[a-z0-9]*[a-z][a-z0-9]*", levelled))


def is_heading(text: str) -> bool:
    """Whether the text has a word with which headings of personal data are written."""
    if len(text) > MAX_LETTERS or not _HINT.search(text):
        return False
    words = words_of(text)
    return 0 < len(words) <= MAX_WORDS and not _TRIGGER.isdisjoint(words)


def is_person(words: Sequence[str]) -> bool:
    """Whether the words are about a person and not about a count or an institution."""
    named = any(_means_person(words, at) for at in range(len(words)))
    return named and COUNT.isdisjoint(words) and INSTITUTION.isdisjoint(words)


def is_institution(words: Sequence[str]) -> bool:
    """Whether the words name an institution."""
    return not INSTITUTION.isdisjoint(words)


def judge(text: str, above: Sequence[str]) -> Verdict | None:
    """What the heading `text` announces, under the headings `above` it; None: nothing personal."""
    words = words_of(text)
    found = _judge(words)
    if found is None or found[1] == SURE:
        return found
    parents = [words_of(one) for one in above]
    grouped = any({"identitas", "biodata", "pribadi"} & set(parent) for parent in parents)
    if any(is_person(parent) for parent in parents) or grouped:
        return found[0], SURE
    return found


def _judge(words: Sequence[str]) -> Verdict | None:
    for rule in (_name, _number, _birth, _address, _reached, _story):
        found = rule(words)
        if found is not None:
            return found
    return None


def _means_person(words: Sequence[str], at: int) -> bool:
    if at >= len(words) or words[at] not in PERSON:
        return False
    return (words[at], words[at + 1] if at + 1 < len(words) else "") not in NOT_A_PERSON


def _after(words: Sequence[str], word: str) -> Sequence[str] | None:
    """The words after `word`; None where it is not, or only in a count."""
    if word not in words:
        return None
    at = words.index(word)
    return None if not COUNT.isdisjoint(words[:at]) else words[at + 1 :]


def _name(words: Sequence[str]) -> Verdict | None:
    initials = _after(words, "inisial")
    if initials is not None and (not initials or is_person(initials) or initials[0] == "nama"):
        return "name", SURE
    rest = _after(words, "nama")
    if rest is None:
        return None
    bare = [word for word in rest if word not in FILLING and word != "nama"]
    if _means_person(bare, 0) or (bare and bare[0] in GROUPED and is_person(bare)):
        return "name", SURE
    before = words[: words.index("nama")]
    if not bare and before and _means_person(before, len(before) - 1):
        return "name", SURE
    if not bare or bare[0] in GROUPED:
        return "name", SURE if FILLING & set(rest) else DEPENDS
    return None


def _number(words: Sequence[str]) -> Verdict | None:
    own = [word for word in words if word not in PERSON or word in ID_WORDS]
    if not own or not set(own) <= ID_WORDS:
        return None
    if {"nik", "nisn", "paspor"} & set(own) or ("induk" in own and "kependudukan" in own):
        return "number", SURE
    if own[0] == "no" and {"akta", "registrasi"} & set(own) and "lahir" not in own:
        return "number", SURE if {"kelahiran", *PERSON} & set(words) else DEPENDS
    known = {"ktp", "kk", "kia", "akta", "keluarga", "identitas", "bpjs", "rm", "medis"}
    return ("number", SURE) if own[0] == "no" and known & set(own) else None


def _birth(words: Sequence[str]) -> Verdict | None:
    rest = _after(words, "tanggal")
    if rest is None:
        return None
    return ("birth", SURE) if {"lahir", "kelahiran"} & set(rest) else None


def _address(words: Sequence[str]) -> Verdict | None:
    rest = _after(words, "alamat")
    if rest is None:
        lives = "domisili" in words or {"tempat", "tinggal"} <= set(words)
        return ("street", SURE) if lives and is_person(words) else None
    bare = [word for word in rest if word not in FILLING]
    if not bare:
        before = words[: words.index("alamat")]
        is_own = bool(before) and _means_person(before, len(before) - 1)
        return "address", SURE if is_own else DEPENDS
    own = {"rumah", "tinggal", "domisili", "ktp", "kk", "tkp", "kejadian", "asal"}
    return ("address", SURE) if _means_person(bare, 0) or bare[0] in own else None


def _reached(words: Sequence[str]) -> Verdict | None:
    for what in ("telepon", "email"):
        rest = _after(words, what)
        if rest is not None and not is_institution(words):
            return what, SURE if is_person(words) else DEPENDS
    return None


def _story(words: Sequence[str]) -> Verdict | None:
    if not COUNT.isdisjoint(words) or {"jenis", "bentuk", "indikator", "program"} & set(words):
        return None
    if {"kronologi", "kronologis", "kronologinya"} & set(words):
        return "story", SURE
    told = {"uraian", "ringkasan", "deskripsi", "cerita", "riwayat", "gambaran"} & set(words)
    about = {"kasus", "kejadian", "peristiwa", "korban", "kekerasan"} & set(words)
    return ("told", SURE) if told and about else None


def shown(text: str) -> str:
    """The heading as it may be quoted: words nobody is called by; others become dots."""
    label = text.partition(":")[0]
    known = PERSON | INSTITUTION | FILLING | GROUPED | ID_WORDS | _TRIGGER | _PLAIN
    kept: list[str] = []
    for part in label.split():
        is_known = known.issuperset(words_of(part))
        if is_known and not re.search(r"\d{5}", part):
            kept.append(part)
        elif not kept or kept[-1] != "…":
            kept.append("…")
    return " ".join(kept)
