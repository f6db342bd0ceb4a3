"""Exports a network day by day into one folder for each CSV, as a data lake has them. Python 3.9, standard library.

    python3 client.py --url https://www.yammer.com --since 2024-06-01T00:00:00Z --out exports [--state state]

The token is in ENGAGE_TOKEN. Each run adds a file to each folder, named by its window: Users/WINDOW.ndjson. With
--state a run begins where the last complete one ended. Attachments are in attachments/WINDOW/files/.
Exit codes: 0 complete, 1 failed, 3 partial.
"""

import argparse
import csv
import io
import json
import os
import re
import sys
import tempfile
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

CURRENT_STATE = {"Admins.csv", "Networks.csv"}  # Every day has all of their rows: the last day counts.
TROUBLE = re.compile(r"fail|error|could not|cannot|unable|incomplete|partial|skipped|missing|truncated", re.IGNORECASE)
COUNT = re.compile(r"Number of exported ([^:]+): (\d+)")
NAME = re.compile(r"(\d+/)?([\w-][\w.-]*\.csv|files/[^/\\\x00-\x1f]+|log\.txt|request\.txt)")
TRIES = 4
LONGEST_WAIT = 60


class Temporary(Exception):
    def __init__(self, message, wait=None):
        super().__init__(message)
        self.wait = wait


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect must not take the token to another server; the service sends none."""

    def redirect_request(self, *_):
        return None


opener = urllib.request.build_opener(NoRedirect)


def main():
    parser = argparse.ArgumentParser()
    for name in ["--url", "--since", "--out"]:
        parser.add_argument(name, required=True)
    for name in ["--until", "--state", "--include", "--include-ens"]:
        parser.add_argument(name)
    parser.add_argument("--model", action="append", default=[])
    parser.add_argument("--network", action="append", default=[])
    parser.add_argument("--silence", type=float, default=30)
    options = parser.parse_args()
    token = os.environ["ENGAGE_TOKEN"]
    csv.field_size_limit(1 << 30)
    try:
        return export(options, token)
    except (OSError, ValueError, HTTPException, Temporary, zipfile.BadZipFile, zlib.error, EOFError) as error:
        print(f"failed: {type(error).__name__}: {error}".replace(token, "***"), file=sys.stderr)
        return 1


def export(options, token):
    selection = [("model", one) for one in options.model] + [("network", one) for one in options.network]
    selection += [("include", options.include)] if options.include else []
    selection += [("include_ens", options.include_ens)] if options.include_ens else []
    watermark = options.state and Path(options.state, f"next{zlib.crc32(repr(selection).encode())}.txt")
    since = instant(watermark.read_text() if watermark and watermark.exists() else options.since)
    until = instant(options.until) if options.until else None
    out = Path(options.out)
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        end, gaps, written = merge_days(options.url, selection, since, until, token, options.silence, Path(scratch))
        window = f"{stamp(since)}-{stamp(end)}"
        publish({path: place(path.relative_to(scratch), out, window) for path in sorted(written)})
    if watermark and not gaps:
        watermark.parent.mkdir(parents=True, exist_ok=True)
        new = watermark.with_suffix(".new")
        new.write_text(iso(max(since, end + timedelta(milliseconds=1))))
        new.replace(watermark)
    for gap in gaps:
        print(f"missing: {gap}", file=sys.stderr)
    print(f"{'partial' if gaps else 'complete'}: {window}")
    return 3 if gaps else 0


def merge_days(url, selection, since, until, token, silence, scratch):
    """Requests day after day until the end of the window. Returns the end, the gaps and the names of the files."""
    gaps, written, day = [], set(), since
    while True:
        last_second = day.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
        if until is not None:
            last_second = min(last_second, until.replace(microsecond=0))
        query = [("since", iso(day)), ("until", iso(max(day, last_second))), *selection]
        body, clock = download(f"{url}/api/v1/export?{urllib.parse.urlencode(query)}", token, silence)
        gaps += [f"{day:%Y-%m-%d}: {gap}" for gap in append_rows(body, scratch, written, ("include", "csv") not in selection)]
        end = last_second + timedelta(milliseconds=999)  # The service includes the whole second.
        if clock <= end or (until is not None and end >= until.replace(microsecond=999000)):
            return min(end, clock), gaps, written
        day = end + timedelta(milliseconds=1)


def append_rows(body, scratch, written, with_attachments):
    """Appends the rows of one day, after a check of the whole archive. Returns what the day lacks."""
    gaps, counts, attachments, log = [], {}, [], None
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        names = [member.filename for member in archive.infolist()]
        if len(set(names)) < len(names):
            raise ValueError("the archive has two members with one name")
        for member in archive.infolist():
            if member.is_dir():
                continue
            content = archive.read(member)  # zipfile compares the CRC.
            if len(content) != member.file_size:
                raise ValueError(f"the size of {member.filename!a} is wrong")
            if member.filename == "log.txt":
                log = content.decode("utf-8", "replace")
            if not NAME.fullmatch(member.filename):
                raise ValueError(f"unexpected member {member.filename!a}")
            if "files/" in member.filename:
                target = scratch / member.filename
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
                written.add(target)
            if not member.filename.endswith(".csv") or "files/" in member.filename:
                continue
            try:
                rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
                if any(None in row or None in row.values() for row in rows):
                    gaps.append(f"{member.filename}: a row and the header have different numbers of fields")
            except (csv.Error, UnicodeDecodeError) as error:
                gaps.append(f"{member.filename}: {error}")
                continue
            label = label_of(member.filename)
            counts[label] = counts.get(label, 0) + len(rows)
            append(rows, member.filename, scratch, written)
            if label == "files":
                folder = member.filename.removesuffix("Files.csv")
                attachments += [folder + row["path"] for row in rows if row.get("path")]
    gaps += [f"the attachment {path}" for path in attachments if with_attachments and path not in names]
    if not counts:
        gaps.append("the archive has no CSV")
    return gaps + (["log.txt"] if log is None else list(read_log(log, counts)))


def append(rows, name, scratch, written):
    target = scratch / f"{name[:-4]}.ndjson"
    target.parent.mkdir(exist_ok=True)
    with target.open("w" if name.split("/")[-1] in CURRENT_STATE else "a", encoding="utf-8") as file:
        file.writelines(json.dumps({k: v for k, v in row.items() if k is not None}) + "\n" for row in rows)
    written.add(target)


def read_log(log, counts):
    for line in log.splitlines():
        counted = COUNT.fullmatch(line.strip())
        if counted and counts.get(label_of(counted[1]), 0) != int(counted[2]):
            yield f"log.txt counts {counted[2]} {counted[1]}"
        elif not counted and TROUBLE.search(line):
            yield line.strip()


def label_of(name):
    return re.sub(r"[^a-z0-9]", "", name.split("/")[-1].removesuffix(".csv").lower())


def place(path, out, window):
    """The place of a file of an export; the path of a table becomes a folder, below that of its network."""
    if "files" in path.parts:
        return out / "attachments" / window / path
    return out / path.with_suffix("") / f"{window}.ndjson"


def publish(finals):
    """Copies all files under temporary names first, so that a full disk leaves no half export."""
    for path, final in finals.items():
        final.parent.mkdir(parents=True, exist_ok=True)
        part_of(final).write_bytes(path.read_bytes())
    for final in finals.values():
        part_of(final).replace(final)


def part_of(path):
    return path.with_name(f"{path.name}.part")


def download(url, token, silence):
    """Returns the body, and the time of the service when it made the export."""
    for tries in range(1, TRIES + 1):
        try:
            return download_once(url, token, silence)
        except Temporary as error:
            wait = 2.0 ** (tries - 1) if error.wait is None else error.wait
            if tries == TRIES or wait > LONGEST_WAIT:
                raise
            print(f"{error}; trying again in {wait:g} s", file=sys.stderr)
            time.sleep(wait)


def download_once(url, token, silence):
    headers = {"Authorization": f"Bearer {token}", "User-Agent": "day-tiles-ndjson/1.0"}
    try:
        with opener.open(urllib.request.Request(url, headers=headers), timeout=silence) as response:
            if response.status != 200:
                raise ValueError(f"the service responded with {response.status}")
            body = response.read()  # Fails when the body ends too early.
            return body, clock_of(response.headers)
    except urllib.error.HTTPError as error:
        if error.code != 429 and error.code < 500:
            raise
        raise Temporary(f"the service responded with {error.code}", retry_after(error.headers)) from error
    except (OSError, HTTPException) as error:
        raise Temporary(f"no connection: {error!r}") from error


def retry_after(headers):
    text = headers.get("Retry-After", "").strip()
    if text.isdigit():
        return int(text)
    try:
        return max(0, (parsedate_to_datetime(text) - parsedate_to_datetime(headers["Date"])).total_seconds())
    except (TypeError, ValueError):
        return None


def clock_of(headers):
    name = re.search(r"export-(\d+)\.zip", headers.get("Content-Disposition", ""))
    if name:
        return datetime.fromtimestamp(0, timezone.utc) + timedelta(milliseconds=int(name[1]))
    return parsedate_to_datetime(headers["Date"]) - timedelta(seconds=1)


def instant(text):
    return datetime.fromisoformat(text.strip().replace("Z", "+00:00")).astimezone(timezone.utc)


def iso(at):
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def stamp(at):
    return re.sub(r"[-:.]", "", iso(at))


if __name__ == "__main__":
    sys.exit(main())
