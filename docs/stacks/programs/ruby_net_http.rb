require "net/http"

url, token, file = ARGV
uri = URI(url)
Net::HTTP.start(uri.host, uri.port) do |http|
  http.request_get(uri, "Authorization" => "Bearer #{token}") do |response|
    puts "status #{response.code}"
    $stdout.flush
    File.open(file, "wb") { |out| response.read_body { |chunk| out.write(chunk) } }
  end
end
