#!/usr/bin/env bash
# Compiles one crate of the workspace and lints it in the same breath, clippy's and rustdoc's warnings as errors:
#
#     RUSTC_WORKSPACE_WRAPPER=$PWD/scripts/lint-as-built.sh cargo nextest run --workspace --no-run
#
# Cargo calls it in place of rustc (first argument: the rustc to call). `make test` builds like this, because `cargo
# clippy` and `cargo doc` by themselves check every dependency once more, which takes longer than linting what is ours.
# rustc runs first and tells Cargo of its metadata early, so that the crates that wait for it begin; a lint that
# fails fails the crate, and the next build tries it again. A library or program is compiled twice, once with its tests in
# it: clippy looks at that one, which holds all of the other, and rustdoc at the other. What only the other can show, such
# as code that nothing but a test uses, rustc itself warns of, and its warnings are errors too. `make lint` is the same
# without a build; it alone sees at once that clippy.toml was changed, since Cargo knows nothing of what this looks at
# beside the sources.
set -euo pipefail

rustc=$1
"$@" -Dwarnings || exit

shift
emits=false tests=false source=""
driver=() page=()
while [ $# -gt 0 ]; do
    case $1 in
    --emit=*) emits=true ;; # what each of the two writes is said below
    --out-dir | -o) shift ;;
    -C)
        # A cache of their own: rustc's is of rustc.
        driver+=(-C "${2/#incremental=*/incremental=${2#incremental=}-lint}")
        shift
        ;;
    --test) tests=true driver+=("$1") ;;
    --json=*)
        # Cargo listens to rustc alone for what is ready.
        told=${1#--json=} told=${told//artifacts,/} told=${told//,artifacts/}
        driver+=("--json=$told") page+=("--json=$told")
        ;;
    --crate-type | --crate-name | --cfg | --check-cfg | --extern | -L)
        driver+=("$1" "$2") page+=("$1" "$2")
        shift
        ;;
    *.rs) source=$1 driver+=("$1") page+=("$1") ;;
    *) driver+=("$1") page+=("$1") ;;
    esac
    shift
done
$emits || exit 0 # a question of Cargo's, not a crate

out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
if ! $tests && [[ $source =~ (^|/)src/(lib|main)\.rs$ ]]; then
    inside=()
    # A program has nothing public: as `cargo doc` does, its inside is looked at, and may link to itself.
    [[ $source != *main.rs ]] || inside=(--document-private-items -A rustdoc::private-intra-doc-links)
    rustdoc "${page[@]}" --out-dir "$out" -Dwarnings "${inside[@]}"
else
    clippy-driver "$rustc" "${driver[@]}" --emit=metadata --out-dir "$out" -Dwarnings
fi
