import shutil
import sys
import urllib.request

url, token, file = sys.argv[1:]
request = urllib.request.Request(url, headers={"Authorization": "Bearer " + token})
with urllib.request.urlopen(request) as response:
    print("status", response.status, flush=True)
    with open(file, "wb") as out:
        shutil.copyfileobj(response, out)
