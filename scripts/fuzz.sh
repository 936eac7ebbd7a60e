#!/usr/bin/env bash
# Runs the tests of every crate that states properties, with many more cases than `make test` does:
#
#     scripts/fuzz.sh CASES
#
# A case that fails is kept beside its test (proptest-regressions/) and is tried first from then on: commit it.
set -euo pipefail
cd "$(dirname "$0")/.."

cases=${1:?usage: scripts/fuzz.sh CASES}
crates=$(grep -rl --include='*.rs' 'proptest!' crates | cut -d/ -f2 | sort -u)
packages=()
for crate in $crates; do
    packages+=(--package "$crate")
done
PROPTEST_CASES=$cases scripts/with-postgres.sh scripts/with-mail.sh scripts/with-s3.sh cargo nextest run "${packages[@]}"
