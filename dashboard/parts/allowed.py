"""Muat Data: who may load and why not, and what loading does."""

from __future__ import annotations

from typing import Final

from dashboard.language import mark, speaker
from dashboard.parts.shapes import Note
from dashboard.permission import Permission

_REFUSED: Final = {
    "public": mark(
        "Memuat berkas hanya pada versi internal di komputer kantor, tidak di versi publik ini."
    ),
    "off": mark(
        "Memuat berkas belum dinyalakan; pengelola menyalakannya dengan "
        "python -m dashboard --edition internal --loading."
    ),
    "settings": mark(
        "Memuat berkas ditutup karena data/settings.toml tidak terbaca; beri tahu pengelola."
    ),
    "address": mark(
        "Memuat berkas ditutup karena dasbor ini terbuka bagi jaringan dan belum ada orang yang "
        "disebut di data/settings.toml, bagian [loading] people."
    ),
    "login": mark("Memuat berkas hanya untuk orang yang disebut kantor; masuklah lebih dahulu."),
    "person": mark(
        "Memuat berkas hanya untuk orang yang disebut kantor; alamat surel Anda tidak termasuk."
    ),
}


def refusal(permission: Permission, language: str) -> Note:
    """Why this visitor may not load, in one sentence."""
    return Note(speaker(language)(_REFUSED[permission.refusal]), "caution")


def what_happens(language: str) -> tuple[Note, ...]:
    """What will be done with a file, before one is chosen."""
    say = speaker(language)
    return (
        Note(say("Berkas diperiksa dulu; semua masalah ditunjukkan sekaligus dengan selnya. "
                 "Sebelum Anda setuju, tidak ada yang dimuat.")),
        Note(say("Berkas dengan data pribadi (NIK, nama atau alamat korban, anak, pelaku, orang "
                 "tua; tanggal lahir; telepon) ditolak seluruhnya dan tidak disimpan.")),
        Note(say("Berkas kosong untuk diisi: python -m etl template kasus --out kasus.xlsx")),
    )  # fmt: skip


def where_loading_happens(permission: Permission, language: str) -> Note:
    """For the Data page: where files are loaded."""
    if permission.is_given:
        return Note(speaker(language)("Berkas baru dimuat pada halaman Muat Data."))
    return Note(speaker(language)(_REFUSED[permission.refusal]))
