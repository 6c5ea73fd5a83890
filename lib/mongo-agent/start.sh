#!/usr/bin/env bash
# Starts mongod once the pod's own name leads to the pod: a set that starts without its names stays without members.
# usage: start.sh HOST ADDRESS
set -euo pipefail
host=$1 address=$2

for ((second = 0; second < 60; second++)); do
  if getent ahosts "$host" | grep "^${address//./\\.} " >/dev/null; then break; fi
  if ((second == 10)); then echo "waiting for $host to resolve to $address" >&2; fi
  sleep 1
done
if ((second == 60)); then echo "starting although $host does not resolve to $address" >&2; fi

exec mongod --config /etc/mongod/mongod.conf
