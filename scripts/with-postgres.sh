#!/usr/bin/env bash
# Runs a command beside a PostgreSQL server of its own, and takes both away afterwards:
#
#     scripts/with-postgres.sh cargo nextest run --workspace
#
# The server listens on a free loopback port, trusts whoever connects there, and lives in a temporary folder.
# Its address is handed on as KOMPETEN_TEST_POSTGRES; where that is set already, that server is used instead.
# KOMPETEN_TEST_FSYNC=on makes the server durable (to measure, or to test a power cut); tests do without.
# PostgreSQL refuses to run as root, so root starts it as the user postgres or nobody.
set -euo pipefail
. "$(dirname "$0")/beside.sh"

if [ $# -eq 0 ]; then
    echo "usage: $0 COMMAND [ARGUMENT...]" >&2
    exit 2
fi
if [ -n "${KOMPETEN_TEST_POSTGRES:-}" ]; then
    exec "$@"
fi

bin_dir=""
for dir in $(printf '%s\n' /usr/lib/postgresql/*/bin | sort -rV) "$(dirname "$(command -v initdb || echo /nowhere/initdb)")"; do
    if [ -x "$dir/initdb" ] && [ -x "$dir/postgres" ]; then
        bin_dir=$dir
        break
    fi
done
if [ -z "$bin_dir" ]; then
    echo "PostgreSQL is not installed. 'make setup' installs it, or set KOMPETEN_TEST_POSTGRES=postgres://… to use a server of yours." >&2
    exit 1
fi

make_root postgres
as_owner=()
if [ "$(id -u)" = 0 ]; then
    owner=postgres
    id "$owner" >/dev/null 2>&1 || owner=nobody
    chown "$owner" "$root"
    as_owner=("--reuid=$owner" "--regid=$(id -g "$owner")" --clear-groups)
fi
as_child QUIT "${as_owner[@]}" # at once, without a checkpoint

here=$PWD
cd "$root" # the owner may not be allowed to stand where we do
if ! "${as_child[@]}" "$bin_dir/initdb" --pgdata="$root/data" --username=postgres --auth=trust --encoding=UTF8 \
    --locale=C.UTF-8 --no-sync >"$root/server.log" 2>&1; then
    cat "$root/server.log" >&2
    exit 1
fi

fsync=${KOMPETEN_TEST_FSYNC:-off}
address=""
for _ in 1 2 3; do # somebody may take the port first
    port=$(free_port)
    "${as_child[@]}" "$bin_dir/postgres" -D "$root/data" -p "$port" \
        -c listen_addresses=127.0.0.1 -c "unix_socket_directories=$root" \
        -c "fsync=$fsync" -c "synchronous_commit=$fsync" -c "full_page_writes=$fsync" \
        -c max_connections=200 -c shared_buffers=128MB -c max_pred_locks_per_transaction=256 \
        -c log_min_messages=fatal -c log_min_error_statement=panic >"$root/server.log" 2>&1 &
    server=$!
    if wait_for "$bin_dir/pg_isready" -q -h 127.0.0.1 -p "$port" -U postgres; then
        address="postgres://postgres@127.0.0.1:$port/postgres"
        break
    fi
    stop_server QUIT
done
if [ -z "$address" ]; then
    echo "PostgreSQL did not start:" >&2
    tail -n 20 "$root/server.log" >&2
    exit 1
fi
cd "$here"

export KOMPETEN_TEST_POSTGRES=$address
beside "$@"
