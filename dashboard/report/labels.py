"""The fixed words of *Profil daerah*, said by the language's voice (Indonesian is the source)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class Voice(Protocol):
    """Says a message in a language, as `dashboard.language.Say` does."""

    def __call__(self, message: str, **facts: object) -> str:
        """The message in the language of the voice."""


@dataclass(frozen=True)
class Labels:
    """The fixed words of the pages, made by `labels`."""

    title: str
    head: str
    blocks: str
    gaps: str
    trends: str
    similar: str
    sources: str
    sources_lead: str
    uncertain: str
    largest: str
    trend: str
    score: str
    of_maximum: str
    missing: str
    missing_lead: str
    not_loaded: str
    no_uncertain: str
    what: str
    holder: str
    template: str
    gap: str
    lead: str
    kind: str
    block: str
    percent: str
    earned: str
    open: str
    code: str
    figure: str
    how: str
    publication: str
    published_by: str
    file: str
    place: str
    earned_key: str
    open_key: str
    full_key: str
    partial_key: str
    absent_key: str
    break_key: str
    page: str


def labels(say: Voice) -> Labels:
    """Headings, column heads and keys of the pages."""
    return Labels(
        title=say("Profil daerah"),
        head=say("Sekilas untuk pimpinan"),
        blocks=say("Capaian menurut blok"),
        gaps=say("Kesenjangan dan target"),
        trends=say("Tren laporan"),
        similar=say("Daerah dengan karakteristik serupa"),
        sources=say("Daftar sumber"),
        sources_lead=say(
            "Setiap angka berkode. Kode menunjuk publikasi, berkas, lembar, dan sel tempat angka "
            "itu dibaca, pada edisi data ini:"
        ),
        uncertain=say("Yang belum pasti"),
        largest=say("Kesenjangan terbesar"),
        trend=say("Simpulan tren"),
        score=say("Nilai"),
        of_maximum=say("dari"),
        missing=say("Yang belum dimuat"),
        missing_lead=say(
            "Yang belum dimuat belum tentu tidak ada. Isi templatnya dan kirim ke pengelola "
            "dasbor. Perintahnya dijalankan pengelola data."
        ),
        not_loaded=say("Belum ada data yang dimuat untuk bagian ini."),
        no_uncertain=say("Tidak ada catatan."),
        what=say("Data"),
        holder=say("Pemegang"),
        template=say("Templat"),
        gap=say("Pertanyaan atau indikator"),
        lead=say("Penanggung jawab"),
        kind=say("Menyangkut"),
        block=say("Blok"),
        percent=say("Persen dari maksimum"),
        earned=say("Nilai / maksimum"),
        open=say("Poin belum diraih"),
        code=say("Kode"),
        figure=say("Angka"),
        how=say("Cara hitung"),
        publication=say("Publikasi"),
        file=say("Berkas, lembar"),
        place=say("Sel"),
        published_by=say("Penerbit, judul, tanggal"),
        earned_key=say("diraih"),
        open_key=say("belum diraih"),
        full_key=say("data setahun penuh"),
        partial_key=say("data sebagian tahun atau sementara"),
        absent_key=say("tanpa angka"),
        break_key=say("deret terputus"),
        page=say("Halaman"),
    )
