"""Standard setting: what a panel's ratings come to."""

import numpy as np
import pandas as pd
from scipy import optimize, stats
from statsmodels.formula.api import ols
from statsmodels.stats.anova import anova_lm
from statsmodels.stats.weightstats import DescrStatsW

from common import CONFIDENCE, TAIL, clip, figure, write


def cut(by_judge, most):
    """Judges' cuts: mean with Student's interval, median, spread, error."""
    by_judge = np.array(by_judge, dtype=float)
    described = DescrStatsW(by_judge)
    points = figure(described.mean, described.tconfint_mean(1 - CONFIDENCE), len(by_judge))
    return {"points": clip(points, 0, most), "median": float(np.median(by_judge)),
            "spread": float(np.std(by_judge, ddof=1)), "error": float(stats.sem(by_judge))}  # fmt: skip


def analysis(ratings):
    """Mean squares of judges, of items and of what is left."""
    judges, items = ratings.shape
    long = pd.DataFrame({"rating": ratings.ravel(), "judge": np.repeat(np.arange(judges), items),
                         "item": np.tile(np.arange(items), judges)})  # fmt: skip
    return anova_lm(ols("rating ~ C(judge) + C(item)", data=long).fit())["mean_sq"].to_numpy()


def error_with_items(ratings):
    """Brennan and Lockwood (1980), in points of items of one point each."""
    judges, items = ratings.shape
    of_judges, of_items, rest = analysis(ratings)
    components = max((of_judges - rest) / items, 0), max((of_items - rest) / judges, 0)
    return float(items * np.sqrt(components[0] / judges + components[1] / items + rest / (judges * items)))


def severity(ratings, seen):
    judges, items = ratings.shape
    rest = analysis(ratings)[2]
    half = stats.t.ppf(1 - TAIL, (judges - 1) * (items - 1)) * np.sqrt(rest / items * (judges - 1) / judges)

    def order(a, b):
        result = stats.pearsonr(a, b)
        return figure(result.statistic, result.confidence_interval(CONFIDENCE), items)

    result = []
    for j in range(judges):
        difference = ratings[j].mean() - ratings.mean()
        result.append({
            "severity": clip(figure(difference, [difference - half, difference + half], judges), -1, 1),
            "with_others": order(ratings[j], np.delete(ratings, j, axis=0).mean(axis=0)),
            "with_difficulty": order(ratings[j], seen),
        })  # fmt: skip
    return result


def ebel(kinds, shares, points):
    """Ebel (1972): what is expected of each kind times its points."""
    cuts = []
    for of_items, expected in zip(kinds, shares):
        frame = pd.DataFrame(of_items, columns=["relevance", "difficulty"]).assign(points=points)
        sums = frame.groupby(["relevance", "difficulty"]).points.sum()
        cuts.append(sum(expected[r, d] * v for (r, d), v in sums.items()))
    return cut(cuts, sum(points))


def compromises(totals, most, bounds, wishes):
    """Hofstee (1983) and Beuk (1984), each with the error of leaving out one judge at a time."""
    grid = np.arange(most + 2)
    failing = np.array([np.mean(np.array(totals) < c) for c in grid])

    def curve(at):
        return np.interp(at, grid, failing)

    def hofstee(said):
        lo, hi, few, many = said.mean(axis=0)
        line = lambda c: many + (few - many) * (c - lo) / (hi - lo)  # noqa: E731
        return optimize.brentq(lambda c: curve(c) - line(c), lo, hi, xtol=1e-13)

    def beuk(said):
        k, v = said.mean(axis=0)
        if np.ptp(said[:, 0]) == 0:
            return k
        slope = said[:, 1].std(ddof=1) / said[:, 0].std(ddof=1)
        return optimize.brentq(lambda c: (1 - curve(c)) - (v + slope * (c - k)), 0, most, xtol=1e-13)

    def compromise(method, said):
        judges = len(said)
        left_out = np.array([method(np.delete(said, j, axis=0)) for j in range(judges)])
        error = np.sqrt((judges - 1) / judges * np.sum((left_out - left_out.mean()) ** 2))
        at = method(said)
        half = stats.t.ppf(1 - TAIL, judges - 1) * error
        return {"cut": clip(figure(at, [at - half, at + half], judges), 0, most), "failing": float(curve(at)),
                "error": float(error)}  # fmt: skip

    return {"hofstee": compromise(hofstee, bounds), "beuk": compromise(beuk, wishes)}


def fixture(name, about, first, second, seen, points, more=None, expected=None):
    items = first.shape[1]
    write(
        name,
        about,
        {
            "angoff": "statsmodels DescrStatsW; error with items from statsmodels anova_lm by Brennan and Lockwood (1980)",
            "severity": "statsmodels anova_lm; scipy pearsonr",
            "ebel": "pandas, from Ebel (1972)",
            "hofstee, beuk": "written from Hofstee (1983) and Beuk (1984); numpy interp; scipy brentq; brute-force "
            "jackknife",
        },
        points=points, difficulty=seen.tolist(), first=first.tolist(), second=second.tolist(),
        **(more or {}),
        expected={
            "moved": int((np.abs(second.sum(axis=1) - first.sum(axis=1)) > 1e-9).sum()),
            "first": cut(first.sum(axis=1), items), "second": cut(second.sum(axis=1), items),
            "with_items": error_with_items(second), "weighted": cut((second * points).sum(axis=1), sum(points)),
            "severity": severity(second, seen), **(expected or {}),
        },
    )  # fmt: skip


def whole(name, about, rng, first, second, seen, totals, bounds, wishes, points):
    """A panel that used every method."""
    judges, items = first.shape
    yes_no = (rng.random((judges, items)) < first).astype(int)
    kinds = [[[int(rng.integers(4)), int(rng.integers(3))] for _ in range(items)] for _ in range(judges)]
    shares = np.round(np.clip(
        np.array([[0.95, 0.9, 0.8], [0.9, 0.7, 0.6], [0.8, 0.6, 0.4], [0.7, 0.5, 0.3]])
        + rng.normal(0, 0.04, (judges, 4, 3)), 0, 1), 2)  # fmt: skip
    more = {"yes_no": yes_no.tolist(), "ebel_kinds": kinds, "ebel_shares": shares.tolist(), "totals": totals,
            "bounds": bounds.tolist(), "wishes": wishes.tolist()}  # fmt: skip
    expected = {"yes_no": cut(yes_no.sum(axis=1), items), "ebel": ebel(kinds, shares, points),
                **compromises(totals, items, bounds, wishes)}  # fmt: skip
    fixture(name, about, first, second, seen, points, more, expected)


def rounds(rng, judges, items, still):
    """Two rounds of ratings, moved by discussion; one judge stays."""
    seen = np.round(rng.uniform(0.3, 0.9, items), 3)
    lean = rng.normal(0, 0.08, (judges, 1))
    first = np.clip(np.round(seen - 0.05 + lean + rng.normal(0, 0.12, (judges, items)), 2), 0.05, 1)
    moved = 0.5 * (first.mean(axis=0) - first) * (rng.random((judges, items)) < 0.6)
    second = np.clip(np.round(first + moved, 2), 0, 1)
    second[still] = first[still]
    return first, second, seen


def compromise_says(rng, judges, most, middle, width, pass_share):
    bounds = np.column_stack([
        rng.uniform(middle - width, middle - width / 3, judges), rng.uniform(middle + width / 3, middle + width, judges),
        rng.uniform(0.02, 0.15, judges), rng.uniform(0.4, 0.7, judges)]).round(2)  # fmt: skip
    wishes = np.column_stack([rng.normal(middle, most / 20, judges), rng.normal(pass_share, 0.07, judges)]).round(2)
    return bounds, wishes


def panel():
    """Eight invented judges, 20 items, two rounds; a yes/no panel, an Ebel panel, wishes and bounds, and 300 totals."""
    rng = np.random.default_rng(1971)
    first, second, seen = rounds(rng, 8, 20, 3)
    totals = [int(t) for t in rng.binomial(20, rng.beta(6, 4, 300))]
    points = [int(p) for p in rng.integers(1, 4, 20)]
    says = compromise_says(rng, 8, 20, 11.75, 3.5, 0.72)
    whole("panel", panel.__doc__, rng, first, second, seen, totals, *says, points)


def panel_small():
    """Five invented judges, 6 items, ratings in tenths that are often tied, 37 totals with halves, items of half
    points; wishes wide apart."""
    rng = np.random.default_rng(1984)
    first, second, seen = rounds(rng, 5, 6, 0)
    first, second = np.round(first, 1), np.round(second, 1)
    totals = [float(t) for t in np.round(2 * rng.beta(5, 3, 37) * 6) / 2]
    bounds, wishes = compromise_says(rng, 5, 6, 3.6, 1.4, 0.6)
    wishes[:, 0] = [3.1, 4.2, 3.7, 3.7, 2.9]
    points = [0.5, 1, 2, 1, 0.5, 2.5]
    whole("panel_small", panel_small.__doc__, rng, first, second, seen, totals, bounds, wishes, points)


def panel_large():
    """Fourteen invented judges, 36 items, 900 totals crowded at the top."""
    rng = np.random.default_rng(1983)
    first, second, seen = rounds(rng, 14, 36, 13)
    totals = [int(t) for t in rng.binomial(36, rng.beta(9, 3, 900))]
    points = [int(p) for p in rng.integers(1, 6, 36)]
    says = compromise_says(rng, 14, 36, 24.0, 6.0, 0.75)
    whole("panel_large", panel_large.__doc__, rng, first, second, seen, totals, *says, points)


def panel_published():
    """Shrout and Fleiss (1979), Psychological Bulletin 86, 420-428, table 2: four judges rate six targets from 1 to 10;
    here tenths, the targets as items. One round, given twice; observed difficulties are invented."""
    ratings = np.array([[9, 6, 8, 7, 10, 6], [2, 1, 4, 1, 5, 2], [5, 3, 6, 2, 6, 4], [8, 2, 8, 6, 9, 7]])
    # Mean squares as printed in their table 3: between judges, between targets, residual.
    assert [f"{v:.2f}" for v in analysis(ratings)] == ["32.49", "11.24", "1.02"]
    seen = np.array([0.8, 0.35, 0.7, 0.55, 0.9, 0.5])
    fixture("panel_published", panel_published.__doc__, ratings / 10, ratings / 10, seen, [3, 1, 2, 2, 1, 1])


ALL = [panel, panel_small, panel_large, panel_published]
