"""Scores of candidates on items: what is said of each item, of the form and of the decision."""

import numpy as np
import pandas as pd
import pingouin
from scipy import stats

from common import CONFIDENCE, HERE, TAIL, clip, figure, share, write
from decision import livingston_lewis, subkoviak
from tables import dif, screen


def difficulty(column, most):
    shares = column[~np.isnan(column)] / most
    n = len(shares)
    if set(shares) <= {0.0, 1.0}:
        return share(shares.sum(), n)
    return clip(figure(shares.mean(), stats.t.interval(CONFIDENCE, n - 1, shares.mean(), stats.sem(shares)), n), 0, 1)


def discrimination(complete, item):
    rest = complete.sum(axis=1) - complete[:, item]
    result = stats.pearsonr(complete[:, item], rest)
    return figure(result.statistic, result.confidence_interval(CONFIDENCE), len(complete))


def reliability(complete):
    n, k = complete.shape
    alpha, rounded = pingouin.cronbach_alpha(pd.DataFrame(complete), ci=CONFIDENCE)
    df = (n - 1, (n - 1) * (k - 1))
    interval = [1 - (1 - alpha) * stats.f.isf(TAIL, *df), 1 - (1 - alpha) * stats.f.ppf(TAIL, *df)]
    assert np.allclose(np.round(interval, 3), rounded, atol=1.01e-3), (interval, rounded)
    result = {"alpha": figure(alpha, interval, n)}
    # The two-way analysis of variance; patsy cannot hold a thousand columns, so its residuals come from centring.
    centred = complete - complete.mean(axis=1, keepdims=True) - complete.mean(axis=0) + complete.mean()
    squares = (centred**2).sum()
    limits = np.sqrt(k * squares / stats.chi2.ppf([1 - TAIL, TAIL], df[1]))
    result["error"] = figure(np.sqrt(k * squares / df[1]), limits, n)
    if set(np.unique(complete)) <= {0.0, 1.0}:
        # Kuder and Richardson (1937), formula 20.
        p = complete.mean(axis=0)
        kr20 = k / (k - 1) * (1 - np.sum(p * (1 - p)) / complete.sum(axis=1).var())
        result["kr20"] = figure(kr20, interval, n)
    return result, [alpha, *interval]


def fixture(name, about, scores, maxima, cut, groups=None, ends_fitted=False, **more):
    scores = np.array(scores, dtype=float)
    whole = ~np.isnan(scores).any(axis=1)
    complete = scores[whole]
    items = range(len(maxima))
    full = float(np.sum(maxima))
    # The cut of the form, one between points, and one near either end: true scores may all lie on one side of it.
    cuts = [cut, cut - 0.5, max(1, round(0.12 * full)), min(full, round(0.93 * full))]
    of_form, limits = reliability(complete)
    expected = {
        "difficulty": [difficulty(scores[:, i], m) for i, m in enumerate(maxima)],
        "discrimination": [discrimination(complete, i) for i in items],
        "reliability": of_form,
        "livingston_lewis": [livingston_lewis(complete, full, c, limits) for c in cuts],
    }
    assert not ends_fitted or expected["livingston_lewis"][0]["model"] == 4
    if "kr20" in of_form:
        expected["subkoviak"] = [subkoviak(complete, int(np.ceil(c)), limits) for c in cuts]
    content = {"maxima": [float(m) for m in maxima], "cuts": cuts}
    if groups is not None:
        content["groups"] = "".join(groups)
        expected |= screen(complete, np.array(groups)[whole], maxima)
    content["rows"] = ["".join("." if np.isnan(s) else str(int(s)) for s in row) for row in scores]
    computed_by = {
        "difficulty": "statsmodels proportion_confint (wilson); scipy t.interval",
        "discrimination": "scipy pearsonr with confidence_interval",
        "reliability": "pingouin cronbach_alpha (its interval is rounded; unrounded by scipy f and compared); KR-20 written "
        "from Kuder and Richardson (1937); error by two-way residuals and scipy chi2",
        "subkoviak": "written from Subkoviak (1976); scipy binom; brute-force jackknife",
        "livingston_lewis": "written from Livingston and Lewis (1995) and Hanson (1991); scipy quad",
        "dif": "statsmodels StratifiedTable; classes written from Zieky (1993)",
    }
    write(name, about, computed_by, **content, expected=expected | more)
    return expected


# How many gave each pattern, in the order of the patterns.
LSAT6 = [3, 6, 2, 11, 1, 1, 3, 4, 1, 8, 0, 16, 0, 3, 2, 15, 10, 29, 14, 81, 3, 28, 15, 80, 16, 56, 21, 173, 11, 61,
         28, 298]  # fmt: skip
LSAT7 = [12, 19, 1, 7, 3, 19, 3, 17, 10, 5, 3, 7, 7, 23, 8, 28, 7, 39, 11, 34, 14, 51, 15, 90, 6, 25, 7, 35, 18, 136,
         32, 308]  # fmt: skip


def lsat_rows(counts=LSAT6):
    assert sum(counts) == 1000
    return [[int(c) for c in f"{pattern:05b}"] for pattern, count in enumerate(counts) for _ in range(count)]


def lsat(name, about, counts, shares, alpha, strengths):
    """What is published ends the script if it is not found here."""
    expected = fixture(name, about, lsat_rows(counts), [1] * 5, 4)
    assert [round(d["estimate"] * 1000) for d in expected["difficulty"]] == shares
    assert round(expected["reliability"]["alpha"]["estimate"], 3) == alpha
    if strengths:
        assert [round(d["estimate"], 4) for d in expected["discrimination"]] == strengths


def lsat6():
    """Bock and Lieberman (1970), Psychometrika 35, 179-197: LSAT section 6, how many gave each pattern."""
    # Alpha and corrected point-biserials as R's ltm prints them (Rizopoulos, 2006, J. Stat. Software 17(5)).
    strengths = [0.1128, 0.1532, 0.1728, 0.1444, 0.1216]
    lsat("lsat6", lsat6.__doc__, LSAT6, [924, 709, 553, 763, 870], 0.295, strengths)


def lsat7():
    """Bock and Lieberman (1970), Psychometrika 35, 179-197: LSAT section 7, how many gave each pattern."""
    lsat("lsat7", lsat7.__doc__, LSAT7, [828, 658, 772, 606, 843], 0.453, None)


# What R's difR prints for its verbal data: chi-squared, odds ratio, and both with nine items out of the total.
VERBAL = [
    [1.7076, 1.7005, 0.0069, 1.1054], [2.1486, 1.7702, 0.0376, 1.1357], [0.9926, 1.4481, 0.0087, 1.0919],
    [1.9302, 1.9395, 0.8881, 1.5998], [2.9540, 1.9799, 0.1112, 1.1994], [9.6032, 2.8804, 4.2680, 2.2088],
    [0.0013, 0.9439, 0.0987, 0.8584], [0.6752, 0.7194, 4.3724, 0.4593], [0.8185, 1.5281, 0.3454, 1.3348],
    [1.6292, 1.6849, 0.1406, 1.2183], [0.0152, 1.0901, 1.6853, 0.6322], [4.1188, 2.3458, 1.0766, 1.5764],
    [0.1324, 0.7967, 2.0959, 0.5481], [2.7501, 0.4995, 6.2736, 0.3832], [0.0683, 1.1765, 0.0172, 0.9822],
    [6.3029, 0.3209, 9.6672, 0.2658], [6.8395, 0.3746, 11.9436, 0.3014], [0.2170, 0.7931, 0.6997, 0.6832],
    [5.7817, 0.4616, 9.4644, 0.3713], [3.8880, 0.4727, 6.4356, 0.4079], [0.2989, 0.6373, 1.4190, 0.4654],
    [1.1220, 0.6444, 3.9323, 0.4744], [1.4491, 0.6385, 5.7987, 0.4148], [0.8390, 1.6053, 0.3223, 1.4040],
]  # fmt: skip
VERBAL_LEFT_OUT = [5, 7, 13, 15, 16, 18, 19, 21, 22]


def verbal_answers():
    lines = (HERE / "verbal.txt").read_text().split()
    groups = np.where(np.array(lines[0::2]) == "M", "F", "R")
    return groups, np.array([[int(c) for c in row] for row in lines[1::2]])


def verbal():
    """De Boeck and Wilson (2004), Explanatory Item Response Models: verbal aggression, 24 items, yes or perhaps as 1;
    men are the focal group, as in R's difR (Magis and others, 2010, Behavior Research Methods 42, 847-862)."""
    groups, answers = verbal_answers()
    rows = (answers > 0).astype(float)
    purified = [dif(rows, i, groups, VERBAL_LEFT_OUT) for i in range(24)]
    expected = fixture("verbal", verbal.__doc__, rows, [1] * 24, 14, groups,
                       left_out=VERBAL_LEFT_OUT, without=purified)  # fmt: skip
    for one, other, printed in zip(expected["dif"], purified, VERBAL):
        found = [one["chi_squared"], np.exp(one["log_odds"]), other["chi_squared"], np.exp(other["log_odds"])]
        # Where the difference is below the correction of one half, difR squares what is left; here it is nothing.
        printed = [0.0 if ours == 0.0 else theirs for ours, theirs in zip(found, printed)]
        assert np.allclose(found, printed, atol=5.1e-5), (found, printed)


def verbal_partial():
    """The same answers with no, perhaps and yes as 0, 1 and 2 points."""
    fixture("verbal_partial", verbal_partial.__doc__, verbal_answers()[1], [2] * 24, 20)


def aside(n, seed, shares=(0.45, 0.45, 0.1)):
    """Groups drawn on their own; N takes no part."""
    return np.random.default_rng(seed).choice(["R", "F", "N"], n, p=shares)


def binary():
    """600 invented candidates, 30 right-or-wrong items, two groups; item 5 is harder for F, 20 cells were not put."""
    rng = np.random.default_rng(20250711)
    n, k = 600, 30
    groups = np.where(rng.random(n) < 0.45, "F", "R")
    ability = rng.normal(0.3, 1, n) - 0.25 * (groups == "F")
    slope, place = rng.uniform(0.6, 1.8, k), rng.normal(-0.3, 0.9, k)
    logit = slope * (ability[:, None] - place)
    logit[:, 4] -= 1.2 * (groups == "F")
    scores = (rng.random((n, k)) < 1 / (1 + np.exp(-logit))).astype(float)
    for _ in range(20):
        scores[rng.integers(n), rng.integers(k)] = np.nan
    fixture("binary", binary.__doc__, scores, [1] * k, 18, groups)


def small():
    """64 invented candidates, 12 right-or-wrong items; groups so small that some items cannot be compared."""
    rng = np.random.default_rng(44)
    ability, place = rng.normal(0.5, 1.2, 64), rng.normal(0, 1, 12)
    scores = rng.random((64, 12)) < 1 / (1 + np.exp(-1.3 * (ability[:, None] - place)))
    fixture("small", small.__doc__, scores.astype(float), [1] * 12, 7, aside(64, 1, (0.5, 0.08, 0.42)))


def partial():
    """240 invented candidates, 12 items of 1 to 5 points, 15 cells not put; groups on items of one point."""
    rng = np.random.default_rng(8)
    maxima = [1, 2, 3, 5, 4, 2, 1, 5, 3, 2, 4, 5]
    ability = rng.normal(0.6, 1, (240, 1))
    place = rng.normal(0, 0.7, 12)
    scores = rng.binomial(maxima, 1 / (1 + np.exp(-(ability - place)))).astype(float)
    for _ in range(15):
        scores[rng.integers(240), rng.integers(12)] = np.nan
    fixture("partial", partial.__doc__, scores, maxima, 22, aside(240, 2))


def guessing():
    """700 invented candidates, 40 right-or-wrong items; true scores lie between 0.2 and 0.9, so their ends are fitted."""
    rng = np.random.default_rng(5)
    true = 0.2 + 0.7 * rng.beta(1.1, 1.3, (700, 1))
    scores = (rng.random((700, 40)) < true).astype(float)
    fixture("guessing", guessing.__doc__, scores, [1] * 40, 22, aside(700, 3), ends_fitted=True)


def guessing_short():
    """260 invented candidates, 24 right-or-wrong items, true scores between 0.3 and 0.95; item 3 is much harder for F and
    item 8 much easier."""
    rng = np.random.default_rng(6)
    groups = aside(260, 4)
    true = np.repeat(0.3 + 0.65 * rng.beta(0.9, 0.8, (260, 1)), 24, axis=1)
    true[groups == "F", 2] *= 0.3
    true[groups == "F", 7] = 0.97
    scores = (rng.random((260, 24)) < true).astype(float)
    fixture("guessing_short", guessing_short.__doc__, scores, [1] * 24, 16, groups, ends_fitted=True)


def guessing_partial():
    """400 invented candidates, 16 items of 2 or 4 points, true scores between 0.15 and 0.9; 9 cells were not put."""
    rng = np.random.default_rng(7)
    maxima = [2, 4] * 8
    true = 0.15 + 0.75 * rng.beta(1.2, 1.0, (400, 1))
    scores = rng.binomial(maxima, true).astype(float)
    for _ in range(9):
        scores[rng.integers(400), rng.integers(16)] = np.nan
    fixture("guessing_partial", guessing_partial.__doc__, scores, maxima, 30, ends_fitted=True)


ALL = [lsat6, lsat7, verbal, verbal_partial, binary, small, partial, guessing, guessing_short, guessing_partial]
