"""Figures of one quantity set side by side, what people decided, and what they corrected."""

from __future__ import annotations

import pandas as pd

from dashboard.queries.contract import Run, typed
from indicators.tables import CORRECTION, DECISION, REGION_TABLE, SIDE_BY_SIDE

ALL = "semua"
DIFFERENT = "berbeda"
"""Every pair that is not known to be equal."""

_FLIPPED = "(v.other_is_chosen AND NOT v.is_chosen)"
"""The figure that is shown stands first."""
_TURNED = f"""
SELECT v.region_code, v.year, v.agrees, v.cause, v.why_chosen, v.reason,
       CASE WHEN {_FLIPPED} THEN v.other_measure_id ELSE v.measure_id END AS measure_id,
       CASE WHEN {_FLIPPED} THEN v.measure_id ELSE v.other_measure_id END AS other_measure_id,
       CASE WHEN {_FLIPPED} THEN v.other_publication_id ELSE v.publication_id END
           AS publication_id,
       CASE WHEN {_FLIPPED} THEN v.publication_id ELSE v.other_publication_id END
           AS other_publication_id,
       CASE WHEN {_FLIPPED} THEN v.other_period_start ELSE v.period_start END AS period_start,
       CASE WHEN {_FLIPPED} THEN v.period_start ELSE v.other_period_start END
           AS other_period_start,
       CASE WHEN {_FLIPPED} THEN v.other_period_end ELSE v.period_end END AS period_end,
       CASE WHEN {_FLIPPED} THEN v.period_end ELSE v.other_period_end END AS other_period_end,
       CASE WHEN {_FLIPPED} THEN v.other_value ELSE v.value END AS value,
       CASE WHEN {_FLIPPED} THEN v.value ELSE v.other_value END AS other_value,
       CASE WHEN {_FLIPPED} THEN v.other_hidden ELSE v.hidden END AS hidden,
       CASE WHEN {_FLIPPED} THEN v.hidden ELSE v.other_hidden END AS other_hidden,
       CASE WHEN {_FLIPPED} THEN -v.difference ELSE v.difference END AS difference,
       CASE WHEN {_FLIPPED} THEN v.ratio ELSE 1 / nullif(v.ratio, 0) END AS share,
       v.is_chosen OR v.other_is_chosen AS has_chosen,
       v.is_chosen AND v.other_is_chosen AS both_chosen
FROM side_by_side AS v
"""
_MATTERS = """
CASE WHEN v.agrees THEN 4 WHEN v.difference IS NULL THEN 3 WHEN NOT v.has_chosen THEN 2
     WHEN v.cause = 'tidak_diketahui' THEN 0 ELSE 1 END,
abs(v.difference) / sqrt(greatest(abs(v.value) + abs(v.other_value), 1)) DESC,
v.region_code, v.year DESC, v.measure_id, v.publication_id, v.other_publication_id
"""
"""What nobody can explain yet first, then by the difference against the size of the figures.

Pairs of which neither is shown come after those, then what is hidden, then what is equal.
"""
_IN_SCOPE = "(? = '00' OR r.region_code = ? OR r.parent_code = ?)"
_PAIRS = f"""
WITH turned AS ({_TURNED})
SELECT v.*, r.name,
       CASE WHEN r.kind = 'kota' THEN 'Kota ' || r.name_short ELSE r.name_short END AS label,
       p.publisher, p.title AS publication_title, p.url, p.released, p.trust,
       q.publisher AS other_publisher, q.title AS other_publication_title, q.url AS other_url,
       q.released AS other_released, q.trust AS other_trust,
       contains('; ' || coalesce(p.supersedes, '') || '; ', '; ' || q.publication_id || '; ')
           AS replaces,
       own.quality, own.quality_reasons, other.quality AS other_quality,
       other.quality_reasons AS other_quality_reasons
FROM turned AS v
JOIN region AS r USING (region_code)
JOIN publication AS p ON p.publication_id = v.publication_id
JOIN publication AS q ON q.publication_id = v.other_publication_id
LEFT JOIN indicator_value AS own
  ON own.region_code = v.region_code AND own.measure_id = v.measure_id AND own.dimension = 'total'
 AND own.period_start = v.period_start AND own.period_end = v.period_end
 AND own.publication_id = v.publication_id
LEFT JOIN indicator_value AS other
  ON other.region_code = v.region_code AND other.measure_id = v.other_measure_id
 AND other.dimension = 'total' AND other.period_start = v.other_period_start
 AND other.period_end = v.other_period_end AND other.publication_id = v.other_publication_id
WHERE {_IN_SCOPE}
  AND (? = '{ALL}' OR v.year = TRY_CAST(? AS INTEGER))
  AND (? = '{ALL}' OR v.cause = ? OR (? = '{DIFFERENT}' AND NOT v.agrees))
ORDER BY {_MATTERS}
"""
_YEARS = f"""
SELECT v.year, count(*) AS pairs
FROM side_by_side AS v JOIN region AS r USING (region_code)
WHERE {_IN_SCOPE}
GROUP BY v.year
ORDER BY v.year DESC
"""
_CAUSES = f"""
SELECT v.cause, count(*) AS pairs
FROM side_by_side AS v JOIN region AS r USING (region_code)
WHERE {_IN_SCOPE}
GROUP BY v.cause
"""
_DECISIONS = """
SELECT v.*, r.name,
       CASE WHEN r.kind = 'kota' THEN 'Kota ' || r.name_short ELSE r.name_short END AS label,
       p.publisher, p.title AS publication_title
FROM decision AS v
JOIN region AS r USING (region_code)
LEFT JOIN publication AS p USING (publication_id)
ORDER BY v.decided_on DESC, v.region_code, v.year, v.measure_id
"""
_CORRECTIONS = "SELECT * FROM correction ORDER BY corrected_on DESC, file, sheet, cell"


def pairs(run: Run, region: str, year: str, cause: str) -> pd.DataFrame:
    """The pairs of a region and its parts, the one that matters most first.

    The figure that is shown stands first in each pair (`both_chosen`: each is for its own measure).
    `difference` is the first less the other, `share` the other over the first; `replaces` says that
    the first publication is a release in place of the other; `label` is a short name of the region.
    `year` and `cause` may be ALL, `cause` DIFFERENT.
    """
    frame = run(_PAIRS, (region, region, region, year, year, cause, cause, cause))
    return typed(frame, SIDE_BY_SIDE, REGION_TABLE)


def years(run: Run, region: str) -> pd.DataFrame:
    """The years with pairs in a region and its parts, latest first: year, pairs."""
    return run(_YEARS, (region, region, region))


def causes(run: Run, region: str) -> pd.DataFrame:
    """The causes met in a region and its parts: cause, pairs."""
    return run(_CAUSES, (region, region, region))


def decisions(run: Run) -> pd.DataFrame:
    """What people decided, the latest first."""
    return typed(run(_DECISIONS), DECISION, REGION_TABLE)


def corrections(run: Run) -> pd.DataFrame:
    """The corrected cells, the latest first."""
    return typed(run(_CORRECTIONS), CORRECTION)
