from __future__ import annotations

import numpy as np
import pytest
from scipy import optimize, special

from indicators import detectability, overdispersion


def test_solution_by_root_search() -> None:
    count, cv2, years, freedom = 22.0, 0.04, 5, 81.0
    x = np.arange(5.0) - 2

    def error(b: float) -> float:
        shape = np.exp(b * x)
        mean = (shape / shape.mean() * count)[None, :]
        return float(np.sqrt(overdispersion.sandwich(mean, x[None, :], np.array([cv2]))[0]))

    level, power = special.stdtrit(freedom, 0.975), special.stdtrit(freedom, 0.8)
    for sign, found in zip(
        (-1, 1), detectability.smallest_change(count, cv2, years, freedom), strict=True
    ):
        just = optimize.brentq(lambda b, s=sign: b - level * error(s * b), 1e-6, 2.0)
        true = optimize.brentq(lambda b, s=sign, d=just: b - d - power * error(s * b), 1e-6, 2.9)
        assert float(found) == pytest.approx(np.expm1(sign * true), rel=1e-8)


def test_more_counts_less_dispersion_and_more_years_see_smaller_changes() -> None:
    fall, rise = detectability.smallest_change([10, 20, 50, 100, 400], 0.04, 5, 81)
    assert (np.diff(fall) > 0).all()
    assert (np.diff(rise) < 0).all()
    fall, _ = detectability.smallest_change(50, [0.0, 0.01, 0.04, 0.2], 5, 81)
    assert (np.diff(fall) < 0).all()
    fall, _ = detectability.smallest_change(50, 0.04, [3, 5, 7, 10], [27, 81, 135, 216])
    assert (np.diff(fall) > 0).all()


def test_nothing_known_or_too_little_to_see_anything() -> None:
    for given in ((0, 0.1, 5, 81), (np.nan, 0.1, 5, 81), (20, np.nan, 5, 81), (20, 0.1, 2, 81)):
        assert np.isnan(detectability.smallest_change(*given)).all()
    assert np.isnan(detectability.smallest_change(0.2, 0.2, 5, 81)[0])
    with pytest.raises(ValueError, match="between"):
        detectability.smallest_change(20, 0.1, 5, 81, power=1.0)


def test_options_say_what_pooling_and_waiting_give() -> None:
    table = detectability.options(22.0, 0.04, 5, 81.0).set_index("option")
    assert list(table.index) == list(detectability.OPTIONS)
    assert table["years_needed"].tolist() == [5, 10, 15, 7, 10]
    fall = table["fall"]
    assert fall["now"] < fall["pool_2"] < fall["pool_3"] < 0
    assert fall["now"] < fall["years_7"] < fall["years_10"] < 0
    assert fall["now"] == pytest.approx(-0.2369, abs=1e-4)
    assert "years_7" not in detectability.options(22.0, 0.04, 7, 135.0)["option"].tolist()
