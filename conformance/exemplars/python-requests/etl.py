"""Loads an export into NDJSON, one file for each CSV, as the first step of a pipeline.

    etl.py [--resume] [--user ID] [--until T] [--model M ...]

The service, the token and the folders come from the environment (ENGAGE_*). Attachments stay as they are.
Exit codes: 0 complete, 1 failed, 4 partial, 127 the requests library is not installed.
"""
import argparse, csv, io, json, os, pathlib, re, shutil, sys, tempfile, time, zipfile, zlib
from datetime import datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

try:
    import requests
    from requests.adapters import HTTPAdapter
    from urllib3.util import Retry
except ImportError:
    print("etl: the requests library is not installed: pip install requests", file=sys.stderr)
    sys.exit(127)

SILENCE = float(os.environ.get("ETL_SILENCE", "60"))
LONGEST = float(os.environ.get("ETL_LONGEST", "7200"))
csv.field_size_limit(1 << 30)


class Failure(Exception):
    """The export failed and should not be tried again."""


def new_session():
    """A session that repeats failures as urllib3 does, and sends the token to no other host."""
    session = requests.Session()
    session.trust_env = False  # no netrc, which would replace the token
    session.headers["Authorization"] = "Bearer " + os.environ["ENGAGE_TOKEN"]
    session.headers["User-Agent"] = "etl/0.9"
    statuses = (429, 500, 502, 503, 504)
    retry = Retry(total=4, backoff_factor=0.5, status_forcelist=statuses, raise_on_status=False)
    session.mount("http://", HTTPAdapter(max_retries=retry))
    session.mount("https://", HTTPAdapter(max_retries=retry))
    return session


def download(session, url, params, target):
    """Writes the body into the file and returns the Date of the response."""
    deadline = time.monotonic() + LONGEST
    # requests follows redirects and removes the Authorization header when the host or the port is another one.
    with session.get(url, params=params, stream=True, timeout=(10, SILENCE)) as response:
        if response.status_code != 200:
            text = next(response.iter_content(400), b"").decode("utf-8", "replace")
            text = ascii(text.replace(os.environ["ENGAGE_TOKEN"], "***"))
            raise Failure(f"status {response.status_code}: {text}")
        for piece in response.iter_content(1 << 16):
            target.write(piece)
            if time.monotonic() > deadline:
                raise Failure("the export takes too long")
        return parsedate_to_datetime(response.headers["Date"])


def load(archive, folder):
    """Writes the rows of every CSV and returns what the export lacks."""
    names = archive.namelist()
    if len(set(names)) != len(names):
        raise Failure("two members have the same name")
    gaps = []
    for member in archive.infolist():
        path = pathlib.PurePosixPath(member.filename)
        if path.is_absolute() or ".." in path.parts or "\\" in member.filename or re.match("[A-Za-z]:", member.filename):
            raise Failure(f"the member {ascii(member.filename)} has an unsafe name")
        if member.is_dir():
            continue
        if path.suffix != ".csv" or "files" in path.parts[:-1]:
            target = folder.joinpath(path)
            target.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(member) as stream, target.open("wb") as out:
                shutil.copyfileobj(stream, out)  # reads to the end, which compares the CRC
            continue
        target = folder.joinpath(path.with_suffix(".ndjson"))
        target.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(member) as raw, target.open("w", encoding="utf-8") as out:
            rows = csv.reader(io.TextIOWrapper(raw, encoding="utf-8-sig", newline=""), strict=True)
            header = next(rows, None)
            if header is None:
                gaps.append(f"{path} is empty")
            for row in rows:
                if len(row) != len(header):
                    raise Failure(f"{path}: a row has {len(row)} fields, its header {len(header)}")
                out.write(json.dumps(dict(zip(header, row)), ensure_ascii=False) + "\n")
    if "log.txt" not in names:
        raise Failure("the export has no log.txt")
    for line in archive.read("log.txt").decode("utf-8-sig").splitlines():
        if line.strip() and not re.fullmatch(r"Number of exported \w+: \d+", line.strip()):
            gaps.append(line)
    return gaps


def run(options, work):
    state = pathlib.Path(os.environ["ENGAGE_STATE_DIR"], "state.json")
    params = [("model", model) for model in options.model]
    since = os.environ.get("ENGAGE_SINCE", "")
    if options.resume and state.exists():
        since = json.loads(state.read_text())["since"]
    url = os.environ["ENGAGE_BASE_URL"] + "/api/v1/export"
    if options.user:
        url += "/users/" + options.user
    else:
        params += [("since", since)] + ([("until", options.until)] if options.until else [])
    with (work / "export.download").open("w+b") as file:
        date = download(new_session(), url, params, file)
        folder = work / "tables"
        folder.mkdir()
        try:
            with zipfile.ZipFile(file) as archive:
                gaps = load(archive, folder)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, csv.Error) as error:
            raise Failure(f"the export is damaged: {ascii(error)}") from None
    label = re.sub(r"[^A-Za-z0-9]+", "-", options.user or f"{since}-{options.until or 'now'}-{'-'.join(options.model)}")
    target = pathlib.Path(os.environ["ENGAGE_OUT_DIR"], label + (".partial" if gaps else ""))
    if target.exists():
        target.rename(work / "replaced")
    shutil.move(folder, target)
    if gaps:
        print("etl: the export is partial: " + ascii("; ".join(gaps[:10])), file=sys.stderr)
        return 4
    if options.resume:
        end = date
        if options.until:
            end = min(end, datetime.fromisoformat(options.until).replace(microsecond=0) + timedelta(seconds=1))
        if end > datetime.fromisoformat(since):  # a clock that is set back does not move the window back
            fresh = state.with_suffix(".new")
            fresh.write_text(json.dumps({"since": end.astimezone(timezone.utc).isoformat()}))
            fresh.replace(state)
    return 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--resume", action="store_true")
    parser.add_argument("--user")
    parser.add_argument("--until")
    parser.add_argument("--model", action="append", default=[])
    options = parser.parse_args()
    try:
        with tempfile.TemporaryDirectory() as work:
            return run(options, pathlib.Path(work))
    except requests.RequestException as error:  # an OSError, too
        print(f"etl: the download failed: {ascii(str(error))}", file=sys.stderr)
        return 1
    except (Failure, OSError) as error:
        print(f"etl: {error}", file=sys.stderr)
        return 1


sys.exit(main())
