#!/usr/bin/env bash
# Downloads an export as a ZIP: fetch.sh [-s] [-u USER_ID] OUT_DIR [NAME=VALUE ...]
#   -s  begin where the last complete export ended, as $ENGAGE_STATE_DIR/watermark says
# curl repeats what may heal by itself, and python3 reads every byte of the archive before it gets its name.
set -euo pipefail

state='' user=''
while getopts su: flag; do
  case $flag in
    s) state=$ENGAGE_STATE_DIR/watermark ;;
    u) user=$OPTARG ;;
    *) exit 2 ;;
  esac
done
shift $((OPTIND - 1))
out=$1
shift

url=$ENGAGE_BASE_URL/api/v1/export${user:+/users/$user}
until='' name=${user:-network}
query=()
for pair in "$@"; do
  if [ -n "$state" ] && [ -s "$state" ] && [ "${pair%%=*}" = since ]; then pair=since=$(<"$state"); fi
  if [ "${pair%%=*}" = until ]; then until=${pair#*=}; fi
  query+=(--data-urlencode "$pair")
  name+=-${pair#*=}
done
name=$(printf %s "${name:0:150}" | tr -c 'A-Za-z0-9' _)

work=$(mktemp -d "${TMPDIR:-/tmp}/fetch.XXXXXX")
trap 'rm -rf "$work"' EXIT
(umask 077 && printf 'Authorization: Bearer %s\n' "$ENGAGE_TOKEN" >"$work/token")
part=$out/$name.part

# curl waits as long as Retry-After says, follows redirects, and takes the token to no other host.
status=$(curl --silent --show-error --location --max-redirs 5 --get "${query[@]}" --header "@$work/token" \
  --user-agent fetch/2.1 --retry 4 --retry-all-errors --retry-max-time "${PATIENCE:-1800}" \
  --connect-timeout 20 --speed-limit 1 --speed-time "${SILENCE:-120}" --max-time "${LONGEST:-14400}" \
  --dump-header "$work/headers" --output "$part" --write-out '%{http_code}' "$url") || {
  code=$?
  rm -f "$part"
  echo "fetch: curl gave up with exit code $code, last status ${status:-000}" >&2
  exit 1
}
if [ "$status" != 200 ]; then
  echo "fetch: the service answered $status:" >&2
  python3 -c 'import os, sys
text = sys.stdin.buffer.read(500).decode("utf-8", "replace").replace(os.environ["ENGAGE_TOKEN"], "[token]")
print("".join(c if c.isprintable() else " " for c in text), file=sys.stderr)' <"$part"
  rm -f "$part"
  exit 1
fi

verdict=0
python3 - "$part" >"$work/end" <<'PYTHON' || verdict=$?
import re, sys, zipfile
try:
    with zipfile.ZipFile(sys.argv[1]) as archive:
        names = archive.namelist()
        if len(set(names)) != len(names):
            sys.exit("fetch: two members have the same name")
        for member in archive.infolist():
            size = 0
            with archive.open(member) as stream:  # raises at a wrong CRC
                while piece := stream.read(1 << 16):
                    size += len(piece)
            if size != member.file_size:
                sys.exit(f"fetch: {member.filename!a} has {size} bytes instead of {member.file_size}")
        if "log.txt" not in names:
            sys.exit("fetch: the export has no log.txt")
        log = archive.read("log.txt").decode("utf-8").splitlines()
        request = archive.read("request.txt").decode("utf-8") if "request.txt" in names else ""
except Exception as error:  # whatever a hostile archive makes zipfile raise
    sys.exit(f"fetch: not a whole export: {error!a}")
print(*re.findall(r"^until: (\S+)", request, re.M)[:1])
if bad := [line for line in log if line.strip() and not re.fullmatch(r"Number of exported \w+: \d+", line.strip())]:
    print("fetch: partial:", ascii(bad), file=sys.stderr)
    sys.exit(3)
PYTHON

case $verdict in
  0) mv -f "$part" "$out/$name.zip" ;;
  3) mv -f "$part" "$out/$name.incomplete.zip" && exit 3 ;;
  *) rm -f "$part" && exit 1 ;;
esac

if [ -n "$state" ]; then
  # request.txt has the instant at which the window ended; without it, the Date of the response is early enough.
  end=$(<"$work/end")
  [ -n "$end" ] || end=$(sed -n 's/^[Dd][Aa][Tt][Ee]: *//p' "$work/headers" | tail -n 1 | tr -d '\r')
  python3 - "$state" "$end" "$until" <<'PYTHON'
import datetime as dt, email.utils, os, sys
path, end, until = sys.argv[1:]
parse = lambda text: dt.datetime.fromisoformat(text)
ended = parse(end) if end[:4].isdigit() else email.utils.parsedate_to_datetime(end)
if until and ended.replace(microsecond=0) == parse(until).replace(microsecond=0):
    ended = ended.replace(microsecond=0) + dt.timedelta(seconds=1)  # an until includes its whole second
try:
    ended = max(ended, parse(open(path).read().strip()))  # no way back when a clock is set back
except FileNotFoundError:
    pass
with open(path + ".new", "w") as file:
    file.write(ended.astimezone(dt.timezone.utc).isoformat(timespec="milliseconds"))
os.replace(path + ".new", path)
PYTHON
fi
