<?php
[, $url, $token, $file] = $argv;
$context = stream_context_create(['http' => ['header' => "Authorization: Bearer $token"]]);
if (!copy($url, $file, $context)) {
    throw new RuntimeException(error_get_last()['message'] ?? 'copy failed');
}
