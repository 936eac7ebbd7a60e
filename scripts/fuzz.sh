#!/usr/bin/env bash
# Runs the tests of every crate that states properties, with many more cases than `make test` does; then changes files of
# every exam format by chance, for so many seconds each:
#
#     scripts/fuzz.sh CASES [SECONDS]
#
# A case that fails is kept beside its test (proptest-regressions/) and is tried first from then on: commit it. A changed
# file that fails names its seed and step: make a test of it.
set -euo pipefail
cd "$(dirname "$0")/.."

cases=${1:?usage: scripts/fuzz.sh CASES [SECONDS]}
seconds=${2:-60}
crates=$(grep -rl --include='*.rs' 'proptest!' crates | cut -d/ -f2 | sort -u)
packages=()
for crate in $crates; do
    packages+=(--package "$crate")
done
PROPTEST_CASES=$cases scripts/with-postgres.sh scripts/with-mail.sh scripts/with-s3.sh cargo nextest run "${packages[@]}"

# Without the network the formats begin with the house's own exports alone.
files=
if scripts/exam-files.sh; then
    files=$PWD/var/exam-files
fi
cargo test --quiet --package exam --lib --no-run
EXAM_FUZZ_SECONDS=$seconds EXAM_FUZZ_SEED=${EXAM_FUZZ_SEED:-$(date +%s)} EXAM_FUZZ_FILES=$files \
    timeout "$((seconds * 10 + 300))" cargo test --package exam --lib format::tests::fuzz:: -- --test-threads=1 --nocapture
