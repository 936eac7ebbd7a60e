"""Consistency of the decision, written from the papers: brute-force jackknife and general quadrature."""

import numpy as np
from scipy import integrate, stats

from common import TAIL, figure


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
