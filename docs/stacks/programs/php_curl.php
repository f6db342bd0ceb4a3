<?php
[, $url, $token, $file] = $argv;
$request = curl_init($url);
$out = fopen($file, 'w');
curl_setopt($request, CURLOPT_HTTPHEADER, ["Authorization: Bearer $token"]);
curl_setopt($request, CURLOPT_FILE, $out);
if (!curl_exec($request)) {
    throw new RuntimeException(curl_error($request));
}
echo 'status ', curl_getinfo($request, CURLINFO_HTTP_CODE), "\n";
fclose($out);
