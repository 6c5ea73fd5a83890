#!/usr/bin/env bash
# Starts mongod once the pod's own name leads to the pod: a set that starts without its names stays without members. The kubelet
# writes that name into /etc/hosts, so there is nothing to wait for where it does.
# usage: start.sh HOST ADDRESS [SECONDS]
set -euo pipefail
host=$1 address=$2 patience=${3:-60}

# The first process of a container is not ended by a signal that it does not handle.
trap 'exit 143' TERM

# A resolver that gets no answer tries for longer than there is patience.
until timeout 2 getent ahosts "$host" | grep "^${address//./\\.} " >/dev/null; do
  if ((SECONDS >= patience)); then
    echo "starting although $host does not resolve to $address" >&2
    break
  fi
  if [[ -z ${told-} ]] && ((SECONDS >= 10)); then
    echo "waiting for $host to resolve to $address" >&2
    told=1
  fi
  sleep 1
done

exec mongod --config /etc/mongod/mongod.conf
