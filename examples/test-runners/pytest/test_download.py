import http.client
import urllib.error
import urllib.request

import pytest


def download(url, token, attempts=3):
    """The client under test: requests the export again after a broken connection."""
    headers = {"authorization": f"Bearer {token}"}
    request = urllib.request.Request(f"{url}/api/v1/export?since=2026-11-01", headers=headers)
    try:
        with urllib.request.urlopen(request) as response:
            return response.read()
    except (http.client.IncompleteRead, ConnectionError):
        if attempts == 1:
            raise
        return download(url, token, attempts - 1)


def test_repeats_a_download_that_broke_off(session):
    one = session(scenario="reset-mid-member-once")
    assert download(one["base_url"], one["token"]).startswith(b"PK")
    assert [request["ending"] for request in one["requests"]()] == ["cut", "complete"]


def test_reports_a_revoked_token(session):
    one = session(scenario="token-revoked")
    with pytest.raises(urllib.error.HTTPError, match="401"):
        download(one["base_url"], one["token"])
