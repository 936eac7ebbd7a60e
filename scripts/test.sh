#!/usr/bin/env bash
# Everything that must hold before a change lands, cheapest first; the first failure ends it. `make test` calls it.
# Closes with the line `N passed, N failed`.
set -uo pipefail
cd "$(dirname "$0")/.." || exit
mkdir -p var/log

began=$SECONDS
step() { # TITLE COMMAND...
    local title=$1 start=$SECONDS
    shift
    printf '\n== %s\n' "$title"
    if ! "$@"; then
        printf '\n== %s: failed after %ds\n0 passed, 1 failed\n' "$title" $((SECONDS - start))
        exit 1
    fi
    printf '== %s: %ds\n' "$title" $((SECONDS - start))
}

step "Formatting" cargo fmt --all --check
step "Links" node scripts/links.mjs
step "Dependencies" cargo deny --log-level error check --hide-inclusion-graph bans licenses sources
step "Lints notice" scripts/lint-as-built-test.sh
export RUSTC_WORKSPACE_WRAPPER=$PWD/scripts/lint-as-built.sh
step "Build, clippy, rustdoc" cargo nextest run --workspace --no-run

# KOMPETEN_TEST_ALL makes a test fail, instead of passing over, when the server that it needs is missing.
log=var/log/test.log
start=$SECONDS
printf '\n== Tests\n'
# Twice as many at once as there are processors: about half of what a test does is wait for disk and database.
# The seed of the property tests is fixed here, so that a change lands or not by what it is; `make fuzz` draws new ones.
KOMPETEN_TEST_ALL=1 PROPTEST_RNG_SEED=${PROPTEST_RNG_SEED:-20251030} \
    scripts/with-postgres.sh scripts/with-mail.sh scripts/with-s3.sh \
    cargo nextest run --workspace --test-threads $(($(nproc) * 2)) --no-fail-fast --status-level slow --final-status-level fail 2>&1 | tee "$log"
status=${PIPESTATUS[0]}
printf '== Tests: %ds, all together %ds\n' $((SECONDS - start)) $((SECONDS - began))

# The program as people meet it: a demonstration of its own, in Chromium, with scripts and without. It is built once;
# each file of tests takes a copy, three at a time: most of what they do is wait.
export KOMPETEN_BROWSER_PLACE=var/browser
rm -rf "$KOMPETEN_BROWSER_PLACE" && mkdir -p "$KOMPETEN_BROWSER_PLACE"
step "Demonstration" env KOMPETEN_DATABASE="sqlite:$KOMPETEN_BROWSER_PLACE/house.db" \
    KOMPETEN_FILES="file:$KOMPETEN_BROWSER_PLACE/files" KOMPETEN_KEYSET="$KOMPETEN_BROWSER_PLACE/keyset.json" \
    "${CARGO_TARGET_DIR:-target}/debug/kompeten" demo --no-serve
start=$SECONDS
printf '\n== Browser\n'
node --test --test-concurrency=3 --test-reporter=tap tests/browser/ 2>&1 | tee var/log/browser.log
browser=${PIPESTATUS[0]}
printf '== Browser: %ds, all together %ds\n' $((SECONDS - start)) $((SECONDS - began))
tried() { sed -nE "s/^# $1 ([0-9]+)/\1/p" var/log/browser.log | tail -n 1; }

summary=$(grep -E '^ +Summary \[' "$log" | tail -n 1)
count() { sed -nE "s/.*[ ,]([0-9]+) $1.*/\1/p" <<<"$summary"; }
passed=$(count passed) failed=$(count failed)
if [ -z "$passed" ] && [ "$status" -eq 0 ]; then
    echo "No test ran." >&2
    status=1
fi
if [ -z "$(tried pass)" ] && [ "$browser" -eq 0 ]; then
    echo "No browser test ran." >&2
    browser=1
fi
bad=$(($(tried fail || true) + $(tried cancelled || true) + 0))
[ "$browser" -ne 0 ] && [ "$bad" -eq 0 ] && bad=1
printf '%s passed, %s failed\n' "$((${passed:-0} + $(tried pass || true) + 0))" "$((${failed:-$((status != 0))} + bad))"
exit $((status != 0 || browser != 0))
