"""Keeps a network in a SQLite database: rows are inserted or updated by their id. Python 3.9, standard library.

    python3 client.py load --url https://www.yammer.com --since 2024-06-01T00:00:00Z --db state/engage.db
    python3 client.py dump --db state/engage.db --out dump

The token is in ENGAGE_TOKEN. The watermark is in the database, in the transaction of its rows. --continue begins where
the last complete run ended. "dump" writes the whole database as one JSON file for each CSV, which replaces the dump
before. Attachments are not requested. Exit codes: 0 complete, 1 failed, 3 partial.
"""

import argparse
import csv
import http.client
import io
import json
import os
import re
import shutil
import sqlite3
import sys
import tempfile
import time
import zipfile
import zlib
from datetime import datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlencode, urlsplit

# The identity of a row, where it is not the column `id`.
KEYS = {
    "LikedMessageHistory.csv": ["id", "reacted_by", "reaction_timestamp", "reaction", "reaction_action"],
    "MessageThreadExtension.csv": ["thread_id", "message_id", "operation", "operation_performed_at"],
    "MessageVersions.csv": ["id", "created_at", "deleted_at"],
    "MutedThreads.csv": ["thread_id"],
    "Segments.csv": ["segment_id"],
    "Sentie.csv": ["user_id", "thread_id"],
    "VivaEngageLeaders.csv": ["leader_id", "audience_name"],
    "VivaTopicApplications.csv": ["cortex_topic_id", "target_id"],
    "VivaTopicCurationStateLogs.csv": ["cortex_topic_id", "created_at", "topic_curation_state_update"],
    "WatchAlertDetectedThreads.csv": ["thread_id"],
    "WatchAlertThemes.csv": ["theme_id"],
}
SCHEMA = """
create table if not exists rows (path text, key text, cells text, primary key (path, key)) without rowid;
create table if not exists watermarks (selection text primary key, next text);
"""
TROUBLE = re.compile(r"fail|error|could not|cannot|unable|incomplete|partial|skipped|missing|truncated", re.IGNORECASE)
COUNT = re.compile(r"Number of exported ([^:]+): (\d+)")
TRIES = 4
LONGEST_WAIT = 60


class Temporary(Exception):
    wait = None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("task", choices=["load", "dump"])
    parser.add_argument("--db", required=True)
    for name in ["--url", "--since", "--until", "--out"]:
        parser.add_argument(name)
    parser.add_argument("--model", action="append", default=[])
    parser.add_argument("--continue", dest="resume", action="store_true")
    parser.add_argument("--silence", type=float, default=30)
    options = parser.parse_args()
    token = os.environ["ENGAGE_TOKEN"]
    csv.field_size_limit(1 << 30)
    Path(options.db).parent.mkdir(parents=True, exist_ok=True)
    database = sqlite3.connect(options.db)
    try:
        database.executescript(SCHEMA)
        if options.task == "dump":
            dump(database, Path(options.out))
            return 0
        with tempfile.TemporaryFile() as body:
            gaps = load(database, options, token, body)
    except (OSError, ValueError, sqlite3.Error, http.client.HTTPException, Temporary) as error:
        print(f"failed: {type(error).__name__}: {error}".replace(token, "***"), file=sys.stderr)
        return 1
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        print(f"failed: the archive is damaged: {error}", file=sys.stderr)
        return 1
    finally:
        database.close()
    for gap in gaps:
        print(f"missing: {gap}", file=sys.stderr)
    print("partial" if gaps else "complete")
    return 3 if gaps else 0


def load(database, options, token, body):
    """One transaction: all rows of the export and, after a complete one, the watermark. Returns the gaps."""
    selection = json.dumps(options.model)
    stored = database.execute("select next from watermarks where selection = ?", [selection]).fetchone()
    since = instant(stored[0] if options.resume and stored else options.since)
    query = [("since", iso(since)), ("include", "csv"), *(("model", one) for one in options.model)]
    if options.until:
        query.insert(1, ("until", iso(instant(options.until))))
    headers = download(f"{options.url}/api/v1/export?{urlencode(query)}", token, options.silence, body)
    with database:
        gaps = upsert(database, body)
        if options.resume and not gaps:
            following = max(since, end_of(headers, options.until) + timedelta(milliseconds=1))
            database.execute("insert or replace into watermarks values (?, ?)", [selection, iso(following)])
    return gaps


def upsert(database, body):
    gaps, counts, log = [], {}, None
    with zipfile.ZipFile(body) as archive:
        if len(set(archive.namelist())) < len(archive.namelist()):
            raise ValueError("the archive has two members with one name")
        for member in archive.infolist():
            content = archive.read(member)  # zipfile compares the CRC.
            if len(content) != member.file_size:
                raise ValueError(f"the size of {member.filename!a} is wrong")
            if member.filename == "log.txt":
                log = content.decode("utf-8", "replace")
            elif re.fullmatch(r"[\w.-]+\.csv", member.filename):
                try:
                    count = upsert_table(database, member.filename, content.decode("utf-8-sig"))
                    counts[label_of(member.filename)] = count
                except (csv.Error, UnicodeDecodeError) as error:
                    gaps.append(f"{member.filename}: {error}")
    if not counts:
        gaps.append("the archive has no CSV")
    return gaps + (["log.txt"] if log is None else list(read_log(log, counts)))


def upsert_table(database, name, text):
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    key = KEYS.get(name, ["id"])
    if not set(key) <= set(reader.fieldnames or []):
        raise csv.Error(f"expected the columns {', '.join(key)}")
    rows = list(reader)
    if any(None in row or None in row.values() for row in rows):
        raise csv.Error("a row and the header have different numbers of fields")
    values = ([name, json.dumps([row[column] for column in key]), json.dumps(row)] for row in rows)
    database.executemany("insert or replace into rows values (?, ?, ?)", values)
    database.execute("insert or ignore into rows values (?, '', '')", [name])  # A table without rows is a table, too.
    return len(rows)


def read_log(log, counts):
    for line in log.splitlines():
        counted = COUNT.fullmatch(line.strip())
        if counted and counts.get(label_of(counted[1]), 0) != int(counted[2]):
            yield f"log.txt counts {counted[2]} {counted[1]}"
        elif not counted and TROUBLE.search(line):
            yield line.strip()


def label_of(name):
    return re.sub(r"[^a-z0-9]", "", name.removesuffix(".csv").lower())


def dump(database, out):
    out.mkdir(parents=True, exist_ok=True)
    names = [name for (name,) in database.execute("select distinct path from rows")]
    parts = [out / f"{name[:-4]}.json.part" for name in names]
    for name, part in zip(names, parts):
        cells = database.execute("select cells from rows where path = ? and cells <> ''", [name])
        part.write_text("[\n" + ",\n".join(row for (row,) in cells) + "\n]\n", encoding="utf-8")
    for part in parts:
        part.replace(part.with_suffix(""))


def download(url, token, silence, body):
    for tries in range(1, TRIES + 1):
        try:
            return download_once(url, token, silence, body)
        except Temporary as error:
            wait = 2.0 ** (tries - 1) if error.wait is None else error.wait
            if tries == TRIES or wait > LONGEST_WAIT:
                raise
            print(f"{error}; trying again in {wait:g} s", file=sys.stderr)
            time.sleep(wait)


def download_once(url, token, silence, body):
    """Writes the body into the file and returns the headers. http.client follows no redirect."""
    to = urlsplit(url)
    kind = http.client.HTTPSConnection if to.scheme == "https" else http.client.HTTPConnection
    connection = kind(to.netloc, timeout=silence)
    try:
        headers = {"Authorization": f"Bearer {token}", "User-Agent": "sqlite-upsert/1.0"}
        connection.request("GET", f"{to.path}?{to.query}", headers=headers)
        response = connection.getresponse()
        if response.status == 429 or response.status >= 500:
            error = Temporary(f"the service responded with {response.status}")
            error.wait = retry_after(response.headers)
            raise error
        if response.status != 200:
            raise ValueError(f"the service responded with {response.status}")
        expected = response.length
        body.seek(0)
        body.truncate()
        shutil.copyfileobj(response, body)
        if expected is not None and body.tell() != expected:
            raise Temporary(f"received {body.tell()} of {expected} bytes")
        return response.headers
    except (OSError, http.client.HTTPException) as error:
        raise Temporary(f"no connection: {error!r}") from error
    finally:
        connection.close()


def retry_after(headers):
    text = headers.get("Retry-After", "").strip()
    if text.isdigit():
        return int(text)
    try:
        return max(0, (parsedate_to_datetime(text) - parsedate_to_datetime(headers["Date"])).total_seconds())
    except (TypeError, ValueError):
        return None


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


if __name__ == "__main__":
    sys.exit(main())
