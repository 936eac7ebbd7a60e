"""Sets Kompeten's figures beside those of its peers: JSON lines on standard output and in a file, a table beside them on
standard error.

    compare.py KOMPETEN PEERS RESULTS

A line of RESULTS is Kompeten's own with `peer`, `peer_value` and `ratio` (how many times less Kompeten needs) filled in,
one for each peer of that bench and unit; where there is none, Kompeten's line stands as it is.
"""

import json
import os
import platform
import sys


def lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def machine():
    name = platform.machine()
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        name = next((line.split(":", 1)[1].strip() for line in file if line.startswith("model name")), name)
    return f"{os.cpu_count()} x {name}"


def compared(own, peers):
    for line in own:
        line = {**line, "machine": line.get("machine") or machine()}
        beside = [p for p in peers if (p["bench"], p["unit"]) == (line["bench"], line["unit"])]
        if not beside:
            yield {"peer": None, "peer_value": None, "ratio": None, **line}
        for peer in beside:
            ratio = round(peer["value"] / line["value"], 1) if line["value"] else None
            yield {**line, "peer": peer["peer"], "peer_value": peer["value"], "ratio": ratio}


def main():
    own, peers, results = sys.argv[1:]
    rows = list(compared(lines(own), lines(peers)))
    with open(results, "w", encoding="utf-8") as file:
        for row in rows:
            line = json.dumps(row, ensure_ascii=False)
            file.write(line + "\n")
            print(line)
    sys.stdout.flush()
    print(f"{'bench':<16}{'unit':<26}{'Kompeten':>10}  {'peer':<30}{'value':>10}{'ratio':>8}", file=sys.stderr)
    for row in rows:
        peer_value = "" if row["peer_value"] is None else f"{row['peer_value']:.4g}"
        ratio = "" if row["ratio"] is None else f"{row['ratio']:.1f}x"
        print(f"{row['bench']:<16}{row['unit']:<26}{row['value']:>10.4g}  {row['peer'] or '':<30}{peer_value:>10}{ratio:>8}", file=sys.stderr)
    print(f"\nas JSON lines: {results}", file=sys.stderr)


main()
