import sys

import requests

url, token, file = sys.argv[1:]
with requests.get(url, headers={"Authorization": "Bearer " + token}, stream=True) as response:
    print("status", response.status_code, flush=True)
    with open(file, "wb") as out:
        for chunk in response.iter_content(65536):
            out.write(chunk)
