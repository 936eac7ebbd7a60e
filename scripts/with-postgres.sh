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

if [ $# -eq 0 ]; then
    echo "usage: $0 COMMAND [ARGUMENT...]" >&2
    exit 2
fi
if [ -n "${KOMPETEN_TEST_POSTGRES:-}" ]; then
    exec "$@"
fi

bin_dir=""
for dir in $(printf '%s\n' /usr/lib/postgresql/*/bin | sort -rV) $(dirname "$(command -v initdb || echo /nowhere/initdb)"); do
    if [ -x "$dir/initdb" ] && [ -x "$dir/postgres" ]; then
        bin_dir=$dir
        break
    fi
done
if [ -z "$bin_dir" ]; then
    echo "PostgreSQL is not installed. 'make setup' installs it, or set KOMPETEN_TEST_POSTGRES=postgres://… to use a server of yours." >&2
    exit 1
fi

root=$(mktemp -d "${TMPDIR:-/tmp}/kompeten-postgres.XXXXXX")
as_owner=()
if [ "$(id -u)" = 0 ]; then
    owner=postgres
    id "$owner" >/dev/null 2>&1 || owner=nobody
    chown "$owner" "$root"
    as_owner=(setpriv "--reuid=$owner" "--regid=$(id -g "$owner")" --clear-groups)
fi
# The server ends with this script even when the script is killed.
with_parent=()
if setpriv --help 2>/dev/null | grep -q -- --pdeathsig; then
    with_parent=(setpriv --pdeathsig=QUIT)
    [ ${#as_owner[@]} -eq 0 ] || with_parent=("${as_owner[@]}" --pdeathsig=QUIT)
else
    with_parent=("${as_owner[@]}")
fi

server=""
clean_up() {
    if [ -n "$server" ]; then
        kill -QUIT "$server" 2>/dev/null || true
        wait "$server" 2>/dev/null || true
    fi
    rm -rf "$root"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

cd "$root"
if ! "${as_owner[@]}" "$bin_dir/initdb" --pgdata="$root/data" --username=postgres --auth=trust --encoding=UTF8 \
    --locale=C.UTF-8 --no-sync >"$root/initdb.log" 2>&1; then
    cat "$root/initdb.log" >&2
    exit 1
fi

fsync=${KOMPETEN_TEST_FSYNC:-off}
address=""
for _ in 1 2 3 4 5 6; do
    port=$((20000 + (RANDOM * 32768 + RANDOM) % 12000))
    if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
        continue
    fi
    "${with_parent[@]}" "$bin_dir/postgres" -D "$root/data" -p "$port" \
        -c listen_addresses=127.0.0.1 -c "unix_socket_directories=$root" \
        -c "fsync=$fsync" -c "synchronous_commit=$fsync" -c "full_page_writes=$fsync" \
        -c max_connections=200 -c shared_buffers=128MB -c max_pred_locks_per_transaction=256 \
        -c log_min_messages=fatal -c log_min_error_statement=panic >"$root/server.log" 2>&1 &
    server=$!
    for _ in $(seq 1 150); do
        if "$bin_dir/pg_isready" -q -h 127.0.0.1 -p "$port" -U postgres; then
            address="postgres://postgres@127.0.0.1:$port/postgres"
            break 2
        fi
        kill -0 "$server" 2>/dev/null || break
        sleep 0.1
    done
    kill -QUIT "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
    server=""
done
if [ -z "$address" ]; then
    echo "PostgreSQL did not start:" >&2
    tail -n 20 "$root/server.log" >&2
    exit 1
fi
cd "$OLDPWD"

export KOMPETEN_TEST_POSTGRES=$address
"$@" <&0 &
command=$!
stop() {
    kill -TERM "$command" 2>/dev/null || true
    wait "$command" || true
    exit "$1"
}
trap 'stop 130' INT
trap 'stop 143' TERM
status=0
wait "$command" || status=$?
exit "$status"
