import sys

import httpx

url, token, file = sys.argv[1:]
with httpx.stream("GET", url, headers={"Authorization": "Bearer " + token}) as response:
    print("status", response.status_code, flush=True)
    with open(file, "wb") as out:
        for chunk in response.iter_bytes():
            out.write(chunk)
