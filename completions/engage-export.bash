# Completions of engage-export for bash. Derived from the tables of `--help` by `npm run docs`.

_engage_export_files() {
  compopt -o filenames 2>/dev/null
  local IFS=$'\n'
  COMPREPLY=($(compgen "$1" -- "$2"))
}

_engage_export_value() {
  case "$1" in
    'serve --port' | 'serve --host' | 'serve --control' | 'serve --seed' | 'serve --users' | 'serve --messages-per-day' | 'serve --start' | 'serve --external-networks' | 'serve --attachment-bytes' | 'serve --now' | 'serve --workers' | 'serve --rate-limit' | 'serve --time-scale' | 'run --seed' | 'run --users' | 'run --messages-per-day' | 'run --start' | 'run --external-networks' | 'run --attachment-bytes' | 'run --now' | 'run --workers' | 'run --rate-limit' | 'run --time-scale' | 'generate --since' | 'generate --until' | 'generate --model' | 'generate --network' | 'generate --user-id' | 'generate --seed' | 'generate --users' | 'generate --messages-per-day' | 'generate --start' | 'generate --external-networks' | 'generate --attachment-bytes' | 'generate --now' | 'generate --workers' | 'test --shard' | 'test --parallel' | 'test --repeat' | 'test --env' | 'check --examples' | 'check --max-members' | 'check --max-bytes' | 'check --max-ids' | 'check --max-seconds')
      : ;;
    'serve --size' | 'run --size' | 'generate --size')
      COMPREPLY=($(compgen -W 'tiny small medium large huge' -- "$2")) ;;
    'serve --ids' | 'run --ids' | 'generate --ids')
      COMPREPLY=($(compgen -W 'small current large' -- "$2")) ;;
    'serve --profile' | 'run --profile' | 'generate --profile')
      COMPREPLY=($(compgen -W 'current legacy 2018' -- "$2")) ;;
    'serve --assume' | 'run --assume' | 'generate --assume')
      COMPREPLY=($(compgen -W "$(engage-export completions --words assumption 2>/dev/null)" -- "$2")) ;;
    'serve --compression' | 'run --compression' | 'generate --compression')
      COMPREPLY=($(compgen -W 'deflate store' -- "$2")) ;;
    'serve --links' | 'run --links' | 'generate --links')
      COMPREPLY=($(compgen -W 'service mock' -- "$2")) ;;
    'serve --scenario' | 'run --scenario' | 'scenarios')
      COMPREPLY=($(compgen -W "$(engage-export completions --words scenario 2>/dev/null)" -- "$2")) ;;
    'serve --config' | 'serve --record-har' | 'run --config' | 'generate -o' | 'generate --output' | 'init -o' | 'init --output' | 'test --client' | 'test -o' | 'test --report' | 'test --baseline' | 'report' | 'report -o' | 'report --output' | 'check')
      _engage_export_files -f "$2" ;;
    'generate --include')
      COMPREPLY=($(compgen -W 'csv all' -- "$2")) ;;
    'test --address')
      COMPREPLY=($(compgen -W 'base-url proxy hosts' -- "$2")) ;;
    'test --only' | 'test --skip' | 'explain')
      COMPREPLY=($(compgen -W "$(engage-export completions --words check 2>/dev/null)" -- "$2")) ;;
    'test --level')
      COMPREPLY=($(compgen -W 'MUST SHOULD MAY' -- "$2")) ;;
    'test --require')
      COMPREPLY=($(compgen -W 'network resume user files until model include network-option include_ens exclude_files' -- "$2")) ;;
    'test --format' | 'report --format')
      COMPREPLY=($(compgen -W 'text json html junit ctrf tap markdown github badge' -- "$2")) ;;
    'test --evidence' | 'report --history')
      _engage_export_files -d "$2" ;;
    'test --rerun')
      COMPREPLY=($(compgen -W "$(engage-export completions --words case 2>/dev/null)" -- "$2")) ;;
    'completions')
      COMPREPLY=($(compgen -W 'bash zsh fish' -- "$2")) ;;
    'completions --words')
      COMPREPLY=($(compgen -W 'scenario case check assumption' -- "$2")) ;;
    *) return 1 ;;
  esac
}

_engage_export_flags() {
  case "$1" in
    serve) echo '--port --host --control --seed --size --users --messages-per-day --start --external-networks --ids --attachment-bytes --profile --now --assume --compression --links --workers --scenario --config --rate-limit --time-scale --record-har -q --quiet -h --help' ;;
    run) echo '--seed --size --users --messages-per-day --start --external-networks --ids --attachment-bytes --profile --now --assume --compression --links --workers --scenario --config --rate-limit --time-scale --hosts --direct -q --quiet -h --help' ;;
    ca) echo '--remove -h --help' ;;
    scenarios) echo '--json -h --help' ;;
    generate) echo '-o --output --since --until --model --include --network --include-ens --user-id --exclude-files --seed --size --users --messages-per-day --start --external-networks --ids --attachment-bytes --profile --now --assume --compression --links --workers -h --help' ;;
    init) echo '-o --output --force -h --help' ;;
    test) echo '--client --attached --address --no-preflight --only --skip --level --shard --require --list --parallel --repeat -o --report --format --env --baseline --update-baseline --evidence --evidence-all --rerun -h --help' ;;
    report) echo '--format -o --output --compare --history --exit-code -h --help' ;;
    explain) echo '-h --help' ;;
    check) echo '--laws --json --examples --max-members --max-bytes --max-ids --max-seconds -h --help' ;;
    completions) echo '--words -h --help' ;;
  esac
}

_engage_export() {
  # The words of the line, split at spaces only: the ids of checks hold colons.
  local line=${COMP_LINE:0:COMP_POINT} value before words cur i
  cur=${line##*[[:space:]]}
  read -ra words <<<"${line%"$cur"}"
  COMPREPLY=()
  local command=${words[1]} last=${words[${#words[@]} - 1]}
  if [ ${#words[@]} -lt 2 ]; then
    COMPREPLY=($(compgen -W 'serve run ca scenarios generate init test report explain check completions help --help --version' -- "$cur"))
    return
  fi
  value=$cur
  case "$cur" in --*=*) last=${cur%%=*} value=${cur#*=} ;; esac
  case " ${words[*]} " in
    *' -- '*) _engage_export_files -f "$cur" ;;
    *)
      if _engage_export_value "$command $last" "$value"; then
        [ "$value" = "$cur" ] || COMPREPLY=("${COMPREPLY[@]/#/$last=}")
      elif [[ $cur == -* ]]; then
        COMPREPLY=($(compgen -W "$(_engage_export_flags "$command")" -- "$cur"))
      else
        _engage_export_value "$command" "$cur"
      fi
      ;;
  esac
  # readline replaces only what follows the last break of a word.
  before=${cur%"${cur##*[$COMP_WORDBREAKS]}"}
  [ -z "$before" ] || for i in "${!COMPREPLY[@]}"; do COMPREPLY[i]=${COMPREPLY[i]#"$before"}; done
}

complete -F _engage_export engage-export
