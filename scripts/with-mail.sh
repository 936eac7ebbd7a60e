#!/usr/bin/env bash
# Runs a command beside a mail server that keeps every message as a file:
#
#     scripts/with-mail.sh cargo nextest run -p kompeten
#
# Hands on KOMPETEN_TEST_SMTP (smtp://127.0.0.1:PORT) and KOMPETEN_TEST_MAILDIR (0001.eml, 0002.eml …).
# A file `refuse` in that folder makes the server refuse; KOMPETEN_TEST_MAIL=refuse starts it that way.
set -euo pipefail
. "$(dirname "$0")/beside.sh"

if [ $# -eq 0 ]; then
    echo "usage: $0 COMMAND [ARGUMENT...]" >&2
    exit 2
fi
if [ -n "${KOMPETEN_TEST_SMTP:-}" ]; then
    exec "$@"
fi

scripts=$(cd "$(dirname "$0")" && pwd)
python="$scripts/../var/tools/bin/python"
if ! [ -x "$python" ]; then
    echo "The mail server for tests is not installed: run 'make setup'." >&2
    exit 1
fi

make_root mail
mkdir "$root/mail"
if [ "${KOMPETEN_TEST_MAIL:-keep}" = refuse ]; then
    : >"$root/mail/refuse"
fi

as_child TERM
"${as_child[@]}" "$python" "$scripts/mail-catcher.py" "$root/mail" "$root/port" >"$root/server.log" 2>&1 &
server=$!
if ! wait_for test -s "$root/port"; then
    echo "The mail server for tests did not start:" >&2
    cat "$root/server.log" >&2
    exit 1
fi

port=$(cat "$root/port")
export KOMPETEN_TEST_SMTP="smtp://127.0.0.1:$port" KOMPETEN_TEST_MAILDIR="$root/mail"
beside "$@"
