#!/usr/bin/env bash
# Brings up a genuine CKAN on 127.0.0.1, on Debian 12, as root or with sudo. Run it again: what runs stays, what is missing is added.
#
#   up.sh [--version 2.10|2.11|2.12|X.Y.Z] [--port 5000] [--scheming] [--gdc] [--no-datastore] [--all]
#         [--max-mib 10] [--locale th] [--fresh]
#
#   --scheming      also a face with ckanext-scheming's stock dataset schema, on PORT+1
#   --gdc           also a face with the fields of the Thai national catalogue, on PORT+2
#   --no-datastore  also a face without DataStore, on PORT+3
#   --all           all three; the faces show one database, one index, one set of files
#   --max-mib       largest upload, in MiB
#   --fresh         stops the portal on that port and wipes its data first
#
# Ends by writing $CKAN_HOME/<port>/env, which the tests read (SHEETPRESS_CKAN=<that file>). README.md beside this file says what is genuine.
set -euo pipefail
HERE=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=paths.sh
. "$HERE/paths.sh"
version=2.11 port=5000 scheming=0 gdc=0 plain=0 max_mib=10 locale=en fresh=0
while [ $# -gt 0 ]; do
  case $1 in
    --version) version=$2; shift ;;
    --port) port=$2; shift ;;
    --scheming) scheming=1 ;;
    --gdc) gdc=1 ;;
    --no-datastore) plain=1 ;;
    --all) scheming=1 gdc=1 plain=1 ;;
    --max-mib) max_mib=$2; shift ;;
    --locale) locale=$2; shift ;;
    --fresh) fresh=1 ;;
    *) echo "unknown option $1" >&2; exit 2 ;;
  esac
  shift
done
VERSION=$(full_version "$version")
place "$port"
VENV=${CKAN_VENV:-$CKAN_HOME/venv-$VERSION}
BASE=$DATA/base.ini
step() { printf '[%ss] %s\n' "$SECONDS" "$*"; }
fail() { # message [log]: says what went wrong, with the end of the log
  printf 'CKAN is not up: %s\n' "$1" >&2
  if [ -s "${2:-}" ]; then printf -- '--- the last lines of %s\n' "$2" >&2; tail -n 40 "$2" >&2; fi
  exit 1
}
logged() { # log command...: runs it with its words in the log
  local log=$LOG/$1.log
  shift
  "$@" >>"$log" 2>&1 </dev/null || fail "$1 ${2:-} failed" "$log"
}
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }
# PostgreSQL refuses to run as root.
as_owner() { if [ "$(id -u)" = 0 ]; then (cd / && exec runuser -u postgres -- "$@"); else "$@"; fi; }

[ $fresh = 0 ] || "$HERE/down.sh" --port "$PORT" --wipe
if [ -s "$DATA/version" ] && [ "$(cat "$DATA/version")" != "$VERSION" ]; then
  fail "port $PORT holds CKAN $(cat "$DATA/version"); take another --port, or --fresh"
fi
mkdir -p "$RUN" "$LOG" "$DATA/storage" "$DATA/solr"
chmod 755 "$CKAN_HOME" "$DATA"
echo "$VERSION" >"$DATA/version"
rm -f "$DATA/env"
# One at a time: two runs at once would build one environment twice. Servers must not inherit the lock, hence 9>&- below.
exec 9>"$CKAN_HOME/lock"
flock -w 300 9 || fail "another up.sh holds $CKAN_HOME/lock"

# ---- packages
need=()
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || need+=(postgresql)
command -v redis-server >/dev/null || need+=(redis-server)
command -v gcc >/dev/null || need+=(gcc libc6-dev)
command -v curl >/dev/null || need+=(curl)
command -v pg_config >/dev/null || need+=(libpq-dev)
command -v python3 >/dev/null || need+=(python3)
python3 -c 'import venv, ensurepip' 2>/dev/null || need+=(python3-venv)
python3 -c 'import os, sys, sysconfig; sys.exit(not os.path.exists(sysconfig.get_paths()["include"] + "/Python.h"))' 2>/dev/null || need+=(python3-dev)
/sbin/ldconfig -p | grep -q 'libmagic\.so' || need+=(libmagic1)
if [ ${#need[@]} -gt 0 ]; then
  step "apt: ${need[*]}"
  logged apt as_root apt-get update -q
  logged apt as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${need[@]}"
fi
PG=$(dirname "$(ls /usr/lib/postgresql/*/bin/initdb | sort -V | tail -n 1)")

# ---- CKAN
# The mark is made last: a run that was killed half-way leaves none.
if [ "$(cat "$VENV/made-for" 2>/dev/null)" != "$VERSION" ]; then
  step "environment: ckan $VERSION"
  logged pip python3 -m venv "$VENV"
  logged pip "$VENV/bin/pip" install --disable-pip-version-check "setuptools<81" wheel
  logged pip "$VENV/bin/pip" install --disable-pip-version-check "ckan[requirements]==$VERSION" "ckanext-scheming==${SCHEMING_VERSION:-3.1.0}" pyuwsgi
  echo "$VERSION" >"$VENV/made-for"
fi
ckan() { "$VENV/bin/ckan" -c "$DATA/stock.ini" "$@" 9>&-; }
package() { "$VENV/bin/python" -c "import importlib.util as u, os; print(os.path.dirname(u.find_spec('$1').origin))"; }

# ---- PostgreSQL, a cluster of its own; Redis; what answers in Solr's place
if [ "$(id -u)" = 0 ] && ! as_owner test -x "$DATA"; then
  fail "the user postgres cannot enter $DATA; give a CKAN_HOME that everybody may enter"
fi
if [ ! -s "$DATA/pg/PG_VERSION" ]; then
  step "initdb"
  mkdir -p "$DATA/pg"
  chmod 700 "$DATA/pg"
  [ "$(id -u)" != 0 ] || chown postgres: "$DATA/pg"
  logged postgres as_owner "$PG/initdb" -U postgres -D "$DATA/pg" -E UTF8 --locale=C.UTF-8 --auth-local=trust --auth-host=scram-sha-256
  # The socket lies inside the cluster's own folder, which nobody else may enter. A test rig need not survive a power cut.
  printf '%s\n' "listen_addresses = '127.0.0.1'" "port = $PG_PORT" "unix_socket_directories = '$DATA/pg'" \
    "fsync = off" "full_page_writes = off" "max_connections = 300" >>"$DATA/pg/postgresql.conf"
fi
if ! as_owner "$PG/pg_ctl" -D "$DATA/pg" status >/dev/null 2>&1; then
  step "PostgreSQL on $PG_PORT"
  # Its own log lies in its own folder: it runs as another user.
  as_owner "$PG/pg_ctl" -D "$DATA/pg" -l "$DATA/pg/server.log" -w start >>"$LOG/postgres.log" 2>&1 </dev/null 9>&- || fail "PostgreSQL does not start" "$DATA/pg/server.log"
fi
sql() { as_owner "$PG/psql" -qAtX -v ON_ERROR_STOP=1 -U postgres -h "$DATA/pg" -p "$PG_PORT" "$@"; }
if [ "$(sql -d postgres -c "select count(*) from pg_database where datname in ('ckan_default', 'datastore_default')")" != 2 ]; then
  sql -d postgres -c "create role ckan_default login password 'pass'" -c "create role datastore_default login password 'pass'"
  sql -d postgres -c "create database ckan_default owner ckan_default encoding 'utf8'"
  sql -d postgres -c "create database datastore_default owner ckan_default encoding 'utf8'"
fi
if ! process redis >/dev/null; then
  step "Redis on $REDIS_PORT"
  logged redis redis-server --bind 127.0.0.1 --port "$REDIS_PORT" --dir "$DATA" --save "" --daemonize yes --pidfile "$RUN/redis.pid" --logfile "$LOG/redis.log" 9>&-
fi
solr=${SOLR_URL:-http://127.0.0.1:$SOLR_PORT/solr/ckan}
if [ -z "${SOLR_URL:-}" ] && ! process solr >/dev/null; then
  step "Solr's stand-in on $SOLR_PORT"
  setsid python3 -B "$HERE/solr_standin" --schema "$(package ckan)/config/solr/schema.xml" --port "$SOLR_PORT" --core ckan \
    --db "$DATA/solr/index.sqlite" --pidfile "$RUN/solr.pid" >>"$LOG/solr.log" 2>&1 </dev/null 9>&- &
fi
wait_for() { # url seconds log [name]: until it answers, or its process is gone
  local deadline=$((SECONDS + $2))
  while ! curl -fsS -o /dev/null --max-time 20 "$1" 2>/dev/null; do
    [ $SECONDS -lt $deadline ] || fail "no answer from $1 in $2 s" "$3"
    if [ -n "${4:-}" ] && [ $SECONDS -gt $((deadline - $2 + 5)) ] && ! process "$4" >/dev/null; then fail "$4 ended at once" "$3"; fi
    sleep 0.3
  done
}
wait_for "$solr/admin/ping" 30 "$LOG/solr.log"

# ---- configuration
[ -s "$BASE" ] || logged ckan "$VENV/bin/ckan" generate config "$BASE"
configure() { # face port plugins [KEY=VALUE...]
  local face=$1 at=$2 plugins=$3
  shift 3
  "$VENV/bin/python" "$HERE/configure.py" "$BASE" "$DATA/$face.ini" \
    "sqlalchemy.url=postgresql://ckan_default:pass@127.0.0.1:$PG_PORT/ckan_default" \
    "ckan.datastore.write_url=postgresql://ckan_default:pass@127.0.0.1:$PG_PORT/datastore_default" \
    "ckan.datastore.read_url=postgresql://datastore_default:pass@127.0.0.1:$PG_PORT/datastore_default" \
    "ckan.redis.url=redis://127.0.0.1:$REDIS_PORT/0" "solr_url=$solr" "ckan.site_id=default" "ckan.site_url=http://127.0.0.1:$at" \
    "ckan.storage_path=$DATA/storage" "ckan.max_resource_size=$max_mib" "ckan.locale_default=$locale" "ckan.plugins=$plugins" "$@"
}
common="activity image_view text_view"
tables="datastore datatables_view"
# A face that runs keeps the settings that it was started with.
process stock >/dev/null || configure stock "$PORT" "$common $tables"

# ---- tables, users, tokens
if [ ! -s "$RUN/tables" ]; then
  step "tables"
  logged ckan ckan db init
  # A table of its own from 2.11 on.
  if [ -d "$(package ckanext.activity)/migration" ]; then logged ckan ckan db upgrade -p activity; fi
  ckan datastore set-permissions 2>>"$LOG/ckan.log" | sql -d postgres >>"$LOG/ckan.log" 2>&1 || fail "the DataStore's permissions" "$LOG/ckan.log"
  echo made >"$RUN/tables"
fi
if [ "$(sql -d ckan_default -c "select count(*) from \"user\" where name = 'editor'")" = 0 ]; then
  step "users: admin (sysadmin), editor (in no organization)"
  logged ckan ckan user add admin email=admin@example.invalid password=admin-password-1
  logged ckan ckan sysadmin add admin
  logged ckan ckan user add editor email=editor@example.invalid password=editor-password-1
fi
for user in admin editor; do
  [ -s "$RUN/token.$user" ] && continue
  ckan user token add "$user" tests -q 2>>"$LOG/ckan.log" | grep -oE 'eyJ[A-Za-z0-9_.-]+' | tail -n 1 >"$RUN/token.$user" || fail "no token for $user" "$LOG/ckan.log"
done

# ---- faces
serve() { # face port processes
  faces+=("$1 $2")
  process "$1" >/dev/null && return 0
  ! curl -s -o /dev/null --max-time 2 "http://127.0.0.1:$2/" || fail "port $2 is taken by another program"
  step "$1 on $2"
  : >"$LOG/$1.log"
  # As CKAN's own deployment guide has it, without nginx before it.
  (cd "$DATA" && CKAN_INI=$DATA/$1.ini exec setsid "$VENV/bin/uwsgi" --http "127.0.0.1:$2" --virtualenv "$VENV" --wsgi-file "$HERE/wsgi.py" --callable application \
    --master --processes "$3" --threads 4 --enable-threads --need-app --lazy-apps --buffer-size 32768 --http-timeout 300 --harakiri 120 --vacuum --die-on-term \
    --disable-logging --pidfile "$RUN/$1.pid" >>"$LOG/$1.log" 2>&1 </dev/null 9>&-) &
}
faces=()
serve stock "$PORT" 2
if [ $scheming = 1 ]; then
  process scheming >/dev/null || configure scheming "$SCHEMING_PORT" "$common $tables scheming_datasets" \
    "scheming.dataset_schemas=ckanext.scheming:ckan_dataset.yaml" "scheming.presets=ckanext.scheming:presets.json"
  serve scheming "$SCHEMING_PORT" 1
fi
if [ $gdc = 1 ]; then
  if ! process gdc >/dev/null; then
    # Installed from a copy: setuptools writes beside the sources.
    rm -rf "$DATA/gdc_shim"
    cp -r "$HERE/gdc_shim" "$DATA/gdc_shim"
    cp "$HERE/schemas/ckan_dataset.json" "$HERE/schemas/presets.json" "$DATA/gdc_shim/gdc_shim/"
    logged pip "$VENV/bin/pip" install --disable-pip-version-check --no-deps --no-build-isolation --force-reinstall "$DATA/gdc_shim"
  fi
  process gdc >/dev/null || configure gdc "$GDC_PORT" "$common $tables gdc_shim scheming_datasets" \
    "scheming.dataset_schemas=gdc_shim:ckan_dataset.json" "scheming.presets=gdc_shim:presets.json"
  serve gdc "$GDC_PORT" 1
fi
if [ $plain = 1 ]; then
  process plain >/dev/null || configure plain "$PLAIN_PORT" "$common"
  serve plain "$PLAIN_PORT" 1
fi
for face in "${faces[@]}"; do
  wait_for "http://127.0.0.1:${face#* }/api/3/action/status_show" 120 "$LOG/${face% *}.log" "${face% *}"
done

# ---- what the tests read; there only once everything answers
{
  echo "CKAN_VERSION=$VERSION"
  echo "CKAN_URL=http://127.0.0.1:$PORT"
  echo "CKAN_TOKEN=$(cat "$RUN/token.admin")"
  echo "CKAN_EDITOR_TOKEN=$(cat "$RUN/token.editor")"
  echo "CKAN_MAX_MIB=$(sed -n 's/^ckan.max_resource_size = //p' "$DATA/stock.ini")"
  if process scheming >/dev/null; then echo "CKAN_SCHEMING_URL=http://127.0.0.1:$SCHEMING_PORT"; fi
  if process gdc >/dev/null; then echo "CKAN_GDC_URL=http://127.0.0.1:$GDC_PORT"; fi
  if process plain >/dev/null; then echo "CKAN_PLAIN_URL=http://127.0.0.1:$PLAIN_PORT"; fi
} >"$DATA/env.part"
chmod 600 "$DATA/env.part"
mv "$DATA/env.part" "$DATA/env"
step "CKAN $VERSION is up: http://127.0.0.1:$PORT"
echo "$DATA/env"
