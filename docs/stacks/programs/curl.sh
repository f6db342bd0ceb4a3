curl -sS -H "Authorization: Bearer $2" -o "$3" "$1"
