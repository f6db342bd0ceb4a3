#!/bin/sh
# Exports a Viva Engage network, or one user of it, into a ZIP. POSIX sh, with curl (7.71 or newer) and unzip.
#
#   export ENGAGE_TOKEN=…
#   client.sh exports https://www.yammer.com since=2024-06-01T00:00:00Z
#   client.sh -s state exports https://www.yammer.com since=2024-06-01T00:00:00Z
#   client.sh -u 1753017723210752 exports https://www.yammer.com
#
# Every NAME=VALUE is a parameter of the API: model=User model=Group. With -s, the next run begins where the last
# complete one ended; since= is only for the first run. -t is the maximum time without data in seconds, also before the
# first byte; after four times as long, the client does not retry.
# Exit codes: 0 complete, 1 failed, 2 usage, 3 partial, 127 unsupported. Use each folder for one run at a time.
set -eu
export LC_ALL=C
usage='usage: client.sh [-s STATE] [-u USER] [-t SECONDS] FOLDER URL [NAME=VALUE]…'

end() { # EXIT-CODE MESSAGE
  printf '%s\n' "$2" >&2
  exit "$1"
}

state='' user='' silence=150
while getopts s:u:t: flag; do
  case $flag in
    s) state=$OPTARG ;;
    u) user=$OPTARG ;;
    t) silence=$OPTARG ;;
    *) end 2 "$usage" ;;
  esac
done
shift $((OPTIND - 1))
[ $# -ge 2 ] || end 2 "$usage"
out=$1 url=${2%/}/api/v1/export
shift 2
case $url in http://* | https://*) ;; *) end 2 "$usage" ;; esac
case $user in *[!0-9A-Za-z]*) end 2 "expected the id of a user, got $user" ;; esac
case ${ENGAGE_TOKEN:-} in '' | *[!!-~]* | *[\"\\]*) end 2 'expected a token in ENGAGE_TOKEN' ;; esac
[ -z "$user" ] || [ -z "$state" ] || end 127 'unsupported: an export of a user takes no -s'

# The request. Each selection of parameters apart from the window has its own file names and watermark.
since='' until='' selection=''
for pair; do
  shift
  case $pair in
    since=*) since=${pair#since=} ;;
    until=*) until=$pair ;;
    ?*=*) selection="$selection $pair" ;;
    *) end 2 "$usage" ;;
  esac
  case $pair in since=*) ;; *) set -- "$@" --data-urlencode "$pair" ;; esac
done
tag=''
[ -z "$selection" ] || tag=-$(printf '%s' "$selection" | cksum | cut -d ' ' -f 1)
watermark=$state/next-since$tag.txt
[ -z "$state" ] || [ ! -f "$watermark" ] || since=$(cat "$watermark")
if [ -n "$user" ]; then
  url=$url/users/$user
else
  [ -n "$since" ] || end 2 'expected since= with a time, or -u with the id of a user'
  set -- "$@" --data-urlencode "since=$since"
fi

# The download. The token goes through a pipe, because every user of the machine can see arguments. The service answers
# 200 directly, so curl follows no redirect, and the token goes to no other server.
mkdir -p "$out"
part=$out/export.part
trap 'rm -f "$part" "$part".*' EXIT
curl --disable --silent --show-error --get "$@" --config - --url "$url" --output "$part" --write-out '%{http_code}' \
  --dump-header "$part.head" --retry 3 --retry-all-errors --retry-max-time $((silence * 4)) \
  --connect-timeout 10 --speed-limit 1 --speed-time "$silence" \
  >"$part.status" <<CONFIG &
header = "Authorization: Bearer $ENGAGE_TOKEN"
CONFIG
curl=$!
trap 'kill "$curl"; exit 143' HUP INT TERM
wait "$curl" || end 1 'failed: the download did not finish'
trap - HUP INT TERM
status=$(cat "$part.status")
[ "$status" = 200 ] || end 1 "failed: the service responded with $status $(dd if="$part" bs=300 count=1 2>&- | tr -cd ' -~')"

# The archive: unpacks every member, and rejects names that are unsafe to unpack.
unzip -tqq "$part" >"$part.errors" 2>&1 || end 1 "failed: the archive is damaged: $(tr -cd ' -~\n' <"$part.errors")"
unzip -Z1 "$part" >"$part.names"
if grep -E '^/|^[A-Za-z]:|\\|(^|/)\.\.(/|$)' "$part.names" || unzip -Zs "$part" | grep '^l' ||
  tr A-Z a-z <"$part.names" | sort | uniq -d | grep .; then
  end 1 'failed: the archive has a member that must not be unpacked'
fi >&2

# The gaps: counts rows (line breaks in quotes do not count) and compares them with log.txt, which also names failures.
{ grep '\.csv$' "$part.names" || :; } | while IFS= read -r csv; do
  name=${csv##*/}
  unzip -p "$part" "$csv" | tr -cd '"\n' | awk -v name="${name%.csv}" '
    { quotes += gsub(/"/, "") }
    quotes % 2 == 0 { lines++ }
    END { print name, quotes % 2 == 0 ? lines - 1 : "cut" }'
done >"$part.rows"
{
  # The attachments that Files.csv names by path: no other fields have that form.
  case $selection in
    *include=csv* | *exclude_files=true*) ;;
    *) unzip -p "$part" '*Files.csv' 2>&- | awk -v RS='"' '/^files\/[0-9]+\.[^\/]*$/ { print $0 ", which Files.csv names" }' ;;
  esac | while IFS= read -r gap; do
    grep -qE "(^|/)${gap%%,*}\$" "$part.names" || printf '%s\n' "$gap"
  done
  unzip -p "$part" log.txt >"$part.log" 2>&- || echo 'log.txt, which shows whether the export is complete'
  tr -d '\r' <"$part.log" | awk '
    function letters(name) { name = tolower(name); gsub(/[^a-z0-9]/, "", name); return name }
    !log_begins { rows[letters($1)] += $2; if ($2 !~ /^[0-9]+$/) print $1 ".csv is cut short"; next }
    /^Number of exported [^:]*: *[0-9]+ *$/ {
      name = letters(substr($0, 20, index($0, ":") - 20)); count = substr($0, index($0, ":") + 1) + 0
      if (count != rows[name] + 0) print $0 " in log.txt, but the export has " rows[name] + 0 " rows"
      next
    }
    tolower($0) ~ /fail|error|could not|cannot|unable|incomplete|partial|skipped|missing|truncated|timed ?out/ {
      print "log.txt says: " $0
    }' "$part.rows" log_begins=1 -
} >"$part.gaps"

# The end of the window is in request.txt. The next window begins a millisecond later. After an until=, it begins in the
# last millisecond of that second, and only if the service's clock is past it: a row may repeat, but none is lost.
ended=$(unzip -p "$part" request.txt 2>&- | tr -d '\r' | sed -n 's/^until: *//p') || :
next=$(awk -v ended="$ended" -v until="$until" -v since="$since" '
  tolower($1) == "date:" {
    month = (index("JanFebMarAprMayJunJulAugSepOctNovDec", $4) + 2) / 3
    clock = sprintf("%s-%02d-%02dT%s", $5, month, $3, $6)
  }
  END {
    ms = substr(ended, 21, 3)
    if (until == "") next_since = substr(ended, 1, 20) sprintf("%03d", ms < 999 ? ms + 1 : ms) "Z"
    else if (substr(ended, 1, 19) < clock) next_since = substr(ended, 1, 19) ".999Z"
    if (ended ~ /^....-..-..T..:..:..\....Z$/ && (since !~ /Z$/ || next_since > since)) print next_since
  }' "$part.head")
name=$(printf '%s' "${user:+user-$user}${since:+$since-$ended}" | tr -d ':.')
file=$out/export-$name$tag.zip
if [ -s "$part.gaps" ]; then
  mv "$part" "${file%.zip}.partial.zip"
  end 3 "partial: ${file%.zip}.partial.zip
$(tr -cd ' -~\n' <"$part.gaps")"
fi
mv "$part" "$file"
if [ -n "$state" ] && [ -n "$next" ]; then
  mkdir -p "$state"
  printf '%s\n' "$next" >"$watermark.new"
  mv "$watermark.new" "$watermark"
fi
echo "complete: $file"
