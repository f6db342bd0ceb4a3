"""Exports a network, or one user, up to now: it never sends `until`. Python 3.9, standard library.

    python3 client.py https://www.yammer.com exports --since 2024-06-01T00:00:00Z [--state state]
    python3 client.py https://www.yammer.com exports --user 1753017723210752

The token is in ENGAGE_TOKEN. With --state, a run begins where the last complete one ended: one millisecond after the
time in the file name of its download, or a second before the time in the header Date.
Exit codes: 0 complete, 1 failed, 3 partial.
"""

import argparse
import csv
import gzip
import io
import os
import re
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import zipfile
import zlib
from datetime import datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from pathlib import Path

TROUBLE = re.compile(r"fail|error|could not|cannot|unable|incomplete|partial|skipped|missing|truncated", re.IGNORECASE)
COUNT = re.compile(r"Number of exported ([^:]+): (\d+)")
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
DELAYS = [1, 2, 4]
LONGEST_WAIT = 60


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None  # The answer is then an HTTPError; the token goes to no other server.


opener = urllib.request.build_opener(NoRedirect)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("url")
    parser.add_argument("out", type=Path)
    parser.add_argument("--since")
    parser.add_argument("--user")
    parser.add_argument("--state", type=Path)
    parser.add_argument("--model", action="append", default=[])
    parser.add_argument("--timeout", type=float, default=30)
    options = parser.parse_args()
    token = os.environ["ENGAGE_TOKEN"]
    csv.field_size_limit(1 << 30)
    try:
        return export(options, token)
    except (OSError, ValueError, HTTPException, *DAMAGE) as error:
        print(f"failed: {type(error).__name__}: {error}".replace(token, "***"), file=sys.stderr)
        return 1


def export(options, token):
    mark = options.state and options.state / f"since-{'-'.join(options.model)}.txt"
    since = mark.read_text() if mark and mark.exists() else options.since
    query = [("since", since)] if since else []
    path = "/api/v1/export" + (f"/users/{options.user}" if options.user else "")
    query = urllib.parse.urlencode(query + [("model", one) for one in options.model])
    body, headers = download(f"{options.url}{path}?{query}", token, options.timeout)
    gaps = find_gaps(body)
    name = f"user-{options.user}" if options.user else f"since-{re.sub('[^0-9T]', '', since)}"
    name += ".partial.zip" if gaps else ".zip"
    options.out.mkdir(parents=True, exist_ok=True)
    write_whole(options.out / name, body)
    if mark and not gaps:
        write_whole(mark, max(instant(since), following(headers)).isoformat().encode())
    for gap in gaps:
        print(f"missing: {gap}", file=sys.stderr)
    print(f"{'partial' if gaps else 'complete'}: {options.out / name}")
    return 3 if gaps else 0


def following(headers):
    """The first instant that this export does not have."""
    name = re.search(r"export-(\d+)\.zip", headers.get("Content-Disposition", ""))
    if name:
        return datetime.fromtimestamp(0, timezone.utc) + timedelta(milliseconds=int(name[1]) + 1)
    return parsedate_to_datetime(headers["Date"]) - timedelta(seconds=1)


def instant(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00")).astimezone(timezone.utc)


def download(url, token, timeout):
    for delay in [*DELAYS, None]:
        try:
            request = urllib.request.Request(url, headers={"Authorization": f"Bearer {token}", "User-Agent": "never-until"})
            with opener.open(request, timeout=timeout) as response:
                if response.status != 200:
                    raise ValueError(f"the service responded with {response.status}")
                body = response.read()  # Fails when the body ends too early.
                packed = response.headers.get("Content-Encoding", "").lower() == "gzip"
                return gzip.decompress(body) if packed else body, response.headers
        except urllib.error.HTTPError as error:
            if delay is None or (error.code != 429 and error.code < 500):
                raise
            asked = retry_after(error.headers)
            delay = delay if asked is None else asked
            if delay > LONGEST_WAIT:
                raise
            print(f"the service responded with {error.code}", file=sys.stderr)
        except gzip.BadGzipFile:
            raise
        except (OSError, HTTPException) as error:
            if delay is None:
                raise
            print(f"no connection: {error!r}", file=sys.stderr)
        time.sleep(delay)


def retry_after(headers):
    text = headers.get("Retry-After", "").strip()
    if text.isdigit():
        return int(text)
    try:
        return max(0, (parsedate_to_datetime(text) - parsedate_to_datetime(headers["Date"])).total_seconds())
    except (TypeError, ValueError):
        return None


def find_gaps(body):
    """Reads the whole archive. Fails when it is damaged; returns what it lacks."""
    gaps, counts, attachments, log = [], {}, [], None
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        names = archive.namelist()
        if len(set(names)) < len(names):
            raise ValueError("the archive has two members with one name")
        for member in archive.infolist():
            content = archive.read(member)  # zipfile compares the CRC.
            if len(content) != member.file_size:
                raise ValueError(f"the size of {member.filename!a} is wrong")
            if member.filename == "log.txt":
                log = content.decode("utf-8", "replace")
            elif member.filename.endswith(".csv"):
                try:
                    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
                except (csv.Error, UnicodeDecodeError) as error:
                    gaps.append(f"{member.filename}: {error}")
                    continue
                counts[label_of(member.filename)] = len(rows)
                if member.filename == "Files.csv":
                    attachments = [row["path"] for row in rows if row.get("path")]
    gaps += [f"the attachment {path}" for path in attachments if path not in names]
    if log is None:
        gaps.append("log.txt")
    for line in (log or "").splitlines():
        counted = COUNT.fullmatch(line.strip())
        if counted and counts.get(label_of(counted[1]), 0) != int(counted[2]):
            gaps.append(f"log.txt counts {counted[2]} {counted[1]}")
        elif not counted and TROUBLE.search(line):
            gaps.append(line.strip())
    return gaps


def label_of(name):
    return re.sub(r"[^a-z0-9]", "", name.removesuffix(".csv").lower())


def write_whole(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    with part.open("wb") as file:
        file.write(content)
        os.fsync(file.fileno())
    part.replace(path)


if __name__ == "__main__":
    sys.exit(main())
