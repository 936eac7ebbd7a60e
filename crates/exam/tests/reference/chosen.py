"""Options chosen and times taken: options with their curves, unusual agreement, time on an item."""

import numpy as np
import pandas as pd
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

from common import CONFIDENCE, figure, share, write
from scored import lsat_rows

# What was shown and left blank, and what was not shown; options count from 0.
BLANK, NOT_SHOWN = -1, -2
SIGN = {BLANK: "-", NOT_SHOWN: "."}
LEVEL = 0.01


def options_of(picked, key, counts, items, groups=4):
    """Shares, strengths and curves of the options of some items, from candidates to whom all items were put."""
    chosen = picked[(picked != NOT_SHOWN).all(axis=1)]
    scores = (chosen == key).astype(float)
    analyses = []
    for item in items:
        rest = scores.sum(axis=1) - scores[:, item]
        mid = 2 * stats.rankdata(rest) - 1
        group = np.array([int(m) * groups // (2 * len(rest)) for m in mid])
        options = []
        for option in [*range(counts[item]), BLANK]:
            took = chosen[:, item] == option
            curve = [
                {"rest": float(rest[group == g].mean()), "share": share(took[group == g].sum(), (group == g).sum())}
                for g in np.unique(group)
            ]
            strength = None
            if took.any() and not took.all():
                result = stats.pearsonr(took.astype(float), rest)
                strength = figure(result.statistic, result.confidence_interval(CONFIDENCE), len(took))
            options.append({"share": share(took.sum(), len(took)), "strength": strength, "curve": curve})
        analyses.append({"item": int(item), "options": options})
    return analyses


def agreement(picked, key, neighbours, strangers):
    """Sotaridona and Meijer (2002), K2 with the share of all candidates of equal number wrong, and Holm (1979)."""
    n, k = picked.shape
    complete = (picked != NOT_SHOWN).all(axis=1)
    assert complete.sum() >= 100
    number_wrong = (picked != key).sum(axis=1)

    def k2(copier, source):
        wrong = (picked[source] != key) & (picked[source] >= 0)
        ws = wrong.sum()
        if ws < 5 or not (complete[copier] and complete[source]):
            return None
        others = np.array([c for c in range(n) if complete[c] and c not in (copier, source)])
        same = ((picked[others] == picked[source]) & wrong).sum(axis=1) / ws
        means = pd.Series(same).groupby(number_wrong[others]).mean()
        fitted = np.polyval(np.polyfit(means.index.to_numpy() / k, means.to_numpy(), 2), number_wrong[copier] / k)
        expected = float(np.clip(fitted, 0.001, 0.999))
        shared = int(((picked[copier] == picked[source]) & wrong).sum())
        return {"shared": shared, "wrong": int(ws), "expected": expected, "share": share(shared, ws),
                "p": float(stats.binom.sf(shared - 1, ws, expected))}  # fmt: skip

    comparisons = [k2(*pair) for a, b in neighbours for pair in ((a, b), (b, a))]
    tested = [c for c in comparisons if c]
    for c, adjusted in zip(tested, multipletests([c["p"] for c in tested], method="holm")[1]):
        c["adjusted"] = float(adjusted)
    of_strangers = [c["p"] for c in (k2(*pair) for a, b in strangers for pair in ((a, b), (b, a))) if c]
    alarms = sum(p <= LEVEL for p in of_strangers)
    interval = np.nan_to_num(proportion_confint(alarms, len(of_strangers), method="beta"), nan=0.0)
    exceeded = interval[0] > LEVEL
    for c in tested:
        c["withheld"] = bool(exceeded and c["adjusted"] <= LEVEL)
    return {"comparisons": comparisons, "tests": len(tested), "expected_false_alarms": LEVEL * len(tested),
            "rate": figure(alarms / len(of_strangers), interval, len(of_strangers))}  # fmt: skip


def fixture(name, about, picked, key, counts, items, pairs=None):
    expected = {"options": options_of(picked, key, counts, items)}
    content = {"key": [int(v) for v in key], "counts": [int(c) for c in counts]}
    if pairs:
        content |= {"neighbours": pairs[0], "strangers": pairs[1]}
        expected["agreement"] = agreement(picked, key, *pairs)
    content["rows"] = ["".join(SIGN.get(int(c)) or "ABCDE"[c] for c in row) for row in picked]
    computed_by = {
        "options": "statsmodels proportion_confint (wilson); scipy pearsonr; scipy rankdata",
        "agreement": "written from Sotaridona and Meijer (2002); numpy polyfit; scipy binom; statsmodels holm and beta",
    }
    write(name, about, computed_by, **content, expected=expected)
    return expected


def answers(rng, n, counts, mean=0.2, blank=0.01):
    """Answers of candidates to items: abler ones choose the key, others an option at random by its own draw."""
    k = len(counts)
    ability = rng.normal(mean, 1, n)
    key = np.array([rng.integers(0, c) for c in counts])
    place, slope = rng.normal(0, 0.8, k), rng.uniform(0.7, 1.5, k)
    picked = np.zeros((n, k), dtype=int)
    for i, c in enumerate(counts):
        right = rng.random(n) < 1 / (1 + np.exp(-slope[i] * (ability - place[i])))
        wrong = np.array([o for o in range(c) if o != key[i]])
        picked[:, i] = np.where(right, key[i], wrong[rng.choice(c - 1, n, p=rng.dirichlet(np.linspace(2, 0.6, c - 1)))])
    picked[rng.random((n, k)) < blank] = BLANK
    return picked, key


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
    picked[rng.random((n, k)) < 0.01] = BLANK
    picked[7, 3] = picked[40, 11] = NOT_SHOWN
    weak = [i for i in range(k) if picked[0, i] == key[i]][:6]
    picked[0, weak] = [(key[i] + 1) % 4 for i in weak]
    copied = rng.choice(k, 20, replace=False)
    picked[1, copied] = picked[0, copied]
    neighbours = [[0, 1], [2, 3], [4, 5], [6, 7], [8, 9], [10, 11], [20, 1], [33, 34]]
    strangers = [[i, i + 130] for i in range(100)]
    fixture("choices", choices.__doc__, picked, key, [4] * k, (0, 5, 17), (neighbours, strangers))


def choices_short():
    """150 invented candidates, 9 items of 3 options, many blanks and items not reached: ties everywhere."""
    rng = np.random.default_rng(2002)
    picked, key = answers(rng, 150, [3] * 9, mean=-0.8, blank=0.1)
    for late in rng.choice(150, 12, replace=False):
        picked[late, rng.integers(5, 9) :] = NOT_SHOWN
    pairs = [[i, i + 1] for i in range(0, 40, 2)], [[i, i + 75 - late] for late in (0, 20) for i in range(75)]
    expected = fixture("choices_short", choices_short.__doc__, picked, key, [3] * 9, (0, 2, 5, 8), pairs)
    assert {None} < {c and "tested" for c in expected["agreement"]["comparisons"]}  # some cannot be tested


def choices_leaked():
    """180 invented candidates, 24 items of 2 to 5 options, one taken by nobody; sixteen answered from one leaked sheet,
    so that strangers are as alike as neighbours and no alarm is believed."""
    rng = np.random.default_rng(1989)
    counts = [2, 3, 4, 5] * 6
    picked, key = answers(rng, 180, counts, mean=0.0, blank=0.02)
    nobody = (key[3] + 1) % 5
    picked[picked[:, 3] == nobody, 3] = key[3]
    sheet = np.where(rng.random(24) < 0.45, key, (key + 1) % counts)
    sheet[3] = key[3]
    for who in [*range(0, 8), *range(100, 108)]:
        at = rng.random(24) < 0.95
        picked[who, at] = sheet[at]
    pairs = [[i, i + 1] for i in range(0, 30, 2)], [[i, i + 100] for i in range(60)]
    expected = fixture("choices_leaked", choices_leaked.__doc__, picked, key, counts, (3, 4, 9, 14), pairs)["agreement"]
    assert any(c and c["withheld"] for c in expected["comparisons"])
    assert any(c and not c["withheld"] for c in expected["comparisons"])


def choices_lsat6():
    """Bock and Lieberman (1970), LSAT section 6 as choices of two options, the first being right."""
    picked = 1 - np.array(lsat_rows())
    expected = fixture("choices_lsat6", choices_lsat6.__doc__, picked, np.zeros(5, dtype=int), [2] * 5, range(5))
    # The corrected point-biserials of the key as R's ltm prints them.
    strengths = [round(a["options"][0]["strength"]["estimate"], 4) for a in expected["options"]]
    assert strengths == [0.1128, 0.1532, 0.1728, 0.1444, 0.1216]


def adjusted():
    """Chances adjusted for their number: one printed set, ties, and a long run."""
    rng = np.random.default_rng(1979)
    sets = [
        ("printed", "five chances in even steps, as R's p.adjust tells them", [0.01, 0.02, 0.03, 0.04, 0.05]),
        ("ties", "invented", [0.04, 0.001, 0.04, 1.0, 0.0, 0.001, 0.3]),
        ("many", "300 invented", np.round(rng.beta(0.4, 2, 300), 6).tolist()),
    ]
    content = [{"name": name, "about": about, "chances": chances,
                "expected": multipletests(chances, method="holm")[1].tolist()} for name, about, chances in sets]  # fmt: skip
    assert np.allclose(content[0]["expected"], [0.05, 0.08, 0.09, 0.09, 0.09])
    write("adjusted", adjusted.__doc__, "statsmodels multipletests (holm)", sets=content)


# ---------------------------------------------------------------- times


def median(seconds):
    """None where not even the extremes enclose the median with the confidence wanted: fewer than six."""
    if len(seconds) < 6:
        return None
    interval = stats.quantile_test(seconds, p=0.5).confidence_interval(CONFIDENCE)
    return figure(np.median(seconds), interval, len(seconds))


def timing(options, seconds):
    """NT10 (Wise and Ma, 2012): rapid below a tenth of the mean, at most ten seconds."""
    signs = np.array(list(options))
    below = min(0.1 * seconds.mean(), 10)
    return {
        "median": median(seconds),
        "by_option": {sign: median(seconds[signs == sign]) for sign in sorted(set(options))},
        "rapid_below": float(below),
        "rapid": share((seconds < below).sum(), len(seconds)),
    }


def times():
    """Seconds on an item, with the option chosen (- for a blank)."""
    rng = np.random.default_rng(1936)
    quick = np.round(rng.lognormal(3.4, 0.6, 260), 1)
    quick[:25] = np.round(rng.uniform(0.5, 3, 25), 1)
    slow = np.round(rng.lognormal(5.6, 0.7, 83), 3)
    slow[::9] = np.round(rng.uniform(4, 16, 10), 3)
    sets = [
        ("mice", "Efron and Tibshirani (1993), An Introduction to the Bootstrap, table 2.1: days of 7 treated mice (A), 9 "
         "others (B); their medians are 94 and 46", "A" * 7 + "B" * 9,
         [94, 197, 16, 38, 99, 141, 23, 52, 104, 146, 10, 51, 30, 40, 27, 46]),
        ("quick", "260 invented, a tenth of them too fast to have read", "".join(rng.choice(list("ABCD"), 260)), quick),
        ("slow", "83 invented of minutes, so that the ten seconds limit what is rapid; one option chosen too seldom for a "
         "median of its own", "".join(rng.choice(list("ABCDE-"), 83, p=[0.4, 0.3, 0.1, 0.1, 0.02, 0.08])), slow),
        ("whole", "40 invented in whole seconds, nearly all tied", "".join(rng.choice(list("AB-"), 40)),
         rng.choice([10, 10, 11, 12], 40)),
    ]  # fmt: skip
    content = []
    for name, about, options, seconds in sets:
        seconds = [float(s) for s in seconds]
        expected = timing(options, np.array(seconds))
        content.append({"name": name, "about": about, "options": options, "seconds": seconds, "expected": expected})
    assert [content[0]["expected"]["by_option"][o]["estimate"] for o in "AB"] == [94, 46]
    assert content[2]["expected"]["rapid_below"] == 10 and content[2]["expected"]["rapid"]["estimate"] > 0
    assert content[2]["expected"]["by_option"]["E"] is None
    write("times", times.__doc__, "scipy quantile_test; statsmodels proportion_confint", sets=content)


ALL = [choices, choices_short, choices_leaked, choices_lsat6, adjusted, times]
