"""What all makers of fixtures share: the form of a fixture and of a figure, and intervals in use."""

import json
from pathlib import Path

import numpy as np
from statsmodels.stats.proportion import proportion_confint

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


def share(count, n):
    """A share with the score interval."""
    return figure(count / n, proportion_confint(count, n, alpha=1 - CONFIDENCE, method="wilson"), n)


def clip(of, low, high):
    """A figure whose interval is cut to what it can be."""
    return of | {"low": float(np.clip(of["low"], low, high)), "high": float(np.clip(of["high"], low, high))}
