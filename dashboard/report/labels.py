"""The fixed words of *Profil daerah*, said by the language's voice (Indonesian is the source)."""

from __future__ import annotations

from typing import Protocol

from dashboard.report.document import Labels


class Voice(Protocol):
    """Says a message in a language, as `dashboard.language.Say` does."""

    def __call__(self, message: str, **facts: object) -> str:
        """The message in the language of the voice."""


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
            "Setiap angka berkode. Kode menunjuk publikasi, berkas, lembar, sel, dan edisi data "
            "tempat angka itu dibaca."
        ),
        uncertain=say("Yang belum pasti"),
        largest=say("Kesenjangan terbesar"),
        trend=say("Simpulan tren"),
        score=say("Nilai"),
        of_maximum=say("dari"),
        missing=say("Yang belum dimuat"),
        missing_lead=say(
            "Yang belum dimuat belum tentu tidak ada. Isi templatnya dan kirim ke pengelola dasbor."
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
        publication=say("Publikasi"),
        place=say("Berkas, lembar, sel"),
        edition=say("Edisi"),
        earned_key=say("diraih"),
        open_key=say("belum diraih"),
        full_key=say("data setahun penuh"),
        partial_key=say("data sebagian tahun atau sementara"),
        absent_key=say("tanpa angka"),
        break_key=say("deret terputus"),
        page=say("Halaman"),
    )
