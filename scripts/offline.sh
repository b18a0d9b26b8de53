#!/bin/sh
# Set up, demo and every page with every network route cut off; no connection but to this machine itself may be tried.
#
#     make wheels                     (once, with the network: the packages of requirements.lock into wheels/)
#     sh scripts/offline.sh wheels    (then without: in a network namespace of its own)
#
# Needs Linux with `unshare` and `ip`, as root or where users may make namespaces. With `strace`, each connection that any process
# tries, in whatever language it is written, is looked at. Exit status 0 where all is well.
set -eu
wheels=$(cd "${1:?name the folder of wheels: make wheels, then sh scripts/offline.sh wheels}" && pwd)
root=$(cd "$(dirname "$0")/.." && pwd)

if [ "${OFFLINE_INSIDE:-}" = "" ]; then
    as_root=-r
    [ "$(id -u)" = 0 ] && as_root=
    exec env OFFLINE_INSIDE=1 unshare -n $as_root sh "$root/scripts/offline.sh" "$wheels"
fi

ip link set lo up
[ -z "$(ip route show)" ] || { echo "a route is left: the network is not cut off"; exit 1; }
desk=$(mktemp -d)
trap 'rm -rf "$desk"' EXIT
(cd "$root" && git ls-files -z | tar --null --files-from=- -cf -) | tar -C "$desk" -xf -
cd "$desk"
export PIP_NO_INDEX=1 PIP_FIND_LINKS="$wheels" PIP_CONFIG_FILE=/dev/null PYTHONPATH=

traced=
if command -v strace > /dev/null; then
    traced="strace -f -qq --seccomp-bpf -e trace=connect,sendto,sendmsg -o $desk/calls"
else
    echo "no strace: only what fails without a network is seen, not what is tried in vain"
fi

make --no-print-directory setup
$traced make --no-print-directory demo > demo.txt
tail -n 3 demo.txt
[ -s dateline.db ] || { echo "make demo left no database"; exit 1; }
[ -z "$traced" ] || mv calls calls.demo

$traced sh -c 'echo $$ > serving; exec .venv/bin/dateline serve --db dateline.db --processes examples/processes --port 8123' &
tracing=$!
.venv/bin/python - <<'PYTHON'
import socket, sys, time
for _ in range(600):
    try:
        socket.create_connection(("127.0.0.1", 8123)).close()
        sys.exit()
    except OSError:
        time.sleep(0.1)
sys.exit("the pages did not come up")
PYTHON
status=0
.venv/bin/python scripts/walk_pages.py http://127.0.0.1:8123/ 400 || status=1
kill "$(cat serving)"
wait "$tracing" || true

if [ -n "$traced" ]; then
    grep -hE 'sin6?_addr|inet_addr|inet_pton' calls.demo calls 2> /dev/null | grep -vE 'inet_addr\("127\.|inet_pton\(AF_INET6, "::1"' > outside || true
    if [ -s outside ]; then
        echo "connections to other machines were tried:"
        sort outside | uniq -c | head -20
        status=1
    else
        echo "no connection to another machine was tried."
    fi
fi
exit $status
