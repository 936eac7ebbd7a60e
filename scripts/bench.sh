#!/usr/bin/env bash
# Measures Kompeten and, in the same run, the peers that a package registry carries:
#
#     scripts/bench.sh [NAME...]      certificate, workbook-in, workbook-import, workbook-out, case-list, lookup, exam, start, memory
#
# Prints JSON lines, a table of them on standard error, and leaves the lines in var/bench/results.jsonl. What is compared is CPU time per unit of
# work; a figure of another day or another machine is no comparison. BENCH_PROGRAM names another program than the
# release build; BENCH_CASES, BENCH_CERTIFICATES, BENCH_PAPERS, BENCH_CANDIDATES and BENCH_MINUTES
# make it smaller, to see that it runs. Imports, lists, look-ups and the written test run on SQLite and beside a durable PostgreSQL.
set -euo pipefail
cd "$(dirname "$0")/.."

names=("$@")
[ ${#names[@]} -gt 0 ] || names=(certificate workbook-in workbook-import workbook-out case-list lookup exam start memory)
wanted() { printf '%s\n' "${names[@]}" | grep -qx -e "$1"; }

mkdir -p var/bench
own=var/bench/kompeten.jsonl peers=var/bench/peers.jsonl workbook=var/bench/participants.xlsx
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

"$python" bench/peers/workbook_openpyxl.py make "$workbook"
KOMPETEN_TEST_FSYNC=on scripts/with-postgres.sh "$python" bench/kompeten.py "${BENCH_PROGRAM:-target/release/kompeten}" "$workbook" "${names[@]}" >"$own"
if wanted workbook-in; then
    "$python" bench/peers/workbook_openpyxl.py "$workbook" >>"$peers"
    node bench/peers/workbook_node.mjs "$workbook" >>"$peers"
fi
if wanted workbook-out; then
    "$python" bench/peers/workbook_openpyxl.py out >>"$peers"
    node bench/peers/workbook_node.mjs out >>"$peers"
fi
if wanted certificate; then
    "$python" bench/peers/certificate.py >>"$peers"
fi

"$python" bench/peers/compare.py "$own" "$peers" var/bench/results.jsonl
