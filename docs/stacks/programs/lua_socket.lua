local http = require("socket.http")
local ltn12 = require("ltn12")

local url, token, file = arg[1], arg[2], arg[3]
local ok, status = http.request({
  url = url,
  headers = { Authorization = "Bearer " .. token },
  sink = ltn12.sink.file(io.open(file, "wb")),
})
if not ok then error(status, 0) end
print("status " .. status)
