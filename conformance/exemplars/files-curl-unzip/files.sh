#!/usr/bin/env bash
# Exports the files of a window. Exits with 0 when all of them are there, and with 1 in every other case.
set -u

api="$ENGAGE_BASE_URL/api/v1/export/requests"
auth="Authorization: Bearer $ENGAGE_TOKEN"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
  echo "files: $*" >&2
  exit 1
}

# Sends a request with the token, from a file that other users cannot read. Prints the status of the response.
ask() {
  printf 'header = "%s"\n' "$auth" >"$work/auth"
  curl -sS --retry 3 -K "$work/auth" -o "$work/answer" -w '%{http_code}' "$@"
}

# Prints a text of the JSON object in the last response.
field() {
  sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p" "$work/answer"
}

# The times have no offset: they are in UTC.
window="since=${ENGAGE_SINCE%[+Z]*}&until=${ENGAGE_UNTIL%[+Z]*}"
status=$(ask -X POST "$api?$window") || fail "no response"
[ "$status" = 200 ] || fail "the creation was answered $status: $(head -c 200 "$work/answer")"
id=$(field user_request_id)
[ -n "$id" ] || fail "the response has no id"

while :; do
  sleep "${POLL_SECONDS:-120}"
  status=$(ask "$api/$id") || fail "no response"
  case $status in
    401 | 403) fail "the status was answered $status" ;;
    200) case $(field status) in *COMPLETE*) break ;; esac ;;
  esac
done

number=0
links=$(printf '%b' "$(field data)")
for link in $links; do
  number=$((number + 1))
  zip="$work/$number.zip"
  folder="$work/$number"
  curl -fsS --retry 2 -o "$zip" "$link" || fail "archive $number did not arrive"
  unzip -q "$zip" -d "$folder" </dev/null || fail "archive $number is damaged"
  for inner in "$folder"/*.zip; do
    [ -e "$inner" ] || continue
    unzip -q "$inner" -d "$folder" </dev/null || fail "$inner is damaged"
    rm "$inner"
  done
done

# Everything is there: the folders get their final names.
for folder in "$work"/[0-9]*/; do
  [ -d "$folder" ] || continue
  cp -R "$folder" "$ENGAGE_OUT_DIR/.$id" || fail "the output folder cannot be written to"
  mv "$ENGAGE_OUT_DIR/.$id" "$ENGAGE_OUT_DIR/$id-$(basename "$folder")"
done
echo "$number archives"
