"""Values that look like a NIK, a telephone or the story of a person, whatever stands above them."""

from __future__ import annotations

import re
from typing import Final

PROVINCES: Final = re.compile("1[1-9]|21|3[1-6]|5[1-3]|6[1-5]|7[1-6]|8[12]|9[1-7]")
STORY_FROM: Final = 60
"""Letters from which on a text may tell of somebody."""
DIGITS: Final = re.compile(
    r"(?<![\d.,])(?:\d{16}|\d{6}([ .-])\d{6}\1\d{4}|\d{4}([ .-])\d{4}\2\d{4}\2\d{4})(?![\d]|[.,]\d)"
)
PHONE: Final = re.compile(
    r"(?<![\d.,/-])(?:\+?62[ .-]?|0)8[1-9]\d(?:[ .-]?\d){6,9}(?![\d]|[.,/]\d)"
)
_PERSON: Final = re.compile(
    r"\b(?:korban|pelaku|terlapor|anak|ayah|ibu|bapak|paman|kakek|tetangga|pacar|ybs|istri|suami|"
    r"siswa|siswi|santri)(?:nya)?\b"
)
_ACT: Final = re.compile(
    r"\b(?:di|me(?:n|m|ng|ny)?)(?:pukul|mukul|tampar|nampar|cabuli|setubuhi|nyetubuhi|perkosa|"
    r"ancam|gancam|aniaya|ganiaya|bawa|ajak|gajak|paksa|maksa|raba|rayu|cekik|ncekik|tendang|"
    r"nendang|siram|nyiram|bully|larikan|larikan|culik|nculik|jual|usir|gusir|tinggalkan|"
    r"ninggalkan|lecehkan|antar|jemput|sekap|nyekap|hamili|ghamili|telanjangi|cubit|ncubit|lempar)\b"
    r"|\b(?:menangis|mengaku|bercerita|menceritakan|kabur|melarikan|mencabuli|menyetubuhi|"
    r"menganiaya|memukul|memperkosa|mengancam|mengajak|hamil \d+ (?:bulan|minggu))\b"
)
_MOMENT: Final = re.compile(
    r"\bhari (?:senin|selasa|rabu|kamis|jumat|sabtu|minggu|itu)\b|\bpada malam\b"
    r"|\b(?:jam|pukul) \d|\btanggal \d|\b(?:kemudian|lalu) (?:di|me|korban|pelaku|anak|ibu|ayah)"
    r"|\bsetelah itu\b|\bsaat (?:itu|korban|pelaku|anak|upacara|pulang)|\bsepulang\b"
    r"|\bkeesokan\b|\bmalam (?:hari|itu)\b|\binisial\b|\bketika (?:korban|anak|pelaku|itu)\b"
    r"|\b(?:ber)?(?:umur|usia) \d+ (?:tahun|thn?)(?! ke (?:bawah|atas))"
)


STREET: Final = re.compile(r"\b(?:jl|jln|jalan|gg|gang|rt|rw|dusun|dsn|perum|blok|komplek)\b")


def tells_of_person(text: str) -> bool:
    """Whether the text names a victim, a child, a parent, ... by that word."""
    return _PERSON.search(text.casefold()) is not None


def niks(text: str) -> tuple[int, int]:
    """How many numbers of sixteen digits a text holds, and how many of them may be a NIK."""
    found = [re.sub(r"\D", "", hit[0]) for hit in DIGITS.finditer(text)]
    return len(found), sum(is_nik(digits) for digits in found)


def is_nik(digits: str) -> bool:
    """Whether sixteen digits are built as a NIK: area, day (women +40), month, year, serial."""
    if len(digits) != 16 or not PROVINCES.match(digits) or not digits.isascii():
        return False
    regency, district = int(digits[2:4]), int(digits[4:6])
    day, month = int(digits[6:8]), int(digits[8:10])
    is_place = 1 <= regency <= 79 and 1 <= district <= 99
    return is_place and 1 <= day % 40 <= 31 and day <= 71 and 1 <= month <= 12


def nik_number(number: object) -> tuple[int, int]:
    """The same of a number cell; spreadsheets keep fifteen digits of it, the last is lost."""
    if isinstance(number, bool) or not isinstance(number, float | int):
        return 0, 0
    if not (1e15 <= number < 1e16 and float(number).is_integer()):
        return 0, 0
    return 1, int(is_nik(str(int(number))))


def has_phone(text: str) -> bool:
    """Whether the text holds the number of a mobile telephone."""
    return PHONE.search(text) is not None


def is_story(text: str) -> bool:
    """Whether a long text tells what happened to somebody: a person, an act, a moment."""
    if len(text) < STORY_FROM:
        return False
    lower = text.casefold()
    return all(pattern.search(lower) for pattern in (_PERSON, _ACT, _MOMENT))
