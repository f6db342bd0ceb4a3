import http.client
import sys
from urllib.parse import urlsplit

url, token, file = sys.argv[1:]
parts = urlsplit(url)
connection = http.client.HTTPConnection(parts.netloc)
connection.request("GET", parts.path + "?" + parts.query, headers={"Authorization": "Bearer " + token})
response = connection.getresponse()
print("status", response.status, flush=True)
body = response.read()
with open(file, "wb") as out:
    out.write(body)
