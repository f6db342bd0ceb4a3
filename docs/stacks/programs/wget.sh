wget -nv --header "Authorization: Bearer $2" -O "$3" "$1"
