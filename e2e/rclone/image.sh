#!/usr/bin/env bash
# Builds rclone, makes an image of it for the test cluster, and prints the image's name, for RCLONE_IMAGE.
# usage: CLUSTER=…/cluster e2e/rclone/image.sh
set -euo pipefail
cd "$(dirname "$0")"
version=$(go list -m -f '{{.Version}}' github.com/rclone/rclone)
name=docker.io/demo/rclone:${version#v}
folder=$(mktemp -d)
# The image keeps the folder's mode, and its users are not this one.
chmod 755 "$folder"
trap 'rm -rf "$folder"' EXIT
CGO_ENABLED=0 go build -trimpath -ldflags "-s -w -X github.com/rclone/rclone/fs.Version=$version" -o "$folder/rclone" .
"$CLUSTER" image "$name" docker.io/library/busybox:1.36 "$folder:/bin" >&2
echo "$name"
