"""Makes the data sets that the Rust tests read, and what other implementations say of them.

Where a library computes a figure, its answer stands in the fixture. Where none does (Subkoviak, Livingston and Lewis,
Kleinman's prior, the K2 index, Ebel, Hofstee, Beuk), the formula was written here from the paper, by other means than in
Rust: brute force, general quadrature and general root finding. The head of each fixture says which is which.
"""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pingouin
from scipy import integrate, optimize, stats
from statsmodels.api import OLS, add_constant
from statsmodels.formula.api import ols
from statsmodels.stats.anova import anova_lm
from statsmodels.stats.contingency_tables import StratifiedTable
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.weightstats import DescrStatsW

HERE = Path(__file__).parent
CONFIDENCE = 0.95
TAIL = (1 - CONFIDENCE) / 2


def write(name, about, computed_by, **content):
    """A fixture on as few lines as can be read."""
    head = {"about": about, "computed_by": computed_by}
    lines = [f"  {json.dumps(k)}: {json.dumps(v)}" for k, v in {**head, **content}.items()]
    (HERE / f"{name}.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")


def figure(estimate, interval, n):
    return {"estimate": float(estimate), "low": float(interval[0]), "high": float(interval[1]), "n": int(n)}


# ---------------------------------------------------------------- scores


def difficulty(column, most):
    shares = column[~np.isnan(column)] / most
    n = len(shares)
    if set(shares) <= {0.0, 1.0}:
        interval = proportion_confint(shares.sum(), n, alpha=1 - CONFIDENCE, method="wilson")
    else:
        interval = stats.t.interval(CONFIDENCE, n - 1, shares.mean(), stats.sem(shares))
    return figure(shares.mean(), np.clip(interval, 0, 1), n)


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
    long = pd.DataFrame(
        {"score": complete.ravel(), "who": np.repeat(np.arange(n), k), "item": np.tile(np.arange(k), n)}
    )
    # The two-way analysis of variance; patsy cannot hold a thousand columns, so its residuals come from centring.
    centred = (
        long.score
        - long.groupby("who").score.transform("mean")
        - long.groupby("item").score.transform("mean")
        + long.score.mean()
    )
    squares = (centred**2).sum()
    error = np.sqrt(k * squares / df[1])
    limits = np.sqrt(k * squares / stats.chi2.ppf([1 - TAIL, TAIL], df[1]))
    return {"alpha": figure(alpha, interval, n), "error": figure(error, limits, n), "alpha_limits": interval}


def with_jackknife(found, at_limits, left_out):
    """left_out: one outcome for each candidate left out."""
    n = len(left_out)
    left_out, found, (low, high) = np.array(left_out), np.array(found), np.array(at_limits)
    z = stats.norm.ppf(1 - TAIL)
    variance = (n - 1) / n * ((left_out - left_out.mean(axis=0)) ** 2).sum(axis=0)
    half = z * np.sqrt(variance + ((high - low) / (2 * z)) ** 2)
    return found - half, found + half


def kappa(agreement, passing):
    chance = passing**2 + (1 - passing) ** 2
    return (agreement - chance) / (1 - chance)


def consistency(names, found, intervals, n):
    floors = {"agreement": 0, "kappa": -1, "accuracy": 0}
    return {
        name: figure(found[i], [max(intervals[0][i], floors[name]), min(intervals[1][i], 1)], n)
        for i, name in enumerate(names)
    }


def subkoviak(complete, cut, reliabilities):
    """Subkoviak (1976), written from the paper."""
    k = complete.shape[1]
    totals = complete.sum(axis=1)

    def at(totals, r):
        r = np.clip(r, 0, 1)
        chance = r * totals / k + (1 - r) * totals.mean() / k
        p = stats.binom.sf(cut - 1, k, chance)
        agreement = np.mean(p**2 + (1 - p) ** 2)
        return agreement, kappa(agreement, p.mean())

    found, low, high = (at(totals, r) for r in reliabilities)
    left_out = [at(np.delete(totals, i), reliabilities[0]) for i in range(len(totals))]
    return consistency(["agreement", "kappa"], found, with_jackknife(found, (low, high), left_out), len(totals))


def beta_mean(a, b, low, high, split, of):
    """Means below and above a true score, by quadrature with the density's own end weights."""
    inside = (split - low) / (high - low)
    norm = np.exp(stats.beta.logpdf(0.5, a, b) - (a - 1) * np.log(0.5) - (b - 1) * np.log(0.5))
    options = {"epsabs": 1e-13, "epsrel": 1e-12, "limit": 500}

    def piece(start, end):
        if start >= end:
            return 0.0
        scale = high - low
        middle = (start + end) / 2
        left = integrate.quad(
            lambda t: (1 - t) ** (b - 1) * (t ** (a - 1) if start > 0 else 1.0) * of(low + scale * t),
            start, middle, weight="alg", wvar=(a - 1 if start == 0 else 0, 0), **options,
        )[0]  # fmt: skip
        right = integrate.quad(
            lambda t: t ** (a - 1) * ((1 - t) ** (b - 1) if end < 1 else 1.0) * of(low + scale * t),
            middle, end, weight="alg", wvar=(0, b - 1 if end == 1 else 0), **options,
        )[0]  # fmt: skip
        return norm * (left + right)

    inside = min(max(inside, 0.0), 1.0)
    return piece(0.0, inside), piece(inside, 1.0)


def livingston_lewis(complete, full_marks, cut, reliabilities):
    """Livingston and Lewis (1995) with the moments of Hanson (1991), written from the papers."""
    totals = complete.sum(axis=1)
    share = cut / full_marks

    def length_of(totals, r):
        mean, variance = totals.mean(), totals.var(ddof=1)
        return (mean * (full_marks - mean) - r * variance) / (variance * (1 - r))

    def fit(totals, length, model):
        scores = totals / full_marks * length
        moment, m = np.ones_like(scores), []
        for j in range(4):
            moment = moment * (scores - j) / (length - j)
            m.append(moment.mean())
        variance = m[1] - m[0] ** 2
        if model == 2:
            total = m[0] * (1 - m[0]) / variance - 1
            return m[0] * total, (1 - m[0]) * total, 0.0, 1.0
        skew = (m[2] - 3 * m[0] * m[1] + 2 * m[0] ** 3) / variance**1.5
        kurtosis = (m[3] - 4 * m[0] * m[2] + 6 * m[0] ** 2 * m[1] - 3 * m[0] ** 4) / variance**2
        phi = 6 * (kurtosis - skew**2 - 1) / (6 + 3 * skew**2 - 2 * kurtosis)
        inner = 1 - 24 * (phi + 1) / ((phi + 2) * (phi + 3) * kurtosis - 3 * (phi - 6) * (phi + 1))
        if inner < 0:
            return None
        shapes = phi / 2 * (1 + np.sqrt(inner)), phi / 2 * (1 - np.sqrt(inner))
        a, b = shapes if skew < 0 else shapes[::-1]
        if not (a > 0 and b > 0):
            return None
        scale = np.sqrt(variance * (a + b + 1) / (a * b))
        return a, b, m[0] - a * scale, m[0] + b * scale

    def choose(totals, length):
        fitted = fit(totals, length, 4)
        if fitted is not None and fitted[2] >= 0 and fitted[3] <= 1:
            return 4, fitted
        return 2, fit(totals, length, 2)

    def outcome(fitted, length):
        n = round(length)
        least = int(np.ceil(share * n - 1e-9))

        def passing(true):
            return stats.binom.sf(least - 1, n, np.clip(true, 0, 1))

        def agree(true):
            return passing(true) ** 2 + (1 - passing(true)) ** 2

        agreement = sum(beta_mean(*fitted, share, agree))
        below, above = beta_mean(*fitted, share, passing)
        failing_below = beta_mean(*fitted, share, lambda t: 1 - passing(t))[0]
        return agreement, kappa(agreement, below + above), failing_below + above

    def at(r):
        length = length_of(totals, r)
        model, fitted = choose(totals, length)
        return length, model, fitted, outcome(fitted, length)

    length, model, fitted, found = at(reliabilities[0])
    ends = [at(max(r, 0.01))[3] for r in reliabilities[1:]]
    cache = {}
    for total in np.unique(totals):
        rest = np.delete(totals, np.flatnonzero(totals == total)[0])
        cache[total] = outcome(fit(rest, length, model), length)
    left_out = [cache[t] for t in totals]
    names = ["agreement", "kappa", "accuracy"]
    result = consistency(names, found, with_jackknife(found, ends, left_out), len(totals))
    return result | {"length": length, "model": model, "fitted": [float(v) for v in fitted]}


def mantel_haenszel(tables):
    """tables: one [[reference right, wrong], [focal right, wrong]] for each stratum."""
    result = StratifiedTable([np.array(t, dtype=float) for t in tables])
    test = result.test_null_odds(correction=True)
    statistic, p = float(test.statistic), float(test.pvalue)
    expected = [np.sum(t, axis=0)[0] * np.sum(t, axis=1)[0] / np.sum(t) for t in tables]
    if abs(sum(t[0][0] for t in tables) - sum(expected)) < 0.5:
        # The library squares a correction larger than the difference; no difference is no evidence.
        statistic, p = 0.0, 1.0
    log = np.array(result.logodds_pooled_confint(1 - CONFIDENCE))
    return {
        "log_odds": float(result.logodds_pooled),
        "error": float(result.logodds_pooled_se),
        "chi_squared": statistic,
        "p": p,
        "low": float(log[0]),
        "high": float(log[1]),
    }


def dif(complete, item, groups):
    totals = complete.sum(axis=1)
    tables = []
    for total in np.unique(totals):
        at = totals == total
        table = [
            [np.sum(at & (groups == g) & (complete[:, item] == right)) for right in (1, 0)] for g in ("R", "F")
        ]
        if min(np.sum(table, axis=0).min(), np.sum(table, axis=1).min()) > 0:
            tables.append([[int(v) for v in row] for row in table])
    result = mantel_haenszel(tables)
    size = abs(2.35 * result["log_odds"])
    if size < 1 or result["p"] >= 0.05:
        result["class"] = "A"
    elif size >= 1.5 and (size - 1) / (2.35 * result["error"]) > stats.norm.ppf(0.95):
        result["class"] = "C"
    else:
        result["class"] = "B"
    return result


def scores_fixture(name, about, scores, maxima, cut, groups=None, binary=True, ends_fitted=False):
    scores = np.array(scores, dtype=float)
    complete = scores[~np.isnan(scores).any(axis=1)]
    full = float(np.sum(maxima))
    rel = reliability(complete)
    limits = [rel["alpha"]["estimate"], *rel.pop("alpha_limits")]
    expected = {
        "difficulty": [difficulty(scores[:, i], m) for i, m in enumerate(maxima)],
        "discrimination": [discrimination(complete, i) for i in range(len(maxima))],
        "reliability": rel,
        "livingston_lewis": livingston_lewis(complete, full, cut, limits),
    }
    if ends_fitted:
        assert expected["livingston_lewis"]["model"] == 4
    if binary:
        expected["subkoviak"] = subkoviak(complete, cut, limits)
    content = {"maxima": [float(m) for m in maxima], "cut": cut}
    if groups is not None:
        content["groups"] = "".join(groups)
        of_complete = np.array(groups)[~np.isnan(scores).any(axis=1)]
        expected["dif"] = [dif(complete, i, of_complete) for i in range(len(maxima))]
    content["rows"] = ["".join("." if np.isnan(s) else str(int(s)) for s in row) for row in scores]
    write(
        name,
        about,
        {
            "difficulty": "statsmodels proportion_confint (wilson); scipy t.interval",
            "discrimination": "scipy pearsonr with confidence_interval",
            "reliability": "pingouin cronbach_alpha (its interval is rounded; unrounded by scipy f and compared); error by "
            "two-way residuals and scipy chi2",
            "subkoviak": "written from Subkoviak (1976); scipy binom; brute-force jackknife",
            "livingston_lewis": "written from Livingston and Lewis (1995) and Hanson (1991); scipy quad",
            "dif": "statsmodels StratifiedTable; classes written from Zieky (1993)",
        },
        **content,
        expected=expected,
    )


def lsat6():
    """Bock and Lieberman (1970), Psychometrika 35, 179-197: LSAT section 6, how many gave each pattern."""
    counts = [3, 6, 2, 11, 1, 1, 3, 4, 1, 8, 0, 16, 0, 3, 2, 15, 10, 29, 14, 81, 3, 28, 15, 80, 16, 56, 21, 173, 11, 61,
              28, 298]  # fmt: skip
    assert sum(counts) == 1000
    rows = [[int(c) for c in f"{pattern:05b}"] for pattern, count in enumerate(counts) for _ in range(count)]
    assert list(np.sum(rows, axis=0)) == [924, 709, 553, 763, 870]  # as published
    # Published alpha: 0.295 (Rizopoulos, 2006, Journal of Statistical Software 17(5)).
    assert round(pingouin.cronbach_alpha(pd.DataFrame(rows))[0], 3) == 0.295
    scores_fixture("lsat6", lsat6.__doc__, rows, [1] * 5, 4)


def simulated_binary():
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
    scores_fixture("binary", simulated_binary.__doc__, scores, [1] * k, 18, groups)


def simulated_small():
    """64 invented candidates, 12 right-or-wrong items."""
    rng = np.random.default_rng(44)
    ability, place = rng.normal(0.5, 1.2, 64), rng.normal(0, 1, 12)
    scores = rng.random((64, 12)) < 1 / (1 + np.exp(-1.3 * (ability[:, None] - place)))
    scores_fixture("small", simulated_small.__doc__, scores.astype(float), [1] * 12, 7)


def simulated_partial():
    """240 invented candidates, 12 items of 1 to 5 points, 15 cells not put."""
    rng = np.random.default_rng(8)
    maxima = [1, 2, 3, 5, 4, 2, 1, 5, 3, 2, 4, 5]
    ability = rng.normal(0.6, 1, (240, 1))
    place = rng.normal(0, 0.7, 12)
    scores = rng.binomial(maxima, 1 / (1 + np.exp(-(ability - place)))).astype(float)
    for _ in range(15):
        scores[rng.integers(240), rng.integers(12)] = np.nan
    scores_fixture("partial", simulated_partial.__doc__, scores, maxima, 22, binary=False)


def simulated_guessing():
    """700 invented candidates, 40 right-or-wrong items; true scores lie between 0.2 and 0.9, so their ends are fitted."""
    rng = np.random.default_rng(5)
    true = 0.2 + 0.7 * rng.beta(1.1, 1.3, (700, 1))
    scores = (rng.random((700, 40)) < true).astype(float)
    scores_fixture("guessing", simulated_guessing.__doc__, scores, [1] * 40, 22, ends_fitted=True)


# ---------------------------------------------------------------- tables


def admissions():
    """UCBAdmissions as in R (Bickel, Hammel and O'Connell, 1975): [[men admitted, not], [women admitted, not]]."""
    tables = [[[512, 313], [89, 19]], [[353, 207], [17, 8]], [[120, 205], [202, 391]], [[138, 279], [131, 244]],
              [[53, 138], [94, 299]], [[22, 351], [24, 317]]]  # fmt: skip
    result = mantel_haenszel(tables)
    # As R prints it: mantelhaen.test(UCBAdmissions).
    assert round(np.exp(result["log_odds"]), 7) == 0.9046968
    assert round(result["chi_squared"], 4) == 1.4269 and round(result["p"], 4) == 0.2323
    write("admissions", admissions.__doc__, "statsmodels StratifiedTable; agrees with R's mantelhaen.test",
          tables=tables, expected=result)  # fmt: skip


def drift():
    """Three invented items over seven sittings."""
    at = [0, 1, 2, 4, 5, 7, 9.5]
    items = [
        {"right": [31, 40, 37, 52, 48, 61, 70], "n": [60, 70, 61, 80, 66, 75, 82]},
        {"right": [31, 40, 31, 42, 31, 40, 41], "n": [60, 70, 61, 80, 66, 75, 82]},
        {"right": [58, 60, 50, 60, 46, 45, 40], "n": [60, 70, 61, 80, 66, 75, 82]},
    ]
    expected = []
    for item in items:
        time = np.repeat(at, item["n"])
        answers = np.concatenate([[1.0] * r + [0.0] * (n - r) for r, n in zip(item["right"], item["n"])])
        fitted = OLS(answers, add_constant(time)).fit(cov_type="HC0")
        n = len(answers)
        slope = figure(fitted.params[1], fitted.conf_int(1 - CONFIDENCE)[1], n)
        chi = n * stats.pearsonr(time, answers).statistic ** 2
        expected.append({"slope": slope, "chi_squared": float(chi), "p": float(stats.chi2.sf(chi, 1))})
    write("drift", drift.__doc__, "statsmodels OLS with HC0; chi-squared as n times scipy's squared correlation",
          at=at, items=items, expected=expected)  # fmt: skip


def shrinkage():
    """Three invented pools: one that spreads, one whose items are alike, one too small for a prior of its own."""
    pools = [
        [[3, 12], [9, 10], [14, 30], [6, 8], [1, 9], [18, 21], [5, 5], [0, 0], [22, 40]],
        [[7, 10], [14, 20], [22, 30], [8, 12], [15, 21], [10, 14]],
        [[2, 3], [4, 9], [1, 1]],
    ]
    expected = []
    for pool in pools:
        seen = [(x, n) for x, n in pool if n > 0]
        if len(seen) >= 5:
            # Kleinman (1973) with weights n: S and its expectation solved for the likeness of answers on an item.
            w = np.array([n for _, n in seen], dtype=float)
            p = np.array([x / n for x, n in seen])
            mean = np.average(p, weights=w)
            s = np.sum(w * (p - mean) ** 2)

            def expectation(g):
                variances = mean * (1 - mean) * ((1 - g) / w + g)
                return np.sum(w * (1 - w / w.sum()) * variances)

            if s <= expectation(0):
                weight = 1000.0
            else:
                weight = 1 / optimize.brentq(lambda g: expectation(g) - s, 0, 1, xtol=1e-15) - 1
        else:
            mean, weight = 0.7, 10.0
        items = []
        for x, n in pool:
            posterior = stats.beta(weight * mean + x, weight * (1 - mean) + n - x)
            items.append(figure(posterior.mean(), posterior.ppf([TAIL, 1 - TAIL]), n))
        expected.append({"a": float(weight * mean), "b": float(weight * (1 - mean)), "items": items})
    write("shrinkage", shrinkage.__doc__, "prior written from Kleinman (1973), by root finding; posterior by scipy beta",
          pools=pools, expected=expected)  # fmt: skip


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


# ---------------------------------------------------------------- choices and times


def choices():
    """260 invented candidates, 24 items of 4 options, with blanks; candidate 1 copied most answers of candidate 0."""
    rng = np.random.default_rng(1977)
    n, k = 260, 24
    ability = rng.normal(0.2, 1, n)
    key = rng.integers(0, 4, k)
    place, slope = rng.normal(0, 0.8, k), rng.uniform(0.7, 1.5, k)
    draw = rng.dirichlet([2, 1, 0.6], k)
    picked = np.zeros((n, k), dtype=int)
    for i in range(k):
        right = rng.random(n) < 1 / (1 + np.exp(-slope[i] * (ability - place[i])))
        wrong = np.array([o for o in range(4) if o != key[i]])
        picked[:, i] = np.where(right, key[i], wrong[rng.choice(3, n, p=draw[i])])
    picked[rng.random((n, k)) < 0.01] = -1
    picked[7, 3] = picked[40, 11] = -2  # not put
    weak = [i for i in range(k) if picked[0, i] == key[i]][:6]
    picked[0, weak] = [(key[i] + 1) % 4 for i in weak]
    copied = rng.choice(k, 20, replace=False)
    picked[1, copied] = picked[0, copied]
    key = [int(v) for v in key]

    sign = {-1: "-", -2: "."}
    rows = ["".join(sign.get(int(c)) or "ABCD"[c] for c in row) for row in picked]
    complete = (picked != -2).all(axis=1)
    scores = (picked == np.array(key)).astype(float)[complete]
    chosen = picked[complete]

    analyses = []
    for item in (0, 5, 17):
        rest = scores.sum(axis=1) - scores[:, item]
        mid = 2 * stats.rankdata(rest) - 1
        group = np.array([int(m) * 4 // (2 * len(rest)) for m in mid])
        options = []
        for option in (0, 1, 2, 3, -1):
            took = chosen[:, item] == option
            share = figure(took.mean(), proportion_confint(took.sum(), len(took), method="wilson"), len(took))
            curve = []
            for g in np.unique(group):
                at = group == g
                interval = proportion_confint(took[at].sum(), at.sum(), method="wilson")
                curve.append({"rest": float(rest[at].mean()), "share": figure(took[at].mean(), interval, at.sum())})
            strength = None
            if took.any():
                result = stats.pearsonr(took.astype(float), rest)
                strength = figure(result.statistic, result.confidence_interval(CONFIDENCE), len(took))
            options.append({"share": share, "strength": strength, "curve": curve})
        analyses.append({"item": item, "options": options})

    neighbours = [[0, 1], [2, 3], [4, 5], [6, 7], [8, 9], [10, 11], [20, 1], [33, 34]]
    strangers = [[i, i + 130] for i in range(100)]
    number_wrong = (picked != np.array(key)).sum(axis=1)

    def k2(copier, source):
        wrong = (picked[source] != np.array(key)) & (picked[source] >= 0)
        ws = wrong.sum()
        if ws < 5 or not (complete[copier] and complete[source]):
            return None
        others = np.array([c for c in range(n) if complete[c] and c not in (copier, source)])
        same = ((picked[others] == picked[source]) & wrong).sum(axis=1) / ws
        means = pd.Series(same).groupby(number_wrong[others]).mean()
        fitted = np.polyval(np.polyfit(means.index.to_numpy() / k, means.to_numpy(), 2), number_wrong[copier] / k)
        expected = float(np.clip(fitted, 0.001, 0.999))
        shared = int(((picked[copier] == picked[source]) & wrong).sum())
        return {"shared": shared, "wrong": int(ws), "expected": expected,
                "p": float(stats.binom.sf(shared - 1, ws, expected))}  # fmt: skip

    comparisons = [k2(*pair) for a, b in neighbours for pair in ((a, b), (b, a))]
    tested = [c for c in comparisons if c]
    for c, adjusted in zip(tested, multipletests([c["p"] for c in tested], method="holm")[1]):
        c["adjusted"] = float(adjusted)
    of_strangers = [c["p"] for c in (k2(*pair) for a, b in strangers for pair in ((a, b), (b, a))) if c]
    alarms = sum(p <= 0.01 for p in of_strangers)
    interval = proportion_confint(alarms, len(of_strangers), method="beta")
    interval = [0.0 if np.isnan(interval[0]) else interval[0], interval[1]]

    times = np.round(rng.lognormal(3.4, 0.6, n), 1)
    times[:25] = np.round(rng.uniform(0.5, 3, 25), 1)
    below = min(0.1 * times.mean(), 10)

    def median(values):
        interval = stats.quantile_test(values, p=0.5).confidence_interval(CONFIDENCE)
        return figure(np.median(values), interval, len(values))

    rapid = times < below
    timing = {
        "median": median(times),
        "by_option": [median(times[picked[:, 0] == o]) for o in range(4)],
        "rapid_below": float(below),
        "rapid": figure(rapid.mean(), proportion_confint(rapid.sum(), n, method="wilson"), n),
    }
    write(
        "choices",
        choices.__doc__,
        {
            "options": "statsmodels proportion_confint (wilson); scipy pearsonr; scipy rankdata",
            "agreement": "written from Sotaridona and Meijer (2002); numpy polyfit; scipy binom; statsmodels holm and beta",
            "timing": "scipy quantile_test; statsmodels proportion_confint",
        },
        key=key, neighbours=neighbours, strangers=strangers, rows=rows, seconds=[float(t) for t in times],
        expected={"options": analyses, "comparisons": comparisons,
                  "rate": figure(alarms / len(of_strangers), interval, len(of_strangers)), "timing": timing},
    )  # fmt: skip


# ---------------------------------------------------------------- standard setting


def panel():
    """Eight invented judges, 20 items, two rounds; a yes/no panel, an Ebel panel, wishes and bounds, and 300 totals."""
    rng = np.random.default_rng(1971)
    judges, items = 8, 20
    difficulty_seen = np.round(rng.uniform(0.3, 0.9, items), 3)
    lean = rng.normal(0, 0.08, (judges, 1))
    first = np.clip(np.round(difficulty_seen - 0.05 + lean + rng.normal(0, 0.12, (judges, items)), 2), 0.05, 1)
    second = np.clip(np.round(first + 0.5 * (first.mean(axis=0) - first) * (rng.random((judges, items)) < 0.6), 2), 0, 1)
    second[3] = first[3]

    def cut(by_judge):
        described = DescrStatsW(by_judge)
        interval = np.clip(described.tconfint_mean(1 - CONFIDENCE), 0, None)
        return {"points": figure(described.mean, interval, len(by_judge)), "median": float(np.median(by_judge)),
                "spread": float(np.std(by_judge, ddof=1)), "error": float(stats.sem(by_judge))}  # fmt: skip

    long = pd.DataFrame({"rating": second.ravel(), "judge": np.repeat(np.arange(judges), items),
                         "item": np.tile(np.arange(items), judges)})  # fmt: skip
    table = anova_lm(ols("rating ~ C(judge) + C(item)", data=long).fit())
    of_judges, of_items, rest = table["mean_sq"]
    components = max((of_judges - rest) / items, 0), max((of_items - rest) / judges, 0)
    with_items = items * np.sqrt(components[0] / judges + components[1] / items + rest / (judges * items))

    severities = []
    for j in range(judges):
        difference = second[j].mean() - second.mean()
        half = stats.t.ppf(1 - TAIL, (judges - 1) * (items - 1)) * np.sqrt(rest / items * (judges - 1) / judges)
        others = stats.pearsonr(second[j], np.delete(second, j, axis=0).mean(axis=0))
        seen = stats.pearsonr(second[j], difficulty_seen)
        severities.append({
            "severity": figure(difference, [difference - half, difference + half], judges),
            "with_others": figure(others.statistic, others.confidence_interval(CONFIDENCE), items),
            "with_difficulty": figure(seen.statistic, seen.confidence_interval(CONFIDENCE), items),
        })  # fmt: skip

    yes_no = (rng.random((judges, items)) < first).astype(int)
    points = [int(p) for p in rng.integers(1, 4, items)]

    ebel_kinds = [[[int(rng.integers(4)), int(rng.integers(3))] for _ in range(items)] for _ in range(judges)]
    ebel_shares = np.round(np.clip(
        np.array([[0.95, 0.9, 0.8], [0.9, 0.7, 0.6], [0.8, 0.6, 0.4], [0.7, 0.5, 0.3]])
        + rng.normal(0, 0.04, (judges, 4, 3)), 0, 1), 2)  # fmt: skip
    ebel_cuts = []
    for kinds, shares in zip(ebel_kinds, ebel_shares):
        frame = pd.DataFrame(kinds, columns=["relevance", "difficulty"]).assign(points=points)
        sums = frame.groupby(["relevance", "difficulty"]).points.sum()
        ebel_cuts.append(sum(shares[r, d] * v for (r, d), v in sums.items()))

    totals = [int(t) for t in rng.binomial(items, rng.beta(6, 4, 300))]
    grid = np.arange(items + 2)
    failing = np.array([np.mean(np.array(totals) < c) for c in grid])
    curve = lambda c: np.interp(c, grid, failing)  # noqa: E731
    bounds = np.column_stack([rng.uniform(8, 10.5, judges), rng.uniform(12.5, 15, judges), rng.uniform(0.02, 0.15, judges),
                              rng.uniform(0.4, 0.7, judges)]).round(2)  # fmt: skip
    wishes = np.column_stack([rng.normal(12.5, 1, judges), rng.normal(0.72, 0.07, judges)]).round(2)

    def hofstee(b):
        lo, hi, few, many = b.mean(axis=0)
        at = optimize.brentq(lambda c: curve(c) - (many + (few - many) * (c - lo) / (hi - lo)), lo, hi, xtol=1e-13)
        return at, curve(at)

    def beuk(w):
        k, v = w.mean(axis=0)
        slope = w[:, 1].std(ddof=1) / w[:, 0].std(ddof=1)
        at = optimize.brentq(lambda c: (1 - curve(c)) - (v + slope * (c - k)), 0, items, xtol=1e-13)
        return at, curve(at)

    def compromise(method, said):
        left_out = [method(np.delete(said, j, axis=0))[0] for j in range(judges)]
        error = np.sqrt((judges - 1) / judges * np.sum((left_out - np.mean(left_out)) ** 2))
        cut, share = method(said)
        half = stats.t.ppf(1 - TAIL, judges - 1) * error
        return {"cut": figure(cut, [cut - half, cut + half], judges), "failing": float(share), "error": float(error)}

    write(
        "panel",
        panel.__doc__,
        {
            "angoff": "statsmodels DescrStatsW; error with items from statsmodels anova_lm by Brennan and Lockwood (1980)",
            "severity": "statsmodels anova_lm; scipy pearsonr",
            "ebel": "pandas, from Ebel (1972)",
            "hofstee, beuk": "written from Hofstee (1983) and Beuk (1984); numpy interp; scipy brentq; brute-force jackknife",
        },
        points=points, difficulty=difficulty_seen.tolist(), first=first.tolist(), second=second.tolist(),
        yes_no=yes_no.tolist(), ebel_kinds=ebel_kinds, ebel_shares=ebel_shares.tolist(), totals=totals,
        bounds=bounds.tolist(), wishes=wishes.tolist(),
        expected={
            "moved": int((np.abs(second.sum(axis=1) - first.sum(axis=1)) > 1e-9).sum()),
            "first": cut(first.sum(axis=1)), "second": cut(second.sum(axis=1)), "with_items": float(with_items),
            "weighted": cut((second * points).sum(axis=1)), "yes_no": cut(yes_no.sum(axis=1).astype(float)),
            "severity": severities, "ebel": cut(np.array(ebel_cuts)),
            "hofstee": compromise(hofstee, bounds), "beuk": compromise(beuk, wishes),
        },
    )  # fmt: skip


if __name__ == "__main__":
    for make in (lsat6, simulated_binary, simulated_small, simulated_partial, simulated_guessing, admissions, drift,
                 shrinkage, quantiles, choices, panel):  # fmt: skip
        make()
        print(make.__name__)
