"""A mock for the whole run, and a session of its own for each test."""

import json
import subprocess
import urllib.request

import pytest

SERVE = [
    "node",
    "node_modules/engage-export-kit/dist/cli/main.js",
    "serve",
    *["--port", "0", "--size", "tiny", "--seed", "7", "--now", "2026-11-20", "--quiet"],
]


def call(method, url, body=None):
    data = None if body is None else json.dumps(body).encode()
    headers = {"content-type": "application/json"} if data else {}
    request = urllib.request.Request(url, data, headers, method=method)
    with urllib.request.urlopen(request) as response:
        return json.load(response) if method != "DELETE" else None


@pytest.fixture(scope="session")
def mock():
    process = subprocess.Popen(SERVE, stdout=subprocess.PIPE, text=True)
    try:
        yield process.stdout.readline().split()[-1]
    finally:
        process.terminate()
        process.communicate()


@pytest.fixture
def session(mock):
    """Makes a session: session(scenario="rate-limited") has base_url, token and requests()."""
    made = []

    def make(**options):
        one = call("POST", f"{mock}/__admin/sessions", {"time_scale": 100, **options})
        made.append(one["id"])
        one["requests"] = lambda: call("GET", f"{mock}/__admin/sessions/{one['id']}/requests")["exchanges"]
        return one

    yield make
    for name in made:
        call("DELETE", f"{mock}/__admin/sessions/{name}")
