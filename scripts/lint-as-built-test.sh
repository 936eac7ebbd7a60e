#!/usr/bin/env bash
# Whether lint-as-built.sh notices: a crate without fault builds; one that clippy, rustdoc or rustc itself finds fault with
# does not, not on the second try either.
set -euo pipefail
wrapper=$(cd "$(dirname "$0")" && pwd)/lint-as-built.sh
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
mkdir "$place/src"
printf '[package]\nname = "one"\nedition = "2024"\n[workspace]\n[lints.clippy]\nall = "warn"\n' >"$place/Cargo.toml"

builds() { # SOURCE: as a library, its tests, and beside a program
    printf '%s\n' "$1" >"$place/src/lib.rs"
    RUSTC_WORKSPACE_WRAPPER=$wrapper CARGO_TARGET_DIR=$place/target \
        cargo build --quiet --offline --all-targets --manifest-path "$place/Cargo.toml" >"$place/log" 2>&1
}
fault() {
    cat "$place/log"
    echo "lint-as-built.sh: $1" >&2
    exit 1
}
refused() { # SOURCE WORD
    for time in first second; do
        ! builds "$1" || fault "$2 went unnoticed, the $time time"
        grep -q "$2" "$place/log" || fault "it failed, and not for $2"
    done
}

sound='//! One.
/// Whether there is one.
#[must_use]
pub const fn is(one: Option<u8>) -> bool { one.is_some() }'
printf '//! A program; see [`inside`].\nmod inside {}\nfn main() {}\n' >"$place/src/main.rs"
builds "$sound" || fault "a sound crate does not build"
refused "$sound
/// Itself.
#[must_use]
pub const fn same(one: u8) -> u8 { return one; }" needless_return
refused "$sound
#[cfg(test)]
mod tests {
    #[test]
    fn one() -> () {
        assert!(super::is(Some(1)));
    }
}" unused_unit
refused "$sound
const fn used_by_a_test() {}
#[cfg(test)]
mod tests {
    #[test]
    fn one() {
        super::used_by_a_test();
    }
}" used_by_a_test
refused "${sound/One/See [\`nowhere\`]}" broken_intra_doc_links
builds "$sound" || fault "a mended crate does not build"
