#!/usr/bin/env bash
# Stops what up.sh started, by recorded process id only.
#
#   down.sh [--port 5000]     that portal with all its faces
#   down.sh --all             every portal under CKAN_HOME
#   ... --wipe                also removes its data (never the virtual environment: remove CKAN_HOME for that)
set -uo pipefail
HERE=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=paths.sh
. "$HERE/paths.sh"
ports=(5000) wipe=0
while [ $# -gt 0 ]; do
  case $1 in
    --port) ports=("$2"); shift ;;
    --all) mapfile -t ports < <(ls "$CKAN_HOME" 2>/dev/null | grep -xE '[0-9]+') ;;
    --wipe) wipe=1 ;;
    *) echo "unknown option $1" >&2; exit 2 ;;
  esac
  shift
done

stop() { # name signal
  local id
  if id=$(process "$1"); then
    kill -"$2" "$id"
    for _ in $(seq 1 100); do process "$1" >/dev/null || break; sleep 0.1; done
    if process "$1" >/dev/null; then echo "$1 ($id) of port $PORT still runs" >&2; return 1; fi
    echo "stopped $1 ($id)"
  fi
  rm -f "$RUN/$1.pid"
}

failed=0
for port in "${ports[@]}"; do
  place "$port"
  [ -d "$RUN" ] || continue
  rm -f "$DATA/env"
  for face in plain gdc scheming stock; do stop "$face" TERM || failed=1; done
  stop solr TERM || failed=1
  stop redis TERM || failed=1
  [ -s "$DATA/pg/postmaster.pid" ] && head -n 1 "$DATA/pg/postmaster.pid" >"$RUN/postgres.pid"
  stop postgres INT || failed=1
  # Nothing is removed under a process that still writes, and nothing that up.sh did not make.
  [ $wipe = 1 ] && [ $failed = 0 ] && [ -s "$DATA/version" ] && rm -rf "$DATA"
done
exit $failed
