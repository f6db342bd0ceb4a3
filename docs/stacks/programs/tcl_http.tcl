package require http

lassign $argv url token file
set out [open $file wb]
set request [http::geturl $url -headers [list Authorization "Bearer $token"] -channel $out]
close $out
if {[http::status $request] ne "ok"} { error "[http::status $request] [http::error $request]" }
puts "status [http::ncode $request]"
