"""Exports a Viva Engage network, or one user of it, into a ZIP. Python 3.9 or newer, standard library only.

    export ENGAGE_TOKEN=...
    python3 client.py --base-url https://www.yammer.com --since 2024-06-01T00:00:00Z --out exports
    python3 client.py --base-url https://www.yammer.com --since 2024-06-01T00:00:00Z --out exports --state state
    python3 client.py --base-url https://www.yammer.com --user-id 1753017723210752 --out exports

With --state, the next run begins where the last complete one ended; --since is only for the first run.
Exit codes: 0 complete, 1 failed, 2 usage, 3 partial, 127 unsupported. Use each --out for one run at a time.
"""

import argparse
import csv
import gzip
import hashlib
import http.client
import io
import os
import re
import sys
import time
import zipfile
import zlib
from datetime import datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

TRIES = 4
LONGEST_WAIT = 15 * 60
CONNECT_LIMIT = 10
FIRST_BYTE_LIMIT = 150  # A large export takes a while to begin.
PIECE = 1 << 16
MILLISECOND = timedelta(milliseconds=1)
SELECTION = ["model", "include", "network", "include_ens", "exclude_files"]
COUNT = re.compile(r"Number of exported\s+([^\s:][^:]*):\s*(\d+)", re.IGNORECASE)
FAILED = re.compile(
    r"fail|error|could not|cannot|unable|incomplete|partial|skipped|missing|truncated|timed? ?out", re.IGNORECASE
)


class Failure(Exception):
    """The reason why there is no export. `again`: whether a retry may succeed; `wait`: the seconds until then."""

    def __init__(self, message, again=False, wait=None):
        super().__init__(message)
        self.again = again
        self.wait = wait


def run(options, token):
    tag = tag_of(options)
    watermark = Path(options.state, f"next-since{tag}.txt") if options.state else None
    since = beginning(options, watermark)
    out = Path(options.out)
    out.mkdir(parents=True, exist_ok=True)
    part = out / "export.part"
    try:
        headers = download(options, path_of(options, since), token, part)
        wants_files = options.include != "csv" and options.exclude_files != "true"
        gaps = find_gaps(part, wants_files)
        end = end_of(since, options.until, headers) if since else None
        name = f"{stamp(since)}-{stamp(end)}" if since else f"user-{options.user_id}"
        file = out / f"export-{name}{tag}{'.partial' if gaps else ''}.zip"
        part.replace(file)
        if watermark and not gaps:
            remember(watermark, max(since, end + MILLISECOND))
    finally:
        part.unlink(missing_ok=True)
    print(file)
    for gap in gaps[:10]:
        print(f"missing: {gap}", file=sys.stderr)
    print(f"partial: {len(gaps)} parts or rows are missing or wrong" if gaps else "complete", file=sys.stderr)
    return 3 if gaps else 0


# The request


def path_of(options, since):
    query = [("since", iso(since))] if since else []
    if options.until:
        query.append(("until", iso(options.until)))
    path = urlsplit(options.base_url).path.rstrip("/") + "/api/v1/export"
    if options.user_id:
        path += "/users/" + quote(options.user_id, safe="")
    return path + "?" + urlencode(query + selection_of(options))


def selection_of(options):
    """The options that select what is exported, apart from the window."""
    values = ((name, getattr(options, name)) for name in SELECTION)
    return [(name, one) for name, value in values for one in ([value] if isinstance(value, str) else value or [])]


def tag_of(options):
    """Keeps the files and watermarks of different selections apart."""
    selection = urlencode(selection_of(options))
    return selection and "-" + hashlib.sha256(selection.encode()).hexdigest()[:8]


# The download


def download(options, path, token, part):
    """Requests until the whole body is in the file. Returns the response headers."""
    for tries in range(1, TRIES + 1):
        try:
            return download_once(options, path, token, part)
        except Failure as failure:
            wait = options.retry_wait * 2 ** (tries - 1) if failure.wait is None else failure.wait
            if not failure.again or tries == TRIES or wait > LONGEST_WAIT:
                raise
            print(f"{failure}; retrying in {wait:g} s", file=sys.stderr)
            time.sleep(wait)


def download_once(options, path, token, part):
    url = urlsplit(options.base_url)
    kind = http.client.HTTPSConnection if url.scheme == "https" else http.client.HTTPConnection
    connection = kind(url.netloc, timeout=CONNECT_LIMIT)
    try:
        connection.connect()
        socket = connection.sock
        socket.settimeout(FIRST_BYTE_LIMIT)
        # http.client does not follow redirects. The service answers 200 directly; no other server may get the token.
        headers = {"Authorization": f"Bearer {token}", "User-Agent": "engage-export-example"}
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        socket.settimeout(options.stall)
        if response.status != 200:
            raise error_of(response)
        receive(response, part)
        return response.headers
    except http.client.HTTPException as error:
        raise Failure(f"the connection failed: {error!r}", again=True) from error
    except OSError as error:
        if error.filename is not None:  # An error of the disk, not of the network.
            raise
        raise Failure(f"the connection failed: {error}", again=True) from error
    finally:
        connection.close()


def receive(response, part):
    expected = response.length  # None when the body is chunked, or ends with the connection.
    received = 0
    with part.open("wb") as file:
        while piece := response.read(PIECE):
            received += len(piece)
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    if expected is not None and received != expected:
        raise Failure(f"received {received} of {expected} bytes", again=True)
    if response.headers.get("Content-Encoding", "").lower() == "gzip":
        unpack(part)


def unpack(part):
    """Unpacks a gzip body: some gateways compress everything, even if the client does not accept it."""
    packed = part.with_suffix(".gz.part")
    part.replace(packed)
    try:
        with gzip.open(packed) as content, part.open("wb") as file:
            while piece := content.read(PIECE):
                file.write(piece)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise Failure(f"the export cannot be unpacked: {error}") from error
    finally:
        packed.unlink()


def error_of(response):
    """The failure for a status other than 200. Only errors that may be temporary are retried."""
    message = re.sub(r"[^\x20-\x7e]+", " ", response.read(500).decode("latin-1"))[:200]
    again = response.status == 429 or response.status >= 500
    return Failure(f"the service responded with {response.status} {message}", again, retry_after(response.headers))


def retry_after(headers):
    """Seconds, or None. The service's clock sets a date, so it is compared with the Date header."""
    text = headers.get("Retry-After", "").strip()
    if text.isdigit():
        return int(text)
    try:
        until, now = parsedate_to_datetime(text), parsedate_to_datetime(headers["Date"])
        return max(0, (until - now).total_seconds())
    except (TypeError, ValueError):
        return None


# The check: unpacks every member and counts every row, piece by piece


def find_gaps(path, wants_files):
    """Returns what is missing from the export, as sentences. Raises a Failure when the archive is damaged."""
    try:
        with zipfile.ZipFile(path) as archive:
            check_names(archive)
            return list(gaps_in(archive, wants_files))
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, UnicodeError) as error:
        raise Failure(f"the archive is damaged: {error}") from error


def check_names(archive):
    """Rejects names that are unsafe to unpack, and names that overwrite each other."""
    seen = set()
    for member in archive.infolist():
        name = member.orig_filename
        is_link = member.external_attr >> 28 == 0o12
        if is_link or re.search(r"^$|^/|^[A-Za-z]:|\\|[\x00-\x1f]|(^|/)\.\.(/|$)", name) or name.lower() in seen:
            raise Failure(f"the archive has a member that must not be unpacked: {ascii(name[:80])}")
        seen.add(name.lower())
    if not seen:
        raise Failure("the archive is empty")


def gaps_in(archive, wants_files):
    names = set(archive.namelist())
    rows = {}
    for member in archive.infolist():
        name = member.filename
        with archive.open(member) as content:
            if name.endswith(".csv"):
                count, paths, problem = read_table(name, content)
                rows[label(name)] = rows.get(label(name), 0) + count
                if problem:
                    yield f"{name}: {problem}"
                folder = name[: name.rfind("/") + 1]
                for path in paths if wants_files else []:
                    if path not in names and folder + path not in names:
                        yield f"{path}, which {name} names"
            size = content.tell()
            while piece := content.read(PIECE):  # The rest of the member. zipfile compares the CRC at the end.
                size += len(piece)
            if size != member.file_size:
                raise Failure(f"the archive is damaged: {name} does not have the size in the directory")
    if "log.txt" not in names:
        yield "log.txt, which shows whether the export is complete"
    else:
        yield from read_log(archive.read("log.txt").decode("utf-8", "replace"), rows)


def read_log(text, rows):
    for line in text.splitlines():
        counted = COUNT.fullmatch(line.strip())
        if counted:
            name, count = counted[1].strip(), int(counted[2])
            came = rows.get(label(name), 0)
            if came != count:
                yield f"log.txt counts {count} {name}, but the export has {came} rows"
        elif FAILED.search(line):
            yield f"log.txt says: {line.strip()[:200]}"


def read_table(name, content):
    """Returns the number of rows, the attachments that `Files.csv` names, and the problem, if any."""
    rows, paths, problem = 0, [], None
    text = io.TextIOWrapper(content, encoding="utf-8-sig", newline="")
    reader = csv.reader(text, strict=True)
    try:
        header = next(reader, None)
        if header is None:
            problem = "it has no header"
        column = header.index("path") if name.endswith("Files.csv") and "path" in header else None
        for row in reader:
            rows += 1
            if len(row) != len(header):
                problem = "a row and the header have different numbers of fields"
            elif column is not None and row[column]:
                paths.append(row[column])
    except (csv.Error, UnicodeDecodeError) as error:
        problem = str(error)
    text.detach()
    return rows, paths, problem


def label(name):
    """Makes `MESSAGE_VERSIONS` and `MessageVersions.csv` compare as equal."""
    base = name[name.rfind("/") + 1 :]
    return re.sub(r"[^a-z0-9]", "", (base[:-4] if base.endswith(".csv") else base).lower())


# The window


def end_of(since, until, headers):
    """The last instant in an export: the whole second of `until`, but nothing later than the service's clock, which
    is in the file name of the download. If no clock is known, nothing counts as exported."""
    name = re.search(r"export-(\d+)\.zip", headers.get("Content-Disposition", ""))
    if name:
        clock = datetime.fromtimestamp(0, timezone.utc) + int(name[1]) * MILLISECOND
    elif "Date" in headers:
        clock = parsedate_to_datetime(headers["Date"]) - timedelta(seconds=1)
    else:
        clock = since - MILLISECOND
    return min(until.replace(microsecond=999000), clock) if until else clock


def beginning(options, watermark):
    if watermark and watermark.exists():
        return instant(watermark.read_text().strip())
    return options.since


def remember(watermark, following):
    watermark.parent.mkdir(parents=True, exist_ok=True)
    new = watermark.with_suffix(".new")
    new.write_text(iso(following) + "\n")
    new.replace(watermark)


def instant(text):
    """Rejects a time without an offset, because it means another instant on every machine."""
    at = datetime.fromisoformat(re.sub("[Zz]$", "+00:00", text))
    if at.tzinfo is None:
        raise ValueError(f"expected a time such as 2024-06-01T00:00:00Z, got {text}")
    return at.astimezone(timezone.utc)


def iso(at):
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def stamp(at):
    return re.sub(r"[-:.]", "", iso(at))


# The command line


def read_options(token):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base-url", required=True)
    parser.add_argument("--out", required=True, metavar="FOLDER")
    parser.add_argument("--state", metavar="FOLDER")
    parser.add_argument("--user-id")
    parser.add_argument("--since", type=instant)
    parser.add_argument("--until", type=instant)
    parser.add_argument("--model", action="append")
    parser.add_argument("--network", action="append")
    parser.add_argument("--include", choices=["csv", "all"])
    parser.add_argument("--include-ens", choices=["true", "false"])
    parser.add_argument("--exclude-files", choices=["true", "false"])
    parser.add_argument("--stall", type=float, default=20, help="maximum time without data during the export, seconds")
    parser.add_argument("--retry-wait", type=float, default=1, help="wait before the first retry, seconds")
    options = parser.parse_args()
    if urlsplit(options.base_url).scheme not in ("http", "https"):
        parser.error("expected --base-url with an address such as https://www.yammer.com")
    if not re.fullmatch(r"[\x21-\x7e]+", token):
        parser.error("expected a token in ENGAGE_TOKEN")
    if options.user_id and options.state:
        parser.exit(127, "unsupported: an export of a user takes no --state\n")
    if not options.user_id and not options.since:
        parser.error("expected --since with a time, or --user-id")
    if options.user_id:
        options.since = None
    return options


def main():
    csv.field_size_limit(1 << 30)
    token = os.environ.get("ENGAGE_TOKEN", "")
    options = read_options(token)
    try:
        return run(options, token)
    except (Failure, OSError, ValueError) as error:
        print(f"failed: {error}".replace(token, "***"), file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
