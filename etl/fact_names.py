"""What a fact is about, in words: its measure, its place on a form and its period, id and en."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import Any, Final

import pandas as pd

from indicators import codes, numerals
from indicators.catalogue import Catalogue
from indicators.definition import Title
from indicators.instrument import Item

Fact = Mapping[Hashable, Any]
LANGUAGES: Final = ("id", "en")
_JOIN: Final = " · "
_FIXED: Final = {
    "population": Title(id="Penduduk", en="Population"),
    "kla_score": Title(id="Nilai KLA", en="KLA score"),
    "kla_award": Title(id="Penghargaan KLA", en="KLA award"),
    "award_count": Title(id="Jumlah penerima penghargaan KLA", en="Holders of a KLA award"),
    "target": Title(id="Target", en="Target"),
    "reporting": Title(id="Unit yang melapor", en="Units that reported"),
    "evidence": Title(id="Bukti dukung", en="Evidence"),
    "plan_activity": Title(id="Rencana aksi", en="Action plan"),
    "subregion": Title(id="Kecamatan, desa/kelurahan", en="Kecamatan, village"),
    "village_answer": Title(id="Jawaban kecamatan dan desa", en="Answer of kecamatan and village"),
}
_YEAR: Final = {
    "population": "year",
    "target": "year",
    "kla_score": "printed_year",
    "kla_award": "award_year",
    "award_count": "award_year",
    "plan_activity": "year",
}
_PARTS: Final = {
    "case_count": ("sex", "age_band", "violence_type", "place", "relation", "service"),
    "outcome": ("sex", "area_type"),
    "population": ("sex", "age_band"),
    "kla_score": ("stage",),
    "kla_award": (),
    "award_count": ("award",),
    "target": (),
    "reporting": (),
    "evidence": (),
    "plan_activity": (),
    "subregion": (),
    "village_answer": (),
}
_ITEM: Final = ("kla_score", "evidence", "plan_activity", "village_answer")
"""Tables whose facts stand at a block, indicator or question of a form."""
_NUMBERED: Final = {
    "document": Title(id="dokumen", en="document"), "line": Title(id="baris", en="line"),
}  # fmt: skip
_CELLS: Final = {
    "evidence_status": Title(id="status", en="status"),
    "title": Title(id="judul", en="title"),
    "number": Title(id="nomor", en="number"),
    "issued": Title(id="tanggal", en="date"),
    "signatory": Title(id="jabatan penanda tangan", en="role of the signatory"),
    "data_years": Title(id="tahun data", en="years of the data"),
    "valid_until": Title(id="berlaku sampai", en="valid until"),
    "link": Title(id="tautan", en="link"),
    "in_charge": Title(id="penanggung jawab", en="in charge"),
    "due": Title(id="tenggat", en="due"),
    "effort": Title(id="upaya, hari kerja", en="effort, working days"),
    "chance": Title(id="peluang lolos, persen", en="chance to pass, percent"),
    "verifier_note": Title(id="catatan verifikator", en="verifier's note"),
    "note": Title(id="catatan", en="note"),
    "reason": Title(id="alasan verifikator", en="verifier's reason"),
    "plan_status": Title(id="status", en="status"),
    "status_before": Title(id="status tahun sebelumnya", en="status of the year before"),
    "budget_question": Title(id="pertanyaan anggaran", en="budget question"),
    "nomenclature": Title(id="nomenklatur", en="nomenclature"),
    "programme_code": Title(id="kode program", en="programme code"),
    "activity_code": Title(id="kode kegiatan", en="activity code"),
    "sub_activity_code": Title(id="kode subkegiatan", en="sub-activity code"),
    "lead": Title(id="perangkat daerah utama", en="lead office"),
    "support": Title(id="perangkat daerah pendukung", en="supporting offices"),
    "ceiling_h1": Title(id="pagu semester 1", en="ceiling, first half-year"),
    "ceiling_h2": Title(id="pagu semester 2", en="ceiling, second half-year"),
    "realised_h1": Title(id="realisasi semester 1", en="realised, first half-year"),
    "realised_h2": Title(id="realisasi semester 2", en="realised, second half-year"),
    "name": Title(id="nama", en="name"),
    "level": Title(id="tingkat", en="level"),
    "parent_code": Title(id="bagian dari", en="part of"),
    "answer": Title(id="jawaban", en="answer"),
}
"""Cells that people type, named where one of them changed."""


def cell(what: Title, column: str) -> Title:
    """What a fact is, and which of its cells is meant; a figure needs no name."""
    if column not in _CELLS:
        return what
    own = _CELLS[column]
    return Title(id=f"{what.id} · {own.id}", en=f"{what.en} · {own.en}")


def what(table: str, fact: Fact, catalogue: Catalogue) -> Title:
    """What a row of the fact table `table` counts: the measure, then what narrows it down."""
    titles = [_head(table, fact, catalogue)]
    for name in _PARTS[table]:
        code = str(fact[name])
        if code != codes.ALL:
            titles.append(catalogue.dimensions[name][code])
    if table in _ITEM:
        titles += _item(fact, catalogue)
    if table == "evidence":
        titles.append(catalogue.offices[str(fact["office"])].title)
    for name, word in _NUMBERED.items():
        if name in fact and str(fact[name]) != "1":
            number = str(fact[name])
            titles.append(Title(id=f"{word.id} {number}", en=f"{word.en} {number}"))
    return Title(
        id=_JOIN.join(title.id for title in titles), en=_JOIN.join(title.en for title in titles)
    )


def period(table: str, fact: Fact) -> Title:
    """The period of a fact: 2023, Jan–Agu 2024; the cycle's form of one that has no other."""
    if "period_start" not in fact and table not in _YEAR:
        form = str(fact.get("instrument_id", "–")).replace("_", " ").upper()
        return Title(id=form, en=form)
    if table in _YEAR:
        year = str(int(fact[_YEAR[table]]))
        return Title(id=year, en=year)
    start, end = (pd.Timestamp(fact[name]).date() for name in ("period_start", "period_end"))
    told = [numerals.period(start, end, language) for language in LANGUAGES]
    return Title(id=told[0], en=told[1])


def _head(table: str, fact: Fact, catalogue: Catalogue) -> Title:
    if table == "outcome":
        return catalogue.outcomes[str(fact["measure_id"])].title
    if table == "target":
        measure = catalogue.outcomes[str(fact["measure_id"])].title
        fixed = _FIXED[table]
        return Title(id=f"{fixed.id}: {measure.id}", en=f"{fixed.en}: {measure.en}")
    if table != "case_count":
        return _FIXED[table]
    counted = (fact["unit"], fact["group"], codes.ALL, codes.ALL)
    for one in catalogue.cases.values():
        if (one.unit, one.group, one.sex, one.violence_type) == counted:
            return one.title
    unit, group = (catalogue.dimensions[name][str(fact[name])] for name in ("unit", "group"))
    return Title(id=f"{unit.id}: {group.id}", en=f"{unit.en}: {group.en}")


def _item(fact: Fact, catalogue: Catalogue) -> Iterable[Title]:
    """The block, indicator or question of a score: its title, its code where none is known."""
    if fact.get("level") == "total":
        return []
    form = catalogue.instruments.get(str(fact["instrument_id"]))
    named = [name for name in ("block", "indicator", "question") if name in fact]
    place = tuple(str(fact[name]) for name in named)
    code = _JOIN.join(part for part in place if part != codes.ALL)
    if form is not None:
        for _, item in form.items():
            if tuple(str(getattr(item, name)) for name in named) == place:
                return [item.title if "stage" in fact else _coded(item)]
    return [Title(id=code, en=code)]


def _coded(item: Item) -> Title:
    """2/1 and the title: many questions of a form share their wording."""
    code = "/".join(part for part in (item.indicator, item.question) if part != codes.ALL)
    return Title(id=f"{code} {item.title.id}", en=f"{code} {item.title.en}")
