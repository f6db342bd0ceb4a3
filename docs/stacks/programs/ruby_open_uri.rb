require "open-uri"

url, token, file = ARGV
URI.open(url, "Authorization" => "Bearer #{token}") do |body|
  puts "status #{body.status.first}"
  IO.copy_stream(body, file)
end
