"""Figures of one item over two forms, by other means than in Rust: correlation as that of what a regression on the
forms leaves (numpy lstsq), Fisher's interval, Mantel-Haenszel over form x total by its printed formulas. The first half of the
candidates of a data set is the first form, with all questions; the second half is the other, without the last third.
Needs numpy alone. Writes pooled.json."""

import json
import math
from collections import defaultdict

import numpy as np

Z = 1.959963984540054
SETS = [("binary", 4), ("lsat6", 1), ("verbal", 3)]


def forms(rows, maxima):
    half, short = len(rows) // 2, len(maxima) - max(1, len(maxima) // 3)
    return [(rows[:half], len(maxima)), (rows[half:], short)]


def complete(rows, questions):
    kept = []
    for at, row in rows:
        cells = row[:questions]
        if "." not in cells:
            kept.append((at, [float(c) for c in cells]))
    return kept


def discrimination(parts, item, maxima):
    x, y, form = [], [], []
    for number, (rows, questions) in enumerate(parts):
        full = sum(maxima[:questions]) - maxima[item]
        for _, cells in complete(rows, questions):
            x.append(cells[item])
            y.append((sum(cells) - cells[item]) / full)
            form.append(number)
    dummies = np.array([[1.0 if f == k else 0.0 for k in range(len(parts))] for f in form])

    def residual(values):
        values = np.array(values)
        fitted, *_ = np.linalg.lstsq(dummies, values, rcond=None)
        return values - dummies @ fitted

    r = float(np.corrcoef(residual(x), residual(y))[0, 1])
    half = Z / math.sqrt(len(x) - (len(parts) - 1) - 3)
    return {"estimate": r, "low": math.tanh(math.atanh(r) - half), "high": math.tanh(math.atanh(r) + half), "n": len(x)}


def table(part, item, groups, left_out):
    rows, questions = part
    strata = defaultdict(lambda: [0, 0, 0, 0])
    for at, cells in complete(rows, questions):
        if groups[at] in "RF":
            place = (0 if groups[at] == "R" else 2) + (0 if cells[item] > 0 else 1)
            total = sum(c for n, c in enumerate(cells) if n == item or n not in left_out)
            strata[total][place] += 1
    return list(strata.values())


def common(strata):
    """Common log odds; its error by Robins, Breslow and Greenland (1986); chi-squared with continuity correction."""
    num = den = pr = ps = qs = seen = expected = variance = 0.0
    for a, b, c, d in strata:
        t = a + b + c + d
        r, s, p, q = a * d / t, b * c / t, (a + d) / t, (b + c) / t
        num, den = num + r, den + s
        pr, ps, qs = pr + p * r, ps + p * s + q * r, qs + q * s
        seen, expected = seen + a, expected + (a + b) * (a + c) / t
        if t > 1:
            variance += (a + b) * (c + d) * (a + c) * (b + d) / (t * t * (t - 1))
    if num <= 0 or den <= 0 or variance <= 0:
        return None
    error = math.sqrt(pr / (2 * num**2) + ps / (2 * num * den) + qs / (2 * den**2))
    chi = max(0.0, abs(seen - expected) - 0.5) ** 2 / variance
    return math.log(num / den), error, math.erfc(math.sqrt(chi / 2))


def large(part, groups):
    """Class C of ETS (Zieky, 1993) on one form."""
    out = set()
    for item in range(part[1]):
        found = common(table(part, item, groups, set()))
        if found:
            log, error, p = found
            size = 2.35 * abs(log)
            if size >= 1.5 and p < 0.05 and (size - 1) / (2.35 * error) > 1.6448536269514722:
                out.add(item)
    return out


def mantel_haenszel(parts, item, groups):
    strata = [s for part in parts for s in table(part, item, groups, large(part, groups))]
    log, error, _ = common(strata)
    ends = sorted(-2.35 * (log + sign * Z * error) for sign in (-1, 1))
    return {"estimate": -2.35 * log, "low": ends[0], "high": ends[1], "n": sum(map(sum, strata))}


def main():
    sets = []
    for name, item in SETS:
        data = json.load(open(f"{name}.json"))
        parts = forms(list(enumerate(data["rows"])), data["maxima"])
        out = {"name": name, "item": item, "discrimination": discrimination(parts, item, data["maxima"])}
        if "groups" in data:
            out["dif"] = mantel_haenszel(parts, item, data["groups"])
        sets.append(out)
    head = "correlation of the residuals of a regression on the forms (numpy); Mantel-Haenszel over form x total as printed"
    text = {"about": "An item of published and invented data over two forms.", "computed_by": head, "sets": sets}
    json.dump(text, open("pooled.json", "w"), indent=1)


if __name__ == "__main__":
    main()
