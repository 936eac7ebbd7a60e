#!/usr/bin/env bash
# Runs a command beside an S3 server with an empty bucket:
#
#     scripts/with-s3.sh cargo nextest run -p store
#
# Hands on KOMPETEN_TEST_S3 (s3:http://127.0.0.1:PORT/BUCKET) and the AWS_ variables that the client asks for.
set -euo pipefail
. "$(dirname "$0")/beside.sh"

if [ $# -eq 0 ]; then
    echo "usage: $0 COMMAND [ARGUMENT...]" >&2
    exit 2
fi
if [ -n "${KOMPETEN_TEST_S3:-}" ]; then
    exec "$@"
fi

scripts=$(cd "$(dirname "$0")" && pwd)
python="$scripts/../var/tools/bin/python"
if ! [ -x "$python" ]; then
    echo "The S3 server for tests is not installed: run 'make setup'." >&2
    exit 1
fi

make_root s3
as_child TERM
"${as_child[@]}" "$python" "$scripts/s3-server.py" kompeten "$root/port" >"$root/server.log" 2>&1 &
server=$!
if ! wait_for test -s "$root/port"; then
    echo "The S3 server for tests did not start:" >&2
    cat "$root/server.log" >&2
    exit 1
fi

port=$(cat "$root/port")
export KOMPETEN_TEST_S3="s3:http://127.0.0.1:$port/kompeten"
export AWS_ACCESS_KEY_ID=kompeten AWS_SECRET_ACCESS_KEY=kompeten AWS_REGION=us-east-1
beside "$@"
