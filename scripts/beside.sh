# shellcheck shell=bash disable=SC2034
# Sourced by the with-*.sh scripts: a server in a temporary folder, beside a command. Both go when the command ends,
# when the script is told to stop, and, where setpriv is there, even when the script is killed.
#
#     make_root NAME        makes the folder $root
#     as_child SIGNAL       sets $as_child: what to put before the server's command so that SIGNAL ends it with us
#     server=$!             after starting the server in the background
#     wait_for COMMAND...   waits until the command succeeds, or the server has ended
#     beside COMMAND...     runs the command, then exits with its status

make_root() {
    root=$(mktemp -d "${TMPDIR:-/tmp}/kompeten-$1.XXXXXX")
    server=""
    trap clean_up EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
}

stop_server() { # SIGNAL
    [ -n "$server" ] || return 0
    kill "-$1" "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
    server=""
}

clean_up() {
    stop_server "${stop_signal:-TERM}"
    rm -rf "$root"
}

as_child() { # SIGNAL [OPTION...]: options of setpriv, to become another user
    stop_signal=$1
    shift
    as_child=()
    if setpriv --help 2>/dev/null | grep -q -- --pdeathsig; then
        as_child=(setpriv "$@" "--pdeathsig=$stop_signal")
    elif [ $# -gt 0 ]; then
        as_child=(setpriv "$@")
    fi
}

wait_for() {
    local _
    for _ in $(seq 1 150); do
        "$@" && return 0
        kill -0 "$server" 2>/dev/null || return 1
        sleep 0.1
    done
    return 1
}

free_port() { # outside the range from which the system gives ports to clients
    local port
    while :; do
        port=$((20000 + (RANDOM * 32768 + RANDOM) % 12000))
        (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
    done
    echo "$port"
}

beside() {
    "$@" <&0 &
    command=$!
    trap 'stop_command 130' INT
    trap 'stop_command 143' TERM
    local status=0
    wait "$command" || status=$?
    exit "$status"
}

stop_command() { # STATUS
    kill -TERM "$command" 2>/dev/null || true
    wait "$command" || true
    exit "$1"
}
