"""Exports once, with the standard library, and leaves everything else to the scheduler that calls it.

    once.py NETWORK|USER [NAME=VALUE ...]

It makes one request and repeats nothing. It keeps no state: the scheduler gives every window.
Exit codes: 0 complete, 1 failed, 3 partial.
"""
import os, pathlib, re, signal, sys, urllib.error, urllib.parse, urllib.request, zipfile


def fail(message):
    sys.exit(f"once: {message}")


def give_up(*_):
    raise TimeoutError("the export takes too long")


def open_export(kind, pairs):
    url = os.environ["ENGAGE_BASE_URL"] + "/api/v1/export"
    if kind == "user":
        url += "/users/" + os.environ["ENGAGE_USER_ID"]
    if pairs:
        url += "?" + urllib.parse.urlencode([tuple(pair.split("=", 1)) for pair in pairs])
    request = urllib.request.Request(url, headers={"User-Agent": "once/1", "Accept": "*/*"})
    # An unredirected header stays behind when urllib follows a redirect.
    request.add_unredirected_header("Authorization", "Bearer " + os.environ["ENGAGE_TOKEN"])
    return urllib.request.urlopen(request, timeout=float(os.environ.get("ONCE_SILENCE", "60")))


def save(response, part):
    if response.status != 200:
        fail(f"status {response.status} is not an export")
    with part.open("wb") as file:
        while piece := response.read(1 << 16):
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    # read(n) of http.client ends silently when a body with a length is cut.
    length = response.headers["Content-Length"]
    if length is not None and int(length) != part.stat().st_size:
        fail(f"the response has {part.stat().st_size} bytes instead of {length}")


def gaps_of(part):
    with zipfile.ZipFile(part) as archive:
        names = archive.namelist()
        if len(set(names)) != len(names):
            fail("two members have the same name")
        for member in archive.infolist():
            size = 0
            with archive.open(member) as stream:
                while piece := stream.read(1 << 16):
                    size += len(piece)
            if size != member.file_size:
                fail("a member has another size than the directory says")
        log = archive.read("log.txt").decode("utf-8")
    return [line for line in log.splitlines() if line and not re.fullmatch(r"Number of exported \w+: \d+", line)]


def main():
    kind, *pairs = sys.argv[1:]
    signal.signal(signal.SIGALRM, give_up)
    signal.alarm(int(os.environ.get("ONCE_LONGEST", "7200")))
    label = re.sub(r"[^0-9A-Za-z]+", "-", "-".join([kind, os.environ.get("ENGAGE_USER_ID", ""), *pairs]))[:200]
    final = pathlib.Path(os.environ["ENGAGE_OUT_DIR"], label + ".zip")
    part = final.with_suffix(".tmp")
    try:
        with open_export(kind, pairs) as response:
            save(response, part)
        gaps = gaps_of(part)
        if gaps:
            part.replace(final.with_suffix(".partial.zip"))
            print("once: partial:", ascii(gaps), file=sys.stderr)
            return 3
        part.replace(final)
        return 0
    except urllib.error.HTTPError as error:
        body = error.read(300).decode("utf-8", "replace").replace(os.environ["ENGAGE_TOKEN"], "***")
        fail(f"status {error.code}: {ascii(body)}")
    except Exception as error:  # one try: whatever went wrong, the export failed
        fail(f"{type(error).__name__}: {ascii(str(error))}")
    finally:
        part.unlink(missing_ok=True)


sys.exit(main())
