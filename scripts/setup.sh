#!/usr/bin/env bash
# Installs by name the programs that tests and measurements need and this machine lacks. It says what it installs,
# and changes nothing where everything is there. `make setup` calls it and then fetches what the project brings along.
set -euo pipefail

missing=()
need() { # PACKAGE PROGRAM...: the package is missing unless one of its programs is there
    local package=$1 program
    shift
    for program in "$@"; do
        if command -v "$program" >/dev/null 2>&1 || [ -x "$program" ]; then
            return
        fi
    done
    missing+=("$package")
}

for program in cargo node npm; do
    if ! command -v "$program" >/dev/null 2>&1; then
        echo "Rust (https://rustup.rs) and Node.js 20 or later are needed first: '$program' was not found." >&2
        exit 1
    fi
done
if [ "$(node -p 'process.versions.node.split(".")[0]')" -lt 20 ]; then
    echo "Node.js 20 or later is needed; this is $(node --version)." >&2
    exit 1
fi

need build-essential cc
need pkg-config pkg-config
need python3 python3
need postgresql /usr/lib/postgresql/*/bin/initdb initdb
need chromium chromium chromium-browser google-chrome
need poppler-utils pdftotext
need qpdf qpdf
need openssl openssl
# A Python that carries ensurepip can make the environment for tools by itself; Debian's own needs a package.
if ! python3 -c 'import ensurepip' >/dev/null 2>&1; then
    missing+=(python3-venv)
fi

if [ ${#missing[@]} -eq 0 ]; then
    exit 0
fi

as_root=()
if [ "$(id -u)" != 0 ]; then
    if command -v sudo >/dev/null 2>&1; then
        as_root=(sudo)
    else
        echo "Missing: ${missing[*]}. Ask whoever runs this machine for: apt-get install ${missing[*]}" >&2
        exit 1
    fi
fi
if ! command -v apt-get >/dev/null 2>&1; then
    echo "Missing: ${missing[*]} (names of Debian's packages). Install their counterparts of this system, then run make again." >&2
    exit 1
fi

echo "Installing with apt: ${missing[*]}"
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
