"""Mantel and Haenszel's analysis: of tables in strata, and of items for two groups."""

import numpy as np
import statsmodels.datasets
from scipy import stats
from statsmodels.stats.contingency_tables import StratifiedTable

from common import CONFIDENCE, write


def mantel_haenszel(tables):
    """tables: one [[reference right, wrong], [focal right, wrong]] for each stratum. None where nothing is compared."""
    tables = [np.array(t, dtype=float) for t in tables]
    tables = [t for t in tables if min(t.sum(axis=0).min(), t.sum(axis=1).min()) > 0]
    if not tables or not (sum(t[0, 0] * t[1, 1] for t in tables) and sum(t[0, 1] * t[1, 0] for t in tables)):
        return None
    result = StratifiedTable(tables)
    test = result.test_null_odds(correction=True)
    statistic, p = float(test.statistic), float(test.pvalue)
    expected = sum(t.sum(axis=0)[0] * t.sum(axis=1)[0] / t.sum() for t in tables)
    if abs(sum(t[0, 0] for t in tables) - expected) < 0.5:
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


def dif(complete, item, groups, left_out=()):
    """Items in `left_out` do not count in the total, save the item itself. None where nothing is compared."""
    counted = [i for i in range(complete.shape[1]) if i == item or i not in left_out]
    totals = complete[:, counted].sum(axis=1)
    tables = []
    for total in np.unique(totals):
        at = totals == total
        right = complete[:, item] > 0
        tables.append([[np.sum(at & (groups == g) & (right == r)) for r in (True, False)] for g in ("R", "F")])
    result = mantel_haenszel(tables)
    if result is None:
        return None
    size = abs(2.35 * result["log_odds"])
    if size < 1 or result["p"] >= 0.05:
        result["class"] = "A"
    elif size >= 1.5 and (size - 1) / (2.35 * result["error"]) > stats.norm.ppf(0.95):
        result["class"] = "C"
    else:
        result["class"] = "B"
    return result | {"reference": int(np.sum(groups == "R")), "focal": int(np.sum(groups == "F"))}


def screen(complete, groups, maxima):
    """Every item, then once more without those of class C where there are any. None for items that are not right or wrong."""
    items = range(len(maxima))
    binary = [set(complete[:, i]) <= {0, maxima[i]} for i in items]
    first = [dif(complete, i, groups) if binary[i] else None for i in items]
    large = [i for i in items if first[i] and first[i]["class"] == "C"]
    if not large:
        return {"dif": first, "large": large}
    return {"dif": first, "large": large,
            "screened": [dif(complete, i, groups, large) if binary[i] else None for i in items]}  # fmt: skip


def strata():
    """Three published sets of tables: [[reference right, wrong], [focal right, wrong]]."""
    admissions = [[[512, 313], [89, 19]], [[353, 207], [17, 8]], [[120, 205], [202, 391]], [[138, 279], [131, 244]],
                  [[53, 138], [94, 299]], [[22, 351], [24, 317]]]  # fmt: skip
    rabbits = [[[0, 6], [0, 5]], [[3, 3], [0, 6]], [[6, 0], [2, 4]], [[5, 1], [6, 0]], [[2, 0], [5, 0]]]
    smoking = statsmodels.datasets.china_smoking.load_pandas().data
    smoking = [[[int(row.iloc[0]), int(row.iloc[1])], [int(row.iloc[2]), int(row.iloc[3])]] for _, row in smoking.iterrows()]
    # As printed: odds ratio, chi-squared, p and the odds ratio's limits.
    sets = [
        ("admissions", "UCBAdmissions of R (Bickel, Hammel and O'Connell, 1975): men and women, admitted or not, by R's "
         "mantelhaen.test", admissions, ["0.9046968", "1.4269", "0.2323", "0.7719074", "1.0603298"]),
        ("rabbits", "penicillin (Mantel, 1963; Agresti, 1990): at once or late, cured or not, by R's mantelhaen.test; two "
         "strata say nothing", rabbits, ["7", "3.9286", "0.04747", "1.026713", "47.725133"]),
        ("smoking", "smoking and lung cancer in eight Chinese cities (Liu, 1992; Agresti, 1996), by statsmodels; odds ratio "
         "as Agresti prints it", smoking, ["2.17", "", "", "", ""]),
    ]  # fmt: skip
    content = []
    for name, about, tables, printed in sets:
        result = mantel_haenszel(tables)
        odds = np.exp([result["log_odds"], result["low"], result["high"]])
        ours = [odds[0], result["chi_squared"], result["p"], odds[1], odds[2]]
        for value, text in zip(ours, printed):
            assert not text or abs(value - float(text)) <= 0.51 * 10.0 ** -len(text.partition(".")[2]), (name, value, text)
        content.append({"name": name, "about": about, "tables": tables, "printed": printed, "expected": result})
    write("strata", strata.__doc__, "statsmodels StratifiedTable; agrees with what is printed", sets=content)
