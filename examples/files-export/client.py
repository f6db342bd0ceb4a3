#!/usr/bin/env python3
"""Exports the files of a network by the Files Export API of Viva Engage. Needs Python 3.9 and nothing else.

    ENGAGE_TOKEN=... python3 client.py --base-url https://www.yammer.com --since 2024-06-01T00:00:00Z \
        --until 2024-06-30T23:59:59Z --out exports

Exit codes: 0 complete, 1 failed, 2 usage.
"""
import argparse
import http.client
import io
import json
import os
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import zipfile

TRIES = 4
# Seconds after which an export request that is still not found counts as lost.
LOST_AFTER = 10
BROKEN = (urllib.error.URLError, http.client.HTTPException, OSError)


class Failed(Exception):
    """The export failed; the message says why."""


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """Turns a redirect into an error: the token is for one address only."""

    def redirect_request(self, *args):
        return None


opener = urllib.request.build_opener(NoRedirect)


def open_url(url, method="GET", token=None):
    """Sends a request; tries again after 429, 5xx and a broken connection. Returns the response."""
    headers = {"User-Agent": "files-export-example/1.0"}
    if token is not None:
        headers["Authorization"] = "Bearer " + token
    for attempt in range(TRIES):
        wait = 0.5 * 2**attempt
        try:
            return opener.open(urllib.request.Request(url, method=method, headers=headers), timeout=60)
        except urllib.error.HTTPError as error:
            if error.code != 429 and error.code < 500 or attempt == TRIES - 1:
                raise
            after = error.headers.get("Retry-After", "")
            wait = int(after) + 0.1 if after.isdigit() else wait
        except BROKEN as error:
            if attempt == TRIES - 1:
                raise Failed(f"no connection: {error}") from error
        time.sleep(wait)


def ask(url, method, token):
    """Returns the JSON object of a response."""
    with open_url(url, method, token) as response:
        return json.load(response)


def wait_for_links(url, token, poll, longest):
    """Asks for the status until the export request is complete. Returns the links."""
    begun = time.monotonic()
    before = None
    while True:
        time.sleep(poll)
        waited = time.monotonic() - begun
        try:
            answer = ask(url, "GET", token)
            state = answer["status"]
        except urllib.error.HTTPError as error:
            # Soon after its creation, an export request may not be found.
            if error.code != 404 or waited > max(LOST_AFTER, 3 * poll):
                raise
            state = "NOT FOUND"
        if state != before:
            print(f"The export request is {state}.", file=sys.stderr)
        before = state
        if "COMPLETE" in state:
            return [line for line in answer["data"].split("\n") if line]
        if state in ("FAILED", "EXPIRED") or waited > longest:
            raise Failed(f"the export request is {state}")


def download(link, part):
    """Downloads an archive without the token, and reads it and its inner archives to their ends."""
    with open_url(link) as response, open(part, "wb") as file:
        while block := response.read(1 << 16):
            file.write(block)
    with zipfile.ZipFile(part) as archive:
        for name in archive.namelist():
            content = archive.read(name)  # also checks the CRC
            if name.endswith(".zip"):
                with zipfile.ZipFile(io.BytesIO(content)) as inner:
                    if inner.testzip() is not None:
                        raise Failed(f"{name} is damaged")


def archives(status_url, token, options, stem):
    """Downloads all archives under unfinished names. Returns their names; none without files."""
    links = wait_for_links(status_url, token, options.poll, options.longest)
    parts = []
    try:
        for number in range(len(links)):
            parts.append(f"{stem}-{number + 1}.part")
            try:
                download(links[number], parts[-1])
            except urllib.error.HTTPError as error:
                # A link is valid for a limited time: the status has new ones.
                if error.code != 403:
                    raise
                links = wait_for_links(status_url, token, options.poll, options.longest)
                download(links[number], parts[-1])
    except BaseException:
        for part in parts:
            if os.path.exists(part):
                os.remove(part)
        raise
    return parts


def export(options, token):
    api = options.base_url.rstrip("/") + "/api/v1/export/requests"
    window = urllib.parse.urlencode({"since": options.since, "until": options.until})
    job = ask(f"{api}?{window}", "POST", token)["user_request_id"]
    os.makedirs(options.out, exist_ok=True)
    parts = archives(f"{api}/{urllib.parse.quote(job, safe='')}", token, options, os.path.join(options.out, job))
    for part in parts:
        os.replace(part, part[: -len(".part")] + ".zip")
    print(f"{len(parts)} archives" if parts else "There are no files.")


def main():
    parser = argparse.ArgumentParser()
    for name in ("--base-url", "--since", "--until", "--out"):
        parser.add_argument(name, required=True)
    parser.add_argument("--poll", type=float, default=120, help="seconds between requests for the status")
    parser.add_argument("--longest", type=float, default=14400, help="seconds to wait for an export request")
    token = os.environ.get("ENGAGE_TOKEN")
    options = parser.parse_args()
    if not token:
        parser.error("expected the token in ENGAGE_TOKEN")
    try:
        export(options, token)
    except urllib.error.HTTPError as error:
        text = error.read(200).decode("utf-8", "replace")
        sys.exit(f"failed: the service answered {error.code}: {text}")
    except (Failed, zipfile.BadZipFile, zipfile.zlib.error, ValueError, KeyError, *BROKEN) as error:
        sys.exit(f"failed: {error}")


main()
