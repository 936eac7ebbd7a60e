#!/usr/bin/env bash
# Runs a command beside a mail server that keeps every message as a file:
#
#     scripts/with-mail.sh cargo nextest run -p kompeten
#
# Hands on KOMPETEN_TEST_SMTP (smtp://127.0.0.1:PORT) and KOMPETEN_TEST_MAILDIR (0001.eml, 0002.eml …).
# A file `refuse` in that folder makes the server refuse; KOMPETEN_TEST_MAIL=refuse starts it that way.
set -euo pipefail

if [ $# -eq 0 ]; then
    echo "usage: $0 COMMAND [ARGUMENT...]" >&2
    exit 2
fi
if [ -n "${KOMPETEN_TEST_SMTP:-}" ]; then
    exec "$@"
fi

here=$(cd "$(dirname "$0")" && pwd)
python="$here/../var/tools/bin/python"
if ! [ -x "$python" ]; then
    echo "The mail server for tests is not installed: run 'make setup'." >&2
    exit 1
fi

root=$(mktemp -d "${TMPDIR:-/tmp}/kompeten-mail.XXXXXX")
mkdir "$root/mail"
if [ "${KOMPETEN_TEST_MAIL:-keep}" = refuse ]; then
    : >"$root/mail/refuse"
fi

server=""
clean_up() {
    if [ -n "$server" ]; then
        kill "$server" 2>/dev/null || true
        wait "$server" 2>/dev/null || true
    fi
    rm -rf "$root"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

with_parent=()
if setpriv --help 2>/dev/null | grep -q -- --pdeathsig; then
    with_parent=(setpriv --pdeathsig=TERM)
fi
"${with_parent[@]}" "$python" "$here/mail-catcher.py" "$root/mail" "$root/port" >"$root/server.log" 2>&1 &
server=$!
for _ in $(seq 1 150); do
    [ -s "$root/port" ] && break
    kill -0 "$server" 2>/dev/null || break
    sleep 0.1
done
if ! [ -s "$root/port" ]; then
    echo "The mail server for tests did not start:" >&2
    cat "$root/server.log" >&2
    exit 1
fi

port=$(cat "$root/port")
export KOMPETEN_TEST_SMTP="smtp://127.0.0.1:$port" KOMPETEN_TEST_MAILDIR="$root/mail"
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
