#!/usr/bin/env bash
# Exports the network every night and unpacks it into one folder per window.
#   15 2 * * *  ENGAGE_TOKEN=... nightly.sh resume
# "window" exports the window of ENGAGE_SINCE and ENGAGE_UNTIL instead, and keeps no state.
# A failed night is not repeated: the next night begins where the last complete one ended.
set -euo pipefail
export LC_ALL=C.UTF-8
umask 077
ulimit -f $((8 * 1024 * 1024)) # no file beyond 8 GiB, whatever the archive says

mode=${1:?usage: nightly.sh resume|window [until]}
until=${2:-}
state=$ENGAGE_STATE_DIR/since
staging=$ENGAGE_STATE_DIR/staging
fail() { echo "nightly: $*" >&2; exit 1; }

exec 9>"$ENGAGE_STATE_DIR/lock"
flock -n 9 || fail "another run is still working"
rm -rf "$staging"
mkdir -p "$staging"
trap 'rm -rf "$staging"' EXIT
zip=$staging/export.zip headers=$staging/headers files=$staging/files

since=$ENGAGE_SINCE
if [ "$mode" = resume ] && [ -s "$state" ]; then since=$(<"$state"); fi

# The token goes to curl through a pipe, so that it is in no argument list.
query=(--data-urlencode "since=$since")
[ -z "$until" ] || query+=(--data-urlencode "until=$until")
status=$(printf 'header = "Authorization: Bearer %s"\n' "$ENGAGE_TOKEN" |
  curl --config - --silent --show-error --get "${query[@]}" --dump-header "$headers" --output "$zip" \
    --user-agent nightly/1.0 --connect-timeout 10 --speed-limit 1 --speed-time "${STALL_SECONDS:-60}" \
    --max-time "${MAX_SECONDS:-7200}" --write-out '%{http_code}' "$ENGAGE_BASE_URL/api/v1/export") ||
  fail "the download failed (status ${status:-none})"
if [ "$status" != 200 ]; then
  body=$(head -c 300 "$zip" 2>/dev/null | tr -c '[:print:]' ' ' || true)
  fail "the service answered $status: ${body//"$ENGAGE_TOKEN"/***}"
fi

# Look at the names before anything is unpacked.
names=$(unzip -Z1 "$zip") || fail "the response is not a whole ZIP"
! grep -Eq '^/|(^|[/\\])\.\.([/\\]|$)|^[A-Za-z]:|\\' <<<"$names" || fail "the archive has a name that leads elsewhere"
[ -z "$(sort <<<"$names" | uniq -d)" ] || fail "the archive has a name twice"
! unzip -Z "$zip" | grep -q '^l' || fail "the archive has a symbolic link"
grep -qx log.txt <<<"$names" || fail "the export has no log.txt"
unzip -qq -o "$zip" -d "$files" </dev/null || fail "the archive is damaged"
chmod -R u+rwX "$files"

# Every line of log.txt is a count; anything else is a failure.
failures=$(tr -d '\r' <"$files/log.txt" | grep -Ev '^(Number of exported [A-Z0-9_]+: [0-9]+)?$' || true)
name=$(tr -c 'A-Za-z0-9.\n' - <<<"$since${until:+--$until}")
[ -z "$failures" ] || name+=.partial
rm -rf "$staging/earlier"
[ ! -e "$ENGAGE_OUT_DIR/$name" ] || mv "$ENGAGE_OUT_DIR/$name" "$staging/earlier"
mv "$files" "$ENGAGE_OUT_DIR/$name"
if [ -n "$failures" ]; then
  echo "nightly: the export is partial: $failures" >&2
  exit 3
fi

if [ "$mode" = resume ]; then
  # The window ended when the service answered, or with the second of "until" if that came first.
  date=$(sed -n 's/^[Dd]ate: *//p' "$headers" | tail -n 1 | tr -d '\r')
  end=$(date -u -d "$date" +%s)
  if [ -n "$until" ]; then
    after=$(($(date -u -d "$until" +%s) + 1))
    [ "$after" -ge "$end" ] || end=$after
  fi
  # A clock that was set back does not move the state back.
  [ "$end" -gt "$(date -u -d "$since" +%s)" ] || exit 0
  date -u -d "@$end" +%Y-%m-%dT%H:%M:%SZ >"$state.new"
  mv "$state.new" "$state"
fi
