"""What is said over time and over a pool: trends, shrunken difficulties; and the quantiles behind all intervals."""

import numpy as np
from scipy import optimize, stats
from statsmodels.api import OLS, add_constant

from common import CONFIDENCE, TAIL, clip, figure, write

# A period with fewer answers does not count (the default of the settings).
LEAST_ANSWERS = 20


def trend(at, right, n):
    kept = [i for i in range(len(n)) if n[i] >= LEAST_ANSWERS]
    at, right, n = ([v[i] for i in kept] for v in (at, right, n))
    time = np.repeat(at, n).astype(float)
    answers = np.concatenate([[1.0] * r + [0.0] * (m - r) for r, m in zip(right, n)])
    fitted = OLS(answers, add_constant(time)).fit(cov_type="HC0")
    low, high = fitted.conf_int(1 - CONFIDENCE)[1]
    span = max(at) - min(at)
    slope = fitted.params[1]
    chi = len(answers) * stats.pearsonr(time, answers).statistic ** 2
    return {
        "slope": figure(slope, [low, high], len(answers)),
        "change": clip(figure(slope * span, [low * span, high * span], len(answers)), -1, 1),
        "chi_squared": float(chi),
        "p": float(stats.chi2.sf(chi, 1)),
    }


def trends():
    """Trends: three published ones and four invented."""
    n = [60, 70, 61, 80, 66, 75, 82]
    at = [0, 1, 2, 4, 5, 7, 9.5]
    sets = [
        ("smokers", "Fleiss (1981): smokers among patients in four studies; chi-squared as R's prop.trend.test prints it",
         [1, 2, 3, 4], [83, 90, 129, 70], [86, 93, 136, 82], "8.2249"),
        ("smokers, the last apart", "the same with the scores 0, 0, 0, 1 of R's help page",
         [0, 0, 0, 1], [83, 90, 129, 70], [86, 93, 136, 82], "12.1731"),
        ("malformations", "Graubard and Korn (1987), Biometrics 43, 471-476: malformed infants by alcohol; chi-squared as "
         "Agresti (1996) prints it", [0, 0.5, 1.5, 4, 7], [48, 38, 5, 1, 1], [17114, 14502, 793, 127, 38], "6.57"),
        ("easier", "invented", at, [31, 40, 37, 52, 48, 61, 70], n, None),
        ("steady", "invented", at, [31, 40, 31, 42, 31, 40, 41], n, None),
        ("harder", "invented", at, [58, 60, 50, 60, 46, 45, 40], n, None),
        ("unsorted", "invented; times not in order, one of them twice, and a period with too few answers to count",
         [12, 3, 3, 30, -2.5, 7], [20, 33, 29, 0, 41, 26], [44, 50, 41, 19, 52, 44], None),
    ]  # fmt: skip
    content = []
    for name, about, at, right, n, printed in sets:
        expected = trend(at, right, n)
        assert printed is None or f"{expected['chi_squared']:.{len(printed.partition('.')[2])}f}" == printed, name
        content.append({"name": name, "about": about, "at": at, "right": right, "n": n, "expected": expected})
    write("trends", trends.__doc__, "statsmodels OLS with HC0; chi-squared as n times scipy's squared correlation",
          sets=content)  # fmt: skip


def prior(pool):
    """Kleinman (1973) with weights n: S and its expectation solved for the likeness of answers on an item. The house's
    prior for fewer than five items; its weight lies between a tenth of an answer and a thousand, and a likeness that so
    few answers cannot tell from none counts as the least that they can."""
    seen = [(x, n) for x, n in pool if n > 0]
    if len(seen) < 5:
        return 0.7, 10.0
    w = np.array([n for _, n in seen], dtype=float)
    p = np.array([x / n for x, n in seen])
    mean = np.average(p, weights=w)
    s = np.sum(w * (p - mean) ** 2)

    def expectation(g):
        variances = mean * (1 - mean) * ((1 - g) / w + g)
        return np.sum(w * (1 - w / w.sum()) * variances)

    # Fisher (1925): standard error of an intraclass correlation of zero, classes of the mean size.
    size = w.mean()
    least = min(1.0, np.sqrt(2 / (len(w) * size * (size - 1)))) if size > 1 else 1.0
    if s >= expectation(1):
        likeness = 1.0
    elif s <= expectation(least):
        likeness = least
    else:
        likeness = optimize.brentq(lambda g: expectation(g) - s, 0, 1, xtol=1e-15)
    return mean, float(np.clip(1 / likeness - 1, 0.1, 1000))


def shrinkage():
    """Pools: [right, all] of each item."""
    hits = [18, 17, 16, 15, 14, 14, 13, 12, 11, 11, 10, 10, 10, 10, 10, 9, 8, 7]
    sets = [
        ("batters", "Efron and Morris (1975), J. Am. Stat. Assoc. 70, 311-319: hits of 18 batters, first 45 at bats",
         [[x, 45] for x in hits]),
        ("spread", "invented: items that differ, one without answers",
         [[3, 12], [9, 10], [14, 30], [6, 8], [1, 9], [18, 21], [5, 5], [0, 0], [22, 40]]),
        ("alike", "invented: items that cannot be told apart",
         [[7, 10], [14, 20], [22, 30], [8, 12], [15, 21], [10, 14]]),
        ("all or nothing", "invented: items that all or none answer", [[9, 9], [0, 12], [7, 7], [0, 8], [11, 11], [0, 3]]),
        ("tiny", "invented: too few items for a prior of their own", [[2, 3], [4, 9], [1, 1]]),
    ]  # fmt: skip
    content = []
    for name, about, pool in sets:
        mean, weight = prior(pool)
        items = []
        for x, n in pool:
            posterior = stats.beta(weight * mean + x, weight * (1 - mean) + n - x)
            items.append(figure(posterior.mean(), posterior.ppf([TAIL, 1 - TAIL]), n) if n else None)
        expected = {"a": float(weight * mean), "b": float(weight * (1 - mean)), "items": items}
        content.append({"name": name, "about": about, "pool": pool, "expected": expected})
    # The mean of all, which every batter is drawn to.
    assert round(sum(hits) / 45 / 18, 3) == 0.265
    write("shrinkage", shrinkage.__doc__, "prior written from Kleinman (1973), by root finding; posterior by scipy beta",
          sets=content)  # fmt: skip


def quantiles():
    """Quantiles at small and very large degrees of freedom."""
    f = [[d1, d2, p, float(stats.f.ppf(p, d1, d2))] for d1, d2 in [(1, 1), (9, 40), (59, 660), (999, 39960), (9999, 989901)]
         for p in (0.005, 0.025, 0.5, 0.975, 0.995)]  # fmt: skip
    t = [[d, p, float(stats.t.ppf(p, d))] for d in (1, 2, 7, 30, 400, 100000) for p in (0.6, 0.9, 0.975, 0.9995)]
    chi = [[d, p, float(stats.chi2.ppf(p, d))] for d in (1, 4, 63, 3900, 989901) for p in (0.025, 0.5, 0.975)]
    beta = [[a, b, p, float(stats.beta.ppf(p, a, b))] for a, b in [(0.3, 0.2), (2, 5), (800, 3), (5000, 9000)]
            for p in (0.001, 0.025, 0.5, 0.975)]  # fmt: skip
    normal = [[p, float(stats.norm.ppf(p))] for p in (1e-6, 0.025, 0.5, 0.9, 0.995)]
    write("quantiles", quantiles.__doc__, "scipy", f=f, t=t, chi_squared=chi, beta=beta, normal=normal)


ALL = [trends, shrinkage, quantiles]
