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

# Without the network, or when a program of others fails or hangs, the formats begin with the house's own exports alone.
files=
if timeout 600 scripts/exam-files.sh; then
    files=$PWD/var/exam-files
else
    echo "fuzz: no files of others; beginning with our own" >&2
fi
timeout 3600 cargo test --quiet --package exam --lib --no-run
seed=${EXAM_FUZZ_SEED:-$(date +%s)}
targets=$(cargo test --quiet --package exam --lib format::tests::fuzz:: -- --list 2>/dev/null | sed -n 's/: test$//p')
[ -n "$targets" ] || { echo "fuzz: no target was found" >&2; exit 1; }

# Each format for itself: one that fails, or is stopped since it hangs, keeps none of the others from their turn.
failed=()
for target in $targets; do
    EXAM_FUZZ_SECONDS=$seconds EXAM_FUZZ_SEED=$seed EXAM_FUZZ_FILES=$files \
        timeout --kill-after=10 "$((seconds + 240))" \
        cargo test --quiet --package exam --lib "$target" -- --exact --test-threads=1 --nocapture || failed+=("$target")
done
if [ ${#failed[@]} -gt 0 ]; then
    printf 'fuzz: failed or was stopped, seed %s: %s\n' "$seed" "${failed[*]}" >&2
    exit 1
fi
