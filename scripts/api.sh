# Sourced by people who try the API by hand: `api <role> METHOD /path '<json>'`, `pick <path>`.
# Speaks as somebody with that role of the local stack, in its region; tokens last the terminal.
_aftercare=$(cd "$(dirname "${BASH_SOURCE[0]:-$0}")/.." && pwd)/.venv/bin
AFTERCARE_EDGE=${AFTERCARE_EDGE:-http://127.0.0.1:8080}
_tokens=$(mktemp -d)

api() {
  local role=$1 method=$2 path=$3 body=${4:-}
  local token=$_tokens/$role
  [ -s "$token" ] || "$_aftercare/aftercare" token --role "$role" --sub "$role" > "$token" || return
  curl --silent --show-error --request "$method" "$AFTERCARE_EDGE/api$path" \
    --header "Authorization: Bearer $(cat "$token")" --header 'Content-Type: application/json' \
    ${body:+--header "Idempotency-Key: $RANDOM-$RANDOM-$RANDOM-$RANDOM"} ${body:+--data "$body"} |
    _shown
}

# Indented for people, as it came for programs.
_shown() {
  if ! [ -t 1 ]; then cat; echo; return; fi
  "$_aftercare/python" -c '
import json, sys
answer = sys.stdin.read()
try:
    print(json.dumps(json.loads(answer), indent=2, ensure_ascii=False))
except ValueError:
    print(answer)'
}

# The value at a path of the JSON on standard input: `pick id`; shows what came where it has none.
pick() {
  "$_aftercare/python" -c '
import json, sys
answer = sys.stdin.read()
try:
    value = json.loads(answer)
    for key in sys.argv[1].split("."):
        value = value[int(key)] if key.isdigit() else value[key]
    print(value)
except (ValueError, LookupError):
    sys.exit(answer.strip() or "no answer")' "$1"
}

# The id of a list's first entry, as soon as there is one: facts reach other services in moments.
first() {
  local tries
  for tries in $(seq 50); do
    api "$1" GET "$2" | pick items.0.id 2>/dev/null && return
    sleep 0.2
  done
  api "$1" GET "$2" | pick items.0.id
}
