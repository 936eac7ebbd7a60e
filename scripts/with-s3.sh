#!/usr/bin/env bash
# Runs a command beside an S3-compatible object store that keeps everything in memory (moto):
#
#     scripts/with-s3.sh cargo nextest run -p store
#
# Hands on KOMPETEN_TEST_S3 (s3:http://127.0.0.1:PORT/kompeten, a bucket that exists) and made-up AWS_… credentials.
set -euo pipefail
. "$(dirname "$0")/beside.sh"

if [ $# -eq 0 ]; then
    echo "usage: $0 COMMAND [ARGUMENT...]" >&2
    exit 2
fi
if [ -n "${KOMPETEN_TEST_S3:-}" ]; then
    exec "$@"
fi

tools=$(cd "$(dirname "$0")/../var/tools/bin" 2>/dev/null && pwd || true)
if ! [ -x "$tools/moto_server" ]; then
    echo "The object store for tests is not installed: run 'make setup'." >&2
    exit 1
fi

make_root s3
as_child TERM
export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_REGION=ap-southeast-3
answers() { "$tools/python" -c 'import sys, urllib.request as r; r.urlopen(r.Request(sys.argv[1], method="PUT", data=sys.argv[2].encode()))' "$@" 2>/dev/null; }
for _ in 1 2 3; do # somebody may take the port first
    port=$(free_port)
    "${as_child[@]}" "$tools/moto_server" -H 127.0.0.1 -p "$port" >"$root/server.log" 2>&1 &
    server=$!
    bucket="<CreateBucketConfiguration><LocationConstraint>$AWS_REGION</LocationConstraint></CreateBucketConfiguration>"
    if wait_for answers "http://127.0.0.1:$port/kompeten" "$bucket"; then
        export KOMPETEN_TEST_S3="s3:http://127.0.0.1:$port/kompeten"
        break
    fi
    stop_server TERM
done
if [ -z "${KOMPETEN_TEST_S3:-}" ]; then
    echo "The object store for tests did not start:" >&2
    tail -n 20 "$root/server.log" >&2
    exit 1
fi

beside "$@"
