# Completions of engage-export for fish. Derived from the tables of `--help` by `npm run docs`.

function __engage_export_command
    set -l words (commandline -opc)
    if test (count $words) -lt 2
        test "$argv[1]" = none
    else
        test "$words[2]" = "$argv[1]"; and not contains -- -- $words
    end
end

function __engage_export_program
    set -l words (commandline -opc)
    contains -- "$words[2]" $argv; and contains -- -- $words
end

complete -c engage-export -f
complete -c engage-export -n '__engage_export_command none' -l version -d 'print the version'
complete -c engage-export -n '__engage_export_command none' -a serve -d 'start the mock server'
complete -c engage-export -n '__engage_export_command none' -a run -d 'run an unmodified program against a mock'
complete -c engage-export -n '__engage_export_command none' -a ca -d 'print the certificate authority for HTTPS'
complete -c engage-export -n '__engage_export_command none' -a scenarios -d 'list the failure scenarios, or explain one'
complete -c engage-export -n '__engage_export_command none' -a generate -d 'write an export ZIP without a server'
complete -c engage-export -n '__engage_export_command none' -a init -d 'write a client.json from the command of your client'
complete -c engage-export -n '__engage_export_command none' -a test -d 'run the conformance suite against a client'
complete -c engage-export -n '__engage_export_command none' -a report -d 'convert a test report, or merge the reports of shards'
complete -c engage-export -n '__engage_export_command none' -a explain -d 'explain a check, a case or an area'
complete -c engage-export -n '__engage_export_command none' -a check -d 'validate an export ZIP'
complete -c engage-export -n '__engage_export_command none' -a completions -d 'print the completions for a shell'
complete -c engage-export -n '__engage_export_command none' -a help -d 'describe the commands'
complete -c engage-export -n '__engage_export_program run init test' -F

complete -c engage-export -n '__engage_export_command serve' -l port -r -f -d 'port; 0 selects a free port (4010)'
complete -c engage-export -n '__engage_export_command serve' -l host -r -f -d 'address to listen on (127.0.0.1)'
complete -c engage-export -n '__engage_export_command serve' -l control -r -f -d 'allow control by this host name, address or network too; none: disable; may be repeated'
complete -c engage-export -n '__engage_export_command serve' -l seed -r -f -d 'seed of the synthetic network (1)'
complete -c engage-export -n '__engage_export_command serve' -l size -r -f -a 'tiny small medium large huge' -d 'size of the network: tiny, small, medium, large, huge (small)'
complete -c engage-export -n '__engage_export_command serve' -l users -r -f -d 'number of users (from --size)'
complete -c engage-export -n '__engage_export_command serve' -l messages-per-day -r -f -d 'messages per day (from --size)'
complete -c engage-export -n '__engage_export_command serve' -l start -r -f -d 'first day with messages (from --size)'
complete -c engage-export -n '__engage_export_command serve' -l external-networks -r -f -d 'number of external networks (2)'
complete -c engage-export -n '__engage_export_command serve' -l ids -r -f -a 'small current large' -d 'length of ids: small = 10 digits, current = 16, large = 18 (current)'
complete -c engage-export -n '__engage_export_command serve' -l attachment-bytes -r -f -d 'average size of an attachment, bytes (8192)'
complete -c engage-export -n '__engage_export_command serve' -l profile -r -f -a 'current legacy 2018' -d 'follow the current or the legacy API documentation, or the exports of 2018 (current)'
complete -c engage-export -n '__engage_export_command serve' -l now -r -f -d 'fixed time of the clock, ISO 8601 (the machine\'s clock)'
complete -c engage-export -n '__engage_export_command serve' -l assume -r -f -a '(engage-export completions --words assumption 2>/dev/null)' -d 'set behaviour that the documentation leaves open; may be repeated (docs/fidelity.md)'
complete -c engage-export -n '__engage_export_command serve' -l compression -r -f -a 'deflate store' -d 'compression of the ZIP: deflate, store (deflate)'
complete -c engage-export -n '__engage_export_command serve' -l links -r -f -a 'service mock' -d 'where addresses in rows lead: service, mock, or a base URL (service)'
complete -c engage-export -n '__engage_export_command serve' -l scenario -r -f -a '(engage-export completions --words scenario 2>/dev/null)' -d 'scenario for requests that select none (none)'
complete -c engage-export -n '__engage_export_command serve' -l config -r -F -d 'JSON configuration file, reloaded when it changes (docs/scenarios.md)'
complete -c engage-export -n '__engage_export_command serve' -l rate-limit -r -f -d 'limit each token to N requests per SECONDS; the service uses 10/30 (no limit)'
complete -c engage-export -n '__engage_export_command serve' -l time-scale -r -f -d 'divide every scenario wait by N (1)'
complete -c engage-export -n '__engage_export_command serve' -l record-har -r -F -d 'record every exchange as HAR, without tokens'
complete -c engage-export -n '__engage_export_command serve' -l quiet -s q -d 'do not log requests'
complete -c engage-export -n '__engage_export_command serve' -l help -s h -d 'describe the command and its flags'

complete -c engage-export -n '__engage_export_command run' -l seed -r -f -d 'seed of the synthetic network (1)'
complete -c engage-export -n '__engage_export_command run' -l size -r -f -a 'tiny small medium large huge' -d 'size of the network: tiny, small, medium, large, huge (small)'
complete -c engage-export -n '__engage_export_command run' -l users -r -f -d 'number of users (from --size)'
complete -c engage-export -n '__engage_export_command run' -l messages-per-day -r -f -d 'messages per day (from --size)'
complete -c engage-export -n '__engage_export_command run' -l start -r -f -d 'first day with messages (from --size)'
complete -c engage-export -n '__engage_export_command run' -l external-networks -r -f -d 'number of external networks (2)'
complete -c engage-export -n '__engage_export_command run' -l ids -r -f -a 'small current large' -d 'length of ids: small = 10 digits, current = 16, large = 18 (current)'
complete -c engage-export -n '__engage_export_command run' -l attachment-bytes -r -f -d 'average size of an attachment, bytes (8192)'
complete -c engage-export -n '__engage_export_command run' -l profile -r -f -a 'current legacy 2018' -d 'follow the current or the legacy API documentation, or the exports of 2018 (current)'
complete -c engage-export -n '__engage_export_command run' -l now -r -f -d 'fixed time of the clock, ISO 8601 (the machine\'s clock)'
complete -c engage-export -n '__engage_export_command run' -l assume -r -f -a '(engage-export completions --words assumption 2>/dev/null)' -d 'set behaviour that the documentation leaves open; may be repeated (docs/fidelity.md)'
complete -c engage-export -n '__engage_export_command run' -l compression -r -f -a 'deflate store' -d 'compression of the ZIP: deflate, store (deflate)'
complete -c engage-export -n '__engage_export_command run' -l links -r -f -a 'service mock' -d 'where addresses in rows lead: service, mock, or a base URL (service)'
complete -c engage-export -n '__engage_export_command run' -l scenario -r -f -a '(engage-export completions --words scenario 2>/dev/null)' -d 'scenario for requests that select none (none)'
complete -c engage-export -n '__engage_export_command run' -l config -r -F -d 'JSON configuration file, reloaded when it changes (docs/scenarios.md)'
complete -c engage-export -n '__engage_export_command run' -l rate-limit -r -f -d 'limit each token to N requests per SECONDS; the service uses 10/30 (no limit)'
complete -c engage-export -n '__engage_export_command run' -l time-scale -r -f -d 'divide every scenario wait by N (1)'
complete -c engage-export -n '__engage_export_command run' -l hosts -d 'for programs that ignore proxies: the names of the service lead to the mock (Linux)'
complete -c engage-export -n '__engage_export_command run' -l direct -d 'the names of the service already lead to this machine: listen on 443, set no proxy'
complete -c engage-export -n '__engage_export_command run' -l quiet -s q -d 'do not print the requests at the end'
complete -c engage-export -n '__engage_export_command run' -l help -s h -d 'describe the command and its flags'

complete -c engage-export -n '__engage_export_command ca' -l remove -d 'remove the authority and its private key'
complete -c engage-export -n '__engage_export_command ca' -l help -s h -d 'describe the command and its flags'

complete -c engage-export -n '__engage_export_command scenarios' -l json -d 'print one JSON document instead of text'
complete -c engage-export -n '__engage_export_command scenarios' -l help -s h -d 'describe the command and its flags'
complete -c engage-export -n '__engage_export_command scenarios' -f -a '(engage-export completions --words scenario 2>/dev/null)'

complete -c engage-export -n '__engage_export_command generate' -l output -s o -r -F -d 'output file; - for stdout (required)'
complete -c engage-export -n '__engage_export_command generate' -l since -r -f -d 'start of the window, inclusive (required without --user-id)'
complete -c engage-export -n '__engage_export_command generate' -l until -r -f -d 'end of the window, inclusive (now)'
complete -c engage-export -n '__engage_export_command generate' -l model -r -f -d 'model to export; may be repeated (all)'
complete -c engage-export -n '__engage_export_command generate' -l include -r -f -a 'csv all' -d 'csv: CSV files only; all: CSV files and attachments (all)'
complete -c engage-export -n '__engage_export_command generate' -l network -r -f -d 'network to export, by id or permalink; may be repeated (home network)'
complete -c engage-export -n '__engage_export_command generate' -l include-ens -d 'include every external network'
complete -c engage-export -n '__engage_export_command generate' -l user-id -r -f -d 'export one user instead of a network'
complete -c engage-export -n '__engage_export_command generate' -l exclude-files -d 'leave out the user\'s attachments; needs --user-id'
complete -c engage-export -n '__engage_export_command generate' -l seed -r -f -d 'seed of the synthetic network (1)'
complete -c engage-export -n '__engage_export_command generate' -l size -r -f -a 'tiny small medium large huge' -d 'size of the network: tiny, small, medium, large, huge (small)'
complete -c engage-export -n '__engage_export_command generate' -l users -r -f -d 'number of users (from --size)'
complete -c engage-export -n '__engage_export_command generate' -l messages-per-day -r -f -d 'messages per day (from --size)'
complete -c engage-export -n '__engage_export_command generate' -l start -r -f -d 'first day with messages (from --size)'
complete -c engage-export -n '__engage_export_command generate' -l external-networks -r -f -d 'number of external networks (2)'
complete -c engage-export -n '__engage_export_command generate' -l ids -r -f -a 'small current large' -d 'length of ids: small = 10 digits, current = 16, large = 18 (current)'
complete -c engage-export -n '__engage_export_command generate' -l attachment-bytes -r -f -d 'average size of an attachment, bytes (8192)'
complete -c engage-export -n '__engage_export_command generate' -l profile -r -f -a 'current legacy 2018' -d 'follow the current or the legacy API documentation, or the exports of 2018 (current)'
complete -c engage-export -n '__engage_export_command generate' -l now -r -f -d 'fixed time of the clock, ISO 8601 (the machine\'s clock)'
complete -c engage-export -n '__engage_export_command generate' -l assume -r -f -a '(engage-export completions --words assumption 2>/dev/null)' -d 'set behaviour that the documentation leaves open; may be repeated (docs/fidelity.md)'
complete -c engage-export -n '__engage_export_command generate' -l compression -r -f -a 'deflate store' -d 'compression of the ZIP: deflate, store (deflate)'
complete -c engage-export -n '__engage_export_command generate' -l links -r -f -a 'service mock' -d 'where addresses in rows lead: service, mock, or a base URL (service)'
complete -c engage-export -n '__engage_export_command generate' -l help -s h -d 'describe the command and its flags'

complete -c engage-export -n '__engage_export_command init' -l output -s o -r -F -d 'file to write (client.json)'
complete -c engage-export -n '__engage_export_command init' -l force -d 'overwrite an existing file'
complete -c engage-export -n '__engage_export_command init' -l help -s h -d 'describe the command and its flags'

complete -c engage-export -n '__engage_export_command test' -l client -r -F -d 'client description, instead of a command'
complete -c engage-export -n '__engage_export_command test' -l attached -d 'print each command and wait until you have run it'
complete -c engage-export -n '__engage_export_command test' -l address -r -f -a 'base-url proxy hosts' -d 'way of the client to the service: base-url, proxy or hosts; overrides client.json'
complete -c engage-export -n '__engage_export_command test' -l no-preflight -d 'skip the trial run of the client before the cases'
complete -c engage-export -n '__engage_export_command test' -l only -r -f -a '(engage-export completions --words check 2>/dev/null)' -d 'run cases by id or area, or checks by id; * matches any text; may be repeated (all)'
complete -c engage-export -n '__engage_export_command test' -l skip -r -f -a '(engage-export completions --words check 2>/dev/null)' -d 'skip cases or checks by the same patterns; may be repeated (none)'
complete -c engage-export -n '__engage_export_command test' -l level -r -f -a 'MUST SHOULD MAY' -d 'run only checks of these levels, such as MUST,SHOULD (all)'
complete -c engage-export -n '__engage_export_command test' -l shard -r -f -d 'run part I of N, such as 1/4 (all)'
complete -c engage-export -n '__engage_export_command test' -l require -r -f -a 'network resume user until model include network-option include_ens exclude_files' -d 'fail when nothing of a feature was judged, such as network,resume,user or until; may be repeated'
complete -c engage-export -n '__engage_export_command test' -l list -d 'list the selected cases and exit'
complete -c engage-export -n '__engage_export_command test' -l parallel -r -f -d 'number of cases at the same time (8; 1 with --attached)'
complete -c engage-export -n '__engage_export_command test' -l repeat -r -f -d 'run every case N times to find flaky checks (1)'
complete -c engage-export -n '__engage_export_command test' -l report -s o -r -F -d 'write a report; the file extension selects the format; may be repeated'
complete -c engage-export -n '__engage_export_command test' -l format -r -f -a 'text json html junit ctrf tap markdown github badge' -d 'print the report as text, json, html, junit, ctrf, tap, markdown, github or badge (text)'
complete -c engage-export -n '__engage_export_command test' -l env -r -f -d 'pass this variable of the environment to the client; may be repeated'
complete -c engage-export -n '__engage_export_command test' -l baseline -r -F -d 'read known failures and their reasons from a YAML file'
complete -c engage-export -n '__engage_export_command test' -l update-baseline -d 'rewrite the baseline to match this run'
complete -c engage-export -n '__engage_export_command test' -l evidence -r -f -a '(__fish_complete_directories)' -d 'keep evidence for every case that did not pass'
complete -c engage-export -n '__engage_export_command test' -l evidence-all -d 'keep evidence for every case'
complete -c engage-export -n '__engage_export_command test' -l rerun -r -f -a '(engage-export completions --words case 2>/dev/null)' -d 'run one case and print its details; with --evidence, compare the bytes with it'
complete -c engage-export -n '__engage_export_command test' -l help -s h -d 'describe the command and its flags'

complete -c engage-export -n '__engage_export_command report' -l format -r -f -a 'text json html junit ctrf tap markdown github badge' -d 'print the report in this format (text)'
complete -c engage-export -n '__engage_export_command report' -l output -s o -r -F -d 'write the report; the file extension selects the format; may be repeated'
complete -c engage-export -n '__engage_export_command report' -l compare -d 'show the runs side by side, and the checks with another verdict'
complete -c engage-export -n '__engage_export_command report' -l history -r -f -a '(__fish_complete_directories)' -d 'show the trend of the runs whose reports (*.json) are in this folder'
complete -c engage-export -n '__engage_export_command report' -l exit-code -d 'exit with the result of the run: 0 passed, 1 failed, 3 incomplete'
complete -c engage-export -n '__engage_export_command report' -l help -s h -d 'describe the command and its flags'
complete -c engage-export -n '__engage_export_command report' -F

complete -c engage-export -n '__engage_export_command explain' -l help -s h -d 'describe the command and its flags'
complete -c engage-export -n '__engage_export_command explain' -f -a '(engage-export completions --words check 2>/dev/null)'

complete -c engage-export -n '__engage_export_command check' -l laws -d 'also check the laws of the data: order of times, state, uniqueness, values that agree'
complete -c engage-export -n '__engage_export_command check' -l json -d 'print one JSON document instead of text'
complete -c engage-export -n '__engage_export_command check' -l examples -r -f -d 'maximum number of examples per finding (5)'
complete -c engage-export -n '__engage_export_command check' -l max-members -r -f -d 'maximum number of ZIP members to read (150000)'
complete -c engage-export -n '__engage_export_command check' -l max-bytes -r -f -d 'maximum number of unpacked bytes per file (68719476736)'
complete -c engage-export -n '__engage_export_command check' -l max-ids -r -f -d 'maximum number of ids in memory, 40 bytes each (4000000)'
complete -c engage-export -n '__engage_export_command check' -l max-seconds -r -f -d 'maximum number of seconds per file (1800)'
complete -c engage-export -n '__engage_export_command check' -l help -s h -d 'describe the command and its flags'
complete -c engage-export -n '__engage_export_command check' -F

complete -c engage-export -n '__engage_export_command completions' -l words -r -f -a 'scenario case check assumption' -d 'print the words of a kind, one a line: scenario, case, check, assumption (for the scripts)'
complete -c engage-export -n '__engage_export_command completions' -l help -s h -d 'describe the command and its flags'
complete -c engage-export -n '__engage_export_command completions' -f -a 'bash zsh fish'
