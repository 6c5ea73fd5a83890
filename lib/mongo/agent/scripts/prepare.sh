#!/usr/bin/env bash
# Puts the keyfile where mongod accepts it: owned by its user, readable by no other user, which a Secret volume cannot do.
# mongod prints the text of a key with a wrong character into its log, so that is refused here, without the text.
# mongod reads certificate and key from one file. The agent checks them, and replaces them by renewed ones.
# usage: prepare.sh SOURCE TARGET [CERTIFICATE_SOURCE CERTIFICATE_TARGET]
set -euo pipefail

source=$1 target=$2
keys=$(sed -E "s/^- *//; s/[\"'[:space:]]//g" "$source")
if [[ ! $keys =~ ^[A-Za-z0-9+/=[:space:]]+$ ]]; then
  echo 'the keyfile in the Secret must be of base64 characters alone: write "openssl rand -base64 756"' >&2
  exit 1
fi
if ((${#keys} < 6)); then
  echo 'the keyfile in the Secret must have 6 to 1024 characters: write "openssl rand -base64 756"' >&2
  exit 1
fi
install -m 0400 "$source" "$target"

# In a pod that is restarted mongod has a valid one already.
if (($# > 2)) && [[ ! -e $4/served ]]; then
  (
    umask 0377
    cd "$3"
    rm -f "$4/pair.pem" "$4/ca.pem"
    { cat tls.crt; echo; cat tls.key; } >"$4/pair.pem"
    cat ca.crt >"$4/ca.pem"
    cat tls.crt tls.key ca.crt | sha256sum | cut -d' ' -f1 >"$4/served"
  )
fi

# Without this, mongosh writes a log of every command.
mkdir -p "$HOME/.mongodb/mongosh"
echo '{"disableLogging":true}' >"$HOME/.mongodb/mongosh/config"
