"""Keeps the ZIP of every run and unpacks it into a folder beside it. Python 3.9, standard library.

    python3 client.py --url https://www.yammer.com --since 2024-06-01T00:00:00Z --out exports [--state state]
    python3 client.py --url https://www.yammer.com --user-id 1753017723210752 --out exports

The token is in ENGAGE_TOKEN. The ZIP is checked before it gets its name, and unpacked after that. With --state a run
begins where the last complete one ended. Exit codes: 0 complete, 1 failed, 3 partial.
"""

import argparse
import csv
import gzip
import http.client
import io
import os
import re
import shutil
import sys
import time
import zipfile
import zlib
from datetime import datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

TROUBLE = re.compile(r"fail|error|could not|cannot|unable|incomplete|partial|skipped|missing|truncated", re.IGNORECASE)
COUNT = re.compile(r"Number of exported ([^:]+): (\d+)")
SAFE = re.compile(r"(\d+/)?(files/)?[^/\\\x00-\x1f:]+")
SELECTION = ["model", "network", "include", "include_ens", "exclude_files"]
TRIES = 4
LONGEST_WAIT = 60


class Failure(Exception):
    def __init__(self, message, again=False, wait=None):
        super().__init__(message)
        self.again, self.wait = again, wait


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--url", required=True)
    parser.add_argument("--out", required=True, type=Path)
    parser.add_argument("--state", type=Path)
    for name in ["--since", "--until", "--user-id", "--include", "--include-ens", "--exclude-files"]:
        parser.add_argument(name)
    for name in ["--model", "--network"]:
        parser.add_argument(name, action="append")
    parser.add_argument("--silence", type=float, default=30)
    options = parser.parse_args()
    token = os.environ["ENGAGE_TOKEN"]
    csv.field_size_limit(1 << 30)
    try:
        return export(options, token)
    except (Failure, OSError, ValueError) as error:
        print(f"failed: {error}".replace(token, "***"), file=sys.stderr)
        return 1


def export(options, token):
    given = [(name, getattr(options, name)) for name in SELECTION]
    selection = [(name, one) for name, value in given if value for one in ([value] if isinstance(value, str) else value)]
    mark = options.state and options.state / f"next-{zlib.crc32(urlencode(selection).encode()):x}"
    since = None if options.user_id else instant(mark.read_text() if mark and mark.exists() else options.since)
    query = selection + ([("since", iso(since))] if since else [])
    if options.until:
        query.append(("until", iso(instant(options.until))))
    path = "/api/v1/export" + (f"/users/{quote(options.user_id)}" if options.user_id else "")
    options.out.mkdir(parents=True, exist_ok=True)
    part = options.out / "download.part"
    try:
        headers = download(options.url, f"{path}?{urlencode(query)}", token, options.silence, part)
        gaps = find_gaps(part, options.include == "csv" or options.exclude_files == "true")
        end = None if options.user_id else end_of(headers, options.until)
        name = f"user-{options.user_id}" if options.user_id else f"{stamp(since)}-{stamp(end)}"
        name += "-partial" if gaps else ""
        part.replace(options.out / f"{name}.zip")
    finally:
        part.unlink(missing_ok=True)
    unpack(options.out / f"{name}.zip", options.out / name)
    if mark and not gaps:
        options.state.mkdir(parents=True, exist_ok=True)
        mark.with_suffix(".new").write_text(iso(max(since, end + timedelta(milliseconds=1))))
        mark.with_suffix(".new").replace(mark)
    for gap in gaps:
        print(f"missing: {gap}", file=sys.stderr)
    print(f"{'partial' if gaps else 'complete'}: {options.out / name}.zip")
    return 3 if gaps else 0


def download(base, path, token, silence, part):
    for tries in range(1, TRIES + 1):
        try:
            return download_once(urlsplit(base), path, token, silence, part)
        except Failure as failure:
            wait = 2.0 ** (tries - 1) if failure.wait is None else failure.wait
            if not failure.again or tries == TRIES or wait > LONGEST_WAIT:
                raise
            print(f"{failure}; trying again in {wait:g} s", file=sys.stderr)
            time.sleep(wait)


def download_once(base, path, token, silence, part):
    kind = http.client.HTTPSConnection if base.scheme == "https" else http.client.HTTPConnection
    connection = kind(base.netloc, timeout=silence)
    try:
        headers = {"Authorization": f"Bearer {token}", "User-Agent": "zip-and-unpacked/1.0"}
        connection.request("GET", base.path + path, headers=headers)  # This follows no redirect.
        response = connection.getresponse()
        if response.status != 200:
            again = response.status == 429 or response.status >= 500
            raise Failure(f"the service responded with {response.status}", again, retry_after(response.headers))
        expected = response.length
        with part.open("wb") as file:
            shutil.copyfileobj(response, file)
            if expected is not None and file.tell() != expected:
                raise Failure(f"received {file.tell()} of {expected} bytes", again=True)
            file.flush()
            os.fsync(file.fileno())
    except (OSError, http.client.HTTPException) as error:
        raise Failure(f"no connection: {error!r}", again=True) from error
    finally:
        connection.close()
    if response.headers.get("Content-Encoding", "").lower() == "gzip":
        try:
            part.write_bytes(gzip.decompress(part.read_bytes()))
        except (EOFError, OSError, zlib.error) as error:
            raise Failure(f"the body is not gzip: {error}") from error
    return response.headers


def retry_after(headers):
    text = headers.get("Retry-After", "").strip()
    if text.isdigit():
        return int(text)
    try:
        return max(0, (parsedate_to_datetime(text) - parsedate_to_datetime(headers["Date"])).total_seconds())
    except (TypeError, ValueError):
        return None


def find_gaps(path, without_attachments):
    """Reads the whole archive. Fails when it is damaged or unsafe to unpack; returns what a sound one lacks."""
    gaps, counts, attachments, log = [], {}, [], None
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            if len({name.lower() for name in names}) < len(names):
                raise Failure("the archive has two members with one name")
            for member in archive.infolist():
                if member.is_dir() and member.filename == "files/":
                    continue
                name = member.orig_filename
                if not SAFE.fullmatch(name) or name.split("/")[-1] in (".", "..") or member.external_attr >> 28 == 0o12:
                    raise Failure(f"the archive has a member that must not be unpacked: {name!a}")
                content = archive.read(member)  # zipfile compares the CRC.
                if len(content) != member.file_size:
                    raise Failure(f"the size of {name!a} is wrong")
                if name == "log.txt":
                    log = content.decode("utf-8", "replace")
                if not name.endswith(".csv"):
                    continue
                try:
                    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
                except (csv.Error, UnicodeDecodeError) as error:
                    gaps.append(f"{name}: {error}")
                    continue
                counts[label_of(name)] = counts.get(label_of(name), 0) + len(rows)
                if label_of(name) == "files":
                    folder = name.removesuffix("Files.csv")
                    attachments += [folder + row["path"] for row in rows if row.get("path")]
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, UnicodeError) as error:
        raise Failure(f"the archive is damaged: {error}") from error
    gaps += [] if without_attachments else [f"the attachment {one}" for one in attachments if one not in names]
    gaps += [] if counts else ["the archive has no CSV"]
    return gaps + (["log.txt"] if log is None else list(read_log(log, counts)))


def read_log(log, counts):
    for line in log.splitlines():
        counted = COUNT.fullmatch(line.strip())
        if counted and counts.get(label_of(counted[1]), 0) != int(counted[2]):
            yield f"log.txt counts {counted[2]} {counted[1]}"
        elif not counted and TROUBLE.search(line):
            yield line.strip()


def label_of(name):
    return re.sub(r"[^a-z0-9]", "", name.split("/")[-1].removesuffix(".csv").lower())


def unpack(path, folder):
    """Unpacks an archive that is checked. Every file gets its name when it is complete."""
    with zipfile.ZipFile(path) as archive:
        for member in archive.infolist():
            if member.is_dir():
                continue
            file = folder / member.filename
            file.parent.mkdir(parents=True, exist_ok=True)
            part = file.with_name(file.name + ".part")
            with archive.open(member) as content, part.open("wb") as to:
                shutil.copyfileobj(content, to)
            part.replace(file)


def end_of(headers, until):
    name = re.search(r"export-(\d+)\.zip", headers.get("Content-Disposition", ""))
    if name:
        clock = datetime.fromtimestamp(0, timezone.utc) + timedelta(milliseconds=int(name[1]))
    else:
        clock = parsedate_to_datetime(headers["Date"]) - timedelta(seconds=1)
    return min(clock, instant(until).replace(microsecond=999000)) if until else clock


def instant(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00")).astimezone(timezone.utc)


def iso(at):
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def stamp(at):
    return re.sub(r"[-:.]", "", iso(at))


if __name__ == "__main__":
    sys.exit(main())
