require "http/client"

url, token, file = ARGV
HTTP::Client.get(url, headers: HTTP::Headers{"Authorization" => "Bearer #{token}"}) do |response|
  puts "status #{response.status_code}"
  STDOUT.flush
  File.open(file, "w") { |output| IO.copy(response.body_io, output) }
end
