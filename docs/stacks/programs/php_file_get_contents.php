<?php
[, $url, $token, $file] = $argv;
$context = stream_context_create(['http' => ['header' => "Authorization: Bearer $token"]]);
$body = file_get_contents($url, false, $context);
if ($body === false) {
    throw new RuntimeException(error_get_last()['message'] ?? 'file_get_contents failed');
}
file_put_contents($file, $body);
