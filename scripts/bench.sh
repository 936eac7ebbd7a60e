#!/usr/bin/env bash
# Measures Kompeten and, in the same run, the peers that a package registry carries:
#
#     scripts/bench.sh [NAME...]
#
# Prints a table, and leaves its lines as JSON in var/bench/results.jsonl. What is compared is CPU time per unit of
# work; a figure of another day or another machine is no comparison.
set -euo pipefail
cd "$(dirname "$0")/.."

all=(certificate workbook-in workbook-out case-list look-up memory start)
names=("$@")
[ ${#names[@]} -gt 0 ] || names=("${all[@]}")
wanted() { printf '%s\n' "${names[@]}" | grep -qx -e "$1"; }

mkdir -p var/bench
own=var/bench/kompeten.jsonl peers=var/bench/peers.jsonl
: >"$own"
: >"$peers"

python=var/peers/bin/python
if ! cmp -s bench/peers/requirements.txt var/peers/installed; then
    python3 -m venv var/peers
    "$python" -m pip install --quiet --disable-pip-version-check -r bench/peers/requirements.txt
    cp bench/peers/requirements.txt var/peers/installed
fi
if ! [ -d bench/peers/node_modules ] || ! cmp -s bench/peers/package-lock.json var/peers/package-lock.json; then
    npm ci --prefix bench/peers --no-audit --no-fund --loglevel=error
    cp bench/peers/package-lock.json var/peers/package-lock.json
fi

workbook=var/bench/participants.xlsx
if wanted workbook-in || wanted workbook-out; then
    "$python" bench/peers/workbook_openpyxl.py make "$workbook"
fi

# Measured on durable databases: the figures are those of an installation, not of a test.
for name in "${names[@]}"; do
    echo "measuring $name" >&2
    KOMPETEN_TEST_FSYNC=on scripts/with-postgres.sh target/release/kompeten bench "$name" --json >>"$own"
done

if wanted workbook-in || wanted workbook-out; then
    "$python" bench/peers/workbook_openpyxl.py "$workbook" >>"$peers"
    node bench/peers/workbook_node.mjs "$workbook" >>"$peers"
fi
if wanted certificate; then
    "$python" bench/peers/certificate_reportlab.py >>"$peers"
    "$python" bench/peers/certificate_typst.py >>"$peers"
fi

"$python" bench/peers/compare.py "$own" "$peers" var/bench/results.jsonl
