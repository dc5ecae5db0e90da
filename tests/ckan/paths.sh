# What up.sh and down.sh must agree on; sourced by both. A portal (an instance) is known by its port.
#
# CKAN_HOME/venv-<version>/   CKAN in a virtual environment, shared by the portals of that version
# CKAN_HOME/<port>/           one portal: database, index, files, logs, process ids, env

TEMPORARY=${TMPDIR:-/tmp}
CKAN_HOME=${CKAN_HOME:-${TEMPORARY%/}/sheetpress-ckan}

full_version() { # 2.11 -> 2.11.6: the patch releases that the tests were written against
  case $1 in 2.10) echo 2.10.11 ;; 2.11) echo 2.11.6 ;; 2.12) echo 2.12.0 ;; *) echo "$1" ;; esac
}

place() { # port: sets the folders and ports of that portal
  PORT=$1
  DATA=$CKAN_HOME/$PORT RUN=$CKAN_HOME/$PORT/run LOG=$CKAN_HOME/$PORT/log
  SCHEMING_PORT=$((PORT + 1)) GDC_PORT=$((PORT + 2)) PLAIN_PORT=$((PORT + 3))
  PG_PORT=$((PORT + 11)) REDIS_PORT=$((PORT + 12)) SOLR_PORT=$((PORT + 13))
}

process() { # name: the recorded process id, if that process still runs and is the one that was started
  local id needle
  id=$(head -n 1 "$RUN/$1.pid" 2>/dev/null | tr -d ' ') || return 1
  [ -n "$id" ] && kill -0 "$id" 2>/dev/null || return 1
  # Redis shows its address instead of its command line, all others the folder. A number alone may be another program's by now.
  needle=$DATA/
  [ "$1" = redis ] && needle=":$REDIS_PORT"
  [ "$1" = postgres ] && needle=$DATA/pg
  tr '\0' ' ' <"/proc/$id/cmdline" 2>/dev/null | grep -qF -- "$needle" || return 1
  echo "$id"
}
