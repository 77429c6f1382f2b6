"""A made recap of the self-assessment: one block, its indicators and questions, sums in order."""

from __future__ import annotations

import random

from etl.context import Context
from tests.etl.generated.tables_made import Cell, Figure, Made, as_template


def rekap(chance: random.Random, context: Context) -> Made:
    """Some blocks of the self-assessment recap, their sums in order."""
    form = context.catalogue.instruments["kla_2024"]
    region = chance.choice([r for r in context.registry.all() if r.kind in ("kabupaten", "kota")])
    year = chance.randint(2023, 2025)
    said = {
        "Kabupaten/Kota": region.name, "Kode daerah": region.code, "Tahun": year,
        "Tahapan": "mandiri", "Instrumen": "kla_2024", "Publikasi": "terbitan",
    }  # fmt: skip
    heads: list[list[Cell]] = [[label, f": {value}", None, None] for label, value in said.items()]
    heads += [[None] * 4, ["No", "Klaster / Indikator / Pertanyaan", "Nilai Maksimal", "Nilai"]]
    body: list[list[Cell | Figure]] = []
    for block in chance.sample(list(form.blocks[1:]), 1):
        parts: list[list[Cell | Figure]] = []
        total = 0.0
        for indicator in form.indicators_of(block.block):
            asked = form.questions_of(indicator.indicator)
            points = [round(chance.randint(0, 4) / 4 * one.max_score, 2) for one in asked]
            total += sum(points)
            key = ("kla_score", region.code, str(year), block.block, indicator.indicator)
            own = Figure(round(sum(points), 2), (*key, "semua"))
            parts.append([indicator.indicator, indicator.title.id, indicator.max_score, own])
            parts += [
                [one.question, one.title.id, one.max_score, Figure(score, (*key, one.question))]
                for one, score in zip(asked, points, strict=True)
            ]
        whole = ("kla_score", region.code, str(year), block.block, "semua", "semua")
        body.append([None, block.title.id, block.max_score, Figure(round(total, 2), whole)])
        body += parts
    roles = ["number", "item", "most", "value"]
    made = Made("rekap_em", "kla_score", heads, body, roles, decimals=2)
    made.above_is_free = False
    return as_template(made, context)
