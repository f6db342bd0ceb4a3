import std/[httpclient, os]

let client = newHttpClient()
client.headers = newHttpHeaders({"Authorization": "Bearer " & paramStr(2)})
client.downloadFile(paramStr(1), paramStr(3))
