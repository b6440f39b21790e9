# Sourced by people who try the API by hand: `api <role> METHOD /path '<json>'`, `pick <path>`.
# As somebody with that role of the local stack, in its region.
_aftercare=$(dirname "${BASH_SOURCE[0]:-$0}")/../.venv/bin
AFTERCARE_EDGE=${AFTERCARE_EDGE:-http://127.0.0.1:8080}

api() {
  local role=$1 method=$2 path=$3 body=${4:-}
  local token
  token=$("$_aftercare/aftercare" token --role "$role" --sub "$role" ${AFTERCARE_STATE:+--state "$AFTERCARE_STATE"}) || return
  curl --silent --show-error --request "$method" "$AFTERCARE_EDGE/api$path" \
    --header "Authorization: Bearer $token" --header 'Content-Type: application/json' \
    ${body:+--header "Idempotency-Key: $(cat /proc/sys/kernel/random/uuid 2>/dev/null || uuidgen)"} \
    ${body:+--data "$body"}
  echo
}

# The value at a path of the JSON on standard input: `pick items.0.id`. Waits for nothing.
pick() {
  "$_aftercare/python" -c '
import json, sys
value = json.load(sys.stdin)
for key in sys.argv[1].split("."):
    value = value[int(key)] if key.isdigit() else value[key]
print(value)' "$1"
}
