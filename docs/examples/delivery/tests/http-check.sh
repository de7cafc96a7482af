#!/bin/sh
# An API test in the manner of Runscope (today BlazeMeter API Monitoring): requests, and what each answer must be.
# $TARGET: where the tasks answer.
set -eu
body=$(mktemp)
trap 'rm -f "$body"' EXIT

# path, status, text that the body contains, seconds at most
check() {
    status=$(curl --silent --show-error --max-time "$4" --output "$body" --write-out '%{http_code}' "$TARGET$1") || status="none"
    if [ "$status" != "$2" ] || ! grep -qF -- "$3" "$body"; then
        echo "FAILED: GET $1: status $status instead of $2, or without $3: $(head -c 300 "$body")"
        exit 1
    fi
    echo "ok: GET $1: $status"
}

check /health 200 '"status": "ok"' 2
check /cart 200 '/cart' 5
